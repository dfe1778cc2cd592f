from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from lssc_desktop.core.time.certification import Certification, Uncounted, WindowState
from lssc_desktop.messages.renewal import (
    certified_sentence,
    counted_as,
    how_it_counts,
    missing_hours_sentence,
    uncounted_word,
    undocumented_sentence,
    window_sentence,
    window_word,
)
from tests.core.time.test_certification import CERTIFIED, PICTURE, RULE, activity, report

DAY = date(2028, 1, 1)


def test_a_certification_says_until_when() -> None:
    endless = Certification(CERTIFIED, None, CERTIFIED)
    assert certified_sentence(endless, DAY).endswith("June 10, 2027.")
    last = date(2031, 6, 10)
    certified = Certification(CERTIFIED, last, CERTIFIED)
    assert certified_sentence(certified, last).endswith("is good through June 10, 2031.")
    assert certified_sentence(certified, last + timedelta(1)) == (
        "You were certified on June 10, 2027. Your certification ended on June 10, 2031."
    )
    assert certified_sentence(certified, CERTIFIED) == (
        "You’ve been certified since June 10, 2027. Your "
        "certification is good through June 10, 2031."
    )
    assert certified_sentence(certified, CERTIFIED - timedelta(1)).endswith("is in the future.")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2030, 6, 9), "You can renew from June 10, 2030 through June 10, 2031."),
        (date(2030, 11, 25), "Renew by June 10, 2031: 197 days left."),
        (date(2031, 6, 9), "Renew by June 10, 2031: 1 day left."),
        (date(2031, 6, 10), "Renew by June 10, 2031: today is the last day."),
        (
            date(2031, 8, 9),
            ("Your certification ended on June 10, 2031. Renew by August 10, 2031: 1 day left."),
        ),
        (
            date(2031, 8, 11),
            ("The deadline to renew was August 10, 2031. Ask the program office what you can do."),
        ),
    ],
)
def test_the_window_is_said_from_where_today_lies(today: date, said: str) -> None:
    assert window_sentence(report(today=today), today) == said


def test_what_is_missing_is_said_with_what_is_there() -> None:
    assert missing_hours_sentence(report(*PICTURE)) == (
        "23 of 32 contact hours, 3 of 4 on technology. 9 to go, 1 of them on technology."
    )
    enough = activity(DAY, "semester-credit", "3", "4")
    assert missing_hours_sentence(report(enough)).endswith("Nothing is missing.")
    assert undocumented_sentence(report(*PICTURE)) == "2 of the hours have no document yet."
    assert undocumented_sentence(report(enough)) == ""


def test_where_none_have_to_be_on_technology_nothing_is_said_of_it() -> None:
    rule = replace(RULE, technology_hours=Decimal(0))
    said = missing_hours_sentence(
        replace(report(*PICTURE), rule=rule, missing_technology=Decimal(0))
    )
    assert said == "23 of 32 contact hours. 9 to go."


def test_an_activity_says_how_it_counts() -> None:
    counted = report(activity(DAY, "quarter-credit", "1.5")).activities[0]
    assert how_it_counts(counted) == "Quarter, 1.5 × 1 quarter credit = 15 h"
    unknown = report(activity(DAY, "webinar", "1")).activities[0]
    assert "doesn’t have" in how_it_counts(unknown)


def test_every_reason_and_state_has_its_words() -> None:
    words = [uncounted_word(why, RULE) for why in Uncounted]
    assert len(set(words)) == len(Uncounted)
    assert uncounted_word(Uncounted.UNDER_MINIMUM, RULE) == "Under 1 h, not counted"
    assert len({window_word(state) for state in WindowState}) == len(WindowState)


def test_the_least_is_the_programs() -> None:
    half = replace(RULE, minimum_hours=Decimal("0.5"))
    assert uncounted_word(Uncounted.UNDER_MINIMUM, half) == "Under 0.5 h, not counted"


@pytest.mark.parametrize(
    ("kind", "amount", "said"),
    [
        ("workshop", "2", "Workshop, 2 × 60 minutes"),
        ("workshop", "1", "Workshop, 60 minutes"),
        ("conference", "1", "Conference, 1 day = 6 h"),
        ("conference", "1.5", "Conference, 1.5 × 1 day = 9 h"),
    ],
)
def test_where_there_is_little_room_it_says_so_in_short(kind: str, amount: str, said: str) -> None:
    (counted,) = report(activity(DAY, kind, amount)).activities
    assert counted_as(counted) == said
