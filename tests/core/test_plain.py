"""Values through pipes and clipboards: they arrive as they are, and nothing else does."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lssc_desktop.core.plain import (
    DEEPEST,
    LARGEST,
    STAYS,
    First,
    NotPlain,
    Within,
    from_data,
    to_data,
)


class Color(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    weight: Annotated[float, Within(0, 10)] = 1.0
    color: Color = Color.RED


type Knot = Leaf | Branch


@dataclass(frozen=True, slots=True)
class Branch:
    knots: tuple[Knot, ...] = ()
    name: Annotated[str, First(5)] = ""


@dataclass(frozen=True, slots=True)
class Everything:
    """One field of each type."""

    text: str
    count: int
    part: float
    told: bool
    data: bytes
    day: date | None
    fee: Decimal
    path: PurePosixPath
    fruit: Literal["apple", "pear"]
    either: str | int
    colors: frozenset[Color]
    pair: tuple[str, int]
    counts: Mapping[int, Leaf]
    leaves: Annotated[tuple[Leaf, ...], First(3)]
    knot: Knot
    more: tuple[bytes, ...] = ()
    there: str = field(default="", metadata=STAYS)


LEAVES = some.builds(Leaf, some.text(max_size=5), some.floats(0, 10), some.sampled_from(Color))
KNOTS = some.recursive(
    LEAVES,
    lambda knots: some.builds(
        Branch, some.lists(knots, max_size=3).map(tuple), some.text(max_size=5)
    ),
    max_leaves=8,
)
COUNTS = some.integers(-LARGEST, LARGEST)
EVERYTHING = some.builds(
    Everything,
    some.text(),
    COUNTS,
    some.floats(allow_nan=False, allow_infinity=False),
    some.booleans(),
    some.binary(max_size=9),
    some.none() | some.dates(),
    some.decimals(-1000, 1000, allow_nan=False, places=2),
    some.sampled_from([PurePosixPath("a/b"), PurePosixPath("\udcff")]),
    some.sampled_from(["apple", "pear"]),
    some.text(max_size=3) | COUNTS,
    some.frozensets(some.sampled_from(Color)),
    some.tuples(some.text(max_size=3), COUNTS),
    some.dictionaries(some.integers(0, 8), LEAVES, max_size=3),
    some.lists(LEAVES, max_size=3).map(tuple),
    KNOTS,
    some.lists(some.binary(max_size=5), max_size=3).map(tuple),
)
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner),
    max_leaves=12,
)


def sent(value: object) -> tuple[Any, bytes]:
    """Return what arrives of a value: what JSON says, and the bytes beside it."""
    beside: list[bytes] = []
    words = json.dumps(to_data(value, beside))
    return json.loads(words), b"".join(beside)


def arrives(value: object, kind: Any) -> bool:
    return bool(from_data(kind, *sent(value)) == value)


@given(EVERYTHING)
def test_every_type_arrives_as_it_is(value: Everything) -> None:
    assert from_data(Everything, *sent(value)) == value


@given(KNOTS)
def test_one_of_several_kinds_arrives_as_it_is(value: Leaf | Branch) -> None:
    assert from_data(tuple[Knot, ...], *sent((value,))) == (value,)


def places(plain: Any, *way: int) -> list[tuple[int, ...]]:
    """Return the ways to all that is within lists."""
    found = [way]
    for number, one in enumerate(plain if isinstance(plain, list) else ()):
        found += places(one, *way, number)
    return found


@given(EVERYTHING, some.data(), ANYTHING, some.binary(max_size=3))
def test_whatever_is_changed_the_value_or_the_one_error_comes(
    value: Everything, chosen: some.DataObject, other: object, more: bytes
) -> None:
    plain, beside = sent(value)
    *way, last = chosen.draw(some.sampled_from(places(plain)[1:]))
    inside = plain
    for number in way:
        inside = inside[number]
    match chosen.draw(some.sampled_from(["change", "leave out", "repeat", "bytes"])):
        case "change":
            inside[last] = other
        case "leave out":
            del inside[last]
        case "repeat":
            inside.insert(last, inside[last])
        case "bytes":
            beside = more
    try:
        got = from_data(Everything, plain, beside)
    except NotPlain:
        return
    assert arrives(got, Everything)  # of the right types all the way down
    assert len(got.leaves) <= 3
    assert all(0 <= leaf.weight <= 10 for leaf in got.leaves)


@given(some.text() | EVERYTHING.map(lambda value: json.dumps(sent(value)[0])), some.data())
def test_whatever_the_bytes_of_a_text_are_nothing_else_comes(
    words: str, chosen: some.DataObject
) -> None:
    data = bytearray(words.encode("utf-8", "replace"))
    if data:
        place = chosen.draw(some.integers(0, len(data) - 1))
        data[place] = chosen.draw(some.integers(0, 255))
    try:
        plain = json.loads(bytes(data))
    except ValueError:
        return
    try:
        got = from_data(Everything, plain)
    except NotPlain:
        return
    assert arrives(got, Everything)


@given(ANYTHING)
def test_whatever_comes_is_a_value_or_not_plain(plain: object) -> None:
    for kind in (Leaf, Everything, tuple[Leaf, ...], Mapping[int, Leaf], date, Decimal, int, str):
        try:
            from_data(kind, plain)
        except NotPlain:
            continue


# Limits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (int, True),
        (int, 1.0),
        (int, LARGEST + 1),
        (int, -LARGEST - 1),
        (float, float("nan")),
        (float, float("inf")),
        (float, 10**400),
        (float, "1"),
        (bool, 1),
        (str, None),
        (Color, "blue"),
        (Color, ["red"]),
        (date, "2026-02-30"),
        (date, 20260101),
        (Decimal, "NaN"),
        (Decimal, "1e30"),
        (Decimal, "one"),
        (bytes, 1),
        (bytes, -1),
        (bytes, True),
        (Leaf, ["Leaf"]),
        (Leaf, ["Branch", "x"]),
        (Leaf, ["Leaf", "x", 11.0]),
        (Leaf, ["Leaf", "x", -0.1]),
        (Leaf, ["Leaf", "x", 1.0, "red", 0]),
        (Leaf, {"text": "x"}),
        (Leaf, []),
        (tuple[str, int], ["x"]),
        (tuple[str, int], ["x", 1, 1]),
        (tuple[()], [1]),
        (tuple[Knot, ...], [["Tree"]]),
        (tuple[Knot, ...], [[[]]]),
        (tuple[Knot, ...], [[]]),
        (Mapping[int, str], [[1]]),
        (Mapping[int, str], {"1": "x"}),
        (frozenset[Color], "red"),
    ],
)
def test_what_is_no_value_of_its_type_is_refused(kind: Any, plain: object) -> None:
    with pytest.raises(NotPlain):
        from_data(kind, plain)


def test_of_more_than_is_taken_the_first_are_taken() -> None:
    taken = from_data(Branch, ["Branch", [], "name of a branch"])
    assert taken.name == "name "
    plain, beside = sent(Branch())
    assert from_data(Annotated[tuple[int, ...], First(2)], [1, 2, "x"], beside) == (1, 2)  # type: ignore[arg-type]
    assert plain == ["Branch"]


def test_bytes_are_taken_once_in_their_order_and_none_is_left() -> None:
    kind = tuple[bytes, ...]
    assert from_data(kind, [1, 0, 2], b"abc") == (b"a", b"", b"bc")
    for counts, beside in (([2, 2], b"abc"), ([1], b"abc"), ([3, 1], b"abc"), ([], b"a")):
        with pytest.raises(NotPlain):
            from_data(kind, counts, beside)


def test_what_has_no_bytes_beside_it_holds_none() -> None:
    with pytest.raises(TypeError):
        to_data(b"bytes")


def test_a_moment_is_no_day_and_does_not_go() -> None:
    with pytest.raises(TypeError):
        to_data(datetime(2026, 12, 1, 16, 20, tzinfo=UTC))


def test_a_field_that_stays_is_neither_sent_nor_taken() -> None:
    @dataclass(frozen=True)
    class Kept:
        id: str
        here: str = field(default="", metadata=STAYS)

    assert to_data(Kept("1", "secret")) == ["Kept", "1"]
    with pytest.raises(NotPlain):
        from_data(Kept, ["Kept", "1", "forged"])


def nested(depth: int) -> list[object]:
    plain: list[object] = ["Leaf", "x"]
    for _ in range(depth):
        plain = ["Branch", [plain]]
    return plain


def test_values_are_only_so_deep_in_one_another() -> None:
    value = from_data(Branch, nested(DEEPEST // 2 - 2))
    assert to_data(value) == nested(DEEPEST // 2 - 2)
    for depth in (DEEPEST // 2, 100_000):
        with pytest.raises(NotPlain):
            from_data(Branch, nested(depth))


def test_the_error_does_not_say_what_was_read() -> None:
    with pytest.raises(NotPlain) as caught:
        from_data(Leaf, ["Leaf", 5.5])
    assert "5.5" not in str(caught.value)


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Painted:
    """Words of either of two kinds."""

    look: Color | Size | None


@pytest.mark.parametrize("look", [Color.GREEN, Size.SMALL, None])
def test_words_of_two_kinds_arrive_as_the_kind_that_has_them(look: Color | Size | None) -> None:
    arrived = from_data(Painted, to_data(Painted(look)))
    assert arrived == Painted(look)
    assert type(arrived.look) is type(look)


class Tint(StrEnum):
    RED = "red"
    PINK = "pink"


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (Color | Tint, "pink"),
        (Color | str, "red"),
        (str | Size | Color, "no color"),
        (date | str, "2026-12-01"),
        (PurePosixPath | str | None, "a/b"),
        (Decimal | Color, "red"),
        (Decimal | date, "2026-12-01"),
        (bytes | int, 0),
        (bytes | str, "x"),
        (tuple[str, ...] | Leaf, ["Leaf", "x"]),
        (Leaf | Mapping[str, str], ["Leaf", "x"]),
        (Literal["red"] | Color, "red"),
    ],
)
def test_a_type_whose_values_look_alike_is_refused_whatever_comes(kind: Any, plain: object) -> None:
    with pytest.raises(NotPlain) as caught:
        from_data(kind, plain)
    assert isinstance(caught.value.__cause__, TypeError)


def test_a_word_of_neither_kind_is_refused() -> None:
    with pytest.raises(NotPlain):
        from_data(Painted, ["Painted", "blue"])
