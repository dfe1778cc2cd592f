"""What a reviewer does: rate, comment on everything, settle, ask again, save."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import About, Rated, ReviewMode
from lssc_desktop.disk.settings import REVIEWS
from lssc_desktop.package.rounds import kept_for
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.base.notices import QuestionDialog
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.review.window import ReviewWindow
from tests.ui.review.conftest import OpenReview, focused
from tests.ui.review.rounds import QUOTE, REVIEWER, Rounds


@pytest.fixture
def review_window(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    return open_review(rounds.first)


@pytest.fixture
def second(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    """Copy 2, with a comment of the round before."""
    window = open_review(rounds.second)
    window.desk.go_to(11)
    return window


def write(window: ReviewWindow, text: str) -> None:
    """Write a comment and press Add."""
    box = window.desk.comments.box
    QTest.keyClicks(box.field, text)
    QTest.mouseClick(box.add, Qt.MouseButton.LeftButton)


def texts(window: ReviewWindow) -> list[str]:
    return [comment.text for comment in window.session.review.comments]


def save(qtbot: QtBot, window: ReviewWindow, target: Path, answer: str = "") -> None:
    """Save; the `answer` is what shall become of comments that are not finished."""
    with qtbot.waitSignal(window.session.saved):
        window.saver.save_to(target)
        if answer:
            window.notices.questions[-1].answer(answer)


def marked(window: ReviewWindow) -> list[int | None]:
    """Which competencies the list marks for a comment that is not finished."""
    return [row.number for row in window.desk.pane.rows.all_records if row.unfinished]


def test_the_keys_rate_while_the_rating_has_the_keyboard(review_window: ReviewWindow) -> None:
    control = review_window.desk.reading.rating.control
    control.buttons[0].setFocus()
    QTest.keyClick(control.buttons[0], Qt.Key.Key_2)
    assert review_window.session.review.ratings == (Rated(1, Rating.PARTIAL),)
    QTest.keyClick(control.buttons[1], Qt.Key.Key_3)
    assert review_window.session.review.ratings == (Rated(1, Rating.NOT_MET),)
    assert [button.isChecked() for button in control.buttons] == [False, False, True]


def test_the_keys_rate_from_anywhere_but_a_field(qtbot: QtBot, review_window: ReviewWindow) -> None:
    review_window.activateWindow()
    qtbot.waitUntil(review_window.isActiveWindow)
    desk = review_window.desk
    desk.go_to(11)
    evidence, head = desk.reading.evidence, desk.reading.head
    qtbot.waitUntil(evidence.preview.view.isVisible)
    for key, widget in enumerate(
        (
            desk.pane.list,
            desk.reading.response,
            evidence.preview.view,
            head.next,
            review_window.head.save,
        )
    ):
        widget.setFocus()
        rating, digit = list(zip(Rating, (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), strict=True))[
            key % 3
        ]
        QTest.keyClick(widget, digit)
        assert review_window.session.review.rating(11) is rating, widget
        assert widget.hasFocus()
    QTest.keyClicks(desk.comments.box.field, "1 2 3")
    assert desk.comments.box.field.toPlainText() == "1 2 3"
    assert review_window.session.review.ratings == (Rated(11, Rating.PARTIAL),)


def test_a_whole_set_is_rated_from_the_list_by_two_keys_each(review_window: ReviewWindow) -> None:
    rows = review_window.desk.pane.list
    rows.setFocus()
    for _place in range(3):
        QTest.keyClick(rows, Qt.Key.Key_1)
        QTest.keyClick(rows, Qt.Key.Key_Down)
    assert [item.competency for item in review_window.session.review.ratings] == [1, 2, 3]
    assert rows.hasFocus()


def test_the_rating_is_a_part_of_the_window_for_f6(review_window: ReviewWindow) -> None:
    review_window.desk.pane.list.setFocus()
    reading, rating = review_window.desk.reading, review_window.desk.reading.rating
    for part in (*reading.panes, rating, review_window.desk.comments):
        QTest.keyClick(focused(), Qt.Key.Key_F6)
        assert part.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is rating.control.buttons[0]


def test_pressing_the_rating_again_takes_it_back(review_window: ReviewWindow) -> None:
    (met, *_others) = review_window.desk.reading.rating.control.buttons
    QTest.mouseClick(met, Qt.MouseButton.LeftButton)
    assert review_window.session.review.rating(1) is Rating.MET
    QTest.mouseClick(met, Qt.MouseButton.LeftButton)
    assert review_window.session.review.rating(1) is None


def test_a_rating_is_undone_and_redone(review_window: ReviewWindow) -> None:
    QTest.mouseClick(
        review_window.desk.reading.rating.control.buttons[0], Qt.MouseButton.LeftButton
    )
    review_window.menus.undo.trigger()
    assert review_window.session.review.ratings == ()
    review_window.menus.redo.trigger()
    assert review_window.session.review.rating(1) is Rating.MET


def test_undo_in_a_comment_takes_back_its_words_and_no_rating(
    qtbot: QtBot, review_window: ReviewWindow
) -> None:
    review_window.activateWindow()
    qtbot.waitUntil(review_window.isActiveWindow)
    QTest.mouseClick(
        review_window.desk.reading.rating.control.buttons[0], Qt.MouseButton.LeftButton
    )
    field = review_window.desk.comments.box.field
    field.setFocus()
    QTest.keyClicks(field, "Waht")
    review_window.menus.undo.trigger()
    assert field.toPlainText() == ""
    assert review_window.session.review.rating(1) is Rating.MET
    QTest.keyClick(field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == "Waht"


def test_the_next_unrated_is_reached(review_window: ReviewWindow) -> None:
    for button, place in ((0, 1), (1, 2), (2, 4)):
        review_window.desk.go_to(place)
        control = review_window.desk.reading.rating.control
        QTest.mouseClick(control.buttons[button], Qt.MouseButton.LeftButton)
    review_window.desk.go_to(1)
    review_window.menus.next_unrated.trigger()
    assert review_window.desk.place == 3
    QTest.mouseClick(review_window.desk.reading.head.next, Qt.MouseButton.LeftButton)
    assert review_window.desk.place == 5


def test_the_pass_rule_is_told_from_the_ratings(review_window: ReviewWindow) -> None:
    assert review_window.head.forecast.text() == "0 met, 9 needed"
    for number in range(1, 13):
        review_window.desk.go_to(number)
        button = review_window.desk.reading.rating.control.buttons[0 if number <= 9 else 1]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert review_window.head.forecast.text() == "The ratings would pass"
    assert review_window.head.rated.text() == "12 of 12 rated, not saved yet"


def test_a_comment_on_a_competency(review_window: ReviewWindow) -> None:
    write(review_window, "Say more.")
    (comment,) = review_window.session.review.comments
    assert (comment.about, comment.text, comment.quote) == (About(1), "Say more.", "")
    assert [card.comment for card in review_window.desk.comments.cards] == [comment]


def test_ctrl_enter_adds_the_comment_and_otherwise_leads_on(second: ReviewWindow) -> None:
    second.desk.go_to(2)
    field = second.desk.comments.box.field
    field.setFocus()
    QTest.keyClicks(field, "Clear.")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(second) == ["Clear."]
    assert (field.toPlainText(), field.hasFocus(), second.desk.place) == ("", True, 2)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (texts(second), second.desk.place) == (["Clear."], 11)


def test_below_met_asks_for_a_word_of_reason(review_window: ReviewWindow) -> None:
    box = review_window.desk.comments.box
    QTest.keyClick(review_window.desk.pane.list, Qt.Key.Key_2)
    assert box.head.text() == "Why partially met?"
    QTest.keyClick(review_window.desk.pane.list, Qt.Key.Key_3)
    assert box.head.text() == "Why not met?"
    write(review_window, "Two parts are missing.")
    assert box.head.text() == "Add comment"


def test_a_comment_on_selected_words(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(11)
    view = review_window.desk.reading.response
    view.setFocus()
    start = view.toPlainText().index(QUOTE)
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(QUOTE), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert review_window.desk.comments.box.quote.text() == f"“{QUOTE}”"
    write(review_window, "Who were they?")
    (comment,) = review_window.session.review.comments
    assert comment.quote == QUOTE
    found = review_window.board.passage(comment)
    assert found is not None
    assert found.start == comment.quoted_at


def test_a_comment_on_a_file(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(11)
    box = review_window.desk.comments.box
    box.on.setCurrentIndex(2)
    box.on.activated.emit(2)
    write(review_window, "The names can be read.")
    (comment,) = review_window.session.review.comments
    assert comment.about.competency == 11
    assert comment.about.name == "Story time sign-up.docx"
    assert comment.about.sha256


def test_a_comment_on_the_statement_and_that_it_was_read(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(None)
    write(review_window, "Not there yet.")
    QTest.mouseClick(review_window.desk.reading.rating.read, Qt.MouseButton.LeftButton)
    review = review_window.session.review
    assert review.comments[0].about == About()
    assert review.statement_read


def test_a_comment_is_changed_and_taken_back(review_window: ReviewWindow) -> None:
    write(review_window, "Waht?")
    (card,) = review_window.desk.comments.cards
    card.buttons["change"].click()
    field = review_window.desk.comments.box.field
    assert field.toPlainText() == "Waht?"
    field.setPlainText("What?")
    review_window.desk.comments.box.add.click()
    assert texts(review_window) == ["What?"]
    (card,) = review_window.desk.comments.cards
    card.buttons["take-back"].click()
    assert texts(review_window) == []
    review_window.desk.pane.list.setFocus()
    review_window.menus.undo.trigger()
    assert texts(review_window) == ["What?"]


def test_what_was_begun_waits_while_another_comment_is_changed(review_window: ReviewWindow) -> None:
    write(review_window, "Waht?")
    box = review_window.desk.comments.box
    QTest.keyClicks(box.field, "To be")
    review_window.desk.comments.cards[0].buttons["change"].click()
    box.field.setPlainText("What?")
    assert review_window.session.review.comments[0].text == "Waht?"
    box.add.click()
    assert texts(review_window) == ["What?"]
    assert box.field.toPlainText() == "To be"
    review_window.desk.comments.cards[0].buttons["change"].click()
    box.cancel.click()
    assert box.field.toPlainText() == "To be"
    box.add.click()
    assert texts(review_window) == ["What?", "To be"]


def test_both_are_there_after_a_crash_and_in_the_file(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path, services: Services
) -> None:
    write(review_window, "Waht?")
    box = review_window.desk.comments.box
    QTest.keyClicks(box.field, "To be")
    review_window.desk.comments.cards[0].buttons["change"].click()
    box.field.setPlainText("What?")
    with qtbot.waitSignal(review_window.session.kept):
        review_window.session.keep_now()
    (kept,) = kept_for(services.preferences.folder, review_window.session.review.package)
    assert {draft.text for draft in kept.drafts} == {"To be", "What?"}
    target = tmp_path / "r.lssc-review.json"
    save(qtbot, review_window, target, "add")
    assert [comment.text for comment in read_review(target).comments] == ["What?", "To be"]


def test_a_change_that_was_begun_is_kept_before_the_next(review_window: ReviewWindow) -> None:
    write(review_window, "One")
    write(review_window, "Two")
    review_window.desk.comments.cards[0].buttons["change"].click()
    review_window.desk.comments.box.field.setPlainText("First")
    review_window.desk.comments.cards[1].buttons["change"].click()
    assert review_window.desk.comments.box.field.toPlainText() == "Two"
    assert texts(review_window) == ["First", "Two"]


def test_taking_back_what_is_being_changed_ends_the_change(review_window: ReviewWindow) -> None:
    write(review_window, "One")
    review_window.desk.comments.cards[0].buttons["change"].click()
    review_window.desk.comments.cards[0].buttons["take-back"].click()
    assert review_window.desk.comments.box.field.toPlainText() == ""
    assert review_window.desk.comments.box.head.text() == "Add comment"


def test_words_typed_to_ask_again_stay_when_it_is_not_asked(second: ReviewWindow) -> None:
    box = second.desk.comments.box
    QTest.keyClicks(box.field, "And who")
    second.desk.comments.cards[0].buttons["ask"].click()
    box.cancel.click()
    assert box.field.toPlainText() == "And who"
    assert box.draft.follows == ""


def test_what_was_begun_waits_where_it_was_begun(review_window: ReviewWindow) -> None:
    QTest.keyClicks(review_window.desk.comments.box.field, "To be")
    review_window.desk.go_to(2)
    assert review_window.desk.comments.box.field.toPlainText() == ""
    review_window.desk.go_to(1)
    assert review_window.desk.comments.box.field.toPlainText() == "To be"
    assert not review_window.session.is_saved


def test_an_earlier_comment_is_settled_and_opened_again(second: ReviewWindow) -> None:
    (card,) = second.desk.comments.cards
    card.buttons["settle"].click()
    assert list(second.session.review.settled) == ["r1-1"]
    (card,) = second.desk.comments.cards
    card.buttons["open"].click()
    assert list(second.session.review.settled) == []


def test_the_keyboard_stays_where_a_comment_was_settled(second: ReviewWindow) -> None:
    (card,) = second.desk.comments.cards
    card.buttons["settle"].setFocus()
    QTest.keyClick(card.buttons["settle"], Qt.Key.Key_Space)
    assert list(second.session.review.settled) == ["r1-1"]
    (again,) = second.desk.comments.cards
    assert again.buttons["open"].hasFocus()
    QTest.keyClick(again.buttons["open"], Qt.Key.Key_Space)
    assert not second.session.review.settled


def test_the_keyboard_stays_near_a_comment_that_was_taken_back(review_window: ReviewWindow) -> None:
    write(review_window, "One.")
    write(review_window, "Two.")
    first, _second = review_window.desk.comments.cards
    first.buttons["take-back"].setFocus()
    QTest.keyClick(first.buttons["take-back"], Qt.Key.Key_Space)
    (left,) = review_window.desk.comments.cards
    assert left.isAncestorOf(focused())
    QTest.keyClick(left.buttons["take-back"], Qt.Key.Key_Space)
    assert review_window.desk.comments.box.field.hasFocus()


def test_an_earlier_comment_is_asked_again(second: ReviewWindow) -> None:
    (card,) = second.desk.comments.cards
    card.buttons["ask"].click()
    write(second, "And who drew it?")
    (comment,) = second.session.review.comments
    assert (comment.follows, comment.quote) == ("r1-1", QUOTE)
    earlier, _own = second.desk.comments.cards
    assert earlier.buttons == {}


def test_the_review_file_says_all_of_it(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(
        review_window.desk.reading.rating.control.buttons[1], Qt.MouseButton.LeftButton
    )
    write(review_window, "Say more.")
    review_window.desk.go_to(2)
    QTest.keyClicks(review_window.desk.comments.box.field, "Not added, but meant.")
    target = tmp_path / "mail" / "r.lssc-review.json"
    target.parent.mkdir()
    save(qtbot, review_window, target, "add")
    review = read_review(target)
    assert review == review_window.session.review
    assert review.reviewer == REVIEWER
    assert [each.text for each in review.comments] == ["Say more.", "Not added, but meant."]
    assert review_window.session.is_saved
    assert review_window.head.rated.text() == "1 of 12 rated"


# Comments that are not finished ----------------------------------------------------------------


def two_begun(window: ReviewWindow) -> None:
    for place in (4, 5):
        window.desk.go_to(place)
        QTest.keyClicks(window.desk.comments.box.field, f"Half a thought on {place}")
    window.desk.go_to(1)


def test_what_is_not_finished_does_not_go_out_unasked(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "r.lssc-review.json"
    two_begun(review_window)
    write(review_window, "Say more.")
    review_window.saver.save_to(target)
    (asked,) = review_window.notices.questions
    happened = asked.question.message.happened
    assert happened == "2 comments are unfinished (competencies 4 and 5)."
    asked.answer("look")
    qtbot.waitUntil(lambda: review_window.desk.place == 4)
    assert not target.exists()
    assert texts(review_window) == ["Say more."]


def test_enter_goes_to_what_is_not_finished_and_sends_nothing(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "r.lssc-review.json"
    review_window.desk.go_to(4)
    QTest.keyClicks(review_window.desk.comments.box.field, "Half a thought")
    review_window.desk.go_to(1)
    review_window.saver.save_to(target)
    (dialog,) = review_window.findChildren(QuestionDialog)
    labels = [button.text() for button in dialog.buttons.values()]
    assert labels == ["Go to it", "Add comment", "Don’t add"]
    qtbot.waitActive(dialog)
    qtbot.waitUntil(lambda: focused().window() is dialog)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert review_window.desk.place == 4
    assert not target.exists()
    assert texts(review_window) == []


def test_what_is_missing_is_gone_to(review_window: ReviewWindow, tmp_path: Path) -> None:
    for place in (4, 5):
        review_window.desk.go_to(place)
        review_window.desk.rate(Rating.NOT_MET)
    review_window.saver.save_to(tmp_path / "r.lssc-review.json")
    (asked,) = review_window.notices.questions
    labels = [each.label for each in asked.question.answers]
    assert labels == ["Go to the first one", "Save anyway"]


def test_what_is_left_out_stays_in_its_box_and_is_kept(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path, services: Services
) -> None:
    target = tmp_path / "r.lssc-review.json"
    two_begun(review_window)
    write(review_window, "Say more.")
    save(qtbot, review_window, target, "leave")
    assert [comment.text for comment in read_review(target).comments] == ["Say more."]
    assert not review_window.session.is_saved
    assert review_window.head.rated.text() == "0 of 12 rated, 2 unfinished comments"
    review_window.desk.go_to(5)
    assert review_window.desk.comments.box.field.toPlainText() == "Half a thought on 5"
    (kept,) = kept_for(services.preferences.folder, review_window.session.review.package)
    assert [draft.text for draft in kept.drafts] == ["Half a thought on 4", "Half a thought on 5"]


def test_what_was_added_on_saving_is_not_added_twice(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    box = review_window.desk.comments.box
    QTest.keyClicks(box.field, "Say more.")
    save(qtbot, review_window, tmp_path / "r.lssc-review.json", "add")
    assert box.field.toPlainText() == ""
    assert not box.add.isEnabled()
    assert texts(review_window) == ["Say more."]
    assert review_window.session.is_saved


def test_the_list_marks_what_is_not_finished(review_window: ReviewWindow) -> None:
    two_begun(review_window)
    assert marked(review_window) == [4, 5]
    row = review_window.desk.pane.rows.all_records[3]
    assert row.spoken == "4, Departments and their work, Not rated, Unfinished comment"
    assert review_window.desk.pane.unfinished.text() == "2 unfinished"
    review_window.desk.go_to(4)
    review_window.desk.comments.box.add.click()
    assert marked(review_window) == [5]
    review_window.desk.go_to(5)
    review_window.desk.comments.box.field.clear()
    assert marked(review_window) == []
    assert review_window.desk.pane.unfinished.isHidden()


def test_closing_names_what_is_not_finished(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    two_begun(review_window)
    save(qtbot, review_window, tmp_path / "r.lssc-review.json", "leave")
    review_window.close()
    message = review_window.notices.questions[-1].question.message
    assert message.happened == "2 comments are unfinished (competencies 4 and 5)."
    review_window.notices.questions[-1].answer("stay")
    assert review_window.isVisible()


# The file --------------------------------------------------------------------------------------


def test_an_evaluation_goes_to_the_office(
    open_review: OpenReview, rounds: Rounds, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_review(rounds.handed_in, ReviewMode.EVALUATION)
    save(qtbot, window, tmp_path / "e.lssc-review.json", "save")
    (notice,) = window.notices.waiting
    assert notice.message.advice == "Give it to the program office, never to the candidate."
    said = [label.text() for label in window.desk.comments.promise.findChildren(Label)]
    assert any("never to the candidate" in text for text in said)


def test_the_ending_of_a_review_file_is_added(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    save(qtbot, review_window, tmp_path / "for Ana")
    assert read_review(tmp_path / "for Ana.lssc-review.json").reviewer == REVIEWER
    assert review_window.saver.usual_name.endswith("-review-1-m-okafor.lssc-review.json")


def test_nothing_else_is_overwritten(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "r.lssc-review.json"
    target.write_text("mine", encoding="utf-8")
    with qtbot.waitSignal(review_window.session.failed):
        review_window.saver.save_to(target)
    assert target.read_text("utf-8") == "mine"
    (notice,) = review_window.notices.waiting
    assert "already exists" in notice.message.happened
    assert not review_window.session.is_saved or review_window.session.review.comments == ()


def test_the_kind_of_work_is_part_of_the_file(
    open_review: OpenReview, rounds: Rounds, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_review(rounds.handed_in, ReviewMode.EVALUATION)
    assert "Evaluation of A. Rivera" in window.windowTitle()
    save(qtbot, window, tmp_path / "e.lssc-review.json", "save")
    assert read_review(tmp_path / "e.lssc-review.json").mode is ReviewMode.EVALUATION
    review, _evaluation = window.menus.kinds.actions()
    review.trigger()
    assert window.session.review.mode is ReviewMode.REVIEW


def test_nothing_is_decided_on_a_copy_for_staff(open_review: OpenReview, rounds: Rounds) -> None:
    menus = open_review(rounds.first).menus
    _review, evaluation = menus.kinds.actions()
    assert not evaluation.isEnabled()
    assert not menus.combine.isEnabled()
    menus = open_review(rounds.handed_in).menus
    assert all(each.isEnabled() for each in (*menus.kinds.actions(), menus.combine))


def test_a_name_is_asked_once_and_forgotten_unless_agreed(
    review_window: ReviewWindow, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    review_window.ask_name()
    dialog = review_window.name_dialog
    assert dialog is not None
    assert dialog.remember.isChecked()
    dialog.name.setText("  Dana   Ortiz ")
    dialog.remember.setChecked(False)
    dialog.accept_button.click()
    assert review_window.session.review.reviewer == "Dana Ortiz"
    assert services.preferences.settings.reviewer == ""
    save(qtbot, review_window, tmp_path / "r.lssc-review.json")
    kept = services.preferences.folder / REVIEWS
    assert not kept.exists() or list(kept.iterdir()) == []
