"""Typesetting of PDFs: tagged for screen readers (PDF/UA-1), made to last (PDF/A-2a)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from lssc_desktop.core.job import Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.program.vocabulary import EnglishSpelling
from lssc_desktop.core.text import pages
from lssc_desktop.core.text.extract import Fact, FactKind
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.printed import PrintedText, parted_print, printed
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import ENGLISH, Catalog
from lssc_desktop.package.book import Book, Chapter, EvidenceLine, is_blank
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import (
    REPLACEMENT,
    clickable,
    printable,
    printable_line,
    printable_name,
    whole_line,
)
from lssc_desktop.package.typesetting.citations import Citations
from lssc_desktop.package.typesetting.compiler import CompileJob, Standard, compiled, compiled_here
from lssc_desktop.package.typesetting.language import (
    fact_words,
    kind,
    package_words,
    size,
)
from lssc_desktop.package.typesetting.pdf_text import PdfText
from lssc_desktop.paths import resources

type Data = dict[str, Any]

SHEET: Data = {
    "margin": pages.MARGIN,
    "size": pages.BODY_SIZE,
    "line": pages.LINE,
    "text-width": pages.TEXT_WIDTH,
    "paragraph-gap": pages.PARAGRAPH_GAP,
    "item-gap": pages.ITEM_GAP,
    "list-indent": pages.LIST_INDENT,
    "heading-1": {
        "size": pages.HEADING_1_SIZE,
        "line": pages.HEADING_1_LINE,
        "gap": pages.HEADING_1_GAP,
    },
    "heading-2": {
        "size": pages.HEADING_2_SIZE,
        "line": pages.HEADING_2_LINE,
        "gap": pages.HEADING_2_GAP,
    },
    "heading-3": {
        "size": pages.HEADING_3_SIZE,
        "line": pages.HEADING_3_LINE,
        "gap": pages.HEADING_3_GAP,
    },
    "quote-indent": pages.QUOTE_INDENT,
    "cell-size": pages.CELL_SIZE,
    "cell-x": pages.CELL_PADDING_X,
    "cell-y": pages.CELL_PADDING_Y,
}

_WORDS = {
    "contents": wording.CONTENTS,
    "course": wording.COURSE,
    "certificate": wording.CERTIFICATE,
    "no-certificate": wording.NO_CERTIFICATE,
    "pds": wording.PDS,
    "pds-note": wording.PDS_NOTE,
    "introduction": wording.INTRODUCTION,
    "response": wording.RESPONSE,
    "evidence": wording.EVIDENCE,
    "no-evidence": wording.NO_EVIDENCE,
    "blank": wording.NO_RESPONSES,
    "documents": wording.DOCUMENTS,
    "section": wording.SECTION,
}


def page_data(
    language: str = ENGLISH,
    spelling: EnglishSpelling = EnglishSpelling.AMERICAN,
    paper: PaperSize = PaperSize.LETTER,
) -> Data:
    """Return what all our templates need to know: the language of a document, and its paper."""
    words = package_words(language, spelling=spelling)
    width, height = paper.size
    return {
        "paper": {"width": width, "height": height},
        "language": language,
        "region": str(spelling).rpartition("-")[2] if language == ENGLISH else None,
        "page-numbers": words.gettext("{page} of {pages}"),
    }


def book_data(book: Book, texts: PdfText) -> Data:
    """Return what resources/templates/typst/portfolio.typ sets, as JSON can say it.

    `texts` sets the candidate's own texts, and has their pictures then.
    """
    by_course = book.course is not None
    words = wording.words_of(book)
    kind = wording.package_kind(book)
    citations = Citations.of(book)
    return {
        "sheet": SHEET,
        **page_data(book.language, book.spelling, book.paper),
        "words": {
            **{key: words.gettext(message) for key, message in _WORDS.items()},
            "columns": list(wording.evidence_columns(book)),
            "document-columns": list(wording.document_columns(book)),
            "statement": printable_line(wording.statement_title(book)),
            "asks": wording.asks_label(book),
        },
        "id": book.set_id,
        "title": whole_line(wording.title(book)),
        "author": whole_line(book.candidate),
        "description": whole_line(f"{kind}, {book.program}"),
        "running": {
            "left": printable_line(book.set_title),
            "right": printable_line(book.candidate),
            "foot": f"{kind}, {long_day(book.day, words)}",
        },
        "cover": {
            "program": printable_line(book.program),
            "set": _title(book.set_title),
            "kind": wording.cover_kind(book),
            "candidate": printable_line(book.candidate),
            "facts": _pairs(wording.facts(book)),
            "about": list(wording.about(book)),
        },
        "statement": _statement(book, texts, citations) if book.has_statement else None,
        "responses": book.responses,
        "chapters": [_chapter(book, chapter, texts, citations) for chapter in book.chapters],
        "documents": [
            {**_evidence(book, line.file), "weight": printable(line.title)}
            for line in book.documents
        ],
        "grids": [
            {
                "title": _title(grid.title),
                "columns": [printable_line(column) for column in grid.columns],
                "rows": [
                    [printable(text) for text in (row.section, *row.ratings)] for row in grid.rows
                ],
            }
            for grid in book.grids
        ],
        "course": _course(book) if by_course else None,
    }


def portfolio_data(books: Sequence[Book], texts: PdfText) -> Data:
    """Return what the same template sets for several sets: one cover, and each set a part."""
    first = books[0]
    data = book_data(first, texts)
    words = wording.words_of(first)
    kind = words.gettext("{Portfolio}")
    day = long_day(max(book.day for book in books), words)
    return {
        **{
            key: data[key]
            for key in ("sheet", "paper", "language", "region", "page-numbers", "words", "author")
        },
        "title": whole_line(wording.title_of(books)),
        "description": whole_line(f"{kind}, {first.program}"),
        "running": {
            "left": printable_line(first.program),
            "right": printable_line(first.candidate),
            "foot": f"{kind}, {day}",
        },
        "cover": {
            **data["cover"],
            "set": _title(wording.program_title(books)),
            "kind": "",
            "facts": _pairs(wording.facts_of(books)),
        },
        "parts": [
            {**(data if book is first else book_data(book, texts)), "name": _title(book.set_title)}
            for book in books
        ],
    }


def _title(text: str) -> str:
    """Return a heading, which must not be empty (ISO 14289-1, 7.4)."""
    return printable_line(text).strip() or REPLACEMENT


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[name, printable(value)] for name, value in pairs]


def _statement(book: Book, texts: PdfText, citations: Citations) -> Data:
    statement = book.statement
    return {
        "text": texts.cited_flow(statement.text, partial(citations.parts, about=None)),
        "notes": _notes(book, wording.statement_notes(book), statement.text, statement.document),
        "evidence": [
            {**_evidence(book, line), **_listed(book, None, line, citations)}
            for line in statement.evidence
        ],
    }


def _course(book: Book) -> Data:
    return {
        "facts": _pairs(wording.course_facts(book)),
        "certificates": [_evidence(book, line) for line in book.certificates],
    }


def _listed(book: Book, about: int | None, line: EvidenceLine, citations: Citations) -> Data:
    """Return how a piece of evidence is numbered in its list, and which texts refer to it."""
    return {
        "number": wording.evidence_number(book, about, line),
        "anchor": citations.place(about, line),
        "in-text": wording.words_of(book).gettext(wording.IN_TEXT),
        "back": list(citations.back(about, line)),
    }


def _chapter(book: Book, chapter: Chapter, texts: PdfText, citations: Citations) -> Data:
    cited = partial(citations.parts, about=chapter.number)
    introduction, response = parted_print(chapter.text)
    return {
        "number": str(chapter.number),
        "title": _title(chapter.title),
        "blank": is_blank(book, chapter),
        "asks": [
            printable(line) for line in wording.asks(book, chapter).splitlines() if line.strip()
        ],
        "source": wording.asks_source(book, chapter),
        "parts": [
            {"letter": printable_line(part.letter), "title": printable_line(part.title)}
            for part in chapter.parts
        ],
        "pds": texts.flow(printed(_plain(chapter.pds))),
        "introduction": texts.cited_flow(introduction, cited),
        "answered": introduction.is_empty or not response.is_empty,
        "text": texts.cited_flow(response, cited),
        "notes": _notes(book, wording.response_notes(book, chapter), chapter.text, chapter.document)
        if book.responses
        else [],
        "evidence": [
            {**_evidence(book, line), **_listed(book, chapter.number, line, citations)}
            for line in chapter.evidence
        ],
    }


def _notes(book: Book, notes: tuple[str, ...], text: PrintedText, document: str) -> list[str]:
    cut = (wording.only_beginning(book, document),) if PdfText.is_cut(text) else ()
    return [printable(note) for note in (*cut, *notes)]


def _plain(text: str) -> RichText:
    lines = (line for line in text.splitlines() if line.strip())
    return RichText(tuple(Paragraph((Span(line),)) for line in lines))


def _evidence(book: Book, line: EvidenceLine) -> Data:
    words = wording.words_of(book)
    return {
        "number": str(line.number),
        "name": printable_name(line.name),
        "kind": kind(words, line.name),
        "size": size(words, line.bytes),
        "weight": wording.weight(book, line),
        "caption": printable(line.caption),
        "role-label": words.gettext(wording.OWN_ROLE),
        "own-role": printable(line.own_role),
        "parts": printable(
            " ".join(filter(None, (wording.shown_parts(book, line), wording.trouble(book, line))))
        ),
        "told": [_told(words, fact) for fact in line.said],
        "place": printable_name(line.packaged),
        "to": row_address(line.packaged),
        "listed": contents_address(line.packaged),
    }


def row_address(packaged: str) -> str:
    """Return the address of the pages of a file, as evidence lists lead to it."""
    return f"evidence:{quote(packaged)}"


def contents_address(packaged: str) -> str:
    """Return the address of the pages of a file, as the contents lead to it."""
    return f"contents:{quote(packaged)}"


def _told(words: Catalog, fact: Fact) -> Data:
    said = fact_words(words, fact)
    address = clickable(fact.values[0]) if fact.kind is FactKind.ADDRESS else ""
    return {"label": said.label, "text": printable(said.text), "link": address}


_TEMPLATES = resources() / "templates" / "typst"

_ACCESSIBLE: tuple[Standard, ...] = ("ua-1", "a-2a")


def assemble(book: Book, reporter: Reporter) -> bytes:
    """Return the PDF of a set: cover, contents, statement, every response with its evidence list.

    The same book gives the same bytes, dated by `book.day`. Raises `AssemblyFailed`, `Cancelled`.
    """
    return assemble_all((book,), reporter)


def assemble_all(
    books: Sequence[Book], reporter: Reporter, pages: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Return the PDF of one set, or of several as parts of one document.

    `pages` are the files whose pages it will be joined with, by their packaged paths, with what
    stands before the numbers of those pages: contents and lists lead there by an address. Raises
    `AssemblyFailed`.
    """
    reporter(Progress(Step.ASSEMBLING, 0, 1))
    texts = PdfText(wording.words_of(books[0]), books[0].paper)
    data = book_data(books[0], texts) if len(books) == 1 else portfolio_data(books, texts)
    data["pages"] = {row_address(path): f"{label}1" for path, label in pages.items()}
    inputs = {"book": json.dumps(data, ensure_ascii=False)}
    pdf = compiled(
        CompileJob(
            _TEMPLATES / "portfolio.typ",
            max(book.day for book in books),
            inputs=inputs,
            pictures=texts.pictures.files(),
            standards=_ACCESSIBLE,
            equations=texts.has_equations,
        ),
        reporter,
    )
    reporter(Progress(Step.ASSEMBLING, 1, 1))
    return pdf


def typeset(source: str, day: date) -> bytes:
    """Return the PDF of a trusted typst source, set in the shipped fonts, as accessible as ours.

    The source has to set a document title and alternative texts. Raises `AssemblyFailed`.
    """
    return compiled(CompileJob(None, day, source, standards=_ACCESSIBLE), ignore_progress)


def typeset_sheet(
    template: str,
    data: Mapping[str, object],
    day: date,
    language: str = ENGLISH,
    paper: PaperSize = PaperSize.LETTER,
) -> bytes:
    """Return the PDF of a template of ours that stands alone, as accessible as an assembled set.

    `language` is that of the data. Raises `AssemblyFailed`.
    """
    whole = {**data, **page_data(language, paper=paper)}
    inputs = {"data": json.dumps(whole, ensure_ascii=False)}
    job = CompileJob(_TEMPLATES / template, day, inputs=inputs, standards=_ACCESSIBLE)
    return compiled(job, ignore_progress)


def typeset_pages(
    template: str,
    data: Mapping[str, object],
    day: date,
    pictures: Sequence[bytes] = (),
    language: str = ENGLISH,
    paper: PaperSize = PaperSize.LETTER,
) -> bytes:
    """Return the PDF of another template of ours, with pictures that it names page-0.jpg, ...

    It is not tagged: such pages are merged into a document that is not. It is made in this process,
    which is that of the merging. Raises `AssemblyFailed`.
    """
    files = {f"page-{number}.jpg": picture for number, picture in enumerate(pictures)}
    whole = {**data, **page_data(language, paper=paper)}
    inputs = {"data": json.dumps(whole, ensure_ascii=False)}
    return compiled_here(CompileJob(_TEMPLATES / template, day, inputs=inputs, pictures=files))
