from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import pytest

from lssc_desktop.core.program.schema import (
    Between,
    Filled,
    Money,
    NotInFiles,
    ProgramFault,
    Slug,
    Unique,
    Words,
)
from lssc_desktop.store.shape import ShapeReader


class Color(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Leaf:
    number: Annotated[int, Between(1, 9)]
    name: Words = "leaf"


@dataclass(frozen=True, slots=True)
class Tree:
    id: Slug
    leaves: Annotated[tuple[Leaf, ...], Filled(), Unique("number")]
    color: Color
    tall: bool
    price: Money
    planted: date | None = None
    root: Leaf | None = None


GOOD: dict[str, Any] = {
    "id": "old-oak",
    "leaves": [{"number": 1, "name": "first"}, {"number": 2}],
    "color": "green",
    "tall": True,
    "price": Decimal("12.50"),
}


def faults_of(**changes: object) -> list[ProgramFault]:
    """The faults of the good tree with some keys changed; None takes a key away."""
    raw = {key: value for key, value in (GOOD | changes).items() if value is not None}
    reader = ShapeReader({})
    assert (reader.record(raw, Tree) is None) == bool(reader.faults)
    return list(reader.faults)


def advice_of(raw: dict[str, Any]) -> list[ProgramFault]:
    """What a good tree says besides, which nobody knows."""
    reader = ShapeReader({})
    assert reader.record(GOOD | raw, Tree) == ShapeReader({}).record(GOOD, Tree)
    return list(reader.advice)


def places_and_codes(**changes: object) -> list[tuple[str, str]]:
    return [(fault.place, fault.code) for fault in faults_of(**changes)]


def test_a_good_table_becomes_a_record() -> None:
    tree = ShapeReader({}).record(GOOD, Tree)
    assert tree == Tree(
        "old-oak", (Leaf(1, "first"), Leaf(2)), Color.GREEN, tall=True, price=Decimal("12.50")
    )


def test_optional_tables_and_days_are_read_too() -> None:
    tree = ShapeReader({}).record(GOOD | {"planted": date(1900, 5, 1), "root": {"number": 3}}, Tree)
    assert tree is not None
    assert (tree.planted, tree.root) == (date(1900, 5, 1), Leaf(3))


def test_a_whole_number_is_a_number_of_money() -> None:
    tree = ShapeReader({}).record(GOOD | {"price": 7}, Tree)
    assert tree is not None
    assert type(tree.price) is Decimal


def test_a_missing_key_is_named() -> None:
    assert places_and_codes(color=None) == [("color", "missing-key")]


def test_an_unknown_key_is_named_with_the_one_that_was_meant() -> None:
    near = (("near", "color"),)
    assert advice_of({"colour": "red"}) == [ProgramFault("colour", "unknown-key", near)]


def test_a_field_that_files_do_not_have_is_an_unknown_key() -> None:
    @dataclass(frozen=True, slots=True)
    class Shrub:
        name: str
        own_name: Annotated[str, NotInFiles()] = ""

    reader = ShapeReader({})
    assert reader.record({"name": "Box", "own_name": "Buchs"}, Shrub) == Shrub("Box")
    assert [(each.place, each.code) for each in reader.advice] == [("own_name", "unknown-key")]


@pytest.mark.parametrize(
    ("key", "value", "expected", "found"),
    [
        ("id", 5, "text", "whole-number"),
        ("tall", 1, "yes-or-no", "whole-number"),
        ("price", True, "number", "yes-or-no"),
        ("price", "12.50", "number", "text"),
        ("color", 5, "text", "whole-number"),
        ("leaves", {}, "list", "table"),
        ("root", [], "table", "list"),
        ("planted", "1900-05-01", "day", "text"),
        ("planted", datetime(1900, 5, 1), "day", "moment"),  # noqa: DTZ001  TOML has such
    ],
)
def test_a_value_of_another_type(key: str, value: object, expected: str, found: str) -> None:
    (fault,) = faults_of(**{key: value})
    assert (fault.place, fault.code) == (key, "wrong-type")
    assert (fault.fact("expected"), fault.fact("found")) == (expected, found)


def test_true_is_no_whole_number() -> None:
    assert places_and_codes(leaves=[{"number": True}]) == [("leaves[1].number", "wrong-type")]


def test_a_list_counts_its_items_from_one() -> None:
    leaves = [{"number": 1}, {"number": 2}, {"number": 10}, {"name": "x"}]
    assert places_and_codes(leaves=leaves) == [
        ("leaves[3].number", "out-of-range"),
        ("leaves[4].number", "missing-key"),
    ]


def test_an_item_that_is_no_table() -> None:
    assert places_and_codes(leaves=[{"number": 1}, 5]) == [("leaves[2]", "wrong-type")]


def test_two_items_with_one_number_are_found_beside_other_faults() -> None:
    leaves = [{"number": 1, "name": " "}, {"number": 1}]
    assert places_and_codes(leaves=leaves) == [
        ("leaves[1].name", "blank"),
        ("leaves[2].number", "twice"),
    ]


def test_an_empty_list_where_something_has_to_be() -> None:
    assert places_and_codes(leaves=[]) == [("leaves", "empty-list")]


@pytest.mark.parametrize("value", ["Old Oak", "old_oak", "-oak", "oak-", "", "a" * 65])
def test_an_id_that_is_no_slug(value: str) -> None:
    assert places_and_codes(id=value) == [("id", "wrong-form")]


def test_a_word_that_is_no_choice() -> None:
    (fault,) = faults_of(color="grean")
    assert (fault.code, fault.fact("near"), fault.fact("among")) == (
        "unknown-value",
        "green",
        "red, green",
    )


@pytest.mark.parametrize(
    ("price", "code"),
    [
        ("-1", "out-of-range"),
        ("1000001", "out-of-range"),
        ("0.005", "too-fine"),
        ("Infinity", "not-finite"),
        ("NaN", "not-finite"),
    ],
)
def test_a_number_that_is_no_amount_of_money(price: str, code: str) -> None:
    assert places_and_codes(price=Decimal(price)) == [("price", code)]


def test_trailing_zeros_are_no_finer_money() -> None:
    assert faults_of(price=Decimal("12.5000")) == []


def test_a_number_of_many_thousand_digits_is_a_fault_like_any_other() -> None:
    assert places_and_codes(leaves=[{"number": 16**5000}]) == [("leaves[1].number", "out-of-range")]


@pytest.mark.parametrize("char", ["\x1b", "\x00", "\r", "\ufeff", "\u202e", "\ue000"])
def test_characters_that_cannot_be_shown(char: str) -> None:
    assert places_and_codes(leaves=[{"number": 1, "name": f"a{char}b"}]) == [
        ("leaves[1].name", "unwanted-character")
    ]


def test_joiners_and_accents_are_welcome() -> None:
    assert faults_of(leaves=[{"number": 1, "name": "Résumé\u200d\nnaïve"}]) == []


def test_a_key_that_would_act_on_a_terminal_is_tamed() -> None:
    (fault,) = advice_of({"\x1b[31m": 1})
    assert fault.place == '"\ufffd[31m"'


def test_long_values_are_cut() -> None:
    (fault,) = faults_of(color="x" * 1000)
    assert len(fault.fact("value")) == 80


def test_every_fault_is_reported_in_one_go() -> None:
    codes = {
        fault.code for fault in faults_of(id="A B", leaves=[], color="blue", tall=2, price=None)
    }
    assert codes == {"wrong-form", "empty-list", "unknown-value", "wrong-type", "missing-key"}


def test_a_rule_is_asked_about_each_record_that_could_be_read() -> None:
    def odd(leaf: Leaf, place: str) -> list[ProgramFault]:
        return [ProgramFault(f"{place}.number", "odd")] if leaf.number % 2 else []

    reader = ShapeReader({Leaf: odd})
    reader.record(GOOD | {"color": "blue", "root": {"number": 3}}, Tree)
    assert [(fault.place, fault.code) for fault in reader.faults] == [
        ("leaves[1].number", "odd"),
        ("color", "unknown-value"),
        ("root.number", "odd"),
    ]
