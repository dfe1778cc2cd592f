"""A page shows what matters now and lets the rest wait: things to press and words, counted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    SetPlace,
    SubmissionsPlace,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.evidence.page import EvidencePage
from lssc_desktop.ui.submissions.page import SubmissionsPage
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui import test_accessibility
from tests.ui.calm import things_to_press, words_shown
from tests.ui.on_their_way import write_on_their_way
from tests.ui.pictures import write_empty

window, go = test_accessibility.window, test_accessibility.go


@pytest.fixture
def new_set(
    open_window: Callable[[Path], MainWindow], tmp_path: Path, qtbot: QtBot, services: Services
) -> MainWindow:
    """A portfolio in a window, of whose first set three responses are written."""
    root = tmp_path / "New LSSC"
    write_empty(root)
    window = open_window(root)
    session = window.session
    assert session is not None
    for number in (1, 2, 3):
        words = RichText((Paragraph((Span("What I did at the desk."),)),))
        session.write_response(TextPlace("foundations", number), words)
    session.save_now()
    qtbot.waitUntil(lambda: not services.jobs.running())
    return window


def checked(qtbot: QtBot, window: MainWindow, services: Services) -> CheckPage:
    window.go_to(CheckPlace("foundations"))
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, CheckPage)
    qtbot.waitUntil(lambda: bool(page.passed.toggle.text()))
    qtbot.waitUntil(lambda: not services.jobs.running())
    return page


def set_page(qtbot: QtBot, window: MainWindow, number: int) -> WorkspacePage:
    window.resize(1366, 768)
    window.go_to(SetPlace("foundations", number))
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    return page


def test_the_page_of_a_set(qtbot: QtBot, window: MainWindow) -> None:
    page = set_page(qtbot, window, 11)
    assert len(page.tray.cards) == 3
    assert len(things_to_press(page)) <= 30, things_to_press(page)


def test_the_page_of_a_set_of_which_nothing_is_written(
    qtbot: QtBot, new_set: MainWindow, services: Services
) -> None:
    page = set_page(qtbot, new_set, 4)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert len(things_to_press(page)) <= 30, things_to_press(page)


def test_the_check_of_a_new_set(qtbot: QtBot, new_set: MainWindow, services: Services) -> None:
    page = checked(qtbot, new_set, services)

    assert len(things_to_press(page)) <= 16, things_to_press(page)
    assert len(words_shown(page)) <= 200, " ".join(words_shown(page))


def test_the_check_of_a_set_that_is_nearly_written(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    page = checked(qtbot, window, services)

    assert len(words_shown(page)) <= 300, " ".join(words_shown(page))


def test_a_file_with_findings(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1366, 768)
    window.go_to(EvidencePlace("Evidence/Story time sign-up.docx"))
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, EvidencePage)
    qtbot.waitUntil(lambda: len(page.findings.rows) == 4)
    assert len(things_to_press(page)) <= 25, things_to_press(page)
    assert (
        page.preview.visibleRegion().boundingRect() == page.preview.rect()
    )  # all without scrolling


def submissions(qtbot: QtBot, window: MainWindow, services: Services) -> SubmissionsPage:
    window.resize(1366, 768)
    window.go_to(SubmissionsPlace())
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, SubmissionsPage)
    qtbot.waitUntil(lambda: not services.jobs.running())
    return page


@pytest.fixture
def on_their_way(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    """Five packages in a window, each in another state."""
    write_on_their_way(sample)
    return open_window(sample)


def test_the_submissions(qtbot: QtBot, on_their_way: MainWindow, services: Services) -> None:
    page = submissions(qtbot, on_their_way, services)

    assert len(things_to_press(page)) <= 16, things_to_press(page)
    assert len(words_shown(page)) <= 80, " ".join(words_shown(page))


def test_a_package_that_arrived(qtbot: QtBot, on_their_way: MainWindow, services: Services) -> None:
    page = submissions(qtbot, on_their_way, services)
    received = (row for row in page.rows.rows if row.entry.standing is Standing.RECEIVED)
    next(received).head.click()

    assert len(things_to_press(page)) <= 18, things_to_press(page)
    assert len(words_shown(page)) <= 175, " ".join(words_shown(page))


def test_the_submissions_before_there_are_any(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    page = submissions(qtbot, window, services)

    assert len(things_to_press(page)) <= 8, things_to_press(page)
    assert len(words_shown(page)) <= 25, " ".join(words_shown(page))


def test_the_courses(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    window.go_to(CoursesPlace())
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    qtbot.waitUntil(lambda: not services.jobs.running())

    assert len(things_to_press(page)) <= 24, things_to_press(page)
    assert len(words_shown(page)) <= 140, " ".join(words_shown(page))
