from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.numbering import Numbering, NumberLevel
from lssc_desktop.core.text.printed import PrintedParagraph, PrintedTable, printed
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, numbers
from lssc_desktop.package.typesetting.blocks import Block, Heading, ListBlock, without_holes
from lssc_desktop.package.typesetting.blocks import blocks as blocks_of


def paragraph(text: str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    return Paragraph((Span(text),), form, level)


def rich(*paragraphs: Paragraph) -> RichText:
    return RichText(paragraphs)


def blocks(text: RichText) -> tuple[Block, ...]:
    return blocks_of(printed(text).blocks)


def texts(found: tuple[Block, ...] | tuple[ListBlock, ...]) -> list[str]:
    """Every paragraph in the order in which a reader meets it."""
    said: list[str] = []
    for block in found:
        match block:
            case ListBlock():
                for item in block.items:
                    said += [item.paragraph.text, *texts(item.lists)]
            case Heading():
                said.append(block.paragraph.text)
            case PrintedParagraph():
                said.append(block.text)
    return said


def test_neighboring_items_are_one_list() -> None:
    one, two = paragraph("one", Form.BULLET), paragraph("two", Form.BULLET)

    (found,) = blocks(rich(one, two))

    assert isinstance(found, ListBlock)
    assert [item.paragraph.paragraph for item in found.items] == [one, two]


def test_bullets_and_numbers_of_one_level_are_two_lists() -> None:
    found = blocks(rich(paragraph("a", Form.BULLET), paragraph("b", Form.NUMBER)))

    assert [block.form for block in found if isinstance(block, ListBlock)] == [
        Form.BULLET,
        Form.NUMBER,
    ]


def test_a_deeper_item_lies_below_the_one_before_it() -> None:
    outer = paragraph("outer", Form.BULLET)
    inner = paragraph("inner", Form.NUMBER, 1)
    after = paragraph("after", Form.BULLET)

    (found,) = blocks(rich(outer, inner, after))

    assert isinstance(found, ListBlock)
    (below,) = found.items[0].lists
    assert (below.form, below.level) == (Form.NUMBER, 1)
    assert found.items[1].paragraph.paragraph == after


def test_a_paragraph_between_items_ends_the_list() -> None:
    found = blocks(
        rich(paragraph("a", Form.NUMBER), paragraph("text"), paragraph("b", Form.NUMBER))
    )

    assert [type(block) for block in found] == [ListBlock, PrintedParagraph, ListBlock]


def test_a_table_between_items_ends_the_list() -> None:
    item, table = printed(rich(paragraph("a", Form.BULLET))).blocks, PrintedTable((1.0,), ((),))

    found = blocks_of((*item, table, *item))

    assert [type(block) for block in found] == [ListBlock, PrintedTable, ListBlock]


def test_a_second_level_heading_is_below_a_first_level_one() -> None:
    found = blocks(rich(paragraph("a", Form.HEADING_1), paragraph("b", Form.HEADING_2)))

    assert [block.depth for block in found if isinstance(block, Heading)] == [1, 2]


def test_no_heading_level_is_skipped() -> None:
    found = blocks(rich(paragraph("a", Form.HEADING_2), paragraph("b", Form.HEADING_1)))

    assert [block.depth for block in found if isinstance(block, Heading)] == [1, 1]


def test_a_heading_without_a_word_is_a_paragraph() -> None:
    (found,) = blocks(rich(paragraph("  ", Form.HEADING_1)))

    assert isinstance(found, PrintedParagraph)


def numbers_of(found: tuple[Block, ...] | tuple[ListBlock, ...]) -> list[int | None]:
    """The number that a reader sees before every paragraph."""
    seen: list[int | None] = []
    for block in found:
        if not isinstance(block, ListBlock):
            seen.append(None)
            continue
        for number, item in enumerate(block.items, 1):
            seen += [number if block.form is Form.NUMBER else None, *numbers_of(item.lists)]
    return seen


@given(
    st.lists(st.builds(paragraph, st.text(max_size=3), st.sampled_from(Form), st.integers(0, 8)))
)
def test_nothing_is_lost_and_nothing_changes_its_place(paragraphs: list[Paragraph]) -> None:
    found = blocks(rich(*paragraphs))

    assert texts(found) == [item.text for item in paragraphs]


@given(
    st.lists(st.builds(paragraph, st.text(max_size=3), st.sampled_from(Form), st.integers(0, 8)))
)
def test_lists_count_as_in_the_editor_and_in_word(paragraphs: list[Paragraph]) -> None:
    text = rich(*paragraphs)

    assert numbers_of(blocks(text)) == list(numbers(text))


def test_a_third_heading_is_one_below_the_larger_ones_that_are_there() -> None:
    forms = (Form.HEADING_1, Form.HEADING_3, Form.HEADING_2, Form.HEADING_3, Form.HEADING_1)

    found = blocks(rich(*(paragraph("x", form) for form in forms)))

    assert [block.depth for block in found if isinstance(block, Heading)] == [1, 2, 2, 3, 1]


def test_labels_of_a_word_file_come_with_headings_and_items() -> None:
    letters = Numbering("1", "1", {0: NumberLevel("lowerLetter", "%1)", 3)})
    heading = replace(paragraph("x", Form.HEADING_1), numbering=letters)
    item = replace(paragraph("y", Form.NUMBER), numbering=letters)

    head, items = blocks(rich(heading, item, item))

    assert isinstance(head, Heading)
    assert isinstance(items, ListBlock)
    assert (head.paragraph.label, [each.paragraph.label for each in items.items]) == (
        "c)",
        ["d)", "e)"],
    )
    assert not items.has_usual_labels
    (plain,) = blocks(rich(paragraph("a", Form.NUMBER), paragraph("b", Form.NUMBER)))
    assert isinstance(plain, ListBlock)
    assert plain.has_usual_labels


def test_of_several_empty_paragraphs_one_stays_and_none_before_the_first_words() -> None:
    empty, words = (PrintedParagraph(Paragraph(spans)) for spans in ((), (Span("x"),)))

    assert without_holes((empty, empty, words, empty, empty, words)) == (words, empty, words)
