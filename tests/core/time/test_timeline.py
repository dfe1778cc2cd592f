from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lssc_desktop.core.portfolio.portfolio import (
    CourseRecord,
    Decision,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program.program import Option
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.submission.submission import Event, EventCode, Submission, SubmissionState
from lssc_desktop.core.time.certification import Certification
from lssc_desktop.core.time.clock import MarkKind, Timeline, certified_timeline, timeline
from tests.core.check.rules.desk import TODAY, Desk


def line_of(work: SetWork, **portfolio: object) -> Timeline:
    desk = Desk()
    whole: Portfolio = replace(desk.portfolio, sets=(work,), **portfolio)  # type: ignore[arg-type]  # named by the test
    line = timeline(desk.program, whole)
    assert line is not None
    return line


def marks(line: Timeline) -> list[tuple[MarkKind, date]]:
    return [(mark.kind, mark.day) for mark in line.marks]


def ready() -> SetWork:
    return replace(Desk().work, statement_ready=True, changed=date(2026, 2, 10))


def test_the_line_runs_from_admission_to_deadline_with_a_tick_for_each_year() -> None:
    line = line_of(SetWork("basics", TODAY))
    assert (line.start, line.end) == (date(2024, 9, 14), date(2028, 9, 14))
    assert line.years == (date(2025, 9, 14), date(2026, 9, 14), date(2027, 9, 14))


def test_the_line_begins_on_the_day_that_the_program_says() -> None:
    desk = Desk()
    enrollment = Option("clock-start", "enrollment", ("admission", "enrollment"), "")
    program = replace(desk.program, options=(enrollment,))
    line = timeline(program, replace(desk.portfolio, enrolled=date(2024, 10, 1)))
    assert line is not None
    assert (line.start, line.end) == (date(2024, 10, 1), date(2028, 10, 1))


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2024, 9, 14), 0.0),
        (date(2028, 9, 14), 1.0),
        (date(2020, 1, 1), 0.0),
        (date(2030, 1, 1), 1.0),
    ],
)
def test_a_day_outside_of_the_line_lies_at_its_end(day: date, share: float) -> None:
    assert line_of(SetWork("basics", TODAY)).share(day) == share


def test_two_years_of_four_are_half_of_the_line() -> None:
    assert line_of(SetWork("basics", TODAY)).share(date(2026, 9, 14)) == pytest.approx(
        0.5, abs=1e-3
    )


def test_a_set_that_is_planned_has_its_day() -> None:
    planned = date(2027, 4, 30)
    assert marks(line_of(SetWork("basics", TODAY, planned=planned))) == [
        (MarkKind.PLANNED, planned)
    ]


def test_a_set_without_a_plan_has_no_mark() -> None:
    assert marks(line_of(SetWork("basics", TODAY))) == []


def test_a_ready_set_is_marked_on_the_day_of_its_last_change() -> None:
    assert marks(line_of(ready())) == [(MarkKind.READY, date(2026, 2, 10))]


def test_a_packaged_set_is_marked_on_the_day_of_its_package() -> None:
    day = date(2026, 3, 3)
    note = PackageNote("1" * 64, "basics", PackageKind.PORTFOLIO, 1, day, "c", "Packages/a.zip")
    assert marks(line_of(ready(), packages=(note,))) == [(MarkKind.PACKAGED, day)]


def test_a_package_from_before_the_last_change_does_not_count() -> None:
    day = date(2026, 1, 1)
    note = PackageNote("1" * 64, "basics", PackageKind.PORTFOLIO, 1, day, "c", "Packages/a.zip")
    assert marks(line_of(ready(), packages=(note,))) == [(MarkKind.READY, date(2026, 2, 10))]


def test_a_course_is_marked_on_the_day_it_was_completed() -> None:
    course = CourseRecord("A", "B", completed=date(2026, 10, 30), certificate="Evidence/c.pdf")
    work = SetWork("basics", TODAY, route=Route.COURSE, course=course)
    assert marks(line_of(work)) == [(MarkKind.COURSE_DONE, date(2026, 10, 30))]


NOTE = PackageNote("p", "basics", PackageKind.PORTFOLIO, 0, TODAY, "c", "Packages/p.zip")
AT = datetime(2026, 3, 3, 9, 41, tzinfo=UTC)


def on_its_way(state: SubmissionState, *decisions: Decision) -> Timeline:
    desk = Desk()
    whole = replace(desk.portfolio, sets=(replace(ready(), decisions=decisions),), packages=(NOTE,))
    events = (Event(AT, EventCode.SENDING),)
    sent = Submission("p.zip", "p", "aa", 1, "tus+https://x/", state, events=events)
    line = timeline(desk.program, whole, (sent,))
    assert line is not None
    return line


def test_what_was_sent_is_marked_on_the_day_it_was() -> None:
    assert marks(on_its_way(SubmissionState.UNCERTAIN)) == [(MarkKind.NOT_CONFIRMED, AT.date())]
    assert marks(on_its_way(SubmissionState.RECEIVED)) == [(MarkKind.HANDED_IN, AT.date())]


def test_what_is_achieved_is_marked_on_the_day_of_the_decision() -> None:
    decided = Decision(Outcome.ACHIEVED, date(2026, 4, 1), "p")
    assert marks(on_its_way(SubmissionState.RECEIVED, decided)) == [
        (MarkKind.ACHIEVED, date(2026, 4, 1))
    ]


def test_the_line_of_a_certification_runs_until_it_expires() -> None:
    on = date(2027, 6, 10)
    assert certified_timeline(Certification(on, date(2031, 6, 10), on)) == Timeline(
        on, date(2031, 6, 10), (date(2028, 6, 10), date(2029, 6, 10), date(2030, 6, 10)), ()
    )


def test_after_a_renewal_the_line_begins_with_it() -> None:
    renewed = date(2030, 12, 1)
    line = certified_timeline(Certification(date(2027, 6, 10), date(2035, 6, 10), renewed))
    assert line is not None
    assert line.start == renewed
    assert len(line.years) == 4


def test_a_certification_without_an_end_has_no_line() -> None:
    on = date(2027, 6, 10)
    assert certified_timeline(Certification(on, None, on)) is None


def test_a_certification_that_never_seems_to_end_is_one_line() -> None:
    on = date(2027, 6, 10)
    assert certified_timeline(Certification(on, date.max, on)) == Timeline(on, date.max, (), ())


def test_there_is_no_line_before_the_day_of_admission() -> None:
    desk = Desk()
    assert timeline(desk.program, replace(desk.portfolio, admitted=None)) is None
