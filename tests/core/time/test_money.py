from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lssc_desktop.core.portfolio.candidate_edits import set_membership
from lssc_desktop.core.portfolio.edits import set_route
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CourseRecord,
    Decision,
    Outcome,
    Portfolio,
    RenewalWork,
    SetWork,
    membership_always,
)
from lssc_desktop.core.program.fees import DueFee, Fee, FeeMoment, Fees
from lssc_desktop.core.program.program import (
    Choice,
    ClockRule,
    Competency,
    CompetencySet,
    Option,
    PassRule,
    Program,
    ProgramLimits,
    RouteRule,
)
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.time.money import (
    CostChange,
    CostCode,
    CostLine,
    FeeUnclear,
    cost_change,
    costs,
    fee_of,
    money_text,
)

DAY = date(2026, 11, 24)
FEES = Fees(
    "USD",
    application=Fee(Decimal(325), Decimal(350)),
    portfolio=Fee(Decimal(50), Decimal(60)),
)


def program(fees: Fees = FEES, portfolio_fee: str = "charged") -> Program:
    """A program of one set: costs come from its fees, not from its sets."""
    return Program(
        id="p",
        version="1",
        name="P",
        short_name="P",
        designation="",
        office="P",
        choice=Choice(1, 0),
        sets=(CompetencySet("a", "A", "A", True, (Competency(1, "One"),)),),
        routes=(RouteRule(Route.PORTFOLIO, accepted=True),),
        clock=ClockRule(4),
        limits=ProgramLimits(),
        pass_rule=PassRule(Decimal(70), Decimal(30), 0, 2, 1),
        fees=fees,
        options=(Option("portfolio-fee", portfolio_fee, ("charged", "none"), ""),),
    )


def course(set_id: str, fee: str | None) -> SetWork:
    record = CourseRecord("A course", fee=None if fee is None else Decimal(fee))
    return SetWork(set_id, DAY, route=Route.COURSE, course=record)


# As in the picture of the overview: two portfolios handed in, two to come, two courses.
PICTURE = Portfolio(
    id="x",
    program_id="p",
    program_version="1",
    candidate=Candidate("A. Rivera", memberships=membership_always(True)),
    admitted=date(2024, 9, 14),
    sets=(
        SetWork("foundations", DAY),
        SetWork("communication-teamwork", DAY),
        SetWork("technology", DAY),
        course("access-services", "145"),
        course("collection-management", "160"),
        SetWork("reference-information", DAY),
    ),
)
HANDED_IN = {"communication-teamwork": DAY, "technology": DAY}


def test_the_sums_of_the_picture() -> None:
    result = costs(program(), PICTURE, HANDED_IN)
    assert (money_text(result.so_far), money_text(result.to_come)) == ("730.00", "100.00")


def test_the_lines_of_the_picture() -> None:
    fifty, hundred = Decimal(50), Decimal(100)
    assert costs(program(), PICTURE, HANDED_IN).lines == (
        CostLine(CostCode.APPLICATION, 1, Decimal(325), paid=True, each=Decimal(325)),
        CostLine(CostCode.PORTFOLIO, 2, hundred, paid=True, each=fifty),
        CostLine(CostCode.PORTFOLIO, 2, hundred, paid=False, each=fifty),
        CostLine(CostCode.COURSE, 2, Decimal(305), paid=True),
    )


def test_what_a_set_without_a_route_will_cost_is_not_known() -> None:
    untouched = SetWork("a", DAY, route_chosen=False)
    given_up = replace(untouched, set_id="b", chosen=False)
    result = costs(program(), replace(PICTURE, sets=(untouched, given_up)))
    assert result.unknown == (CostLine(CostCode.ROUTE_OPEN, 1, None, paid=False),)


def test_for_who_is_certified_nothing_is_to_come() -> None:
    certified = replace(PICTURE, renewal=RenewalWork(certified=DAY))
    result = costs(program(), certified, HANDED_IN)
    assert (money_text(result.so_far), money_text(result.to_come)) == ("730.00", "0.00")
    assert all(line.paid for line in result.lines)


def test_before_anything_is_handed_in_every_portfolio_is_to_come() -> None:
    result = costs(program(), PICTURE)
    assert (result.so_far, result.to_come) == (Decimal(630), Decimal(200))


def test_who_is_no_member_pays_the_other_fees() -> None:
    other = replace(PICTURE, candidate=Candidate("A. Rivera"))
    result = costs(program(), other, HANDED_IN)
    assert (result.so_far, result.to_come) == (Decimal(775), Decimal(120))


def test_where_portfolios_are_free_only_application_and_courses_cost() -> None:
    result = costs(program(portfolio_fee="none"), PICTURE, HANDED_IN)
    assert (result.so_far, result.to_come) == (Decimal(630), Decimal(0))


def test_a_fee_that_is_not_known_is_in_no_sum_and_said() -> None:
    result = costs(program(Fees("USD")), PICTURE)
    assert (result.so_far, result.to_come) == (Decimal(305), Decimal(0))
    assert [(line.code, line.count) for line in result.unknown] == [
        (CostCode.APPLICATION, 1),
        (CostCode.PORTFOLIO, 4),
    ]


def test_a_course_without_a_fee_entered_is_to_come_and_not_known() -> None:
    portfolio = replace(PICTURE, sets=(course("a", "145"), course("b", None)))
    assert costs(program(), portfolio).lines[1:] == (
        CostLine(CostCode.COURSE, 1, Decimal(145), paid=True),
        CostLine(CostCode.COURSE, 1, None, paid=False),
    )


def test_a_completed_course_stays_paid_whatever_becomes_of_its_set() -> None:
    taken = course("a", "145")
    record = replace(taken.course or CourseRecord(), completed=DAY)
    portfolio = replace(PICTURE, sets=(replace(taken, course=record),))
    now = costs(program(), portfolio).so_far
    by_portfolio = set_route(portfolio, "a", Route.PORTFOLIO, DAY)
    given_up = replace(portfolio, sets=(replace(taken, course=record, chosen=False),))
    assert [costs(program(), after).so_far for after in (by_portfolio, given_up)] == [now, now]


def test_a_course_that_was_not_taken_costs_nothing_when_its_set_is_by_portfolio() -> None:
    portfolio = replace(PICTURE, sets=(course("a", "145"),))
    change = cost_change(program(), portfolio, set_route(portfolio, "a", Route.PORTFOLIO, DAY))
    assert (change.so_far, change.to_come) == (Decimal(-145), Decimal(50))


def test_a_fee_told_for_a_set_by_recognition_agreement_was_paid() -> None:
    portfolio = replace(PICTURE, sets=(replace(course("a", "90"), route=Route.RECOGNITION),))
    assert costs(program(), portfolio).lines[1:] == (
        CostLine(CostCode.COURSE, 1, Decimal(90), paid=True),
    )


def test_a_set_that_was_given_up_costs_nothing_more() -> None:
    portfolio = replace(PICTURE, sets=(SetWork("foundations", DAY, chosen=False),))
    assert costs(program(), portfolio).to_come == Decimal(0)


def test_a_set_that_was_given_up_after_its_hand_in_was_paid() -> None:
    portfolio = replace(PICTURE, sets=(SetWork("foundations", DAY, chosen=False),))
    assert costs(program(), portfolio, {"foundations": DAY}).so_far == Decimal(375)


def test_what_was_paid_before_joining_the_association_stays_as_it_was() -> None:
    joined = set_membership(replace(PICTURE, candidate=Candidate("A. Rivera")), True, DAY)
    earlier = {"communication-teamwork": date(2026, 11, 23), "technology": DAY}
    result = costs(program(), joined, earlier)
    assert result.lines[:4] == (
        CostLine(CostCode.APPLICATION, 1, Decimal(350), paid=True, each=Decimal(350)),
        CostLine(CostCode.PORTFOLIO, 1, Decimal(50), paid=True, each=Decimal(50)),
        CostLine(CostCode.PORTFOLIO, 1, Decimal(60), paid=True, each=Decimal(60)),
        CostLine(CostCode.PORTFOLIO, 2, Decimal(100), paid=False, each=Decimal(50)),
    )


def test_leaving_the_association_makes_only_what_is_to_come_dearer() -> None:
    left = set_membership(PICTURE, False, DAY)
    assert cost_change(program(), PICTURE, left) == CostChange(Decimal(0), Decimal(40))


def test_a_set_by_course_instead_saves_its_portfolio_fee() -> None:
    after = set_route(PICTURE, "foundations", Route.COURSE, DAY)
    change = cost_change(program(), PICTURE, after, HANDED_IN)
    assert (change.so_far, change.total) == (Decimal(0), Decimal(-50))


@pytest.mark.parametrize(
    ("amount", "text"), [("730", "730.00"), ("12.5", "12.50"), ("0", "0.00"), ("1E+3", "1000.00")]
)
def test_money_is_text_with_two_places(amount: str, text: str) -> None:
    assert money_text(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("typed", "fee"),
    [
        ("145", "145"),
        ("145.5", "145.5"),
        (" $ 1,145.50 ", "1145.50"),
        ("£45", "45"),
        ("€ 45.50", "45.50"),
        ("1000000", "1000000"),
        ("0", "0"),
    ],
)
def test_a_fee_is_typed_as_people_do(typed: str, fee: str) -> None:
    assert fee_of(typed) == Decimal(fee)


def test_an_empty_fee_is_not_known() -> None:
    assert (fee_of("  "), fee_of("£")) == (None, None)


@pytest.mark.parametrize(
    "typed",
    ["free", "145,50", "1,23", "14,5.00", "-3", "NaN", "1e40", "1000000.01", "145.505", "٣"],
)
def test_what_is_no_fee_is_never_guessed(typed: str) -> None:
    with pytest.raises(FeeUnclear):
        fee_of(typed)


@pytest.mark.parametrize(("member", "fee"), [(True, 325), (False, 350)])
def test_an_application_that_nobody_sent_is_still_to_come(member: bool, fee: int) -> None:
    candidate = Candidate("A. Rivera", memberships=membership_always(member))
    only_thinking = Portfolio("p", "small", "1", candidate)
    found = costs(program(), only_thinking, today=DAY)
    assert (found.so_far, found.to_come) == (Decimal(0), Decimal(fee))


# Fees by moment: enrolled on a day, 45 then and 45 with the submission.
FORTY_FIVE = Decimal(45)
BY_MOMENT = Fees(
    "GBP",
    due=(DueFee(FeeMoment.ENROLL, FORTY_FIVE), DueFee(FeeMoment.SUBMIT, FORTY_FIVE)),
)
ENROLLED = replace(PICTURE, admitted=date(2026, 1, 10), sets=(SetWork("a", DAY),))


def sums(fees: Fees, portfolio: Portfolio, *, handed_in: bool = False) -> tuple[str, str]:
    found = costs(program(fees), portfolio, {"a": DAY} if handed_in else {}, DAY)
    return money_text(found.so_far), money_text(found.to_come)


def decided(*outcomes: Outcome) -> Portfolio:
    decisions = tuple(Decision(outcome, DAY) for outcome in outcomes)
    return replace(ENROLLED, sets=(SetWork("a", DAY, decisions=decisions),))


def test_who_is_enrolled_has_paid_that_and_pays_the_submission_later() -> None:
    assert sums(BY_MOMENT, ENROLLED) == ("45.00", "45.00")
    assert sums(BY_MOMENT, ENROLLED, handed_in=True) == ("90.00", "0.00")


def test_who_is_certified_has_paid_the_submission_though_its_day_was_not_entered() -> None:
    certified = replace(ENROLLED, renewal=RenewalWork(certified=DAY))
    assert sums(BY_MOMENT, certified) == ("90.00", "0.00")


def test_nothing_is_paid_before_the_day_of_enrollment() -> None:
    later = replace(ENROLLED, enrolled=date(2027, 1, 10))
    assert sums(BY_MOMENT, later) == ("0.00", "90.00")


def test_what_a_second_submission_costs_is_not_known() -> None:
    found = costs(program(BY_MOMENT), decided(Outcome.NOT_ACHIEVED), {"a": DAY}, DAY)
    assert (found.so_far, found.to_come) == (Decimal(90), Decimal(0))
    assert found.unknown == (CostLine(CostCode.RESUBMISSION, 1, None, paid=False),)


def test_a_second_submission_that_was_decided_is_behind() -> None:
    portfolio = decided(Outcome.REVISION_ASKED, Outcome.ACHIEVED)
    found = costs(program(BY_MOMENT), portfolio, {"a": DAY}, DAY)
    assert found.so_far == Decimal(90)
    assert found.unknown == (CostLine(CostCode.RESUBMISSION, 1, None, paid=True),)


def test_a_second_submission_costs_what_the_program_says() -> None:
    fees = replace(BY_MOMENT, due=(*BY_MOMENT.due, DueFee(FeeMoment.RESUBMIT, Decimal(20))))
    assert sums(fees, decided(Outcome.NOT_ACHIEVED), handed_in=True) == ("90.00", "20.00")


def test_a_program_without_moments_says_nothing_of_a_second_submission() -> None:
    assert sums(FEES, decided(Outcome.NOT_ACHIEVED), handed_in=True) == ("375.00", "0.00")


def test_the_submission_is_paid_once_and_a_set_each_time() -> None:
    two = replace(ENROLLED, sets=(SetWork("a", DAY), SetWork("b", DAY)))
    each = Fees("GBP", due=(DueFee(FeeMoment.SET, FORTY_FIVE),))
    assert sums(BY_MOMENT, two, handed_in=True) == ("90.00", "0.00")
    assert sums(each, two, handed_in=True) == ("45.00", "45.00")


def test_a_fee_by_moment_may_differ_for_members_and_be_known_for_one_of_both() -> None:
    fees = Fees("GBP", due=(DueFee(FeeMoment.ENROLL, member=FORTY_FIVE),))
    other = replace(ENROLLED, candidate=Candidate("A. Rivera"))
    assert sums(fees, ENROLLED) == ("45.00", "0.00")
    assert costs(program(fees), other, {}, DAY).unknown == (
        CostLine(CostCode.ENROLLMENT, 1, None, paid=True),
    )


def test_a_yearly_fee_is_paid_for_each_year_begun_until_the_certification() -> None:
    fees = Fees("GBP", due=(DueFee(FeeMoment.YEAR, FORTY_FIVE),))
    since = replace(ENROLLED, admitted=date(2024, 11, 25))
    assert sums(fees, since) == ("90.00", "0.00")
    assert sums(fees, replace(since, admitted=date(2024, 11, 24))) == ("135.00", "0.00")
    certified = replace(since, renewal=RenewalWork(certified=date(2025, 6, 1)))
    assert sums(fees, certified) == ("45.00", "0.00")


def test_nothing_of_an_enrollment_is_paid_by_somebody_who_only_thinks_of_it() -> None:
    moments = (FeeMoment.ENROLL, FeeMoment.YEAR, FeeMoment.SUBMIT)
    fees = Fees("GBP", due=tuple(DueFee(moment, FORTY_FIVE) for moment in moments))
    assert sums(fees, replace(ENROLLED, admitted=None)) == ("0.00", "135.00")
