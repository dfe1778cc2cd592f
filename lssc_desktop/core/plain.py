"""Values as what JSON can hold, and back by the types of their fields.

What comes back was written by others: a hostile file may have taken over the helper that sent it,
and anybody may write to a clipboard. So nothing comes of it but a value of the type that was asked
for, within the limits of that type, or `NotPlain`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from math import isfinite
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAliasType,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from lssc_desktop.core.errors import LsscError
from lssc_desktop.values import dataclass

STAYS: Mapping[str, bool] = {"stays": True}
"""Metadata of a field that is not sent along, but has its default on the other side.

No field that is sent comes after it.
"""

LARGEST = 2**53
"""What any program that reads JSON can count."""

DEEPEST = 400
"""Values within values; the deepest of honest ones are half as deep."""


class NotPlain(ValueError):
    """What came is no value of the type that was asked for, or is beyond its limits."""


@dataclass(frozen=True, slots=True)
class Within:
    """Of `Annotated`: a number from `low` to `high`, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class First:
    """Of `Annotated`: only so many items, or characters, are taken; the rest is left."""

    count: int


# There ------------------------------------------------------------------------------------------


def to_data(  # noqa: C901, PLR0911  one of each kind of value
    value: object, beside: list[bytes] | None = None
) -> object:
    """Return a value as lists, texts and numbers.

    Bytes in it are added to those `beside`, in the order of reading; without these it holds none.
    The last fields of a dataclass are left out while they have their defaults.
    """
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [to_data(one, beside) for one in cast("tuple[object, ...]", value)]
    if is_dataclass(kind):
        told = [getattr(value, name) for name, _ in _sent(kind)]
        for _, default in reversed(_sent(kind)):
            if default is MISSING or told[-1] != default:
                break
            told.pop()
        return [kind.__name__, *(to_data(one, beside) for one in told)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        if beside is None:
            raise TypeError(kind)
        beside.append(value)
        return len(value)
    if isinstance(value, frozenset):
        return sorted(to_data(one, beside) for one in value)  # type: ignore[type-var]
    if isinstance(value, Mapping):
        return [[to_data(key, beside), to_data(one, beside)] for key, one in value.items()]
    if kind in {date, Decimal} or hasattr(kind, "__fspath__"):
        return str(value)
    raise TypeError(kind)


_AS_THEY_ARE = frozenset({str, int, float, bool, NoneType})


@cache
def _sent(kind: type) -> tuple[tuple[str, object], ...]:
    """Return the names and the defaults of the fields that are sent."""
    return tuple((it.name, it.default) for it in fields(cast("Any", kind)) if not it.metadata)


# And back ---------------------------------------------------------------------------------------


def from_data[T](kind: type[T], plain: object, beside: bytes = b"") -> T:
    """Return the value that `to_data` was given. Raises `NotPlain`, and nothing else."""
    left = _Beside(beside)
    try:
        value = _reader(cast("Any", kind), DEEPEST)(plain, left)
    except (LookupError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise NotPlain(kind) from error
    if left.count:
        raise NotPlain(kind)
    return cast("T", value)


class _Beside:
    """Bytes beside a value, each of which is taken once, in order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.count = len(data)

    def take(self, count: object) -> bytes:
        if type(count) is not int or not 0 <= count <= self.count:
            raise ValueError(count)
        begin = len(self._data) - self.count
        self.count -= count
        return self._data[begin : begin + count]


type _Read = Callable[[Any, _Beside], Any]


@cache
def _reader(hint: Any, deep: int) -> _Read:  # noqa: ANN401, C901, PLR0911  whatever stands for a type
    """Return what reads values of a type, in which others are at most so deep."""
    if not deep:
        return _too_deep
    if isinstance(hint, TypeAliasType):
        return _reader(hint.__value__, deep)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        read = _reader(inner[0], deep)
        for limit in inner[1:]:
            read = _limited(read, limit)
        return read
    if isinstance(hint, UnionType) or origin is Union:
        return _any_of(hint, deep)
    if origin is Literal:
        return lambda data, _: inner[inner.index(data)]
    if origin is tuple and Ellipsis not in inner:
        each = [_reader(one, deep - 1) for one in inner]
        return lambda data, left: tuple(
            read(one, left) for read, one in zip(each, _list(data), strict=True)
        )
    if origin in (tuple, frozenset):
        item, make = _reader(inner[0], deep - 1), cast("type[tuple[Any, ...]]", origin)
        return lambda data, left: make([item(one, left) for one in _list(data)])
    if origin is not None:  # a Mapping
        pair = _reader(tuple.__class_getitem__(inner), deep - 1)
        return lambda data, left: dict([pair(one, left) for one in _list(data)])
    if hint is LsscError:
        return _error(deep)
    return _record(hint, deep) if is_dataclass(hint) else _simple(hint)


def _record(kind: Any, deep: int) -> _Read:  # noqa: ANN401  a dataclass
    def read(data: Any, left: _Beside) -> object:  # noqa: ANN401
        readers = _field_readers(kind, deep - 1)
        name, *told = _list(data)
        if name != kind.__name__ or len(told) > len(readers):
            raise ValueError(name)
        return kind(*[each(one, left) for each, one in zip(readers, told, strict=False)])

    return read


def _error(deep: int) -> _Read:
    """Return what reads any of our errors that this process knows, by its name."""

    def read(data: Any, left: _Beside) -> object:  # noqa: ANN401
        known: dict[str, Any] = {kind.__name__: kind for kind in _below(LsscError)}
        return _reader(known[_list(data)[0]], deep)(data, left)

    return read


def _below(error: type[LsscError]) -> Iterator[type[LsscError]]:
    for kind in error.__subclasses__():
        yield kind
        yield from _below(kind)


@cache
def _field_readers(kind: type, deep: int) -> tuple[_Read, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(_reader(hints[name], deep) for name, _ in _sent(kind))


def _any_of(hint: object, deep: int) -> _Read:
    """Return what reads one of several types, by the name of a dataclass or the type in JSON.

    Enumerations are told apart by their words. Raises `TypeError` for what cannot be told apart.
    """
    some = _union(hint)
    present = [one for one in some if one is not NoneType]
    if len(present) == 1:
        read = _reader(present[0], deep)
        return lambda data, left: None if data is None else read(data, left)
    enums = [one for one in some if isinstance(one, type) and issubclass(one, Enum)]
    words = {member.value: member for kind in enums for member in kind}
    shaped = [(_shape_of(one), _reader(one, deep)) for one in some if one not in enums]
    shaped += [(str, lambda data, _: words[data])] if enums else []
    readers = dict(shaped)
    if len(readers) < len(shaped) or len(words) < sum(map(len, enums)):
        raise TypeError(hint)
    return lambda data, left: readers[data[0] if type(data) is list else type(data)](data, left)


def _union(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401
    if isinstance(hint, TypeAliasType):
        return _union(hint.__value__)
    if isinstance(hint, UnionType) or get_origin(hint) is Union:
        return tuple(one for some in get_args(hint) for one in _union(some))
    return (hint,)


def _shape_of(hint: Any) -> object:  # noqa: ANN401
    if get_origin(hint) is Annotated:
        return _shape_of(get_args(hint)[0])
    if is_dataclass(hint):
        return cast("type", hint).__name__
    if hint not in _AS_THEY_ARE:
        raise TypeError(hint)
    return hint


def _simple(kind: Any) -> _Read:  # noqa: ANN401
    if kind is bytes:
        return lambda data, left: left.take(data)
    if issubclass(kind, Enum):
        return lambda data, _: kind(data)
    if hasattr(kind, "__fspath__"):
        return lambda data, _: kind(_exactly(str, data))
    read = _SIMPLE[kind]
    return lambda data, _: read(data)


def _limited(read: _Read, limit: object) -> _Read:
    match limit:
        case First(count):
            return lambda data, left: read(data[:count], left)
        case Within(low, high):
            return lambda data, left: _within(low, read(data, left), high)
    return read


def _within[T: float | Decimal](low: float, number: T, high: float) -> T:
    if not low <= number <= high:  # a nan is not, either
        raise ValueError(number)
    return number


def _finite(data: object) -> float:
    number = float(data) if type(data) is int else _exactly(float, data)
    if not isfinite(number):
        raise ValueError(number)
    return number


def _exactly[T](kind: type[T], data: object) -> T:
    if type(data) is not kind:  # True is an int to Python
        raise TypeError(data)
    return data


def _list(data: object) -> list[Any]:
    return _exactly(list, data)


def _too_deep(data: object, _left: _Beside) -> object:
    raise ValueError(data)


_SIMPLE: Mapping[type, Callable[[Any], object]] = {
    **{kind: partial(_exactly, kind) for kind in (str, bool, NoneType)},
    int: lambda data: _within(-LARGEST, _exactly(int, data), LARGEST),
    float: _finite,
    date: date.fromisoformat,
    Decimal: lambda data: _within(-LARGEST, Decimal(_exactly(str, data)), LARGEST),
}
