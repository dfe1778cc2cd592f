"""What a program's office asks and offers in a review: blind, a conflict, standard comments."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.package.judging import judge
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.store.known_programs import keep_program, known_programs
from lssc_desktop.store.programs import as_loaded
from lssc_desktop.store.review_file import read_review, write_review
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.dialogs import CombineDialog, ConflictDialog
from lssc_desktop.ui.review.standard_comments import InsertDialog
from lssc_desktop.ui.review.window import ReviewWindow
from tests.office import evaluation, package_with_rules, program_with_rules
from tests.ui import paper
from tests.ui.review.conftest import OpenReview, printed

QUESTION = "Do you work with this candidate, or are you related?"


@pytest.fixture
def package(tmp_path: Path, services: Services) -> Path:
    """A portfolio of rules that this computer knows."""
    keep_program(services.preferences.folder, as_loaded(program_with_rules(), "office.toml"))
    return Path(shutil.copy2(package_with_rules(), tmp_path))


@pytest.fixture
def blind(open_review: OpenReview, package: Path) -> ReviewWindow:
    return open_review(package, ReviewMode.EVALUATION)


def conflict_dialog(window: ReviewWindow) -> ConflictDialog:
    dialog = window.conflict_dialog
    assert isinstance(dialog, ConflictDialog)
    assert dialog.isVisible()
    return dialog


def words_of(window: ReviewWindow) -> str:
    labels = [label.text() for label in window.findChildren(QLabel)]
    return " ".join([window.windowTitle(), *labels])


def test_a_blind_evaluation_shows_no_name_and_no_history(
    blind: ReviewWindow, package: Path
) -> None:
    opened = open_for_review(package, ignore_progress)
    label = f"Candidate {opened.package_id[:6].upper()}"
    assert blind.windowTitle().startswith(f"Evaluation of {label}, Technology")
    said = words_of(blind)
    assert "Núñez" not in said
    assert "your program evaluates blind" in said
    assert blind.status.signature.text() == ""  # it would say whose key it is
    assert blind.board.rounds.said == ()
    assert blind.session.review.package.candidate == label
    assert blind.saver.usual_name.startswith(f"{label.lower().replace(' ', '-')}-")
    assert not blind.menus.in_browser.isEnabled()
    assert not blind.menus.combine.isEnabled()


def test_a_blind_evaluation_is_printed_without_the_name(
    blind: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    paper.leave_out_with_windows_dialog()
    blind.print_shown()
    words = printed(blind, qtbot, tmp_path / "printed.pdf")
    assert blind.session.review.package.candidate in words
    assert "Núñez" not in words


def test_whoever_saw_the_name_does_not_go_on_to_evaluate(
    open_review: OpenReview, package: Path
) -> None:
    window = open_review(package)
    assert "José Núñez" in window.windowTitle()
    review, evaluate = window.menus.kinds.actions()
    assert review.isEnabled()
    assert not evaluate.isEnabled()
    assert window.menus.combine.isEnabled()  # by the office


def test_the_question_about_a_conflict_comes_first_and_is_recorded(
    blind: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = conflict_dialog(blind)
    assert any(label.text() == QUESTION for label in dialog.findChildren(QLabel))
    assert not dialog.accept_button.isEnabled()
    dialog.yes.click()
    assert not dialog.accept_button.isEnabled()  # it has to be said which
    QTest.keyClicks(dialog.words, "She was my student.")
    dialog.accept_button.click()

    answer = blind.session.review.conflict
    assert answer is not None
    assert (answer.question, answer.declared, answer.words) == (
        QUESTION,
        True,
        "She was my student.",
    )
    (notice,) = blind.notices.waiting
    assert notice.message.happened == "You declared a conflict of interest."
    with qtbot.waitSignal(blind.session.saved):
        blind.session.save(tmp_path / "e.lssc-review.json")
    assert read_review(tmp_path / "e.lssc-review.json").conflict == answer


def test_an_evaluation_is_not_saved_before_the_question_is_answered(
    blind: ReviewWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    conflict_dialog(blind).reject()
    target = tmp_path / "e.lssc-review.json"
    blind.saver.save_to(target)
    dialog = conflict_dialog(blind)
    dialog.no.click()
    dialog.accept_button.click()
    (asked,) = blind.notices.questions  # what else is missing comes after it
    assert asked.question.message.happened == "Your evaluation isn’t complete."
    with qtbot.waitSignal(blind.session.saved):
        asked.answer("save")
    saved = read_review(target).conflict
    assert saved is not None
    assert not saved.declared


def test_a_standard_comment_is_inserted_with_the_keyboard_alone(
    open_review: OpenReview, package: Path
) -> None:
    window = open_review(package)
    window.desk.go_to(3)
    field = window.desk.comments.box.field
    field.setFocus()
    QTest.keyClicks(field, "Please:")
    window.menus.insert.trigger()
    dialog = window.insert_dialog
    assert isinstance(dialog, InsertDialog)
    shown = [dialog.list.item(row).text().split("\n")[0] for row in range(dialog.list.count())]
    assert shown == ["Met", "Not met", "Name the systems", "Own part"]
    QTest.keyClicks(dialog.field, "own PART")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert field.toPlainText() == "Please: Say what your own part was."
    assert field.hasFocus()
    assert window.session.draft(3) is not None


def test_the_arrows_choose_a_level_of_the_rubric(open_review: OpenReview, package: Path) -> None:
    window = open_review(package)
    window.desk.go_to(3)
    window.menus.insert.trigger()
    dialog = window.insert_dialog
    assert isinstance(dialog, InsertDialog)
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.field, Qt.Key.Key_Enter)
    assert window.desk.comments.box.field.toPlainText() == "Nothing of it is shown."


def test_each_rating_says_what_it_means(open_review: OpenReview, package: Path) -> None:
    window = open_review(package)
    window.desk.go_to(3)
    met, _partial, not_met = window.desk.reading.rating.control.buttons
    assert met.toolTip() == met.accessibleDescription() == "Two devices, or more, are compared."
    assert not_met.toolTip() == "Nothing of it is shown."
    window.desk.go_to(4)
    assert met.toolTip() == "Shown by the candidate's own work."


def test_a_program_without_such_rules_offers_none_of_it(
    open_review: OpenReview, tmp_path: Path, services: Services
) -> None:
    keep_program(services.preferences.folder, as_loaded(program_with_rules(""), "office.toml"))
    package = Path(shutil.copy2(package_with_rules(""), tmp_path))
    window = open_review(package, ReviewMode.EVALUATION)
    assert window.conflict_dialog is None
    assert "José Núñez" in window.windowTitle()
    assert not window.menus.insert.isVisible()
    assert not window.menus.conflict.isVisible()
    assert window.desk.comments.box.insert.isHidden()


def test_combining_shows_who_declared_a_conflict_and_tells_the_candidate_nothing_of_it(
    blind: ReviewWindow, package: Path, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = conflict_dialog(blind)
    dialog.yes.click()
    dialog.words.setPlainText("She was my student.")
    dialog.accept_button.click()
    for number in blind.board.numbers:
        blind.desk.go_to(number)
        blind.desk.rate(Rating.MET)
    opened = open_for_review(package, ignore_progress)
    other = evaluation(opened, "Ann Lindqvist")
    judging = judge(opened, known_programs(services.preferences.folder))
    combine = CombineDialog(judging, services)
    combine.add_evaluations((blind.session.review, other))
    combine.show_for(blind)
    said = combine.conflicts.findChildren(QLabel)
    text = " ".join(label.text() for label in said)
    assert "declares a conflict of interest: She was my student." in text
    assert "Ann Lindqvist didn’t answer" in text
    combine.office.setText("Office")
    qtbot.waitUntil(combine.accept_button.isEnabled)
    with qtbot.waitSignal(combine.saved):
        combine.save_to(tmp_path / "result.lssc-review.json")
    result = read_review(tmp_path / "result.lssc-review.json")
    assert result.conflict is None
    assert result.package.candidate == "José Núñez"
    write_review(tmp_path / "again.lssc-review.json", result)
