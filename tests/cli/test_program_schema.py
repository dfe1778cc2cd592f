"""The JSON Schema of program files: what it takes and refuses, judged by a validator."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from lssc_desktop.cli.program_schema import program_schema
from lssc_desktop.paths import resources
from lssc_desktop.store.programs import (
    ProgramFaulty,
    as_loaded,
    read_program,
    shipped_program_text,
)
from tests.store.strange_programs import programs

PROGRAMS = Path(__file__).parents[1] / "programs"
SHIPPED = resources() / "programs" / "program.schema.json"
VALIDATOR = Draft7Validator(program_schema())


def as_json(value: object) -> Any:
    """Return what TOML has as an editor hands it to a schema: days are texts there."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def refused(text: str) -> list[str]:
    """Return the places that the schema refuses."""
    found = VALIDATOR.iter_errors(as_json(tomllib.loads(text)))
    return [error.json_path for error in found]


def test_it_is_a_schema() -> None:
    faults = Draft7Validator(Draft7Validator.META_SCHEMA).iter_errors(program_schema())
    assert [fault.json_path for fault in faults] == []


def test_the_shipped_one_is_made_from_the_classes() -> None:
    """Make it again with: lssc-desktop program schema > resources/programs/program.schema.json"""
    assert json.loads(SHIPPED.read_text("utf-8")) == program_schema()


@pytest.mark.parametrize("name", ["lssc", *(path.stem for path in sorted(PROGRAMS.glob("*.toml")))])
def test_it_takes_every_sound_program_file(name: str) -> None:
    path = PROGRAMS / f"{name}.toml"
    assert refused(path.read_text("utf-8") if path.exists() else shipped_program_text()) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("format = 2", "format = 0", "$.format"),
        ('id = "prairie"', 'id = "Prairie State"', "$.id"),
        ("needed = ", "needed = -", "$.choice.needed"),
        ("met_percent = ", "met_percent = 10", "$.pass_rule.met_percent"),
        ("[clock]\nyears", "[clock]\nyear", "$.clock"),
        ('currency = "', 'currency = "us', "$.fees.currency"),
        ('id = "portfolio"', 'id = "portfolios"', "$.routes[0].id"),
        ('[[options]]\nid = "', '[[options]]\nid = "x', "$.options[0].id"),
        ('choice = "down"', 'choice = "middle"', "$.options[0].choice"),
        ("[clock]", "[o-clock]", "$"),
    ],
)
def test_it_refuses_at_its_place_what_the_reader_refuses(old: str, new: str, place: str) -> None:
    text = (PROGRAMS / "prairie.toml").read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    with pytest.raises(ProgramFaulty):
        read_program(changed, "prairie.toml")
    assert place in refused(changed)


def test_a_program_with_one_statement_needs_no_clock() -> None:
    text = (PROGRAMS / "harbor.toml").read_text("utf-8")
    assert "[clock]" not in text
    assert refused(text.replace('kind = "statement"', 'kind = "sets"', 1)) == ["$", "$"]


def descriptions(schema: object) -> Iterator[str]:
    """Yield every description in a schema."""
    if isinstance(schema, dict):
        if isinstance(said := schema.get("description"), str):
            yield said
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from descriptions(each)


def test_descriptions_are_for_who_writes_a_file() -> None:
    """None, names of our classes and of their members, and our own sources say nothing there."""
    said = list(descriptions(program_schema()))
    assert len(said) > 50
    ours = re.compile(r"\bNone\b|\bcore\.|docs/|\(\d|\b[A-Z]{3,}(_[A-Z]+)*\b(?!/)")
    assert [each for each in said if ours.search(each.replace("TOML", ""))] == []


def test_each_option_says_what_its_choices_mean() -> None:
    rules = program_schema()["definitions"]["Option"]["allOf"]
    choices = {
        rule["if"]["properties"]["id"]["const"]: rule["then"]["properties"]["choice"]
        for rule in rules
    }
    assert choices["three-ratings"]["enum"] == ["middle", "third"]
    assert choices["three-ratings"]["description"].startswith(
        'How three ratings of one competency are read. "middle": the one in the middle'
    )


def test_it_never_refuses_what_the_reader_takes() -> None:
    small = ((name, data) for name, data in programs() if len(data) < 100_000)
    for name, data in small:
        text = data.decode("utf-8-sig", errors="replace")
        try:
            read_program(text, name)
        except ProgramFaulty:
            continue
        if as_loaded(text, name).advice:
            continue  # an editor marks what this version does not know
        assert refused(text) == [], name
