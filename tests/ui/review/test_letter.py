"""Saving a letter from the window of a review, and from the shelf."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.ui.review.opening import Reviews
from tests.office import write_office
from tests.ui.review.conftest import OpenReview
from tests.ui.review.rounds import Rounds


@pytest.mark.parametrize(("name", "begins"), [("letter.pdf", b"%PDF"), ("letter.docx", b"PK")])
def test_what_a_review_says_now_is_saved_as_a_letter(
    open_review: OpenReview, rounds: Rounds, qtbot: QtBot, tmp_path: Path, name: str, begins: bytes
) -> None:
    window = open_review(rounds.first)
    window.menus.letter.trigger()
    (dialog,) = window.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name.endswith("-letter.pdf")
    dialog.reject()

    with qtbot.waitSignal(window.letters.saved):
        window.letters.save_to(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)
    (notice,) = window.notices.waiting
    assert notice.message.happened == f"The letter “{name}” is saved."


def test_an_evaluation_is_no_letter_for_the_candidate(
    open_review: OpenReview, rounds: Rounds
) -> None:
    window = open_review(rounds.handed_in, ReviewMode.EVALUATION)
    assert not window.menus.letter.isEnabled()
    window.menus.kinds.actions()[0].trigger()
    assert window.menus.letter.isEnabled()


def test_the_shelf_writes_the_letter_of_a_result(
    reviews: Reviews, qtbot: QtBot, tmp_path: Path
) -> None:
    write_office(tmp_path / "office")
    reviews.open_shelf(tmp_path / "office")
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: len(shelf.entries.shown) == 5)
    shelf.table.choose("nunez.zip")
    assert not shelf.menus.letter.isEnabled()  # it has evaluations alone

    shelf.table.choose("smith-1.zip")
    shelf.menus.letter.trigger()
    qtbot.waitUntil(lambda: bool(shelf.findChildren(QFileDialog)))
    shelf.findChildren(QFileDialog)[0].reject()
    target = tmp_path / "Smith letter"
    with qtbot.waitSignal(shelf.letters.saved) as saved:
        shelf.letters.save_to(target)
    assert saved.args == [target.with_name("Smith letter.pdf")]
    assert target.with_name("Smith letter.pdf").read_bytes().startswith(b"%PDF")
