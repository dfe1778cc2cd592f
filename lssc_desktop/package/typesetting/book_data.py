"""A book as plain data for the print template: every text made printable, no markup anywhere."""

from collections.abc import Iterable
from typing import Any

from lssc_desktop.core.text import pages
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, body, introduction
from lssc_desktop.core.text.text import TextLimits, truncated
from lssc_desktop.package.book import Book, Chapter, EvidenceLine, Statement
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import (
    REPLACEMENT,
    Block,
    Heading,
    ListBlock,
    blocks,
    clickable,
    printable,
    printable_line,
    printable_name,
)

type Data = dict[str, Any]

_MOST_OF_RESPONSE = TextLimits(characters=200_000, paragraphs=4_000, spans=10_000)
"""Of one response: some fifty pages, where a program asks for three."""

SHEET: Data = {
    "page-width": pages.PAGE_WIDTH,
    "page-height": pages.PAGE_HEIGHT,
    "margin": pages.MARGIN,
    "size": pages.BODY_SIZE,
    "line": pages.LINE,
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
}

_WORDS: Data = {
    "contents": wording.CONTENTS,
    "statement": wording.STATEMENT,
    "course": wording.COURSE,
    "certificate": wording.CERTIFICATE,
    "no-certificate": wording.NO_CERTIFICATE,
    "asks": wording.ASKS,
    "pds": wording.PDS,
    "pds-note": wording.PDS_NOTE,
    "introduction": wording.INTRODUCTION,
    "response": wording.RESPONSE,
    "evidence": wording.EVIDENCE,
    "no-evidence": wording.NO_EVIDENCE,
    "columns": list(wording.EVIDENCE_COLUMNS),
}


def book_data(book: Book) -> Data:
    """Return what resources/templates/typst/portfolio.typ sets, as JSON can say it."""
    by_course = book.course is not None
    kind = wording.package_kind(book)
    return {
        "sheet": SHEET,
        "words": _WORDS,
        "title": printable_line(wording.title(book)),
        "author": printable_line(book.candidate),
        "description": printable_line(f"{kind}, {book.program}"),
        "running": {
            "left": printable_line(book.set_title),
            "right": printable_line(book.candidate),
            "foot": f"{kind}, {wording.long_date(book.day)}",
        },
        "cover": {
            "program": printable_line(book.program),
            "set": _title(book.set_title),
            "kind": kind,
            "candidate": printable_line(book.candidate),
            "facts": _pairs(wording.facts(book)),
            "about": list(wording.about(book)),
        },
        "statement": None if by_course else _statement(book.statement),
        "chapters": [_chapter(chapter) for chapter in book.chapters],
        "course": _course(book) if by_course else None,
    }


def _title(text: str) -> str:
    """Return a heading, which must not be empty (ISO 14289-1, 7.4)."""
    return printable_line(text).strip() or REPLACEMENT


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[name, printable(value)] for name, value in pairs]


def _statement(statement: Statement) -> Data:
    return {
        "text": text_blocks(statement.text),
        "notes": [printable(note) for note in wording.statement_notes(statement)],
    }


def _course(book: Book) -> Data:
    return {
        "facts": _pairs(wording.course_facts(book)),
        "certificates": [_evidence(line) for line in book.certificates],
    }


def _chapter(chapter: Chapter) -> Data:
    return {
        "number": str(chapter.number),
        "title": _title(chapter.title),
        "asks": [printable(line) for line in wording.asks(chapter).splitlines() if line.strip()],
        "source": wording.asks_source(chapter),
        "parts": [
            {"letter": printable_line(part.letter), "title": printable_line(part.title)}
            for part in chapter.parts
        ],
        "pds": text_blocks(_plain(chapter.pds)),
        "introduction": text_blocks(introduction(chapter.text)),
        "text": text_blocks(body(chapter.text)),
        "notes": [printable(note) for note in wording.response_notes(chapter)],
        "evidence": [_evidence(line) for line in chapter.evidence],
    }


def _plain(text: str) -> RichText:
    lines = (line for line in text.splitlines() if line.strip())
    return RichText(tuple(Paragraph((Span(line),)) for line in lines))


def _evidence(line: EvidenceLine) -> Data:
    return {
        "number": str(line.number),
        "name": printable_name(line.name),
        "kind": wording.kind(line.name),
        "size": wording.size(line.bytes),
        "weight": wording.weight(line),
        "caption": printable(line.caption),
        "role-label": wording.OWN_ROLE,
        "own-role": printable(line.own_role),
        "parts": printable(wording.shown_parts(line)),
        "place": printable_name(line.packaged),
    }


def text_blocks(text: RichText) -> list[Data]:
    """Return the blocks of a text as the templates take them."""
    return [_block(block) for block in blocks(_most_of(text))]


def _most_of(text: RichText) -> RichText:
    """Return a text, or as much of its beginning as any program could want, and an ellipsis."""
    kept = truncated(text, _MOST_OF_RESPONSE)
    return text if kept is text else RichText((*kept.paragraphs, Paragraph((Span("…"),))))


def _block(block: Block) -> Data:
    match block:
        case Heading(paragraph, depth, label):
            return {
                "kind": "heading",
                "form": paragraph.form.value,
                "depth": depth,
                "label": printable(label),
                "lines": _lines(paragraph),
            }
        case ListBlock():
            return _list(block)
        case Paragraph():
            kind = "quote" if block.form is Form.QUOTE else "paragraph"
            return {"kind": kind, "lines": _lines(block)}


def _list(block: ListBlock) -> Data:
    items = [
        {
            "label": printable(item.label),
            "lines": _lines(item.paragraph),
            "lists": [_list(below) for below in item.lists],
        }
        for item in block.items
    ]
    return {"kind": "list", "form": block.form.value, "level": block.level, "items": items}


def _lines(paragraph: Paragraph) -> list[list[Data]]:
    """Return the runs of each line; a line ends only where the candidate ended it."""
    lines: list[list[Data]] = [[]]
    for span in paragraph.spans:
        for index, text in enumerate(printable(span.text).split("\n")):
            if index:
                lines.append([])
            if text:
                lines[-1].append(
                    {
                        "text": text,
                        "bold": span.bold,
                        "italic": span.italic,
                        "link": clickable(span.link),
                        "effects": sorted(span.effects),
                    }
                )
    return lines
