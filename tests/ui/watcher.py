"""A watcher on the event loop: how long the window did not answer, and what it was doing then."""

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot

LONGEST = 0.1  # seconds that the window may not answer (design.md section 8)
_BEAT = 10  # milliseconds
_SUSPICIOUS = 0.06  # seconds; from here on it is noted what the window is at


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which the event loop did not come round, and the call that kept it."""

    seconds: float
    at: str

    def __str__(self) -> str:
        return f"{self.seconds * 1000:.0f} ms without an answer, at\n{self.at}"


class Watcher(QObject):
    """Counts on every beat of a timer how late it comes, from `start` to `stop`.

    What the thread waited for a processor that other programs had is not counted: a busy machine
    is not our fault. Where the system does not tell that time, a gap is as long as this process
    used the processor in it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._beat)
        self._thread = threading.get_ident()
        self._waited = _waited_for_processor()
        self._last = self._now()
        self._last_seen = time.monotonic()
        self._caught: str = ""
        self._stopped = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self.beats = 0
        self.longest = 0.0
        self.gaps: list[Gap] = []

    def start(self) -> None:
        """Watch from now on."""
        self._last = self._now()
        self._last_seen = time.monotonic()
        self._timer.start()
        self._sampler.start()

    def stop(self) -> None:
        """Watch no more; the time since the last beat counts too."""
        if not self._timer.isActive():
            return
        self._beat()
        self._timer.stop()
        self._stopped.set()
        self._sampler.join()

    @Slot()
    def _beat(self) -> None:
        now = self._now()
        gap, self._last = now - self._last, now
        self._last_seen = time.monotonic()
        caught, self._caught = self._caught, ""
        self.beats += 1
        self.longest = max(self.longest, gap)
        if gap > LONGEST:
            self.gaps.append(Gap(gap, caught))

    def _now(self) -> float:
        """Return the seconds on a clock that stands while others have the processor."""
        waited = _waited_for_processor()
        return time.process_time() if waited is None else time.monotonic() - waited

    def _sample(self) -> None:
        """Look now and then, from another thread, what keeps the loop."""
        while not self._stopped.wait(_BEAT / 1000):
            if not self._caught and time.monotonic() - self._last_seen > _SUSPICIOUS:
                frame = sys._current_frames().get(self._thread)
                self._caught = "".join(traceback.format_stack(frame)[-6:]) if frame else "?"


def _waited_for_processor() -> float | None:
    """Return how long this thread could have run and had no processor, None if nobody knows."""
    try:
        told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_bytes()
    except OSError:
        return None
    return int(told.split()[1]) / 1e9
