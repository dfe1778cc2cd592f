"""Whose rules: what of two program files has to be the same, and its fingerprint, the rules code.

A package carries a program file that its candidate could write. An office judges by its own file,
and by the code it knows whether the candidate worked by the same rules.
"""

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from lssc_desktop.core.program.program import Program, RouteRule
from lssc_desktop.core.program.reviewing import ReviewRules
from lssc_desktop.core.program.rules_id import RulesId
from lssc_desktop.core.program.schema import Unique, Written, unfold

NO_RULES = frozenset({"sources", "note", "own_title", "own"})
"""Keys that are no rules in any table. The last two are no keys of a file: they translate it."""

NO_RULES_IN: dict[type, frozenset[str]] = {
    Program: frozenset(
        {
            *("notice", "help", "words", "spelling", "region", "paper", "audience", "usual_months"),
            *("help_contact", "word_list"),
            *("contact", "mail", "receivers", "web_form", "purchase_order", "privacy"),
        }
    ),
    ReviewRules: frozenset({"comments"}),
    RouteRule: frozenset({"as_of"}),
}
"""Keys of one table that are no rules. Every key that isn't named here is one."""


def rules_id_of(program: Program) -> RulesId:
    """Return which rules a program has."""
    own = program.own or program
    return RulesId(own.id, own.version, rules_code(own))


def rules_code(program: Program) -> str:
    """Return the fingerprint of what a program decides, in whatever language it is now.

    Only what differs from its default is in it, so that a key that is added later, with a default,
    changes no code. Id and version are not in it: they are compared by themselves. Neither is the
    order of what has an id, of numbers and of choices, nor how texts are spaced.
    """
    said = _said(program.own or program)
    assert isinstance(said, dict)  # noqa: S101 - for the type checker
    del said["id"], said["version"]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _said(value: object) -> Any:  # noqa: ANN401  what JSON can say
    """Return a value as JSON has it: two that mean the same are the same there."""
    if is_dataclass(value) and not isinstance(value, type):
        return _said_in(value)
    if isinstance(value, tuple):
        return [_said(each) for each in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal):
        return _number_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return " ".join(str(value).split())
    raise TypeError(type(value))  # a new kind of value has to be thought about


def _number_text(value: int | Decimal) -> str:
    """Return a number exactly: 70, 70.0 and 7E+1 are the same."""
    text = f"{Decimal(value):f}"
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return "0" if text == "-0" else text


def _said_in(table: Any) -> dict[str, Any]:  # noqa: ANN401  any table of a program file
    kind = type(table)
    left_out = NO_RULES.union(*(NO_RULES_IN.get(each, ()) for each in kind.__mro__))
    said = {}
    for each in fields(kind):
        if each.name in left_out:
            continue
        found = _in_order(_said(getattr(table, each.name)), kind, each.name)
        usual = each.default if each.default_factory is MISSING else each.default_factory()
        if usual is MISSING or found != _in_order(_said(usual), kind, each.name):
            said[each.name] = found
    return said


def _in_order(said: Any, kind: type, name: str) -> Any:  # noqa: ANN401  what JSON can say
    if isinstance(said, list) and _is_unordered(kind, name):
        return sorted(said, key=lambda each: json.dumps(each, sort_keys=True))
    return said


@cache
def _is_unordered(kind: type, name: str) -> bool:
    """Whether the order of a list says nothing: its items are found by what they hold."""
    items, limits = unfold(get_type_hints(kind, include_extras=True)[name])
    item, of_item = unfold(get_args(items)[0])
    return (
        any(isinstance(each, Unique) for each in limits)
        or item is int
        or issubclass(item, StrEnum)
        or any(isinstance(each, Written) for each in of_item)
    )
