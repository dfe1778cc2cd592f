"""What we make for others in the language of the portfolio: words, days, and how it is tagged."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pdfua
import pypdf
import pytest
from babel.messages.pofile import read_po

from installers import catalogs
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.mail import MailFacts, mail_message
from lssc_desktop.core.time.clock import Appeal
from lssc_desktop.core.time.money import Applicant, purchase_order
from lssc_desktop.documents.word import read_document
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import catalog
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.package.assembly import assemble
from lssc_desktop.package.book import Book
from lssc_desktop.package.page import page
from lssc_desktop.package.papers import appeal_letter, order_letter
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.language import package_words
from lssc_desktop.store.program_texts import program_in
from lssc_desktop.store.programs import shipped_program

DAY = date(2025, 3, 15)
OF_PACKAGES = ("lssc_desktop/package/", "lssc_desktop/core/submission/mail.py")


class Words(HTMLParser):
    """The words of a web page, and the names that a screen reader reads."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.language = ""
        self._is_style = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_style = tag == "style"
        found = dict(attrs)
        self.language = self.language or found.get("lang") or ""
        self.said += [found[name] or "" for name in ("aria-label", "alt") if name in found]

    def handle_data(self, data: str) -> None:
        if not self._is_style and data.strip():
            self.said.append(data.strip())


def english_of_packages() -> Iterator[str]:
    """Yield the texts of what we make for others that are another text in Spanish."""
    spanish = catalog("es")
    source = read_po(io.BytesIO(catalogs.template()))
    for message in source:
        places = [name for name, _line in message.locations]
        text = message.id if isinstance(message.id, str) else message.id[0]
        if not text or not any(name.startswith(OF_PACKAGES) for name in places):
            continue
        if len(re.sub(r"\{[^}]*\}", "", text).split()) > 2 and spanish.gettext(text) != text:
            yield text


def pattern_of(text: str) -> re.Pattern[str]:
    """What a text looks like when it is filled in."""
    parts = (re.escape(" ".join(part.split())) for part in re.split(r"\{[^}]*\}", text))
    return re.compile(".+?".join(parts))


def pdf_text(pdf: bytes) -> str:
    return " ".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def spanish(book: Book) -> Book:
    return replace(book, language="es")


@pytest.fixture(scope="module")
def lssc() -> Program:
    return shipped_program().program


@pytest.fixture(scope="module")
def ours() -> list[str]:
    found = list(english_of_packages())
    assert len(found) > 100
    return found


def english_in(said: str, ours: list[str]) -> list[str]:
    plain = " ".join(said.split())
    return [text for text in ours if pattern_of(text).search(plain)]


def test_a_page_in_spanish_has_no_sentence_of_ours_in_english(
    spanish: Book, ours: list[str]
) -> None:
    words = Words(page(spanish))
    assert words.language == "es"
    assert english_in("\n".join(words.said), ours) == []
    assert "Volver al contenido" in words.said


def test_that_there_is_english_is_found(book: Book, ours: list[str]) -> None:
    assert len(english_in("\n".join(Words(page(book)).said), ours)) > 5
    assert len(english_in(pdf_text(assemble(book, ignore_progress)), ours)) > 3


def test_a_pdf_in_spanish_is_tagged_with_it_and_accessible(
    spanish: Book, ours: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(spanish, ignore_progress))
    reader = pypdf.PdfReader(path)
    assert str(reader.root_object["/Lang"]) == "es"
    assert pdfua.validate(str(path)).findings == ()
    said = pdf_text(path.read_bytes())
    assert english_in(said, ours) == []
    assert re.search(r"\b2 de \d+", said)
    assert long_day(spanish.day, package_words("es")) in said


def test_what_the_window_speaks_changes_nothing_of_a_package(lssc: Program) -> None:
    text = shipped_program().text
    shown = program_in(lssc, text, "es")
    assert shown.sets[0].title != lssc.sets[0].title
    assert program_in(shown, text, "en") == lssc
    assert program_in(shown, text, "es") == shown


def test_a_day_is_written_as_its_language_writes_it() -> None:
    assert long_day(DAY, package_words("es")) == "15 de marzo de 2025"
    assert long_day(DAY, package_words("en")) == "March 15, 2025"


def test_the_words_of_a_program_are_those_of_its_english(spanish: Book, book: Book) -> None:
    assert wording.title(spanish) != wording.title(book)
    assert wording.words_of(replace(book, language="xx")).gettext(wording.CONTENTS) == "Contents"


def test_the_same_book_in_spanish_has_the_same_bytes(spanish: Book) -> None:
    assert assemble(spanish, ignore_progress) == assemble(spanish, ignore_progress)


def test_read_me_is_in_the_language_of_the_portfolio() -> None:
    said = read_me("A. Rivera", "LSSC", "es")
    assert said.startswith("Esta carpeta es el portafolio de certificación de A. Rivera")
    assert "About me" in said  # the folder is called so on the disk
    assert read_me("A. Rivera", "LSSC").startswith("This folder")


def test_letters_to_the_program_are_in_the_language_of_the_portfolio(
    lssc: Program, ours: list[str], tmp_path: Path
) -> None:
    in_spanish = Portfolio("p", lssc.id, lssc.version, Candidate("A. Rivera"), language="es")
    appeal = Appeal("technology", DAY, DAY, DAY)
    order = purchase_order(lssc, (Applicant("A. Rivera", "a@example.org", False),))
    for number, letter in enumerate(
        (
            appeal_letter(lssc, in_spanish, appeal, DAY),
            order_letter(lssc, in_spanish, "", order, DAY),
        )
    ):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(letter)
        said = "\n".join(each.text for each in read_document(path, path.name).text.paragraphs)
        assert "15 de marzo de 2025" in said
        assert english_in(said, ours) == []
        parts = zipfile.ZipFile(path)
        assert b'w:lang w:val="es-US"' in parts.read("word/styles.xml")
        assert b"es-US" in parts.read("docProps/core.xml")


def test_the_message_to_hand_in_with_is_too(lssc: Program) -> None:
    facts = MailFacts("A. Rivera", "Tecnología", "LSSC", "a.lssc.zip", "0" * 64, 10)
    message = mail_message(lssc, facts, catalog("es").gettext)
    assert message.subject == "Tecnología: portafolio de A. Rivera"
    assert message.text.startswith("Estimada oficina del programa:")
