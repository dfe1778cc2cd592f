"""`respond`: what it says about a response that was there before."""

import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import CommandLine

WORDS = ("--set", "technology", "--competency", "1")


def rich(path: Path) -> Path:
    """A Word file with a table, which no text of ours can hold."""
    document = docx.Document()
    document.add_paragraph("I kept count.")
    document.add_table(1, 2)
    document.save(str(path))
    return path


def plain(path: Path) -> Path:
    path.write_text("I did it.\n\nAnd I learned from it.", encoding="utf-8")
    return path


def test_a_first_response_replaces_nothing(
    cli: CommandLine, state_folder: Path, tmp_path: Path
) -> None:
    assert cli("respond", state_folder, *WORDS, plain(tmp_path / "one.txt")) == 0

    assert cli.out.count("\n") == 1
    assert "trash" not in cli.out


def test_a_response_that_holds_more_is_named_and_kept_in_the_trash(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    assert cli("respond", folder, *WORDS, rich(tmp_path / "rich.docx")) == 0

    assert cli("respond", folder, *WORDS, plain(tmp_path / "one.txt")) == 0

    assert "The earlier response, with a table, is in the trash of this computer." in cli.out


def test_a_plain_response_is_kept_in_the_trash_too(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    assert cli("respond", folder, *WORDS, plain(tmp_path / "one.txt")) == 0

    assert cli("respond", folder, *WORDS, plain(tmp_path / "two.txt")) == 0

    assert "The earlier response is in the trash of this computer." in cli.out


def test_a_response_that_is_taken_from_its_own_place_replaces_nothing(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    taken = cli.json("respond", folder, *WORDS, rich(tmp_path / "rich.docx"))

    assert cli("respond", folder, *WORDS, folder / taken["path"]) == 0

    assert "trash" not in cli.out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_text_that_the_portfolio_could_not_note_is_told_as_written(
    cli: CommandLine, tmp_path: Path
) -> None:
    root = tmp_path / "Rivera LSSC"
    assert cli("sample", root) == 0
    before = cli.json("respond", root, *WORDS, plain(tmp_path / "one.txt"))
    (tmp_path / "two.txt").write_text("This is new.", encoding="utf-8")

    words = ("respond", root, *WORDS, tmp_path / "two.txt")
    small_files_only = ("sh", "-c", 'ulimit -f 48; exec "$@"', "sh")  # of 24 KB at the most
    done = subprocess.run(
        [*small_files_only, sys.executable, "-m", "lssc_desktop", *words],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Your new text is in" in done.stderr
    assert "as it was" not in done.stderr
    paragraphs = docx.Document(str(root / before["path"])).paragraphs
    assert [each.text for each in paragraphs if each.text] == ["This is new."]
    assert cli("status", root) == 0
