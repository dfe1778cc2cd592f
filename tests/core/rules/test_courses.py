from dataclasses import replace
from datetime import date

from lssc_desktop.core.folder_facts import SeenFile
from lssc_desktop.core.portfolio import CourseRecord
from lssc_desktop.core.rules import courses
from tests.core.rules.desk import Desk

WHOLE = CourseRecord(
    "Access basics", "State library", date(2026, 11, 1), certificate="Evidence/c.pdf"
)


def test_a_set_by_course_needs_its_course(desk: Desk) -> None:
    assert desk.found(courses.course_missing) == [("blocker", "course-missing", None)]


def test_what_the_course_record_lacks_is_named(desk: Desk) -> None:
    desk.work = replace(desk.work, course=replace(WHOLE, provider="", completed=None))
    (finding,) = courses.course_missing(desk.look())
    assert finding.fact("lacking") == "provider completed"


def test_the_certificate_is_what_a_course_taker_hands_in(desk: Desk) -> None:
    desk.work = replace(desk.work, course=replace(WHOLE, certificate=None))
    assert desk.found(courses.certificate_missing) == [("blocker", "certificate-missing", None)]


def test_a_certificate_whose_file_is_gone_stops_a_hand_in(desk: Desk) -> None:
    desk.work = replace(desk.work, course=WHOLE)
    assert desk.found(courses.certificate_missing) == [("blocker", "certificate-gone", None)]


def test_a_whole_course_record_passes(desk: Desk) -> None:
    desk.work = replace(desk.work, course=WHOLE)
    desk.files["Evidence/c.pdf"] = SeenFile("Evidence/c.pdf", 10, "0")
    assert desk.found(courses.course_missing) + desk.found(courses.certificate_missing) == []
