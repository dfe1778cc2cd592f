"""The window of what is set once on a computer: each choice holds as soon as it is made."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.disk.settings import load_settings
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.preferences import PreferencesDialog
from lssc_desktop.ui.app.shared_computer import LockDialog
from lssc_desktop.ui.app.signing_dialog import SigningDialog
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.theme import Mode


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    return open_window(sample)


@pytest.fixture
def dialog(window: MainWindow) -> PreferencesDialog:
    window.menu_actions.preferences.trigger()
    (dialog,) = window.findChildren(PreferencesDialog)
    return dialog


def choose(field: ChoiceField, words: str) -> None:
    index = field.findText(words)
    assert index >= 0
    field.setCurrentIndex(index)
    field.activated.emit(index)


def test_what_is_chosen_holds_at_once_and_is_kept(
    dialog: PreferencesDialog, services: Services, qtbot: QtBot
) -> None:
    preferences = services.preferences
    dialog.looks[1].click()
    choose(dialog.text_size, "150%")
    choose(dialog.language, "Español")
    choose(dialog.lock_after, "After 15 minutes without keys or mouse")
    dialog.spelling.click()
    assert preferences.mode is Mode.DARK
    assert services.icons.theme.text_scale == 1.5
    qtbot.waitUntil(lambda: not services.jobs.running())
    kept = load_settings(preferences.folder)
    assert (kept.theme, kept.text_percent, kept.language) == ("dark", 150, "es")
    assert (kept.lock_minutes, kept.spelling) == (15, False)
    preferences.usual_text()
    preferences.set_mode(Mode.LIGHT)


def test_who_says_that_it_is_their_computer_is_offered_the_folder(
    dialog: PreferencesDialog, window: MainWindow, services: Services
) -> None:
    assert window.session is not None
    assert dialog.shared.isChecked()
    dialog.own.click()
    assert services.preferences.remembered_folder == window.session.root
    dialog.shared.click()
    assert services.preferences.remembered_folder is None


def test_it_leads_to_the_passphrase_and_to_signing(
    dialog: PreferencesDialog, window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    dialog.passphrase.click()
    (passphrase,) = window.findChildren(LockDialog)
    passphrase.reject()
    dialog.signing.click()
    (signing,) = window.findChildren(SigningDialog)
    qtbot.waitUntil(lambda: not services.jobs.running())
    signing.reject()


def test_own_words_are_off_without_a_portfolio_and_it_says_why(start_window: MainWindow) -> None:
    start_window.menu_actions.preferences.trigger()
    (dialog,) = start_window.findChildren(PreferencesDialog)
    assert not dialog.own_words.isEnabled()
    assert dialog.of_spelling.text() == "Open a portfolio to see your words: they’re saved in it."
