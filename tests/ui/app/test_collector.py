import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.application import Collector


class Knot:
    """Garbage that only the collector finds; it notes on which thread it went."""

    gone_on: list[int] = []  # noqa: RUF012  filled by what is collected, whoever does it

    def __init__(self) -> None:
        self.self = self

    def __del__(self) -> None:
        Knot.gone_on.append(threading.get_ident())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:  # noqa: ARG001  a timer needs an application
    collector = Collector()
    collector.start()
    yield collector
    collector.stop()


def make_garbage() -> None:
    for _ in range(3 * gc.get_threshold()[0]):
        Knot()


def test_a_job_that_makes_garbage_collects_none_on_its_thread(collector: Collector) -> None:
    Knot.gone_on.clear()
    job = threading.Thread(target=make_garbage)
    job.start()
    job.join()
    on_the_job = list(Knot.gone_on)
    collector.collect()

    assert on_the_job == []
    assert Knot.gone_on
    assert set(Knot.gone_on) == {threading.get_ident()}


def test_old_garbage_goes_too(collector: Collector) -> None:
    old = Knot()
    gone = weakref.ref(old)
    gc.collect(0)
    del old
    for _ in range(200):
        make_garbage()
        collector.collect()

    assert gone() is None


@pytest.fixture
def python_collects() -> Iterator[None]:
    """Python's own collector, which the other tests of the window do without."""
    before = gc.isenabled()
    gc.enable()
    yield
    if not before:
        gc.disable()


@pytest.mark.usefixtures("qtbot", "python_collects")
def test_python_collects_by_itself_again_afterwards() -> None:
    collector = Collector()
    collector.start()
    while_it_runs = gc.isenabled()
    collector.stop()

    assert not while_it_runs
    assert gc.isenabled()
