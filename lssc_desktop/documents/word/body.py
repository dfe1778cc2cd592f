"""Reader of the body of a Word file: paragraphs in reading order, and what it holds beyond them.

The page that the file asks for (paper, margins, columns, borders) is judged here too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.richtext import (
    Form,
    KeptContent,
    Paragraph,
    RichText,
    UnsupportedContent,
    is_empty,
    is_right_to_left,
    normal,
    numbers,
)
from lssc_desktop.documents.office_xml.hidden import (
    ADDED,
    REMOVED,
    chosen,
    is_removed,
    style_of_table,
)
from lssc_desktop.documents.office_xml.ranges import XmlSource
from lssc_desktop.documents.office_xml.styles import Properties, children, is_on, twips, value
from lssc_desktop.documents.word.inline import ANCHORS, KeptNames, is_kept_whole
from lssc_desktop.documents.word.line import (
    WRAPPERS,
    LineReader,
    Setting,
    kind_of,
)
from lssc_desktop.documents.word.lists import ListPlace
from lssc_desktop.documents.word.looks import form_of, paragraph_is_beyond, spacing_is_beyond
from lssc_desktop.values import dataclass

_MARGINS = (
    (1440, 1440, 1440, 1440),  # ours, and Word's since 2007
    (1440, 1800, 1440, 1800),  # Word's before, and python-docx's
    (1134, 1134, 1134, 1134),  # LibreOffice's
    (567, 567, 567, 1134),  # LibreOffice's for a web page
)
"""Top, right, bottom, left: ours, and those that programs begin a document with, which are nobody's
choice. They become ours, as the font that a program begins with becomes ours."""
_TOLERANCE = 20  # twentieths of a point; programs count in inches, millimeters and points

_HARMLESS_IN_SECTION = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "noEndnote", "type"),
    *("titlePg", "printerSettings"),
)
"""What only headers and notes need, which have their own reasons; how the only section begins."""
_NEUTRAL_IN_SECTION = {
    "docGrid": ("type", ("", "default")),
    "textDirection": ("val", ("", "lrTb")),
    "vAlign": ("val", ("", "top")),
}
_SWITCHES_OF_SECTION = ("formProt", "bidi", "rtlGutter")

_CHANGED_TABLE = (
    *("tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
    *("cellIns", "cellDel", "cellMerge", "ins", "del"),
)
_WITHIN_TABLE = ("tr", "sdt", "sdtContent", "customXml")
_CHANGED_MARK = (*ADDED, *REMOVED, "rPrChange")

_BETWEEN = ANCHORS | {"sectPr"}
"""What stands in a body between its blocks and shows nothing."""

NOTES = KeptContent("notes", UnsupportedContent.FOOTNOTE)
"""All footnotes and endnotes, which are read behind the text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A range of bytes of the main part, and what it says: one paragraph, or something kept.

    `beyond` is what was found in it.
    """

    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]
    beyond: frozenset[UnsupportedContent] = frozenset()

    @property
    def kept(self) -> KeptContent | None:
        """The name of what is kept, None for a paragraph that is edited here."""
        return self.paragraphs[0].kept

    @property
    def is_empty(self) -> bool:
        """Whether it is a paragraph without a word."""
        return is_empty(self.paragraphs[0])


_NOTHING_KNOWN: Mapping[bytes, Block] = MappingProxyType({})


class BodyReader:
    """Walks a body once; `line` knows what it found beyond paragraphs."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._paragraphs: list[Paragraph] = []
        self._places: list[ListPlace | None] = []
        self._goes_on_below = False
        self.line = LineReader(setting)
        self.names = KeptNames()

    def body(
        self, body: Element, source: XmlSource, known: Mapping[bytes, Block] = _NOTHING_KNOWN
    ) -> tuple[Block, ...]:
        """Read the body of a document and return its blocks.

        Those that are `known` by their bytes say what they said, and are not read again.
        """
        found: list[Block] = []
        group: list[Element] = []
        first, is_edited = 0, False
        around, self.line.beyond = self.line.beyond, set()
        for item in body:
            if not group and item.tag in _BETWEEN:
                self.blocks((item,))
                continue
            if not group and known:
                start, end = source.range_of(item)
                if (same := known.get(source.data[start:end])) is not None:
                    found.append(replace(same, start=start, end=end))
                    continue
            if not group:
                around, self.line.beyond = around | self.line.beyond, set()
                first = len(self._paragraphs)
            group.append(item)
            is_edited = len(group) == 1 and item.tag == "p" and not is_kept_whole(item)
            if is_edited:
                self._paragraph(item, source)
            else:
                self.blocks((item,))
            if not self._is_open:
                found.append(self._close(group, first, source, is_edited=is_edited))
                group = []
        if group:
            found.append(self._close(group, first, source, is_edited=False))
        self.line.beyond |= around
        return tuple(found)

    @property
    def _is_open(self) -> bool:
        """Whether the next paragraph belongs to what was read last."""
        return self._goes_on_below or self.line.is_in_field

    def _close(
        self, group: list[Element], first: int, source: XmlSource, *, is_edited: bool
    ) -> Block:
        """End a block: a paragraph, or all of what is kept together."""
        start, _ = source.range_of(group[0])
        _, end = source.range_of(group[-1])
        beyond = frozenset(self.line.beyond)
        if not is_edited or len(self._paragraphs) != first + 1:
            if len(self._paragraphs) == first:
                self._paragraphs.append(Paragraph())
                self._places.append(None)
            rows = len(group[0].findall("tr"))
            kept = self.names.name(source.data[start:end], kind_of(beyond), rows)
            self._paragraphs[first:] = [_kept(each, kept) for each in self._paragraphs[first:]]
        self._paragraphs[first:] = map(normal, self._paragraphs[first:])
        return Block(start, end, tuple(self._paragraphs[first:]), beyond)

    def notes(self, container: Element) -> None:
        """Read a footnote or endnote, which stands behind the text and is kept."""
        first = len(self._paragraphs)
        self.blocks(container)
        self._paragraphs[first:] = [_kept(each, NOTES) for each in self._paragraphs[first:]]

    def finish(self) -> RichText:
        """Return everything read, and settle what shows only in the whole."""
        self.line.finish()
        text = RichText(tuple(self._paragraphs))
        ours = zip(self._places, text.paragraphs, numbers(text), strict=True)
        if all(_is_ours(*each) for each in ours):
            return text
        numbered = zip(self._places, text.paragraphs, strict=True)
        return RichText(
            tuple(
                paragraph if place is None else replace(paragraph, numbering=place.numbering)
                for place, paragraph in numbered
            )
        )

    def blocks(self, container: Iterable[Element]) -> None:
        """Read everything in a body, a table cell, a text box or a note."""
        for item in container:
            if item.tag in REMOVED or item.tag in ADDED:
                self._beyond(UnsupportedContent.TRACKED_CHANGE)
            if item.tag in WRAPPERS or item.tag in ADDED:
                self.blocks(item)
            else:
                self._block(item)

    def _block(self, item: Element) -> None:
        """Read one thing that stands on lines of its own."""
        match item.tag:
            case "p":
                self._paragraph(item)
            case "tbl":
                around, self.line.table = (
                    self.line.table,
                    style_of_table(item, self._setting.sheet),
                )
                self._table(item)
                self.line.table = around
            case "sdt":
                self.line.control(item)
                for content in item.findall("sdtContent"):
                    self.blocks(content)
            case "mc.AlternateContent":
                self.blocks(chosen(item))
            case "sectPr":
                self.line.beyond.update(strange_page(item))
            case "altChunk":
                self._beyond(UnsupportedContent.EMBEDDED_OBJECT)
            case "m.oMath" | "m.oMathPara":
                self.line.math(item)
                self._end_paragraph(Form.BODY, 0, None)

    def _table(self, table: Element) -> None:
        """Read a table row by row, cell by cell."""
        self._beyond(UnsupportedContent.TABLE)
        if any(table.find(f".//{tag}") is not None for tag in _CHANGED_TABLE):
            self._beyond(UnsupportedContent.TRACKED_CHANGE)
        self._cells(table)

    def _cells(self, container: Element) -> None:
        """Read every cell in rows, whatever the rows are wrapped in."""
        for item in container:
            if is_removed(item):
                continue
            if item.tag == "tc":
                self.blocks(item)
            elif item.tag in _WITHIN_TABLE:
                self._cells(item)

    def _paragraph(self, item: Element, source: XmlSource | None = None) -> None:
        """Read one paragraph, and with a source name what in it is kept.

        Where its end was deleted, the next one goes on with it.
        """
        sheet = self._setting.sheet
        direct = children(item.find("pPr"))
        style = value(direct.get("pStyle"), sheet.default)
        form, plain = form_of(sheet, style, direct)
        place = self._setting.lists.place(style, direct, sheet)
        if source is None:
            self.line.read(item, style, heading=form.is_heading)
        else:
            self.line.read_parts(item, style, source, self.names, heading=form.is_heading)
        self._goes_on_below = self._goes_on(direct)
        if self._goes_on_below:
            return
        level = 0
        if place is not None and form in (Form.BODY, Form.QUOTE):
            form, level = place.form, place.level
        text = "".join(span.text for span in self.line.spans)
        if not plain or paragraph_is_beyond(form, style, direct, sheet, text):
            self._beyond(UnsupportedContent.FORMATTING)
        bidi = direct.get("bidi", sheet.paragraph(style).get("bidi"))
        if is_on(bidi) and text.strip() and not is_right_to_left(text):
            self._beyond(UnsupportedContent.FORMATTING)
        if form.is_list and place is not None and not place.stands(direct.get("ind")):
            self._beyond(UnsupportedContent.FORMATTING)
        if place is not None and not place.kind.shown:
            self._beyond(UnsupportedContent.NUMBERING)
        if place is not None and place.kind.formatted:
            self._beyond(UnsupportedContent.FORMATTING)
        if spacing_is_beyond(form, style, direct, sheet):
            self._beyond(UnsupportedContent.SPACING)
        self._end_paragraph(form, level, place)

    def _goes_on(self, direct: Properties) -> bool:
        """Whether the end of a paragraph was deleted; note what was changed at it."""
        mark = children(direct.get("rPr"))
        if "pPrChange" in direct or any(tag in mark for tag in _CHANGED_MARK):
            self._beyond(UnsupportedContent.TRACKED_CHANGE)
        if "sectPr" in direct:
            self._beyond(UnsupportedContent.SECTION)
        return any(tag in mark for tag in REMOVED)

    def _end_paragraph(self, form: Form, level: int, place: ListPlace | None) -> None:
        """Put the paragraph at hand down, and what stands in its text boxes behind it."""
        self._paragraphs.append(Paragraph(tuple(self.line.spans), form, level))
        self._places.append(place)
        boxes = list(self.line.boxes)
        self.line.spans.clear()
        self.line.boxes.clear()
        self._boxes(boxes)

    def _boxes(self, boxes: Iterable[Element]) -> None:
        """Read text boxes, which have nothing of a table that they are anchored in."""
        around, self.line.table = self.line.table, ""
        for box in boxes:
            self.blocks(box)
        self.line.table = around

    def _beyond(self, what: UnsupportedContent) -> None:
        """Note something that a response cannot say."""
        self.line.beyond.add(what)


def _kept(paragraph: Paragraph, kept: KeptContent) -> Paragraph:
    """Return a paragraph as part of something kept, of which it has no parts of its own."""
    spans = tuple(replace(span, kept=None) for span in paragraph.spans)
    return replace(paragraph, spans=spans, kept=kept)


def _is_ours(place: ListPlace | None, paragraph: Paragraph, number: int | None) -> bool:
    """Whether a paragraph is numbered as we number it."""
    if place is None:
        return True
    return paragraph.form.is_list and place.kind.plain and place.number == number


# Page setup -------------------------------------------------------------------------------------


def strange_page(section: Element) -> Iterator[UnsupportedContent]:
    """Yield what about the page would be lost if the document were written again."""
    for item in section:
        if item.tag in _PAGE_READERS:
            yield from _PAGE_READERS[item.tag](item)
        elif item.tag in _SWITCHES_OF_SECTION:
            if is_on(item):
                yield UnsupportedContent.PAGE_SETUP
        elif item.tag in _NEUTRAL_IN_SECTION:
            attribute, plain = _NEUTRAL_IN_SECTION[item.tag]
            if item.get(attribute, "") not in plain:
                yield UnsupportedContent.PAGE_SETUP
        elif item.tag not in _HARMLESS_IN_SECTION:
            yield UnsupportedContent.PAGE_SETUP


def _columns(item: Element) -> Iterator[UnsupportedContent]:
    if item.get("num", "1") != "1" or item.get("sep", "0") not in ("0", "false", "off"):
        yield UnsupportedContent.SECTION


def _numbers(item: Element) -> Iterator[UnsupportedContent]:
    if item.get("fmt", "decimal") != "decimal" or set(item.attrib) - {"fmt"}:
        yield UnsupportedContent.PAGE_SETUP


def _borders(_item: Element) -> Iterator[UnsupportedContent]:
    yield UnsupportedContent.PAGE_BORDER


def _changed(_item: Element) -> Iterator[UnsupportedContent]:
    yield UnsupportedContent.TRACKED_CHANGE


def _size(item: Element) -> Iterator[UnsupportedContent]:
    if item.get("orient") == "landscape":
        yield UnsupportedContent.SECTION
        return
    sides = (item.get("w"), item.get("h"))
    if not any(all(map(_near, sides, paper.twips)) for paper in PaperSize):
        yield UnsupportedContent.PAGE_SETUP


def _margins(item: Element) -> Iterator[UnsupportedContent]:
    found = [item.get(side) for side in ("top", "right", "bottom", "left")]
    known = any(all(map(_near, found, margins)) for margins in _MARGINS)
    if not known or not _near(item.get("gutter"), 0):
        yield UnsupportedContent.PAGE_SETUP


def _near(length: str | None, ours: int) -> bool:
    """Whether a length is ours, or not said."""
    return length is None or abs(twips(length) - ours) <= _TOLERANCE


_PAGE_READERS: Mapping[str, Callable[[Element], Iterator[UnsupportedContent]]] = {
    "cols": _columns,
    "pgBorders": _borders,
    "pgMar": _margins,
    "pgNumType": _numbers,
    "pgSz": _size,
    "sectPrChange": _changed,
}
