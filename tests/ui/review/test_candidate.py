"""A review in the candidate's window: beside the work, answered there, or refused."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import CommentAnswer
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import Rated, ReviewMode
from lssc_desktop.core.standing.progress import CompetencyState
from lssc_desktop.messages.submissions import entry_note
from lssc_desktop.store.review_file import read_review, write_review
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import (
    CheckPlace,
    EvidencePlace,
    Place,
    SetPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.submissions.page import SubmissionsPage
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.review.rounds import QUOTE, Rounds


@pytest.fixture
def root(made_rounds: Rounds, tmp_path: Path) -> Path:
    """The candidate's folder after the first copy went out, before its review came back."""
    root = shutil.copytree(made_rounds.root, tmp_path / "Rivera LSSC")
    for review in (root / "Reviews").iterdir():
        review.unlink()
    file = root / "portfolio.json"
    portfolio = json.loads(file.read_text("utf-8"))
    portfolio["answers"] = []
    file.write_text(json.dumps(portfolio), encoding="utf-8")
    return root


@pytest.fixture
def candidate_window(open_window: Callable[[Path], MainWindow], root: Path) -> MainWindow:
    return open_window(root)


@pytest.fixture
def session(candidate_window: MainWindow) -> Session:
    session = candidate_window.session
    assert session is not None
    return session


@pytest.fixture
def drop(candidate_window: MainWindow, services: Services, qtbot: QtBot) -> Callable[[Path], None]:
    """Drop a file on the window and wait until it was seen to."""

    def it(file: Path) -> None:
        candidate_window.open_path(file)
        qtbot.waitUntil(lambda: bool(services.notices.waiting))
        qtbot.waitUntil(lambda: not services.jobs.running())

    return it


@pytest.fixture
def eleven(
    candidate_window: MainWindow,
    drop: Callable[[Path], None],
    made_rounds: Rounds,
    services: Services,
    qtbot: QtBot,
) -> WorkspacePage:
    """Competency 11 after the review came back."""
    drop(made_rounds.review)
    candidate_window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    qtbot.waitUntil(lambda: not services.jobs.running())
    portfolio_view = candidate_window.portfolio_view
    assert portfolio_view is not None
    page = portfolio_view.page
    assert isinstance(page, WorkspacePage)
    return page


def said(page: WorkspacePage) -> str:
    return "\n".join(label.text() for label in page.comments.findChildren(QLabel))


def state(page: WorkspacePage) -> CompetencyState:
    row = page.competencies.tree.competency_row(page.competencies.list.currentIndex())
    assert row is not None
    return row.state


def marked(page: WorkspacePage) -> list[str]:
    marks = page.panel.response.box.editor.extraSelections()
    none = Qt.BrushStyle.NoBrush  # what is not in the dictionary is underlined alone
    tinted = [mark for mark in marks if mark.format.background().style() is not none]
    return [mark.cursor.selectedText() for mark in tinted]


def test_a_dropped_evaluation_is_refused(
    drop: Callable[[Path], None],
    root: Path,
    made_rounds: Rounds,
    session: Session,
    services: Services,
    tmp_path: Path,
) -> None:
    before = session.portfolio
    file = tmp_path / "evaluation.lssc-review.json"
    write_review(file, replace(read_review(made_rounds.review), mode=ReviewMode.EVALUATION))
    drop(file)
    (notice,) = services.notices.waiting
    assert "for the program office" in notice.message.happened
    assert "Give it to the program office." in notice.message.advice
    assert session.portfolio == before
    assert list((root / "Reviews").iterdir()) == []


def test_a_dropped_review_is_kept_and_led_to(
    candidate_window: MainWindow,
    drop: Callable[[Path], None],
    made_rounds: Rounds,
    session: Session,
    services: Services,
) -> None:
    drop(made_rounds.review)
    assert [file.name for file in (session.root / "Reviews").iterdir()] == [made_rounds.review.name]
    (notice,) = services.notices.waiting
    assert (notice.tone, notice.action) == (Tone.INFO, "Show first comment")
    services.notices.action_chosen.emit(notice.key)
    portfolio_view = candidate_window.portfolio_view
    assert portfolio_view is not None
    assert portfolio_view.place == SetPlace("foundations", 11)


def dragged(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def drop_on(widget: QWidget, data: QMimeData) -> None:
    """Drag something over a widget and drop it where it is welcome, as Qt does."""
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none, spot = Qt.KeyboardModifier.NoModifier, QPointF(5, 5)
    over: QWidget | None = widget
    while over is not None:
        entering = QDragEnterEvent(spot, action, data, button, none)
        if over.acceptDrops():
            QApplication.sendEvent(over, entering)
            if entering.isAccepted():
                QApplication.sendEvent(over, QDropEvent(spot, action, data, button, none))
                return
        over = None if over.isWindow() else over.parentWidget()
    raise AssertionError("it is welcome nowhere")


def several(made_rounds: Rounds, folder: Path, count: int) -> list[Path]:
    """Reviews of the same package by so many people."""
    review = read_review(made_rounds.review)
    files = []
    for number in range(count):
        other = replace(
            review,
            id=f"other{number}",
            reviewer=f"Reviewer {number}",
            comments=tuple(replace(each, id=f"other{number}-1") for each in review.comments),
        )
        files.append(folder / f"r{number}.lssc-review.json")
        write_review(files[-1], other)
    return files


def test_ten_reviews_dropped_at_once_are_all_taken_in(
    candidate_window: MainWindow,
    made_rounds: Rounds,
    session: Session,
    services: Services,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    drop_on(candidate_window, dragged(*several(made_rounds, tmp_path, 10)))
    qtbot.waitUntil(lambda: len(session.facts.reviews) == 10)
    (notice,) = services.notices.waiting
    assert notice.message.happened == "Imported 10 of 10 review files."
    assert "10 new comments" in notice.message.meaning
    assert len(list((session.root / "Reviews").iterdir())) == 10


def test_of_several_each_that_is_none_is_told(
    candidate_window: MainWindow,
    made_rounds: Rounds,
    session: Session,
    services: Services,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    good, stranger, broken, newer = several(made_rounds, tmp_path, 4)
    review = read_review(stranger)
    write_review(stranger, replace(review, package=replace(review.package, package_id="f" * 64)))
    broken.write_bytes(b"{")
    newer.write_bytes(b'{"format": 9}')
    drop_on(candidate_window, dragged(good, stranger, broken, newer))
    qtbot.waitUntil(lambda: len(session.facts.reviews) == 1)
    (notice,) = services.notices.waiting
    assert notice.tone is Tone.WARN
    assert notice.message.happened == "Imported 1 of 4 review files."
    for words in ("a different package", broken.name, newer.name):
        assert words in notice.message.meaning
    assert [path.name for path in (session.root / "Reviews").iterdir()] == [good.name]


@pytest.mark.parametrize("place", [EvidencePlace(), SetPlace("foundations", 11, tab=Tab.RESPONSE)])
def test_a_review_is_no_evidence_wherever_it_is_dropped(
    place: Place,
    candidate_window: MainWindow,
    made_rounds: Rounds,
    session: Session,
    services: Services,
    qtbot: QtBot,
) -> None:
    candidate_window.go_to(place)
    qtbot.waitUntil(lambda: not services.jobs.running())
    portfolio_view = candidate_window.portfolio_view
    assert portfolio_view is not None
    page = portfolio_view.page
    under = page.tray if isinstance(page, WorkspacePage) else page
    before = session.portfolio.evidence
    drop_on(under, dragged(made_rounds.review))
    qtbot.waitUntil(lambda: len(session.facts.reviews) == 1)
    assert session.portfolio.evidence == before


def test_a_review_dropped_on_words_that_are_not_saved_leaves_them(
    candidate_window: MainWindow,
    made_rounds: Rounds,
    session: Session,
    services: Services,
    qtbot: QtBot,
) -> None:
    candidate_window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    qtbot.waitUntil(lambda: not services.jobs.running())
    portfolio_view = candidate_window.portfolio_view
    assert portfolio_view is not None
    page = portfolio_view.page
    assert isinstance(page, WorkspacePage)
    editor = page.panel.response.box.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, " And then I began.")
    drop_on(editor.viewport(), dragged(made_rounds.review))
    QTest.keyClicks(editor, " And went on.")
    qtbot.waitUntil(lambda: len(session.facts.reviews) == 1)
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert editor.toPlainText().endswith("And then I began. And went on.")
    assert len(page.comments.cards) == 1


def test_a_comment_on_what_the_set_has_no_more_stands_beside_the_statement(
    candidate_window: MainWindow,
    drop: Callable[[Path], None],
    made_rounds: Rounds,
    services: Services,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    review = read_review(made_rounds.review)
    (comment,) = review.comments
    stray = replace(comment, about=replace(comment.about, competency=99), quote="")
    file = tmp_path / "r.lssc-review.json"
    write_review(file, replace(review, comments=(stray,)))
    drop(file)
    (notice,) = services.notices.waiting
    services.notices.action_chosen.emit(notice.key)
    qtbot.waitUntil(lambda: not services.jobs.running())
    portfolio_view = candidate_window.portfolio_view
    assert portfolio_view is not None
    assert portfolio_view.place == SetPlace("foundations", None, statement=True)
    page = portfolio_view.page
    assert isinstance(page, WorkspacePage)
    assert "Which part was yours?" in said(page)


@pytest.mark.parametrize("text", ["No. {}.", "No. {}." + " Say more." * 500], ids=["short", "long"])
def test_a_long_list_of_comments_is_shown_piece_by_piece(
    text: str,
    candidate_window: MainWindow,
    drop: Callable[[Path], None],
    made_rounds: Rounds,
    services: Services,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    review = read_review(made_rounds.review)
    (comment,) = review.comments
    many = tuple(replace(comment, id=f"{comment.id}{n}", text=text.format(n)) for n in range(50))
    file = tmp_path / "r.lssc-review.json"
    write_review(file, replace(review, comments=many))
    drop(file)
    candidate_window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert candidate_window.portfolio_view is not None
    page = candidate_window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    pane = page.comments

    before = len(pane.cards)
    assert before < len(many)
    assert pane.head.text() == "Comments (50)"
    said = pane.more.text()
    pane.more.click()
    assert said == f"Show {len(pane.cards) - before} more"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert pane.cards[before].isAncestorOf(focused)
    while pane.more.isVisible():
        pane.more.click()
    assert [card.comment for card in pane.cards] == list(many)

    candidate_window.go_to(SetPlace("foundations", 12, tab=Tab.RESPONSE))
    assert pane.cards == ()
    assert not pane.isVisible()
    candidate_window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    assert len(pane.cards) == before


def test_a_comment_stands_beside_the_work(eleven: WorkspacePage) -> None:
    assert "Which part was yours?" in said(eleven)
    assert state(eleven) is CompetencyState.COMMENT
    assert eleven.comments.isVisible()


def test_the_sidebar_counts_the_comments(
    eleven: WorkspacePage, candidate_window: MainWindow
) -> None:
    portfolio_view = candidate_window.portfolio_view
    assert portfolio_view is not None
    assert eleven.isVisible()
    model = portfolio_view.sidebar.places.model()
    spoken = [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    (foundations,) = [words for words in spoken if "Foundations" in words]
    assert "1 comment to answer" in foundations


def test_the_passage_is_marked_and_jumped_to(eleven: WorkspacePage) -> None:
    assert marked(eleven) == [QUOTE]
    eleven.comments.cards[0].card.passage_requested.emit()
    assert eleven.panel.response.box.editor.textCursor().selectedText() == QUOTE


def test_a_passage_is_found_again_after_an_edit_before_it(eleven: WorkspacePage) -> None:
    editor = eleven.panel.response.box.editor
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "In all of 2025. ")
    eleven.comments.cards[0].card.passage_requested.emit()
    assert editor.textCursor().selectedText() == QUOTE


def test_a_passage_that_is_gone_is_told(eleven: WorkspacePage, qtbot: QtBot) -> None:
    editor = eleven.panel.response.box.editor
    eleven.comments.cards[0].card.passage_requested.emit()
    QTest.keyClicks(editor, "we did it")
    qtbot.waitUntil(lambda: "The passage was removed" in said(eleven))
    assert marked(eleven) == []


def test_an_answer_in_words_is_kept(eleven: WorkspacePage, session: Session) -> None:
    eleven.comments.cards[0].buttons["reply"].click()
    QTest.keyClicks(eleven.comments.reply.field, "I chose the books.")
    QTest.mouseClick(eleven.comments.reply.answer, Qt.MouseButton.LeftButton)
    today = session.today
    assert session.portfolio.answers == (CommentAnswer("r1-1", today, "I chose the books."),)
    assert state(eleven) is not CompetencyState.COMMENT
    assert "Marked as answered" in said(eleven)


def test_a_mark_alone_answers_too_and_can_be_taken_back(
    eleven: WorkspacePage, session: Session
) -> None:
    eleven.comments.cards[0].buttons["done"].click()
    assert list(session.portfolio.answers) == [CommentAnswer("r1-1", session.today)]
    eleven.comments.cards[0].buttons["open"].click()
    assert list(session.portfolio.answers) == []
    session.undo()
    assert len(session.portfolio.answers) == 1


def test_where_there_is_no_room_beside_it_stands_below_the_text(
    eleven: WorkspacePage, candidate_window: MainWindow, qtbot: QtBot
) -> None:
    candidate_window.resize(900, 700)
    qtbot.waitUntil(lambda: not eleven.tray.isVisible())
    assert eleven.panel.response.isAncestorOf(eleven.comments)
    assert eleven.comments.isVisible()


def test_what_stands_below_the_text_is_told_above_it(
    eleven: WorkspacePage, candidate_window: MainWindow, qtbot: QtBot
) -> None:
    link = eleven.panel.response.to_below
    assert not link.isVisible()
    candidate_window.resize(900, 700)
    qtbot.waitUntil(link.isVisible)
    assert link.text() == "1 comment below"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert any(each.hasFocus() for each in eleven.comments.findChildren(QWidget))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"package_id": "0" * 64}, "is about a different package"),
        ({"package_id": "0" * 64, "program": "prairie"}, "from a different program"),
    ],
)
def test_a_review_of_something_else_changes_nothing(
    drop: Callable[[Path], None],
    made_rounds: Rounds,
    session: Session,
    services: Services,
    tmp_path: Path,
    change: dict[str, str],
    words: str,
) -> None:
    review = read_review(made_rounds.review)
    other = replace(review, package=replace(review.package, **change))  # type: ignore[arg-type]  # names of its fields
    file = tmp_path / "other.lssc-review.json"
    write_review(file, other)
    before = session.portfolio
    drop(file)
    assert words in services.notices.waiting[0].message.happened
    assert session.portfolio == before
    assert list((session.root / "Reviews").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 1}', b'{"format": 99}', b"\xff\xfe"])
def test_a_damaged_review_changes_nothing(
    drop: Callable[[Path], None],
    session: Session,
    services: Services,
    tmp_path: Path,
    content: bytes,
) -> None:
    file = tmp_path / "damaged.lssc-review.json"
    file.write_bytes(content)
    before = session.portfolio
    drop(file)
    assert services.notices.waiting[0].tone is Tone.BAD
    assert session.portfolio == before
    assert list((session.root / "Reviews").iterdir()) == []


def test_without_a_portfolio_it_says_what_to_do(
    start_window: MainWindow, made_rounds: Rounds, services: Services, qtbot: QtBot
) -> None:
    start_window.open_path(made_rounds.review)
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    assert "no portfolio is open" in services.notices.waiting[0].message.happened


@pytest.fixture
def rated(root: Path, made_rounds: Rounds, tmp_path: Path, drop: Callable[[Path], None]) -> Path:
    """The review with a rating of a competency that nobody said a word about, taken in."""
    review = read_review(made_rounds.review)
    file = tmp_path / "rated.lssc-review.json"
    ratings = (Rated(11, Rating.PARTIAL), Rated(12, Rating.NOT_MET))
    write_review(file, replace(review, ratings=ratings, comments=review.comments[:1]))
    drop(file)
    return root


@pytest.mark.usefixtures("rated")
def test_a_rating_stands_beside_the_work_with_and_without_a_comment(
    candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    page = None
    for number, word in ((11, "Partially met"), (12, "Not met")):
        candidate_window.go_to(SetPlace("foundations", number, tab=Tab.RESPONSE))
        qtbot.waitUntil(lambda: not services.jobs.running())
        page = candidate_window.portfolio_view and candidate_window.portfolio_view.page
        assert isinstance(page, WorkspacePage)
        assert word in said(page)
        assert "review copy 1" in said(page)
        assert page.comments.isVisible()
    assert isinstance(page, WorkspacePage)
    assert page.comments.cards == ()


@pytest.mark.usefixtures("rated")
def test_the_check_page_says_what_the_ratings_of_the_reviewer_come_to(
    candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    candidate_window.go_to(CheckPlace("foundations"))
    qtbot.waitUntil(lambda: not services.jobs.running())
    page = candidate_window.portfolio_view and candidate_window.portfolio_view.page
    assert isinstance(page, CheckPage)
    words = [label.text() for label in page.forecast.findChildren(QLabel) if label.isVisible()]
    assert any("rated this set on" in each for each in words)


@pytest.mark.usefixtures("rated")
def test_the_package_says_that_its_review_came_back(
    candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    candidate_window.go_to(SubmissionsPlace("foundations"))
    qtbot.waitUntil(lambda: not services.jobs.running())
    page = candidate_window.portfolio_view and candidate_window.portfolio_view.page
    assert isinstance(page, SubmissionsPage)
    notes = [
        entry_note(row.entry, row.entry.reviews[-1].written.date(), 1)
        for row in page.rows.rows
        if row.entry.reviews
    ]
    assert len(notes) == 1
    assert "1 comment, 2 ratings" in notes[0]
