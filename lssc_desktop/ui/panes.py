"""F6 and Shift+F6: the keyboard goes from one part of the window to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def next_pane(panes: Sequence[QWidget], *, backwards: bool = False) -> None:
    """Give the keyboard to the first control of the pane after the one that has it."""
    usable = [pane for pane in panes if pane.isVisible() and _first_control(pane) is not None]
    if not usable:
        return
    focused = QApplication.focusWidget()
    here = next(
        (
            number
            for number, pane in enumerate(usable)
            if focused is not None and (pane is focused or pane.isAncestorOf(focused))
        ),
        None,
    )
    if here is None:
        chosen = -1 if backwards else 0
    else:
        chosen = (here + (-1 if backwards else 1)) % len(usable)
    focus_first(usable[chosen])


def focus_first(pane: QWidget) -> None:
    """Give the keyboard to the first control of a pane."""
    control = _first_control(pane)
    if control is not None:
        control.setFocus(Qt.FocusReason.TabFocusReason)


def _first_control(pane: QWidget) -> QWidget | None:
    """Return the first control of a pane in the tab order that can have the keyboard."""
    widget: QWidget | None = pane
    while widget is not None:
        if _takes_keyboard(widget) and (widget is pane or pane.isAncestorOf(widget)):
            return widget
        widget = widget.nextInFocusChain()
        if widget is pane:  # the tab order is a ring
            return None
    return None


def _takes_keyboard(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(by_tab) and widget.isEnabled() and widget.isVisible()
