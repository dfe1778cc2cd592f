"""The finished example, opened from the start page and from Help beside whatever is open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.ui.app.example import ExampleWindow
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.actions import why_disabled
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    PlanPlace,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.evidence.page import EvidencePage
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.review.as_evaluator import EvaluatorPage
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.ui.workspace.head import OfficialTextsDialog
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.planning import PlanPage
from tests.ui.conftest import RememberingDesktop, held_at_a_report
from tests.ui.controls import controls, cut_off, described, missed_by_tab, spoken_name

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


def wait_open(qtbot: QtBot, window: MainWindow, services: Services) -> ExampleWindow:
    examples = window.controller.examples
    qtbot.waitUntil(lambda: examples.window is not None)
    example = examples.window
    assert example is not None
    qtbot.waitUntil(lambda: not services.jobs.running())
    return example


@pytest.fixture
def example(qtbot: QtBot, start_window: MainWindow, services: Services) -> Iterator[ExampleWindow]:
    """The example, as it comes from a click on the start page."""
    qtbot.mouseClick(
        start_window.start_page.program_rows[0].example_link, Qt.MouseButton.LeftButton
    )
    example = wait_open(qtbot, start_window, services)
    yield example
    close(qtbot, start_window)


def close(qtbot: QtBot, window: MainWindow) -> None:
    window.controller.examples.close()
    qtbot.waitUntil(lambda: window.controller.examples.window is None)


def workspace(example: ExampleWindow, place: SetPlace) -> WorkspacePage:
    example.portfolio_view.go_to(place)
    page = example.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    return page


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def everything_in(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".lssc" not in path.parts
    }


def test_the_start_page_opens_it_in_a_window_of_its_own(
    start_window: MainWindow, example: ExampleWindow, tmp_path: Path
) -> None:
    assert example.isVisible()
    assert example.windowTitle() == "Example: Overview – LSSC Desktop"
    assert example.session.portfolio.candidate.name == "A. Rivera"
    assert example.session.root.is_relative_to(tmp_path / "web pages")
    assert start_window.session is None
    assert start_window.page_stack.shown is start_window.start_page


def test_a_banner_says_all_the_time_that_it_is_an_example(example: ExampleWindow) -> None:
    assert example.banner.isVisible()
    assert "This is an example." in words_in(example.banner)
    assert "change, save, or hand in" in words_in(example.banner)
    assert example.banner.height() < 60
    workspace(example, SetPlace("foundations", 11))
    assert example.banner.isVisible()


def test_it_is_not_remembered_as_the_portfolio_of_the_user(
    services: Services, start_window: MainWindow, example: ExampleWindow, root: Path
) -> None:
    services.preferences.set_remember(True)
    services.preferences.note_folder(root)
    assert example.isVisible()
    assert services.preferences.remembered_folder == root
    start_window.show_start()
    assert start_window.start_page.last_button.text() == f"Continue with “{root.name}”"


def test_help_opens_it_beside_an_open_portfolio_which_stays_as_it_is(
    qtbot: QtBot,
    services: Services,
    open_window: Callable[[Path], MainWindow],
    root: Path,
) -> None:
    window = open_window(root)
    session = window.session
    window.go_to(SetPlace("foundations", 3))
    window.menu_actions.example.trigger()
    example = wait_open(qtbot, window, services)
    assert window.session is session
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == SetPlace("foundations", 3)
    window.menu_actions.example.trigger()
    assert window.controller.examples.window is example
    close(qtbot, window)
    assert window.session is session


def test_nothing_is_left_of_it_when_it_is_closed(
    qtbot: QtBot, services: Services, start_window: MainWindow, example: ExampleWindow
) -> None:
    folder = example.session.root
    assert folder.exists()
    qtbot.mouseClick(example.close_button, Qt.MouseButton.LeftButton)
    assert not example.isVisible()  # at once: what closes all windows stops at one that stays
    qtbot.waitUntil(lambda: start_window.controller.examples.window is None)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert not folder.exists()
    assert start_window.isVisible()


def test_it_can_be_stopped_while_it_is_prepared(
    qtbot: QtBot, services: Services, start_window: MainWindow, tmp_path: Path
) -> None:
    with held_at_a_report(services.jobs, Lane.DISK) as start:
        qtbot.mouseClick(
            start_window.start_page.program_rows[0].example_link, Qt.MouseButton.LeftButton
        )
        start()
        dialog = start_window.findChild(ProgressDialog)
        assert isinstance(dialog, ProgressDialog)
        qtbot.waitUntil(lambda: "files" in words_in(dialog))
        assert "bytes" not in words_in(dialog)
        qtbot.mouseClick(dialog.progress.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert start_window.controller.examples.window is None
    assert not (tmp_path / "web pages" / "example").exists()
    assert not services.notices.waiting


def test_a_response_is_read_and_not_written(qtbot: QtBot, example: ExampleWindow) -> None:
    page = workspace(example, SetPlace("foundations", 11))
    qtbot.waitUntil(lambda: "story time" in page.panel.response.box.editor.toPlainText())
    before = everything_in(example.session.root)
    for editor in page.panel.response.editors:
        qtbot.keyClicks(editor, "mine")
        assert editor.isReadOnly()
    assert not page.panel.head.ready.isEnabled()
    assert "This is an example." in page.panel.head.ready.toolTip()
    assert page.lock.notice.isHidden()
    page.panel.go_to_tab(Tab.PLAN)
    qtbot.keyClicks(page.panel.plan.primary, "mine")
    page.settle()
    assert "mine" not in page.panel.plan.primary.toPlainText()
    assert everything_in(example.session.root) == before


def test_nothing_can_be_dropped_on_it(
    qtbot: QtBot, services: Services, example: ExampleWindow, sample: Path
) -> None:
    page = workspace(example, SetPlace("foundations", 11))
    assert not page.panel.acceptDrops()
    assert not page.tray.acceptDrops()
    assert not page.tray.add_button.isEnabled()
    example.portfolio_view.go_to(EvidencePlace())
    evidence = example.portfolio_view.page
    assert isinstance(evidence, EvidencePage)
    assert not evidence.acceptDrops()
    before = everything_in(example.session.root)
    evidence.add_files((sample / "READ ME.txt",))
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert everything_in(example.session.root) == before
    assert said(example) == ["This is an example, so you can’t change anything in it."]


def test_files_are_looked_at_and_not_changed(qtbot: QtBot, example: ExampleWindow) -> None:
    example.portfolio_view.go_to(EvidencePlace(path="Evidence/Story time flyer.pdf"))
    page = example.portfolio_view.page
    assert isinstance(page, EvidencePage)
    details = page.details
    qtbot.waitUntil(details.isVisible)
    assert details.open_button.isEnabled()
    assert not page.add_button.isEnabled()
    assert "example" in page.add_button.toolTip()
    for act in (details.rename, details.replace):
        assert not act.isEnabled()
        assert "example" in why_disabled(act)
    before = everything_in(example.session.root)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert everything_in(example.session.root) == before
    assert said(example) == ["This is an example, so you can’t change anything in it."]


def test_its_sets_are_checked_and_nothing_is_built_or_handed_in(
    qtbot: QtBot, services: Services, example: ExampleWindow
) -> None:
    example.portfolio_view.go_to(CheckPlace("technology"))
    page = example.portfolio_view.page
    assert isinstance(page, CheckPage)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert page.blockers.isVisible()
    for button in (page.panel.build, page.panel.hand_in.button, page.panel.review.button):
        assert not button.isEnabled()
    assert "example" in page.panel.toolTip()


def test_its_plan_is_read(example: ExampleWindow) -> None:
    example.portfolio_view.go_to(PlanPlace("foundations"))
    page = example.portfolio_view.page
    assert isinstance(page, PlanPage)
    for row in page.rows:
        assert row.note.isReadOnly()
        assert not row.rating.isEnabled()
        assert not row.parked.isEnabled()
        assert row.outline.isHidden()


def test_the_menus_offer_nothing_that_changes_anything(example: ExampleWindow) -> None:
    menus = [
        action.text().replace("&", "") for action in example.menus.actions() if action.isVisible()
    ]
    assert menus == ["File", "View", "Go", "Help"]


PLACES = (
    SetPlace("foundations", 11, tab=Tab.EVIDENCE),
    SetPlace("technology", statement=True),
    EvidencePlace(path="Evidence/Story time flyer.pdf"),
    CoursesPlace(),
    CheckPlace("technology"),
    SubmissionsPlace(),
    RenewalPlace(),
)


def test_whatever_is_pressed_changes_nothing_on_the_disk(
    qtbot: QtBot, services: Services, example: ExampleWindow
) -> None:
    before = everything_in(example.session.root)
    portfolio = example.session.portfolio
    pressed = 0
    for place in PLACES:
        example.go_to(place)
        for button in example.portfolio_view.page.findChildren(QAbstractButton):
            if isValid(button) and button.isVisible() and button.isEnabled():
                button.click()
                pressed += 1
            for dialog in example.findChildren(QDialog):
                dialog.reject()
    assert pressed > len(PLACES)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert everything_in(example.session.root) == before
    assert example.session.portfolio == portfolio


def test_nobody_pastes_official_texts_that_are_not_kept(example: ExampleWindow) -> None:
    page = workspace(example, SetPlace("foundations", 11))
    page.set_menu.official.trigger()
    assert page.findChildren(OfficialTextsDialog) == []


def test_it_is_read_as_an_evaluator_will_too(
    qtbot: QtBot, services: Services, example: ExampleWindow
) -> None:
    page = workspace(example, SetPlace("technology", 2))
    page.set_menu.as_evaluator.trigger()
    qtbot.waitUntil(lambda: isinstance(example.page_stack.shown, EvaluatorPage))
    qtbot.waitUntil(lambda: not services.jobs.running())
    shown = example.page_stack.shown
    assert isinstance(shown, EvaluatorPage)
    assert not shown.edit.isVisible()
    assert shown.back.text() == "Back to the example"
    example.go_to(EvidencePlace())
    assert example.page_stack.shown is example.portfolio_view


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_its_banner_is_named_reached_by_tab_and_shown_whole(
    qtbot: QtBot, example: ExampleWindow, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    example.resize(1366, 720)
    example.activateWindow()
    qtbot.waitUntil(example.isActiveWindow)
    assert [described(each) for each in controls(example) if not spoken_name(each)] == []
    assert missed_by_tab(example) == []
    qtbot.waitUntil(lambda: cut_off(example) == [])  # Tab came by the sidebar, which then folded


def said(example: ExampleWindow) -> list[str]:
    return [notice.message.happened for notice in example.notices.waiting]
