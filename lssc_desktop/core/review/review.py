"""A review: what a reviewer says about one package, and what became of it since.

The review file is the truth about what was said; what the candidate answers stands in
portfolio.json. Both are brought together in `core.review.threads`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind, Rating


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
class Review:
    """All of a review file.

    A file with the same `id` and a later `written` takes the place of an earlier one. `settled`
    are the ids of comments of earlier rounds that need nothing more. `note` is a word on the
    whole set.
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

    def rating(self, number: int) -> Rating | None:
        """Return the rating of a competency, None when it has none yet."""
        return next((item.rating for item in self.ratings if item.competency == number), None)


def comment_id(review: Review) -> str:
    """Return the id of a review's next comment: the review's id and a number never used before."""
    used = (item.id.rpartition("-")[2] for item in review.comments)
    return f"{review.id}-{max((int(tail) for tail in used if tail.isdecimal()), default=0) + 1}"
