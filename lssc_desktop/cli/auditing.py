"""`office audit`: many packages verified where they lie."""

import hashlib
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path

from lssc_desktop.audit.audited import AuditCounts, AuditLine, AuditState
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.places import StoreLogin
from lssc_desktop.audit.results import result_of, write_results
from lssc_desktop.audit.run import Audited, AuditOrder
from lssc_desktop.audit.run import audit as run_audit
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, NOT_DONE, CommandResult, complain
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.program.rules_id import RulesState
from lssc_desktop.disk.disk import whole_path
from lssc_desktop.disk.settings import AUDITS
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.audit import RESULT_WORDS, package_problem_line
from lssc_desktop.messages.words import safe_text
from lssc_desktop.paths import config_folder
from lssc_desktop.store.known_programs import (
    NOTHING_KNOWN,
    KnownFiles,
    known_beside,
    known_programs,
)

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
    known = _known(order)
    with Journal(path) as journal:
        try:
            found = run_audit(order, journal, reporter)
        except Cancelled:
            _write(arguments.results, journal, known)
            complain(_stopped_line(journal.counts()))
            raise
        _write(arguments.results, journal, known)
        rules = Counter(state for line in journal.lines() if (state := _rules(line, known)))
        changed = tuple(islice(map(_changed_rules_line, _changed(journal, known)), _MOST_NAMED))
        named = tuple(islice(map(package_problem_line, _problems(journal)), _MOST_NAMED))
    written = [str(whole_path(each)) for each in arguments.results]
    more = found.counts.packages - found.counts.whole - len(named)
    if more:
        said = ngettext(
            "{count} more package isn’t intact; --results FILE.csv lists them all.",
            "{count} more packages aren’t intact; --results FILE.csv lists them all.",
            more,
        )
        named = (*named, said.format(count=more))
    lines = (
        *named,
        *changed,
        *_audit_lines(found, written),
        *_rules_counted(rules[RulesState.CHANGED], rules[RulesState.UNKNOWN]),
    )
    data = {
        **asdict(found.counts),
        "read": found.read,
        "journal": str(whole_path(path)),
        "results": written,
        "rules": {state.value: rules[state] for state in RulesState},
    }
    return CommandResult(lines, data, _status(found.counts, rules[RulesState.CHANGED]))


def _source(text: str) -> str:
    """Return an address, or a folder from the root on: the journal knows it from anywhere."""
    return text if "://" in text else str(whole_path(Path(text)))


def _usual_journal(order: AuditOrder) -> Path:
    """Return where an audit of the same places noted what it did."""
    key = "\n".join(sorted(order.sources)).encode(errors="surrogatepass")
    return config_folder() / AUDITS / f"{hashlib.sha256(key).hexdigest()[:16]}.journal"


type _Known = Mapping[str, KnownFiles]
"""The program files that are known, by the place in which a package lies."""


def _known(order: AuditOrder) -> _Known:
    config = config_folder()
    return {
        each: known_programs(config) if "://" in each else known_beside(config, Path(each) / "any")
        for each in order.sources
    }


def _rules(line: AuditLine, known: _Known) -> RulesState | None:
    """Return what is known of the rules of a package, None for what is none of ours."""
    found = known.get(line.source, NOTHING_KNOWN).rules_of(line.rules)
    return None if found is None else found.state


def _changed(journal: Journal, known: _Known) -> Iterator[AuditLine]:
    return (line for line in journal.lines() if _rules(line, known) is RulesState.CHANGED)


def _write(results: list[Path], journal: Journal, known: _Known) -> None:
    for path in results:
        found = (
            result_of(line, RESULT_WORDS, known.get(line.source, NOTHING_KNOWN).ids)
            for line in journal.lines()
        )
        write_results(path, found)


def _problems(journal: Journal) -> Iterator[AuditLine]:
    return (line for line in journal.lines() if line.state is not AuditState.WHOLE)


def _status(counts: AuditCounts, changed: int) -> int:
    """Return the worst that `verify` would have said of any package."""
    if counts.unreadable or counts.not_read:
        return NOT_DONE
    return FOUND_SOMETHING if counts.damaged or changed else GOOD


def _audit_lines(found: Audited, results: Sequence[str]) -> Iterator[str]:
    """Say what an audit found."""
    counts = found.counts
    yield ngettext(
        "{count} package, {size}: {whole} intact, {damaged} damaged, {unreadable} can’t be "
        "opened, {not_read} not checked.",
        "{count} packages, {size}: {whole} intact, {damaged} damaged, {unreadable} can’t "
        "be opened, {not_read} not checked.",
        counts.packages,
    ).format(
        count=counts.packages,
        size=size(counts.bytes),
        whole=counts.whole,
        damaged=counts.damaged,
        unreadable=counts.unreadable,
        not_read=counts.not_read,
    )
    if found.read < counts.packages:
        yield ngettext(
            "{count} was checked before and hasn’t changed since; --all reads it again.",
            "{count} were checked before and haven’t changed since; --all reads them again.",
            counts.packages - found.read,
        ).format(count=counts.packages - found.read)
    if counts.not_read:
        yield _("Packages not checked may still be intact. Run the audit again to try them.")
    for path in results:
        yield _("The results are in {path}.").format(path=path)


def _changed_rules_line(line: AuditLine) -> str:
    """Say of a package that its rules aren't those of the version that it names."""
    return _("Rules changed: {name}").format(name=safe_text(line.name or line.source))


def _rules_counted(changed: int, unknown: int) -> Iterator[str]:
    """Say of how many packages the rules are changed, or not known here."""
    if changed:
        yield ngettext(
            "{count} package has rules that were changed. It can’t be judged by them.",
            "{count} packages have rules that were changed. They can’t be judged by them.",
            changed,
        ).format(count=changed)
    if unknown:
        yield ngettext(
            "{count} package has rules that this computer doesn’t know.",
            "{count} packages have rules that this computer doesn’t know.",
            unknown,
        ).format(count=unknown)


def _stopped_line(counts: AuditCounts) -> str:
    """Say what there is of an audit that was stopped."""
    return ngettext(
        "Stopped. {count} package is checked; run the same command to continue.",
        "Stopped. {count} packages are checked; run the same command to continue.",
        counts.packages,
    ).format(count=counts.packages)
