"""Lists of a Word file: which paragraphs are items, on what level, with what number."""

import re
from collections.abc import Mapping
from dataclasses import field, replace
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.numbering import (
    BULLET,
    NumberCounter,
    Numbering,
    NumberLevel,
    is_known,
)
from lssc_desktop.core.text.richtext import DEEPEST, Form, Paragraph
from lssc_desktop.documents.office_xml.styles import (
    Properties,
    StyleSheet,
    font_of,
    is_on,
    value,
)
from lssc_desktop.documents.office_xml.symbols import in_signs
from lssc_desktop.values import dataclass

_NO_LIST = "0"
_BULLETS = frozenset("•·◦▪●○■o§\uf0b7\uf0a7\uf0a8\uf06f")
"""The marks that programs begin a list with, by themselves; those in the private area are of
Symbol and Wingdings."""
_UNSHOWN = re.compile("[\ue000-\uf8ff\ufffd]")
_DASH = "–"  # pandoc's on every second level
_PLAIN_FOLLOWERS = ("", "tab")
_PLAIN_SIDES = ("", "left", "start")
_LOOKS_OF_MARKS = ("b", "i", "u", "strike", "caps", "smallCaps", "color", "sz", "highlight", "shd")
_LONGEST_LABEL = 60
_INDENTS = ("left", "start", "hanging", "firstLine")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: how it is numbered, and the style that stands for it.

    `plain` says whether its mark is one of ours, `shown` whether we show it as it is, and
    `formatted` whether it looks as its text does not; `indent` is where items stand.
    """

    number: NumberLevel
    style: str
    plain: bool
    shown: bool
    formatted: bool
    indent: Mapping[str, str]
    look: Element | None = field(default=None, compare=False)
    """The properties of the letters of its mark."""

    @property
    def mark(self) -> str:
        """What stands before an item: a bullet, nothing, or numbers in some format."""
        return self.number.format


@dataclass(frozen=True, slots=True)
class WordList:
    """A list as paragraphs refer to it."""

    levels: Mapping[int, ListLevel]
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The place of a paragraph in a list, with its number where it has one."""

    form: Form
    level: int
    number: int | None
    kind: ListLevel
    numbering: Numbering

    def stands(self, direct: Element | None) -> bool:
        """Whether the paragraph's own indent, if it has one, is only that of its list."""
        said = {} if direct is None else {k: v for k, v in direct.attrib.items() if k in _INDENTS}
        indent = self.kind.indent
        return not said or not indent or {**indent, **said} == indent


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of a file, counting along as paragraphs come by."""

    lists: Mapping[str, WordList]
    _counter: NumberCounter = field(default_factory=NumberCounter)

    def place(self, style_id: str, direct: Properties, sheet: StyleSheet) -> ListPlace | None:
        """Return the next paragraph's place in its list, None when it is no item."""
        list_id, level = self.reference(style_id, direct, sheet)
        word_list = self.lists.get(list_id)
        if word_list is None or list_id == _NO_LIST:
            return None
        known = word_list.levels.get(level)
        if known is None or known.mark == "none":
            return None
        number = self._counter.count(word_list.numbering, level)
        numbering = replace(word_list.numbering, level=level)
        if known.mark == BULLET:
            return ListPlace(Form.BULLET, level, None, known, numbering)
        return ListPlace(Form.NUMBER, level, number, known, numbering)

    def reference(self, style_id: str, direct: Properties, sheet: StyleSheet) -> tuple[str, int]:
        """Return the id of a paragraph's list ("0" is none) and its level."""
        own = direct.get("numPr")
        inherited = sheet.paragraph(style_id).get("numPr")
        list_id, level = "", ""
        for numbering in (own, inherited):
            if numbering is not None:
                list_id = list_id or value(numbering.find("numId"))
                level = level or value(numbering.find("ilvl"))
        list_id = list_id or _NO_LIST
        if not level:
            level = str(self._level_of_style(list_id, style_id, sheet))
        return list_id, min(max(int(level), 0), DEEPEST)

    def _level_of_style(self, list_id: str, style_id: str, sheet: StyleSheet) -> int:
        """Return the level of a list that a style, or what it is based on, stands for."""
        word_list = self.lists.get(list_id)
        names = [style.id for style in sheet.chain(style_id)]
        for level, known in {} if word_list is None else word_list.levels.items():
            if known.style in names:
                return level
        return 0


def read_lists(root: Element | None) -> Lists:
    """Return the lists in a `numbering` part; a file without one has none."""
    if root is None:
        return Lists({})
    kinds = {item.get("abstractNumId", ""): item for item in root.findall("abstractNum")}
    by_style = {
        value(item.find("styleLink")): item
        for item in kinds.values()
        if item.find("styleLink") is not None
    }
    lists: dict[str, WordList] = {}
    for item in root.findall("num"):
        kind = value(item.find("abstractNumId"))
        described = kinds.get(kind)
        if described is not None:
            linked = by_style.get(value(described.find("numStyleLink")), described)
            lists[item.get("numId", "")] = _word_list(kind, linked, item)
    return Lists(lists)


def _word_list(kind: str, described: Element, item: Element) -> WordList:
    """Put together what a list inherits from its kind and what it says itself."""
    levels = dict(map(_level, described.findall("lvl")))
    restarts: dict[int, int] = {}
    for override in item.findall("lvlOverride"):
        level = int(override.get("ilvl", "0"))
        levels.update(map(_level, override.findall("lvl")))
        start = override.find("startOverride")
        if start is not None:
            restarts[level] = int(value(start, "1"))
    numbers = {depth: level.number for depth, level in levels.items()}
    return WordList(levels, Numbering(kind, item.get("numId", ""), numbers, restarts))


def _level(item: Element) -> tuple[int, ListLevel]:
    """Return one level with its place."""
    mark, depth = value(item.find("numFmt"), "decimal"), int(item.get("ilvl", "0"))
    text, restart = value(item.find("lvlText"))[:_LONGEST_LABEL], item.find("lvlRestart")
    number = NumberLevel(
        format=mark,
        text=text,
        start=int(value(item.find("start"), "0")),
        restarts_after=None if restart is None else int(value(restart, "0")),
        is_legal=is_on(item.find("isLgl")),
    )
    if mark == BULLET:
        fonts = item.find("rPr/rFonts")
        sign = text if fonts is None else in_signs(text, font_of(fonts))
        plain = text == "" or text in _BULLETS or (text == _DASH and depth > 0)
        is_picture = item.find("lvlPicBulletId") is not None
        plain = plain and not is_picture
        shown = plain or not (is_picture or _UNSHOWN.search(sign))
        number = replace(number, text="" if plain or not shown else sign)
    else:
        if item.find("lvlText") is None:
            number = replace(number, text=f"%{depth + 1}.")
        is_usual = restart is None and not number.is_legal
        plain = is_usual and mark == "decimal" and number.text == f"%{depth + 1}."
        shown = is_known(mark)
    indent = item.find("pPr/ind")
    level = ListLevel(
        number=number,
        style=value(item.find("pStyle")),
        plain=plain,
        shown=shown,
        formatted=(
            value(item.find("suff")) not in _PLAIN_FOLLOWERS
            or value(item.find("lvlJc")) not in _PLAIN_SIDES
            or _is_formatted(item.find("rPr"))
        ),
        indent={} if indent is None else {k: v for k, v in indent.items() if k in _INDENTS},
        look=item.find("rPr"),
    )
    return depth, level


def _is_formatted(look: Element | None) -> bool:
    """Whether a mark is bold, colored or larger, or looks otherwise as its text does not."""
    for item in () if look is None else look:
        if item.tag not in _LOOKS_OF_MARKS or not is_on(item):
            continue
        if value(item) not in ("none", "auto", "000000", "clear"):
            return True
    return False


# Numbering for writing --------------------------------------------------------------------------


class ListNumbers:
    """Gives every numbered list of a text its Word list.

    Below an item of a numbered list a deeper list belongs to the same Word list, which restarts
    it by itself; every other list is one of its own. `restarts` names those, each with the
    level on which it begins at 1.
    """

    def __init__(self, first_new: int) -> None:
        self.restarts: list[tuple[int, int]] = []
        self._next = first_new
        self._open: dict[int, int] = {}
        self._counted: dict[int, set[int]] = {}

    def place(self, paragraph: Paragraph) -> int | None:
        """Return the Word list of the next paragraph of the text, None when it has no number."""
        level = paragraph.level if paragraph.form.is_list else -1
        self._open = {key: number for key, number in self._open.items() if key <= level}
        if paragraph.form is not Form.NUMBER:
            self._open.pop(level, None)
            return None
        number = self._open.get(level) or self._list_around(level) or self._new_list(level)
        self._open[level] = number
        counted = self._counted.setdefault(number, set())
        counted -= {deeper for deeper in counted if deeper > level}
        counted.add(level)
        return number

    def _list_around(self, level: int) -> int | None:
        """Return the Word list of the item that a deeper list stands below, where it can go on."""
        if not self._open:
            return None
        number = self._open[max(self._open)]
        return None if level in self._counted[number] else number

    def _new_list(self, level: int) -> int:
        """Begin a list of its own."""
        number, self._next = self._next, self._next + 1
        self.restarts.append((number, level))
        return number
