from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import ClockStart
from lssc_desktop.core.program.vocabulary import EnglishSpelling, ProgramWords, Term
from lssc_desktop.core.text.printed import OBJECT, PrintedParagraph, PrintedPicture, PrintedText
from lssc_desktop.core.text.richtext import Paragraph, Span, UnsupportedContent
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.messages.documents import part_words
from lssc_desktop.package.assembly import assemble
from lssc_desktop.package.book import Book, Statement
from lssc_desktop.package.page import page
from lssc_desktop.package.typesetting import language, wording
from lssc_desktop.package.with_evidence import Why

ENGLISH = language.package_words("en")


def test_a_day_is_written_out_whatever_the_system_speaks() -> None:
    assert long_day(date(2026, 11, 4), ENGLISH) == "November 4, 2026"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (640_000, "640 KB"),
        (999_700, "1000 KB"),
        (1_800_000, "1.8 MB"),
        (9_960_000, "10.0 MB"),
        (312_000_000, "312 MB"),
        (4_200_000_000, "4.2 GB"),
        (2_000_000_000_000, "2000 GB"),
    ],
)
def test_a_size_is_in_the_unit_that_reads_best(count: int, said: str) -> None:
    assert language.size(ENGLISH, count) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b, and c")],
)
def test_words_in_a_row(words: tuple[str, ...], said: str) -> None:
    assert word_list(words, ENGLISH) == said


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Flyer.PDF", "PDF"),
        ("sign-up.docx", "Word"),
        ("hold.shelf.jpeg", "Picture"),
        ("README", "File"),
        ("odd.xyz", "File"),
        (".pdf", "PDF"),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_ending(name: str, kind: str) -> None:
    assert language.kind(ENGLISH, name) == kind


def test_a_portfolio_and_a_review_copy_are_told_apart(make_book: Callable[..., Book]) -> None:
    assert wording.package_kind(make_book()) == "Review copy 2"
    assert wording.package_kind(make_book(kind=PackageKind.PORTFOLIO)) == "Portfolio"


@pytest.mark.parametrize(
    ("code", "named"), [("header-footer", "a header or footer"), ("comment", "comments")]
)
def test_words_that_only_the_word_file_shows_send_readers_there(
    make_book: Callable[..., Book], code: str, named: str
) -> None:
    book = make_book()
    chapter = replace(book.chapters[0], document="responses/1.docx", beyond=(code,))
    (note,) = wording.response_notes(book, chapter)
    assert f"also has {named}." in note


@pytest.mark.parametrize("code", sorted(wording.MISSED))
def test_there_are_words_for_all_that_only_the_word_file_shows(
    make_book: Callable[..., Book], code: str
) -> None:
    book = make_book()
    chapter = replace(book.chapters[0], document="responses/1.docx", beyond=(code,))

    (note,) = wording.response_notes(book, chapter)

    named = note.partition("also has ")[2].partition(". To see all")[0]
    assert named
    assert named == part_words(code)


def test_a_picture_that_cannot_be_shown_sends_readers_to_the_word_file(
    make_book: Callable[..., Book],
) -> None:
    chapter = make_book().chapters[0]
    for data, notes in ((b"", 1), (b"\x89PNG", 0)):
        unseen = PrintedParagraph(
            Paragraph((Span(OBJECT),)), objects=(PrintedPicture(data, 10, 10, "A sign"),)
        )
        chapter = replace(
            chapter, text=PrintedText((unseen,)), document="responses/1.docx", beyond=("picture",)
        )
        assert len(wording.response_notes(make_book(), chapter)) == notes


def test_looks_and_what_is_shown_hide_nothing_from_readers(make_book: Callable[..., Book]) -> None:
    chapter = make_book().chapters[0]
    beyond = tuple(sorted(set(UnsupportedContent) - set(wording.MISSED)))
    chapter = replace(chapter, document="responses/1.docx", beyond=beyond)

    assert wording.response_notes(make_book(), chapter) == ()


def test_there_are_words_for_every_reason_to_leave_a_file_out(
    make_book: Callable[..., Book],
) -> None:
    assert all(wording.left_out(make_book(), why).endswith(".") for why in Why)


@pytest.mark.parametrize(
    ("clock_start", "word"),
    [
        (ClockStart.ADMISSION, "Admitted"),
        (ClockStart.ENROLLMENT, "Enrolled"),
        (ClockStart.ACCEPTANCE, "Accepted"),
    ],
)
def test_the_first_day_is_called_as_the_program_calls_it(
    make_book: Callable[..., Book], clock_start: ClockStart, word: str
) -> None:
    assert (word, "September 14, 2024") in wording.facts(make_book(clock_start=clock_start))


def test_a_program_with_words_of_its_own_reads_them_and_its_days(
    make_book: Callable[..., Book],
) -> None:
    words = ProgramWords(
        competency=Term("criterion", "criteria"), statement=Term("reflection", "reflections")
    )
    book = make_book(words=words, spelling=EnglishSpelling.BRITISH, statement=Statement())
    said = dict(wording.facts(book))
    assert said["Criterion set"] == "Foundations of Library Services (required set)"
    assert said["Admitted"] == "14 September 2024"
    assert wording.asks_label(book) == "What this criterion requires"
    say = wording.words_of(book).gettext
    assert say(wording.NO_EVIDENCE) == "No evidence is listed for this criterion."
    assert say(wording.NO_RESPONSES) == "Criteria without a response yet"
    assert wording.evidence_caption(book, book.chapters[0]) == "Evidence for criterion 1"
    assert wording.statement_title(book) == "Reflection"
    assert wording.comments_on(book, None) == "Comments from earlier rounds on the reflection"
    assert "riterion" in page(book)


def test_a_name_that_is_a_word_of_ours_stays_a_name(make_book: Callable[..., Book]) -> None:
    words = ProgramWords(portfolio=Term("dossier", "dossiers"))
    book = make_book(
        words=words, candidate="Portfolio Jones", kind=PackageKind.PORTFOLIO, set_title="Portfolio"
    )
    assert wording.title(book) == "Portfolio, dossier of Portfolio Jones"


def test_evidence_of_one_statement_for_all_has_no_weight(make_book: Callable[..., Book]) -> None:
    evidence = make_book().chapters[0].evidence
    book = make_book(responses=False, statement=Statement(evidence=evidence), chapters=())
    assert "Weight" in page(make_book())
    assert "Primary" in page(make_book())
    assert "Weight" not in page(book)
    assert "Primary" not in page(book)
    printed = PdfReader(BytesIO(assemble(book, ignore_progress)))
    said = " ".join(each.extract_text() for each in printed.pages)
    assert "Place in the package" in said
    assert "Weight" not in said
    assert "Primary" not in said
