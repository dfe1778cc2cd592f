"""Opening a portfolio for a command: read, brought up to date with its files, saved, locked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.store import folder, lock
from lssc_desktop.store.looking import Looked, look_at
from lssc_desktop.store.programs import read_program


@dataclass(frozen=True, slots=True)
class Opened:
    """A portfolio as it lies in its folder."""

    root: Path
    program: Program
    program_text: str
    portfolio: Portfolio
    stamp: folder.Stamp

    def save(self, portfolio: Portfolio) -> None:
        """Write the portfolio when it differs from what was opened."""
        if portfolio != self.portfolio:
            folder.save(self.root, portfolio, self.stamp)


def opened(root: Path) -> Opened:
    """Open a portfolio folder to look at it."""
    loaded = folder.load(root)
    text = folder.program_text(root)
    program = read_program(text, "program.toml")
    return Opened(root, program, text, loaded.portfolio, loaded.stamp)


@contextmanager
def locked(root: Path, *, overrule: bool) -> Iterator[Opened]:
    """Open a portfolio folder to change it; nobody else may meanwhile."""
    with held(root, overrule=overrule):
        yield opened(root)


@contextmanager
def held(root: Path, *, overrule: bool) -> Iterator[None]:
    """Hold the lock of a portfolio folder for the length of a command."""
    with lock.take(root, lock.this_holder(datetime.now(UTC)), overrule=overrule):
        yield


def look(at: Opened, today: date, reporter: Reporter) -> Looked:
    """Take in what was done to the files with other programs, and read every document."""
    return look_at(at.root, at.program, at.portfolio, today, reporter)
