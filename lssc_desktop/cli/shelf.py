"""`office shelf`, `assign`, `retention`: packages, who has what to do, and what can go."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, date, datetime

from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep
from lssc_desktop.core.submission.retention import list_code
from lssc_desktop.core.submission.shelf import (
    ShelfEntry,
    ShelfView,
    Soundness,
    hide_candidates,
    shelf_filter,
)
from lssc_desktop.core.submission.shelf_statistics import shelf_statistics
from lssc_desktop.disk.disk import whole_path
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.retention import (
    deleted_message,
    expired_line,
    letters_stay,
    retention_head,
)
from lssc_desktop.messages.shelf import (
    assigned_message,
    assigned_text,
    candidate_text,
    damaged_count,
    due_text,
    earlier_count,
    nothing_found,
    package_line,
    reminder_mail,
    reminders,
    reviewers_text,
    set_text,
    shelf_exported,
    shelf_table,
    shelf_title,
    soundness_text,
    state_text,
    statistics_line,
)
from lssc_desktop.messages.shelf_look import left_out_lines
from lssc_desktop.messages.words import printable
from lssc_desktop.package.papers import calendar_file, write_paper
from lssc_desktop.package.reader import open_package, package_id, packaged_rules
from lssc_desktop.package.shelf import (
    Shelf,
    remember_shelf,
    remembered_shelf,
    scan_shelf,
    verify_shelved,
    with_packages,
)
from lssc_desktop.paths import config_folder
from lssc_desktop.store.known_programs import known_beside
from lssc_desktop.store.retention import delete_expired
from lssc_desktop.store.shelf_files import note_assignments


def shelf(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """List the packages in a folder, and write them as a table, or what is due as a calendar."""
    config = config_folder()
    today = arguments.today or today
    folder = whole_path(arguments.folder)
    seen = scan_shelf(config, remembered_shelf(config, folder, reporter), today, reporter)
    if arguments.verify:
        verified = [verify_shelved(folder, package, reporter) for package in seen.unverified]
        seen = with_packages(seen, verified)
        remember_shelf(config, seen)
    view = ShelfView(arguments.view)
    words, person = " ".join(arguments.words), arguments.person or ""
    lets_through = shelf_filter(view, words, person, today)
    entries = hide_candidates(seen.entries, names_wanted=arguments.names)
    shown = [each for each in entries if lets_through is None or lets_through(each)]
    folded = []
    if not arguments.all and view is not ShelfView.DECIDED:
        folded = [each for each in shown if each.under]
        shown = [each for each in shown if not each.under]
    data: dict[str, object] = {"packages": [_data(each, today) for each in shown]}
    lines = [_line(each, today) for each in shown]
    if not shown:
        lines = [" ".join(nothing_found(view, words))]
    if folded:
        lines.append(_folded_line(folded))
    if arguments.statistics:
        found = shelf_statistics(entries, today)
        lines = [statistics_line(each) for each in found]
        data["statistics"] = [
            {
                "set": each.set_title,
                "portfolios": each.handed_in,
                "waiting": each.waiting,
                "overdue": each.overdue,
                "outcomes": {outcome.value: count for outcome, count in each.outcomes.items()},
                "median_days": each.median_days,
            }
            for each in found
        ]
    if arguments.table is not None:
        write_paper(arguments.table, shelf_table(arguments.table, shown, entries, today))
        lines.append(shelf_exported(str(arguments.table)).text)
        data["table"] = str(whole_path(arguments.table))
    if arguments.calendar is not None:
        due = reminders(shown, person)
        write_paper(arguments.calendar, calendar_file(due, _("Due reviews"), today))
        data["calendar"] = str(whole_path(arguments.calendar))
    if arguments.mail:
        lines = reminder_mail(shown, person, today).split("\n")
        data["mail"] = "\n".join(lines)
    data["left_out"] = _left_out(seen)
    lines += left_out_lines(seen.left_out)
    return CommandResult(tuple(lines), data, FOUND_SOMETHING if seen.left_out else GOOD)


def _left_out(seen: Shelf) -> dict[str, object]:
    return {"files": seen.left_out.files, "unread": list(seen.left_out.unread)}


def retention(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """List what was kept as long as its program says; with the code of the list, delete it."""
    config, folder = config_folder(), whole_path(arguments.folder)
    today = arguments.today or today
    seen = scan_shelf(config, remembered_shelf(config, folder, reporter), today, reporter)
    expired = seen.expired(today)
    code = list_code(expired)
    unknown = sum(
        each.outcome is not None and not each.package.has_known_rules for each in seen.entries
    )
    data: dict[str, object] = {
        "code": code if expired else None,
        "packages": [
            {
                "candidate": each.candidate,
                "set": each.set_title,
                "package_id": each.package_id,
                "outcome": each.outcome.value,
                "decided": _iso(each.decided),
                "kept_until": _iso(each.kept_until),
                "files": [file.name for file in each.files],
                "letters": list(each.letters),
            }
            for each in expired
        ],
        "record": None,
        "left_out": _left_out(seen),
        "rules_not_known": unknown,
    }
    if arguments.delete is None or not expired:
        lines = [retention_head(expired, seen.left_out), *map(expired_line, expired)]
        if unknown:
            said = ngettext(
                "{count} decided package isn’t in this list: this computer doesn’t know its "
                "rules, so it doesn’t know how long to keep it.",
                "{count} decided packages aren’t in this list: this computer doesn’t know "
                "their rules, so it doesn’t know how long to keep them.",
                unknown,
            )
            lines.append(said.format(count=unknown))
        if expired:
            said = _("To permanently delete these files, run the same command with --delete {code}")
            lines += [letters_stay(), said.format(code=code)]
        status = FOUND_SOMETHING if seen.left_out else GOOD
        return CommandResult(tuple(lines), data, status)
    if arguments.delete != code:
        said = _(
            "Nothing was deleted: the list has changed since that code. Check it again; its code "
            "is {code}."
        )
        return CommandResult((said.format(code=code),), data, FOUND_SOMETHING)
    now = datetime.now(UTC).astimezone()
    by = arguments.by or this_holder(now).person
    found = delete_expired(folder, expired, by, now, reporter)
    data |= {"record": str(found.path), "left": list(found.record.left)}
    status = FOUND_SOMETHING if found.record.left else GOOD
    return CommandResult((deleted_message(found).text,), data, status)


def _line(entry: ShelfEntry, today: date) -> str:
    parts = [
        shelf_title(entry),
        state_text(entry),
        reviewers_text(entry),
        _("assigned to {names}").format(names=assigned_text(entry)) if entry.assigned else "",
        due_text(entry, today) if entry.due else "",
        soundness_text(entry) if _says_something(entry) else "",
        printable(entry.shown_name),
    ]
    return ", ".join(part for part in parts if part)


def _says_something(entry: ShelfEntry) -> bool:
    """Whether there is more to say of a file than that nobody verified it yet."""
    return entry.package.soundness is not Soundness.UNKNOWN or entry.package.wrong_key is not None


def _data(entry: ShelfEntry, today: date) -> dict[str, object]:
    package = entry.package
    return {
        "file": entry.shown_name,
        "candidate": candidate_text(entry),
        "set": set_text(entry),
        "package": package_line(entry),
        "package_id": package.package_id,
        "state": entry.state.value,
        "outcome": entry.outcome and entry.outcome.value,
        "decided": _iso(entry.decided),
        "evaluated": entry.evaluated,
        "evaluators": package.evaluators,
        "rules": None if package.rules is None else package.rules.state.value,
        "reviewers": list(entry.reviewers),
        "opened_by": list(entry.opened_by),
        "assigned": [{"person": each.person, "due": _iso(each.due)} for each in entry.assigned],
        "due": _iso(entry.due),
        "overdue": entry.is_overdue(today),
        "last_changed": _iso(package.changed),
        "first_seen": _iso(entry.first_seen),
        "handed_in": _iso(entry.handed_in),
        "open_comments": 0 if entry.newest else entry.open_comments,
        "copy_of": None if entry.hidden else entry.copy_of or None,
        "superseded_by": None if entry.hidden else entry.newest or None,
        "revises": None if entry.hidden else entry.revises or None,
        "file_state": package.soundness.value,
        "signature": package.wrong_key and package.wrong_key.state.value,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def assign(arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """Note who has to look at packages and by when, or when they were handed in."""
    now = datetime.now(UTC).astimezone()
    by = arguments.by or this_holder(now).person
    changes = [
        *(_change(now, by, AssignmentStep.UNASSIGN, each) for each in arguments.no_longer),
        *(_change(now, by, AssignmentStep.ASSIGN, each, arguments.due) for each in arguments.to),
    ]
    if arguments.handed_in is not None:
        changes.append(_change(now, by, AssignmentStep.HANDED_IN, "", arguments.handed_in))
    data = []
    for path in arguments.packages:
        package = open_package(path)
        program = known_beside(config_folder(), path).text_for(packaged_rules(package))
        noted = note_assignments(path, package_id(package) or "", changes, program)
        assigned = [{"person": each.person, "due": _iso(each.due)} for each in noted.assigned]
        data.append(
            {"package": str(path), "assigned": assigned, "handed_in": _iso(noted.handed_in)}
        )
    said = (
        assigned_message(len(data), arguments.to, arguments.due).text
        if arguments.to
        else _("Saved.")
    )
    return CommandResult((said,), {"packages": data})


def _change(
    now: datetime, by: str, step: AssignmentStep, person: str, day: date | None = None
) -> AssignmentChange:
    return AssignmentChange(now, by, step, person, day)


def _folded_line(folded: Sequence[ShelfEntry]) -> str:
    """Say on the command line which rows are not shown, because they fold under others."""
    damaged = sum(bool(each.copy_of) for each in folded)
    earlier = len(folded) - damaged
    counts = [
        earlier_count(earlier) if earlier else "",
        damaged_count(damaged) if damaged else "",
    ]
    return _("{counts}. See everything with --all.").format(counts=", ".join(filter(None, counts)))
