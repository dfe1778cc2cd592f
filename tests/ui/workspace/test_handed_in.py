"""A set that is handed in, in the workspace: read and copied, not changed."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import note_package
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote
from lssc_desktop.core.submission.submission import Submission, SubmissionState
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import SetPlace, SubmissionsPlace, Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.conftest import Listener

SET = "foundations"


def hand_in(session: Session, state: SubmissionState = SubmissionState.RECEIVED) -> None:
    note = PackageNote("p", SET, PackageKind.PORTFOLIO, 0, session.today, "c", "Packages/p.zip")
    session.apply_change(partial(note_package, note=note))
    session.set_submissions((Submission("p.zip", "p", "aa", 1, "file:///x", state),))


def show(qtbot: QtBot, page: WorkspacePage, tab: Tab = Tab.RESPONSE) -> None:
    page.go_to(SetPlace(SET, 11, tab=tab))
    qtbot.waitUntil(lambda: "bilingual" in page.panel.response.box.editor.toPlainText())


def words(page: WorkspacePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def test_it_says_why_and_what_is_still_possible(
    qtbot: QtBot, page: WorkspacePage, session: Session, listener: Listener
) -> None:
    hand_in(session)
    show(qtbot, page)
    said = words(page)
    assert "Foundations of Library Services is handed in." in said
    assert "you can read and copy everything" in said
    page.place_requested.disconnect(page.go_to)  # another page would be shown
    page.place_requested.connect(listener.hear)
    page.lock.notice.submissions.click()
    assert listener.heard == [SubmissionsPlace(SET)]


def test_an_open_set_says_nothing_of_it(qtbot: QtBot, page: WorkspacePage) -> None:
    show(qtbot, page)
    assert not page.lock.notice.isVisible()
    assert not page.panel.response.is_locked


def test_what_is_sent_while_it_is_shown_is_locked_at_once(
    qtbot: QtBot, page: WorkspacePage, session: Session
) -> None:
    show(qtbot, page)
    hand_in(session, SubmissionState.SENDING)
    assert page.panel.response.is_locked
    assert not page.panel.head.ready.isEnabled()
    assert page.panel.head.ready.toolTip() == "It’s handed in."
    session.set_submissions(
        tuple(replace(each, state=SubmissionState.PACKAGED) for each in session.submissions)
    )
    assert not page.panel.response.is_locked
    assert page.panel.head.ready.isEnabled()


def test_no_files_are_asked_for(qtbot: QtBot, page: WorkspacePage, session: Session) -> None:
    hand_in(session)
    show(qtbot, page)
    page.resize(page.width() + 40, page.height())  # the page is arranged anew
    assert page.tray.isVisible()
    assert not page.tray.hint.isVisible()
    assert not page.tray.add_button.isEnabled()


def test_the_text_can_be_copied(qtbot: QtBot, page: WorkspacePage, session: Session) -> None:
    hand_in(session)
    show(qtbot, page)
    page.lock.notice.copy.click()
    assert "bilingual" in QApplication.clipboard().text()


def test_evidence_can_be_read_and_not_changed(
    qtbot: QtBot, page: WorkspacePage, session: Session
) -> None:
    hand_in(session)
    show(qtbot, page, Tab.EVIDENCE)
    qtbot.waitUntil(lambda: bool(page.panel.evidence.forms))
    form = page.panel.evidence.forms[0]
    assert form.caption.isReadOnly()
    assert form.open.isEnabled()
    assert not form.take_out.isEnabled()
    assert not page.panel.acceptDrops()
    assert not page.tray.acceptDrops()


def test_files_for_a_locked_set_are_refused_before_they_are_copied(
    qtbot: QtBot, page: WorkspacePage, session: Session, notices: Notices, tmp_path: Path
) -> None:
    hand_in(session)
    show(qtbot, page)
    source = tmp_path / "late.txt"
    source.write_text("late", encoding="utf-8")
    page.tray.files_chosen.emit((source,))
    assert len(notices.waiting) == 1
    assert not (session.root / "Evidence" / "late.txt").exists()


def test_planning_notes_stay_free(qtbot: QtBot, page: WorkspacePage, session: Session) -> None:
    hand_in(session)
    show(qtbot, page, Tab.PLAN)
    assert page.panel.plan.pds.isReadOnly()
    assert not page.panel.plan.other.isReadOnly()
