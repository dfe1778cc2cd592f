from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from lssc_desktop.core.portfolio.edits import decide, revisions_left
from lssc_desktop.core.portfolio.portfolio import CompetencyWork, Decision, Outcome
from lssc_desktop.core.program.program import PassRule
from lssc_desktop.core.submission.set_standing import Standing, standing
from tests.reviews import DAY, a_note, a_portfolio

ASKED = Decision(Outcome.REVISION_ASKED, DAY, "1" * 64, (6,), "Show the sheet.")
ACHIEVED = Decision(Outcome.ACHIEVED, DAY + timedelta(30), "2" * 64)
TODAY = date(2027, 1, 1)
RULE = PassRule(Decimal(70), Decimal(30), 0, 2, revisions=1)


def decisions(*made: Decision) -> tuple[Decision, ...]:
    portfolio = a_portfolio()
    for decision in made:
        portfolio = decide(portfolio, "basics", decision, TODAY)
    return portfolio.sets[0].decisions


def test_a_decision_moves_the_set() -> None:
    portfolio = decide(a_portfolio(), "basics", ACHIEVED, TODAY)

    assert standing(portfolio, (), "basics") is Standing.ACHIEVED


def test_decisions_stand_in_the_order_of_their_days() -> None:
    assert decisions(ACHIEVED, ASKED) == (ASKED, ACHIEVED)


def test_decisions_of_one_day_stand_in_the_order_of_their_packages() -> None:
    portfolio = a_portfolio(a_note("1" * 64), a_note("2" * 64))
    for decision in (replace(ACHIEVED, day=DAY), ASKED):
        portfolio = decide(portfolio, "basics", decision, TODAY)

    assert standing(portfolio, (), "basics") is Standing.ACHIEVED


def test_the_same_decision_is_taken_once() -> None:
    assert decisions(ASKED, ASKED) == (ASKED,)


def test_a_decision_changes_nothing_that_a_package_shows() -> None:
    assert decide(a_portfolio(), "basics", ASKED, TODAY).sets[0].changed == DAY


def test_every_request_for_more_uses_one_revision() -> None:
    before = a_portfolio()
    after = decide(before, "basics", ASKED, TODAY)

    assert revisions_left(RULE, before.sets[0]) == 1
    assert revisions_left(RULE, after.sets[0]) == 0


def test_a_request_that_is_told_again_uses_no_second_revision() -> None:
    rule = replace(RULE, revisions=2)
    again = replace(ASKED, day=DAY + timedelta(1), asked=(6, 7))
    without_package = replace(ASKED, package_id="")
    portfolio = a_portfolio()
    for decision in (ASKED, again):
        portfolio = decide(portfolio, "basics", decision, TODAY)
    more = decide(portfolio, "basics", without_package, TODAY)

    assert revisions_left(rule, portfolio.sets[0]) == 1
    assert revisions_left(rule, more.sets[0]) == 0


def test_what_is_to_be_revised_is_not_ready_until_the_user_says_so_again() -> None:
    portfolio = a_portfolio()
    ready = tuple(CompetencyWork(number, marked_ready=True) for number in (5, 6))
    portfolio = replace(portfolio, sets=(replace(portfolio.sets[0], competencies=ready),))

    (work,) = decide(portfolio, "basics", ASKED, TODAY).sets

    assert [each.marked_ready for each in work.competencies] == [True, False]


def test_an_older_decision_that_is_noted_later_asks_for_nothing() -> None:
    portfolio = decide(a_portfolio(), "basics", ACHIEVED, TODAY)
    ready = (CompetencyWork(6, marked_ready=True),)
    portfolio = replace(portfolio, sets=(replace(portfolio.sets[0], competencies=ready),))

    (work,) = decide(portfolio, "basics", ASKED, TODAY).sets

    assert work.competencies == ready
