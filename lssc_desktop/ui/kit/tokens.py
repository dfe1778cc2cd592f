"""The colors, type and measures of the window, and the contrast of colors.

docs/look.md shows them. The shipped type is Inter for the program's words and
Charis SIL for the candidate's own.
"""

import logging
import sys
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from lssc_desktop.paths import resources
from lssc_desktop.values import dataclass

# Measures in pixels at 96 dots per inch and text at 100 %.
PAGE_MARGIN = 24
CARD_PADDING = 14
NAVIGATION_WIDTH = 236
LIST_WIDTH = 252
TRAY_WIDTH = 288
BUTTON_HEIGHT = 34
SMALL_BUTTON_HEIGHT = 28
FIELD_HEIGHT = 34
ROW_HEIGHT = 33
RADIUS = 7
CARD_RADIUS = 10
SMALLEST_TARGET = 24
CHOICE_MARK, CHOICE_GAP = 16, 8  # a check or radio mark, and what parts it from its words

TEXT_CONTRAST = 4.5
"""The least contrast of words with their ground (success criterion 1.4.3)."""

ENHANCED_TEXT_CONTRAST = 7.0
"""The same for users who ask for more (success criterion 1.4.6)."""

SHAPE_CONTRAST = 3.0
"""The least contrast of what is to be seen but not read (success criterion 1.4.11)."""


class Tone(StrEnum):
    """What a status means for the user; never shown by color alone."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    NOTE = "note"
    IDLE = "idle"
    ACCENT = "accent"


class Ink(StrEnum):
    """A color for words and icons by its purpose, so that it follows the theme."""

    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    NOTE = "note"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class ToneColors:
    """The colors of a status: words and icon, the ground behind them, the line around it."""

    fg: str
    bg: str
    line: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colors of one theme, each as `#RRGGBB`."""

    dark: bool
    bg: str  # the page
    sidebar: str  # navigation, menu bar, status bar
    surface: str  # cards and fields
    sunken: str  # table heads, toolbars, what the pointer is over
    pressed: str  # one step deeper than sunken
    line: str  # edges of cards and dividers: decoration only
    line_strong: str  # edges of what can be operated
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_line: str
    chosen: str  # the ground of the chosen row, entry or tool
    on_chosen: str  # words on it
    off: str  # words and icons of what cannot be operated now
    hint: str  # what stands in an empty field
    focus: str  # the focus ring, never decoration
    mark: str  # personal data found on a page, which stays white in the dark
    mark_edge: str
    mark_ink: str
    ok: ToneColors
    warn: ToneColors
    bad: ToneColors
    info: ToneColors
    note: ToneColors
    idle: ToneColors
    high_contrast: bool = False  # all colors are the system's; shapes carry the meaning

    def for_row(self, *, chosen: bool) -> "Tokens":
        """Return the colors of what is painted on a row.

        In high contrast all that lies on the chosen row has one color.
        """
        if not chosen:
            return self
        if not self.high_contrast:
            return replace(self, bg=self.chosen, surface=self.chosen)
        ground, ink = self.chosen, self.on_chosen
        return replace(
            _of_few(ground, ground, ink, dark=self.dark),
            chosen=ground,
            on_chosen=ink,
        )

    @property
    def chosen_edge(self) -> str:
        """The edge or bar of what is chosen; in high contrast its ground says it alone."""
        return self.chosen if self.high_contrast else self.accent

    def tone(self, tone: Tone) -> ToneColors:
        """Return the colors of a status."""
        if tone is Tone.ACCENT:
            return ToneColors(self.accent, self.accent_soft, self.accent_line)
        return {
            Tone.OK: self.ok,
            Tone.WARN: self.warn,
            Tone.BAD: self.bad,
            Tone.INFO: self.info,
            Tone.NOTE: self.note,
            Tone.IDLE: self.idle,
        }[tone]

    def color(self, ink: Ink) -> str:
        """Return the color of words and icons for a purpose."""
        match ink:
            case Ink.INK:
                return self.ink
            case Ink.INK2:
                return self.ink2
            case Ink.INK3:
                return self.ink3
            case Ink.ON_ACCENT:
                return self.on_accent
            case _:
                return self.tone(Tone(ink.value)).fg


LIGHT = Tokens(
    dark=False,
    bg="#F7F5F0",
    sidebar="#EFECE4",
    surface="#FFFFFF",
    sunken="#F3F0E9",
    pressed="#ECE9E1",
    line="#DED8CB",
    line_strong="#8A8474",
    ink="#23262D",
    ink2="#50555F",
    ink3="#5F646E",
    accent="#2B4C86",
    accent_hover="#213C6C",
    on_accent="#FFFFFF",
    accent_soft="#E5EBF6",
    accent_line="#B5C4E0",
    chosen="#E5EBF6",
    on_chosen="#23262D",
    off="#5F646E",
    hint="#5F646E",
    focus="#0B57D0",
    mark="#FFE58A",
    mark_edge="#B58900",
    mark_ink="#23262D",
    ok=ToneColors("#1D6641", "#E3F1E7", "#A9CFB6"),
    warn=ToneColors("#7A4B00", "#FBEFD3", "#E3C887"),
    bad=ToneColors("#9E2430", "#FBE7E5", "#E6B3AE"),
    info=ToneColors("#0B5A70", "#DFF0F3", "#9CCAD4"),
    note=ToneColors("#653A78", "#F3EAF6", "#D0B5DA"),
    idle=ToneColors("#555A64", "#ECE9E1", "#CFC9BB"),
)

DARK = Tokens(
    dark=True,
    bg="#15181D",
    sidebar="#1A1E24",
    surface="#20252C",
    sunken="#1A1E24",
    pressed="#15181D",
    line="#363D47",
    line_strong="#7D8694",
    ink="#ECEAE4",
    ink2="#BBBFC7",
    ink3="#9EA4AE",
    accent="#A3BEF2",
    accent_hover="#BCD0F7",
    on_accent="#12203A",
    accent_soft="#273550",
    accent_line="#47597F",
    chosen="#273550",
    on_chosen="#ECEAE4",
    off="#9EA4AE",
    hint="#9EA4AE",
    focus="#FFD166",
    mark="#FFE58A",
    mark_edge="#B58900",
    mark_ink="#23262D",
    ok=ToneColors("#8AD4A8", "#1D3529", "#3A6650"),
    warn=ToneColors("#EFC272", "#3A2F18", "#6B5730"),
    bad=ToneColors("#F4A39D", "#432423", "#7A4542"),
    info=ToneColors("#8BD0DF", "#17353D", "#34616C"),
    note=ToneColors("#D2B6EA", "#33284A", "#5D4A80"),
    idle=ToneColors("#B4B9C2", "#2C323B", "#475060"),
)


# Contrast ---------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, `#RRGGBB` each: 1 for the same, 21 at most."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = [part / 255 for part in _parts(color)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# High contrast ----------------------------------------------------------------------------------


def system_tokens(palette: QPalette) -> Tokens:
    """Return the tokens of a system in high contrast, made of its colors only.

    Lines and icons carry the meaning.

    The color of what is chosen is a ground for the system; we write in it too. Where it could not
    be read well, as in GNOME's, it is that of all words. What is off has the system's color for
    that; where it has none, as GNOME, the color of all words, faded as far as it stays readable.
    """

    def color(
        role: QPalette.ColorRole, group: QPalette.ColorGroup = QPalette.ColorGroup.Active
    ) -> str:
        return palette.color(group, role).name()

    ground = color(QPalette.ColorRole.Window)
    field = color(QPalette.ColorRole.Base)
    ink = color(QPalette.ColorRole.WindowText)
    chosen = color(QPalette.ColorRole.Highlight)
    on_chosen = color(QPalette.ColorRole.HighlightedText)
    seen = min(contrast(chosen, ground), contrast(chosen, field))
    readable = seen >= ENHANCED_TEXT_CONTRAST
    is_ground = seen >= SHAPE_CONTRAST and contrast(on_chosen, chosen) >= TEXT_CONTRAST
    faded = _faded(ink, (ground, field))
    off = color(QPalette.ColorRole.WindowText, QPalette.ColorGroup.Disabled)
    knows_off = off != ink and min(contrast(off, each) for each in (ground, field)) >= TEXT_CONTRAST
    is_dark = QColor(ground).lightness() < QColor(ink).lightness()
    return replace(
        _of_few(ground, field, ink, dark=is_dark),
        accent=chosen if readable else ink,
        accent_hover=chosen if readable else ink,
        on_accent=on_chosen if readable else field,
        chosen=chosen if is_ground else ink,
        on_chosen=on_chosen if is_ground else field,
        off=off if knows_off else faded,
        hint=faded,
        focus=chosen if seen >= SHAPE_CONTRAST else ink,
    )


def _of_few(ground: str, field: str, ink: str, *, dark: bool) -> Tokens:
    """Return tokens of high contrast: one color for words, lines and icons, two grounds."""
    plain = ToneColors(ink, field, ink)
    return Tokens(
        dark=dark,
        bg=ground,
        sidebar=ground,
        surface=field,
        sunken=ground,
        pressed=ground,
        line=ink,
        line_strong=ink,
        ink=ink,
        ink2=ink,
        ink3=ink,
        accent=ink,
        accent_hover=ink,
        on_accent=field,
        accent_soft=field,
        accent_line=ink,
        chosen=ink,
        on_chosen=field,
        off=ink,
        hint=ink,
        focus=ink,
        mark="#FFE58A",
        mark_edge="#B58900",
        mark_ink="#23262D",
        ok=plain,
        warn=plain,
        bad=plain,
        info=plain,
        note=plain,
        idle=plain,
        high_contrast=True,
    )


def _faded(ink: str, grounds: tuple[str, ...]) -> str:
    """Return the color of words, as much like their grounds as it may be and still be read."""
    faded = ink
    for share in range(98, 0, -2):
        parts = zip(_parts(ink), _parts(grounds[0]), strict=True)
        mixed = [round((one * share + other * (100 - share)) / 100) for one, other in parts]
        lighter = "#" + "".join(f"{part:02x}" for part in mixed)
        if min(contrast(lighter, each) for each in grounds) < TEXT_CONTRAST:
            break
        faded = lighter
    return faded


def _parts(color: str) -> list[int]:
    return [int(color[at : at + 2], 16) for at in (1, 3, 5)]


# Type -------------------------------------------------------------------------------------------

_LOG = logging.getLogger(__name__)

_UI = "Inter"
_DISPLAY = "Inter Display"
_OWN = "Charis SIL"

_FIRST = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "InterDisplay-SemiBold.otf",
)

# A point is a pixel on macOS, where 72 of them make an inch; elsewhere 96 pixels do.
_POINTS_PER_PIXEL = 1.0 if sys.platform == "darwin" else 0.75


class Type(StrEnum):
    """A step of the type scale, named by its use."""

    DISPLAY = "display"
    WELCOME = "welcome"
    H1 = "h1"
    SET_TITLE = "set-title"
    STATEMENT = "statement"
    H2 = "h2"
    LEAD = "lead"
    BODY = "body"
    BODY_MEDIUM = "body-medium"
    BODY_STRONG = "body-strong"
    TABLE = "table"
    TABLE_MEDIUM = "table-medium"
    TABLE_STRONG = "table-strong"
    CAPTION = "caption"
    CAPTION_STRONG = "caption-strong"
    OWN_WORDS = "own-words"


TITLES = frozenset({Type.DISPLAY, Type.WELCOME, Type.H1, Type.SET_TITLE, Type.STATEMENT, Type.H2})
"""Steps in which titles are set."""


@dataclass(frozen=True, slots=True)
class _Cut:
    family: str
    pixels: float
    weight: QFont.Weight


_CUTS = {
    Type.DISPLAY: _Cut(_DISPLAY, 32, QFont.Weight.DemiBold),
    Type.WELCOME: _Cut(_DISPLAY, 28, QFont.Weight.DemiBold),
    Type.H1: _Cut(_DISPLAY, 23, QFont.Weight.DemiBold),
    Type.SET_TITLE: _Cut(_DISPLAY, 19, QFont.Weight.DemiBold),
    Type.STATEMENT: _Cut(_UI, 17, QFont.Weight.DemiBold),
    Type.H2: _Cut(_UI, 15, QFont.Weight.DemiBold),
    Type.LEAD: _Cut(_UI, 15, QFont.Weight.Normal),
    Type.BODY: _Cut(_UI, 14, QFont.Weight.Normal),
    Type.BODY_MEDIUM: _Cut(_UI, 14, QFont.Weight.Medium),
    Type.BODY_STRONG: _Cut(_UI, 14, QFont.Weight.DemiBold),
    Type.TABLE: _Cut(_UI, 13, QFont.Weight.Normal),
    Type.TABLE_MEDIUM: _Cut(_UI, 13, QFont.Weight.Medium),
    Type.TABLE_STRONG: _Cut(_UI, 13, QFont.Weight.DemiBold),
    Type.CAPTION: _Cut(_UI, 12, QFont.Weight.Normal),
    Type.CAPTION_STRONG: _Cut(_UI, 12, QFont.Weight.DemiBold),
    Type.OWN_WORDS: _Cut(_OWN, 14.5, QFont.Weight.Normal),
}


def load_first_fonts() -> None:
    """Make known to Qt what the start page is set in; `load_other_fonts` has the rest."""
    for name in _FIRST:
        _load(resources() / "fonts" / name)


_EMOJI = "NotoEmoji-Regular.ttf"


def load_other_fonts() -> None:
    """Make the other shipped fonts known to Qt: some megabytes."""
    for file in sorted((resources() / "fonts").glob("*.[ot]tf")):
        if file.name not in _FIRST:
            _load(file)


@cache
def load_script_fonts() -> None:
    """Make the fonts of other scripts known to Qt, once: it falls back on them by itself.

    Emoji have the system's colors where it has a font for them.
    """
    has_emoji = any("Emoji" in family for family in QFontDatabase.families())
    for file in sorted((resources() / "script_fonts").glob("*.ttf")):
        if not (has_emoji and file.name == _EMOJI):
            _load(file)


def script_fonts_loaded() -> bool:
    """Whether Qt knows the fonts of other scripts already."""
    return load_script_fonts.cache_info().currsize > 0


def _load(file: Path) -> None:
    """Load a font; one that cannot be read is left to the system's."""
    if QFontDatabase.addApplicationFont(str(file)) < 0:
        _LOG.warning("the shipped font %s could not be loaded", file.name)


def points(type_: Type, text_scale: float = 1.0) -> float:
    """Return the size of a step of the type scale in points."""
    return _CUTS[type_].pixels * _POINTS_PER_PIXEL * text_scale


def type_font(type_: Type, text_scale: float = 1.0, *, tabular: bool = False) -> QFont:
    """Return the font of a step of the type scale.

    Its size is in points, so that it grows with the screen's resolution; `text_scale` is how
    much larger than that the user wants to read. `tabular` figures are all of one width, for
    columns of numbers.
    """
    cut = _CUTS[type_]
    font = QFont([cut.family, *_fallback(cut.family)])
    font.setPointSizeF(points(type_, text_scale))
    font.setWeight(cut.weight)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _fallback(family: str) -> list[str]:
    if family == _OWN:
        return ["Georgia", "serif"]
    return [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]
