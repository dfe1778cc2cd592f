from pathlib import Path

import pytest
from PIL import ImageFont

from lssc_desktop.core.text.typeface import covers, width

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
STYLES = {
    "CharisSIL-Regular.ttf": (False, False),
    "CharisSIL-Bold.ttf": (True, False),
    "CharisSIL-Italic.ttf": (False, True),
    "CharisSIL-BoldItalic.ttf": (True, True),
}


@pytest.mark.parametrize("name", STYLES)
def test_widths_are_those_of_the_shipped_font(name: str) -> None:
    bold, italic = STYLES[name]
    font = ImageFont.truetype(str(FONTS / name), 2048)

    for char in "aMil .,-–—“”’…•éñłЖ½€\ufffd":
        assert width(char, bold=bold, italic=italic) * 2048 == pytest.approx(font.getlength(char))


def test_what_no_font_has_is_as_wide_as_its_replacement() -> None:
    assert width("\U00013000") == width("\ufffd")


def test_an_accent_of_its_own_takes_no_room() -> None:
    assert width("\u0301") == 0


def test_a_character_of_a_rarer_script_has_the_average_width_of_its_neighbors() -> None:
    assert 0.4 < width("λ") < 0.8


@pytest.mark.parametrize(
    "char",
    ["a", "é", "Ж", "λ", "—", "\u00a0", "\u00ad", "\u0301", "中", "ש", "✔", "✅", "\U0001f600"],
)
def test_it_covers_what_a_shipped_font_has(char: str) -> None:
    assert covers(char)


@pytest.mark.parametrize("char", ["\n", "\x1b", "\ue000", "\ufeff", "\U00013000", "\ud800"])
def test_it_covers_no_control_private_or_foreign_character(char: str) -> None:
    assert not covers(char)
