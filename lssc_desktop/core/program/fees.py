"""What a program charges, and of which association one has to be a member."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from lssc_desktop.core.program.schema import AtMost, Currency, Money, Title, Unique
from lssc_desktop.core.text.text import LONGEST_LINE
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee for members of the association and for others."""

    member: Money
    other: Money
    note: str = ""


class FeeMoment(StrEnum):
    """When a fee is due.

    SUBMIT is once, with the first hand-in; SET with each set by portfolio; YEAR at the beginning
    of each year since enrollment; RESUBMIT when a set is handed in again after a decision.
    """

    APPLY = "apply"
    ENROLL = "enroll"
    SUBMIT = "submit"
    SET = "set"
    RESUBMIT = "resubmit"
    YEAR = "year"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class DueFee:
    """A fee that is due at one moment: `amount` for all, or `member` and `other`.

    An amount that is left out is not known; a fee of nothing is 0. `as_of` says of when the
    amounts are, such as "about 2021".
    """

    when: FeeMoment
    amount: Money | None = None
    member: Money | None = None
    other: Money | None = None
    as_of: Annotated[str, AtMost(LONGEST_LINE)] = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fees:
    """What the program charges; left out: not known. Whether portfolios cost is `portfolio-fee`.

    `due` are the fees by the moment at which they are due. Where the file has some, there are no
    others; then it leaves out `application`, `portfolio` and `renewal`.
    """

    currency: Currency
    application: Fee | None = None
    portfolio: Fee | None = None
    renewal: Fee | None = None
    due: Annotated[tuple[DueFee, ...], Unique("when")] = ()
    association: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def depend_on_membership(self) -> bool:
        """Whether members of the association may pay something else than others."""
        return not self.due or any(fee.amount is None for fee in self.due)

    def charged_at(self, moment: FeeMoment) -> bool:
        """Whether something may be due then; without fees by moments, three are."""
        if self.due:
            return any(fee.when is moment for fee in self.due)
        return moment in {FeeMoment.APPLY, FeeMoment.SET, FeeMoment.RENEWAL}

    def amount(self, moment: FeeMoment, *, member: bool) -> Decimal | None:
        """Return what a member of the association, or somebody else, pays then; None: not known."""
        for fee in self.due:
            if fee.when is moment:
                return fee.amount if fee.amount is not None else fee.member if member else fee.other
        by_moment = {
            FeeMoment.APPLY: self.application,
            FeeMoment.SET: self.portfolio,
            FeeMoment.RENEWAL: self.renewal,
        }
        found = by_moment.get(moment)
        if found is None:
            return None
        return found.member if member else found.other


class MembershipNeed(StrEnum):
    """From when a candidate has to be a member."""

    APPLY = "apply"
    ENROLL = "enroll"
    SUBMIT = "submit"


@dataclass(frozen=True, slots=True)
class MembershipRule:
    """Of which association a candidate has to be a member; `classes` of members are enough each."""

    association: Title
    needed_from: MembershipNeed
    classes: tuple[Title, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
