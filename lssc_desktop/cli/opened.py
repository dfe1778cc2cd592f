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
from lssc_desktop.store import folder, lock, scan
from lssc_desktop.store.facts import read_facts
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
def locked(root: Path, *, overrule: bool) -> Iterator[Opened]:
    """Open a portfolio folder to change it; nobody else may meanwhile."""
    with held(root, overrule=overrule):
        yield opened(root)


@contextmanager
def held(root: Path, *, overrule: bool) -> Iterator[None]:
    """Hold the lock of a portfolio folder for the length of a command."""
    holder = lock.Holder(platform.node(), _person(), os.getpid(), datetime.now(UTC))
    with lock.take(root, holder, overrule=overrule):
        yield


def look(at: Opened, today: date, reporter: Reporter) -> Looked:
    """Take in what was done to the files with other programs, and read every document."""
    seen = scan.look(at.root, reporter)
    found = reconcile(at.portfolio, at.program, seen.files)
    portfolio = accept(at.portfolio, found, today)
    return Looked(portfolio, read_facts(at.root, portfolio, seen, reporter), found)


def _person() -> str:
    """Who is logged in, "" where the system does not say."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""
