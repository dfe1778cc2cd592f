"""What is wrong with a program file, in words; every fault is one line that names its place."""

from collections.abc import Callable, Mapping
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.schema import ProgramFault
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.store.programs import ProgramFaulty, ProgramNewer


def fault_line(fault: ProgramFault) -> str:
    """Say one fault in one line that begins with its place."""
    said = _FAULTS[fault.code](fault)
    return _("{place}: {said}").format(place=fault.place, said=said) if fault.place else said


def _faulty(error: ProgramFaulty) -> Message:
    count = len(error.faults)
    advice = ngettext(
        "Correct this place and load the file again:",
        "Correct these {count} places and load the file again (lists count from 1):",
        count,
    ).format(count=count)
    return Message(
        _("The program file “{origin}” is not complete.").format(origin=error.origin),
        _("It was not used, and nothing was changed."),
        "\n".join((advice, *map(fault_line, error.faults))),
    )


def _newer(error: ProgramNewer) -> Message:
    return Message(
        _(
            "The program file “{origin}” is in format {format}, which came after this version."
        ).format(origin=error.origin, format=error.format),
        _("It was not used, and nothing was changed."),
        _("Install the current version of LSSC Desktop, then load it again."),
    )


SENTENCES: Sentences = {ProgramFaulty: _faulty, ProgramNewer: _newer}


def _type_words(name: str) -> str:
    return {
        "text": _("a text in quotation marks"),
        "yes-or-no": _("true or false"),
        "whole-number": _("a whole number"),
        "number": _("a number"),
        "day": _("a day like 2019-01-31, without quotation marks"),
        "moment": _("a time of day"),
        "table": _("a table of keys"),
        "list": _("a list in square brackets"),
    }[name]


def _form_words(name: str) -> str:
    return {
        "slug": _("lower-case letters, digits and single hyphens, at most 64"),
        "letter": _("one lower-case letter"),
        "currency": _("three capital letters, like USD"),
        "web-address": _("a web address that begins with https:// or http://"),
        "receiver-address": _(
            "an address that begins with tus+https:// or dav+https://, without a name or password"
        ),
        "extension": _("lower-case letters and digits without a dot, like pdf"),
    }[name]


def _with_near(said: str, fault: ProgramFault) -> str:
    near = fault.fact("near")
    return said + " " + _("Did you mean “{near}”?").format(near=near) if near else said


def _wrong_type(fault: ProgramFault) -> str:
    return _("this is {found}, it has to be {expected}.").format(
        found=_type_words(fault.fact("found")), expected=_type_words(fault.fact("expected"))
    )


def _unknown_key(fault: ProgramFault) -> str:
    return _with_near(_("a program file has no such key."), fault)


def _unknown_option(fault: ProgramFault) -> str:
    said = _("there is no option “{value}”.").format(value=fault.fact("value"))
    return _with_near(said, fault)


def _unknown_value(fault: ProgramFault) -> str:
    said = _("“{value}” is none of the choices: {among}.").format(**dict(fault.facts))
    return _with_near(said, fault)


def _wrong_form(fault: ProgramFault) -> str:
    return _("“{value}” has to be {form}.").format(
        value=fault.fact("value"), form=_form_words(fault.fact("form"))
    )


def _too_fine(fault: ProgramFault) -> str:
    places = int(fault.fact("places"))
    return ngettext(
        "{value} has more than {places} decimal place.",
        "{value} has more than {places} decimal places.",
        places,
    ).format(value=fault.fact("value"), places=places)


def _too_few_electives(fault: ProgramFault) -> str:
    offered = int(fault.fact("offered"))
    return ngettext(
        "{electives} electives are asked for, but the file has {offered} elective set.",
        "{electives} electives are asked for, but the file has {offered} elective sets.",
        offered,
    ).format(electives=fault.fact("electives"), offered=offered)


def _says(sentence: Callable[[], str]) -> Callable[[ProgramFault], str]:
    """Return a function that puts a fault's facts into a sentence."""
    return lambda fault: sentence().format(**dict(fault.facts))


_FAULTS: Mapping[str, Callable[[ProgramFault], str]] = {
    "missing-key": _says(lambda: _("this key is missing.")),
    "unknown-key": _unknown_key,
    "wrong-type": _wrong_type,
    "unknown-value": _unknown_value,
    "wrong-form": _wrong_form,
    "blank": _says(lambda: _("this text is empty.")),
    "empty-list": _says(lambda: _("this list is empty.")),
    "unwanted-character": _says(
        lambda: _("the text holds {character}, a character that cannot be shown.")
    ),
    "not-finite": _says(lambda: _("this is no number that can be counted with.")),
    "out-of-range": _says(lambda: _("{value} is not between {low} and {high}.")),
    "too-fine": _too_fine,
    "twice": _says(lambda: _("“{value}” stands in {first} already.")),
    "larger-than": _says(lambda: _("{value} is more than {other}, which is {other_value}.")),
    "opens-too-early": _says(
        lambda: _("{value} months are more than the {months} months a certification runs.")
    ),
    "unknown-option": _unknown_option,
    "choice-not-among": _says(lambda: _("“{value}” is not in the list among: {among}.")),
    "option-missing": _says(lambda: _("the option “{id}” is missing; its choices are {among}.")),
    "sets-do-not-add-up": _says(
        lambda: _(
            "{needed} sets are needed, but the file has {required} required ones "
            "and asks for {electives} electives."
        )
    ),
    "too-few-electives": _too_few_electives,
    "unknown-format": _says(lambda: _("the format has to be a number from 1 to {newest}.")),
    "syntax-at": _says(
        lambda: _("Line {line}, column {column} cannot be read as TOML ({reason}).")
    ),
    "syntax": _says(lambda: _("The file cannot be read as TOML ({reason}).")),
    "too-large": _says(lambda: _("The file has more than {kilobytes} KB; no program file has.")),
    "key-too-long": _says(
        lambda: _("Line {line} has a key of more than {limit} parts; no program file has.")
    ),
    "too-deep": _says(
        lambda: _("Line {line} has more than {limit} lists or tables inside each other.")
    ),
    "too-many-tables": _says(
        lambda: _("The file has more than {limit} tables and lists; no program file has.")
    ),
    "number-too-long": _says(lambda: _("A number in the file has too many digits.")),
    "text-too-long": _says(lambda: _("this text has more than {limit} characters.")),
    "more": _says(lambda: _("And {count} more places, which are not listed here.")),
    "not-utf-8": _says(lambda: _("Line {line} is not written in UTF-8. Save the file as UTF-8.")),
}
