"""Packages on a shelf whose rules this computer does not know: by themselves, and in no number."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.review.evaluation import Office, result_of, verdict_of
from lssc_desktop.core.submission.shelf import ShelfState, ShelfView
from lssc_desktop.messages.rules import judged_by_line
from lssc_desktop.messages.shelf import export_head, export_row
from lssc_desktop.package.judging import judge
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.store.known_programs import NOTHING_KNOWN, known_programs
from lssc_desktop.store.programs import as_loaded
from lssc_desktop.store.review_file import read_review
from lssc_desktop.store.shipped_rules import rules_id
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.program_files import RulesChooser, RulesDialog
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.office import (
    DAY,
    assign,
    evaluation,
    lay,
    office_knows,
    package_with_rules,
    packages,
    program_with_rules,
)

NAME = "nunez-technology.lssc.zip"
LATE = DAY.replace(year=2025)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shelf with a package of the shipped rules, and one of rules that nobody here knows."""
    folder = tmp_path / "office"
    folder.mkdir()
    shutil.copy2(packages()[0], folder / "known.zip")
    shutil.copy2(package_with_rules(), folder / NAME)
    assign(folder / NAME, "Ann", LATE)
    return folder


@pytest.fixture
def shelf(reviews: Reviews, qtbot: QtBot, folder: Path) -> ShelfWindow:
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: shelf.watch.has_looked and not shelf.watch.shelf.unverified)
    return shelf


def names(shelf: ShelfWindow) -> list[str]:
    return sorted(entry.name for entry in shelf.entries.shown)


def chip(shelf: ShelfWindow, view: ShelfView) -> None:
    shelf.filters.button(tuple(ShelfView).index(view)).click()


def test_they_have_a_group_and_are_in_no_number(shelf: ShelfWindow) -> None:
    assert shelf.count.text() == "1 package · 1 whose rules aren’t known here"
    chip(shelf, ShelfView.RULES_NOT_KNOWN)
    assert names(shelf) == [NAME]
    assert shelf.count.text() == "1 whose rules aren’t known here"
    for view in (ShelfView.OVERDUE, ShelfView.TO_REVIEW, ShelfView.READY, ShelfView.DECIDED):
        chip(shelf, view)
        assert NAME not in names(shelf), view


def test_the_row_says_so_and_shows_no_name_even_where_names_are_wanted(
    shelf: ShelfWindow, qtbot: QtBot, folder: Path
) -> None:
    shelf.menus.names.setEnabled(True)
    shelf.menus.names.trigger()
    chip(shelf, ShelfView.RULES_NOT_KNOWN)
    model = shelf.entries
    texts = [str(model.index(0, at).data()) for at in range(model.columnCount())]
    assert "Rules not known" in texts
    assert not [each for each in texts if "Núñez" in each]
    shelf.table.choose(NAME)
    assert "newer than this computer knows" in shelf.details.place.text()
    assert "how long it’s kept aren’t known" in shelf.details.place.text()
    row = dict(zip(export_head(), export_row(model.shown[0], DAY), strict=True))
    assert (row["Evaluators needed"], row["Rules"]) == ("not known", "not known")

    office_knows(folder)
    shelf.watch.look()
    qtbot.waitUntil(lambda: model.all_records[0].state is not ShelfState.RULES_NOT_KNOWN)
    chip(shelf, ShelfView.ALL)
    qtbot.waitUntil(lambda: shelf.count.text().startswith("2 packages"))
    place = tuple(ShelfView).index(ShelfView.RULES_NOT_KNOWN)
    assert shelf.filters.button(place).isHidden()
    assert "José Núñez" in [each.package.candidate for each in model.shown]


# Choosing the rules -----------------------------------------------------------------------------


@pytest.fixture
def office_file(tmp_path: Path) -> Path:
    path = tmp_path / "office.toml"
    path.write_text(program_with_rules(), "utf-8")
    return path


def lay_decision(folder: Path) -> None:
    """Lay a result beside the package that was made by rules which the office chose."""
    opened = open_for_review(folder / NAME, ignore_progress)
    judging = judge(opened, NOTHING_KNOWN, as_loaded(program_with_rules(), "office.toml"))
    both = evaluation(opened, "Lee Chen"), evaluation(opened, "Ann Lindqvist")
    found = verdict_of(
        judging.opened.program, judging.opened.competency_set, opened.package_id, both
    )
    day = datetime(2026, 11, 23, tzinfo=UTC)
    office = Office("Program office", "r1", day, "", judging.rules, judging.chosen)
    lay(folder / "result.lssc-review.json", result_of(both, found, Outcome.ACHIEVED, office))


def file_dialogs(shelf: ShelfWindow) -> list[QFileDialog]:
    return [each for each in shelf.findChildren(QFileDialog) if each.isVisible()]


def chosen(shelf: ShelfWindow, chooser: RulesChooser, file: Path, qtbot: QtBot) -> RulesDialog:
    """Answer that the rules are chosen, by that file, and return the dialog that shows it."""
    qtbot.waitUntil(lambda: bool(shelf.notices.questions))
    (asked,) = shelf.notices.questions
    assert "can’t be judged here" in asked.question.message.happened
    assert [each.label for each in asked.question.answers] == ["Cancel", "Choose the rules…"]
    asked.answer(asked.question.answers[-1].id)
    (which,) = file_dialogs(shelf)
    which.reject()
    chooser.take(file)
    qtbot.waitUntil(lambda: chooser.asking is not None)
    dialog = chooser.asking
    assert isinstance(dialog, RulesDialog)
    return dialog


def test_evaluations_are_combined_by_rules_that_were_chosen_and_the_result_says_so(
    shelf: ShelfWindow, qtbot: QtBot, folder: Path, office_file: Path
) -> None:
    opened = open_for_review(folder / NAME, ignore_progress)
    both = evaluation(opened, "Lee Chen"), evaluation(opened, "Ann Lindqvist")
    shelf.table.choose(NAME)
    shelf.combine_button.click()
    chosen(shelf, shelf.rules_chooser, office_file, qtbot).accept_button.click()
    qtbot.waitUntil(lambda: shelf.combine_dialog is not None)
    dialog = shelf.combine_dialog
    assert dialog is not None
    named = as_loaded(program_with_rules(), "office.toml")
    assert judged_by_line(judge(opened, NOTHING_KNOWN, named)) in dialog.names.text()
    dialog.add_evaluations(both)
    dialog.office.setText("Program office")
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(folder / "result.lssc-review.json")
    made = read_review(folder / "result.lssc-review.json")
    assert (made.rules, made.rules_chosen) == (rules_id(office_file.read_bytes()), True)


def test_without_a_choice_nothing_is_combined_and_no_letter_is_written(
    shelf: ShelfWindow, qtbot: QtBot, folder: Path, office_file: Path
) -> None:
    lay_decision(folder)
    qtbot.waitUntil(lambda: bool(shelf.watch.shelf.reviews))
    shelf.table.choose(NAME)
    for act, chooser in (
        (shelf.menus.combine, shelf.rules_chooser),
        (shelf.menus.letter, shelf.letters.rules_chooser),
    ):
        act.trigger()
        with qtbot.waitSignal(chooser.left):
            chosen(shelf, chooser, office_file, qtbot).reject()
    assert shelf.combine_dialog is None
    assert file_dialogs(shelf) == []


def test_a_file_with_other_rules_under_a_known_version_is_refused(
    shelf: ShelfWindow, qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    known = known_programs(services.preferences.folder).files[0]
    other = tmp_path / "other.toml"
    text = known.path.read_text("utf-8").replace("evaluators = 2", "evaluators = 1", 1)
    other.write_text(text, "utf-8")
    assert rules_id(text.encode()).version == known.id.version
    shelf.table.choose(NAME)
    shelf.combine_button.click()
    qtbot.waitUntil(lambda: bool(shelf.notices.questions))
    (asked,) = shelf.notices.questions
    asked.answer(asked.question.answers[-1].id)
    shelf.rules_chooser.take(other)
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting) or bool(shelf.rules_chooser.asking))
    if shelf.rules_chooser.asking is not None:
        shelf.rules_chooser.asking.accept_button.click()
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    (notice,) = shelf.notices.waiting
    assert "Give it a new version" in notice.message.text
    assert shelf.combine_dialog is None


def test_the_letter_of_a_result_is_written_by_rules_that_were_chosen(
    shelf: ShelfWindow, qtbot: QtBot, folder: Path, office_file: Path
) -> None:
    lay_decision(folder)
    qtbot.waitUntil(lambda: bool(shelf.watch.shelf.reviews))
    shelf.table.choose(NAME)
    shelf.menus.letter.trigger()
    chosen(shelf, shelf.letters.rules_chooser, office_file, qtbot).accept_button.click()
    qtbot.waitUntil(lambda: bool(file_dialogs(shelf)))
    file_dialogs(shelf)[0].reject()
    target = folder / "letter.pdf"
    with qtbot.waitSignal(shelf.letters.saved):
        shelf.letters.save_to(target)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_result_made_by_other_rules_has_no_letter_by_those_that_were_chosen(
    shelf: ShelfWindow, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    lay_decision(folder)
    qtbot.waitUntil(lambda: bool(shelf.watch.shelf.reviews))
    other = tmp_path / "other.toml"
    other.write_text(program_with_rules("# other rules"), "utf-8")
    shelf.table.choose(NAME)
    shelf.menus.letter.trigger()
    chosen(shelf, shelf.letters.rules_chooser, other, qtbot).accept_button.click()
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    assert file_dialogs(shelf) == []
