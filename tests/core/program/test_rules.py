"""The rules code: what of a program file is a rule, found by its classes and not by a list."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, make_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from lssc_desktop.core.program.fees import DueFee
from lssc_desktop.core.program.program import PassRule, Program
from lssc_desktop.core.program.reviewing import ReviewRules
from lssc_desktop.core.program.rules import rules_code, rules_id_of
from lssc_desktop.core.program.rules_id import (
    Rules,
    RulesId,
    RulesState,
    WhyUnknown,
    compare_rules,
)
from lssc_desktop.core.program.schema import unfold

NOT_RULES = {
    "Program.id",  # compared by themselves
    "Program.version",
    "Program.notice",
    "Program.help",
    "Program.words",
    "Program.spelling",
    "Program.audience",
    "Program.usual_months",
    "Program.contact",
    "Program.help_contact",
    "Program.word_list",
    "Program.mail",
    "Program.receivers",
    "Program.web_form",
    "Program.purchase_order",
    "RouteRule.as_of",  # of when its source is
    "Program.privacy",
    "Program.region",  # of numbers and addresses in files
    "Program.paper",  # of what is printed; pages are counted the same on all
    "Program.own",
    "ReviewRules.comments",
}
"""All that may differ, besides what is below one of them, notes, sources, and titles as written."""

NOT_RULES_ANYWHERE = {"note", "sources", "own_title"}


@dataclass(frozen=True)
class Key:
    """A key of a program file: the way to it from the top, and what type it has."""

    way: tuple[str | int, ...]
    table: type
    name: str
    hint: object

    def __str__(self) -> str:
        return f"{self.table.__name__}.{self.name}"


def value(hint: object, seed: int = 0) -> Any:
    """Return a value of a type, with every key of every table in it; another one by its seed."""
    kind, _ = unfold(hint)
    if get_origin(kind) is tuple:
        return tuple(value(get_args(kind)[0], seed + each) for each in range(2))
    if kind is Program:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind, include_extras=True)
        return kind(**{each.name: value(hints[each.name], seed) for each in fields(kind)})
    if issubclass(kind, StrEnum):
        return tuple(kind)[seed % len(kind)]
    simple = {
        str: f"text {seed}",
        bool: bool(seed % 2),
        int: 7 + seed,
        Decimal: Decimal(50 + seed),
        date: date(2026, 12, 1) + timedelta(seed),
    }
    return simple[kind]


def full_program() -> Program:
    hints = get_type_hints(Program, include_extras=True)
    found = {each.name: value(hints[each.name]) for each in fields(Program)}
    return Program(**found)


FULL = full_program()


def keys(table: Any, way: tuple[str | int, ...] = ()) -> Iterator[Key]:
    """Yield every key in a program that has all of them, with the way to it."""
    hints = get_type_hints(type(table), include_extras=True)
    for each in fields(table):
        yield Key(way, type(table), each.name, hints[each.name])
        found = getattr(table, each.name)
        if isinstance(found, tuple) and found and is_dataclass(found[0]):
            yield from keys(found[0], (*way, each.name, 0))
        elif is_dataclass(found):
            yield from keys(found, (*way, each.name))


KEYS = tuple(keys(FULL))


def with_value(table: Any, way: tuple[str | int, ...], name: str, new: object) -> Any:
    if not way:
        return replace(table, **{name: new})
    step, *rest = way
    if rest and isinstance(rest[0], int):
        items = list(getattr(table, str(step)))
        items[rest[0]] = with_value(items[rest[0]], tuple(rest[1:]), name, new)
        return replace(table, **{str(step): tuple(items)})
    inner = with_value(getattr(table, str(step)), tuple(rest), name, new)
    return replace(table, **{str(step): inner})


def at(table: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        table = table[step] if isinstance(step, int) else getattr(table, step)
    return table


def others(key: Key) -> Iterator[object]:
    """Yield other values of a key: one of its type, nothing where it may be left out, fewer."""
    now = getattr(at(FULL, key.way), key.name)
    if key.name == "own":
        yield FULL  # as the file has it: the rest may be translated
        return
    yield next(new for seed in range(1, 9) if (new := value(key.hint, seed)) != now)
    if isinstance(now, tuple):
        yield now[:1]
        yield ()
    if "None" in str(key.hint):
        yield None


def is_rule(key: Key) -> bool:
    above = {f"Program.{key.way[0]}"} if key.way else set()
    within = {f"ReviewRules.{key.way[1]}"} if key.way[:1] == ("reviews",) and key.way[1:] else set()
    named = {str(key), *above, *within} & NOT_RULES
    return not named and key.name not in NOT_RULES_ANYWHERE


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{'.'.join(map(str, key.way))}:{key}")
def test_every_key_counts_but_those_that_are_named(key: Key) -> None:
    for new in others(key):
        changed = with_value(FULL, key.way, key.name, new)
        assert (rules_code(changed) != rules_code(FULL)) is is_rule(key), (key, new)


def test_what_may_differ_is_named_and_there() -> None:
    assert {each for each in NOT_RULES if each not in set(map(str, KEYS))} == set()


def test_a_key_that_is_added_later_with_a_default_changes_no_code(program: Program) -> None:
    for old in (program, FULL):
        later = make_dataclass(
            "Later", [("added", int, 3), ("more", str, "")], bases=(PassRule,), frozen=True
        )
        rule = old.pass_rule
        known = {each.name: getattr(rule, each.name) for each in fields(rule)}
        assert rules_code(replace(old, pass_rule=later(**known))) == rules_code(old)
        assert rules_code(replace(old, pass_rule=later(**known, added=4))) != rules_code(old)
        top = make_dataclass("Later", [("added", int | None, None)], bases=(Program,), frozen=True)
        known = {each.name: getattr(old, each.name) for each in fields(old)}
        assert rules_code(top(**known)) == rules_code(old)


def test_a_table_with_nothing_but_its_defaults_is_the_same_as_none_of_it(program: Program) -> None:
    assert program.reviews == ReviewRules()
    noted = replace(program, reviews=ReviewRules(note="Said by the office."))
    assert rules_code(noted) == rules_code(program)


def test_numbers_are_the_same_however_they_are_written_and_never_rounded(program: Program) -> None:
    rule = program.pass_rule
    same = replace(rule, met_percent=Decimal("70.00"))
    assert rules_code(replace(program, pass_rule=same)) == rules_code(program)
    same = replace(rule, met_percent=Decimal("7E+1"))
    assert rules_code(replace(program, pass_rule=same)) == rules_code(program)
    close = replace(rule, met_percent=Decimal("69." + 60 * "9"))
    assert rules_code(replace(program, pass_rule=close)) != rules_code(program)


def test_the_order_of_what_is_found_by_its_id_does_not_count(program: Program) -> None:
    turned = replace(
        program,
        sets=tuple(
            replace(each, competencies=each.competencies[::-1]) for each in program.sets[::-1]
        ),
        options=program.options[::-1],
        routes=program.routes[::-1],
        documents=program.documents[::-1],
    )
    assert rules_code(turned) == rules_code(program)


def test_how_a_text_is_spaced_does_not_count_and_each_letter_does(program: Program) -> None:
    spaced = replace(program, designation=program.designation.replace(" ", " \n\t") + "\n")
    assert rules_code(spaced) == rules_code(program)
    lookalike = replace(program, designation=program.designation.replace("e", "е"))  # noqa: RUF001
    assert rules_code(lookalike) != rules_code(program)


def test_a_translated_program_has_the_rules_of_its_file(program: Program) -> None:
    translated = replace(program, name="Certificación", own=program)
    assert rules_id_of(translated) == rules_id_of(program)


def test_a_fee_that_is_not_known_is_no_fee_of_nothing() -> None:
    due = DueFee(FULL.fees.due[0].when, note="It isn’t known.")
    free = replace(due, amount=Decimal(0))
    codes = {
        rules_code(replace(FULL, fees=replace(FULL.fees, due=(each,)))) for each in (due, free)
    }
    assert len(codes) == 2


# What a computer says of them -------------------------------------------------------------------

ONE = RulesId("prairie-lssc", "1", "a" * 64)
THREE = RulesId("prairie-lssc", "3", "c" * 64)


def test_known_is_the_same_id_and_version_with_the_same_code() -> None:
    assert compare_rules(ONE, (ONE, THREE)) == Rules(ONE, RulesState.KNOWN)


def test_another_code_under_a_known_version_is_changed() -> None:
    forged = replace(ONE, code="b" * 64)
    assert compare_rules(forged, (ONE, THREE)) == Rules(forged, RulesState.CHANGED)
    of_another_version = replace(ONE, code=THREE.code)
    assert compare_rules(of_another_version, (ONE, THREE)).state is RulesState.CHANGED


@pytest.mark.parametrize(
    ("version", "why"),
    [
        ("4", WhyUnknown.NEWER),
        ("3.1", WhyUnknown.NEWER),
        ("0.9", WhyUnknown.OLDER),
        ("2", WhyUnknown.VERSION),
        ("1.0", WhyUnknown.VERSION),
        ("1 ", WhyUnknown.VERSION),
        ("１", WhyUnknown.VERSION),  # noqa: RUF001
        ("draft", WhyUnknown.VERSION),
    ],
)
def test_a_version_that_is_not_known_is_newer_or_older_or_neither(
    version: str, why: WhyUnknown
) -> None:
    """A candidate may raise it: the same rules under a version that nobody knows are unknown."""
    found = compare_rules(replace(ONE, version=version), (ONE, THREE))
    assert (found.state, found.why) == (RulesState.UNKNOWN, why)


@pytest.mark.parametrize(
    "lookalike",
    ["prаirie-lssc", "Prairie-lssc", "ｐrairie-lssc", "prairie-lssc ", "prairie–lssc"],  # noqa: RUF001
)
def test_an_id_that_looks_like_a_known_one_is_a_program_that_is_not_known(lookalike: str) -> None:
    found = compare_rules(replace(ONE, program=lookalike), (ONE, THREE))
    assert (found.state, found.why) == (RulesState.UNKNOWN, WhyUnknown.PROGRAM)


def test_rules_that_cannot_be_read_are_unknown() -> None:
    found = compare_rules(replace(ONE, code=""), (ONE, THREE))
    assert (found.state, found.why) == (RulesState.UNKNOWN, WhyUnknown.UNREADABLE)
