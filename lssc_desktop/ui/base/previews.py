"""Previews of files: their pages, pictures of them, their words; and texts painted on sheets."""

from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, islice
from threading import Lock

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
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
    PrintedCell,
    PrintedTable,
    PrintedText,
    all_paragraphs,
    printed,
)
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, Span
from lssc_desktop.core.text.text import utf16_length
from lssc_desktop.messages.previews import fact_words
from lssc_desktop.store.previews import (
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
from lssc_desktop.store.previews.wire import MOST_OCCURRENCES, MOST_PAGES
from lssc_desktop.ui.kit.tokens import LIGHT, Type, type_font

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

_KEPT_BYTES = 64_000_000
_KEPT_FILES = 60
_KEPT_FAULTS = 1_000


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
            image = paint_sheet(text, number, fitting(SHEET, room))
        else:
            size = (room.width(), room.height())
            with self._faults_kept(source, f"page {number}"):
                seen = self._previewer().page(source, number - looked.sheets, size, reporter)
            image = _image(seen)
        self._keep(key, image)
        return image

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
    if looked.text is not None:
        return printed(looked.text)
    if looked.extract is not None and looked.sheets == len(looked.pages):
        return in_words(looked.extract, fact_words)
    return None


def _name(source: Source) -> str:
    """Return what a file is kept under: the same bytes are seen otherwise as .txt than as .md."""
    from lssc_desktop.core.portfolio.names import split_extension  # a start has no use for it

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


def count_sheets(text: PrintedText) -> int:
    """Return how many sheets a text takes."""
    return max((placed.sheet for placed in _placed(text)), default=0) + 1


def paint_sheet(text: PrintedText, number: int, size: QSize) -> QImage:
    """Return a sheet (from 0) in black on white, as large as asked."""
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
        elif placed.sheet == number and isinstance(placed, _Placed):
            painter.setPen(QColor(LIGHT.ink))
            placed.line.draw(painter, placed.place)
        elif placed.sheet > number + 1:  # a row may go on to the next sheet before it ends here
            break
    painter.end()
    return image


def find_on_sheets(text: PrintedText, sought: str) -> Iterator[Occurrence]:
    """Yield where words stand on the sheets of a text, whatever their case."""
    lines = (placed for placed in _placed(text) if isinstance(placed, _Placed))
    found = (
        each
        for _layout, of_one in groupby(lines, lambda placed: id(placed.layout))
        for each in _in_lines(tuple(of_one), _same_length_lower(sought))
    )
    yield from islice(found, MOST_OCCURRENCES)


def _in_lines(lines: Sequence[_Placed], sought: str) -> Iterator[Occurrence]:
    """Yield where words stand in the lines of one paragraph."""
    text = _same_length_lower(lines[0].layout.text().replace(_LINE_BREAK, " "))
    at = text.find(sought) if sought else -1
    while at >= 0:
        start = utf16_length(text[:at])
        end = start + utf16_length(sought)
        shown = [each for each in lines if _begins(each) < end and start < _ends(each)]
        if shown:
            sheet = shown[0].sheet
            boxes = tuple(_line_box(each, start, end) for each in shown if each.sheet == sheet)
            yield Occurrence(sheet, boxes)
        at = text.find(sought, at + len(sought))


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


def _placed(text: PrintedText) -> Iterator[_Placed | _Frame]:
    """Yield every line in reading order, and the frames of cells before what is in them."""
    sheet, y = 0, float(_MARGIN)
    for block in text.blocks:
        if isinstance(block, PrintedTable):
            sheet, y = yield from _table(block, sheet, y)
            continue
        if block.paragraph.form.is_heading and y > _MARGIN:
            y += _BEFORE_HEADING
        layout = _laid_out(block.paragraph, block.label)
        sheet, y = yield from _flowing(layout, sheet, y, _MARGIN)
        y += _AFTER_ITEM if block.paragraph.form.is_list else _AFTER


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
    table: PrintedTable, sheet: int, y: float
) -> Generator[_Placed | _Frame, None, tuple[int, float]]:
    """Yield the cells of a table, each row on one sheet if there is a sheet that it fits."""
    room = _WIDTH - 2 * _MARGIN
    size = _CELL_SIZES[min(len(table.widths) // _MANY, len(_CELL_SIZES) - 1)]
    lefts = [0.0]
    for width in table.widths:
        lefts.append(lefts[-1] + room * width / sum(table.widths))
    for number, row in enumerate(table.rows):
        is_head = number < table.heads
        cells, column = [], 0
        for cell in row:
            left, right = lefts[column], lefts[min(column + cell.columns, len(table.widths))]
            column += cell.columns
            layouts = list(_cell_layouts(cell, right - left - 2 * _CELL_PADDING, size, is_head))
            cells.append((left, right, layouts))
        height = max((sum(map(_height, layouts)) for *_place, layouts in cells), default=0.0)
        height = max(height, float(size)) + 2 * _CELL_PADDING
        if y + height > _HEIGHT - _MARGIN and y > _MARGIN:
            sheet, y = sheet + 1, float(_MARGIN)
        shown = min(height, _HEIGHT - _MARGIN - y)  # a cell longer than a sheet goes on unframed
        end = (sheet, y + shown)
        for left, right, layouts in cells:
            yield _Frame(sheet, QRectF(_MARGIN + left, y, right - left, shown), is_head)
            place = (sheet, y + _CELL_PADDING)
            for layout in layouts:
                place = yield from _flowing(layout, *place, _MARGIN + left + _CELL_PADDING)
            end = max(end, place)
        sheet, y = end
    return sheet, y + _AFTER


def _cell_layouts(
    cell: PrintedCell, room: float, size: int, is_head: bool
) -> Iterator[QTextLayout]:
    """Yield the paragraphs of a cell; a table in a cell stands there as its paragraphs."""
    for block in all_paragraphs(PrintedText(cell.blocks)):
        layout = _line_layout(block.paragraph, size)
        font = _font(Form.BODY, size)
        font.setBold(is_head)
        layout.setFont(font)
        _break_lines(layout, room)
        yield layout


def _line_layout(paragraph: Paragraph, size: int) -> QTextLayout:
    layout = QTextLayout(paragraph.text.replace("\n", _LINE_BREAK), _font(Form.BODY, size))
    layout.setTextOption(_text_option())
    return layout


def _break_lines(layout: QTextLayout, room: float) -> None:
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(room, 1.0))
        line.setPosition(QPointF(0, 0))
    layout.endLayout()


def _height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(place).height() for place in range(layout.lineCount()))


def _laid_out(paragraph: Paragraph, label: str) -> QTextLayout:
    """Return the lines of a paragraph, each at its indent and at no height yet."""
    spans = paragraph.spans
    if paragraph.form.is_list:
        mark = "\u2022" if paragraph.form is Form.BULLET else label
        spans = (Span(f"{mark}\t"), *spans)
    elif label:
        spans = (Span(f"{label} "), *spans)
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
