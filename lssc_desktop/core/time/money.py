"""Costs of a certification, paid and still to come, and purchase orders."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType

from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.portfolio.portfolio import Outcome, Portfolio, SetWork
from lssc_desktop.core.program.fees import FeeMoment
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import PortfolioFee, Route
from lssc_desktop.core.text.number_marks import US_MARKS, NumberMarks, readings
from lssc_desktop.core.time.certification import certification
from lssc_desktop.values import dataclass

CENT = Decimal("0.01")
MOST_FEE = Decimal(1_000_000)
"""A larger fee was mistyped, in a program file or for a course."""

_SIGNS = re.compile(r"^(?:US ?\$|[$£€])|(?:US ?\$|[$£€])$", re.IGNORECASE)
"""Signs of currencies before or behind an amount."""

NOTHING_YET: Mapping[str, date] = MappingProxyType({})
"""No set was handed in."""


class FeeUnclear(LsscError):
    """What was typed is no fee."""

    typed: str

    example = Decimal("1145.50")
    most = MOST_FEE
    says = Says(
        "“{typed}” isn’t an amount.",
        "It wasn’t saved.",
        "Enter it like 145 or {example:number}, at most {most:number}. If you don’t know, leave it "
        "blank.",
    )


class FeeAmbiguous(FeeUnclear):
    """What was typed is one number in this country, and another one in others."""

    one: Decimal
    other: Decimal

    says = Says(
        "“{typed}” can be read in two ways.",
        "It wasn’t saved.",
        "Enter {one:cents} or {other:number}.",
    )


class CostCode(StrEnum):
    """What a cost is for."""

    APPLICATION = "application"
    ENROLLMENT = "enrollment"
    YEAR = "year"
    SUBMISSION = "submission"
    PORTFOLIO = "portfolio"
    RESUBMISSION = "resubmission"
    CLOSED = "closed"
    COURSE = "course"
    ROUTE_OPEN = "route-open"


@dataclass(frozen=True, slots=True)
class CostLine:
    """`count` things of one kind, paid or still to come.

    CLOSED are portfolios on a route that the program does not take: they would have cost that,
    and no sum holds it. ROUTE_OPEN are sets of which nobody knows what they will cost, because it
    isn't chosen yet how they are to be achieved.

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
        return tuple(
            line for line in self.lines if line.amount is None and line.code is not CostCode.CLOSED
        )


@dataclass(frozen=True, slots=True)
class CostChange:
    """By how much a change makes the sums larger; less than 0 where it saves."""

    so_far: Decimal
    to_come: Decimal

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.so_far + self.to_come


def money_text(amount: Decimal) -> str:
    """Return an amount with two decimal places and no currency: "730.00"."""
    return str(amount.quantize(CENT, ROUND_HALF_UP))


def fee_of(typed: str, marks: NumberMarks = US_MARKS) -> Decimal | None:
    """Return a fee as the user types it: "145", "$1,145.50", "£45"; None where nothing was typed.

    `marks` are those of the user's country: where thousands have a point, "1.145,50" is a fee. The
    mark of thousands stands nowhere else, so that "145,50" is never taken for 14550.
    Raises `FeeUnclear`, and of it `FeeAmbiguous` for "1.145" where thousands have a comma.
    """
    plain = _SIGNS.sub("", one_line(typed)).strip()
    if not plain:
        return None
    found = readings(plain, marks)
    if not found or found[0] > MOST_FEE:
        raise FeeUnclear(plain)
    if len(found) > 1:
        raise FeeAmbiguous(plain, *found)
    return found[0]


def costs(
    program: Program,
    portfolio: Portfolio,
    handed_in: Mapping[str, date] = NOTHING_YET,
    today: date = date.max,
) -> Costs:
    """Add up what the candidate paid and will pay (fees: docs/facts/lssc.md 3.3).

    So far: the fees of application and enrollment, those of the years begun, that of the first
    hand-in, the portfolio fee of every set in `handed_in` (with the day on
    which that was), and the fees, as entered by hand, of the courses of chosen sets, and of every
    completed one: what was paid stays so when the route is changed or the set is given up. To
    come: the portfolio fee of every other chosen set by portfolio, where the program takes
    those, courses without a fee entered and sets without a route (amount not known); for a
    certified candidate, nothing. What was paid before a change of membership is as it was then,
    and what is only after `today` is still to come.
    """
    handed_in = {set_id: day for set_id, day in handed_in.items() if day <= today}
    all_lines = (
        *_application_line(program, portfolio, today),
        *_enrollment_lines(program, portfolio, today),
        *_submission_line(program, portfolio, handed_in),
        *_portfolio_lines(program, portfolio, handed_in),
        *_resubmission_lines(program, portfolio),
        *_course_lines(portfolio, today),
        *_open_line(portfolio),
    )
    certified = certification(program, portfolio) is not None
    lines = tuple(line for line in all_lines if line.paid or not certified)

    def total(*, paid: bool) -> Decimal:
        amounts = (
            line.amount for line in lines if line.paid is paid and line.code is not CostCode.CLOSED
        )
        return sum((amount for amount in amounts if amount is not None), Decimal(0))

    return Costs(total(paid=True), total(paid=False), lines)


def cost_change(
    program: Program,
    before: Portfolio,
    after: Portfolio,
    handed_in: Mapping[str, date] = NOTHING_YET,
    today: date = date.max,
) -> CostChange:
    """Return what another route or membership would change: `after` is the portfolio with it."""
    now = costs(program, before, handed_in, today)
    then = costs(program, after, handed_in, today)
    return CostChange(then.so_far - now.so_far, then.to_come - now.to_come)


def _application_line(program: Program, portfolio: Portfolio, today: date) -> Iterator[CostLine]:
    yield from _line_of_day(
        CostCode.APPLICATION, FeeMoment.APPLY, program, portfolio, portfolio.applied_on, today
    )


def _line_of_day(
    code: CostCode,
    moment: FeeMoment,
    program: Program,
    portfolio: Portfolio,
    day: date | None,
    today: date,
) -> Iterator[CostLine]:
    """Yield what is due on a day; None: that day is still to come."""
    if program.fees.charged_at(moment):
        candidate = portfolio.candidate
        member = candidate.member if day is None else candidate.was_member(day)
        fee = program.fees.amount(moment, member=member)
        yield CostLine(code, 1, fee, paid=day is not None and day <= today, each=fee)


def _enrollment_lines(program: Program, portfolio: Portfolio, today: date) -> Iterator[CostLine]:
    day = portfolio.enrolled or portfolio.admitted
    yield from _line_of_day(CostCode.ENROLLMENT, FeeMoment.ENROLL, program, portfolio, day, today)
    if day is None:
        yield from _line_of_day(CostCode.YEAR, FeeMoment.YEAR, program, portfolio, day, today)
    elif program.fees.charged_at(FeeMoment.YEAR):
        yield from _year_lines(program, portfolio, day, today)


def _year_lines(
    program: Program, portfolio: Portfolio, enrolled: date, today: date
) -> Iterator[CostLine]:
    """Yield the years begun since enrollment, by what each cost; at least the first one."""
    certified = certification(program, portfolio)
    last = today if certified is None else min(today, certified.on)
    begun = [enrolled]
    while (next_year := years_on(enrolled, len(begun))) <= last and next_year > begun[-1]:
        begun.append(next_year)
    members = sum(map(portfolio.candidate.was_member, begun))
    for count, member in ((members, True), (len(begun) - members, False)):
        fee = program.fees.amount(FeeMoment.YEAR, member=member)
        yield from _counted_line(count, fee, paid=enrolled <= today, code=CostCode.YEAR)


def _submission_line(
    program: Program, portfolio: Portfolio, handed_in: Mapping[str, date]
) -> Iterator[CostLine]:
    """Yield what is due once, with the first hand-in of anything; who is certified has paid it."""
    works = [work for work in portfolio.sets if work.route is Route.PORTFOLIO]
    days = [handed_in[work.set_id] for work in works if work.set_id in handed_in]
    is_coming = any(work.chosen and work.route_chosen for work in works)
    if program.fees.charged_at(FeeMoment.SUBMIT) and (days or is_coming):
        candidate = portfolio.candidate
        member = candidate.was_member(min(days)) if days else candidate.member
        fee = program.fees.amount(FeeMoment.SUBMIT, member=member)
        is_paid = bool(days) or certification(program, portfolio) is not None
        yield CostLine(CostCode.SUBMISSION, 1, fee, is_paid, fee)


def _resubmission_lines(program: Program, portfolio: Portfolio) -> Iterator[CostLine]:
    """Yield each hand-in after a decision; what it costs is known only where the file says it.

    A file of fees without moments says nothing of it and charges nothing more.
    """
    works = [work for work in portfolio.sets if work.route is Route.PORTFOLIO and work.decisions]
    if not program.fees.due:
        return
    done = sum(len(work.decisions) - 1 for work in works)
    coming = sum(
        work.chosen and work.decisions[-1].outcome is not Outcome.ACHIEVED for work in works
    )
    fee = program.fees.amount(FeeMoment.RESUBMIT, member=portfolio.candidate.member)
    for count, paid in ((done, True), (coming, False)):
        yield from _counted_line(count, fee, paid=paid, code=CostCode.RESUBMISSION)


def _portfolio_lines(
    program: Program, portfolio: Portfolio, handed_in: Mapping[str, date]
) -> Iterator[CostLine]:
    if not program.fees.charged_at(FeeMoment.SET):
        return
    works = [work for work in portfolio.sets if work.route is Route.PORTFOLIO and work.route_chosen]
    done = [work.set_id for work in works if work.set_id in handed_in]
    members = sum(portfolio.candidate.was_member(handed_in[set_id]) for set_id in done)
    for count, member in ((members, True), (len(done) - members, False)):
        yield from _counted_line(count, _set_fee(program, member=member), paid=True)
    open_ = sum(1 for work in works if work.chosen and work.set_id not in handed_in)
    each = _set_fee(program, member=portfolio.candidate.member)
    code = CostCode.PORTFOLIO if program.takes(Route.PORTFOLIO) else CostCode.CLOSED
    yield from _counted_line(open_, each, paid=False, code=code)


def _open_line(portfolio: Portfolio) -> Iterator[CostLine]:
    count = sum(1 for work in portfolio.sets if work.chosen and not work.route_chosen)
    if count:
        yield CostLine(CostCode.ROUTE_OPEN, count, None, paid=False)


def _set_fee(program: Program, *, member: bool) -> Decimal | None:
    if program.option("portfolio-fee") == PortfolioFee.NONE:
        return Decimal(0)
    return program.fees.amount(FeeMoment.SET, member=member)


def _counted_line(
    count: int, each: Decimal | None, *, paid: bool, code: CostCode = CostCode.PORTFOLIO
) -> Iterator[CostLine]:
    if count:
        amount = None if each is None else each * count
        yield CostLine(code, count, amount, paid, each)


def _course_lines(portfolio: Portfolio, today: date) -> Iterator[CostLine]:
    for paid in (True, False):
        fees = [
            fee
            for work in portfolio.sets
            if (fee := _course_fee(work)) is not None and _is_to_come(work, today) is not paid
        ]
        if fees:
            yield CostLine(CostCode.COURSE, len(fees), sum(fees, Decimal(0)), paid=paid)
    by_course = (work for work in portfolio.sets if work.chosen and work.route is Route.COURSE)
    unknown = sum(1 for work in by_course if _course_fee(work) is None)
    if unknown:
        yield CostLine(CostCode.COURSE, unknown, None, paid=False)


def _is_to_come(work: SetWork, today: date) -> bool:
    """Whether the course of a set is one of a day to come."""
    completed = None if work.course is None else work.course.completed
    return completed is not None and completed > today


def _course_fee(work: SetWork) -> Decimal | None:
    """Return the fee of a course that the set is achieved by, or that is behind the candidate."""
    course = work.course
    if course is None:
        return None
    is_the_way = work.chosen and work.route is not Route.PORTFOLIO
    return course.fee if is_the_way or course.completed is not None else None


# Purchase orders --------------------------------------------------------------------------------


class NoPurchaseOrder(LsscError):
    """The program file does not say where a purchase order goes."""

    program: str

    says = Says(
        "The program file for {program} doesn’t say where a purchase order goes.",
        "Nothing was saved.",
        "Ask the program office how an institution can pay.",
    )


class ApplicantUnclear(LsscError):
    """An applicant without a name or an email address; `applicant` is what was entered."""

    applicant: str

    says = Says(
        By(
            "applicant",
            {"": "An applicant has no name or email address."},
            "“{applicant}” isn’t a name with an email address.",
        ),
        "Nothing was saved. The order must name every applicant with an address.",
        "Enter both for each applicant.",
    )


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody for whom an institution pays the application fee."""

    name: str
    email: str
    member: bool = False


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An applicant with the fee; None: the program does not say it."""

    applicant: Applicant
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class PurchaseOrderForm:
    """The lines of a purchase order and their sum; None where a fee is not known."""

    lines: tuple[OrderLine, ...]
    total: Decimal | None


def purchase_order(program: Program, applicants: Sequence[Applicant]) -> PurchaseOrderForm:
    """Return what an institution orders for its applicants (docs/facts/lssc.md 3.3).

    Raises `NoPurchaseOrder`, and `ApplicantUnclear` for one who could not be told apart.
    """
    if program.purchase_order is None:
        raise NoPurchaseOrder(program.name)
    lines = tuple(
        OrderLine(
            _sound_applicant(applicant),
            program.fees.amount(FeeMoment.APPLY, member=applicant.member),
        )
        for applicant in applicants
    )
    amounts = [line.amount for line in lines if line.amount is not None]
    total = sum(amounts, Decimal(0)) if len(amounts) == len(lines) else None
    return PurchaseOrderForm(lines, total)


def _sound_applicant(applicant: Applicant) -> Applicant:
    name, email = one_line(applicant.name), one_line(applicant.email)
    if not name or "@" not in email:
        raise ApplicantUnclear(f"{applicant.name} {applicant.email}".strip())
    return Applicant(name, email, applicant.member)
