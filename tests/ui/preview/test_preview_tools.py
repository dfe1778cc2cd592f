"""The buttons under a preview."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.preview.preview_tools import PreviewTools
from tests.ui.painted import Painted


@pytest.fixture
def tools(qtbot: QtBot, icons: Icons) -> PreviewTools:
    tools = PreviewTools(icons)
    qtbot.addWidget(tools)
    tools.resize(400, 40)
    tools.show()
    qtbot.waitExposed(tools)
    return tools


def edge_and_ground(button: QWidget) -> tuple[QColor, QColor]:
    painted = Painted(button)
    middle = painted.height // 2
    return painted.color(0, middle), painted.color(4, middle)


def test_words_only_looks_like_the_buttons_beside_it(tools: PreviewTools) -> None:
    assert edge_and_ground(tools.as_words) == edge_and_ground(tools.larger)


def test_words_only_shows_that_it_is_pressed(tools: PreviewTools, icons: Icons) -> None:
    tools.as_words.click()
    accent = icons.theme.tokens.tone(Tone.ACCENT)
    assert edge_and_ground(tools.as_words) == (QColor(accent.line), QColor(accent.bg))
    tools.as_words.click()
    assert edge_and_ground(tools.as_words) == edge_and_ground(tools.larger)


def test_the_number_of_a_page_has_the_height_of_the_buttons_beside_it(
    qtbot: QtBot, tools: PreviewTools
) -> None:
    tools.show_place(0, 3, 2)
    qtbot.waitUntil(tools.number.isVisible)
    assert tools.number.height() == tools.smaller.height()
    assert tools.rect().contains(QRect(tools.number.mapTo(tools, QPoint()), tools.number.size()))
