"""Ctrl+K: type a few letters of what you want to see, and press Enter."""

from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lssc_desktop.ui.destinations import Destination, matching
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.fields import SearchField
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.room import take_size
from lssc_desktop.ui.widgets.row_selection import RowSelection
from lssc_desktop.ui.widgets.rows import RowDelegate

_WIDTH, _HEIGHT = 560, 420
_MOST = 200  # rows; who sees more types another letter


class GoToDialog(QDialog):
    """Filters the destinations by what is typed; the arrow keys choose while typing goes on."""

    place_requested = Signal(object)

    def __init__(
        self, icons: Icons, destinations: tuple[Destination, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._destinations = destinations
        theme = icons.theme
        self.setWindowTitle(_("Go to anything"))
        take_size(self, theme, _WIDTH, _HEIGHT)
        self.field: QLineEdit = SearchField(icons, _("A set, a competency, a file"))
        self.rows = QListWidget()
        self.rows.setProperty("look", "framed")
        self.rows.setAccessibleName(_("Places"))
        self.rows.setFont(theme.font(Type.BODY))
        self.rows.setItemDelegate(RowDelegate(theme, self.rows))
        self._none = Label(theme, "", Type.BODY, Ink.INK2)

        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self._none)
        column.addWidget(self.rows, 1)

        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._go)
        self.rows.itemActivated.connect(self._go)
        self.rows.itemClicked.connect(self._go)
        RowSelection(self.rows).chosen.connect(self._go)
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field choose a row."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == _PRESS:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if steps is not None and self.rows.count():
                row = (self.rows.currentRow() + steps) % self.rows.count()
                self.rows.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _filter(self, words: str) -> None:
        found = matching(self._destinations, words)[:_MOST]
        self.rows.clear()
        for destination in found:
            item = QListWidgetItem(destination.name)
            item.setData(Qt.ItemDataRole.UserRole, destination.place)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)
        self.rows.setVisible(bool(found))
        self._none.setVisible(not found)
        self._none.setText(_("Nothing is called “{words}”.").format(words=words))

    @Slot()
    def _go(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.accept()
            self.place_requested.emit(item.data(Qt.ItemDataRole.UserRole))


_PRESS = QEvent.Type.KeyPress
