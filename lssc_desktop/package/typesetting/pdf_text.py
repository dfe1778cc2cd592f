"""The candidate's own texts as resources/templates/typst/text.typ sets them in the PDF."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from lssc_desktop.core.text.pages import CELL_PADDING_X, CELL_SIZE, MARGIN
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.printed import (
    Equation,
    NoteMark,
    PrintedBlock,
    PrintedCell,
    PrintedObject,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    is_note_right_to_left,
    limited,
    marked_pieces,
    note_marks,
)
from lssc_desktop.core.text.references import Cites, uncited
from lssc_desktop.core.text.richtext import Form, Span, is_right_to_left
from lssc_desktop.core.text.text import TextLimits
from lssc_desktop.core.text.typeface import covers
from lssc_desktop.documents.word import picture_kind
from lssc_desktop.languages import Catalog
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import (
    LONGEST_WORD,
    Block,
    Heading,
    ListBlock,
    ListItem,
    blocks,
    clickable,
    math_data,
    other_language,
    printable,
    without_holes,
)

type Data = dict[str, Any]

_MOST_OF_RESPONSE = TextLimits(characters=200_000, paragraphs=4_000, spans=10_000)
"""Of one response: some fifty pages, where a program asks for three."""

_CAPTION = re.compile(r"\s*[^\W\d]+\.?\s+\d+\b")
_LONGEST_CAPTION = 300
"""What stands below a picture or above a table: "Figure 2. The hold shelf"."""

_WIDE_LETTER = 0.62
"""Of the type size: letters of names and addresses in bold, of which few are wider on average."""


class PdfPictures:
    """The pictures of a PDF, each once, with the names under which its template finds them."""

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}

    def name(self, data: bytes) -> str:
        """Return the name of the file that a picture will have beside the template."""
        name = f"picture-{len(self._names)}.{picture_kind(data)}"
        return self._names.setdefault(data, name)

    def files(self) -> dict[str, bytes]:
        """Return all of them by their names."""
        return {name: data for data, name in self._names.items()}


class PdfText:
    """Turns texts into data; the pictures in them are collected in `pictures`.

    `words` are the sentences of ours that stand in a text.
    """

    def __init__(self, words: Catalog, paper: PaperSize = PaperSize.LETTER) -> None:
        self._words = words
        self._width = paper.size[0] - 2 * MARGIN
        self.pictures = PdfPictures()
        self.has_equations = False
        self._longest = LONGEST_WORD
        self._cited: Cites = uncited

    @staticmethod
    def is_cut(text: PrintedText) -> bool:
        """Whether a text is longer than is set of it."""
        return limited(text, _MOST_OF_RESPONSE) is not text

    def cited_flow(self, text: PrintedText, cited: Cites) -> Data:
        """Return a text as `flow` does, in which `cited` parts what refers to evidence."""
        self._cited = cited
        found = self.flow(text)
        self._cited = uncited
        return found

    def flow(self, text: PrintedText, most: TextLimits = _MOST_OF_RESPONSE) -> Data:
        """Return the blocks of a text, and its notes, as the templates take them."""
        shown = limited(text, most)
        return {
            "blocks": self._blocks(shown.blocks),
            "notes": [
                {
                    "label": printable(mark.shown),
                    "own": mark.says_mark and not mark.label.isdigit(),
                    "said": mark.says_mark,
                    "rtl": is_note_right_to_left(note),
                    "blocks": self._blocks(note),
                }
                for mark, note in zip(note_marks(shown), shown.notes, strict=True)
            ],
        }

    def _blocks(self, shown: Sequence[PrintedBlock], *, in_cell: bool = False) -> list[Data]:
        return [
            data
            for block in blocks(without_holes(shown))
            for data in self._block(block, in_cell=in_cell)
        ]

    def _block(self, block: Block, *, in_cell: bool) -> Iterator[Data]:
        match block:
            case Heading(paragraph, depth):
                yield {
                    "kind": "strong" if in_cell else "heading",
                    "form": paragraph.paragraph.form.value,
                    "depth": depth,
                    "label": printable(paragraph.label),
                    "rtl": is_right_to_left(paragraph.text),
                    "language": other_language(paragraph, self._words),
                    "lines": self._lines(paragraph),
                }
            case ListBlock():
                yield self._list(block)
            case PrintedTable():
                yield self._table(block)
            case PrintedParagraph():
                yield from self._paragraph(block)

    def _paragraph(self, block: PrintedParagraph) -> Iterator[Data]:
        """Yield a paragraph, and what in it has a place of its own below and above its lines."""
        kind = "quote" if block.paragraph.form is Form.QUOTE else "paragraph"
        rtl = is_right_to_left(block.text)
        for part in _parted(block):
            if isinstance(part, PrintedPicture | Equation):
                yield self._object(part)
            else:
                lines = self._lines_of(part)
                caption = bool(_CAPTION.match(block.text)) and len(block.text) < _LONGEST_CAPTION
                yield {
                    "kind": kind,
                    "rtl": rtl,
                    "language": other_language(block, self._words),
                    "lines": lines,
                    "caption": caption,
                }

    def _list(self, block: ListBlock) -> Data:
        items = [self._item(item) for item in block.items]
        return {
            "kind": "list",
            "form": block.form.value,
            "level": block.level,
            "rtl": is_right_to_left("".join(item.paragraph.text for item in block.items)),
            "items": items,
        }

    def _item(self, item: ListItem) -> Data:
        return {
            "label": printable(item.paragraph.label),
            "parts": list(self._paragraph(item.paragraph)),
            "lists": [self._list(below) for below in item.lists],
        }

    def _table(self, table: PrintedTable) -> Data:
        all_rooms = _rooms(table, self._width)
        rows = [self._row(row, rooms) for row, rooms in zip(table.rows, all_rooms, strict=True)]
        return {
            "kind": "table",
            "widths": list(table.widths),
            "heads": rows[: table.heads],
            "rows": rows[table.heads :],
        }

    def _row(self, row: tuple[PrintedCell, ...], rooms: Sequence[int]) -> list[Data]:
        """Return cells; a word that is longer than its cell has room for may be broken."""
        cells: list[Data] = []
        for cell, room in zip(row, rooms, strict=True):
            around, self._longest = self._longest, min(room, self._longest)
            blocks = self._blocks(cell.blocks, in_cell=True)
            self._longest = around
            cells.append({"columns": cell.columns, "rows": cell.rows, "blocks": blocks})
        return cells

    def _lines(self, paragraph: PrintedParagraph) -> list[list[Data]]:
        return self._lines_of(list(marked_pieces(paragraph)))

    def _lines_of(self, found: Sequence[Span | PrintedObject]) -> list[list[Data]]:
        """Return the runs of each line; a line ends only where the candidate ended it."""
        lines: list[list[Data]] = [[]]
        for piece in found:
            match piece:
                case Span():
                    parts = uncited(piece.text) if piece.link else self._cited(piece.text)
                    for part in parts:
                        shown = printable(self._named(part.text), self._longest)
                        for index, text in enumerate(shown.split("\n")):
                            if index:
                                lines.append([])
                            if text:
                                to = {"to": part.to, "at": "" if index else part.at}
                                lines[-1].append({**_run(piece, text), **to})
                case NoteMark(note):
                    lines[-1].append({"kind": "note", "note": note})
                case _:
                    lines[-1].append(self._object(piece))
        return lines

    def _named(self, text: str) -> str:
        """Return a text with the names of the signs in it that no font of ours has."""
        if text.isascii():
            return text
        return "".join(
            wording.symbol_unseen(self._words, char)
            if unicodedata.category(char).startswith("S") and not covers(char)
            else char
            for char in text
        )

    def _object(self, found: PrintedPicture | Equation) -> Data:
        if isinstance(found, Equation):
            self.has_equations = True
            return math_data(found)
        if not found.data:
            return {
                "kind": "unseen",
                "text": printable(wording.picture_unseen(self._words, found.alt)),
            }
        return {
            "kind": "picture",
            "file": self.pictures.name(found.data),
            "width": found.width,
            "height": found.height,
            "alt": printable(found.alt) or self._words.gettext(wording.NO_ALTERNATIVE),
        }


def _rooms(table: PrintedTable, width: float) -> Iterator[list[int]]:
    """Yield of each row how many characters of a word each of its cells has room for."""
    whole = width / sum(table.widths)
    taken = [0] * len(table.widths)
    for number, row in enumerate(table.rows):
        rooms, column = [], 0
        for cell in row:
            while column < len(taken) - 1 and taken[column] > number:
                column += 1
            room = whole * sum(table.widths[column : column + cell.columns])
            rooms.append(max(int((room - 2 * CELL_PADDING_X) / (CELL_SIZE * _WIDE_LETTER)), 3))
            for covered in range(column, min(column + cell.columns, len(taken))):
                taken[covered] = number + cell.rows
            column += cell.columns
        yield rooms


def _run(span: Span, text: str) -> Data:
    return {
        "kind": "text",
        "text": text,
        "bold": span.bold,
        "italic": span.italic,
        "link": clickable(span.link),
        "effects": sorted(span.effects),
    }


def _parted(
    block: PrintedParagraph,
) -> Iterator[list[Span | PrintedObject] | PrintedPicture | Equation]:
    """Yield the pieces of a paragraph, and by itself what is too large for a line.

    A paragraph without anything large is one part, even if it is empty.
    """
    around: list[Span | PrintedObject] = []
    is_parted = False
    for piece in marked_pieces(block):
        if _stands_alone(piece):
            if _says_something(around):
                yield around
            assert isinstance(piece, PrintedPicture | Equation)  # noqa: S101 - for the type checker
            yield piece
            around, is_parted = [], True
        else:
            around.append(piece)
    if not is_parted or _says_something(around):
        yield around


def _stands_alone(piece: Span | PrintedObject) -> bool:
    return isinstance(piece, PrintedPicture | Equation) and piece.stands_alone


def _says_something(found: Sequence[Span | PrintedObject]) -> bool:
    return any(not isinstance(piece, Span) or piece.text.strip() for piece in found)
