"""The way to a review: a package is verified first, and what is none is not opened."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.signature import KnownSigner
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.package.reader import verify_file
from lssc_desktop.package.rounds import kept_for
from lssc_desktop.store.shelf_files import open_marks
from lssc_desktop.store.signing import (
    carry_signature,
    make_key,
    remember_signer,
    sign_as_own,
)
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.start.package import PackageFacts, PackagePage
from tests.ui.conftest import NOW
from tests.ui.review.conftest import OpenReview, let_all_go
from tests.ui.review.rounds import REVIEWER, Rounds, build


@pytest.fixture
def candidate_window(
    start_window: MainWindow, services: Services, qtbot: QtBot
) -> Iterator[MainWindow]:
    services.preferences.set_reviewer(REVIEWER)
    yield start_window
    let_all_go(qtbot, services, start_window.controller.reviews)


@pytest.fixture
def main_reviews(candidate_window: MainWindow, tmp_path: Path) -> Reviews:
    (tmp_path / "web pages").mkdir(exist_ok=True)
    return candidate_window.controller.reviews


def open_page(qtbot: QtBot, window: MainWindow, package: Path) -> PackagePage:
    window.open_path(package)
    qtbot.waitUntil(lambda: isinstance(window.page_stack.shown, PackagePage))
    page = window.page_stack.shown
    assert isinstance(page, PackagePage)
    qtbot.waitUntil(lambda: page.found is not None)
    return page


@pytest.mark.parametrize(
    ("signed", "changed", "said"),
    [
        (False, False, "Not signed"),
        (True, False, "Signed by you"),
        (True, True, "Signature doesn’t match"),
    ],
)
def test_the_window_says_by_whom_the_package_is_signed(
    open_review: OpenReview,
    rounds: Rounds,
    services: Services,
    signed: bool,
    changed: bool,
    said: str,
) -> None:
    config = services.preferences.folder
    if signed:
        make_key(config)
        assert sign_as_own(config, rounds.second if changed else rounds.first)
    if changed:
        carry_signature(rounds.second, rounds.first)
    window = open_review(rounds.first)
    assert window.status.signature.text() == said


def test_another_key_than_the_candidates_is_an_alarm_in_the_window(
    open_review: OpenReview, rounds: Rounds, services: Services, tmp_path: Path
) -> None:
    name = verify_file(rounds.first, ignore_progress).candidate
    compared = KnownSigner(name, make_key(tmp_path / "candidate"), date(2026, 11, 20))
    remember_signer(services.preferences.folder, compared)
    make_key(tmp_path / "stranger")
    sign_as_own(tmp_path / "stranger", rounds.first)
    window = open_review(rounds.first)
    (notice,) = window.notices.waiting
    assert (notice.tone, notice.key) == (Tone.BAD, "signature")
    assert f"it’s signed with a different key than the one you have for {name}" in (
        notice.message.text
    )
    assert window.status.signature.text() == "Different key"


def test_a_package_is_verified_before_it_can_be_reviewed(
    qtbot: QtBot, candidate_window: MainWindow, main_reviews: Reviews, rounds: Rounds
) -> None:
    page = open_page(qtbot, candidate_window, rounds.first)
    assert page.verdict.isVisible()
    assert page.review_button.hasFocus()
    with qtbot.waitSignal(main_reviews.opened):
        QTest.keyClick(page.review_button, Qt.Key.Key_Return)
    (review,) = main_reviews.windows
    assert review.session.review.mode is ReviewMode.REVIEW
    assert review.session.review.reviewer == REVIEWER


def test_what_was_handed_in_is_evaluated(
    qtbot: QtBot, candidate_window: MainWindow, main_reviews: Reviews, rounds: Rounds
) -> None:
    page = open_page(qtbot, candidate_window, rounds.handed_in)
    with qtbot.waitSignal(main_reviews.opened):
        page.evaluate_button.click()
    (review,) = main_reviews.windows
    assert review.session.review.mode is ReviewMode.EVALUATION


def test_a_copy_for_staff_is_reviewed_and_not_evaluated(
    qtbot: QtBot,
    candidate_window: MainWindow,
    main_reviews: Reviews,
    rounds: Rounds,
    services: Services,
) -> None:
    page = open_page(qtbot, candidate_window, rounds.first)
    assert page.review_button.isVisible()
    assert not page.evaluate_button.isVisible()
    with qtbot.waitSignal(main_reviews.left):
        main_reviews.open(rounds.first, ReviewMode.EVALUATION)
    (notice,) = services.notices.waiting
    assert "you can’t decide on it" in notice.message.meaning
    assert main_reviews.windows == ()


def test_a_damaged_package_is_not_reviewed(
    qtbot: QtBot, candidate_window: MainWindow, rounds: Rounds
) -> None:
    content = bytearray(rounds.first.read_bytes())
    content[content.index(b"%PDF") + 100] ^= 1
    rounds.first.write_bytes(content)
    page = open_page(qtbot, candidate_window, rounds.first)
    assert not page.review_button.isVisible()
    assert page.open_button.isVisible()


def test_any_other_bag_is_verified_and_no_more(
    qtbot: QtBot, candidate_window: MainWindow, tmp_path: Path
) -> None:
    bag = tmp_path / "letters.zip"
    write_bag(bag, "letters", [BagFile("letter.txt", b"Dear all")], (), NOW.date(), ignore_progress)
    page = open_page(qtbot, candidate_window, bag)
    assert not page.review_button.isVisible()
    assert not page.evaluate_button.isVisible()


def test_what_a_package_says_of_itself_is_said_in_plain_words(
    qtbot: QtBot, candidate_window: MainWindow, rounds: Rounds
) -> None:
    page = open_page(qtbot, candidate_window, rounds.first)
    (shown,) = page.findChildren(PackageFacts)
    assert page.found is not None
    said = [label.text() for label in shown.facts.findChildren(QLabel)]
    assert "Review copy for Foundations of Library Services, Library Support Staff" in said[1]
    assert said[2:8] == ["Kind", "Review copy 1", "Made by", "A. Rivera", "Last change", said[7]]
    assert said[8:] == ["Fingerprint", page.found.fingerprint]
    assert not any(name in said for name, _value in page.found.info)


def test_the_tags_of_a_bag_are_technical_details(
    qtbot: QtBot, candidate_window: MainWindow, rounds: Rounds
) -> None:
    page = open_page(qtbot, candidate_window, rounds.first)
    (shown,) = page.findChildren(PackageFacts)
    qtbot.waitUntil(shown.isVisible)
    assert not shown.details.isVisible()
    shown.toggle.click()
    assert shown.details.isVisible()
    said = [label.text() for label in shown.details.findChildren(QLabel)]
    assert ("LSSC-Set", "foundations") in zip(said[::2], said[1::2], strict=True)


def test_a_damaged_package_is_refused_by_its_sentence(
    qtbot: QtBot, main_reviews: Reviews, rounds: Rounds, services: Services
) -> None:
    rounds.first.write_bytes(rounds.first.read_bytes()[:-10])
    with qtbot.waitSignal(main_reviews.left):
        main_reviews.open(rounds.first)
    assert main_reviews.windows == ()
    assert len(services.notices.waiting) == 1


def test_a_set_by_course_has_nothing_to_rate(
    qtbot: QtBot, main_reviews: Reviews, rounds: Rounds, services: Services
) -> None:
    package = build(rounds.root, NOW.date(), "--review-copy", "--set", "access-services")
    with qtbot.waitSignal(main_reviews.left):
        main_reviews.open(package)
    assert "achieved by a course" in services.notices.waiting[0].message.happened


def test_nobody_is_asked_for_a_package_twice(
    qtbot: QtBot, main_reviews: Reviews, rounds: Rounds, services: Services
) -> None:
    services.preferences.set_reviewer("")
    main_reviews.open(rounds.first)
    assert main_reviews.dialog is not None
    with qtbot.waitSignal(main_reviews.left):
        main_reviews.dialog.reject()
    assert main_reviews.windows == ()


@pytest.mark.parametrize("is_written", [False, True], ids=["not yet written", "written"])
def test_a_review_is_kept_when_the_program_ends_from_the_lock_screen(
    qtbot: QtBot,
    candidate_window: MainWindow,
    main_reviews: Reviews,
    rounds: Rounds,
    services: Services,
    tmp_path: Path,
    is_written: bool,
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    package = shutil.copy(rounds.first, office)
    with qtbot.waitSignal(main_reviews.opened):
        main_reviews.open(Path(package))
    qtbot.waitUntil(lambda: not services.jobs.running())
    (review,) = main_reviews.windows
    assert open_marks(office)
    QTest.keyClicks(review.desk.comments.box.field, "To be contin")
    if is_written:  # so that nothing has to be waited for at the end
        qtbot.waitUntil(lambda: review.session.is_safe and not services.jobs.running())
    about = review.session.review.package
    candidate_window.session_lock.lock()
    screen = candidate_window.session_lock.screen
    assert screen is not None
    left: list[object] = []
    candidate_window.ended.connect(lambda: left.append((main_reviews.windows, open_marks(office))))
    with qtbot.waitSignal(candidate_window.ended):
        screen.reject_button.click()
    assert left == [((), {})]
    assert services.notices.questions == review.notices.questions == ()
    assert main_reviews.windows == ()
    assert open_marks(office) == {}
    (kept,) = kept_for(services.preferences.folder, about)
    assert [draft.text for draft in kept.drafts] == ["To be contin"]
    candidate_window.session_lock.unlock()
