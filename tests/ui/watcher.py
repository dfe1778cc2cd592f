"""A watcher on the event loop: how long the window did not answer, and what it was doing then.

A machine that does other things too holds up a window that is not to blame, so what it took is
taken off again. A thread that could run and had no processor waits in the run queue, and Linux
tells how long. For the window's thread that is simply taken off. While it waits for something
else (a disk, or the lock of Python that a job has), the jobs may stand in the run queue in its
stead: as long as they did is taken off, but never more than the window waited without working.

What the window's thread worked counts in full, but by the measure of a quiet machine: two programs
on one core slow each other down, though neither waits. So a bare loop is timed at the start, and
again after every long gap; a gap is shorter by as much as the loop just now was slower.
"""

import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PySide6.QtCore import QObject, Qt, QTimer, Slot

LONGEST = 0.1  # seconds that the window may not answer (design.md section 8)
_BEAT = 10  # milliseconds
_TRIES = 15
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

    Where the system does not tell who waited for a processor, a gap is as long as this process
    used it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._beat)
        self._thread = threading.get_ident()
        self._native = threading.get_native_id()
        self._last = self._now()
        self._last_seen = time.monotonic()
        self._caught: str = ""
        self._bare = min(_bare_loop() for _ in range(_TRIES))
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
        gap, self._last = now.since(self._last), now
        self._last_seen = time.monotonic()
        caught, self._caught = self._caught, ""
        self.beats += 1
        if gap > LONGEST:
            gap /= max(median(_bare_loop() for _ in range(_TRIES)) / self._bare, 1.0)
            self._last = self._now()
        self.longest = max(self.longest, gap)
        if gap > LONGEST:
            self.gaps.append(Gap(gap, caught))

    def _now(self) -> "_Moment":
        queued = _queued()
        own = queued.pop(self._native, None)
        return _Moment(
            time.monotonic(), time.thread_time(), time.process_time(), own, sum(queued.values())
        )

    def _sample(self) -> None:
        """Look now and then, from another thread, what keeps the loop."""
        while not self._stopped.wait(_BEAT / 1000):
            if not self._caught and time.monotonic() - self._last_seen > _SUSPICIOUS:
                frame = sys._current_frames().get(self._thread)
                self._caught = "".join(traceback.format_stack(frame)[-6:]) if frame else "?"


@dataclass(frozen=True, slots=True)
class _Moment:
    """What the clocks said on a beat, in seconds.

    `queued` is how long the window's thread could have run and had no processor, None if nobody
    knows; `others_queued` the same for the other threads together.
    """

    clock: float
    worked: float
    process: float
    queued: float | None
    others_queued: float

    def since(self, before: "_Moment") -> float:
        """Return how long the window did not answer since a beat, by its own fault."""
        if self.queued is None or before.queued is None:
            return self.process - before.process
        worked = self.worked - before.worked
        idle = self.clock - before.clock - (self.queued - before.queued) - worked
        held_up = max(self.others_queued - before.others_queued, 0.0)  # less when a thread ended
        return worked + max(idle - held_up, 0.0)


def _bare_loop() -> float:
    """Return how long this thread works at something that is always the same, in seconds."""
    began = time.thread_time()
    for number in range(10_000):
        number * number
    return time.thread_time() - began


def _queued() -> dict[int, float]:
    """Return for each thread how long it could have run and had no processor."""
    queued = {}
    for task in Path("/proc/self/task").glob("*"):
        with suppress(OSError):  # the thread ended
            queued[int(task.name)] = int((task / "schedstat").read_bytes().split()[1]) / 1e9
    return queued
