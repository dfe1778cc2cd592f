"""A package whose rules are changed or not known can be read, and is judged only by a choice."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Rating
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.shelf import AssignmentChange, AssignmentStep
from lssc_desktop.messages.rules import shown_code
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.store.known_programs import KnownFrom, keep_program, known_programs, rules_id
from lssc_desktop.store.programs import as_loaded
from lssc_desktop.store.review_file import read_review
from lssc_desktop.store.shelf_files import note_assignments
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.program_files import RulesDialog
from lssc_desktop.ui.review.window import ReviewWindow
from tests.office import package_with_rules, program_with_rules
from tests.ui.conftest import NOW
from tests.ui.review.conftest import OpenReview
from tests.ui.review.rounds import Rounds


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A portfolio that was handed in by rules that this computer does not know."""
    return Path(shutil.copy2(package_with_rules(), tmp_path))


@pytest.fixture
def office_file(tmp_path: Path) -> Path:
    path = tmp_path / "office.toml"
    path.write_text(program_with_rules(), "utf-8")
    return path


def words_of(window: ReviewWindow) -> str:
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return " ".join([window.windowTitle(), *labels])


def show_rules(reviews: Reviews, qtbot: QtBot, office_file: Path) -> RulesDialog:
    """Answer "Choose the rules", and return the dialog that shows the file."""
    chooser = reviews.rules
    assert chooser is not None
    chooser.take(office_file)
    qtbot.waitUntil(lambda: chooser.asking is not None)
    assert chooser.asking is not None
    return chooser.asking


def test_a_portfolio_can_be_read_blind_and_nothing_is_judged(
    open_review: OpenReview, package: Path
) -> None:
    window = open_review(package)
    said = words_of(window)
    assert "Núñez" not in said
    assert "newer than this computer knows" in said
    assert "It can’t be evaluated until you choose the rules." in said
    assert window.rules_line.choose.isVisible()
    assert window.head.forecast.isHidden()
    assert not window.menus.forecast.isEnabled()
    assert not window.menus.combine.isEnabled()
    kinds = {action.data(): action.isEnabled() for action in window.menus.kinds.actions()}
    assert not kinds[ReviewMode.EVALUATION]
    window.show_forecast()
    window.combine()
    assert window.combine_dialog is None


def test_an_evaluation_begins_only_after_rules_were_chosen_and_says_which(
    reviews: Reviews, qtbot: QtBot, services: Services, package: Path, office_file: Path
) -> None:
    reviews.open(package, ReviewMode.EVALUATION)
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    assert reviews.windows == ()
    said = services.notices.questions[0].question
    assert "can’t be judged here" in said.message.happened
    assert [each.label for each in said.answers] == ["Cancel", "Choose the rules…"]

    dialog = show_rules(reviews, qtbot, office_file)
    found = rules_id(office_file.read_bytes())
    assert dialog.name.text() == f"lssc, version {found.version}"
    assert shown_code(found.code) in dialog.code.text()
    with qtbot.waitSignal(reviews.opened) as shown:
        dialog.accept_button.click()
    (window,) = shown.args
    assert isinstance(window, ReviewWindow)
    assert "You chose the rules" in words_of(window)
    assert window.head.forecast.isVisible()
    for number in window.board.numbers:
        window.desk.go_to(number)
        window.desk.rate(Rating.MET)
    target = package.with_name("evaluation.lssc-review.json")
    with qtbot.waitSignal(window.session.saved):
        window.session.save(target)
    written = read_review(target)
    assert (written.rules, written.rules_chosen) == (found, True)


def test_cancel_leaves_it_unjudged(
    reviews: Reviews, qtbot: QtBot, services: Services, package: Path, office_file: Path
) -> None:
    reviews.open(package, ReviewMode.EVALUATION)
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    with qtbot.waitSignal(reviews.left):
        show_rules(reviews, qtbot, office_file).reject()
    assert reviews.windows == ()


def test_what_is_known_is_evaluated_by_the_office_s_own_file(
    open_review: OpenReview, services: Services, qtbot: QtBot, package: Path
) -> None:
    keep_program(services.preferences.folder, as_loaded(program_with_rules(), "office.toml"))
    window = open_review(package, ReviewMode.EVALUATION)
    assert window.rules_line.isHidden()
    assert window.head.forecast.isVisible()
    target = package.with_name("evaluation.lssc-review.json")
    with qtbot.waitSignal(window.session.saved):
        window.session.save(target)
    written = read_review(target)
    assert written.rules == rules_id(program_with_rules().encode())
    assert not written.rules_chosen


def test_a_review_copy_of_the_shipped_rules_has_no_line(
    open_review: OpenReview, rounds: Rounds
) -> None:
    window = open_review(rounds.first)
    assert window.rules_line.isHidden()
    assert window.head.forecast.isVisible()
    assert window.session.judged_review.rules is None


def test_what_came_with_the_assignment_is_taken_by_an_act_that_shows_it(
    reviews: Reviews, qtbot: QtBot, services: Services, package: Path
) -> None:
    identity = open_for_review(package, ignore_progress).package_id
    change = AssignmentChange(NOW, "Office", AssignmentStep.ASSIGN, "M. Okafor")
    note_assignments(package, identity, (change,), program_with_rules())
    found = rules_id(program_with_rules().encode())
    config = services.preferences.folder

    reviews.open(package, ReviewMode.EVALUATION)
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    asked = services.notices.questions[0]
    assert asked.question.answers[-1].label == "See the office’s rules…"
    asked.answer(asked.question.answers[-1].id)
    chooser = reviews.rules
    assert chooser is not None
    assert chooser.asking is not None
    assert shown_code(found.code) in chooser.asking.code.text()
    assert known_programs(config).file_of(found) is None

    with qtbot.waitSignal(reviews.opened) as shown:
        chooser.asking.accept_button.click()
    (window,) = shown.args
    assert isinstance(window, ReviewWindow)
    assert window.rules_line.isHidden()
    known = known_programs(config).file_of(found)
    assert known is not None
    assert known.source is KnownFrom.KEPT


def test_what_lies_beside_another_package_is_not_offered(
    reviews: Reviews, qtbot: QtBot, services: Services, package: Path
) -> None:
    change = AssignmentChange(NOW, "Office", AssignmentStep.ASSIGN, "M. Okafor")
    note_assignments(package, "another", (change,), program_with_rules())
    reviews.open(package, ReviewMode.EVALUATION)
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    answers = services.notices.questions[0].question.answers
    assert [each.label for each in answers] == ["Cancel", "Choose the rules…"]
