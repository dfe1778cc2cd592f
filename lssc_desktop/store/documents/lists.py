"""The lists of a Word file: which paragraphs are items, on what level, with what number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lssc_desktop.core.richtext import DEEPEST, Form
from lssc_desktop.store.documents.styles import Properties, StyleSheet, value

_NO_LIST = "0"
_OURS = ("bullet", "decimal")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: what its mark is, the first number, the style that stands for it."""

    mark: str
    start: int
    style: str


@dataclass(frozen=True, slots=True)
class WordList:
    """A list as paragraphs refer to it. Lists of one `kind` count together."""

    kind: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a paragraph in a list. `plain` says whether its mark is one that we write."""

    form: Form
    level: int
    number: int | None
    plain: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of a file, counting along as paragraphs come by."""

    lists: Mapping[str, WordList]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def place(self, style_id: str, direct: Properties, sheet: StyleSheet) -> Place | None:
        """Return the next paragraph's place in its list, None when it is no item."""
        list_id, level = self._reference(style_id, direct, sheet)
        word_list = self.lists.get(list_id)
        if word_list is None or list_id == _NO_LIST:
            return None
        known = word_list.levels.get(level)
        if known is None or known.mark == "none":
            return None
        number = self._count(list_id, word_list, level, known)
        if known.mark == "bullet":
            return Place(Form.BULLET, level, None, plain=True)
        return Place(Form.NUMBER, level, number, plain=known.mark in _OURS)

    def _reference(self, style_id: str, direct: Properties, sheet: StyleSheet) -> tuple[str, int]:
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

    def _count(self, list_id: str, word_list: WordList, level: int, known: Level) -> int:
        """Count one more item, as Word does, and return its number."""
        counts = self._counts.setdefault(word_list.kind, {})
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if level in word_list.restarts and (list_id, level) not in self._begun:
            counts[level] = word_list.restarts[level] - 1
        self._begun.add((list_id, level))
        counts[level] = counts.get(level, known.start - 1) + 1
        return counts[level]


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
            lists[item.get("numId", "")] = _list(kind, linked, item)
    return Lists(lists)


def _list(kind: str, described: Element, item: Element) -> WordList:
    """Put together what a list inherits from its kind and what it says itself."""
    levels = dict(map(_level, described.findall("lvl")))
    restarts: dict[int, int] = {}
    for override in item.findall("lvlOverride"):
        level = int(override.get("ilvl", "0"))
        levels.update(map(_level, override.findall("lvl")))
        start = override.find("startOverride")
        if start is not None:
            restarts[level] = int(value(start, "1"))
    return WordList(kind, levels, restarts)


def _level(item: Element) -> tuple[int, Level]:
    """Return one level with its place."""
    level = Level(
        mark=value(item.find("numFmt"), "decimal"),
        start=int(value(item.find("start"), "0")),
        style=value(item.find("pStyle")),
    )
    return int(item.get("ilvl", "0")), level
