from dataclasses import fields, replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.core.program.fees import Fees
from lssc_desktop.core.program.program import Program, ProgramLimits, RenewalRule
from lssc_desktop.core.program.schema import OPTIONS
from lssc_desktop.core.standing.program_differences import DifferenceCode, differences
from lssc_desktop.messages.program import rule_name, rule_value
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.core.check.rules.desk import small_program

PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"


@pytest.fixture(scope="module")
def lssc() -> Program:
    return read_program(shipped_program_text(), "lssc.toml")


@pytest.fixture(scope="module")
def guild() -> Program:
    path = PRAIRIE.with_name("guild.toml")
    return read_program(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="module")
def prairie() -> Program:
    return read_program(PRAIRIE.read_text(encoding="utf-8"), PRAIRIE.name)


def test_every_rule_in_which_two_programs_differ_has_a_name(
    lssc: Program, prairie: Program, guild: Program
) -> None:
    bare = replace(
        small_program(),
        fees=Fees("JPY"),
        limits=ProgramLimits(),
        options=(),
        courses=None,
        renewal=None,
        appeal=None,
    )
    nobody = Portfolio("p", "x", "1", Candidate("Ana"), date(2026, 11, 24))
    found = chain.from_iterable(
        differences(one, other, nobody)
        for one, other in ((lssc, prairie), (bare, lssc), (prairie, bare), (bare, guild))
    )
    places = {item.place for item in found if item.code is DifferenceCode.RULE}
    assert len(places) > 50
    assert [place for place in places if rule_name(place) == f"Rule {place}"] == []


@pytest.mark.parametrize("rule", [ProgramLimits, RenewalRule])
def test_every_limit_and_every_number_of_a_renewal_has_a_name(rule: type) -> None:
    part = "limits" if rule is ProgramLimits else "renewal"
    names = {field.name for field in fields(rule)} - {"note", "sources", "conversions"}
    assert all(not rule_name(f"{part}.{name}").startswith("Rule ") for name in names)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_and_each_of_its_choices_has_words(option: str, lssc: Program) -> None:
    assert rule_name(f"options.{option}") != f"Rule options.{option}"
    same_word = {"charged", "none", "admission", "enrollment", "acceptance"}
    for choice in OPTIONS[option]:
        said = rule_value(f"options.{option}", choice.value, lssc)
        assert said != choice.value or choice.value in same_word


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("fees.application.member", "325", "$325"),
        ("choosing.portfolio", "You work alone., It is recent.", "You work alone; It is recent"),
        ("limits.evidence_file_bytes", "25000000", "25 MB"),
        ("routes.portfolio.until", "2019-01-31", "January 31, 2019"),
        ("limits.links_allowed", "no", "no"),
        ("eligibility.education", "Any", "Any"),
        ("renewal.hours", "", ""),
    ],
)
def test_what_a_rule_says_is_said_as_people_say_it(
    place: str, value: str, said: str, lssc: Program
) -> None:
    assert rule_value(place, value, lssc) == said


def test_a_rule_of_a_newer_kind_shows_its_place() -> None:
    assert rule_name("limits.pictures") == "Rule limits.pictures"
