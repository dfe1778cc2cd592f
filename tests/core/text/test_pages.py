import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.pages import (
    BODY_SIZE,
    HEADING_1_GAP,
    HEADING_1_LINE,
    ITEM_GAP,
    LINE,
    MARGIN,
    PAGE_HEIGHT,
    PARAGRAPH_GAP,
    TEXT_WIDTH,
    pages,
)
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.core.text.typeface import width

ROOM = PAGE_HEIGHT - 2 * MARGIN
LINES_ON_A_PAGE = int(ROOM // LINE)


def say(words: str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    return Paragraph((Span(words),), form, level)


def points(*paragraphs: Paragraph) -> float:
    return pages(RichText(paragraphs)) * ROOM


def test_an_empty_text_takes_no_page() -> None:
    assert pages(RichText()) == 0


def test_one_line_is_one_line_high() -> None:
    assert points(say("Story time")) == pytest.approx(LINE)


def test_line_breaks_make_lines() -> None:
    assert points(say("a\n\nb")) == pytest.approx(3 * LINE)


def test_between_paragraphs_is_a_gap_and_a_smaller_one_between_items() -> None:
    assert points(say("a"), say("b")) == pytest.approx(2 * LINE + PARAGRAPH_GAP)
    items = (say("a", Form.BULLET), say("b", Form.NUMBER, 1))
    assert points(*items) == pytest.approx(2 * LINE + ITEM_GAP)


def test_a_heading_is_higher_and_stands_off() -> None:
    height = points(say("a"), say("Head", Form.HEADING_1))

    assert height == pytest.approx(LINE + HEADING_1_GAP + HEADING_1_LINE)


def test_a_line_is_as_long_as_the_text_is_wide() -> None:
    fitting = int(TEXT_WIDTH / (BODY_SIZE * (width("n") + width(" "))))

    assert points(say("n " * fitting)) == pytest.approx(LINE)
    assert points(say("n " * (fitting + 1))) == pytest.approx(2 * LINE)


def test_bold_and_indented_text_takes_more_lines() -> None:
    words = "Patrons like to read what they have not read before. " * 40

    assert points(Paragraph((Span(words, bold=True),))) > points(say(words))
    assert points(say(words, Form.BULLET, 8)) > points(say(words, Form.BULLET))


def test_a_word_longer_than_a_line_is_counted_as_the_lines_it_needs() -> None:
    assert points(say("n" * 1000)) > 9 * LINE


def test_words_joined_by_a_no_break_space_stay_together() -> None:
    start = "n " * 74

    assert points(say(start + "n" * 12 + " " + "n" * 20)) <= points(
        say(start + "n" * 12 + "\u00a0" + "n" * 20)
    )


def test_a_full_page_is_one_page_and_a_line_more_is_on_the_next() -> None:
    full = say("\n".join("x" * LINES_ON_A_PAGE))
    more = say("\n".join("x" * (LINES_ON_A_PAGE + 2)))

    assert 0.95 < pages(RichText((full,))) <= 1
    assert pages(RichText((more,))) == pytest.approx(1 + 2 * LINE / ROOM)


def test_a_heading_does_not_stay_alone_at_the_foot_of_a_page() -> None:
    above = say("\n".join("x" * (LINES_ON_A_PAGE - 3)))
    height = pages(RichText((above, say("Head", Form.HEADING_1), say("a"))))

    assert height == pytest.approx(1 + (HEADING_1_LINE + PARAGRAPH_GAP + LINE) / ROOM)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=400), max_size=8), st.text())
def test_more_text_never_takes_less_room(words: list[str], more: str) -> None:
    text = RichText(tuple(map(say, words)))

    assert pages(RichText((*text.paragraphs, say(more)))) >= pages(text)
