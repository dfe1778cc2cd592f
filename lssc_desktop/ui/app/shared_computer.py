"""What a computer that others use needs: a lock that hides the work, and leaving it clean.

It is long because the lock, its screen, and its dialog hold one state.
"""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QMenu, QWidget
from shiboken6 import isValid

from lssc_desktop import log
from lssc_desktop.core.job import Progress, Step
from lssc_desktop.core.privacy.session_lock import (
    Passphrase,
    is_idle,
    passphrase,
    seconds_to_wait,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.ui.app.closing import OpenWork, what_is_stopped
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column
from lssc_desktop.ui.kit.pages import empty
from lssc_desktop.ui.kit.speech import announce, silence
from lssc_desktop.ui.kit.tokens import Ink, Type

if TYPE_CHECKING:
    from lssc_desktop.store.computer.traces import Cleaning, Trace

LOCK_KEY = QKeySequence("Ctrl+L")

_EVERY = 5000  # milliseconds between two looks at the clock
_SECOND = 1000
_NOT_ON_SCREEN = Qt.WidgetAttribute.WA_DontShowOnScreen
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
}


# Idle -------------------------------------------------------------------------------------------


class IdleWatch(QObject):
    """Watches keys and mouse in every window of the program, and the key that locks at once.

    It sees what the system sends to a window, a few events a second; a filter on the application
    would be asked about every repaint.
    """

    idle = Signal()
    """Nobody used keys or mouse for as long as `minutes` says."""
    lock_requested = Signal()

    def __init__(
        self,
        application: QGuiApplication,
        now: Callable[[], datetime],
        minutes: Callable[[], int],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._minutes = minutes
        self._last = now()
        self._seen: list[QWindow] = []
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        application.focusWindowChanged.connect(self._follow)
        self._follow(application.focusWindow())

    def look(self) -> None:
        """Emit `idle` when it is time."""
        if is_idle(self._last, self._now(), self._minutes()):
            self.idle.emit()

    def begin_again(self) -> None:
        """Count from now."""
        self._last = self._now()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Note what somebody does; take the key that locks, also in front of a dialog."""
        if event.type() in _INPUT:
            self._last = self._now()
            if isinstance(event, QKeyEvent) and _is_lock_key(event):
                self.lock_requested.emit()
                return True
        return False

    def _follow(self, window: QWindow | None) -> None:
        self._seen = [each for each in self._seen if isValid(each)]
        if window is not None and window not in self._seen:
            self._seen.append(window)
            window.installEventFilter(self)


def _is_lock_key(event: QKeyEvent) -> bool:
    pressed = event.type() is QEvent.Type.KeyPress
    return pressed and QKeySequence(event.keyCombination()) == LOCK_KEY


# Lock -------------------------------------------------------------------------------------------


class LockScreen(Dialog):
    """What is seen while the windows are hidden: that it is locked, and how to go on.

    It says nothing of what is open.
    """

    unlocked = Signal()
    quit_requested = Signal()

    def __init__(self, services: Services, kept: Passphrase | None) -> None:
        note = _("What you were working on is hidden. Uploads keep going.")
        super().__init__(
            services.icons,
            "LSSC Desktop",
            _("Continue"),
            _("Close the program"),
            heading=_("LSSC Desktop is locked"),
            note=note,
            size=460,
        )
        theme = services.icons.theme
        self._kept = kept
        self._wrong = self._waits = 0
        self.saved = Label(theme, "", Type.BODY)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        named = NamedField(theme, _("Passphrase for this session"), self.field)
        forgotten = _(
            "Forgot it? Close the program: your work is saved, and opens without a passphrase "
            "the next time. The lock only hides what’s on the screen. It isn’t encryption."
        )
        add(
            self.content,
            self.saved,
            named if kept is not None else None,
            Label(theme, forgotten, Type.TABLE, Ink.INK2) if kept is not None else None,
        )
        self._pause = QTimer(self)
        self._pause.setInterval(_SECOND)
        self._pause.timeout.connect(self._count_down)
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.disconnect(self.reject)
        self.reject_button.clicked.connect(self.quit_requested)
        self.field.textEdited.connect(self.error.hide)

    def fit(self) -> None:
        """Take the height for all of it; only the screen limits it."""
        room = self.screen().availableSize().height()
        self.resize(self.width(), min(self._needed_height(), room))

    def show_saved(self, *, is_safe: bool) -> None:
        """Say whether everything is saved."""
        self.saved.setText(
            _("Everything is saved.")
            if is_safe
            else _("Not everything is saved yet. If you removed your USB drive, plug it in.")
        )

    def show_closing(self) -> None:
        """Say that the program is closing; there is nothing to continue any more."""
        self._pause.stop()
        self._offer(is_closing=True)
        self.hint.setText(_("Closing…"))

    def refuse_to_quit(self) -> None:
        """Say that work would be lost, and that the program stays open for that."""
        self._waits = 0
        self._offer(is_closing=False)
        self.hint.clear()
        self.error.show_words(
            _("Something isn’t saved, so we didn’t close the program."),
            _("Plug in your USB drive and try again, or continue and see what’s wrong."),
        )

    def warn_of_stopping(self, message: Message) -> None:
        """Say what closing the program stops; the button then says so too."""
        self.error.show_words(message.happened, message.meaning)
        self.reject_button.setText(_("Stop and close"))

    def reject(self) -> None:
        """Stay: Esc opens nothing and closes nothing."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take it as the wish to close the program, which ends once all is saved."""
        event.ignore()
        if self.reject_button.isEnabled():
            self.quit_requested.emit()

    def _try(self) -> None:
        if self._waits:
            return
        if self._kept is None or self._kept.is_it(self.field.text()):
            self.unlocked.emit()
            return
        self._wrong += 1
        self.field.clear()
        self.field.setFocus()
        self.error.show_words(_("That isn’t the passphrase."), "")
        self._waits = seconds_to_wait(self._wrong)
        if self._waits:
            self.accept_button.setEnabled(False)
            self._pause.start()
            self._say_wait()

    def _count_down(self) -> None:
        self._waits -= 1
        self._say_wait()
        if self._waits <= 0:
            self._pause.stop()
            self.accept_button.setEnabled(True)

    def _offer(self, *, is_closing: bool) -> None:
        field = () if self._kept is None else (self.field,)
        for each in (*field, self.accept_button, self.reject_button):
            each.setEnabled(not is_closing)

    def _say_wait(self) -> None:
        words = ngettext(
            "Try again in {count} second.", "Try again in {count} seconds.", self._waits
        )
        self.hint.setText(words.format(count=self._waits) if self._waits > 0 else "")


class SessionLock(QObject):
    """Hides every window of the program, and shows them again as they were.

    `work` gives all that is open; it is saved first. What goes on in the background goes on.
    """

    locked = Signal()
    unlocked = Signal()
    quit_agreed = Signal()
    """The user wants to close the program, and everything is saved."""
    emptied = Signal()
    """Every window that it hides was closed behind it."""

    def __init__(
        self,
        services: Services,
        work: Callable[[], Sequence[OpenWork]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._work = work
        self._hidden: list[tuple[QWidget, Qt.WindowModality]] = []
        self._active: QWidget | None = None
        self._focus: QWidget | None = None
        self._watched: list[OpenWork] = []
        self._kept: Passphrase | None = None
        self._is_quitting = self._may_stop_jobs = False
        self.screen: LockScreen | None = None
        """What is seen while it is locked."""

    @property
    def is_locked(self) -> bool:
        """Whether the windows are hidden."""
        return self.screen is not None

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase opens it in this session."""
        return self._kept is not None

    def set_passphrase(self, text: str) -> None:
        """Open it by this passphrase alone until the program ends; "" is without one."""
        self._kept = passphrase(text, os.urandom(16)) if text else None

    def lock(self) -> None:
        """Save what is open, and hide it."""
        if self.screen is not None:
            return
        for each in self._work():
            each.make_safe()
        self._active, self._focus = QApplication.activeWindow(), QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        screen = LockScreen(self._services, self._kept)
        self.screen, self._may_stop_jobs = screen, False
        screen.unlocked.connect(self.unlock)
        screen.quit_requested.connect(self._ask_to_quit)
        self._show_saved()
        shown = [each for each in QApplication.topLevelWidgets() if _is_hidden_by_lock(each)]
        before = self._active or next((each for each in shown if each.parentWidget() is None), None)
        if before is not None:
            screen.move(before.frameGeometry().center() - screen.rect().center())
        screen.show()
        screen.activateWindow()
        (screen.field if self._kept is not None else screen.accept_button).setFocus()
        for window in sorted(shown, key=_depth, reverse=True):
            self._hide(window)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.locked.emit()

    def unlock(self) -> None:
        """Show the windows again as they were."""
        screen, self.screen = self.screen, None
        if screen is None:
            return
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._stop_watching()
        hidden, self._hidden = self._hidden, []
        there = [each for each in hidden if isValid(each[0])]
        for window, modality in sorted(there, key=lambda each: _depth(each[0])):
            window.setWindowModality(modality)
            silence(window, silent=False)
            window.show()
        screen.hide()
        screen.deleteLater()
        if self._active is not None and isValid(self._active):
            self._active.activateWindow()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self._active = self._focus = None
        self.unlocked.emit()

    def forget(self, window: QWidget) -> None:
        """Don’t show a window again that was closed behind the lock."""
        if self.screen is None:
            return
        self._hidden = [each for each in self._hidden if each[0] is not window]
        if not any(isValid(each) for each, _modality in self._hidden):
            self.emptied.emit()

    def show_closing(self) -> None:
        """Say that the program is closing, if it is locked."""
        if self.screen is not None:
            self.screen.show_closing()

    def refuse_to_quit(self) -> None:
        """Say that the program stays open because something isn’t saved, if it is locked."""
        if self.screen is not None:
            self.screen.refuse_to_quit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide windows that come up while it is locked, before anything of them is seen."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            window = watched
            if window is not self.screen and window.isWindow() and _is_work(window):
                window.setAttribute(_NOT_ON_SCREEN)
                self._hidden.append((window, window.windowModality()))
                silence(window, silent=True)
                QTimer.singleShot(0, window, partial(_hide_unseen, window))
        return False

    def _ask_to_quit(self) -> None:
        """Save what is open; then it may be closed, or the screen says why it stays.

        That something runs, and would be stopped, is said once.
        """
        if self.screen is not None and self._services.jobs.is_busy and not self._may_stop_jobs:
            self._may_stop_jobs = True
            self.screen.warn_of_stopping(what_is_stopped(self._services.jobs))
            return
        self._is_quitting = True
        for each in self._follow_work():
            each.make_safe()
        self._go_on_quitting()

    def _go_on_quitting(self) -> None:
        work = self._follow_work()
        if not self._is_quitting or not all(each.is_at_rest for each in work):
            return
        self._is_quitting = False
        if all(each.is_safe for each in work):
            self.quit_agreed.emit()
        else:
            self.refuse_to_quit()

    def _hide(self, window: QWidget) -> None:
        self._hidden.append((window, window.windowModality()))
        silence(window, silent=True)
        window.hide()

    def _follow_work(self) -> Sequence[OpenWork]:
        """Return all that is open now, and follow it: some may have come or gone meanwhile."""
        work = self._work()
        for each in work:
            if each not in self._watched:
                # Not at once: the next write may begin when one ends.
                each.at_rest.connect(self._on_rest, Qt.ConnectionType.QueuedConnection)
        self._watched = list(work)
        return work

    def _stop_watching(self) -> None:
        for each in self._watched:
            if isValid(each):
                each.at_rest.disconnect(self._on_rest)
        self._watched = []

    def _on_rest(self) -> None:
        self._show_saved()
        self._go_on_quitting()

    def _show_saved(self) -> None:
        if self.screen is not None:
            self.screen.show_saved(is_safe=all(each.is_safe for each in self._follow_work()))


def _hide_unseen(window: QWidget) -> None:
    window.hide()
    window.setAttribute(_NOT_ON_SCREEN, False)


def _is_hidden_by_lock(window: QWidget) -> bool:
    return window.isVisible() and _is_work(window)


def _is_work(window: QWidget) -> bool:
    """Whether a window shows something of the user's: a menu or a hint is gone by itself."""
    return not isinstance(window, QMenu) and window.windowType() in {
        Qt.WindowType.Window,
        Qt.WindowType.Dialog,
        Qt.WindowType.Tool,
        Qt.WindowType.Sheet,
        Qt.WindowType.SplashScreen,
    }


def _depth(window: QWidget) -> int:
    """Return how many windows a window lies over."""
    parent = window.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())


class LockDialog(Dialog):
    """A dialog that asks for the passphrase that opens the lock in this session."""

    def __init__(self, services: Services, session_lock: SessionLock) -> None:
        super().__init__(
            services.icons,
            _("Passphrase for the lock"),
            _("Save"),
            _("Cancel"),
            note=_(
                "The lock hides what’s on the screen until you continue. It isn’t encryption: "
                "someone with your USB drive can still open your files."
            ),
            size=480,
        )
        theme = services.icons.theme
        self._lock = session_lock
        self.first, self.second = QLineEdit(), QLineEdit()
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        kept = _(
            "We don’t save the passphrase; it’s gone when you close the program. Leave both "
            "fields blank to lock without one."
        )
        add(
            self.content,
            NamedField(theme, _("&Passphrase for this session (optional)"), self.first),
            NamedField(theme, _("Passphrase &again"), self.second),
            Label(theme, kept, Type.TABLE, Ink.INK2),
        )
        self.buttons.accepted.connect(self._save)

    def _save(self) -> None:
        if self.first.text() != self.second.text():
            self.error.show_words(
                _("The two passphrases differ."), _("Enter the same passphrase in both fields.")
            )
            self.second.clear()
            self.second.setFocus()
            return
        self._lock.set_passphrase(self.first.text())
        self.accept()


# Leaving it clean -------------------------------------------------------------------------------


class CleanComputerDialog(Dialog):
    """A dialog that lists what the program keeps on this computer, and removes what is ticked."""

    cleaned = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(
            services.icons,
            _("Leave this computer clean"),
            _("Remove"),
            _("Cancel"),
            size=560,
        )
        from lssc_desktop.messages import privacy as say  # a start has no use for it

        self._say = say
        self._services = services
        self._traces: tuple[Trace, ...] = ()
        self._is_over = False
        theme = services.icons.theme
        self.head = Label(theme, _("Looking…"), Type.BODY)
        self.boxes: list[QCheckBox] = []
        self.rows = column(gap=8)
        self.notes = [
            Label(theme, words, Type.TABLE, Ink.INK2)
            for words in (say.what_stays(), say.flash_keeps())
        ]
        add(self.content, self.head, self.rows, *self.notes)
        self.accept_button.setEnabled(False)
        self.buttons.accepted.connect(self._go_on)
        self._start(_find, self._show)

    def _start(self, work: "Callable[..., object]", done: "Callable[..., None]") -> None:
        jobs = self._services.jobs
        job = jobs.start_reporting(Lane.KEYRING, work, done=done, failed=self._fail, quiet=True)
        job.progressed.connect(self._show_step)
        self.finished.connect(job.cancel)

    def _show_step(self, progress: Progress) -> None:
        if progress.step is Step.KEYRING:
            self.head.setText(_("Waiting for this computer’s keyring…"))

    def _show(self, traces: "tuple[Trace, ...]") -> None:
        self._traces = traces
        theme = self._services.icons.theme
        say = self._say
        self.head.setText(say.traces_head(traces))
        for trace in traces:
            box = QCheckBox(say.trace_name(trace.kind).replace("&", "&&"))
            box.setChecked(True)
            box.setAccessibleDescription(say.trace_details(trace))
            box.toggled.connect(self._offer)
            self.boxes.append(box)
            details = Label(theme, say.trace_details(trace), Type.CAPTION, Ink.INK2)
            details.setContentsMargins(theme.measure(26), 0, 0, 0)
            self.rows.addLayout(column(box, details, gap=2))
            box.show()
            details.show()
        if not traces:
            self._end()
        self._offer()
        self.fit()
        (self.boxes[0] if self.boxes else self.accept_button).setFocus()

    def _offer(self) -> None:
        ticked = any(box.isChecked() for box in self.boxes)
        self.accept_button.setEnabled(self._is_over or ticked)

    def _go_on(self) -> None:
        if self._is_over:
            self.accept()
            return
        chosen = [
            trace for trace, box in zip(self._traces, self.boxes, strict=True) if box.isChecked()
        ]
        self.accept_button.setEnabled(False)
        self._services.preferences.save_no_more()
        log.stop()
        self._start(partial(_remove, tuple(chosen)), self._show_removed)

    def _show_removed(self, cleaning: "Cleaning") -> None:
        say = self._say
        message = say.cleaned_message(cleaning)
        self.boxes.clear()
        empty(self.rows)
        theme = self._services.icons.theme
        self.head.setText(message.happened)
        lines = [message.meaning, *map(say.left_line, cleaning.left), message.advice]
        if not cleaning.left:
            lines.append(_("Close the program now, so that nothing new is saved here."))
        for words in filter(None, lines):
            line = Label(theme, words, Type.BODY)
            self.rows.addWidget(line)
            line.show()
        announce(self.head, message.text)
        self._end()
        self.fit()
        self.cleaned.emit()

    def _end(self) -> None:
        self._is_over = True
        self.accept_button.setText(_("Close"))
        self.accept_button.setEnabled(True)
        self.accept_button.setFocus()
        self.reject_button.hide()

    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key="clean-computer")
        self.reject()


def _find(reporter: "Callable[..., None]") -> "tuple[Trace, ...]":
    from lssc_desktop.store.computer.traces import find_traces  # a start has no use for it

    return find_traces(reporter)


def _remove(traces: "tuple[Trace, ...]", reporter: "Callable[..., None]") -> "Cleaning":
    from lssc_desktop.store.computer.traces import remove_traces

    return remove_traces(traces, reporter)
