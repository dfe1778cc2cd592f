"""Extract: what a sheet, an email, a web page, a link or a recording says, for whoever reads it.

It is made of paragraphs and tables, and of facts: what a program would show around them, such as
who sent an email, or how many rows are left out. Facts have no words here. The window has its
own (`messages.extracts`), and so has what we write for others (`package.typesetting.wording`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from lssc_desktop.core.text.printed import (
    OBJECT,
    NoteMark,
    PrintedBlock,
    PrintedCell,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    all_paragraphs,
    pictures,
    pieces,
)
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, Span, normal, storable
from lssc_desktop.values import dataclass


class FactKind(StrEnum):
    """What a fact says; its values are given in this order."""

    FROM = "from"
    """Who sent an email."""
    TO = "to"
    """Who got it."""
    COPIES = "copies"
    """Who got a copy."""
    DATE = "date"
    """When it was sent, as the email has it."""
    SUBJECT = "subject"
    """What the email is about."""
    ATTACHMENTS = "attachments"
    """The names of the files in it, in order."""
    NOT_IN_TEXT = "not-in-text"
    """The email has no text; no values."""
    SHEET = "sheet"
    """The name of a sheet, above what it holds."""
    COLUMNS = "columns"
    """The first and the last of the columns that follow, as "A" and "H"."""
    EMPTY_SHEET = "empty-sheet"
    """The sheet above holds no cells; no values."""
    ROWS = "rows"
    """How many rows are shown, and how many there are."""
    MORE_COLUMNS = "more-columns"
    """How many columns are shown, and how many there are."""
    HIDDEN_SHEETS = "hidden-sheets"
    """The names of sheets that are hidden."""
    MORE_SHEETS = "more-sheets"
    """How many sheets are shown, and how many there are."""
    ADDRESS = "address"
    """Where a link leads; the paragraph is a link if it may be one."""
    TITLE = "title"
    """What a web page or a recording calls itself."""
    LENGTH = "length"
    """How long a recording is, in whole seconds."""
    ARTIST = "artist"
    """Who made a recording."""
    PICTURE_SIZE = "picture-size"
    """The width and the height of a film in pixels."""
    LEFT_OUT = "left-out"
    """The text goes on; no values."""


_HEADINGS = frozenset({FactKind.SHEET, FactKind.TITLE})
_SUBHEADINGS = frozenset({FactKind.COLUMNS})
_ASIDES = frozenset(
    {
        *(FactKind.EMPTY_SHEET, FactKind.ROWS, FactKind.MORE_COLUMNS, FactKind.HIDDEN_SHEETS),
        *(FactKind.MORE_SHEETS, FactKind.LEFT_OUT, FactKind.NOT_IN_TEXT),
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a program would show around a text; `kind` says what the values are."""

    kind: FactKind
    values: tuple[str, ...] = ()


type ExtractBlock = Fact | PrintedBlock


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file says, in reading order. `cut`: it says more than is here."""

    blocks: tuple[ExtractBlock, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class FactWords:
    """A fact in words: a label that stands before it, which may be "", and the fact itself."""

    label: str
    text: str


def in_words(extract: Extract, words: Callable[[Fact], FactWords]) -> PrintedText:
    """Return an extract as it is read, its facts put into words."""
    return PrintedText(
        tuple(
            _in_words(block, words(block)) if isinstance(block, Fact) else block
            for block in extract.blocks
        )
    )


def _in_words(fact: Fact, said: FactWords) -> PrintedParagraph:
    form = Form.BODY
    if fact.kind in _HEADINGS:
        form = Form.HEADING_1
    elif fact.kind in _SUBHEADINGS:
        form = Form.HEADING_3
    link = fact.values[0] if fact.kind is FactKind.ADDRESS and fact.values else ""
    spans = (
        *((Span(f"{said.label} ", bold=True),) if said.label else ()),
        Span(said.text, italic=fact.kind in _ASIDES, link=link),
    )
    return PrintedParagraph(normal(Paragraph(spans, form)))


def paragraph(text: str, form: Form = Form.BODY, *, bold: bool = False) -> PrintedParagraph:
    """Return a paragraph of one look."""
    return PrintedParagraph(normal(Paragraph((Span(text, bold=bold),), form)))


def table(rows: Iterable[Iterable[str]], widths: tuple[float, ...], heads: int) -> PrintedTable:
    """Return a table of plain cells, one for each width in every row."""
    return PrintedTable(
        widths,
        tuple(
            tuple(PrintedCell((paragraph(text),) if text else ()) for text in row) for row in rows
        ),
        heads,
    )


def plain_extract(text: PrintedText) -> str:
    """Return the words of a text, a line for each paragraph and for each row of a table."""
    return "\n".join(_lines(text.blocks))


def _lines(blocks: Iterable[PrintedBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, PrintedParagraph):
            yield block.text
            continue
        for row in block.rows:
            cells = (" ".join(_lines(cell.blocks)).replace("\n", " ") for cell in row)
            yield "\t".join(cells).rstrip("\t")


def only_facts(extract: Extract | None) -> tuple[Fact, ...]:
    """Return the facts among what a file says."""
    blocks = () if extract is None else extract.blocks
    return tuple(block for block in blocks if isinstance(block, Fact))


def link_of(extract: Extract) -> str:
    """Return the address that a link leads to, "" for every other file."""
    links = (fact.values for fact in only_facts(extract) if fact.kind is FactKind.ADDRESS)
    return next((values[0] for values in links if values), "")


# Through the pipe between the program and its helper ---------------------------------------------

_MOST = 1e6
_MOST_PICTURES = 400
_LARGEST_PICTURE = 14_400.0  # points


def characters(extract: Extract) -> int:
    """Return how many characters an extract has; a paragraph, a fact and a cell are one more."""
    facts = (1 + sum(map(len, block.values)) for block in extract.blocks if isinstance(block, Fact))
    printed = PrintedText(tuple(block for block in extract.blocks if not isinstance(block, Fact)))
    cells = (
        len(block.rows) * len(block.widths)
        for block in printed.blocks
        if isinstance(block, PrintedTable)
    )
    texts = (len(each.paragraph.text) + 1 for each in all_paragraphs(printed))
    return sum(facts) + sum(texts) + sum(cells)


def sound_extract(extract: Extract) -> Extract:
    """Return an extract that came through the pipe, its texts as they are stored.

    Raises `ValueError` for what no reader of files makes: other than plain words in the cells of
    a table, one for each of its widths.
    """
    return replace(extract, blocks=tuple(map(_sound, extract.blocks)))


def _sound(block: ExtractBlock) -> ExtractBlock:
    match block:
        case Fact():
            return block
        case PrintedParagraph():
            return PrintedParagraph(normal(block.paragraph), block.label)
        case PrintedTable(widths, rows, heads):
            if not 0 <= heads <= len(rows) or any(len(row) != len(widths) for row in rows):
                raise ValueError(heads)
            told = (
                [storable(plain_extract(PrintedText(cell.blocks))) for cell in row] for row in rows
            )
            return table(told, _sound_widths(widths), heads)


def _sound_widths(widths: tuple[float, ...]) -> tuple[float, ...]:
    if not widths or not all(0 < share < _MOST for share in widths):
        raise ValueError(widths)
    return widths


def in_words_and_pictures(text: PrintedText) -> PrintedText:
    """Return a document with nothing but words and pictures, for the pipe.

    Of its pictures size and alternative text are told, whose pixels can be asked for by their
    place among them. An equation is its words in one line, and notes are numbered paragraphs at
    the end. A table in a cell is its paragraphs.
    """
    notes = (
        paragraph
        for number, note in enumerate(text.notes, 1)
        for paragraph in _numbered_note(number, note)
    )
    return PrintedText((*_changed(text.blocks, _plain), *map(_plain, notes)))


def sound_document(text: PrintedText) -> PrintedText:
    """Return a document that came through the pipe, its texts as they are stored.

    Raises `ValueError` for what `in_words_and_pictures` does not make.
    """
    if text.notes or sum(1 for _picture in pictures(text)) > _MOST_PICTURES:
        raise ValueError(text.notes)
    for found in text.blocks:
        if isinstance(found, PrintedTable):
            _require_sound(found)
    return PrintedText(tuple(_changed(text.blocks, _sound_paragraph)))


def _changed(
    blocks: Iterable[PrintedBlock], change: Callable[[PrintedParagraph], PrintedParagraph]
) -> Iterator[PrintedBlock]:
    """Yield blocks whose paragraphs are changed; a table in a cell is its paragraphs."""
    for block in blocks:
        if isinstance(block, PrintedParagraph):
            yield change(block)
            continue
        rows = tuple(
            tuple(
                replace(cell, blocks=tuple(map(change, all_paragraphs(PrintedText(cell.blocks)))))
                for cell in row
            )
            for row in block.rows
        )
        yield replace(block, rows=rows, heads=min(max(block.heads, 0), len(rows)))


def _numbered_note(number: int, note: Iterable[PrintedBlock]) -> Iterator[PrintedParagraph]:
    mark = f"[{number}] "
    for block in all_paragraphs(PrintedText(tuple(note))):
        spans = (Span(mark), *block.paragraph.spans) if mark else block.paragraph.spans
        yield replace(block, paragraph=replace(block.paragraph, spans=spans))
        mark = ""


def _plain(block: PrintedParagraph) -> PrintedParagraph:
    """Return a paragraph whose objects are words, except for its pictures, which come last."""
    spans: list[Span] = []
    found: list[PrintedPicture] = []
    for piece in pieces(block):
        match piece:
            case Span():
                spans.append(piece)
            case PrintedPicture(_data, width, height, alt):
                across, down = (min(side, _LARGEST_PICTURE) for side in (width, height))
                found.append(PrintedPicture(b"", across, down, alt))
            case NoteMark(note):
                spans.append(Span(f"[{note + 1}]", effects=frozenset({Effect.SUPERSCRIPT})))
            case _:
                spans.append(Span(piece.text))
    if found:
        spans.append(Span(OBJECT * len(found)))
    paragraph = normal(replace(block.paragraph, spans=tuple(spans), kept=None))
    return PrintedParagraph(paragraph, block.label, tuple(found))


def _sound_paragraph(block: PrintedParagraph) -> PrintedParagraph:
    paragraph = normal(replace(block.paragraph, kept=None))
    return PrintedParagraph(
        paragraph, storable(block.label), tuple(map(_sound_picture, block.objects))
    )


def _sound_picture(found: object) -> PrintedPicture:
    if not isinstance(found, PrintedPicture) or found.data:
        raise ValueError(found)
    if not all(0 <= side <= _LARGEST_PICTURE for side in (found.width, found.height)):
        raise ValueError(found)
    return replace(found, alt=storable(found.alt))


def _require_sound(found: PrintedTable) -> None:
    columns = len(_sound_widths(found.widths))
    for row in found.rows:
        if sum(max(cell.columns, 1) for cell in row) > columns:
            raise ValueError(row)
        if not all(cell.columns > 0 and 0 < cell.rows < _MOST for cell in row):
            raise ValueError(row)
