"""A review in the candidate's window: beside the work, answered there, or refused."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.answer import CommentAnswer
from lssc_desktop.core.progress import CompetencyState
from lssc_desktop.store.review_file import read_review, write_review
from lssc_desktop.ui.main_window import MainWindow
from lssc_desktop.ui.pages.workspace import WorkspacePage
from lssc_desktop.ui.place import SetPlace, Tab
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone
from tests.ui.review.rounds import QUOTE, Rounds

PATIENCE = 20_000


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
def window(open_window: Callable[[Path], MainWindow], root: Path) -> MainWindow:
    return open_window(root)


@pytest.fixture
def session(window: MainWindow) -> Session:
    session = window.session
    assert session is not None
    return session


@pytest.fixture
def drop(window: MainWindow, services: Services, qtbot: QtBot) -> Callable[[Path], None]:
    """Drop a file on the window and wait until it was seen to."""

    def it(file: Path) -> None:
        window.open_path(file)
        qtbot.waitUntil(lambda: bool(services.notices.waiting), timeout=PATIENCE)
        qtbot.waitUntil(lambda: not services.jobs.running(), timeout=PATIENCE)

    return it


@pytest.fixture
def eleven(
    window: MainWindow,
    drop: Callable[[Path], None],
    made_rounds: Rounds,
    services: Services,
    qtbot: QtBot,
) -> WorkspacePage:
    """No. 11 after the review came back."""
    drop(made_rounds.review)
    window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    qtbot.waitUntil(lambda: not services.jobs.running(), timeout=PATIENCE)
    workbench = window.workbench
    assert workbench is not None
    page = workbench.page
    assert isinstance(page, WorkspacePage)
    return page


def said(page: WorkspacePage) -> str:
    return "\n".join(label.text() for label in page.comments.findChildren(QLabel))


def state(page: WorkspacePage) -> CompetencyState:
    row = page.competencies.tree.competency_row(page.competencies.list.currentIndex())
    assert row is not None
    return row.state


def marked(page: WorkspacePage) -> list[str]:
    marks = page.desk.response.box.editor.extraSelections()
    none = Qt.BrushStyle.NoBrush  # what is not in the dictionary is underlined alone
    tinted = [mark for mark in marks if mark.format.background().style() is not none]
    return [mark.cursor.selectedText() for mark in tinted]


def test_a_dropped_review_is_kept_and_led_to(
    window: MainWindow,
    drop: Callable[[Path], None],
    made_rounds: Rounds,
    session: Session,
    services: Services,
) -> None:
    drop(made_rounds.review)
    assert [file.name for file in (session.root / "Reviews").iterdir()] == [made_rounds.review.name]
    (notice,) = services.notices.waiting
    assert (notice.tone, notice.action) == (Tone.INFO, "Show the first comment")
    services.notices.action_chosen.emit(notice.key)
    workbench = window.workbench
    assert workbench is not None
    assert workbench.place == SetPlace("foundations", 11)


def test_a_comment_stands_beside_the_work(eleven: WorkspacePage) -> None:
    assert "Which part was yours?" in said(eleven)
    assert state(eleven) is CompetencyState.COMMENT
    assert eleven.comments.isVisible()


def test_the_sidebar_counts_the_comments(eleven: WorkspacePage, window: MainWindow) -> None:
    workbench = window.workbench
    assert workbench is not None
    assert eleven.isVisible()
    model = workbench.sidebar.places.model()
    spoken = [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    (foundations,) = [words for words in spoken if "Foundations" in words]
    assert "1 comment to answer" in foundations


def test_the_passage_is_marked_and_jumped_to(eleven: WorkspacePage) -> None:
    assert marked(eleven) == [QUOTE]
    eleven.comments.cards[0].card.passage_requested.emit()
    assert eleven.desk.response.box.editor.textCursor().selectedText() == QUOTE


def test_a_passage_is_found_again_after_an_edit_before_it(eleven: WorkspacePage) -> None:
    editor = eleven.desk.response.box.editor
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "In all of 2025. ")
    eleven.comments.cards[0].card.passage_requested.emit()
    assert editor.textCursor().selectedText() == QUOTE


def test_a_passage_that_is_gone_is_told(eleven: WorkspacePage, qtbot: QtBot) -> None:
    editor = eleven.desk.response.box.editor
    eleven.comments.cards[0].card.passage_requested.emit()
    QTest.keyClicks(editor, "we did it")
    qtbot.waitUntil(lambda: "The passage is gone" in said(eleven), timeout=PATIENCE)
    assert marked(eleven) == []


def test_an_answer_in_words_is_kept(eleven: WorkspacePage, session: Session) -> None:
    eleven.comments.cards[0].buttons["reply"].click()
    QTest.keyClicks(eleven.comments.reply.field, "I chose the books.")
    QTest.mouseClick(eleven.comments.reply.keep, Qt.MouseButton.LeftButton)
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
    eleven: WorkspacePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(900, 700)
    qtbot.waitUntil(lambda: not eleven.tray.isVisible())
    assert eleven.desk.response.isAncestorOf(eleven.comments)
    assert eleven.comments.isVisible()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"package_id": "0" * 64}, "is about another package"),
        ({"package_id": "0" * 64, "program": "prairie"}, "of another program"),
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
    qtbot.waitUntil(lambda: bool(services.notices.waiting), timeout=PATIENCE)
    assert "no portfolio is open" in services.notices.waiting[0].message.happened
