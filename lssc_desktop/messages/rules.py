"""What a person reads about whose rules: what a computer knows of those in a package."""

from typing import TYPE_CHECKING

from lssc_desktop.core.program.rules_id import (
    Rules,
    RulesId,
    RulesState,
    WhyUnknown,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import pgettext
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import one_line, shown_file
from lssc_desktop.store.known_programs import KnownFile, KnownFrom, RulesTaken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lssc_desktop.core.standing.program_differences import AskedOtherwise
    from lssc_desktop.package.judging import Judging

_SHOWN_DIGITS = 16
_GROUP = 4
_LONGEST_ASKED = 2_000
_LONGEST_ID = 64  # characters of an id or a version


def shown_code(code: str) -> str:
    """Return a rules code as people compare it: "3DA8 38A5 8732 DE53"."""
    digits = code[:_SHOWN_DIGITS].upper()
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def rules_names(program: str, version: str) -> dict[str, str]:
    """Return a stranger's id and version as they are shown."""
    return {"id": one_line(program, _LONGEST_ID), "version": one_line(version, _LONGEST_ID)}


def rules_name(found: RulesId) -> str:
    """Name rules by id, version and code: "prairie-lssc, version 1, rules 3DA8 38A5 8732 DE53"."""
    if not found.code:
        return _("unknown rules")
    return _("{id}, version {version}, rules {code}").format(
        **rules_names(found.program, found.version), code=shown_code(found.code)
    )


def rules_word(rules: Rules) -> str:
    """Say in a word or two what this computer knows of the rules in a package."""
    return {
        RulesState.KNOWN: pgettext("rules", "known"),
        RulesState.CHANGED: pgettext("rules", "changed"),
        RulesState.UNKNOWN: pgettext("rules", "not known"),
    }[rules.state]


def rules_line(rules: Rules) -> str:
    """Say in a sentence what this computer knows of the rules in a package."""
    names = rules_names(rules.id.program, rules.id.version)
    if rules.state is RulesState.KNOWN:
        return _("It follows rules this computer knows: {id}, version {version}.").format(**names)
    if rules.state is RulesState.CHANGED:
        return _(
            "It doesn’t follow the rules of {id}, version {version}, that this computer knows: "
            "the program file in the package was changed, and kept its id and version."
        ).format(**names)
    said = {
        WhyUnknown.NEWER: _("It follows {id}, version {version}: newer than this computer knows."),
        WhyUnknown.OLDER: _("It follows {id}, version {version}: older than this computer knows."),
        WhyUnknown.VERSION: _(
            "It follows {id}, version {version}: a version that this computer doesn’t know."
        ),
        WhyUnknown.PROGRAM: _(
            "It follows {id}, version {version}: a program that this computer doesn’t know."
        ),
        WhyUnknown.UNREADABLE: _("The program file in the package can’t be read here."),
    }
    return said[rules.why or WhyUnknown.UNREADABLE].format(**names)


def asked_lines(asked: "Sequence[AskedOtherwise]") -> tuple[str, ...]:
    """Put side by side what the known file asks and what a package does, where they differ."""
    lines: list[str] = []
    for each in asked:
        lines.append(_("{Competency} {number} isn’t the same in both:").format(number=each.number))
        for said, text in (
            (_("  In the rules that we go by: {text}"), each.known),
            (_("  In the package: {text}"), each.found),
        ):
            shown = one_line(text, _LONGEST_ASKED) if text else _("It isn’t in there.")
            lines.append(said.format(text=shown))
    return tuple(lines)


def kept_line(kept: KnownFile) -> str:
    """Say that a program file is known here from now on, and its code, by which people compare."""
    if kept.source is KnownFrom.SHIPPED:
        said = _("This computer knew it already, because it comes with LSSC Desktop: {rules}.")
    else:
        said = _("This computer knows it from now on: {rules}.")
    return said.format(rules=rules_name(kept.id))


def judged_by_line(judging: "Judging") -> str:
    """Say by which rules something is judged, and that somebody chose them where that is so."""
    name = rules_name(judging.rules)
    if judging.chosen:
        return _("You chose the rules: {rules}.").format(rules=name)
    return _("By the rules of {rules}.").format(rules=name)


def without_code_line(reviewer: str) -> str:
    """Say of an evaluation that it doesn't say its rules, and that it was taken all the same."""
    return _(
        "The evaluation by {reviewer} doesn’t say which rules it follows, because an earlier "
        "version of LSSC Desktop made it. Its ratings fit, so it counts."
    ).format(reviewer=one_line(reviewer))


@message_for.register
def _rules_taken(error: RulesTaken) -> Message:
    return Message(
        _(
            "{origin} says it’s {id}, version {version}. This computer knows that version with "
            "other rules."
        ).format(origin=shown_file(error.origin), **rules_names(error.program, error.version)),
        _("It wasn’t loaded. Two files with different rules can’t have the same version."),
        _("Give it a new version, then load it again."),
    )
