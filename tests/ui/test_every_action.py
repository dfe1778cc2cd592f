"""Whatever offers to be pressed does the same by accessible action, by key, and by mouse.

Each button of a page is pressed in the three ways, and what came of it is compared: whether the
portfolio changed, which dialogs and menus opened, where the window is, what the desktop was asked.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QMenu,
    QScrollArea,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as NotInTime
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace, CoursesPlace, Place, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from tests.ui import test_accessibility
from tests.ui.assistive import seen, select_row
from tests.ui.conftest import RememberingDesktop
from tests.ui.controls import described, shown
from tests.ui.test_assistive_actions import ALL_PLACES

type Go = Callable[[Place], QWidget]
type Way = Callable[[QAbstractButton], None]

window, go = test_accessibility.window, test_accessibility.go

SEED = (CheckPlace("foundations"), CoursesPlace())
LONG = 20_000  # milliseconds; a press that does nothing is only known by waiting

DOES_NOTHING = {
    "Paste a picture": "there is none on the clipboard",
    "Save now": "everything is saved",
    "Refresh": "nothing is new in the folder",
}
"""Buttons that change nothing in the sample, with the reason."""
_SAME = "a second copy of the same work is the same package"
ONLY_ONCE = {"Build review copy": _SAME, "Build portfolio": _SAME}
"""Buttons that another press finds done, with the reason."""


@dataclass(frozen=True)
class Effect:
    """What came of a press."""

    changed_portfolio: bool
    changed_window: bool = field(compare=False)  # which a job may do, too
    place: Place | None
    opened: tuple[str, ...]
    asked: int  # of the desktop: files, folders and addresses


def press_by_action(button: QAbstractButton) -> None:
    acts = QAccessible.queryAccessibleInterface(button).actionInterface()
    press, menu = (
        QAccessibleActionInterface.pressAction(),
        QAccessibleActionInterface.showMenuAction(),
    )
    assert {press, menu} & set(acts.actionNames())
    acts.doAction(press if press in acts.actionNames() else menu)


def press_by_key(button: QAbstractButton) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)


def press_by_mouse(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(9, button.height() // 2))


WAYS: dict[str, Way] = {
    "action": press_by_action,
    "key": press_by_key,
    "mouse": press_by_mouse,
}


class Hand:
    """Presses buttons of a page, which is shown afresh for each."""

    def __init__(self, qtbot: QtBot, go: Go, window: MainWindow, services: Services) -> None:
        self._qtbot, self._go, self._window, self._services = qtbot, go, window, services
        assert isinstance(services.desktop, RememberingDesktop)
        self._desktop = services.desktop

    def buttons(self, place: Place) -> list[str]:
        """Return what can be pressed on a page, one of each name."""
        return list(dict.fromkeys(described(each) for each in self._pressed(place)))

    def effect(self, place: Place, name: str, way: Way) -> Effect | None:
        """Press a button in one way; return what came of it, None where it is not there."""
        button = next((each for each in self._pressed(place) if described(each) == name), None)
        if button is None:
            return None
        _scroll_to(button)
        before, asked, pressed = self._state(), self._asked(), list[bool]()
        button.clicked.connect(lambda: pressed.append(True))
        way(button)
        with suppress(NotInTime):  # Qt lets a press by action be seen before it counts
            self._qtbot.waitUntil(
                lambda: bool(pressed) or tuple(_on_top()) != before[3], timeout=LONG
            )
        with suppress(NotInTime):
            self._qtbot.waitUntil(lambda: self._state() != before, timeout=LONG)
        self._qtbot.waitUntil(lambda: not self._services.jobs.running())
        after, view = self._state(), self._window.portfolio_view
        opened = tuple(sorted(set(_on_top()) - {type(self._window).__name__}))
        effect = Effect(
            after[0] != before[0],
            after != before,
            None if view is None else view.place,
            opened,
            self._asked() - asked,
        )
        self._tidy()
        return effect

    def _pressed(self, place: Place) -> Iterator[QAbstractButton]:
        self._tidy()
        page = self._go(place)
        for each in shown(page):
            if not isinstance(each, QAbstractButton) or each.isCheckable():
                continue
            if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield each

    def _state(self) -> tuple[object, ...]:
        assert self._window.session is not None
        return (
            self._window.session.portfolio,
            tuple(seen(self._window)),
            self._window.windowTitle(),
            tuple(_on_top()),
            self._asked(),
            (self._services.notices.waiting, self._services.notices.questions),
        )

    def _asked(self) -> int:
        return len(self._desktop.opened) + len(self._desktop.shown)

    def _tidy(self) -> None:
        """Close what a press opened."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QMenu) and widget.isVisible():
                widget.close()
            elif isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        self._qtbot.waitUntil(lambda: not self._services.jobs.running())


def _on_top() -> Iterator[str]:
    """Yield the kinds of windows, dialogs and menus that are open.

    A tip is none: it comes and goes with the pointer and the time, whatever is pressed.
    """
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and widget.windowType() is not Qt.WindowType.ToolTip:
            yield type(widget).__name__


def _scroll_to(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def hand(qtbot: QtBot, go: Go, window: MainWindow, services: Services) -> Hand:
    return Hand(qtbot, go, window, services)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, without a screen
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "place",
    [
        pytest.param(each, marks=() if each in SEED else pytest.mark.soak, id=str(each))
        for each in ALL_PLACES
    ],
)
def test_every_button_does_the_same_by_action_by_key_and_by_mouse(hand: Hand, place: Place) -> None:
    different, silent = {}, []
    for name in hand.buttons(place):
        effects = {way: hand.effect(place, name, press) for way, press in WAYS.items()}
        known = {way: effect for way, effect in effects.items() if effect is not None}
        is_done_once = any(words in name for words in ONLY_ONCE)
        if len(set(known.values())) > 1 and not is_done_once:
            different[name] = known
        expected = any(words in name for words in DOES_NOTHING)
        if known and not expected and not any(each.changed_window for each in known.values()):
            silent.append(name)
    assert (different, silent) == ({}, [])


@pytest.mark.parametrize("place", [SetPlace("foundations", 11, tab=Tab.RESPONSE)], ids=str)
def test_every_row_that_is_selected_by_action_is_the_current_one(
    qtbot: QtBot, go: Go, window: MainWindow, place: Place
) -> None:
    go(place)
    for view in [each for each in shown(window) if isinstance(each, QAbstractItemView)]:
        model = view.model()
        for row in range(min(model.rowCount(), 4)):
            if not view.isVisible() or not model.index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled:
                continue
            select_row(view, row)
            qtbot.waitUntil(
                lambda view=view, row=row: view.currentIndex().row() == row  # type: ignore[misc]
            )
        go(place)
