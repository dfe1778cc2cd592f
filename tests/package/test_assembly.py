"""The assembled PDF, seen through other people's PDF readers and checkers."""

import io
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind, Weight
from lssc_desktop.core.text.pages import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from lssc_desktop.core.text.printed import (
    OBJECT,
    Equation,
    MathKind,
    MathNode,
    NoteMark,
    PrintedCell,
    PrintedObject,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    printed,
)
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, RichText, Span
from lssc_desktop.package.assembly import assemble, typeset
from lssc_desktop.package.book import Book, Chapter, EvidenceLine, Statement
from lssc_desktop.package.typesetting.compiler import AssemblyFailed
from tests.package.scripts import SENTENCES


def read(book: Book) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(assemble(book, ignore_progress)))


def said(reader: pypdf.PdfReader) -> str:
    """All of its text, every run of spaces as one."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags(reader: pypdf.PdfReader) -> list[str]:
    """The standard types of the structure tree, in reading order."""

    def walk(node: Any) -> Iterator[str]:
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                yield from walk(kid)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader.root_object["/StructTreeRoot"]))


def bookmarks(reader: pypdf.PdfReader) -> list[str]:
    return [str(item.title) for item in reader.outline if not isinstance(item, list)]


def test_the_same_book_gives_the_same_bytes(book: Book) -> None:
    assert assemble(book, ignore_progress) == assemble(book, ignore_progress)


def test_it_is_dated_by_the_last_change_and_not_by_the_clock(book: Book) -> None:
    info = read(replace(book, day=date(2025, 2, 3))).metadata

    assert info is not None
    assert info.creation_date == datetime(2025, 2, 3, tzinfo=UTC)
    assert info.modification_date in (None, datetime(2025, 2, 3, tzinfo=UTC))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
def test_qpdf_finds_no_fault(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(book, ignore_progress))

    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("fixture", ["book", "course_book"])
def test_a_checker_of_accessibility_finds_nothing(
    fixture: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(request.getfixturevalue(fixture), ignore_progress))

    report = pdfua.validate(str(path))

    assert [finding.message for finding in report.findings] == []


def test_the_checker_does_find_an_untagged_file(tmp_path: Path) -> None:
    path = tmp_path / "untagged.pdf"
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)

    assert pdfua.validate(str(path)).findings


def test_it_claims_both_standards(book: Book) -> None:
    root: Any = read(book).root_object
    claims = root["/Metadata"].get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims


def test_it_says_its_title_language_and_author(book: Book) -> None:
    reader = read(book)
    root: Any = reader.root_object

    assert reader.metadata is not None
    assert reader.metadata.title == "Foundations of Library Services, review copy 2 of A. Rivera"
    assert reader.metadata.author == "A. Rivera"
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_the_page_is_that_of_the_page_count(book: Book) -> None:
    box = read(book).pages[0].mediabox

    assert (box.width, box.height) == (PAGE_WIDTH, PAGE_HEIGHT)


def test_fonts_are_only_those_that_we_ship(book: Book) -> None:
    fonts: list[Any] = [
        font.get_object()
        for page in read(book).pages
        for font in page["/Resources"].get("/Font", {}).values()  # type: ignore[attr-defined]
    ]
    names = {re.split(r"[+-]", font["/BaseFont"])[1] for font in fonts}

    assert names == {"Inter", "InterDisplay", "CharisSIL"}


def test_the_cover_says_what_it_is(book: Book) -> None:
    cover = " ".join(read(book).pages[0].extract_text().split())

    for words in (
        "Library Support Staff Certification",
        "Foundations of Library Services",
        "Review copy 2",
        "A. Rivera",
        "September 14, 2024",
        "November 24, 2026",
        "2 of 3",
        "it isn’t handed in",
    ):
        assert words in cover


def test_a_portfolio_for_handing_in_says_so(book: Book) -> None:
    cover = read(replace(book, kind=PackageKind.PORTFOLIO)).pages[0].extract_text()

    assert "Portfolio" in cover
    assert "review copy" not in cover.lower()


def test_parts_without_letters_have_a_dot(book: Book) -> None:
    lettered = book.chapters[0]
    parts = tuple(replace(part, letter="") for part in lettered.parts)
    without = replace(book, chapters=(replace(lettered, parts=parts), *book.chapters[1:]))
    pages = " ".join(page.extract_text() for page in read(without).pages)
    assert "•needs" in "".join(pages.split())


def test_every_part_is_in_the_contents_and_the_bookmarks(book: Book) -> None:
    reader = read(book)
    contents = " ".join(reader.pages[1].extract_text().split())
    parts = ["Personal learning statement", "1 Diversity of users", "2 Customer service"]

    assert all(part in contents for part in parts)
    assert [" ".join(mark.split()) for mark in bookmarks(reader)][:3] == parts


def test_contents_lead_to_their_pages(book: Book) -> None:
    contents: Any = read(book).pages[1]
    links = [note.get_object() for note in contents["/Annots"]]

    assert len(links) >= 4
    assert all("/Dest" in link or link["/A"]["/S"] == "/GoTo" for link in links)


def test_pages_are_numbered(book: Book) -> None:
    reader = read(book)
    last = len(reader.pages)

    assert reader.page_labels == [str(number) for number in range(1, last + 1)]
    assert f"{last} of {last}" in reader.pages[-1].extract_text()


def test_the_response_is_there_as_written(book: Book) -> None:
    text = said(read(book))

    for words in (
        "I show this competency with our bilingual story time.",
        "What I did. I counted who came; 17 of 41 families spoke Spanish.",
        "A new line <b>of mine</b> & #strong[yours].",
        "1. in person",
    ):
        assert words in text


def test_statement_in_our_words_and_official_text_are_told_apart(book: Book) -> None:
    text = said(read(book))

    assert "Recognize and respond to diversity in user needs." in text
    assert "It isn’t the official wording." in text
    assert "The official wording, pasted in by the candidate." in text
    assert "Practice good service." not in text


def test_what_the_program_file_does_not_know_is_said(book: Book) -> None:
    assert "doesn’t say what this competency requires" in said(read(book))


def test_a_suggestion_that_is_answered_is_shown(book: Book) -> None:
    assert "Describe a program for people who read little English." in said(read(book))


def test_what_the_word_file_holds_besides_is_named(book: Book) -> None:
    text = said(read(book))

    assert "also has a chart and comments" in text
    assert "responses/01 Diversity of users.docx" in text


def test_a_text_of_which_only_the_beginning_is_set_says_so(make_book: Callable[..., Book]) -> None:
    long = printed(RichText((Paragraph((Span("We asked patrons what to read. " * 7_000),)),)))
    chapter = Chapter(1, "Data", text=long, document="responses/1.docx")
    book = make_book(chapters=(chapter,), statement=Statement(long, "statement.docx"))

    text = said(read(book))

    for document in ("responses/1.docx", "statement.docx"):
        assert f"Only the beginning is shown here. To read all of it, open {document}" in text


def test_a_competency_without_a_response_says_so(book: Book) -> None:
    with_file = replace(book.chapters[2], evidence=book.chapters[0].evidence)

    text = said(read(replace(book, chapters=(*book.chapters[:2], with_file))))

    assert "There’s no response yet." in text


def test_competencies_with_nothing_to_read_share_a_page(book: Book) -> None:
    blank = tuple(Chapter(number, f"Blank {number}") for number in range(3, 9))

    pages = read(replace(book, chapters=(*book.chapters[:2], *blank))).pages

    text = pages[-1].extract_text()
    assert "Competencies without a response yet" in text
    assert all(f"Blank {number}" in text for number in range(3, 9))


def test_evidence_does_not_stand_alone_on_a_page(book: Book) -> None:
    chapter = book.chapters[0]
    for count in range(60, 80):
        lines = tuple(Paragraph((Span(f"Line {number}."),)) for number in range(count))
        text = printed(RichText(lines))
        one = replace(book, chapters=(replace(chapter, text=text, beyond=()),))
        pages = [page.extract_text() for page in read(one).pages]
        (begins,) = [page for page in pages if "No. File Kind" in page and "flyer.pdf" in page]
        assert f"Line {count - 1}." in begins


def test_evidence_is_a_table_with_a_header(book: Book) -> None:
    reader = read(book)
    found = tags(reader)
    text = said(reader)

    assert found.count("/Table") == 2
    assert found.count("/TH") == 10
    for words in ("Story time flyer.pdf", "Primary", "640 KB", "Shows part a.", "Own role: I drew"):
        assert words in text


def test_candidates_headings_lists_and_links_are_tagged(book: Book) -> None:
    found = tags(read(book))

    assert found.count("/L") >= 4
    assert {"/Title", "/TOC", "/H1", "/H2", "/H3", "/H4", "/Strong", "/Em", "/Link"} <= set(found)


def test_no_heading_level_is_skipped(book: Book) -> None:
    levels = [int(tag[2:]) for tag in tags(read(book)) if re.fullmatch(r"/H\d", tag)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("link", ["", "https://example.org/"])
@pytest.mark.parametrize("bold", [False, True])
def test_all_that_marks_words_may_come_together(
    make_book: Callable[..., Book], tmp_path: Path, link: str, *, bold: bool
) -> None:
    several = [
        Span(" ".join(sorted(effects)), bold, bold, link, effects=frozenset(effects))
        for count in range(1, len(Effect) + 1)
        for effects in combinations(Effect, count)
    ]
    text = printed(RichText(tuple(Paragraph((span,)) for span in several)))
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(make_book(statement=Statement(text, "a.docx")), ignore_progress))

    assert pdfua.validate(str(path)).findings == ()


def test_a_link_that_could_harm_is_only_text(make_book: Callable[..., Book]) -> None:
    bad = Span("click", link="javascript:alert(1)")
    book = make_book(
        chapters=(), statement=Statement(printed(RichText((Paragraph((bad,)),))), "a.docx")
    )

    assert b"javascript" not in assemble(book, ignore_progress)
    assert "click" in said(read(book))


def test_a_set_by_course_has_its_record_and_certificate(course_book: Book) -> None:
    text = said(read(course_book))

    for words in ("Course record", "Prairie College", "May 2, 2026", "evidence/01-certificate.pdf"):
        assert words in text
    assert "learning statement" not in text.lower()


def test_a_word_longer_than_a_line_is_broken(make_book: Callable[..., Book]) -> None:
    words = Paragraph((Span("unbroken" * 200),))
    book = make_book(chapters=(), statement=Statement(printed(RichText((words,))), "a.docx"))

    lines = read(book).pages[-1].extract_text().splitlines()

    assert max(map(len, lines)) < 120


def test_what_the_sample_sets_is_as_accessible(tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    path.write_bytes(typeset('#set document(title: "Flyer")\n= Story time', date(2026, 5, 1)))

    assert pdfua.validate(str(path)).findings == ()


def test_a_source_that_cannot_be_set_is_our_own_error() -> None:
    with pytest.raises(AssemblyFailed) as caught:
        typeset("#nonsense()", date(2026, 5, 1))

    assert "nonsense" in caught.value.reason


_CHARS = st.characters() | st.sampled_from(
    "→✓\u0301\u0489\u20e3\ufe0f\u200d\u202e😀中ب\ue000\ufeff\t\r\n"
)
_TEXT = st.text(_CHARS, max_size=20)
_SPANS = st.builds(Span, _TEXT, st.booleans(), st.booleans(), _TEXT.map("https://a.org/".__add__))
_PARAGRAPHS = st.builds(
    Paragraph,
    st.lists(_SPANS, max_size=3).map(tuple),
    st.sampled_from(Form),
    st.integers(0, 8),
)
_RICH = st.builds(RichText, st.lists(_PARAGRAPHS, max_size=8).map(tuple))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_RICH, _TEXT)
def test_any_text_can_be_set(make_book: Callable[..., Book], rich: RichText, text: str) -> None:
    line = EvidenceLine(
        1, text, text, 1, Weight.PRIMARY, caption=text, own_role=text, parts=(text,)
    )
    chapter = Chapter(
        1,
        text,
        text,
        text,
        pds=text,
        text=printed(rich),
        document=text,
        evidence=(line,),
        beyond=(text,),
    )

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = make_book(set_title=text, candidate=text, program=text, chapters=(chapter,))

    assert read(book).pages


# Tables, pictures, notes and equations ----------------------------------------------------------


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 200), "#206040").save(file, "PNG")
    return file.getvalue()


def cell(words: str, columns: int = 1, rows: int = 1) -> PrintedCell:
    return PrintedCell((PrintedParagraph(Paragraph((Span(words),))),), columns, rows)


def with_objects(*objects: PrintedObject) -> PrintedParagraph:
    return PrintedParagraph(Paragraph((Span(f"Words{OBJECT * len(objects)}"),)), objects=objects)


ONE_HALF = MathNode(
    MathKind.FRACTION,
    (MathNode(MathKind.TEXT, text="1"), MathNode(MathKind.TEXT, text="2")),
)
EVERYTHING = PrintedText(
    (
        PrintedTable(
            (2, 1, 1),
            (
                (cell("Branch"), cell("Visits", columns=2)),
                (cell("Main", rows=2), cell("1,200"), cell("1,350")),
                (cell("210"), cell("")),
            ),
            heads=1,
        ),
        with_objects(PrintedPicture(png(), 300, 150, "The hold shelf"), NoteMark(0)),
        with_objects(
            PrintedPicture(png(), 12, 12), Equation(ONE_HALF), PrintedPicture(b"", 9, 9, "A map")
        ),
        with_objects(Equation(ONE_HALF, stands_alone=True)),
        PrintedParagraph(Paragraph((Span(f"Item{OBJECT}"),), Form.BULLET), "", (NoteMark(1),)),
    ),
    (
        (PrintedParagraph(Paragraph((Span("Counted at the door."),))),),
        (PrintedParagraph(Paragraph((Span("Read later."),))),),
    ),
)


@pytest.fixture
def whole_book(make_book: Callable[..., Book]) -> Book:
    """A book with a response that holds everything that a Word file may show."""
    return make_book(chapters=(Chapter(1, "Data", text=EVERYTHING, document="responses/1.docx"),))


def test_all_of_a_response_is_there(whole_book: Book) -> None:
    text = said(read(whole_book))

    for words in ("Branch", "Visits", "Main", "1,350", "Counted at the door.", "Read later."):
        assert words in text
    assert "[A picture that can’t be shown here: A map]" in text


def test_a_checker_of_accessibility_finds_nothing_in_tables_pictures_notes_and_equations(
    whole_book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(whole_book, ignore_progress))

    assert pdfua.validate(str(path)).findings == ()


def lines_of(content: bytes) -> list[str]:
    """The lines of all pages, as PDFium sees them."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [line.strip() for page in pages for line in page.splitlines()]


def test_a_response_that_is_all_introduction_has_no_empty_chapter(
    make_book: Callable[..., Book],
) -> None:
    introduction = PrintedParagraph(Paragraph((Span("All of it."),), Form.INTRODUCTION))
    text = PrintedText((introduction,))
    book = make_book(chapters=(Chapter(1, "Data", text=text, document="responses/1.docx"),))

    lines = lines_of(assemble(book, ignore_progress))

    assert "Introduction" in lines
    assert "Response" not in lines


def test_a_caption_stands_on_the_page_of_its_picture(make_book: Callable[..., Book]) -> None:
    def shown(lines: int) -> tuple[int, int]:
        rows = tuple(PrintedParagraph(Paragraph((Span("Row."),))) for _ in range(lines))
        picture = with_objects(PrintedPicture(png(), 300, 150, "The hold shelf"))
        caption = PrintedParagraph(Paragraph((Span("Figure 1. The hold shelf"),)))
        text = PrintedText((*rows, picture, caption, *rows[:9]))
        book = make_book(chapters=(Chapter(1, "Data", text=text, document="responses/1.docx"),))
        pdf = pypdf.PdfReader(io.BytesIO(assemble(book, ignore_progress)))
        (page,) = [sheet for sheet in pdf.pages if "Figure 1." in sheet.extract_text()]
        return len(page.images), pdf.get_page_number(page) or 0

    found = [shown(lines) for lines in range(8, 30, 2)]

    assert {images for images, _ in found} == {1}
    assert len({number for _, number in found}) > 1


def test_a_paragraph_in_another_language_is_tagged_with_it(
    make_book: Callable[..., Book], tmp_path: Path
) -> None:
    french = PrintedParagraph(Paragraph((Span("Nous avons compté."),)), language="fr-CA")
    text = PrintedText((french, replace(french, language="en-US")))
    book = make_book(chapters=(Chapter(1, "Data", text=text, document="responses/1.docx"),))
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(book, ignore_progress))

    with pikepdf.open(path) as pdf:
        tags = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
        languages = {str(each.Lang) for each in tags if "/S" in each and "/Lang" in each}

    assert languages == {"fr-CA"}
    assert pdfua.validate(str(path)).findings == ()


def test_a_citation_leads_to_its_evidence_and_the_evidence_back(
    make_book: Callable[..., Book], tmp_path: Path
) -> None:
    cites = PrintedParagraph(Paragraph((Span("Our flyer (evidence 1), E2.1 and evidence 9."),)))
    first, second, *others = make_book().chapters
    book = make_book(
        chapters=(replace(first, text=PrintedText((cites,))), second, *others),
        statement=Statement(PrintedText((cites,)), "responses/Learning statement.docx"),
    )
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(book, ignore_progress))

    pages = pypdf.PdfReader(path).pages
    texts = [sheet.extract_text() for sheet in pages]
    inside = [
        [each.get_object() for each in sheet.get("/Annots", [])] for sheet in pages
    ]  # fmt: skip
    here = next(place for place, text in enumerate(texts) if "Our flyer (evidence 1)" in text)
    assert len([each for each in inside[here] if "/A" in each or "/Dest" in each]) >= 1
    assert any("In the text:" in text for text in texts)
    assert pdfua.validate(str(path)).findings == ()


def test_the_number_of_a_note_and_its_words_stand_on_one_line(whole_book: Book) -> None:
    lines = lines_of(assemble(whole_book, ignore_progress))

    assert "1 Counted at the door." in lines
    assert "2 Read later." in lines


def test_a_mark_of_the_authors_own_is_set_as_it_is_and_counts_no_note(
    make_book: Callable[..., Book],
) -> None:
    marks = (NoteMark(0, "*", says_mark=True), NoteMark(1, "1"))
    paragraph = PrintedParagraph(Paragraph((Span(f"Ours{OBJECT}* {OBJECT}"),)), objects=marks)
    notes = (
        (PrintedParagraph(Paragraph((Span("* By hand."),))),),
        (PrintedParagraph(Paragraph((Span("Counted."),))),),
    )
    text = PrintedText((paragraph,), notes)
    book = make_book(chapters=(Chapter(1, "Data", text=text, document="responses/1.docx"),))

    lines = lines_of(assemble(book, ignore_progress))

    assert "Ours* 1" in lines
    assert "* By hand." in lines
    assert "1 Counted." in lines


def test_a_table_that_names_no_header_is_not_tagged_as_if_it_had_one(
    make_book: Callable[..., Book], tmp_path: Path
) -> None:
    rows = ((cell("Mo"), cell("9 to 5")), (cell("Tu", columns=2),), (cell("We", rows=2), cell("x")))
    text = PrintedText((PrintedTable((1, 2), (*rows, (cell("y"),)), heads=0),))
    book = make_book(chapters=(Chapter(1, "Data", text=text, document="responses/1.docx"),))
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(book, ignore_progress))

    assert pdfua.validate(str(path)).findings == ()
    assert "Mo 9 to 5" in said(pypdf.PdfReader(path))


@pytest.mark.parametrize("heads", [0, 1])
def test_a_long_word_stays_in_its_cell(make_book: Callable[..., Book], heads: int) -> None:
    name = "oartWordNonEcmaShapeTextbox.xsd"
    rows = ((cell(name), cell("a", rows=2), cell("first")), (cell(name), cell("second")))
    text = PrintedText((PrintedTable((40, 10, 110), rows, heads=0),))
    if heads:
        text = PrintedText((PrintedTable((40, 10, 110), (rows[1], *rows), heads=1),))
    book = make_book(chapters=(Chapter(1, "Data", text=text, document="responses/1.docx"),))

    edge = MARGIN + (PAGE_WIDTH - 2 * MARGIN) * 40 / 160
    found = 0
    for page in pypdfium2.PdfDocument(assemble(book, ignore_progress)):
        words = page.get_textpage()
        for index in range(words.count_chars() - 3):
            if words.get_text_range(index, 3) in {"oar", "xsd"}:
                left, _, right, _ = words.get_charbox(index)
                assert MARGIN < left < right < edge
                found += 1
    assert found >= 4


def test_they_are_tagged_as_what_they_are(whole_book: Book) -> None:
    found = tags(read(whole_book))

    for kind in ("/Table", "/TH", "/TD", "/Figure", "/Note", "/Formula"):
        assert kind in found, kind


def test_pictures_and_equations_say_what_they_are(whole_book: Book) -> None:
    reader = read(whole_book)
    objects: list[Any] = [reader.get_object(number) for number in range(1, 2000)]
    alternatives = {
        str(item["/Alt"]) for item in objects if hasattr(item, "get") and "/Alt" in item
    }

    assert {"The hold shelf", "Picture without a description", "1/2"} <= alternatives


def test_the_header_of_a_table_is_repeated_on_its_next_page(
    make_book: Callable[..., Book],
) -> None:
    rows = ((cell("The branch"), cell("b")), *(((cell(f"Row {n}"), cell("x"))) for n in range(90)))
    text = PrintedText((PrintedTable((1, 1), rows, heads=1),))
    book = make_book(chapters=(Chapter(1, "Data", text=text, document="responses/1.docx"),))

    pages = [page.extract_text() for page in read(book).pages]

    assert [("The branch" in page) for page in pages if "Row " in page] == [True] * 3


def test_the_same_pictures_give_the_same_bytes(whole_book: Book) -> None:
    assert assemble(whole_book, ignore_progress) == assemble(whole_book, ignore_progress)


# Other scripts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("script", SENTENCES)
def test_every_script_is_set_and_named_whole(
    make_book: Callable[..., Book], tmp_path: Path, script: str
) -> None:
    sentence = SENTENCES[script]
    text = printed(RichText((Paragraph((Span(sentence),)),)))
    book = make_book(candidate=sentence, chapters=(), statement=Statement(text, "a.docx"))
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(assemble(book, ignore_progress))

    reader = pypdf.PdfReader(path)

    assert reader.metadata is not None
    assert reader.metadata.author == sentence
    assert "\ufffd" not in said(reader)
    assert pdfua.validate(str(path)).findings == ()


def test_what_no_font_has_stays_in_the_metadata(make_book: Callable[..., Book]) -> None:
    reader = read(make_book(candidate="Ana \U00013000"))

    assert reader.metadata is not None
    assert reader.metadata.author == "Ana \U00013000"
    assert "Ana \ufffd" in said(reader)
