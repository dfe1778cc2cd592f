"""What a purchase order for several applicants comes to (program-facts.md 3 and 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.names import one_line
from lssc_desktop.core.program import Program


@dataclass(eq=False)
class NoPurchaseOrder(LsscError):
    """The program file does not say where a purchase order goes."""

    program: str


@dataclass(eq=False)
class ApplicantUnclear(LsscError):
    """An applicant without a name or an e-mail address; `applicant` is what was told."""

    applicant: str


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
class Order:
    """The lines of a purchase order and their sum; None where a fee is not known."""

    lines: tuple[OrderLine, ...]
    total: Decimal | None


def purchase_order(program: Program, applicants: Sequence[Applicant]) -> Order:
    """Return what an institution orders for its applicants.

    Raises `NoPurchaseOrder`, and `ApplicantUnclear` for one who could not be told apart.
    """
    if program.purchase_order is None:
        raise NoPurchaseOrder(program.name)
    lines = tuple(
        OrderLine(_sound(applicant), _fee(program, member=applicant.member))
        for applicant in applicants
    )
    amounts = [line.amount for line in lines if line.amount is not None]
    total = sum(amounts, Decimal(0)) if len(amounts) == len(lines) else None
    return Order(lines, total)


def _sound(applicant: Applicant) -> Applicant:
    name, email = one_line(applicant.name), one_line(applicant.email)
    if not name or "@" not in email:
        raise ApplicantUnclear(f"{applicant.name} {applicant.email}".strip())
    return Applicant(name, email, applicant.member)


def _fee(program: Program, *, member: bool) -> Decimal | None:
    fee = program.fees.application
    if fee is None:
        return None
    return fee.member if member else fee.other
