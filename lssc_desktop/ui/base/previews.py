"""Previews of files: their pages, pictures of them, their words; and texts painted on sheets.

It is long because a text is laid out here once for its pages, its pictures and what is found in it.
"""

from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count, groupby, islice
from threading import Lock
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.text.extract import in_words, plain_extract
from lssc_desktop.core.text.printed import (
    OBJECT,
    PrintedCell,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    all_paragraphs,
    printed,
)
from lssc_desktop.core.text.references import EvidenceReference, evidence_references
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, Span
from lssc_desktop.core.text.text import utf16_length
from lssc_desktop.documents.previews import (
    Inspection,
    Occurrence,
    Occurrences,
    PageBox,
    PageSize,
    Pixels,
    Previewer,
    PreviewFailed,
    PreviewFault,
    Source,
    Trial,
)
from lssc_desktop.documents.previews.wire import MOST_OCCURRENCES, MOST_PAGES
from lssc_desktop.messages.previews import fact_words
from lssc_desktop.ui.kit.tokens import LIGHT, Type, type_font
from lssc_desktop.values import dataclass

SHEET = PageSize(612, 792)
"""A sheet of Letter paper in points."""

_PIXELS_OF_POINT = 96 / 72
_WIDTH, _HEIGHT = SHEET.width * _PIXELS_OF_POINT, SHEET.height * _PIXELS_OF_POINT
_MARGIN = 96
_INDENT = 26
_SIZES = {Form.HEADING_1: 22, Form.HEADING_2: 18, Form.HEADING_3: 16}
_SCRIPTS = {
    Effect.SUBSCRIPT: QTextCharFormat.VerticalAlignment.AlignSubScript,
    Effect.SUPERSCRIPT: QTextCharFormat.VerticalAlignment.AlignSuperScript,
}
_BODY_SIZE = 15
_AFTER, _AFTER_ITEM, _BEFORE_HEADING = 9, 4, 8
_LINE_BREAK = "\u2028"
_CELL_SIZES, _MANY = (13, 12, 11), 5  # pixels of letters; for each five columns smaller ones
_CELL_PADDING = 5
_UNKNOWN_SIDE = 240.0  # pixels of a picture that cannot be shown, nor says how large it is

_KEPT_BYTES = 64_000_000
_KEPT_FILES = 60
_KEPT_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class PlacedReference:
    """A reference to evidence, and where it stands on its page."""

    reference: EvidenceReference
    at: Occurrence


class Previews:
    """What the window asks to see the inside of a file.

    Every method is for a job in `Lane.PREVIEWS`; what was seen lately is kept. All
    raise `PreviewFailed`, `Cancelled`, and what the blocks of a source raise.
    """

    def __init__(self, make_previewer: Callable[[], Previewer]) -> None:
        self._make_previewer = make_previewer
        self._made: Previewer | None = None
        self._lock = Lock()
        self._looked: OrderedDict[str, Inspection] = OrderedDict()
        self._faults: OrderedDict[str, PreviewFault] = OrderedDict()
        self._images: OrderedDict[tuple[str, int, int, int], QImage] = OrderedDict()
        self._bytes = 0

    @property
    def kept_bytes(self) -> int:
        """How many bytes the pictures take that are kept."""
        return self._bytes

    def look(self, source: Source, reporter: Reporter) -> Inspection:
        """Return what a file has to show; a text has its pages too, as we lay it out."""
        name = _name(source)
        with self._lock:
            known = self._looked.get(name)
            if known is not None:
                self._looked.move_to_end(name)
                return known
        with self._faults_kept(source, "look"):
            looked = self._previewer().look(source, reporter)
        text = said(looked)
        if text is not None:
            # A document of pictures alone has no empty sheet in front of them.
            is_empty = bool(looked.pages) and not plain_extract(text).strip()
            sheets = 0 if is_empty else count_sheets(text)
            pages = ((SHEET,) * sheets + looked.pages)[:MOST_PAGES]
            total = sheets + looked.total
            looked = replace(looked, pages=pages, total=total, sheets=sheets)
        with self._lock:
            self._looked[name] = looked
            while len(self._looked) > _KEPT_FILES:
                self._looked.popitem(last=False)
        return looked

    def page(self, source: Source, number: int, room: QSize, reporter: Reporter) -> QImage:
        """Return the picture of a page (from 0), as large as fits into `room` (pixels)."""
        key = (_name(source), number, room.width(), room.height())
        with self._lock:
            known = self._images.get(key)
            if known is not None:
                self._images.move_to_end(key)
                return known
        looked = self.look(source, reporter)
        text = said(looked)
        if text is not None and number < looked.sheets:
            size = fitting(SHEET, room)
            seen = self._pictures_on(source, text, number, size, reporter)
            image = paint_sheet(text, number, size, seen)
        else:
            with self._faults_kept(source, f"page {number}"):
                pixels = self._previewer().page(
                    source, number - looked.sheets, (room.width(), room.height()), reporter
                )
            image = _image(pixels)
        self._keep(key, image)
        return image

    def _pictures_on(
        self, source: Source, text: PrintedText, number: int, size: QSize, reporter: Reporter
    ) -> dict[int, QImage]:
        """Return the pictures on a sheet; one that cannot be shown is not among them."""
        found: dict[int, QImage] = {}
        scale = size.width() / _WIDTH
        for placed in _placed(text):
            if isinstance(placed, _Picture) and placed.sheet == number:
                room = (placed.place.size() * scale).toSize().expandedTo(QSize(1, 1))
                with suppress(PreviewFailed), self._faults_kept(source, f"picture {placed.number}"):
                    asked = (room.width(), room.height())
                    pixels = self._previewer().picture(source, placed.number, asked, reporter)
                    found[placed.number] = _image(pixels)
            elif placed.sheet > number + 1:
                break
        return found

    def words(self, source: Source, number: int, reporter: Reporter) -> str:
        """Return the words of a page (from 0), for a text those of all pages."""
        text = said(self.look(source, reporter))
        if text is not None:
            return plain_extract(text)
        with self._faults_kept(source, f"words {number}"):
            return self._previewer().words(source, number, reporter)

    def find(self, source: Source, sought: str, first: int, reporter: Reporter) -> Occurrences:
        """Return where words stand from a page (from 0) on, whatever their case.

        That may take a moment: `following` says where to go on.
        """
        text = said(self.look(source, reporter))
        if text is not None:
            return Occurrences(tuple(find_on_sheets(text, sought)))
        with self._faults_kept(source, "find"):
            return self._previewer().find(source, sought, first, reporter)

    def references(self, source: Source, reporter: Reporter) -> tuple[PlacedReference, ...]:
        """Return where a text refers to evidence; () of a file that is no text."""
        text = said(self.look(source, reporter))
        return () if text is None else tuple(references_on_sheets(text))

    def pixels(
        self, source: Source, number: int, room: tuple[int, int], reporter: Reporter
    ) -> Pixels:
        """Return the pixels of a page (from 0), as large as fits into `room`; nothing is kept."""
        return self._previewer().page(source, number, room, reporter)

    def opens(self, source: Source, reporter: Reporter) -> Trial:
        """Open a file to its end, and return what came of it."""
        return self._previewer().opens(source, reporter)

    def close(self) -> None:
        """Stop the helper, if there was need for it."""
        if self._made is not None:
            self._made.close()

    def _previewer(self) -> Previewer:
        """Return what looks into files, made when it is first needed."""
        with self._lock:
            if self._made is None:
                self._made = self._make_previewer()
            return self._made

    @contextmanager
    def _faults_kept(self, source: Source, question: str) -> Iterator[None]:
        """Ask nothing that is known to have no answer; remember when there is none."""
        name = f"{_name(source)} {question}"
        with self._lock:
            known = self._faults.get(name)
        if known is not None:
            raise PreviewFailed(source.name, known)
        try:
            yield
        except PreviewFailed as error:
            # The file may come back, and a busy computer may have more time later.
            if error.fault not in {PreviewFault.MISSING, PreviewFault.TOO_SLOW}:
                with self._lock:
                    self._faults[name] = error.fault
                    while len(self._faults) > _KEPT_FAULTS:
                        self._faults.popitem(last=False)
            raise

    def _keep(self, key: tuple[str, int, int, int], image: QImage) -> None:
        with self._lock:
            self._images[key] = image
            self._bytes += image.sizeInBytes()
            while self._bytes > _KEPT_BYTES and len(self._images) > 1:
                self._bytes -= self._images.popitem(last=False)[1].sizeInBytes()


def said(looked: Inspection) -> PrintedText | None:
    """Return the text of a file that we lay out ourselves; None where it has pages instead."""
    if looked.document is not None:
        return looked.document
    if looked.text is not None:
        return printed(looked.text)
    if looked.extract is not None and looked.sheets == len(looked.pages):
        return in_words(looked.extract, fact_words)
    return None


def _name(source: Source) -> str:
    """Return what a file is kept under: the same bytes are seen otherwise as .txt than as .md."""
    from lssc_desktop.core.files.names import split_extension  # a start has no use for it

    return source.key + split_extension(source.name)[1].lower()


def fitting(page: PageSize, room: QSize) -> QSize:
    """Return the size of the largest picture of a page that fits."""
    scale = min(room.width() / page.width, room.height() / page.height)
    return QSize(max(round(page.width * scale), 1), max(round(page.height * scale), 1))


def _image(pixels: Pixels) -> QImage:
    shared = QImage(
        pixels.data,
        pixels.width,
        pixels.height,
        4 * pixels.width,
        QImage.Format.Format_RGB32,
    )
    return shared.copy()  # which does not need the bytes any more


# Sheets of a text -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line, where it stands on which sheet; `layout` keeps it alive."""

    sheet: int
    place: QPointF
    line: QTextLine
    layout: QTextLayout


@dataclass(frozen=True, slots=True)
class _Frame:
    """The frame of a cell on one sheet; a cell of a header is darker."""

    sheet: int
    place: QRectF
    is_head: bool


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture on one sheet: its place among all of the text, and what it shows in words."""

    sheet: int
    place: QRectF
    number: int
    alt: str


def count_sheets(text: PrintedText) -> int:
    """Return how many sheets a text takes."""
    return max((placed.sheet for placed in _placed(text)), default=0) + 1


def paint_sheet(
    text: PrintedText,
    number: int,
    size: QSize,
    pictures: Mapping[int, QImage] = MappingProxyType({}),
) -> QImage:
    """Return a sheet (from 0) in black on white, as large as asked, with the pictures on it.

    In the place of one that is not there stands what it shows.
    """
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size.width() / _WIDTH, size.height() / _HEIGHT)
    for placed in _placed(text):
        if placed.sheet == number and isinstance(placed, _Frame):
            painter.setPen(QPen(QColor(LIGHT.line), 1))
            painter.setBrush(QColor(LIGHT.sunken if placed.is_head else "#FFFFFF"))
            painter.drawRect(placed.place)
        elif placed.sheet == number and isinstance(placed, _Picture):
            _draw_picture(painter, placed, pictures.get(placed.number))
        elif placed.sheet == number and isinstance(placed, _Placed):
            painter.setPen(QColor(LIGHT.ink))
            placed.line.draw(painter, placed.place)
        elif placed.sheet > number + 1:  # a row may go on to the next sheet before it ends here
            break
    painter.end()
    return image


def _draw_picture(painter: QPainter, placed: _Picture, picture: QImage | None) -> None:
    if picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(placed.place, picture)
        return
    painter.setPen(QPen(QColor(LIGHT.line), 1))
    painter.setBrush(QColor(LIGHT.sunken))
    painter.drawRect(placed.place)
    painter.setPen(QColor(LIGHT.ink2))
    painter.setFont(_font(Form.BODY, _CELL_SIZES[0]))
    wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(placed.place.adjusted(6, 6, -6, -6), wrapped, placed.alt)


def find_on_sheets(text: PrintedText, sought: str) -> Iterator[Occurrence]:
    """Yield where words stand on the sheets of a text, whatever their case."""
    wanted = _same_length_lower(sought)
    found = (
        _on_lines(lines, at, at + len(wanted))
        for lines, words in _paragraphs(text)
        for at in _places_of(wanted, _same_length_lower(words))
    )
    yield from islice((each for each in found if each is not None), MOST_OCCURRENCES)


def references_on_sheets(text: PrintedText) -> Iterator[PlacedReference]:
    """Yield where a text refers to evidence, in its order."""
    for lines, words in _paragraphs(text):
        for reference in evidence_references(words):
            found = _on_lines(lines, reference.start, reference.end)
            if found is not None:
                yield PlacedReference(reference, found)


def _paragraphs(text: PrintedText) -> Iterator[tuple[tuple[_Placed, ...], str]]:
    """Yield the lines of each paragraph with its characters."""
    lines = (placed for placed in _placed(text) if isinstance(placed, _Placed))
    for _layout, of_one in groupby(lines, lambda placed: id(placed.layout)):
        all_ = tuple(of_one)
        yield all_, all_[0].layout.text().replace(_LINE_BREAK, " ")


def _places_of(sought: str, words: str) -> Iterator[int]:
    at = words.find(sought) if sought else -1
    while at >= 0:
        yield at
        at = words.find(sought, at + len(sought))


def _on_lines(lines: Sequence[_Placed], first: int, last: int) -> Occurrence | None:
    """Return where characters of a paragraph stand on the sheet on which they begin."""
    words = lines[0].layout.text()
    start = utf16_length(words[:first])
    end = start + utf16_length(words[first:last])
    shown = [each for each in lines if _begins(each) < end and start < _ends(each)]
    if not shown:
        return None
    sheet = shown[0].sheet
    boxes = tuple(_line_box(each, start, end) for each in shown if each.sheet == sheet)
    return Occurrence(sheet, boxes)


def _begins(placed: _Placed) -> int:
    return placed.line.textStart()


def _ends(placed: _Placed) -> int:
    return placed.line.textStart() + placed.line.textLength()


def _line_box(placed: _Placed, start: int, end: int) -> PageBox:
    """Return where a stretch of a paragraph is on one of its lines, in points."""
    line = placed.line
    left, right = (
        line.cursorToX(min(max(each, _begins(placed)), _ends(placed))) for each in (start, end)
    )
    x, points = placed.place.x() + min(_x(left), _x(right)), 1 / _PIXELS_OF_POINT
    width = abs(_x(right) - _x(left))
    return PageBox(x * points, placed.place.y() * points, width * points, line.height() * points)


def _x(found: object) -> float:
    """Return the place of a cursor, which PySide has as a pair with the character's number."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _same_length_lower(text: str) -> str:
    """Return a text in small letters, each at the place that it had."""
    return "".join(small if len(small := each.lower()) == 1 else each for each in text)


def _placed(text: PrintedText) -> Iterator[_Placed | _Frame | _Picture]:
    """Yield every line in reading order, and the frames of cells before what is in them."""
    sheet, y, numbers = 0, float(_MARGIN), count()
    for block in text.blocks:
        if isinstance(block, PrintedTable):
            sheet, y = yield from _table(block, sheet, y, numbers)
            continue
        if block.paragraph.form.is_heading and y > _MARGIN:
            y += _BEFORE_HEADING
        if block.text or block.label or not block.objects:
            layout = _laid_out(block.paragraph, block.label)
            sheet, y = yield from _flowing(layout, sheet, y, _MARGIN)
            y += _AFTER_ITEM if block.paragraph.form.is_list else _AFTER
        for picture in _pictures_of(block, _WIDTH - 2 * _MARGIN, numbers):
            sheet, y = yield from _flowing_picture(picture, sheet, y, _MARGIN)
            y += _AFTER


def _pictures_of(
    block: PrintedParagraph, room: float, numbers: Iterator[int]
) -> Iterator[_Picture]:
    """Yield the pictures of a paragraph in their sizes; they stand below its words."""
    for shown in block.objects:
        if isinstance(shown, PrintedPicture):
            size = QSizeF(shown.width, shown.height) * _PIXELS_OF_POINT
            most = QSizeF(max(room, 1.0), _HEIGHT - 2 * _MARGIN)
            if size.isEmpty():
                size = QSizeF(_UNKNOWN_SIDE, _UNKNOWN_SIDE / 2)
            if size.width() > most.width() or size.height() > most.height():
                size = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
            yield _Picture(0, QRectF(QPointF(0, 0), size), next(numbers), shown.alt)


def _flowing_picture(
    picture: _Picture, sheet: int, y: float, left: float
) -> Generator[_Picture, None, tuple[int, float]]:
    """Yield a picture from a height on, or at the top of the next sheet; return where it ends."""
    height = picture.place.height()
    if y + height > _HEIGHT - _MARGIN and y > _MARGIN:
        sheet, y = sheet + 1, float(_MARGIN)
    place = picture.place.translated(left, y)
    yield replace(picture, sheet=sheet, place=place)
    return sheet, y + height


def _flowing(
    layout: QTextLayout, sheet: int, y: float, left: float
) -> Generator[_Placed, None, tuple[int, float]]:
    """Yield the lines of a paragraph from a height on; return where it ends."""
    for place in range(layout.lineCount()):
        line = layout.lineAt(place)
        if y + line.height() > _HEIGHT - _MARGIN and y > _MARGIN:
            sheet, y = sheet + 1, float(_MARGIN)
        yield _Placed(sheet, QPointF(left, y), line, layout)
        y += line.height()
    return sheet, y


def _table(
    table: PrintedTable, sheet: int, y: float, numbers: Iterator[int]
) -> Generator[_Placed | _Frame | _Picture, None, tuple[int, float]]:
    """Yield the cells of a table, each row on one sheet if there is a sheet that it fits."""
    room = _WIDTH - 2 * _MARGIN
    size = _CELL_SIZES[min(len(table.widths) // _MANY, len(_CELL_SIZES) - 1)]
    lefts = [0.0]
    for width in table.widths:
        lefts.append(lefts[-1] + room * width / sum(table.widths))
    covered = [0] * len(table.widths)  # rows that a cell above takes of each column
    for number, row in enumerate(table.rows):
        is_head = number < table.heads
        cells = []
        for column, cell in _columns(row, covered):
            left, right = lefts[column], lefts[min(column + cell.columns, len(table.widths))]
            width = right - left - 2 * _CELL_PADDING
            cells.append((left, right, list(_cell_items(cell, width, size, is_head, numbers))))
        height = max((sum(map(_height, items)) for *_place, items in cells), default=0.0)
        height = max(height, float(size)) + 2 * _CELL_PADDING
        if y + height > _HEIGHT - _MARGIN and y > _MARGIN:
            sheet, y = sheet + 1, float(_MARGIN)
        shown = min(height, _HEIGHT - _MARGIN - y)  # a cell longer than a sheet goes on unframed
        end = (sheet, y + shown)
        for left, right, items in cells:
            yield _Frame(sheet, QRectF(_MARGIN + left, y, right - left, shown), is_head)
            place = (sheet, y + _CELL_PADDING)
            for item in items:
                start = _MARGIN + left + _CELL_PADDING
                if isinstance(item, _Picture):
                    place = yield from _flowing_picture(item, *place, start)
                else:
                    place = yield from _flowing(item, *place, start)
            end = max(end, place)
        sheet, y = end
    return sheet, y + _AFTER


def _columns(row: Sequence[PrintedCell], covered: list[int]) -> Iterator[tuple[int, PrintedCell]]:
    """Yield the cells of a row, each with the column where it begins; count what they cover."""
    column, taken = 0, list(covered)
    covered[:] = [max(rows - 1, 0) for rows in covered]
    for cell in row:
        while column < len(taken) and taken[column]:
            column += 1
        if column >= len(taken):
            return
        yield column, cell
        for at in range(column, min(column + cell.columns, len(taken))):
            covered[at] = cell.rows - 1
        column += cell.columns


def _cell_items(
    cell: PrintedCell, room: float, size: int, is_head: bool, numbers: Iterator[int]
) -> Iterator[QTextLayout | _Picture]:
    """Yield the paragraphs of a cell; a table in a cell stands there as its paragraphs."""
    for block in all_paragraphs(PrintedText(cell.blocks)):
        layout = _line_layout(block.paragraph, size)
        font = _font(Form.BODY, size)
        font.setBold(is_head)
        layout.setFont(font)
        _break_lines(layout, room)
        if block.text or not block.objects:
            yield layout
        yield from _pictures_of(block, room, numbers)


def _line_layout(paragraph: Paragraph, size: int) -> QTextLayout:
    text = paragraph.text.replace(OBJECT, "").replace("\n", _LINE_BREAK)
    layout = QTextLayout(text, _font(Form.BODY, size))
    layout.setTextOption(_text_option())
    return layout


def _break_lines(layout: QTextLayout, room: float) -> None:
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(room, 1.0))
        line.setPosition(QPointF(0, 0))
    layout.endLayout()


def _height(item: QTextLayout | _Picture) -> float:
    if isinstance(item, _Picture):
        return item.place.height()
    return _layout_height(item)


def _layout_height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(place).height() for place in range(layout.lineCount()))


def _laid_out(paragraph: Paragraph, label: str) -> QTextLayout:
    """Return the lines of a paragraph, each at its indent and at no height yet."""
    spans = paragraph.spans
    if paragraph.form.is_list:
        mark = "\u2022" if paragraph.form is Form.BULLET else label
        spans = (Span(f"{mark}\t"), *spans)
    elif label:
        spans = (Span(f"{label} "), *spans)
    spans = tuple(replace(span, text=span.text.replace(OBJECT, "")) for span in spans)
    text = "".join(span.text for span in spans).replace("\n", _LINE_BREAK)
    layout = QTextLayout(text, _font(paragraph.form))
    layout.setFormats(_formats(spans, paragraph.form))
    layout.setTextOption(_text_option())
    indent = _INDENT * (paragraph.level + 1) if paragraph.form.is_list else 0
    layout.beginLayout()
    hanging = _INDENT if paragraph.form.is_list else 0
    room = _WIDTH - 2 * _MARGIN
    if paragraph.form is Form.QUOTE:
        indent, room = _INDENT, room - _INDENT
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room - indent + hanging)
        line.setPosition(QPointF(indent - hanging, 0))
        hanging = 0
    layout.endLayout()
    return layout


def _formats(spans: tuple[Span, ...], form: Form) -> list[QTextLayout.FormatRange]:
    formats = []
    start = 0
    for span in spans:
        found = QTextLayout.FormatRange()
        length = utf16_length(span.text)
        found.start, found.length = start, length
        found.format = _char_format(span, form)
        formats.append(found)
        start += length
    return formats


def _text_option() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabs([QTextOption.Tab(_INDENT, QTextOption.TabType.LeftTab)])
    return option


def _char_format(span: Span, form: Form) -> QTextCharFormat:
    font = _font(form)
    font.setBold(span.bold or form.is_heading)
    font.setItalic(span.italic)
    font.setUnderline(bool(span.link) or Effect.UNDERLINE in span.effects)
    font.setStrikeOut(Effect.STRIKE in span.effects)
    characters = QTextCharFormat()
    characters.setFont(font)
    if span.link:
        characters.setForeground(QColor(LIGHT.accent))
    if Effect.HIGHLIGHT in span.effects:
        characters.setBackground(QColor(LIGHT.warn.bg))
    for effect, place in _SCRIPTS.items():
        if effect in span.effects:
            characters.setVerticalAlignment(place)
    return characters


def _font(form: Form, size: int = _BODY_SIZE) -> QFont:
    font = type_font(Type.OWN_WORDS)
    font.setPixelSize(_SIZES.get(form, size))
    return font
