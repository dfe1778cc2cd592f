"""Parts of a paragraph: words that are edited here, what stands around them, and what is kept.

Reader and writer both walk a paragraph by this one account of it, so that what is shown is what
is written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.richtext import KeptContent, UnsupportedContent
from lssc_desktop.documents.office_xml.ranges import XmlSource
from lssc_desktop.documents.office_xml.styles import value
from lssc_desktop.values import dataclass

_GOOGLE = "goog_"
"""Google Docs wraps ordinary words into content controls with such a tag."""

_ID_LENGTH = 16

_WORDS = frozenset({"t", "br", "cr", "tab", "noBreakHyphen", "softHyphen"})
SAYS_NOTHING = frozenset({"rPr", "lastRenderedPageBreak"})
_OF_FIELDS = SAYS_NOTHING | {"fldChar", "instrText"}
_LINE_BREAKS = (None, "textWrapping")

ANCHORS = frozenset(
    {
        *("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("commentRangeStart", "commentRangeEnd", "customXmlInsRangeStart"),
        *("customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
        *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    }
)
"""Elements that mark a place and show nothing."""

_KEEP_WHOLE = frozenset(
    {
        *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange"),
        *("numberingChange", "commentRangeStart", "commentRangeEnd", "commentReference"),
        *("txbxContent", "sectPr", "altChunk", "subDoc"),
    }
)
"""What makes a paragraph one that is kept whole: changes, comments, text boxes, a new section."""


@dataclass(frozen=True, slots=True)
class RunWords:
    """Characters of one run, edited here."""

    run: Element
    items: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class KeptMark:
    """Something that is kept: children of a run, or (without one) of the paragraph."""

    elements: tuple[Element, ...]
    run: Element | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that is marked, such as the beginning of a bookmark."""

    element: Element


@dataclass(frozen=True, slots=True)
class Around:
    """A link, or another element that holds words; `content` is the element they stand in."""

    element: Element
    content: Element
    units: tuple["Unit", ...]


@dataclass(frozen=True, slots=True)
class LinkField:
    """A field that is a link, with its words: what stands before them and what ends it."""

    opening: tuple[Element, ...]
    closing: Element
    instruction: str
    units: tuple["Unit", ...]


type Unit = RunWords | KeptMark | Anchor | Around | LinkField


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides on a unit: whether a run has words, a link or an instruction is one of ours."""

    has_words: Callable[[Element], bool]
    is_link: Callable[[Element], bool]
    leads: Callable[[str], bool]


def is_kept_whole(paragraph: Element) -> bool:
    """Whether a paragraph is shown and moved as one thing, and not edited here."""
    return any(item.tag in _KEEP_WHOLE for item in paragraph.iter())


def units(container: Iterable[Element], judge: Judge) -> tuple[Unit, ...]:
    """Return the parts of a paragraph or link, in order."""
    found: list[Unit] = []
    children = [item for item in container if item.tag != "pPr"]
    place = 0
    while place < len(children):
        end = _field_end(children, place)
        if end > place:
            field = children[place:end]
            found.append(_link_field(field, judge) or KeptMark(tuple(field)))
            place = end
        else:
            found.extend(_units_of(children[place], judge))
            place += 1
    return tuple(found)


def _field_end(children: Sequence[Element], place: int) -> int:
    """Return where the field ends that begins in a child, or its place where none does."""
    depth = 0
    for index in range(place, len(children)):
        for mark in children[index].iterfind("fldChar"):
            kind = mark.get("fldCharType")
            depth += (kind == "begin") - (kind == "end")
        if index == place and children[place].find("fldChar") is None:
            return place
        if depth <= 0:
            return index + 1
    return len(children)


def _link_field(field: Sequence[Element], judge: Judge) -> LinkField | None:
    """Return a field as a link with words, None where it is another or not simply put together."""
    marks = [item.find("fldChar") for item in field]
    kinds = [None if mark is None else mark.get("fldCharType") for mark in marks]
    if [kind for kind in kinds if kind is not None] != ["begin", "separate", "end"]:
        return None
    opening = field[: kinds.index("separate") + 1]
    if any(not _is_code(item) for item in (*opening, field[-1])) or kinds[-1] != "end":
        return None
    if any(mark is not None and len(mark) for mark in marks):
        return None
    instruction = "".join(code.text or "" for item in opening for code in item.iter("instrText"))
    inside = units(field[len(opening) : -1], judge)
    if not judge.leads(instruction) or not _says_something(inside):
        return None
    return LinkField(tuple(opening), field[-1], instruction, inside)


def _is_code(item: Element) -> bool:
    """Whether an element is a run of marks and instructions of fields, which shows nothing."""
    return item.tag == "r" and all(part.tag in _OF_FIELDS for part in item)


def _units_of(item: Element, judge: Judge) -> Iterator[Unit]:
    """Yield the parts that a child of a paragraph is."""
    if item.tag == "r":
        yield from _parts_of_run(item) if judge.has_words(item) else (KeptMark((item,)),)
    elif item.tag in ANCHORS:
        yield Anchor(item)
    elif (content := _content(item, judge)) is not None:
        inside = units(content, judge)
        yield Around(item, content, inside) if _says_something(inside) else Anchor(item)
    else:
        yield KeptMark((item,))


def _content(item: Element, judge: Judge) -> Element | None:
    """Return the element that holds the words of a wrapper which is not in their way."""
    if item.tag == "smartTag" or (item.tag == "hyperlink" and judge.is_link(item)):
        return item
    if item.tag == "fldSimple" and judge.leads(item.get("instr", "")):
        return None if item.find("fldData") is not None else item
    if item.tag == "sdt" and not is_form(item):
        return item.find("sdtContent")
    return None


def _parts_of_run(run: Element) -> Iterator[Unit]:
    """Yield the words of a run, parted by what is kept among them."""
    row: list[Element] = []
    for item in run:
        if is_word(item):
            row.append(item)
        elif item.tag not in SAYS_NOTHING:
            if row:
                yield RunWords(run, tuple(row))
            yield KeptMark((item,), run)
            row = []
    if row:
        yield RunWords(run, tuple(row))
    elif not any(item.tag not in SAYS_NOTHING for item in run):
        yield Anchor(run)


def is_word(item: Element) -> bool:
    """Whether a child of a run stands for characters that are edited here."""
    return item.tag in _WORDS and (item.tag != "br" or item.get("type") in _LINE_BREAKS)


def is_form(item: Element) -> bool:
    """Whether an element is a content control that the user fills in."""
    return item.tag == "sdt" and not value(item.find("sdtPr/tag")).startswith(_GOOGLE)


def _says_something(inside: Sequence[Unit]) -> bool:
    return any(not isinstance(unit, Anchor) for unit in inside)


# Names of what is kept --------------------------------------------------------------------------


def mark_content(mark: KeptMark, source: XmlSource) -> bytes:
    """Return something kept as it is written, without the run that it stands in."""
    start, _ = source.range_of(mark.elements[0])
    _, end = source.range_of(mark.elements[-1])
    return source.data[start:end]


def mark_alone(mark: KeptMark, source: XmlSource) -> bytes:
    """Return something kept as it can stand by itself in a paragraph."""
    content = mark_content(mark, source)
    if mark.run is None:
        return content
    look = mark.run.find("rPr")
    properties = b"" if look is None else source.bytes_of(look)
    return source.start_tag(mark.run) + properties + content + source.end_tag(mark.run)


def digest(content: bytes) -> str:
    """Return what something kept is named after: its bytes, which it has wherever it stands."""
    return sha256(content).hexdigest()[:_ID_LENGTH]


def digest_of(kept: KeptContent) -> str:
    """Return the digest in a name."""
    return kept.id.partition(".")[0]


class KeptNames:
    """Names what is kept in one document after its bytes, and remembers those."""

    def __init__(self) -> None:
        self.bytes: dict[str, bytes] = {}
        self._counts: dict[str, int] = {}

    def name(
        self, content: bytes, kind: UnsupportedContent, count: int = 0, *, alone: bytes = b""
    ) -> KeptContent:
        """Return the name of something; the second of two equal things has another one.

        `alone` is how it is written where it stands by itself, if that is not its content.
        """
        name = digest(content)
        times = self._counts[name] = self._counts.get(name, 0) + 1
        self.bytes[name] = alone or content
        return KeptContent(name if times == 1 else f"{name}.{times}", kind, count)

    def find(self, kept: KeptContent) -> bytes | None:
        """Return the bytes of something, or None when the document never held it."""
        return self.bytes.get(digest_of(kept))
