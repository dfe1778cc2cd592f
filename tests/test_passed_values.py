"""Every type of which values go through a pipe or the clipboard: each arrives as what it was."""

import ast
import importlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAliasType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import pytest

import lssc_desktop
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.plain import Within
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.disk.helpers import WireMessage, given, giving
from tests.messages.test_errors import ERRORS, name_of

# What goes through, as the code says ------------------------------------------------------------

_ROOT = Path(lssc_desktop.__path__[0])
_HANDED_ON = {
    ("disk/helpers.py", "kind"),
    ("package/job_process.py", "_types(job)[0]"),
    ("package/job_process.py", "_types(job)[1]"),
}
"""Types that a function is given itself: where it is called they have a name."""


def passed() -> Iterator[tuple[str, str, Any]]:
    """Yield where a value is read, what its type is called there, and the type; or None."""
    for file in sorted(_ROOT.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
        for call in calls:
            name = ast.unparse(call.func).rpartition(".")[2]
            if name not in {"from_data", "given", "run_apart"}:
                continue
            where, called = file.relative_to(_ROOT).as_posix(), ast.unparse(call.args[0])
            try:
                kind = eval(called, names_in(tree, where))  # noqa: S307  our own code
            except NameError:
                yield where, called, None
                continue
            if name != "run_apart":
                yield where, called, kind
                continue
            for about, hint in get_type_hints(kind, include_extras=True).items():
                if about.strip("_") != "reporter":
                    yield where, f"{called} {about}", hint


def names_in(tree: ast.Module, where: str) -> dict[str, Any]:
    """Return what the names in a module mean, those that a function imports too."""
    module = ".".join(("lssc_desktop", *Path(where).with_suffix("").parts))
    known = dict(vars(importlib.import_module(module)))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("lssc_desktop."):
            for each in node.names:
                if each.name not in known:
                    found = importlib.import_module(str(node.module))
                    known[each.asname or each.name] = getattr(found, each.name, None)
    return known


PASSED = list(passed())
TYPES = {(where, called): kind for where, called, kind in PASSED if kind is not None}


def inside(kind: Any, seen: dict[Any, None]) -> dict[Any, None]:
    """Return `seen` with the dataclasses that are in values of a type."""
    if isinstance(kind, TypeAliasType):
        return inside(kind.__value__, seen)
    if isinstance(kind, type) and is_dataclass(kind) and kind not in seen:
        seen[kind] = None
        for hint in sent_fields(kind).values():
            inside(hint, seen)
    for part in get_args(kind):
        inside(part, seen)
    return seen


def sent_fields(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {each.name: hints[each.name] for each in fields(kind) if not each.metadata}


# Values of a type -------------------------------------------------------------------------------

_SIMPLE: dict[object, list[object]] = {
    str: ["", "opened", "2026-12-01", "1.5", "a/b", "\udcff"],
    int: [0, 1, -7],
    float: [0.0, 1.0, 2.5],
    bool: [False, True],
    NoneType: [None],
    bytes: [b"", b"beside"],
    date: [date(2026, 12, 1)],
    Decimal: [Decimal("1.50")],
    LsscError: [FileMissing("log.docx")],
}


def values(kind: Any) -> list[Any]:  # noqa: PLR0911  one of each kind of type
    """Return values of a type, one at least of each kind that it allows."""
    if isinstance(kind, TypeAliasType):
        return values(kind.__value__)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return limited(values(parts[0]), parts[1:])
    if isinstance(kind, UnionType) or origin is Union:
        return [value for part in parts for value in values(part)]
    if origin is Literal:
        return list(parts)
    if origin in (tuple, frozenset) and (Ellipsis in parts or origin is frozenset):
        return [origin(), *(origin((value,)) for value in values(parts[0]))]
    if origin is tuple:
        return in_turn([values(part) for part in parts])
    if origin is Mapping:
        return [{}, *(dict([pair]) for pair in in_turn([values(part) for part in parts]))]
    if is_dataclass(kind):
        return [shortest(kind)]
    if issubclass(kind, Enum):
        return list(kind)
    return [kind("a/b")] if issubclass(kind, Path) else _SIMPLE[kind]


def limited(found: list[Any], limits: tuple[object, ...]) -> list[Any]:
    for limit in limits:
        if isinstance(limit, Within):
            made = type(found[0])
            found = [made(limit.low), made(limit.high)]
    return found


def in_turn(each: list[list[Any]]) -> list[Any]:
    """Return tuples in which every value is once, the first ones beside it."""
    first = tuple(found[0] for found in each)
    return [
        (*first[:place], value, *first[place + 1 :])
        for place, found in enumerate(each)
        for value in found
    ]


def shortest(kind: Any) -> Any:
    """Return the value of a dataclass with the first of each of its fields."""
    return kind(**{name: of_first(hint) for name, hint in sent_fields(kind).items()})


def of_first(kind: Any) -> Any:
    """Return a first value, which holds no others where it need not: types can be within them."""
    if isinstance(kind, TypeAliasType):
        return of_first(kind.__value__)
    origin, parts = get_origin(kind), get_args(kind)
    if NoneType in parts:
        return None
    if Ellipsis in parts:
        return ()
    if isinstance(kind, UnionType) or origin is Union:
        return of_first(parts[0])
    if origin is Annotated:
        return limited([of_first(parts[0])], parts[1:])[0]
    return values(kind)[0]


def each_field(kind: Any) -> Iterator[Any]:
    """Yield values of a dataclass that have, in each field, all that it allows."""
    base = {name: of_first(hint) for name, hint in sent_fields(kind).items()}
    yield kind(**base)
    for name, hint in sent_fields(kind).items():
        yield from (kind(**{**base, name: value}) for value in values(hint))


# They arrive ------------------------------------------------------------------------------------


def arrived(value: object, kind: Any) -> Any:
    frame = giving(value)
    return given(kind, WireMessage(json.loads(json.dumps(frame.words)), frame.data))


def is_the_same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of the same types all the way down."""
    if type(one) is not type(other):
        return False
    if is_dataclass(one):
        names = [each.name for each in fields(one)]
        return all(is_the_same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, Mapping):
        return is_the_same(tuple(one.items()), tuple(other.items()))
    if isinstance(one, frozenset):
        return is_the_same(tuple(sorted(one)), tuple(sorted(other)))
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(is_the_same, one, other))
    return bool(one == other)


def test_the_code_says_what_goes_through() -> None:
    assert {each[:2] for each in PASSED if each[2] is None} == _HANDED_ON
    assert len(TYPES) > 15


@pytest.mark.parametrize("kind", TYPES.values(), ids=map(" ".join, TYPES))
def test_what_goes_through_arrives_as_what_it_was(kind: Any) -> None:
    for value in values(kind):
        assert is_the_same(arrived(value, kind), value)


INSIDE: dict[Any, None] = {}
for each in TYPES.values():
    inside(each, INSIDE)


@pytest.mark.parametrize("kind", INSIDE, ids=lambda kind: kind.__name__)
def test_what_is_inside_arrives_as_what_it_was(kind: Any) -> None:
    for value in each_field(kind):
        assert is_the_same(arrived(value, kind), value)


ROOMS = ("disk", "documents", "package")
OF_JOBS = [error for error in ERRORS if error.__module__.split(".")[1] in ROOMS]


@pytest.mark.parametrize("error", OF_JOBS, ids=name_of)
def test_an_error_of_a_job_arrives_as_what_it_was(error: type[LsscError]) -> None:
    for value in each_field(error):
        assert is_the_same(arrived(value, LsscError), value)
