from datetime import date

import pytest

from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import catalog, speaking
from lssc_desktop.messages.competency import pages_line, words_line
from lssc_desktop.messages.renewal import renewal_head_line
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


def test_numbers_in_sentences_have_the_marks_of_the_country() -> None:
    assert words_line(1203, 1500) == "1,203 of 1,500 words"
    assert pages_line(1.25, 2.5) == "about 1.2 of 2.5 pages"
    with speaking(catalog("es").in_region("AR")):
        assert words_line(1203, 1500) == "1.203 de 1.500 palabras"
        assert pages_line(1.25, 2.5) == "unas 1,2 de 2,5 páginas"
    with speaking(catalog("es")):
        assert words_line(1203, 1500) == "1,203 de 1,500 palabras"


def test_a_day_that_opens_a_sentence_has_a_capital() -> None:
    with speaking(catalog("es")):
        said = renewal_head_line(None, date(2026, 11, 28))
    assert said.startswith("Sábado, 28 de noviembre de 2026. ")
