"""Command that finds private data in the files of a portfolio, and takes what was decided."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from lssc_desktop.cli.opened import open_folder, open_locked, refresh_portfolio, save
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.check.rules.privacy import captions_of, waiting_in
from lssc_desktop.core.files.names import ABOUT_ME, EVIDENCE
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.portfolio.privacy_decisions import decide_again, say_fine, undecided
from lssc_desktop.core.privacy.private_data import FileFindings, PrivacyKind, ScannedFile, counted
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.privacy import (
    before_hand_in,
    place_line,
    reason_line,
    times,
    waiting_line,
)
from lssc_desktop.messages.words import file_name
from lssc_desktop.store.folder.opening import FolderRead
from lssc_desktop.store.portfolio_scan import (
    mark_key,
    scan_one,
    scan_order,
    scan_previewer,
    scan_with_helper,
)


def privacy(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Report the private data in all files, or in one; with --fine or --undo decide on it."""
    if arguments.file is None:
        return _all_files(arguments, today, reporter)
    if arguments.fine is not None or arguments.undo:
        return _decide(arguments, today, reporter)
    at = open_folder(arguments.folder)
    looked = refresh_portfolio(at, today, reporter)
    file = _seen_file(at.root, looked.facts, arguments.file)
    path = file.path
    with closing(scan_previewer()) as previewer:
        order = scan_order(at.program, looked.portfolio)
        captions = captions_of(looked.portfolio).get(path, ())
        find = previewer.find_private
        found = scan_one(at.root, file, order, find, reporter, captions=captions)
    marks = mark_key(at.root).marks(found)
    left = undecided(looked.portfolio, ScannedFile(path, found.sha256, marks))
    lines = _finding_lines(found)
    data = {
        "path": path,
        "findings": [
            {"code": each.kind, "place": place_line(each.place), "reason": each.reason}
            for each in found.findings
        ],
        "waiting": len(left),
    }
    return CommandResult(lines, data, FOUND_SOMETHING if left else GOOD)


def _seen_file(root: Path, facts: FolderFacts, name: str) -> SeenFile:
    """Return a file that was given by its path, or by its name in Evidence or About me.

    Raises `FileMissing`.
    """
    wanted = name.replace("\\", "/")
    files = {file.path: file for file in facts.files}
    for path in (wanted, f"{EVIDENCE}/{wanted}", f"{ABOUT_ME}/{wanted}"):
        if path in files:
            return files[path]
    raise FileMissing(str(root / EVIDENCE / name))


def _finding_lines(found: FileFindings) -> tuple[str, ...]:
    """Say every finding with its place; what was found stays in the file."""
    return tuple(
        f"{times(each.kind, 1)}, {place_line(each.place)}. {reason_line(each.kind, each.reason)}"
        for each in found.findings
    )


def _all_files(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    at = open_folder(arguments.folder)
    looked = refresh_portfolio(at, today, reporter)
    scanned = scan_with_helper(at.root, at.program, looked.portfolio, looked.facts, reporter)
    waiting = {
        file.path: kinds
        for file in scanned
        if (kinds := counted(undecided(looked.portfolio, file)))
    }
    data = {"scanned": len(scanned), "files": _waiting_data(waiting)}
    return CommandResult(_scan_lines(scanned, waiting), data, FOUND_SOMETHING if waiting else GOOD)


def _waiting_data(
    waiting: Mapping[str, Sequence[tuple[PrivacyKind, int]]],
) -> list[dict[str, object]]:
    return [
        {"path": path, "findings": [{"code": kind, "count": count} for kind, count in kinds]}
        for path, kinds in waiting.items()
    ]


def waiting_lines(
    at: FolderRead,
    portfolio: Portfolio,
    facts: FolderFacts,
    set_id: str,
    today: date,
    reporter: Reporter,
) -> tuple[str, ...]:
    """Say what nobody decided on in a set, or a renewal, that is handed in next.

    Nothing where all is decided.
    """
    scanned = scan_with_helper(at.root, at.program, portfolio, facts, reporter, {set_id})
    waiting = waiting_in(at.program, portfolio, scanned, set_id, today)
    return (before_hand_in(waiting).text,) if waiting else ()


def _decide(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        looked = refresh_portfolio(at, today, reporter)
        path = _seen_file(at.root, looked.facts, arguments.file).path
        scanned = scan_with_helper(at.root, at.program, looked.portfolio, looked.facts, reporter)
        marks = next((file.marks for file in scanned if file.path == path), ())
        if arguments.undo:
            changed = decide_again(looked.portfolio, path, [mark.token for mark in marks])
            lines: tuple[str, ...] = _scan_lines(
                [file for file in scanned if file.path == path], {path: counted(marks)}
            )
        else:
            changed = say_fine(looked.portfolio, path, marks, arguments.fine, today)
            lines = (_said_fine_line(path, len(marks)),)
        save(at, changed)
    return CommandResult(lines, {"path": path, "findings": len(marks)})


def _scan_lines(
    scanned: Sequence[ScannedFile],
    waiting: Mapping[str, Sequence[tuple[PrivacyKind, int]]],
) -> tuple[str, ...]:
    """Say what a scan found, a line for each kind in a file; never the data itself."""
    found = sum(len(kinds) for kinds in waiting.values())
    lines = [
        ngettext("Scanned {count} file.", "Scanned {count} files.", len(scanned)).format(
            count=len(scanned)
        )
    ]
    for path, kinds in waiting.items():
        lines += [f"{path}: {times(kind, count)}" for kind, count in kinds]
    lines.append(
        waiting_line(found, sum(1 for kinds in waiting.values() if kinds))
        or _("No private data needs your decision.")
    )
    return tuple(lines)


def _said_fine_line(path: str, count: int) -> str:
    """Say that findings of a file were said to be fine."""
    return ngettext(
        "{count} finding in {file} is marked as fine.",
        "{count} findings in {file} are marked as fine.",
        count,
    ).format(count=count, file=file_name(path))
