"""What the page of courses says, and the dialogs that belong to it."""

from gettext import gettext as _

from lssc_desktop.core.money import CostChange
from lssc_desktop.core.portfolio import CourseRecord, Route, SetWork
from lssc_desktop.core.program import Program
from lssc_desktop.messages.courses import course_rule_sentence
from lssc_desktop.messages.days import day
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.money import amount_text


def head_line(program: Program) -> str:
    """Say the program's rule, or that it says nothing about courses."""
    if program.courses is None:
        return _("The program file does not say which courses give credit.")
    return course_rule_sentence(program.courses)


def no_course() -> Message:
    """Say what this page is for while no set is done by a course."""
    return Message(
        _("No course yet."), advice=_("Add one if you take an approved course for a set.")
    )


def course_line(work: SetWork, program: Program) -> str:
    """Say what the course is: "Supervision I, Sample State College. $145"."""
    course = work.course
    if course is None:
        if work.route is Route.RECOGNITION:
            return _("By the agreement with your college. Nothing is recorded yet.")
        return _("Nothing is recorded yet.")
    named = ", ".join(part for part in (course.title, course.provider) if part)
    parts = [named or _("A course without a title")]
    if course.fee is not None:
        parts.append(amount_text(course.fee, program.fees.currency))
    return ". ".join(parts)


def certificate_line(course: CourseRecord | None) -> str:
    """Say which file is the certificate."""
    if course is None or course.certificate is None:
        return _("No certificate yet")
    return _("Certificate: {file}").format(file=course.certificate.partition("/")[2])


def planned_line(work: SetWork) -> str:
    """Say when the course is planned to end, "" where that is not known or over."""
    course = work.course
    if work.planned is None or (course is not None and course.completed is not None):
        return ""
    return _("Planned until {day}").format(day=day(work.planned))


def cost_note(change: CostChange, currency: str, *, by_course: bool) -> str:
    """Say what another route costs: "$50 less to pay"; "" where nothing changes.

    What a course costs is its own affair: nothing is known of it before it is entered.
    """
    if change.total == 0:
        return ""
    amount = amount_text(abs(change.total), currency)
    if change.total > 0:
        return _("{amount} more to pay").format(amount=amount)
    if by_course:
        return _("{amount} less to pay, not counting the course fee").format(amount=amount)
    return _("{amount} less to pay").format(amount=amount)
