"""Every page and dialog by the rules for what assistive technology is told."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import Place
from lssc_desktop.ui.kit.icons import Icons
from tests.ui import test_accessibility
from tests.ui.accessible_tree import broken_rules
from tests.ui.renewed import renewed
from tests.ui.test_accessibility import at_rest
from tests.ui.test_assistive_actions import ALL_PLACES, BUILT, open_dialog
from tests.ui.test_dialogs import DIALOGS

window, go = test_accessibility.window, test_accessibility.go


@pytest.mark.parametrize("place", ALL_PLACES, ids=str)
def test_a_page_keeps_the_rules(
    qtbot: QtBot, go: Callable[[Place], QWidget], window: MainWindow, place: Place
) -> None:
    go(place)
    broken = at_rest(qtbot, window, broken_rules)
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("name", [*DIALOGS, "electives"])
def test_a_dialog_keeps_the_rules(qtbot: QtBot, window: MainWindow, name: str) -> None:
    assert window.session is not None
    window.session.apply(partial(renewed, window.session.program))
    broken = at_rest(qtbot, open_dialog(window, name), broken_rules)
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("name", BUILT)
def test_a_dialog_about_a_package_keeps_the_rules(
    qtbot: QtBot, window: MainWindow, icons: Icons, name: str
) -> None:
    assert window.session is not None
    dialog = BUILT[name](window.session, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    broken = at_rest(qtbot, dialog, broken_rules)
    assert not broken, "\n".join(broken)


def test_each_step_of_the_assistant_and_the_start_page_keep_the_rules(
    qtbot: QtBot, start_window: MainWindow
) -> None:
    start_window.resize(1366, 720)
    broken = {"start page": at_rest(qtbot, start_window, broken_rules)}
    start_window.start_page.start_card.click()
    assistant = start_window.start_dialogs.assistant
    assert assistant is not None
    qtbot.waitExposed(assistant)
    for step in range(len(assistant.step_buttons)):
        assistant.go_to_step(step)
        broken[f"step {step}"] = at_rest(qtbot, assistant, broken_rules)
    assert {where: found for where, found in broken.items() if found} == {}
