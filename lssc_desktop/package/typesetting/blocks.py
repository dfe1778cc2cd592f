"""Building blocks of PDF and web page: nested lists, safe links, HTML, printable text, equations.

An equation becomes MathML for the page, and a tree that the template of the PDF sets.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlsplit

from lssc_desktop.core.text.printed import (
    Equation,
    MathKind,
    MathNode,
    PrintedBlock,
    PrintedParagraph,
    fences,
)
from lssc_desktop.core.text.richtext import Form, safe_link
from lssc_desktop.core.text.text import short_line
from lssc_desktop.core.text.typeface import covers
from lssc_desktop.languages import Catalog
from lssc_desktop.values import dataclass

REPLACEMENT = "\ufffd"

TAB = "\u2003\u2003"
"""What a tab becomes: the compiler knows no tab stops and would join the words around it."""

LONGEST = 20_000
"""Characters of one piece of text; the compiler's memory grows much faster than the text."""

_LINE_END = "\n"
_SOFT_HYPHEN = "\xad"
_REFUSED_CATEGORIES = ("Cc", "Co", "Cs", "Cn")
LONGEST_WORD = 40
_LONGEST_IN_CELL = 20
_MAY_BREAK = "\u200b"
_BREAKS_AFTER = ("/", "-")

_LONGEST_LINK = 2000
_UNQUOTED = "/?#[]@!$&'()*+,;=:%~-._"

_NOT_IN_HTML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_VOID = frozenset({"br", "img", "link", "meta"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the candidate's.

    `depth` is 1, or one more than that of the larger heading above it: a document must not skip
    a level, so a second-level heading without a first-level one before it has depth 1
    (ISO 14289-1, 7.4.2).
    """

    paragraph: PrintedParagraph
    depth: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list and the lists below it."""

    paragraph: PrintedParagraph
    lists: tuple["ListBlock", ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A whole list, bullets or numbers. `level` is that of its items (0 to 8)."""

    form: Form
    level: int
    items: tuple[ListItem, ...]

    @property
    def has_usual_labels(self) -> bool:
        """Whether its labels are those that any such list has: bullets, or "1.", "2."."""
        labels = (item.paragraph.label for item in self.items)
        if self.form is Form.BULLET:
            return not any(labels)
        return all(label == f"{place}." for place, label in enumerate(labels, 1))


type Block = PrintedBlock | Heading | ListBlock


def blocks(shown: Sequence[PrintedBlock]) -> tuple[Block, ...]:
    """Return what stands below each other as nested blocks, which real lists and headings need.

    Nothing changes its place; neighboring list paragraphs are gathered into lists. A heading
    without a word is a paragraph: a heading must say something.
    """
    found: list[Block] = []
    above: list[Form] = []
    for is_list, group in groupby(shown, _is_item):
        if is_list:
            found.extend(_lists([each for each in group if isinstance(each, PrintedParagraph)]))
            continue
        for each in group:
            if isinstance(each, PrintedParagraph) and _is_heading(each):
                form = each.paragraph.form
                above = [larger for larger in above if larger < form] + [form]
                found.append(Heading(each, len(above)))
            else:
                found.append(each)
    return tuple(found)


def without_holes(shown: Sequence[PrintedBlock]) -> tuple[PrintedBlock, ...]:
    """Return blocks with one of several empty paragraphs, and none before the first words."""
    return tuple(_without_holes(shown))


def _without_holes(shown: Sequence[PrintedBlock]) -> Iterator[PrintedBlock]:
    is_hole = True
    for block in shown:
        was_hole, is_hole = is_hole, _is_hole(block)
        if not (was_hole and is_hole):
            yield block


def _is_hole(block: PrintedBlock) -> bool:
    if not isinstance(block, PrintedParagraph) or block.paragraph.form.is_list:
        return False
    return not block.objects and not block.paragraph.text.strip()


def _is_item(block: PrintedBlock) -> bool:
    return isinstance(block, PrintedParagraph) and block.paragraph.form.is_list


def _is_heading(block: PrintedParagraph) -> bool:
    return block.paragraph.form.is_heading and bool(block.text.strip())


def _lists(items: Sequence[PrintedParagraph]) -> tuple[ListBlock, ...]:
    """Return the lists that a row of list paragraphs makes: deeper ones lie below an item."""
    lists: list[ListBlock] = []
    start = 0
    while start < len(items):
        first = items[start].paragraph
        found: list[ListItem] = []
        while start < len(items):
            head = items[start].paragraph
            if head.level < first.level or head.form is not first.form:
                break
            end = start + 1
            while end < len(items) and items[end].paragraph.level > head.level:
                end += 1
            found.append(ListItem(items[start], _lists(items[start + 1 : end])))
            start = end
        lists.append(ListBlock(first.form, first.level, tuple(found)))
    return tuple(lists)


_LANGUAGE = re.compile("([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Z]{2}))?")


def other_language(paragraph: PrintedParagraph, words: Catalog) -> tuple[str, str]:
    """Return language and region of a paragraph that is in another language than its document."""
    found = _LANGUAGE.fullmatch(paragraph.language)
    if found is None or found[1] == words.language:
        return "", ""
    return found[1], found[2] or ""


# Links ------------------------------------------------------------------------------------------


def clickable(link: str) -> str:
    """Return a link to a web page or an email address in ASCII, "" for anything else.

    What no browser reads as an address, and what is too long for a PDF, stays text only.
    """
    address = safe_link(link)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    leads_somewhere = parts.path if parts.scheme == "mailto" else parts.hostname
    escaped = quote(address, safe=_UNQUOTED)
    return escaped if leads_somewhere and len(escaped) <= _LONGEST_LINK else ""


# HTML -------------------------------------------------------------------------------------------


class Markup(str):
    """Text that is HTML already. Any other text is escaped wherever it is put in.

    So HTML cannot be forged.
    """

    __slots__ = ()


def tag(name: str, /, *content: str, **attributes: str) -> Markup:
    """Return an element; `class_` is the attribute `class`, which Python reserves."""
    names = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    start = "".join(f' {key}="{escaped(value)}"' for key, value in names)
    if name in _VOID:
        return Markup(f"<{name}{start}>")
    return Markup(f"<{name}{start}>{joined(*content)}</{name}>")


def joined(*content: str) -> Markup:
    """Return pieces one after the other."""
    return Markup(
        "".join(piece if isinstance(piece, Markup) else escaped(piece) for piece in content)
    )


def escaped(text: str) -> Markup:
    """Return plain text as HTML. What HTML cannot hold, control characters, is U+FFFD."""
    return Markup(html.escape(_NOT_IN_HTML.sub("\ufffd", text)))


# Printable text ---------------------------------------------------------------------------------


def printable(text: str, longest: int = LONGEST_WORD) -> str:
    """Return a text of which every character can be set in the shipped fonts.

    The compiler refuses what none of them can show.

    Control and private-use characters, U+FEFF and what the fonts lack are U+FFFD; lines end in
    a newline; a word of more than `longest` characters may be broken. Soft hyphens go: no line
    is broken at one, and the compiler fails on a link that ends in one. What is longer than
    anybody reads is cut, with an ellipsis.
    """
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", TAB)
    lines = lines.replace(_SOFT_HYPHEN, "")
    lines = lines.translate({ord(char): REPLACEMENT for char in set(lines) if not _is_shown(char)})
    if max(map(len, lines.split()), default=0) <= longest:
        return lines
    return "".join(_with_breaks(lines, longest))


def printable_line(text: str) -> str:
    """Return a name or title as `printable` does, as much of it as one may be long."""
    return printable(short_line(text))


def whole_line(text: str) -> str:
    """Return a name or title for the metadata of a file, which needs no font: it stays whole.

    Only control characters and the like are U+FFFD.
    """
    return "".join(
        REPLACEMENT if unicodedata.category(char) in _REFUSED_CATEGORIES else char
        for char in short_line(text)
    )


def printable_name(name: str) -> str:
    """Return a file's name or path so that a narrow column of a table can hold it."""
    return printable(short_line(name), _LONGEST_IN_CELL)


def _is_shown(char: str) -> bool:
    if char == _LINE_END:
        return True
    refused = char == "\ufeff" or unicodedata.category(char) in _REFUSED_CATEGORIES
    return not refused and covers(char)


def _with_breaks(chars: str, longest: int) -> Iterator[str]:
    """Give a place to break to a word that no line can hold, never before a mark on a letter.

    Between a slash or hyphen and a letter a line may end anyway (Unicode Annex 14).
    """
    length = 0
    before = ""
    for char in chars:
        ends = char.isspace() or (before in _BREAKS_AFTER and char.isalpha())
        length = 0 if ends else length + 1
        if length > longest and not unicodedata.category(char).startswith("M"):
            yield _MAY_BREAK
            length = 1
        yield char
        before = char


# Equations --------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w|\s+|.", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MATHEMATICS = re.compile(
    "[\u0300-\u036f\u0391-\u03c9\u2016-\u2027\u2032-\u2037\u20d0-\u20dc\u20e1\u2102-\u2138"
    "\u2190-\u21ff\u2200-\u22ff\u2308-\u230b\u23dc-\u23e1\u27c0-\u27ff\u2a00-\u2aff"
    "\U0001d400-\U0001d7ff]"
)
"""Blocks of Unicode that New Computer Modern Math has, which the compiler brings."""
_TOKEN_OR_WORD = re.compile(rf"{_WORD.pattern}|{_TOKEN.pattern}", re.DOTALL)


def mathml(equation: Equation) -> Markup:
    """Return an equation as MathML, which browsers and screen readers know."""
    display = "block" if equation.stands_alone else "inline"
    return tag("math", _mathml(equation.body), display=display, aria_label=equation.text)


def math_data(equation: Equation) -> dict[str, Any]:
    """Return an equation as resources/templates/typst/text.typ sets it."""
    return {
        "kind": "equation",
        "alone": equation.stands_alone,
        "alt": printable(equation.text),
        "body": _data(equation.body),
    }


def _mathml(node: MathNode) -> Markup:
    parts = tuple(map(_mathml, node.parts))
    match node.kind:
        case MathKind.TEXT:
            found = tag("mrow", *_tokens(node))
        case MathKind.FRACTION:
            line = {"linethickness": "0"} if node.text else {}
            found = tag("mfrac", *parts, **line)
        case MathKind.ROOT:
            is_square = node.parts[1].is_empty
            found = tag("msqrt", parts[0]) if is_square else tag("mroot", *parts)
        case MathKind.SCRIPTS:
            found = tag("msubsup", *parts)
        case MathKind.LIMITS:
            found = tag("munderover", *parts)
        case MathKind.FENCED:
            opening, closing = (tag("mo", mark) if mark else joined() for mark in fences(node))
            found = tag("mrow", opening, *parts, closing)
        case MathKind.TABLE:
            rows = (
                tag("mtr", *(tag("mtd", _mathml(cell)) for cell in row.parts)) for row in node.parts
            )
            found = tag("mtable", *rows)
        case MathKind.ACCENT:
            found = tag("mover", *parts, tag("mo", node.text), accent="true")
        case MathKind.ROW:
            found = tag("mrow", *parts)
    return found


def _tokens(node: MathNode) -> Iterator[Markup]:
    """Yield characters as MathML tells them apart: numbers, names and variables, operators."""
    for token in _split(node):
        if token[0].isdecimal():
            yield tag("mn", token)
        elif token.isspace():
            yield tag("mspace", width="0.25em")
        elif _LETTERS.match(token):
            upright = {"mathvariant": "normal"} if node.upright else {}
            yield tag("mi", token, **upright)
        else:
            yield tag("mo", token)


def _split(node: MathNode) -> list[str]:
    """Return numbers, signs and letters one by one; the letters of upright words together."""
    return (_TOKEN_OR_WORD if node.upright else _TOKEN).findall(node.text)


def _data(node: MathNode) -> dict[str, Any]:
    opening, closing = fences(node) if node.kind is MathKind.FENCED else ("", "")
    tokens = _split(node) if node.kind is MathKind.TEXT else []
    return {
        "kind": node.kind.value,
        "text": _settable(node.text) if node.kind is not MathKind.FENCED else "",
        "tokens": [
            {
                "text": _settable(token),
                "space": token.isspace(),
                "upright": len(token) > 1 or (node.upright and bool(_LETTERS.match(token))),
            }
            for token in tokens
        ],
        "opening": _settable(opening),
        "closing": _settable(closing),
        "empty": node.is_empty,
        "parts": [_data(part) for part in node.parts],
    }


def _settable(text: str) -> str:
    """Return characters of which the compiler's font for mathematics has every one."""
    return "".join(char if _MATHEMATICS.match(char) else printable(char) for char in text)
