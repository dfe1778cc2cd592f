"""The points on which the sources of a program disagree, and the choices the rules can follow.

A program file has to choose for each of them; what it chooses is data, what can be chosen is
here. Sources: program-facts.md 0.2 and where each class says.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class PassRounding(StrEnum):
    """How a percentage of the competencies becomes a whole number (program-facts.md 2.3).

    UP is strict: the number that must be met is rounded up, the number that may be partially
    met is rounded down. DOWN is lenient: the other way round.
    """

    UP = "up"
    DOWN = "down"


class EvaluatorDisagreement(StrEnum):
    """What follows when the two evaluators rate differently (program-facts.md 2.3)."""

    COMBINE = "combine"
    THIRD_EVALUATOR = "third-evaluator"


class BothPartial(StrEnum):
    """Whether two "partially met" always ask for more, or only if the set falls short (2.3)."""

    ALWAYS_ASKS = "always-asks"
    ONLY_IF_SHORT = "only-if-short"


class ThreeRatings(StrEnum):
    """How three ratings of one competency are read (2.3; the sources do not say).

    MIDDLE: the one in the middle, so that where two agree it is theirs. THIRD: where the first
    two differ, the third evaluator's alone.
    """

    MIDDLE = "middle"
    THIRD = "third"


class PortfolioFee(StrEnum):
    """Whether the portfolio fee of the fee table is charged (program-facts.md 2.3)."""

    CHARGED = "charged"
    NONE = "none"


class AchievementRecord(StrEnum):
    """Whether there is one achievement record for each set or one for all (2.4)."""

    PER_SET = "per-set"
    PER_CANDIDATE = "per-candidate"


class ClockStart(StrEnum):
    """On which day the candidate's years begin (program-facts.md 3)."""

    ADMISSION = "admission"
    ENROLLMENT = "enrollment"
    ACCEPTANCE = "acceptance"


OPTIONS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "pass-rounding": PassRounding,
        "evaluator-disagreement": EvaluatorDisagreement,
        "three-ratings": ThreeRatings,
        "both-partial": BothPartial,
        "portfolio-fee": PortfolioFee,
        "achievement-record": AchievementRecord,
        "clock-start": ClockStart,
    }
)
"""Every option a program file answers, by its id, with the choices there are."""

MAY_BE_SILENT = frozenset({"three-ratings"})
"""Options that older program files do not answer; the first choice holds then."""
