"""What became of the portfolios on a shelf, by set: how many, and in how many days."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.submission.shelf import ShelfEntry, Soundness
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class SetStatistics:
    """What became of the portfolios of one set: how many, and in how many days.

    `days` are those from the day a portfolio was received to its decision, of each decided one
    of which both days are known, the shortest first.
    """

    set_title: str
    handed_in: int
    outcomes: Mapping[Outcome, int]
    days: tuple[int, ...]
    overdue: int

    @property
    def decided(self) -> int:
        """How many were decided."""
        return sum(self.outcomes.values())

    @property
    def waiting(self) -> int:
        """How many still wait for a decision."""
        return self.handed_in - self.decided

    @property
    def median_days(self) -> float | None:
        """The days that half of them took at most; None where nothing was decided."""
        if not self.days:
            return None
        middle, is_even = len(self.days) // 2, len(self.days) % 2 == 0
        return (self.days[middle - is_even] + self.days[middle]) / 2


def shelf_statistics(entries: Iterable[ShelfEntry], today: date) -> tuple[SetStatistics, ...]:
    """Count the portfolios by set, in the order of the titles; each package counts once.

    Those whose rules are not known here are in no number, nor are damaged copies of a whole one.
    """
    sets: dict[str, dict[str, ShelfEntry]] = {}
    for entry in sorted(entries, key=lambda each: each.package.soundness is not Soundness.DAMAGED):
        if entry.copy_of:
            continue
        if entry.package.kind is PackageKind.PORTFOLIO and entry.package.has_known_rules:
            sets.setdefault(entry.package.set_title, {})[entry.package.package_id] = entry
    return tuple(
        _statistics(title, tuple(found.values()), today) for title, found in sorted(sets.items())
    )


def _statistics(title: str, entries: Sequence[ShelfEntry], today: date) -> SetStatistics:
    outcomes = [each.outcome for each in entries if each.outcome is not None]
    days = sorted(
        max((each.decided - each.received).days, 0)
        for each in entries
        if each.decided is not None and each.received is not None
    )
    return SetStatistics(
        title,
        len(entries),
        {outcome: outcomes.count(outcome) for outcome in Outcome},
        tuple(days),
        sum(each.is_overdue(today) for each in entries),
    )
