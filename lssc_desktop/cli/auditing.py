"""`audit`: many packages verified where they lie."""

import hashlib
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path

from lssc_desktop.audit.audited import AuditCounts, AuditLine, AuditState
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.places import StoreLogin
from lssc_desktop.audit.results import result_of, write_results
from lssc_desktop.audit.run import AuditOrder
from lssc_desktop.audit.run import audit as run_audit
from lssc_desktop.cli.commands import FOUND_SOMETHING, GOOD, NOT_DONE, CommandResult, complain
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.messages.audit import (
    RESULT_WORDS,
    audit_lines,
    more_problems_line,
    package_problem_line,
    stopped_line,
)
from lssc_desktop.paths import config_folder
from lssc_desktop.store.folder.disk import whole_path
from lssc_desktop.store.settings import AUDITS

_MOST_NAMED = 100  # packages


def audit(arguments: Namespace, _today: date, reporter: Reporter) -> CommandResult:
    """Audit places, write the results, and say what is not whole."""
    order = AuditOrder(
        tuple(_source(each) for each in arguments.places),
        arguments.only,
        arguments.all,
        arguments.workers,
        arguments.on,
        StoreLogin(arguments.user, arguments.password_env),
    )
    path = arguments.journal or _usual_journal(order)
    with Journal(path) as journal:
        try:
            found = run_audit(order, journal, reporter)
        except Cancelled:
            _write(arguments.results, journal)
            complain(stopped_line(journal.counts()))
            raise
        _write(arguments.results, journal)
        named = tuple(islice(map(package_problem_line, _problems(journal)), _MOST_NAMED))
    written = [str(whole_path(each)) for each in arguments.results]
    more = found.counts.packages - found.counts.whole - len(named)
    lines = (
        *named,
        *((more_problems_line(more),) if more else ()),
        *audit_lines(found, written),
    )
    data = {
        **asdict(found.counts),
        "read": found.read,
        "journal": str(whole_path(path)),
        "results": written,
    }
    return CommandResult(lines, data, _status(found.counts))


def _source(text: str) -> str:
    """Return an address, or a folder from the root on: the journal knows it from anywhere."""
    return text if "://" in text else str(whole_path(Path(text)))


def _usual_journal(order: AuditOrder) -> Path:
    """Return where an audit of the same places noted what it did."""
    key = "\n".join(sorted(order.sources)).encode(errors="surrogatepass")
    return config_folder() / AUDITS / f"{hashlib.sha256(key).hexdigest()[:16]}.journal"


def _write(results: list[Path], journal: Journal) -> None:
    for path in results:
        write_results(path, (result_of(line, RESULT_WORDS) for line in journal.lines()))


def _problems(journal: Journal) -> Iterator[AuditLine]:
    return (line for line in journal.lines() if line.state is not AuditState.WHOLE)


def _status(counts: AuditCounts) -> int:
    """Return the worst that `verify` would have said of any package."""
    if counts.unreadable or counts.not_read:
        return NOT_DONE
    return FOUND_SOMETHING if counts.damaged else GOOD
