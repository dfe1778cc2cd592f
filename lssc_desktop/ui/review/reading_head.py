"""The head of what is read: which competency it is, what it asks, and the way on."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.messages.review import said_text
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import ToolButton, link_button, plain_button
from lssc_desktop.ui.widgets.labels import Label

_OFFICIAL_MOST = 5_000
_SIDE, _ABOVE, _BELOW = 22, 12, 9


class ReadingHead(QWidget):
    """Place, statement, and the two buttons of the picture: back, and to the next changed."""

    previous_requested = Signal()
    next_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.place = Label(theme, "", Type.TABLE_STRONG, Ink.ACCENT)
        self.statement = Label(theme, "", Type.STATEMENT)
        self.suggestion = Label(theme, "", Type.TABLE, Ink.INK2)
        self.official = Label(theme, "", Type.TABLE, Ink.INK2)
        self.show_official = link_button(icons, _("Read the official text"))
        self.previous = ToolButton(
            icons, "chevron-left", _("Previous competency"), QKeySequence("Ctrl+PgUp"), boxed=True
        )
        self.next = plain_button(icons, "", "chevron-right")
        self.next.put_icon_last()

        top = QHBoxLayout()
        top.setSpacing(5)
        top.addWidget(self.place, 1)
        top.addWidget(self.previous)
        top.addWidget(self.next)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _ABOVE, _SIDE, _BELOW)
        column.setSpacing(4)
        column.addLayout(top)
        for widget in (self.statement, self.show_official, self.official, self.suggestion):
            column.addWidget(widget)
        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self.show_official.clicked.connect(self._toggle_official)

    def show_words(
        self, place: str, statement: str, official: str = "", suggestion: str = ""
    ) -> None:
        """Show what is asked; the official text only when it is wanted."""
        self.place.setText(place)
        self.statement.setText(statement)
        self.official.setText(said_text(official[:_OFFICIAL_MOST]))
        self.official.hide()
        self.show_official.setVisible(bool(official))
        self.show_official.setText(_("Read the official text"))
        self.suggestion.setText(
            _("Answers a suggestion: {text}").format(text=said_text(suggestion[:_OFFICIAL_MOST]))
        )
        self.suggestion.setVisible(bool(suggestion))

    def stand_alone(self, *, alone: bool) -> None:
        """Keep room at both sides, or none: within a text the text's own is enough."""
        side = _SIDE if alone else 0
        self._column.setContentsMargins(side, _ABOVE, side, _BELOW)

    def offer(self, words: str, *, there: bool) -> None:
        """Name where the button leads; it is off when there is no such place."""
        self.next.setText(words)
        self.next.setToolTip(_("{act} ({keys})").format(act=words, keys="Ctrl+Enter"))
        self.next.setEnabled(there)

    @Slot()
    def _toggle_official(self) -> None:
        shown = self.official.isHidden()
        self.official.setVisible(shown)
        self.show_official.setText(
            _("Hide the official text") if shown else _("Read the official text")
        )
