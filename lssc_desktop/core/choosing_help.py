"""Help in choosing between a portfolio and a course for a set (program-facts.md 2.1)."""

from dataclasses import dataclass
from enum import StrEnum

from lssc_desktop.core.portfolio import SetWork
from lssc_desktop.core.program import ChoosingRule, CompetencySet


class Leaning(StrEnum):
    """Which route the answers lean to; `messages.choosing_help` has the sentences."""

    PORTFOLIO = "portfolio"
    COURSE = "course"
    EVEN = "even"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class RouteAdvice:
    """How many competencies the person can do, cannot do, and has not answered for."""

    leaning: Leaning
    can: int
    cannot: int
    unanswered: int


def route_advice(
    rule: ChoosingRule | None, competency_set: CompetencySet, work: SetWork | None
) -> RouteAdvice:
    """Weigh the answers to "I know this, or can do it" for every competency of a set.

    More than the rule's share of all yes: a portfolio is workable. More than it no: take a
    course. Neither, with everything answered: even. Else, and without a rule, it is open. A rule
    of thumb, never a decision.
    """
    answers = [
        None if work is None else work.competency(item.number).can_do
        for item in competency_set.competencies
    ]
    can, cannot = answers.count(True), answers.count(False)
    unanswered = len(answers) - can - cannot
    if rule is None:
        leaning = Leaning.OPEN
    elif 100 * can > rule.over_percent * len(answers):
        leaning = Leaning.PORTFOLIO
    elif 100 * cannot > rule.over_percent * len(answers):
        leaning = Leaning.COURSE
    else:
        leaning = Leaning.OPEN if unanswered else Leaning.EVEN
    return RouteAdvice(leaning, can, cannot, unanswered)
