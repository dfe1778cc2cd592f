"""The end of the desktop session: sign-off, restart and shutdown."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, SignalInstance, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager

_PATIENCE = 4000  # milliseconds; Windows calls a program hung that says nothing for five seconds


class OpenWork(Protocol):
    """A portfolio or a review that is open in a window."""

    at_rest: SignalInstance
    """A write has ended."""

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is being written."""

    @property
    def is_safe(self) -> bool:
        """Whether everything is on a disk."""

    def make_safe(self) -> None:
        """Write what is not on a disk yet."""


class EndOfSession(Protocol):
    """What we need of a `QSessionManager`."""

    def allowsInteraction(self) -> bool:
        """Whether the user may be asked something."""

    def cancel(self) -> None:
        """Keep the desktop session going."""

    def release(self) -> None:
        """Say that the user was asked."""


class SignOff(QObject):
    """Saves all work before the computer ends the program, and holds that up where it cannot.

    `work` gives all that is open, and `close` closes the windows, which asks what to do.
    """

    def __init__(
        self,
        application: QGuiApplication,
        work: Callable[[], Sequence[OpenWork]],
        close: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._close = close
        self._waiting_for: Sequence[OpenWork] = ()
        self._loop: QEventLoop | None = None
        application.commitDataRequest.connect(self.commit)

    @Slot(QSessionManager)
    def commit(self, manager: EndOfSession) -> None:
        """Save, and return once that is done: afterwards the program may be ended any moment."""
        if self._loop is not None:  # asked again meanwhile
            return
        work = self._work()
        self._save(work)
        if all(each.is_safe for each in work) or not manager.allowsInteraction():
            return
        manager.cancel()
        manager.release()
        QTimer.singleShot(0, self, self._close_windows)

    @Slot()
    def _close_windows(self) -> None:
        self._close()

    def _save(self, work: Sequence[OpenWork]) -> None:
        loop = self._loop = QEventLoop()
        self._waiting_for = work
        for each in work:
            # Not at once: the next write may begin when one ends.
            each.at_rest.connect(self._stop_waiting, Qt.ConnectionType.QueuedConnection)
            each.make_safe()
        if not self._is_over:
            QTimer.singleShot(_PATIENCE, loop, loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        for each in work:
            each.at_rest.disconnect(self._stop_waiting)
        self._waiting_for, self._loop = (), None

    @property
    def _is_over(self) -> bool:
        return all(each.is_at_rest for each in self._waiting_for)

    @Slot()
    def _stop_waiting(self) -> None:
        if self._loop is not None and self._is_over:
            self._loop.quit()
