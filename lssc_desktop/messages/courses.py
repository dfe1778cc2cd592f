"""Courses in words: whether one is credit, and why."""

from collections.abc import Callable, Mapping
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.course_credit import CourseCredit, CreditReason
from lssc_desktop.core.finding import Finding
from lssc_desktop.core.portfolio import CourseRecord
from lssc_desktop.core.program import CourseRule
from lssc_desktop.messages.days import day
from lssc_desktop.messages.message import Message


def credit_word(credit: CourseCredit) -> str:
    """Say in a word or two whether a course is credit."""
    if credit.credited:
        return _("Gives credit")
    return {
        CreditReason.TOO_EARLY: _("Completed too early"),
        CreditReason.NOT_APPROVED: _("Not approved"),
        CreditReason.NOT_COMPLETED: _("Not completed yet"),
        CreditReason.NO_RECORD: _("No course recorded"),
    }.get(credit.reason, _("Not known"))


def credit_sentence(credit: CourseCredit, course: CourseRecord | None) -> str:
    """Say why a course is credit, or is not, with the days that decide."""
    approved = None if course is None else course.approved
    said = {
        CreditReason.NO_RECORD: _("No course is recorded for this set."),
        CreditReason.NO_RULE: _("The program file does not say which courses give credit."),
        CreditReason.NOT_COMPLETED: _(
            "It is not completed yet, and no day is told on which the program approved it."
        )
        if approved is None
        else _("It gives credit when it is completed."),
        CreditReason.NOT_APPROVED: _(
            "No day is told on which the program approved it. A course that is not approved "
            "gives no credit, but you can show what you made in it in a portfolio."
        )
        if approved is None
        else _("It is approved only on {approved}, and gives no credit before that day."),
        CreditReason.APPROVED: _("Completed on {completed}; it was approved on {approved}."),
        CreditReason.BEFORE_APPROVAL: _(
            "Completed on {completed}, before its approval on {approved}, "
            "but not before {earliest}."
        ),
        CreditReason.TOO_EARLY: _(
            "Completed on {completed}. It was approved on {approved}, so only a course "
            "completed on {earliest} or later gives credit."
        ),
    }[credit.reason]
    return said.format(
        completed=_day(None if course is None else course.completed),
        approved=_day(approved),
        earliest=_day(credit.earliest),
    )


def course_rule_sentence(rule: CourseRule) -> str:
    """Say the program's rule for courses."""
    years = rule.credit_years_before_approval
    return ngettext(
        "An approved course also gives credit if it was completed up to {years} year "
        "before its approval.",
        "An approved course also gives credit if it was completed up to {years} years "
        "before its approval.",
        years,
    ).format(years=years)


def _day(value: date | None) -> str:
    return "" if value is None else day(value)


def _fact_day(finding: Finding, name: str) -> str:
    return day(date.fromisoformat(finding.fact(name)))


def _too_early(finding: Finding) -> Message:
    return Message(
        _("The course was completed on {completed}, too long before its approval.").format(
            completed=_fact_day(finding, "completed")
        ),
        _("It gives credit only when it was completed on {earliest} or later.").format(
            earliest=_fact_day(finding, "earliest")
        ),
        _("Look at the two days. You can show what you made in it in a portfolio instead."),
    )


def _not_over(finding: Finding) -> Message:
    return Message(
        _("The course is completed only on {completed}.").format(
            completed=_fact_day(finding, "completed")
        ),
        _("Its certificate is what you hand in, and comes after."),
        _("Wait for the certificate, or correct the day."),
    )


def _not_approved(finding: Finding) -> Message:
    if finding.fact("approved"):
        return Message(
            _("The course is approved only on {approved}.").format(
                approved=_fact_day(finding, "approved")
            ),
            _("Until then it gives no credit."),
            _("Hand it in when the approval is there, or correct the day."),
        )
    return Message(
        _("The course record does not say when the program approved the course."),
        _("A course that is not approved gives no credit; it can be shown in a portfolio."),
        _("Ask the provider for the day of the approval."),
    )


COURSES: Mapping[str, Callable[[Finding], Message]] = {
    "course-too-early": _too_early,
    "course-not-over": _not_over,
    "course-not-approved": _not_approved,
}
