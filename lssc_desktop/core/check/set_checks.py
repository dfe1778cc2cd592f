"""Checks of sets, each made once for what it is."""

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.standing.folder_facts import FolderFacts

if TYPE_CHECKING:
    from lssc_desktop.core.check.readiness import SetCheck
    from lssc_desktop.core.check.rules.snapshot import SetSnapshot


class SetChecks:
    """The checks of the sets of one portfolio: what did not change is not checked again.

    Any thread may ask for one.
    """

    def __init__(self) -> None:
        self._made: dict[str, tuple[SetSnapshot, SetCheck]] = {}

    def check_set(
        self,
        program: Program,
        competency_set: CompetencySet,
        portfolio: Portfolio,
        facts: FolderFacts,
        today: date,
    ) -> "SetCheck":
        """Check one set as `readiness.check_set` does."""
        from lssc_desktop.core.check.readiness import check_look  # an opening waits for no rule
        from lssc_desktop.core.check.rules.snapshot import take_snapshot

        look = take_snapshot(program, competency_set, portfolio, facts, today)
        made = self._made.get(competency_set.id)
        if made is None or not _are_equal(made[0], look):
            made = self._made[competency_set.id] = (look, check_look(look))
        return made[1]


def _are_equal(one: "SetSnapshot", other: "SetSnapshot") -> bool:
    """Whether two snapshots are; a program that is the same value in both is not compared."""
    names = (field.name for field in fields(one))
    return all(
        mine is its or mine == its
        for mine, its in ((getattr(one, name), getattr(other, name)) for name in names)
    )
