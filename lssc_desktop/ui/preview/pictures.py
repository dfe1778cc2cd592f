"""Pictures of pages: one as a sheet of paper that can be zoomed and turned, and thumbnails.

A thumbnail shows the first page or the photograph; other files have one drawn.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.names import FileKind, Shown, file_kind, shown_as
from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.store.previews import PageSize, Source
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.icons import IconName
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import RADIUS

WIDTH, HEIGHT = 52, 66
_MOST_PIXELS = QSize(3 * WIDTH, 3 * HEIGHT)  # enough for the sharpest screen
_WITHOUT_THUMBNAIL = (None, Shown.OFFICE, Shown.SOUND, Shown.LINK)
"""What would take long, or shows nothing but a line."""
KIND_ICONS: dict[FileKind, IconName] = {
    FileKind.PDF: "file-type-pdf",
    FileKind.WORD: "file-text",
    FileKind.EXCEL: "table",
    FileKind.SLIDES: "presentation",
    FileKind.PHOTO: "photo",
    FileKind.VIDEO: "video",
    FileKind.SOUND: "file",
    FileKind.MAIL: "mail",
    FileKind.WEB: "link",
    FileKind.TEXT: "file-text",
    FileKind.OTHER: "file",
}
"""The icon of each kind of file."""


class Thumbnails(QObject):
    """A cache of small pictures of files, by content; a page is drawn for those not there yet."""

    arrived = Signal()
    """There are more pictures than before."""

    def __init__(self, root: Path, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._jobs = services.jobs
        self._previews = services.previews
        self._icons = services.icons
        self._pictures: dict[str, QImage] = {}
        self._asked: set[str] = set()

    def ask(self, files: tuple[EvidenceFile, ...]) -> None:
        """Begin to look at those of these files that were never asked for."""
        wanted = tuple(
            file
            for file in files
            if shown_as(file.path) not in _WITHOUT_THUMBNAIL and file.sha256 not in self._asked
        )
        if wanted:
            self._asked.update(file.sha256 for file in wanted)
            what = (self._previews, self._root, wanted)
            self._jobs.start_reporting(
                Lane.PREVIEWS, _first_pages, *what, done=self._on_pictures, quiet=True
            )

    def picture(self, path: str, sha256: str) -> QPixmap:
        """Return the picture of a file, `WIDTH` by `HEIGHT` at the current text size."""
        measure = self._icons.theme.measure
        ratio = self._icons.pixmap("file").devicePixelRatio()
        page = QPixmap(round(measure(WIDTH) * ratio), round(measure(HEIGHT) * ratio))
        page.setDevicePixelRatio(ratio)
        page.fill(Qt.GlobalColor.transparent)
        painter = QPainter(page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(0, 0, measure(WIDTH), measure(HEIGHT))
        image = self._pictures.get(sha256)
        if image is not None:
            _draw_photograph(painter, room, image, self._icons.theme.tokens.ink3)
        else:
            self._draw_page(painter, room, path)
        painter.end()
        return page

    def _draw_page(self, painter: QPainter, room: QRectF, path: str) -> None:
        """Draw a page with the sign of its kind; it stays white in the dark, as paper does."""
        measure = self._icons.theme.measure
        painter.setPen(QPen(QColor(self._icons.theme.tokens.ink3), 1))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        sign = self._icons.pixmap(KIND_ICONS[file_kind(path)], "#2B4C86", 22)
        corner = QPointF((room.width() - measure(22)) / 2, measure(9))
        painter.drawPixmap(corner, sign)
        painter.setPen(QPen(QColor("#B9B6AE"), measure(2)))
        for line in range(3):
            y = room.height() - measure(26) + line * measure(7)
            end = room.width() - measure(9 if line < 2 else 20)  # noqa: PLR2004  the last is short
            painter.drawLine(QPointF(measure(9), y), QPointF(end, y))

    @Slot(object)
    def _on_pictures(self, scaled: tuple[tuple[str, QImage], ...]) -> None:
        self._pictures.update(scaled)
        self.arrived.emit()


def _draw_photograph(painter: QPainter, room: QRectF, image: QImage, edge: str) -> None:
    size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(room.center())
    # Scaled down before it is drawn, which takes every pixel in: thin letters stay.
    fine = (size * painter.device().devicePixelRatio()).expandedTo(QSize(1, 1))
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(fine, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    painter.drawImage(place, small)
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


def _first_pages(
    previews: Previews, root: Path, files: tuple[EvidenceFile, ...], reporter: Reporter
) -> tuple[tuple[str, QImage], ...]:
    """Return a small picture for each file that can be shown, with its fingerprint."""
    seen = []
    for number, file in enumerate(files):
        reporter(Progress(Step.READING, 0, 0, Item(file.path, number, len(files))))
        source = Source(file.path.rpartition("/")[2], file.sha256, root / file.path)
        try:
            seen.append((file.sha256, previews.page(source, 0, _MOST_PIXELS, reporter)))
        except Cancelled:
            raise
        except LsscError:
            continue  # the drawn page stands for it; a check says what is wrong with the file
    return tuple(seen)


# One page ---------------------------------------------------------------------------------------

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_LARGEST_FIT = 1.5  # what is small is not blown up to the width of a window
_PIXELS_OF_POINT = 96 / 72
_SHEET_MARGIN = 4  # pixels around the sheet, for its line and the focus ring
_LONGEST_SIDE = 4096  # device pixels of a picture; beyond, it is drawn larger than it is


class PageView(QScrollArea):
    """A view of one page; it asks for other pages, and for a picture in the size that it has."""

    turn_requested = Signal(int)
    """The number of pages to go forward, or back when below 0."""
    end_requested = Signal(bool)
    """True for the last page, False for the first."""
    zoom_changed = Signal(object)
    """The new `zoom`."""
    size_changed = Signal()
    """The sheet takes another number of pixels now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = PageSize(612, 792)
        self._zoom: float | None = None
        self.paper = Paper(theme)
        self.setWidget(self.paper)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_radius", RADIUS)
        self.viewport().setAutoFillBackground(False)
        self.paper.setAutoFillBackground(False)

    @property
    def zoom(self) -> float | None:
        """How large the page is, 1.0 being the size of paper; None for as wide as there is room."""
        return self._zoom

    @property
    def scale(self) -> float:
        """How large the page is shown just now, 1.0 being the size of paper."""
        if self._zoom is not None:
            return self._zoom
        # With the scroll bar counted in always: its coming must not make it go again.
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _SHEET_MARGIN
        return max(min(room / (self._page.width * _PIXELS_OF_POINT), _LARGEST_FIT), 0.05)

    @property
    def wanted(self) -> QSize:
        """The size in pixels of the screen that a picture of the page should have."""
        size = self.paper.size() * self.devicePixelRatioF()
        longest = max(size.width(), size.height())
        return size if longest <= _LONGEST_SIDE else size * (_LONGEST_SIDE / longest)

    def show_page(self, page: PageSize) -> None:
        """Show an empty sheet of a page; `paper` takes its picture."""
        self._page = page
        self.paper.show_image(QImage())
        self._fit()
        self.verticalScrollBar().setValue(0)

    def set_zoom(self, zoom: float | None) -> None:
        """Show the page larger or smaller."""
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._fit()
        self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """Show it one step larger."""
        now = self.scale
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > now * 1.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Show it one step smaller."""
        now = self.scale
        self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < now * 0.99), ZOOMS[0]))

    def zoom_to_width(self) -> None:
        """Show it as wide as there is room."""
        self.set_zoom(None)

    def event(self, event: QEvent) -> bool:
        """Keep the keys for zooming from the menu while the page has the keyboard."""
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
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            zoom = self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out
            zoom()
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as there is room, unless it was zoomed."""
        super().resizeEvent(event)
        self._fit()

    def _zoom_act(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return how a key zooms, None where it does not."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        acts = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.zoom_to_width,
        }
        return acts.get(Qt.Key(event.key()))

    def _scroll_or_turn(self, direction: int) -> None:
        bar = self.verticalScrollBar()
        end = bar.maximum() if direction > 0 else bar.minimum()
        if bar.value() == end:
            self.turn_requested.emit(direction)
        else:
            bar.setValue(bar.value() + direction * bar.pageStep())

    def _fit(self) -> None:
        scale = self.scale * _PIXELS_OF_POINT
        width, height = round(self._page.width * scale), round(self._page.height * scale)
        before = self.paper.size()
        self.paper.resize(max(width, 1), max(height, 1))
        if self.paper.size() != before:
            self.size_changed.emit()


class Paper(QWidget):
    """A sheet with the picture of a page; it stays white in the dark, as paper does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.image = QImage()

    def show_image(self, image: QImage) -> None:
        """Show another picture of the page."""
        self.image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet with a thin line around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = self.rect()
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if not self.image.isNull():
            painter.drawImage(sheet, self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # a line of one width all around
        painter.setPen(QPen(QColor(self._theme.tokens.line_strong), 1))
        painter.drawRect(QRectF(sheet).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
