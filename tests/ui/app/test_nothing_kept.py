"""The window of a program that was started to keep nothing on the computer."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from lssc_desktop.paths import NOWHERE
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.preferences import PreferencesDialog
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.services import Preferences, Services
from lssc_desktop.ui.kit.icons import Icons


@pytest.fixture
def services(services: Services, icons: Icons, jobs: Jobs) -> Services:
    """Those of a program that keeps no settings."""
    return replace(services, preferences=Preferences(NOWHERE, icons.theme, jobs))


def test_it_does_not_say_that_choices_stay(start_window: MainWindow) -> None:
    start_window.menu_actions.preferences.trigger()
    (dialog,) = start_window.findChildren(PreferencesDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Changes apply right away." in said
    assert "stay on this computer" not in said


def test_it_does_not_offer_to_remember_a_folder_and_says_why(start_window: MainWindow) -> None:
    start_window.menu_actions.preferences.trigger()
    (dialog,) = start_window.findChildren(PreferencesDialog)
    assert not dialog.own.isEnabled()
    assert dialog.shared.isChecked()
    assert dialog.of_computer.isVisible()
    assert "keep nothing on this computer" in dialog.of_computer.text()
    dialog.reject()


def test_it_does_not_ask_whose_computer_it_is(services: Services) -> None:
    assert not services.preferences.asks_whose
