"""What a person meets in a window: its controls, the ways of its keys, words that are cut off."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QMenuBar,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)

_MOST = 500  # presses of Tab; more of them mean that it goes round in a part of the window
_SLACK = 1  # pixel: a width is rounded down in one place and up in another


def controls(window: QWidget) -> list[QWidget]:
    """Return what the keyboard can be given to: shown, enabled, and of those that Tab reaches."""
    return [widget for widget in shown(window) if _takes_tab(widget)]


def shown(window: QWidget) -> Iterator[QWidget]:
    """Yield a window and everything in it that is shown, whether scrolled into view or not."""
    yield window
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window.window():
            yield widget


def spoken_name(widget: QWidget) -> str:
    """Return what a screen reader says of a control."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def described(widget: QWidget) -> str:
    """Return words by which a person who reads a failed test finds a control."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    where = " in ".join(type(each).__name__ for each in [widget, *_ancestors(widget)][:4])
    return f"{spoken_name(widget) or text!r} ({where})"


def way_of_tab(window: QWidget) -> list[QWidget]:
    """Press Tab until it comes back to where it began, and return what had the keyboard.

    A text in which Tab writes is left as Help says: by Esc and then Tab.
    """
    start = next(iter(controls(window)), None)
    if start is None:
        return []
    start.setFocus(Qt.FocusReason.TabFocusReason)
    way: list[QWidget] = []
    for _ in range(_MOST):
        here = QApplication.focusWidget()
        if here is None or here in way:
            break
        way.append(here)
        if isinstance(here, QTextEdit) and not (here.isReadOnly() or here.tabChangesFocus()):
            QTest.keyClick(here, Qt.Key.Key_Escape)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return way


def missed_by_tab(window: QWidget) -> list[str]:
    """Return the controls that Tab does not reach; of radio buttons it reaches one of a group."""
    way = way_of_tab(window)
    groups = {id(each.parent()) for each in way if isinstance(each, QRadioButton)}
    return [
        described(widget)
        for widget in controls(window)
        if widget not in way
        and not (isinstance(widget, QRadioButton) and id(widget.parent()) in groups)
    ]


def cut_off(window: QWidget) -> list[str]:
    """Return the words that have less room than they need, or stick out of what they stand in."""
    found = [
        f"{described(widget)}: {widget.width()}x{widget.height()} of {needed}"
        for widget in shown(window)
        if isinstance(widget, QLabel | QAbstractButton) and (needed := _lacks_room(widget))
    ]
    found += [
        f"{described(widget)} sticks out of {described(outside)}"
        for widget in shown(window)
        if isinstance(widget, QLabel | QAbstractButton) and (outside := _sticks_out(widget))
    ]
    found += [
        f"{described(area)} scrolls sideways"
        for area in shown(window)
        if isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() > 0
    ]
    return found


def doubled_letters(window: QWidget) -> list[str]:
    """Return the underlined letters that more than one name in a window has, with the names."""
    names: dict[str, list[str]] = {}
    for widget in shown(window):
        if isinstance(widget, QLabel | QAbstractButton):
            keys = QKeySequence.mnemonic(_with_letter(widget)).toString()
            names.setdefault(keys, []).append(widget.text())
    return [f"{keys}: {said}" for keys, said in names.items() if keys and len(said) > 1]


def _with_letter(widget: QLabel | QAbstractButton) -> str:
    """Return the words in which Qt looks for an underlined letter."""
    is_name = isinstance(widget, QAbstractButton) or widget.buddy() is not None
    return widget.text() if is_name else ""


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return (
        bool(by_tab)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, QMenuBar)  # Alt reaches it
    )


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    while not widget.isWindow() and (above := widget.parentWidget()) is not None:
        yield above
        widget = above


def _lacks_room(widget: QLabel | QAbstractButton) -> str:
    """Return the room that a widget needs when it has less."""
    if isinstance(widget, QLabel) and not widget.text():
        return ""
    if isinstance(widget.parent(), QLineEdit):
        return ""  # Qt's own small icons in a field
    needed = widget.sizeHint()
    if widget.hasHeightForWidth():
        needed = widget.minimumSizeHint()
        needed.setHeight(widget.heightForWidth(widget.width()))
    fits = needed.width() <= widget.width() + _SLACK and needed.height() <= widget.height() + _SLACK
    return "" if fits else f"{needed.width()}x{needed.height()}"


def _sticks_out(widget: QWidget) -> QWidget | None:
    """Return the part of the window that shows only a piece of a widget, if there is one."""
    for around in _ancestors(widget):
        if isinstance(around, QAbstractScrollArea) or isinstance(widget, QScrollBar):
            return None  # what is outside is scrolled to
        if isinstance(around.parentWidget(), QAbstractScrollArea):
            return None
        place = QRect(widget.mapTo(around, widget.rect().topLeft()), widget.size())
        room = around.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if not room.contains(place):
            return around
    return None
