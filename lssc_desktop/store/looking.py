"""A look at the folder of a portfolio: what other programs did to it is taken in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.reconcile import Reconciliation, accept, reconcile
from lssc_desktop.store import scan
from lssc_desktop.store.disk import FileMissing, FolderGone
from lssc_desktop.store.documents import DocumentMemory
from lssc_desktop.store.facts import read_facts


@dataclass(frozen=True, slots=True)
class Looked:
    """A portfolio brought up to date with what its folder holds."""

    portfolio: Portfolio
    facts: FolderFacts
    reconciliation: Reconciliation


def look_at(
    root: Path, program: Program, portfolio: Portfolio, today: date, reporter: Reporter
) -> Looked:
    """Take in what was done to the files with other programs, and read every document.

    Raises what `look_again` raises.
    """
    return look_again(root, program, portfolio, today, DocumentMemory(), reporter)


def look_again(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    today: date,
    memory: DocumentMemory,
    reporter: Reporter,
) -> Looked:
    """Do the same, and read only the documents that the memory of the last look does not know.

    Raises `FolderGone` and other errors of `store.disk` when the folder itself cannot be read, and
    `Cancelled`.
    """
    try:
        seen = scan.look(root, reporter)
    except FileMissing as error:
        raise FolderGone(str(root)) from error
    found = reconcile(portfolio, program, seen.files)
    current = accept(portfolio, found, today)
    return Looked(current, read_facts(root, current, seen, memory, reporter), found)
