"""`check` on the command line: what it asks for, and what it says of a set that is over."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

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
