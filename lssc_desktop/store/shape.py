"""Reader of tables into dataclasses by the types of their fields; every fault with its place.

It knows nothing of certification: the dataclasses handed in are the schema (`program.schema` has
what their types can say).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import Any, get_args, get_origin, get_type_hints
from unicodedata import category

from lssc_desktop.core.program.schema import (
    LONGEST_TEXT,
    AtMost,
    Between,
    Filled,
    NotInFiles,
    Places,
    ProgramFault,
    Unique,
    Written,
    unfold,
)

type Rule = Callable[[Any, str], Iterable[ProgramFault]]
"""What a whole record must keep to: takes the record and its place."""

FAULTY = object()
"""Stands for a value that could not be read; what is wrong with it has been noted."""

_NOT_KNOWN = frozenset({"unknown-key", "unknown-option"})
"""Faults that are advice: a later version may know what we don't."""

_KINDS: Mapping[type, str] = {
    str: "text",
    bool: "yes-or-no",
    int: "whole-number",
    Decimal: "number",
    date: "day",
    dict: "table",
    list: "list",
}

_MOST_FAULTS = 200
"""Faults that are reported; somebody who has corrected so many asks again."""

_LONGEST_WORD = 80  # that anybody could have meant for another
_LONGEST_SHOWN = 80  # characters of a text
_LARGEST_SHOWN = 10**30

LARGEST_NUMBER = 2**53
"""What any program that reads JSON can count."""

FIRST_YEAR = 1900
LAST_YEAR = 2999
LONGEST_TOLD = 200_000


class ShapeReader:
    """Reads records of a format and gathers faults.

    `rules` are asked about each record that could be read.
    """

    def __init__(self, rules: Mapping[type, Rule]) -> None:
        self._rules = rules
        self._found: list[ProgramFault] = []
        self._count = 0
        self._advice: list[ProgramFault] = []

    @property
    def advice(self) -> tuple[ProgramFault, ...]:
        """What the file says that we do not know, where that is no fault."""
        return tuple(self._advice)

    @property
    def faults(self) -> tuple[ProgramFault, ...]:
        """What is wrong, in the order of finding; how many more there are comes last."""
        more = self._count - len(self._found)
        rest = (ProgramFault("", "more", (("count", str(more)),)),) if more else ()
        return (*self._found, *rest)

    def record[T](self, raw: Mapping[str, Any], kind: type[T], place: str = "") -> T | None:
        """Return a table as a dataclass, or None when anything in it is faulty."""
        hints = _hints(kind)  # type: ignore[arg-type]  # a class can be hashed
        known = keys_of(kind)  # type: ignore[arg-type]
        for key in raw:
            if key not in known:
                inside = _inside(place, _shown_key(key))
                self._fault(inside, "unknown-key", near=self._nearest(key, known))
        values = {
            field.name: self._field(raw, field, hints[field.name], place)
            for field in known.values()
        }
        if any(value is FAULTY for value in values.values()):
            return None
        found = {name: value for name, value in values.items() if value is not MISSING}
        result = kind(**found)
        if kind in self._rules:
            for fault in self._rules[kind](result, place):
                self._note(fault)
        return result

    def _field(
        self, raw: Mapping[str, Any], field: "Field[Any]", hint: object, place: str
    ) -> object:
        """Return the value of one field, MISSING where its default holds, or FAULTY."""
        key = key_of(field)
        inside = _inside(place, key)
        if key in raw:
            return self._value(raw[key], hint, inside)
        if field.default is not MISSING:
            return MISSING
        self._fault(inside, "missing-key")
        return FAULTY

    def _value(self, raw: object, hint: object, place: str) -> object:
        kind, limits = unfold(hint)
        if get_origin(kind) is tuple:
            return self._list(raw, get_args(kind)[0], limits, place)
        if is_dataclass(kind) and isinstance(kind, type):
            if not isinstance(raw, dict):
                return self._wrong_type(raw, "table", place)
            record = self.record(raw, kind, place)
            return FAULTY if record is None else record
        if issubclass(kind, StrEnum):
            return self._choice(raw, kind, place)
        return self._plain(raw, kind, limits, place)

    def _list(self, raw: object, item: object, limits: tuple[object, ...], place: str) -> object:
        if not isinstance(raw, list):
            return self._wrong_type(raw, "list", place)
        before = self._count
        values = [self._value(one, item, f"{place}[{n}]") for n, one in enumerate(raw, 1)]
        for limit in limits:
            if isinstance(limit, Filled) and not raw:
                self._fault(place, "empty-list")
            if isinstance(limit, Unique):
                self._twice(raw, limit.key, place)
        return FAULTY if self._count > before else tuple(values)

    def _twice(self, raw: list[Any], key: str, place: str) -> None:
        """Note every table that has under `key` what an earlier one has."""
        first: dict[str | int, str] = {}
        for number, one in enumerate(raw, 1):
            value = one.get(key) if isinstance(one, dict) else None
            if not isinstance(value, str | int):
                continue
            here = f"{place}[{number}].{key}"
            same = value.casefold() if isinstance(value, str) else value
            if same in first:
                shown = value if isinstance(value, str) else _digits(value)
                self._fault(here, "twice", value=shown, first=first[same])
            else:
                first[same] = here

    def _choice(self, raw: object, kind: type[StrEnum], place: str) -> object:
        if type(raw) is not str:
            return self._wrong_type(raw, "text", place)
        among = tuple(member.value for member in kind)
        if raw not in among:
            near = self._nearest(raw, among)
            return self._fault(place, "unknown-value", value=raw, near=near, among=", ".join(among))
        return kind(raw)

    def _plain(self, raw: object, kind: type, limits: tuple[object, ...], place: str) -> object:
        value = Decimal(raw) if kind is Decimal and type(raw) is int else raw
        if type(value) is not kind:  # exact: True is an int to Python, a moment is a date
            return self._wrong_type(raw, _KINDS[kind], place)
        before = self._count
        if isinstance(value, str):
            self._check_text(value, limits, place)
        elif isinstance(value, int | Decimal):
            self._check_number(value, limits, place)
        return FAULTY if self._count > before else value

    def _check_text(self, value: str, limits: tuple[object, ...], place: str) -> None:
        most = min(
            (limit.characters for limit in limits if isinstance(limit, AtMost)),
            default=LONGEST_TEXT,
        )
        if len(value) > most:
            self._fault(place, "text-too-long", limit=f"{most:,}")
            return
        is_plain = value.isprintable()  # in one go; controls and marks are not printable
        unwanted = None if is_plain else next(filter(_is_unwanted, value), None)
        if unwanted is not None:
            self._fault(place, "unwanted-character", character=f"U+{ord(unwanted):04X}")
        for limit in limits:
            if isinstance(limit, Filled) and not value.strip():
                self._fault(place, "blank")
            if isinstance(limit, Written) and re.fullmatch(limit.pattern, value) is None:
                self._fault(place, "wrong-form", value=value, form=limit.form)

    def _check_number(self, value: int | Decimal, limits: tuple[object, ...], place: str) -> None:
        if isinstance(value, Decimal) and not value.is_finite():
            self._fault(place, "not-finite")
            return
        for limit in limits:
            if isinstance(limit, Between) and not limit.low <= value <= limit.high:
                bounds = {"low": str(limit.low), "high": str(limit.high)}
                self._fault(place, "out-of-range", value=_digits(value), **bounds)
            if isinstance(limit, Places) and isinstance(value, Decimal):
                exponent = value.normalize().as_tuple().exponent
                if isinstance(exponent, int) and -exponent > limit.count:
                    self._fault(place, "too-fine", value=_digits(value), places=str(limit.count))

    def _wrong_type(self, raw: object, expected: str, place: str) -> object:
        found = _KINDS.get(type(raw), "moment")  # TOML has nothing else but moments
        return self._fault(place, "wrong-type", expected=expected, found=found)

    def _fault(self, place: str, code: str, **facts: str) -> object:
        shown = tuple((name, _shown(fact)) for name, fact in facts.items())
        self._note(ProgramFault(place, code, shown))
        return FAULTY

    def _note(self, fault: ProgramFault) -> None:
        if fault.code in _NOT_KNOWN:
            if len(self._advice) < _MOST_FAULTS:
                self._advice.append(fault)
            return
        self._count += 1
        if len(self._found) < _MOST_FAULTS:
            self._found.append(fault)

    def _nearest(self, word: str, among: Iterable[str]) -> str:
        """Return the word that was probably meant; it is not looked for where nobody sees it."""
        return "" if len(self._found) >= _MOST_FAULTS else nearest(word, among)


def nearest(word: str, among: Iterable[str], likeness: float = 0.6) -> str:
    """Return the word that was probably meant, "" when none is near.

    `likeness` (0 to 1) is how much of two words has to be the same.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    from difflib import get_close_matches  # most files have no fault

    return next(iter(get_close_matches(word, list(among), n=1, cutoff=likeness)), "")


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _shown_key(key: str) -> str:
    """Return a key that is not ours in a form that can be shown in one line."""
    return key if re.fullmatch(r"[\w-]{1,60}", key) else f'"{_shown(key)}"'


def _shown(text: str) -> str:
    """Return a text of the file short and without characters that would act on a terminal."""
    tame = "".join("\ufffd" if _is_unwanted(char) else char for char in text[: _LONGEST_SHOWN + 1])
    return tame if len(tame) <= _LONGEST_SHOWN else tame[: _LONGEST_SHOWN - 1] + "…"


def _digits(value: int | Decimal) -> str:
    """Return a number as text; Python writes no int of more than some thousand digits."""
    return str(value) if -_LARGEST_SHOWN < value < _LARGEST_SHOWN else "…"


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the types of the fields of a dataclass; there are few, and each has many records."""
    return get_type_hints(kind, include_extras=True)


@cache
def keys_of(kind: type) -> Mapping[str, "Field[Any]"]:
    """Return the fields of a dataclass that files can have, by their keys."""
    hints = _hints(kind)
    found = (each for each in fields(kind) if NotInFiles() not in unfold(hints[each.name])[1])
    return {key_of(field): field for field in found}


def key_of(field: "Field[Any]") -> str:
    """Return the key of a field: its name, or that of a Python keyword without its underscore."""
    return field.name.removesuffix("_")


def _is_unwanted(char: str) -> bool:
    """Whether a character has no place in a text for people: controls, marks of direction."""
    return category(char) in {"Cc", "Cf", "Cs", "Co"} and char not in "\n\t\u200c\u200d\u00ad"


# Plausible values -------------------------------------------------------------------------------


def implausible(value: object) -> str | None:
    """Return the place of the first number, date or text that cannot be meant, None for none."""
    return next(_places(value, ""), None)


def _places(value: object, place: str) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inside = f"{place}.{field.name}" if place else field.name
            yield from _places(getattr(value, field.name), inside)
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _places(one, f"{place}[{number}]")
    elif not _can_be_meant(value):
        yield place


def _can_be_meant(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_TOLD
    if isinstance(value, int):
        return abs(value) <= LARGEST_NUMBER
    if isinstance(value, float | Decimal):
        return isfinite(value) and -LARGEST_NUMBER <= value <= LARGEST_NUMBER
    return not isinstance(value, date) or FIRST_YEAR <= value.year <= LAST_YEAR


def detail_and_place(text: str) -> tuple[str, str]:
    """Split what msgspec says: "Expected `str`, got `int` - at `$.candidate.name`".

    The place is the last of it: before that, it may repeat whatever stands in a file.
    """
    detail, mark, place = text.rpartition(" - at `$")
    return (detail, place.rstrip("`").removeprefix(".")) if mark else (text, "")
