"""The pages of a file below or beside each other, as sheets of paper that can be scrolled.

Only the pages in sight have pictures: a file of a thousand pages takes no more than one of three.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import LIGHT, RADIUS, Type
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.documents.previews import PageSize

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_SMALLEST_SCALE = 0.05
_LARGEST_FIT = 1.5  # what is small is not blown up to the width of a window
_PIXELS_OF_POINT = 96 / 72
_SHEET_MARGIN = 4  # pixels around the sheets, for their line and the focus ring
_BETWEEN = 12  # pixels between two sheets
_LONGEST_SIDE = 4096  # device pixels of a picture; beyond, it is drawn larger than it is
_PLACE_READ = 1 / 3  # of the height: the page there is the one that is read
_STEP_OVER = 0.9  # of the height that a page key scrolls: two lines stay in sight
_KEPT_AROUND = 2  # pages before and after those in sight whose pictures are kept
_MARK, _MARK_EDGE = "#FFE58A", "#B58900"
"""Of what was found, on paper, which is white in the dark too (docs/look.md 1)."""
_LABEL_GROUND, _LABEL_SIDE, _SMALL_LABEL_SIDE = "#7A4A00", 15, 11


class Fit(StrEnum):
    """A zoom that follows the room there is."""

    WIDTH = "width"
    PAGE = "page"


type Zoom = float | Fit
"""How large the pages are: 1.0 is the size of paper."""


class PageView(QScrollArea):
    """A view of the pages of a file; it asks for the pictures of those in sight.

    Those that are `across`, beside each other, are as high as it is, and a click opens them large.
    """

    page_reached = Signal(int)
    """The number (from 0) of the page to which the user scrolled."""
    pages_wanted = Signal()
    """Other pages are in sight, or they take another number of pixels now."""
    turn_requested = Signal(int)
    """The number of pages to go forward, or back when below 0."""
    end_requested = Signal(bool)
    """True for the last page, False for the first."""
    zoom_changed = Signal(object)
    """The new `Zoom`."""
    enlarge_requested = Signal()
    """Double click, Enter or Space: the user wants the pages in a larger window."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, across: bool = False
    ) -> None:
        super().__init__(parent)
        self._across = across
        self._bar = self.horizontalScrollBar() if across else self.verticalScrollBar()
        self._zoom: Zoom = Fit.WIDTH
        self._number = 0
        self._is_moving = False
        self.paper = Paper(theme, across=across)
        if across:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.paper.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setWidget(self.paper)
        self.setFrameShape(QFrame.Shape.NoFrame)
        side = Qt.AlignmentFlag.AlignLeft if across else Qt.AlignmentFlag.AlignHCenter
        self.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_radius", RADIUS)
        speak_as(self, Speech.PAGE)
        self.viewport().setAutoFillBackground(False)
        self.paper.setAutoFillBackground(False)
        self._bar.valueChanged.connect(self._on_scrolled)

    @property
    def zoom(self) -> Zoom:
        """How large the pages are shown, or what they fit into."""
        return self._zoom

    @property
    def scale(self) -> float:
        """How large the pages are shown just now, 1.0 being the size of paper."""
        if not isinstance(self._zoom, Fit):
            return self._zoom
        if self._across:
            pages, high = self.paper.pages, self.height() - 2 * _SHEET_MARGIN
            scale = high / (max(page.height for page in pages) * _PIXELS_OF_POINT)
            broad = (self.width() - 2 * _SHEET_MARGIN) / (self.paper.widest * _PIXELS_OF_POINT)
            return max(min(scale, broad, _LARGEST_FIT), _SMALLEST_SCALE)
        # With the scroll bar counted in always: its coming must not make it go again.
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _SHEET_MARGIN
        scale = min(room / (self.paper.widest * _PIXELS_OF_POINT), _LARGEST_FIT)
        if self._zoom is Fit.PAGE:
            high = self.height() - 2 * _SHEET_MARGIN
            scale = min(scale, high / (self.paper.pages[self._number].height * _PIXELS_OF_POINT))
        return max(scale, _SMALLEST_SCALE)

    @property
    def in_sight(self) -> range:
        """The numbers of the pages that are in sight."""
        start = self._bar.value()
        return self.paper.numbers_between(start, start + self._extent(self.viewport().size()))

    def wanted(self, number: int) -> QSize:
        """Return the size in pixels of the screen that a picture of a page should have."""
        size = self.paper.sheet(number).size() * self.devicePixelRatioF()
        longest = max(size.width(), size.height())
        return size if longest <= _LONGEST_SIDE else size * (_LONGEST_SIDE / longest)

    def lacks(self, number: int) -> bool:
        """Whether a page has no picture, or one of another size than it takes now."""
        return self.paper.asked_size(number) != self.wanted(number)

    def show_pages(self, pages: "Sequence[PageSize]") -> None:
        """Show empty sheets of other pages, from the first on; `show_image` fills them."""
        self._number = 0
        self._is_moving = True  # the place in the file before says nothing of this one
        self.paper.show_pages(tuple(pages))
        self._is_moving = False
        self._fit()
        self.go_to(0)

    def show_image(self, number: int, image: QImage, asked: QSize) -> None:
        """Show the picture of a page, which was asked for in a size."""
        kept = self.in_sight
        self.paper.keep_only(range(kept.start - _KEPT_AROUND, kept.stop + _KEPT_AROUND))
        self.paper.show_image(number, image, asked)

    def show_fault(self, number: int, asked: QSize, words: str) -> None:
        """Say on the sheet of a page, of which a picture was asked for, why there is none."""
        self.paper.show_fault(number, asked, words)

    def go_to(self, number: int) -> None:
        """Bring the top of a page to the top, as far as there are pages below it."""
        self._number = self.paper.current = number
        if self._zoom is Fit.PAGE:
            self._fit()
        self._scroll_to(self.paper.start(number))
        self.pages_wanted.emit()

    def show_place(self, number: int, place: QRectF) -> None:
        """Bring a place on a page (in points) into sight, and go to that page."""
        self._number = self.paper.current = number
        found = self.paper.place(number, place)
        self._is_moving = True
        self.ensureVisible(
            found.center().x(), found.center().y(), found.width() // 2 + 40, self.height() // 4
        )
        self._is_moving = False
        self.pages_wanted.emit()

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the pages larger or smaller."""
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._fit()
        self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """Show them one step larger."""
        now = self.scale
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > now * 1.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Show them one step smaller."""
        now = self.scale
        self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < now * 0.99), ZOOMS[0]))

    def zoom_to_width(self) -> None:
        """Show the pages as wide as there is room."""
        self.set_zoom(Fit.WIDTH)

    def zoom_to_page(self) -> None:
        """Show a whole page."""
        self.set_zoom(Fit.PAGE)

    def zoom_to_paper(self) -> None:
        """Show the pages in the size of paper."""
        self.set_zoom(1.0)

    # Input --------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the keys for zooming from the menu while the pages have the keyboard."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._zoom_act(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, scroll, and turn the page at its end."""
        zoom = self._zoom_act(event)
        if zoom is not None:
            zoom()
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_PageDown:
                self._scroll_or_turn(1)
            case Qt.Key.Key_PageUp:
                self._scroll_or_turn(-1)
            case Qt.Key.Key_Home:
                self.end_requested.emit(False)
            case Qt.Key.Key_End:
                self.end_requested.emit(True)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.enlarge_requested.emit()
                event.ignore()  # a large view closes on Space
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for a larger window at the page of a strip that was clicked."""
        super().mouseReleaseEvent(event)
        if self._across and event.button() == Qt.MouseButton.LeftButton:
            place = self.paper.mapFrom(self.viewport(), event.position().toPoint())
            self._number = self.paper.current = self.paper.number_at(place.x())
            self.page_reached.emit(self._number)
            self.enlarge_requested.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Ask for a larger window."""
        self.enlarge_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self._across:
            zoom = self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out
            zoom()
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as there is room, unless they were zoomed."""
        super().resizeEvent(event)
        self._fit()
        self.pages_wanted.emit()  # there is more in sight, or less

    def _zoom_act(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return how a key zooms, None where it does not."""
        if self._across or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        acts = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.zoom_to_width,
            Qt.Key.Key_9: self.zoom_to_page,
            Qt.Key.Key_8: self.zoom_to_paper,
        }
        return acts.get(Qt.Key(event.key()))

    def _scroll_or_turn(self, direction: int) -> None:
        """Go on reading: down or up within a long page, else to the next one."""
        bar, sheet = self.verticalScrollBar(), self.paper.sheet(self._number)
        before = bar.value()
        if sheet.height() > self.viewport().height():
            bar.setValue(before + direction * round(bar.pageStep() * _STEP_OVER))
        if bar.value() == before:
            self.turn_requested.emit(direction)

    # Layout -------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Lay the sheets out in their size, and keep the place that is read where it is."""
        before, start = self.paper.sheet(self._number), self.paper.start(self._number)
        inside = (self._bar.value() - start) / max(self._extent(before.size()), 1)
        self._is_moving = True
        self.paper.set_scale(self.scale)
        self._is_moving = False
        after = self.paper.sheet(self._number)
        if after.size() != before.size():
            start = self.paper.start(self._number)
            self._scroll_to(round(start + inside * self._extent(after.size())))
            self.pages_wanted.emit()

    def _scroll_to(self, value: int) -> None:
        self._is_moving = True
        self._bar.setValue(value)
        self._is_moving = False

    def _extent(self, size: QSize) -> int:
        """Return how long something is in the direction in which the pages follow each other."""
        return size.width() if self._across else size.height()

    def _on_scrolled(self, value: int) -> None:
        if self._is_moving:
            return
        extent = self._extent(self.viewport().size())
        number = self.paper.number_at(value + round(extent * _PLACE_READ))
        if number != self._number:
            self._number = self.paper.current = number
            self.page_reached.emit(number)
        self.pages_wanted.emit()


@dataclass(frozen=True, slots=True)
class LabeledPlace:
    """A place on a page (from 0), in points from its top left corner, with a short label."""

    page: int
    place: QRectF
    label: str


class Paper(QWidget):
    """Sheets below or beside each other with the pictures of pages; they stay white in the dark.

    Places on a page are in points from its top left corner.
    """

    label_pressed = Signal(str)
    link_pressed = Signal(int)
    """The place, among those of `show_links`, of a link that was clicked."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, across: bool = False
    ) -> None:
        from lssc_desktop.documents.previews import PageSize

        super().__init__(parent)
        self._across = across
        self._theme = theme
        self._scale = 1.0
        self.pages: tuple[PageSize, ...] = (PageSize(612, 792),)
        self.current = 0
        """The number of the page that is read."""
        self._images: dict[int, tuple[QImage, QSize]] = {}
        self._faults: dict[int, str] = {}
        self._marks: Mapping[int, Sequence[QRectF]] = {}
        self._chosen: tuple[int, Sequence[QRectF]] = (0, ())
        self.labels: tuple[LabeledPlace, ...] = ()
        self.chosen_label = ""
        """The label of the places that are chosen."""
        self.links: tuple[tuple[int, QRectF], ...] = ()
        self._sheets: list[QRect] = []
        self._starts: list[int] = []
        self.set_scale(1.0)

    @property
    def widest(self) -> float:
        """The width of the widest page in points."""
        return max(page.width for page in self.pages)

    @property
    def image(self) -> QImage:
        """The picture of the page that is read, an empty one until it is there."""
        kept = self._images.get(self.current)
        return QImage() if kept is None else kept[0]

    @property
    def kept_bytes(self) -> int:
        """How many bytes the pictures take that are kept here."""
        return sum(image.sizeInBytes() for image, _asked in self._images.values())

    def show_pages(self, pages: "tuple[PageSize, ...]", scale: float = 1.0) -> None:
        """Show empty sheets of other pages."""
        self.pages = pages
        self.current = 0
        self._images.clear()
        self._faults.clear()
        self.mark({})
        self._scale = 0
        self.set_scale(scale)

    def set_scale(self, scale: float) -> None:
        """Show the sheets in another size, 1.0 being the size of paper."""
        if scale == self._scale and self._sheets:
            return
        self._scale = scale
        pixels = scale * _PIXELS_OF_POINT
        sizes = [
            QSize(max(round(page.width * pixels), 1), max(round(page.height * pixels), 1))
            for page in self.pages
        ]
        broad = max(size.height() if self._across else size.width() for size in sizes)
        self._sheets, self._starts, start = [], [], 0
        for size in sizes:
            corner = (start, 0) if self._across else ((broad - size.width()) // 2, start)
            self._sheets.append(QRect(*corner, *size.toTuple()))
            self._starts.append(start)
            start += (size.width() if self._across else size.height()) + _BETWEEN
        long = start - _BETWEEN
        self.resize(*((long, broad) if self._across else (broad, long)))
        self.update()

    def start(self, number: int) -> int:
        """Return where a page begins, from the top or, across, from the left."""
        return self._starts[number] if number < len(self._starts) else 0

    def sheet(self, number: int) -> QRect:
        """Return where a page is."""
        return self._sheets[number] if number < len(self._sheets) else QRect()

    def place(self, number: int, place: QRectF) -> QRect:
        """Return where a place on a page is."""
        pixels = self._scale * _PIXELS_OF_POINT
        sheet = self.sheet(number)
        return QRectF(
            sheet.x() + place.x() * pixels,
            sheet.y() + place.y() * pixels,
            place.width() * pixels,
            place.height() * pixels,
        ).toAlignedRect()

    def number_at(self, place: int) -> int:
        """Return the page that many pixels from the start, or the one before the gap there."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def numbers_between(self, start: int, end: int) -> range:
        """Return the pages between two places in pixels."""
        return range(self.number_at(start), self.number_at(max(end - 1, start)) + 1)

    def asked_size(self, number: int) -> QSize:
        """Return the size in which the picture of a page was asked for."""
        kept = self._images.get(number)
        return QSize() if kept is None else kept[1]

    def show_image(self, number: int, image: QImage, asked: QSize) -> None:
        """Show the picture of a page."""
        self._images[number] = (image, asked)
        self.update(self.sheet(number))

    def show_fault(self, number: int, asked: QSize, words: str) -> None:
        """Say on a sheet why it has no picture of the size that was asked for."""
        self._faults[number] = words
        self.show_image(number, QImage(), asked)

    def keep_only(self, numbers: range) -> None:
        """Forget the pictures of all other pages."""
        self._images = {number: kept for number, kept in self._images.items() if number in numbers}

    def mark(
        self,
        marks: Mapping[int, Sequence[QRectF]],
        chosen: tuple[int, Sequence[QRectF]] = (0, ()),
    ) -> None:
        """Mark places on the pages, one of them chosen."""
        self._marks, self._chosen = marks, chosen
        self.update()

    def show_labels(self, places: Sequence[LabeledPlace], chosen: str = "") -> None:
        """Show places on the pages with a number beside each; those of one number are chosen."""
        self.labels, self.chosen_label = tuple(places), chosen
        self.update()

    def show_links(self, places: Sequence[tuple[int, QRectF]]) -> None:
        """Show places on pages (from 0) as links, which can be clicked."""
        self.links = tuple(places)
        self.setMouseTracking(bool(places))
        self.unsetCursor()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show over a link that it can be clicked."""
        if self.links:
            over = self._link_at(event.position().toPoint()) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
        super().mouseMoveEvent(event)

    def _link_at(self, at: QPoint) -> int | None:
        for number, (page, place) in enumerate(self.links):
            if self.place(page, place).adjusted(-2, -2, 2, 2).contains(at):
                return number
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the labeled place, or follow the link, under the mouse."""
        at = event.position().toPoint()
        link = self._link_at(at)
        if link is not None and event.button() == Qt.MouseButton.LeftButton:
            self.link_pressed.emit(link)
            return
        for each in self.labels:
            spot = self.place(each.page, each.place).adjusted(-2, -2, _LABEL_SIDE + 4, 2)
            if spot.contains(at):
                self.label_pressed.emit(each.label)
                return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheets in sight with a thin line around each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        dirty = event.rect()
        sides = (dirty.left(), dirty.right()) if self._across else (dirty.top(), dirty.bottom())
        for number in self.numbers_between(sides[0], sides[1] + 1):
            self._draw(painter, number)
        painter.end()

    def _draw(self, painter: QPainter, number: int) -> None:
        sheet = self.sheet(number)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        kept = self._images.get(number)
        if kept is not None and not kept[0].isNull():
            painter.drawImage(sheet, kept[0])
        elif number in self._faults:
            painter.setPen(QColor(LIGHT.ink2))
            painter.setFont(self._theme.font(Type.TABLE))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(sheet.adjusted(16, 16, -16, -16), wrapped, self._faults[number])
        self._draw_marks(painter, number)
        self._draw_links(painter, number)
        self._draw_labels(painter, number)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # a line of one width all around
        painter.setPen(QPen(QColor(self._theme.tokens.line_strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(sheet).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _draw_labels(self, painter: QPainter, number: int) -> None:
        """Draw the labeled places: yellow as what is found, and a round number after each."""
        here = [each for each in self.labels if each.page == number]
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for each in here:
            painter.fillRect(self.place(number, each.place).adjusted(-2, -1, 2, 1), QColor(_MARK))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font(Type.CAPTION)
        font.setBold(True)
        side = self._theme.measure(_SMALL_LABEL_SIDE if self._across else _LABEL_SIDE)
        if self._across:
            font.setPixelSize(side - 2)
        painter.setFont(font)
        for each in here:
            place = self.place(number, each.place).adjusted(-2, -1, 2, 1)
            is_chosen = each.label == self.chosen_label
            painter.setBrush(Qt.BrushStyle.NoBrush)
            edge = LIGHT.accent if is_chosen else _MARK_EDGE
            painter.setPen(QPen(QColor(edge), 2 if is_chosen else 1))
            painter.drawRect(place)
            spot = QRect(place.right() + 2, place.center().y() - side // 2, side, side)
            spot.moveRight(min(spot.right(), self.sheet(number).right() - 1))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LIGHT.accent if is_chosen else _LABEL_GROUND))
            painter.drawEllipse(spot)
            painter.setPen(QColor("#FFFFFF"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, each.label)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _draw_links(self, painter: QPainter, number: int) -> None:
        """Underline the links, in the color of links on paper."""
        painter.setPen(QPen(QColor(LIGHT.accent), 1))
        for page, place in self.links:
            if page == number:
                spot = self.place(page, place)
                painter.drawLine(spot.bottomLeft(), spot.bottomRight())

    def _draw_marks(self, painter: QPainter, number: int) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for place in self._marks.get(number, ()):
            painter.fillRect(self.place(number, place).adjusted(-1, -1, 1, 1), QColor(_MARK))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        chosen, places = self._chosen
        if chosen == number:
            painter.setPen(QPen(QColor(_MARK_EDGE), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for place in places:
                painter.drawRect(self.place(number, place).adjusted(-2, -2, 2, 2))
