import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.ui.kit.focus import (
    FocusFollower,
    focus_first,
    next_pane,
    no_focus_ring,
    ring_target,
    ring_until_typed,
)
from lssc_desktop.ui.kit.tokens import LIGHT
from tests.ui.painted import Painted, stripes


def _shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    for widget in widgets:
        column.addWidget(widget)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_the_ring_goes_where_the_keyboard_goes(qtbot: QtBot, follower: FocusFollower) -> None:
    one, other = QLineEdit(), QPushButton("Go")
    window = _shown(qtbot, one, other)
    one.setFocus()
    first = follower.framed

    qtbot.keyClick(window, Qt.Key.Key_Tab)

    assert first is one
    assert follower.framed is other


@pytest.mark.usefixtures("follower")
def test_the_ring_is_two_wide_and_two_off_the_widget(qtbot: QtBot) -> None:
    button = QPushButton("Go")
    window = _shown(qtbot, button)
    button.setFocus()

    painted, place = Painted(window), button.geometry()
    beside = painted.across(place.center().y())[place.left() - 4 : place.left()]
    assert stripes(beside, LIGHT.focus) == [2]
    assert stripes(beside, painted.color(2, 2)) == [2]


def test_a_dialog_that_had_the_ring_takes_nothing_of_the_window_with_it(
    qtbot: QtBot, follower: FocusFollower
) -> None:
    """PySide takes what a frame is around for its child, and its document for gone with it."""
    editor = QTextEdit()
    document = editor.document()
    window = _shown(qtbot, editor)
    editor.setFocus()
    dialog = QDialog(window)
    button = QPushButton("Close", dialog)
    dialog.open()
    dialog.activateWindow()
    button.setFocus()
    qtbot.waitUntil(lambda: follower.framed is button)

    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()

    assert isValid(document)


def test_the_ring_survives_the_widget_that_had_it(qtbot: QtBot, follower: FocusFollower) -> None:
    lost, field = QLineEdit(), QLineEdit()
    window = _shown(qtbot, lost, field)
    lost.setFocus()
    with qtbot.waitSignal(lost.destroyed):
        lost.deleteLater()

    field.setFocus()

    assert window.isVisible()
    assert follower.framed is field


def test_a_row_shows_the_keyboard_by_itself_and_an_empty_list_has_the_ring(qtbot: QtBot) -> None:
    full, empty = QListView(), QListView()
    model = QStringListModel(["one"])
    for view in (full, empty):
        qtbot.addWidget(view)
    full.setModel(model)

    frame = QWidget()
    qtbot.addWidget(frame)
    for view in (full, empty):
        view.setParent(frame)
    assert ring_target(full) is None
    assert ring_target(empty) is empty


def test_a_widget_can_do_without_the_ring(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    field = QLineEdit(frame)

    no_focus_ring(field)

    assert ring_target(field) is None


def test_the_ring_goes_down_with_its_window_and_comes_up_in_the_next(
    qtbot: QtBot, follower: FocusFollower
) -> None:
    dialog, lost = QDialog(), QLineEdit()
    QVBoxLayout(dialog).addWidget(lost)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    lost.setFocus()
    assert follower.framed is lost
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()
    field = QLineEdit()
    window = _shown(qtbot, field)

    field.setFocus()

    assert window.isVisible()
    assert follower.framed is field


# Panes ------------------------------------------------------------------------------------------


class _PaneOfText(QWidget):
    """A pane with a tool above its text, which is what the keyboard is for."""

    def __init__(self) -> None:
        super().__init__()
        self.tool, self.text = QPushButton("Bold"), QTextEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.tool)
        column.addWidget(self.text)

    @property
    def first_control(self) -> QWidget:
        return self.text


def test_a_control_that_goes_takes_nothing_of_its_pane_with_it(qtbot: QtBot) -> None:
    """Walking along `nextInFocusChain` made PySide take each control for a child of the last."""
    skipped, editor = QLineEdit(), QTextEdit()
    skipped.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    document = editor.document()
    window = _shown(qtbot, skipped, editor)
    focus_first(window)
    had_the_keyboard = editor.hasFocus()

    with qtbot.waitSignal(skipped.destroyed):
        skipped.deleteLater()

    assert had_the_keyboard
    assert isValid(document)


def test_the_first_control_is_the_one_that_is_read_first(qtbot: QtBot) -> None:
    """Whichever was made first."""
    window = QWidget()
    qtbot.addWidget(window)
    lower, right, left = (QPushButton(name, window) for name in ("Lower", "Right", "Left"))
    lower.setGeometry(0, 60, 90, 24)
    right.setGeometry(120, 10, 90, 24)
    left.setGeometry(0, 10, 90, 24)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    focus_first(window)

    assert left.hasFocus()


def test_a_pane_can_say_what_gets_the_keyboard_first(qtbot: QtBot) -> None:
    before, pane = QPushButton("Before"), _PaneOfText()
    window = _shown(qtbot, before, pane)
    before.setFocus()
    next_pane((before, pane))
    assert pane.text.hasFocus()

    pane.text.hide()
    before.setFocus()
    next_pane((before, pane))

    assert window.isVisible()
    assert pane.tool.hasFocus()


def test_a_pane_without_a_control_is_passed_over(qtbot: QtBot) -> None:
    before, empty, after = QPushButton("Before"), QFrame(), QPushButton("After")
    window = _shown(qtbot, before, empty, after)
    before.setFocus()

    next_pane((before, empty, after))

    assert window.isVisible()
    assert after.hasFocus()


def test_a_text_without_an_edge_has_the_ring_by_keys_until_the_first_letter(
    qtbot: QtBot, follower: FocusFollower
) -> None:
    before, text = QPushButton("Before"), QTextEdit()
    ring_until_typed(text)
    window = _shown(qtbot, before, text)
    before.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    assert follower.framed is text
    qtbot.keyClick(text, Qt.Key.Key_Right)
    assert follower.framed is text
    qtbot.keyClick(text, Qt.Key.Key_A)
    assert follower.framed is None
    before.setFocus()
    text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert follower.framed is None
    before.setFocus()
    text.setFocus(Qt.FocusReason.TabFocusReason)
    assert follower.framed is text
