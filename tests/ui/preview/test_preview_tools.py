"""The buttons under a preview."""

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.preview.preview import PreviewTools


@pytest.fixture
def tools(qtbot: QtBot, icons: Icons) -> PreviewTools:
    tools = PreviewTools(icons)
    qtbot.addWidget(tools)
    tools.resize(400, 40)
    tools.show()
    qtbot.waitExposed(tools)
    return tools


def test_words_only_looks_like_the_buttons_beside_it(tools: PreviewTools) -> None:
    assert tools.as_words.property("look") == tools.larger.property("look") == "plain"


def test_words_only_shows_that_it_is_pressed(tools: PreviewTools) -> None:
    tools.as_words.click()
    assert tools.as_words.property("look") == "tinted"
    tools.as_words.click()
    assert tools.as_words.property("look") == "plain"
