"""A set is looked at as an evaluator will, from where it was written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.store.folder.responses import read_response
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace, Overview, SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.review.as_evaluator import EvaluatorPage
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.app.conftest import on_disk
from tests.ui.conftest import RememberingDesktop
from tests.ui.controls import controls, cut_off, described, missed_by_tab, spoken_name


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    return open_window(sample)


def workspace(qtbot: QtBot, window: MainWindow, place: SetPlace) -> WorkspacePage:
    window.go_to(place)
    view = window.portfolio_view
    assert view is not None
    assert isinstance(view.page, WorkspacePage)
    page = view.page
    if place.number == 11:
        editor = page.panel.response.box.editor
        qtbot.waitUntil(lambda: "story time" in editor.toPlainText())
    return page


def shown(qtbot: QtBot, window: MainWindow, services: Services) -> EvaluatorPage:
    stack = window.page_stack
    qtbot.waitUntil(lambda: isinstance(stack.shown, EvaluatorPage))
    qtbot.waitUntil(lambda: not services.jobs.running())
    page = stack.shown
    assert isinstance(page, EvaluatorPage)
    return page


def look(qtbot: QtBot, window: MainWindow, services: Services, place: SetPlace) -> EvaluatorPage:
    workspace(qtbot, window, place).set_menu.as_evaluator.trigger()
    return shown(qtbot, window, services)


def everything_in(*roots: Path) -> dict[str, int]:
    return {
        str(path): path.stat().st_size
        for root in roots
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name not in {"portfolio.json", "lock.json"}
    }


def test_it_shows_the_competency_with_its_evidence_as_a_reviewer_sees_it(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    page = look(qtbot, window, services, SetPlace("foundations", 11))
    assert page.place == 11
    assert page.reading.introduction.toPlainText().startswith("I show this competency with")
    assert "a team of three planned it" in page.reading.response.toPlainText()
    assert [row.accessibleName() for row in page.reading.evidence.rows] == [
        "1. Story time flyer.pdf, Primary",
        "2. Story time sign-up.docx, Primary",
        "3. Letter from branch head.pdf, Secondary",
    ]
    assert window.windowTitle().startswith("Evaluator preview")


def test_words_that_are_not_saved_yet_are_saved_and_shown(
    qtbot: QtBot, window: MainWindow, services: Services, sample: Path
) -> None:
    page = workspace(qtbot, window, SetPlace("foundations", 11))
    editor = page.panel.response.box.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, " And these were typed just now.")
    page.set_menu.as_evaluator.trigger()
    seen = shown(qtbot, window, services)
    assert "And these were typed just now." in seen.reading.response.toPlainText()
    written = read_response(sample, on_disk(sample), TextPlace("foundations", 11))
    assert "And these were typed just now." in plain(written.text)


def test_nothing_can_be_rated_said_or_handed_in(
    qtbot: QtBot, window: MainWindow, services: Services, sample: Path, tmp_path: Path
) -> None:
    before = everything_in(sample, tmp_path / "settings", tmp_path / "web pages")
    page = look(qtbot, window, services, SetPlace("foundations", 11))
    assert not page.reading.rating.isVisible()
    words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "Evaluator preview" in words
    assert "Nothing was built or sent." in words
    assert window.controller.work == (window.session,)
    window.page_stack.hide_overlay()
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert everything_in(sample, tmp_path / "settings", tmp_path / "web pages") == before
    assert on_disk(sample).packages == ()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_all_of_it_is_named_reached_by_tab_and_shown_whole(
    qtbot: QtBot, window: MainWindow, services: Services, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    window.resize(1366, 720)
    page = look(qtbot, window, services, SetPlace("foundations", 11))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert [described(each) for each in controls(page) if not spoken_name(each)] == []
    assert missed_by_tab(window) == []
    assert cut_off(page) == []


def test_one_goes_through_the_set_and_back_to_the_work(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    page = look(qtbot, window, services, SetPlace("foundations", 11))
    window.activateWindow()  # which a system does when the dialog of the progress is gone
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(page.pane.list, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.place == 12
    assert page.reading.nothing.isVisible()
    qtbot.mouseClick(page.reading.head.next, Qt.MouseButton.LeftButton)
    assert page.place is None
    assert not page.reading.head.next.isEnabled()
    qtbot.mouseClick(page.reading.head.previous, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.edit, Qt.MouseButton.LeftButton)
    assert window.portfolio_view is not None
    assert window.page_stack.shown is window.portfolio_view
    place = window.portfolio_view.place
    assert isinstance(place, SetPlace)
    assert (place.set_id, place.number) == ("foundations", 12)


def test_back_leads_to_where_one_was(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    page = look(qtbot, window, services, SetPlace("technology", statement=True))
    assert page.place is None
    assert len(page.reading.response.toPlainText()) > 500
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert window.page_stack.shown is window.portfolio_view
    assert window.windowTitle().startswith("Technology")


def test_evidence_is_looked_into_and_opened_from_the_folder(
    qtbot: QtBot,
    window: MainWindow,
    services: Services,
    sample: Path,
    desktop: RememberingDesktop,
) -> None:
    page = look(qtbot, window, services, SetPlace("foundations", 11))
    evidence = page.reading.evidence
    qtbot.waitUntil(lambda: evidence.shown is not None)
    evidence.preview.open_requested.emit()
    assert desktop.opened == [sample / "Evidence" / "Story time flyer.pdf"]


def test_the_check_page_leads_there_too(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    window.go_to(CheckPlace("technology"))
    view = window.portfolio_view
    assert view is not None
    assert isinstance(view.page, CheckPage)
    qtbot.waitUntil(lambda: not services.jobs.running())
    view.page.as_evaluator.trigger()
    assert shown(qtbot, window, services).place == 1
    window.page_stack.hide_overlay()
    window.go_to(CheckPlace("access-services"))
    assert not view.page.as_evaluator.isVisible()


def test_it_can_be_stopped(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    page = workspace(qtbot, window, SetPlace("foundations", 11))
    page.set_menu.as_evaluator.trigger()
    dialog = window.findChild(ProgressDialog)
    assert isinstance(dialog, ProgressDialog)
    dialog.progress.cancel.click()
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert window.page_stack.shown is window.portfolio_view
    assert not services.notices.waiting


def test_where_the_folder_went_it_says_so_and_shows_nothing(
    qtbot: QtBot, window: MainWindow, services: Services, sample: Path, tmp_path: Path
) -> None:
    page = workspace(qtbot, window, SetPlace("foundations", 11))
    sample.rename(tmp_path / "gone")
    page.set_menu.as_evaluator.trigger()
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert window.page_stack.shown is window.portfolio_view
    (tmp_path / "gone").rename(sample)
    window.go_to(Overview())
