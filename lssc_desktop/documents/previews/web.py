"""Web pages and links as text: what a page says, and where a link leads. Nothing is ever fetched.

Pages are read in the helper only. Scripts, styles and what a page would load are left out; a
picture stands for itself by the words that its author gave it.
"""

import codecs
import plistlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from html.parser import HTMLParser
from typing import BinaryIO
from xml.parsers.expat import ExpatError

from lssc_desktop.core.privacy.seen_words import seen_description
from lssc_desktop.core.text.extract import Extract, ExtractBlock, Fact, FactKind, table
from lssc_desktop.core.text.printed import PrintedBlock, PrintedParagraph
from lssc_desktop.core.text.richtext import Form, Paragraph, Span, normal
from lssc_desktop.documents.importing import decoded
from lssc_desktop.documents.previews.page_styles import HiddenParts
from lssc_desktop.documents.previews.wire import MOST_CHARACTERS, PreviewFault, Unviewable
from lssc_desktop.values import dataclass

_LARGEST_PAGE = 16 << 20  # bytes
_LARGEST_LINK = 64 << 10
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_CHARSET_WITHIN = 4096
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKUP = re.compile(r"<[a-zA-Z!/?]")
_SPACES = re.compile(r"[ \t\n\r\f]+")


# Pages ------------------------------------------------------------------------------------------


def web_page(file: BinaryIO, most: int = MOST_CHARACTERS) -> Extract:
    """Return what a page shows (.html, .htm). Raises `Unviewable`."""
    data = file.read(_LARGEST_PAGE)
    said = html_text(data)
    if not _MARKUP.search(said) or "\0" in said:
        raise Unviewable(PreviewFault.DAMAGED)
    blocks, cut = page_blocks(said, most)
    if not blocks:
        raise Unviewable(PreviewFault.EMPTY)
    return Extract((*blocks, *((Fact(FactKind.LEFT_OUT),) if cut else ())), cut)


def html_text(data: bytes) -> str:
    """Return the characters of a page: in the encoding that it names, else as is likely."""
    if not data.startswith(_MARKS):
        named = _CHARSET.search(data[:_CHARSET_WITHIN])
        if named is not None:
            with suppress(LookupError, UnicodeError):
                return data.decode(named[1].decode("ascii"), "replace")
    return decoded(data)


def page_blocks(said: str, most: int = MOST_CHARACTERS) -> tuple[tuple[ExtractBlock, ...], bool]:
    """Return what the HTML of a page shows in reading order, and whether it shows more."""
    reader = _PageReader(HiddenParts.of(said), most)
    reader.feed(said)
    reader.close()
    return reader.result()


_SILENT = frozenset(
    {
        *("script", "style", "template", "svg", "math", "object", "iframe", "audio", "video"),
        *("canvas", "select", "noframes", "map", "noscript", "datalist", "noembed", "rp", "meter"),
        "progress",
    }
)
_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    }
)
_HEADINGS = {"h1": Form.HEADING_1, "h2": Form.HEADING_2} | dict.fromkeys(
    ("h3", "h4", "h5", "h6"), Form.HEADING_3
)
_BLOCKS = (
    frozenset(
        {
            *("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "form"),
            *("ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "caption", "blockquote"),
            *("pre", "hr", "address", "figure", "figcaption", "fieldset", "center", "body", "head"),
            *("li", "title", "details", "summary", "option", "tbody", "thead", "tfoot"),
        }
    )
    | _HEADINGS.keys()
)
_IN_P = frozenset(
    {"tr", "td", "th", "caption", "body", "head", "title", "option", "tbody", "thead", "tfoot"}
)
"""Blocks that may stand in a paragraph; any other ends it."""
_WITH_WORDS = frozenset(("", "text", "search", "tel", "url", "email", "submit", "reset", "button"))
_WITH_NUMBERS = frozenset(("number", "date", "month", "week", "time", "datetime-local"))
"""Kinds of fields of a form that show their value."""
_NUMBERS = re.compile(r"[\d.:+TWe-]*")
_OPEN, _CLOSED, _IN_SUMMARY = range(3)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_SCRIPT_WITHIN = re.compile(r"<!--(?:(?!-->).)*?<script", re.IGNORECASE | re.DOTALL)
"""A script in a script, whose first end isn't that of the outer one (HTML, 13.2.5.27)."""
_BOLD, _ITALIC = ("b", "strong"), ("i", "em", "cite")
_MOST_CELLS = 4_000
_MOST_COLUMNS = 12
_DEEPEST_LIST = 8
_LONGEST_CELL = 300
_LONGEST_ADDRESS = 2_000


@dataclass(slots=True)
class _Table:
    """A table that is being read: its rows of cells, each of which is a list of blocks."""

    rows: list[list[list[PrintedBlock]]] = field(default_factory=list)
    heads: int = 0
    holds_table: bool = False

    def begin(self, tag: str) -> None:
        """Begin a row or a cell."""
        if tag == "tr" or not self.rows:
            self.rows.append([])
        if tag != "tr":
            self.rows[-1].append([])
        if tag == "th" and len(self.rows) == 1:
            self.heads = 1


class _PageReader(HTMLParser):
    """Gathers the blocks of a page; what is not closed ends where its parent does."""

    def __init__(self, unseen: HiddenParts, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self._unseen = unseen
        self._folded: list[int] = []
        self._blocks: list[ExtractBlock] = []
        self._tables: list[_Table] = []
        self._spans: list[Span] = []
        self._form, self._level = Form.BODY, 0
        self._silent: list[str] = []
        self._lists: list[Form] = []
        self._bold = self._italic = self._pre = 0
        self._link = ""
        self._in_title = False
        self._left = most

    def result(self) -> tuple[tuple[ExtractBlock, ...], bool]:
        self._end_block()
        while self._tables:
            self._end_table()
        return tuple(_titled_once(self._blocks)), self._left < 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent[-1:] == ["p"] and tag in _BLOCKS - _IN_P:  # which ends where a block begins
            self.handle_endtag("p")
        if self._silent[-1:] == ["details"] and tag == "summary" and self._folded[-1:] == [_CLOSED]:
            self._silent.pop()
            self._folded[-1] = _IN_SUMMARY
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.append(tag)
            return
        about = dict(reversed(attrs))  # of two with one name the first counts
        if tag in _SILENT or self._unseen.holds(tag, about):
            if tag == "col":  # of which column nobody counts
                self._silent.append("table")
            elif tag not in _VOID:
                self._silent.append(tag)
            return
        if tag in _BLOCKS:
            self._end_block()
            self._begin_block(tag)
            if tag == "details":
                self._folded.append(_OPEN if "open" in about else _CLOSED)
                self._silent += [] if "open" in about else [tag]
        else:
            self._begin_in_line(tag, about)

    def _begin_in_line(self, tag: str, about: dict[str, str | None]) -> None:
        if tag == "br":
            self._add("\n")
        elif tag in _BOLD:
            self._bold += 1
        elif tag in _ITALIC:
            self._italic += 1
        elif tag == "a":
            address = (about.get("href") or "").strip()
            self._link = address if len(address) <= _LONGEST_ADDRESS else ""
        elif tag == "img" and (shown := seen_description(about.get("alt") or "")):
            self._add(f"[{shown}]")
        elif tag == "input":
            kind, value = ((about.get(name) or "").strip() for name in ("type", "value"))
            is_number = kind.lower() in _WITH_NUMBERS and _NUMBERS.fullmatch(value)
            self._add(value if is_number or kind.lower() in _WITH_WORDS else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in ("svg", "math"):  # no other element of a page ends where it begins
            self.handle_endtag(tag)

    def parse_comment(self, i: int, _report: bool = True) -> int:
        """Return where a comment ends, as browsers have it."""
        found = _COMMENT.match(self.rawdata, i)
        return -1 if found is None else found.end()

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            if tag == "details" and not self._silent:
                self._folded = self._folded[:-1]
            return
        if tag == "summary" and self._folded[-1:] == [_IN_SUMMARY]:
            self._end_block()
            self._silent.append("details")
            self._folded[-1] = _OPEN
            return
        if tag == "details":
            self._folded = self._folded[:-1]
        if tag in _BLOCKS:
            self._end_block()
            self._close_block(tag)
        elif tag in _BOLD:
            self._bold = max(self._bold - 1, 0)
        elif tag in _ITALIC:
            self._italic = max(self._italic - 1, 0)
        elif tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            if self._silent[-1] == "script" and _SCRIPT_WITHIN.search(data):
                self._silent.append("script")
            return
        self._add(data if self._pre else _SPACES.sub(" ", data))

    # Blocks -------------------------------------------------------------------------------------

    def _begin_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._form = _HEADINGS[tag]
        elif tag in {"ul", "ol"}:
            self._lists.append(Form.BULLET if tag == "ul" else Form.NUMBER)
        elif tag == "li":
            self._form = Form.BULLET
            self._level = min(max(len(self._lists) - 1, 0), _DEEPEST_LIST)
        elif tag == "blockquote":
            self._form = Form.QUOTE
        elif tag == "pre":
            self._pre += 1
        elif tag == "title":
            self._in_title = True
        elif tag == "table":
            if self._tables:
                self._tables[-1].holds_table = True
            self._tables.append(_Table())
        elif tag in {"tr", "td", "th"} and self._tables:
            self._tables[-1].begin(tag)
            self._bold = self._italic = 0

    def _close_block(self, tag: str) -> None:
        if tag in _HEADINGS or tag in {"li", "blockquote"}:
            self._form, self._level = Form.BODY, 0
        elif tag in {"ul", "ol"}:
            self._form, self._level = Form.BODY, 0
            self._lists = self._lists[:-1]
        elif tag == "pre":
            self._pre = max(self._pre - 1, 0)
        elif tag == "title":
            self._in_title = False
        elif tag == "table" and self._tables:
            self._end_table()

    def _end_block(self) -> None:
        spans, self._spans = self._spans, []
        told = normal(Paragraph(tuple(_stripped(spans)), self._form, self._level))
        if not told.text.strip():
            return
        if self._in_title:
            self._blocks.append(Fact(FactKind.TITLE, (told.text.replace("\n", " "),)))
        else:
            self._put(PrintedParagraph(told))

    def _put(self, block: PrintedBlock) -> None:
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            self._tables[-1].rows[-1][-1].append(block)
        else:
            self._blocks.append(block)

    def _end_table(self) -> None:
        found = self._tables.pop()
        for block in _table_blocks(found):
            self._put(block)

    def _add(self, text: str) -> None:
        if self._left < 0 or not text:
            return
        if not self._spans and not text.strip() and not self._pre:
            return
        self._left -= len(text)
        if self._left < 0:
            text = text[: self._left]
        bold = self._bold > 0
        self._spans.append(Span(text, bold, self._italic > 0, self._link))


def _titled_once(blocks: list[ExtractBlock]) -> list[ExtractBlock]:
    """Return blocks without a title that a heading of the page says again."""
    title = next((b for b in blocks if isinstance(b, Fact) and b.kind is FactKind.TITLE), None)
    headings = (
        block.text
        for block in blocks
        if isinstance(block, PrintedParagraph) and block.paragraph.form is Form.HEADING_1
    )
    is_said = title is not None and title.values[0] == next(headings, None)
    return [block for block in blocks if not (is_said and block is title)]


def _stripped(spans: list[Span]) -> Iterator[Span]:
    """Yield spans without the spaces at both ends, and without a second one where two meet."""
    before = " "
    for place, span in enumerate(spans):
        text = span.text
        if before.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if place == len(spans) - 1:
            text = text.rstrip()
        if text:
            before = text
            yield Span(text, span.bold, span.italic, span.link)


def _table_blocks(found: _Table) -> Iterator[PrintedBlock]:
    """Yield a table of values as such; one that only lays out a page is its paragraphs."""
    rows = [row for row in found.rows if row]
    across = max(map(len, rows), default=0)
    texts = [["\n".join(_told(block) for block in cell) for cell in row] for row in rows]
    is_table = (
        not found.holds_table
        and 1 < across <= _MOST_COLUMNS
        and len(rows) > 1
        and across * len(rows) <= _MOST_CELLS
        and all(len(text) <= _LONGEST_CELL for row in texts for text in row)
    )
    if not is_table:
        yield from (block for row in rows for cell in row for block in cell)
        return
    filled = [[*row, *[""] * (across - len(row))] for row in texts]
    widths = tuple(
        float(min(max((4, *map(len, column))), 40)) for column in zip(*filled, strict=True)
    )
    yield table(filled, widths, found.heads)


def _told(block: PrintedBlock) -> str:
    return block.text if isinstance(block, PrintedParagraph) else ""


# Links ------------------------------------------------------------------------------------------


def link(file: BinaryIO) -> Extract:
    """Return where a link leads: a shortcut of Windows (.url) or of macOS (.webloc).

    Raises `Unviewable`.
    """
    address = link_address(file.read(_LARGEST_LINK))
    if not address:
        raise Unviewable(PreviewFault.DAMAGED)
    return Extract((Fact(FactKind.ADDRESS, (address,)),))


def link_address(data: bytes) -> str:
    """Return the address in a link file, "" where there is none."""
    if data.lstrip().startswith((b"bplist", b"<?xml", b"<!DOCTYPE plist", b"<plist")):
        return _of_macos(data)
    section = ""
    for line in decoded(data).splitlines():
        said = line.strip()
        if said.startswith("["):
            section = said.lower()
        name, equals, value = said.partition("=")
        if section == "[internetshortcut]" and equals and name.strip().lower() == "url":
            return _one_address(value)
    return ""


def _of_macos(data: bytes) -> str:
    try:
        found = plistlib.loads(data)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError, ExpatError):
        return ""
    address = found.get("URL") if isinstance(found, dict) else None
    return _one_address(address) if isinstance(address, str) else ""


def _one_address(text: str) -> str:
    return "".join(text.split())[:_LONGEST_ADDRESS]
