"""What happens is announced, wherever the keyboard is: a session as a screen reader tells it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import NO_ITEM, Progress, Step
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.messages.message import Message
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import CheckPlace, EvidencePlace, Place, SetPlace, Tab
from lssc_desktop.ui.base.saved_state import SavedPhase, SavedState
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.evidence.page import EvidencePage
from lssc_desktop.ui.kit.cards import ErrorLine
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.job_progress import JobProgress
from lssc_desktop.ui.workspace.competency_pane import CompetencyPane
from lssc_desktop.ui.workspace.menus import Showing
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui import test_accessibility
from tests.ui.assistive import Heard, listen

type Go = Callable[[Place], QWidget]

window, go = test_accessibility.window, test_accessibility.go


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    return listen(monkeypatch)


def test_a_notice_is_said_and_marked(window: MainWindow, notices: Notices, heard: Heard) -> None:
    notices.show(Message("The stick was pulled out.", "Your words are kept."), Tone.BAD)
    assert heard.said == ["The stick was pulled out. Your words are kept."]
    assert heard.alerts == [window.frame.notice_area.shown]


def test_a_second_notice_is_said_too(window: MainWindow, notices: Notices, heard: Heard) -> None:
    notices.show(Message("The stick was pulled out."), Tone.BAD)
    area = window.frame.notice_area
    assert area.shown is not None
    area.shown.dismiss_button.setFocus()
    notices.show(Message("The drive is full."), Tone.BAD)
    assert heard.said[1:] == ["The drive is full."]


def test_an_error_in_place_is_said(qtbot: QtBot, icons: Icons, heard: Heard) -> None:
    line = ErrorLine(icons)
    qtbot.addWidget(line)
    line.show_words("The package is damaged.", "Ask for it again.")
    assert heard.said == ["The package is damaged. Ask for it again."]


def test_saving_is_said_when_it_was_asked_for(
    qtbot: QtBot, window: MainWindow, heard: Heard
) -> None:
    window.menu_actions.save.trigger()
    qtbot.waitUntil(lambda: heard.has("saved"))


def test_what_is_saved_by_itself_is_not_said_each_time(window: MainWindow, heard: Heard) -> None:
    status = window.frame.status
    status.show_state(SavedState(SavedPhase.SAVED))
    status.show_state(SavedState(SavedPhase.SAVED))
    assert heard.said == []


def test_what_cannot_be_saved_is_said_and_when_it_can_again(
    window: MainWindow, heard: Heard
) -> None:
    status = window.frame.status
    status.show_state(SavedState(SavedPhase.FAILED, error=FolderGone("away")))
    status.show_state(SavedState(SavedPhase.SAVED))
    status.show_state(SavedState(SavedPhase.SAVED))
    assert len(heard.said) == 2
    assert "Not saved" in heard.said[0]
    assert "saved" in heard.said[1]


def test_the_end_of_a_check_is_said_with_what_it_found(
    qtbot: QtBot, go: Go, window: MainWindow, heard: Heard
) -> None:
    go(CheckPlace("foundations"))
    heard.said.clear()
    (page,) = window.findChildren(CheckPage)
    page.again.trigger()
    qtbot.waitUntil(lambda: heard.has("2 things to do before you hand in"))


def test_a_package_that_is_built_is_said(
    qtbot: QtBot, go: Go, window: MainWindow, heard: Heard
) -> None:
    go(CheckPlace("foundations", review_copy=True))
    (page,) = window.findChildren(CheckPage)
    page.panel.build.click()
    qtbot.waitUntil(lambda: bool(page.panel.result.text), timeout=60_000)
    assert page.panel.result.text in heard.said


def test_a_long_job_is_said_at_each_quarter(qtbot: QtBot, icons: Icons, heard: Heard) -> None:
    shown = JobProgress(icons)
    qtbot.addWidget(shown)
    shown.begin(Step.PACKAGING)
    for done in range(0, 101, 5):
        shown.show_progress(Progress(Step.PACKAGING, done, 100, NO_ITEM, float(done)))
    assert [each.rsplit(" ", 1)[1] for each in heard.said] == ["25%", "50%", "75%"]


def test_a_short_job_says_nothing_before_its_end(qtbot: QtBot, icons: Icons, heard: Heard) -> None:
    shown = JobProgress(icons)
    qtbot.addWidget(shown)
    shown.begin(Step.PACKAGING)
    for done in range(0, 101, 5):
        shown.show_progress(Progress(Step.PACKAGING, done, 100, NO_ITEM, done / 100))
    assert heard.said == []


def test_how_many_files_a_filter_leaves_is_said_once(
    qtbot: QtBot, go: Go, window: MainWindow, heard: Heard
) -> None:
    go(EvidencePlace())
    (page,) = window.findChildren(EvidencePage)
    heard.said.clear()
    qtbot.keyClicks(page.browser.filter_field, "desk")
    qtbot.waitUntil(lambda: heard.has(" shown"))
    shown, count = len(page.table.records.shown), len(page.table.records.all_records)
    assert 0 < shown < count
    assert heard.said == [f"{shown} of {count} shown"]
    qtbot.keyClicks(page.browser.filter_field, " of nobody")
    qtbot.waitUntil(lambda: heard.said[1:] == [f"0 of {count} shown"])


def test_how_many_competencies_are_left_is_said(go: Go, window: MainWindow, heard: Heard) -> None:
    go(SetPlace("foundations", 5))
    (pane,) = (each for each in window.findChildren(CompetencyPane) if each.isVisible())
    heard.said.clear()
    pane.show_only(Showing.NOT_READY)
    assert heard.said == ["6 of 13 shown"]


def test_a_file_that_is_gone_is_said(
    qtbot: QtBot, go: Go, window: MainWindow, sample: Path, heard: Heard
) -> None:
    go(EvidencePlace())
    (sample / "Evidence" / "Shelving quiz.pdf").unlink()
    window.menu_actions.look.trigger()
    qtbot.waitUntil(lambda: heard.has("“Shelving quiz.pdf” isn’t in the folder anymore"))


def test_a_response_that_is_marked_ready_is_said_and_taking_that_back_too(
    go: Go, window: MainWindow, heard: Heard
) -> None:
    go(SetPlace("foundations", 9, tab=Tab.RESPONSE))
    (page,) = window.findChildren(WorkspacePage)
    heard.said.clear()
    page.panel.head.ready.click()
    page.panel.head.ready.click()
    assert heard.said == ["Status: In progress", "Status: Ready"]
    page.panel.head.ready.setFocus()
    window.menu_actions.undo.trigger()
    assert heard.said[2].startswith("Undone: ready mark on competency 9")
