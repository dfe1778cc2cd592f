"""What a program's office asks and offers in a review: blind, a conflict, standard comments."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.evaluators import Ruling, put_conflict
from lssc_desktop.package.judging import judge
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.shelf import Shelf, scan_shelf
from lssc_desktop.store.evaluators import change_evaluators, read_evaluators
from lssc_desktop.store.known_programs import keep_program, known_programs
from lssc_desktop.store.programs import as_loaded
from lssc_desktop.store.review_file import read_review, write_review
from lssc_desktop.store.shelf_files import open_marks
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.dialogs import CombineDialog
from lssc_desktop.ui.review.office.evaluators_dialogs import ConflictDialog
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.standard_comments import InsertDialog
from lssc_desktop.ui.review.window import ReviewWindow
from tests.office import evaluation, package_with_rules, program_with_rules
from tests.ui import paper
from tests.ui.conftest import NOW
from tests.ui.review.conftest import OpenReview, printed
from tests.ui.review.rounds import REVIEWER

QUESTION = "Do you work with this candidate, or are you related?"


@pytest.fixture
def package(tmp_path: Path, services: Services) -> Path:
    """A portfolio of rules that this computer knows."""
    keep_program(services.preferences.folder, as_loaded(program_with_rules(), "office.toml"))
    return Path(shutil.copy2(package_with_rules(), tmp_path))


@pytest.fixture
def asked(reviews: Reviews, package: Path, qtbot: QtBot) -> ConflictDialog:
    """The question about a conflict of interest, before the package is shown."""
    reviews.open(package, ReviewMode.EVALUATION)
    qtbot.waitUntil(lambda: reviews.conflict_dialog is not None)
    dialog = reviews.conflict_dialog
    assert isinstance(dialog, ConflictDialog)
    assert dialog.isVisible()
    assert reviews.windows == ()
    return dialog


@pytest.fixture
def blind(
    reviews: Reviews, asked: ConflictDialog, qtbot: QtBot, services: Services
) -> ReviewWindow:
    return opened(reviews, qtbot, services, answer(asked, ""))


def answer(asked: ConflictDialog, words: str) -> Callable[[], None]:
    """Return what answers the question: no, or yes with these words."""
    (asked.yes if words else asked.no).click()
    asked.words.setPlainText(words)
    return asked.accept_button.click


def opened(
    reviews: Reviews, qtbot: QtBot, services: Services, act: Callable[[], None]
) -> ReviewWindow:
    with qtbot.waitSignal(reviews.opened) as shown:
        act()
    (window,) = shown.args
    assert isinstance(window, ReviewWindow)
    window.activateWindow()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: not services.jobs.running())
    return window


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


def test_a_conflict_is_asked_about_before_the_package_is_shown(
    asked: ConflictDialog,
    reviews: Reviews,
    package: Path,
    qtbot: QtBot,
    services: Services,
    tmp_path: Path,
) -> None:
    said = [label.text() for label in asked.findChildren(QLabel)]
    assert QUESTION in said
    assert "You aren’t told who the candidate is." in " ".join(said)
    assert "Núñez" not in " ".join(said)
    assert not asked.accept_button.isEnabled()
    window = opened(reviews, qtbot, services, answer(asked, ""))
    given = window.session.review.conflict
    assert given is not None
    assert (given.question, given.declared, given.words) == (QUESTION, False, "")
    with qtbot.waitSignal(window.session.saved):
        window.session.save(tmp_path / "e.lssc-review.json")
    assert read_review(tmp_path / "e.lssc-review.json").conflict == given
    window.close()
    qtbot.waitUntil(lambda: reviews.windows == ())
    again = opened(reviews, qtbot, services, lambda: reviews.open(package, ReviewMode.EVALUATION))
    assert reviews.windows == (again,)  # what was answered is not asked twice


def test_who_does_not_answer_sees_nothing(
    asked: ConflictDialog, reviews: Reviews, package: Path, qtbot: QtBot
) -> None:
    asked.yes.click()
    assert not asked.accept_button.isEnabled()  # it has to be said which
    with qtbot.waitSignal(reviews.left):
        asked.reject()
    assert reviews.windows == ()
    assert open_marks(package.parent) == {}


def test_who_declares_a_conflict_waits_for_the_office(
    reviews: Reviews, package: Path, qtbot: QtBot, services: Services
) -> None:
    config, shelf = services.preferences.folder, package.parent
    scan_shelf(config, Shelf(shelf), NOW.date(), ignore_progress)
    reviews.open(package, ReviewMode.EVALUATION)
    qtbot.waitUntil(lambda: reviews.conflict_dialog is not None)
    assert reviews.conflict_dialog is not None
    with qtbot.waitSignal(reviews.left):
        answer(reviews.conflict_dialog, "She was my student.")()
    assert reviews.windows == ()
    assert services.notices.waiting[-1].message.happened == "You declared a conflict of interest."
    (declared,) = read_evaluators(shelf).conflicts
    assert (declared.person, declared.words) == (REVIEWER, "She was my student.")
    assert declared.ruling is Ruling.OPEN

    for ruling in (Ruling.OPEN, Ruling.APART):
        change_evaluators(shelf, partial(put_conflict, new=replace(declared, ruling=ruling)))
        with qtbot.waitSignal(reviews.left):
            reviews.open(package, ReviewMode.EVALUATION)
        said = services.notices.waiting[-1].message.meaning
        assert ("decided that you don’t" in said) is (ruling is Ruling.APART)
    allowed = replace(declared, ruling=Ruling.ALLOWED)
    change_evaluators(shelf, partial(put_conflict, new=allowed))
    window = opened(reviews, qtbot, services, lambda: reviews.open(package, ReviewMode.EVALUATION))
    given = window.session.review.conflict
    assert given is not None
    assert (given.declared, given.words) == (True, "She was my student.")


def test_a_conflict_with_a_package_from_elsewhere_is_the_evaluators_word(
    asked: ConflictDialog, reviews: Reviews, qtbot: QtBot, services: Services
) -> None:
    answer(asked, "She was my student.")()
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    (question,) = services.notices.questions
    window = opened(reviews, qtbot, services, lambda: question.answer("open"))
    given = window.session.review.conflict
    assert given is not None
    assert given.declared


def test_a_package_is_left_where_the_office_did_not_allow_it(
    asked: ConflictDialog, reviews: Reviews, qtbot: QtBot, services: Services
) -> None:
    answer(asked, "She was my student.")()
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    (question,) = services.notices.questions
    with qtbot.waitSignal(reviews.left):
        question.answer("leave")
    assert reviews.windows == ()


def test_what_is_recognized_later_is_declared_in_the_evaluation(blind: ReviewWindow) -> None:
    blind.menus.conflict.trigger()
    dialog = blind.conflict_dialog
    assert dialog is not None
    answer(dialog, "It’s my neighbor.")()
    given = blind.session.review.conflict
    assert given is not None
    assert given.words == "It’s my neighbor."
    (notice,) = blind.notices.waiting
    assert notice.message.happened == "You declared a conflict of interest."


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
    blind.menus.conflict.trigger()
    assert blind.conflict_dialog is not None
    answer(blind.conflict_dialog, "She was my student.")()
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
    qtbot.waitUntil(lambda: combine.hint.text() == "Say why it’s decided despite the conflict.")
    assert not combine.accept_button.isEnabled()
    combine.despite.setText("No one else reads Spanish.")
    assert combine.accept_button.isEnabled()
    with qtbot.waitSignal(combine.saved):
        combine.save_to(tmp_path / "result.lssc-review.json")
    result = read_review(tmp_path / "result.lssc-review.json")
    assert result.conflict is None
    assert result.despite_conflict == "No one else reads Spanish."
    assert result.package.candidate == "José Núñez"
    write_review(tmp_path / "again.lssc-review.json", result)
