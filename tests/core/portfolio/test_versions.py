from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lssc_desktop.core.portfolio.versions import (
    PORTFOLIO_SPACINGS,
    TEXT_SPACINGS,
    EarlierVersion,
    KeptFor,
    drops_much,
    is_due,
    surplus,
)

NOW = datetime(2026, 11, 27, 10, 30, tzinfo=UTC)
TIMES = some.lists(
    some.integers(0, 400 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    max_size=80,
)


def version(at: datetime) -> EarlierVersion:
    return EarlierVersion("id", at, "0f", 100, KeptFor.HOUR)


class TestWhenAVersionIsKept:
    def test_the_first_save_of_a_text_keeps_what_lies_there(self) -> None:
        assert is_due(None, session_began=NOW, now=NOW)

    @pytest.mark.parametrize(("minutes", "due"), [(0, False), (59, False), (60, True), (300, True)])
    def test_once_an_hour(self, minutes: int, *, due: bool) -> None:
        began = NOW - timedelta(hours=8)
        assert (
            is_due(version(NOW - timedelta(minutes=minutes)), session_began=began, now=NOW) is due
        )

    def test_once_a_session_whatever_the_time(self) -> None:
        latest = version(NOW - timedelta(minutes=5))
        assert is_due(latest, session_began=NOW - timedelta(minutes=1), now=NOW)

    def test_a_version_from_the_future_stops_nothing(self) -> None:
        assert is_due(version(NOW + timedelta(days=30)), session_began=NOW, now=NOW)

    @pytest.mark.parametrize(
        ("before", "after", "much"),
        [(300, 200, False), (300, 199, True), (0, 0, False), (1, 0, True)],
    )
    def test_a_cut_is_more_than_a_third(self, before: int, after: int, *, much: bool) -> None:
        assert drops_much(before, after) is much


class TestThinningOut:
    def test_all_stay_for_two_days_then_one_a_day_then_one_a_week(self) -> None:
        hours = [NOW - timedelta(hours=hour) for hour in range(24 * 120)]
        gone = set(surplus(hours, NOW, TEXT_SPACINGS, 1000))
        kept = [time for index, time in enumerate(hours) if index not in gone]
        ages = [(NOW - time) for time in kept]
        assert len([age for age in ages if age <= timedelta(days=2)]) == 49
        assert len([age for age in ages if timedelta(days=2) < age <= timedelta(days=60)]) == 58
        assert len([age for age in ages if age > timedelta(days=60)]) == 9

    def test_a_portfolio_that_is_saved_every_two_seconds_keeps_the_morning(self) -> None:
        times = [NOW - timedelta(seconds=2 * count) for count in range(3 * 3600 // 2)]
        gone = set(surplus(times, NOW, PORTFOLIO_SPACINGS, 100))
        kept = [NOW - time for index, time in enumerate(times) if index not in gone]
        assert len(kept) < 60
        assert max(kept) >= timedelta(hours=2)

    def test_one_that_comes_every_ten_minutes_leaves_something_of_every_day(self) -> None:
        kept: list[datetime] = []
        now = NOW
        for minutes in range(0, 70 * 24 * 60, 10):
            now = NOW + timedelta(minutes=minutes)
            kept.append(now)
            gone = set(surplus(kept, now, PORTFOLIO_SPACINGS, 200))
            kept = [time for index, time in enumerate(kept) if index not in gone]
        days = {(now - time).days for time in kept}
        assert days >= set(range(1, 59))
        assert max(days) >= 65
        assert len(kept) < 120

    def test_of_too_many_the_oldest_go(self) -> None:
        times = [NOW - timedelta(minutes=count) for count in range(10)]
        assert surplus(times, NOW, TEXT_SPACINGS, 7) == (7, 8, 9)

    @given(TIMES)
    def test_the_newest_always_stays(self, times: list[datetime]) -> None:
        gone = surplus(times, NOW, TEXT_SPACINGS, 200)
        if times:
            assert times.index(max(times)) not in gone

    @given(TIMES)
    def test_thinning_out_twice_is_thinning_out_once(self, times: list[datetime]) -> None:
        gone = set(surplus(times, NOW, TEXT_SPACINGS, 50))
        kept = [time for index, time in enumerate(times) if index not in gone]
        assert not surplus(kept, NOW, TEXT_SPACINGS, 50)
