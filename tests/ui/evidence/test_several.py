"""Several files at once on the evidence page: selected, used, dragged, moved to the trash."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import uses_at
from lssc_desktop.core.portfolio.portfolio import TextPlace, Weight
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage, Group
from lssc_desktop.ui.shared.evidence_drag import drag_data, dragged_paths
from lssc_desktop.ui.shared.file_table import FileTable
from lssc_desktop.ui.shared.use_dialog import UseDialog, UseTree
from tests.systems import finds_trash
from tests.ui.evidence.conftest import GUIDE, names, told

UNUSED = [
    "Evidence/Display photo, May.jpg",
    "Evidence/Holiday hours sign.pdf",
    "Evidence/Weeding list 2026.xlsx",
]
ELEVEN, TWO = TextPlace("foundations", 11), TextPlace("foundations", 2)


def click_row(
    qtbot: QtBot,
    table: FileTable,
    row: int,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    place = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, place)


def selected(page: EvidencePage) -> list[str]:
    return [file.path for file in page.table.selected]


def paths_at(session: Session, place: TextPlace) -> list[str]:
    return [use.path for use in uses_at(session.portfolio, place)]


@pytest.fixture
def unused(page: EvidencePage) -> EvidencePage:
    page.browser.choose(Group.UNUSED)
    page.table.setFocus()
    return page


def test_ctrl_a_selects_all_that_is_shown(qtbot: QtBot, unused: EvidencePage) -> None:
    qtbot.keyClick(unused.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert selected(unused) == UNUSED
    assert unused.selection.isVisible()
    assert unused.details.isHidden()
    assert unused.selection.remove_button.text() == "Move 3 files to the trash"


def test_shift_and_ctrl_with_a_click_select_several(qtbot: QtBot, page: EvidencePage) -> None:
    click_row(qtbot, page.table, 1)
    click_row(qtbot, page.table, 3, Qt.KeyboardModifier.ShiftModifier)
    click_row(qtbot, page.table, 5, Qt.KeyboardModifier.ControlModifier)
    assert [file.name for file in page.table.selected] == [names(page)[at] for at in (1, 2, 3, 5)]
    click_row(qtbot, page.table, 4)
    assert [file.name for file in page.table.selected] == [names(page)[4]]
    assert page.details.isVisible()
    assert page.selection.isHidden()


def test_a_selection_stays_on_its_files_when_the_table_is_sorted(
    unused: EvidencePage,
) -> None:
    unused.browser.choose(Group.ALL)
    unused.table.select(UNUSED[:2])
    unused.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert sorted(selected(unused)) == UNUSED[:2]


def test_what_the_filter_hides_is_not_selected_any_more(qtbot: QtBot, unused: EvidencePage) -> None:
    qtbot.keyClick(unused.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    unused.browser.filter_field.setText("sign")
    assert selected(unused) == [UNUSED[1]]
    unused.browser.filter_field.clear()
    assert selected(unused) == [UNUSED[1]]


def test_the_table_of_several_is_a_sound_model(
    page: EvidencePage, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.table.records)


# Trash ------------------------------------------------------------------------------------------


@finds_trash
def test_del_moves_all_selected_files_to_the_trash_in_one_step_with_one_notice(
    qtbot: QtBot, page: EvidencePage, session: Session, notices: Notices
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    files = selected(page)
    before = session.portfolio
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    (asked,) = notices.questions
    assert asked.question.message.happened == "Move 34 files to the trash?"
    assert asked.question.otherwise == "keep"
    asked.answer("trash")
    told(qtbot, notices, "34 files are in the trash.")

    assert len(files) == 34
    assert session.portfolio.evidence == ()
    assert not any((session.root / path).exists() for path in files)
    session.undo()
    told(qtbot, notices, "34 files are back in your folder.")
    assert session.portfolio.sets == before.sets
    assert session.portfolio.evidence == before.evidence
    assert all((session.root / path).is_file() for path in files)


@finds_trash
def test_undo_in_the_notice_brings_all_uses_back(
    qtbot: QtBot, page: EvidencePage, session: Session, notices: Notices
) -> None:
    before = session.portfolio
    page.table.select([GUIDE, *UNUSED])
    qtbot.mouseClick(page.selection.remove_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(notices.waiting) == 1)
    [notice] = notices.waiting

    notices.action_chosen.emit(notice.key)
    told(qtbot, notices, "4 files are back in your folder.")

    assert all((session.root / path).is_file() for path in (GUIDE, *UNUSED))
    assert {file.path for file in session.portfolio.evidence} == {
        file.path for file in before.evidence
    }
    assert session.portfolio.set_work("foundations") is not None
    assert sorted(use.path for work in session.portfolio.sets for _n, use in work.uses()) == sorted(
        use.path for work in before.sets for _n, use in work.uses()
    )


# Use --------------------------------------------------------------------------------------------


@pytest.fixture
def open_dialog(qtbot: QtBot, page: EvidencePage) -> Callable[[list[str]], UseDialog]:
    """Select files, press "Use in…", and return the dialog."""

    def open_it(paths: list[str]) -> UseDialog:
        page.table.select(paths)
        button = (page.selection if len(paths) > 1 else page.details).use_button
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        [dialog] = page.findChildren(UseDialog)
        qtbot.waitExposed(dialog)
        return dialog

    return open_it


def tick(qtbot: QtBot, dialog: UseDialog, place: TextPlace) -> None:
    """Press Space on the row of a place, as the user does."""
    [row] = [row for row in dialog.places.rows if row.data(Qt.ItemDataRole.UserRole + 1) == place]
    dialog.tree.setCurrentIndex(row.index())
    dialog.tree.setFocus()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)


def test_several_files_are_used_in_several_competencies_in_one_step(
    qtbot: QtBot,
    session: Session,
    notices: Notices,
    open_dialog: Callable[[list[str]], UseDialog],
) -> None:
    before = session.portfolio
    dialog = open_dialog(UNUSED)
    for place in (ELEVEN, TWO):
        tick(qtbot, dialog, place)
    dialog.weight.setCurrentIndex(dialog.weight.findData(Weight.SECONDARY))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert set(UNUSED) <= set(paths_at(session, ELEVEN))
    assert set(UNUSED) <= set(paths_at(session, TWO))
    assert {use.weight for use in uses_at(session.portfolio, TWO) if use.path in UNUSED} == {
        Weight.SECONDARY
    }
    assert [notice.message.happened for notice in notices.waiting] == [
        "3 files added to 2 competencies."
    ]
    session.undo()
    assert session.portfolio == before


def test_the_ticks_say_where_a_file_is_used_and_taking_one_away_takes_it_out(
    qtbot: QtBot, session: Session, open_dialog: Callable[[list[str]], UseDialog]
) -> None:
    used = {
        TextPlace(work.set_id, number)
        for work in session.portfolio.sets
        for number, use in work.uses()
        if use.path == GUIDE
    }
    dialog = open_dialog([GUIDE])
    ticked = {
        row.data(Qt.ItemDataRole.UserRole + 1)
        for row in dialog.places.rows
        if row.checkState() is Qt.CheckState.Checked
    }
    assert ticked == used
    place = min(used, key=str)
    tick(qtbot, dialog, place)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert GUIDE not in paths_at(session, place)


def test_a_place_that_uses_some_of_the_files_is_left_as_it_is(
    qtbot: QtBot, session: Session, open_dialog: Callable[[list[str]], UseDialog]
) -> None:
    before = session.portfolio
    dialog = open_dialog([GUIDE, *UNUSED])
    assert Qt.CheckState.PartiallyChecked in {row.checkState() for row in dialog.places.rows}
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert session.portfolio == before


def test_the_dialog_finds_a_competency_by_its_words(
    qtbot: QtBot, open_dialog: Callable[[list[str]], UseDialog]
) -> None:
    dialog = open_dialog(UNUSED)
    qtbot.keyClicks(dialog.filter_field, "diversity")
    shown = [
        row.text()
        for row in dialog.places.rows
        if not dialog.tree.isRowHidden(row.row(), row.index().parent())
    ]
    assert shown
    assert all("diversity" in words.casefold() for words in shown)


def test_the_tree_of_places_is_a_sound_model(session: Session, qtmodeltester: ModelTester) -> None:
    tree = UseTree(session.program, session.portfolio, UNUSED, ())
    qtmodeltester.check(tree)


def test_a_set_that_is_handed_in_cannot_be_ticked(session: Session) -> None:
    tree = UseTree(session.program, session.portfolio, UNUSED, ("foundations",))
    [row] = [row for row in tree.rows if row.data(Qt.ItemDataRole.UserRole + 1) == TWO]
    assert not row.isEnabled()
    assert row.parent().text().endswith("(handed in)")


# Dragging ---------------------------------------------------------------------------------------


def test_selected_rows_can_be_dragged_by_the_mouse(
    qtbot: QtBot, page: EvidencePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drag itself is the system's: what is dragged is looked at as it begins."""
    from PySide6.QtGui import QDrag

    dragged: list[tuple[str, ...]] = []

    def begin(drag: QDrag, _actions: Qt.DropAction) -> Qt.DropAction:
        dragged.append(dragged_paths(drag.mimeData()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", begin)
    page.browser.choose(Group.UNUSED)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    view = page.table.viewport()
    start = page.table.visualRect(page.table.model().index(1, 0)).center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    far = start + QPoint(0, 3 * QApplication.startDragDistance())
    qtbot.mouseMove(view, start + QPoint(0, 2))
    qtbot.mouseMove(view, far)
    qtbot.waitUntil(lambda: bool(dragged))
    assert dragged == [tuple(UNUSED)]
    assert selected(page) == UNUSED


def test_paths_of_any_name_come_through_a_drag() -> None:
    odd = ("Evidence/a\nb.pdf", "Evidence/Ünïcode “x”.pdf")
    assert dragged_paths(drag_data(odd)) == odd
