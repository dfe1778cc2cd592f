"""File names that bite: in, packaged, verified, and the original name shown."""

import json
import unicodedata
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, Person
from tests.systems import needs_any_name, posix_only

pytestmark = needs_any_name

NAMES = (
    "Story time 📚👩‍👧.pdf",
    unicodedata.normalize("NFC", "Résumé.pdf"),
    unicodedata.normalize("NFD", "Résumé.pdf"),
    "x" * 196 + ".pdf",
    "trailing dot.",
    "trailing space ",
    "line%0Abreak.txt",
    "real\nbreak.txt",
    "CON.txt",
    "COM¹.txt",
    "Flyer.PDF",
    "flyer.pdf",
    "~tilde.txt",
    'a "quoted" <name>?.txt',
    "\u202etxt.exe",
)


@pytest.fixture
def bitten(cli: CommandLine, folder: Path, tmp_path: Path) -> Path:
    """Return a package whose evidence has all of these names, each file with its own content."""
    source = tmp_path / "from the stick"
    source.mkdir()
    for number, name in enumerate(NAMES):
        (source / name).write_text(f"file {number}", encoding="utf-8")
    added = cli.json(
        *("evidence", "add", folder, "--set", "technology", "--competency", "1"),
        *(source / name for name in NAMES),
    )
    assert len(added["added"]) == len(NAMES)
    built = cli.json("package", folder, "--set", "technology", "--review-copy")
    return Path(built["path"])


def test_every_file_arrives_with_its_own_content(bitten: Path) -> None:
    with zipfile.ZipFile(bitten) as archive:
        content = {
            archive.read(name).decode() for name in archive.namelist() if "/data/evidence/" in name
        }
    assert content == {f"file {number}" for number in range(len(NAMES))}


def test_the_package_is_valid_without_a_warning(cli: CommandLine, bitten: Path) -> None:
    found = cli.json("verify", bitten)
    assert (found["valid"], found["faults"], found["warnings"]) == (True, [], [])


def test_every_packaged_name_is_one_that_all_systems_take(bitten: Path) -> None:
    with zipfile.ZipFile(bitten) as archive:
        names = [name.rpartition("/")[2] for name in archive.namelist()]
    for name in names:
        assert not set('<>:"\\|?*%\r\n') & set(name)
        assert not name.endswith((".", " "))
        assert len(name.encode()) <= 200
    folded = [unicodedata.normalize("NFC", name).casefold() for name in names]
    assert len(folded) == len(set(folded))


def test_the_record_keeps_the_names_that_people_gave(bitten: Path) -> None:
    with zipfile.ZipFile(bitten) as archive:
        (record,) = (name for name in archive.namelist() if name.endswith("/record.json"))
        originals = {item["original_name"] for item in json.loads(archive.read(record))["files"]}
    for name in ("CON.txt", "trailing dot.", "trailing space ", "line%0Abreak.txt"):
        assert name in originals


def test_the_page_shows_the_names_that_people_gave(bitten: Path) -> None:
    with zipfile.ZipFile(bitten) as archive:
        (page,) = (name for name in archive.namelist() if name.endswith("/index.html"))
        text = archive.read(page).decode()
    for name in ("CON.txt", "trailing dot.", "line%0Abreak.txt", "📚"):
        assert name in text


# Names on a terminal ----------------------------------------------------------------------------


TRICKY = "gpj.\u202eexe\nbreak"
"""A name that a terminal would turn around, and show on two lines."""


def _is_tame(said: str) -> bool:
    return "\u202e" not in said and not any(line.startswith("break") for line in said.split("\n"))


@posix_only
def test_no_name_turns_a_line_around_or_breaks_it(
    cli: CommandLine, tmp_path: Path, person: Person
) -> None:
    person("settings")
    home = tmp_path / TRICKY
    home.mkdir()
    one, text = home / "portfolio", home / f"{TRICKY}.txt"
    text.write_text("I counted who came.", encoding="utf-8")
    package, review = home / f"{TRICKY}.lssc.zip", home / f"{TRICKY}.lssc-review.json"
    set_ = ("--set", "technology")
    cases: tuple[tuple[str | Path, ...], ...] = (
        ("new", home / "new", "--name", "A", "--program", "cilip-certification"),
        ("sample", one),
        ("status", one),
        ("evidence", "add", one, *set_, "--competency", "1", text),
        ("evidence", "add", one, *set_, "--competency", "1", home / f"gone {TRICKY}"),
        ("response", "set", one, *set_, "--competency", "1", text),
        ("package", one, *set_, "--review-copy", "-o", package),
        ("verify", package),
        ("verify", home / f"gone {TRICKY}"),
        ("key", "new"),
        ("key", "sign", package),
        ("review", "new", package, "--as", "Kim", "--rate", "1=met", "-o", review),
        ("review", "letter", package, review, "-o", home / f"{TRICKY}.docx"),
        ("review", "import", one, review),
        ("office", "shelf", home),
        ("office", "audit", home),
        ("office", "retention", home),
        ("export", one, "-o", home / f"export {TRICKY}.docx"),
        ("paper", "calendar", one, "-o", home / f"{TRICKY}.ics"),
        ("paper", "report", one, "-o", home / f"{TRICKY}.pdf"),
        ("evidence", "consent", one, "-o", home / f"consent {TRICKY}.docx"),
        ("send", package, "--to", home),
        ("program", "check", home / TRICKY),
        ("send", "--by-mail", one, *set_, "--draft", home / f"{TRICKY}.eml"),
    )
    wild: list[tuple[str | Path, str]] = []
    for words in cases:
        cli(*words)
        if not _is_tame(cli.out + cli.err):
            wild.append((words[0], cli.out + cli.err))
    assert wild == []
