"""The compact list of many pieces of evidence: selected, moved by keys and mouse, weighed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import change_uses
from lssc_desktop.core.portfolio.portfolio import TextPlace, Weight
from lssc_desktop.ui.base.place import Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.shared.file_table import ChooseFilesDialog
from lssc_desktop.ui.workspace.evidence_list import UseTable
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.dragging import Hand
from tests.ui.workspace.acting import ALT, drop, paths, work

ELEVEN = TextPlace("foundations", 11)
MORE = (
    "Evidence/Branch brochure.pdf",
    "Evidence/Desk guide.docx",
    "Evidence/Holiday hours sign.pdf",
)


@pytest.fixture
def table(page: WorkspacePage, session: Session) -> UseTable:
    """The list of six files in the Evidence tab of competency 11."""
    session.apply(lambda old: change_uses(old, MORE, {ELEVEN: True}, session.today))
    page.panel.go_to_tab(Tab.EVIDENCE)
    table = page.panel.evidence.list.table
    assert table.isVisible()
    table.setFocus()
    return table


def at_row(table: UseTable, row: int, below: int = 0) -> tuple[QWidget, QPoint]:
    middle = table.visualRect(table.records.index(row, 1)).center()
    return table.viewport(), middle + QPoint(0, below)


def test_up_to_four_files_have_a_form_each(page: WorkspacePage) -> None:
    page.panel.go_to_tab(Tab.EVIDENCE)
    assert page.panel.evidence.list.isHidden()
    assert len(page.panel.evidence.forms) == 3


def test_from_five_files_on_there_is_a_list_and_the_form_of_the_chosen_one(
    page: WorkspacePage, table: UseTable, qtmodeltester: ModelTester
) -> None:
    assert [shown.path for shown in table.records.shown][3:] == list(MORE)
    table.choose(MORE[1])
    assert [form.shown.path for form in page.panel.evidence.forms] == [MORE[1]]
    qtmodeltester.check(table.records)


def test_alt_with_an_arrow_moves_all_selected_files_together(
    table: UseTable, session: Session
) -> None:
    table.select(MORE[1:])
    QTest.keyClick(table, Qt.Key.Key_Up, ALT)
    assert paths(session)[3:] == [MORE[1], MORE[2], MORE[0]]
    assert [shown.path for shown in table.selected] == [MORE[1], MORE[2]]
    QTest.keyClick(table, Qt.Key.Key_Down, ALT)
    assert paths(session)[3:] == list(MORE)


def test_a_file_at_the_end_stays_there(table: UseTable, session: Session) -> None:
    before = session.portfolio
    table.choose(MORE[2])
    QTest.keyClick(table, Qt.Key.Key_Down, ALT)
    assert session.portfolio == before


def test_rows_are_dragged_to_another_place(
    table: UseTable, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = paths(session)[0]
    table.choose(MORE[2])
    Hand(monkeypatch).drag(*at_row(table, 5), at_row(table, 0, below=-8))
    assert paths(session)[:2] == [MORE[2], first]
    session.undo()
    assert paths(session)[0] == first


def test_ctrl_a_and_a_button_make_all_secondary_in_one_step(
    qtbot: QtBot, page: WorkspacePage, table: UseTable, session: Session
) -> None:
    before = session.portfolio
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.evidence.forms == ()
    qtbot.mouseClick(page.panel.evidence.list.secondary, Qt.MouseButton.LeftButton)
    assert {use.weight for use in work(session, 11).evidence} == {Weight.SECONDARY}
    assert len(table.selected) == 6
    session.undo()
    assert session.portfolio == before


def test_del_takes_all_selected_out_and_one_button_puts_them_back(
    page: WorkspacePage, table: UseTable, session: Session
) -> None:
    before = work(session, 11).evidence
    table.select(MORE)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert len(paths(session)) == 3
    assert page.tray.taken.isVisible()
    QTest.keyClick(page.tray.undo, Qt.Key.Key_Return)
    assert work(session, 11).evidence == before


def test_a_file_from_outside_can_be_dropped_on_the_list_too(
    qtbot: QtBot, page: WorkspacePage, table: UseTable, session: Session, tmp_path: Path
) -> None:
    flyer = tmp_path / "New flyer.pdf"
    flyer.write_bytes(b"%PDF-1.7 new")
    drop(page, flyer, onto=page.panel)
    qtbot.waitUntil(lambda: len(paths(session)) == 7)
    assert table.records.shown[-1].name == "New flyer.pdf"


def test_evidence_that_is_there_is_chosen_in_a_dialog(
    qtbot: QtBot, page: WorkspacePage, session: Session
) -> None:
    page.tray.add_menu.known.trigger()
    [dialog] = page.findChildren(ChooseFilesDialog)
    offered = {file.path for file in dialog.table.records.shown}
    assert offered.isdisjoint(paths(session))
    qtbot.keyClicks(dialog.filter_field, "sign.pdf")
    qtbot.keyClick(dialog.filter_field, Qt.Key.Key_Return)
    assert paths(session)[3:] == [MORE[2]]
