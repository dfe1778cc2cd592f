from pathlib import Path
from threading import Event

import pytest

from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.package.writing.bag_source import BagFile, Making


def test_makes_what_has_no_content_yet() -> None:
    files = [
        BagFile("a", b"there"),
        BagFile("b", lambda _report: b"made"),
        BagFile("c", Path("x"), 4),
    ]
    with Making(files) as making:
        assert making.all(lambda _: None) == [BagFile("b", b"made")]


def test_keeps_the_order_and_the_fingerprints_asked_for() -> None:
    files = [BagFile("b", lambda _report: b"1", sha256="x"), BagFile("a", lambda _report: b"2")]
    with Making(files) as making:
        made = making.all(lambda _: None)
    assert made == [BagFile("b", b"1", sha256="x"), BagFile("a", b"2")]


def test_tells_what_is_waited_for() -> None:
    go_on = Event()
    told: list[str] = []

    def make(_report: Reporter) -> bytes:
        go_on.wait(60)
        return b"late"

    def tell(name: str) -> None:
        told.append(name)
        go_on.set()

    with Making([BagFile("portfolio.pdf", make)]) as making:
        making.all(tell)
    assert told == ["portfolio.pdf"]


def test_does_not_wait_for_the_end_of_what_nobody_wants_any_more() -> None:
    go_on = Event()

    def make(_report: Reporter) -> bytes:
        go_on.wait(60)
        return b""

    def stop(_: str) -> None:
        raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt), Making([BagFile("a", make)]) as making:
            making.all(stop)
        assert not go_on.is_set()
    finally:
        go_on.set()


def test_stops_what_nobody_wants_any_more() -> None:
    wanted, stopped = Event(), Event()

    def make(report: Reporter) -> bytes:
        try:
            for _ in range(6_000):
                report(Progress(Step.ASSEMBLING))
                wanted.wait(0.01)
        except Cancelled:
            stopped.set()
            raise
        return b""

    with Making([BagFile("a", make)]):
        pass
    assert stopped.wait(30)


def test_raises_what_the_making_raised_as_soon_as_it_is_known() -> None:
    def make(_report: Reporter) -> bytes:
        raise ZeroDivisionError

    with Making([BagFile("a", make)]) as making:
        with pytest.raises(ZeroDivisionError):
            making.all(lambda _: None)
        with pytest.raises(ZeroDivisionError):
            making.made()
