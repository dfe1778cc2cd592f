"""Timers that fire once, when nothing started them again for a while."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance


def single_shot(
    parent: QObject, milliseconds: int, slot: Callable[[], object] | SignalInstance
) -> QTimer:
    """Return a timer that is not started yet; each start lets it fire once.

    An example, a search after a pause of typing:

        self._pause = single_shot(self, 500, self._search)
        self.field.textChanged.connect(self._pause.start)
    """
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
