"""Evaluations combined in the window, by the rule of the program file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import add_comment, rate
from lssc_desktop.core.review.review import About, Review, ReviewMode
from lssc_desktop.package.judging import judge
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.store.known_programs import known_programs
from lssc_desktop.store.review_file import read_review, write_review
from lssc_desktop.store.signing import make_key, sign_file
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.review.dialogs import CombineDialog
from tests.ui.review.rounds import Rounds, a_review, opened

ROOM_OF_CHEVRON = 40  # pixels, with what is around the words


@pytest.fixture(scope="module")
def opened_package(made_rounds: Rounds) -> OpenedPackage:
    return opened(made_rounds.handed_in)


@pytest.fixture
def evaluation(opened_package: OpenedPackage) -> Callable[..., Review]:
    """An evaluation by a name, met but for the competencies that are named."""

    def by(name: str, **others: Rating) -> Review:
        review = a_review(opened_package, id=name, mode=ReviewMode.EVALUATION, reviewer=name)
        for item in opened_package.competency_set.competencies:
            review = rate(review, item.number, others.get(f"no_{item.number}", Rating.MET))
        return review

    return by


@pytest.fixture
def dialog(qtbot: QtBot, opened_package: OpenedPackage, services: Services) -> CombineDialog:
    judging = judge(opened_package, known_programs(services.preferences.folder))
    dialog = CombineDialog(judging, services)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not services.jobs.running())  # until signatures are known
    return dialog


def test_one_evaluation_is_not_enough(
    dialog: CombineDialog, evaluation: Callable[..., Review]
) -> None:
    dialog.add_evaluations([evaluation("Marsh")])
    assert dialog.verdict is None
    assert not dialog.accept_button.isEnabled()


def test_where_two_differ_their_comments_stand_side_by_side(
    dialog: CombineDialog, evaluation: Callable[..., Review]
) -> None:
    marsh = add_comment(evaluation("Marsh", no_2=Rating.PARTIAL), About(2), "Which of the two?")
    dialog.add_evaluations([marsh, evaluation("Lind")])
    assert "the same (" in dialog.names.text()
    dialog.table.selectRow(0)
    assert dialog.compared.isHidden()
    dialog.table.selectRow(1)
    assert dialog.compared.isVisible()
    assert [each.text() for each in dialog.compared.said] == [
        "Lind: Met\nNo comment.",
        "Marsh: Partially met\nWhich of the two?",
    ]


def test_beside_the_button_stands_why_nothing_can_be_saved_yet(
    dialog: CombineDialog, evaluation: Callable[..., Review]
) -> None:
    assert dialog.hint.text() == "The evaluations above come first."
    dialog.add_evaluations([evaluation("Marsh"), evaluation("Lind")])
    assert dialog.hint.text() == "First, say who decides."
    dialog.office.setText("Program office")
    assert dialog.accept_button.isEnabled()
    assert not dialog.hint.text()
    assert dialog.hint.x() > dialog.accept_button.x()


def test_the_decision_can_be_read_whole(
    qtbot: QtBot, dialog: CombineDialog, evaluation: Callable[..., Review]
) -> None:
    judged = evaluation("Marsh", no_3=Rating.NOT_MET), evaluation("Lind", no_3=Rating.PARTIAL)
    dialog.add_evaluations(judged)
    field = dialog.outcome
    needed = max(
        field.fontMetrics().horizontalAdvance(field.itemText(each)) for each in range(field.count())
    )
    qtbot.waitUntil(lambda: needed + ROOM_OF_CHEVRON <= field.width())


def test_the_names_of_both_fields_stand_on_one_line(dialog: CombineDialog) -> None:
    office, note = (
        next(each for each in dialog.findChildren(NamedField) if each.isAncestorOf(field))
        for field in (dialog.office, dialog.note)
    )
    middles = {each.name.mapTo(dialog, each.name.rect().center()).y() for each in (office, note)}
    assert len(middles) == 1


def test_two_that_agree_achieve_the_set(
    dialog: CombineDialog, evaluation: Callable[..., Review], qtmodeltester: ModelTester
) -> None:
    dialog.add_evaluations([evaluation("Marsh"), evaluation("Lind", no_3=Rating.PARTIAL)])
    assert dialog.verdict is not None
    assert dialog.verdict.outcome is Outcome.ACHIEVED
    assert {row.together for row in dialog.rows.shown} == {"Met"}
    assert not dialog.accept_button.isEnabled()
    dialog.office.setText("Program office")
    assert dialog.accept_button.isEnabled()
    qtmodeltester.check(dialog.rows)


def test_any_not_met_asks_for_more(
    dialog: CombineDialog, evaluation: Callable[..., Review]
) -> None:
    dialog.add_evaluations([evaluation("Marsh"), evaluation("Lind", no_6=Rating.NOT_MET)])
    assert dialog.verdict is not None
    assert dialog.verdict.outcome is Outcome.REVISION_ASKED
    assert dialog.rows.shown[5].together == "Needs more"


def test_the_same_file_counts_once(
    dialog: CombineDialog, evaluation: Callable[..., Review]
) -> None:
    dialog.add_evaluations([evaluation("Marsh"), evaluation("Marsh")])
    assert dialog.verdict is None
    dialog.clear()
    assert dialog.names.text() == "No evaluation yet."


def test_of_one_evaluation_its_last_writing_counts(
    dialog: CombineDialog, evaluation: Callable[..., Review]
) -> None:
    first = evaluation("Marsh", no_6=Rating.NOT_MET)
    later = evaluation("Marsh")
    later = replace(later, written=later.written + timedelta(hours=1))
    dialog.add_evaluations([later, evaluation("Lind"), first])
    assert dialog.verdict is not None
    assert dialog.verdict.outcome is Outcome.ACHIEVED


def test_what_cannot_be_combined_is_told(
    dialog: CombineDialog, evaluation: Callable[..., Review]
) -> None:
    elsewhere = evaluation("Lind")
    other = replace(elsewhere, package=replace(elsewhere.package, package_id="0" * 64))
    dialog.add_evaluations([evaluation("Marsh"), other])
    assert dialog.verdict is None
    assert not dialog.accept_button.isEnabled()
    assert dialog.table.isVisible()


def test_the_result_names_no_evaluator(
    dialog: CombineDialog,
    evaluation: Callable[..., Review],
    qtbot: QtBot,
    services: Services,
    tmp_path: Path,
) -> None:
    files = [tmp_path / "1.lssc-review.json", tmp_path / "2.lssc-review.json"]
    for file, name in zip(files, ("Marsh", "Lind"), strict=True):
        write_review(file, evaluation(name, no_6=Rating.NOT_MET))
    dialog.add_files(files)
    qtbot.waitUntil(lambda: dialog.verdict is not None)
    QTest.keyClicks(dialog.office, "Program office")
    QTest.keyClicks(dialog.note, "Add to competency 6.")
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(tmp_path / "result")
    result = read_review(tmp_path / "result.lssc-review.json")
    assert (result.mode, result.reviewer) == (ReviewMode.RESULT, "Program office")
    assert result.result is not None
    assert result.result.asked == (6,)
    content = (tmp_path / "result.lssc-review.json").read_text("utf-8")
    assert "Marsh" not in content
    assert "Lind" not in content
    assert services.notices.waiting == ()


def test_an_evaluation_whose_signature_is_wrong_is_not_combined(
    dialog: CombineDialog,
    evaluation: Callable[..., Review],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    files = [tmp_path / "1.lssc-review.json", tmp_path / "2.lssc-review.json"]
    make_key(tmp_path / "evaluator")
    for file, name in zip(files, ("Marsh", "Lind"), strict=True):
        write_review(file, evaluation(name))
        sign_file(tmp_path / "evaluator", file)
    write_review(files[1], evaluation("Lind", no_6=Rating.NOT_MET))  # changed after it was signed
    dialog.add_files(files)
    qtbot.waitUntil(dialog.alarm.isVisible)
    alarm = " ".join(each.text() for each in dialog.alarm.findChildren(QLabel))
    assert "2.lssc-review.json: The signature next to it doesn’t match" in alarm
    QTest.keyClicks(dialog.office, "Program office")
    qtbot.waitUntil(lambda: "A wrong signature comes first" in dialog.hint.text())
    assert not dialog.accept_button.isEnabled()
    dialog.save_to(tmp_path / "result.lssc-review.json")
    assert not (tmp_path / "result.lssc-review.json").exists()
    sign_file(tmp_path / "evaluator", files[1])
    dialog.clear()
    dialog.add_files(files)
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    assert not dialog.alarm.isVisible()
