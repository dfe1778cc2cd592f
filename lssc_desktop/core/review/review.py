"""A review: what a reviewer says about one package, and what became of it since.

The review file is the truth about what was said; what the candidate answers stands in
portfolio.json. Both are brought together in threads.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from lssc_desktop.core.errors import By, Guess, LsscError, Says
from lssc_desktop.core.portfolio.edits import decide
from lssc_desktop.core.portfolio.portfolio import (
    CommentAnswer,
    Decision,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
)
from lssc_desktop.core.program.rules_id import RulesId
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.values import dataclass


class ReviewMode(StrEnum):
    """What a review is for.

    REVIEW is the look of program staff before a hand-in, EVALUATION what one evaluator finds,
    and RESULT what the office made of the evaluations: it carries a `Result`.
    """

    REVIEW = "review"
    EVALUATION = "evaluation"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class ReviewedPackage:
    """The package that a review is bound to, with what shows the user which one it is.

    `package_id` alone decides whether they belong together. `revision` counts how often more had
    been asked for before it was handed in.
    """

    package_id: str
    portfolio: str
    program: str
    program_version: str
    set_id: str
    set_title: str
    candidate: str
    kind: PackageKind
    copy: int
    day: date
    revision: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What a comment is about.

    A competency; a file shown for it when `evidence` is its path in the package, below `data/`
    (`name` is the candidate's name for it, `sha256` finds it again under another one); the
    learning statement when `competency` is None.
    """

    competency: int | None = None
    evidence: str = ""
    name: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """One remark. Its `id` is the same in every later package and file.

    `quote` is the passage of the response or statement that it is about, "" for all of it, and
    `quoted_at` where that began in `richtext.plain` of the text. `follows` is the id of an
    earlier comment that is asked again.
    """

    id: str
    about: About
    text: str
    quote: str = ""
    quoted_at: int = 0
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """The rating of one competency."""

    competency: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class Result:
    """What the office decided; `asked` are the competencies that need more."""

    outcome: Outcome
    asked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictAnswer:
    """What an evaluator answered to the program's question about a conflict of interest.

    `words` say what it is, where the evaluator declares one.
    """

    question: str
    declared: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """All of a review file.

    A file with the same `id` and a later `written` takes the place of an earlier one. `settled`
    are the ids of comments of earlier rounds that need nothing more. `note` is a word on the
    whole set. `conflict` is in an evaluation that asked for it, and never in a result. `decides`
    says that an evaluation speaks for the panel, or is the third evaluator's: where the others
    differ, it decides, whenever it was written.
    `rules` says by which rules an evaluation or a result was made; None in a review, and in files
    made before there were such. `rules_chosen`: whoever made it named the program file.
    `despite_conflict` is why the office combined evaluations although a conflict of interest was
    declared: in a result, and only then.
    """

    id: str
    mode: ReviewMode
    package: ReviewedPackage
    reviewer: str
    written: datetime
    ratings: tuple[Rated, ...] = ()
    comments: tuple[Comment, ...] = ()
    settled: tuple[str, ...] = ()
    statement_read: bool = False
    note: str = ""
    result: Result | None = None
    conflict: ConflictAnswer | None = None
    decides: bool = False
    rules: RulesId | None = None
    rules_chosen: bool = False
    despite_conflict: str = ""

    def rating(self, number: int) -> Rating | None:
        """Return the rating of a competency, None when it has none yet."""
        return next((item.rating for item in self.ratings if item.competency == number), None)


def comment_id(review: Review) -> str:
    """Return the id of a review's next comment: the review's id and a number never used before."""
    used = (item.id.rpartition("-")[2] for item in review.comments)
    return f"{review.id}-{max((int(tail) for tail in used if tail.isdecimal()), default=0) + 1}"


# Threads ----------------------------------------------------------------------------------------


class ThreadState(StrEnum):
    """What became of a comment: only an open one still waits for the candidate."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"
    ASKED_AGAIN = "asked-again"


@dataclass(frozen=True, slots=True)
class Thread:
    """One comment, who made it about which package, its answer and what became of it."""

    comment: Comment
    reviewer: str
    mode: ReviewMode
    day: date
    package_id: str
    copy: int
    answer: CommentAnswer | None = None
    state: ThreadState = ThreadState.OPEN


def reviewed_package_note(portfolio: Portfolio, review: Review) -> PackageNote | None:
    """Return the package of this portfolio that a review is about, None for a stranger's."""
    about = review.package
    return next(
        (
            note
            for note in portfolio.packages
            if (note.package_id, note.set_id) == (about.package_id, about.set_id)
        ),
        None,
    )


def is_decision(portfolio: Portfolio, review: Review) -> bool:
    """Whether a review is a result about something that was handed in."""
    note = reviewed_package_note(portfolio, review)
    handed_in = note is not None and note.kind is PackageKind.PORTFOLIO
    return handed_in and review.result is not None


def take_result(portfolio: Portfolio, review: Review, today: date) -> Portfolio:
    """Return the portfolio with what a result decided on what was handed in.

    Every other review decides nothing, nor does a result about a review copy.
    """
    if review.result is None or not is_decision(portfolio, review):
        return portfolio
    decision = Decision(
        review.result.outcome,
        review.written.date(),
        review.package.package_id,
        review.result.asked,
        review.note,
    )
    return decide(portfolio, review.package.set_id, decision, today)


def newest_reviews(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the reviews in the order they were written, of each only its last writing."""
    last: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda item: (item.written, item.id)):
        last.pop(review.id, None)
        last[review.id] = review
    return tuple(last.values())


def threads(reviews: Iterable[Review], answers: Sequence[CommentAnswer]) -> tuple[Thread, ...]:
    """Bring comments and answers together, in the order in which they were made.

    A comment that several files carry (an evaluator's and the office's result) appears once.
    """
    current = newest_reviews(reviews)
    answered = {answer.comment: answer for answer in answers}
    settled = {item for review in current for item in review.settled}
    followed = {comment.follows for review in current for comment in review.comments}
    found: dict[str, Thread] = {}
    for review in current:
        for comment in review.comments:
            answer = answered.get(comment.id)
            found[comment.id] = Thread(
                comment,
                review.reviewer,
                review.mode,
                review.written.date(),
                review.package.package_id,
                review.package.copy,
                answer,
                _state(comment.id, answer, settled, followed),
            )
    return tuple(found.values())


def set_threads(portfolio: Portfolio, reviews: Iterable[Review], set_id: str) -> tuple[Thread, ...]:
    """Return the comments on one set of a portfolio; reviews of other packages do not count."""
    ours = (
        review
        for review in reviews
        if review.package.set_id == set_id and reviewed_package_note(portfolio, review) is not None
    )
    return threads(ours, portfolio.answers)


@dataclass(frozen=True, slots=True)
class GivenRating:
    """How a reviewer, or the office after an evaluation, rated a competency in a package."""

    rating: Rating
    reviewer: str
    kind: PackageKind
    copy: int
    day: date


def given_ratings(
    portfolio: Portfolio, reviews: Iterable[Review], set_id: str
) -> Mapping[int, tuple[GivenRating, ...]]:
    """Return how others rated the competencies of a set, by number, the newest first.

    Of each reviewer only what they said of the newest package counts.
    """
    found: dict[int, dict[str, GivenRating]] = {}
    for review in newest_reviews(reviews):
        note = reviewed_package_note(portfolio, review)
        if note is None or note.set_id != set_id:
            continue
        for item in review.ratings:
            by = found.setdefault(item.competency, {})
            by.pop(review.reviewer, None)  # the newest is last
            by[review.reviewer] = GivenRating(
                item.rating, review.reviewer, note.kind, note.copy, review.written.date()
            )
    return {number: tuple(reversed(by.values())) for number, by in found.items()}


def waiting_threads(found: Iterable[Thread]) -> tuple[Thread, ...]:
    """Return the comments that still wait for the candidate."""
    return tuple(thread for thread in found if thread.state is ThreadState.OPEN)


def waiting_counts(portfolio: Portfolio, reviews: Sequence[Review]) -> Mapping[str, int]:
    """Return for each set with such how many comments wait for an answer."""
    counted = {
        work.set_id: len(waiting_threads(set_threads(portfolio, reviews, work.set_id)))
        for work in (portfolio.sets if reviews else ())
    }
    return {set_id: count for set_id, count in counted.items() if count}


def waiting_places(
    portfolio: Portfolio, reviews: Sequence[Review]
) -> frozenset[tuple[str, int | None]]:
    """Return where a comment waits for an answer: set and competency, None its statement."""
    return frozenset(
        (work.set_id, thread.comment.about.competency)
        for work in (portfolio.sets if reviews else ())
        for thread in waiting_threads(set_threads(portfolio, reviews, work.set_id))
    )


def answer_comment(portfolio: Portfolio, answer: CommentAnswer) -> Portfolio:
    """Return the portfolio with a comment answered; a later answer replaces an earlier one.

    An answer that says nothing and marks nothing is taken away. `changed` of the set stays: a
    review copy carries answers, but nothing that is handed in does.
    """
    others = tuple(item for item in portfolio.answers if item.comment != answer.comment)
    if not answer.text and not answer.done:
        return replace(portfolio, answers=others)
    return replace(portfolio, answers=(*others, answer))


def _state(
    comment: str, answer: CommentAnswer | None, settled: set[str], followed: set[str]
) -> ThreadState:
    if comment in settled:
        return ThreadState.SETTLED
    if comment in followed:
        return ThreadState.ASKED_AGAIN
    if answer is not None and answer.done:
        return ThreadState.ANSWERED
    return ThreadState.OPEN


# Finding a comment ------------------------------------------------------------------------------

_SHORT = 8  # characters of a review's id that are shown


class CommentUnknown(LsscError):
    """There is no comment of that id; `known` are the ids there are, as they are shown."""

    comment: str
    known: tuple[str, ...]

    says = Says(
        "There’s no comment “{comment}”.",
        advice=By(
            "known",
            {(): "There are no comments yet."},
            Guess("comment", "known", "The comments are {known:some}."),
        ),
    )


class CommentUnclear(LsscError):
    """An id that was shortened begins several; `known` are these, as they are shown."""

    comment: str
    known: tuple[str, ...]

    says = Says(
        "“{comment}” could be more than one comment.", advice="The comments are {known:some}."
    )


def find_comment(threads: Iterable[Thread], comment: str) -> Thread:
    """Return a comment with what became of it, by its id or a beginning that no other has.

    The number after a hyphen stays: "7511-2" is the second of the review whose id begins so.
    Raises `CommentUnknown` and `CommentUnclear`.
    """
    found = {thread.comment.id: thread for thread in threads}
    meant = _beginning_with(comment, found)
    shown = shown_ids(found)
    if not meant:
        raise CommentUnknown(comment, tuple(shown.values()))
    if len(meant) > 1:
        raise CommentUnclear(comment, tuple(shown[each] for each in meant))
    return found[meant[0]]


def shown_ids(comments: Collection[str]) -> Mapping[str, str]:
    """Return how each id of a comment is shown: short, and only as long as it has to be."""
    return {each: _short(each, comments) for each in comments}


def _short(comment: str, among: Collection[str]) -> str:
    review, hyphen, number = comment.rpartition("-")
    for length in range(_SHORT, len(review)):
        short = f"{review[:length]}{hyphen}{number}"
        if len(_beginning_with(short, among)) == 1:
            return short
    return comment


def _beginning_with(typed: str, comments: Collection[str]) -> Sequence[str]:
    """Return the ids that what was typed may stand for; a whole one stands for itself alone."""
    if typed in comments:
        return [typed]
    review, _hyphen, number = typed.rpartition("-")
    if not review:
        return [each for each in comments if typed and each.startswith(typed)]
    return [
        each for each in comments if each.startswith(review) and each.rpartition("-")[2] == number
    ]
