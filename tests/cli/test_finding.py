"""Finding words on the command line: where they are, and that nothing of it changes anything."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.documents.previews.pdfs import written as pdf_of

AT = ("--set", "foundations", "--competency", "11")


@pytest.fixture
def folder(folder: Path, cli: CommandLine) -> Path:
    """A portfolio with a response and a PDF that speak of a bookmobile."""
    text = folder.parent / "text.txt"
    text.write_text("I drove the Bookmobile.\n\nIt reached forty families in a week.")
    flyer = folder.parent / "flyer.pdf"
    flyer.write_bytes(pdf_of("Bookmobile stops here"))
    assert cli("response", "set", folder, *AT, text) == 0, cli.err
    assert cli("evidence", "add", folder, *AT, flyer, "--caption", "The stops") == 0, cli.err
    return folder


def test_words_are_found_in_texts_and_in_files(cli: CommandLine, folder: Path) -> None:
    hits = cli.json("find", folder, "bookmobile")["hits"]
    assert [(hit["kind"], hit["competency"], hit["key"]) for hit in hits] == [
        ("response", 11, None),
        ("evidence", None, "Evidence/flyer.pdf"),
    ]
    start, end = hits[0]["found"][0]
    assert hits[0]["excerpt"][start:end] == "Bookmobile"


def test_a_line_says_where_it_is(cli: CommandLine, folder: Path) -> None:
    assert cli("find", folder, "forty", "families") == 0
    line, _blank, count = cli.out.splitlines()
    assert line.startswith("Foundations 11: ")
    assert "response: " in line
    assert count == "2 matches in 1 text"  # each word that is marked


def test_only_what_is_of_a_kind(cli: CommandLine, folder: Path) -> None:
    hits = cli.json("find", folder, "stops", "--kind", "caption")["hits"]
    assert [hit["field"] for hit in hits] == ["caption"]


def test_help_is_searched_too(cli: CommandLine, folder: Path) -> None:
    hits = cli.json("find", folder, '"without a mouse"')["hits"]
    assert [(hit["kind"], hit["key"]) for hit in hits] == [("help", "keyboard")]


def test_what_is_nowhere_ends_with_a_status_of_its_own(cli: CommandLine, folder: Path) -> None:
    assert cli("find", folder, "xyzzy") == 1
    assert cli.out.strip() == "Nothing found for “xyzzy”."


def test_finding_changes_nothing_of_the_candidate(cli: CommandLine, folder: Path) -> None:
    def content() -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files if ".lssc" not in path.parts}

    before = content()
    assert cli("find", folder, "bookmobile") == 0
    assert content() == before
