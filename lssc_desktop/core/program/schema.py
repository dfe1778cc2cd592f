"""Schema of a program file: the types of its fields, its faults, and the options it answers.

A field's type is the schema: `core.program.program` writes it with the types below, `store.shape`
reads a file by them. A field without a default has to be in the file.

A key or an option that this version does not know is advice, no fault, so that what is added later
is read by older versions.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, TypeAliasType, get_args, get_origin

from lssc_desktop.core.text.text import LONGEST_LINE
from lssc_desktop.values import dataclass

LONGEST_TEXT = 20_000
"""Characters of a note, and of whatever else has no limit of its own."""


@dataclass(frozen=True, slots=True)
class ProgramFault:
    """One thing in a program file that does not fit.

    `place` is the way to it from the top, lists counted from 1: `sets[3].competencies[2].title`;
    it is empty for the file as a whole. `facts` are the names and numbers for its sentence
    (`messages.program`).
    """

    place: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """Return one fact, "" where there is none of that name."""
        return next((value for key, value in self.facts if key == name), "")


# Limits of a value ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Places:
    """A number with at most so many decimal places."""

    count: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with words in it, or a list with something in it."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """A text of at most so many characters; any text has at most `LONGEST_TEXT`."""

    characters: int


@dataclass(frozen=True, slots=True)
class Unique:
    """A list of tables of which no two have the same value under `key`, capitals ignored."""

    key: str


@dataclass(frozen=True, slots=True)
class NotInFiles:
    """A field that is no key of a program file: it is set where a file is translated."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a certain form; `pattern` is a regular expression for the whole of it."""

    form: str
    pattern: str


type Words = Annotated[str, Filled(), AtMost(2_000)]
type Title = Annotated[str, Filled(), AtMost(LONGEST_LINE)]
type Word = Annotated[
    str, AtMost(LONGEST_LINE), Written("word", r"[^{}<>&%\n]*[^{}<>&%\s][^{}<>&%\n]*")
]
"""What is put into our sentences: neither places nor markup."""
type Slug = Annotated[str, Written("slug", r"(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*")]
type Letter = Annotated[str, Written("letter", r"[a-z]")]
type CountryCode = Annotated[str, Written("country", r"([A-Z]{2})?")]
type Currency = Annotated[str, Written("currency", r"[A-Z]{3}")]
type WebAddress = Annotated[str, Written("web-address", r"(https?://[^\s\"'<>]+)?")]
type ReceiverAddress = Annotated[
    str,
    Written(
        "receiver-address",
        r"(tus|dav)\+(https://[^\s\"'<>@/?#]+|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?)"
        r"(/[^\s\"'<>@?#]*)?",
    ),
]
type Extension = Annotated[str, Written("extension", r"[a-z0-9]{1,16}")]

type Number = Annotated[int, Between(1, 999)]
type Count = Annotated[int, Between(0, 999)]
type Years = Annotated[int, Between(1, 99)]
type Months = Annotated[int, Between(0, 1200)]
type Days = Annotated[int, Between(0, 3660)]
type Minutes = Annotated[int, Between(1, 1440)]
type WorkHours = Annotated[int, Between(0, 100_000)]
type Amount = Annotated[int, Between(1, 1_000_000)]
type Bytes = Annotated[int, Between(1, 2**60)]
type Pages = Annotated[Decimal, Between(0, 10_000)]
type Hours = Annotated[Decimal, Between(0, 10_000)]
type Percent = Annotated[Decimal, Between(0, 100)]
type Money = Annotated[Decimal, Between(0, 1_000_000), Places(2)]


@cache
def unfold(hint: object) -> tuple[Any, tuple[object, ...]]:
    """Return the bare type behind names, `Annotated` and `| None`, and the limits on the way."""
    limits: tuple[object, ...] = ()
    while True:
        if isinstance(hint, TypeAliasType):
            hint = hint.__value__
        elif get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            limits = (*limits, *more)
        elif isinstance(hint, UnionType):
            hint = next(one for one in get_args(hint) if one is not NoneType)
        else:
            return hint, limits


class Needed(StrEnum):
    """Whether a hand-in has to hold a document; IF_MENTOR: it has to when there is a mentor.

    Where it is needed without a mentor too is not known then.
    """

    YES = "yes"
    ADVICE = "advice"
    IF_MENTOR = "if-mentor"
    UNKNOWN = "unknown"


# Kinds that every program has -------------------------------------------------------------------


class Rating(StrEnum):
    """How well a competency is shown (docs/facts/lssc.md 2.4)."""

    MET = "met"
    PARTIAL = "partial"
    NOT_MET = "not"


class Route(StrEnum):
    """How a competency set is achieved."""

    PORTFOLIO = "portfolio"
    COURSE = "course"
    RECOGNITION = "recognition"


class AboutKind(StrEnum):
    """What a file in `About me/` is."""

    RESUME = "resume"
    ACCEPTANCE_LETTER = "acceptance-letter"
    MEMBERSHIP = "membership"
    JOB_DESCRIPTION = "job-description"
    OTHER = "other"


# Options (a section alone is one of docs/facts/lssc.md) ------------------------------------------


class PassRounding(StrEnum):
    """How a percentage of the competencies becomes a whole number (docs/facts/lssc.md 2.4).

    UP is strict: the number that must be met is rounded up, the number that may be partially
    met is rounded down. DOWN is lenient: the other way round.
    """

    UP = "up"
    DOWN = "down"


class EvaluatorDisagreement(StrEnum):
    """What follows when the two evaluators rate differently (docs/facts/lssc.md 2.4).

    PANEL: all who evaluate for the program decide together.
    """

    COMBINE = "combine"
    THIRD_EVALUATOR = "third-evaluator"
    PANEL = "panel"


class BothPartial(StrEnum):
    """Whether two "partially met" always ask for more, or only if the set falls short (2.4)."""

    ALWAYS_ASKS = "always-asks"
    ONLY_IF_SHORT = "only-if-short"


class ThreeRatings(StrEnum):
    """How three ratings of one competency are read (2.4; the sources do not say).

    MIDDLE: the one in the middle, so that where two agree it is theirs. THIRD: where the first
    two differ, the third evaluator's alone.
    """

    MIDDLE = "middle"
    THIRD = "third"


class PortfolioFee(StrEnum):
    """Whether the portfolio fee of the fee table is charged (docs/facts/lssc.md 3.3)."""

    CHARGED = "charged"
    NONE = "none"


class ClockStart(StrEnum):
    """On which day the candidate's years begin (docs/facts/lssc.md 3.2)."""

    ADMISSION = "admission"
    ENROLLMENT = "enrollment"
    ACCEPTANCE = "acceptance"


class RecognitionExperience(StrEnum):
    """From when the years run in which a graduate gains the experience (docs/facts/lssc.md 3.5)."""

    APPLICATION = "application"
    CERTIFICATION = "certification"


class RenewalGrace(StrEnum):
    """After which periods the months of grace are (docs/facts/lssc.md 4)."""

    EVERY_PERIOD = "every-period"
    FIRST_PERIOD = "first-period"


class NextHours(StrEnum):
    """Since when activities count towards the next renewal; the sources do not say (4)."""

    GRANT = "grant"
    EXPIRY = "expiry"


OPTIONS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "pass-rounding": PassRounding,
        "evaluator-disagreement": EvaluatorDisagreement,
        "three-ratings": ThreeRatings,
        "both-partial": BothPartial,
        "portfolio-fee": PortfolioFee,
        "clock-start": ClockStart,
        "recognition-experience": RecognitionExperience,
        "renewal-grace": RenewalGrace,
        "next-hours": NextHours,
    }
)
"""Every option a program file answers, by its id, with the choices there are."""

MAY_BE_SILENT = frozenset(
    {"three-ratings", "recognition-experience", "renewal-grace", "next-hours"}
)
"""Options that a program file need not answer: it leaves them open, and of `three-ratings` the
first choice holds then."""
