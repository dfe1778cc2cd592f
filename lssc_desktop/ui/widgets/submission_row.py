"""One package as a row: what it is, how far it is, what to do; it opens to show what happened."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.core.submission import Standing
from lssc_desktop.core.submission_list import SubmissionEntry
from lssc_desktop.core.time_left import seconds_left
from lssc_desktop.messages.job import step_words
from lssc_desktop.messages.progress import bytes_done, time_left
from lssc_desktop.messages.submissions import (
    entry_note,
    entry_title,
    entry_word,
    row_name,
)
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Progress
from lssc_desktop.ui.submission_looks import Act, entry_look, main_act
from lssc_desktop.ui.widgets.buttons import Button, plain_button, tinted_button
from lssc_desktop.ui.widgets.emptying import give_up
from lssc_desktop.ui.widgets.row_head import GAP, RowHead

ACT_WIDTH = 126


class SubmissionRow(QFrame):
    """A head, the act that is likely next, and below them the details while it is open."""

    act_requested = Signal(object)
    """The `Act`; `entry` says with what."""
    opened = Signal(bool)
    moved = Signal(int)

    def __init__(
        self, icons: Icons, entry: SubmissionEntry, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._act: Act | None = None
        self._details: QWidget | None = None
        self._progress: Progress | None = None
        self._began: tuple[Step, float] | None = None
        self._today = today
        self.entry = entry
        self.bytes: int | None = None
        self.head = RowHead(icons)
        self.button: Button = plain_button(icons, "")
        self._act_room = QWidget()

        self._room = QHBoxLayout(self._act_room)
        self._room.setContentsMargins(0, 0, 16, 0)
        self._room.addStretch(1)
        self._room.addWidget(self.button)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.head, 1)
        across.addWidget(self._act_room, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(across)

        self.head.toggled.connect(self.opened)
        self.head.moved.connect(self.moved)
        self.button.clicked.connect(self._request)
        icons.theme.changed.connect(self._dress)
        self._dress()
        self.button.hide()
        self.show_entry(entry, None)

    @property
    def details(self) -> QWidget | None:
        """What is shown below the head, None while the row is closed."""
        return self._details

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in the order in which it is read."""
        inside = () if self._details is None else self._details.findChildren(Button)
        return (self.head, self.button, *inside)

    def show_entry(self, entry: SubmissionEntry, bytes_: int | None) -> None:
        """Show how far the package is now; `bytes_` is its size, where it is known."""
        if entry.standing is not Standing.SENDING or _is_resting(entry):
            self._progress = None
        self.entry, self.bytes = entry, bytes_
        icon, tone = entry_look(entry)
        word = entry_word(entry)
        self.head.title.setText(entry_title(entry))
        self.head.chip.set_status(icon, word, tone)
        self.head.dots.show_standing(entry.standing, word)
        self._show_act(main_act(entry))
        self._show_note()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the sending is."""
        if self._began is None or self._began[0] is not progress.step:
            self._began = (progress.step, progress.seconds)
        self._progress = progress
        self._show_note()

    def show_details(self, details: QWidget | None) -> None:
        """Show what happened below the head, or nothing."""
        if self._details is not None:
            self._column.removeWidget(self._details)
            give_up(self._details)
        self._details = details
        if details is not None:
            self._column.addWidget(details)

    def set_narrow(self, narrow: bool) -> None:
        """Leave less room for the act, and put dots below the words, or not."""
        self.head.set_narrow(narrow)

    def _show_note(self) -> None:
        progress = self._progress
        note = entry_note(self.entry, self._today, self.bytes)
        if progress is not None and self._began is not None:
            note = _progress_line(progress, progress.seconds - self._began[1])
            self.head.bar.set_progress(progress.done, progress.total)
        elif self.entry.submission is not None:
            sent = self.entry.submission
            self.head.bar.set_progress(sent.confirmed, max(sent.bytes, 1))
        self.head.bar.setVisible(self.entry.standing is Standing.SENDING)
        self.head.note.setText(note)
        self.head.setAccessibleName(row_name(self.entry, note))

    def _show_act(self, act: Act | None) -> None:
        if act is self._act:
            return
        had_focus = self.button.hasFocus()
        self._act = act
        old, self.button = self.button, self._button(act)
        self._room.replaceWidget(old, self.button)
        give_up(old)
        self.button.clicked.connect(self._request)
        self.button.setVisible(act is not None)
        if had_focus:
            (self.head if act is None else self.button).setFocus()

    def _button(self, act: Act | None) -> Button:
        words = "" if act is None else act_words(act)
        make = tinted_button if act in {Act.FIND_OUT, Act.TELL_HAS_IT} else plain_button
        button = make(self._icons, words)
        name = _("{act}: {package}").format(act=words, package=entry_title(self.entry))
        button.setAccessibleName(name)
        return button

    @Slot()
    def _request(self) -> None:
        if self._act is not None:
            self.act_requested.emit(self._act)

    @Slot()
    def _dress(self) -> None:
        self._act_room.setMinimumWidth(self._icons.theme.measure(ACT_WIDTH + 16 + GAP))


def act_words(act: Act) -> str:
    """Return what the button of an act says."""
    return {
        Act.CHECK: _("Check"),
        Act.HAND_IN: _("Hand in…"),
        Act.BRING_IN: _("Find it…"),
        Act.GO_ON_BY_HAND: _("Go on…"),
        Act.PAUSE: _("Pause"),
        Act.RESUME: _("Resume"),
        Act.STOP: _("Stop sending"),
        Act.FIND_OUT: _("Find out…"),
        Act.TELL_HAS_IT: _("They have it…"),
        Act.TELL_ANSWER: _("The office answered…"),
        Act.OPEN_SET: _("Open set"),
        Act.TELL_DECISION: _("The program decided…"),
        Act.SHOW_IN_FOLDER: _("Show in folder"),
    }[act]


def _is_resting(entry: SubmissionEntry) -> bool:
    return entry.submission is not None and entry.submission.paused


def _progress_line(progress: Progress, seconds: float) -> str:
    """Say what is done and how long it takes: "190 of 486 MB, about 3 min left"."""
    if progress.step is not Step.SENDING or progress.total <= 0:
        return step_words(progress.step)
    done = bytes_done(progress.done, progress.total)
    left = seconds_left(progress.done, progress.total, seconds)
    if left is None:
        return done
    return _("{done}, {left}").format(done=done, left=time_left(left, short=True))
