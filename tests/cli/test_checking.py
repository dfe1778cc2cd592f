"""`check` on the command line: what it asks for, and what it says of a set that is over."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.review_desk import Desk

PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"


@pytest.fixture
def mentored(cli: CommandLine, tmp_path: Path) -> Path:
    """A portfolio in a program that requires a document of none of the usual kinds."""
    words = ("--name", "Sam Lee", "--admitted", "2026-01-15", "--program", PRAIRIE)
    electives = "youth-services,prairie-outreach"
    assert cli("new", tmp_path / "Lee LSSC", *words, "--electives", electives) == 0
    return tmp_path / "Lee LSSC"


def missing(cli: CommandLine, root: Path) -> set[str]:
    """Return what `check` says of each document about the person that is missing."""
    found = cli.json("check", root, "--set", "foundations", status=1)["findings"]
    return {each["message"] for each in found if each["code"] == "personal-document-missing"}


def test_a_document_that_only_this_program_requires_is_asked_for(
    cli: CommandLine, mentored: Path
) -> None:
    assert any("Mentor form" in said for said in missing(cli, mentored))


def test_a_document_of_the_program_is_attached_by_its_title(
    cli: CommandLine, mentored: Path
) -> None:
    (mentored / "About me" / "Mentor form 2026.txt").write_text("signed", encoding="utf-8")
    assert not any("Mentor form" in said for said in missing(cli, mentored))


def test_an_unknown_file_about_the_person_is_no_document_of_the_program(
    cli: CommandLine, mentored: Path
) -> None:
    (mentored / "About me" / "scan 1.txt").write_text("signed", encoding="utf-8")
    assert any("Mentor form" in said for said in missing(cli, mentored))


def test_an_achieved_set_has_nothing_left_to_do(cli: CommandLine, folder: Path) -> None:
    assert (
        cli("set", "decision", folder, "--set", "technology", "achieved", "--on", "2026-03-02") == 0
    )
    assert cli("check", folder, "--set", "technology") == 0
    assert cli.out == "Technology is achieved. There’s nothing left to do for it.\n"


def test_who_achieved_all_sets_is_asked_for_nothing(cli: CommandLine, folder: Path) -> None:
    sets = [each["id"] for each in cli.json("status", folder)["sets"]]
    for set_id in sets:
        assert (
            cli("set", "decision", folder, "--set", set_id, "achieved", "--on", "2026-03-02") == 0
        )
    told = cli.json("check", folder)
    assert told["findings"] == []
    assert [(each["set"], each["standing"]) for each in told["closed"]] == [
        (set_id, "achieved") for set_id in sets
    ]
    assert cli("check", folder) == 0
    assert cli.out.count("There’s nothing left to do for it.") == len(sets)
    assert "Nothing is missing" not in cli.out


def test_who_is_certified_is_asked_for_no_set_whose_decision_was_never_noted(
    cli: CommandLine, folder: Path
) -> None:
    assert cli("renewal", "certified", folder, "--on", "2026-03-02") == 0
    assert cli.json("check", folder)["findings"] == []


def test_the_open_sets_are_checked_beside_an_achieved_one(cli: CommandLine, folder: Path) -> None:
    assert (
        cli("set", "decision", folder, "--set", "technology", "achieved", "--on", "2026-03-02") == 0
    )
    told = cli.json("check", folder, status=1)
    assert "technology" not in {each["set"] for each in told["findings"]}
    assert "foundations" in {each["set"] for each in told["findings"]}


def test_a_set_that_is_handed_in_is_not_checked(desk: Desk) -> None:
    package = desk.build()
    office = desk.mail / "office"
    office.mkdir()
    assert desk.cli("send", package, "--to", office.as_uri(), "--office-folder") == 0
    told = desk.cli.json("check", desk.folder, "--set", desk.set_id)
    assert (told["findings"], told["forecast"]) == ([], None)
    assert [(each["set"], each["standing"]) for each in told["closed"]] == [
        ("technology", "received")
    ]
    assert desk.cli("check", desk.folder, "--set", desk.set_id) == 0
    assert desk.cli.out.startswith("Technology is handed in. It’s unlocked when")
