"""A package whose rules are changed or not known can be read, and is judged only by a choice."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep
from lssc_desktop.messages.rules import shown_code
from lssc_desktop.package.judging import rules_in, shown_by_known
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.store.known_programs import KnownFrom, keep_program, known_programs
from lssc_desktop.store.programs import as_loaded, read_program, shipped_program_text
from lssc_desktop.store.review_file import read_review
from lssc_desktop.store.shelf_files import note_assignments
from lssc_desktop.store.shipped_rules import rules_id
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.program_files import RulesDialog
from lssc_desktop.ui.review.window import ReviewWindow
from tests.office import package_with_program, package_with_rules, program_with_rules
from tests.ui.conftest import NOW
from tests.ui.review.conftest import OpenReview, without_conflict
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
    window = without_conflict(reviews, qtbot, dialog.accept_button.click)
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
    reviews: Reviews, services: Services, qtbot: QtBot, package: Path
) -> None:
    keep_program(services.preferences.folder, as_loaded(program_with_rules(), "office.toml"))
    window = without_conflict(reviews, qtbot, lambda: reviews.open(package, ReviewMode.EVALUATION))
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

    window = without_conflict(reviews, qtbot, chooser.asking.accept_button.click)
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


# What is asked ----------------------------------------------------------------------------------

ASKED = next(
    each
    for each in read_program(shipped_program_text(), "lssc.toml").sets
    if each.id == "technology"
).competencies
OTHERWISE = "Competency 3 isn’t the same in both:"


def asks_otherwise(text: str, folder: Path, said: str = "Say <b>hello</b>.") -> Path:
    """A portfolio that was handed in with a program file that asks that in competency 3."""
    assert text.count(f'"{ASKED[2].summary}"') == 1
    return Path(shutil.copy2(package_with_program(text.replace(ASKED[2].summary, said)), folder))


def said_in(widget: QWidget) -> str:
    return "".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def leaves_out_9(text: str) -> str:
    """A program file without the last competency of the set that was handed in."""
    last = text.index(f'number = 9\ntitle = "{ASKED[8].title}"')
    start = text.rindex("[[sets.competencies]]", 0, last)
    return text[:start] + text[text.index("[[sets", last) :]


def test_what_was_asked_is_shown_from_the_known_file_and_the_package_s_words_beneath(
    open_review: OpenReview, tmp_path: Path
) -> None:
    window = open_review(asks_otherwise(shipped_program_text(), tmp_path))
    head = window.desk.reading.head
    window.desk.go_to(3)
    assert head.statement.text() == ASKED[2].summary
    assert head.otherwise.isVisible()
    first, known, found = said_in(head.otherwise).splitlines()
    assert first == OTHERWISE
    assert ASKED[2].summary in known
    assert found.startswith("In the package: ")
    assert "Say <b>hello</b>." in found
    window.desk.go_to(4)
    assert head.statement.text() == ASKED[3].summary
    assert head.otherwise.isHidden()


def test_a_screen_reader_says_both(open_review: OpenReview, tmp_path: Path) -> None:
    window = open_review(asks_otherwise(shipped_program_text(), tmp_path))
    window.desk.go_to(3)
    otherwise = window.desk.reading.head.otherwise
    otherwise.setFocus()
    assert otherwise.hasFocus()
    read = QAccessible.queryAccessibleInterface(otherwise)
    assert read.text(QAccessible.Text.Name) == OTHERWISE
    described = read.text(QAccessible.Text.Description)
    assert ASKED[2].summary in described
    assert "Say <b>hello</b>." in described


def test_long_words_of_a_package_leave_room_for_the_text(
    open_review: OpenReview, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_review(asks_otherwise(shipped_program_text(), tmp_path, "word " * 380))
    window.resize(1000, 640)
    window.desk.go_to(3)
    otherwise = window.desk.reading.head.otherwise
    qtbot.waitUntil(lambda: otherwise.verticalScrollBar().maximum() > 0)
    assert otherwise.height() <= window.height() / 3
    assert window.height() == 640


def test_where_rules_were_chosen_the_package_s_words_stand_beneath_those(
    reviews: Reviews, qtbot: QtBot, services: Services, tmp_path: Path, office_file: Path
) -> None:
    package = asks_otherwise(program_with_rules(), tmp_path)
    reviews.open(package, ReviewMode.EVALUATION)
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    accept = show_rules(reviews, qtbot, office_file).accept_button.click
    window = without_conflict(reviews, qtbot, accept)
    window.desk.go_to(3)
    head = window.desk.reading.head
    assert head.statement.text() == ASKED[2].summary
    assert "Say <b>hello</b>." in said_in(head.otherwise)


def test_a_package_s_own_translation_of_what_was_asked_is_not_shown(tmp_path: Path) -> None:
    """Translations don't change a rules code: a package with others has known rules."""
    forged = f'\n[translations.es]\n"{ASKED[2].summary}" = "Salude."\n'
    package = package_with_program(shipped_program_text() + forged)
    known = known_programs(tmp_path)
    opened = open_for_review(package, ignore_progress)
    assert rules_in(opened, known).are_known
    asked = opened.shown_in("es").competency_set.competencies[2]
    assert asked.summary == "Salude."
    shown = shown_by_known(opened, known).shown_in("es").competency_set.competencies[2]
    assert shown.summary.startswith("Conocer los principios")


def test_of_unknown_rules_the_package_s_words_stand(
    open_review: OpenReview, tmp_path: Path
) -> None:
    window = open_review(asks_otherwise(program_with_rules(), tmp_path))
    window.desk.go_to(3)
    head = window.desk.reading.head
    assert head.statement.text() == "Say <b>hello</b>."
    assert head.otherwise.isHidden()
    assert "newer than this computer knows" in words_of(window)


def test_where_the_same_is_asked_nothing_is_said(open_review: OpenReview, tmp_path: Path) -> None:
    easy = shipped_program_text().replace("evaluators = 2", "evaluators = 1", 1)
    window = open_review(Path(shutil.copy2(package_with_program(easy), tmp_path)))
    assert "was changed" in words_of(window)
    for number in window.board.numbers:
        window.desk.go_to(number)
        assert window.desk.reading.head.otherwise.isHidden()


def test_what_a_package_leaves_out_is_named_above(open_review: OpenReview, tmp_path: Path) -> None:
    short = leaves_out_9(shipped_program_text())
    window = open_review(asks_otherwise(short, tmp_path))
    assert window.board.numbers == tuple(range(1, 9))
    assert "It leaves out competency 9, which those rules have." in words_of(window)
    window.desk.go_to(3)
    head = window.desk.reading.head
    assert head.statement.text() == ASKED[2].summary
    assert head.otherwise.isVisible()
