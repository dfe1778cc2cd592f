"""The dialog about the application."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from lssc_desktop import __version__, paths
from lssc_desktop.ui.app.about import AboutDialog
from lssc_desktop.ui.app.main_window import MainWindow
from tests.ui.conftest import RememberingDesktop


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def dialog(start_window: MainWindow) -> AboutDialog:
    start_window.menu_actions.about.trigger()
    (dialog,) = start_window.findChildren(AboutDialog)
    return dialog


def test_help_says_which_version_this_is(dialog: AboutDialog) -> None:
    assert dialog.isVisible()
    assert dialog.versions.text().startswith(f"LSSC Desktop {__version__}")


def test_the_versions_can_be_copied_for_whoever_is_asked(qtbot: QtBot, dialog: AboutDialog) -> None:
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == dialog.versions.text()
    assert dialog.hint.text() == "Copied."


def test_licenses_are_opened_in_their_own_program(
    qtbot: QtBot, desktop: RememberingDesktop, dialog: AboutDialog
) -> None:
    for button in (dialog.license_button, dialog.notices_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    beside = paths.resources().parent
    assert desktop.opened == [beside / "LICENSE", beside / "THIRD-PARTY-NOTICES.md"]
    assert all(Path(file).is_file() for file in desktop.opened)


def test_it_says_whom_to_send_the_versions(dialog: AboutDialog) -> None:
    said = "If you need help, send these versions to the person who gave you this program."
    assert dialog.helper.text() == said


def test_a_build_that_names_no_page_offers_no_newer_version(dialog: AboutDialog) -> None:
    assert not dialog.updates_button.isVisible()


def test_the_page_of_newer_versions_opens_when_asked_only(
    qtbot: QtBot,
    desktop: RememberingDesktop,
    start_window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    shutil.copytree(paths.resources(), tmp_path / "resources", copy_function=os.link)
    (tmp_path / "resources" / "updates.txt").write_text("https://downloads.example/lssc\n")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "resources")
    start_window.menu_actions.about.trigger()
    (dialog,) = start_window.findChildren(AboutDialog)
    assert desktop.opened == []
    qtbot.mouseClick(dialog.updates_button, Qt.MouseButton.LeftButton)
    assert desktop.opened == ["https://downloads.example/lssc"]
