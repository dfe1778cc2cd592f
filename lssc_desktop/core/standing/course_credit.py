"""Course credit: whether a course, or a recognition agreement, achieves a set by its days.

The rule is in docs/facts/lssc.md 3.4 and 3.5.
"""

from datetime import date
from enum import StrEnum

from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.portfolio.portfolio import CourseRecord, Portfolio, SetWork
from lssc_desktop.core.program.program import CourseRule, Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.values import dataclass


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
    """What the program's rule says of the course of a set, or of the graduation `by_agreement`.

    `earliest` is the first day on which a course of that approval could be completed to count.
    `approval_ended` is the day to which the approval ran, where the course was completed after it:
    it counts if the approval was renewed, which we do not know.
    """

    set_id: str
    reason: CreditReason
    earliest: date | None = None
    by_agreement: bool = False
    approval_ended: date | None = None

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
    course, by_agreement = work.course, work.route is Route.RECOGNITION
    if course is None:
        return CourseCredit(work.set_id, CreditReason.NO_RECORD, by_agreement=by_agreement)
    if rule is None:
        return CourseCredit(work.set_id, CreditReason.NO_RULE, by_agreement=by_agreement)
    earliest = None if course.approved is None else earliest_completion(course.approved, rule)
    reason = _credit_reason(course.completed, course.approved, earliest, today)
    ended = None if by_agreement else _approval_end(rule, course)
    return CourseCredit(work.set_id, reason, earliest, by_agreement, ended)


def agreement_counts(work: SetWork, rule: CourseRule | None, today: date) -> bool:
    """Whether agreement and graduation are entered, and do not speak against each other."""
    credit = course_credit(rule, work, today)
    if credit.reason is not CreditReason.NO_RULE or work.course is None:
        return credit.credited
    days = (work.course.completed, work.course.approved)
    return all(day is not None and day <= today for day in days)


def _approval_end(rule: CourseRule, course: CourseRecord) -> date | None:
    """Return the last day of an approval that was over when the course was completed."""
    if course.approved is None or course.completed is None or rule.approval_years is None:
        return None
    end = years_on(course.approved, rule.approval_years)
    return end if course.completed > end else None


def course_credits(program: Program, portfolio: Portfolio, today: date) -> tuple[CourseCredit, ...]:
    """Judge every chosen set by course or recognition agreement, in the program's order."""
    works = (portfolio.set_work(item.id) for item in program.sets)
    return tuple(
        course_credit(program.courses, work, today)
        for work in works
        if work is not None and work.chosen and work.route is not Route.PORTFOLIO
    )


def _credit_reason(
    completed: date | None, approved: date | None, earliest: date | None, today: date
) -> CreditReason:
    if completed is None or completed > today:
        return CreditReason.NOT_COMPLETED
    if approved is None or earliest is None or approved > today:
        return CreditReason.NOT_APPROVED
    if completed >= approved:
        return CreditReason.APPROVED
    return CreditReason.BEFORE_APPROVAL if completed >= earliest else CreditReason.TOO_EARLY
