"""Looks of text in a Word file: which form of ours it has, and what ours cannot say."""

import math
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.seen_words import draws_letters
from lssc_desktop.core.text.richtext import Effect, Form, is_right_to_left
from lssc_desktop.documents.office_xml.colors import are_alike, tinted
from lssc_desktop.documents.office_xml.hidden import is_hidden
from lssc_desktop.documents.office_xml.styles import (
    Properties,
    StyleSheet,
    children,
    font_of,
    is_on,
    twips,
    value,
)
from lssc_desktop.documents.office_xml.symbols import is_symbol_font

NAMES = {
    "introduction": Form.INTRODUCTION,
    "heading 1": Form.HEADING_1,
    "heading 2": Form.HEADING_2,
    "heading 3": Form.HEADING_3,
    "quote": Form.QUOTE,
}
LIST_NAMES = {"list bullet": Form.BULLET, "list number": Form.NUMBER}
NEAR_NAMES = {
    "title": Form.HEADING_1,
    "subtitle": Form.HEADING_2,
    **{f"heading {depth}": Form.HEADING_3 for depth in range(4, 10)},
    "intense quote": Form.QUOTE,
    "quotations": Form.QUOTE,  # LibreOffice's
    "block text": Form.QUOTE,  # pandoc's
}
"""Styles that we show as a form of ours, though they are more than that."""

INDENTED_NAMES = ("list paragraph", "list bullet", "list number", "list continue")
"""Styles whose indent belongs to a list."""


_OUTLINE = (Form.HEADING_1, Form.HEADING_2, Form.HEADING_3)
_BODY_LEVEL = 9

_SWITCHES = (
    "dstrike",
    "caps",
    "smallCaps",
    "outline",
    "shadow",
    "emboss",
    "imprint",
)
_NEUTRAL = {
    "u": ("none", "single", "words"),
    "em": ("none",),
    "bdr": ("none", "nil"),
}
"""Properties with values that we show, or that change nothing; any other one is formatting."""

EFFECTS = {
    Effect.UNDERLINE: ("u", "single", "none"),
    Effect.STRIKE: ("strike", "1", "0"),
    Effect.HIGHLIGHT: ("highlight", "yellow", "none"),
    Effect.SUPERSCRIPT: ("vertAlign", "superscript", "baseline"),
    Effect.SUBSCRIPT: ("vertAlign", "subscript", "baseline"),
}
"""The property of each effect, with the value that sets it and the one that takes it away."""
_SCRIPTS = {"superscript": Effect.SUPERSCRIPT, "subscript": Effect.SUBSCRIPT}

_PLAIN_VALUES = {
    "spacing": ("", "0"),
    "w": ("", "100", "100%"),
    "position": ("", "0"),
    "effect": ("", "none"),
}
_RUN_PROPERTIES = frozenset(
    {
        *_SWITCHES,
        *_NEUTRAL,
        *_PLAIN_VALUES,
        *(
            "strike",
            "highlight",
            "vertAlign",
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "color",
            "sz",
            "szCs",
            "lang",
            "shd",
        ),
        *("rtl", "cs", "noProof", "snapToGrid", "kern", "vanish", "webHidden", "rPrChange"),
        *("ins", "del", "moveFrom", "moveTo", "w14.ligatures", "w14.cntxtAlts", "oMath"),
        *("w14.numForm", "w14.numSpacing"),
    }
)
"""Properties of characters that are read, or that readers do not see; any other is formatting."""

_PARAGRAPH_PROPERTIES = frozenset(
    {
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
        *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
        *("suppressOverlap", "jc", "textAlignment", "textDirection", "outlineLvl", "divId"),
        *("cnfStyle", "rPr", "sectPr", "pPrChange", "w15.collapsed"),
    }
)
"""Properties of paragraphs that are read, or that readers do not see; any other is formatting."""
_PLAIN_PLACES = {
    "jc": ("", "left", "start"),
    "textDirection": ("", "lrTb", "lr"),
    "textAlignment": ("", "auto", "baseline"),
}

_SINGLE, _MOST_OF_A_LINE = 240, 280
"""Lines of 1 to about 1.15, as programs begin a document with: in 240ths of a line."""
_OWN_LINE = {Form.HEADING_1: 440, Form.HEADING_2: 360}
_USUAL_LINE = 330
"""The least height of our lines (resources/templates/docx/word/styles.xml)."""
_WIDEST_GAP = 283  # LibreOffice's for a web page
_WIDEST_GAP_AT_HEADING = 480
_WIDEST_GAP_IN_LIST = 160
"""The widest space before and after a paragraph that programs' own styles have."""
_USUAL_STYLES = (
    *("normal", "introduction", "body text", "text body", "first paragraph", "compact", "standard"),
    *("list", "default"),
)
"""Names that the styles of a program's usual text begin with."""

_BLACK = ("", "auto", "000000")
_BLACK_THEMES = ("text1", "dark1")
_WHITE = ("", "auto", "FFFFFF")
_LEAST_SIZE = 8  # half points
_PENS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGreen": "006400",
    "darkMagenta": "800080",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "darkGray": "A9A9A9",
    "lightGray": "D3D3D3",
    "black": "000000",
    "white": "FFFFFF",
}
_ROOM_OF_LETTERS = (
    ("w", 20.0, 100.0, math.inf),
    ("position", -200.0, 0.0, 200.0),
    ("fitText", 100.0, 100.0, math.inf),
    ("spacing", -80.0, 0.0, 1_000.0),
)
"""Properties that leave letters no room: percent, half points, and twentieths of a point."""
_HALF, _HALF_CLEAR = 50, 50_000
_EAST_ASIA = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


# Forms ------------------------------------------------------------------------------------------


def has_form(sheet: StyleSheet, form: Form) -> bool:
    """Whether there is a style by the name of a form."""
    return style_of_form(sheet, form) is not None


def style_of_form(sheet: StyleSheet, form: Form) -> str | None:
    """Return the paragraph style by the name of a form, None where there is none.

    A quotation has nothing but its style, so one that is near will do.
    """
    known = {**NAMES, **LIST_NAMES, **(NEAR_NAMES if form is Form.QUOTE else {})}
    names = [name for name, named in known.items() if named is form]
    found = {style.name: style.id for style in reversed(sheet.styles.values())}
    return next((found[name] for name in names if name in found), None)


def form_of(sheet: StyleSheet, style_id: str, direct: Properties) -> tuple[Form, bool]:
    """Return the form that a style stands for, and whether that is all it says.

    Known by its name, or the name of what it is based on, else by its outline level.
    """
    for style in sheet.chain(style_id):
        if style.name in NAMES:
            return NAMES[style.name], True
        if style.name in NEAR_NAMES:
            return NEAR_NAMES[style.name], False
    outline = direct.get("outlineLvl")
    outline = sheet.paragraph(style_id).get("outlineLvl") if outline is None else outline
    level = int(value(outline, str(_BODY_LEVEL)))
    if level >= _BODY_LEVEL:
        return Form.BODY, True
    return _OUTLINE[min(level, len(_OUTLINE) - 1)], level < len(_OUTLINE)


# Looks beyond ours ------------------------------------------------------------------------------


class RunLook:
    """What a run of characters looks like: its own properties before those of its styles."""

    def __init__(
        self, run: Element, paragraph_style: str, sheet: StyleSheet, table_style: str = ""
    ) -> None:
        self.direct = children(run.find("rPr"))
        self.style = value(self.direct.get("rStyle"))
        self._character = sheet.run(sheet.of_kind(self.style, "character"))
        self._paragraph = sheet.run(sheet.of_kind(paragraph_style, "paragraph") or sheet.default)
        self._table = sheet.run(table_style)
        self._default, self._theme = sheet.default_run, sheet.theme
        self.hidden = is_hidden(self.direct, paragraph_style, sheet, table_style)
        self._all = {**self._default, **self._paragraph, **self._character, **self.direct}

    def toggle(self, name: str, *, heading: bool) -> bool:
        """Whether bold or italic is on.

        Styles of paragraph and characters flip each other (ISO 29500-1, 17.7.3). How a heading
        looks by its style is the heading's look, not its words'.
        """
        if name in self.direct:
            return is_on(self.direct[name])
        character = is_on(self._character.get(name))
        if heading:
            return character
        flipped = character != is_on(self._paragraph.get(name))
        return flipped or is_on(self._default.get(name))

    def is_seen_on(self, ground: str | None) -> bool:
        """Whether the characters stand out from the color behind them, and are large enough.

        `ground` is the color of what is around them, None where nobody knows it.
        """
        look = {**self._default, **self._table, **self._all}
        is_complex = is_on(look.get("rtl")) or is_on(look.get("cs"))
        if any(
            not least <= _number(look.get(name), usual) <= most
            for name, least, usual, most in (
                ("szCs" if is_complex else "sz", _LEAST_SIZE, 24, math.inf),
                *_ROOM_OF_LETTERS,
            )
        ):
            return False
        fonts = look.get("rFonts")
        font = "" if fonts is None else font_of(fonts)
        has_signs = not draws_letters(self._theme.get(font, font))
        if has_signs and not self.symbol_font:  # of that, signs are read
            return False
        pen = value(look.get("highlight"), "none")
        behind = _PENS.get(pen, "") or fill_of(look.get("shd"), self._theme) or ground
        item, fill = look.get("color"), look.get("w14.textFill")
        theme = self._theme
        said = [value(item), "" if item is None else _themed(item, theme)]
        if fill is not None:
            clear = (_number(each, 0, "w14.val") for each in fill.iter("w14.alpha"))
            if fill.find("w14.noFill") is not None or any(part > _HALF_CLEAR for part in clear):
                return False
            named = (theme.get(each.get("w14.val", ""), "") for each in fill.iter("w14.schemeClr"))
            said = [each.get("w14.val", "") for each in fill.iter("w14.srgbClr")] or said
            said += named
        colors = [color for color in said if color not in ("", "auto")]
        return behind is None or not any(are_alike(color, behind) for color in colors)

    def effects(self, *, linked: bool, heading: bool) -> frozenset[Effect]:
        """Return how the characters stand out; that a link is underlined says nothing."""
        look = self._said(heading=heading)
        found = set[Effect]()
        if not linked and value(look.get("u"), "none") != "none":
            found.add(Effect.UNDERLINE)
        if value(look.get("highlight"), "none") != "none":
            found.add(Effect.HIGHLIGHT)
        if is_on(look.get("strike")):
            found.add(Effect.STRIKE)
        script = _SCRIPTS.get(value(look.get("vertAlign")))
        return frozenset(found if script is None else found | {script})

    def _said(self, *, heading: bool) -> Mapping[str, Element]:
        """Return the properties that count: a heading's own are no effects of its words."""
        return {**self._character, **self.direct} if heading else self._all

    def is_beyond(self, *, linked: bool, heading: bool) -> bool:
        """Whether the characters look as ours cannot, as those in small capitals do."""
        look = self._said(heading=heading)
        if not _RUN_PROPERTIES.issuperset(look):
            return True
        if any(is_on(look.get(name)) for name in _SWITCHES):
            return True
        if any(value(look.get(name)) not in plain for name, plain in _PLAIN_VALUES.items()):
            return True
        for name, neutral in _NEUTRAL.items():
            item = look.get(name)
            if item is not None and value(item) not in neutral and not (linked and name == "u"):
                return True
        return _is_shaded(look.get("shd")) or (heading and self._changes_heading())

    def kind(self, text: str, *, linked: bool) -> tuple[str, str, str] | None:
        """Return font, size and color of Latin text, None where that is not telling."""
        if not _LATIN.search(text):
            return None
        fonts, color = self._all.get("rFonts"), self._all.get("color")
        font = "" if fonts is None else fonts.get("asciiTheme", fonts.get("ascii", ""))
        return font, value(self._all.get("sz")), "" if linked else _color(color)

    def language(self, text: str) -> str:
        """Return the language of characters as the file says it, "" where it says nothing."""
        script = "bidi" if is_right_to_left(text) else "eastAsia" if _is_east_asian(text) else "val"
        for look in (self.direct, self._character, self._paragraph, self._table, self._default):
            said = look.get("lang")
            if said is not None and said.get(script):
                return said.get(script, "")
        return ""

    @property
    def symbol_font(self) -> str:
        """The font of the characters, if it shows signs in the places of letters; else ""."""
        for look in (self.direct, self._character, self._paragraph, self._table, self._default):
            fonts = look.get("rFonts")
            said = "" if fonts is None else font_of(fonts)
            if said:
                return said if is_symbol_font(said) else ""
        return ""

    def _changes_heading(self) -> bool:
        """Whether a run within a heading departs from its style."""
        names = ("sz", "color", "rFonts")
        return any(
            name in self.direct and not _says_the_same(self.direct[name], self._paragraph.get(name))
            for name in names
        )


def paragraph_is_beyond(
    form: Form, style_id: str, direct: Properties, sheet: StyleSheet, text: str
) -> bool:
    """Whether a paragraph stands on the page as ours cannot: centered, indented, in a frame."""
    look = {**sheet.default_paragraph, **sheet.paragraph(style_id), **direct}
    if not _PARAGRAPH_PROPERTIES.issuperset(look) or _is_shaded(look.get("shd")):
        return True
    if any(value(look.get(name)) not in plain for name, plain in _PLAIN_PLACES.items()):
        return True
    if any(name in look for name in ("pBdr", "framePr")) or is_on(look.get("pageBreakBefore")):
        return True
    if form.is_list or form is Form.QUOTE:
        return False
    return ("\t" in text and "tabs" in look) or (
        not sheet.is_named(style_id, INDENTED_NAMES)
        and any(size not in ("", "0") for size in _indents(look.get("ind")))
    )


def spacing_is_beyond(form: Form, style_id: str, direct: Properties, sheet: StyleSheet) -> bool:
    """Whether the lines of a paragraph, or it and its neighbors, stand apart as ours cannot.

    What the user set for one paragraph counts when it differs from the style's; what a style says
    counts when no program's usual text has it.
    """
    default = sheet.default_paragraph.get("spacing")
    styled = _Spacing(
        default, *(style.paragraph.get("spacing") for style in reversed(sheet.chain(style_id)))
    )
    own = _Spacing(
        default,
        *(style.paragraph.get("spacing") for style in reversed(sheet.chain(style_id))),
        direct.get("spacing"),
    )
    if own.line != styled.line:
        return True
    if form.is_list:
        if own.gaps != styled.gaps and any(gap > _WIDEST_GAP_IN_LIST for gap in own.gaps):
            return True
    elif own.gaps != styled.gaps and own.gaps[1] != _WIDEST_GAP:
        return True
    return styled.is_unusual(form) or _departs(form, style_id, styled, sheet)


def _departs(form: Form, style_id: str, styled: "_Spacing", sheet: StyleSheet) -> bool:
    """Whether a style that is not one of a program's usual ones stands apart from those."""
    if form is not Form.BODY or sheet.is_usual(style_id, _USUAL_STYLES):
        return False
    usual = _Spacing(
        sheet.default_paragraph.get("spacing"),
        *(style.paragraph.get("spacing") for style in reversed(sheet.chain(sheet.default))),
    )
    return (styled.line, styled.gaps) != (usual.line, usual.gaps)


class _Spacing:
    """The spacing of a paragraph: each attribute counts as the nearest element says it."""

    def __init__(self, *elements: Element | None) -> None:
        said: dict[str, str] = {}
        for element in elements:
            said |= {} if element is None else element.attrib
        self.line = (int(twips(said.get("line", str(_SINGLE)))), said.get("lineRule", "auto"))
        self.gaps = tuple(
            _WIDEST_GAP
            if said.get(f"{side}Autospacing", "0") not in ("0", "false", "off")
            else int(twips(said.get(side, "0"))) or int(twips(said.get(f"{side}Lines", "0")))
            for side in ("before", "after")
        )

    def is_unusual(self, form: Form) -> bool:
        """Whether no program's usual text of a form stands so."""
        height, rule = self.line
        if rule == "auto":
            usual = _SINGLE <= height <= _MOST_OF_A_LINE
        else:
            usual = rule == "atLeast" and height <= _OWN_LINE.get(form, _USUAL_LINE)
        widest = _WIDEST_GAP_AT_HEADING if form.is_heading else _WIDEST_GAP
        return not usual or any(gap > widest for gap in self.gaps)


def _indents(item: Element | None) -> Iterator[str]:
    """Yield every indent that a paragraph has; none is 0."""
    names = (
        *("left", "start", "right", "end", "firstLine", "hanging"),
        *("leftChars", "startChars", "rightChars", "endChars", "firstLineChars", "hangingChars"),
    )
    for name in names:
        yield "" if item is None else item.get(name, "")


def _is_shaded(item: Element | None) -> bool:
    """Whether there is a color or pattern behind."""
    if item is None:
        return False
    return value(item) not in ("", "clear", "nil") or item.get("fill", "") not in _WHITE


def _is_east_asian(text: str) -> bool:
    """Whether a text has Chinese, Japanese, or Korean characters."""
    return any(first <= letter <= last for letter in text for first, last in _EAST_ASIA)


def _color(item: Element | None) -> str:
    """Return the color of characters, "" for black."""
    if item is None or item.get("themeColor") in _BLACK_THEMES or value(item) in _BLACK:
        return ""
    return item.get("themeColor") or value(item)


def _number(item: Element | None, usual: float, name: str = "val") -> float:
    """Return a number that a property says; the usual one where it says none."""
    try:
        return usual if item is None else float(item.get(name, "").removesuffix("%"))
    except ValueError:
        return usual


def fill_of(shading: Element | None, theme: Mapping[str, str]) -> str:
    """Return the color that a shading puts behind, "" for none."""
    if shading is None:
        return ""
    kind, share = value(shading), re.fullmatch(r"pct(\d+)", value(shading))
    is_dense = kind == "solid" or (share is not None and int(share[1]) > _HALF)
    fill = shading.get("color" if is_dense else "fill", "auto")
    fill = _themed(shading, theme, "Color" if is_dense else "Fill") or fill
    return fill if fill != "auto" else "000000" if is_dense else ""


def _themed(item: Element, theme: Mapping[str, str], kind: str = "Color") -> str:
    """Return a color of the theme as dark or light as it is made, "" for one that is not its."""
    found = theme.get(item.get(f"theme{kind}", ""), "")
    of = kind.replace("Color", "")
    dark, light = (int(item.get(f"theme{of}{how}", "FF"), 16) / 0xFF for how in ("Shade", "Tint"))
    return found and tinted(tinted(found, dark - 1), 1 - light)


def _says_the_same(one: Element, other: Element | None) -> bool:
    """Whether two properties say the same."""
    return other is not None and one.attrib == other.attrib
