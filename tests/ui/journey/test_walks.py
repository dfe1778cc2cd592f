"""How far one key goes until it is on the disk, and one file until the office has it."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.place import CheckPlace, SetPlace, SubmissionsPlace, Tab
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.submissions.destination import DestinationDialog
from lssc_desktop.ui.submissions.page import SubmissionsPage
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.journey.told import shown
from tests.ui.journey.walks import Walk, walked
from tests.ui.workspace.acting import drop


@pytest.fixture
def session(qtbot: QtBot, window: MainWindow, jobs: Jobs, sample: Path) -> Session:
    """Open the sample in the window."""
    window.open_path(sample)
    qtbot.waitUntil(lambda: window.session is not None)
    at_rest(qtbot, jobs)
    assert window.session is not None
    return window.session


def at_rest(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.running())


def at_page[Page: QWidget](window: MainWindow, kind: type[Page]) -> Page:
    page = shown(window, kind)
    assert page is not None
    return page


def saved(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)


def test_from_a_key_to_the_disk(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, session: Session
) -> None:
    window.go_to(SetPlace("technology", 1, tab=Tab.RESPONSE))
    at_rest(qtbot, jobs)
    editor = at_page(window, WorkspacePage).panel.response.box.editor
    editor.setFocus()
    with walked() as walk:
        QTest.keyClicks(editor, "a")
        qtbot.waitUntil(lambda: session.saved_state.phase is not SavedPhase.SAVED)
        saved(qtbot, session)
    assert "disk/files.py" in walk.files
    assert len(walk.files) <= 12, walk
    assert walk.passing_on == []


def test_from_the_drop_of_a_file_to_the_receipt(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, session: Session, tmp_path: Path
) -> None:
    file, office = tmp_path / "Sign for the desk.txt", tmp_path / "office"
    file.write_text("Ask us anything.", encoding="utf-8")
    office.mkdir()
    window.go_to(SetPlace("technology", 1, tab=Tab.EVIDENCE))
    at_rest(qtbot, jobs)
    page = at_page(window, WorkspacePage)
    with walked() as dropping:
        drop(page, file)
        qtbot.waitUntil((session.root / "Evidence" / file.name).exists)
        at_rest(qtbot, jobs)
        saved(qtbot, session)
    window.go_to(CheckPlace("technology"))
    at_rest(qtbot, jobs)
    panel = at_page(window, CheckPage).panel
    with walked() as building:
        panel.build.click()
        qtbot.waitUntil(panel.result.reveal.isVisible)
        at_rest(qtbot, jobs)
    window.go_to(SubmissionsPlace())
    at_rest(qtbot, jobs)
    submissions = at_page(window, SubmissionsPage)
    row = next(row for row in submissions.rows.rows if row.entry.standing is Standing.PACKAGED)
    with walked() as sending:
        row.button.click()
        dialog = submissions.acts.dialog
        assert isinstance(dialog, DestinationDialog)
        dialog.choices["folder"].setChecked(True)
        dialog.set_folder(office)
        dialog.accept_button.click()
        at_rest(qtbot, jobs)
    assert list(office.iterdir())
    whole = Walk(dropping.functions | building.functions | sending.functions)
    assert {"store/evidence.py", "package/build.py", "transfer/shared_folder.py"} <= {*whole.files}
    assert len(whole.files) <= 28, whole
    assert whole.passing_on == []
