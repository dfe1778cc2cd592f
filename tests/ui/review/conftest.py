"""Packages of the sample that go back and forth, and the windows in which they are reviewed."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from lssc_desktop.ui.review.window import ReviewWindow
from tests.office import write_office
from tests.ui import paper
from tests.ui.review.rounds import REVIEWER, Rounds, make_rounds


@pytest.fixture(scope="session")
def made_rounds(written_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    base = tmp_path_factory.mktemp("rounds")
    return make_rounds(shutil.copytree(written_sample, base / "Rivera LSSC"))


@pytest.fixture
def rounds(made_rounds: Rounds, tmp_path: Path) -> Rounds:
    """Copies that a test may change."""
    base = shutil.copytree(made_rounds.root.parent, tmp_path / "rounds")
    inside = [base / path.relative_to(made_rounds.root.parent) for path in _paths(made_rounds)]
    return Rounds(*inside)


def _paths(rounds: Rounds) -> tuple[Path, ...]:
    return (rounds.root, rounds.first, rounds.review, rounds.second, rounds.handed_in)


@pytest.fixture
def reviews(qtbot: QtBot, services: Services, tmp_path: Path) -> Iterator[Reviews]:
    """What opens packages for somebody who agreed to be remembered."""
    host = QWidget()  # not the plugin's: it would go before the windows do
    pages = tmp_path / "web pages"
    pages.mkdir()
    services.preferences.set_reviewer(REVIEWER)
    reviews = Reviews(services, pages, host)
    yield reviews
    let_all_go(qtbot, services, reviews)
    host.deleteLater()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the five packages of an office."""
    write_office(tmp_path / "office")
    return tmp_path / "office"


@pytest.fixture
def shelf(reviews: Reviews, qtbot: QtBot, folder: Path) -> ShelfWindow:
    """The shelf of that folder, when it was looked through."""
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: not shelf.watch.shelf.unverified and len(shelf.entries.shown) == 5)
    return shelf


def let_all_go(qtbot: QtBot, services: Services, reviews: Reviews) -> None:
    """Close every window and wait until Qt has deleted them."""
    lists: list[QWidget] = [*reviews.shelves, *reviews.audits]
    windows = [*lists, *reviews.windows]
    for each in lists:
        each.close()
    for window in reviews.windows:
        throw_away(window)
    qtbot.waitUntil(lambda: not any(isValid(each) for each in windows))
    qtbot.waitUntil(partial(_is_quiet, services))


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def printed(window: ReviewWindow, qtbot: QtBot, target: Path) -> str:
    """Answer the dialog for printing that is open in a window, and return the words on paper."""
    return " ".join(paper.printed(window, qtbot, target).split())


def throw_away(window: ReviewWindow) -> None:
    """Close a window, whatever is in it."""
    questions = window.notices.questions
    window.close()
    for asked in window.notices.questions if isValid(window) else ():
        asked.answer("throw" if asked not in questions else asked.question.otherwise)


def without_conflict(reviews: Reviews, qtbot: QtBot, act: Callable[[], object]) -> ReviewWindow:
    """Act, say that there's no conflict of interest, and return the window that opens then."""
    act()
    qtbot.waitUntil(lambda: reviews.conflict_dialog is not None)
    dialog = reviews.conflict_dialog
    assert dialog is not None
    dialog.no.click()
    with qtbot.waitSignal(reviews.opened) as shown:
        dialog.accept_button.click()
    (window,) = shown.args
    assert isinstance(window, ReviewWindow)
    return window


class OpenReview(Protocol):
    """Opens a package in a window."""

    def __call__(self, package: Path, mode: ReviewMode = ...) -> ReviewWindow:
        """Return the window once everything in it was read."""


@pytest.fixture
def open_review(qtbot: QtBot, reviews: Reviews, services: Services) -> OpenReview:
    """Open a package for review and wait until it was read and laid out."""

    def open_it(package: Path, mode: ReviewMode = ReviewMode.REVIEW) -> ReviewWindow:
        with qtbot.waitSignal(reviews.opened) as shown:
            reviews.open(package, mode)
        (window,) = shown.args
        assert isinstance(window, ReviewWindow)
        window.activateWindow()
        qtbot.waitActive(window)
        qtbot.waitUntil(partial(_is_quiet, services))
        return window

    return open_it


def _is_quiet(services: Services) -> bool:
    return not services.jobs.running()
