"""Fields to type into: a line with its name above, and the field that filters."""

from gettext import gettext as _

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.labels import Label

_GAP = 6  # the ring of a field leaves the underlined letter of its name free


class NamedField(QWidget):
    """A control under its name, with a note after it; the name takes the keyboard to it."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        field: QWidget,
        note: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = Label(theme, name, Type.TABLE_STRONG)
        self.name.setBuddy(field)
        self.note = Label(theme, note, Type.TABLE, Ink.INK2)
        field.setAccessibleName(name.replace("&", ""))
        field.setAccessibleDescription(note)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.name)
        column.addWidget(self.note)
        column.addWidget(field)
        self.note.setVisible(bool(note))  # in its place by now: elsewhere it is a window


class SearchField(QLineEdit):
    """A field that filters what is below, with a magnifying glass and a cross that empties it."""

    def __init__(
        self,
        icons: Icons,
        name: str,
        shortcut: QKeySequence | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        if shortcut is not None:
            keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
            self.setToolTip(f"{name} ({keys})")
            focus = QAction(name, self)
            focus.setShortcut(shortcut)
            focus.triggered.connect(self._take_focus)
            self.addAction(focus)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.clear_action = QAction(_("Clear"), self)
        self.clear_action.triggered.connect(self.clear)
        self.textChanged.connect(self._offer_clear)
        self.addAction(self.clear_action, QLineEdit.ActionPosition.TrailingPosition)
        self._offer_clear()
        self._dress()
        icons.theme.changed.connect(self._dress)

    def _take_focus(self) -> None:
        self.setFocus()
        self.selectAll()

    def _offer_clear(self) -> None:
        self.clear_action.setVisible(bool(self.text()))

    def _dress(self) -> None:
        self._glass.setIcon(self._icons.icon("search", Ink.INK2, 16))
        self.clear_action.setIcon(self._icons.icon("x", Ink.INK2, 16))
