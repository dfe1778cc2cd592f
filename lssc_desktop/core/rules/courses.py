"""A set achieved by a course: its record and its certificate (program-facts.md 2.4 and 3)."""

from collections.abc import Iterator

from lssc_desktop.core.course_credit import CreditReason, course_credit
from lssc_desktop.core.finding import Finding
from lssc_desktop.core.folder_facts import NOBODY_OPENS
from lssc_desktop.core.rules.look import Look


def course_missing(look: Look) -> Iterator[Finding]:
    """No course is named, or the record lacks a title, provider or day of completion."""
    course = look.work.course
    if course is None:
        yield look.blocker("course-missing")
        return
    lacking = [
        name
        for name, value in (
            ("title", course.title),
            ("provider", course.provider),
            ("completed", course.completed),
        )
        if not value
    ]
    if lacking:
        yield look.blocker("course-incomplete", lacking=" ".join(lacking))


def certificate_missing(look: Look) -> Iterator[Finding]:
    """The Course Completion Certificate is not there, or nobody can open it.

    It is all that a course taker hands in.
    """
    course = look.work.course
    if course is None:
        return
    if course.certificate is None:
        yield look.blocker("certificate-missing")
    elif course.certificate not in look.files:
        yield look.gone("certificate-gone", None, course.certificate)
    else:
        state = look.opened(look.files[course.certificate])
        if state in NOBODY_OPENS:
            yield look.blocker("certificate-unopenable", path=course.certificate, why=state.value)


def course_not_credited(look: Look) -> Iterator[Finding]:
    """The program's rule does not credit the course, by the days that were told (3)."""
    course = look.work.course
    credit = course_credit(look.program.courses, look.work, look.today)
    if course is None or course.completed is None or credit.credited:
        return
    if credit.reason is CreditReason.NOT_APPROVED:
        approved = "" if course.approved is None else course.approved.isoformat()
        yield look.advice("course-not-approved", approved=approved)
    elif credit.reason is CreditReason.NOT_COMPLETED:
        yield look.blocker("course-not-over", completed=course.completed.isoformat())
    elif credit.reason is CreditReason.TOO_EARLY and credit.earliest is not None:
        earliest = credit.earliest.isoformat()
        yield look.blocker(
            "course-too-early", completed=course.completed.isoformat(), earliest=earliest
        )
