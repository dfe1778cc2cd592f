"""`check` opens the evidence, in a process of its own, and says what does not open."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.store.previews.pdfs import written
from tests.store.previews.test_trying import letter, locked_office, locked_pdf, photo

OF = ("--set", "technology")


def add(cli: CommandLine, folder: Path, source: Path, data: bytes) -> None:
    source.write_bytes(data)
    cli.json("add", folder, *OF, "--competency", "1", source)


def found(cli: CommandLine, folder: Path) -> list[tuple[str, str]]:
    """The level and the sentence of every finding about a file that does not open."""
    checked = cli.json("check", folder, *OF, status=1)
    return [
        (item["level"], item["message"])
        for item in checked["findings"]
        if item["code"] in ("evidence-unopenable", "evidence-empty")
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("Flyer.pdf", written("Story time")[:400], "is damaged or incomplete."),
        ("Flyer.pdf", locked_pdf(), "needs a password to open."),
        ("Letter.docx", locked_office(), "needs a password to open."),
        ("Letter.docx", letter()[:9000], "is damaged or incomplete."),
        ("Photo.jpg", photo()[:9000], "is damaged or incomplete."),
        ("Clip.mp4", b"", "is an empty file."),
    ],
    ids=["cut PDF", "locked PDF", "locked Word file", "cut Word file", "cut photo", "empty"],
)
def test_a_file_that_nobody_can_open_is_a_blocker(
    cli: CommandLine, folder: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    add(cli, folder, tmp_path / name, data)

    ((level, sentence),) = found(cli, folder)

    assert level == "blocker"
    assert said in sentence


def test_files_that_open_are_no_finding_and_are_not_opened_again(
    cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    add(cli, folder, tmp_path / "Flyer.pdf", written("Story time"))
    add(cli, folder, tmp_path / "Photo.jpg", photo())

    assert found(cli, folder) == []

    memory = folder / ".lssc" / "opened.json"
    noted = json.loads(memory.read_bytes())
    assert sorted(noted["files"].values()) == ["opened", "opened"]
    before = memory.stat().st_mtime_ns
    assert found(cli, folder) == []
    assert memory.stat().st_mtime_ns == before
