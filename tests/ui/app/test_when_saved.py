"""What waits until everything is saved: it begins or fails, once, and never later."""

import random
import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Cancelled
from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from tests.ui.app.conftest import on_disk

TODAY = date(2026, 11, 24)
AWAY = "unplugged"
TURNS = 100


def ready(number: int, *, is_ready: bool = True) -> Callable[[Portfolio], Portfolio]:
    return partial(mark_ready, place=TextPlace("foundations", number), ready=is_ready, today=TODAY)


def words(text: str) -> RichText:
    return RichText((Paragraph((Span(text),)),))


class Asker(QObject):
    """Asks for something, and remembers what became of it and how things were then."""

    def __init__(self, session: Session, root: Path) -> None:
        super().__init__()
        self.session = session
        self.root = root
        self.asked: list[int] = []
        self.began: list[int] = []
        self.failed: list[tuple[int, Exception]] = []
        self.differed: list[int] = []

    def ask(self, number: int) -> None:
        self.asked.append(number)
        self.session.when_saved(self.begin, self.fail, number)

    @property
    def told(self) -> list[int]:
        return self.began + [number for number, _ in self.failed]

    @Slot(int)
    def begin(self, number: int) -> None:
        self.began.append(number)
        away = self.root.with_name(AWAY)
        if on_disk(away if away.exists() else self.root) != self.session.portfolio:
            self.differed.append(number)

    @Slot(int, object)
    def fail(self, number: int, error: Exception) -> None:
        self.failed.append((number, error))


@pytest.fixture
def asker(session: Session, root: Path) -> Asker:
    return Asker(session, root)


def test_it_begins_at_once_when_all_is_saved(asker: Asker) -> None:
    asker.ask(1)
    assert asker.began == [1]


def test_it_begins_when_all_is_on_the_disk(qtbot: QtBot, session: Session, asker: Asker) -> None:
    session.apply(ready(11))
    session.write_response(TextPlace("foundations", 11), words("I asked everybody."))
    asker.ask(1)
    assert asker.told == []
    qtbot.waitUntil(lambda: asker.told == [1])
    assert asker.began == [1]
    assert asker.differed == []


def test_what_is_typed_while_it_is_saved_is_waited_for(
    qtbot: QtBot, session: Session, asker: Asker
) -> None:
    session.apply(ready(11))
    asker.ask(1)
    session.apply(ready(12))
    qtbot.waitUntil(lambda: asker.began == [1])
    assert asker.differed == []


def test_a_failed_save_ends_the_wait_for_good(
    qtbot: QtBot, session: Session, asker: Asker, root: Path
) -> None:
    away = root.rename(root.with_name(AWAY))
    session.apply(ready(11))
    asker.ask(1)
    qtbot.waitUntil(lambda: len(asker.failed) == 1)
    away.rename(root)
    session.apply(ready(12))
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert asker.began == []
    assert isinstance(asker.failed[0][1], FolderGone)


def test_a_save_that_began_before_the_wish_does_not_end_it(
    qtbot: QtBot, session: Session, asker: Asker, root: Path, jobs: Jobs
) -> None:
    away = root.rename(root.with_name(AWAY))
    session.apply(ready(11))
    session.save_now()
    failed = threading.Event()
    jobs.start(Lane.SAVING, failed.set)  # its turn comes after the save
    assert failed.wait(10)
    away.rename(root)
    asker.ask(1)
    qtbot.waitUntil(lambda: asker.told == [1])
    assert asker.began == [1]


def test_a_wish_that_is_given_up_fails_once(session: Session, asker: Asker) -> None:
    session.apply(ready(11))
    pending = session.when_saved(asker.begin, asker.fail, 1)
    pending.cancel()
    pending.cancel()
    ((number, error),) = asker.failed
    assert (number, type(error)) == (1, Cancelled)


def test_closing_gives_up_what_waits(qtbot: QtBot, session: Session, asker: Asker) -> None:
    session.apply(ready(11))
    asker.ask(1)
    with qtbot.waitSignal(session.closed):
        session.close()
    asker.ask(2)
    assert asker.began == []
    assert [type(error) for _, error in asker.failed] == [Cancelled, Cancelled]


def test_what_is_told_after_closing_is_not_written_without_the_lock(
    qtbot: QtBot, session: Session, root: Path
) -> None:
    with qtbot.waitSignal(session.closed):
        session.close_anyway()
        session.apply_change(ready(11))
        session.save_now()
    assert on_disk(root).set_work("foundations") != session.portfolio.set_work("foundations")


def test_nobody_is_called_who_is_gone(qtbot: QtBot, session: Session, root: Path) -> None:
    asker = Asker(session, root)
    session.apply(ready(11))
    asker.ask(1)
    with qtbot.waitSignal(asker.destroyed):
        asker.deleteLater()
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert asker.told == []


class Busy:
    """Somebody who decides, types, asks, pulls the drive out and opens another portfolio."""

    def __init__(
        self,
        qtbot: QtBot,
        roots: list[Path],
        open_session: Callable[[Path], Session],
        chance: random.Random,
    ) -> None:
        self._qtbot = qtbot
        self._roots = roots
        self._open = open_session
        self._chance = chance
        self.askers: list[Asker] = []
        self._open_next()

    @property
    def asker(self) -> Asker:
        return self.askers[-1]

    def act(self, turn: int) -> None:
        acts: dict[Callable[[], None], int] = {
            self.decide: 3,
            partial(self.write, turn): 3,
            partial(self.asker.ask, turn): 5,
            self.unplug: 1,
            self.plug_in: 2,
            self.wait_a_little: 3,
            self.wait_until_settled: 1,
            self.open_another: 1,
        }
        self._chance.choices(tuple(acts), tuple(acts.values()))[0]()

    def decide(self) -> None:
        is_ready = self._chance.random() < 0.5
        self.asker.session.apply(ready(self._chance.randint(1, 12), is_ready=is_ready))

    def write(self, turn: int) -> None:
        number = self._chance.randint(1, 3)
        self.asker.session.write_response(TextPlace("foundations", number), words(f"Turn {turn}."))

    def unplug(self) -> None:
        if self.asker.root.exists():
            self.asker.root.rename(self.asker.root.with_name(AWAY))

    def plug_in(self) -> None:
        if not self.asker.root.exists():
            self.asker.root.with_name(AWAY).rename(self.asker.root)

    def wait_a_little(self) -> None:
        changed, most = self.asker.session.saved_state_changed, self._chance.randint(1, 40)
        with self._qtbot.waitSignal(changed, timeout=most, raising=False):
            pass

    def wait_until_settled(self) -> None:
        session = self.asker.session
        self._qtbot.waitUntil(lambda: session.saved_state.phase is not SavedPhase.SAVING)

    def open_another(self) -> None:
        if self.asker.root.exists():
            with self._qtbot.waitSignal(self.asker.session.closed):
                self.asker.session.close_anyway()
            self._open_next()

    def _open_next(self) -> None:
        self._roots.reverse()
        self.askers.append(Asker(self._open(self._roots[0]), self._roots[0]))


@pytest.mark.parametrize("seed", range(6))
def test_each_wish_is_answered_once_and_begins_only_when_all_is_saved(
    seed: int,
    qtbot: QtBot,
    root: Path,
    make_portfolio: Callable[[Path], Path],
    open_session: Callable[[Path], Session],
) -> None:
    chance = random.Random(seed)  # noqa: S311  nothing is kept secret by it
    busy = Busy(qtbot, [root, make_portfolio(root.with_name("Another"))], open_session, chance)
    for turn in range(TURNS):
        busy.act(turn)
    busy.plug_in()
    busy.asker.ask(TURNS)
    qtbot.waitUntil(lambda: TURNS in busy.asker.told)
    assert [sorted(each.told) for each in busy.askers] == [each.asked for each in busy.askers]
    assert [each.differed for each in busy.askers if each.differed] == []
    assert TURNS in busy.asker.began
