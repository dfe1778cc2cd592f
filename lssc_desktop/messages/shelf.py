"""The shelf of an office in words: its columns, its table, its reminders, who is assigned.

It is long because the list, its table, its files and its reminders say the same facts.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.program.schema import EvaluatorDisagreement
from lssc_desktop.core.submission.assignments import Assignment, is_for
from lssc_desktop.core.submission.shelf import ShelfEntry, ShelfState, ShelfView, Soundness
from lssc_desktop.core.submission.shelf_statistics import SetStatistics, shelf_statistics
from lssc_desktop.core.submission.trust import WRONG_KEYS, SignatureCheck
from lssc_desktop.formats.dates import long_day, near_day, short_day
from lssc_desktop.formats.numbers import number_text, short_number
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.bags import exchanged_line, fault_message
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.rules import rules_line, rules_word
from lssc_desktop.messages.signatures import signature_word
from lssc_desktop.messages.words import one_line, shown_file
from lssc_desktop.package.papers import CalendarEntry
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.table_file import TableSheet, to_csv, to_xlsx

_LONGEST_NAME = 80
_ID_LENGTH = 6
_MOST_FAULTS = 3  # that are said of a damaged file
_NOTHING = "–"
_BARS = (2, 4, 5, 6)  # of the statistics: waiting, and the three decisions

# Columns ----------------------------------------------------------------------------------------


def candidate_text(entry: ShelfEntry) -> str:
    """Name whose package it is; where that is not known, what the file is called.

    Two candidates of one name are told apart by the beginning of their portfolios' ids.
    """
    name = one_line(entry.package.candidate or entry.name)
    if not entry.namesake:
        return name
    return _("{candidate} (id {id})").format(
        candidate=name, id=one_line(entry.package.portfolio[:_ID_LENGTH])
    )


def set_text(entry: ShelfEntry) -> str:
    """Name the set that a package is of."""
    return one_line(entry.package.set_title) or _NOTHING


def package_text(entry: ShelfEntry) -> str:
    """Name which package it is: "Copy 2", "Portfolio", "Revision 1"."""
    package = entry.package
    if package.kind is PackageKind.REVIEW_COPY:
        return _("Copy {copy}").format(copy=package.copy)
    if package.kind is not PackageKind.PORTFOLIO:
        return _NOTHING
    if package.revision:
        return _("Revision {number}").format(number=package.revision)
    return _("{Portfolio}")


def package_line(entry: ShelfEntry) -> str:
    """Name which package it is, and what folds under it: "Copy 3, 2 earlier, 1 damaged"."""
    said = package_text(entry)
    if entry.earlier:
        said = _("{package}, {count} earlier").format(package=said, count=len(entry.earlier))
    if entry.damaged:
        said = _("{package}, {count} damaged").format(package=said, count=len(entry.damaged))
    return said


def day_text(day: date | None) -> str:
    """Say a day that may not be known."""
    return _NOTHING if day is None else short_day(day)


def reviewers_text(entry: ShelfEntry) -> str:
    """Say who reviewed a package, and who has it open."""
    names = ", ".join(one_line(name, 40) for name in entry.reviewers)
    people = ", ".join(one_line(name, 40) or _("someone") for name in entry.opened_by)
    opened = _("open by {name}").format(name=people) if people else ""
    begun = _("started by you") if entry.begun else ""
    return ", ".join(part for part in (opened, begun, names) if part) or _("No one yet")


def state_text(entry: ShelfEntry) -> str:
    """Say how far the office is with a package: "1 of 2 evaluated", "Ready to combine"."""
    if entry.outcome is not None:
        return outcome_word(entry.outcome)
    if entry.state is ShelfState.PARTLY_EVALUATED or (
        entry.state is ShelfState.NOT_EVALUATED and (entry.package.evaluators or 0) > 1
    ):
        return _("{done} of {needed} evaluated").format(
            done=entry.evaluated, needed=entry.package.evaluators
        )
    return {
        ShelfState.NO_PACKAGE: _NOTHING,
        ShelfState.NOT_REVIEWED: _("Not reviewed"),
        ShelfState.REVIEWED: _("Reviewed"),
        ShelfState.NOT_EVALUATED: _("Not evaluated"),
        ShelfState.DISPUTED: _("Third {evaluator}")
        if entry.package.disagreement == EvaluatorDisagreement.THIRD_EVALUATOR
        else _("Panel decides"),
        ShelfState.READY: _("Ready to combine"),
        ShelfState.RULES_NOT_KNOWN: _("Rules not known"),
    }[entry.state]


def outcome_word(outcome: Outcome) -> str:
    """Say a decision in a word or two."""
    return {
        Outcome.ACHIEVED: _("Achieved"),
        Outcome.REVISION_ASKED: _("Revision required"),
        Outcome.NOT_ACHIEVED: _("Not achieved"),
    }[outcome]


def assigned_text(entry: ShelfEntry) -> str:
    """Say who is assigned."""
    return ", ".join(one_line(each.person, 40) for each in entry.assigned) or _NOTHING


def due_text(entry: ShelfEntry, today: date) -> str:
    """Say by when somebody still has to do it, and whether that day is over."""
    if entry.due is None:
        return _NOTHING
    if entry.is_overdue(today):
        return _("Overdue: {day}").format(day=near_day(entry.due, today))
    return short_day(entry.due)


def soundness_text(entry: ShelfEntry) -> str:
    """Say whether a file is whole.

    What no record could be read from may never have been a package.
    """
    is_unknown = entry.package.kind is None and not entry.copy_of
    if entry.package.soundness is Soundness.DAMAGED and is_unknown:
        return _no_readable_package()
    if entry.package.wrong_key is not None and entry.package.soundness is not Soundness.DAMAGED:
        return signature_word(entry.package.wrong_key)
    if entry.package.exchanged is not None and entry.package.soundness is Soundness.VALID:
        return _exchanged()
    return _soundness_words()[entry.package.soundness]


def soundness_words() -> tuple[str, ...]:
    """Return every word that may stand in the column that says whether a package is whole."""
    wrong = (signature_word(SignatureCheck(state)) for state in WRONG_KEYS)
    return (*_soundness_words().values(), _no_readable_package(), _exchanged(), *wrong)


def _soundness_words() -> dict[Soundness, str]:
    return {
        Soundness.UNKNOWN: _("Not verified"),
        Soundness.VALID: _("Intact"),
        Soundness.DAMAGED: _("Damaged"),
        Soundness.FOREIGN: _("Other ZIP file"),
    }


def _exchanged() -> str:
    return _("Different file")


def _no_readable_package() -> str:
    return _("Can’t be read")


# Views and counts -------------------------------------------------------------------------------


def rules_unknown_count(count: int) -> str:
    """Say how many packages are in no other number, because their rules are not known here."""
    return ngettext(
        "{count} whose rules aren’t known here",
        "{count} whose rules aren’t known here",
        count,
    ).format(count=number_text(count))


def earlier_count(count: int) -> str:
    """Say how many earlier packages are not shown, because a newer one took their place."""
    return ngettext("{count} earlier one hidden", "{count} earlier ones hidden", count).format(
        count=number_text(count)
    )


def damaged_count(count: int) -> str:
    """Say how many damaged copies are not shown, because the package they are of is there."""
    return ngettext("{count} damaged copy hidden", "{count} damaged copies hidden", count).format(
        count=number_text(count)
    )


def nothing_found(view: ShelfView, words: str) -> tuple[str, str]:
    """Say that nothing is shown and why, and what can be done about it."""
    if words.strip():
        said = _("No package matches “{words}”.").format(words=one_line(words, 60))
        return said, _("Clear the filter, or enter part of a name, {set}, or file.")
    said = {
        ShelfView.TO_ME: _("Nothing is assigned to you."),
        ShelfView.OVERDUE: _("Nothing is overdue."),
        ShelfView.TO_REVIEW: _("Everything is reviewed."),
        ShelfView.READY: _("Nothing is ready to combine."),
        ShelfView.DECIDED: _("Nothing is decided yet."),
        ShelfView.OPEN_COMMENTS: _("There are no open comments."),
        ShelfView.RULES_NOT_KNOWN: _("This computer knows the rules of every package here."),
    }.get(view, _("Nothing to show."))
    return said, _("Choose “All” to see every package.")


def verifying_line(left: int) -> str:
    """Say how many packages are still to be verified in the background."""
    return ngettext(
        "{count} package isn’t verified yet.",
        "{count} packages aren’t verified yet.",
        left,
    ).format(count=number_text(left))


# Details of one package -------------------------------------------------------------------------


def assignment_line(each: Assignment, today: date) -> str:
    """Say who is assigned, and by when."""
    name = one_line(each.person, 60)
    if each.due is None:
        return _("Assigned to {name}.").format(name=name)
    said = (
        _("Assigned to {name}, was due {day}.")
        if each.due < today
        else _("Assigned to {name}, due by {day}.")
    )
    return said.format(name=name, day=long_day(each.due))


def entry_place(entry: ShelfEntry) -> str:
    """Say which file it is, and how it stands to the others of the same work."""
    parts = [_("File {name}.").format(name=shown_file(entry.shown_name))]
    if entry.package.exchanged is not None:
        parts.append(exchanged_line(entry.package.exchanged))
    if entry.rules_unknown:
        rules = entry.package.rules
        parts += [
            "" if rules is None else rules_line(rules),
            _(
                "Until they’re known here, the candidate’s name is hidden, and how many "
                "{evaluators} it needs and how long it’s kept aren’t known."
            ),
        ]
    elif entry.hidden:
        parts.append(_("The candidate’s name is hidden until it’s decided."))
    if entry.copy_of and not entry.hidden:
        parts.append(_("It’s a damaged copy of {name}.").format(name=shown_file(entry.copy_of)))
    if entry.damaged:
        parts.append(
            ngettext(
                "{count} damaged copy of it is here too.",
                "{count} damaged copies of it are here too.",
                len(entry.damaged),
            ).format(count=len(entry.damaged))
        )
    if entry.revises and not entry.hidden:
        parts.append(_("It revises {name}.").format(name=shown_file(entry.revises)))
    if entry.newest and not entry.hidden:
        parts.append(_("{name} replaced it.").format(name=shown_file(entry.newest)))
    if entry.earlier:
        parts.append(
            ngettext(
                "It replaced {count} earlier one.",
                "It replaced {count} earlier ones.",
                len(entry.earlier),
            ).format(count=len(entry.earlier))
        )
    return " ".join(parts)


def examined_message(entry: ShelfEntry, found: Verification | LsscError) -> Message:
    """Say of a file whether it is whole; if not what is wrong with it, and what can be done."""
    name = entry.shown_name
    instead = _use_the_other(entry)
    if isinstance(found, LsscError):
        message = message_for(found)
        advice = instead or message.advice or _ask_again()
        return Message(message.happened, message.meaning, advice)
    if found.valid:
        return Message(
            _("{name} is intact: every file in it matches its list.").format(name=shown_file(name))
        )
    return Message(
        _("{name} is damaged.").format(name=shown_file(name)),
        " ".join(fault_message(each).happened for each in found.faults[:_MOST_FAULTS]),
        instead or _ask_again(),
    )


def _use_the_other(entry: ShelfEntry) -> str:
    if not entry.copy_of:
        return ""
    if entry.hidden:
        return _("Use the one that isn’t damaged.")
    return _("Use {name} instead.").format(name=shown_file(entry.copy_of))


def _ask_again() -> str:
    return _("Ask the candidate to send it again, or copy it again from where you got it.")


def why_not_reviewed(entry: ShelfEntry | None) -> str:
    """Say why a package cannot be reviewed; "" where it can be."""
    if entry is None:
        return _("Choose a package first.")
    if entry.package.soundness is Soundness.FOREIGN:
        return _("This ZIP file isn’t a package of this program.")
    if entry.package.soundness is Soundness.DAMAGED:
        return _("This file is damaged, so it can’t be reviewed.")
    if entry.hidden and not entry.rules_unknown:
        return _(
            "Names are hidden, so you can only evaluate it. To review it, show the names first."
        )
    return ""


def why_not_evaluated(entry: ShelfEntry | None) -> str:
    """Say why a package cannot be evaluated; "" where it can be."""
    shown = entry if entry is None else replace(entry, hidden=False)
    why = why_not_reviewed(shown)
    if why or entry is None or entry.package.kind is PackageKind.PORTFOLIO:
        return why
    return _("You can evaluate only {a_portfolio} that was handed in. This is a copy for review.")


# Exported table ---------------------------------------------------------------------------------


def export_head() -> tuple[str, ...]:
    """Return the titles of the exported columns."""
    return (
        _("Candidate"),
        _("{Set}"),
        _("Package"),
        _("Last changed"),
        _("First seen"),
        _("Handed in"),
        _("Status"),
        _("Decided"),
        _("Evaluated"),
        _("{Evaluators} needed"),
        _("Reviewed by"),
        _("Evaluated by"),
        _("Assigned to"),
        _("Due"),
        _("Overdue"),
        _("Open comments"),
        _("Replaced by"),
        _("Revises"),
        _("File status"),
        _("Rules"),
        _("File"),
        _("Package ID"),
        _("{Portfolio} ID"),
    )


def export_row(entry: ShelfEntry, today: date) -> tuple[str | int | date | None, ...]:
    """Return a row as it is exported: days and numbers as what they are."""
    package = entry.package
    is_portfolio = package.kind is PackageKind.PORTFOLIO
    return (
        candidate_text(entry),
        set_text(entry),
        package_text(entry),
        package.changed,
        entry.first_seen,
        entry.handed_in,
        state_text(entry),
        entry.decided,
        entry.evaluated if is_portfolio else None,
        (package.evaluators or _("not known")) if is_portfolio else None,
        ", ".join(one_line(name, _LONGEST_NAME) for name in entry.reviewers),
        ", ".join(
            one_line(each.person, _LONGEST_NAME) for each in entry.evaluations if each.is_complete
        ),
        ", ".join(one_line(each.person, _LONGEST_NAME) for each in entry.assigned),
        entry.due,
        _("yes") if entry.is_overdue(today) else "",
        0 if entry.newest else entry.open_comments,
        "" if entry.hidden else entry.newest,
        "" if entry.hidden else entry.revises,
        soundness_text(entry),
        "" if package.rules is None else rules_word(package.rules),
        entry.shown_name,
        package.package_id,
        package.portfolio,
    )


def shelf_exported(path: str) -> Message:
    """Say where the table was written."""
    return Message(
        _("The table is saved as {name}.").format(name=shown_file(path)),
        _(
            "It has names of candidates and reviewers, so keep it where only your office "
            "can read it."
        ),
    )


# Statistics -------------------------------------------------------------------------------------


def statistics_head() -> tuple[str, ...]:
    """Return the titles of the columns of the statistics."""
    return (
        _("{Set}"),
        _("{Portfolios}"),
        _("Waiting"),
        _("Overdue"),
        outcome_word(Outcome.ACHIEVED),
        outcome_word(Outcome.REVISION_ASKED),
        outcome_word(Outcome.NOT_ACHIEVED),
        _("Median days"),
        _("Longest"),
    )


def statistics_row(found: SetStatistics) -> tuple[str | int | float | None, ...]:
    """Return a row of the statistics: one set."""
    return (
        one_line(found.set_title) or _NOTHING,
        found.handed_in,
        found.waiting,
        found.overdue,
        found.outcomes[Outcome.ACHIEVED],
        found.outcomes[Outcome.REVISION_ASKED],
        found.outcomes[Outcome.NOT_ACHIEVED],
        found.median_days,
        found.days[-1] if found.days else None,
    )


def statistics_line(found: SetStatistics) -> str:
    """Say the statistics of one set in a line."""
    said = ngettext(
        "{set_title}: {count} {portfolio}, {decided} decided",
        "{set_title}: {count} {portfolios}, {decided} decided",
        found.handed_in,
    )
    if found.median_days is not None:
        said = _("{counted}, half of them within {days} days").format(
            counted=said, days=short_number(found.median_days)
        )
    return said.format(
        set_title=one_line(found.set_title) or _NOTHING,
        count=found.handed_in,
        decided=found.decided,
    )


def shelf_table(
    path: Path, shown: Sequence[ShelfEntry], entries: Sequence[ShelfEntry], today: date
) -> bytes:
    """Return the shown packages as the kind of table that the name of the file asks for."""
    rows = [export_row(each, today) for each in shown]
    if path.suffix.lower() != ".xlsx":
        return to_csv(export_head(), rows)
    found = [statistics_row(each) for each in shelf_statistics(entries, today)]
    return to_xlsx(
        (
            TableSheet(_("Packages"), export_head(), rows),
            TableSheet(_("Statistics"), statistics_head(), found, _BARS),
        )
    )


# Reminders --------------------------------------------------------------------------------------

_REMIND = (7, 1)  # days before


def reminders(entries: Iterable[ShelfEntry], person: str = "") -> tuple[CalendarEntry, ...]:
    """Return what is due as entries of a calendar; of one person, or of everybody."""
    found = []
    for entry in entries:
        for each in entry.waiting:
            if each.due is None or (person and not is_for(each, person)):
                continue
            title = _("{name}: review {package}").format(
                name=one_line(each.person, 60), package=shelf_title(entry)
            )
            key = f"{entry.package.identity} {each.person}".encode(errors="replace")
            uid = f"{hashlib.sha256(key).hexdigest()[:32]}@lssc-desktop"
            text = _("File {name}.").format(name=shown_file(entry.shown_name))
            found.append(CalendarEntry(uid, each.due, title, text, _REMIND))
    return tuple(found)


def calendar_saved(path: str) -> Message:
    """Say where the calendar of what is due was written."""
    return Message(
        _("The calendar is saved as {name}.").format(name=shown_file(path)),
        _("Open it in a calendar program. It has reminders seven days and one day before."),
    )


def reminder_lines(entries: Iterable[ShelfEntry], person: str, today: date) -> tuple[str, ...]:
    """Return a line for each package that waits for somebody, the first due first."""
    waiting = [
        (each.due, entry) for entry in entries for each in entry.waiting if is_for(each, person)
    ]
    waiting.sort(key=lambda each: (each[0] or date.max, each[1].name))
    return tuple(
        _("- {package}, {due}, file {file}").format(
            package=shelf_title(entry), due=_due_words(due, today), file=entry.shown_name
        )
        for due, entry in waiting
    )


def reminder_mail(entries: Iterable[ShelfEntry], person: str, today: date) -> str:
    """Return the text of a mail that says what waits for somebody, the first due first."""
    lines = reminder_lines(entries, person, today)
    head = ngettext(
        "{count} package needs your review:",
        "{count} packages need your review:",
        len(lines),
    ).format(count=len(lines))
    return "\n".join(
        (
            _("Hello {name},").format(name=one_line(person, 60)),
            "",
            head,
            "",
            *lines,
            "",
            _("Thank you."),
        )
    )


def _due_words(due: date | None, today: date) -> str:
    if due is None:
        return _("no due date")
    said = _("was due {day}") if due < today else _("due by {day}")
    return said.format(day=long_day(due))


def shelf_title(entry: ShelfEntry) -> str:
    """Name a package: "A. Rivera, Technology, Copy 2"."""
    return _("{candidate}, {set_title}, {package}").format(
        candidate=candidate_text(entry), set_title=set_text(entry), package=package_text(entry)
    )


# Assignments ------------------------------------------------------------------------------------


def assigned_message(count: int, people: Sequence[str], due: date | None) -> Message:
    """Say that packages were assigned."""
    names = ", ".join(one_line(each, 60) for each in people)
    said = (
        ngettext(
            "Assigned {count} package to {names}.", "Assigned {count} packages to {names}.", count
        )
        if due is None
        else ngettext(
            "Assigned {count} package to {names}, due by {day}.",
            "Assigned {count} packages to {names}, due by {day}.",
            count,
        )
    )
    return Message(said.format(count=count, names=names, day=due and long_day(due)))
