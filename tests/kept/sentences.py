"""Every error and every finding, said with several sets of facts, in a language.

The facts of errors are made by the types of their fields, as `tests/messages/test_errors.py` knows
them; those of findings are in `findings.json`, as rules have found them in tests.
"""

import dataclasses
import json
import typing
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from string import Formatter
from typing import Any

from installers import manual
from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.errors import By, Counted, Joined, LsscError, Text
from lssc_desktop.core.submission.signature import PublicKey
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.languages import catalog, speaking
from lssc_desktop.messages import findings
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.messages.message import Message, message_for
from tests.messages.test_errors import ERRORS, FACTS, all_said

FEWEST = 3
"""Sets of facts of an error or a finding, if it has facts at all."""
FINDINGS = Path(__file__).with_name("findings.json")

_DAYS = (date(2026, 11, 25), date(2027, 2, 1), date(2031, 12, 31))

_VALUES: dict[type, Sequence[object]] = {
    bool: (True, False),
    int: (1, 2, 12_345_678),
    Decimal: tuple(map(Decimal, ("1", "2.5", "1234.50"))),
    date: _DAYS,
    datetime: tuple(datetime.combine(day, time(9, 5), UTC) for day in _DAYS),
    LsscError: (FileMissing("Evidence/Flyer.pdf"), FileMissing("a"), FileMissing("b")),
    PublicKey: tuple(PublicKey(bytes([each]) * 32) for each in (1, 2, 3)),
}


def values_of(kind: Any, name: str) -> Sequence[object]:
    """Return values of a type, for a field of that name."""
    if kind is str:
        return (f"{name}", f"Evidence/Störy time, {name}.pdf", f"the {name} of “Ana”")
    if kind in _VALUES:
        return _VALUES[kind]
    inside = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:  # of any number
        many = tuple(values_of(inside[0], name))
        return (many[:1], many[:2], many, ())
    if inside:  # of several types, or None
        found = (values_of(each, name) for each in inside if each is not type(None))
        return (*(each for values in found for each in values), None)
    return tuple(kind) if issubclass(kind, Enum) else made(kind)


def made[T](kind: type[T], known: dict[str, tuple[object, ...]] | None = None) -> tuple[T, ...]:
    """Return values of a dataclass: as many as its richest field has, and three at least."""
    hints = typing.get_type_hints(kind)
    chosen = {name: sorted(values, key=repr) for name, values in (known or {}).items()}
    fields = {
        each.name: chosen.get(each.name) or values_of(hints[each.name], each.name)
        for each in dataclasses.fields(kind)  # type: ignore[arg-type]
        if each.init
    }
    if not fields:
        return (kind(),)
    count = max(FEWEST, *(len(values) for values in fields.values()))
    return tuple(
        kind(**{name: values[number % len(values)] for name, values in fields.items()})
        for number in range(count)
    )


def errors_said(language: str) -> str:
    """Return every error in words."""
    lines = []
    with speaking(catalog(language)):
        for error in sorted(ERRORS, key=lambda each: each.__qualname__):
            lines.append(f"== {error.__qualname__}")
            for each in made(error, FACTS.get(error)):
                lines += _lines(message_for(each))
    return "\n".join(lines) + "\n"


def commands_said(language: str) -> str:
    """Return the help of every command, as the manual has it."""
    with speaking(catalog(language)):
        return manual.commands_page()


def findings_said(language: str) -> str:
    """Return every finding in words."""
    known = json.loads(FINDINGS.read_text("utf-8"))
    lines = []
    with speaking(catalog(language)):
        for code in FindingCode:
            lines.append(f"== {code}")
            for each in known.get(code) or made_for(code):
                facts = tuple(each.pop("facts", {}).items())
                finding = Finding(Level(each.pop("level")), code, facts=facts, **each)
                lines += _lines(finding_message(finding))
    return "\n".join(lines) + "\n"


def made_for(code: FindingCode) -> list[dict[str, Any]]:
    """Return facts for a finding that has none in `findings.json`, as the texts of its row ask."""
    said = findings.FINDINGS[code].says(of_several=False)
    asked: dict[str, list[str]] = {said.fact: [*map(str, said.said), ""]}
    everything = tuple(all_said(said))
    for each in everything:
        for text in (each.happened, each.meaning, each.advice, *each.parts.values()):
            _ask(text, asked)
    parts = {name for each in everything for name in each.parts}
    facts = {name: values for name, values in asked.items() if name not in {"", *parts}}
    usual = {"competency": (3, 12, 1), "path": ("Evidence/Flyer.pdf", "a.docx", "Basics/1.docx")}
    return [
        {"level": tuple(Level)[nth % 2], "set_id": "basics"}
        | {name: values[nth % FEWEST] for name, values in usual.items()}
        | {"facts": {name: values[nth % len(values)] for name, values in facts.items()}}
        for nth in range(max(FEWEST, *map(len, facts.values())) if facts else FEWEST)
    ]


def _ask(text: Text, asked: dict[str, list[str]]) -> None:
    """Note the facts that a text asks for, with values for each."""
    match text:
        case By(name, texts, other):
            _note(asked, name, [*map(str, texts), *_any_words(name)])
            for each in (*texts.values(), other):
                _ask(each, asked)
        case Joined(texts):
            for each in texts:
                _ask(each, asked)
        case Counted(one, _many, name):
            _note(asked, name, _BY_FORM["number"])
            _ask(one, asked)
        case str():
            for _before, place, form, _conversion in Formatter().parse(text):
                if place and place not in _OF_EACH:
                    _note(asked, place, _BY_FORM.get(form or "", _any_words(place)))


def _note(asked: dict[str, list[str]], name: str, values: list[str]) -> None:
    """Add values for a fact; any words will do only while nothing else is known of it."""
    found = dict.fromkeys((*asked.get(name, ()), *values))
    asked[name] = [each for each in found if each not in _any_words(name)] or _any_words(name)


def _any_words(name: str) -> list[str]:
    return [name, f"the {name} of “Ana”"]


_OF_EACH = {"place", "file", "path", "level", "set_id", "competency", "numbers", "ranges"}
"""What every finding has."""
_BY_FORM = {
    "day": [day.isoformat() for day in _DAYS],
    "size": ["1", "2", "12345"],
    "number": ["1", "2", "12345"],
}


def _lines(message: Message) -> list[str]:
    """Return what happened, what it means and what to do, a line each where there is one."""
    marks = ("", "    ", "    > ")
    said = (message.happened, message.meaning, message.advice)
    return [f"{mark}{part}" for mark, part in zip(marks, said, strict=True) if part]
