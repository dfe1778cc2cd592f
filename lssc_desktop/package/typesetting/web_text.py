"""The candidate's own texts on the web page of a package, with tables, pictures and notes."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lssc_desktop.core.text.printed import (
    Equation,
    NoteMark,
    PrintedBlock,
    PrintedCell,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    is_note_right_to_left,
    marked_pieces,
    note_marks,
)
from lssc_desktop.core.text.references import Cites, uncited
from lssc_desktop.core.text.richtext import Form, Span
from lssc_desktop.documents.word import picture_kind
from lssc_desktop.languages import Catalog
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import (
    Block,
    Heading,
    ListBlock,
    ListItem,
    Markup,
    blocks,
    clickable,
    joined,
    mathml,
    other_language,
    tag,
    without_holes,
)

_PIXELS_OF_POINT = 96 / 72
_DEEPEST_HEADING = 6


_BULLET = "•"


def flow(
    text: PrintedText, heading: int, name: str, words: Catalog, cited: Cites = uncited
) -> Markup:
    """Return a text of the candidate's, its first headings being `<h` + `heading` + `>`.

    `name` distinguishes its notes from those of the other texts of the page; `notes_of` has them.
    `cited` parts what refers to evidence from other characters.
    """
    if not text.blocks:
        return joined()
    return tag("div", *_Flow(heading, name, words, cited).blocks(text.blocks), class_="text")


def notes_of(text: PrintedText, name: str, words: Catalog) -> Markup:
    """Return the footnotes and endnotes of a text, each with the way back to its mark."""
    if not text.notes:
        return joined()
    writer = _Flow(_DEEPEST_HEADING, name, words)
    label = words.gettext(wording.NOTES)
    marked = zip(note_marks(text), text.notes, strict=True)
    items = (writer.note(mark, note) for mark, note in marked)
    return tag("section", tag("ol", *items), class_="notes text", aria_label=label)


class _Flow:
    """Writes the blocks of one text."""

    def __init__(self, heading: int, name: str, words: Catalog, cited: Cites = uncited) -> None:
        self._cited = cited
        self._heading = heading
        self._name = name
        self._words = words

    def blocks(self, shown: Sequence[PrintedBlock]) -> tuple[Markup, ...]:
        return tuple(map(self._block, blocks(without_holes(shown))))

    def note(self, mark: NoteMark, shown: Sequence[PrintedBlock]) -> Markup:
        number = mark.note + 1
        back = tag(
            "a",
            "\u21a9",
            href=f"#{self._name}-mark-{number}",
            role="doc-backlink",
            aria_label=wording.back_to_mark(self._words, mark.shown),
        )
        counted = {"class_": "own"} if mark.says_mark else {"value": mark.shown}
        side = {"dir": "rtl"} if is_note_right_to_left(shown) else {}
        label = f"{self._name}-note-{number}"
        return tag("li", *self.blocks(shown), " ", back, id=label, **counted, **side)

    def _block(self, block: Block) -> Markup:
        match block:
            case Heading(paragraph, depth):
                number = f"{paragraph.label} " if paragraph.label else ""
                level = min(self._heading + depth - 1, _DEEPEST_HEADING)
                return tag(f"h{level}", number, *self._pieces(paragraph), **self._of(paragraph))
            case ListBlock():
                return self._list(block)
            case PrintedTable():
                return self._table(block)
            case PrintedParagraph() if block.paragraph.form is Form.QUOTE:
                return tag("blockquote", tag("p", *self._pieces(block)), **self._of(block))
            case PrintedParagraph():
                return tag("p", *self._pieces(block), **self._of(block))

    def _of(self, paragraph: PrintedParagraph) -> dict[str, str]:
        """Return on which side a paragraph begins, and its language if it is another."""
        language = "-".join(filter(None, other_language(paragraph, self._words)))
        return {"dir": "auto", **({"lang": language} if language else {})}

    def _list(self, block: ListBlock) -> Markup:
        name = "ol" if block.form is Form.NUMBER else "ul"
        if not block.has_usual_labels:
            return tag(name, *(self._labeled(item) for item in block.items), class_="labeled")
        return tag(name, *(self._item(item) for item in block.items))

    def _labeled(self, item: ListItem) -> Markup:
        label = item.paragraph.label or _BULLET
        return self._item(item, tag("span", f"{label} ", class_="label"))

    def _item(self, item: ListItem, label: str = "") -> Markup:
        below = (self._list(each) for each in item.lists)
        of = self._of(item.paragraph)
        return tag("li", label, *self._pieces(item.paragraph), *below, **of)

    def _table(self, table: PrintedTable) -> Markup:
        head = (self._row(row, is_head=True) for row in table.rows[: table.heads])
        body = (self._row(row) for row in table.rows[table.heads :])
        return tag(
            "div",
            tag(
                "table",
                *((tag("thead", *head),) if table.heads else ()),
                tag("tbody", *body),
                class_="own",
            ),
            class_="table",
            role="region",
            aria_label=self._words.gettext(wording.TABLE),
            tabindex="0",  # it scrolls sideways where there is little room
        )

    def _row(self, row: tuple[PrintedCell, ...], *, is_head: bool = False) -> Markup:
        return tag("tr", *(self._cell(cell, is_head=is_head) for cell in row))

    def _cell(self, cell: PrintedCell, *, is_head: bool) -> Markup:
        spans = {}
        if cell.columns > 1:
            spans["colspan"] = str(cell.columns)
        if cell.rows > 1:
            spans["rowspan"] = str(cell.rows)
        if is_head:
            spans["scope"] = "colgroup" if cell.columns > 1 else "col"
        return tag("th" if is_head else "td", *self.blocks(cell.blocks), **spans)

    def _pieces(self, paragraph: PrintedParagraph) -> Iterator[Markup]:
        for piece in marked_pieces(paragraph):
            match piece:
                case Span() if piece.link:
                    yield run(piece)
                case Span():
                    yield from self._run(piece)
                case PrintedPicture():
                    yield picture(piece, self._words)
                case Equation():
                    yield mathml(piece)
                case NoteMark():
                    yield self._mark(piece)

    def _run(self, span: Span) -> Iterator[Markup]:
        for part in self._cited(span.text):
            shown = run(replace(span, text=part.text))
            yield tag("a", shown, href=f"#{part.to}", id=part.at) if part.to else shown

    def _mark(self, mark: NoteMark) -> Markup:
        number = mark.note + 1
        link = tag(
            "a",
            mark.shown,
            href=f"#{self._name}-note-{number}",
            id=f"{self._name}-mark-{number}",
            role="doc-noteref",
            aria_label=wording.note_number(self._words, mark.shown),
        )
        return tag("sup", link)


def run(span: Span) -> Markup:
    """Return characters of one look."""
    shown = joined()
    for index, line in enumerate(span.text.split("\n")):
        shown = joined(shown, tag("br"), line) if index else joined(line)
    for effect in sorted(span.effects):
        shown = tag(effect.tag, shown)
    if span.italic:
        shown = tag("em", shown)
    if span.bold:
        shown = tag("strong", shown)
    link = clickable(span.link)
    return tag("a", shown, href=link, rel="noopener noreferrer") if link else shown


def picture(found: PrintedPicture, words: Catalog) -> Markup:
    """Return a picture with its data in the page, or in its place what it shows."""
    if not found.data:
        return tag("span", wording.picture_unseen(words, found.alt), class_="unseen")
    return tag(
        "img",
        src=f"data:image/{picture_kind(found.data)};base64,{base64.b64encode(found.data).decode()}",
        alt=found.alt or words.gettext(wording.NO_ALTERNATIVE),
        width=str(max(round(found.width * _PIXELS_OF_POINT), 1)),
        class_="own alone" if found.stands_alone else "own",
    )
