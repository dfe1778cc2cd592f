"""Printed text: all of a document that its readers see, with tables, pictures, notes, equations.

The editor's `RichText` says where such things stand; PDF and web page show what they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from lssc_desktop.core.text.richtext import (
    Form,
    LabelCounter,
    Paragraph,
    RichText,
    Span,
    is_right_to_left,
    with_introduction,
)
from lssc_desktop.core.text.text import TextLimits, truncated
from lssc_desktop.values import dataclass

# Equations: a tree of few kinds, which MathML, typesetter and speech are made from --------------


class MathKind(StrEnum):
    """What a part of an equation is, and what its own parts are."""

    TEXT = "text"
    """Characters; no parts."""
    ROW = "row"
    """Parts one after the other."""
    FRACTION = "fraction"
    """Numerator and denominator; `text` is "stacked" for one without a line."""
    ROOT = "root"
    """What stands under the sign, and the degree, which may be empty."""
    SCRIPTS = "scripts"
    """Base, lowered and raised part, of which either may be empty."""
    LIMITS = "limits"
    """Base, what stands below and above it, of which either may be empty."""
    FENCED = "fenced"
    """One part between two marks: `text` has the opening and the closing one, apart by a tab."""
    TABLE = "table"
    """Rows, whose parts are cells: matrices and equations below each other."""
    ACCENT = "accent"
    """What stands under a mark, which is `text`."""


@dataclass(frozen=True, slots=True)
class MathNode:
    """A part of an equation. `upright` are words and names in it, which are not variables."""

    kind: MathKind
    parts: tuple["MathNode", ...] = ()
    text: str = ""
    upright: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing."""
        return self.kind in (MathKind.TEXT, MathKind.ROW) and not (
            self.text or any(not part.is_empty for part in self.parts)
        )


EMPTY = MathNode(MathKind.ROW)
"""The part that is not there."""


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation; one that `stands_alone` has a line of its own."""

    body: MathNode
    stands_alone: bool = False

    @property
    def text(self) -> str:
        """The equation in one line of characters: "x = (a + b)/2", for who cannot see it."""
        return " ".join(linear(self.body).split())


def linear(node: MathNode) -> str:
    """Return a part of an equation in one line of characters."""
    found = ""
    match node.kind, node.parts:
        case MathKind.TEXT, _:
            found = node.text
        case MathKind.FRACTION, (above, below):
            found = f"{_grouped(above)}/{_grouped(below)}"
        case MathKind.ROOT, (inside, degree):
            found = f"{linear(degree)}√{_grouped(inside)}"
        case MathKind.SCRIPTS | MathKind.LIMITS, (base, low, high):
            lowered = "" if low.is_empty else f"_{_grouped(low)}"
            raised = "" if high.is_empty else f"^{_grouped(high)}"
            found = f"{linear(base)}{lowered}{raised}"
        case MathKind.FENCED, (inside,):
            opening, closing = fences(node)
            found = f"{opening}{linear(inside)}{closing}"
        case MathKind.TABLE, rows:
            found = "; ".join(", ".join(map(linear, row.parts)) for row in rows)
        case MathKind.ACCENT, (inside,):
            found = f"{linear(inside)}{node.text}"
        case _:
            found = "".join(_spaced(node.parts))
    return found


def fences(node: MathNode) -> tuple[str, str]:
    """Return the marks on both sides of what is fenced."""
    opening, _, closing = node.text.partition("\t")
    return opening, closing


def _grouped(node: MathNode) -> str:
    text = linear(node)
    is_one = len(text) <= 1 or text.isalnum() or node.kind is MathKind.FENCED
    return text if is_one else f"({text})"


def _spaced(parts: tuple[MathNode, ...]) -> Iterator[str]:
    """Yield parts that follow each other; a sum or integral stands apart from what it is over."""
    before: MathNode | None = None
    for part in parts:
        if before is not None and before.kind in (MathKind.LIMITS, MathKind.SCRIPTS):
            base = before.parts[0]
            if base.kind is MathKind.TEXT and not base.text.isalnum() and not base.is_empty:
                yield " "
        yield linear(part)
        before = part


# Printed text -----------------------------------------------------------------------------------

OBJECT = "\ufffc"
"""The character in a paragraph that stands for the next of its objects (Unicode, 23.8)."""

_ELLIPSIS = "…"

_IN_LINE_WIDTH, _IN_LINE_HEIGHT = 144.0, 24.0
"""Points up to which a picture stands in its line."""


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture in a text, as large as there; lengths are in points.

    `data` is a PNG or JPEG file, b"" for a picture that we cannot show; `alt` says in words what
    it shows, "" where the author wrote nothing.
    """

    data: bytes
    width: float
    height: float
    alt: str = ""

    @property
    def stands_alone(self) -> bool:
        """Whether it is too large for a line of words, in which small ones stand as letters do."""
        return self.width > _IN_LINE_WIDTH or self.height > _IN_LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote or endnote: its place (from 0) among the notes of the text.

    `label` is its number, or the author's own mark, whose characters stand behind it in the text;
    "" is the place, counted from 1. Where the note `says_mark`, its own words begin with that.
    """

    note: int
    label: str = ""
    says_mark: bool = False

    @property
    def shown(self) -> str:
        """What stands raised in the line."""
        return self.label or str(self.note + 1)


type PrintedObject = PrintedPicture | Equation | NoteMark


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph with the label before it, and what its `OBJECT` characters stand for, in order.

    `label` is "3." or "b)", and "" for a bullet and for no label. `language` is the one that most
    of it is in, as its file says ("en-US"), "" where that says nothing.
    """

    paragraph: Paragraph
    label: str = ""
    objects: tuple[PrintedObject, ...] = ()
    language: str = ""

    @property
    def text(self) -> str:
        """The characters, without what is none."""
        return self.paragraph.text.replace(OBJECT, "")

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing at all."""
        return not self.paragraph.text and not self.objects


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a table, with the number of columns and rows that it takes."""

    blocks: tuple["PrintedBlock", ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table whose rows and spans fill its grid without a gap.

    `widths` has one number for each column, which count among each other only; the first `heads`
    rows are its header.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    heads: int = 0


type PrintedBlock = PrintedParagraph | PrintedTable


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A whole document as its readers see it; `notes` are its footnotes and endnotes in order."""

    blocks: tuple[PrintedBlock, ...] = ()
    notes: tuple[tuple[PrintedBlock, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return all(_says_nothing(block) for block in self.blocks)


def printed(text: RichText) -> PrintedText:
    """Return a text that holds nothing but paragraphs as its readers see it."""
    counter = LabelCounter()
    return PrintedText(
        tuple(PrintedParagraph(each, counter.label(each)) for each in text.paragraphs)
    )


def parted_print(text: PrintedText) -> tuple[PrintedText, PrintedText]:
    """Return the introduction that a response begins with, and all that follows it.

    Both have the notes of the whole text, as their marks count.
    """
    place = 0
    while place < len(text.blocks) and _is_introduction(text.blocks[place]):
        place += 1
    first, rest = text.blocks[:place], text.blocks[place:]
    while first and _says_nothing(first[-1]):
        first = first[:-1]
    return replace(text, blocks=first), replace(text, blocks=rest)


def with_printed_introduction(text: PrintedText) -> PrintedText:
    """Return a response whose first paragraph is its introduction, as `with_introduction` has it.

    It stays as it is where it begins with a table, or with nothing but pictures.
    """
    if any(_is_introduction(block) for block in text.blocks):
        return text
    for place, block in enumerate(text.blocks):
        if not isinstance(block, PrintedParagraph):
            return text
        if block.is_empty:
            continue
        (marked,) = with_introduction(RichText((block.paragraph,))).paragraphs
        if not block.text.strip():
            return text
        return replace(text, blocks=(replace(block, paragraph=marked), *text.blocks[place + 1 :]))
    return text


def pictures(text: PrintedText) -> Iterator[PrintedPicture]:
    """Yield the pictures of a text, those of its notes last."""
    for block in all_paragraphs(text):
        yield from (each for each in block.objects if isinstance(each, PrintedPicture))


def equations(text: PrintedText) -> Iterator[Equation]:
    """Yield the equations of a text, those of its notes last."""
    for block in all_paragraphs(text):
        yield from (each for each in block.objects if isinstance(each, Equation))


def note_marks(text: PrintedText) -> tuple[NoteMark, ...]:
    """Return the mark of each note of a text; one that nothing leads to has its place."""
    found = {
        each.note: each
        for block in all_paragraphs(text)
        for each in block.objects
        if isinstance(each, NoteMark)
    }
    return tuple(found.get(place, NoteMark(place)) for place in range(len(text.notes)))


def is_note_right_to_left(note: Sequence[PrintedBlock]) -> bool:
    """Whether the first words of a note are read from right to left."""
    paragraphs = (block.text for block in note if isinstance(block, PrintedParagraph))
    return is_right_to_left(next(paragraphs, ""))


def all_paragraphs(text: PrintedText) -> Iterator[PrintedParagraph]:
    """Yield the paragraphs of a text in reading order, row by row, those of its notes last."""
    yield from _paragraphs(text.blocks)
    for note in text.notes:
        yield from _paragraphs(note)


def pieces(paragraph: PrintedParagraph) -> Iterator[Span | PrintedObject]:
    """Yield the spans of a paragraph and its objects, in the order in which they are seen.

    An `OBJECT` without an object is passed over.
    """
    objects = iter(paragraph.objects)
    for span in paragraph.paragraph.spans:
        for index, text in enumerate(span.text.split(OBJECT)):
            found = next(objects, None) if index else None
            if found is not None:
                yield found
            if text:
                yield replace(span, text=text)


def marked_pieces(paragraph: PrintedParagraph) -> Iterator[Span | PrintedObject]:
    """Yield the pieces of a paragraph; an author's own mark of a note is only in its mark."""
    mark = ""
    for piece in pieces(paragraph):
        if isinstance(piece, Span) and mark and piece.text.startswith(mark):
            rest, mark = piece.text.removeprefix(mark), ""
            if rest:
                yield replace(piece, text=rest)
            continue
        mark = piece.label if isinstance(piece, NoteMark) and piece.says_mark else ""
        yield piece


def limited(text: PrintedText, most: TextLimits) -> PrintedText:
    """Return a text, or as much of its beginning as is within the limits, and an ellipsis.

    A table is shown or left out whole.
    """
    left = most
    for place, block in enumerate(text.blocks):
        before = left
        for each in _paragraphs((block,)):
            left = TextLimits(
                left.characters - len(each.paragraph.text) - 1,
                left.paragraphs - 1,
                left.spans - len(each.paragraph.spans),
            )
        if min(left.characters, left.paragraphs, left.spans) < 0:
            rest = PrintedParagraph(Paragraph((Span(_ELLIPSIS),)))
            kept = (*text.blocks[:place], *_beginning(block, before), rest)
            return PrintedText(kept, text.notes[: _notes_named(kept)])
    return text


def _beginning(block: PrintedBlock, most: TextLimits) -> Iterator[PrintedParagraph]:
    """Yield what fits of a paragraph that is too long by itself."""
    if isinstance(block, PrintedParagraph):
        for paragraph in truncated(RichText((block.paragraph,)), most).paragraphs:
            yield replace(block, paragraph=paragraph)


def _paragraphs(blocks: Iterable[PrintedBlock]) -> Iterator[PrintedParagraph]:
    for block in blocks:
        if isinstance(block, PrintedParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)


def _notes_named(blocks: Sequence[PrintedBlock]) -> int:
    """Return how many notes these blocks have marks of: notes are counted as they come."""
    marks = (
        each.note
        for block in _paragraphs(blocks)
        for each in block.objects
        if isinstance(each, NoteMark)
    )
    return max(marks, default=-1) + 1


def _is_introduction(block: PrintedBlock) -> bool:
    return isinstance(block, PrintedParagraph) and block.paragraph.form is Form.INTRODUCTION


def _says_nothing(block: PrintedBlock) -> bool:
    return isinstance(block, PrintedParagraph) and block.is_empty
