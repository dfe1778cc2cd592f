"""Rich text with the few forms that a response needs, behind editor, Word file and PDF."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum
from functools import wraps
from itertools import groupby

from lssc_desktop.core.plain import STAYS
from lssc_desktop.core.text.numbering import NumberCounter, Numbering
from lssc_desktop.core.text.typeface import covers
from lssc_desktop.values import dataclass

DEEPEST = 8
"""The deepest level of a list, counted from 0: Word has nine."""

LINK_SCHEMES = ("http", "https", "mailto", "tel")
"""Where a link may lead: to a page, a mailbox or a telephone, never into a program or a disk."""

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

_UNSTORABLE = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (its production 2, Char)."""

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*\u2022]|(?P<number>\d{1,3})[.)])[ \t]+(?P<text>\S.*)")
_INDENT = 2
"""Spaces of one level of a list in plain text."""


class Form(StrEnum):
    """What a paragraph is. The third heading stands for all deeper ones."""

    INTRODUCTION = "introduction"
    BODY = "body"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    QUOTE = "quote"
    BULLET = "bullet"
    NUMBER = "number"

    @property
    def is_list(self) -> bool:
        """Whether a paragraph of this form is an item of a list."""
        return self in (Form.BULLET, Form.NUMBER)

    @property
    def is_heading(self) -> bool:
        """Whether a paragraph of this form is a heading."""
        return self in (Form.HEADING_1, Form.HEADING_2, Form.HEADING_3)


class Effect(StrEnum):
    """How characters stand out besides bold and italic, as other programs have it."""

    HIGHLIGHT = "highlight"
    STRIKE = "strike"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    UNDERLINE = "underline"

    @property
    def tag(self) -> str:
        """The element of HTML for characters that stand out so."""
        return _TAGS[self]


_TAGS = {
    Effect.HIGHLIGHT: "mark",
    Effect.STRIKE: "s",
    Effect.SUBSCRIPT: "sub",
    Effect.SUPERSCRIPT: "sup",
    Effect.UNDERLINE: "u",
}


PLAIN: frozenset[Effect] = frozenset()
"""The effects of most characters: none."""


class UnsupportedContent(StrEnum):
    """What a Word document holds that a text of ours cannot say: it is kept as it is."""

    BOOKMARK = "bookmark"
    CHART = "chart"
    COMMENT = "comment"
    CUSTOM_DATA = "custom-data"
    DAMAGED = "damaged"
    DIAGRAM = "diagram"
    EMBEDDED_OBJECT = "embedded-object"
    ENCODING = "encoding"
    FIELD = "field"
    FOOTNOTE = "footnote"
    FORM = "form"
    FORMATTING = "formatting"
    HEADER_FOOTER = "header-footer"
    HIDDEN_TEXT = "hidden-text"
    INCOMPLETE = "incomplete"
    LABEL = "label"
    LINK = "link"
    MACRO = "macro"
    MATH = "math"
    NUMBERING = "numbering"
    PAGE_BACKGROUND = "page-background"
    PAGE_BORDER = "page-border"
    PAGE_BREAK = "page-break"
    PAGE_SETUP = "page-setup"
    PICTURE = "picture"
    PROPERTIES = "properties"
    PROTECTED = "protected"
    SECTION = "section"
    SETTING = "setting"
    SHAPE = "shape"
    SIGNATURE = "signature"
    SPACING = "spacing"
    SYMBOL = "symbol"
    TABLE = "table"
    TEXT_BOX = "text-box"
    TRACKED_CHANGE = "tracked-change"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NewContent:
    """A table or picture that a text brings to its Word file, which does not have it yet.

    `xml` is how it is written there; the ids of relations in it lead to the addresses of `links`
    and to the `pictures`, which are the bytes of PNG, JPEG or GIF files.
    """

    xml: bytes
    links: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptContent:
    """Something of a Word file that stands in a text, and is moved or deleted here, never edited.

    `id` comes from its content, and is another one for each of several equal things. `count` says
    how many rows a table has, and of notes which one it is; 0 for all else. `new` is what was
    pasted, where the file may not have it yet; two that differ in that alone are the same.
    """

    id: str
    kind: UnsupportedContent
    count: int = 0
    new: NewContent | None = field(default=None, compare=False, repr=False, metadata=STAYS)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of one look. A line break within a paragraph is a newline.

    Neighbors of one `kept` are one thing of a Word file, such as a field; `text` is what it
    shows, "" for a picture.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    kept: KeptContent | None = None
    effects: frozenset[Effect] = PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `level` (0 to 8) counts for the two lists only.

    Neighbors of one `kept` are one block of a Word file, such as a table. `numbering` says how
    items and headings of other programs are numbered. It is not compared: it comes from the file
    and stays there, and two texts that differ in nothing else say the same.
    """

    spans: tuple[Span, ...] = ()
    form: Form = Form.BODY
    level: int = 0
    kept: KeptContent | None = None
    numbering: Numbering | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """The characters without their look."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class RichText:
    """A whole response or learning statement.

    It has no slots, so that what is `counted_once` of it stays with it.
    """

    paragraphs: tuple[Paragraph, ...] = ()


def counted_once[Count](count: Callable[[RichText], Count]) -> Callable[[RichText], Count]:
    """Let a function count a text once: a check asks of the same ones again and again."""
    name = f"{count.__module__}.{count.__qualname__}"

    @wraps(count)
    def counted(text: RichText) -> Count:
        known: dict[str, Count] = vars(text)
        if name not in known:
            known[name] = count(text)
        return known[name]

    return counted


def normalized(text: RichText) -> RichText:
    """Return the one value that stands for every text that looks like this one.

    Empty spans are gone, neighbours of one look are one span, line breaks are newlines,
    characters that no Word file can hold are dropped, so are links that lead elsewhere than
    `LINK_SCHEMES`, and the line under words that are a link; levels are 0 to 8 in lists and 0
    elsewhere; empty paragraphs at the end are gone. What is kept is never gone, even if it says
    nothing. Reading back what `documents.word` wrote gives this value.
    """
    return ended(normal(paragraph) for paragraph in text.paragraphs)


def normal(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph as it is in `normalized` texts: itself, if it is so already."""
    spans = _merged_spans(paragraph.spans)
    level = min(max(paragraph.level, 0), DEEPEST) if paragraph.form.is_list else 0
    if spans == paragraph.spans and level == paragraph.level:
        return paragraph
    return replace(paragraph, spans=spans, level=level)


def ended(paragraphs: Iterable[Paragraph]) -> RichText:
    """Return the text of these paragraphs; the empty ones at its end are gone."""
    kept = list(paragraphs)
    while kept and is_empty(kept[-1]):
        kept.pop()
    return RichText(tuple(kept))


def is_empty(paragraph: Paragraph) -> bool:
    """Whether a paragraph holds nothing at all."""
    return not paragraph.spans and paragraph.kept is None


def blocks_of(text: RichText) -> Iterator[tuple[Paragraph, ...]]:
    """Yield every paragraph by itself, and those that are one kept block together."""
    for kept, group in groupby(text.paragraphs, key=lambda paragraph: paragraph.kept):
        if kept is None:
            yield from ((paragraph,) for paragraph in group)
        else:
            yield tuple(group)


def kept_in(text: RichText) -> Iterator[KeptContent]:
    """Yield everything kept in a text, several times what stands in several of its parts."""
    for paragraph in text.paragraphs:
        if paragraph.kept is not None:
            yield paragraph.kept
        yield from (span.kept for span in paragraph.spans if span.kept is not None)


def with_kept(text: RichText, change: Callable[[KeptContent], KeptContent | None]) -> RichText:
    """Return a text with something else in place of what is kept: None leaves only its words."""

    def changed(kept: KeptContent | None) -> KeptContent | None:
        return None if kept is None else change(kept)

    return RichText(
        tuple(
            replace(
                paragraph,
                spans=tuple(
                    span if span.kept is None else replace(span, kept=changed(span.kept))
                    for span in paragraph.spans
                ),
                kept=changed(paragraph.kept),
            )
            if paragraph.kept is not None or any(span.kept for span in paragraph.spans)
            else paragraph
            for paragraph in text.paragraphs
        )
    )


def new_content(text: RichText) -> dict[str, NewContent]:
    """Return what a text brings to its Word file, by id."""
    return {kept.id: kept.new for kept in kept_in(text) if kept.new is not None}


def with_new_content(text: RichText, known: Mapping[str, NewContent]) -> RichText:
    """Return a text that brings what it has of `known`."""
    if not known:
        return text
    return with_kept(
        text, lambda kept: replace(kept, new=known[kept.id]) if kept.id in known else kept
    )


def without_new_content(text: RichText) -> RichText:
    """Return a text without what it brings, of which nothing is left, not even its words."""
    return normalized(
        RichText(
            tuple(
                replace(
                    paragraph,
                    spans=tuple(span for span in paragraph.spans if not _is_new(span.kept)),
                )
                for paragraph in text.paragraphs
                if not _is_new(paragraph.kept)
            )
        )
    )


def _is_new(kept: KeptContent | None) -> bool:
    return kept is not None and kept.new is not None


def storable(text: str) -> str:
    """Return the characters that a Word file can hold, every kind of line break as a newline."""
    return _UNSTORABLE.sub("", _BREAKS.sub("\n", text))


def safe_link(link: str) -> str:
    """Return a link without control characters, "" where it leads elsewhere than it may."""
    address = "".join(filter(str.isprintable, storable(link))).strip().replace(" ", "%20")
    scheme, colon, _ = address.partition(":")
    return address if colon and scheme.lower() in LINK_SCHEMES else ""


def plain(text: RichText) -> str:
    """Return the characters without their look, one line for each paragraph."""
    return "\n".join(paragraph.text for paragraph in text.paragraphs)


@counted_once
def words(text: RichText) -> int:
    """Return how many words a text has, as `word_count` counts them."""
    return word_count(plain(text))


def word_count(characters: str) -> int:
    """Count the words: what stands between white space and is more than marks."""
    return sum(any(map(str.isalnum, word)) for word in characters.split())


def parted(text: RichText) -> tuple[RichText, RichText]:
    """Return the introduction that a response begins with, and all that follows it.

    Editor, PDF, web page and review show these two. Both joined are the text again: what is marked
    further down is no beginning.
    """
    paragraphs = text.paragraphs
    is_other = (place for place, it in enumerate(paragraphs) if it.form is not Form.INTRODUCTION)
    first = ended(paragraphs[: next(is_other, len(paragraphs))])
    return first, RichText(paragraphs[len(first.paragraphs) :])


def with_introduction(text: RichText) -> RichText:
    """Return a response with its first paragraph as its introduction (docs/formats.md 2).

    Blank paragraphs before it are left out. Nothing changes when an introduction is marked
    already, or when the first paragraph that holds anything is a heading or an item of a list.
    """
    if any(paragraph.form is Form.INTRODUCTION for paragraph in text.paragraphs):
        return text
    for place, paragraph in enumerate(text.paragraphs):
        if paragraph.kept is not None or paragraph.text.strip():
            if paragraph.form is not Form.BODY or paragraph.kept is not None:
                return text
            marked = replace(paragraph, form=Form.INTRODUCTION)
            return RichText((marked, *text.paragraphs[place + 1 :]))
    return text


def numbers(text: RichText) -> tuple[int | None, ...]:
    """Return the number that stands before each paragraph, None where there is none.

    A numbered list goes on through the items of deeper lists. It ends at an item of a shallower
    list, at a bullet of its own level and at every paragraph that is no item; the next one
    begins at 1.
    """
    counts: dict[int, int] = {}
    return tuple(_next_number(counts, paragraph) for paragraph in text.paragraphs)


def labels(text: RichText) -> tuple[str, ...]:
    """Return the label that stands before each paragraph: "3.", "b)", "1.2"; "" for bullets.

    Paragraphs with a `numbering` are counted as Word counts them, and so are items that were
    added to such a list; all others have their `numbers`.
    """
    counter = LabelCounter()
    return tuple(map(counter.label, text.paragraphs))


class LabelCounter:
    """The labels of paragraphs that are given one after the other, as `labels` has them."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self._around: dict[int, Numbering] = {}
        """The lists that the next paragraph stands in, by their level."""
        self._counter = NumberCounter()

    def label(self, paragraph: Paragraph) -> str:
        """Count one more paragraph, and return its label."""
        number = _next_number(self._counts, paragraph)
        if not paragraph.form.is_list:
            self._around.clear()
            numbering = paragraph.numbering if paragraph.form.is_heading else None
            return "" if numbering is None else self._counter.label(numbering, numbering.level)
        level = paragraph.level
        for deeper in [key for key in self._around if key > level]:
            del self._around[deeper]
        around = self._around[max(self._around)] if self._around else None
        found = paragraph.numbering or around
        if found is not None and found.numbers(level) == (paragraph.form is Form.NUMBER):
            self._around[level] = found
            return self._counter.label(found, level)
        self._around.pop(level, None)
        return "" if number is None else f"{number}."


@counted_once
def undisplayable_in(text: RichText) -> tuple[str, ...]:
    """Return the same as `undisplayable` of all its characters."""
    return undisplayable(plain(text))


def undisplayable(text: str) -> tuple[str, ...]:
    """Return the characters that the assembled PDF cannot show, each once, as they come.

    Those are control and private-use characters, U+FEFF, and what no shipped font has.
    """
    return tuple(char for char in dict.fromkeys(text) if char not in "\n\t" and not covers(char))


def from_plain(source: str) -> RichText:
    """Return the value of a plain text.

    Blank lines part paragraphs; the line breaks inside one are kept. A line that begins with
    `- `, `* ` or a bullet is an item of a list; so is one that begins with `1. ` or `1) `, where
    the numbers count up from 1 (a year at the start of a line begins no list). Two spaces or
    half a tab of indent make one level. Everything else is taken as it stands.
    """
    paragraphs: list[Paragraph] = []
    lines = _BREAKS.sub("\n", source.removeprefix("\ufeff")).split("\n")
    counts: dict[int, int] = {}
    goes_on = False
    for line in lines:
        item = _list_item(line, counts)
        if not line.strip():
            goes_on = False
        elif item is not None:
            _next_number(counts, item)
            paragraphs.append(item)
            goes_on = True
        elif goes_on:
            last = paragraphs[-1]
            paragraphs[-1] = replace(last, spans=(*last.spans, Span("\n" + line.strip())))
        else:
            counts.clear()
            paragraphs.append(Paragraph((Span(line.strip()),)))
            goes_on = True
    return normalized(RichText(tuple(paragraphs)))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is Hebrew, Arabic or the like."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _merged_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans cleaned, without empty ones, neighbours of one look as one."""
    merged: list[Span] = []
    for span in spans:
        text = storable(span.text)
        link = safe_link(span.link) if span.link else ""
        effects = span.effects - {Effect.UNDERLINE} if link and span.effects else span.effects
        if not text and span.kept is None:
            continue
        last = merged[-1] if merged else None
        look = (span.bold, span.italic, link, span.kept, effects)
        if last and _look(last) == look:
            merged[-1] = replace(last, text=last.text + text)
        elif (text, link, effects) == (span.text, span.link, span.effects):
            merged.append(span)
        else:
            merged.append(replace(span, text=text, link=link, effects=effects))
    return tuple(merged)


def _look(span: Span) -> tuple[bool, bool, str, KeptContent | None, frozenset[Effect]]:
    return span.bold, span.italic, span.link, span.kept, span.effects


def _next_number(counts: dict[int, int], paragraph: Paragraph) -> int | None:
    """Count one more paragraph into the numbers reached on each level; return its number."""
    level = paragraph.level if paragraph.form.is_list else -1
    for deeper in [key for key in counts if key > level]:
        del counts[deeper]
    if paragraph.form is not Form.NUMBER:
        counts.pop(level, None)
        return None
    counts[level] = counts.get(level, 0) + 1
    return counts[level]


def _list_item(line: str, counts: Mapping[int, int]) -> Paragraph | None:
    """Return the list item that a line of plain text is, or None."""
    match = _ITEM.fullmatch(line)
    if match is None:
        return None
    level = min(len(match["indent"].expandtabs(2 * _INDENT)) // _INDENT, DEEPEST)
    spans = (Span(match["text"].strip()),)
    if match["number"] is None:
        return Paragraph(spans, Form.BULLET, level)
    item = Paragraph(spans, Form.NUMBER, level)
    return item if int(match["number"]) == _next_number(dict(counts), item) else None


# Word documents ---------------------------------------------------------------------------------


LOOKS = frozenset(
    {
        UnsupportedContent.BOOKMARK,
        UnsupportedContent.CUSTOM_DATA,
        UnsupportedContent.FORMATTING,
        UnsupportedContent.LABEL,
        UnsupportedContent.PAGE_BACKGROUND,
        UnsupportedContent.PAGE_BORDER,
        UnsupportedContent.PAGE_SETUP,
        UnsupportedContent.PROPERTIES,
        UnsupportedContent.SETTING,
        UnsupportedContent.SPACING,
    }
)
"""What is about the look of a document or lies behind it: its text is whole without."""

PRINTED = LOOKS | {
    UnsupportedContent.FIELD,
    UnsupportedContent.FOOTNOTE,
    UnsupportedContent.LINK,
    UnsupportedContent.MATH,
    UnsupportedContent.NUMBERING,
    UnsupportedContent.PAGE_BREAK,
    UnsupportedContent.PICTURE,
    UnsupportedContent.SYMBOL,
    UnsupportedContent.TABLE,
    UnsupportedContent.TEXT_BOX,
}
"""What a text of ours cannot say, but PDF and web page show, or miss nothing without."""

READ_ONLY = frozenset(
    {
        UnsupportedContent.DAMAGED,
        UnsupportedContent.ENCODING,
        UnsupportedContent.PROTECTED,
        UnsupportedContent.SIGNATURE,
    }
)
"""Why a document that can be read is not edited here; all else stays in it as it is."""


class DocumentFault(StrEnum):
    """Why a Word document could not be read."""

    DAMAGED = "damaged"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    LINK = "link"
    MISSING = "missing"
    NOT_WORD = "not-word"
    OLD_WORD = "old-word"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
