"""Rows that are selected by assistive technology, which has no other way to choose one."""

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView


class RowSelection(QObject):
    """Makes the selected row the current one, and tells which it is.

    Keys and the mouse make a row current as they select it; the accessible actions Toggle and
    Select only select it. Of a row that is selected already Qt tells nothing.
    """

    chosen = Signal(QModelIndex)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        # Qt selects a row before it makes it current: look when both are done.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._look)
        view.selectionModel().selectionChanged.connect(self._soon.start)

    @Slot()
    def _look(self) -> None:
        rows = self._view.selectionModel().selectedIndexes()
        if rows and self._view.currentIndex() not in rows:
            self._view.setCurrentIndex(rows[0])
            self.chosen.emit(rows[0])
