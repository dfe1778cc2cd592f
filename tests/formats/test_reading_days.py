"""A day is read as people type it, and never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.formats.dates import long_day, read_day, short_day, weekday_day
from lssc_desktop.languages import LANGUAGES, catalog, speaking
from lssc_desktop.messages.words import day_unclear

SPANISH = catalog("es")
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "March 15, 2021",
        "march 15 2021",
        "Mar 15, 2021",
        "Monday, March 15, 2021",
        "Mon, Mar 15th, 2021",
        "15 March 2021",
        "15. Mar 21",
        "15-Mar-2021",
        "the 15th of March, 2021",
        "3/15/2021",
        "03/15/2021",
        "3-15-21",
        "3.15.2021",
        "15/3/2021",
        "2021-03-15",
        " 2021/3/15 ",
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed) == date(2021, 3, 15)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        "15 marzo 2021",
        "15 de marzo de 2021",
        "15 de Marzo del 2021",
        "LUNES, 15 DE MARZO DE 2021",
        "lun 15 mar 2021",
        "el 15 de marzo de 2021",
        "marzo 15, 2021",
        "mar 15 2021",
        "15-mar-2021",
        "15/mar/21",
        "15 mar. 2021",
        "March 15, 2021",
        "Monday, Mar 15th 2021",
    ],
)
def test_names_of_each_language_are_read_in_a_window_of_the_other(
    typed: str, language: str
) -> None:
    assert read_day(typed, words=catalog(language)) == date(2021, 3, 15)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("miércoles 1 de enero de 2025", date(2025, 1, 1)),
        ("miercoles 1 de enero de 2025", date(2025, 1, 1)),
        ("1º de enero de 2025", date(2025, 1, 1)),
        ("1ro de enero de 2025", date(2025, 1, 1)),
        ("primero de enero de 2025", date(2025, 1, 1)),
        ("3 de setiembre de 2025", date(2025, 9, 3)),
        ("martes 3 mar 2026", date(2026, 3, 3)),
        ("mar 3 mar 2026", date(2026, 3, 3)),
        ("28 de agosto de 2026", date(2026, 8, 28)),
    ],
)
def test_spanish_days_are_read_with_and_without_accents(typed: str, day: date) -> None:
    assert read_day(typed, words=SPANISH) == day
    assert read_day(typed.upper(), words=SPANISH) == day


def test_what_3_4_is_depends_on_the_country() -> None:
    assert read_day("3/4/2021") == date(2021, 3, 4)
    assert read_day("3/4/2021", month_first=False) == date(2021, 4, 3)
    assert read_day("3/15/2021", month_first=False) == date(2021, 3, 15)


@pytest.mark.parametrize(
    ("typed", "near", "day"),
    [
        ("sábado 15 de marzo", date(2026, 1, 1), date(2025, 3, 15)),
        ("Saturday, March 15", date(2024, 12, 31), date(2025, 3, 15)),
        ("domingo 15 de marzo", date(2026, 6, 1), date(2026, 3, 15)),
        ("sábado 29 de febrero", date(2020, 1, 1), date(2020, 2, 29)),
        ("lunes 29 de febrero", date(2020, 1, 1), None),
        ("15 de marzo", date(2026, 6, 1), None),
        ("March 15", date(2026, 6, 1), None),
    ],
)
def test_the_day_of_the_week_says_the_year_and_nothing_else_does(
    typed: str, near: date, day: date | None
) -> None:
    assert read_day(typed, near=near) == day
    assert read_day(typed) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "March 2021",
        "marzo de 2021",
        "3/15",
        "2/29/2023",
        "February 30, 2024",
        "30 de febrero de 2024",
        "13/13/2021",
        "3/15/0021",
        "3/15/20021",
        "3/15/202",
        "March April 15 2021",
        "15 2021",
        "Ma 15 2021",
        "\u0663/\u0661\u0665/2021",
        "March \u0661\u0665 2021",
        "3/15-2021",
        "March 15 & 2021",
        "15 de marzo de 2021 o así",
        "1 2 3 4",
        "15 marzo 1899",
        "15 marzo 2201",
    ],
)
def test_what_is_no_day_is_none(typed: str, language: str) -> None:
    assert read_day(typed, words=catalog(language)) is None


@pytest.mark.parametrize("month_first", [True, False])
@pytest.mark.parametrize("of_window", LANGUAGES)
@pytest.mark.parametrize("written_in", LANGUAGES)
@given(DAYS)
def test_every_day_is_read_as_we_write_it(
    written_in: str, of_window: str, month_first: bool, value: date
) -> None:
    words, window = catalog(written_in), catalog(of_window)
    for write in (long_day, short_day, weekday_day):
        typed = write(value, words)
        assert read_day(typed, month_first=month_first, words=window) == value
        assert read_day(typed.upper(), month_first=month_first, words=window) == value
    assert read_day(value.isoformat(), month_first=month_first, words=window) == value


@pytest.mark.parametrize("language", LANGUAGES)
@given(DAYS, st.integers(-366, 366))
def test_a_day_with_its_weekday_needs_no_year(language: str, value: date, days: int) -> None:
    near = min(max(value, date(1902, 1, 3)), date(2198, 1, 1)) + timedelta(days)
    words = catalog(language)
    typed = weekday_day(value, words).removesuffix(f"{value.year}").rstrip(" ,de")
    if abs(near.year - value.year) <= 2:
        assert read_day(typed, near=near, words=words) == value


def test_what_is_no_day_says_how_to_type_one() -> None:
    assert day_unclear("32 March").text.startswith("“32 March” isn’t a date. Enter it like March")
    assert day_unclear(" ").text.startswith("A date is missing")
    with speaking(SPANISH):
        assert "15 de marzo de 2026" in day_unclear("32 marzo").text
    assert "March 15, 2026" in day_unclear("32 March").text
