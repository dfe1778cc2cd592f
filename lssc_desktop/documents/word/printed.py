"""Reader of a Word file as its readers see it: tables with cells, pictures, notes, equations.

It reads what `read_document` reads, by the same rules for words; tracked changes are read as if
accepted, and hidden text is left out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.printed import (
    OBJECT,
    NoteMark,
    PrintedBlock,
    PrintedCell,
    PrintedObject,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    all_paragraphs,
    note_marks,
)
from lssc_desktop.core.text.richtext import DocumentFault, Form, LabelCounter, Paragraph, normal
from lssc_desktop.documents.images import PictureUnreadable, printable_picture
from lssc_desktop.documents.office_xml.hidden import chosen, is_hidden_shape, is_removed
from lssc_desktop.documents.office_xml.office_file import Relation
from lssc_desktop.documents.office_xml.ranges import TooMuch
from lssc_desktop.documents.office_xml.styles import (
    children,
    is_on,
    points,
    read_styles,
    twips,
    value,
)
from lssc_desktop.documents.word.body import BodyReader
from lssc_desktop.documents.word.equations import read_equation
from lssc_desktop.documents.word.errors import DocumentUnreadable
from lssc_desktop.documents.word.line import LineReader, Setting
from lssc_desktop.documents.word.lists import ListPlace, read_lists
from lssc_desktop.documents.word.looks import RunLook
from lssc_desktop.documents.word.package import WordPackage, open_package
from lssc_desktop.values import dataclass

_LONGEST_SIDE = 1950  # pixels: the 6.5 inches of a page at 300 to the inch
_MOST_PICTURES = 400
_MOST_COLUMNS = 63
"""What Word can show."""

_POINTS_OF_PIXEL = 72 / 96
"""How large a picture is that does not say it."""
_EMU_OF_POINT = 12_700

_FIRST_ROW = 0x0020
"""The bit of `w:tblLook` for a first row that looks like a header (ISO/IEC 29500-1, 17.4.55)."""

DRAWINGS = ("drawing", "object", "pict")
"""Children of a run that show pictures, shapes and text boxes."""

_NOTE_MARKS = ("endnoteReference", "footnoteReference")
_NUMBERS_OF_NOTES = ("endnoteRef", "footnoteRef")
_OWN_NUMBER = "\ufff9"
"""Stands for the number of a note in its own words until it is known."""
_GOES_ON = (")", "]", ".", ":")
"""What an author puts behind a number that is part of the words."""
_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}
_IN_ROWS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


def read_printed(
    source: Path | bytes,
    name: str,
    pictures: "Callable[[WordPackage], Pictures] | None" = None,
) -> PrintedText:
    """Return a Word file as its readers see it.

    A picture that we cannot decode has no data. `name` is the one under which the file is known;
    `pictures` may read the pictures otherwise. Raises `DocumentUnreadable`.
    """
    with open_package(source, name) as package:
        main = package.part(package.main)
        body = None if main is None or main.tag != "document" else main.find("body")
        if body is None:
            raise DocumentUnreadable(package.main, DocumentFault.NOT_WORD)
        setting = Setting(
            read_styles(package.related("styles")),
            read_lists(package.related("numbering")),
            package.relations(package.main),
        )
        return PrintedReader(setting, (pictures or Pictures)(package)).read(body, package)


class Pictures:
    """The pictures of one file, each decoded once."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._known: dict[str, tuple[bytes, int, int]] = {}

    def shown(self, relation: Relation | None) -> tuple[bytes, int, int]:
        """Return a picture and its pixels across and down; b"" for one that cannot be shown."""
        if relation is None or relation.external:
            return b"", 0, 0
        name = relation.target
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> tuple[bytes, int, int]:
        if len(self._known) >= _MOST_PICTURES:
            return b"", 0, 0
        try:
            return printable_picture(self._package.read(name) or b"", _LONGEST_SIDE)
        except (PictureUnreadable, TooMuch):
            return b"", 0, 0


class PrintedLine(LineReader):
    """A reader of lines that leaves an `OBJECT` where something stands that is no character.

    `objects` and `languages` are those of the paragraph at hand.
    """

    def __init__(self, setting: Setting, pictures: Pictures) -> None:
        super().__init__(setting)
        self._relations: Mapping[str, Relation] = setting.relations
        self._pictures = pictures
        self._is_note = False
        self.objects: list[PrintedObject] = []
        self.languages: Counter[str] = Counter()

    def seen(self, look: RunLook, text: str) -> None:
        """Count the characters of each language."""
        self.languages[look.language(text)] += len(text)

    def math(self, item: Element, link: str = "") -> None:
        """Read an equation."""
        super().math(item, link)
        self.spans[-1] = replace(self.spans[-1], text=OBJECT)
        self.objects.append(read_equation(item))

    def begin_notes(self) -> None:
        """Read footnotes and endnotes, whose parts name their pictures by themselves."""
        self._relations = {}
        self._is_note = True

    def _run(self, run: Element, link: str, items: Iterable[Element] | None = None) -> None:
        spans, objects = len(self.spans), len(self.objects)
        super()._run(run, link, items)
        if len(self.spans) == spans:  # hidden, or without a character
            del self.objects[objects:]
        elif self.objects[objects:] and isinstance(mark := self.objects[-1], NoteMark):
            own = self.spans[-1].text.rpartition(OBJECT)[2].split()
            if mark.says_mark:
                self.objects[-1] = NoteMark(mark.note, own[0] if own else "", bool(own))

    def _piece(self, item: Element) -> str:
        piece = super()._piece(item)
        if item.tag == "t":
            return piece.replace(OBJECT, "").replace(_OWN_NUMBER, "")
        if item.tag in _NUMBERS_OF_NOTES:
            return _OWN_NUMBER if self._is_note else ""
        if item.tag in DRAWINGS:
            return self._put(*self._pictures_in(item))
        if item.tag in _NOTE_MARKS:
            has_own = item.get("customMarkFollows") in ("1", "true", "on")
            return self._put(NoteMark(len(self.notes) - 1, says_mark=has_own))
        return piece

    def _put(self, *found: PrintedObject) -> str:
        """Return the characters that stand for objects; where nothing is seen, nothing does."""
        if not self._fields.visible:
            return ""
        self.objects += found
        return OBJECT * len(found)

    def _pictures_in(self, drawing: Element) -> Iterator[PrintedPicture]:
        """Yield the pictures of a drawing; those in its text boxes come with their text."""
        size, alt = _size_of(drawing), alternative_text(drawing)
        found = self._shown_in(drawing)
        for shown in found:
            if shown is None:
                continue
            data, across, down = shown
            width, height = size if size and len(found) == 1 else (0.0, 0.0)
            if not width or not height:
                width, height = across * _POINTS_OF_PIXEL, down * _POINTS_OF_PIXEL
            yield PrintedPicture(data, width, height, alt)

    def _shown_in(self, drawing: Element) -> list[tuple[bytes, int, int] | None]:
        """Return the pictures of a drawing with their pixels, None for one unseen."""
        names = (relation_of(each) for each, *_around in shown_pictures(drawing))
        return [self._pictures.shown(self._relations.get(name)) for name in names if name]


@dataclass(slots=True)
class _OpenCell:
    """A cell of a table while the rows below it are read: where it begins, and what it takes."""

    column: int
    columns: int
    blocks: list[PrintedBlock]
    rows: int = 1
    goes_on: bool = False


@dataclass(slots=True)
class _OpenRow:
    cells: list[_OpenCell] = field(default_factory=list)
    is_head: bool = False


class PrintedReader(BodyReader):
    """Walks a body once, as `BodyReader` does, and keeps tables, notes and objects as such."""

    line: PrintedLine

    def __init__(self, setting: Setting, pictures: Pictures) -> None:
        super().__init__(setting)
        self.line = PrintedLine(setting, pictures)
        self._labels = LabelCounter()
        self._target: list[PrintedBlock] = []

    def read(self, body: Element, package: WordPackage) -> PrintedText:
        """Return everything in a body, and its notes."""
        blocks = self._within(body)
        text = _numbered(PrintedText(blocks, self._notes(package)), len(self.line.notes))
        return _labeled(text) if text.notes else text

    def _within(self, container: Element) -> tuple[PrintedBlock, ...]:
        """Return what stands in the body, a cell or a note, without empty paragraphs at its end."""
        around, self._target = self._target, []
        self.blocks(container)
        if self.line.spans or self.line.objects:  # the end of the last paragraph was deleted
            self._end_paragraph(Form.BODY, 0, None)
        found, self._target = self._target, around
        while found and isinstance(last := found[-1], PrintedParagraph) and last.is_empty:
            found.pop()
        return tuple(found)

    def _end_paragraph(self, form: Form, level: int, place: ListPlace | None) -> None:
        numbering = None if place is None else place.numbering
        spans, objects = tuple(self.line.spans), tuple(self.line.objects)
        paragraph = normal(Paragraph(spans, form, level, numbering=numbering))
        boxes = list(self.line.boxes)
        languages = self.line.languages.most_common(1)
        language = languages[0][0] if languages else ""
        self.line.spans.clear()
        self.line.objects.clear()
        self.line.languages.clear()
        self.line.boxes.clear()
        label = self._label(paragraph, place)
        self._target.append(PrintedParagraph(paragraph, label, objects, language))
        self._boxes(boxes)

    def _label(self, paragraph: Paragraph, _place: ListPlace | None) -> str:
        """Return what stands before a paragraph, which is the last that was read."""
        return self._labels.label(paragraph)

    # Notes --------------------------------------------------------------------------------------

    def _notes(self, package: WordPackage) -> tuple[tuple[PrintedBlock, ...], ...]:
        """Return the notes that the text refers to; one that is missing is empty."""
        wanted = tuple(self.line.notes)
        self.line.begin_notes()
        parts = {kind: package.related(_NOTE_PARTS[kind]) for kind in {kind for kind, _ in wanted}}
        found = {
            (kind, note.get("id", "")): note
            for kind, part in parts.items()
            if part is not None
            for note in part.iter(kind)
            if note.get("type", "normal") == "normal"  # else it draws the line above notes
        }
        return tuple(self._within(found[key]) if key in found else () for key in wanted)

    # Tables -------------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        rows: list[_OpenRow] = []
        open_cells: dict[int, _OpenCell] = {}
        for item in _found(table, "tr"):
            if self._is_gone(item):
                continue
            properties = children(item.find("trPr"))
            row = _OpenRow(is_head=is_on(properties.get("tblHeader")))
            column = _number(properties.get("gridBefore"))
            for cell in _found(item, "tc"):
                if self._is_gone(cell):
                    continue
                column = self._cell(cell, column, row, open_cells)
            rows.append(row)
        found = _filled(rows, _widths(table))
        if found is not None:
            heads = _heads(rows, table, found)
            self._target.append(replace(found, heads=heads))

    def _is_gone(self, item: Element) -> bool:
        """Whether a row or a cell is left out."""
        return is_removed(item)

    def _cell(
        self, item: Element, column: int, row: _OpenRow, open_cells: dict[int, _OpenCell]
    ) -> int:
        """Read a cell that begins in a column; return the column behind it."""
        properties = children(item.find("tcPr"))
        columns = max(_number(properties.get("gridSpan")), 1)
        merge = properties.get("vMerge")
        above = open_cells.get(column)
        if column + columns > _MOST_COLUMNS or "cellDel" in properties:
            return column
        blocks = list(self._within(item))
        is_below = merge is not None and merge.get("val") != "restart"
        if is_below and above is not None and above.columns == columns:
            above.rows += 1
            above.blocks += blocks
            row.cells.append(_OpenCell(column, columns, [], goes_on=True))
        else:
            found = _OpenCell(column, columns, blocks)
            row.cells.append(found)
            for covered in [each for each in open_cells if column <= each < column + columns]:
                del open_cells[covered]
            if merge is not None:
                open_cells[column] = found
        return column + columns


def _numbered(text: PrintedText, notes: int) -> PrintedText:
    """Return a text whose notes stand in the order in which their marks are seen."""
    seen: list[int] = []

    def marked(mark: PrintedObject) -> PrintedObject:
        if not isinstance(mark, NoteMark):
            return mark
        seen.append(mark.note)
        return replace(mark, note=len(seen) - 1)

    blocks = _with_objects(text.blocks, marked)
    if len(seen) == notes and seen == sorted(seen):
        return text
    return PrintedText(blocks, tuple(text.notes[place] for place in seen))


def _labeled(text: PrintedText) -> PrintedText:
    """Return a text with the numbers of its notes, in their marks and in their own words."""
    marks: dict[int, NoteMark] = {}
    count = 0
    for mark in note_marks(text):
        count += not mark.says_mark
        marks[mark.note] = mark if mark.says_mark else NoteMark(mark.note, str(count))
    notes = []
    for place, note in enumerate(text.notes):
        blocks, says_mark = _with_number(note, marks[place].label)
        marks[place] = replace(marks[place], says_mark=marks[place].says_mark or says_mark)
        notes.append(blocks)

    def marked(found: PrintedObject) -> PrintedObject:
        return marks[found.note] if isinstance(found, NoteMark) else found

    return PrintedText(_with_objects(text.blocks, marked), tuple(notes))


def _with_number(
    note: tuple[PrintedBlock, ...], label: str
) -> tuple[tuple[PrintedBlock, ...], bool]:
    """Return a note and whether its number is among its words: "(1) See there".

    A number that begins it goes, with the space behind it: it stands before every note.
    """
    if not note or not isinstance(first := note[0], PrintedParagraph):
        return note, False
    words = first.paragraph.text
    before, number, after = words.partition(_OWN_NUMBER)
    is_said = bool(number) and (bool(before.strip()) or after.startswith(_GOES_ON))
    spans = [
        replace(span, text=span.text.replace(_OWN_NUMBER, label if is_said else ""))
        for span in first.paragraph.spans
    ]
    while spans and not spans[0].text.lstrip(" \t"):
        del spans[0]
    if spans:
        spans[0] = replace(spans[0], text=spans[0].text.lstrip(" \t"))
    paragraph = normal(replace(first.paragraph, spans=tuple(spans)))
    return (replace(first, paragraph=paragraph), *note[1:]), is_said


def _with_objects(
    blocks: Iterable[PrintedBlock], change: Callable[[PrintedObject], PrintedObject]
) -> tuple[PrintedBlock, ...]:
    return tuple(
        replace(block, objects=tuple(map(change, block.objects)))
        if isinstance(block, PrintedParagraph)
        else replace(
            block,
            rows=tuple(
                tuple(replace(cell, blocks=_with_objects(cell.blocks, change)) for cell in row)
                for row in block.rows
            ),
        )
        for block in blocks
    )


# Tables -----------------------------------------------------------------------------------------


def _found(container: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, whatever they are wrapped in."""
    for item in container:
        if item.tag == tag:
            yield item
        elif item.tag in _IN_ROWS:
            yield from _found(item, tag)


def _number(item: Element | None) -> int:
    text = value(item)
    return int(text) if text.isascii() and text.isdigit() else 0


def _widths(table: Element) -> tuple[float, ...]:
    """Return how wide the columns are, as the file says it."""
    return tuple(twips(item.get("w", "")) for item in table.findall("tblGrid/gridCol"))


def _filled(rows: list[_OpenRow], said: tuple[float, ...]) -> PrintedTable | None:
    """Return the rows as a table without gaps, None where there is no cell."""
    columns = max((cell.column + cell.columns for row in rows for cell in row.cells), default=0)
    if not columns:
        return None
    found = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        cells = {cell.column: cell for cell in row.cells}
        shown, column = [], 0
        while column < columns:
            cell = cells.get(column)
            if taken.get(column, 0) > number:
                column += 1
                continue
            if cell is None or cell.goes_on:
                shown.append(PrintedCell())
                column += 1
                continue
            shown.append(PrintedCell(tuple(cell.blocks), cell.columns, cell.rows))
            for covered in range(column, column + cell.columns):
                taken[covered] = number + cell.rows
            column += cell.columns
        found.append(tuple(shown))
    widths = said if len(said) == columns and all(width > 0 for width in said) else (1.0,) * columns
    return PrintedTable(widths, tuple(found))


def _heads(rows: list[_OpenRow], table: Element, found: PrintedTable) -> int:
    """Return how many rows are the header: those marked, else a first row that looks like one."""
    heads = next((place for place, row in enumerate(rows) if not row.is_head), len(rows))
    if not heads and len(found.widths) > 1 and (_has_first_row(table) or _begins_bold(found)):
        heads = 1
    if heads >= len(rows):
        return 0
    reach = max(
        (place + cell.rows for place, row in enumerate(found.rows[:heads]) for cell in row),
        default=0,
    )
    return heads if reach <= heads else 0


def _has_first_row(table: Element) -> bool:
    look = table.find("tblPr/tblLook")
    if look is None:
        return False
    said = look.get("firstRow")
    if said is not None:
        return said in ("1", "true", "on")
    try:
        return bool(int(look.get("val", "0"), 16) & _FIRST_ROW)
    except ValueError:
        return False


def _begins_bold(table: PrintedTable) -> bool:
    """Whether all words of the first row are bold, and not all of the second."""
    first, second = ([*_looks(row)] for row in (*table.rows[:2], (), ())[:2])
    return bool(first) and all(first) and bool(second) and not all(second)


def _looks(row: tuple[PrintedCell, ...]) -> Iterator[bool]:
    """Yield of each stretch of words in a row whether it is bold."""
    for block in all_paragraphs(PrintedText(tuple(block for cell in row for block in cell.blocks))):
        yield from (span.bold for span in block.paragraph.spans if span.text.strip())


# Pictures ---------------------------------------------------------------------------------------


def undescribed_pictures(container: Element) -> int:
    """Return how many drawings in a part show pictures, but say in no words what they show."""
    count = 0
    for item in container:
        if item.tag in DRAWINGS:
            named = any(relation_of(each) for each, *_around in shown_pictures(item))
            count += named and not alternative_text(item)
        else:
            inside = chosen(item) if item.tag == "mc.AlternateContent" else item
            count += undescribed_pictures(inside)
    return count


def shown_pictures(drawing: Element, *around: Element) -> Iterator[tuple[Element, ...]]:
    """Yield the elements of a drawing that refer to its pictures, not those in text boxes.

    Behind each of them come those that it stands in, the nearest first.
    """
    for item in drawing:
        if item.tag == "txbxContent" or is_hidden_shape(item):
            continue
        if item.tag in ("a.blip", "v.imagedata"):
            yield item, drawing, *around
        else:
            inside = chosen(item) if item.tag == "mc.AlternateContent" else item
            yield from shown_pictures(inside, drawing, *around)


def relation_of(named: Element) -> str:
    """Return the name by which an element refers to a picture, "" for none."""
    return named.get("r.embed") or named.get("r.link") or named.get("r.id") or ""


def _size_of(drawing: Element) -> tuple[float, float] | None:
    """Return how wide and high a drawing is in points, None where it does not say."""
    extent = next(drawing.iter("wp.extent"), None)
    if extent is not None:
        return _length(extent.get("cx")), _length(extent.get("cy"))
    said = vml_style(drawing)
    width, height = (points(said.get(side, "")) or 0.0 for side in ("width", "height"))
    return (max(width, 0.0), max(height, 0.0)) if said else None


def vml_style(drawing: Element) -> dict[str, str]:
    """Return what the outermost shape of VML says about its place and look, {} for none."""
    styles = (each.get("style") for each in drawing.iter() if each.tag.startswith("v."))
    said = (part.partition(":") for part in next(filter(None, styles), "").split(";"))
    return {name.strip().lower(): value.strip() for name, colon, value in said if colon}


def _length(emu: str | None) -> float:
    return int(emu) / _EMU_OF_POINT if emu is not None and emu.isdigit() else 0.0


def alternative_text(drawing: Element) -> str:
    """Return what the author wrote that a drawing shows, for who cannot see it."""
    for item in drawing.iter():
        if item.tag == "wp.docPr":
            return " ".join((item.get("descr") or "").split())
        if item.tag.startswith("v.") and item.get("alt"):
            return " ".join(item.get("alt", "").split())
    return ""
