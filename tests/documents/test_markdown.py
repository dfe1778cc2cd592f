import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.richtext import Form, Paragraph, Span, normalized
from lssc_desktop.documents.markdown import from_markdown


def read(source: str) -> list[tuple[Form, int, str]]:
    return [(item.form, item.level, item.text) for item in from_markdown(source).paragraphs]


def spans(source: str) -> tuple[Span, ...]:
    paragraphs = from_markdown(source).paragraphs
    assert len(paragraphs) == 1
    return paragraphs[0].spans


def test_headings_deeper_than_the_second_become_the_second() -> None:
    assert read("# One\n\n## Two\n\n##### Five\n\nUnderlined\n===") == [
        (Form.HEADING_1, 0, "One"),
        (Form.HEADING_2, 0, "Two"),
        (Form.HEADING_3, 0, "Five"),
        (Form.HEADING_1, 0, "Underlined"),
    ]


def test_lines_that_merely_wrap_are_joined_and_hard_breaks_kept() -> None:
    assert read("\ufeffone\ntwo  \nthree\\\nfour") == [(Form.BODY, 0, "one two\nthree\nfour")]


def test_bold_and_italic_may_lie_within_each_other() -> None:
    assert spans("a **b *c*** _d_") == (
        Span("a "),
        Span("b ", bold=True),
        Span("c", bold=True, italic=True),
        Span(" "),
        Span("d", italic=True),
    )


def test_links_keep_where_they_lead() -> None:
    assert spans('[the **page**](https://a.org/x?y=1 "title") <mailto:a@b.org>') == (
        Span("the ", link="https://a.org/x?y=1"),
        Span("page", bold=True, link="https://a.org/x?y=1"),
        Span(" "),
        Span("mailto:a@b.org", link="mailto:a@b.org"),
    )


def test_a_link_into_a_program_is_shown_as_it_is_written() -> None:
    assert spans("[x](javascript:alert(1))") == (Span("[x](javascript:alert(1))"),)
    assert spans("[x](Evidence/flyer.pdf)") == (Span("x"),)


def test_html_is_shown_and_never_taken() -> None:
    assert read("<script>alert(1)</script>\n\na <b onclick='x'>b</b> &lt;i&gt;") == [
        (Form.BODY, 0, "<script>alert(1)</script>"),
        (Form.BODY, 0, "a <b onclick='x'>b</b> <i>"),
    ]


def test_lists_keep_their_levels() -> None:
    assert read("1. a\n   - b\n     1. c\n2. d\n\ntext\n\n* e") == [
        (Form.NUMBER, 0, "a"),
        (Form.BULLET, 1, "b"),
        (Form.NUMBER, 2, "c"),
        (Form.NUMBER, 0, "d"),
        (Form.BODY, 0, "text"),
        (Form.BULLET, 0, "e"),
    ]


def test_a_second_paragraph_of_an_item_stays_in_it() -> None:
    assert read("- a\n\n  b\n- c") == [(Form.BULLET, 0, "a\nb"), (Form.BULLET, 0, "c")]


def test_a_paragraph_below_a_heading_in_an_item_is_the_item() -> None:
    assert read("- # Head\n\n  words") == [(Form.HEADING_1, 0, "Head"), (Form.BULLET, 0, "words")]


def test_quotations_code_and_tables_are_plain_paragraphs() -> None:
    assert read(
        "> said\n\n```\nif x:\n    y\n```\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n`k`"
    ) == [
        (Form.BODY, 0, "said"),
        (Form.BODY, 0, "if x:\n    y"),
        (Form.BODY, 0, "a\tb"),
        (Form.BODY, 0, "1\t2"),
        (Form.BODY, 0, "k"),
    ]


def test_a_picture_is_its_description() -> None:
    assert from_markdown("![A flyer](flyer.png)").paragraphs == (Paragraph((Span("A flyer"),)),)


@given(st.text(st.sampled_from("ab *_-#>`[]()|\n\\1.<&!"), max_size=60) | st.text(max_size=60))
def test_any_text_is_read_and_its_words_are_kept(source: str) -> None:
    text = from_markdown(source)

    assert text == normalized(text)
    shown = "".join(item.text for item in text.paragraphs)
    if not set(source) & set("[]()<>&|!`"):  # these may hide an address, an entity, a language
        assert shown.count("a") == source.count("a")


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
@pytest.mark.parametrize("depth", [1, 10, 19, 24, 49, 50, 98, 99, 100, 101, 3000])
def test_no_word_is_lost_however_deep_it_stands(mark: str, depth: int) -> None:
    text = from_markdown(f"{mark * depth}deep\n\nafter\n")
    said = " ".join(paragraph.text for paragraph in text.paragraphs)
    assert "deep" in said
    assert "after" in said
