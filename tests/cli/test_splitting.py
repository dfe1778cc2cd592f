"""The command that splits one long document into responses."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.long_document import with_table_and_picture

SET = ("--set", "foundations")


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "My portfolio.docx"
    with_table_and_picture(path)
    return path


def documents_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.docx"))


def test_it_shows_what_it_would_do_and_does_nothing(
    cli: CommandLine, folder: Path, long: Path
) -> None:
    assert cli("response", "split", folder, *SET, long) == 0
    assert "“My portfolio.docx” has 4 parts. 3 texts will be written." in cli.out
    assert "2, Ethics and values" in cli.out
    assert "Suggested by its number" in cli.out
    assert "1 part with 2 words is left out." in cli.out
    assert "Nothing for competencies 4, 5, 6, 7, 8, 9, 10, 11, and 12" in cli.out
    assert "Add --yes" in cli.out
    assert documents_in(folder) == []


def test_with_yes_it_writes_them(cli: CommandLine, folder: Path, long: Path) -> None:
    found = cli.json("response", "split", folder, *SET, long, "--yes")
    assert [each["competency"] for each in found["written"]] == [1, 2, 3]
    assert documents_in(folder) == [Path(each["path"]).name for each in found["written"]]
    assert [part["left_out"] for part in found["parts"]] == [True, False, False, False]
    assert [each["competency"] for each in found["without_text"]] == list(range(4, 13))
    assert cli("response", "split", folder, *SET, long) == 0
    assert "1, Purpose, mission and role (has 3 words)" in cli.out


def test_texts_that_are_there_are_told_of_replaced_or_added_to(
    cli: CommandLine, folder: Path, long: Path, tmp_path: Path
) -> None:
    text = tmp_path / "first.txt"
    text.write_text("What I had before.")
    cli.json("response", "set", folder, *SET, "--competency", "2", text)
    assert cli("response", "split", folder, *SET, long) == 0
    assert "2, Ethics and values (has 4 words)" in cli.out
    found = cli.json("response", "split", folder, *SET, long, "--add")
    assert found["parts"][2]["present_words"] == 4
    assert cli("response", "split", folder, *SET, long, "--add", "--yes") == 0
    assert "only its words are added, without a picture and a table" in cli.out
    assert "Earlier versions" in cli.out


def test_what_cannot_be_split_is_refused(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(b"%PDF-1.7")
    assert "Word document" in cli.refused(
        "response", "split", folder, *SET, tmp_path / "book.pdf", "--yes"
    )
    assert "nowhere" in cli.refused(
        "response", "split", folder, "--set", "nowhere", tmp_path / "book.pdf"
    )
