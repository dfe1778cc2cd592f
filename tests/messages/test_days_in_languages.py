"""Days as people write and type them in each language."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.languages import LANGUAGES, catalog, speaking
from lssc_desktop.messages.dates import (
    long_day,
    month,
    near_day,
    read_day,
    short_day,
    weekday_day,
)

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
IDES = date(2025, 3, 15)


@pytest.fixture
def spanish() -> Iterator[None]:
    with speaking(catalog("es")):
        yield


@pytest.mark.parametrize("write", [long_day, short_day, weekday_day, date.isoformat])
@pytest.mark.parametrize("language", LANGUAGES)
@given(day=DAYS)
def test_a_day_that_was_written_is_read_as_the_same(
    language: str, write: Callable[[date], str], day: date
) -> None:
    with speaking(catalog(language)):
        assert read_day(write(day)) == day


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    "text",
    [
        *("15 de marzo de 2025", "15 marzo 2025", "15 mar 2025", "15 de mar. de 2025"),
        *(
            "sábado 15 de marzo de 2025",
            "sabado, 15 marzo 2025",
            "SÁB 15 MAR 2025",
            "sab 15 mar 25",
        ),
        *("el 15 de marzo del 2025", "marzo 15, 2025", "15/3/2025", "3/15/2025", "2025-03-15"),
        *("March 15, 2025", "15 March 2025", "Saturday, March 15, 2025"),
    ],
)
def test_a_day_is_read_as_people_write_it_in_spanish_or_in_english(text: str) -> None:
    assert read_day(text) == IDES


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.º de mayo de 2026", date(2026, 5, 1)),
        ("1º may 2026", date(2026, 5, 1)),
        ("mar 4 de agosto de 2026", date(2026, 8, 4)),
        ("mar 3 mar 2026", None),
        ("miércoles 4 de marzo de 2026", date(2026, 3, 4)),
        ("15 de brumario de 2026", None),
    ],
)
def test_words_that_are_two_things_are_what_they_must_be(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.usefixtures("spanish")
def test_days_are_written_as_in_spanish() -> None:
    assert long_day(IDES) == "15 de marzo de 2025"
    assert weekday_day(IDES) == "sábado 15 de marzo de 2025"
    assert month(IDES) == "marzo de 2025"
    assert near_day(date(2026, 5, 1), IDES) == "1 de may de 2026"
    assert long_day(date(2026, 5, 1)) == "1 de mayo de 2026"
    assert read_day("3/4/2025") == date(2025, 3, 4)
    assert read_day("3/4/2025", month_first=False) == date(2025, 4, 3)
