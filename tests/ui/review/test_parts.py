"""A passage stands at one place of the whole text and at another of the view that shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.richtext import (
    Form,
    Paragraph,
    RichText,
    Span,
    normalized,
    parted,
    plain,
)
from lssc_desktop.ui.shared.comment_card import SelectedText, Stretch, TextPart

CHARACTERS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "So", "Zs")), max_size=12
)
PARAGRAPHS = st.builds(
    lambda text, form: Paragraph((Span(text),), form),
    CHARACTERS,
    st.sampled_from([Form.INTRODUCTION, Form.BODY, Form.BULLET]),
)
TEXTS = st.lists(PARAGRAPHS, max_size=6).map(lambda found: normalized(RichText(tuple(found))))


@given(TEXTS, st.data())
def test_what_stands_in_a_view_is_found_in_the_whole(text: RichText, data: st.DataObject) -> None:
    for introduction in (True, False):
        part = TextPart(text, introduction=introduction)
        shown = plain(part.text)
        if not shown.strip():
            continue
        start = data.draw(st.integers(0, len(shown) - 1))
        qt = len(shown[:start].encode("utf-16-le")) // 2
        found = part.whole(SelectedText(qt, shown[start]))
        if shown[start] != "\n":
            assert plain(text)[found.start] == shown[start]


@given(TEXTS, st.data())
def test_a_stretch_within_a_paragraph_keeps_its_words(text: RichText, data: st.DataObject) -> None:
    place = 0
    beginning = len(parted(text)[0].paragraphs)
    for number, paragraph in enumerate(text.paragraphs):
        words = paragraph.text
        if words:
            start = data.draw(st.integers(0, len(words) - 1))
            end = data.draw(st.integers(start + 1, len(words)))
            is_introduction = number < beginning
            part = TextPart(text, introduction=is_introduction)
            inside = part.inside(Stretch(place + start, place + end))
            assert inside is not None
            shown = plain(part.text).encode("utf-16-le")[2 * inside.start : 2 * inside.end]
            assert shown.decode("utf-16-le") == words[start:end]
            other = TextPart(text, introduction=not is_introduction)
            assert other.inside(Stretch(place + start, place + end)) is None
        place += len(words) + 1


@pytest.mark.parametrize("emoji", ["\U0001f4da", "e\u0301"])
def test_characters_that_qt_counts_twice_move_nothing(emoji: str) -> None:
    text = RichText((Paragraph((Span(f"{emoji} my part"),)),))
    part = TextPart(text, introduction=False)
    at = plain(text).index("my part")
    inside = part.inside(Stretch(at, at + 7))
    assert inside is not None
    assert part.whole(SelectedText(inside.start, "my part")).start == at
