import pytest

from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.messages.words import competency_list


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 KB"),
        (640_400, "640 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (1_800_000, "1.8 MB"),
        (9_960_000, "10 MB"),
        (312_000_000, "312 MB"),
        (999_600_000, "1.0 GB"),
        (2_400_000_000, "2.4 GB"),
        (81_020_000_000, "81 GB"),
        (10**4_200, "1000000000 GB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_reads_best(count: int, text: str) -> None:
    assert size(count) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b, and c")],
)
def test_words_stand_in_a_row(words: tuple[str, ...], text: str) -> None:
    assert word_list(words) == text


def test_numbers_of_competencies_are_told_together() -> None:
    assert competency_list((6, 11, 12)) == "competencies 6, 11, and 12"
