"""A package as a reviewer reads it: what is in it, what changed, what was said."""

import hashlib
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.review.copy_changes import FileChangeKind
from lssc_desktop.core.review.review import ThreadState
from lssc_desktop.package.rounds import KeptReview, keep_review
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.preview.preview import PreviewDialog
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.window import ReviewWindow
from lssc_desktop.ui.review.window_parts import ReviewNews
from tests.ui.review.conftest import OpenReview, focused
from tests.ui.review.rounds import ADDED, QUOTE, Rounds


@pytest.fixture
def review_window(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    return open_review(rounds.second)


def words(window: ReviewWindow) -> str:
    """Everything that labels of the window say."""
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_it_says_whose_set_it_is_and_that_nothing_can_be_changed(
    review_window: ReviewWindow,
) -> None:
    said = words(review_window)
    assert "A. Rivera, Foundations of Library Services" in said
    assert "Read only" in said
    assert "Review copy 2, last changed November 25, 2026." in said
    assert hashlib.sha256(review_window.session.opened.path.read_bytes()).hexdigest()[:4] in said
    assert "Review of A. Rivera" in review_window.windowTitle()


def test_every_competency_and_the_statement_can_be_read(review_window: ReviewWindow) -> None:
    rows = review_window.desk.pane.rows.shown
    assert [row.number for row in rows] == [*range(1, 13), None]
    for row in rows:
        review_window.desk.go_to(row.number)
        document = review_window.board.document(row.number)
        shown = review_window.desk.reading.introduction.toPlainText()
        shown += review_window.desk.reading.response.toPlainText()
        assert bool(shown) is (document is not None)


def test_the_rows_are_a_sound_model(
    review_window: ReviewWindow, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(review_window.desk.pane.rows)


def test_nothing_can_be_typed_into_the_text(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(11)
    view = review_window.desk.reading.response
    before = view.toPlainText()
    QTest.keyClicks(view, "No!")
    assert view.toPlainText() == before


def test_the_files_are_gone_through_by_mouse_and_keys(
    review_window: ReviewWindow, qtbot: QtBot
) -> None:
    review_window.desk.go_to(11)
    pane = review_window.desk.reading.evidence
    assert [each.number for each in review_window.board.evidence(11)] == [1, 2, 3]
    assert pane.shown is not None
    assert pane.shown.title.startswith("1. ")
    QTest.mouseClick(pane.rows[2], Qt.MouseButton.LeftButton)
    assert pane.shown.number == 3
    QTest.keyClick(review_window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: pane.shown is not None and pane.shown.number == 2)


def test_the_keyboard_stays_at_the_files_and_the_list_at_its_row(
    review_window: ReviewWindow, qtbot: QtBot
) -> None:
    review_window.desk.go_to(11)
    pane = review_window.desk.reading.evidence

    def number() -> int:
        return 0 if pane.shown is None else pane.shown.number

    def is_shown(wanted: int) -> bool:
        return number() == wanted

    pane.next.setFocus()
    for _file in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert number() == 3
    assert pane.previous.hasFocus()
    rows = review_window.desk.pane.list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)  # past the last file
    for expected in (2, 1):
        QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(partial(is_shown, expected))
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert (review_window.desk.place, number()) == (11, 1)


def test_the_large_view_goes_through_the_files_and_the_pane_follows(
    review_window: ReviewWindow, qtbot: QtBot
) -> None:
    review_window.desk.go_to(11)
    pane = review_window.desk.reading.evidence
    pane.preview.enlarge()
    dialog = review_window.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    qtbot.waitUntil(dialog.isActiveWindow)  # only then keys are taken
    dialog.next.click()
    assert pane.shown is not None
    assert (pane.shown.number, dialog.windowTitle()) == (2, pane.shown.name)
    QTest.keyClick(dialog.preview.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: pane.shown is not None and pane.shown.number == 3)
    assert not dialog.next.isEnabled()
    dialog.close()


def test_a_file_is_looked_into_without_unpacking_the_package(
    review_window: ReviewWindow, qtbot: QtBot
) -> None:
    review_window.desk.go_to(11)
    preview = review_window.desk.reading.evidence.preview
    qtbot.waitUntil(lambda: preview.pages > 0)


def test_the_new_package_alone_says_what_changed(review_window: ReviewWindow) -> None:
    changes = review_window.board.changes
    assert changes is not None
    assert not changes.words_known
    changed = {row.number: row.news for row in review_window.desk.pane.rows.shown if row.news}
    assert changed == {11: ReviewNews.CHANGED}
    review_window.desk.go_to(11)
    banner = review_window.desk.reading.banner
    assert banner.isVisible()
    assert "Changed since copy 1:" in banner.line.text()
    assert "1 file replaced" in banner.line.text()
    news = [each.news for each in review_window.board.evidence(11)]
    assert news == [None, FileChangeKind.REPLACED, None]


def test_with_the_own_earlier_review_the_words_before_are_known(
    open_review: OpenReview, rounds: Rounds, services: Services
) -> None:
    review = read_review(rounds.review)
    keep_review(services.preferences.folder, KeptReview(review, str(rounds.first), saved=True))
    window = open_review(rounds.second)
    assert window.board.changes is not None
    assert window.board.changes.words_known
    assert "You last reviewed copy 1 on November 21, 2026." in words(window)
    window.desk.go_to(11)
    banner = window.desk.reading.banner
    assert "1 sentence added, 1 file replaced" in banner.line.text()
    banner.in_words.click()
    assert banner.words.text().splitlines() == [
        f"Added: “{ADDED}”",
        "File replaced: “Story time sign-up.docx”",
    ]


def test_without_the_earlier_package_its_fingerprints_are_enough(
    open_review: OpenReview, rounds: Rounds, services: Services
) -> None:
    review = read_review(rounds.review)
    keep_review(services.preferences.folder, KeptReview(review, str(rounds.first), saved=True))
    rounds.first.unlink()
    window = open_review(rounds.second)
    assert window.board.changes is not None
    assert not window.board.changes.words_known
    assert window.board.changed == (11,)


@pytest.mark.parametrize("place", [11, 1])
def test_text_and_evidence_begin_at_one_height_in_panes_of_their_own(
    review_window: ReviewWindow, qtbot: QtBot, place: int
) -> None:
    review_window.desk.go_to(place)
    review_window.resize(1700, 768)
    reading = review_window.desk.reading
    text, evidence = reading.head, reading.evidence

    def top(widget: QWidget) -> int:
        return widget.mapTo(reading, QPoint()).y()

    qtbot.waitUntil(lambda: top(text) == top(evidence) == 0)
    assert text.mapTo(reading, QPoint(text.width(), 0)).x() <= evidence.mapTo(reading, QPoint()).x()


def test_in_little_room_the_head_begins_where_the_text_begins(
    review_window: ReviewWindow, qtbot: QtBot
) -> None:
    review_window.desk.go_to(11)
    review_window.resize(900, 700)  # the evidence stands under the text then
    reading = review_window.desk.reading
    head = reading.head

    def edges(widget: QWidget) -> tuple[int, int]:
        left = widget.mapTo(reading, QPoint()).x()
        return left, left + widget.width()

    def are_aligned() -> bool:
        left, right = edges(reading.response)
        return (edges(head.place)[0], edges(head.next)[1]) == (left, right)

    qtbot.waitUntil(are_aligned)


def test_changes_are_marked_in_the_text_until_they_are_hidden(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(11)
    reading = review_window.desk.reading

    def marked() -> list[str]:
        said = (each.cursor.selectedText() for each in reading.response.extraSelections())
        return [words for words in said if words in {QUOTE, ADDED}]  # not what refers to evidence

    assert marked() == [QUOTE, ADDED]
    reading.banner.hide_marks.click()
    assert marked() == [QUOTE]


def test_the_next_changed_is_reached_by_its_key(review_window: ReviewWindow) -> None:
    assert review_window.desk.place == 1
    QTest.keyClick(review_window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert review_window.desk.place == 11


def test_the_thread_is_there_with_the_answer(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(11)
    (card,) = review_window.desk.comments.cards
    said = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "Which part was yours?" in said
    assert "I added a sentence." in said
    assert "Marked as answered" in said
    assert review_window.board.rounds.said[0].state is ThreadState.ANSWERED


def test_a_passage_is_jumped_to(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(11)
    (card,) = review_window.desk.comments.cards
    card.card.passage_requested.emit()
    assert review_window.desk.reading.response.textCursor().selectedText() == QUOTE


def test_the_package_is_never_written_to(review_window: ReviewWindow, rounds: Rounds) -> None:
    content, when = rounds.second.read_bytes(), rounds.second.stat().st_mtime_ns
    for place in review_window.board.places:
        review_window.desk.go_to(place)
    assert rounds.second.read_bytes() == content
    assert rounds.second.stat().st_mtime_ns == when


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # nobody watches
def test_a_package_is_open_only_once(
    reviews: Reviews, review_window: ReviewWindow, rounds: Rounds
) -> None:
    reviews.open(rounds.second)
    assert reviews.windows == (review_window,)


def test_a_part_is_called_by_its_title_where_the_letters_are_ours(
    review_window: ReviewWindow,
) -> None:
    parts = {part for each in review_window.board.evidence(5) for part in each.parts}
    assert "Reference and information services" in parts
    assert not any(len(part) == 1 for part in parts)
