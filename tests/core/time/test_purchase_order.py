from dataclasses import replace
from decimal import Decimal

import pytest

from lssc_desktop.core.program.fees import Fee, Fees
from lssc_desktop.core.program.program import PurchaseOrder
from lssc_desktop.core.time.money import (
    Applicant,
    ApplicantUnclear,
    NoPurchaseOrder,
    purchase_order,
)
from tests.core.check.rules.desk import small_program

PROGRAM = replace(
    small_program(),
    fees=Fees("USD", application=Fee(Decimal(325), Decimal(350))),
    purchase_order=PurchaseOrder(("The office",)),
)
ANA = Applicant("Ana", "ana@x.org", member=True)
BO = Applicant("Bo", "bo@x.org")


def test_members_and_others_pay_their_own_fee() -> None:
    order = purchase_order(PROGRAM, (ANA, BO))
    assert [line.amount for line in order.lines] == [Decimal(325), Decimal(350)]
    assert order.total == Decimal(675)


def test_a_fee_that_is_not_known_makes_no_sum() -> None:
    order = purchase_order(replace(PROGRAM, fees=Fees("USD")), (ANA, BO))
    assert (order.lines[0].amount, order.total) == (None, None)


@pytest.mark.parametrize("applicant", [Applicant("", "a@x.org"), Applicant("Ana", "ana")])
def test_everybody_has_a_name_and_an_address(applicant: Applicant) -> None:
    with pytest.raises(ApplicantUnclear):
        purchase_order(PROGRAM, (ANA, applicant))


def test_a_program_without_an_address_takes_no_orders() -> None:
    with pytest.raises(NoPurchaseOrder):
        purchase_order(small_program(), (ANA,))
