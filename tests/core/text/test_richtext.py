from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.richtext import (
    DEEPEST,
    Form,
    Paragraph,
    RichText,
    Span,
    counted_once,
    from_plain,
    normalized,
    numbers,
    parted,
    plain,
    safe_link,
    storable,
    undisplayable,
    with_introduction,
    words,
)

spans = st.builds(
    Span,
    st.text(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "https://example.org", "javascript:alert(1)", " tel:+1 "]),
)
texts = st.builds(
    RichText,
    st.lists(
        st.builds(
            Paragraph,
            st.lists(spans, max_size=4).map(tuple),
            st.sampled_from(Form),
            st.integers(-2, 12),
        ),
        max_size=6,
    ).map(tuple),
)


def say(words: str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    return Paragraph((Span(words),), form, level)


def bullet(level: int = 0) -> Paragraph:
    return say("x", Form.BULLET, level)


def number(level: int = 0) -> Paragraph:
    return say("x", Form.NUMBER, level)


class TestNormalized:
    def test_neighbors_of_one_look_become_one_span(self) -> None:
        text = RichText(
            (Paragraph((Span("Story "), Span(""), Span("time"), Span("!", bold=True))),)
        )

        assert normalized(text).paragraphs[0].spans == (Span("Story time"), Span("!", bold=True))

    def test_neighbors_with_different_links_stay_apart(self) -> None:
        one, other = (Span("a", link=f"https://example.org/{n}") for n in (1, 2))

        assert normalized(RichText((Paragraph((one, other)),))).paragraphs[0].spans == (one, other)

    def test_every_kind_of_line_break_is_a_newline(self) -> None:
        text = RichText((say("a\r\nb\rc\vd\u2028e\x85f"),))

        assert plain(normalized(text)) == "a\nb\nc\nd\ne\nf"

    def test_characters_that_no_word_file_can_hold_are_dropped(self) -> None:
        assert plain(normalized(RichText((say("a\x00\x1b\ufffe\ud800b"),)))) == "ab"

    def test_empty_paragraphs_stay_between_others_and_go_at_the_end(self) -> None:
        text = RichText((say("a"), Paragraph(), say("b"), Paragraph(), Paragraph((Span(""),))))

        assert normalized(text).paragraphs == (say("a"), Paragraph(), say("b"))

    def test_a_level_counts_in_lists_only_and_to_the_deepest(self) -> None:
        text = RichText((say("a", level=3), bullet(99), number(-1)))

        assert [item.level for item in normalized(text).paragraphs] == [0, DEEPEST, 0]

    def test_the_words_of_a_link_that_leads_into_a_program_stay(self) -> None:
        text = RichText((Paragraph((Span("press", link="javascript:alert(1)"),)),))

        assert normalized(text).paragraphs[0].spans == (Span("press"),)

    @given(texts)
    def test_it_is_its_own_normal_form(self, text: RichText) -> None:
        once = normalized(text)

        assert normalized(once) == once

    @given(texts)
    def test_it_keeps_every_character_that_can_be_kept(self, text: RichText) -> None:
        kept = "".join(storable(span.text) for item in text.paragraphs for span in item.spans)

        assert "".join(item.text for item in normalized(text).paragraphs).count("") == len(kept) + 1


def test_a_link_may_lead_to_pages_people_and_telephones() -> None:
    for link in ("https://a.org/x", "http://a.org", "mailto:a@b.org", "tel:+1-555"):
        assert safe_link(link) == link
    for link in ("javascript:alert(1)", "file:///C:/x", "Evidence/x.pdf", "#top", "data:,x", ""):
        assert safe_link(link) == ""


def test_a_scheme_cannot_hide_behind_control_characters() -> None:
    assert safe_link("java\nscript:alert(1)") == ""
    assert safe_link("\x01https://a.org/a b") == "https://a.org/a%20b"


def test_words_are_what_holds_a_letter_or_digit() -> None:
    text = RichText((say("Story time \u2013 in 2 languages."), say("Émile’s co-op\tniño")))

    assert words(text) == 8


def test_introduction_and_body_part_a_response() -> None:
    first, rest = say("Why", Form.INTRODUCTION), say("How")
    text = RichText((first, rest))

    assert parted(text) == (RichText((first,)), RichText((rest,)))


def test_what_is_marked_further_down_stays_where_it_stands() -> None:
    text = RichText((say("Note", Form.HEADING_1), say("Why", Form.INTRODUCTION)))

    assert parted(text) == (RichText(), text)


class TestWithIntroduction:
    def test_the_first_paragraph_becomes_the_introduction(self) -> None:
        marked = with_introduction(RichText((say("Why"), say("How"))))

        assert [item.form for item in marked.paragraphs] == [Form.INTRODUCTION, Form.BODY]

    def test_blank_paragraphs_before_it_are_left_out(self) -> None:
        marked = with_introduction(RichText((say(" "), say("Why"))))

        assert marked == RichText((say("Why", Form.INTRODUCTION),))

    def test_one_that_is_marked_already_stays_the_only_one(self) -> None:
        text = RichText((say("Note"), say("Why", Form.INTRODUCTION)))

        assert with_introduction(text) == text

    def test_a_heading_or_list_is_no_introduction(self) -> None:
        for first in (say("Head", Form.HEADING_1), bullet(), number()):
            text = RichText((first, say("How")))
            assert with_introduction(text) == text

    def test_a_text_without_words_has_none(self) -> None:
        assert with_introduction(RichText()) == RichText()


class TestNumbers:
    def test_they_go_on_through_deeper_lists(self) -> None:
        text = RichText((number(), number(1), number(1), bullet(2), number(1), number()))

        assert numbers(text) == (1, 1, 2, None, 3, 2)

    def test_a_deeper_list_begins_anew_below_each_item(self) -> None:
        assert numbers(RichText((number(), number(1), number(), number(1)))) == (1, 1, 2, 1)

    def test_a_paragraph_or_a_bullet_of_the_same_level_ends_a_list(self) -> None:
        assert numbers(RichText((number(), say("x"), number()))) == (1, None, 1)
        assert numbers(RichText((number(), bullet(), number()))) == (1, None, 1)

    def test_a_list_below_a_bullet_begins_at_one(self) -> None:
        assert numbers(RichText((bullet(), number(1), bullet(), number(1)))) == (None, 1, None, 1)


class TestUndisplayable:
    def test_it_names_what_no_shipped_font_has_once_each(self) -> None:
        text = "Hi \U00013000 \u4e2d\U00013000\ufeff\ue000\x1b"

        assert undisplayable(text) == ("\U00013000", "\ufeff", "\ue000", "\x1b")

    def test_ordinary_writing_is_shown(self) -> None:
        text = "“Niño” — ✅ \U0001f600 Łódź, Жук, Ελλάδα, ספר, 本\t½ € • …\u00a0\nend"

        assert undisplayable(text) == ()


def test_a_text_is_counted_once_and_stays_the_same_value() -> None:
    counts = []

    @counted_once
    def letters(text: RichText) -> int:
        counts.append(text)
        return len(plain(text))

    text = from_plain("Two words")
    assert (letters(text), letters(text), len(counts)) == (9, 9, 1)
    assert text == from_plain("Two words")
    assert hash(text) == hash(from_plain("Two words"))
    assert letters(replace(text, paragraphs=())) == 0
