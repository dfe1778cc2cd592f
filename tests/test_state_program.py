"""Two programs, one code: what a program decides changes with its file and with nothing else."""

from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, SetWork, membership_always
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import forecast, shortest_way
from lssc_desktop.core.standing.progress import CompetencyUnknown
from lssc_desktop.core.time.clock import first_day, last_day
from lssc_desktop.core.time.money import costs, money_text
from lssc_desktop.messages.evaluation import rounding_sentence, rule_lines
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.standing import start_word
from lssc_desktop.store.programs import read_program, shipped_program_text

PRAIRIE = (Path(__file__).parent / "programs" / "prairie.toml").read_text(encoding="utf-8")
ADMITTED = date(2024, 9, 14)


@pytest.fixture(scope="module")
def lssc() -> Program:
    return read_program(shipped_program_text(), "lssc.toml")


@pytest.fixture(scope="module")
def prairie() -> Program:
    return read_program(PRAIRIE, "prairie.toml")


def varied(old: str, new: str) -> Program:
    """Prairie with one number changed."""
    assert old in PRAIRIE
    return read_program(PRAIRIE.replace(old, new, 1), "prairie.toml")


def portfolio(*set_ids: str, member: bool) -> Portfolio:
    sets = tuple(SetWork(set_id, ADMITTED) for set_id in set_ids)
    return Portfolio(
        "x", "any", "1", Candidate("N", memberships=membership_always(member)), ADMITTED, sets
    )


def test_the_deadline_follows_the_file(lssc: Program, prairie: Program) -> None:
    admitted = portfolio(member=False)
    assert last_day(lssc, admitted) == date(2028, 9, 14)
    assert last_day(prairie, admitted) == date(2027, 9, 14)
    assert last_day(varied("years = 3", "years = 11"), admitted) == date(2035, 9, 14)


def test_the_costs_follow_the_file(lssc: Program, prairie: Program) -> None:
    member = portfolio("foundations", "youth-services", member=True)
    handed_in = {"foundations": ADMITTED}
    sums = {
        program.id: (result.so_far, result.to_come)
        for program in (lssc, prairie)
        for result in (costs(program, member, handed_in),)
    }
    assert {name: tuple(map(money_text, pair)) for name, pair in sums.items()} == {
        "lssc": ("375.00", "0.00"),  # the route is closed: only what was handed in is paid
        "prairie": ("92.25", "12.25"),
    }
    other = costs(varied("other = 95.50", "other = 1.01"), portfolio(member=False))
    assert money_text(other.so_far) == "1.01"


RATINGS = {1: Rating.MET, 2: Rating.MET, 3: Rating.PARTIAL, 13: Rating.NOT_MET}


def passes(program: Program) -> bool:
    rounding = program.option("pass-rounding")
    return forecast(program.pass_rule, rounding, RATINGS.values()).passes


def test_the_forecast_follows_the_file(lssc: Program, prairie: Program) -> None:
    assert not passes(lssc)
    assert passes(prairie)
    assert not passes(varied("met_percent = 60", "met_percent = 75"))
    assert not passes(varied("partial_percent = 40", "partial_percent = 0"))
    assert not passes(varied("not_met_allowed = 1", "not_met_allowed = 0"))
    assert not passes(varied('choice = "down"', 'choice = "up"'))


def test_the_shortest_way_follows_the_file(lssc: Program, prairie: Program) -> None:
    assert [move.number for move in shortest_way(lssc.pass_rule, "up", RATINGS)] == [3, 13]
    assert shortest_way(prairie.pass_rule, "down", RATINGS) == ()


def test_the_sentences_follow_the_file(prairie: Program) -> None:
    result = forecast(prairie.pass_rule, prairie.option("pass-rounding"), RATINGS.values())
    assert [line.asks for line in rule_lines(prairie.pass_rule, result)] == [
        "At least 60% met: 2 of 4",
        "At most 40% partially met: 2 of 4",
        "At most 1 not met",
    ]
    assert rounding_sentence(prairie, result) == (
        "We round 60% of 4 down to 2; the program doesn’t say how."
    )
    assert start_word(first_day(prairie)) == "Enrolled"


def test_a_state_can_change_a_set_and_keep_its_name(lssc: Program, prairie: Program) -> None:
    ours, theirs = lssc.competency_set("foundations"), prairie.competency_set("foundations")
    assert ours is not None
    assert theirs is not None
    assert (ours.competency(13), theirs.competency(4)) == (None, None)
    own = theirs.competency(13)
    assert own is not None
    assert [part.letter for part in own.parts] == ["a", "b"]


def test_a_state_can_have_sets_of_its_own(lssc: Program, prairie: Program) -> None:
    own = {item.id for item in prairie.sets} - {item.id for item in lssc.sets}
    assert own == {"prairie-technology", "prairie-outreach"}


@pytest.mark.parametrize(
    ("known", "said"),
    [((1, 2, 3, 13), "1 to 3 and 13"), ((1, 2, 3), "1 to 3"), ((1, 2), "1 and 2"), ((4,), "4")],
)
def test_the_numbers_of_a_set_need_no_row(known: tuple[int, ...], said: str) -> None:
    advice = message_for(CompetencyUnknown("Foundations", 99, known)).advice
    assert advice == f"Its numbers are {said}."


def test_where_and_how_packages_are_handed_in_follows_the_file(
    lssc: Program, prairie: Program
) -> None:
    assert [each.url for each in prairie.receivers] == [
        "tus+https://upload.prairie.example/packages/",
        "dav+https://files.prairie.example/candidates/",
    ]
    assert prairie.web_form is not None
    assert prairie.web_form.page == "https://portal.prairie.example/hand-in"
    assert [field.label for field in prairie.web_form.fields] == [
        "Your name",
        "Set",
        "Kind of hand-in",
        "Remarks",
    ]
    assert lssc.receivers == ()
