"""A portfolio is judged once for what it is, whoever shows it, and its texts are looked up once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.check.readiness import check_look
from lssc_desktop.core.check.rules.privacy import files_to_scan
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import from_plain
from lssc_desktop.messages.standing import mark_labels
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace, Overview
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.overview.page import OverviewPage
from tests.ui.counted import Counted, counting


@pytest.fixture
def counted() -> Iterator[Counted]:
    with counting(check_look, OverviewPage.refresh, mark_labels) as counted:
        yield counted


def settle(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    """Wait until every file was scanned, and nothing is under way any more."""
    session = window.session
    assert session is not None

    def is_scanned() -> bool:
        files = files_to_scan(session.program, session.portfolio, session.facts)
        return {file.path for file in files} <= {file.path for file in session.facts.scanned}

    qtbot.waitUntil(is_scanned)
    qtbot.waitUntil(lambda: not services.jobs.running())


@pytest.fixture
def window(
    qtbot: QtBot,
    services: Services,
    counted: Counted,  # noqa: ARG001  which counts from the opening on
    open_window: Callable[[Path], MainWindow],
    sample: Path,
) -> MainWindow:
    window = open_window(sample)
    qtbot.waitUntil(lambda: not services.jobs.running())
    return window


def test_an_opening_judges_each_set_once_and_fills_the_overview_once(
    window: MainWindow, counted: Counted
) -> None:
    assert window.session is not None
    assert counted.of(check_look) == len(window.session.portfolio.sets)
    assert counted.of(OverviewPage.refresh) == 1


@pytest.mark.parametrize("place", [Overview(), CheckPlace("technology")])
def test_another_response_lets_one_set_be_judged(
    qtbot: QtBot,
    window: MainWindow,
    services: Services,
    counted: Counted,
    place: Overview | CheckPlace,
) -> None:
    session = window.session
    assert session is not None
    for each in (CheckPlace("technology"), Overview(), place):
        window.go_to(each)
        settle(qtbot, window, services)
    counted.forget()
    text = from_plain("Short version.\n\nI did it, and I learned from it.")
    with qtbot.waitSignal(session.portfolio_changed):
        session.write_response(TextPlace("technology", 1), text)
        session.save_now()
    settle(qtbot, window, services)
    for each in (CheckPlace("technology"), Overview()):
        window.go_to(each)
        settle(qtbot, window, services)
    assert counted.of(check_look) == 1


def test_the_labels_of_the_clock_are_looked_up_once(window: MainWindow, counted: Counted) -> None:
    view = window.portfolio_view
    assert view is not None
    page = view.page
    assert isinstance(page, OverviewPage)
    counted.forget()
    for width in (1000, 1100, 1200):
        page.clock.line.resize(width, page.clock.line.height())
        page.clock.line.grab()
    assert counted.of(mark_labels) == 0
