"""`privacy`: private data in the sample, and the decisions on it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine


@pytest.fixture
def sample(cli: CommandLine, tmp_path: Path) -> Path:
    path = tmp_path / "Sample"
    assert cli("sample", path) == 0
    return path


SHEET = "Story time sign-up.docx"


def test_the_sign_up_sheet_of_the_sample_is_found(cli: CommandLine, sample: Path) -> None:
    said = cli.json("privacy", sample, status=1)
    by_path = {file["path"]: file["findings"] for file in said["files"]}
    assert by_path[f"Evidence/{SHEET}"][:2] == [
        {"code": "privacy-card-number", "count": 2},
        {"code": "privacy-email", "count": 1},
    ]
    assert cli("privacy", sample, SHEET) == 1
    assert "Library card number, paragraph 5. The words next to it say what it is.\n" in cli.out
    assert "00567" not in cli.out
    assert "dwhitfield" not in cli.out


def test_what_is_fine_is_out_of_the_check_until_it_is_undone(
    cli: CommandLine, sample: Path
) -> None:
    def codes() -> set[str]:
        cli("check", sample, "--set", "foundations", "--json")
        return {
            finding["code"]
            for finding in json.loads(cli.out)["findings"]
            if finding["path"] == f"Evidence/{SHEET}" and finding["code"].startswith("privacy-")
        }

    before = codes()
    assert {"privacy-card-number", "privacy-email", "privacy-tracked-change"} <= before
    cli.json("privacy", sample, SHEET, "--fine", "made up for the sample")
    assert codes() == set()
    assert "made up for the sample" in (sample / "portfolio.json").read_text()
    cli.json("privacy", sample, SHEET, "--undo")
    assert codes() == before


@pytest.mark.parametrize("name", ["About me/References.txt", "References.txt"])
def test_a_document_about_the_candidate_is_scanned_like_evidence(
    cli: CommandLine, sample: Path, name: str
) -> None:
    (sample / "About me" / "References.txt").write_text("Our patron, card 21234000001234\n")
    said = cli.json("privacy", sample, status=1)
    assert "About me/References.txt" in {file["path"] for file in said["files"]}
    assert cli("privacy", sample, name) == 1
    cli.json("privacy", sample, name, "--fine", "made up")
    assert cli("privacy", sample, name) == 0
    assert cli("privacy", sample, "Nothing.txt") != 0
