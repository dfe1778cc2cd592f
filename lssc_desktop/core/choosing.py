"""Starting a portfolio: whose it is, since when, and which sets are chosen."""

from dataclasses import dataclass, replace
from datetime import date

from lssc_desktop.core.edits import choose_sets
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.names import one_line
from lssc_desktop.core.portfolio import Candidate, Portfolio
from lssc_desktop.core.program import Program


@dataclass(eq=False)
class ElectivesWrong(LsscError):
    """The electives named are not a choice that the program offers.

    `unknown` are ids of no elective, `twice` ids named more than once; `needed` is how many
    there must be, `offered` are the ids to choose among.
    """

    unknown: tuple[str, ...]
    twice: tuple[str, ...]
    chosen: int
    needed: int
    offered: tuple[str, ...]


@dataclass(eq=False)
class NameMissing(LsscError):
    """A portfolio was to be started without a name."""


def start_portfolio(
    program: Program,
    candidate: Candidate,
    admitted: date,
    electives: tuple[str, ...],
    today: date,
    portfolio_id: str,
) -> Portfolio:
    """Return a portfolio with the required sets and the electives chosen.

    The name becomes one line. Raises `NameMissing` and `ElectivesWrong`.
    """
    candidate = replace(candidate, name=one_line(candidate.name))
    if not candidate.name:
        raise NameMissing
    require_electives(program, electives)
    empty = Portfolio(portfolio_id, program.id, program.version, candidate, admitted)
    required = tuple(item.id for item in program.required_sets)
    return choose_sets(empty, (*required, *electives), today)


def require_electives(program: Program, electives: tuple[str, ...]) -> None:
    """Raise `ElectivesWrong` unless these are electives that the program lets one choose."""
    offered = tuple(item.id for item in program.elective_sets)
    unknown = tuple(item for item in electives if item not in offered)
    twice = tuple(sorted({item for item in electives if electives.count(item) > 1}))
    if unknown or twice or len(electives) != program.choice.electives:
        raise ElectivesWrong(unknown, twice, len(electives), program.choice.electives, offered)
