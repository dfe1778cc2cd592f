"""A text of any size is shown from its beginning, and an honest one whole."""

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, plain
from lssc_desktop.core.text.text import TextLimits, truncated

PARAGRAPHS = st.builds(
    Paragraph,
    st.lists(st.builds(Span, st.text(min_size=1, max_size=20), bold=st.booleans()), max_size=5).map(
        tuple
    ),
    st.sampled_from(Form),
)
TEXTS = st.lists(PARAGRAPHS, max_size=8).map(lambda found: RichText(tuple(found)))


def say(*paragraphs: str) -> RichText:
    return RichText(tuple(Paragraph((Span(words),)) for words in paragraphs))


def test_a_text_within_the_limits_is_the_same_text() -> None:
    text = say("What I did.", "What I learned.")
    assert truncated(text, TextLimits(100, 2, 2)) is text


def test_a_long_one_ends_where_the_room_ends() -> None:
    assert plain(truncated(say("abc", "defgh", "ij"), TextLimits(6, 9, 9))) == "abc\nde"
    assert plain(truncated(say("abc", "def", "ghi"), TextLimits(99, 2, 9))) == "abc\ndef"
    looks = RichText((Paragraph((Span("a"), Span("b", bold=True), Span("c"))),))
    assert plain(truncated(looks, TextLimits(99, 9, 2))) == "ab"


@given(TEXTS, st.integers(1, 60), st.integers(1, 8), st.integers(1, 12))
def test_it_is_the_beginning_and_never_more(
    text: RichText, characters: int, paragraphs: int, spans: int
) -> None:
    kept = truncated(text, TextLimits(characters, paragraphs, spans))
    assert plain(text).startswith(plain(kept))
    assert len(kept.paragraphs) <= paragraphs
    assert sum(len(each.spans) for each in kept.paragraphs) <= spans
    assert sum(len(each.text) for each in kept.paragraphs) <= characters
