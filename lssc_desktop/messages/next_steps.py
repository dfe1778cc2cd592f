"""Next steps in words: one row for each kind."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from lssc_desktop.core.check.finding import Level
from lssc_desktop.core.errors import By, Counted, Text
from lssc_desktop.core.overview.next_steps import NextStep, StepCode
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.program.schema import Route
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import in_sentence, set_title, statement_title
from lssc_desktop.messages.courses import closed_sentence
from lssc_desktop.messages.saying import fill
from lssc_desktop.messages.words import file_name


class StepWords(NamedTuple):
    """A step in one line, and one line why."""

    what: str
    why: str


class NextStepKind(NamedTuple):
    """All that is said of one kind of step, and how its icon looks: its name, and its tone.

    Why it is to be done is said after the name of the set, if `in_set`. `rule` is the one of the
    program that it rests on. The texts have the facts of what was found, where it comes from that.
    """

    what: Text
    why: Text
    look: tuple[str, str]
    in_set: bool = False
    rule: Rule | None = None


STEPS: Mapping[StepCode, NextStepKind] = {
    StepCode.APPEAL: NextStepKind(
        "Decide whether to appeal, {set_title}",
        "The next deadline is {day}.",
        look=("calendar-event", "bad"),
        rule=Rule.APPEAL,
    ),
    StepCode.NOT_ACHIEVED: NextStepKind(
        "Choose what to do next, {set_title}",
        "The {set} wasn’t achieved. Your work stays here.",
        look=("circle-x", "bad"),
    ),
    StepCode.REVISE: NextStepKind(
        By("number", {None: "Revise {set_title}"}, "Revise {competency} {number}, {set_title}"),
        By(
            "number",
            {None: "The {evaluators} require a revision."},
            Counted(
                "The {evaluators} want to see more.",
                "The {evaluators} want to see more on {count} {competencies}.",
                "count",
            ),
        ),
        look=("edit", "warn"),
    ),
    StepCode.RENEWAL: NextStepKind(
        By(
            "title",
            {"": "Send in your {renewal}"},
            Counted("Earn {title} more contact hour", "Earn {title} more contact hours", "title"),
        ),
        By("title", {"": "You have all your hours. {Renew} by {day}."}, "{Renew} by {day}."),
        look=("calendar-repeat", "warn"),
        rule=Rule.RENEWAL,
    ),
    StepCode.NOTIFY: NextStepKind(
        "{title}",
        "Your {sets} are achieved. We can draft the message for you.",
        look=("award", "accent"),
        rule=Rule.COMPLETION,
    ),
    StepCode.FILE_GONE: NextStepKind(
        "Put {file} back",
        "It isn’t in the folder anymore.",
        look=("file-alert", "bad"),
        in_set=True,
    ),
    StepCode.FILE_UNREADABLE: NextStepKind(
        "See why {file} can’t be read",
        "You can’t hand in without it.",
        look=("file-alert", "bad"),
        in_set=True,
    ),
    StepCode.COMMENT: NextStepKind(
        "Answer a staff comment, {place}",
        "“{comment}”",
        look=("message-circle", "note"),
        in_set=True,
    ),
    StepCode.OWN_ROLE: NextStepKind(
        "Add your own role, {place}", "{file} is team work.", look=("user", "note"), in_set=True
    ),
    StepCode.FIND_OUT: NextStepKind(
        "Find out whether {set_title} arrived",
        "It was sent, but not confirmed yet.",
        look=("help-circle", "warn"),
    ),
    StepCode.DAYS: NextStepKind(
        "Check the dates you entered", "{found}", look=("calendar-event", "warn")
    ),
    StepCode.GIVE_COPY: NextStepKind(
        "Give {set_title} to your program office",
        "It’s only copied to your drive. When they have it, enter that here.",
        look=("device-usb", "accent"),
    ),
    StepCode.COURSE_OVERDUE: NextStepKind(
        "Update the {set_title} course",
        "Its planned date has passed.",
        look=("help-circle", "warn"),
    ),
    StepCode.PLAN_MISSED: NextStepKind(
        "Finish {set_title}, or change its planned date",
        "It was planned for {day}.",
        look=("calendar-event", "warn"),
    ),
    StepCode.HAND_IN: NextStepKind(
        By("is_one_text", {True: "Submit your {portfolio}"}, "Hand in {set_title}"),
        "You’ve built the package.",  # handing in finds out whether it shows the set as it is
        look=("send", "ok"),
    ),
    StepCode.CHECK_SET: NextStepKind(
        By("is_one_text", {True: "Package your {portfolio}"}, "Check {set_title}"),
        By(
            "is_one_text",
            {True: "The {statement} is ready, and there are no blockers."},
            By(
                "count",
                {0: "You have the certificate. Package it next."},
                Counted(
                    "{count} response is ready. Package it next.",
                    "All {count} are ready. Package the {set} next.",
                    "count",
                ),
            ),
        ),
        look=("clipboard-check", "ok"),
    ),
    StepCode.STATEMENT: NextStepKind(
        By("is_one_text", {True: "Write the {statement_title}"}, "Finish the {statement_title}"),
        By(
            "is_one_text",
            {True: "Mark it as ready when you’re happy with it."},
            "{set_title}. It’s the only thing left.",
        ),
        look=("pencil", "accent"),
    ),
    StepCode.ONLY_EMPTY: NextStepKind(
        "Start {place}, the only empty one",
        By(
            "not_met_allowed",
            {0: "A single “not met” holds up the whole {set}."},
            "All must be addressed.",
        ),
        look=("pencil", "accent"),
        in_set=True,
    ),
    StepCode.TOO_LONG: NextStepKind(
        "Shorten {place}",
        Counted("About {pages} page of {limit}.", "About {pages} pages of {limit}.", "pages"),
        look=("file-text", "warn"),
        in_set=True,
        rule=Rule.LIMITS,
    ),
    StepCode.PART_OPEN: NextStepKind(
        By(
            "subjects",
            {
                "": Counted(
                    "Add evidence for part {parts}, {place}",
                    "Add evidence for parts {parts}, {place}",
                    "open",
                )
            },
            "Add an example of {parts}, {place}",
        ),
        Counted("It doesn’t have one yet.", "They don’t have one yet.", "open"),
        look=("list-check", "warn"),
        in_set=True,
    ),
    StepCode.CHOOSE_ELECTIVES: NextStepKind(
        "Choose your electives",
        Counted("The program requires {count}.", "The program requires {count}.", "count"),
        look=("list-check", "accent"),
        rule=Rule.SETS,
    ),
    StepCode.CHOOSE_ROUTE: NextStepKind(
        "Choose how you will achieve {set_title}",
        By(
            "closed",
            {"": "By {portfolio}, by course, or by an agreement with your college."},
            "{closed}",
        ),
        look=("school", "accent"),
    ),
    StepCode.BEGIN_SET: NextStepKind(
        "Start {set_title}", "It has no text and no evidence yet.", look=("pencil", "accent")
    ),
    StepCode.UNREFERENCED: NextStepKind(
        "Refer to {label} in the {statement}, or remove it",
        "The {statement} doesn’t mention {file}.",
        look=("paperclip", "warn"),
    ),
    StepCode.PERSONAL_DOCUMENT: NextStepKind(
        By(
            "level",
            {
                Level.ADVICE: By(
                    "unknown",
                    {"": "Worth adding: {title}"},
                    "Ask whether you need: {title}",
                )
            },
            "Still needed: {title}",
        ),
        "Add it in Evidence, under “About me”.",
        look=("user", "note"),
        rule=Rule.DOCUMENTS,
    ),
    StepCode.UNUSED_FILES: NextStepKind(
        By(
            "count",
            {1: "Use {file}, or leave it out"},
            Counted(
                "Use {count} file, or leave it out", "Use {count} files, or leave them out", "count"
            ),
        ),
        By(
            "count",
            {1: "It isn’t used in any {set}."},
            "{file} and others aren’t used in any {set}.",
        ),
        look=("paperclip", "idle"),
    ),
}


def next_step_words(program: Program, step: NextStep) -> StepWords:
    """Say a next step in words."""
    kind, fact = STEPS[step.code], partial(_fact, program, step)
    why = fill(kind.why, fact)
    if kind.in_set:
        why = _("{set_title}. {why}").format(set_title=set_title(program, step.set_id), why=why)
    return StepWords(fill(kind.what, fact), why)


def _fact(program: Program, step: NextStep, name: str) -> object:
    """Return what the texts of a step can say, of the step or of what was found."""
    if name in _FACTS:
        return _FACTS[name](program, step)
    return "" if step.finding is None else step.finding.fact(name)


def _place(program: Program, step: NextStep) -> str:
    """Name the competency, or the statement: "competency 11"."""
    if step.number is None:
        return _("the {statement_title}").format(
            statement_title=in_sentence(statement_title(program))
        )
    return _("{competency} {number}").format(number=step.number)


def _found(_program: Program, step: NextStep) -> str:
    from lssc_desktop.messages.findings import finding_message  # a portfolio opens without them

    return "" if step.finding is None else finding_message(step.finding).happened


def _parts(step: NextStep) -> tuple[str, ...]:
    """Return what has no example yet: subjects, or the letters of parts."""
    if step.finding is None:
        return ()
    if subjects := step.finding.fact("subjects"):
        return tuple(filter(None, subjects.split("\n")))
    letters = step.finding.fact("missing").split()
    return tuple(_("({letter})").format(letter=each) for each in letters)


_FACTS: Mapping[str, Callable[[Program, NextStep], object]] = {
    "set_title": lambda program, step: set_title(program, step.set_id),
    "place": _place,
    "statement_title": lambda program, _step: in_sentence(statement_title(program)),
    "file": lambda _program, step: file_name(step.path),
    "day": lambda _program, step: "" if step.day is None else long_day(step.day),
    "number": lambda _program, step: step.number,
    "count": lambda _program, step: step.count,
    "title": lambda _program, step: step.title,
    "level": lambda _program, step: None if step.finding is None else step.finding.level,
    "found": _found,
    "parts": lambda _program, step: word_list(_parts(step)),
    "open": lambda _program, step: len(_parts(step)),
    "is_one_text": lambda program, _step: not program.needs_responses,
    "not_met_allowed": lambda program, _step: program.pass_rule.not_met_allowed,
    "closed": lambda program, _step: (
        "" if program.takes(Route.PORTFOLIO) else closed_sentence(program, Route.PORTFOLIO)
    ),
}
