"""Paragraph of a Word file taken apart into characters, each with the run it came from.

A changed paragraph is put together again from the pieces that stayed and from new characters:
what stayed keeps its run's properties, its link and what stood between.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.richtext import PLAIN, Effect, KeptContent, Paragraph, storable
from lssc_desktop.documents.office_xml.ranges import (
    PropertyRow,
    XmlSource,
    parse_source,
    property_row,
    style_of,
)
from lssc_desktop.documents.office_xml.styles import children, value
from lssc_desktop.documents.word.inline import (
    ANCHORS,
    SAYS_NOTHING,
    Anchor,
    Around,
    KeptMark,
    LinkField,
    RunWords,
    Unit,
    digest,
    digest_of,
    is_word,
    mark_content,
    units,
)
from lssc_desktop.documents.word.line import LINK_STYLES, Setting, characters
from lssc_desktop.values import dataclass

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\r\n": "&#13;\n"}
_CHARACTER = re.compile("\r\n|.", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A run: its tags and properties, and if it is one of the document, how it is written.

    `look` are its properties as they are written, `content` is all of it, `size` the number of
    its pieces: 0 for a run that is not in the document.
    """

    start: bytes
    end: bytes
    properties: PropertyRow
    look: bytes = b""
    content: bytes = b""
    size: int = 0

    @property
    def is_link(self) -> bool:
        """Whether it has a style of links."""
        return any(
            item.tag == "rStyle" and value(item.element) in LINK_STYLES for item in self.properties
        )


@dataclass(frozen=True, slots=True, eq=False)
class Wrapper:
    """A link or another element around words; `link` is where it leads."""

    start: bytes
    end: bytes
    link: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LinePiece:
    """One character, or something kept; with neither, a place that is marked.

    Its content stands in a text element when it is `in_text`, else by itself: in its run, or
    without one in the paragraph. It `is_range` when it may stand between paragraphs too.
    """

    text: str
    content: bytes
    run: Run | None = None
    in_text: bool = False
    kept: str = ""
    path: tuple[Wrapper, ...] = ()
    link: str = ""
    is_range: bool = False

    @property
    def key(self) -> str:
        """What it is compared by."""
        return self.text or f"\0{self.kept}"


@dataclass(frozen=True, slots=True, eq=False)
class WordLine:
    """A paragraph of the document: its tag, its properties and its pieces.

    `look` are the properties as they are written, `anchors` the marked places before the piece of
    a number, `mark` is how its end looks.
    """

    start: bytes
    end: bytes
    properties: PropertyRow
    look: bytes
    mark: Run
    pieces: tuple[LinePiece, ...] = ()
    anchors: dict[int, list[LinePiece]] = field(default_factory=dict)

    @property
    def style(self) -> str:
        """The id of its style, "" for the usual one."""
        return style_of(self.properties)


def read_line(part: bytes, setting: Setting) -> WordLine:
    """Return the only paragraph in the body of a part."""
    source = parse_source(part)
    body = source.root.find("body")
    paragraph = source.root if body is None else body[0]
    properties = paragraph.find("pPr")
    style = value(children(properties).get("pStyle"), setting.sheet.default)
    reader = _LineParts(source, setting)
    reader.read(units(paragraph, setting.judge(style)), ())
    end = None if properties is None else properties.find("rPr")
    return WordLine(
        source.start_tag(paragraph),
        source.end_tag(paragraph),
        property_row(properties, source),
        b"" if properties is None else source.bytes_of(properties),
        Run(b"", b"", property_row(end, source)),
        tuple(reader.pieces),
        reader.anchors,
    )


class _LineParts:
    """Walks the parts of one paragraph and gathers its pieces."""

    def __init__(self, source: XmlSource, setting: Setting) -> None:
        self._source = source
        self._setting = setting
        self._runs: dict[Element, Run] = {}
        self.pieces: list[LinePiece] = []
        self.anchors: dict[int, list[LinePiece]] = {}

    def read(self, parts: Sequence[Unit], path: tuple[Wrapper, ...]) -> None:
        """Take the parts of a paragraph or link."""
        link = next((around.link for around in reversed(path) if around.link), "")
        for part in parts:
            match part:
                case RunWords(run, items):
                    self.pieces.extend(self._characters(self._run(run), items, path, link))
                case KeptMark():
                    self.pieces.append(self._mark(part, path, link))
                case Anchor(element):
                    is_range = element.tag in ANCHORS and element.tag != "proofErr"
                    content = self._source.bytes_of(element)
                    anchor = LinePiece("", content, path=path, is_range=is_range)
                    self.anchors.setdefault(len(self.pieces), []).append(anchor)
                case Around():
                    self.read(part.units, (*path, self._wrapper(part)))
                case LinkField():
                    self.read(part.units, (*path, self._field(part)))

    def _characters(
        self, run: Run, items: Sequence[Element], path: tuple[Wrapper, ...], link: str
    ) -> Iterator[LinePiece]:
        for item in items:
            if item.tag != "t":
                content = self._source.bytes_of(item)
                yield LinePiece(characters(item), content, run, False, "", path, link)
                continue
            for found in _CHARACTER.findall(characters(item)):
                content = _ESCAPED.get(found, found).encode()
                yield LinePiece(storable(found), content, run, True, "", path, link)

    def _mark(self, mark: KeptMark, path: tuple[Wrapper, ...], link: str) -> LinePiece:
        content = mark_content(mark, self._source)
        run = None if mark.run is None else self._run(mark.run)
        return LinePiece("", content, run, False, digest(content), path, link)

    def _run(self, element: Element) -> Run:
        known = self._runs.get(element)
        if known is None:
            source = self._source
            size = sum(
                len(_CHARACTER.findall(characters(item))) if is_word(item) else 1
                for item in element
                if item.tag not in SAYS_NOTHING
            )
            look = element.find("rPr")
            known = self._runs[element] = Run(
                source.start_tag(element),
                source.end_tag(element),
                property_row(look, source),
                b"" if look is None else source.bytes_of(look),
                source.bytes_of(element),
                size,
            )
        return known

    def _wrapper(self, part: Around) -> Wrapper:
        source = self._source
        start, end = source.range_of(part.element)
        inner_end = source.inner_end(part.content) or end
        return Wrapper(
            source.data[start : source.inner_start(part.content)],
            source.data[inner_end:end],
            self._setting.link_around(part.element),
        )

    def _field(self, part: LinkField) -> Wrapper:
        source = self._source
        start, _ = source.range_of(part.opening[0])
        _, end = source.range_of(part.opening[-1])
        link = self._setting.field_link(part.instruction)
        return Wrapper(source.data[start:end], source.bytes_of(part.closing), link)


# Characters of a value --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Char:
    """One character of a text, or something kept in it."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    kept: KeptContent | None = None
    effects: frozenset[Effect] = PLAIN

    @property
    def key(self) -> str:
        """What it is compared by."""
        return self.text if self.kept is None else f"\0{digest_of(self.kept)}"


def chars_of(paragraph: Paragraph) -> list[Char]:
    """Return the characters of a paragraph; something kept is one, whatever it shows."""
    found: list[Char] = []
    for span in paragraph.spans:
        if span.kept is None:
            look = (span.bold, span.italic, span.link, None, span.effects)
            found.extend(Char(character, *look) for character in span.text)
        elif not (found and found[-1].kept == span.kept):
            found.append(Char("", kept=span.kept))
    return found
