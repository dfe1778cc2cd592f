"""What the command line says about reviews and comments."""

from dataclasses import replace
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import CommentAnswer, Outcome, PackageKind
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import MissingParts
from lssc_desktop.core.review.review import (
    About,
    Comment,
    Rated,
    Result,
    ReviewMode,
    Thread,
    ThreadState,
    threads,
)
from lssc_desktop.messages.review_files import (
    answered_lines,
    comment_lines,
    imported_lines,
    outcome_line,
    reviewed_lines,
    taken_message,
)
from lssc_desktop.store.review_file import TakenReview
from tests.core.check.rules.desk import small_program
from tests.reviews import DAY, a_note, a_package, a_portfolio, a_review

COMMENT = Comment("r-1", About(11), "How many\ncame?")
REVIEW = a_review(COMMENT)


def test_a_review_that_was_written_says_where_and_about_what() -> None:
    assert reviewed_lines(Path("r.json"), REVIEW, MissingParts()) == (
        "The review is in r.json.",
        "It’s about review copy 1 of Basics by A. Rivera. 1 comment, 0 ratings.",
    )


def test_what_a_review_lacks_is_said_with_where_it_is() -> None:
    missing = MissingParts((1, 2), (3,), (4, 5, 6), statement_unread=True)

    assert reviewed_lines(Path("r.json"), REVIEW, missing)[2:] == (
        "Competencies 1 and 2 aren’t rated.",
        "Competency 3 is rated below met, but no comment says why.",
        "Competencies 4, 5, and 6 are rated met, but nothing is written there.",
        "The learning statement isn’t marked as read.",
    )


def test_a_note_on_the_whole_set_comes_with_what_was_taken_in() -> None:
    review = replace(REVIEW, note="Well done.\nAlmost there.")
    taken = TakenReview(a_portfolio(), review, ours=True, path="Reviews/dana.lssc-review.json")

    assert imported_lines(taken, small_program())[-1] == (
        "Note on the whole set: Well done. Almost there."
    )
    assert "Almost there." in taken_message(taken, small_program()).happened


def test_a_review_that_was_taken_in_says_where_it_is_kept() -> None:
    taken = TakenReview(a_portfolio(), REVIEW, ours=True, path="Reviews/dana.lssc-review.json")

    assert imported_lines(taken, small_program()) == (
        (
            "Imported Dana Ortiz’s review of review copy 1 of Basics by A. Rivera. 1 comment, "
            "0 ratings."
        ),
        "It’s saved as Reviews/dana.lssc-review.json.",
        "It isn’t signed, so it doesn’t show who made it.",
    )


def test_a_result_says_what_was_decided() -> None:
    package = a_package(kind=PackageKind.PORTFOLIO, copy=0)
    result = a_review(
        mode=ReviewMode.RESULT, package=package, result=Result(Outcome.REVISION_ASKED, (6, 11))
    )
    portfolio = a_portfolio(a_note(kind=PackageKind.PORTFOLIO, copy=0))
    lines = imported_lines(TakenReview(portfolio, result, True, "Reviews/r"), small_program())

    assert lines[0].startswith("Imported Dana Ortiz’s result for the portfolio for Basics")
    assert lines[-1] == "Revision required for competencies 6 and 11."


@pytest.mark.parametrize("claimed", PackageKind)
def test_a_result_on_a_copy_for_staff_says_that_it_decides_nothing(claimed: PackageKind) -> None:
    result = a_review(
        mode=ReviewMode.RESULT,
        package=a_package(kind=claimed),
        result=Result(Outcome.ACHIEVED),
    )
    taken = TakenReview(a_portfolio(), result, True, "Reviews/r")

    assert "decides nothing" in imported_lines(taken, small_program())[-1]
    assert "decides nothing" in taken_message(taken, small_program()).meaning
    assert "achieved" not in taken_message(taken, small_program()).text


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("small", "is about a different package"),
        ("prairie", "is about a package from a different program"),
    ],
)
def test_a_review_that_is_not_ours_says_that_nothing_was_changed(program: str, said: str) -> None:
    stranger = replace(REVIEW, package=a_package("0" * 64, program=program))
    lines = imported_lines(TakenReview(a_portfolio(), stranger, ours=False), small_program())

    assert said in lines[0]
    assert "nothing was changed" in lines[1]


@pytest.mark.parametrize(
    ("outcome", "asked", "said"),
    [
        (Outcome.ACHIEVED, (), "The set is achieved."),
        (Outcome.REVISION_ASKED, (), "Revision required."),
        (Outcome.REVISION_ASKED, (6,), "Revision required for competency 6."),
        (
            Outcome.NOT_ACHIEVED,
            (6,),
            "The set is not achieved.",
        ),
    ],
)
def test_every_outcome_has_its_words(outcome: Outcome, asked: tuple[int, ...], said: str) -> None:
    assert outcome_line(outcome, asked) == said


def test_a_comment_is_told_with_its_answer_and_what_became_of_it() -> None:
    found = threads((REVIEW,), (CommentAnswer("r-1", DAY, "Forty-one."),))

    assert comment_lines(found) == (
        "r-1: Dana Ortiz on competency 11, November 23, 2026 (answered)",
        "  How many came?",
        "  Your answer: Forty-one.",
    )


@pytest.mark.parametrize(
    ("about", "place"),
    [
        (About(), "the learning statement"),
        (About(1, "evidence/01 a.pdf", "Flyer.pdf"), "“Flyer.pdf”"),
        (About(1, "evidence/01 a.pdf"), "“evidence/01 a.pdf”"),
    ],
)
def test_a_comment_says_what_it_is_about(about: About, place: str) -> None:
    (thread,) = threads((a_review(replace(COMMENT, about=about)),), ())

    assert comment_lines((thread,))[0].startswith(f"r-1: Dana Ortiz on {place}, ")


@pytest.mark.parametrize("state", ThreadState)
def test_every_state_has_its_words(state: ThreadState) -> None:
    found: Thread = replace(threads((REVIEW,), ())[0], state=state)

    assert answered_lines(found)[0].startswith(
        "The comment by Dana Ortiz on competency 11 is now: "
    )


def test_without_comments_that_is_said() -> None:
    assert comment_lines(()) == ("There are no comments.",)


def test_ratings_are_counted() -> None:
    rated = a_review(ratings=(Rated(1, Rating.MET),))

    assert reviewed_lines(Path("r"), rated, MissingParts())[1].endswith("0 comments, 1 rating.")
