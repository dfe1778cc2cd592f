from datetime import date

from lssc_desktop.messages.days import day, month


def test_a_day_is_written_as_in_the_united_states() -> None:
    assert day(date(2026, 11, 4)) == "November 4, 2026"


def test_a_month_for_what_is_roughly_known() -> None:
    assert month(date(2027, 1, 31)) == "January 2027"


def test_every_month_has_its_name() -> None:
    assert len({month(date(2026, number, 1)) for number in range(1, 13)}) == 12
