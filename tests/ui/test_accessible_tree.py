"""Every page and dialog by the rules for what assistive technology is told."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import Place
from tests.ui import test_accessibility
from tests.ui.accessible_tree import broken_rules
from tests.ui.test_accessibility import at_rest
from tests.ui.test_assistive_actions import ALL_PLACES

window, go = test_accessibility.window, test_accessibility.go


@pytest.mark.parametrize("place", ALL_PLACES, ids=str)
def test_a_page_keeps_the_rules(
    qtbot: QtBot, go: Callable[[Place], QWidget], window: MainWindow, place: Place
) -> None:
    go(place)
    broken = at_rest(qtbot, window, broken_rules)
    assert not broken, "\n".join(broken)
