"""Nothing a reviewer does is lost: not by a crash, not by closing, not unasked."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import rate
from lssc_desktop.disk.settings import REVIEWS
from lssc_desktop.package.opened import reviewed_package
from lssc_desktop.package.rounds import KeptReview, keep_review, kept_for
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.app.closing import SignOff
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.window import ReviewWindow
from tests.ui.review.conftest import OpenReview, let_all_go
from tests.ui.review.rounds import Rounds, a_review, opened
from tests.ui.signing_off import Manager, application


def kept_files(services: Services) -> list[Path]:
    folder = services.preferences.folder / REVIEWS
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_is_done_is_in_the_reviewers_own_folder_soon(
    open_review: OpenReview, rounds: Rounds, services: Services, qtbot: QtBot
) -> None:
    window = open_review(rounds.first)
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    QTest.keyClicks(window.desk.comments.box.field, "To be contin")
    package = window.session.review.package
    folder = services.preferences.folder

    def is_kept() -> bool:
        kept = kept_for(folder, package)
        return bool(kept) and bool(kept[0].review.ratings) and bool(kept[0].drafts)

    qtbot.waitUntil(is_kept)


def test_what_was_done_a_moment_ago_is_there_before_the_person_is_signed_off(
    open_review: OpenReview, rounds: Rounds, services: Services
) -> None:
    window = open_review(rounds.first)
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    QTest.keyClicks(window.desk.comments.box.field, "To be contin")
    manager = Manager()
    work = (window.session,)
    SignOff(application(), lambda: work, window.close, window.leave, window).commit(manager)
    (kept,) = kept_for(services.preferences.folder, window.session.review.package)
    assert kept.review.ratings
    assert [draft.text for draft in kept.drafts] == ["To be contin"]
    assert manager.told == []


def test_what_cannot_be_kept_holds_the_sign_off_up(
    open_review: OpenReview, rounds: Rounds, services: Services, qtbot: QtBot
) -> None:
    window = open_review(rounds.first)
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    folder = services.preferences.folder / REVIEWS
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"something else lies here")
    manager = Manager()
    work = (window.session,)
    SignOff(application(), lambda: work, window.close, window.leave, window).commit(manager)
    assert manager.told == ["may we ask?", "stay", "asked"]
    qtbot.waitUntil(lambda: bool(window.notices.questions))
    folder.unlink()
    (asked,) = window.notices.questions
    asked.answer(asked.question.otherwise)


def test_it_is_there_while_somebody_types_without_a_pause(
    open_review: OpenReview, rounds: Rounds, services: Services, qtbot: QtBot
) -> None:
    window = open_review(rounds.first)
    field = window.desk.comments.box.field
    typing = QTimer(window)
    typing.timeout.connect(partial(QTest.keyClicks, field, "on "))
    typing.start(20)
    package, folder = window.session.review.package, services.preferences.folder
    qtbot.waitUntil(lambda: bool(kept_for(folder, package)))
    typing.stop()


def test_after_a_crash_the_work_is_offered_again(
    open_review: OpenReview, rounds: Rounds, services: Services
) -> None:
    review = rate(a_review(opened(rounds.first)), 3, Rating.NOT_MET)
    keep_review(services.preferences.folder, KeptReview(review, str(rounds.first)))
    window = open_review(rounds.first)
    (asked,) = window.notices.questions
    assert "unsaved work" in asked.question.message.happened
    asked.answer("go-on")
    assert window.session.review == review
    assert not window.session.is_saved
    assert window.desk.pane.rows.shown[2].rating is Rating.NOT_MET


def test_what_is_offered_need_not_be_taken(
    open_review: OpenReview, rounds: Rounds, services: Services
) -> None:
    review = rate(a_review(opened(rounds.first)), 3, Rating.NOT_MET)
    keep_review(services.preferences.folder, KeptReview(review, str(rounds.first)))
    window = open_review(rounds.first)
    (asked,) = window.notices.questions
    asked.answer("start-over")
    assert window.session.review.ratings == ()


def test_what_is_in_a_review_file_is_shown_without_a_question(
    open_review: OpenReview, rounds: Rounds, services: Services
) -> None:
    review = rate(a_review(opened(rounds.first)), 3, Rating.NOT_MET)
    keep_review(services.preferences.folder, KeptReview(review, str(rounds.first), saved=True))
    window = open_review(rounds.first)
    assert window.notices.questions == ()
    assert window.session.review == review
    assert window.session.is_saved


def test_closing_asks_when_nothing_was_saved(open_review: OpenReview, rounds: Rounds) -> None:
    window = open_review(rounds.first)
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    window.close()
    assert window.isVisible()
    (asked,) = window.notices.questions
    asked.answer("stay")
    assert window.isVisible()


def test_closing_asks_nothing_when_nothing_was_done(
    open_review: OpenReview, rounds: Rounds, reviews: Reviews
) -> None:
    window = open_review(rounds.first)
    window.close()
    assert reviews.windows == ()


def test_what_is_kept_for_later_is_offered_next_time(
    open_review: OpenReview, rounds: Rounds, reviews: Reviews, qtbot: QtBot
) -> None:
    window = open_review(rounds.first)
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    close_with(qtbot, window, "keep")
    assert reviews.windows == ()
    again = open_review(rounds.first)
    (asked,) = again.notices.questions
    asked.answer("go-on")
    assert again.session.review.rating(3) is Rating.MET


def test_what_is_thrown_away_is_gone(
    open_review: OpenReview, rounds: Rounds, services: Services, qtbot: QtBot
) -> None:
    window = open_review(rounds.first)
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    window.session.keep_now()
    qtbot.waitUntil(lambda: bool(kept_files(services)))
    close_with(qtbot, window, "throw")
    assert kept_files(services) == []


def test_saving_when_asked_closes_the_window(
    open_review: OpenReview, rounds: Rounds, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_review(rounds.first)
    target = tmp_path / "r.lssc-review.json"
    with qtbot.waitSignal(window.session.saved):
        window.saver.save_to(target)
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    close_with(qtbot, window, "save")
    assert read_review(target).rating(3) is Rating.MET


def test_without_an_agreement_nothing_stays_after_saving(
    services: Services, rounds: Rounds, qtbot: QtBot, tmp_path: Path
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    reviews = Reviews(services, tmp_path, host)
    reviews.open(rounds.first)
    qtbot.waitUntil(lambda: reviews.dialog is not None)
    assert reviews.dialog is not None
    assert not reviews.dialog.accept_button.isEnabled()
    QTest.keyClicks(reviews.dialog.name, "Dana Ortiz")
    with qtbot.waitSignal(reviews.opened):
        reviews.dialog.accept_button.click()
    (window,) = reviews.windows
    window.session.apply(partial(rate, number=3, rating=Rating.MET))
    window.session.keep_now()
    qtbot.waitUntil(lambda: bool(kept_files(services)))
    with qtbot.waitSignal(window.session.saved):
        window.saver.save_to(tmp_path / "r.lssc-review.json")
    assert kept_files(services) == []
    assert services.preferences.settings.reviewer == ""
    let_all_go(qtbot, services, reviews)


def close_with(qtbot: QtBot, window: ReviewWindow, answer: str) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()
        (asked,) = window.notices.questions
        asked.answer(answer)


def test_what_another_person_did_here_is_not_shown(
    open_review: OpenReview, rounds: Rounds, services: Services
) -> None:
    review = rate(a_review(opened(rounds.first), reviewer="E. Marsh"), 3, Rating.NOT_MET)
    keep_review(services.preferences.folder, KeptReview(review, str(rounds.first)))
    window = open_review(rounds.first)
    assert window.notices.questions == ()
    assert window.session.review.ratings == ()


# Comments that were not finished on an earlier copy -----------------------------------------------


def begun_on_copy_one(window: ReviewWindow, qtbot: QtBot, target: Path) -> None:
    """Begin a comment on copy 1, save the review without it, and keep it for later."""
    window.desk.go_to(5)
    QTest.keyClicks(window.desk.comments.box.field, "Say which")
    window.saver.save_to(target)
    window.notices.questions[0].answer("leave")  # don't add it
    for asked in window.notices.questions:
        asked.answer("save")  # nothing else is done yet
    qtbot.waitUntil(lambda: window.session.is_written)
    window.close()
    (asked,) = window.notices.questions
    with qtbot.waitSignal(window.closed):
        asked.answer("keep")


def test_a_comment_kept_for_later_is_offered_in_the_next_copy(
    open_review: OpenReview,
    rounds: Rounds,
    services: Services,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    begun_on_copy_one(open_review(rounds.first), qtbot, tmp_path / "one.lssc-review.json")
    window = open_review(rounds.second)
    (asked,) = window.notices.questions
    assert asked.question.message.happened == (
        "You have 1 unfinished comment on copy 1 (competency 5)."
    )
    asked.answer(asked.question.answers[0].id)
    assert window.session.unfinished == (5,)
    window.desk.go_to(5)
    assert window.desk.comments.box.field.toPlainText() == "Say which"
    folder, first = services.preferences.folder, opened(rounds.first)
    qtbot.waitUntil(lambda: not kept_for(folder, reviewed_package(first))[0].drafts)
    (kept,) = kept_for(folder, window.session.review.package)
    assert [draft.text for draft in kept.drafts] == ["Say which"]


def test_one_that_is_not_taken_stays_where_it_was_and_is_offered_again(
    open_review: OpenReview, rounds: Rounds, qtbot: QtBot, tmp_path: Path
) -> None:
    begun_on_copy_one(open_review(rounds.first), qtbot, tmp_path / "one.lssc-review.json")
    window = open_review(rounds.second)
    (asked,) = window.notices.questions
    asked.answer(asked.question.otherwise)
    assert window.session.unfinished == ()
    with qtbot.waitSignal(window.closed):
        window.close()
    (asked,) = open_review(rounds.second).notices.questions
    assert "unfinished comment on copy 1" in asked.question.message.happened
