from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.richtext import Form, from_plain, normalized


def read(source: str) -> list[tuple[Form, int, str]]:
    return [(item.form, item.level, item.text) for item in from_plain(source).paragraphs]


def test_blank_lines_part_paragraphs_and_line_breaks_are_kept() -> None:
    assert read("\ufeffOne\r\nmore\r\n \r\n\r\nTwo\r\n") == [
        (Form.BODY, 0, "One\nmore"),
        (Form.BODY, 0, "Two"),
    ]


def test_dashes_stars_and_bullets_make_a_list() -> None:
    assert read("- one\n* two\n• three") == [
        (Form.BULLET, 0, "one"),
        (Form.BULLET, 0, "two"),
        (Form.BULLET, 0, "three"),
    ]


def test_numbers_that_count_up_make_a_list() -> None:
    assert read("1. one\n2) two") == [(Form.NUMBER, 0, "one"), (Form.NUMBER, 0, "two")]


def test_a_year_or_a_stray_number_begins_no_list() -> None:
    assert read("2019. It closed.\n\n7. Seven") == [
        (Form.BODY, 0, "2019. It closed."),
        (Form.BODY, 0, "7. Seven"),
    ]


def test_indent_makes_levels() -> None:
    assert read("- a\n  - b\n\t- c\n  1. d\n- e") == [
        (Form.BULLET, 0, "a"),
        (Form.BULLET, 1, "b"),
        (Form.BULLET, 2, "c"),
        (Form.NUMBER, 1, "d"),
        (Form.BULLET, 0, "e"),
    ]


def test_a_line_below_an_item_goes_on_in_it() -> None:
    assert read("- one\n  more\n\nrest") == [(Form.BULLET, 0, "one\nmore"), (Form.BODY, 0, "rest")]


def test_a_list_counts_from_one_after_a_paragraph() -> None:
    assert [form for form, _, _ in read("1. a\n\nx\n\n2. b\n\n1. c")] == [
        Form.NUMBER,
        Form.BODY,
        Form.BODY,
        Form.NUMBER,
    ]


def test_an_empty_text_is_empty() -> None:
    assert read(" \n\t\n") == []


@given(st.text(alphabet=st.sampled_from("ab 1.-*\n\r\t\x0b\u2028)")) | st.text())
def test_no_visible_character_but_marks_of_lists_gets_lost(source: str) -> None:
    text = from_plain(source)

    assert text == normalized(text)
    shown = "".join(item.text for item in text.paragraphs)
    for char in set(source) & set("ab") | {c for c in source if c.isalpha()}:
        assert shown.count(char) == source.count(char)
