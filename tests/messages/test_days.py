from datetime import date

from lssc_desktop.messages.dates import long_day, month, short_day, short_month, weekday_day


def test_a_day_is_written_as_in_the_united_states() -> None:
    assert long_day(date(2026, 11, 4)) == "November 4, 2026"


def test_a_month_for_what_is_roughly_known() -> None:
    assert month(date(2027, 1, 31)) == "January 2027"


def test_a_day_with_its_weekday() -> None:
    assert weekday_day(date(2026, 11, 24)) == "Tuesday, November 24, 2026"


def test_where_there_is_little_room_the_month_is_shortened() -> None:
    assert short_day(date(2024, 9, 14)) == "Sep 14, 2024"
    assert short_month(date(2027, 4, 30)) == "Apr 2027"


def test_every_month_has_its_name() -> None:
    for write in (month, short_month):
        assert len({write(date(2026, number, 1)) for number in range(1, 13)}) == 12
