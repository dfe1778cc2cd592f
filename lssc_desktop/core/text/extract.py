"""Extract: what a sheet, an email, a web page, a link or a recording says, for whoever reads it.

It is made of paragraphs and tables, and of facts: what a program would show around them, such as
who sent an email, or how many rows are left out. Facts have no words here. The window has its
own (`messages.extracts`), and so has what we write for others (`package.typesetting.wording`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
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
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, Span, normal
from lssc_desktop.core.text.text import from_data, to_data


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


# As plain values, for the pipe between the program and its helper -------------------------------


def extract_data(extract: Extract) -> list[object]:
    """Return an extract as plain values, which JSON can hold."""
    return [extract.cut, [_block_data(block) for block in extract.blocks]]


def extract_from(data: object) -> Extract:
    """Return the extract of `extract_data`; raises ValueError and TypeError for anything else."""
    cut, blocks = _list(data)
    return Extract(tuple(_block_from(block) for block in _list(blocks)), bool(cut))


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


def _block_data(block: ExtractBlock) -> list[object]:
    match block:
        case Fact(kind, values):
            return ["fact", kind.value, list(values)]
        case PrintedParagraph():
            return ["paragraph", to_data((block.paragraph,)), block.label]
        case PrintedTable(widths, rows, heads):
            return [
                "table",
                list(widths),
                [[plain_extract(PrintedText(cell.blocks)) for cell in row] for row in rows],
                heads,
            ]


def _block_from(data: object) -> ExtractBlock:
    match _list(data):
        case ["fact", kind, values]:
            return Fact(FactKind(str(kind)), tuple(str(value) for value in _list(values)))
        case ["paragraph", paragraphs, label]:
            (told,) = from_data(paragraphs)
            return PrintedParagraph(normal(told), str(label))
        case ["table", widths, rows, int(heads)]:
            return _table_from(_list(widths), [_list(row) for row in _list(rows)], heads)
    raise ValueError(data)


def _table_from(widths: list[object], rows: list[list[object]], heads: int) -> PrintedTable:
    shares = tuple(float(str(width)) for width in widths)
    is_sound = all(0 < share < _MOST for share in shares) and 0 <= heads <= len(rows)
    if not shares or not is_sound or any(len(row) != len(shares) for row in rows):
        raise ValueError(widths)
    told = ([_storable(str(cell)) for cell in row] for row in rows)
    return table(told, shares, heads)


_MOST = 1e6


def _storable(text: str) -> str:
    return normal(Paragraph((Span(text),))).text


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise TypeError(data)
    return data


# A whole document for the same pipe: what it says, and where its pictures stand -----------------

_MOST_PICTURES = 400
_LARGEST_PICTURE = 14_400.0  # points


def document_data(text: PrintedText) -> list[object]:
    """Return a document as plain values, which JSON can hold.

    Of its pictures size and alternative text are told, whose pixels can be asked for by their
    place among them. An equation is its words in one line, and notes are numbered paragraphs at
    the end. A table in a cell is its paragraphs.
    """
    notes = (
        paragraph
        for number, note in enumerate(text.notes, 1)
        for paragraph in _numbered_note(number, note)
    )
    return [*(_whole_block_data(block) for block in text.blocks), *map(_plain_data, notes)]


def document_from(data: object) -> PrintedText:
    """Return the text of `document_data`; raises ValueError and TypeError for anything else."""
    text = PrintedText(tuple(_whole_block_from(block) for block in _list(data)))
    if sum(1 for _picture in pictures(text)) > _MOST_PICTURES:
        raise ValueError
    return text


def _numbered_note(number: int, note: Iterable[PrintedBlock]) -> Iterator[PrintedParagraph]:
    mark = f"[{number}] "
    for block in all_paragraphs(PrintedText(tuple(note))):
        spans = (Span(mark), *block.paragraph.spans) if mark else block.paragraph.spans
        yield replace(block, paragraph=replace(block.paragraph, spans=spans))
        mark = ""


def _whole_block_data(block: PrintedBlock) -> list[object]:
    if isinstance(block, PrintedParagraph):
        return _plain_data(block)
    rows = [
        [
            [cell.columns, cell.rows, *map(_plain_data, all_paragraphs(PrintedText(cell.blocks)))]
            for cell in row
        ]
        for row in block.rows
    ]
    return ["table", list(block.widths), rows, block.heads]


def _plain_data(block: PrintedParagraph) -> list[object]:
    """Return a paragraph whose objects are words, except for its pictures."""
    spans: list[Span] = []
    found: list[object] = []
    for piece in pieces(block):
        match piece:
            case Span():
                spans.append(piece)
            case PrintedPicture(_data, width, height, alt):
                found.append([*(min(side, _LARGEST_PICTURE) for side in (width, height)), alt])
            case NoteMark(note):
                spans.append(Span(f"[{note + 1}]", effects=frozenset({Effect.SUPERSCRIPT})))
            case _:
                spans.append(Span(piece.text))
    paragraph = normal(replace(block.paragraph, spans=tuple(spans), kept=None))
    return ["paragraph", to_data((paragraph,)), block.label, found]


def _whole_block_from(data: object) -> PrintedBlock:
    match _list(data):
        case ["paragraph", *_rest]:
            return _paragraph_from(data)
        case ["table", widths, rows, int(heads)]:
            shares = tuple(float(str(width)) for width in _list(widths))
            told = tuple(
                tuple(_cell_from(_list(cell), len(shares)) for cell in _list(row))
                for row in _list(rows)
            )
            if not shares or not all(0 < share < _MOST for share in shares):
                raise ValueError(widths)
            if any(sum(cell.columns for cell in row) > len(shares) for row in told):
                raise ValueError(rows)
            return PrintedTable(shares, told, min(max(heads, 0), len(told)))
    raise ValueError(data)


def _cell_from(data: list[object], most: int) -> PrintedCell:
    match data:
        case [int(columns), int(rows), *blocks] if 0 < columns <= most and 0 < rows < _MOST:
            return PrintedCell(tuple(_paragraph_from(block) for block in blocks), columns, rows)
    raise ValueError(data)


def _paragraph_from(data: object) -> PrintedParagraph:
    match _list(data):
        case ["paragraph", paragraphs, label, found]:
            (told,) = from_data(paragraphs)
            shown = tuple(_picture_from(*_list(picture)) for picture in _list(found))
            spans = (*told.spans, Span(OBJECT * len(shown)))
            whole = normal(replace(told, spans=spans if shown else told.spans, kept=None))
            return PrintedParagraph(whole, _storable(str(label)), shown)
    raise ValueError(data)


def _picture_from(width: object, height: object, alt: object) -> PrintedPicture:
    across, down = float(str(width)), float(str(height))
    if not (0 <= across <= _LARGEST_PICTURE and 0 <= down <= _LARGEST_PICTURE):
        raise ValueError(width, height)
    return PrintedPicture(b"", across, down, _storable(str(alt)))
