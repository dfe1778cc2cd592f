from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from lssc_desktop.core.portfolio.activity import Granted, RenewalWork
from lssc_desktop.core.portfolio.portfolio import Candidate, Decision, Outcome, Portfolio, SetWork
from lssc_desktop.core.program.program import (
    Choice,
    Competency,
    CompetencySet,
    Program,
    RenewalRule,
)
from lssc_desktop.core.time.certification import Certification, certification
from tests.core.check.rules.desk import small_program
from tests.core.time.test_renewal import RULE

DAY = date(2024, 9, 14)


def program(renewal: RenewalRule | None = RULE) -> Program:
    """Two required sets and three electives, of which two are needed."""
    kinds = {"r1": True, "r2": True, "e1": False, "e2": False, "e3": False}
    sets = tuple(
        CompetencySet(name, name, name, required, (Competency(1, "One"),))
        for name, required in kinds.items()
    )
    return replace(small_program(), sets=sets, choice=Choice(4, 2), renewal=renewal)


def decided(set_id: str, day: int, outcome: Outcome = Outcome.ACHIEVED) -> SetWork:
    return SetWork(set_id, DAY, decisions=(Decision(outcome, date(2027, 6, day)),))


def portfolio(*works: SetWork, renewal: RenewalWork = RenewalWork()) -> Portfolio:
    return Portfolio("p", "small", "1", Candidate("A"), DAY, works, renewal=renewal)


ALL = (decided("r1", 1), decided("r2", 9), decided("e1", 10), decided("e2", 4))


def test_the_last_of_the_needed_decisions_makes_the_certification() -> None:
    day = date(2027, 6, 10)
    expected = Certification(day, date(2031, 6, 10), day)
    for works in permutations(ALL):
        assert certification(program(), portfolio(*works)) == expected


def test_one_set_fewer_is_no_certification() -> None:
    for left_out in range(4):
        works = ALL[:left_out] + ALL[left_out + 1 :]
        assert certification(program(), portfolio(*works)) is None


def test_a_third_elective_does_not_stand_for_a_required_set() -> None:
    works = (decided("r1", 1), decided("e1", 2), decided("e2", 3), decided("e3", 4))
    assert certification(program(), portfolio(*works)) is None


def test_a_set_achieved_beyond_the_needed_ones_changes_no_day() -> None:
    found = certification(program(), portfolio(*ALL, decided("e3", 30)))
    assert found is not None
    assert found.on == date(2027, 6, 10)


@pytest.mark.parametrize("outcome", [Outcome.NOT_ACHIEVED, Outcome.REVISION_ASKED])
def test_only_an_achieved_set_counts(outcome: Outcome) -> None:
    assert certification(program(), portfolio(*ALL[:3], decided("e2", 4, outcome))) is None


def test_the_day_on_the_certificate_goes_first() -> None:
    told = RenewalWork(certified=date(2024, 2, 29))
    found = certification(program(), portfolio(renewal=told))
    assert found is not None
    assert (found.on, found.expires) == (date(2024, 2, 29), date(2028, 2, 29))


def test_a_renewal_that_was_granted_moves_the_expiry() -> None:
    granted = Granted(date(2031, 5, 2), date(2035, 6, 10))
    told = RenewalWork(certified=date(2027, 6, 10), granted=(granted,))
    assert certification(program(), portfolio(renewal=told)) == Certification(
        date(2027, 6, 10), date(2035, 6, 10), date(2031, 5, 2)
    )


def test_a_renewal_from_before_the_certification_is_not_of_it() -> None:
    renewal = RenewalWork(
        certified=date(2030, 1, 1), granted=(Granted(date(2029, 1, 1), date(2033, 1, 1)),)
    )
    found = certification(program(), portfolio(renewal=renewal))
    assert found is not None
    assert (found.expires, found.period_began) == (date(2034, 1, 1), date(2030, 1, 1))


def test_a_program_without_a_rule_for_renewal_names_no_expiry() -> None:
    found = certification(program(None), portfolio(*ALL))
    assert found is not None
    assert found.expires is None
