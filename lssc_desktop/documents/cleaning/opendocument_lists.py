"""How the lists and headings of an OpenDocument text are numbered (ISO/IEC 26300)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import count
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.numbering import BULLET, NumberCounter, Numbering, NumberLevel
from lssc_desktop.documents.cleaning.workbook_looks import name_of
from lssc_desktop.values import dataclass

_FORMATS = {
    "1": "decimal",
    "i": "lowerRoman",
    "I": "upperRoman",
    "a": "lowerLetter",
    "A": "upperLetter",
}
_NUMBERED = ("list-level-style-number", "outline-level-style")
_PLACE = re.compile(r"%(\d+)%")
OUTLINE = ""
"""What the style of headings is called here, as no list can be."""

type Levels = Mapping[int, NumberLevel]


def said(item: Element, name: str) -> str:
    """Return an attribute, whatever its namespace is."""
    return next((v for k, v in item.attrib.items() if k.rpartition("}")[2] == name), "")


def read_levels(style: Element) -> Levels:
    """Return how each level of a list style, or of that of headings, is numbered."""
    known = {int(said(item, "level") or 1) - 1: item for item in style}
    formats = {
        level: _FORMATS.get(said(item, "num-format"), "none") if name_of(item) in _NUMBERED
        else BULLET
        for level, item in known.items()
    }  # fmt: skip
    return {
        level: NumberLevel(
            formats[level],
            "" if formats[level] == BULLET else _label(item, level, formats),
            int(said(item, "start-value") or 1),
        )
        for level, item in known.items()
    }


def _label(item: Element, level: int, formats: Mapping[int, str]) -> str:
    """Return a label as ours are written, "%1.%2)"."""
    whole = said(item, "num-list-format")
    if whole:
        return _PLACE.sub(r"%\1", whole).strip()
    shown = int(said(item, "display-levels") or 1)
    numbers = ".".join(
        f"%{each + 1}"
        for each in range(max(level + 1 - shown, 0), level + 1)
        if formats.get(each) not in (None, BULLET, "none")
    )
    return f"{said(item, 'num-prefix')}{numbers}{said(item, 'num-suffix')}".strip()


@dataclass(slots=True)
class ListLabels:
    """Counts the items of all lists of a text, and its headings, in order."""

    styles: dict[str, Levels] = field(default_factory=dict)
    _counter: NumberCounter = field(default_factory=NumberCounter)
    _ids: Iterator[int] = field(default_factory=count)
    _by_style: dict[str, str] = field(default_factory=dict)
    _by_id: dict[str, str] = field(default_factory=dict)

    def begin(self, item: Element, style: str) -> str:
        """Return what a list counts as: for itself, or on with one before it."""
        kind = str(next(self._ids))
        if said(item, "continue-numbering") == "true":
            kind = self._by_style.get(style, kind)
        kind = self._by_id.get(said(item, "continue-list"), kind)
        self._by_style[style] = kind
        if said(item, "id"):
            self._by_id[said(item, "id")] = kind
        return kind

    def is_bullet(self, style: str, level: int) -> bool:
        """Whether items have a bullet: where nobody says that they have a number, or nothing."""
        known = self.styles.get(style, {}).get(level)
        return known is None or known.format == BULLET

    def label(self, kind: str, style: str, level: int, item: Element) -> str:
        """Count an item or a heading, and return what stands before it; "" for a bullet."""
        start = said(item, "start-value")
        again = said(item, "restart-numbering") == "true"
        restarts = {level: int(start or 1)} if start or again else {}
        levels = self.styles.get(style, {})
        numbering = Numbering(kind, str(next(self._ids)), levels, restarts)
        return self._counter.label(numbering, level)
