"""Rows that are selected by assistive technology, which has no other way to choose one."""

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView


class RowSelection(QObject):
    """Tells of a row that was selected and is not the current one.

    Keys and the mouse make a row current as they select it; the accessible actions Toggle and
    Select only select it. The current row is then made the same, and is selected again where
    Toggle took the selection away.
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
        selection, current = self._view.selectionModel(), self._view.currentIndex()
        rows = selection.selectedIndexes()
        if rows and current not in rows:
            self._view.setCurrentIndex(rows[0])
            self.chosen.emit(rows[0])
