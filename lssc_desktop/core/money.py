"""What a certification costs: what was paid so far and what is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from lssc_desktop.core.options import PortfolioFee
from lssc_desktop.core.portfolio import Portfolio, Route, SetWork
from lssc_desktop.core.program import Fee, Program

CENT = Decimal("0.01")


class CostCode(StrEnum):
    """What a cost is for."""

    APPLICATION = "application"
    PORTFOLIO = "portfolio"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class CostLine:
    """`count` things of one kind, paid or still to come.

    `amount` is for all of them together and `each` for one where all cost the same; both are
    None when the fee is not known.
    """

    code: CostCode
    count: int
    amount: Decimal | None
    paid: bool
    each: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Costs:
    """The two sums, of what is known, and the lines behind them."""

    so_far: Decimal
    to_come: Decimal
    lines: tuple[CostLine, ...]

    @property
    def unknown(self) -> tuple[CostLine, ...]:
        """The lines that no sum holds, because their fee is not known."""
        return tuple(line for line in self.lines if line.amount is None)


def money_text(amount: Decimal) -> str:
    """Return an amount with two decimal places and no currency: "730.00"."""
    return str(amount.quantize(CENT, ROUND_HALF_UP))


def costs(program: Program, portfolio: Portfolio, handed_in: frozenset[str] = frozenset()) -> Costs:
    """Add up what the candidate paid and will pay (fees: program-facts.md 2.3 and 3).

    So far: the application fee, the portfolio fee of every set in `handed_in`, and the fees of
    the courses of chosen sets, as entered by hand. To come: the portfolio fee of every other
    chosen set by portfolio, and courses without a fee entered (amount not known).
    """
    lines = (
        *_application(program, portfolio),
        *_portfolios(program, portfolio, handed_in),
        *_courses(portfolio),
    )

    def total(*, paid: bool) -> Decimal:
        amounts = (line.amount for line in lines if line.paid is paid)
        return sum((amount for amount in amounts if amount is not None), Decimal(0))

    return Costs(total(paid=True), total(paid=False), lines)


def _application(program: Program, portfolio: Portfolio) -> Iterator[CostLine]:
    fee = _for_person(program.fees.application, portfolio)
    yield CostLine(CostCode.APPLICATION, 1, fee, paid=True, each=fee)


def _portfolios(
    program: Program, portfolio: Portfolio, handed_in: frozenset[str]
) -> Iterator[CostLine]:
    charged = program.option("portfolio-fee") != PortfolioFee.NONE
    fee = _for_person(program.fees.portfolio, portfolio) if charged else Decimal(0)
    works = [work for work in portfolio.sets if work.route is Route.PORTFOLIO]
    done = sum(1 for work in works if work.set_id in handed_in)
    open_ = sum(1 for work in works if work.chosen and work.set_id not in handed_in)
    for count, paid in ((done, True), (open_, False)):
        if count:
            amount = None if fee is None else fee * count
            yield CostLine(CostCode.PORTFOLIO, count, amount, paid, fee)


def _courses(portfolio: Portfolio) -> Iterator[CostLine]:
    works = [work for work in portfolio.sets if work.chosen and work.route is Route.COURSE]
    fees = [fee for fee in map(_course_fee, works) if fee is not None]
    if fees:
        yield CostLine(CostCode.COURSE, len(fees), sum(fees, Decimal(0)), paid=True)
    if len(fees) < len(works):
        yield CostLine(CostCode.COURSE, len(works) - len(fees), None, paid=False)


def _course_fee(work: SetWork) -> Decimal | None:
    return None if work.course is None else work.course.fee


def _for_person(fee: Fee | None, portfolio: Portfolio) -> Decimal | None:
    """Return the fee for a member of the association or for others; None: not known."""
    if fee is None:
        return None
    return fee.member if portfolio.candidate.member else fee.other
