"""What an office does about people at its shelf: its list, assigning, conflicts, history."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from lssc_desktop.core.submission.evaluators import (
    Conflict,
    Evaluator,
    Ruling,
    put_conflict,
    put_evaluator,
)
from lssc_desktop.core.submission.shelf import ShelfEntry
from lssc_desktop.core.submission.shelf_statistics import shelf_agreement
from lssc_desktop.store.evaluators import change_evaluators, evaluators_path, read_evaluators
from lssc_desktop.store.shelf_files import assignments_path, read_assignments
from lssc_desktop.ui.review.office.dialogs import AssignDialog
from lssc_desktop.ui.review.office.evaluators_dialogs import ConflictsDialog, EvaluatorsDialog
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.office import DAY
from tests.ui.review.rounds import REVIEWER

JANE = "4a3f1c6e-0d2b-4e57-9c1a"  # the second Jane Smith


@pytest.fixture
def people(folder: Path) -> None:
    for new in (
        Evaluator("Ann Lindqvist", languages=("en",)),
        Evaluator("Bo Reyes", sets=("supervision-management",)),
        Evaluator("Cy Dale"),
        Evaluator("Lee Chen", most=4),
    ):
        change_evaluators(folder, partial(put_evaluator, new=new))


def row(shelf: ShelfWindow, name: str) -> ShelfEntry:
    return next(each for each in shelf.entries.all_records if each.name == name)


def evaluators(shelf: ShelfWindow, qtbot: QtBot) -> EvaluatorsDialog:
    shelf.menus.evaluators.trigger()
    qtbot.waitUntil(lambda: shelf.office.evaluators_dialog is not None)
    assert shelf.office.evaluators_dialog is not None
    return shelf.office.evaluators_dialog


def assigning(shelf: ShelfWindow, qtbot: QtBot, *names: str) -> AssignDialog:
    shelf.table.select(list(names))
    shelf.menus.assign.trigger()
    qtbot.waitUntil(lambda: shelf.office.assign_dialog is not None)
    assert shelf.office.assign_dialog is not None
    return shelf.office.assign_dialog


def conflicts(shelf: ShelfWindow, qtbot: QtBot, name: str) -> ConflictsDialog:
    shelf.table.choose(name)
    shelf.menus.conflicts.trigger()
    qtbot.waitUntil(lambda: shelf.office.conflicts_dialog is not None)
    assert shelf.office.conflicts_dialog is not None
    return shelf.office.conflicts_dialog


def test_an_evaluator_is_added_changed_and_removed(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    dialog = evaluators(shelf, qtbot)
    assert dialog.table.records.rowCount() == 0
    dialog.add.click()
    form = dialog.form
    assert form is not None
    assert not form.accept_button.isEnabled()
    form.name.setText("Lee Chen")
    form.email.setText("lee@example.org")
    form.most.setValue(6)
    form.sets.item(0).setCheckState(Qt.CheckState.Checked)
    form.languages["es"].click()
    form.accept_button.click()
    qtbot.waitUntil(lambda: dialog.table.records.rowCount() == 1)
    wanted = Evaluator("Lee Chen", "lee@example.org", ("technology",), ("es",), 6)
    assert read_evaluators(folder).people == (wanted,)
    shown = [str(dialog.table.records.index(0, at).data()) for at in range(5)]
    assert shown == ["Lee Chen", "0", "6", "Technology", "Español"]

    dialog.table.activated.emit(dialog.table.records.index(0, 0))
    form = dialog.form
    assert form is not None
    form.name.setText("Lee A. Chen")
    form.away.click()
    form.accept_button.click()
    away = replace(wanted, name="Lee A. Chen", away=True)
    qtbot.waitUntil(lambda: read_evaluators(folder).people == (away,))
    qtbot.waitUntil(lambda: str(dialog.table.records.index(0, 2).data()) == "Away")
    dialog.remove.click()
    qtbot.waitUntil(lambda: dialog.table.records.rowCount() == 0)


@pytest.mark.usefixtures("people")
def test_two_are_assigned_to_several_packages_in_one_act(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    dialog = assigning(shelf, qtbot, "smith-2.zip", "bjork.zip")
    assert dialog.by_rule.isChecked()
    said = [dialog.proposed.item(at).text() for at in range(dialog.proposed.count())]
    assert len(said) == 2
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)

    def assigned(name: str) -> list[str]:
        noted = read_assignments(assignments_path(folder / name)).assigned
        assert noted[-1].due == DAY + timedelta(days=30)
        return sorted(each.person for each in noted)

    qtbot.waitUntil(lambda: len(row(shelf, "smith-2.zip").assigned) == 2)
    pairs = assigned("smith-2.zip"), assigned("bjork.zip")
    assert "Ann Lindqvist" in pairs[1]  # she has begun it
    assert pairs[0] != pairs[1]
    assert "Bo Reyes" not in {*pairs[0], *pairs[1]}
    (told,) = shelf.notices.waiting
    assert told.message.happened.startswith("Assigned 2 packages to ")


@pytest.mark.usefixtures("people")
def test_one_can_still_be_named(shelf: ShelfWindow, qtbot: QtBot) -> None:
    dialog = assigning(shelf, qtbot, "smith-2.zip")
    dialog.by_rule.click()
    assert dialog.person.isVisible()
    assert not dialog.proposed.isVisible()
    dialog.person.setEditText("Dana Ortiz")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(row(shelf, "smith-2.zip").assigned))
    assert [each.person for each in row(shelf, "smith-2.zip").assigned] == ["Dana Ortiz"]


def test_without_a_list_nothing_is_chosen_by_rule(shelf: ShelfWindow, qtbot: QtBot) -> None:
    dialog = assigning(shelf, qtbot, "smith-2.zip")
    assert not dialog.by_rule.isVisible()
    assert dialog.person.isVisible()


@pytest.mark.usefixtures("people")
def test_the_office_decides_about_a_conflict_and_the_shelf_shows_it(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    dialog = conflicts(shelf, qtbot, "smith-2.zip")
    dialog.person.setEditText("Lee Chen")
    dialog.words.setPlainText("His niece.")
    assert dialog.rulings[Ruling.APART].isChecked()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(row(shelf, "smith-2.zip").conflicts))
    assert shelf.details.conflicts.text() == (
        "Lee Chen doesn’t evaluate this candidate: a conflict of interest. What it is: His niece."
    )
    (noted,) = read_evaluators(folder).conflicts
    assert (noted.portfolio, noted.by, noted.ruled_by) == (JANE, REVIEWER, REVIEWER)

    assign = assigning(shelf, qtbot, "smith-2.zip")
    assert "Lee Chen" not in assign.proposed.item(0).text()
    assign.by_rule.click()
    assign.person.setEditText("lee chen")
    assert not assign.accept_button.isEnabled()
    assert "Decide about it first." in assign.hint.text()
    assign.reject()

    dialog = conflicts(shelf, qtbot, "smith-2.zip")
    assert dialog.words.toPlainText() == "His niece."
    dialog.rulings[Ruling.ALLOWED].click()
    assert not dialog.accept_button.isEnabled()
    dialog.reason.setText("They have never met.")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "allowed" in shelf.details.conflicts.text())
    (noted,) = read_evaluators(folder).conflicts
    assert (noted.ruling, noted.reason) == (Ruling.ALLOWED, "They have never met.")


def test_who_changed_what_is_shown(shelf: ShelfWindow, qtbot: QtBot) -> None:
    dialog = assigning(shelf, qtbot, "nunez.zip")
    dialog.others[0].click()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: len(row(shelf, "nunez.zip").assigned) == 1)
    shelf.table.choose("nunez.zip")
    shelf.menus.history.trigger()
    qtbot.waitUntil(lambda: shelf.office.history_dialog is not None)
    history = shelf.office.history_dialog
    assert history is not None
    said = [history.list.item(at).text() for at in range(history.list.count())]
    assert said[0].endswith(f"{REVIEWER}: Lee Chen isn’t assigned anymore")
    assert said[-1].endswith("Office: assigned to Lee Chen, due by December 3, 2026")


def test_a_list_that_cannot_be_read_is_said_and_left_alone(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    evaluators_path(folder).write_text("{", "utf-8")
    shelf.menus.evaluators.trigger()
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    assert "evaluators.json can’t be read" in shelf.notices.waiting[0].message.happened.replace(
        "“", ""
    ).replace("”", "")
    shelf.look_button.click()
    qtbot.waitUntil(lambda: "conflicts of interest" in shelf.left_out.text())
    assert evaluators_path(folder).read_text("utf-8") == "{"


def test_a_conflict_is_known_in_every_set_of_a_candidate(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot
) -> None:
    new = Conflict("Cy Dale", JANE, "", DAY, "Office")
    change_evaluators(folder, partial(put_conflict, new=new))
    shelf.look_button.click()
    qtbot.waitUntil(lambda: bool(row(shelf, "smith-2.zip").conflicts))
    assert not row(shelf, "smith-1.zip").conflicts  # another Jane Smith


def test_how_far_evaluators_agreed_is_shown_and_saved_without_candidates(
    shelf: ShelfWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    shelf.menus.agreement.trigger()
    dialog = shelf.office.agreement_dialog
    assert dialog is not None
    assert dialog.year.currentText() == "2026"

    def rows() -> list[list[str]]:
        model = dialog.table.records
        return [
            [str(model.index(at, to).data()) for to in range(model.columnCount())]
            for at in range(model.rowCount())
        ]

    assert rows()[0][1:] == ["All", "18", "18", "100"]  # nunez and smith-1, by two each
    dialog.by.setCurrentIndex(2)
    assert rows() == [["Ann Lindqvist", "Lee Chen", "18", "18", "100", "–"]]
    target = tmp_path / "agreement.xlsx"
    shelf.office.save_agreement(shelf_agreement(shelf.watch.shelf.entries), target)
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    book = CalamineWorkbook.from_path(str(target))
    assert book.sheet_names == ["By set", "By evaluator", "By pair"]
    said = repr([book.get_sheet_by_name(each).to_python() for each in book.sheet_names])
    assert "Ann Lindqvist" in said
    for entry in shelf.watch.shelf.entries:
        assert entry.package.candidate not in said
