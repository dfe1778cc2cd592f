"""What has to wait until everything is on the disk: begun then, or given up when a save fails."""

from collections.abc import Callable
from types import MethodType

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from lssc_desktop.core.job import Cancelled
from lssc_desktop.ui.autosave import Autosave
from lssc_desktop.ui.jobs import method_of_object


class PendingAction:
    """An action that begins when everything is saved.

    Exactly one of its two functions is called, once. Both get `arguments` first; `failed` gets
    the error as well. When the object that they belong to is gone, nothing is called.
    """

    def __init__(
        self, done: Callable[..., None], failed: Callable[..., None], arguments: tuple[object, ...]
    ) -> None:
        self._done = method_of_object(done)
        self._failed = method_of_object(failed)
        self._arguments = arguments
        self._is_waiting = True

    @property
    def is_waiting(self) -> bool:
        """Whether it neither began nor failed so far."""
        return self._is_waiting

    def begin(self) -> None:
        """Call `done`: everything is saved."""
        self._end(self._done)

    def fail(self, error: Exception) -> None:
        """Call `failed`: it never begins."""
        self._end(self._failed, error)

    def cancel(self) -> None:
        """Give it up; it fails with `Cancelled`."""
        self.fail(Cancelled())

    def _end(self, function: MethodType, *facts: object) -> None:
        was_waiting, self._is_waiting = self._is_waiting, False
        if was_waiting and isValid(function.__self__):
            function(*self._arguments, *facts)


class PendingActions(QObject):
    """Begins each action in its turn, as soon as nothing is unsaved; fails all when a save fails.

    A failed save is never waited for to succeed later: by then there may be other words, and
    whoever asked may have something else in sight.
    """

    def __init__(self, autosave: Autosave, parent: QObject) -> None:
        super().__init__(parent)
        self._autosave = autosave
        self._waiting: list[PendingAction] = []
        autosave.finished.connect(self._go_on)

    def add(self, action: PendingAction) -> None:
        """Save what is not saved, and then begin the action; at once, when all is saved."""
        self._waiting.append(action)
        self._autosave.save_now()

    def cancel_all(self) -> None:
        """Give up everything that waits."""
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action.cancel()

    @Slot()
    def _go_on(self) -> None:
        """Look how the write ended, which may have begun before the newest action was wished."""
        autosave = self._autosave
        while self._waiting and autosave.is_clean:  # what begins may change something
            self._waiting.pop(0).begin()
        if not self._waiting or autosave.is_waiting:
            return
        error = autosave.state.error
        if error is None:  # something was typed while the rest was written
            autosave.save_now()
            return
        failed, self._waiting = self._waiting, []
        for action in failed:
            action.fail(error)
