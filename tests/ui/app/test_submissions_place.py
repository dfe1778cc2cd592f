"""Where in the window Submissions is found, and what the window tells of it elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import HelpPlace, Overview, SubmissionsPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.shared.help_page import HelpPage
from lssc_desktop.ui.start.package import PackagePage
from lssc_desktop.ui.submissions.page import SubmissionsPage
from tests.ui.on_their_way import write_on_their_way


@pytest.fixture
def window(
    open_window: Callable[[Path], MainWindow], sample: Path, services: Services
) -> MainWindow:
    write_on_their_way(sample)
    window = open_window(sample)
    for notice in services.notices.waiting:
        services.notices.dismiss(notice)
    return window


def names(window: MainWindow) -> list[str]:
    """What a screen reader says of the places in the sidebar."""
    portfolio_view = window.portfolio_view
    assert portfolio_view is not None
    model = portfolio_view.sidebar.places.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def test_the_sidebar_tells_where_sets_stand_and_what_needs_the_person(window: MainWindow) -> None:
    said = names(window)
    assert "Submissions, 1 needs you" in said
    assert "Communication and Teamwork, 9 of 9 ready, handed in" in said
    assert "Technology, 9 of 9 ready, achieved" in said
    assert "Access Services, by a course, not confirmed" in said


def test_ctrl_5_and_the_go_menu_lead_there(window: MainWindow) -> None:
    (action,) = [
        each for each in window.menu_actions.pages if each.shortcut().toString() == "Ctrl+5"
    ]
    assert action in window.frame.menus.go.actions()
    action.trigger()
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == SubmissionsPlace()


def test_f1_tells_about_handing_in_where_that_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    portfolio_view = window.portfolio_view
    assert portfolio_view is not None
    window.go_to(SubmissionsPlace())
    window.menu_actions.help.trigger()
    assert portfolio_view.place == HelpPlace("submissions")
    page = portfolio_view.page
    assert isinstance(page, HelpPage)
    qtbot.waitUntil(lambda: "The lock" in page.text.toPlainText())


def test_the_overview_says_what_to_find_out(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to(Overview())
    qtbot.waitUntil(lambda: "Find out whether Access arrived" in words(window))
    assert "Handed in September 8, 2026, locked" in words(window)
    assert "Approved March 3, 2026" in words(window)


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(Label) if label.isVisible())


def test_a_package_of_the_portfolio_that_is_opened_can_be_handed_in(
    window: MainWindow, qtbot: QtBot, services: Services
) -> None:
    session = window.session
    assert session is not None
    (package,) = (session.root / "Packages").glob("*reference*.lssc.zip")
    window.open_path(package)
    qtbot.waitUntil(lambda: isinstance(window.page_stack.shown, PackagePage))
    page = window.page_stack.shown
    assert isinstance(page, PackagePage)
    qtbot.waitUntil(page.hand_in_button.isVisible)
    page.hand_in_button.click()
    portfolio_view = window.portfolio_view
    assert portfolio_view is not None
    submissions = portfolio_view.page
    assert isinstance(submissions, SubmissionsPage)
    qtbot.waitUntil(lambda: submissions.acts.dialog is not None)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert submissions.acts.dialog is not None
    submissions.acts.dialog.reject()
