"""The next best steps in words: what to do, and why it is worth doing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.next_steps import NextStep, StepCode
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.messages.counts import file_name, listed
from lssc_desktop.messages.days import day


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step in one line, and one line why."""

    what: str
    why: str


def step_words(program: Program, step: NextStep) -> StepWords:
    """Say one step."""
    return _WORDS[step.code](program, step)


def _set(program: Program, step: NextStep) -> CompetencySet | None:
    return None if step.set_id is None else program.competency_set(step.set_id)


def _short(program: Program, step: NextStep) -> str:
    found = _set(program, step)
    return "" if found is None else found.short_title


def _place(step: NextStep) -> str:
    """The competency, or the learning statement: "no. 11"."""
    if step.number is None:
        return _("the learning statement")
    return _("no. {number}").format(number=step.number)


def _in_set(program: Program, step: NextStep, why: str) -> str:
    """Why, with the set it is about in front."""
    return _("{set}. {why}").format(set=_short(program, step), why=why)


def _file_gone(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Put {file} back").format(file=file_name(step.path)),
        _in_set(program, step, _("It is not in the folder anymore.")),
    )


def _file_unreadable(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("See why {file} cannot be read").format(file=file_name(step.path)),
        _in_set(program, step, _("It stops a hand-in.")),
    )


def _comment(program: Program, step: NextStep) -> StepWords:
    said = "" if step.finding is None else step.finding.fact("comment")
    return StepWords(
        _("Answer a staff comment, {place}").format(place=_place(step)),
        _in_set(program, step, _("“{comment}”").format(comment=said)),
    )


def _own_role(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Say your own part, {place}").format(place=_place(step)),
        _in_set(program, step, _("{file} is team work.").format(file=file_name(step.path))),
    )


def _course_overdue(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Bring the {set} course up to date").format(set=_short(program, step)),
        _("The day it was planned for is over."),
    )


def _check_set(program: Program, step: NextStep) -> StepWords:
    what = _("Check {set}").format(set=_short(program, step))
    if step.count == 0:
        return StepWords(what, _("The certificate is there. Package it next."))
    why = ngettext(
        "{count} response is ready. Package it next.",
        "All {count} are ready. Package the set next.",
        step.count,
    )
    return StepWords(what, why.format(count=step.count))


def _hand_in(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Hand in {set}").format(set=_short(program, step)),
        _("It is packaged, and nothing changed since."),
    )


def _find_out(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Find out whether {set} arrived").format(set=_short(program, step)),
        _("It was sent, and nothing has come back."),
    )


def _give_copy(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Give {set} to your program office").format(set=_short(program, step)),
        _("It’s only copied to your drive. When they have it, tell us."),
    )


def _statement(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Finish the learning statement"),
        _in_set(program, step, _("It is all that is open.")),
    )


def _only_empty(program: Program, step: NextStep) -> StepWords:
    what = _("Start {place}, the only empty one").format(place=_place(step))
    if program.pass_rule.not_met_allowed == 0:
        why = _("A single “not met” holds up the whole set.")
        return StepWords(what, _in_set(program, step, why))
    return StepWords(what, _in_set(program, step, _("All must be addressed.")))


def _personal_document(_program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Still to add: {title}").format(title=step.title),
        _("It belongs to you: Evidence, About me."),
    )


def _too_long(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Shorten {place}").format(place=_place(step)),
        _in_set(
            program,
            step,
            _("About {pages} pages of {limit}.").format(
                pages=_fact(step, "pages"), limit=_fact(step, "limit")
            ),
        ),
    )


def _part_open(program: Program, step: NextStep) -> StepWords:
    letters = tuple(_("({letter})").format(letter=each) for each in _fact(step, "missing").split())
    what = ngettext("Show part {parts}, {place}", "Show parts {parts}, {place}", len(letters))
    why = ngettext("It has no example yet.", "They have no example yet.", len(letters))
    return StepWords(
        what.format(parts=listed(letters), place=_place(step)), _in_set(program, step, why)
    )


def _choose_electives(_program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Choose your electives"),
        ngettext(
            "The program asks for {count}.", "The program asks for {count}.", step.count
        ).format(count=step.count),
    )


def _begin_set(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Begin {set}").format(set=_short(program, step)),
        _("Nothing is written or shown for it yet."),
    )


def _unused_files(_program: Program, step: NextStep) -> StepWords:
    if step.count == 1:
        return StepWords(
            _("Use {file}, or leave it out").format(file=file_name(step.path)),
            _("It is shown in no set."),
        )
    return StepWords(
        _("Use {count} files, or leave them out").format(count=step.count),
        _("{file} and others are shown in no set.").format(file=file_name(step.path)),
    )


def _fact(step: NextStep, name: str) -> str:
    return "" if step.finding is None else step.finding.fact(name)


def _appeal(program: Program, step: NextStep) -> StepWords:
    return StepWords(
        _("Decide whether to appeal, {set}").format(set=_short(program, step)),
        _("The next day that counts is {day}.").format(day=_day(step)),
    )


def _renewal(_program: Program, step: NextStep) -> StepWords:
    if step.title:
        return StepWords(
            _("Collect {hours} more contact hours").format(hours=step.title),
            _("You can renew until {day}.").format(day=_day(step)),
        )
    return StepWords(
        _("Send in your renewal"),
        _("All hours are there, and you can renew until {day}.").format(day=_day(step)),
    )


def _day(step: NextStep) -> str:
    return "" if step.day is None else day(step.day)


_WORDS: Mapping[StepCode, Callable[[Program, NextStep], StepWords]] = {
    StepCode.APPEAL: _appeal,
    StepCode.RENEWAL: _renewal,
    StepCode.FILE_GONE: _file_gone,
    StepCode.FILE_UNREADABLE: _file_unreadable,
    StepCode.COMMENT: _comment,
    StepCode.OWN_ROLE: _own_role,
    StepCode.COURSE_OVERDUE: _course_overdue,
    StepCode.CHECK_SET: _check_set,
    StepCode.HAND_IN: _hand_in,
    StepCode.FIND_OUT: _find_out,
    StepCode.GIVE_COPY: _give_copy,
    StepCode.STATEMENT: _statement,
    StepCode.ONLY_EMPTY: _only_empty,
    StepCode.PERSONAL_DOCUMENT: _personal_document,
    StepCode.TOO_LONG: _too_long,
    StepCode.PART_OPEN: _part_open,
    StepCode.CHOOSE_ELECTIVES: _choose_electives,
    StepCode.BEGIN_SET: _begin_set,
    StepCode.UNUSED_FILES: _unused_files,
}
