"""The renewal page: hours, the window of time, activities, the form to copy."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.activity import Granted, RenewalActivity
from lssc_desktop.core.job import Quiet
from lssc_desktop.core.renewal_edits import put_activity, set_certified
from lssc_desktop.package.reader import verify
from lssc_desktop.store.lock import this_holder
from lssc_desktop.store.opening import open_folder
from lssc_desktop.ui.certified_dialog import CertifiedDialog
from lssc_desktop.ui.desktop import Desktop
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.pages.renewal import RenewalPage
from lssc_desktop.ui.place import RenewalPlace, SubmissionsPlace
from lssc_desktop.ui.renewal_form_dialog import RenewalFormDialog
from lssc_desktop.ui.renewed_dialog import RenewedDialog
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.activity_table import ActivityTable
from lssc_desktop.ui.widgets.labels import Label
from tests.ui.renewed import NOW, renewed

type MakePage = Callable[[Session], RenewalPage]


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def make_page(qtbot: QtBot, jobs: Jobs, icons: Icons, notices: Notices) -> MakePage:
    def make(session: Session) -> RenewalPage:
        page = RenewalPage(session, jobs, notices, Desktop(), icons)
        qtbot.addWidget(page)
        page.resize(1130, 720)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


@pytest.fixture
def later(qtbot: QtBot, jobs: Jobs, sample: Path) -> Session:
    """The sample's person in 2030, as in picture 07."""
    session = Session(open_folder(sample, this_holder(NOW)), jobs, lambda: NOW)
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    session.apply(partial(renewed, session.program))
    return session


@pytest.fixture
def page(make_page: MakePage, later: Session, qtbot: QtBot) -> Iterator[RenewalPage]:
    page = make_page(later)
    yield page
    with qtbot.waitSignal(later.closed):
        later.close_anyway()


def words(page: RenewalPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def titles(table: ActivityTable) -> list[str]:
    return [item.activity.title for item in table.activities.shown]


def cell(table: ActivityTable, row: int, column: int) -> str:
    return str(table.activities.index(row, column).data())


def test_it_says_until_when_and_what_is_missing(page: RenewalPage) -> None:
    said = words(page)
    assert "Monday, November 25, 2030. Your certification runs until June 10, 2031." in said
    assert page.hours.to_go.text() == "9 hours to go"
    assert page.hours.hours.accessibleName() == "23 of 32 contact hours"
    assert page.hours.technology.accessibleName() == "3 of 4 on technology, inside the 32"
    assert page.hours.undocumented.text() == "2 of the hours have no document yet."
    assert page.window_card.chip.text() == "Window is open"


def test_rings_and_line_say_in_words_what_they_show(page: RenewalPage) -> None:
    assert page.hours.ring.accessibleDescription() == (
        "23 of 32 contact hours, 3 of 4 on technology. 9 to go, 1 of them on technology."
    )
    assert page.window_card.line.accessibleDescription() == (
        "You can renew until June 10, 2031: 197 days left."
    )


def test_the_table_counts_each_activity_by_the_programs_conversions(page: RenewalPage) -> None:
    table = page.activities.table
    hours = [(cell(table, row, 1), cell(table, row, 3)) for row in range(7)]
    assert hours == [
        ("Screen readers at the public desk", "2"),
        ("State library association conference", "6"),
        ("Everyday troubleshooting", "1"),
        ("Interlibrary loan basics", "10"),
        ("Difficult conversations at the desk", "2"),
        ("Copyright in reserves", "2"),
        ("Lunch talk on new databases", "0"),
    ]
    assert cell(table, 4, 6) == "No document yet"
    assert cell(table, 6, 6) == "Under 1 h, not counted"
    assert "Total 23 hours, 3 technology" in words(page)


def test_the_table_is_a_sound_model(page: RenewalPage) -> None:
    model = page.activities.table.activities
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.activities.filter_field.setText("technology")
    page.activities.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert titles(page.activities.table)[0] == "Screen readers at the public desk"


def test_the_filter_looks_into_title_set_and_document(qtbot: QtBot, page: RenewalPage) -> None:
    qtbot.keyClicks(page.activities.filter_field, "transcript")
    assert titles(page.activities.table) == ["Interlibrary loan basics"]
    qtbot.keyClicks(page.activities.filter_field, "xyz")
    assert "No activity matches “transcriptxyz”." in words(page)


def test_an_activity_is_added_by_keys(qtbot: QtBot, page: RenewalPage, later: Session) -> None:
    page.add_button.setFocus()
    qtbot.keyClick(page.add_button, Qt.Key.Key_Return)
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.title.hasFocus)
    qtbot.keyClicks(dialog.title, "Repairing books")
    dialog.kind.setFocus()
    qtbot.keyClicks(dialog.kind, "Work")
    assert dialog.counts.text() == "Counts 1 contact hours."
    dialog.amount.setFocus()
    dialog.amount.selectAll()
    qtbot.keyClicks(dialog.amount, "9")
    dialog.set.setFocus()
    qtbot.keyClicks(dialog.set, "Technology")
    qtbot.keyClick(dialog.keep, Qt.Key.Key_Return)

    told = later.portfolio.renewal.activities[-1]
    assert (told.title, told.kind, told.amount) == ("Repairing books", "workshop", Decimal(9))
    assert told.set_id == "technology"
    assert page.hours.to_go.text() == "1 hour to go"
    selected = page.activities.table.selected
    assert selected is not None
    assert selected.activity == told


def test_what_cannot_be_is_said_in_place(qtbot: QtBot, page: RenewalPage, later: Session) -> None:
    before = later.portfolio
    page.add_activity()
    dialog = page.dialog
    assert dialog is not None
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.error.said.startswith("The activity has no title.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert later.portfolio == before


def test_under_an_hour_is_said_while_it_is_typed(page: RenewalPage) -> None:
    page.add_activity()
    dialog = page.dialog
    assert dialog is not None
    dialog.kind.setCurrentIndex(dialog.kind.findData("workshop"))
    dialog.amount.setValue(0.5)
    assert dialog.counts.text() == ("Comes to 0.5 contact hours. It needs at least 1 to count.")
    dialog.reject()


def test_a_document_is_attached_from_the_evidence_and_left_out_again(
    qtbot: QtBot, page: RenewalPage, later: Session
) -> None:
    page.go_to(RenewalPlace("activity-4"))
    page.activities.table.setFocus()
    qtbot.waitUntil(page.activities.table.hasFocus)
    qtbot.keyClick(page.activities.table, Qt.Key.Key_F2)
    dialog = page.dialog
    assert dialog is not None
    field = dialog.documents.files
    field.setFocus()
    qtbot.keyClicks(field, "Transcript")
    assert not dialog.documents.chosen  # looking through the list attaches nothing
    qtbot.keyClick(dialog.documents.attach_button, Qt.Key.Key_Space)
    assert dialog.documents.chosen == ("Evidence/Transcript.pdf",)
    qtbot.keyClick(dialog.keep, Qt.Key.Key_Space)
    told = later.portfolio.renewal.activity("activity-4")
    assert told is not None
    assert told.evidence == ("Evidence/Transcript.pdf",)
    assert page.hours.undocumented.text() == ""

    page.change_activity()
    dialog = page.dialog
    assert dialog is not None
    qtbot.mouseClick(dialog.documents.leave_out_buttons[0], Qt.MouseButton.LeftButton)
    assert dialog.documents.chosen == ()
    dialog.reject()


def test_a_new_file_is_copied_in_and_attached(
    qtbot: QtBot, page: RenewalPage, later: Session, tmp_path: Path
) -> None:
    source = tmp_path / "Workshop certificate.txt"
    source.write_text("present", encoding="utf-8")
    page.add_activity()
    dialog = page.dialog
    assert dialog is not None
    page._taking_in.take((source,))
    qtbot.waitUntil(lambda: dialog.documents.chosen != ())
    assert dialog.documents.chosen == ("Evidence/Workshop certificate.txt",)
    assert (later.root / "Evidence" / "Workshop certificate.txt").exists()
    dialog.reject()


def test_an_activity_taken_out_comes_back_with_undo(
    qtbot: QtBot, page: RenewalPage, later: Session, notices: Notices
) -> None:
    page.go_to(RenewalPlace("activity-0"))
    page.activities.table.setFocus()
    qtbot.keyClick(page.activities.table, Qt.Key.Key_Delete)
    assert later.portfolio.renewal.activity("activity-0") is None
    (notice,) = notices.waiting
    assert "Screen readers at the public desk" in notice.message.happened
    notices.action_chosen.emit(notice.key)
    assert later.portfolio.renewal.activity("activity-0") is not None
    assert notices.waiting == ()


def test_the_form_is_prepared_as_values_to_copy_in_order(qtbot: QtBot, page: RenewalPage) -> None:
    qtbot.mouseClick(page.form_button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(RenewalFormDialog)
    texts = [field.value.text() for field in dialog.copies]
    assert texts[:2] == ["A. Rivera", "Certified Library Support Staff (CLSS)"]
    assert texts[2:4] == ["June 10, 2027", "June 10, 2031"]
    assert texts[4] == (
        "Mar 14, 2028; Screen readers at the public desk; 2 contact hours; 2 on technology; "
        "Technology"
    )
    assert "23" in texts
    assert texts[-1] == "Notes and log.docx"
    assert not any("Lunch talk" in text for text in texts)  # it does not count
    assert len(dialog.marks) == 5
    qtbot.mouseClick(dialog.copies[4].button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == texts[4]
    qtbot.mouseClick(dialog.marks[0], Qt.MouseButton.LeftButton)
    assert dialog.marks[0].isChecked()
    dialog.reject()


def test_a_package_says_why_it_cannot_be_built_yet(
    qtbot: QtBot, page: RenewalPage, notices: Notices
) -> None:
    qtbot.mouseClick(page.package_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(notices.waiting))
    assert notices.waiting[0].tone is Tone.BAD


def test_a_package_of_the_renewal_is_built_and_noted(
    qtbot: QtBot, make_page: MakePage, session: Session, notices: Notices
) -> None:
    session.apply(partial(set_certified, day=date(2023, 1, 10), today=session.today))
    certificate = "Evidence/Access Services certificate.pdf"
    for number, technology in enumerate((4, 0)):
        activity = RenewalActivity(
            f"long-{number}",
            date(2025, 5, 1 + number),
            f"Long course {number}",
            "workshop",
            Decimal(20),
            Decimal(technology),
            "technology",
            (certificate,),
        )
        put = partial(put_activity, session.program, activity=activity, today=session.today)
        session.apply(put)
    page = make_page(session)
    wanted: list[object] = []
    page.place_requested.connect(wanted.append)
    qtbot.mouseClick(page.package_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(session.portfolio.packages), timeout=60_000)
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    found = verify(package, Quiet())
    assert found.valid
    assert session.portfolio.packages[-1].package_id == found.package_id
    assert package.name in notices.waiting[0].message.happened
    notices.action_chosen.emit(notices.waiting[0].key)
    assert wanted == [SubmissionsPlace(package_id=found.package_id, hand_in=True)]


def test_a_renewal_that_was_granted_is_told_and_the_next_time_begins(
    qtbot: QtBot, page: RenewalPage, later: Session
) -> None:
    page.window_card.renewed.setFocus()
    qtbot.keyClick(page.window_card.renewed, Qt.Key.Key_Space)
    (dialog,) = page.findChildren(RenewedDialog)
    assert (dialog.on.day, dialog.until.day) == (NOW.date(), date(2035, 6, 10))
    qtbot.keyClick(dialog.keep, Qt.Key.Key_Return)
    assert later.portfolio.renewal.granted == (Granted(NOW.date(), date(2035, 6, 10)),)
    assert "Your certification runs until June 10, 2035." in words(page)
    assert page.hours.hours.accessibleName() == "0 of 32 contact hours"


def test_a_renewal_that_would_end_before_it_began_is_refused_in_place(
    qtbot: QtBot, page: RenewalPage, later: Session
) -> None:
    qtbot.mouseClick(page.window_card.renewed, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(RenewedDialog)
    dialog.until.set_day(date(2030, 1, 1))
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "January 1, 2030" in dialog.error.said
    assert later.portfolio.renewal.granted == ()
    dialog.reject()


def test_the_day_on_the_certificate_can_be_told_again(
    qtbot: QtBot, page: RenewalPage, later: Session
) -> None:
    qtbot.mouseClick(page.window_card.certified, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(CertifiedDialog)
    assert dialog.day.day == date(2027, 6, 10)
    dialog.day.set_day(date(2027, 7, 1))
    qtbot.keyClick(dialog.keep, Qt.Key.Key_Return)
    assert later.portfolio.renewal.certified == date(2027, 7, 1)


def test_before_a_certification_it_says_what_to_do_until_then(
    qtbot: QtBot, make_page: MakePage, session: Session
) -> None:
    page = make_page(session)
    assert "Renewal starts when you are certified." in words(page)
    assert "Keep certificates here until then." in words(page)
    assert not page.form_button.isVisible()
    qtbot.mouseClick(page.certified_button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(CertifiedDialog)
    dialog.day.set_day(date(2026, 6, 10))
    qtbot.keyClick(dialog.keep, Qt.Key.Key_Return)
    assert session.portfolio.renewal.certified == date(2026, 6, 10)
    assert page.report is not None
    assert page.window_card.chip.text() == "Window is not open yet"
    assert "You can renew from June 10, 2029 on, until June 10, 2030." in words(page)


def test_activities_of_before_are_kept_and_not_counted(
    make_page: MakePage, session: Session
) -> None:
    activity = RenewalActivity(
        "early", date(2026, 5, 1), "Early bird", "workshop", Decimal(3), set_id="technology"
    )
    session.apply(lambda p: put_activity(session.program, p, activity, session.today))
    page = make_page(session)
    assert titles(page.activities.table) == ["Early bird"]
    assert cell(page.activities.table, 0, 3) == "0"


@pytest.mark.parametrize(
    ("certified", "chip"),
    [
        (date(2022, 10, 1), "Time of grace"),
        (date(2022, 9, 1), "Window is closed"),
        (date(2022, 11, 24), "Window is open"),
    ],
)
def test_after_the_expiry_it_says_what_is_left(
    make_page: MakePage, session: Session, certified: date, chip: str
) -> None:
    session.apply(partial(set_certified, day=certified, today=session.today))
    page = make_page(session)
    assert page.window_card.chip.text() == chip


@pytest.fixture
def without_rule(qtbot: QtBot, jobs: Jobs, sample: Path) -> Iterator[Session]:
    """The sample under a program file that says nothing about renewal."""
    file = sample / "program.toml"
    text = file.read_text(encoding="utf-8")
    tables = re.split(r"(?m)^(?=\[)", text)
    kept = [table for table in tables if not table.startswith(("[renewal", "[[renewal"))]
    assert len(kept) < len(tables)
    file.write_text("".join(kept), encoding="utf-8")
    session = Session(open_folder(sample, this_holder(NOW)), jobs, lambda: NOW)
    yield session
    with qtbot.waitSignal(session.closed):
        session.close_anyway()


def test_a_program_without_a_rule_has_a_sentence_and_nothing_to_press(
    make_page: MakePage, without_rule: Session
) -> None:
    page = make_page(without_rule)
    assert "Your program file says nothing about renewal." in words(page)
    assert not page.add_button.isVisible()
    assert not page.certified_button.isVisible()
