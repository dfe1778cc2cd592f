"""Background jobs: run off the GUI thread, one at a time in a lane, and delivered to it."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from types import MethodType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.log import LogEvent, failed, note
from lssc_desktop.ui.kit.flow import Wait, Waiting

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


# Seconds; Python's own 5 ms, waited for after each call of Qt, make a page stutter.
_SWITCH_INTERVAL = 0.0001
_BETWEEN_REPORTS = 0.05  # seconds; an eye cannot read more, and each one costs the GUI thread time


class Lane(StrEnum):
    """Where a job waits for its turn; jobs of different lanes run at the same time.

    SAVING is for the short writes of what the user typed, and for reading it: these never
    wait behind a package that is being built. Neither do PREVIEWS, words for the
    SPELLING, and what is searched in FINDING. OPENING is for a long walk through the evidence that
    nobody waits for, and SCANNING for one that takes longer still. KEYRING is for what asks this
    computer's keyring, which may ask the user.
    """

    SAVING = "saving"
    DISK = "disk"
    NETWORK = "network"
    PREVIEWS = "previews"
    OPENING = "opening"
    SPELLING = "spelling"
    FINDING = "finding"
    SCANNING = "scanning"
    KEYRING = "keyring"


class JobHandle(QObject):
    """One job that was started; its signals arrive on the GUI thread."""

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    ended = Signal()

    _reported = Signal(object)
    _finished = Signal(object, object)

    def __init__(self, lane: Lane, parent: QObject, *, quiet: bool = False) -> None:
        super().__init__(parent)
        self.lane = lane
        self.quiet = quiet
        self._stop = threading.Event()
        self._is_over = False
        self._reported.connect(self._forward, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the job to stop; it fails with `Cancelled` at its next report, or ends before."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._stop.is_set()

    @property
    def is_over(self) -> bool:
        """Whether the work is done, and its result is being delivered."""
        return self._is_over

    def run(self, work: Callable[[Reporter], object]) -> None:
        """Do the work on the thread that calls this; nothing is raised."""
        reporter = _SignalReporter(self._stop, self._reported.emit)
        try:
            reporter.stop_if_asked()  # while it was waiting for its turn
            result = work(reporter)
        except Exception as error:  # noqa: BLE001  every error reaches the window
            self._finished.emit(None, error)
        else:
            self._finished.emit(result, None)

    @Slot(object)
    def _forward(self, progress: Progress) -> None:
        if not self._stop.is_set():
            self.progressed.emit(progress)

    @Slot(object, object)
    def _deliver(self, result: object, error: Exception | None) -> None:
        self._is_over = True
        if error is None:
            self.succeeded.emit(result)
        else:
            self.failed.emit(error)
        self.ended.emit()


class Jobs(QObject):
    """Starts jobs and keeps each until its result was delivered."""

    changed = Signal()
    """A job began or ended."""

    unclaimed_failure = Signal(object)
    """A job failed whose starter did not ask for its errors."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_INTERVAL)  # after which a job lets the GUI thread go on
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._handles: list[JobHandle] = []
        self._is_shut_down = False

    def start[*Arguments](
        self,
        lane: Lane,
        function: Callable[[*Arguments], object],
        *arguments: *Arguments,
        done: Callable[..., None] | None = None,
        failed: Callable[..., None] | None = None,
        quiet: bool = False,
    ) -> JobHandle:
        """Call `function(*arguments)` when its lane is free, off the GUI thread.

        `done` gets what it returned and `failed` what it raised, `Cancelled` too, on the
        GUI thread. Both are bound methods of QObjects: when the object is gone, nothing is
        called. Without `failed`, errors come out of `unclaimed_failure`. A `quiet` job is one
        that nobody misses when the window closes: it is stopped without a question.
        """
        return self.start_reporting(
            lane, lambda _reporter: function(*arguments), done=done, failed=failed, quiet=quiet
        )

    def start_reporting[*Arguments](
        self,
        lane: Lane,
        function: Callable[[*Arguments, Reporter], object],
        *arguments: *Arguments,
        done: Callable[..., None] | None = None,
        failed: Callable[..., None] | None = None,
        quiet: bool = False,
    ) -> JobHandle:
        """Call `function(*arguments, reporter)` as `start` does; a report can stop it.

        After `shut_down` nothing is called: what is still on the screen may ask once more.
        """
        handle = JobHandle(lane, self, quiet=quiet)
        if self._is_shut_down:
            handle.cancel()
            return handle
        if done is not None:
            handle.succeeded.connect(method_of_object(done))
        if failed is None:
            handle.failed.connect(self.unclaimed_failure)
        else:
            handle.failed.connect(method_of_object(failed))
        handle.failed.connect(self._note_failure)
        handle.ended.connect(self._forget_ended)
        self._handles.append(handle)
        self._executor(lane).submit(handle.run, lambda reporter: function(*arguments, reporter))
        self.changed.emit()
        return handle

    def result[*Arguments, T](
        self, lane: Lane, function: Callable[[*Arguments], T], *arguments: *Arguments
    ) -> Wait[T]:
        """Let a flow wait for `function(*arguments)`, as `start` calls it."""
        return self.reported(lane, lambda _reporter: function(*arguments))

    def reported[*Arguments, T](
        self,
        lane: Lane,
        function: Callable[[*Arguments, Reporter], T],
        *arguments: *Arguments,
        shown: Callable[[JobHandle], object] | None = None,
    ) -> Wait[T]:
        """Let a flow wait for what `start_reporting` calls; `shown` gets the job at once."""

        def begin(waiting: Waiting) -> None:
            job = self.start_reporting(
                lane, function, *arguments, done=waiting.go_on, failed=waiting.fail
            )
            if shown is not None:
                shown(job)

        return Wait(begin)

    def running(self, *lanes: Lane) -> tuple[JobHandle, ...]:
        """Return the jobs that run or wait in these lanes, in all without a name."""
        return tuple(handle for handle in self._handles if not lanes or handle.lane in lanes)

    @property
    def is_busy(self) -> bool:
        """Whether something runs that the user would miss."""
        return any(
            not (handle.quiet or handle.is_cancelled or handle.is_over)
            and handle.lane is not Lane.SAVING
            for handle in self._handles
        )

    def cancel_all(self, *lanes: Lane) -> None:
        """Ask every job of these lanes to stop."""
        for handle in self.running(*lanes):
            handle.cancel()

    def shut_down(self) -> None:
        """Stop every job and wait for it; nothing is delivered any more, and nothing begun."""
        self._is_shut_down = True
        self.cancel_all()
        for executor in self._lanes.values():
            executor.shutdown(wait=True)

    def _executor(self, lane: Lane) -> "ThreadPoolExecutor":
        if lane not in self._lanes:
            from concurrent.futures import ThreadPoolExecutor

            name = lane.value
            self._lanes[lane] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        return self._lanes[lane]

    @Slot()
    def _forget_ended(self) -> None:
        handle = self.sender()
        if isinstance(handle, JobHandle):
            self._handles.remove(handle)
            handle.deleteLater()
        self.changed.emit()

    @Slot(object)
    def _note_failure(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            note(LogEvent.JOB_CANCELLED)
        else:
            failed(error)


class _SignalReporter:
    """The reporter of a background job: emits a signal, stops when asked to."""

    def __init__(self, stop: threading.Event, emit: Callable[[Progress], None]) -> None:
        self._stop = stop
        self._emit = emit
        self._began = time.monotonic()
        self._reported_at = 0.0
        self._step: Step | None = None

    def __call__(self, progress: Progress) -> None:
        """Report the progress, unless that was done a moment ago; raises `Cancelled`."""
        self.stop_if_asked()
        now = time.monotonic()
        if progress.step == self._step and now - self._reported_at < _BETWEEN_REPORTS:
            return
        self._step, self._reported_at = progress.step, now
        self._emit(replace(progress, seconds=now - self._began))

    def stop_if_asked(self) -> None:
        """Raise `Cancelled` when the job was asked to stop."""
        if self._stop.is_set():
            raise Cancelled


def method_of_object(callback: Callable[..., None]) -> MethodType:
    """Return the callback; Qt cannot know on which thread to call anything else."""
    if not isinstance(callback, MethodType) or not isinstance(callback.__self__, QObject):
        raise TypeError(callback)
    return callback
