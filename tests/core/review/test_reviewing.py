from dataclasses import replace
from datetime import UTC, date, datetime

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import (
    MissingParts,
    add_comment,
    change_comment,
    mark_statement_read,
    missing_parts,
    next_of,
    next_unrated,
    pass_forecast,
    rate,
    rate_as_before,
    remove_comment,
    settle_comment,
)
from lssc_desktop.core.review.review import About, Rated, Review, ReviewedPackage, ReviewMode
from lssc_desktop.store.programs import read_program, shipped_program_text

PACKAGE = ReviewedPackage(
    "4c9e" * 16,
    "p1",
    "lssc",
    "2026.1",
    "foundations",
    "Foundations of Library Services",
    "A. Rivera",
    PackageKind.REVIEW_COPY,
    2,
    date(2026, 11, 25),
)
REVIEW = Review(
    "r1", ReviewMode.REVIEW, PACKAGE, "M. Okafor", datetime(2026, 11, 26, 9, tzinfo=UTC)
)


def test_a_rating_takes_the_place_of_the_one_before() -> None:
    review = rate(rate(rate(REVIEW, 11, Rating.MET), 2, Rating.NOT_MET), 11, Rating.PARTIAL)
    assert review.ratings == (Rated(2, Rating.NOT_MET), Rated(11, Rating.PARTIAL))


def test_a_rating_can_be_taken_back() -> None:
    assert rate(rate(REVIEW, 11, Rating.MET), 11, None) == REVIEW


def test_every_comment_has_an_id_of_its_own() -> None:
    review = add_comment(add_comment(REVIEW, About(11), "Which part was yours?"), About(), "Clear.")
    assert [item.id for item in review.comments] == ["r1-1", "r1-2"]
    again = add_comment(remove_comment(review, "r1-1"), About(3), "Say more.")
    assert [item.id for item in again.comments] == ["r1-2", "r1-3"]


def test_a_comment_can_be_worded_anew() -> None:
    review = change_comment(add_comment(REVIEW, About(11), "Waht?"), "r1-1", "What?")
    assert [item.text for item in review.comments] == ["What?"]


def test_a_comment_is_settled_once_and_can_be_opened_again() -> None:
    review = settle_comment(settle_comment(REVIEW, "r0-4"), "r0-4")
    assert review.settled == ("r0-4",)
    assert settle_comment(review, "r0-4", settled=False) == REVIEW


def test_asking_again_opens_what_was_settled() -> None:
    review = add_comment(
        settle_comment(REVIEW, "r0-4"), About(11), "Still not clear.", follows="r0-4"
    )
    assert review.settled == ()
    assert review.comments[0].follows == "r0-4"


def test_the_statement_is_read_or_not() -> None:
    assert mark_statement_read(REVIEW).statement_read
    assert mark_statement_read(mark_statement_read(REVIEW), read=False) == REVIEW


def test_the_next_unrated_one_is_looked_for_from_the_start_again() -> None:
    review = rate(rate(REVIEW, 1, Rating.MET), 3, Rating.MET)
    assert next_unrated(review, (1, 2, 3, 4), after=2) == 4
    assert next_unrated(review, (1, 2, 3, 4), after=4) == 2
    assert next_unrated(review, (1, 2, 3, 4), after=None) == 2
    assert next_unrated(review, (1, 3), after=1) is None


def test_the_one_that_is_shown_is_not_the_next() -> None:
    assert next_of((2,), (1, 2, 3), after=2) is None
    assert next_of((2, 3), (1, 2, 3), after=3) == 2


def test_the_pass_rule_counts_what_is_not_rated_as_not_met() -> None:
    program = read_program(shipped_program_text(), "lssc.toml")
    foundations = program.competency_set("foundations")
    assert foundations is not None
    review = REVIEW
    for item in foundations.competencies[:9]:
        review = rate(review, item.number, Rating.MET)
    found = pass_forecast(review, program, foundations)
    assert (found.met, found.not_met, found.unrated, found.passes) == (9, 3, 3, False)
    for item in foundations.competencies[9:]:
        review = rate(review, item.number, Rating.PARTIAL)
    assert pass_forecast(review, program, foundations).passes


def missing(review: Review, written: set[int] | None = None) -> MissingParts:
    found = {1, 2, 3} if written is None else written
    return missing_parts(review, (1, 2, 3), written=found, has_statement=True)


def test_an_evaluation_lacks_what_is_not_rated_and_not_read() -> None:
    evaluation = replace(rate(REVIEW, 2, Rating.MET), mode=ReviewMode.EVALUATION)

    assert missing(evaluation) == MissingParts((1, 3), statement_unread=True)
    assert missing(evaluation).places == (1, 3, None)
    assert missing(mark_statement_read(evaluation)).places == (1, 3)
    assert not missing_parts(evaluation, (2,), written={2}, has_statement=False).places


def test_a_review_may_leave_competencies_out() -> None:
    assert missing(rate(REVIEW, 2, Rating.MET)) == MissingParts()


def test_what_is_below_met_needs_a_word_of_reason() -> None:
    review = rate(rate(REVIEW, 1, Rating.PARTIAL), 3, Rating.NOT_MET)

    assert missing(review) == MissingParts(without_reason=(1, 3))
    said = add_comment(review, About(1), "Which part was yours?")
    on_a_file = add_comment(said, About(3, "evidence/a.pdf", "a.pdf"), "I cannot read it.")
    assert missing(on_a_file) == MissingParts()


def test_met_where_nothing_is_written_is_noted() -> None:
    review = rate(rate(REVIEW, 1, Rating.MET), 2, Rating.MET)

    assert missing(review, written={2}) == MissingParts(unwritten=(1,))


def test_earlier_ratings_are_taken_over_where_none_is() -> None:
    earlier = rate(rate(REVIEW, 1, Rating.MET), 2, Rating.PARTIAL)
    review = rate(REVIEW, 2, Rating.MET)

    taken = rate_as_before(review, earlier, (1, 2, 3))
    assert taken.ratings == (Rated(1, Rating.MET), Rated(2, Rating.MET))
    assert rate_as_before(review, earlier, ()) == review
    assert rate_as_before(review, None, (1, 2)) == review
