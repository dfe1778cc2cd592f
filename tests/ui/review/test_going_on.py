"""A review file that a reviewer goes on from, where nothing is remembered of them."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import rate
from lssc_desktop.core.review.review import Review, ReviewMode
from lssc_desktop.store.review_file import read_review, write_review
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.window import ReviewWindow
from tests.ui.review.conftest import OpenReview
from tests.ui.review.rounds import ADDED, Rounds, a_review, opened
from tests.ui.review.test_candidate import dragged, drop_on

type Drop = Callable[[ReviewWindow, Path], None]


@pytest.fixture
def desk(rounds: Rounds, tmp_path: Path) -> Path:
    """A folder of a reviewer with nothing but the second copy in it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copy2(rounds.second, folder / "copy 2.zip")
    return folder


@pytest.fixture
def drop(qtbot: QtBot, services: Services) -> Drop:
    def it(window: ReviewWindow, file: Path) -> None:
        drop_on(window.desk.comments.box.field.viewport(), dragged(file))
        qtbot.waitUntil(lambda: bool(window.notices.waiting))
        qtbot.waitUntil(lambda: not services.jobs.running())

    return it


def happened(window: ReviewWindow) -> str:
    (notice,) = window.notices.waiting
    return notice.message.happened


# From an earlier copy -----------------------------------------------------------------------------


def test_with_the_earlier_file_and_package_beside_it_the_words_before_are_known(
    open_review: OpenReview, rounds: Rounds, desk: Path
) -> None:
    shutil.copy2(rounds.first, desk / "from the stick.zip")
    shutil.copy2(rounds.review, desk)
    window = open_review(desk / "copy 2.zip")
    assert window.notices.questions == ()
    assert "You last reviewed copy 1" in window.head.note.text()
    assert window.board.changes is not None
    assert window.board.changes.words_known
    assert window.board.changed == (11,)


def test_with_the_earlier_file_alone_the_package_knows_what_is_new(
    open_review: OpenReview, rounds: Rounds, desk: Path
) -> None:
    shutil.copy2(rounds.review, desk)
    window = open_review(desk / "copy 2.zip")
    assert "You last reviewed copy 1" in window.head.note.text()
    assert window.board.changes is not None
    assert not window.board.changes.words_known


def test_a_file_from_elsewhere_brings_its_package_along(
    open_review: OpenReview, rounds: Rounds, desk: Path, tmp_path: Path, drop: Drop
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy2(rounds.first, stick)
    window = open_review(desk / "copy 2.zip")
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    drop(window, Path(shutil.copy2(rounds.review, stick)))
    assert happened(window).startswith("Your review of copy 1 from November 21, 2026")
    assert window.session.review.rating(3) is Rating.MET
    window.desk.go_to(11)
    banner = window.desk.reading.banner
    assert "Changed since your last review:" in banner.line.text()
    assert "1 sentence added" in banner.line.text()
    assert f"Added: “{ADDED}”" in banner.words.text()
    assert window.menus.next_changed.isEnabled()


# From a file on this very copy --------------------------------------------------------------------


@pytest.fixture
def begun(desk: Path) -> Review:
    """A review of the second copy that was begun on another computer."""
    return rate(a_review(opened(desk / "copy 2.zip"), id="begun"), 3, Rating.NOT_MET)


def test_what_a_file_beside_it_says_is_offered(
    open_review: OpenReview, desk: Path, begun: Review
) -> None:
    write_review(desk / "b.lssc-review.json", begun)
    window = open_review(desk / "copy 2.zip")
    (asked,) = window.notices.questions
    assert "next to this package" in asked.question.message.happened
    assert window.session.review.ratings == ()
    asked.answer("go-on")
    assert window.session.review == begun
    assert window.session.is_saved


def test_a_dropped_file_is_gone_on_with_and_saved_into(
    open_review: OpenReview, desk: Path, begun: Review, tmp_path: Path, drop: Drop, qtbot: QtBot
) -> None:
    file = tmp_path / "b.lssc-review.json"
    write_review(file, begun)
    window = open_review(desk / "copy 2.zip")
    window.session.apply(partial(rate, number=1, rating=Rating.MET))
    drop(window, file)
    assert "You’re continuing your review" in happened(window)
    assert window.session.review == begun
    assert window.desk.pane.rows.shown[2].rating is Rating.NOT_MET
    window.menus.undo.trigger()
    assert window.session.review.rating(1) is Rating.MET
    window.menus.redo.trigger()
    QTest.keyClicks(window.desk.comments.box.field, "More")
    with qtbot.waitSignal(window.session.saved):
        window.saver.save_to(file)
        window.notices.questions[-1].answer("add")
        window.notices.questions[-1].answer("save")  # 3 is not met, and has no comment
    saved = read_review(file)
    assert (saved.id, len(saved.comments)) == ("begun", 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: replace(r, reviewer="Dana Ortiz"), "was written by Dana Ortiz"),
        (
            lambda r: replace(r, package=replace(r.package, portfolio="x")),
            "is about different work",
        ),
        (lambda r: replace(r, package=replace(r.package, set_id="x")), "is about different work"),
        (lambda r: replace(r, mode=ReviewMode.EVALUATION), "is a copy for staff"),
    ],
)
def test_what_is_not_this_persons_on_this_work_changes_nothing(
    change: Callable[[Review], Review],
    words: str,
    open_review: OpenReview,
    desk: Path,
    begun: Review,
    tmp_path: Path,
    drop: Drop,
) -> None:
    file = tmp_path / "b.lssc-review.json"
    write_review(file, change(begun))
    window = open_review(desk / "copy 2.zip")
    before = window.session.review
    drop(window, file)
    assert words in happened(window)
    assert window.session.review == before


def test_files_of_others_beside_it_are_theirs(
    open_review: OpenReview, rounds: Rounds, desk: Path, begun: Review
) -> None:
    write_review(desk / "b.lssc-review.json", replace(begun, reviewer="Dana Ortiz"))
    other = replace(read_review(rounds.review), reviewer="Dana Ortiz")
    write_review(desk / "a.lssc-review.json", other)
    window = open_review(desk / "copy 2.zip")
    assert window.notices.questions == ()
    assert window.board.rounds.last is None
