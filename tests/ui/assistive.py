"""What assistive technology does in a window: it switches and selects by accessible actions.

It presses a check box by the action "Toggle", which Qt answers by `toggled` and never by
`clicked`; a row of a list it selects without making it the current one.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMetaMethod, QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QFont,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as NotInTime
from pytestqt.qtbot import QtBot

from tests.ui.controls import described, shown

READ_WHEN_SAVED = {
    "Remember": "nothing else depends on it",
    "ALA member": "the fee is written into the letter",
}
"""Boxes that nothing shows but themselves, with the reason: what is ticked is read when saved."""


def toggle(widget: QWidget) -> None:
    """Switch a control as assistive technology does."""
    toggle_of(QAccessible.queryAccessibleInterface(widget))


def press(widget: QWidget) -> None:
    """Press a control as assistive technology does."""
    acts = QAccessible.queryAccessibleInterface(widget).actionInterface()
    acts.doAction(QAccessibleActionInterface.pressAction())


def checkables(window: QWidget) -> list[QAbstractButton]:
    """Return what can be switched in a window, one of each name, without Qt's own."""
    found = {
        described(each): each
        for each in shown(window)
        if isinstance(each, QAbstractButton) and each.isCheckable() and each.isEnabled()
    }
    return list(found.values())


def seen(window: QWidget) -> Iterator[object]:
    """Give what a window shows, but for the marks of its boxes and buttons."""
    for each in shown(window):
        yield type(each).__name__
        if isinstance(each, QLabel | QLineEdit | QAbstractButton):
            yield each.text(), each.isEnabled()
        elif isinstance(each, QComboBox):
            yield each.currentText()
        elif isinstance(each, QStackedWidget):
            yield each.currentIndex()
        elif isinstance(each, QTextEdit):
            form = each.currentCharFormat()
            bold = form.fontWeight() >= QFont.Weight.DemiBold
            yield bold, form.fontItalic(), each.toHtml()
        elif isinstance(each, QAbstractItemView):
            yield each.model().rowCount(each.rootIndex())


def changes_nothing(
    qtbot: QtBot, window: QWidget, button: QAbstractButton, kept: Callable[[], object]
) -> bool:
    """Toggle a control, and tell whether neither what is kept nor the window is different."""

    def state() -> object:
        return kept(), tuple(seen(window))

    before = state()
    toggle(button)
    try:
        qtbot.waitUntil(lambda: state() != before)
    except NotInTime:
        return True
    return False


def silent(qtbot: QtBot, open_it: Callable[[], QWidget], kept: Callable[[], object]) -> list[str]:
    """Return the controls of a window that are switched and change nothing of what is kept.

    The window is opened again for each of them.
    """
    window = open_it()
    names = [described(each) for each in checkables(window) if not each.isChecked()]
    found = []
    for name in names:
        window = open_it()
        button = next((each for each in checkables(window) if described(each) == name), None)
        if button is None or button.isChecked():
            continue
        if changes_nothing(qtbot, window, button, kept) and not is_read_when_saved(name):
            found.append(name)
    return found


def is_read_when_saved(name: str) -> bool:
    return any(words in name for words in READ_WHEN_SAVED)


def of_clicks_alone(window: QWidget) -> list[str]:
    """Return the checkable controls whose clicks are followed, which Toggle never makes."""
    return [
        described(each)
        for each in checkables(window)
        if is_heard(each, "clicked(bool)")
        or any(
            is_heard(each.group(), signal)
            for signal in ("idClicked(int)", "buttonClicked(QAbstractButton*)")
        )
    ]


def is_heard(sender: QObject | None, signal: str) -> bool:
    """Whether anything is connected to a signal."""
    if sender is None:
        return False
    method = sender.metaObject().method(sender.metaObject().indexOfSignal(signal))
    assert isinstance(method, QMetaMethod)
    assert method.isValid()
    return sender.isSignalConnected(method)


def select_row(view: QAbstractItemView, row: int) -> None:
    """Select a row of a list as assistive technology does, by its only action."""
    toggle_of(QAccessible.queryAccessibleInterface(view).child(row))


def toggle_of(interface: QAccessibleInterface) -> None:
    """Do the action Toggle."""
    interface.actionInterface().doAction(QAccessibleActionInterface.toggleAction())


class Heard:
    """Remembers what a screen reader was told to say, in order."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.alerts: list[QObject] = []

    def take(self, event: QAccessibleEvent) -> None:
        """Take what goes to the system."""
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.said.append(event.message())
        elif event.type() is QAccessible.Event.Alert:
            self.alerts.append(event.object())

    def has(self, words: str) -> bool:
        """Whether something with these words was said."""
        return any(words in each for each in self.said)


def listen(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Return what remembers everything that goes to the screen reader of the system."""
    heard = Heard()
    send = QAccessible.updateAccessibility

    def hear(event: QAccessibleEvent) -> None:
        heard.take(event)
        send(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard
