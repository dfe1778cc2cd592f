"""A second opinion on what we write, and real input to what we read: LibreOffice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, normalized
from lssc_desktop.documents.word import read_document, to_docx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def say(words: str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    return Paragraph((Span(words),), form, level)


TEXT = RichText(
    (
        Paragraph(
            (Span("Story time in "), Span("two", bold=True), Span(" languages.")), Form.INTRODUCTION
        ),
        say("What I did", Form.HEADING_1),
        say("We asked three families."),
        say("Ask", Form.NUMBER),
        say("by telephone", Form.NUMBER, 1),
        say("in person", Form.NUMBER, 1),
        say("Plan", Form.NUMBER),
        say("books", Form.BULLET, 1),
        say("songs", Form.BULLET, 1),
        say("What I learned", Form.HEADING_2),
        Paragraph((Span("See "), Span("the page", link="https://example.org/story"), Span("."))),
        say("Listen", Form.NUMBER),
        say("שלום, \U0001f600 and\u00a0niño\tafter a tab\nafter a break"),
        Paragraph((Span(" all of it ", bold=True, italic=True),)),
    )
)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our document, what LibreOffice makes of it, and its plain text."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not on this machine")
    folder = tmp_path_factory.mktemp("office")
    (folder / "ours.docx").write_bytes(to_docx(TEXT, title="Story time", author="A. Rivera"))
    for kind, name in [("docx:MS Word 2007 XML", "docx"), ("txt:Text (encoded):UTF8", "txt")]:
        subprocess.run(
            [
                OFFICE,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder / name),
                str(folder / "ours.docx"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
            env={**os.environ, "HOME": str(folder)},
        )
        assert (folder / name / f"ours.{name}").is_file(), "LibreOffice made nothing of it"
    return folder


def test_it_comes_back_from_libreoffice_as_the_same_value(converted: Path) -> None:
    seen = read_document(converted / "docx" / "ours.docx", "ours.docx")

    assert seen.fault == ""
    assert seen.text == normalized(TEXT)
    assert seen.beyond == ()


def test_libreoffice_counts_the_lists_as_we_do(converted: Path) -> None:
    lines = (converted / "txt" / "ours.txt").read_text("utf-8-sig").splitlines()

    numbered = [line.strip() for line in lines if line.strip()[:1].isdigit()]
    assert numbered == ["1. Ask", "1. by telephone", "2. in person", "2. Plan", "1. Listen"]
