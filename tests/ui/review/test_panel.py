"""Evaluating for the panel: chosen before anything is rated, and kept in the evaluation."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import rate
from lssc_desktop.core.review.review import Review, ReviewMode
from lssc_desktop.package.judging import judge
from lssc_desktop.package.opened import OpenedPackage, open_for_review
from lssc_desktop.store.known_programs import keep_program, known_programs
from lssc_desktop.store.programs import as_loaded
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.dialogs import CombineDialog
from lssc_desktop.ui.review.window import ReviewWindow
from tests.office import evaluation, package_with_panel, program_with_panel
from tests.ui.review.conftest import OpenReview

NOT = Rating.NOT_MET


@pytest.fixture
def package(tmp_path: Path, services: Services) -> Path:
    """A portfolio of a program with a panel, which this computer knows."""
    keep_program(services.preferences.folder, as_loaded(program_with_panel(), "office.toml"))
    return Path(shutil.copy2(package_with_panel(), tmp_path))


@pytest.fixture
def opened(package: Path) -> OpenedPackage:
    return open_for_review(package, ignore_progress)


def answer(window: ReviewWindow, label: str) -> None:
    """Give the answer with that label to the question that is asked."""
    (asked,) = window.notices.questions
    assert asked.question.message.happened == "Are you evaluating for the panel?"
    asked.answer(next(each.id for each in asked.question.answers if each.label == label))


def test_it_is_asked_before_anything_is_rated_and_kept_in_the_file(
    open_review: OpenReview, package: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_review(package, ReviewMode.EVALUATION)
    answer(window, "Evaluate for the panel")
    assert window.session.review.decides
    assert window.menus.decides.isChecked()
    assert "Evaluating for the panel, as" in window.status.person.text()
    window.desk.go_to(window.board.numbers[0])
    window.desk.rate(Rating.MET)
    assert not window.menus.decides.isEnabled()
    with qtbot.waitSignal(window.session.saved):
        window.session.save(tmp_path / "panel.lssc-review.json")
    assert read_review(tmp_path / "panel.lssc-review.json").decides


def test_closing_the_question_is_one_evaluator_and_the_menu_still_chooses(
    open_review: OpenReview, package: Path
) -> None:
    window = open_review(package, ReviewMode.EVALUATION)
    (asked,) = window.notices.questions
    asked.answer(asked.question.otherwise)
    assert not window.session.review.decides
    assert "Evaluating as" in window.status.person.text()
    window.menus.decides.trigger()
    assert window.session.review.decides
    window.menus.decides.trigger()
    assert not window.session.review.decides


def test_a_review_asks_nothing_of_a_panel(open_review: OpenReview, package: Path) -> None:
    window = open_review(package)
    assert window.notices.questions == ()
    assert not window.menus.decides.isEnabled()


@pytest.fixture
def dialog(qtbot: QtBot, opened: OpenedPackage, services: Services) -> CombineDialog:
    judging = judge(opened, known_programs(services.preferences.folder))
    dialog = CombineDialog(judging, services)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def three(opened: OpenedPackage, *, marked: bool) -> tuple[Review, ...]:
    """Two evaluations that differ in competency 3, and one more that finds it not met."""
    one, two = evaluation(opened, "Marsh"), rate(evaluation(opened, "Lind"), 3, NOT)
    panel = replace(rate(evaluation(opened, "Panel"), 3, NOT), decides=marked)
    later = panel.written + timedelta(days=1)
    return replace(one, written=later), two, panel


def said(dialog: CombineDialog) -> str:
    return " ".join(each.text() for each in dialog.summary.findChildren(QLabel))


def test_the_marked_evaluation_decides_whoever_saved_last(
    dialog: CombineDialog, opened: OpenedPackage
) -> None:
    dialog.add_evaluations(three(opened, marked=True))
    assert dialog.verdict is not None
    assert (dialog.verdict.decided_by, dialog.verdict.outcome) == ("Panel", Outcome.REVISION_ASKED)
    assert not dialog.decider.isVisible()
    assert "The panel’s evaluation is the one by Panel." in said(dialog)


def test_of_evaluations_without_a_mark_the_office_says_which_is_the_panels(
    dialog: CombineDialog, opened: OpenedPackage
) -> None:
    dialog.add_evaluations(three(opened, marked=False))
    assert dialog.verdict is None
    assert not dialog.accept_button.isEnabled()
    assert "None of the evaluations says that it’s the panel’s." in said(dialog)
    assert dialog.decider.isVisible()
    dialog.decider.setFocus()
    QTest.keyClicks(dialog.decider, "Panel")
    assert dialog.verdict is not None
    assert (dialog.verdict.decided_by, dialog.verdict.decider_named) == ("Panel", True)
    assert "You said that the panel’s evaluation is the one by Panel." in said(dialog)
