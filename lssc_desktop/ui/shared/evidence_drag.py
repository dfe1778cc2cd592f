"""Evidence files that are dragged inside the window, and the rows of a list that take them."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import RADIUS

_MIME = "application/x-lssc-evidence"
_LINGERS_AFTER = 800  # milliseconds


def drag_data(paths: Sequence[str]) -> QMimeData:
    """Return what is dragged when evidence files of the portfolio are."""
    data = QMimeData()
    data.setData(_MIME, json.dumps(list(paths)).encode())
    return data


def dragged_paths(data: QMimeData) -> tuple[str, ...]:
    """Return which evidence files are dragged, () for anything else."""
    if not data.hasFormat(_MIME):
        return ()
    return tuple(json.loads(bytes(data.data(_MIME).data())))


class EvidenceDrops(QObject):
    """Takes evidence files that are dragged onto rows of a list, and marks the row below them.

    `takes` says of an index whether files can be used there.
    """

    dropped = Signal(QModelIndex, object)
    """The row, and the paths in a tuple."""
    lingered = Signal(QModelIndex)
    """The drag has stayed over a row for a while: what it leads to may be shown."""

    def __init__(
        self, view: QAbstractItemView, theme: Theme, takes: Callable[[QModelIndex], bool]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._takes = takes
        self._at = QPersistentModelIndex()
        self._mark = _DropMark(theme, view.viewport())
        self._lingering = single_shot(self, _LINGERS_AFTER, self._linger)
        view.setAcceptDrops(True)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a drag of evidence; all else is for the list itself."""
        match event:
            case QDropEvent() if dragged_paths(event.mimeData()):
                self._take(event)
                return True
            case QDragLeaveEvent():
                self._move_to(QModelIndex())
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent) -> None:
        index = self._view.indexAt(event.position().toPoint())
        fits = index.isValid() and self._takes(index)
        is_drop = event.type() is QEvent.Type.Drop
        self._move_to(QModelIndex() if is_drop or not fits else index)
        event.setDropAction(Qt.DropAction.CopyAction)
        # The whole list takes the drag, so that Qt goes on asking as it moves.
        event.setAccepted(fits or event.type() is QEvent.Type.DragEnter)
        if is_drop and fits:
            self.dropped.emit(index, dragged_paths(event.mimeData()))

    def _move_to(self, index: QModelIndex) -> None:
        if index == self._at:
            return
        self._at = QPersistentModelIndex(index)
        self._mark.setVisible(index.isValid())
        self._lingering.stop()
        if index.isValid():
            self._mark.setGeometry(self._view.visualRect(index))
            self._lingering.start()

    def _linger(self) -> None:
        if self._at.isValid():
            self.lingered.emit(self._view.indexAt(self._mark.geometry().center()))


class _DropMark(QWidget):
    """The frame around the row onto which files would be dropped."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
