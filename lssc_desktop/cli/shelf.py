"""`office …`: packages of a shelf, who has what to do, emails, statistics, and what can go."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.review.agreement import RatingAgreement
from lssc_desktop.core.submission.assigning import AssignmentProposal, loads, propose
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep, person_key
from lssc_desktop.core.submission.evaluators import (
    Conflict,
    ConflictUndecided,
    Evaluator,
    KnownConflict,
    Ruling,
    decide_conflict,
    declare_conflict,
    put_evaluator,
    remove_evaluator,
)
from lssc_desktop.core.submission.retention import list_code
from lssc_desktop.core.submission.shelf import (
    ShelfEntry,
    ShelfView,
    Soundness,
    hide_candidates,
    shelf_filter,
)
from lssc_desktop.core.submission.shelf_statistics import shelf_agreement, shelf_statistics
from lssc_desktop.disk.disk import whole_path
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.office import (
    agreement_line,
    agreement_sheets,
    change_line,
    conflict_line,
    conflicts_text,
    draft_reminder,
    draft_requests,
    drafts_saved,
    evaluator_line,
    pair_line,
    people_waited_for,
    proposal_text,
    statistics_page,
    statistics_saved,
)
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
from lssc_desktop.package.opened import open_for_review
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
from lssc_desktop.package.table_file import to_xlsx
from lssc_desktop.paths import config_folder
from lssc_desktop.store.evaluators import (
    EvaluatorNotListed,
    NobodyListed,
    change_evaluators,
    read_evaluators,
)
from lssc_desktop.store.known_programs import known_beside, shelf_around
from lssc_desktop.store.retention import delete_expired
from lssc_desktop.store.shelf_files import assignments_path, note_assignments, read_assignments

type _Rows = tuple[tuple[ShelfEntry, ...], tuple[ShelfEntry, ...]]
"""All rows of a shelf, and some of them."""


def _scanned(folder: Path, today: date, reporter: Reporter) -> Shelf:
    """Return what lies in an office's folder now."""
    config = config_folder()
    return scan_shelf(config, remembered_shelf(config, folder, reporter), today, reporter)


def shelf(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """List the packages in a folder, and write them as a table, or what is due as a calendar."""
    config = config_folder()
    today = arguments.today or today
    folder = whole_path(arguments.folder)
    seen = _scanned(folder, today, reporter)
    if arguments.verify:
        verified = [verify_shelved(folder, package, reporter) for package in seen.unverified]
        seen = with_packages(seen, verified)
        remember_shelf(config, seen)
    view = ShelfView(arguments.view)
    words, person = " ".join(arguments.words), arguments.person or ""
    lets_through = shelf_filter(view, words, person, today)
    entries = hide_candidates(seen.entries, names_wanted=arguments.names)
    shown = [each for each in entries if lets_through is None or lets_through(each)]
    if arguments.due_by is not None:
        shown = [each for each in shown if each.is_due_by(arguments.due_by)]
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
    if arguments.table is not None:
        write_paper(arguments.table, shelf_table(arguments.table, shown, entries, today))
        lines.append(shelf_exported(str(arguments.table)).text)
        data["table"] = str(whole_path(arguments.table))
    if arguments.calendar is not None:
        due = reminders(shown, person)
        write_paper(arguments.calendar, calendar_file(due, _("Due reviews"), today))
        data["calendar"] = str(whole_path(arguments.calendar))
    data["left_out"] = _left_out(seen)
    lines += left_out_lines(seen.left_out)
    return CommandResult(tuple(lines), data, FOUND_SOMETHING if seen.left_out else GOOD)


def statistics(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Say how many portfolios there are by set and how long they take; as a web page too."""
    today = arguments.today or today
    seen = _scanned(whole_path(arguments.folder), today, reporter)
    found = shelf_statistics(seen.entries, today)
    data: dict[str, object] = {
        "statistics": [
            {
                "set": each.set_title,
                "portfolios": each.handed_in,
                "waiting": each.waiting,
                "overdue": each.overdue,
                "outcomes": {outcome.value: count for outcome, count in each.outcomes.items()},
                "median_days": each.median_days,
            }
            for each in found
        ],
        "path": None,
        "left_out": _left_out(seen),
    }
    lines = [statistics_line(each) for each in found]
    if not found:
        lines.append(_("No {portfolios} have been handed in yet."))
    if arguments.output is not None:
        write_paper(arguments.output, statistics_page(seen.entries, today))
        path = str(whole_path(arguments.output))
        lines.append(statistics_saved(path).text)
        data["path"] = path
    lines += left_out_lines(seen.left_out)
    return CommandResult(tuple(lines), data, FOUND_SOMETHING if seen.left_out else GOOD)


def mail(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Write an email draft to each who has packages to review: with them, or a reminder."""
    folder, today = whole_path(arguments.folder), arguments.today or today
    seen = _scanned(folder, today, reporter)
    entries = hide_candidates(seen.entries)
    wanted = {person_key(each) for each in arguments.to}
    people = [
        each
        for each in people_waited_for(entries, arguments.due_by)
        if not wanted or person_key(each) in wanted
    ]
    listed = read_evaluators(folder)
    if arguments.reminder:
        paths = [
            draft_reminder(
                folder, entries, each, reminder_mail(entries, each, today), listed, today, reporter
            )
            for each in people
        ]
    else:
        config = config_folder()
        paths = [*draft_requests(config, folder, entries, people, listed, today, reporter)]
    names = [str(each) for each in paths]
    found = {person_key(each) for each in people}
    missing = [each for each in arguments.to if person_key(each) not in found]
    lines = [drafts_saved(names).text] if names else []
    is_all = arguments.due_by is None
    nothing = _("{name} has nothing to review.") if is_all else _("{name} has nothing due by then.")
    lines += [nothing.format(name=printable(each)) for each in missing]
    if not lines:
        nobody = _("No one has anything to review.")
        lines.append(nobody if is_all else _("No one has anything due by then."))
    data = {"drafts": names, "nothing_for": missing, "left_out": _left_out(seen)}
    status = FOUND_SOMETHING if missing or seen.left_out else GOOD
    return CommandResult((*lines, *left_out_lines(seen.left_out)), data, status)


def _left_out(seen: Shelf) -> dict[str, object]:
    return {"files": seen.left_out.files, "unread": list(seen.left_out.unread)}


def retention(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """List what was kept as long as its program says; with the code of the list, delete it."""
    folder = whole_path(arguments.folder)
    today = arguments.today or today
    seen = _scanned(folder, today, reporter)
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
        conflicts_text(entry),
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
        "conflicts": [_conflict_data(each) for each in entry.conflicts],
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


def _conflict_data(each: KnownConflict) -> dict[str, object]:
    return {
        "person": each.person,
        "ruling": each.ruling.value,
        "words": each.words,
        "reason": each.reason,
        "at_work": each.is_at_work,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def assign(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Note who has to look at packages and by when, or when they were handed in."""
    now = datetime.now(UTC).astimezone()
    by = arguments.by or this_holder(now).person
    changes = [
        *(_change(now, by, AssignmentStep.UNASSIGN, each) for each in arguments.no_longer),
        *(_change(now, by, AssignmentStep.ASSIGN, each, arguments.due) for each in arguments.to),
    ]
    if arguments.handed_in is not None:
        changes.append(_change(now, by, AssignmentStep.HANDED_IN, "", arguments.handed_in))
    needs_rows = arguments.to or arguments.by_rule
    rows = _rows_of(arguments.packages, today, reporter) if needs_rows else {}
    _require_no_conflict(rows, arguments.to)
    chosen = _chosen_by_rule(rows, arguments.no_longer) if arguments.by_rule else {}
    data = []
    for path in arguments.packages:
        package = open_package(path)
        program = known_beside(config_folder(), path).text_for(packaged_rules(package))
        proposal = chosen.get(whole_path(path))
        names = () if proposal is None else proposal.people
        own = [_change(now, by, AssignmentStep.ASSIGN, each, arguments.due) for each in names]
        noted = note_assignments(path, package_id(package) or "", (*changes, *own), program)
        assigned = [{"person": each.person, "due": _iso(each.due)} for each in noted.assigned]
        data.append(
            {
                "package": str(path),
                "assigned": assigned,
                "handed_in": _iso(noted.handed_in),
                "missing": 0 if proposal is None else proposal.missing,
            }
        )
    said = [proposal_text(each) for each in chosen.values()]
    if arguments.to:
        said.append(assigned_message(len(data), arguments.to, arguments.due).text)
    missing = any(each.missing for each in chosen.values())
    status = FOUND_SOMETHING if missing else GOOD
    return CommandResult(tuple(said) or (_("Saved."),), {"packages": data}, status)


def _rows_of(packages: Sequence[Path], today: date, reporter: Reporter) -> dict[Path, _Rows]:
    """Return the rows of each shelf in which packages lie, by its folder, and those packages'."""
    config = config_folder()
    paths = [whole_path(each) for each in packages]
    found: dict[Path, _Rows] = {}
    for folder in dict.fromkeys(shelf_around(config, each) or each.parent for each in paths):
        rows = hide_candidates(_scanned(folder, today, reporter).entries)
        found[folder] = rows, tuple(each for each in rows if folder / each.name in paths)
    return found


def _require_no_conflict(found: Mapping[Path, _Rows], people: Sequence[str]) -> None:
    """Raise `ConflictUndecided` for the first whom a conflict keeps from one of the packages."""
    for folder, (_all, wanted) in found.items():
        for entry in wanted:
            for each in entry.conflicts:
                if any(map(each.bars, people)):
                    raise ConflictUndecided(each.person, str(folder / entry.name))


def _chosen_by_rule(
    found: Mapping[Path, _Rows], no_longer: Sequence[str]
) -> dict[Path, AssignmentProposal]:
    """Return who is to get each package by the rule, by its path, of the shelf that it lies in.

    Those who have them `no_longer` are not chosen again.
    """
    gone = {person_key(each) for each in no_longer}
    chosen: dict[Path, AssignmentProposal] = {}
    for folder, (rows, wanted) in found.items():
        listed = read_evaluators(folder)
        if not listed.people:
            raise NobodyListed
        people = tuple(each for each in listed.people if person_key(each.name) not in gone)
        left = [
            replace(
                each,
                assigned=tuple(one for one in each.assigned if person_key(one.person) not in gone),
            )
            for each in wanted
        ]
        proposed = propose(left, rows, replace(listed, people=people))
        chosen |= {folder / each.entry.name: each for each in proposed}
    return chosen


def evaluators(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """List the evaluators of an office with what each has to do, after somebody was changed."""
    folder = whole_path(arguments.folder)
    if arguments.put:
        new = Evaluator(
            arguments.put,
            arguments.email,
            tuple(arguments.sets),
            tuple(arguments.languages),
            arguments.most,
            arguments.away,
        )
        found = change_evaluators(folder, partial(put_evaluator, new=new))
    elif arguments.remove:
        if read_evaluators(folder).find(arguments.remove) is None:
            raise EvaluatorNotListed(arguments.remove)
        found = change_evaluators(folder, partial(remove_evaluator, name=arguments.remove))
    else:
        found = read_evaluators(folder)
    has_now = loads(_scanned(folder, today, reporter).entries)
    people = [
        (each, has_now[person_key(each.name)], len(found.conflicts_of(each.name)))
        for each in found.people
    ]
    data = [
        {
            "name": each.name,
            "email": each.email,
            "sets": list(each.sets),
            "languages": list(each.languages),
            "most": each.most,
            "away": each.away,
            "has_now": load,
            "conflicts": conflicts,
        }
        for each, load, conflicts in people
    ]
    return CommandResult(
        tuple(evaluator_line(*each) for each in people)
        or (_("There are no {evaluators} on this office’s list."),),
        {"evaluators": data},
    )


def conflict(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """List the conflicts of interest about a package's candidate, after one was decided about."""
    config, path = config_folder(), whole_path(arguments.package)
    today = arguments.today or today
    folder = shelf_around(config, path) or path.parent
    if arguments.person:
        portfolio = open_for_review(path, reporter).record.portfolio
        by = arguments.by or this_holder(datetime.now(UTC)).person
        new = Conflict(arguments.person, portfolio, arguments.words, today, by)
        edit = declare_conflict
        if arguments.apart or arguments.allow:
            ruling = Ruling.APART if arguments.apart else Ruling.ALLOWED
            new, edit = new.decided(ruling, arguments.allow, today, by), decide_conflict
        change_evaluators(folder, partial(edit, new=new))
    else:
        open_package(path)
    seen = _scanned(folder, today, reporter)
    rows = hide_candidates(seen.entries)
    found = [one for each in rows if folder / each.name == path for one in each.conflicts]
    data = [_conflict_data(each) for each in found]
    lines = tuple(map(conflict_line, found)) or (_("No conflict of interest is known."),)
    is_open = any(each.is_at_work and each.ruling is not Ruling.ALLOWED for each in found)
    return CommandResult(lines, {"conflicts": data}, FOUND_SOMETHING if is_open else GOOD)


def history(arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """List who assigned a package and changed what, the newest first."""
    path = whole_path(arguments.package)
    noted = read_assignments(assignments_path(path))
    is_ours = noted.package_id == package_id(open_package(path))
    changes = tuple(reversed(noted.history)) if is_ours else ()
    now = datetime.now(UTC).astimezone()
    data = [
        {
            "at": each.at.isoformat(),
            "by": each.by,
            "step": each.step.value,
            "person": each.person,
            "day": _iso(each.day),
        }
        for each in changes
    ]
    lines = tuple(change_line(each, now) for each in changes)
    return CommandResult(lines or (_("Nobody was assigned to it yet."),), {"history": data})


def agreement(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Say how far evaluators agree, by set, evaluator and pair; no candidate is named."""
    folder = whole_path(arguments.folder)
    seen = _scanned(folder, today, reporter)
    found = shelf_agreement(seen.entries, arguments.year)
    if arguments.table is not None:
        write_paper(arguments.table, to_xlsx(agreement_sheets(found)))
    whole = [each for each in found.sets if each.number is None]
    lines = (
        *(f"{each.set_title}: {agreement_line(each.agreement)}" for each in whole),
        *map(pair_line, found.pairs),
    )
    data = {
        "sets": [
            {"set": each.set_title, "competency": each.number, **_agreed(each.agreement)}
            for each in found.sets
        ],
        "evaluators": [
            {
                "evaluator": each.person,
                "packages": each.packages,
                "higher": each.higher,
                "lower": each.lower,
                **_agreed(each.agreement),
            }
            for each in found.people
        ],
        "pairs": [
            {"evaluators": [each.one, each.other], **_agreed(each.agreement)}
            for each in found.pairs
        ],
    }
    return CommandResult(lines or (_("Nothing was rated by two."),), data)


def _agreed(found: RatingAgreement) -> dict[str, object]:
    return {
        "rated": found.count,
        "same": found.same,
        "percent": found.percent,
        "weighted_kappa": found.kappa,
    }


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
