"""Reader of Markdown as a text of ours. The only user of markdown-it."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from lssc_desktop.core.text.richtext import (
    DEEPEST,
    Form,
    Paragraph,
    RichText,
    Span,
    from_plain,
    normalized,
)
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

_LISTS = {"bullet_list_open": Form.BULLET, "ordered_list_open": Form.NUMBER}
_LIST_ENDS = ("bullet_list_close", "ordered_list_close")
_DEEPEST_READ = 100  # a list counts two; each costs Python some calls within calls
_CODE = ("fence", "code_block")
_HEADINGS = {"h1": Form.HEADING_1, "h2": Form.HEADING_2}


def from_markdown(source: str) -> RichText:
    """Return the value of a Markdown text.

    Kept are headings (deeper levels than the third become that), bold, italic, nested lists,
    links and hard line breaks; lines that merely wrap are joined. Quotations, code and tables
    become plain paragraphs (a table one for each row, its cells between tabs), a picture its
    description, and HTML is shown as it is written: nothing in a text can be run. A text nested
    deeper than the reader follows, which would leave out its words, is taken as plain text.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST_READ}).enable("table")
    tokens = parser.parse(source.removeprefix("\ufeff"))
    if any(token.nesting == 1 and token.level >= _DEEPEST_READ - 1 for token in tokens):
        return from_plain(source)
    reader = _Reader()
    for token in tokens:
        reader.take(token)
    return normalized(RichText(tuple(reader.paragraphs)))


@dataclass(slots=True)
class _Reader:
    """Takes the blocks of a Markdown text one after the other."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    _lists: list[Form] = field(default_factory=list)
    _item_begins: bool = False
    _heading: Form | None = None
    _row: list[Span] | None = None

    def take(self, token: Token) -> None:
        """Take the next block or the mark where one begins or ends."""
        if token.type in _LISTS:
            self._lists.append(_LISTS[token.type])
        elif token.type in _LIST_ENDS:
            self._lists.pop()
        elif token.type == "list_item_open":
            self._item_begins = True
        elif token.type == "heading_open":
            self._heading = _HEADINGS.get(token.tag, Form.HEADING_3)
        elif token.type == "tr_open":
            self._row = []
        elif token.type == "tr_close":
            self._end_row()
        elif token.type == "inline":
            self._inline(tuple(_spans(token.children or ())))
        elif token.type in _CODE:
            self._add((Span(token.content.removesuffix("\n")),))

    def _inline(self, spans: tuple[Span, ...]) -> None:
        """Take the words of a paragraph, heading or table cell."""
        if self._row is None:
            self._add(spans)
        else:
            self._row.extend((Span("\t"), *spans) if self._row else spans)

    def _end_row(self) -> None:
        """Put a row of a table down as a paragraph."""
        row, self._row = self._row or [], None
        self._add(tuple(row))

    def _add(self, spans: tuple[Span, ...]) -> None:
        """Put a paragraph down; a second one within an item of a list goes on in that item."""
        if self._heading is not None:
            self.paragraphs.append(Paragraph(spans, self._heading))
            self._heading, self._item_begins = None, False
        elif not self._lists:
            self.paragraphs.append(Paragraph(spans))
        elif self._item_begins or not self.paragraphs[-1].form.is_list:
            level = min(len(self._lists) - 1, DEEPEST)
            self.paragraphs.append(Paragraph(spans, self._lists[-1], level))
            self._item_begins = False
        else:
            item = self.paragraphs[-1]
            self.paragraphs[-1] = replace(item, spans=(*item.spans, Span("\n"), *spans))


def _spans(tokens: Sequence[Token]) -> Iterable[Span]:
    """Yield the words of one block with their look."""
    bold = italic = 0
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                link = str(token.attrGet("href") or "")
            case "link_close":
                link = ""
            case "softbreak":
                yield Span(" ", bold > 0, italic > 0, link)
            case "hardbreak":
                yield Span("\n", bold > 0, italic > 0, link)
            case _:
                yield Span(token.content, bold > 0, italic > 0, link)
