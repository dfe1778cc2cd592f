from datetime import date

import pytest

from lssc_desktop.formats.dates import (
    long_day,
    month,
    near_day,
    short_day,
    short_month,
    weekday_day,
)
from lssc_desktop.languages import LANGUAGES, catalog, speaking

SPANISH = catalog("es")


def test_a_day_is_written_as_in_the_united_states() -> None:
    assert long_day(date(2026, 11, 4)) == "November 4, 2026"


def test_a_month_for_what_is_roughly_known() -> None:
    assert month(date(2027, 1, 31)) == "January 2027"


def test_a_day_with_its_weekday() -> None:
    assert weekday_day(date(2026, 11, 24)) == "Tuesday, November 24, 2026"


def test_where_there_is_little_room_the_month_is_shortened() -> None:
    assert short_day(date(2024, 9, 14)) == "Sep 14, 2024"
    assert short_month(date(2027, 4, 30)) == "Apr 2027"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_its_name(language: str) -> None:
    words = catalog(language)
    for write in (month, short_month):
        assert len({write(date(2026, number, 1), words) for number in range(1, 13)}) == 12


def test_a_day_is_written_in_spanish_as_people_in_the_united_states_do() -> None:
    day = date(2026, 11, 28)
    assert long_day(day, SPANISH) == "28 de noviembre de 2026"
    assert weekday_day(day, SPANISH) == "sábado, 28 de noviembre de 2026"
    assert short_day(day, SPANISH) == "28 nov 2026"
    assert near_day(day, date(2026, 1, 1), SPANISH) == "28 nov"
    assert near_day(day, date(2025, 1, 1), SPANISH) == "28 nov 2026"
    assert month(day, SPANISH) == "noviembre de 2026"
    assert short_month(day, SPANISH) == "nov 2026"


def test_a_long_may_and_a_short_one_are_two_words() -> None:
    assert month(date(2026, 5, 1), SPANISH) == "mayo de 2026"
    assert short_month(date(2026, 5, 1), SPANISH) == "may 2026"
    assert month(date(2026, 5, 1)) == "May 2026"


def test_the_language_that_is_spoken_is_written_unless_another_one_is_given() -> None:
    day = date(2026, 3, 15)
    with speaking(SPANISH):
        assert long_day(day) == "15 de marzo de 2026"
        assert long_day(day, catalog("en")) == "March 15, 2026"
