"""What a package carries of the rounds before it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lssc_desktop.core.portfolio.edits import decide
from lssc_desktop.core.portfolio.portfolio import CommentAnswer, Decision, Outcome, PackageKind
from lssc_desktop.core.review.review import About, Comment, ReviewMode, answer_comment
from lssc_desktop.package.build import earlier_packages, thread_of
from tests.reviews import DAY, a_note, a_package, a_portfolio, a_review

FINAL = PackageKind.PORTFOLIO
COPY = PackageKind.REVIEW_COPY
COPIES = tuple(a_note(str(n) * 64, copy=n, content=f"c{n}") for n in (1, 2, 3))
FINALS = tuple(a_note(letter * 64, kind=FINAL, copy=0, content=letter) for letter in "abc")


def test_a_review_copy_names_the_copies_before_it() -> None:
    found = earlier_packages(a_portfolio(*COPIES), "basics", COPY, 3, "c3")

    assert [item.copy for item in found] == [1, 2]


def test_building_a_copy_again_gives_the_same_list_whatever_was_built_since() -> None:
    portfolio = a_portfolio(COPIES[2], COPIES[1], COPIES[0])  # each was built again, backwards

    assert [item.copy for item in earlier_packages(portfolio, "basics", COPY, 2, "c2")] == [1]


def test_a_package_that_was_written_twice_is_named_once() -> None:
    again = replace(COPIES[0], path="r1.zip", elsewhere=True)
    portfolio = a_portfolio(COPIES[0], again)

    assert len(earlier_packages(portfolio, "basics", COPY, 2, "c2")) == 1


def test_other_sets_and_kinds_are_not_named() -> None:
    portfolio = a_portfolio(replace(COPIES[0], set_id="other"), *FINALS)

    assert earlier_packages(portfolio, "basics", COPY, 2, "c2") == ()


def test_a_portfolio_names_only_those_that_were_decided_on() -> None:
    portfolio = a_portfolio(*FINALS)
    asked = Decision(Outcome.REVISION_ASKED, DAY, "b" * 64, (1,))
    decided = decide(portfolio, "basics", asked, DAY)

    assert earlier_packages(portfolio, "basics", FINAL, 0, "c") == ()
    found = earlier_packages(decided, "basics", FINAL, 0, "c")
    assert [item.package_id for item in found] == ["b" * 64]


def test_a_decided_portfolio_that_is_built_again_does_not_name_itself() -> None:
    portfolio = a_portfolio(*FINALS)
    for days, letter in enumerate("ab"):
        decision = Decision(Outcome.REVISION_ASKED, DAY + timedelta(days), letter * 64)
        portfolio = decide(portfolio, "basics", decision, DAY)

    found = earlier_packages(portfolio, "basics", FINAL, 0, "b")
    assert [item.package_id for item in found] == ["a" * 64]


@pytest.mark.parametrize(("kind", "carried"), [(COPY, ["r-1", "o-1"]), (FINAL, ["o-1"])])
def test_what_staff_said_stays_out_of_what_is_handed_in(
    kind: PackageKind, carried: list[str]
) -> None:
    final = a_note("b" * 64, kind=FINAL, copy=0)
    portfolio = a_portfolio(a_note(), final)
    staff = a_review(Comment("r-1", About(1), "Too short."))
    result = a_review(
        Comment("o-1", About(1), "Show more."),
        review_id="o",
        minute=5,
        mode=ReviewMode.RESULT,
        package=a_package("b" * 64, kind=FINAL, copy=0),
    )

    found = thread_of(portfolio, (staff, result), "basics", kind)
    assert [item.comment.id for item in found] == carried


def test_a_draft_of_an_answer_stays_at_home() -> None:
    portfolio = answer_comment(a_portfolio(), CommentAnswer("r-1", DAY, "Hm", done=False))
    review = a_review(Comment("r-1", About(1), "Too short."))

    (thread,) = thread_of(portfolio, (review,), "basics", COPY)
    assert thread.answer is None


def test_an_answer_goes_with_its_comment() -> None:
    answer = CommentAnswer("r-1", DAY, "It is longer now.")
    portfolio = answer_comment(a_portfolio(), answer)
    review = a_review(Comment("r-1", About(1), "Too short."))

    (thread,) = thread_of(portfolio, (review,), "basics", COPY)
    assert thread.answer == answer
