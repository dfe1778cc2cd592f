from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from lssc_desktop.core.portfolio.portfolio import CommentAnswer
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import (
    About,
    Comment,
    CommentUnclear,
    CommentUnknown,
    Rated,
    Review,
    ReviewMode,
    ThreadState,
    answer_comment,
    find_comment,
    given_ratings,
    newest_reviews,
    reviewed_package_note,
    set_threads,
    shown_ids,
    threads,
    waiting_threads,
)
from tests.reviews import DAY, a_package, a_portfolio, a_review

FIRST = Comment("r-1", About(11), "How many came?")
SECOND = Comment("r-2", About(), "Say why.")


def states(*found: object) -> dict[str, ThreadState]:
    return {item.comment.id: item.state for item in threads(*found)}  # type: ignore[arg-type]  # passed through


def test_a_new_comment_is_open() -> None:
    assert states((a_review(FIRST, SECOND),), ()) == {
        "r-1": ThreadState.OPEN,
        "r-2": ThreadState.OPEN,
    }


def test_a_comment_with_a_finished_answer_is_answered() -> None:
    (thread, _) = threads((a_review(FIRST, SECOND),), (CommentAnswer("r-1", DAY, "Forty."),))

    assert thread.state is ThreadState.ANSWERED
    assert thread.answer == CommentAnswer("r-1", DAY, "Forty.")


def test_a_draft_of_an_answer_answers_nothing() -> None:
    found = states((a_review(FIRST),), (CommentAnswer("r-1", DAY, "For", done=False),))

    assert found == {"r-1": ThreadState.OPEN}


def test_a_later_review_settles_a_comment() -> None:
    later = a_review(review_id="s", minute=1, settled=("r-1",))

    assert states((a_review(FIRST), later), ()) == {"r-1": ThreadState.SETTLED}


def test_a_later_comment_asks_again() -> None:
    again = Comment("s-1", About(11), "In each month?", follows="r-1")
    later = a_review(again, review_id="s", minute=1)

    assert states((later, a_review(FIRST)), (CommentAnswer("r-1", DAY),)) == {
        "r-1": ThreadState.ASKED_AGAIN,
        "s-1": ThreadState.OPEN,
    }


def test_comments_come_in_the_order_in_which_they_were_made() -> None:
    later = a_review(Comment("s-1", About(1), "x"), review_id="s", minute=5)

    assert list(states((later, a_review(FIRST, SECOND)), ())) == ["r-1", "r-2", "s-1"]


def test_a_later_writing_of_a_review_takes_the_place_of_the_earlier_one() -> None:
    later = a_review(replace(FIRST, text="How many came in May?"), minute=7)
    (thread,) = threads((later, a_review(FIRST, SECOND)), ())

    assert thread.comment.text == "How many came in May?"
    assert newest_reviews((later, a_review(FIRST, SECOND))) == (later,)


def test_a_comment_that_the_offices_result_repeats_is_told_once() -> None:
    result = a_review(FIRST, review_id="o", minute=9, mode=ReviewMode.RESULT, reviewer="Office")
    (thread,) = threads((a_review(FIRST), result), ())

    assert thread.reviewer == "Office"


def test_only_reviews_of_packages_that_were_built_here_count() -> None:
    portfolio = a_portfolio()
    stranger = a_review(SECOND, review_id="s", package=a_package("0" * 64))

    found = set_threads(portfolio, (a_review(FIRST), stranger), "basics")
    assert [item.comment.id for item in found] == ["r-1"]
    assert set_threads(portfolio, (a_review(FIRST),), "other") == ()


def test_a_package_id_under_another_set_is_not_ours() -> None:
    assert reviewed_package_note(a_portfolio(), a_review(package=a_package(set_id="other"))) is None


def test_only_open_comments_wait() -> None:
    found = threads((a_review(FIRST, SECOND),), (CommentAnswer("r-1", DAY),))

    assert [item.comment.id for item in waiting_threads(found)] == ["r-2"]


def test_a_later_answer_takes_the_place_of_the_earlier_one() -> None:
    first = answer_comment(a_portfolio(), CommentAnswer("r-1", DAY, "Forty."))
    second = answer_comment(first, CommentAnswer("r-1", DAY, "Forty-one."))

    assert [answer.text for answer in second.answers] == ["Forty-one."]


def test_an_answer_without_word_and_mark_is_taken_away() -> None:
    answered = answer_comment(a_portfolio(), CommentAnswer("r-1", DAY, "Forty."))

    assert answer_comment(answered, CommentAnswer("r-1", DAY, done=False)) == a_portfolio()


def rated(day: int, number: int, rating: Rating, **changes: Any) -> Review:
    written = datetime(2026, 11, day, tzinfo=UTC)
    return a_review(
        review_id=f"r{day} {number}{rating}{changes.get('reviewer', '')}",
        written=written,
        ratings=(Rated(number, rating),),
        **changes,
    )


def test_of_each_reviewer_the_newest_rating_of_a_competency_counts() -> None:
    reviews = (
        rated(24, 1, Rating.MET),
        rated(23, 1, Rating.NOT_MET),
        rated(25, 1, Rating.PARTIAL, reviewer="Lee Park"),
        rated(25, 2, Rating.MET),
    )
    given = given_ratings(a_portfolio(), reviews, "basics")
    assert [(each.reviewer, each.rating) for each in given[1]] == [
        ("Lee Park", Rating.PARTIAL),
        ("Dana Ortiz", Rating.MET),
    ]
    assert given[1][1].copy == 1


def test_ratings_of_another_set_or_of_a_stranger_do_not_count() -> None:
    stranger = rated(24, 1, Rating.MET, package=a_package("9" * 64))
    assert given_ratings(a_portfolio(), (stranger,), "basics") == {}
    assert given_ratings(a_portfolio(), (rated(24, 1, Rating.MET),), "other") == {}


# Finding one ------------------------------------------------------------------------------------

ONE = "75115071e92c4e6da8b2fb031fbc8935-1"
OTHER = "75115071e92c4e6da8b2fb031fbc8935-12"
NEAR = "7511507199999999a8b2fb031fbc8935-1"


def of(*ids: str) -> tuple[Any, ...]:
    return threads((a_review(*(Comment(each, About(1), each) for each in ids)),), ())


@pytest.mark.parametrize(
    "typed", [ONE, "75115071-1", "7511-1", "75115071e92c4e6da8b2fb031fbc8935-1"]
)
def test_a_comment_is_found_by_a_beginning_that_no_other_has(typed: str) -> None:
    assert find_comment(of(ONE, OTHER), typed).comment.id == ONE
    assert find_comment(of(ONE), "7").comment.id == ONE


def test_a_beginning_that_several_have_is_refused_with_these() -> None:
    with pytest.raises(CommentUnclear) as refused:
        find_comment(of(ONE, OTHER, NEAR), "7511-1")
    assert refused.value.known == ("75115071e-1", "751150719-1")
    with pytest.raises(CommentUnclear):
        find_comment(of(ONE, OTHER), "7511")


@pytest.mark.parametrize("typed", ["", "8", "7511-2", "-1", "75115071-"])
def test_what_begins_no_comment_is_not_found(typed: str) -> None:
    with pytest.raises(CommentUnknown) as refused:
        find_comment(of(ONE, OTHER), typed)
    assert refused.value.known == ("75115071-1", "75115071-12")


def test_an_id_is_shown_as_long_as_it_has_to_be() -> None:
    assert [*shown_ids([ONE, OTHER]).values()] == ["75115071-1", "75115071-12"]
    assert [*shown_ids([ONE, NEAR]).values()] == ["75115071e-1", "751150719-1"]
    assert [*shown_ids(["r-1", "a note"]).values()] == ["r-1", "a note"]
