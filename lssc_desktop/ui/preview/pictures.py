"""Thumbnails of files: the first page, or the photograph; other files have one drawn."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPen,
    QPixmap,
)

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import FileKind, Shown, file_kind, shown_as
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.icons import IconName

if TYPE_CHECKING:
    from lssc_desktop.ui.base.previews import Previews

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
    previews: "Previews", root: Path, files: tuple[EvidenceFile, ...], reporter: Reporter
) -> tuple[tuple[str, QImage], ...]:
    """Return a small picture for each file that can be shown, with its fingerprint."""
    from lssc_desktop.documents.previews import Source  # a portfolio opens before it shows a file

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
