"""Killed while somebody types: at most the words of the last two seconds are gone.

In a Word file of another program nothing else is gone either, whenever it was: every other part
and everything that is kept in the text has the bytes that it had.
"""

import io
import os
import random
import re
import select
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from PIL import Image

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import plain, words
from lssc_desktop.documents.importing import Incoming
from lssc_desktop.documents.word import DocumentUnreadable, open_document, read_document
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.responses import take_text
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.soak.running_time import running_time

ROOT = Path(__file__).parents[2]
MOST_LOST = 2.0  # seconds of typing
MOST_WORDS = 250  # in one life
PLACE = TextPlace("foundations", 12)
TODAY = date(2026, 11, 24)
LONG = 150  # words of a document that could be a response
DOCUMENTS = 5  # in which somebody types, of those that there are
ELECTIVES = ("access-services", "collection-management", "reference-information")


def start() -> tuple[Program, Portfolio]:
    program = read_program(shipped_program_text(), "lssc.toml")
    person, admitted = Candidate("A. Rivera"), date(2024, 9, 14)
    return program, start_portfolio(program, person, admitted, ELECTIVES, TODAY, "1f0e")


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    _program, portfolio = start()
    folder.create(tmp_path / "Rivera LSSC", portfolio, shipped_program_text(), "")
    return tmp_path / "Rivera LSSC"


@pytest.fixture
def with_document(tmp_path: Path) -> Callable[[bytes, str], Path]:
    """Makes a portfolio whose response no. 12 is a Word file of another program."""

    def make(content: bytes, name: str) -> Path:
        root, source = tmp_path / name / "Rivera LSSC", tmp_path / f"{name}.docx"
        source.write_bytes(content)
        program, portfolio = start()
        stamp = folder.create(root, portfolio, shipped_program_text(), "")
        incoming = Incoming(source)
        taken = take_text(root, program, portfolio, PLACE, incoming, datetime.now(UTC))
        folder.save(root, set_document(portfolio, PLACE, taken.document, TODAY), stamp)
        return root

    return make


def type_and_kill(
    root: Path, first: int, words: int, delay: float
) -> tuple[dict[int, float], float]:
    """Let somebody type, kill the program, and return when each word was typed and when it died."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.typist", root, root.parent / "settings", str(first)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process:
        said = b"".join(process.stdout.readline() for _ in range(words))
        assert said.count(b"\n") == words, "the window died by itself"
        select.select([], [], [], delay)
        killed = running_time(process.pid)
        process.kill()
        said += process.stdout.read()
    lines = [line.split() for line in said.decode().splitlines(keepends=True) if "\n" in line]
    return {int(number): float(typed) for number, typed in lines}, killed


def words_in(root: Path) -> list[int]:
    """Return the numbers of the words in the response, which is whole whatever happened."""
    documents = list(root.glob("Foundations*/12 *.docx"))
    if not documents:
        return []
    (document,) = documents
    seen = read_document(document, document.name)
    assert not seen.fault
    return [int(number) for number in re.findall(r"word([0-9]+)", plain(seen.text))]


def nothing_to_check(_root: Path) -> None:
    """Of a new document there is nothing else to lose."""


def soak(
    root: Path,
    lives: int,
    seed: int,
    check: Callable[[Path], None] = nothing_to_check,
    most_words: int = MOST_WORDS,
) -> None:
    print(f"seed {seed}")  # noqa: T201  a failed run can be repeated
    chance = random.Random(seed)  # noqa: S311  to be repeated
    kept: list[int] = []
    for _ in range(lives):
        words, delay = chance.randrange(1, most_words), chance.uniform(0, 0.1)
        typed, killed = type_and_kill(root, len(kept), words, delay)
        before, kept = kept, words_in(root)
        assert kept == list(range(len(kept))), "a word is missing in the middle, or there twice"
        assert len(kept) >= len(before)
        lost = [killed - typed[number] for number in typed if number >= len(kept)]
        assert max(lost, default=0.0) <= MOST_LOST
        check(root)


def test_killed_three_times_with_a_fixed_seed(portfolio: Path) -> None:
    soak(portfolio, 3, 20261124)


@pytest.mark.soak
def test_killed_a_hundred_times(portfolio: Path) -> None:
    soak(portfolio, 100, any_seed())


def any_seed() -> int:
    return int(os.environ.get("LSSC_SOAK_SEED") or random.SystemRandom().randrange(10**9))


# Documents of other programs --------------------------------------------------------------------

NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="1"><w:p><w:r><w:t>See the plan of 2025.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = f'<Relationship Id="rIdNotes" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def word_file() -> bytes:
    """A Word file with tables, pictures, a footnote, a header and a footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "A. Rivera, Prairie Public Library"
    document.sections[0].footer.paragraphs[0].text = "LSSC"
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "png")
    for number in range(12):
        document.add_heading(f"Week {number}", 2)
        document.add_paragraph("We asked every family at the desk what they came for. " * 8)
        table = document.add_table(3, 2)
        table.cell(0, 0).text = f"Monday {number}"
        picture.seek(0)
        document.add_picture(picture)
    document.add_paragraph("So the shelf by the door holds what they asked for.")
    written = io.BytesIO()
    document.save(written)
    return with_footnote(written.getvalue())


def with_footnote(content: bytes) -> bytes:
    """Return a Word file with a footnote, which python-docx does not write."""
    more = {
        "word/document.xml": (b"<w:tbl>", f"<w:p>{NOTE}</w:p><w:tbl>"),
        "word/_rels/document.xml.rels": (
            b"</Relationships>",
            f"{RELATION}</Relationships>",
        ),
        "[Content_Types].xml": (
            b"</Types>",
            f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES_TYPE}"/></Types>',
        ),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            place, added = more.get(name, (b"", ""))
            data = old.read(name)
            new.writestr(name, data.replace(place, added.encode(), 1) if place else data)
        new.writestr("word/footnotes.xml", NOTES)
    return written.getvalue()


def unchanged_in(before: bytes) -> Callable[[Path], None]:
    """Return a check that all but the words of a document's text are as they were."""
    document = open_document(before, "Response.docx")
    kept = [document.main[it.start : it.end] for it in document.blocks if it.kept is not None]
    parts = parts_of(before)

    def check(root: Path) -> None:
        (path,) = root.glob("Foundations*/12 *.docx")
        after = parts_of(path.read_bytes())
        main = after[document.parts.main]
        assert after | {document.parts.main: b""} == parts | {document.parts.main: b""}
        place = 0
        for block in kept:
            place = main.index(block, place) + len(block)

    return check


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def documents() -> Iterator[tuple[str, bytes]]:
    """Documents in which somebody types: one of ours, and some of the folder LSSC_DOCUMENTS."""
    yield "made here", word_file()
    named = os.environ.get("LSSC_DOCUMENTS", "")
    found = sorted(Path(named).rglob("*.docx")) if named else []
    random.Random(15).shuffle(found)  # noqa: S311  the same ones in every run
    for path in found:
        try:
            document = open_document(path.read_bytes(), path.name)
        except DocumentUnreadable:
            continue
        holds = any(block.kept is not None for block in document.blocks)
        if holds and words(document.seen.text) >= LONG and not document.seen.is_read_only:
            yield path.name, path.read_bytes()


def test_killed_while_a_word_file_is_patched(
    with_document: Callable[[bytes, str], Path],
) -> None:
    content = word_file()

    soak(with_document(content, "word"), 2, 20261127, unchanged_in(content), 60)


@pytest.mark.soak
@pytest.mark.timeout(14_400)
def test_killed_two_hundred_times_while_word_files_are_patched(
    with_document: Callable[[bytes, str], Path],
) -> None:
    known = [each for each, _ in zip(documents(), range(DOCUMENTS), strict=False)]
    seed = any_seed()
    for number, (name, content) in enumerate(known):
        print(name)  # noqa: T201
        root = with_document(content, f"document {number}")
        soak(root, 200 // len(known), seed + number, unchanged_in(content), 60)
