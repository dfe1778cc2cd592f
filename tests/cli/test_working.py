"""`respond`: what it says about a response that was there before."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
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
    assert cli("response", "set", state_folder, *WORDS, plain(tmp_path / "one.txt")) == 0

    assert cli.out.count("\n") == 1


@pytest.mark.parametrize("before", [rich, plain])
def test_the_response_before_is_kept_as_an_earlier_version(
    cli: CommandLine, folder: Path, tmp_path: Path, before: Callable[[Path], Path]
) -> None:
    first = tmp_path / ("one.docx" if before is rich else "one.txt")
    assert cli("response", "set", folder, *WORDS, before(first)) == 0

    assert cli("response", "set", folder, *WORDS, plain(tmp_path / "two.txt")) == 0

    assert "The earlier text is kept under “Earlier versions”." in cli.out


def test_a_text_of_unknown_letters_is_not_taken_before_somebody_says_yes(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    words = "Библиотека открыта уже сто лет. Мы провели час сказок."
    (tmp_path / "old.txt").write_bytes(words.encode("cp866"))

    said = cli.refused("response", "set", folder, *WORDS, tmp_path / "old.txt")

    assert "Nothing was changed. As Cyrillic (DOS), it starts: “Библиотека открыта" in said
    assert "add --encoding cp866" in said
    assert cli("response", "set", folder, *WORDS, "--encoding", "cp866", tmp_path / "old.txt") == 0
    taken = cli.json("response", "set", folder, *WORDS, "--encoding", "cp866", tmp_path / "old.txt")
    assert docx.Document(str(folder / taken["path"])).paragraphs[0].text == words


def test_an_encoding_that_there_is_not_is_refused(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    text = plain(tmp_path / "one.txt")

    said = cli.refused("response", "set", folder, *WORDS, "--encoding", "klingon", text)

    assert "“klingon” isn’t an encoding" in said


def test_a_damaged_document_is_taken_and_said_to_be(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    whole = rich(tmp_path / "whole.docx")
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "cut.docx", "w") as target:
        for name in source.namelist():
            if name != "word/styles.xml":
                target.writestr(name, source.read(name))

    assert cli("response", "set", folder, *WORDS, tmp_path / "cut.docx") == 0

    assert "Part of the file is missing or damaged" in cli.out


def test_a_response_that_is_taken_from_its_own_place_replaces_nothing(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    taken = cli.json("response", "set", folder, *WORDS, rich(tmp_path / "rich.docx"))

    assert cli("response", "set", folder, *WORDS, folder / taken["path"]) == 0

    assert "earlier" not in cli.out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_text_that_the_portfolio_could_not_note_is_told_as_written(
    cli: CommandLine, tmp_path: Path
) -> None:
    root = tmp_path / "Rivera LSSC"
    assert cli("sample", root) == 0
    before = cli.json("response", "set", root, *WORDS, plain(tmp_path / "one.txt"))
    (tmp_path / "two.txt").write_text("This is new.", encoding="utf-8")

    words = ("response", "set", root, *WORDS, tmp_path / "two.txt")
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


# Folders ----------------------------------------------------------------------------------------


def test_files_in_folders_are_added_where_that_is_asked_for(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    photos = tmp_path / "Program photos"
    (photos / "Spring").mkdir(parents=True)
    (photos / "Log.txt").write_text("Twelve families came.")
    (photos / "Spring" / "Flyer.txt").write_text("Story time on Saturday.")
    of = ("--set", "technology", "--competency", "2")

    said = cli.refused("evidence", "add", folder, *of, photos)
    assert "“Program photos” is a folder" in said
    assert not [path for path in (folder / "Evidence").rglob("*") if path.is_file()]

    assert cli("evidence", "add", folder, *of, "--folders", photos) == 0
    assert "2 files were copied and attached." in cli.out
    found = sorted(path.name for path in (folder / "Evidence").rglob("*") if path.is_file())
    assert found == ["Flyer.txt", "Log.txt"]
