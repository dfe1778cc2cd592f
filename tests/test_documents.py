"""What `make documents` says of a folder of Word files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.word import to_docx
from tests.documents.word.test_allowed import DOCUMENT, FEATURES, SHOWN, TEXT, ours, packed, put
from tests.published import compare_folder, missing

ROOT = Path(__file__).parents[1]
WORDS = "We asked which books people wanted to read next. " * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Word files as people have them, and what is none."""
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Monday</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    long = ours(RichText((*TEXT.paragraphs, Paragraph((Span(WORDS),)))))
    for plant in (FEATURES["a header"][1], FEATURES["centered"][1], SHOWN["labels like 1.1"]):
        plant(long)
    with_table = ours()
    put(DOCUMENT, "</w:p>", f"{table}<w:p/>")(with_table)
    files = {
        "long.docx": packed(long),
        "ours.docx": to_docx(TEXT, title="Diversity", author="A. Rivera"),
        "empty.docx": to_docx(RichText(), title="", author=""),
        "with a table.docx": packed(with_table),
        "notes/Damaged.DOCX": b"PK\x03\x04",
    }
    parts = ours()
    name = "word/settings.xml"
    protection = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
    parts[name] = parts[name].replace("</w:settings>", protection)
    files["protected.docx"] = packed(parts)
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def test_pdf_and_page_show_every_word_of_real_files(corpus: Path) -> None:
    seen = list(compare_folder(corpus / "docx", pdf=True))

    assert sum(each.words for each in seen) > 100
    assert [(each.name, each.lost_on_page, each.lost_in_pdf, each.faults) for each in seen] == [
        (each.name, [], [], []) for each in seen
    ]


def test_words_that_are_gone_or_elsewhere_are_seen() -> None:
    wanted = ["We", "asked", "which", "books", "people", "wanted", "to", "read", "next", "week"]

    assert missing(wanted, ["5", *wanted]) == []
    assert missing(wanted, wanted[:4] + wanted[5:]) == ["people"]
    assert missing(wanted, [*wanted[5:], *wanted[:5]]) != []
    assert missing(["story-time", "now"], ["story", "time", "now"]) == []


def test_the_last_line_counts(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = subprocess.run(
        [sys.executable, "-m", "tests.word_files", folder],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )

    lines = done.stdout.splitlines()
    said, _, office = lines[-1].partition("; LibreOffice equal ")
    same, of = said.removeprefix("editable 1 of 1; unchanged parts byte-equal ").split(" of ")
    assert int(same) == int(of) > 0
    assert office == ("0 of 0" if find_office() is None else "4 of 4")
    assert "notes/Damaged.DOCX (0 words): cannot be read: damaged" in lines
    assert any(line.startswith("protected.docx") and "protected" in line for line in lines)
    assert lines[-2] == "6 files, 4 edited"
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
