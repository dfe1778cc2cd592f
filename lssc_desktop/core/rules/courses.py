"""A set achieved by a course: its record and its certificate (program-facts.md 2.4 and 3)."""

from collections.abc import Iterator

from lssc_desktop.core.finding import Finding
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
    """The Course Completion Certificate is not there: it is all that a course taker hands in."""
    course = look.work.course
    if course is None:
        return
    if course.certificate is None:
        yield look.blocker("certificate-missing")
    elif course.certificate not in look.files:
        yield look.blocker("certificate-gone", path=course.certificate)
