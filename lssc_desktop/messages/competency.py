"""The work on a competency in words: its state and length, its earlier versions, undo."""

from datetime import datetime
from typing import TYPE_CHECKING

from lssc_desktop.core.portfolio.portfolio import SetWork
from lssc_desktop.core.portfolio.undo import StepKind, UndoStep
from lssc_desktop.core.portfolio.versions import EarlierVersion, KeptFor
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import CompetencyState
from lssc_desktop.core.text.richtext import word_count
from lssc_desktop.formats.dates import near_moment
from lssc_desktop.formats.numbers import number_text, short_number
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.courses import closed_sentence
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.standing import route_word
from lssc_desktop.messages.words import shown_file

if TYPE_CHECKING:
    from lssc_desktop.core.text.changes import Change, ChangeKind

_TENTH = 0.1


def competency_state_word(state: CompetencyState) -> str:
    """Name the state of a competency or of a learning statement."""
    return {
        CompetencyState.NOT_STARTED: _("Not started"),
        CompetencyState.NOTED: _("Notes"),
        CompetencyState.IN_PROGRESS: _("In progress"),
        CompetencyState.COMMENT: _("Comment to answer"),
        CompetencyState.REVISION: _("Revise"),
        CompetencyState.UNSHOWN: _("Ready, but no evidence yet"),
        CompetencyState.READY: _("Ready"),
    }[state]


def set_title(program: Program, set_id: str | None) -> str:
    """Return the short title of a set, "" where the program has none of that name."""
    found = None if set_id is None else program.competency_set(set_id)
    return "" if found is None else found.short_title


def statement_title(program: Program | None = None) -> str:
    """Name the statement of a set, as the program does where it has a name for it."""
    if program is not None and program.statement is not None and program.statement.title:
        return program.statement.title
    return _("{Learning_statement}")


def statement_note(program: Program) -> str:
    """Say when it is written, or how long it may be."""
    rule = program.statement
    if program.needs_responses or rule is None:
        return _("Write it last.")
    if rule.max_words is None:
        return ""
    said = ngettext("At most {count} word.", "At most {count} words.", rule.max_words)
    return said.format(count=number_text(rule.max_words))


def nothing_written(program: Program, *, statement: bool) -> str:
    """Say why a reader finds no text: it is missing, or is not asked for there."""
    if statement or program.needs_responses:
        return _("Nothing is written here.")
    return _("This needs no separate text. Read the {learning_statement}.")


def in_sentence(title: str) -> str:
    """Return a title as it stands within a sentence: "evaluative statement", "PKSB form"."""
    first, _space, _rest = title.partition(" ")
    return title if first[1:] != first[1:].lower() else title[:1].lower() + title[1:]


def competency_name(number: int | None, title: str, state: CompetencyState) -> str:
    """Say a whole row of the list: "11, Diversity of users, In progress"."""
    word = competency_state_word(state)
    if number is None:
        return _("{title}, {state}").format(title=title, state=word)
    return _("{number}, {title}, {state}").format(number=number, title=title, state=word)


def official_texts_found(count: int, total: int) -> str:
    """Say how many of a set's official texts were found in what was pasted."""
    if not count:
        return _("Number the texts 1, 2, 3, like the official list, so we can tell them apart.")
    return ngettext(
        "{count} of {total} {competency} found.", "{count} of {total} {competencies} found.", total
    ).format(count=count, total=total)


def text_name(competency_set: CompetencySet, number: int | None) -> str:
    """Name a text: "11, Diversity of users", or the learning statement of a set."""
    competency = None if number is None else competency_set.competency(number)
    if competency is None:
        return f"{statement_title()}: {competency_set.title}"
    return _("{number}, {title}").format(number=number, title=competency.title)


def place_line(
    competency_set: CompetencySet, number: int | None, program: Program | None = None
) -> str:
    """Say which of how many is shown: "Competency 11 of 12", "Criterion 2 of 3"."""
    if number is None:
        return _("The last part of {title}").format(title=competency_set.title)
    count = len(competency_set.competencies)
    if program is not None and not program.needs_responses:
        return _("Criterion {number} of {count}").format(number=number, count=count)
    line = _("{Competency} {number} of {count} or more") if competency_set.count_is_minimum else ""
    return (line or _("{Competency} {number} of {count}")).format(number=number, count=count)


def no_route_note(program: Program) -> str:
    """Say of a set without a route that writing in it chooses one, and whether that is taken."""
    said = _("Choose a route under Courses. If you write here, it’s {a_portfolio}.")
    if program.takes(Route.PORTFOLIO):
        return said
    return f"{said} {closed_sentence(program, Route.PORTFOLIO)}"


def set_note(competency_set: CompetencySet, work: SetWork, program: Program) -> str:
    """Say what kind of set it is and how it is achieved: "Required set, by portfolio".

    And, while nothing is written, that the program does not take that.
    """
    route = work.route
    kind = _("Required {set}") if competency_set.required else _("Elective {set}")
    how = {
        Route.PORTFOLIO: _("by {portfolio}"),
        Route.COURSE: _("by a course"),
        Route.RECOGNITION: _("by a recognition agreement"),
    }.get(route, route_word(route))
    said = _("{kind}, {how}").format(kind=kind, how=how)
    if program.takes(route) or work.competencies or work.statement:
        return said
    return f"{said}. {closed_sentence(program, route)}"


def words_line(count: int, most: int | None = None) -> str:
    """Say how many words were written: "987 of 1,000 words" where there is a limit."""
    if most is not None:
        return _("{count} of {most} words").format(count=number_text(count), most=number_text(most))
    return ngettext("{count} word", "{count} words", count).format(count=number_text(count))


def pages_line(pages: float, limit: float | None) -> str:
    """Say how long a text is: "about 1.2 of 3 pages"; one word is a tenth of a page already."""
    if not pages:
        if limit is None:
            return _("0 pages")
        none = ngettext("0 of {limit} page", "0 of {limit} pages", limit)
        return none.format(limit=short_number(limit))
    shown = number_text(max(pages, _TENTH), decimals=1)
    if limit is None:
        return _("about {pages} pages").format(pages=shown)
    said = ngettext("about {pages} of {limit} page", "about {pages} of {limit} pages", limit)
    return said.format(pages=shown, limit=short_number(limit))


def over_limit_line(pages: float, limit: float) -> str:
    """Advise on a text that is longer than the program likes; it is no obstacle."""
    return _("{over} pages over the program’s limit of {limit}.").format(
        over=number_text(pages - limit, decimals=1), limit=short_number(limit)
    )


# Undo and redo ----------------------------------------------------------------------------------


def undo_step_words(step: UndoStep, program: Program) -> str:
    """Name a step, as it stands in the menu: "planning note for competency 1"."""
    words = {
        StepKind.PLAN: _("planning note for {competency} {number}"),
        StepKind.SELF_RATING: _("your rating of {competency} {number}"),
        StepKind.SUGGESTION: _("suggestion for {competency} {number}"),
        StepKind.OFFICIAL_TEXT: _("official text of {competency} {number}"),
        StepKind.READY: _("ready mark on {competency} {number}"),
        StepKind.CAN_DO: _("what you can do, {competency} {number}"),
        StepKind.EVIDENCE: _("evidence for {competency} {number}"),
        StepKind.ROUTE: _("route for {title}"),
        StepKind.COURSE: _("course for {title}"),
        StepKind.PLANNED: _("planned date for {title}"),
        StepKind.DECISION: _("decision on {title}"),
        StepKind.HANDED_IN: _("hand-in date for {title}"),
        StepKind.STATEMENT_READY: _("ready mark on the {learning_statement}"),
        StepKind.STATEMENT_EVIDENCE: _("evidence for the {statement}"),
        StepKind.SETS: _("choice of {sets}"),
        StepKind.FILE: _("file {name}"),
        StepKind.PERSON: _("facts about you"),
        StepKind.RENEWAL: _("{renewal}"),
        StepKind.ANSWER: _("answer to a comment"),
        StepKind.WORDS: _("{name} in your dictionary"),
        StepKind.TOLD: _("answer from the program office"),
        StepKind.OTHER: _("last change"),
    }[step.kind]
    if step.count > 1:
        words = {
            StepKind.FILE: ngettext("{count} file", "{count} files", step.count),
            StepKind.EVIDENCE: ngettext(
                "evidence for {count} {competency}",
                "evidence for {count} {competencies}",
                step.count,
            ),
            StepKind.OFFICIAL_TEXT: ngettext(
                "official text of {count} {competency}",
                "official text of {count} {competencies}",
                step.count,
            ),
        }.get(step.kind, words)
    return words.format(
        number=step.number,
        title=_set_title(step, program),
        name=shown_file(step.about),
        count=step.count,
    )


def undone_message(step: UndoStep, program: Program, *, redone: bool) -> Message:
    """Say what was undone, or done again, where nobody sees it."""
    of_statement = (StepKind.STATEMENT_READY, StepKind.STATEMENT_EVIDENCE)
    in_set = step.count == 1 and (step.number is not None or step.kind in of_statement)
    if in_set and redone:
        happened = _("Redone: {step} in {title}.")
    elif in_set:
        happened = _("Undone: {step} in {title}.")
    else:
        happened = _("Redone: {step}.") if redone else _("Undone: {step}.")
    advice = _("Undo reverses it.") if redone else _("Redo restores it.")
    if step.kind is StepKind.FILE:
        advice = _("Only the list changed. No file was moved.")
    return Message(
        happened.format(step=undo_step_words(step, program), title=_set_title(step, program)),
        advice=advice,
    )


def _set_title(step: UndoStep, program: Program) -> str:
    found = program.competency_set(step.set_id)
    return step.set_id if found is None else found.title


# Words in a text --------------------------------------------------------------------------------


def replaced_line(count: int, left: int) -> str:
    """Say how many places were replaced, and how many stay because they are in links."""
    done = ngettext("{count} replaced.", "{count} replaced.", count).format(
        count=number_text(count)
    )
    if not left:
        return done
    stay = ngettext(
        "{count} in a link or protected object wasn’t changed.",
        "{count} in links or protected objects weren’t changed.",
        left,
    ).format(count=number_text(left))
    return f"{done} {stay}"


# Earlier versions -------------------------------------------------------------------------------


def version_when(version: EarlierVersion, now: datetime) -> str:
    """Say when a version was kept: "Sep 8, 9:41 AM"."""
    return near_moment(version.at, now)


def version_reason(version: EarlierVersion) -> str:
    """Say why a version was kept."""
    reasons = {
        KeptFor.HOUR: _("Before you continued writing"),
        KeptFor.CUT: _("Before a large deletion"),
        KeptFor.OUTSIDE: _("Written in another program"),
        KeptFor.REPLACED: _("Before it was replaced"),
    }
    return reasons[version.kept_for]


def version_spoken(version: EarlierVersion, now: datetime) -> str:
    """Describe a version in one sentence."""
    parts = (version_when(version, now), words_line(version.words), version_reason(version))
    return ", ".join(parts)


def difference_line(changes: "tuple[Change, ...]") -> str:
    """Count the words that only a version has (removed since) and only the present text (added)."""
    from lssc_desktop.core.text.changes import ChangeKind  # a start compares nothing

    gone = _words_in(changes, ChangeKind.REMOVED)
    come = _words_in(changes, ChangeKind.ADDED)
    if not gone and not come:
        return _("The words are the same as in the current text.")
    only_here = ngettext(
        "{count} word only in this version (underlined)",
        "{count} words only in this version (underlined)",
        gone,
    ).format(count=number_text(gone))
    only_now = ngettext(
        "{count} word only in the current text (struck through)",
        "{count} words only in the current text (struck through)",
        come,
    ).format(count=number_text(come))
    return f"{only_here}, {only_now}"


def question_of_deleting(count: int) -> Message:
    """Ask whether versions are to be deleted for good."""
    return Message(
        ngettext(
            "Delete this earlier version?", "Delete all {count} earlier versions?", count
        ).format(count=number_text(count)),
        _("They can’t be restored. Your current text stays as it is."),
    )


def _words_in(changes: "tuple[Change, ...]", kind: "ChangeKind") -> int:
    return sum(word_count(change.old + change.new) for change in changes if change.kind is kind)
