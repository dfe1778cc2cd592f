"""Before a review file is saved: what is missing is said, and where the file goes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.package.opened import written_numbers
from lssc_desktop.package.rounds import KeptReview, keep_review
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.dialogs import NoteDialog
from lssc_desktop.ui.review.window import ReviewWindow
from tests.ui.review.conftest import OpenReview, focused
from tests.ui.review.rounds import Rounds


@pytest.fixture
def review_window(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    return open_review(rounds.first)


@pytest.fixture
def evaluation(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    return open_review(rounds.handed_in, ReviewMode.EVALUATION)


def asked(window: ReviewWindow) -> str:
    (question,) = window.notices.questions
    message = question.question.message
    return f"{message.happened} {message.meaning} {message.advice}"


def answer(window: ReviewWindow, given: str) -> None:
    """Answer what is asked, and have the window in front again, as a screen has."""
    window.notices.questions[0].answer(given)
    window.activateWindow()


def test_an_evaluation_says_what_is_missing_before_it_is_saved(
    evaluation: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClick(evaluation.desk.pane.list, Qt.Key.Key_3)
    evaluation.saver.save_to(tmp_path / "one")

    said = asked(evaluation)
    assert said.startswith("Your evaluation isn’t complete. Competencies 2, ")
    assert "Competency 1 is rated below met, but no comment says why." in said
    assert "The learning statement isn’t marked as read." in said
    assert not list(tmp_path.glob("one*"))
    answer(evaluation, "look")
    assert evaluation.desk.place == 1
    assert evaluation.desk.comments.box.field.hasFocus()
    QTest.keyClicks(evaluation.desk.comments.box.field, "Nothing shows it.")
    QTest.keyClick(
        evaluation.desk.comments.box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    evaluation.saver.save_to(tmp_path / "one")
    assert "below met" not in asked(evaluation)
    answer(evaluation, "look")
    assert evaluation.desk.place == 2
    assert evaluation.desk.reading.rating.isAncestorOf(focused())
    with qtbot.waitSignal(evaluation.session.saved):
        evaluation.saver.save_to(tmp_path / "one")
        answer(evaluation, "save")
    (path,) = tmp_path.glob("one*")
    assert read_review(path).rating(1) is Rating.NOT_MET


def test_the_same_gaps_are_asked_about_once(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClick(review_window.desk.pane.list, Qt.Key.Key_2)
    with qtbot.waitSignal(review_window.session.saved):
        review_window.saver.save_to(tmp_path / "one")
        answer(review_window, "save")
    qtbot.waitActive(review_window)
    QTest.keyClick(review_window.desk.pane.list, Qt.Key.Key_3)
    with qtbot.waitSignal(review_window.session.saved):
        review_window.saver.save()
    review_window.desk.go_to(2)
    QTest.keyClick(review_window.desk.pane.list, Qt.Key.Key_3)
    review_window.saver.save()
    assert "Competencies 1 and 2 are rated below met" in asked(review_window)


def test_met_where_nothing_is_written_asks(
    open_review: OpenReview, rounds: Rounds, qtbot: QtBot
) -> None:
    window = open_review(rounds.first)
    empty = next(n for n in window.board.numbers if n not in written_numbers(window.board.opened))
    window.desk.go_to(empty)
    QTest.keyClick(window.desk.pane.list, Qt.Key.Key_1)
    assert asked(window).startswith(f"Nothing is written for competency {empty}.")
    answer(window, "cancel")
    qtbot.waitActive(window)
    assert window.session.review.rating(empty) is None
    assert not any(each.isChecked() for each in window.desk.reading.rating.control.buttons)
    QTest.keyClick(window.desk.pane.list, Qt.Key.Key_3)
    assert window.session.review.rating(empty) is Rating.NOT_MET
    QTest.keyClick(window.desk.pane.list, Qt.Key.Key_1)
    answer(window, "rate")
    assert window.session.review.rating(empty) is Rating.MET


@pytest.mark.parametrize("mode", [ReviewMode.REVIEW, ReviewMode.EVALUATION])
def test_saving_begins_beside_the_package_and_says_whom_the_file_is_for(
    open_review: OpenReview, rounds: Rounds, mode: ReviewMode, qtbot: QtBot
) -> None:
    window = open_review(rounds.handed_in, mode)
    window.saver.save()
    for question in window.notices.questions:
        question.answer("save")
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    (dialog,) = window.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == rounds.handed_in.parent
    assert ("program office" in dialog.windowTitle()) is (mode is ReviewMode.EVALUATION)
    dialog.reject()


def test_a_note_on_the_whole_set_is_written_in_the_window(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    button = review_window.desk.comments.note
    assert button.text() == "Add note on the whole set"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = review_window.findChildren(NoteDialog)
    QTest.keyClicks(dialog.field, "Almost there.")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert review_window.session.review.note == "Almost there."
    assert button.text() == "Edit note on the whole set"
    with qtbot.waitSignal(review_window.session.saved):
        review_window.saver.save_to(tmp_path / "one")
    (path,) = tmp_path.glob("one*")
    assert read_review(path).note == "Almost there."
    review_window.menus.undo.trigger()
    assert review_window.session.review.note == ""


class TestEarlierRatings:
    """Copy 1 was rated: 11 as partially met, 1 as met; in copy 2 only 11 changed."""

    @pytest.fixture
    def second(self, open_review: OpenReview, rounds: Rounds, services: Services) -> ReviewWindow:
        review = read_review(rounds.review)
        keep_review(services.preferences.folder, KeptReview(review, str(rounds.first), saved=True))
        return open_review(rounds.second)

    def test_they_are_shown_and_decide_nothing(self, second: ReviewWindow) -> None:
        rows = {row.number: row for row in second.desk.pane.rows.all_records}
        assert rows[1].status[2] == "Before: met"
        assert "Not rated, Before: met" in rows[1].spoken
        assert rows[11].status[2] == "Before: partially met"
        assert rows[2].status[2] == "Not rated"
        assert second.session.review.ratings == ()
        assert second.session.is_saved

    def test_one_click_takes_over_what_did_not_change(self, second: ReviewWindow) -> None:
        button = second.desk.pane.as_before
        assert button.text() == "Rate 1 unchanged as before"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert [item.competency for item in second.session.review.ratings] == [1]
        assert button.isHidden()
        assert second.desk.pane.list.hasFocus()
        second.menus.undo.trigger()
        assert second.session.review.ratings == ()

    def test_a_key_and_a_link_rate_one_as_before(self, second: ReviewWindow) -> None:
        second.desk.go_to(11)
        before = second.desk.reading.rating.before
        assert before.text() == "Before: partially met"
        QTest.keyClick(second.desk.pane.list, Qt.Key.Key_0)
        assert second.session.review.rating(11) is Rating.PARTIAL
        assert before.isHidden()
        second.desk.go_to(1)
        QTest.mouseClick(before, Qt.MouseButton.LeftButton)
        assert second.session.review.rating(1) is Rating.MET

    def test_without_an_earlier_review_there_is_nothing_of_it(
        self, review_window: ReviewWindow
    ) -> None:
        assert review_window.desk.pane.as_before.isHidden()
        assert review_window.desk.reading.rating.before.isHidden()
        assert not review_window.menus.as_before.isEnabled()
