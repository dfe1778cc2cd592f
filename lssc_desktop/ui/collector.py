"""Python's cyclic garbage, collected on the window's thread alone.

A collection runs on whichever thread happens to allocate. On a job's thread it walks, and may
destroy, objects of Qt that the window's thread is just using: the process crashes.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY = 1000  # milliseconds
_OLDEST = 2


class Collector(QObject):
    """Takes over from Python's own collector until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = True
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Collect on this thread from now on.

        What is there already stays for good, and is not walked through each time.
        """
        self._was_enabled = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to whoever did it before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python itself would.

        What a whole collection leaves stays for good like what was there at the start: to walk
        through pages and models again and again would keep the window from answering.
        """
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                if generation == _OLDEST:
                    gc.freeze()
                return
