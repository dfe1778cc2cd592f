from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from lssc_desktop.formats.dates import clock_time, long_moment, moment, near_moment
from lssc_desktop.languages import catalog

SPANISH = catalog("es")
CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 5, "12:05 AM"),
        (9, 41, "9:41 AM"),
        (11, 59, "11:59 AM"),
        (12, 0, "12:00 PM"),
        (23, 7, "11:07 PM"),
    ],
)
def test_times_are_told_as_in_the_united_states(hour: int, minute: int, said: str) -> None:
    assert clock_time(datetime(2026, 9, 8, hour, minute, tzinfo=UTC), UTC) == said


def test_a_moment_is_told_by_the_clock_of_the_place() -> None:
    at = datetime(2026, 9, 8, 2, 41, tzinfo=UTC)

    assert moment(at, CHICAGO) == "Sep 7, 2026, 9:41 PM"
    assert long_moment(at, CHICAGO) == "September 7, 2026 at 9:41 PM"


def test_a_year_that_goes_without_saying_is_left_out() -> None:
    assert near_moment(datetime(2026, 9, 8, 9, 41, tzinfo=UTC), NOW) == "Sep 8, 9:41 AM"
    assert near_moment(datetime(2025, 9, 8, 9, 41, tzinfo=UTC), NOW) == "Sep 8, 2025, 9:41 AM"


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_told_as_they_stand(year: int) -> None:
    ends = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=23)))
    if year != 1:
        ends = datetime(year, 12, 31, 23, tzinfo=timezone(timedelta(hours=-23)))
    assert str(year) in moment(ends, CHICAGO)
    assert str(year) in long_moment(ends)
    assert clock_time(ends, UTC)
    assert near_moment(ends, NOW)


@pytest.mark.parametrize(
    ("hour", "said"), [(9, "9:41 a. m."), (0, "12:41 a. m."), (13, "1:41 p. m.")]
)
def test_times_are_told_in_spanish_on_one_line(hour: int, said: str) -> None:
    told = clock_time(datetime(2026, 9, 8, hour, 41, tzinfo=UTC), UTC, SPANISH)
    assert told == said.replace(" ", "\u00a0")


def test_moments_are_told_in_spanish() -> None:
    at = datetime(2026, 9, 8, 2, 41, tzinfo=UTC)
    assert moment(at, CHICAGO, SPANISH) == "7 sep 2026, 9:41\u00a0p.\u00a0m."
    assert long_moment(at, CHICAGO, SPANISH) == "7 de septiembre de 2026, 9:41\u00a0p.\u00a0m."
    assert near_moment(at, NOW, SPANISH) == "8 sep, 2:41\u00a0a.\u00a0m."
