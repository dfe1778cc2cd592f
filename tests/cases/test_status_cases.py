"""Every case of status.toml and edges.toml, told and asked on the command line."""

import shlex
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CommandLine, cli, state_program

__all__ = ["cli"]  # the fixture

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = [
    case
    for name in ("status.toml", "edges.toml")
    for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]
]
ELECTIVES = {
    "lssc": "access-services,collection-management,reference-information",
    "prairie": "youth-services,prairie-outreach",
}


def test_there_are_at_least_forty_with_their_reasons() -> None:
    assert len(CASES) >= 40
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert all(case["why"] and case["expect"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_status_says_what_was_worked_out_by_hand(
    case: dict[str, Any], cli: CommandLine, tmp_path: Path
) -> None:
    root = started(case, cli, tmp_path)
    for line in case.get("tell", ()):
        group, name, *words = shlex.split(line)
        assert cli(group, name, root, *words) == 0, cli.err
    for decision in case.get("achieved", ()):
        set_id, day = decision.split()
        assert cli("set", "decision", root, "achieved", "--set", set_id, "--on", day) == 0, cli.err
    told = cli.json("status", root, "--today", case["today"].isoformat())
    assert {key: found(told, key) for key in case["expect"]} == case["expect"]


def started(case: dict[str, Any], cli: CommandLine, folder: Path) -> Path:
    """Start the portfolio of a case and return its folder."""
    program = case.get("program", "lssc")
    admitted: date = case.get("admitted", date(2024, 9, 14))
    words = ["--name", "Ana Rivera", "--admitted", admitted.isoformat()]
    words += ["--electives", ELECTIVES.get(program, ELECTIVES["lssc"])]
    if case.get("member", True):
        words.append("--member")
    if program == "state":
        words += ["--program", str(state_program(folder))]
    elif program != "lssc":
        words += ["--program", str(HERE.parent / "programs" / f"{program}.toml")]
    assert cli("new", folder / "p", *words) == 0, cli.err
    return folder / "p"


def found(told: Any, key: str) -> Any:
    """Return what stands under a dotted key: "null" for null, a course by the id of its set."""
    value = told
    for part in key.split("."):
        if isinstance(value, list):
            value = next(item for item in value if item["set"] == part)
        else:
            value = value[part]
    return "null" if value is None else value
