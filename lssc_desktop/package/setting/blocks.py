"""A response as nested blocks, the shape that both a PDF and a web page need for real lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from lssc_desktop.core.richtext import Form, Paragraph, RichText


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the candidate's.

    `depth` is 1, or 2 below a heading of depth 1: a document must not skip a level, so a
    second-level heading without a first-level one before it has depth 1 (ISO 14289-1, 7.4.2).
    """

    paragraph: Paragraph
    depth: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list and the lists below it."""

    paragraph: Paragraph
    lists: tuple["ListBlock", ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A whole list, bullets or numbers. `level` is that of its items (0 to 8)."""

    form: Form
    level: int
    items: tuple[ListItem, ...]


type Block = Paragraph | Heading | ListBlock


def blocks(text: RichText) -> tuple[Block, ...]:
    """Return the paragraphs in order, neighboring list paragraphs gathered into lists.

    A heading without a word is a paragraph: a heading must say something.
    """
    found: list[Block] = []
    paragraphs = text.paragraphs
    below_first = False
    start = 0
    while start < len(paragraphs):
        first = paragraphs[start]
        if first.form.is_list:
            end = _end_of_list(paragraphs, start)
            found.extend(_lists(paragraphs[start:end]))
            start = end
            continue
        if first.form.is_heading and first.text.strip():
            below_first = below_first or first.form is Form.HEADING_1
            deeper = first.form is Form.HEADING_2 and below_first
            found.append(Heading(first, 2 if deeper else 1))
        else:
            found.append(first)
        start += 1
    return tuple(found)


def _end_of_list(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Return where the list paragraphs from `start` on end."""
    end = start
    while end < len(paragraphs) and paragraphs[end].form.is_list:
        end += 1
    return end


def _lists(paragraphs: Sequence[Paragraph]) -> tuple[ListBlock, ...]:
    """Return the lists that a row of list paragraphs makes: deeper ones lie below an item."""
    lists: list[ListBlock] = []
    start = 0
    while start < len(paragraphs):
        first = paragraphs[start]
        items: list[ListItem] = []
        while start < len(paragraphs):
            head = paragraphs[start]
            if head.level < first.level or head.form is not first.form:
                break
            end = start + 1
            while end < len(paragraphs) and paragraphs[end].level > head.level:
                end += 1
            items.append(ListItem(head, _lists(paragraphs[start + 1 : end])))
            start = end
        lists.append(ListBlock(first.form, first.level, tuple(items)))
    return tuple(lists)
