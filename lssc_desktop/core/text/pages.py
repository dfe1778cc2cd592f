"""Number of pages that a text takes, on which window, check and command line agree.

The page is that of the assembled PDF on Letter paper: the constants below are handed to its
template, so that there is one place for them. On other paper pages are counted so too: what a
limit in pages means is no matter of what is printed on. All lengths are in points (1/72 inch).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    Paragraph,
    RichText,
    UnsupportedContent,
    blocks_of,
    counted_once,
)
from lssc_desktop.core.text.typeface import width
from lssc_desktop.values import dataclass

PAGE_WIDTH, PAGE_HEIGHT = PaperSize.LETTER.size
MARGIN = 72.0
"""Letter paper with one inch of margin all around."""

BODY_SIZE = 10.875
LINE = 14.5
TEXT_WIDTH = 376.0
"""The candidate's own words: Charis SIL, as large as in the window, and how wide its lines are.

That is 66 to 75 characters, which the eye follows without losing the line. Such lines may stand
closer than wide ones, so that a page holds nine tenths of what it does in the Word file that we
write: a limit in pages means about what it means there. Tables and pictures may be as wide as
the page.
"""

PARAGRAPH_GAP = 6.0
"""The gap below every paragraph. A list item keeps `ITEM_GAP` to the next item."""
ITEM_GAP = 2.0
LIST_INDENT = 18.0
"""How far each list level is indented; its mark stands in that indent."""
QUOTE_INDENT = 18.0
"""How far a quote is indented on both sides."""

HEADING_1_SIZE = 16.0
HEADING_1_LINE = 22.0
HEADING_1_GAP = 12.0
HEADING_2_SIZE = 13.0
HEADING_2_LINE = 18.0
HEADING_2_GAP = 8.0
HEADING_3_SIZE = 11.5
HEADING_3_LINE = 15.5
HEADING_3_GAP = 6.0
"""Headings are set in Charis SIL Bold; their gap is above, `PARAGRAPH_GAP` is below."""

_HEADINGS = {
    Form.HEADING_1: (HEADING_1_SIZE, HEADING_1_LINE, HEADING_1_GAP),
    Form.HEADING_2: (HEADING_2_SIZE, HEADING_2_LINE, HEADING_2_GAP),
    Form.HEADING_3: (HEADING_3_SIZE, HEADING_3_LINE, HEADING_3_GAP),
}

_SMALL_EFFECTS = frozenset({Effect.SUBSCRIPT, Effect.SUPERSCRIPT})
_SMALL = 0.6
"""How large raised and lowered characters are, of those around them."""

CELL_SIZE = 9.5
CELL_PADDING_X, CELL_PADDING_Y = 5.0, 4.0
"""The type size in tables of at most six columns, and the room around the words of a cell."""

_LEADING = LINE - BODY_SIZE

LEAST_TOGETHER = 2
"""No page ends or begins with a single line of a longer paragraph."""

_ANYWHERE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3001-\ua4cf\uac00-\ud7a3"
    "\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
"""Scripts without spaces: lines of Chinese, Japanese and Korean end after any character, those of
Thai, Lao, Khmer and Burmese after their short words."""

_PIECE = re.compile(
    rf"([{_ANYWHERE}]|(?:[^ \t\n\u200b\u2010\u2012-\u2014/{_ANYWHERE}-]"
    r"|[\u2010\u2012-\u2014/-](?=[\d/-]))*"
    r"[\u2010\u2012-\u2014/-]?)"
    r"([ \t\u200b]*)"
)
"""A stretch that is not broken, and the white space after it, which may hang over the edge.

Lines are broken after hyphens, dashes and slashes too, but not before a digit (Unicode TR 14).
"""

_ADDRESS = re.compile(r"https?://\S+")
"""An address is broken after its dots as well."""


def pages(text: RichText, known: Mapping[Paragraph, int] | None = None) -> float:
    """Return how many pages a text takes: 2.4 is two pages and four tenths of the third.

    `known` are the `line_count` of paragraphs that need not be measured again.
    """
    return _pages_of(text) if known is None else _measured(text, known)


@counted_once
def _pages_of(text: RichText) -> float:
    return _measured(text, {})


def _measured(text: RichText, known: Mapping[Paragraph, int]) -> float:
    room = PAGE_HEIGHT - 2 * MARGIN
    full, used = 0, 0.0
    blocks = list(_blocks(text, known))
    for block, kept in zip(blocks, _kept(blocks, room), strict=True):
        height = block.gap + block.lines * block.line
        if used + kept > room:
            full, used, height = full + 1, 0.0, block.lines * block.line
        used += height
        while used > room:
            lines_over = -(-(used - room) // block.line)
            full, used = full + 1, max(lines_over, LEAST_TOGETHER) * block.line
    return full + used / room


def line_count(paragraph: Paragraph) -> int:
    """Return how many lines a paragraph takes on the page."""
    if paragraph.form in _HEADINGS:
        size, _line, _gap = _HEADINGS[paragraph.form]
        return _count_lines(paragraph, size, TEXT_WIDTH)
    indent = LIST_INDENT * (paragraph.level + 1) if paragraph.form.is_list else 0.0
    if paragraph.form is Form.QUOTE:
        indent = 2 * QUOTE_INDENT
    return _count_lines(paragraph, BODY_SIZE, TEXT_WIDTH - indent)


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph as it stands on paper: so many lines of one height, below a gap."""

    lines: int
    line: float
    gap: float
    is_heading: bool = False


def _kept(blocks: Sequence[_Block], room: float) -> list[float]:
    """Return how much has to fit on the page on which each block begins.

    A heading stays with the lines below it, as do several in a row, unless they fill a page.
    """
    heights: list[float] = []
    for is_heading, run in groupby(blocks, lambda block: block.is_heading):
        own = [block.gap + _lines_together(block.lines) * block.line for block in run]
        below = PARAGRAPH_GAP + LEAST_TOGETHER * LINE
        if is_heading and sum(own) + below <= room:
            own = [sum(own[place:]) + below for place in range(len(own))]
        heights += own
    return heights


def _lines_together(lines: int) -> int:
    return lines if lines <= LEAST_TOGETHER + 1 else LEAST_TOGETHER


def _blocks(text: RichText, known: Mapping[Paragraph, int]) -> Iterator[_Block]:
    """Yield every paragraph, and every row of a table, with its lines and the gap above it."""
    before: Paragraph | None = None
    for group in blocks_of(text):
        kept = group[0].kept
        if kept is not None and kept.kind is UnsupportedContent.TABLE and kept.count:
            gap = 0.0 if before is None else PARAGRAPH_GAP
            yield from _rows(group, kept.count, gap)
            before = group[-1]
            continue
        for paragraph in group:
            gap = 0.0 if before is None else _gap_between(before, paragraph)
            before = paragraph
            count = known.get(paragraph)
            count = line_count(paragraph) if count is None else count
            if paragraph.form in _HEADINGS:
                _size, line, _gap = _HEADINGS[paragraph.form]
                yield _Block(count, line, gap, is_heading=True)
            else:
                yield _Block(count, LINE, gap)


def _rows(cells: Sequence[Paragraph], rows: int, gap: float) -> Iterator[_Block]:
    """Yield the rows of a table, as if its columns had one width and a paragraph in each cell."""
    columns = max(-(-len(cells) // rows), 1)
    for start in range(0, len(cells), columns):
        counts = (_cell_lines(cell, columns) for cell in cells[start : start + columns])
        yield _Block(max(counts, default=1), CELL_SIZE + _LEADING, gap)
        gap = 2 * CELL_PADDING_Y - _LEADING


def _cell_lines(cell: Paragraph, columns: int) -> int:
    """Return how many lines a cell takes in a table of so many columns."""
    room = (PAGE_WIDTH - 2 * MARGIN) / columns - 2 * CELL_PADDING_X
    return _count_lines(cell, CELL_SIZE, room)


def _gap_between(above: Paragraph, below: Paragraph) -> float:
    """Return the gap between two paragraphs."""
    if below.form in _HEADINGS:
        _size, _line, gap = _HEADINGS[below.form]
        return gap
    return ITEM_GAP if above.form.is_list and below.form.is_list else PARAGRAPH_GAP


def _count_lines(paragraph: Paragraph, full: float, room: float) -> int:
    """Return how many lines a paragraph has when each line takes as much as it can hold."""
    heading = paragraph.form.is_heading
    advances: list[float] = []
    for span in paragraph.spans:
        bold, italic = span.bold or heading, span.italic
        size = full * (_SMALL if span.effects & _SMALL_EFFECTS else 1)
        widths = {char: size * width(char, bold=bold, italic=italic) for char in set(span.text)}
        around = len(advances)
        advances += map(widths.__getitem__, span.text)
        for emoji in _EMOJI.finditer(span.text):
            start, end = (around + place for place in emoji.span())
            advances[start:end] = [size * width(_ANY_EMOJI), *(0.0,) * (end - start - 1)]
    count, place = 0, 0
    for text in paragraph.text.split("\n"):
        count += _count_broken(text, advances[place : place + len(text)], room)
        place += len(text) + 1
    return count


_EMOJI = re.compile(
    "[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{2}"
    "|[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?(?:[\U0001f3fb-\U0001f3ff]"
    "|(?:[\U0001f3fb-\U0001f3ff]?\u200d[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?)+)"
)
"""Emoji of several characters, which are as wide as any one."""
_ANY_EMOJI = "\U0001f600"


def _count_broken(text: str, advances: list[float], room: float) -> int:
    """Return how many lines a text without line breaks takes."""
    lines, used = 1, 0.0
    for piece in _PIECE.finditer(_ADDRESS.sub(lambda match: match[0].replace(".", "/"), text)):
        start, end = piece.span(1)
        needed = sum(advances[start:end])
        if used > 0 and used + needed > room:
            lines, used = lines + 1, 0.0
        over, needed = divmod(needed, room) if needed > room else (0, needed)
        lines += int(over)
        used += needed + sum(advances[end : piece.end(2)])
    return lines
