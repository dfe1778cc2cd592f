"""Labels of list items and numbered headings, as Word writes them."""

import pytest

from lssc_desktop.core.text.numbering import Numbering, NumberLevel, numeral
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, labels


def numbered(
    *levels: NumberLevel, kind: str = "1", restarts: dict[int, int] | None = None
) -> Numbering:
    return Numbering(kind, f"of {kind} {restarts}", dict(enumerate(levels)), restarts or {})


OUTLINE = numbered(
    NumberLevel("decimal", "%1"),
    NumberLevel("decimal", "%1.%2"),
    NumberLevel("lowerLetter", "%1.%2 %3)"),
)


def item(level: int = 0, numbering: Numbering | None = OUTLINE) -> Paragraph:
    return Paragraph((), Form.NUMBER, level, numbering=numbering)


def labeled(*paragraphs: Paragraph) -> tuple[str, ...]:
    return labels(RichText(paragraphs))


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", ["1", "4", "27", "112"]),
        ("decimalZero", ["01", "04", "27", "112"]),
        ("lowerLetter", ["a", "d", "aa", "hhhhh"]),
        ("upperLetter", ["A", "D", "AA", "HHHHH"]),
        ("lowerRoman", ["i", "iv", "xxvii", "cxii"]),
        ("upperRoman", ["I", "IV", "XXVII", "CXII"]),
        ("ordinal", ["1st", "4th", "27th", "112th"]),
        ("aiueo", ["1", "4", "27", "112"]),
    ],
)
def test_numbers_are_written_in_their_format(number_format: str, expected: list[str]) -> None:
    assert [numeral(number, number_format) for number in (1, 4, 27, 112)] == expected


def test_no_number_makes_a_label_that_fills_the_memory() -> None:
    assert len(numeral(10**9, "lowerLetter")) < 50
    assert numeral(10**9, "upperRoman") == "1000000000"
    assert numeral(0, "lowerLetter") == "0"
    assert numeral(-3, "lowerRoman") == "-3"


def test_a_label_may_hold_the_numbers_of_shallower_levels() -> None:
    assert labeled(item(), item(1), item(2), item(2), item(1), item(), item(1)) == (
        *("1", "1.1", "1.1 a)", "1.1 b)", "1.2", "2", "2.1"),
    )


def test_lists_of_one_kind_count_on_and_may_begin_again_once() -> None:
    again = numbered(NumberLevel("decimal", "%1"), restarts={0: 5})

    assert labeled(item(), Paragraph(), item(), item(numbering=again), item(numbering=again)) == (
        *("1", "", "2", "5", "6"),
    )


def test_a_level_can_go_on_whatever_stands_between() -> None:
    goes_on = numbered(NumberLevel("decimal", "%1"), NumberLevel("decimal", "(%2)", 1, 0))

    assert labeled(*(item(level, goes_on) for level in (0, 1, 1, 0, 1))) == (
        *("1", "(1)", "(2)", "2", "(3)"),
    )


def test_legal_labels_have_no_letters() -> None:
    legal = numbered(
        NumberLevel("upperRoman", "%1."), NumberLevel("decimal", "%1.%2", is_legal=True)
    )

    assert labeled(item(0, legal), item(1, legal)) == ("I.", "1.1")


def test_headings_are_numbered_on_a_level_of_their_own() -> None:
    first = Paragraph((), Form.HEADING_1, numbering=OUTLINE)
    second = Paragraph((), Form.HEADING_2, numbering=Numbering("1", "1", OUTLINE.levels, {}, 1))

    assert labeled(first, second, second, Paragraph(), first, second) == (
        *("1", "1.1", "1.2", "", "2", "2.1"),
    )


def test_an_item_that_was_added_counts_in_the_list_it_stands_in() -> None:
    letters = numbered(NumberLevel("lowerLetter", "%1)"))

    assert labeled(item(0, letters), item(0, None), item(0, letters)) == ("a)", "b)", "c)")
    assert labeled(item(0, None), Paragraph(), item(0, letters)) == ("1.", "", "a)")


def test_a_deeper_item_that_was_added_belongs_to_the_list_above_it() -> None:
    assert labeled(item(), item(1, None)) == ("1", "1.1")


def test_bullets_have_none_and_count_all_the_same() -> None:
    mixed = numbered(NumberLevel("bullet", ""), NumberLevel("decimal", "%2."))
    bullet = Paragraph((), Form.BULLET, numbering=mixed)

    assert labeled(bullet, item(1, mixed), item(1, mixed), bullet, item(1, mixed)) == (
        *("", "1.", "2.", "", "1."),
    )


def test_the_label_of_an_unusual_bullet_is_its_sign() -> None:
    ticks = numbered(NumberLevel("bullet", "✓"))

    assert labeled(*[Paragraph((), Form.BULLET, numbering=ticks)] * 2) == ("✓", "✓")


def test_how_it_is_numbered_is_not_compared() -> None:
    assert item() == item(0, None)
    assert hash(item()) == hash(item(0, None))
