import pytest

from lssc_desktop.formats.lists import capitalized, table_lines, word_list
from lssc_desktop.languages import catalog

SPANISH = catalog("es")


def test_words_in_a_row_have_a_serial_comma() -> None:
    assert word_list(()) == ""
    assert word_list(("a",)) == "a"
    assert word_list(("a", "b")) == "a and b"
    assert word_list(("a", "b", "c")) == "a, b, and c"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a", "b", "c"), "a, b y c"),
        (("padres", "hijos"), "padres e hijos"),
        (("Word", "Imágenes", "ícono.png"), "Word, Imágenes e ícono.png"),
        (("carta", "“Informe”"), "carta e “Informe”"),
        (("agua", "hielo"), "agua y hielo"),
        (("oro", "yeso"), "oro y yeso"),
        (("3", "4"), "3 y 4"),
    ],
)
def test_and_is_y_in_spanish_and_e_before_its_own_sound(words: tuple[str, ...], said: str) -> None:
    assert word_list(words, SPANISH) == said


def test_a_sentence_begins_with_a_capital_also_where_a_day_opens_it() -> None:
    assert capitalized("sábado, 28 de noviembre") == "Sábado, 28 de noviembre"
    assert capitalized("") == ""


def test_rows_stand_below_their_heads_and_a_column_without_a_word_goes() -> None:
    heads = ("Set", "Day", "Note")
    assert table_lines(heads, [("Technology", "", "a"), ("Access", "", "bcd")]) == (
        "Set         Note",
        "Technology  a",
        "Access      bcd",
    )
