"""Costs in words."""

from decimal import Decimal
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.program.program import Fees
from lssc_desktop.core.time.money import (
    CostChange,
    CostCode,
    CostLine,
    Costs,
    money_text,
)


def amount_text(amount: Decimal, currency: str) -> str:
    """An amount with its currency: "$325", "$1,212.25", "40.00 EUR"."""
    number = f"{Decimal(money_text(amount)):,}"
    if currency == "USD":
        return "$" + number.removesuffix(".00")
    return f"{number} {currency}"


def cost_words(line: CostLine, fees: Fees, *, member: bool) -> str:
    """Say what a cost is for: "Application, ALA member", "2 portfolios at $50"."""
    if line.code is CostCode.APPLICATION:
        as_member = fees.application is None or line.each == fees.application.member
        if member and as_member and fees.association:
            return _("Application, {association} member").format(association=fees.association)
        return _("Application")
    said = (
        ngettext("{count} course", "{count} courses", line.count)
        if line.code is CostCode.COURSE
        else ngettext("{count} portfolio", "{count} portfolios", line.count)
    ).format(count=line.count)
    if line.each is None:
        return said
    if line.each == 0:
        return _("{things} without a fee").format(things=said)
    each = amount_text(line.each, fees.currency)
    return _("{things} at {fee}").format(things=said, fee=each)


def cost_amount(line: CostLine, fees: Fees) -> str:
    """Say the amount of a cost, or that we do not know it."""
    if line.amount is None:
        return _("not known")
    return amount_text(line.amount, fees.currency)


def sum_text(costs: Costs, fees: Fees, *, paid: bool) -> str:
    """Say what was paid, or what is to come; too small a sum says that a fee is not known."""
    amount = costs.so_far if paid else costs.to_come
    known = amount_text(amount, fees.currency)
    if all(line.amount is not None for line in costs.lines if line.paid is paid):
        return known
    return _("{amount} and more").format(amount=known) if amount else _("not known")


def change_sentence(change: CostChange, currency: str) -> str:
    """Say what a change makes of the costs, "" where it makes nothing of them."""
    if not change.total:
        return ""
    amount = amount_text(abs(change.total), currency)
    if change.total < 0:
        return _("It costs {amount} less.").format(amount=amount)
    return _("It costs {amount} more.").format(amount=amount)
