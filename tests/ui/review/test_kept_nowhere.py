"""A review in a program that was started to leave nothing on the computer."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.paths import NOWHERE
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.services import Preferences, Services
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.window import ReviewWindow
from tests.ui.review.conftest import OpenReview
from tests.ui.review.rounds import Rounds


@pytest.fixture
def services(services: Services, icons: Icons, jobs: Jobs) -> Services:
    """Those of a program that keeps no settings."""
    return replace(services, preferences=Preferences(NOWHERE, icons.theme, jobs))


@pytest.fixture
def review_window(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    return open_review(rounds.first)


def said(window: ReviewWindow) -> list[str]:
    return [notice.message.happened for notice in window.notices.waiting]


def rate_met(window: ReviewWindow) -> None:
    QTest.keyClick(window.desk.pane.list, Qt.Key.Key_1)


def test_it_says_from_the_beginning_that_nothing_is_kept(review_window: ReviewWindow) -> None:
    assert said(review_window) == ["Your review isn’t kept on this computer."]


def test_it_fails_at_nothing_and_is_safe_in_its_file_alone(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    rate_met(review_window)
    review_window.session.keep_now()
    assert review_window.session.is_at_rest
    assert not review_window.session.is_safe
    with qtbot.waitSignal(review_window.session.saved):
        review_window.session.save(tmp_path / "one.lssc-review.json")
    qtbot.waitUntil(lambda: review_window.session.is_safe)
    assert "An unexpected error occurred." not in said(review_window)
    assert read_review(tmp_path / "one.lssc-review.json").rating(1) is Rating.MET


def test_closing_does_not_offer_to_keep_it(review_window: ReviewWindow) -> None:
    rate_met(review_window)
    review_window.close()
    (question,) = review_window.notices.questions
    assert [each.id for each in question.question.answers] == ["save", "throw", "stay"]
    assert question.question.message.advice == "Save it now, or discard it."
    question.answer("stay")


def test_the_shelf_does_not_offer_to_be_remembered(reviews: Reviews, tmp_path: Path) -> None:
    reviews.open_shelf(tmp_path)
    (shelf,) = reviews.shelves
    assert not shelf.menus.remember.isEnabled()
    assert shelf.menus.remember.text() == (
        "Remember this folder: off, because nothing is kept on this computer"
    )


def test_whoever_says_their_name_is_not_offered_to_be_remembered(
    review_window: ReviewWindow,
) -> None:
    review_window.menus.person.trigger()
    dialog = review_window.name_dialog
    assert dialog is not None
    assert not dialog.remember.isEnabled()
    assert not dialog.remember.isChecked()
    assert dialog.remember.text() == "Remember me: off, because nothing is kept on this computer"
    words = [label.text() for label in dialog.findChildren(Label) if label.isVisible()]
    assert not any("saved here" in each for each in words)
    dialog.reject()
