"""The beginning of a text that is longer than anybody meant it to be shown."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lssc_desktop.core.richtext import Paragraph, RichText, Span

LONGEST_LINE = 500
"""Characters of a name or a title; the longest honest ones have some hundred."""


def short_line(text: str) -> str:
    """Return a name or title, with an ellipsis where it is cut because it is far too long."""
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"


@dataclass(frozen=True, slots=True)
class Most:
    """How much of a text is kept: characters, paragraphs, and runs of one look."""

    characters: int
    paragraphs: int
    spans: int


def beginning(text: RichText, most: Most) -> RichText:
    """Return as much of the beginning of a text as is kept; the text itself where that is all.

    The last paragraph is cut off within it where it is too long by itself.
    """
    kept = tuple(_kept(text, most))
    if kept == text.paragraphs:
        return text
    return RichText(kept)


def _kept(text: RichText, most: Most) -> Iterator[Paragraph]:
    characters, spans = most.characters, most.spans
    for paragraph in text.paragraphs[: most.paragraphs]:
        found: list[Span] = []
        for span in paragraph.spans[: max(spans, 0)]:
            if characters <= 0:
                break
            found.append(
                span if len(span.text) <= characters else replace(span, text=span.text[:characters])
            )
            characters -= len(span.text)
        spans -= len(found)
        if found or not paragraph.spans:
            yield (
                paragraph
                if len(found) == len(paragraph.spans) and characters >= 0
                else replace(paragraph, spans=tuple(found))
            )
        characters -= 1  # the end of the paragraph
        if characters <= 0 or spans <= 0:
            return
