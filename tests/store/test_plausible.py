from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lssc_desktop.store.shape import implausible


@dataclass(frozen=True)
class Leaf:
    value: object


@dataclass(frozen=True)
class Tree:
    name: str
    leaves: tuple[Leaf, ...]


@pytest.mark.parametrize(
    "value",
    [
        10**4_200,
        -(2**53) - 1,
        float("inf"),
        float("nan"),
        1e300,
        Decimal("1e999999"),
        Decimal("nan"),
        date(1, 1, 1),
        date(9999, 12, 31),
        datetime(1, 1, 1, tzinfo=UTC),
        "x" * 200_001,
    ],
    ids=lambda value: repr(value)[:60],
)
def test_what_cannot_be_meant_is_named_by_its_place(value: object) -> None:
    assert implausible(Tree("t", (Leaf(1), Leaf(value)))) == "leaves[1].value"


@pytest.mark.parametrize(
    "value", [0, 2**53, 0.5, date(1900, 1, 1), date(2999, 12, 31), "x" * 200_000, None, True]
)
def test_what_can_be_meant_has_no_place(value: object) -> None:
    assert implausible(Tree("t", (Leaf(value),))) is None
