"""Opening a portfolio for a command: read, brought up to date with its files, saved, locked."""

import getpass
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.reconcile import Reconciliation, accept, reconcile
from lssc_desktop.store import folder, lock
from lssc_desktop.store.facts import gather
from lssc_desktop.store.programs import read_program
from lssc_desktop.store.scan import scan


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


@dataclass(frozen=True, slots=True)
class Looked:
    """A portfolio brought up to date with what its folder holds."""

    portfolio: Portfolio
    facts: FolderFacts
    reconciliation: Reconciliation


def opened(root: Path) -> Opened:
    """Open a portfolio folder to look at it."""
    loaded = folder.load(root)
    text = folder.program_text(root)
    program = read_program(text, "program.toml")
    return Opened(root, program, text, loaded.portfolio, loaded.stamp)


@contextmanager
def locked(root: Path) -> Iterator[Opened]:
    """Open a portfolio folder to change it; nobody else may meanwhile."""
    holder = lock.Holder(platform.node(), getpass.getuser(), os.getpid(), datetime.now(UTC))
    with lock.take(root, holder):
        yield opened(root)


def look(at: Opened, today: date, reporter: Reporter) -> Looked:
    """Take in what was done to the files with other programs, and read every document."""
    found = reconcile(at.portfolio, at.program, scan(at.root, reporter))
    portfolio = accept(at.portfolio, found, today)
    return Looked(portfolio, gather(at.root, portfolio, reporter), found)
