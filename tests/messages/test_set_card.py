from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.portfolio.portfolio import CourseRecord, SetWork
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import SetProgress, set_progress
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.time.clock import WayCode, WayOn
from lssc_desktop.messages.overview import (
    card_name,
    set_count,
    set_count_line,
    set_name,
    set_standing_line,
    ways_on_short,
)
from tests.core.check.rules.desk import TODAY, Desk, small_program

CERTIFICATE = "Evidence/certificate.pdf"


def measured(work: SetWork) -> SetProgress:
    return set_progress(small_program().sets[0], work)


def by_course(planned: date | None = None, **course: object) -> SetProgress:
    record = CourseRecord("A course", "A college", **course)  # type: ignore[arg-type]  # named by the test
    work = SetWork("basics", TODAY, route=Route.COURSE, planned=planned, course=record)
    return measured(work)


def ready() -> SetWork:
    return replace(Desk().work, statement_ready=True)


def test_a_planned_set_says_how_many_are_to_go_and_until_when() -> None:
    item = measured(SetWork("basics", TODAY, planned=date(2027, 4, 30)))
    assert set_standing_line(item, None, TODAY) == "3 to go, planned April 2027"
    assert set_count_line(item) == "0 of 3 ready"


def test_a_plan_that_is_over_is_not_called_a_plan() -> None:
    item = measured(SetWork("basics", TODAY, planned=date(2026, 4, 30)))
    assert set_standing_line(item, None, TODAY) == "3 to go, was planned for April 30, 2026"


def test_without_a_plan_none_is_made_up() -> None:
    assert set_standing_line(measured(SetWork("basics", TODAY)), None, TODAY) == "3 to go"


def test_only_the_statement_is_left() -> None:
    item = measured(replace(ready(), statement_ready=False))
    assert set_standing_line(item, None, TODAY) == "Learning statement to go"


def test_a_ready_set_and_a_packaged_one() -> None:
    item = measured(ready())
    assert set_standing_line(item, None, TODAY) == "All ready, package it next"
    assert set_standing_line(item, date(2026, 3, 3), TODAY) == "Packaged March 3, 2026"


@pytest.mark.parametrize(
    ("item", "said", "count"),
    [
        (
            by_course(completed=date(2026, 10, 30), certificate=CERTIFICATE),
            "Completed October 30, 2026, certificate added",
            "1 certificate",
        ),
        (
            by_course(completed=date(2026, 10, 30)),
            "Completed October 30, 2026, certificate still to come",
            "No certificate",
        ),
        (
            by_course(planned=date(2027, 10, 15)),
            "Ends October 15, 2027, then the certificate",
            "No certificate",
        ),
        (
            by_course(planned=date(2026, 10, 15)),
            "Was planned to end October 15, 2026",
            "No certificate",
        ),
        (by_course(), "No end date entered yet", "No certificate"),
    ],
)
def test_a_course_says_where_it_stands(item: SetProgress, said: str, count: str) -> None:
    assert set_standing_line(item, None, TODAY) == said
    assert set_count_line(item) == count


def test_a_course_that_is_done_is_not_called_under_way() -> None:
    done = by_course(completed=date(2026, 10, 30), certificate=CERTIFICATE)
    assert card_name(done, None, TODAY).endswith("1 certificate. Course done.")
    to_come = by_course(completed=date(2026, 10, 30))
    assert card_name(to_come, None, TODAY).endswith("No certificate. Underway.")


def test_an_achieved_set_lacks_nothing_although_not_all_of_it_was_written_here() -> None:
    item = set_progress(small_program().sets[0], SetWork("basics", TODAY), Standing.ACHIEVED, TODAY)
    assert set_count_line(item) == "3 of 3"


def test_an_achieved_course_is_not_said_to_lack_its_certificate() -> None:
    work = SetWork("basics", TODAY, route=Route.COURSE)
    item = set_progress(small_program().sets[0], work, Standing.ACHIEVED)
    assert set_count_line(item) == ""
    assert card_name(item, None, TODAY) == "Basics. Course. Approved. Achieved."


def test_the_name_for_a_screen_reader_holds_all_that_is_seen() -> None:
    item = measured(SetWork("basics", TODAY))
    assert card_name(item, None, TODAY) == (
        "Basics. Portfolio. 3 to go. 0 of 3 ready. Not started."
    )


def test_a_set_on_its_way_says_where_it_stands() -> None:
    since, basics = date(2026, 3, 3), small_program().sets[0]
    said = {
        stands: set_standing_line(set_progress(basics, ready(), stands, since), TODAY, TODAY)
        for stands in (Standing.UNCERTAIN, Standing.RECEIVED, Standing.ACHIEVED)
    }
    assert said == {
        Standing.UNCERTAIN: "Sent, arrival not confirmed",
        Standing.RECEIVED: "Handed in March 3, 2026, locked",
        Standing.ACHIEVED: "Approved March 3, 2026",
    }


def test_the_sidebar_says_where_a_set_stands() -> None:
    achieved = set_progress(small_program().sets[0], ready(), Standing.ACHIEVED)
    assert (set_count(achieved), set_name(achieved)) == ("Done", "Basics, 3 of 3 ready, achieved")
    done = by_course(completed=date(2026, 10, 30), certificate=CERTIFICATE)
    assert (set_count(done), set_name(done)) == ("Course", "Basics, course done")
    sent = set_progress(small_program().sets[0], ready(), Standing.RECEIVED)
    assert (set_count(sent), set_name(sent)) == ("3/3", "Basics, 3 of 3 ready, handed in")


def test_a_card_says_what_can_be_done_about_a_set_that_was_not_achieved() -> None:
    appeal = WayOn(WayCode.APPEAL, date(2026, 12, 3), date(2026, 12, 23))
    course, later = WayOn(WayCode.COURSE), WayOn(WayCode.LATER)
    today = date(2026, 11, 24)
    assert ways_on_short((appeal, course, later), today) == (
        "You can appeal by Dec 3, 2026, take a course, or hand in later"
    )
    assert ways_on_short((appeal, later), date(2026, 12, 4)) == (
        "You can send your appeal documents by Dec 23, 2026 or hand in later"
    )
    assert ways_on_short((later,), today) == "You can hand in later"
    assert ways_on_short((), today) == ""
