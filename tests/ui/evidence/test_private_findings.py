"""Private data on the Evidence page: the column, the rows and marks, and what is decided."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.privacy_decisions import ScanState
from lssc_desktop.core.privacy.private_data import (
    FindingMark,
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
)
from lssc_desktop.store.portfolio_scan import has_reader
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage, Group
from lssc_desktop.ui.evidence.private_findings import FindingGroup, PrivateRow
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.preview.preview import PreviewDialog

SHEET = "Evidence/Story time sign-up.docx"
PHOTO = "Evidence/Hold shelf before.jpg"


@pytest.fixture
def scanned(qtbot: QtBot, page: EvidencePage, session: Session) -> EvidencePage:
    """The page with everything scanned."""
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    qtbot.waitUntil(lambda: page.scan.is_running)
    qtbot.waitUntil(lambda: not page.scan.is_running)
    qtbot.waitUntil(lambda: not page.browser.stop_button.isVisible())
    return page


def words(page: EvidencePage, path: str) -> str:
    model = page.table.model()
    (row,) = [at for at, file in enumerate(page.table.records.shown) if file.path == path]
    return str(model.index(row, model.columnCount() - 1).data())


def open_sheet(qtbot: QtBot, page: EvidencePage) -> None:
    page.table.choose(SHEET)
    qtbot.waitUntil(lambda: len(page.findings.rows) == 4)


def test_the_sign_up_sheet_is_found_decided_and_undone(
    qtbot: QtBot, scanned: EvidencePage, session: Session
) -> None:
    page = scanned
    assert words(page, SHEET) == "4 to review"
    assert words(page, PHOTO) == "1 to review"
    assert words(page, "Evidence/Story time flyer.pdf") == "None found"
    unread = 0 if has_reader() else 3  # photographs, which somebody has to look at
    assert page.browser.group_buttons[Group.TO_LOOK_AT].text() == f"To review {4 + unread}"
    open_sheet(qtbot, page)
    kinds = [row.group.kind for row in page.findings.rows]
    assert kinds == [
        PrivacyKind.CARD_NUMBER,
        PrivacyKind.EMAIL,
        PrivacyKind.TRACKED_CHANGE,
        PrivacyKind.PHOTO_POSITION,
    ]
    email = page.findings.rows[1]
    qtbot.mouseClick(email, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(email.decide_button, Qt.MouseButton.LeftButton)
    email.why_field.setText("made up")
    qtbot.keyClick(email.why_field, Qt.Key.Key_Return)
    assert [(each.kind, each.why) for each in session.portfolio.privacy] == [
        (PrivacyKind.EMAIL, "made up")
    ]
    assert words(page, SHEET) == "3 to review"
    page.findings.mark_all.trigger()
    assert words(page, SHEET) == "Marked as fine"
    session.undo()
    assert words(page, SHEET) == "3 to review"
    page.findings.choose("2")
    qtbot.mouseClick(page.findings.rows[1].decide_button, Qt.MouseButton.LeftButton)
    assert words(page, SHEET) == "4 to review"
    assert session.portfolio.privacy == ()


def test_rows_and_marks_select_each_other(qtbot: QtBot, scanned: EvidencePage) -> None:
    page = scanned
    open_sheet(qtbot, page)
    paper = page.preview.view.paper
    qtbot.waitUntil(lambda: bool(paper.labels))
    assert {"1", "2", "3"} <= {place.label for place in paper.labels}
    qtbot.mouseClick(page.findings.rows[1], Qt.MouseButton.LeftButton)
    assert page.findings.chosen_label == paper.chosen_label == "2"
    first = next(place for place in paper.labels if place.label == "1")
    spot = paper.place(first.page, first.place).center()
    qtbot.mouseClick(paper, Qt.MouseButton.LeftButton, pos=spot)
    assert page.findings.chosen_label == paper.chosen_label == "1"


def test_what_can_be_decided_stands_on_the_chosen_row_alone(
    qtbot: QtBot, scanned: EvidencePage
) -> None:
    page = scanned
    open_sheet(qtbot, page)
    assert [row.decide_button.isVisible() for row in page.findings.rows] == [True] + [False] * 3
    page.findings.rows[2].setFocus()
    qtbot.waitUntil(page.findings.rows[2].decide_button.isVisible)
    assert not page.findings.rows[0].decide_button.isVisible()


def test_the_large_view_has_the_marks_too(qtbot: QtBot, scanned: EvidencePage) -> None:
    page = scanned
    open_sheet(qtbot, page)
    qtbot.waitUntil(lambda: bool(page.preview.view.paper.labels))
    page.preview.enlarge()
    (dialog,) = page.findChildren(PreviewDialog)
    large = dialog.preview.view.paper
    assert large.labels == page.preview.view.paper.labels
    page.findings.choose("2")
    assert large.chosen_label == "2"
    dialog.close()


def test_f7_goes_through_the_files_that_wait(scanned: EvidencePage) -> None:
    page = scanned
    waiting = [
        file.path
        for file in page.table.records.shown
        if page.browser.standing(file).state in (ScanState.TO_DECIDE, ScanState.LOOK_YOURSELF)
    ]
    seen = []
    for _count in range(len(waiting) + 1):
        page.step_to_look_at(1)
        seen.append(page.table.selected[0].path)
    assert seen == [*waiting, waiting[0]]
    page.step_to_look_at(-1)
    assert page.table.selected[0].path == waiting[-1]


def test_a_scan_can_be_stopped_and_goes_on(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    qtbot.waitUntil(lambda: page.scan.is_running)
    qtbot.mouseClick(page.browser.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.scan.is_running)
    assert page.scan.is_stopped
    page.look.trigger()
    qtbot.waitUntil(lambda: page.scan.is_running)
    page.scan.stop()
    qtbot.waitUntil(lambda: not page.scan.is_running)


def test_documents_about_the_candidate_are_scanned_and_decided_on_too(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    resume = session.root / "About me" / "References.txt"
    resume.write_text("Our patron, card 21234000001234, can say more.\n", "utf-8")
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    qtbot.waitUntil(lambda: page.scan.is_running)
    qtbot.waitUntil(lambda: not page.scan.is_running)
    path = "About me/References.txt"
    page.browser.choose(Group.TO_LOOK_AT)
    assert words(page, path).endswith("to review")
    page.browser.choose(Group.ABOUT)
    assert words(page, path).endswith("to review")
    page.table.choose(path)
    qtbot.waitUntil(lambda: bool(page.findings.rows))
    assert not page.findings.clean_button.isVisible()  # that is for evidence
    for _row in tuple(page.findings.rows):
        waiting = next(row for row in page.findings.rows if not row.group.is_decided)
        qtbot.mouseClick(waiting.decide_button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(waiting.why_field, Qt.Key.Key_Return)
    assert words(page, path) == "Marked as fine"
    assert {each.path for each in session.portfolio.privacy} == {path}


def test_the_look_of_card_numbers_is_asked_once(
    qtbot: QtBot, scanned: EvidencePage, session: Session
) -> None:
    page = scanned
    open_sheet(qtbot, page)
    question = page.findings.card_question
    assert question.isHidden()
    page.findings.ask_button.click()
    assert not question.isHidden()
    question.field.setText("D123")
    question.save_button.click()
    assert not question.error.isHidden()
    assert session.portfolio.card_shapes is None
    question.field.setText("d 1234-5678")
    question.save_button.click()
    assert session.portfolio.card_shapes == ("D########",)
    assert question.isHidden()
    session.undo()
    assert not page.findings.ask_button.isHidden()
    page.findings.ask_button.click()
    question.close_button.click()
    assert session.portfolio.card_shapes == ()
    assert question.isHidden()
    assert page.findings.ask_button.isHidden()


def test_a_name_is_found_everywhere_from_its_row(qtbot: QtBot, icons: Icons) -> None:
    place = PrivatePlace(PlaceUnit.LINE, 1)
    name = PrivacyFinding(PrivacyKind.PERSON_NAME, place, "Delia Whitfield", Reason.TITLE)
    mail = PrivacyFinding(PrivacyKind.EMAIL, place, "delia@example.org")
    sought: list[str] = []
    for finding in (name, mail):
        mark = FindingMark(finding.kind, "a1")
        group = FindingGroup("1", finding.kind, ((finding, mark),))
        row = PrivateRow(icons, group, can_change=True)
        qtbot.addWidget(row)
        row.set_chosen(True)
        assert row.find_button.isHidden() is (finding is mail)
        row.name_sought.connect(sought.append)
        row.find_button.click()
    assert sought[0] == "Delia Whitfield"
