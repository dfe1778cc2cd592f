"""What a reviewer does: functions that return a review with one thing decided or said anew."""

from collections.abc import Iterable
from dataclasses import replace

from lssc_desktop.core.evaluation import Forecast, forecast
from lssc_desktop.core.portfolio import Rating
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.core.review import About, Comment, Rated, Review, comment_id


def rate(review: Review, number: int, rating: Rating | None) -> Review:
    """Rate a competency; None takes its rating back."""
    others = tuple(item for item in review.ratings if item.competency != number)
    new = () if rating is None else (Rated(number, rating),)
    ratings = sorted((*others, *new), key=lambda item: item.competency)
    return replace(review, ratings=tuple(ratings))


def say(
    review: Review, about: About, text: str, quote: str = "", quoted_at: int = 0, follows: str = ""
) -> Review:
    """Add a comment; one that `follows` an earlier comment asks again, so that is not settled."""
    comment = Comment(comment_id(review), about, text, quote, quoted_at, follows)
    return replace(
        review,
        comments=(*review.comments, comment),
        settled=tuple(item for item in review.settled if item != follows),
    )


def say_otherwise(review: Review, comment: str, text: str) -> Review:
    """Change the words of one of the review's own comments."""
    return replace(
        review,
        comments=tuple(
            replace(item, text=text) if item.id == comment else item for item in review.comments
        ),
    )


def take_back(review: Review, comment: str) -> Review:
    """Take one of the review's own comments away."""
    return replace(review, comments=tuple(item for item in review.comments if item.id != comment))


def settle(review: Review, comment: str, *, settled: bool = True) -> Review:
    """Say that a comment of an earlier round needs nothing more, or that it does after all."""
    others = tuple(item for item in review.settled if item != comment)
    return replace(review, settled=(*others, comment) if settled else others)


def read_statement(review: Review, *, read: bool = True) -> Review:
    """Say that the learning statement was read."""
    return replace(review, statement_read=read)


def next_unrated(review: Review, numbers: Iterable[int], after: int | None) -> int | None:
    """Return the next competency without a rating, from the start again at the end.

    `numbers` are those of the set in order, `after` is where the reviewer is (None: at the
    learning statement, which is last). None when every other one is rated.
    """
    order = tuple(numbers)
    return next_of((n for n in order if review.rating(n) is None), order, after)


def next_of(wanted: Iterable[int], numbers: Iterable[int], after: int | None) -> int | None:
    """Return the next of the wanted competencies, from the start again at the end."""
    order, chosen = tuple(numbers), set(wanted)
    start = order.index(after) + 1 if after in order else len(order)
    for number in (*order[start:], *order[:start]):
        if number in chosen and number != after:
            return number
    return None


def pass_forecast(review: Review, program: Program, competency_set: CompetencySet) -> Forecast:
    """Say what the ratings come to under the program's pass rule."""
    ratings = (review.rating(item.number) for item in competency_set.competencies)
    return forecast(program.pass_rule, program.option("pass-rounding"), ratings)
