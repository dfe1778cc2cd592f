from decimal import Decimal

import pytest

from lssc_desktop.core.program.fees import DueFee, FeeMoment, Fees
from lssc_desktop.core.time.money import CostCode, CostLine, Costs
from lssc_desktop.formats.numbers import amount_text
from lssc_desktop.messages.standing import cost_amount, cost_words, sum_text

FEES = Fees("USD", association="ALA")
FIFTY = Decimal(50)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("730", "USD", "$730"),
        ("12.25", "USD", "$12.25"),
        ("14550.50", "USD", "$14,550.50"),
        ("45", "GBP", "£45"),
        ("60.5", "GBP", "£60.50"),
        ("40", "EUR", "€40"),
        ("40", "SEK", "40.00 SEK"),
    ],
)
def test_amounts(amount: str, currency: str, text: str) -> None:
    assert amount_text(Decimal(amount), currency) == text


@pytest.mark.parametrize(
    ("line", "member", "words"),
    [
        (CostLine(CostCode.APPLICATION, 1, FIFTY, paid=True), True, "Application, ALA member"),
        (CostLine(CostCode.APPLICATION, 1, FIFTY, paid=True), False, "Application"),
        (CostLine(CostCode.PORTFOLIO, 2, 2 * FIFTY, True, FIFTY), True, "2 portfolios at $50"),
        (CostLine(CostCode.PORTFOLIO, 1, FIFTY, True, FIFTY), True, "1 portfolio at $50"),
        (
            CostLine(CostCode.PORTFOLIO, 3, Decimal(0), False, Decimal(0)),
            *(True, "3 portfolios without a fee"),
        ),
        (CostLine(CostCode.COURSE, 2, Decimal(305), paid=True), True, "2 courses"),
        (CostLine(CostCode.ENROLLMENT, 1, FIFTY, True, FIFTY), False, "Enrollment"),
        (CostLine(CostCode.YEAR, 3, 3 * FIFTY, True, FIFTY), True, "3 years at $50"),
        (CostLine(CostCode.RESUBMISSION, 1, None, paid=False), True, "1 resubmission"),
        (CostLine(CostCode.COURSE, 1, None, paid=False), True, "1 course"),
    ],
)
def test_what_a_cost_is_for(line: CostLine, member: bool, words: str) -> None:
    assert cost_words(line, FEES, member=member) == words


@pytest.mark.parametrize(
    ("amounts", "said"),
    [((FIFTY, FIFTY), "$100"), ((FIFTY, None), "$50 or more"), ((None, None), "not known")],
)
def test_a_sum_says_when_a_fee_in_it_is_not_known(
    amounts: tuple[Decimal | None, ...], said: str
) -> None:
    lines = tuple(CostLine(CostCode.PORTFOLIO, 1, amount, paid=False) for amount in amounts)
    to_come = sum((amount for amount in amounts if amount is not None), Decimal(0))
    found = Costs(Decimal(0), to_come, lines)
    assert sum_text(found, FEES, paid=False) == said
    assert sum_text(found, FEES, paid=True) == "$0"


def test_an_amount_that_is_not_known_is_said() -> None:
    assert cost_amount(CostLine(CostCode.COURSE, 1, None, paid=False), FEES) == "not known"
    assert cost_amount(CostLine(CostCode.COURSE, 1, FIFTY, paid=True), FEES) == "$50"


def test_a_member_is_named_only_where_members_pay_another_fee() -> None:
    line = CostLine(CostCode.SUBMISSION, 1, FIFTY, True, FIFTY)
    for_all = Fees("GBP", due=(DueFee(FeeMoment.SUBMIT, FIFTY),), association="Guild")
    by_class = Fees(
        *("GBP", None, None, None),
        due=(DueFee(FeeMoment.SUBMIT, member=FIFTY, other=Decimal(60)),),
        association="Guild",
    )
    assert cost_words(line, for_all, member=True) == "Submission"
    assert cost_words(line, by_class, member=True) == "Submission, Guild member"
