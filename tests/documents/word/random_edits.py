"""Random edits of a text, as somebody makes them: words, looks, lists, links, things moved."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    Paragraph,
    RichText,
    Span,
    blocks_of,
    normalized,
)
from lssc_desktop.documents.word.body import NOTES

type Block = tuple[Paragraph, ...]

FORMS = tuple(form for form in Form if form not in (Form.INTRODUCTION, Form.QUOTE))
"""What a file has a way to say whatever its styles: a quote is one by its style alone."""
WORDS = ("library", "story time", "a\nb", "tab\there", "שלום", '<&>"', " ", "--", "co\u00adop")
EFFECTS = (
    frozenset[Effect](),
    *map(
        frozenset, ((Effect.UNDERLINE,), (Effect.HIGHLIGHT, Effect.SUPERSCRIPT), (Effect.STRIKE,))
    ),
)
LINKS = ("", "https://example.org/?a=1&b=2", "mailto:circ@example.org")


def edited(text: RichText, chance: random.Random) -> RichText:
    """Some edits of a text, one after the other."""
    blocks = [block for block in blocks_of(text) if block[0].kept != NOTES]
    for _ in range(chance.choice((1, 2, 5, 12))):
        chance.choice(EDITS)(blocks, chance)
    return normalized(RichText(tuple(paragraph for block in blocks for paragraph in block)))


def said(text: RichText) -> list[object]:
    """What a text says, with what is kept by its content, whichever of equal things it is."""
    found: list[object] = []
    for block in blocks_of(normalized(text)):
        first = block[0]
        if first.kept == NOTES:
            continue
        if first.kept is not None:
            found.append(first.kept.id.partition(".")[0])
            continue
        spans: list[object] = []
        for kept, group in groupby(first.spans, key=lambda span: span.kept):
            spans.extend(group if kept is None else [kept.id.partition(".")[0]])
        found.append((first.form, first.level, tuple(spans)))
    while found and isinstance(found[-1], tuple) and not found[-1][2]:
        found.pop()
    return found


def write_paragraph(blocks: list[Block], chance: random.Random) -> None:
    words = Paragraph((Span(chance.choice(WORDS)),), chance.choice(FORMS), chance.randrange(3))
    blocks.insert(chance.randrange(len(blocks) + 1), (words,))


def delete_block(blocks: list[Block], chance: random.Random) -> None:
    if blocks:
        del blocks[chance.randrange(len(blocks))]


def move_block(blocks: list[Block], chance: random.Random) -> None:
    if blocks:
        block = blocks.pop(chance.randrange(len(blocks)))
        blocks.insert(chance.randrange(len(blocks) + 1), block)


def move_kept(blocks: list[Block], chance: random.Random) -> None:
    kept = [place for place, block in enumerate(blocks) if block[0].kept is not None]
    if kept:
        block = blocks.pop(chance.choice(kept))
        blocks.insert(chance.randrange(len(blocks) + 1), block)


def edit_span(blocks: list[Block], chance: random.Random) -> None:
    """Write into, take from, or change how some characters look."""
    places = [place for place, block in enumerate(blocks) if block[0].kept is None]
    if not places:
        return
    place = chance.choice(places)
    paragraph = blocks[place][0]
    spans = list(paragraph.spans) or [Span("")]
    index = chance.randrange(len(spans))
    span = spans[index]
    if span.kept is not None:
        spans[index : index + 1] = chance.choice(([], [Span(chance.choice(WORDS)), span]))
    else:
        first, last = sorted(chance.randrange(len(span.text) + 1) for _ in range(2))
        before, inside, behind = span.text[:first], span.text[first:last], span.text[last:]
        other = chance.choice(
            (
                replace(span, text=inside + chance.choice(WORDS)),
                replace(span, text=""),
                replace(span, text=inside, bold=not span.bold),
                replace(span, text=inside, italic=not span.italic),
                replace(span, text=inside, effects=chance.choice(EFFECTS)),
                replace(span, text=inside, link=chance.choice(LINKS)),
            )
        )
        spans[index : index + 1] = [replace(span, text=before), other, replace(span, text=behind)]
    blocks[place] = (replace(paragraph, spans=tuple(spans)),)


def change_form(blocks: list[Block], chance: random.Random) -> None:
    places = [place for place, block in enumerate(blocks) if block[0].kept is None]
    if places:
        place = chance.choice(places)
        form, level = chance.choice(FORMS), chance.randrange(4)
        blocks[place] = (replace(blocks[place][0], form=form, level=level),)


def part_paragraph(blocks: list[Block], chance: random.Random) -> None:
    places = [place for place, block in enumerate(blocks) if block[0].kept is None]
    if places:
        place = chance.choice(places)
        paragraph = blocks[place][0]
        index = chance.randrange(len(paragraph.spans) + 1)
        blocks[place : place + 1] = [
            (replace(paragraph, spans=paragraph.spans[:index]),),
            (replace(paragraph, spans=paragraph.spans[index:]),),
        ]


def join_paragraphs(blocks: list[Block], chance: random.Random) -> None:
    places = [
        place
        for place in range(len(blocks) - 1)
        if blocks[place][0].kept is None and blocks[place + 1][0].kept is None
    ]
    if places:
        place = chance.choice(places)
        first, second = blocks[place][0], blocks[place + 1][0]
        blocks[place : place + 2] = [(replace(first, spans=first.spans + second.spans),)]


EDITS: tuple[Callable[[list[Block], random.Random], None], ...] = (
    *(write_paragraph, delete_block, move_block, move_kept, change_form, part_paragraph),
    *(join_paragraphs, edit_span, edit_span, edit_span),
)
