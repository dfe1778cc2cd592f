"""What an office does at its shelf: see what was decided, assign, find, fold, combine."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.submission.assignments import Assignment
from lssc_desktop.core.submission.shelf import ShelfView
from lssc_desktop.disk.holders import Holder
from lssc_desktop.messages.shelf import candidate_text
from lssc_desktop.store.review_file import read_review
from lssc_desktop.store.shelf_files import (
    assignments_path,
    mark_open,
    open_marks,
    read_assignments,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.office.dialogs import AssignDialog
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.office import DAY
from tests.ui.conftest import NOW
from tests.ui.review.rounds import REVIEWER


def names(shelf: ShelfWindow) -> list[str]:
    return sorted(entry.name for entry in shelf.entries.shown)


def press(shelf: ShelfWindow, view: ShelfView) -> None:
    QTest.mouseClick(shelf.filters.button(list(ShelfView).index(view)), Qt.MouseButton.LeftButton)


def column(shelf: ShelfWindow, title: str) -> dict[str, str]:
    model = shelf.entries
    head = [str(model.headerData(each, Qt.Orientation.Horizontal)) for each in range(10)]
    at = head.index(title)
    return {each.name: str(model.index(row, at).data()) for row, each in enumerate(model.shown)}


def asked_to_assign(shelf: ShelfWindow, qtbot: QtBot) -> AssignDialog:
    """Wait for the dialog that asks who is assigned."""
    qtbot.waitUntil(lambda: shelf.office.assign_dialog is not None)
    dialog = shelf.office.assign_dialog
    assert dialog is not None
    return dialog


def test_every_row_says_how_far_it_is(shelf: ShelfWindow, qtmodeltester: ModelTester) -> None:
    assert column(shelf, "Status") == {
        "nunez.zip": "Ready to combine",
        "obrien.zip": "1 of 2 evaluated",
        "bjork.zip": "0 of 2 evaluated",
        "smith-1.zip": "Achieved",
        "smith-2.zip": "0 of 2 evaluated",
    }
    assert column(shelf, "Due")["obrien.zip"] == "Overdue: Nov 21"
    assert column(shelf, "Assigned to")["nunez.zip"] == "Lee Chen, Ann Lindqvist"
    assert column(shelf, "First seen")["nunez.zip"] == "Nov 24, 2026"
    qtmodeltester.check(shelf.entries)


def test_two_candidates_of_one_name_are_told_apart(shelf: ShelfWindow) -> None:
    found = {each.name: candidate_text(each) for each in shelf.entries.shown}
    assert found["smith-1.zip"] == "Jane Smith (id 3a3f1c)"
    assert found["smith-2.zip"] == "Jane Smith (id 4a3f1c)"
    assert found["bjork.zip"] == "Zoë Björk"


def test_three_days_are_three_days(shelf: ShelfWindow) -> None:
    shelf.table.choose("nunez.zip")
    assert shelf.details.days.text() == (
        "Last changed by the candidate on February 10, 2026. First seen here on November 24, "
        "2026. Handed in on November 2, 2026."
    )


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (ShelfView.TO_ME, ["obrien.zip"]),
        (ShelfView.OVERDUE, ["obrien.zip"]),
        (ShelfView.READY, ["nunez.zip"]),
        (ShelfView.DECIDED, ["smith-1.zip"]),
    ],
)
def test_a_view_shows_what_it_says(shelf: ShelfWindow, view: ShelfView, found: list[str]) -> None:
    press(shelf, view)
    assert names(shelf) == found


def test_typing_finds_and_down_goes_there(shelf: ShelfWindow) -> None:
    QTest.keyClicks(shelf.field, "jose")
    assert names(shelf) == ["nunez.zip"]
    QTest.keyClick(shelf.field, Qt.Key.Key_Down)
    assert shelf.focusWidget() is shelf.table
    shelf.field.setFocus()
    QTest.keyClick(shelf.field, Qt.Key.Key_Return)
    assert shelf.focusWidget() is shelf.table
    assert shelf.selected is not None
    assert shelf.selected.name == "nunez.zip"


def test_where_nothing_is_found_a_sentence_says_so(shelf: ShelfWindow) -> None:
    QTest.keyClicks(shelf.field, "ramirez")
    assert shelf.table.isHidden()
    assert shelf.empty.isVisible()
    said = [each.text() for each in shelf.empty.findChildren(type(shelf.count))]
    assert "No package matches “ramirez”." in said
    QTest.mouseClick(shelf.clear_button, Qt.MouseButton.LeftButton)
    assert len(shelf.entries.shown) == 5
    assert shelf.table.isVisible()


def test_assigning_is_written_beside_the_package_and_shown(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    shelf.table.choose("smith-2.zip")
    QTest.mouseClick(shelf.assign_button, Qt.MouseButton.LeftButton)
    dialog = asked_to_assign(shelf, qtbot)
    assert not dialog.accept_button.isEnabled()
    line = dialog.person.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "Lee Chen")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    due = DAY + timedelta(days=30)
    qtbot.waitUntil(lambda: column(shelf, "Assigned to").get("smith-2.zip") == "Lee Chen")
    noted = read_assignments(assignments_path(folder / "smith-2.zip"))
    assert noted.assigned == (Assignment("Lee Chen", due),)
    assert noted.history[0].by == REVIEWER
    (told,) = shelf.notices.waiting
    assert "Assigned 1 package to Lee Chen, due by December 24, 2026." in told.message.happened


def test_several_packages_are_assigned_at_once_and_one_to_nobody(
    shelf: ShelfWindow, qtbot: QtBot
) -> None:
    shelf.table.select(["bjork.zip", "obrien.zip"])
    shelf.assign_selected()
    dialog = asked_to_assign(shelf, qtbot)
    dialog.person.setEditText("Dana Ortiz")
    dialog.due.set_day(None)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    def both() -> bool:
        found = column(shelf, "Assigned to")
        return all("Dana Ortiz" in found[each] for each in ("bjork.zip", "obrien.zip"))

    qtbot.waitUntil(both)
    shelf.table.choose("smith-1.zip")
    shelf.assign_selected()
    dialog = asked_to_assign(shelf, qtbot)
    QTest.mouseClick(dialog.others[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: column(shelf, "Assigned to")["smith-1.zip"] == "–")


def test_who_opens_it_directly_is_seen_by_name_and_takes_nobodys_mark(
    shelf: ShelfWindow, reviews: Reviews, folder: Path, services: Services, qtbot: QtBot
) -> None:
    mark_open(folder / "nunez.zip", Holder("desk-2", "Dana Ortiz", 7, NOW))
    reviews.open(folder / "nunez.zip")  # not from the shelf
    host_notices = services.notices
    qtbot.waitUntil(lambda: bool(host_notices.questions))
    with qtbot.waitSignal(reviews.opened):
        host_notices.questions[0].answer("open")
    (people,) = open_marks(folder).values()
    assert sorted(people) == ["Dana Ortiz", REVIEWER]

    def said() -> str:
        return column(shelf, "Reviewed by").get("nunez.zip", "")

    qtbot.waitUntil(lambda: REVIEWER in said() and "Dana Ortiz" in said())
    assert said().startswith("open by ")
    reviews.windows[0].close()
    qtbot.waitUntil(lambda: list(open_marks(folder).values()) == [("Dana Ortiz",)])


def test_combining_offers_what_lies_beside_and_shows_what_goes_out(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    shelf.table.choose("nunez.zip")
    QTest.mouseClick(shelf.combine_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shelf.combine_dialog is not None)
    dialog = shelf.combine_dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.add_beside.isVisible)
    assert dialog.add_beside.text() == "Add 2 found next to the package"
    QTest.mouseClick(dialog.add_beside, Qt.MouseButton.LeftButton)
    assert dialog.verdict is not None
    assert dialog.comments.count() == 2
    dialog.comments.item(1).setCheckState(Qt.CheckState.Unchecked)
    QTest.keyClicks(dialog.office, "Program office")
    dialog.outcome.setCurrentIndex(1 + list(Outcome).index(Outcome.NOT_ACHIEVED))
    assert dialog.hint.text() == "Say in the note why the decision differs."
    QTest.keyClicks(dialog.note, "The committee found more.")
    assert dialog.accept_button.isEnabled()
    target = folder / "nunez-result.lssc-review.json"
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(target)
    made = read_review(target)
    assert made.result is not None
    assert made.result.outcome is Outcome.NOT_ACHIEVED
    assert len(made.comments) == 1
    qtbot.waitUntil(lambda: column(shelf, "Status")["nunez.zip"] == "Not achieved")


def test_an_evaluation_of_another_package_is_not_taken_in_and_one_can_be_removed(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    shelf.table.choose("nunez.zip")
    shelf.combine_selected()
    qtbot.waitUntil(lambda: shelf.combine_dialog is not None)
    dialog = shelf.combine_dialog
    assert dialog is not None
    own, other = (
        read_review(folder / f"{name}-lee.lssc-review.json") for name in ("nunez", "obrien")
    )
    dialog.add_evaluations([own, other])
    assert dialog.rows.columnCount() == 4  # number, title, one evaluator, together
    told = " ".join(each.text() for each in dialog.summary.findChildren(type(shelf.count)))
    assert "different package" in told
    item = dialog.removals.itemAt(0)
    assert item is not None
    remove = item.widget()
    assert remove is not None
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert dialog.names.text() == "No evaluation yet."
    dialog.reject()


def test_the_shelf_has_menus_and_ends_the_program(
    shelf: ShelfWindow, reviews: Reviews, qtbot: QtBot, services: Services
) -> None:
    assert [each.text() for each in shelf.menus.actions()] == [
        "&File",
        "&Shelf",
        "&Package",
        "&View",
        "&Help",
    ]
    with qtbot.waitSignal(reviews.quit_requested):
        shelf.menus.quit.trigger()
    shelf.menus.remember.setChecked(True)
    assert services.preferences.remembered_shelf == shelf.path
    shelf.menus.remember.setChecked(False)
    assert services.preferences.settings.last_shelf == ""
    with qtbot.waitSignal(shelf.closed):
        shelf.menus.close_window.trigger()


def test_why_something_cannot_be_done_stands_beside_it(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    (folder / "letter.zip").write_bytes(b"PK no package")
    os.utime(folder / "letter.zip", (NOW.timestamp(), NOW.timestamp()))
    qtbot.waitUntil(lambda: "letter.zip" in names(shelf))
    shelf.table.choose("letter.zip")
    assert shelf.why_not.text() == "This file is damaged, so it can’t be reviewed."
    qtbot.waitUntil(lambda: "can’t be read as a ZIP" in shelf.details.fault.text())
    assert "Get a new copy" in shelf.details.fault.text()
    shelf.menus.verify.trigger()
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    assert "letter.zip" in shelf.notices.waiting[0].message.happened


def test_a_damaged_copy_folds_under_the_package_that_is_whole(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    data = (folder / "nunez.zip").read_bytes()
    (folder / "nunez (1).zip").write_bytes(data[: len(data) // 2])
    os.utime(folder / "nunez (1).zip", (NOW.timestamp(), NOW.timestamp()))
    shelf.look_button.click()
    qtbot.waitUntil(lambda: "1 damaged copy hidden" in shelf.count.text())
    assert shelf.count.text().startswith("5 packages")
    assert "nunez (1).zip" not in names(shelf)
    assert column(shelf, "Package")["nunez.zip"] == "Portfolio, 1 damaged"
    shelf.table.choose("nunez.zip")
    assert "1 damaged copy of it is here too." in shelf.details.place.text()

    assert shelf.fold_button.text() == "Show damaged copies"
    shelf.fold_button.click()
    shown = [entry.name for entry in shelf.entries.shown]
    assert shown[shown.index("nunez.zip") + 1] == "nunez (1).zip"
    assert "hidden" not in shelf.count.text()
    assert column(shelf, "File")["nunez (1).zip"] == "Damaged"
    shelf.table.choose("nunez (1).zip")
    assert "It’s a damaged copy of “nunez.zip”." in shelf.details.place.text()
    qtbot.waitUntil(lambda: "Use “nunez.zip” instead." in shelf.details.fault.text())
    assert "Ask the candidate" not in shelf.details.fault.text()
    assert not shelf.open_button.isEnabled()
