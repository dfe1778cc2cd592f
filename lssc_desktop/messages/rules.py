"""What a person reads about whose rules: what a computer knows of those in a package."""

from lssc_desktop.core.program.rules import Rules, RulesId, RulesState, WhyUnknown
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.review import one_line
from lssc_desktop.store.known_programs import KnownFrom, RulesTaken

_SHOWN_DIGITS = 16
_GROUP = 4


def shown_code(code: str) -> str:
    """Return a rules code as people compare it: "3DA8 38A5 8732 DE53"."""
    digits = code[:_SHOWN_DIGITS].upper()
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def rules_name(found: RulesId) -> str:
    """Name rules by id, version and code: "prairie-lssc, version 1, rules 3DA8 38A5 8732 DE53"."""
    if not found.code:
        return _("unknown rules")
    return _("{id}, version {version}, rules {code}").format(
        id=found.program, version=found.version, code=shown_code(found.code)
    )


def rules_word(rules: Rules) -> str:
    """Say in a word or two what this computer knows of the rules in a package."""
    return {
        RulesState.KNOWN: _("known"),
        RulesState.CHANGED: _("changed"),
        RulesState.UNKNOWN: _("not known"),
    }[rules.state]


def rules_line(rules: Rules) -> str:
    """Say in a sentence what this computer knows of the rules in a package."""
    names = {"id": rules.id.program, "version": rules.id.version}
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


def known_from(source: KnownFrom, *, counts: bool = True) -> str:
    """Say where a program file comes from, and of one that doesn't count why."""
    if not counts:
        return _("Not used: another file has this version with other rules")
    return {
        KnownFrom.SHIPPED: _("LSSC Desktop"),
        KnownFrom.KEPT: _("This computer"),
        KnownFrom.SHELF: _("This folder"),
    }[source]


def rules_loaded(title: str, rules: RulesId) -> Message:
    """Say that a program file is known from now on."""
    return Message(
        _("“{title}” is loaded.").format(title=one_line(title)),
        _("Packages with these rules are judged by it: {rules}.").format(rules=rules_name(rules)),
    )


@message_for.register
def _rules_taken(error: RulesTaken) -> Message:
    return Message(
        _(
            "“{origin}” says it’s {id}, version {version}. This computer knows that version with "
            "other rules."
        ).format(origin=error.origin, id=error.program, version=error.version),
        _("It wasn’t loaded. Two files with different rules can’t have the same version."),
        _("Give it a new version, then load it again."),
    )
