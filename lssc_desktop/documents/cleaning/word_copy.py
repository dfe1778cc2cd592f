"""A new Word file of what a document says: words, lists, tables, notes and pictures drawn anew.

Only our own styles are used, black on white. It is put together of its text alone, so nothing of
another file can get into it.
"""

from collections.abc import Iterator, Sequence
from itertools import count, zip_longest
from pathlib import Path

from lssc_desktop.core.text.printed import (
    OBJECT,
    NoteMark,
    PrintedBlock,
    PrintedObject,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
)
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, Span
from lssc_desktop.documents.word.making import (
    Tree,
    cell,
    looks,
    made,
    paragraph,
    picture,
    run,
    table,
)
from lssc_desktop.documents.word.new_file import BULLETS, WordFile
from lssc_desktop.documents.word.write import STYLES
from lssc_desktop.languages import gettext as _

_WIDTH = 9_360  # twentieths of a point between the margins
_TWENTIETHS = 20  # of a point
_PIXELS = 96 / 72  # of a point
_LEAST = 4.0  # points
_ASIDE, _NARROWEST = 216, 240  # twentieths: what a cell has beside its words, and the least
_INDENT = 360
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def write_word(text: PrintedText, into: Path, title: str, language: str) -> None:
    """Write a document whose words are seen already."""
    with into.open("wb") as target:
        file = WordFile(target, title, "", packed=True)
        file.mark_language(language)
        writer = _Writer(file)
        file.add(writer.blocks(text.blocks))
        if text.notes:
            file.add([_line(Paragraph((Span(_("Notes")),), Form.HEADING_1))])
            for number, note in enumerate(text.notes, 1):
                file.add([_line(Paragraph((Span(f"[{number}]"),))), *writer.blocks(note)])
        file.finish()


class _Writer:
    """Writes blocks as elements of Word, and the pictures in them."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._numbers = count(1)

    def blocks(self, blocks: Sequence[PrintedBlock], room: int = _WIDTH) -> Iterator[Tree]:
        """Yield paragraphs and tables, which are no wider than the room of a page or cell.

        Empty lines aren't: our styles keep paragraphs apart. Two tables need one between them.
        """
        seen = [each for each in blocks if isinstance(each, PrintedTable) or not each.is_empty]
        for block, after in zip_longest(seen, seen[1:]):
            if not isinstance(block, PrintedTable):
                yield from self._lines(block, room)
                continue
            yield self._table(block, room)
            if not isinstance(after, PrintedParagraph):
                yield made("p")

    def _lines(self, block: PrintedParagraph, room: int) -> Iterator[Tree]:
        """Yield a paragraph, and what its pictures show under it."""
        things, shown = iter(block.objects), list[str]()
        line = _empty_line(block.paragraph, block.label)
        for span in block.paragraph.spans:
            for number, piece in enumerate(span.text.split(OBJECT)):
                if number:
                    line.extend(self._thing(next(things, None), shown, room))
                line.extend(_runs(span, piece))
        yield line
        for words in shown:
            yield _line(Paragraph((Span(words, italic=True),)))

    def _thing(self, thing: PrintedObject | None, shown: list[str], room: int) -> Iterator[Tree]:
        match thing:
            case PrintedPicture() if thing.data:
                if thing.alt:
                    shown.append(thing.alt)
                width, height = max(thing.width, _LEAST), max(thing.height, _LEAST)
                scale = min(room / _TWENTIETHS / width, 1.0) * _PIXELS
                relation = self._file.picture(thing.data)
                yield picture(
                    relation, next(self._numbers), width * scale, height * scale, thing.alt
                )
            case NoteMark(note):
                raised = Span("", effects=frozenset({Effect.SUPERSCRIPT}))
                yield from _runs(raised, f"[{note + 1}]")

    def _table(self, printed: PrintedTable, room: int) -> Tree:
        total = sum(printed.widths) or 1.0
        widths = [max(round(room * width / total), 1) for width in printed.widths]
        rows, open_cells = [], dict[int, tuple[int, int]]()
        for number, row in enumerate(printed.rows):
            about = [made("trPr", made("tblHeader"))] if number < printed.heads else []
            cells, column, own = [], 0, iter(row)
            while column < len(widths):
                until, columns = open_cells.get(column, (0, 1))
                goes_on = until > number
                each = None if goes_on else next(own, None)
                columns = columns if goes_on else 1 if each is None else each.columns
                if each is not None and each.rows > 1:
                    open_cells[column] = (number + each.rows, columns)
                wide = sum(widths[column : column + columns])
                within = max(wide - _ASIDE, _NARROWEST)
                inside = [] if each is None else list(self.blocks(each.blocks, within))
                down = 0 if goes_on else 1 if each is None else max(each.rows, 1)
                cells.append(cell(wide, inside, columns, down))
                column += columns
            rows.append(made("tr", *about, *cells))
        line = {"val": "single", "sz": "4", "space": "0", "color": "000000"}
        borders = made("tblBorders", *(made(side, **line) for side in _SIDES))
        return table(widths, rows, made("tblW", w=str(room), type="dxa"), borders)


def _line(said: Paragraph) -> Tree:
    """Return a paragraph of words alone."""
    line = _empty_line(said)
    for span in said.spans:
        line.extend(_runs(span, span.text))
    return line


def _empty_line(said: Paragraph, label: str = "") -> Tree:
    """Return a paragraph that holds only its label yet, which is written as words."""
    form, about = said.form, []
    if form is Form.BULLET and not label:
        place = made("ilvl", val=str(said.level)), made("numId", val=str(BULLETS))
        about.append(made("numPr", *place))
    if label and not form.is_heading:
        left = str(_INDENT * (said.level + 1))
        about.append(made("ind", left=left, hanging=str(_INDENT)))
    style = "" if form is Form.NUMBER else STYLES.get(form, "")
    line = paragraph(said.text, style, *about)
    line.extend(_runs(Span(""), f"{label}\t" if label else ""))
    return line


def _runs(span: Span, text: str) -> Iterator[Tree]:
    """Yield characters with the look of a span, black on white; a link is words as others are."""
    if text:
        effects = span.effects - {Effect.HIGHLIGHT}
        yield run(text, *looks(Span(text, span.bold, span.italic, effects=effects)))
