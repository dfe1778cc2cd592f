"""What changed, in one line and in words."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.pages import ScrollPage
from lssc_desktop.ui.review.reading import ChangeBanner


@pytest.fixture
def banner(qtbot: QtBot, icons: Icons) -> ChangeBanner:
    banner = ChangeBanner(icons)
    qtbot.addWidget(banner)
    banner.show_changes("Changed:", "1 sentence added", ["Added: a sentence"])
    banner.resize(900, 80)
    banner.show()
    qtbot.waitExposed(banner)
    banner.in_words.click()
    return banner


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_list_begins_where_the_line_above_it_begins(
    qtbot: QtBot, banner: ChangeBanner, icons: Icons, scale: float
) -> None:
    icons.theme.set_text_scale(scale)

    def left_edges_meet() -> bool:
        line, words = (each.mapTo(banner, QPoint()).x() for each in (banner.line, banner.words))
        return line == words

    qtbot.waitUntil(left_edges_meet)


def test_the_button_says_what_it_does_next(banner: ChangeBanner) -> None:
    assert banner.in_words.text() == "Hide text"
    banner.in_words.click()
    assert banner.in_words.text() == "As text"


@pytest.mark.parametrize("count", [1, 60])
def test_a_long_list_scrolls_and_leaves_room_for_the_text(
    qtbot: QtBot, banner: ChangeBanner, count: int
) -> None:
    line = "Changed from “I asked ten families at the desk” to “I asked twelve families there”"
    banner.show_changes("Changed:", "60 sentences changed", [line] * count)
    qtbot.waitUntil(lambda: banner.words.height() > 0)

    assert banner.words.isVisible()
    needed = banner.words.heightForWidth(banner.words.width())
    (page,) = banner.findChildren(ScrollPage)
    room = page.height()
    assert room >= needed if count == 1 else room < needed
    assert room <= 120
