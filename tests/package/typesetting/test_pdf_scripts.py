"""What programs and screen readers get of the scripts in our PDFs."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.printed import printed
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.package.assembly import assemble
from lssc_desktop.package.book import Book, Chapter
from lssc_desktop.package.typesetting import compiler
from lssc_desktop.package.typesetting.pdf_scripts import as_written
from tests.package.scripts import SENTENCES
from tests.published import missing, words_of_pdf

type MakePdf = Callable[[RichText], bytes]


@pytest.fixture
def make_pdf(make_book: Callable[..., Book]) -> MakePdf:
    def make(text: RichText) -> bytes:
        chapter = Chapter(1, "Story time", text=printed(text), document="responses/1.docx")
        return assemble(make_book(chapters=(chapter,)), ignore_progress)

    return make


def plain(text: str) -> str:
    """Return a text without what is not seen, its forms for compatibility as usual letters."""
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).replace("\ufe0f", "").split())


def read_by_pdfium(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return plain(text.encode("utf-16", "surrogatepass").decode("utf-16"))


def read_by_poppler(content: bytes, folder: Path) -> str:
    path = folder / "all.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return plain(done.stdout)


@pytest.mark.parametrize("script", SENTENCES)
def test_every_script_is_read_as_it_was_written(
    make_pdf: MakePdf, tmp_path: Path, script: str
) -> None:
    sentence = SENTENCES[script]

    content = make_pdf(RichText((Paragraph((Span(sentence),)),)))

    assert plain(sentence) in read_by_pdfium(content)
    assert plain(sentence) in plain(" ".join(words_of_pdf(content)))
    if shutil.which("pdftotext") is not None:
        assert plain(sentence) in read_by_poppler(content, tmp_path)


@pytest.mark.parametrize("script", SENTENCES)
def test_long_paragraphs_with_other_words_are_read_in_order(make_pdf: MakePdf, script: str) -> None:
    words = SENTENCES[script]
    paragraphs = tuple(
        Paragraph(
            (
                Span(f"{words} "),
                Span(words, bold=True),
                Span(f" ALA 2026 ({number}), "),
                Span(words, italic=True),
                Span(f". {words}"),
            )
        )
        for number in range(6)
    )

    content = make_pdf(RichText(paragraphs))

    wanted = [plain(word) for each in paragraphs for word in "".join(map(said, each.spans)).split()]
    found = [plain(word) for word in words_of_pdf(content)]
    assert missing([word for word in wanted if word], found) == []


def said(span: Span) -> str:
    return span.text


LIGATURES = "على إلى الأعلى الأطفال الآن الإسلام لا كلا"


def test_letters_of_ligatures_are_read_one_by_one_as_they_were_written(
    make_pdf: MakePdf, tmp_path: Path
) -> None:
    content = make_pdf(RichText((Paragraph((Span(LIGATURES),)),)))

    assert LIGATURES in read_by_pdfium(content)
    assert LIGATURES in " ".join(words_of_pdf(content))
    if shutil.which("pdftotext") is not None:
        assert LIGATURES in read_by_poppler(content, tmp_path)


@pytest.mark.parametrize("word", ["على", "الآن"])
def test_the_typesetter_still_needs_the_letters_of_ligatures_turned(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    """Once this fails, `_turn_ligatures` turns what is right already."""
    monkeypatch.setattr(compiler, "as_written", lambda pdf: pdf)

    assert word not in read_by_pdfium(make_pdf(RichText((Paragraph((Span(word),)),))))


def test_a_number_in_hebrew_is_read_where_it_was_written(make_pdf: MakePdf) -> None:
    sentence = "שעת סיפור 2026 : ספרים"

    content = make_pdf(RichText((Paragraph((Span(sentence),)),)))

    assert sentence in " ".join(words_of_pdf(content))


def test_an_english_word_before_an_arabic_one_stays_before_it(make_pdf: MakePdf) -> None:
    content = make_pdf(RichText((Paragraph((Span("ONE المدينة"),)),)))

    assert "ONE المدينة" in " ".join(words_of_pdf(content))


@pytest.mark.parametrize("script", ["Arabic", "Hindi", "Khmer", "Lao", "Burmese", "Emoji"])
def test_what_is_drawn_stays_as_it_is(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(compiler, "as_written", lambda pdf: pdf)
    before = make_pdf(RichText((Paragraph((Span(f"{SENTENCES[script]} " * 8),)),)))

    after = as_written(before)

    assert after != before
    assert drawn(after) == drawn(before)


def drawn(content: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(content)
    pages = [bytes(page.render(scale=2).buffer) for page in document]
    document.close()
    return pages


def test_the_same_text_gives_the_same_bytes(make_pdf: MakePdf) -> None:
    text = RichText((Paragraph((Span(SENTENCES["Khmer"]),)),))

    assert make_pdf(text) == make_pdf(text)


def test_it_is_said_once_what_a_syllable_is(make_pdf: MakePdf) -> None:
    content = make_pdf(RichText((Paragraph((Span("ខ្ញុំ ខ្ញុំ"),)),)))

    assert len(re.findall("ខ្ញុំ", " ".join(words_of_pdf(content)))) == 2


def test_signs_and_letters_of_mathematics_are_read_as_they_were_written(make_pdf: MakePdf) -> None:
    text = "Let \U0001d446 ∩ \U0001d435 ≅ ∅, p < \u03b1: 🞎 ➔ 🖂 ⮚"

    content = make_pdf(RichText((Paragraph((Span(text),)),)))

    assert plain(text) in read_by_pdfium(content)


def test_a_sign_that_no_font_has_is_named_in_its_place(make_pdf: MakePdf) -> None:
    content = make_pdf(RichText((Paragraph((Span("so \u29b8 it went"),)),)))

    assert "so [symbol: circled reverse solidus] it went" in read_by_pdfium(content)
