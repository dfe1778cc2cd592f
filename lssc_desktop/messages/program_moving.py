"""What is different between two program files, in words, and what became of a move."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.program import Program
from lssc_desktop.core.program_differences import Difference, DifferenceCode
from lssc_desktop.messages.rule_names import rule_name, rule_value


def difference_line(difference: Difference, old: Program, new: Program) -> str:
    """Say one difference, and that work on it is kept where there is some."""
    place = difference.place
    is_value = difference.code in {DifferenceCode.RULE, DifferenceCode.SET_KIND}
    said = _said(difference).format(
        before=rule_value(place, difference.before, old) if is_value else difference.before,
        after=rule_value(place, difference.after, new) if is_value else difference.after,
        number=difference.number,
        set=_set_title(difference, old, new),
        rule=rule_name(place),
    )
    if not difference.has_work:
        return said
    return f"{said} " + _("You have work on it, which is kept.")


def moved_lines(
    differences: Sequence[Difference],
    old: Program,
    new: Program,
    *,
    done: bool,
    undone: bool = False,
) -> tuple[str, ...]:
    """Say every difference, and whether the portfolio follows the new program now.

    `undone` says that it is the one that it followed before.
    """
    names = {
        "old": _("{name} {version}").format(name=old.name, version=old.version),
        "new": _("{name} {version}").format(name=new.name, version=new.version),
    }
    count = ngettext(
        "{count} difference between {old} and {new}:",
        "{count} differences between {old} and {new}:",
        len(differences),
    ).format(count=len(differences), **names)
    last = _("Nothing was changed yet.")
    if done:
        last = (
            _("The portfolio follows {new} again. All work is kept.")
            if undone
            else _("The portfolio follows {new} now. All work is kept, and you can go back.")
        ).format(**names)
    return (count, *(f"  {difference_line(item, old, new)}" for item in differences), last)


def _said(difference: Difference) -> str:
    if difference.code is DifferenceCode.RULE:
        return _rule(difference)
    if difference.code is DifferenceCode.COMPETENCY_CHANGED and (
        difference.before == difference.after
    ):
        return _("{set}: no. {number}, “{after}”, is described in other words.")
    return {
        DifferenceCode.SET_ADDED: _("New set: {after}."),
        DifferenceCode.SET_GONE: _("The set “{before}” is gone."),
        DifferenceCode.SET_RENAMED: _("The set “{before}” is called “{after}”."),
        DifferenceCode.SET_KIND: _("“{set}” was {before} and is {after}."),
        DifferenceCode.COMPETENCY_ADDED: _("{set}: no. {number}, “{after}”, is new."),
        DifferenceCode.COMPETENCY_GONE: _("{set}: no. {number}, “{before}”, is gone."),
        DifferenceCode.COMPETENCY_CHANGED: _("{set}: no. {number}, “{before}”, is now “{after}”."),
    }[difference.code]


def _rule(difference: Difference) -> str:
    if not difference.before:
        return _("{rule}: now {after}, not said before.")
    if not difference.after:
        return _("{rule}: was {before}, not set anymore.")
    return _("{rule}: was {before}, now {after}.")


def _set_title(difference: Difference, old: Program, new: Program) -> str:
    for program in (new, old):
        found = program.competency_set(difference.set_id or "")
        if found is not None:
            return found.title
    return ""
