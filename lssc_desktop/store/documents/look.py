"""What characters and paragraphs look like, and whether that is more than we can say."""

import re
from collections import ChainMap
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lssc_desktop.core.richtext import Form
from lssc_desktop.store.documents.styles import (
    INDENTED_NAMES,
    Properties,
    StyleSheet,
    children,
    is_on,
    value,
)

_SWITCHES = (
    "strike",
    "dstrike",
    "caps",
    "smallCaps",
    "outline",
    "shadow",
    "emboss",
    "imprint",
)
_NEUTRAL = {
    "u": ("none",),
    "highlight": ("none",),
    "vertAlign": ("baseline",),
    "em": ("none",),
    "bdr": ("none", "nil"),
}
"""Properties with a value that changes nothing, and that value; any other one is formatting."""

_LINK_LOOK = ("u", "color")
_BLACK = ("", "auto", "000000")
_BLACK_THEMES = ("text1", "dark1")
_WHITE = ("", "auto", "FFFFFF")
_ORDINAL = re.compile("st|nd|rd|th", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_PLAIN_ALIGNMENT = ("", "left", "start")


class RunLook:
    """What a run of characters looks like: its own properties before those of its styles."""

    def __init__(self, run: Element, paragraph_style: str, sheet: StyleSheet) -> None:
        self.direct = children(run.find("rPr"))
        self.style = value(self.direct.get("rStyle"))
        self._character = sheet.run(self.style)
        self._paragraph = sheet.run(paragraph_style)
        self._default = sheet.default_run
        self._all = ChainMap(self.direct, self._character, self._paragraph, self._default)

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

    @property
    def hidden(self) -> bool:
        """Whether the characters are there but not shown."""
        return is_on(self._all.get("vanish"))

    def is_beyond(self, text: str, *, linked: bool, heading: bool) -> bool:
        """Whether the characters look as ours cannot, as underlined ones do."""
        look = ChainMap(self.direct, self._character) if heading else self._all
        if any(is_on(look.get(name)) for name in _SWITCHES):
            return True
        for name, neutral in _NEUTRAL.items():
            item = look.get(name)
            if item is None or value(item) in neutral or (linked and name in _LINK_LOOK):
                continue
            if not (name == "vertAlign" and _ORDINAL.fullmatch(text)):
                return True
        return _is_shaded(look.get("shd")) or (heading and self._changes_heading())

    def kind(self, text: str, *, linked: bool) -> tuple[str, str, str] | None:
        """Return font, size and color of Latin text, None where that is not telling."""
        if not _LATIN.search(text):
            return None
        fonts, color = self._all.get("rFonts"), self._all.get("color")
        font = "" if fonts is None else fonts.get("asciiTheme", fonts.get("ascii", ""))
        return font, value(self._all.get("sz")), "" if linked else _color(color)

    def _changes_heading(self) -> bool:
        """Whether a run within a heading departs from its style."""
        names = ("sz", "color", "rFonts")
        return any(
            name in self.direct and not _same(self.direct[name], self._paragraph.get(name))
            for name in names
        )


def paragraph_is_beyond(
    form: Form, style_id: str, direct: Properties, sheet: StyleSheet, text: str
) -> bool:
    """Whether a paragraph stands on the page as ours cannot: centered, indented, in a frame."""
    inherited = {} if form.is_heading else sheet.paragraph(style_id)
    look = ChainMap(direct, inherited, sheet.default_paragraph)
    if value(look.get("jc")) not in _PLAIN_ALIGNMENT:
        return True
    if any(name in look for name in ("pBdr", "framePr")) or is_on(look.get("pageBreakBefore")):
        return True
    if _is_shaded(look.get("shd")):
        return True
    if form.is_list:
        return False
    return ("\t" in text and "tabs" in look) or (
        not sheet.is_named(style_id, INDENTED_NAMES)
        and any(size not in ("", "0") for size in _indents(look.get("ind")))
    )


def _indents(item: Element | None) -> Iterator[str]:
    """Yield every indent that a paragraph has; none is 0."""
    names = ("left", "start", "right", "end", "firstLine", "hanging")
    for name in names:
        yield "" if item is None else item.get(name, "")


def _is_shaded(item: Element | None) -> bool:
    """Whether there is a color or pattern behind."""
    if item is None:
        return False
    return value(item) not in ("", "clear", "nil") or item.get("fill", "") not in _WHITE


def _color(item: Element | None) -> str:
    """Return the color of characters, "" for black."""
    if item is None or item.get("themeColor") in _BLACK_THEMES or value(item) in _BLACK:
        return ""
    return item.get("themeColor") or value(item)


def _same(one: Element, other: Element | None) -> bool:
    """Whether two properties say the same."""
    return other is not None and one.attrib == other.attrib
