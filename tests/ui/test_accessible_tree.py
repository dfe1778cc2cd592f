"""Every page and dialog by the rules for what assistive technology is told."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import override

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import Place
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.reading_order import children_in_order
from tests.ui import test_accessibility
from tests.ui.accessible_tree import broken_rules, is_shown
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


class AsksAtOnce(QObject):
    """The most impatient assistive technology: it asks for what holds something at once.

    Then a widget may have no layout yet, and Qt keeps the answer.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ChildAdded and isinstance(watched, QWidget):
            QAccessible.queryAccessibleInterface(watched)
        return False


@pytest.fixture
def asked_at_once(qapp: QApplication) -> Iterator[None]:
    asks = AsksAtOnce(qapp)
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)
    qapp.removeEventFilter(asks)


@pytest.mark.usefixtures("asked_at_once")
def test_the_order_is_that_of_the_layouts_also_where_it_was_asked_for_before_there_were_any(
    qtbot: QtBot, start_window: MainWindow, services: Services, sample: Path
) -> None:
    with qtbot.waitSignal(start_window.session_changed):
        start_window.open_path(sample)
    wrong: dict[str, list[str]] = {}
    for place in ALL_PLACES:
        start_window.go_to(place)
        QApplication.sendPostedEvents()  # layouts
        qtbot.waitUntil(lambda: not services.jobs.running())
        QApplication.sendPostedEvents()
        if found := out_of_order(start_window):
            wrong[str(place)] = found
    assert wrong == {}


def out_of_order(window: QWidget) -> list[str]:
    """Return what holds others, and tells of them in another order than that of its layouts."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        shown = [each for each in children_in_order(widget) if each.isVisible()]
        known = QAccessible.queryAccessibleInterface(widget)
        told = [known.child(number) for number in range(known.childCount())]
        order = [each.object() for each in told if is_shown(each) and each.object() in shown]
        if widget.isVisible() and order != [each for each in shown if each in order]:
            found.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return found


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
