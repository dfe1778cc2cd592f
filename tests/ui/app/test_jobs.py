"""Jobs run beside the window and come back to it."""

import threading
from typing import Never

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from tests.ui.conftest import Listener


def doubled(number: int) -> int:
    return 2 * number


def fail() -> Never:
    raise ValueError


def test_what_a_job_returns_arrives_on_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    class Here(Listener):
        def hear(self, value: object = None) -> None:
            self.heard.append((value, threading.current_thread() is threading.main_thread()))

    here = Here()
    with qtbot.waitSignal(jobs.start(Lane.DISK, doubled, 21, done=here.hear).ended):
        pass
    assert here.heard == [(42, True)]


def test_a_failure_goes_to_who_asked_for_it(qtbot: QtBot, jobs: Jobs, listener: Listener) -> None:
    with qtbot.waitSignal(jobs.start(Lane.DISK, fail, failed=listener.hear).ended):
        pass
    assert [type(error) for error in listener.heard] == [ValueError]


def test_a_failure_that_nobody_asked_for_is_not_lost(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.unclaimed_failure) as told:
        jobs.start(Lane.DISK, fail)
    assert isinstance(told.args[0], ValueError)


def test_jobs_of_one_lane_wait_for_each_other_and_those_of_another_do_not(
    qtbot: QtBot, jobs: Jobs, listener: Listener
) -> None:
    gate = threading.Event()

    def wait(name: str) -> str:
        gate.wait()
        return name

    jobs.start(Lane.DISK, wait, "first", done=listener.hear)
    last = jobs.start(Lane.DISK, doubled, 1, done=listener.hear)
    with qtbot.waitSignal(jobs.start(Lane.SAVING, doubled, 2, done=listener.hear).ended):
        pass
    assert listener.heard == [4]
    with qtbot.waitSignal(last.ended):
        gate.set()
    assert listener.heard == [4, "first", 2]


def test_progress_tells_step_and_bytes(qtbot: QtBot, jobs: Jobs) -> None:
    def copy(reporter: Reporter) -> None:
        reporter(Progress(Step.COPYING, 10, 40))

    handle = jobs.start_reporting(Lane.DISK, copy)
    with qtbot.waitSignal(handle.progressed) as told:
        pass
    progress = told.args[0]
    assert isinstance(progress, Progress)
    assert (progress.step, progress.done, progress.total) == (Step.COPYING, 10, 40)


def test_a_job_that_reports_all_the_time_does_not_flood_the_window(
    qtbot: QtBot, jobs: Jobs, listener: Listener
) -> None:
    def copy(reporter: Reporter) -> None:
        for done in range(10_000):
            reporter(Progress(Step.COPYING, done, 10_000))

    handle = jobs.start_reporting(Lane.DISK, copy)
    handle.progressed.connect(listener.hear)
    with qtbot.waitSignal(handle.ended):
        pass
    assert 1 <= len(listener.heard) < 1000


def test_a_running_job_stops_at_its_next_report(
    qtbot: QtBot, jobs: Jobs, listener: Listener
) -> None:
    def endless(reporter: Reporter) -> None:
        while True:
            reporter(Progress(Step.COPYING))

    handle = jobs.start_reporting(Lane.DISK, endless, failed=listener.hear)
    with qtbot.waitSignal(handle.progressed):
        pass
    with qtbot.waitSignal(handle.ended):
        handle.cancel()
    assert [type(error) for error in listener.heard] == [Cancelled]


def test_a_waiting_job_that_was_stopped_never_begins(
    qtbot: QtBot, jobs: Jobs, listener: Listener
) -> None:
    gate = threading.Event()
    began: list[bool] = []
    jobs.start(Lane.DISK, gate.wait)
    waiting = jobs.start(Lane.DISK, lambda: began.append(True), failed=listener.hear)
    waiting.cancel()
    with qtbot.waitSignal(waiting.ended):
        gate.set()
    assert not began
    assert [type(error) for error in listener.heard] == [Cancelled]


def test_a_job_is_known_as_running_until_it_was_delivered(qtbot: QtBot, jobs: Jobs) -> None:
    handle = jobs.start(Lane.DISK, doubled, 1)
    assert jobs.running() == (handle,)
    assert jobs.running(Lane.NETWORK) == ()
    with qtbot.waitSignal(handle.ended):
        pass
    assert jobs.running() == ()


def test_every_one_of_many_results_arrives(qtbot: QtBot, jobs: Jobs, listener: Listener) -> None:
    """A runner that nobody keeps loses its results."""
    for number in range(500):
        jobs.start(Lane.DISK, doubled, number, done=listener.hear)
    qtbot.waitUntil(lambda: len(listener.heard) == 500)
    assert listener.heard == [2 * number for number in range(500)]


def test_nothing_is_called_for_an_object_that_is_gone(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    gone = Listener()
    handle = jobs.start(Lane.DISK, gate.wait, done=gone.hear)
    gone.deleteLater()
    qtbot.waitUntil(lambda: not _is_alive(gone))
    with qtbot.waitSignal(handle.ended):
        gate.set()
    assert gone.heard == []


def _is_alive(thing: Listener) -> bool:
    from shiboken6 import isValid

    return isValid(thing)


def test_only_a_method_of_a_window_object_can_take_a_result(jobs: Jobs) -> None:
    """On which thread would anything else be called?"""
    with pytest.raises(TypeError):
        jobs.start(Lane.DISK, doubled, 1, done=lambda _result: None)
    assert jobs.running() == ()


def test_shutting_down_stops_what_runs_and_what_waits(qtbot: QtBot) -> None:  # noqa: ARG001  an event loop
    jobs = Jobs()

    def endless(reporter: Reporter) -> None:
        while True:
            reporter(Progress(Step.COPYING))

    handles: list[JobHandle] = [jobs.start_reporting(Lane.DISK, endless) for _ in range(3)]
    jobs.shut_down()
    assert all(handle.is_cancelled for handle in handles)


def test_what_still_asks_after_that_is_not_begun(
    qtbot: QtBot,  # noqa: ARG001  an event loop
    listener: Listener,
) -> None:
    jobs = Jobs()
    jobs.start(Lane.DISK, doubled, 1)
    jobs.shut_down()
    for lane in (Lane.DISK, Lane.PREVIEWS):
        assert jobs.start(lane, doubled, 2, done=listener.hear).is_cancelled
    assert listener.heard == []


def test_who_is_told_the_result_of_the_last_job_finds_nothing_busy(
    qtbot: QtBot, jobs: Jobs
) -> None:
    class Asking(Listener):
        def hear(self, value: object = None) -> None:
            self.heard.append((value, jobs.is_busy))

    asking = Asking()
    with qtbot.waitSignal(jobs.start(Lane.DISK, doubled, 21, done=asking.hear).ended):
        assert jobs.is_busy
    assert asking.heard == [(42, False)]
