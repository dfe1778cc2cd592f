"""The work on a competency in words: its state, its evidence files, former work, undo."""

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext
from itertools import groupby

from lssc_desktop.core.portfolio.folder_facts import FileState, FileUse, ListedFile
from lssc_desktop.core.portfolio.names import FileKind
from lssc_desktop.core.portfolio.portfolio import AboutKind, Route, Weight
from lssc_desktop.core.portfolio.progress import CompetencyState
from lssc_desktop.core.portfolio.reconcile import MissingFile, NewFile, PlaceKind, Reconciliation
from lssc_desktop.core.portfolio.undo import StepKind, UndoStep
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.program_differences import FormerWork
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.standing import route_word
from lssc_desktop.messages.words import shown_file, size, word_list

_TENTH = 0.1


def competency_state_word(state: CompetencyState) -> str:
    """Name the state of a competency or of a learning statement."""
    return {
        CompetencyState.NOT_STARTED: _("Not started"),
        CompetencyState.IN_PROGRESS: _("In progress"),
        CompetencyState.COMMENT: _("Comment to answer"),
        CompetencyState.READY: _("Ready"),
    }[state]


def statement_title() -> str:
    """Name what is written last for each set."""
    return _("Personal learning statement")


def competency_name(number: int | None, title: str, state: CompetencyState) -> str:
    """Say a whole row of the list: "11, Diversity of users, In progress"."""
    word = competency_state_word(state)
    if number is None:
        return _("{title}, {state}").format(title=title, state=word)
    return _("{number}, {title}, {state}").format(number=number, title=title, state=word)


def place_line(competency_set: CompetencySet, number: int | None) -> str:
    """Say which of how many is shown: "Competency 11 of 12"."""
    if number is None:
        return _("The last part of {title}").format(title=competency_set.title)
    count = len(competency_set.competencies)
    line = _("Competency {number} of {count} or more") if competency_set.count_is_minimum else ""
    return (line or _("Competency {number} of {count}")).format(number=number, count=count)


def set_note(competency_set: CompetencySet, route: Route) -> str:
    """Say what kind of set it is and how it is achieved: "Required set, by portfolio"."""
    kind = _("Required set") if competency_set.required else _("Elective set")
    how = {
        Route.PORTFOLIO: _("by portfolio"),
        Route.COURSE: _("by a course"),
        Route.RECOGNITION: _("by a recognition agreement"),
    }.get(route, route_word(route))
    return _("{kind}, {how}").format(kind=kind, how=how)


def weight_word(weight: Weight) -> str:
    """Name how directly evidence shows a competency."""
    return {Weight.PRIMARY: _("Primary"), Weight.SECONDARY: _("Secondary")}[weight]


def evidence_head(number: int) -> str:
    """Return the heading of the evidence of a competency."""
    return _("Evidence for no. {number}").format(number=number)


def words_line(count: int) -> str:
    """Say how many words were written."""
    return ngettext("{count} word", "{count} words", count).format(count=f"{count:,}")


def pages_line(pages: float, limit: float | None) -> str:
    """Say how long a text is: "about 1.2 of 3 pages"; one word is a tenth of a page already."""
    if not pages:
        none = _("0 of {limit:g} pages") if limit is not None else _("0 pages")
        return none.format(limit=limit)
    shown = max(pages, _TENTH)
    if limit is None:
        return _("about {pages:.1f} pages").format(pages=shown)
    return _("about {pages:.1f} of {limit:g} pages").format(pages=shown, limit=limit)


def over_limit_line(pages: float, limit: float) -> str:
    """Advise on a text that is longer than the program likes; it is no obstacle."""
    return _(
        "{over:.1f} pages over {limit:g}. Programs accept more only in unusual circumstances."
    ).format(over=pages - limit, limit=limit)


def evidence_reference(numbers: tuple[int, ...]) -> str:
    """How a response refers to evidence: "(evidence 2)"."""
    return _("(evidence {numbers})").format(numbers=", ".join(map(str, numbers)))


def taken_out_line(path: str, number: int) -> str:
    """Say that a file is no longer shown for a competency, and where it still is."""
    name = path.rpartition("/")[2]
    return _("“{name}” is taken out of no. {number}. The file stays in your evidence.").format(
        name=name, number=number
    )


# Evidence files ---------------------------------------------------------------------------------


def kind_word(kind: FileKind) -> str:
    """Name a kind of file."""
    return {
        FileKind.PDF: _("PDF"),
        FileKind.WORD: _("Word"),
        FileKind.EXCEL: _("Excel"),
        FileKind.SLIDES: _("Slides"),
        FileKind.PHOTO: _("Photo"),
        FileKind.VIDEO: _("Video"),
        FileKind.SOUND: _("Sound"),
        FileKind.MAIL: _("E-mail"),
        FileKind.WEB: _("Web page"),
        FileKind.TEXT: _("Text"),
        FileKind.OTHER: _("File"),
    }[kind]


def about_word(kind: AboutKind) -> str:
    """Name what a file about the candidate is."""
    return {
        AboutKind.RESUME: _("Résumé"),
        AboutKind.ACCEPTANCE_LETTER: _("Acceptance letter"),
        AboutKind.MEMBERSHIP: _("Membership"),
        AboutKind.JOB_DESCRIPTION: _("Job description"),
        AboutKind.OTHER: _("About me"),
    }[kind]


def used_in(file: ListedFile) -> str:
    """Say where a file is used: "Foundations 4, 7", "Access certificate", "Not used yet".

    Of a file about the candidate, say what it is.
    """
    if file.about is not None:
        return file.about_title or about_word(file.about)
    if not file.uses:
        return _("Not used yet")
    sets = groupby(file.uses, key=lambda use: use.set_title)
    return "; ".join(_in_set(title, tuple(uses)) for title, uses in sets)


def use_line(use: FileUse) -> str:
    """Say one use: "Foundations, no. 11, primary"."""
    if use.renewal:
        return _("“{activity}”, for your renewal").format(activity=use.set_title)
    if use.number is None:
        return _("{set}, certificate of the course").format(set=use.set_title)
    return _("{set}, no. {number}, {weight}").format(
        set=use.set_title, number=use.number, weight=weight_word(use.weight).lower()
    )


def state_line(state: FileState) -> str:
    """Say what is wrong with a file; "" when nothing is."""
    return {
        FileState.MISSING: _("It is not in the folder anymore. Put it back, or remove it here."),
        FileState.UNREADABLE: _("It cannot be read. See whether another program opens it."),
        FileState.THERE: "",
        FileState.NOT_LOOKED: "",
    }[state]


def size_text(file: ListedFile) -> str:
    """Say how large a file is, or that it is gone."""
    return _("missing") if file.state is FileState.MISSING else size(file.bytes)


def facts_line(file: ListedFile) -> str:
    """Say what a file is: "Word, 1.8 MB"."""
    return _("{kind}, {size}").format(kind=kind_word(file.kind), size=size(file.bytes))


def file_count_line(files: int, unused: int, about: int) -> str:
    """Say how many files there are, how many are not used, how many are about the candidate."""
    said = ngettext("{count} file.", "{count} files.", files).format(count=files)
    if unused:
        said += " " + ngettext(
            "{count} is not used yet.", "{count} are not used yet.", unused
        ).format(count=unused)
    if about:
        said += " " + ngettext(
            "{count} more is about you.", "{count} more are about you.", about
        ).format(count=about)
    return said


def _in_set(title: str, uses: tuple[FileUse, ...]) -> str:
    numbers = ", ".join(str(use.number) for use in uses if use.number is not None)
    if not numbers and any(use.renewal for use in uses):
        return _("Renewal, {activity}").format(activity=title)
    if not numbers:
        return _("{set} certificate").format(set=title)
    return _("{set} {numbers}").format(set=title, numbers=numbers)


# Evidence page ----------------------------------------------------------------------------------


def no_files() -> Message:
    """Say that there is no evidence yet."""
    return Message(
        _("No files yet."),
        "",
        _("Drag files here, or choose some. We copy them, your originals stay."),
    )


def no_files_about() -> Message:
    """Say that there is nothing about the candidate yet."""
    return Message(
        _("Nothing about you yet."),
        "",
        _("Your résumé or acceptance letter goes here. We copy it, your original stays."),
    )


def all_used() -> Message:
    """Say that there is no file which no set shows."""
    return Message(_("Every file is used."), "", _("New files that no set shows appear here."))


def no_match(text: str) -> Message:
    """Say that the filter lets nothing through."""
    return Message(
        _("No file matches “{text}”.").format(text=text), "", _("Clear the filter to see all.")
    )


def file_removed(path: str, uses: int) -> Message:
    """Say that a file went to the trash, and how its uses come back."""
    if not uses:
        return Message(
            _("{file} is in the trash of this computer.").format(file=shown_file(path)),
            _("No competency showed it."),
        )
    return Message(
        _("{file} is in the trash of this computer.").format(file=shown_file(path)),
        ngettext("It was shown in {count} place.", "It was shown in {count} places.", uses).format(
            count=uses
        ),
        _("Undo brings these back; then put the file back from the trash."),
    )


def not_opened(path: str) -> Message:
    """Say that no program of this computer opened a file."""
    return Message(
        _("No program of this computer opened {file}.").format(file=shown_file(path)),
        _("The file itself is as it was."),
        _("Show it in its folder and open it with a program of your choice."),
    )


# Changes found in the folder --------------------------------------------------------------------


def files_added(found: Reconciliation) -> str:
    """Say what was done with other programs and is taken in; "" for nothing."""
    new = sum(1 for each in found.new if each.place is not None and each.file.sha256)
    changed, moved = len(found.changed), len(found.moved)
    counted = (
        (new, ngettext("{count} new file", "{count} new files", new)),
        (changed, ngettext("{count} changed file", "{count} changed files", changed)),
        (moved, ngettext("{count} moved file", "{count} moved files", moved)),
    )
    parts = tuple(said.format(count=count) for count, said in counted if count)
    if not parts:
        return ""
    return _("Other programs changed your folder. We took in {what}.").format(what=word_list(parts))


def missing_file(program: Program, missing: MissingFile) -> Message:
    """Say that a file which the portfolio knows is not in its folder."""
    found = program.competency_set(missing.place.set_id)
    title = "" if found is None else found.short_title
    meaning = {
        PlaceKind.EVIDENCE: _("Where it is shown, a hand-in has to wait."),
        PlaceKind.ABOUT_ME: _("It is about you and belongs to no set."),
        PlaceKind.RESPONSE: _("It is the response to no. {number} of {set}."),
        PlaceKind.STATEMENT: _("It is the learning statement of {set}."),
    }[missing.place.kind].format(number=missing.place.number, set=title)
    return Message(
        _("{file} is not in the folder anymore.").format(file=shown_file(missing.path)),
        meaning,
        _("Put it back, then look again."),
    )


def strange_file(new: NewFile) -> Message:
    """Say that a file lies in the folder whose purpose is unknown."""
    return Message(
        _("{file} lies in your folder, and we cannot tell what it is for.").format(
            file=shown_file(new.file.path)
        ),
        _("It stays where it is and goes into no package."),
    )


def more_files(count: int) -> str:
    """Say that there are more than are listed."""
    return ngettext("{count} more file like this.", "{count} more files like this.", count).format(
        count=count
    )


# Former work ------------------------------------------------------------------------------------


def former_title(work: FormerWork) -> str:
    """Name what the former program asked: "Technology, no. 3: Data and privacy"."""
    if work.number is None:
        return _("{set}, personal learning statement").format(set=work.set_title)
    return _("{set}, no. {number}: {title}").format(
        set=work.set_title, number=work.number, title=work.title
    )


def former_notes(work: FormerWork) -> Iterator[str]:
    """Say what was asked, and what was planned and attached."""
    yield from filter(None, (work.summary, work.official_text))
    plan = work.plan
    notes = [note for note in (plan.primary, plan.secondary, plan.pds, plan.other) if note.strip()]
    if notes:
        yield _("Planned: {notes}").format(notes=" · ".join(notes))
    if work.evidence:
        names = ", ".join(path.rpartition("/")[2] for path in work.evidence)
        yield _("Evidence: {names}").format(names=names)


def former_lead() -> str:
    """Say what becomes of former work."""
    return _(
        "Your program file does not ask for this. It is kept in your folder, is in no package, and "
        "counts again when you go back to a program file that asks for it."
    )


def unreadable_here() -> str:
    """Say that a text cannot be shown in place."""
    return _("We cannot show this text here. Open it in Word.")


# Undo and redo ----------------------------------------------------------------------------------


def undo_step_words(step: UndoStep, program: Program) -> str:
    """Name a step, as it stands in the menu: "planning note for competency 1"."""
    words = {
        StepKind.PLAN: _("planning note for competency {number}"),
        StepKind.SELF_RATING: _("your rating of competency {number}"),
        StepKind.SUGGESTION: _("suggestion for competency {number}"),
        StepKind.OFFICIAL_TEXT: _("official text of competency {number}"),
        StepKind.READY: _("ready mark on competency {number}"),
        StepKind.CAN_DO: _("what you can do, competency {number}"),
        StepKind.EVIDENCE: _("evidence for competency {number}"),
        StepKind.ROUTE: _("route for {title}"),
        StepKind.COURSE: _("course for {title}"),
        StepKind.PLANNED: _("planned date for {title}"),
        StepKind.DECISION: _("decision on {title}"),
        StepKind.STATEMENT_READY: _("ready mark on the learning statement"),
        StepKind.SETS: _("choice of sets"),
        StepKind.FILE: _("file {name}"),
        StepKind.PERSON: _("facts about you"),
        StepKind.RENEWAL: _("renewal"),
        StepKind.ANSWER: _("answer to a comment"),
        StepKind.OTHER: _("last change"),
    }[step.kind]
    return words.format(
        number=step.number, title=_set_title(step, program), name=shown_file(step.about)
    )


def undo_entry(words: str) -> str:
    """Say in the menu what Undo takes back; "" for what was typed in a text."""
    return _("&Undo: {step}").format(step=_escaped(words)) if words else _("&Undo")


def redo_entry(words: str) -> str:
    """Say in the menu what Redo does again; "" for what was typed in a text."""
    return _("&Redo: {step}").format(step=_escaped(words)) if words else _("&Redo")


def undone_message(step: UndoStep, program: Program, *, redone: bool) -> Message:
    """Say what was undone, or done again, where nobody sees it."""
    in_set = step.number is not None or step.kind is StepKind.STATEMENT_READY
    if in_set and redone:
        happened = _("Redone: {step} in {title}.")
    elif in_set:
        happened = _("Undone: {step} in {title}.")
    else:
        happened = _("Redone: {step}.") if redone else _("Undone: {step}.")
    return Message(
        happened.format(step=undo_step_words(step, program), title=_set_title(step, program)),
        advice=_("Undo takes it back again.") if redone else _("Redo brings it back."),
    )


def _set_title(step: UndoStep, program: Program) -> str:
    found = program.competency_set(step.set_id)
    return step.set_id if found is None else found.title


def _escaped(words: str) -> str:
    return words.replace("&", "&&")  # which would underline a letter of the menu
