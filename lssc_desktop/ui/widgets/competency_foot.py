"""The foot of the workspace's middle: where the work stands, and the word that it is ready."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.progress import CompetencyState
from lssc_desktop.messages.competency import competency_state_word
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import tinted_button
from lssc_desktop.ui.widgets.choice_field import ChoiceField
from lssc_desktop.ui.widgets.competency_rows import STATE_LOOKS
from lssc_desktop.ui.widgets.labels import Label

_NARROW = 420  # pixels
_GAP = 9


class CompetencyFoot(QWidget):
    """The state as a choice, and the button that says it is ready or not any more."""

    ready_requested = Signal(bool)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._state = CompetencyState.NOT_STARTED
        self._is_written = self._is_handed_in = False
        self._name = Label(icons.theme, _("Status"), Type.TABLE, Ink.INK2, wrap=False)
        self.status = ChoiceField()
        self.status.setAccessibleName(_("Status"))
        self._reason = Label(icons.theme, "", Type.TABLE, Ink.INK2, parent=self)
        self.ready = tinted_button(icons, "", "circle-check")

        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._name)
        self._row.addWidget(self.status)
        self._row.addStretch(1)
        self._row.addWidget(self.ready)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 6, 22, 12)
        self._column.setSpacing(6)
        self._column.addLayout(self._row)

        self.status.activated.connect(self._choose)
        self.ready.clicked.connect(self._toggle)
        icons.theme.changed.connect(self._show)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange it for the new width."""
        super().resizeEvent(event)
        self._fit()

    def show_state(self, state: CompetencyState, *, written: bool) -> None:
        """Show where the work stands; only what is written can be ready."""
        self._state, self._is_written = state, written
        self._show()

    def set_handed_in(self, *, handed_in: bool) -> None:
        """Let the state be as it was handed in."""
        if self._is_handed_in != handed_in:
            self._is_handed_in = handed_in
            self._show()

    def _fit(self) -> None:
        """Where it is narrow, leave out what the choice says, and put the reason above."""
        self._name.setVisible(self.width() >= self._icons.theme.measure(_NARROW))
        self._reason.setVisible(bool(self._reason.text()))
        layouts = (self._column, self._row)
        for layout in layouts:
            layout.removeWidget(self._reason)
        if self._has_room_for_reason():
            self._row.insertWidget(self._row.indexOf(self.status) + 1, self._reason)
        else:
            self._column.insertWidget(0, self._reason)

    def _has_room_for_reason(self) -> bool:
        """Whether the reason fits into the row in one line."""
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        for widget in (self._name, self.status, self.ready):
            if not widget.isHidden():
                room -= widget.sizeHint().width() + _GAP
        metrics = QFontMetrics(self._reason.font())
        return metrics.horizontalAdvance(self._reason.text()) < room

    @Slot()
    def _show(self) -> None:
        theme = self._icons.theme
        ready = self._state is CompetencyState.READY
        begun = CompetencyState.IN_PROGRESS if ready else self._state
        self.status.clear()
        for state in (begun, CompetencyState.READY) if self._is_written else (begun,):
            icon, tone = STATE_LOOKS[state]
            ink = theme.tokens.tone(tone).fg
            self.status.addItem(
                self._icons.icon(icon, ink, 14), competency_state_word(state), state.value
            )
        self.status.setCurrentIndex(1 if ready else 0)
        self.status.setFont(theme.font(Type.TABLE_STRONG))
        self.ready.setText(_("Not ready after all") if ready else _("Mark as ready"))
        self.ready.set_icon_name("arrow-back-up" if ready else "circle-check")
        self.ready.setShortcut(QKeySequence("Ctrl+Return"))  # a new text takes it away
        self.ready.setToolTip(_("{act} ({keys})").format(act=self.ready.text(), keys="Ctrl+Enter"))
        self.ready.setEnabled(self._is_written and not self._is_handed_in)
        self.status.setEnabled(not self._is_handed_in)
        self._reason.setText(self._why_not())
        self._fit()

    def _why_not(self) -> str:
        """Say why the button cannot be pressed."""
        if self._is_handed_in:
            return _("It is handed in.")
        return "" if self._is_written else _("Nothing is written yet.")

    @Slot(int)
    def _choose(self, place: int) -> None:
        wanted = self.status.itemData(place) == CompetencyState.READY
        if wanted != (self._state is CompetencyState.READY):
            self.ready_requested.emit(wanted)

    @Slot()
    def _toggle(self) -> None:
        self.ready_requested.emit(self._state is not CompetencyState.READY)
