from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.ui.base.place import EvidencePlace, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage, Group
from tests.ui.conftest import Listener, RememberingDesktop
from tests.ui.evidence.conftest import GUIDE, names


def test_all_evidence_is_listed_by_name(page: EvidencePage, qtmodeltester: ModelTester) -> None:
    assert len(names(page)) == 34
    assert names(page)[:2] == ["Access Services certificate.pdf", "Branch brochure.pdf"]
    qtmodeltester.check(page.table.records)


def test_the_groups_say_how_many_there_are(qtbot: QtBot, page: EvidencePage) -> None:
    buttons = page.browser.group_buttons
    assert [button.text() for button in buttons.values()] == [
        "All 34",
        "To review 0",
        "Not used 3",
        "About me 2",
    ]
    qtbot.mouseClick(buttons[Group.UNUSED], Qt.MouseButton.LeftButton)
    assert names(page) == [
        "Display photo, May.jpg",
        "Holiday hours sign.pdf",
        "Weeding list 2026.xlsx",
    ]
    qtbot.mouseClick(buttons[Group.ABOUT], Qt.MouseButton.LeftButton)
    assert names(page) == ["Acceptance letter.pdf", "Resume.docx"]


def test_ctrl_f_filters_by_name_whatever_its_case(
    qtbot: QtBot, qapp: QApplication, page: EvidencePage
) -> None:
    qtbot.waitExposed(page)
    page.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert qapp.focusWidget() is page.browser.filter_field
    qtbot.keyClicks(page.browser.filter_field, "STORY")
    assert names(page) == ["Story hour clip.wav", "Story time flyer.pdf", "Story time sign-up.docx"]


def test_a_filter_without_a_match_says_so(page: EvidencePage) -> None:
    page.browser.filter_field.setText("xyz")
    assert page.browser.empty_words == ("No file matches “xyz”. Clear the filter to see them all.")
    page.browser.filter_field.clear()
    assert page.browser.empty_words == ""


def test_without_a_file_there_are_no_details(page: EvidencePage) -> None:
    page.browser.filter_field.setText("xyz")
    assert page.details.isHidden()
    page.browser.filter_field.clear()
    assert page.details.isVisible()


def test_an_empty_portfolio_says_what_to_do(page: EvidencePage, session: Session) -> None:
    session.apply(lambda before: replace(before, evidence=()))
    assert page.details.isHidden()
    assert page.browser.empty_words == (
        "No files yet. Drag files here, or choose some. We copy "
        "them. Your originals stay where they are."
    )
    assert page.browser.act_button.text() == "Add files…"
    assert page.browser.act_button.isVisible()


def test_files_can_be_added_by_one_button_at_a_time(page: EvidencePage, session: Session) -> None:
    assert page.add_button.isVisible()
    session.apply(lambda before: replace(before, evidence=()))
    assert not page.add_button.isVisible()
    page.browser.filter_field.setText("xyz")
    page.browser.filter_field.clear()
    assert not page.add_button.isVisible()


def test_files_are_chosen_by_keys_where_none_is_yet(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    session.apply(lambda before: replace(before, evidence=()))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_A, keys)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.reject()


def test_a_filter_that_lets_nothing_through_is_cleared_by_a_button(
    qtbot: QtBot, page: EvidencePage
) -> None:
    page.browser.filter_field.setText("xyz")
    assert page.browser.act_button.text() == "Clear the filter"
    qtbot.keyClick(page.browser.act_button, Qt.Key.Key_Return)
    assert page.browser.empty_words == ""
    assert page.browser.filter_field.hasFocus()


def test_places_that_have_no_room_are_counted_and_read_whole_in_the_hint(
    page: EvidencePage,
) -> None:
    page.browser.filter_field.setText("Internet use guide")
    used = page.table.records.index(0, 4)
    page.table.setColumnWidth(4, 400)
    assert used.data() == "Communication 2; Technology 4"
    page.table.setColumnWidth(4, 100)
    assert used.data() == "2 places"
    assert "Communication 2; Technology 4" in used.data(Qt.ItemDataRole.ToolTipRole)
    assert page.table.horizontalScrollBar().maximum() == 0


def test_files_are_sorted_by_what_has_no_column(page: EvidencePage) -> None:
    page.menu.aboutToShow.emit()
    sort = page.menu.actions()[1].menu()
    assert isinstance(sort, QMenu)
    by = {each.text(): each for each in sort.actions()}
    assert list(by) == ["Name", "Kind", "Size", "Date", "Used in", "Findings"]
    by["Size"].trigger()
    assert names(page)[-1] == "Story hour clip.wav"
    header = page.table.horizontalHeader()
    titles = [str(page.table.records.headerData(at, Qt.Orientation.Horizontal)) for at in range(6)]
    shown = [title for at, title in enumerate(titles) if not header.isSectionHidden(at)]
    assert shown == ["Name", "Used in", "Findings"]


def test_a_place_selects_its_file_whatever_was_filtered(page: EvidencePage) -> None:
    page.browser.filter_field.setText("xyz")
    page.go_to(EvidencePlace(GUIDE))
    assert page.table.chosen is not None
    assert page.table.chosen.path == GUIDE
    page.go_to(EvidencePlace("About me/Resume.docx"))
    assert page.browser.group is Group.ABOUT
    page.browser.choose(Group.ALL)
    page.go_to(EvidencePlace(about_me=True))
    assert page.browser.group is Group.ABOUT
    page.table.choose("About me/Resume.docx")
    assert page.details.kind_field.currentData() == AboutKind.RESUME


def test_the_selection_stays_on_its_file_when_the_order_changes(page: EvidencePage) -> None:
    page.table.choose(GUIDE)
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    rows = page.table.selectionModel().selectedRows()
    assert [page.table.records.record(row).path for row in rows] == [GUIDE]


def test_a_screen_reader_hears_a_whole_row(page: EvidencePage) -> None:
    page.table.choose(GUIDE)
    index = page.table.selectionModel().selectedRows()[0]
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Desk guide.docx, Word, Foundations 5, 15 KB"


# What can be done -------------------------------------------------------------------------------


def test_where_a_file_is_used_can_be_gone_to(
    qtbot: QtBot, page: EvidencePage, listener: Listener
) -> None:
    page.place_requested.connect(listener.hear)
    page.table.choose(GUIDE)
    (button,) = page.details.use_buttons
    assert button.text() == "Foundations, competency 5, primary"
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert listener.heard == [SetPlace("foundations", 5, tab=Tab.EVIDENCE)]


def test_a_file_is_opened_and_shown_by_other_programs(
    qtbot: QtBot, page: EvidencePage, desktop: RememberingDesktop
) -> None:
    page.table.choose(GUIDE)
    qtbot.mouseClick(page.details.open_button, Qt.MouseButton.LeftButton)
    page.details.reveal.trigger()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert desktop.asked == [(act, "Desk guide.docx") for act in ("open", "show", "open")]


def test_a_name_stays_in_its_line_and_in_its_direction(page: EvidencePage) -> None:
    table = page.table
    odd = replace(table.records.all_records[0], name="a\nb \u202egpj.exe")
    table.show_records((odd,))
    page.details.show_file(odd)
    shown = table.records.index(0, 0).data()
    assert shown == "a\ufffdb \ufffdgpj.exe"
    assert shown in [label.text() for label in page.details.findChildren(QLabel)]


def test_no_count_of_a_scan_is_shown_while_none_runs(
    qtbot: QtBot, session: Session, services: Services
) -> None:
    page = EvidencePage(session, services)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    qtbot.waitUntil(lambda: not page.scan.is_running)
    assert not page.browser.scanning.isVisible()
