from dataclasses import replace
from datetime import date

from lssc_desktop.core.check.rules import standing
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.portfolio import CourseRecord
from lssc_desktop.core.program.program import CourseRule
from lssc_desktop.core.program.schema import Route
from tests.core.check.rules.desk import Desk

WHOLE = CourseRecord(
    "Access basics", "State library", date(2026, 11, 1), certificate="Evidence/c.pdf"
)


def test_a_set_by_course_needs_its_course(desk: Desk) -> None:
    assert desk.found(standing.course_missing) == [("blocker", "course-missing", None)]


def test_what_the_course_record_lacks_is_named(desk: Desk) -> None:
    desk.work = replace(desk.work, course=replace(WHOLE, provider="", completed=None))
    (finding,) = standing.course_missing(desk.look())
    assert finding.fact("lacking") == "provider completed"


def test_the_certificate_is_what_a_course_taker_hands_in(desk: Desk) -> None:
    desk.work = replace(desk.work, course=replace(WHOLE, certificate=None))
    assert desk.found(standing.certificate_missing) == [("blocker", "certificate-missing", None)]


def test_a_certificate_whose_file_is_gone_stops_a_hand_in(desk: Desk) -> None:
    desk.work = replace(desk.work, course=WHOLE)
    assert desk.found(standing.certificate_missing) == [("blocker", "certificate-gone", None)]


def test_a_whole_course_record_passes(desk: Desk) -> None:
    desk.work = replace(desk.work, course=WHOLE)
    desk.files["Evidence/c.pdf"] = SeenFile("Evidence/c.pdf", 10, "0")
    assert desk.found(standing.course_missing) + desk.found(standing.certificate_missing) == []


def judged(desk: Desk, **days: date | None) -> list[tuple[str, str, int | None]]:
    desk.program = replace(desk.program, courses=CourseRule(2))
    course = replace(WHOLE, **days)  # type: ignore[arg-type]  # days only
    desk.work = replace(desk.work, route=Route.COURSE, course=course)
    return desk.found(standing.course_not_approved)


def test_a_course_completed_too_long_before_its_approval_stops_a_hand_in(desk: Desk) -> None:
    too_early = [("blocker", "course-too-early", None)]
    assert judged(desk, completed=date(2020, 1, 1), approved=date(2022, 1, 2)) == too_early
    assert judged(desk, completed=date(2020, 1, 2), approved=date(2022, 1, 2)) == []


def test_a_course_that_is_not_over_stops_a_hand_in(desk: Desk) -> None:
    found = judged(desk, completed=date(2026, 11, 25), approved=date(2022, 1, 2))
    assert found == [("blocker", "course-not-over", None)]


def test_a_course_without_a_day_of_approval_is_advised_about(desk: Desk) -> None:
    assert judged(desk, approved=None) == [("advice", "course-not-approved", None)]


def test_an_approval_that_is_to_come_is_advised_about(desk: Desk) -> None:
    assert judged(desk, approved=date(2027, 1, 2)) == [("advice", "course-not-approved", None)]


def test_a_day_of_completion_that_was_not_told_is_lacking_already(desk: Desk) -> None:
    assert judged(desk, completed=None) == []
