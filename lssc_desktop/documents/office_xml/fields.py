"""Fields of a Word file: what they show, and where those lead that are links.

A field begins, says in its code what it is, and then shows something, until it ends. Of what
stands in its code nobody sees a word.
"""

import re
from xml.etree.ElementTree import Element

from lssc_desktop.values import dataclass

_SHOWS_NOTHING = frozenset({"ASK", "PRINT", "PRIVATE", "RD", "SET", "TA", "TC", "XE"})
_LINK_FIELD = re.compile(
    r'\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\"]\S*))?', re.IGNORECASE
)
_PLACE_OF_LINK = re.compile(r'\\l\s+"?(?P<place>[^"\s]+)')

_WHOLE_LINK_FIELD = re.compile(
    _LINK_FIELD.pattern + r"(?:\s*\\l\s+\"?[^\"\s]+\"?|\s*\\h|\s*\\\*\s+MERGEFORMAT)*\s*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class OpenField:
    """A field whose end has not come yet."""

    instruction: str = ""
    shown: bool = False
    """Whether its result is running, which is what people see."""


class Fields:
    """The fields that are open at one place; they may lie within each other."""

    def __init__(self) -> None:
        self._open: list[OpenField] = []

    def read(self, item: Element) -> None:
        """Take the next mark or instruction of a field."""
        match item.get("fldCharType", item.tag):
            case "begin":
                self.begin()
            case "separate":
                self.separate()
            case "end":
                self.end()
            case "instrText":
                self.instruct(item.text or "")

    def begin(self) -> None:
        """A field begins."""
        self._open.append(OpenField())

    def instruct(self, text: str) -> None:
        """Word's instruction for the innermost field goes on."""
        if self._open and not self._open[-1].shown:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """The result of the innermost field begins."""
        if self._open:
            self._open[-1].shown = True

    def end(self) -> str:
        """The innermost field ends; return its instruction."""
        return self._open.pop().instruction if self._open else ""

    @property
    def is_open(self) -> bool:
        """Whether a field has begun and not ended."""
        return bool(self._open)

    @property
    def visible(self) -> bool:
        """Whether characters here are seen."""
        return all(item.shown and not shows_nothing(item.instruction) for item in self._open)

    @property
    def link(self) -> str | None:
        """The link that characters here belong to, None when they belong to none."""
        links = (link_of(item.instruction) for item in reversed(self._open) if item.shown)
        return next((link for link in links if link is not None), None)


def shows_nothing(instruction: str) -> bool:
    """Whether Word shows nothing of a field, whatever its result is (ISO/IEC 29500-1, 17.16.5)."""
    kind = re.match(r"\s*([A-Za-z]*)", instruction)
    return kind is not None and kind[1].upper() in _SHOWS_NOTHING


def link_of(instruction: str) -> str | None:
    """Return where a link field leads, None when the field is no link."""
    match = _LINK_FIELD.match(instruction)
    if match is None:
        return None
    place = _PLACE_OF_LINK.search(instruction)
    address = match["quoted"] or match["bare"] or ""
    return address if place is None else f"{address}#{place['place']}"


def says_more(instruction: str) -> bool:
    """Whether a link field says more than where it leads: a screen tip, a window to open it in."""
    return _WHOLE_LINK_FIELD.fullmatch(instruction) is None
