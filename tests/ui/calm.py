"""How much a page asks of a person: what there is to press, and what there is to read."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QMainWindow, QWidget

from tests.ui.accessible_tree import FILLED, PRESSED, Node, tree
from tests.ui.controls import shown


def things_to_press(page: QWidget) -> list[str]:
    """Return what can be pressed or filled in on a page without the pointer on it.

    The menus of its window are among it, the rows of its lists are not.
    """
    window = page.window()
    menus = window.menuBar().actions() if isinstance(window, QMainWindow) else []
    return [each.text() for each in menus if each.isVisible()] + list(
        map(str, _pressed(tree(page)))
    )


def _pressed(node: Node) -> list[Node]:
    if node.role in PRESSED | FILLED:
        return [node] if node.enabled else []
    return [each for child in node.children for each in _pressed(child)]


def words_shown(page: QWidget) -> list[str]:
    """Return the words that a page says, in labels, on buttons, and in choices."""
    return [word for widget in shown(page) for word in _said(widget).split()]


def _said(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""
