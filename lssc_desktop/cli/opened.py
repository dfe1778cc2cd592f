"""Portfolios that a command opens, and what several commands say of them."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from lssc_desktop.cli.parsing import RULES_OF_COMMANDS
from lssc_desktop.cli.terminal import CommandResult, complain
from lssc_desktop.core.check.finding import FindingCode
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import EVIDENCE
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.submission.locking import lock_of, locked_change, with_handed_in
from lssc_desktop.disk.disk import (
    FileMissing,
    FolderGone,
    FolderReadOnly,
    NotAllowed,
    is_there,
)
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.disk.temporary import stay_on_drive
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import spoken
from lssc_desktop.messages.message import message_for, speak_of
from lssc_desktop.store.folder import folder, lock
from lssc_desktop.store.folder.opening import FolderRead, read_folder
from lssc_desktop.store.folder.own_submissions import submissions_of
from lssc_desktop.store.folder.scan import RefreshedPortfolio, refresh
from lssc_desktop.store.program_texts import program_in


def open_folder(root: Path) -> FolderRead:
    """Open a portfolio folder to read it; sentences use the words of its program from now on.

    The program is in the language that is spoken, as far as it has texts in it.
    """
    at = read_folder(root)
    stay_on_drive(root)
    at = replace(at, program=program_in(at.program, at.program_text, spoken().language))
    speak_of(at.program, is_own=True)
    return at


@contextmanager
def open_locked(root: Path, *, overrule: bool) -> Iterator[FolderRead]:
    """Open a portfolio folder to change it, locked meanwhile."""
    with folder_lock(root, overrule=overrule):
        yield open_folder(root)


@contextmanager
def locked_if_it_can_be(root: Path, *, overrule: bool) -> Iterator[tuple[FolderRead, bool]]:
    """Open a portfolio folder, and report whether it can be changed: a stick may be read only."""
    with ExitStack() as stack:
        try:
            stack.enter_context(folder_lock(root, overrule=overrule))
        except (FolderReadOnly, NotAllowed):
            yield open_folder(root), False
        else:
            yield open_folder(root), True


@contextmanager
def folder_lock(root: Path, *, overrule: bool) -> Iterator[None]:
    """Hold the lock of a portfolio folder for the length of a command."""
    if not is_there(root):
        raise FolderGone(str(root))
    with lock.take_lock(root, this_holder(datetime.now(UTC)), overrule=overrule):
        yield


def save(at: FolderRead, portfolio: Portfolio) -> None:
    """Write the portfolio when it differs from what was opened.

    Raises `SetLocked` when it would change a set that is handed in.
    """
    if portfolio == at.portfolio:
        return
    submissions = submissions_of(at.root, at.portfolio).submissions
    lock = locked_change(at.program, at.portfolio, portfolio, submissions)
    if lock is not None:
        raise lock
    portfolio = with_handed_in(portfolio, submissions)
    unkept = folder.save_and_report(at.root, portfolio, at.stamp).unkept
    if unkept is not None:
        complain(message_for(unkept).text)


def require_unlocked(at: FolderRead, set_id: str) -> None:
    """Raise `SetLocked` for a set that is handed in, before any file of it is touched."""
    submissions = submissions_of(at.root, at.portfolio).submissions
    lock = lock_of(at.program, at.portfolio, submissions, set_id)
    if lock is not None:
        raise lock


def problems(faults: Iterable[LsscError]) -> list[dict[str, str]]:
    """Return what keeps us from reading what was handed in, for `--json`."""
    return [{"code": type(each).__name__, "message": message_for(each).text} for each in faults]


def problem_lines(faults: Iterable[LsscError]) -> tuple[str, ...]:
    """Return what keeps us from reading what was handed in, as lines."""
    return tuple(message_for(each).text for each in faults)


def refresh_portfolio(at: FolderRead, today: date, reporter: Reporter) -> RefreshedPortfolio:
    """Take in what was done to the files with other programs, and read every document."""
    return refresh(at.root, at.program, at.portfolio, today, reporter)


def with_sources(result: CommandResult, arguments: Namespace) -> CommandResult:
    """Return a result with where the rules that it speaks of come from."""
    from lssc_desktop.core.program.rule import Rule  # few commands need it
    from lssc_desktop.messages.about_program import source_data, source_lines
    from lssc_desktop.messages.findings import FINDINGS

    program = read_folder(arguments.folder).program
    rules = [Rule(name) for name in RULES_OF_COMMANDS[arguments.command]]
    findings = result.data.get("findings")
    for finding in findings if isinstance(findings, list) else ():
        rule = FINDINGS[FindingCode(finding["code"])].rule
        if rule is not None and rule not in rules:
            rules.append(rule)
    lines = (*result.lines, "", _("Where is this from?"), *source_lines(program, rules))
    data = {**result.data, "sources": source_data(program, rules)}
    return result._replace(lines=lines, data=data)


def evidence_path(root: Path, portfolio: Portfolio, name: str) -> str:
    """Return the path of an evidence file that was given by its name, or by its path.

    Raises `FileMissing`.
    """
    wanted = name.replace("\\", "/")
    for path in (wanted, f"{EVIDENCE}/{wanted}"):
        if portfolio.evidence_file(path) is not None:
            return path
    raise FileMissing(str(root / EVIDENCE / name))
