"""The frame of our dialogs."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import add


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(900, 500)
    window.show()
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))
    window.close()


def lines(count: int) -> QLabel:
    return QLabel("\n".join(["line"] * count))


def opened(icons: Icons, window: QWidget, rows: int, size: int | tuple[int, int] = 300) -> Dialog:
    dialog = Dialog(icons, "A title", "Keep", "Leave", size=size)
    add(dialog.content, lines(rows))
    return dialog.show_for(window)


def test_a_dialog_is_as_high_as_its_content_needs(icons: Icons, window: QWidget) -> None:
    low, high = opened(icons, window, 2), opened(icons, window, 8)
    line = low.fontMetrics().lineSpacing()
    assert high.height() - low.height() >= 5 * line
    assert low.width() == high.width() == 300


def test_it_is_not_higher_than_its_window(icons: Icons, window: QWidget) -> None:
    dialog = opened(icons, window, 80)
    assert dialog.height() < window.height()
    assert dialog.accept_button.mapTo(dialog, dialog.accept_button.rect().center()).y() > 0
    assert dialog.rect().contains(
        dialog.accept_button.mapTo(dialog, dialog.accept_button.rect().bottomRight())
    )


def test_it_grows_for_an_error_that_is_shown(icons: Icons, window: QWidget) -> None:
    dialog = opened(icons, window, 8)
    page = dialog.findChild(QScrollArea)
    assert page is not None
    dialog.error.show_words("It has no name.", "Give it one.")
    QApplication.sendPostedEvents()
    assert dialog.error.isVisible()
    assert page.verticalScrollBar().maximum() == 0
    dialog.resize(dialog.width(), dialog.height() + 40)  # as the user may
    larger = dialog.height()
    dialog.error.show_words("It still has none.", "Give it one.")
    assert dialog.height() == larger


def test_with_a_height_the_content_has_all_of_it(icons: Icons, window: QWidget) -> None:
    dialog = Dialog(icons, "A title", "Keep", size=(320, 400))
    field = QPlainTextEdit()
    add(dialog.content, (field, 1))
    dialog.show_for(window)
    assert (dialog.width(), dialog.height()) == (320, 400)
    assert field.height() > 200


def test_its_buttons_accept_and_close(qtbot: QtBot, icons: Icons, window: QWidget) -> None:
    dialog = opened(icons, window, 2)
    with qtbot.waitSignal(dialog.buttons.accepted):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert dialog.isVisible()  # what is to be kept may be wrong
    qtbot.keyClick(dialog.reject_button, Qt.Key.Key_Return)
    assert dialog.isHidden()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_it_is_gone_when_it_is_closed(qtbot: QtBot, icons: Icons, window: QWidget) -> None:
    dialog = opened(icons, window, 2)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(Dialog))


def test_without_a_second_word_it_has_one_button(icons: Icons, window: QWidget) -> None:
    dialog = Dialog(icons, "A title", "Close").show_for(window)
    assert dialog.accept_button.isVisible()
    assert not dialog.reject_button.isVisible()


def test_the_keyboard_begins_in_the_content_and_comes_to_the_buttons_last(
    qtbot: QtBot, icons: Icons, window: QWidget
) -> None:
    dialog = Dialog(icons, "A title", "Keep", "Leave")
    first, second = QLineEdit(), QComboBox()
    add(dialog.content, first, second)
    dialog.show_for(window)
    qtbot.waitUntil(first.hasFocus)
    for expected in (second, dialog.accept_button, dialog.reject_button, first):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is expected


def test_a_dialog_without_a_window_leaves_nothing(qtbot: QtBot, icons: Icons) -> None:
    gc.collect()  # what other tests left
    before = set(QApplication.allWidgets())
    dialog = Dialog(icons, "A title", "Keep", "Leave")
    add(dialog.content, QLineEdit())
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.close()
    del dialog
    gc.collect()
    assert set(QApplication.allWidgets()) <= before


def test_enter_in_a_field_presses_the_first_button(
    qtbot: QtBot, icons: Icons, window: QWidget
) -> None:
    dialog = Dialog(icons, "A title", "Keep", "Leave")
    field = QLineEdit()
    add(dialog.content, field)
    dialog.show_for(window)
    with qtbot.waitSignal(dialog.buttons.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    dialog.accept_button.setEnabled(False)
    with qtbot.assertNotEmitted(dialog.buttons.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
