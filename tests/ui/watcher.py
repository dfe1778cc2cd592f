"""A watcher on the event loop: how long the window did not answer, and what it was doing then.

A machine that does other things too holds up a window that is not to blame, so what it took is
taken off again. A thread that could run and had no processor waits in the run queue, and Linux
tells how long. For the window's thread that is simply taken off. While it waits for something
else (a disk, or the lock of Python that a job has), the jobs may stand in the run queue in its
stead: as long as they did is taken off, but never more than the window waited without working.
On a virtual machine the host may run something else meanwhile. Linux tells that as stolen time;
where it is not told, a process that does nothing but sleep wakes up too late. Both are told with
a gap and change nothing in it: that they are to blame is for a person to judge.

What the window's thread worked counts in full, but by the measure of a quiet machine: two programs
on one core slow each other down, though neither waits. So a bare loop is timed at the start, and
again after every long gap; a gap is shorter by as much as the loop just now was slower.
"""

import os
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from tests.ui.bystander import Bystander

LONGEST = 0.1  # seconds that the window may not answer (docs/architecture.md 6)
_BEAT = 10  # milliseconds
_TRIES = 15
_SUSPICIOUS = 0.04  # seconds; from here on it is noted what the window is at
_ENOUGH = 5000  # characters of that
_TASKS = Path("/proc/self/task")
_PROCESSORS = Path("/proc/stat")
_TICKS = 100  # of those in a second, on every Linux


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which the event loop did not come round, and the calls that kept it.

    `worked` is for how long of it the window's thread used a processor, `kept` for how long the
    host seems to have kept a processor from us.
    """

    seconds: float
    worked: float
    kept: float
    at: str

    def __str__(self) -> str:
        gap, worked, kept = (round(each * 1000) for each in (self.seconds, self.worked, self.kept))
        said = f"{gap} ms without an answer, {worked} at work, {kept} kept from us by the host"
        return f"{said}, at\n{self.at}"


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
        self._bystander: Bystander | None = None
        self._last = self._now()
        self._last_seen = time.monotonic()
        self._caught = ""
        self._bare = min(_bare_loop() for _ in range(_TRIES))
        self._stopped = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self.beats = 0
        self.longest = 0.0
        self.gaps: list[Gap] = []

    def start(self) -> None:
        """Watch from now on."""
        self._bystander = Bystander()
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
        if self._bystander is not None:
            self._bystander.stop()
            self._bystander = None

    @Slot()
    def _beat(self) -> None:
        now = self._now()
        before, self._last = self._last, now
        gap = now.since(before)
        self._last_seen = time.monotonic()
        caught, self._caught = self._caught, ""
        self.beats += 1
        if gap > LONGEST:
            now_bare = median(_bare_loop() for _ in range(_TRIES))
            slower = max(now_bare / self._bare, 1.0) if self._bare else 1.0
            time.sleep(_BEAT / 1000)  # the bystander may have woken just now
            self._last = self._now()
            gap /= slower
        self.longest = max(self.longest, gap)
        if gap > LONGEST:
            kept = self._last.kept_since(before)
            self.gaps.append(Gap(gap, now.worked - before.worked, kept, caught))

    def _now(self) -> "_Moment":
        queued = _queued()
        own = queued.pop(self._native, None)
        return _Moment(
            time.monotonic(),
            time.thread_time(),
            time.process_time(),
            own,
            sum(queued.values()),
            _stolen(),
            0.0 if self._bystander is None else self._bystander.stood_still,
        )

    def _sample(self) -> None:
        """Look now and then, from another thread, what keeps the loop."""
        while not self._stopped.wait(_BEAT / 1000):
            late = time.monotonic() - self._last_seen
            if late > _SUSPICIOUS and len(self._caught) < _ENOUGH:
                frame = sys._current_frames().get(self._thread)
                stack = "".join(traceback.format_stack(frame)[-4:]) if frame else "?\n"
                self._caught += f"after {late * 1000:.0f} ms:\n{stack}"


@dataclass(frozen=True, slots=True)
class _Moment:
    """What the clocks said on a beat, in seconds.

    `queued` is how long the window's thread could have run and had no processor, None if nobody
    knows; `others_queued` the same for the other threads together. `stolen` is for how long the
    host kept each processor from us, `stood_still` for how long the whole machine did nothing.
    """

    clock: float
    worked: float
    process: float
    queued: float | None
    others_queued: float
    stolen: tuple[float, ...]
    stood_still: float

    def since(self, before: "_Moment") -> float:
        """Return how long the window did not answer since a beat, by its own fault."""
        if self.queued is None or before.queued is None:
            return self.process - before.process
        worked = self.worked - before.worked
        idle = self.clock - before.clock - (self.queued - before.queued) - worked
        held_up = max(self.others_queued - before.others_queued, 0.0)  # less when a thread ended
        return worked + max(idle - held_up, 0.0)

    def kept_since(self, before: "_Moment") -> float:
        """Return how long the host kept a processor from us since a beat, as far as we can see."""
        stolen = max(now - then for now, then in zip(self.stolen, before.stolen, strict=True))
        return max(stolen, self.stood_still - before.stood_still)


def _bare_loop() -> float:
    """Return how long this thread works at something that is always the same, in seconds.

    Windows counts in steps of 16 milliseconds: there it is mostly 0.
    """
    began = time.thread_time()
    for number in range(10_000):
        number * number
    return time.thread_time() - began


def _queued() -> dict[int, float]:
    """Return for each thread how long it could have run and had no processor."""
    queued = {}
    for task in os.listdir(_TASKS) if _TASKS.is_dir() else ():  # noqa: PTH208  on every beat
        with suppress(OSError):  # the thread ended
            queued[int(task)] = int((_TASKS / task / "schedstat").read_bytes().split()[1]) / 1e9
    return queued


def _stolen() -> tuple[float, ...]:
    """Return for each processor how long the host ran something else when we wanted it."""
    if not _PROCESSORS.is_file():
        return (0.0,)
    lines = _PROCESSORS.read_bytes().splitlines()
    each = [line.split() for line in lines if line.startswith(b"cpu") and line[3:4].isdigit()]
    return tuple(int(fields[8]) / _TICKS for fields in each)
