"""What Undo takes back, in the menu and afterwards."""

from gettext import gettext as _

from lssc_desktop.core.program import Program
from lssc_desktop.core.undo_step import Step, StepKind
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.shown import shown_file


def step_words(step: Step, program: Program) -> str:
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
        number=step.number, title=_title(step, program), name=shown_file(step.about)
    )


def undo_entry(words: str) -> str:
    """Say in the menu what Undo takes back; "" for what was typed in a text."""
    return _("&Undo: {step}").format(step=_plain(words)) if words else _("&Undo")


def redo_entry(words: str) -> str:
    """Say in the menu what Redo does again; "" for what was typed in a text."""
    return _("&Redo: {step}").format(step=_plain(words)) if words else _("&Redo")


def told_step(step: Step, program: Program, *, redone: bool) -> Message:
    """Say what was undone, or done again, where nobody sees it."""
    in_set = step.number is not None or step.kind is StepKind.STATEMENT_READY
    if in_set and redone:
        happened = _("Redone: {step} in {title}.")
    elif in_set:
        happened = _("Undone: {step} in {title}.")
    else:
        happened = _("Redone: {step}.") if redone else _("Undone: {step}.")
    return Message(
        happened.format(step=step_words(step, program), title=_title(step, program)),
        advice=_("Undo takes it back again.") if redone else _("Redo brings it back."),
    )


def _title(step: Step, program: Program) -> str:
    found = program.competency_set(step.set_id)
    return step.set_id if found is None else found.title


def _plain(words: str) -> str:
    return words.replace("&", "&&")  # which would underline a letter of the menu
