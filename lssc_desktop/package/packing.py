"""Looking at the folder once more and building a package of what is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import PackageNote
from lssc_desktop.core.reconcile import Reconciliation
from lssc_desktop.package.build import Built, Order, build, is_current
from lssc_desktop.package.writing.bag_source import FileChanged
from lssc_desktop.store.looking import look_at
from lssc_desktop.store.scan import forget


@dataclass(frozen=True, slots=True)
class Packed:
    """A package, and what the look before it found that the portfolio did not know."""

    built: Built
    reconciliation: Reconciliation

    @property
    def note(self) -> PackageNote:
        """What the portfolio has to remember of the package."""
        return self.built.portfolio.packages[-1]


def pack(order: Order, today: date, reporter: Reporter) -> Packed:
    """Take in what other programs did to the files, and build the package of a set.

    What the order knows of the files may be old. Raises what `look_at` and `build` raise; then
    nothing was written.
    """
    looked = look_at(order.root, order.program, order.portfolio, today, reporter)
    current = replace(order, portfolio=looked.portfolio, facts=looked.facts)
    with changes_noticed(order.root):
        return Packed(build(current, today, reporter), looked.reconciliation)


@contextmanager
def changes_noticed(root: Path) -> Iterator[None]:
    """Have a file that is not what was to be packaged read anew at the next look.

    One that was restored, or went bad on its drive, may have the size and the time of before.
    """
    try:
        yield
    except FileChanged as error:
        forget(root, Path(error.path))
        raise


def is_still_current(order: Order, note: PackageNote, today: date, reporter: Reporter) -> bool:
    """Look at the folder, and tell whether a package shows the set as it is there now.

    Raises what `look_at` and `is_current` raise.
    """
    looked = look_at(order.root, order.program, order.portfolio, today, reporter)
    return is_current(replace(order, portfolio=looked.portfolio, facts=looked.facts), note)
