"""The file dialogs of the system."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QFileDialog,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.file_dialogs import (
    ask_file,
    ask_files,
    ask_folder,
    ask_target,
    forget_visited,
    places,
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


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
