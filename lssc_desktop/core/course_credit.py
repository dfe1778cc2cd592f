"""Whether a course gives credit for a set (program-facts.md 3, "Course credit")."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.portfolio import Portfolio, Route, SetWork
from lssc_desktop.core.program import CourseRule, Program


class CreditReason(StrEnum):
    """Why a course is credit, or is not; `messages.courses` has the sentence for each."""

    APPROVED = "approved"
    BEFORE_APPROVAL = "before-approval"
    TOO_EARLY = "too-early"
    NOT_APPROVED = "not-approved"
    NOT_COMPLETED = "not-completed"
    NO_RECORD = "no-record"
    NO_RULE = "no-rule"


CREDITED = frozenset({CreditReason.APPROVED, CreditReason.BEFORE_APPROVAL})


@dataclass(frozen=True, slots=True)
class CourseCredit:
    """What the program's rule says of the course of a set.

    `earliest` is the first day on which a course of that approval could be completed to count.
    """

    set_id: str
    reason: CreditReason
    earliest: date | None = None

    @property
    def credited(self) -> bool:
        """Whether the course achieves the set."""
        return self.reason in CREDITED


def earliest_completion(approved: date, rule: CourseRule) -> date:
    """Return the first day on which a course could be completed to count: so many years before."""
    return years_on(approved, -rule.credit_years_before_approval)


def course_credit(rule: CourseRule | None, work: SetWork, today: date) -> CourseCredit:
    """Judge the course of one set by its days.

    What is completed or approved only after `today` is not completed or approved yet.
    """
    course = work.course
    if course is None:
        return CourseCredit(work.set_id, CreditReason.NO_RECORD)
    if rule is None:
        return CourseCredit(work.set_id, CreditReason.NO_RULE)
    earliest = None if course.approved is None else earliest_completion(course.approved, rule)
    return CourseCredit(
        work.set_id, _reason(course.completed, course.approved, earliest, today), earliest
    )


def course_credits(program: Program, portfolio: Portfolio, today: date) -> tuple[CourseCredit, ...]:
    """Judge every chosen set by course or recognition agreement, in the program's order."""
    works = (portfolio.set_work(item.id) for item in program.sets)
    return tuple(
        course_credit(program.courses, work, today)
        for work in works
        if work is not None and work.chosen and work.route is not Route.PORTFOLIO
    )


def _reason(
    completed: date | None, approved: date | None, earliest: date | None, today: date
) -> CreditReason:
    if completed is None or completed > today:
        return CreditReason.NOT_COMPLETED
    if approved is None or earliest is None or approved > today:
        return CreditReason.NOT_APPROVED
    if completed >= approved:
        return CreditReason.APPROVED
    return CreditReason.BEFORE_APPROVAL if completed >= earliest else CreditReason.TOO_EARLY
