"""A flow that changes files is stopped wherever it waits, and leaves nothing half done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.reconcile import reconcile
from lssc_desktop.store.folder.folder import load
from lssc_desktop.store.folder.lock import holder_of
from lssc_desktop.store.folder.scan import files_in
from lssc_desktop.store.folder.versions import versions_of
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import Overview, SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.conftest import held

type Stop = Callable[[MainWindow], None]


def leave_page(window: MainWindow) -> None:
    window.go_to(Overview())


def close_portfolio(window: MainWindow) -> None:
    window.menu_actions.close.trigger()


def quit_program(window: MainWindow) -> None:
    window.close()


STOPS = [leave_page, close_portfolio, quit_program]


def closed(qtbot: QtBot, window: MainWindow, root: Path) -> None:
    """Close what is still open, and wait until nobody holds the folder."""
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert holder_of(root) is None


class Trashing:
    """Moves competency 11 to the trash, up to where it waits, and back from there."""

    def __init__(self, qtbot: QtBot, window: MainWindow, services: Services) -> None:
        self._qtbot, self._services = qtbot, services
        window.go_to(SetPlace("foundations", 11))
        assert window.portfolio_view is not None
        page = window.portfolio_view.page
        assert isinstance(page, WorkspacePage)
        qtbot.waitUntil(page.menu.take_out.isEnabled)
        page.menu.take_out.trigger()

    def answer(self) -> None:
        self._services.notices.questions[0].answer("trash")

    def wait_for_notice(self) -> None:
        self._qtbot.waitUntil(lambda: bool(self._notices_with_action()))

    def press(self) -> None:
        self._services.notices.action_chosen.emit(self._notices_with_action()[0])

    def _notices_with_action(self) -> list[str]:
        return [each.key for each in self._services.notices.waiting if each.action]


@pytest.fixture
def candidate_window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    window = open_window(sample)
    window.asks_whose = False
    return window


@pytest.fixture
def trashing(qtbot: QtBot, candidate_window: MainWindow, services: Services) -> Trashing:
    return Trashing(qtbot, candidate_window, services)


type Whole = Callable[[], bool]


@pytest.fixture
def whole(sample: Path, program: Program) -> Whole:
    """Hold portfolio.json and the folder against each other; return if the response is there."""

    def look() -> bool:
        portfolio = load(sample).portfolio
        heaps = reconcile(portfolio, program, files_in(sample, ignore_progress))
        assert (heaps.missing, heaps.new, heaps.changed, heaps.moved) == ((), (), (), ())
        work = portfolio.set_work("foundations")
        assert work is not None
        is_there = work.competency(11).response is not None
        assert is_there or versions_of(sample, TextPlace("foundations", 11))
        return is_there

    return look


@pytest.mark.usefixtures("trashing")
@pytest.mark.parametrize("stop", STOPS)
def test_while_it_asks(
    qtbot: QtBot,
    candidate_window: MainWindow,
    sample: Path,
    whole: Whole,
    stop: Stop,
) -> None:
    stop(candidate_window)
    closed(qtbot, candidate_window, sample)
    assert whole()


@pytest.mark.parametrize("stop", STOPS)
def test_while_the_text_is_removed(
    qtbot: QtBot,
    candidate_window: MainWindow,
    services: Services,
    trashing: Trashing,
    sample: Path,
    whole: Whole,
    stop: Stop,
) -> None:
    with held(services.jobs, Lane.SAVING):
        trashing.answer()
        stop(candidate_window)
    closed(qtbot, candidate_window, sample)
    assert not whole()


@pytest.mark.parametrize("stop", STOPS)
def test_while_it_offers_to_put_the_text_back(
    qtbot: QtBot,
    candidate_window: MainWindow,
    trashing: Trashing,
    sample: Path,
    whole: Whole,
    stop: Stop,
) -> None:
    trashing.answer()
    trashing.wait_for_notice()
    stop(candidate_window)
    closed(qtbot, candidate_window, sample)
    assert not whole()


@pytest.mark.parametrize("stop", STOPS)
def test_while_the_text_is_put_back(
    qtbot: QtBot,
    candidate_window: MainWindow,
    services: Services,
    trashing: Trashing,
    sample: Path,
    whole: Whole,
    stop: Stop,
) -> None:
    trashing.answer()
    trashing.wait_for_notice()
    with held(services.jobs, Lane.SAVING):
        trashing.press()
        stop(candidate_window)
    closed(qtbot, candidate_window, sample)
    assert isinstance(whole(), bool)
