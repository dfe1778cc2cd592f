"""An office without a window: evaluators, assigning by rule, conflicts, history, agreement."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from lssc_desktop.store.evaluators import read_evaluators
from lssc_desktop.store.review_file import read_review
from tests.office import DAY, write_office

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

TODAY = ("--today", DAY.isoformat())
RESULT = "result.lssc-review.json"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write_office(tmp_path / "office")
    return tmp_path / "office"


def test_evaluators_are_put_listed_and_removed(cli: "CommandLine", office: Path) -> None:
    put = ("--put", "Lee Chen", "--sets", "technology", "--most", "6", "--email", "lee@example.org")
    cli.json("office", "evaluators", office, *put)
    (lee,) = cli.json("office", "evaluators", office)["evaluators"]
    assert (lee["sets"], lee["most"], lee["away"]) == (["technology"], 6, False)
    assert "list of evaluators" in cli.refused("office", "evaluators", office, "--remove", "Bo")
    assert cli.json("office", "evaluators", office, "--remove", "lee chen")["evaluators"] == []


def test_two_are_assigned_by_rule(cli: "CommandLine", office: Path) -> None:
    packages = office / "smith-2.zip", office / "bjork.zip"
    assert "no evaluators" in cli.refused("office", "assign", *packages, "--by-rule")
    for name in ("Ann Lindqvist", "Bo Reyes", "Lee Chen"):
        cli.json("office", "evaluators", office, "--put", name)
    found = cli.json("office", "assign", *packages, "--by-rule", "--due", "2026-12-15")
    assert [len(each["assigned"]) for each in found["packages"]] == [2, 2]
    (first, *_) = cli.json("office", "history", office / "smith-2.zip")["history"]
    assert (first["step"], first["day"]) == ("assign", "2026-12-15")


def test_what_nobody_is_left_for_is_said(cli: "CommandLine", office: Path) -> None:
    cli.json("office", "evaluators", office, "--put", "Bo Reyes")
    found = cli.json("office", "assign", office / "smith-2.zip", "--by-rule", status=1)
    assert found["packages"][0]["missing"] == 1


def test_a_declared_conflict_stops_the_result_until_it_has_a_reason(
    cli: "CommandLine", office: Path, tmp_path: Path
) -> None:
    package, result = office / "nunez.zip", tmp_path / RESULT
    found = cli.json("office", "conflict", package, "--of", "Lee Chen", "--apart", *TODAY, status=1)
    assert found["conflicts"][0]["at_work"] is True
    combine = ("review", "combine", package, "--as", "Office", "-o", result)
    stopped = cli.json(*combine, status=1)  # with those next to the package
    assert (stopped["path"], stopped["conflicts"]) == (None, ["Lee Chen"])
    assert not result.exists()
    cli.json(*combine, "--despite-conflict", "No one else reads it.")
    assert read_review(result).despite_conflict == "No one else reads it."
    assert "Lee Chen" not in result.read_text("utf-8")


def test_other_words_about_a_conflict_leave_what_the_office_decided(
    cli: "CommandLine", office: Path
) -> None:
    about = ("office", "conflict", office / "nunez.zip", "--of", "Lee Chen", *TODAY)
    cli.json(*about, "--allow", "Nobody else reads Spanish.", "--by", "Maria Soto")
    (found,) = cli.json(*about, "--words", "A former colleague.", "--by", "Ann")["conflicts"]
    assert (found["ruling"], found["reason"]) == ("allowed", "Nobody else reads Spanish.")
    (kept,) = read_evaluators(office).conflicts
    assert (kept.words, kept.ruled_by) == ("A former colleague.", "Maria Soto")


@pytest.mark.parametrize("about", ["conflict", "history"])
def test_of_a_package_that_is_not_there_nothing_is_said(
    cli: "CommandLine", office: Path, about: str
) -> None:
    assert "nowhere.zip" in cli.refused("office", about, office / "nowhere.zip")


def test_a_package_has_no_history_of_another_that_had_its_name(
    cli: "CommandLine", office: Path
) -> None:
    cli.json("office", "assign", office / "bjork.zip", "--to", "Lee Chen")
    (office / "nunez.zip").replace(office / "bjork.zip")
    assert cli.json("office", "history", office / "bjork.zip")["history"] == []


def test_how_far_evaluators_agree_names_no_candidate(
    cli: "CommandLine", office: Path, tmp_path: Path
) -> None:
    table = tmp_path / "agreement.xlsx"
    found = cli.json("office", "agreement", office, "--year", "2026", "--table", table)
    assert found["pairs"] == [
        {
            "evaluators": ["Ann Lindqvist", "Lee Chen"],
            "rated": 18,
            "same": 18,
            "percent": 100.0,
            "weighted_kappa": None,
        }
    ]
    book = CalamineWorkbook.from_path(str(table))
    said = repr([book.get_sheet_by_name(each).to_python() for each in book.sheet_names])
    assert "Núñez" not in said
    assert cli.json("office", "agreement", office, "--year", "2019")["sets"] == []
