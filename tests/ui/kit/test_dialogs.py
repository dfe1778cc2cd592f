"""The frame of our dialogs, and the file dialogs of the system."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.dialogs import (
    Dialog,
    ask_file,
    ask_files,
    ask_folder,
    ask_target,
    forget_visited,
    places,
)
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


# Files ------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "notes.txt"
    file.write_text("notes", encoding="utf-8")
    return file


type Ask = Callable[[QWidget, str, Callable[[object], object]], QFileDialog]


@pytest.mark.parametrize(
    ("ask", "name"),
    [(ask_file, "notes.txt"), (ask_files, "notes.txt"), (ask_folder, ""), (ask_target, "new.txt")],
)
@pytest.mark.parametrize("accepts", [True, False])
def test_a_file_dialog_tells_a_path_and_is_gone_when_it_is_closed(
    qtbot: QtBot, window: QWidget, file: Path, ask: Ask, name: str, accepts: bool
) -> None:
    chosen: list[object] = []
    wanted = file.parent / name
    dialog = ask(window, "Which?", chosen.append)
    dialog.selectFile(str(wanted))
    dialog.accept() if accepts else dialog.reject()
    told: object = (wanted,) if dialog.fileMode() is QFileDialog.FileMode.ExistingFiles else wanted
    assert chosen == ([told] if accepts else [])
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))


def test_a_name_without_a_suffix_gets_the_one_of_the_proposed_name(
    window: QWidget, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    dialog = ask_target(window, "Where?", chosen.append, name="table.csv", start=tmp_path)
    dialog.selectFile(str(tmp_path / "mine"))
    dialog.accept()
    assert chosen == [tmp_path / "mine.csv"]


def test_places_are_the_folders_of_the_person_and_the_drives_that_are_plugged_in(
    tmp_path: Path,
) -> None:
    stick = tmp_path / "media" / "KINGSTON"
    stick.mkdir(parents=True)

    found = places((tmp_path / "media", tmp_path / "not there"))

    assert found[0] == Path.home()
    assert found[-1] == stick


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a dialog of their own")
def test_the_file_dialog_of_qt_names_the_places(window: QWidget) -> None:
    dialog = ask_folder(window, "Where?", lambda _path: None)

    assert [Path(url.toLocalFile()) for url in dialog.sidebarUrls()] == list(places())
    dialog.reject()


def test_a_file_dialog_leaves_no_list_of_folders(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "QtProject.conf"), QSettings.Format.IniFormat)
    settings.setValue("FileDialog/lastVisited", "file:///stick/Rivera LSSC")
    settings.setValue("FileDialog/history", ["file:///stick"])
    settings.setValue("FileDialog/sidebarWidth", 120)
    forget_visited(settings)
    assert settings.allKeys() == ["FileDialog/sidebarWidth"]
