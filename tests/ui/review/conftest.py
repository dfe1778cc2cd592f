"""Packages of the sample that go back and forth, and the windows in which they are reviewed."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.cli import run
from lssc_desktop.core.answer import CommentAnswer
from lssc_desktop.core.job import Quiet
from lssc_desktop.core.portfolio import Rating
from lssc_desktop.core.review import About, Review, ReviewMode
from lssc_desktop.core.reviewing import rate, say
from lssc_desktop.core.richtext import Paragraph, RichText, plain
from lssc_desktop.core.threads import answer_comment
from lssc_desktop.package.opened import OpenedPackage, open_for_review
from lssc_desktop.package.reviewed import reviewed_package
from lssc_desktop.store import folder
from lssc_desktop.store.responses import read_response, write_response
from lssc_desktop.store.review_file import write_review
from lssc_desktop.store.reviews import import_review
from lssc_desktop.ui.review.reviews import Reviews
from lssc_desktop.ui.review.window import ReviewWindow
from lssc_desktop.ui.services import Services

FIRST_DAY, SECOND_DAY = date(2026, 11, 20), date(2026, 11, 25)
QUOTE = "a team of three planned it"
ADDED = "My part was to choose the books."
REVIEWER = "M. Okafor"


@dataclass(frozen=True, slots=True)
class Rounds:
    """Two copies of one set; between them a review, an answer, a new sentence, another file."""

    root: Path
    first: Path
    review: Path
    second: Path


def build(root: Path, day: date, *options: str) -> Path:
    """Build a package of the set as the command does, and return it."""
    packages = root / "Packages"
    before = set(packages.glob("*.zip"))
    words = ["package", str(root), "--set", "foundations", *(options or ("--review-copy",))]
    assert run(words, day) == 0
    (new,) = set(packages.glob("*.zip")) - before
    return new


def opened(package: Path) -> OpenedPackage:
    return open_for_review(package, Quiet())


def a_review(package: OpenedPackage, **changes: object) -> Review:
    written = datetime(2026, 11, 21, 9, tzinfo=UTC)
    review = Review("r1", ReviewMode.REVIEW, reviewed_package(package), REVIEWER, written)
    return replace(review, **changes)  # type: ignore[arg-type]  # the names of its fields


def text_of(package: OpenedPackage, number: int) -> RichText:
    item = next(each for each in package.record.competencies if each.number == number)
    document = package.document(item.response)
    assert document is not None
    return document.text


@pytest.fixture(scope="session")
def made_rounds(written_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    base = tmp_path_factory.mktemp("rounds")
    root = shutil.copytree(written_sample, base / "Rivera LSSC")
    first = build(root, FIRST_DAY)
    package = opened(first)
    at = plain(text_of(package, 11)).index(QUOTE)
    review = say(a_review(package), About(11), "Which part was yours?", QUOTE, at)
    review = rate(rate(review, 11, Rating.PARTIAL), 1, Rating.MET)
    file = base / "rivera-okafor.lssc-review.json"
    write_review(file, review)
    loaded = folder.load(root)
    taken = import_review(root, loaded.portfolio, file, FIRST_DAY)
    answer = CommentAnswer("r1-1", SECOND_DAY, "I added a sentence.")
    portfolio = answer_comment(taken.portfolio, answer)
    text = read_response(root, portfolio, "foundations", 11).text
    more = RichText(tuple(_with_sentence(each) for each in text.paragraphs))
    portfolio = write_response(root, portfolio, package.competency_set, 11, more, SECOND_DAY)
    sheet = root / "Evidence" / "Story time sign-up.docx"
    shutil.copy(min((root / "Foundations of Library Services").glob("*.docx")), sheet)
    folder.save(root, portfolio, loaded.stamp)
    return Rounds(root, first, file, build(root, SECOND_DAY))


def _with_sentence(paragraph: Paragraph) -> Paragraph:
    spans = tuple(
        replace(span, text=span.text.replace(f"{QUOTE}.", f"{QUOTE}. {ADDED}"))
        for span in paragraph.spans
    )
    return replace(paragraph, spans=spans)


@pytest.fixture
def rounds(made_rounds: Rounds, tmp_path: Path) -> Rounds:
    """Copies that a test may change."""
    base = shutil.copytree(made_rounds.root.parent, tmp_path / "rounds")
    inside = [base / path.relative_to(made_rounds.root.parent) for path in _paths(made_rounds)]
    return Rounds(*inside)


def _paths(rounds: Rounds) -> tuple[Path, ...]:
    return (rounds.root, rounds.first, rounds.review, rounds.second)


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


def let_all_go(qtbot: QtBot, services: Services, reviews: Reviews) -> None:
    """Close every window and wait until Qt has deleted them."""
    windows: list[QWidget] = [*reviews.shelves, *reviews.windows]
    for shelf in reviews.shelves:
        shelf.close()
    for window in reviews.windows:
        throw_away(window)
    qtbot.waitUntil(lambda: not any(isValid(each) for each in windows), timeout=20_000)
    qtbot.waitUntil(partial(_is_quiet, services), timeout=20_000)


def throw_away(window: ReviewWindow) -> None:
    """Close a window, whatever is in it."""
    questions = window.notices.questions
    window.close()
    for asked in window.notices.questions if isValid(window) else ():
        asked.answer("throw" if asked not in questions else asked.question.otherwise)


class OpenReview(Protocol):
    """Opens a package in a window."""

    def __call__(self, package: Path, mode: ReviewMode = ...) -> ReviewWindow:
        """Return the window once everything in it was read."""


@pytest.fixture
def open_review(qtbot: QtBot, reviews: Reviews, services: Services) -> OpenReview:
    """Open a package for review and wait until it was read and laid out."""

    def open_it(package: Path, mode: ReviewMode = ReviewMode.REVIEW) -> ReviewWindow:
        with qtbot.waitSignal(reviews.opened, timeout=20_000) as shown:
            reviews.open(package, mode)
        (window,) = shown.args
        assert isinstance(window, ReviewWindow)
        window.activateWindow()
        qtbot.waitActive(window)
        qtbot.waitUntil(partial(_is_quiet, services), timeout=20_000)
        return window

    return open_it


def _is_quiet(services: Services) -> bool:
    return not services.jobs.running()
