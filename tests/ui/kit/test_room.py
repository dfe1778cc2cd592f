"""A dialog lies inside its window, or the screen, however large the text is."""

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.pages import take_size, take_window_size
from lssc_desktop.ui.kit.theme import Theme


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 500)
    return window


def test_it_is_as_large_as_it_wants_to_be_where_there_is_room(
    window: QWidget, theme: Theme
) -> None:
    dialog = QDialog(window)
    take_size(dialog, theme, 400, 380)

    assert (dialog.width(), dialog.height()) == (400, 380)


def test_with_large_text_it_grows_and_stays_in_its_window(window: QWidget, theme: Theme) -> None:
    theme.set_text_scale(1.5)
    dialog = QDialog(window)
    take_size(dialog, theme, 400, 380)

    assert dialog.width() == 600
    assert dialog.height() < window.height()


def test_without_a_window_it_stays_on_the_screen(qtbot: QtBot, theme: Theme) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    take_size(dialog, theme, 9000, 9000)

    room = dialog.screen().availableSize()
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()


def test_a_window_leaves_room_for_its_title_bar(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    take_window_size(window, theme, 500, 99_999)

    assert window.width() == 500
    assert window.height() < window.screen().availableSize().height()
