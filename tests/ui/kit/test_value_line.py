"""Values in lines that may be too short for them."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.labels import ValueLine
from lssc_desktop.ui.kit.theme import Theme

LONG = "lssc:2026-11-24:foundations:0123456789abcdef0123456789abcdef"


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> ValueLine:  # noqa: ARG001  its look is the theme's
    line = ValueLine(LONG)
    qtbot.addWidget(line)
    line.resize(160, 36)
    line.show()
    qtbot.waitExposed(line)
    return line


def picture(line: ValueLine) -> QImage:
    return line.grab().toImage()


def test_a_long_value_ends_with_an_ellipsis(line: ValueLine) -> None:
    assert line.is_cut
    assert line.shown.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert line.text() == LONG


def test_with_the_keyboard_the_end_of_the_value_can_be_seen(line: ValueLine) -> None:
    line.clearFocus()
    elided = picture(line)
    line.setFocus()
    line.end(False)

    assert picture(line) != elided


def test_the_tooltip_has_the_whole_value(line: ValueLine) -> None:
    assert line.toolTip() == LONG

    line.resize(900, 36)
    assert line.toolTip() == ""


def test_a_value_that_has_room_is_shown_whole(line: ValueLine) -> None:
    line.setText("short")

    assert not line.is_cut
    assert line.shown == "short"
    assert line.toolTip() == ""
