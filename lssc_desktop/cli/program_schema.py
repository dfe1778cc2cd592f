"""The JSON Schema of program files, made from the classes that they are read into.

Editors that know such schemas for TOML complete keys and mark what does not fit.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from inspect import getdoc
from typing import Any, get_args, get_origin, get_type_hints

from lssc_desktop.core.program.program import (
    Option,
    Program,
    ProgramKind,
    StatementNeeded,
    StatementRule,
)
from lssc_desktop.core.program.schema import (
    LONGEST_TEXT,
    OPTIONS,
    AtMost,
    Between,
    Filled,
    Written,
    unfold,
)
from lssc_desktop.store.program_texts import KEY, TRANSLATIONS_SCHEMA
from lssc_desktop.store.programs import FORMAT
from lssc_desktop.store.shape import keys_of

type _Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that editors of TOML know

_SIMPLE: Mapping[type, _Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
}


def program_schema() -> _Schema:
    """Return the JSON Schema (draft 7) of a whole program file; the same in every run."""
    definitions: dict[str, _Schema] = {}
    top = _table(Program, definitions)
    top["properties"] = {"format": {"const": FORMAT}, **top["properties"]}
    top["required"] = ["format", *top["required"]]
    top["properties"][KEY] = dict(TRANSLATIONS_SCHEMA)
    definitions[Option.__name__] |= _choices_of_options(definitions[Option.__name__])
    definitions[StatementRule.__name__] |= _TITLE_OF_STATEMENT
    return {
        "$schema": _DIALECT,
        "title": "Program file of LSSC Desktop",
        **top,
        **_KEYS_OF_KINDS,
        "definitions": dict(sorted(definitions.items())),
    }


_KEYS_OF_KINDS: _Schema = {
    "if": {"properties": {"kind": {"const": ProgramKind.STATEMENT.value}}, "required": ["kind"]},
    "then": {"required": ["statement"]},
    "else": {"required": ["routes", "clock"]},
}


_TITLE_OF_STATEMENT: _Schema = {
    "if": {
        "properties": {"needed": {"const": StatementNeeded.NO.value}},
        "required": ["needed"],
    },
    "else": {"required": ["title"]},
}


def _choices_of_options(option: _Schema) -> _Schema:
    """Return what the table of an option has besides: its ids, and the choices of each."""
    ids = {"enum": sorted(OPTIONS)}
    rules = [
        {
            "if": {"properties": {"id": {"const": option_id}}},
            "then": {
                "properties": {
                    "choice": _choice(choices),
                    "among": {"items": {"enum": [each.value for each in choices]}},
                }
            },
        }
        for option_id, choices in sorted(OPTIONS.items())
    ]
    return {"properties": {**option["properties"], "id": ids}, "allOf": rules}


def _choice(kind: type[StrEnum]) -> _Schema:
    return {"description": _description(kind), "enum": [member.value for member in kind]}


def _description(kind: type) -> str:
    """Return the docstring of a class as who writes a file reads it.

    Choices are named as in a file; where a rule comes from is for who reads our code.
    """
    said = " ".join((getdoc(kind) or "").split())
    said = re.sub(r" \((?:docs/|\d)[^)]*\)", "", said)
    if issubclass(kind, StrEnum):
        for member in kind:
            said = re.sub(rf"\b{member.name}\b", f'"{member.value}"', said)
    return said


def _table(kind: type, definitions: dict[str, _Schema]) -> _Schema:
    hints = get_type_hints(kind, include_extras=True)
    known = keys_of(kind)
    return {
        "type": "object",
        "description": _description(kind),
        "properties": {key: _value(hints[each.name], definitions) for key, each in known.items()},
        "required": [key for key, each in known.items() if each.default is MISSING],
        "additionalProperties": False,
    }


def _value(hint: object, definitions: dict[str, _Schema]) -> _Schema:
    kind, limits = unfold(hint)
    if get_origin(kind) is tuple:
        items = _value(get_args(kind)[0], definitions)
        least = {"minItems": 1} if any(isinstance(each, Filled) for each in limits) else {}
        return {"type": "array", "items": items, **least}
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}  # for a class that holds itself
            definitions[kind.__name__] = _table(kind, definitions)
        return {"$ref": f"#/definitions/{kind.__name__}"}
    if issubclass(kind, StrEnum):
        return _choice(kind)
    schema = dict(_SIMPLE[kind])
    if kind is str:
        schema["maxLength"] = LONGEST_TEXT
    for limit in limits:
        schema |= _limited(limit)
    return schema


def _limited(limit: object) -> _Schema:
    match limit:
        case Between(low, high):
            return {"minimum": low, "maximum": high}
        case AtMost(characters):
            return {"maxLength": characters}
        case Filled():
            return {"pattern": r"\S"}
        case Written(_form, pattern):
            return {"pattern": f"^(?:{pattern})$"}
        case _:
            return {}
