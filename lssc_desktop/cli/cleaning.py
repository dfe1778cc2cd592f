"""Commands that make clean copies, enter the consent of people, and leave a computer clean."""

from argparse import Namespace
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.cli.opened import evidence_path, open_folder, open_locked, save
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.portfolio.clean_copies import (
    outdated_copies,
    packages_with,
    set_consent,
    set_shows_people,
    use_clean_copy,
)
from lssc_desktop.core.portfolio.portfolio import Consent
from lssc_desktop.core.privacy.clean_copy import Region, Way
from lssc_desktop.core.privacy.private_data import Rectangle
from lssc_desktop.disk.disk import whole_path
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.clean_copies import (
    clean_copy_lines,
    copy_sentence,
    letter_saved,
    not_made_line,
    packages_lines,
)
from lssc_desktop.messages.words import printable
from lssc_desktop.package.papers import consent_letter, write_paper
from lssc_desktop.store.clean_copies import (
    CleanCopy,
    CopyWish,
    MadeCopy,
    NotMade,
    keep_clean_copy,
    make_clean_copies,
)
from lssc_desktop.store.folder.opening import FolderRead
from lssc_desktop.store.folder.own_submissions import submissions_of

if TYPE_CHECKING:
    from lssc_desktop.store.computer.traces import Trace


def clean(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Make clean copies of evidence files, and use them in their place."""
    from lssc_desktop.store.portfolio_scan import scan_previewer

    kept: list[CleanCopy] = []
    not_made: list[NotMade] = []
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = before = at.portfolio
        outdated = outdated_copies(before) if arguments.again else ()
        wishes = [CopyWish(copy.clean_of) for copy in outdated] or _wishes(arguments, at)
        submissions = submissions_of(at.root, before).submissions
        with closing(scan_previewer()) as previewer, scratch_folder() as folder:
            made = make_clean_copies(
                *(at.root, at.program, before, submissions, wishes),
                *(previewer, Path(folder), reporter),
            )
            try:
                for each in made:
                    copy = _kept(at.root, each, today, reporter)
                    if isinstance(copy, NotMade):
                        not_made.append(copy)
                        continue
                    kept.append(copy)
                    portfolio = use_clean_copy(portfolio, copy.of, copy.file, today)
            finally:  # what was made before something unforeseen is used all the same
                save(at, portfolio)
    for each in not_made:
        stopped = isinstance(each.why, Cancelled) and not kept  # else what was made is named
        if each.why and (stopped or len(arguments.files) == 1):
            raise each.why
    earlier = {copy.clean_of: copy.path for copy in outdated}
    failures = [
        (each.of, earlier.get(each.of), not_made_line(each, earlier.get(each.of)))
        for each in not_made
    ]
    packages = packages_with(before, outdated)
    lines = [line for copy in kept for line in clean_copy_lines(copy)]
    lines += [*(said for _of, _path, said in failures), *packages_lines(packages)]
    if not wishes:
        lines.append(_("No clean copy was made in an earlier way."))
    data: dict[str, object] = {
        "copies": [_copy_data(copy) for copy in kept],
        "not_made": [{"path": path, "of": of, "message": said} for of, path, said in failures],
    }
    if arguments.again:
        data["packages"] = [
            {"path": note.path, "package_id": note.package_id, "files": list(files)}
            for note, files in packages.holding
        ]
        data["packages_unknown"] = [note.path for note in packages.unknown]
    is_clean = not not_made and not any(copy.made.left for copy in kept)
    return CommandResult(tuple(lines), data, GOOD if is_clean else FOUND_SOMETHING)


def _wishes(arguments: Namespace, at: FolderRead) -> list[CopyWish]:
    """Return what is wished of the files that are named."""
    areas = [Region(page, Rectangle(*place)) for page, *place in arguments.area]
    way = Way(arguments.way) if arguments.way else None
    paths = (evidence_path(at.root, at.portfolio, name) for name in arguments.files)
    return [CopyWish(path, way, areas) for path in paths]


def _kept(
    root: Path, made: MadeCopy | NotMade, today: date, reporter: Reporter
) -> CleanCopy | NotMade:
    """Lay a copy beside its original, or return why it isn't there."""
    if isinstance(made, NotMade):
        return made
    try:
        return keep_clean_copy(root, made, today, reporter)
    except LsscError as error:
        return NotMade(made.of, error)


def _copy_data(copy: CleanCopy) -> dict[str, object]:
    made = copy.made
    return {
        "of": copy.of,
        "path": copy.file.path,
        "sha256": copy.file.sha256,
        "bytes": copy.file.bytes,
        "way": made.way.value,
        "pages": made.cleaned.pages,
        "pages_without_words": made.cleaned.without_words,
        "words": made.words,
        "left_out": {each.value: count for each, count in made.cleaned.left_out},
        "left": sorted({finding.kind.value for finding in made.left}),
        "note": copy_sentence(made),
    }


# Consent ----------------------------------------------------------------------------------------


def consent(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Show or change what is entered of the people in a file, or write a letter that asks them."""
    if arguments.output is not None:
        return _letter(arguments)
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        path = evidence_path(at.root, at.portfolio, arguments.file)
        changed = at.portfolio
        if arguments.people is not None:
            changed = set_shows_people(changed, path, arguments.people, today)
        elif arguments.remove:
            changed = set_consent(changed, path, None, today)
        elif arguments.by:
            letter = arguments.letter and evidence_path(at.root, changed, arguments.letter)
            given = Consent(arguments.by, arguments.on or today, letter)
            changed = set_consent(changed, path, given, today)
        save(at, changed)
    file = changed.evidence_file(path)
    known = None if file is None else file.consent
    data = {
        "path": path,
        "people": file is not None and file.shows_people,
        "by": "" if known is None else known.given_by,
        "on": None if known is None else known.day.isoformat(),
        "letter": "" if known is None else known.file,
    }
    return CommandResult(_consent_lines(path, known), data)


def _letter(arguments: Namespace) -> CommandResult:
    at = open_folder(arguments.folder)
    write_paper(arguments.output, consent_letter(at.program, at.portfolio))
    path = str(whole_path(arguments.output))
    return CommandResult((letter_saved(path),), {"path": path})


def clean_computer(arguments: Namespace, _today: date, reporter: Reporter) -> CommandResult:
    """List what the program has written on this computer for itself, and remove it."""
    from lssc_desktop.messages import privacy as say
    from lssc_desktop.store.computer.traces import find_traces, remove_traces

    traces = tuple(
        trace for trace in find_traces(reporter) if trace.kind.value not in arguments.keep
    )
    lines = [say.traces_head(traces)]
    for each in traces:
        details = say.trace_details(each)
        lines.append(_("{name}: {details}").format(name=say.trace_name(each.kind), details=details))
    data: dict[str, object] = {"found": [_trace_data(trace) for trace in traces]}
    if not arguments.remove:
        if traces:
            remove = _("To remove all this, run the same command with --remove.")
            lines += ["", remove, say.what_stays()]
        return CommandResult(tuple(lines), data, FOUND_SOMETHING if traces else GOOD)
    done = remove_traces(traces, reporter)
    lines = [say.cleaned_message(done).text, *map(say.left_line, done.left)]
    if done.removed:
        lines += [say.what_stays(), say.flash_keeps()]
    data["removed"] = [_trace_data(trace) for trace in done.removed]
    data["left"] = [
        {"kind": left.kind.value, "path": left.path or None, "message": say.left_line(left)}
        for left in done.left
    ]
    return CommandResult(tuple(lines), data, FOUND_SOMETHING if done.left else GOOD)


def _trace_data(trace: "Trace") -> dict[str, object]:
    return {
        "kind": trace.kind.value,
        "files": [str(file) for file in trace.files],
        "bytes": trace.bytes,
        "entries": len(trace.entries),
        "known": trace.doubt is None,
        "only_copy": trace.only_copy,
    }


def _consent_lines(path: str, consent: Consent | None) -> tuple[str, ...]:
    """Say on the command line what is entered of the people in a file."""
    if consent is None:
        return (_("{file}: no consent entered.").format(file=printable(path)),)
    lines = [
        _("{file}: {who} gave consent on {day}.").format(
            file=printable(path), who=consent.given_by, day=long_day(consent.day)
        )
    ]
    if consent.file:
        lines.append(_("The letter: {file}").format(file=printable(consent.file)))
    return tuple(lines)
