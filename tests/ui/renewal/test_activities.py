"""Activities on the page of renewal: told, counted, documented, taken out."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import put_activity
from lssc_desktop.core.portfolio.portfolio import RenewalActivity
from lssc_desktop.store.programs import read_program
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import RenewalPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.renewal.activities import ActivityTable
from lssc_desktop.ui.renewal.page import RenewalPage
from tests.ui.renewal.conftest import MakePage, cell_text, shown_titles, visible_words

GUILD = Path(__file__).parents[2] / "programs" / "guild.toml"


def test_the_table_counts_each_activity_by_the_programs_conversions(page: RenewalPage) -> None:
    table = page.activities.table
    hours = [(cell_text(table, row, 1), cell_text(table, row, 3)) for row in range(7)]
    assert hours == [
        ("Screen readers at the public desk", "2"),
        ("State library association conference", "6"),
        ("Everyday troubleshooting", "1"),
        ("Interlibrary loan basics", "10"),
        ("Difficult conversations at the desk", "2"),
        ("Copyright in reserves", "2"),
        ("Lunch talk on new databases", "0"),
    ]
    assert cell_text(table, 4, 6) == "No document yet"
    assert cell_text(table, 6, 6) == "Under 1 h, not counted"
    assert "Total 23 hours, 3 technology" in visible_words(page)


def test_the_table_is_a_sound_model(page: RenewalPage) -> None:
    model = page.activities.table.records
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.activities.filter_field.setText("technology")
    page.activities.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert shown_titles(page.activities.table)[0] == "Screen readers at the public desk"


def test_the_filter_looks_into_title_set_and_document(qtbot: QtBot, page: RenewalPage) -> None:
    qtbot.keyClicks(page.activities.filter_field, "transcript")
    assert shown_titles(page.activities.table) == ["Interlibrary loan basics"]
    qtbot.keyClicks(page.activities.filter_field, "xyz")
    assert "No activity matches “transcriptxyz”." in visible_words(page)


def test_an_activity_is_added_by_keys(qtbot: QtBot, page: RenewalPage, later: Session) -> None:
    page.add_button.setFocus()
    qtbot.keyClick(page.add_button, Qt.Key.Key_Return)
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.title.hasFocus)
    qtbot.keyClicks(dialog.title, "Repairing books")
    dialog.kind.setFocus()
    qtbot.keyClicks(dialog.kind, "Work")
    assert dialog.counts.text() == "Counts 1 contact hour."
    dialog.amount.setFocus()
    dialog.amount.selectAll()
    qtbot.keyClicks(dialog.amount, "9")
    dialog.set.setFocus()
    qtbot.keyClicks(dialog.set, "Technology")
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)

    told = later.portfolio.renewal.activities[-1]
    assert (told.title, told.kind, told.amount) == ("Repairing books", "workshop", Decimal(9))
    assert (told.set_id, told.technology) == ("technology", Decimal(9))  # filled in
    assert page.hours.to_go.text() == "Nothing is missing"
    selected = page.activities.table.chosen
    assert selected is not None
    assert selected.activity == told


def test_what_cannot_be_is_said_in_place(qtbot: QtBot, page: RenewalPage, later: Session) -> None:
    before = later.portfolio
    page.add_activity()
    dialog = page.dialog
    assert dialog is not None
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
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
    assert dialog.counts.text() == ("That’s 0.5 contact hours. It needs at least 1 to count.")
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
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Space)
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
    page._adder.take((source,))
    qtbot.waitUntil(lambda: dialog.documents.chosen != ())
    assert dialog.documents.chosen == ("Evidence/Workshop certificate.txt",)
    assert (later.root / "Evidence" / "Workshop certificate.txt").exists()
    dialog.reject()


def test_a_file_that_cannot_be_copied_is_told_where_it_was_chosen(
    qtbot: QtBot, page: RenewalPage, notices: Notices, tmp_path: Path
) -> None:
    page.add_activity()
    dialog = page.dialog
    assert dialog is not None
    page._adder.take((tmp_path / "gone.pdf",))
    qtbot.waitUntil(lambda: "gone.pdf" in dialog.error.said)
    assert dialog.documents.chosen == ()
    dialog.reject()
    page._adder.take((tmp_path / "gone.pdf",))
    qtbot.waitUntil(lambda: bool(notices.waiting))


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


def test_activities_of_before_are_kept_and_not_counted(
    make_page: MakePage, session: Session
) -> None:
    activity = RenewalActivity(
        "early", date(2026, 5, 1), "Early bird", "workshop", Decimal(3), set_id="technology"
    )
    session.apply(lambda p: put_activity(session.program, p, activity, session.today))
    page = make_page(session)
    assert shown_titles(page.activities.table) == ["Early bird"]
    assert cell_text(page.activities.table, 0, 3) == "0"


@pytest.mark.parametrize(("width", "scale"), [(1366, 1.0), (1000, 1.0), (1130, 1.5), (1300, 2.0)])
def test_titles_keep_room_at_any_width_and_size_of_text(
    qtbot: QtBot, page: RenewalPage, theme: Theme, width: int, scale: float
) -> None:
    theme.set_text_scale(scale)
    page.resize(width, 720)
    table = page.activities.table
    qtbot.waitUntil(lambda: table.columnWidth(1) >= theme.measure(160))
    assert not table.isColumnHidden(1)


def test_columns_are_those_that_the_program_counts_by(
    qtbot: QtBot, icons: Icons, session: Session
) -> None:
    guild = read_program(GUILD.read_bytes(), GUILD.name)
    for program, without in ((session.program, set()), (guild, {"Technology", "Set"})):
        table = ActivityTable(program, icons)
        qtbot.addWidget(table)
        table.resize(1300, 300)
        table.show()
        header = table.horizontalHeader()
        words = {
            str(table.model().headerData(column, Qt.Orientation.Horizontal))
            for column in range(header.count())
            if table.isColumnHidden(column)
        }
        assert words == without
