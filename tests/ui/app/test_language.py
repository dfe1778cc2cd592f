"""View > Language, and a window that speaks the language that was chosen."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu
from pytestqt.qtbot import QtBot

from lssc_desktop.disk.settings import load_settings
from lssc_desktop.languages import LANGUAGES, OF_SYSTEM, catalog, speaking
from lssc_desktop.paths import resources
from lssc_desktop.ui.app.application import translate_qt
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.services import Services

TRANSLATED = sorted(LANGUAGES.keys() - {"en"})


@pytest.fixture(params=TRANSLATED)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """A language that is spoken while a test runs, by Qt too."""
    with speaking(catalog(request.param)):
        translate_qt(qapp)
        yield request.param
    for words in qapp.findChildren(QTranslator):
        qapp.removeTranslator(words)
        words.deleteLater()
    QLocale.setDefault(QLocale.system())


def choose(window: MainWindow, code: str) -> None:
    """Choose a language, as Ctrl+K does."""
    actions = window.menu_actions.view.languages.actions()
    next(each for each in actions if each.data() == code).trigger()


def test_the_language_that_is_chosen_is_kept(
    open_window: Callable[[Path], MainWindow], sample: Path, services: Services, qtbot: QtBot
) -> None:
    window = open_window(sample)
    view = window.menu_actions.view
    assert [each.text() for each in view.languages.actions()][1:] == ["English", "Español"]
    checked = view.languages.checkedAction()
    assert checked is not None
    assert checked.data() == OF_SYSTEM
    choose(window, "es")
    folder = services.preferences.folder
    qtbot.waitUntil(lambda: load_settings(folder).language == "es")
    assert window.windowTitle().startswith("Overview")


def test_that_the_language_changes_later_is_said_in_both(
    open_window: Callable[[Path], MainWindow], sample: Path, services: Services
) -> None:
    window = open_window(sample)
    choose(window, "es")
    (notice,) = services.notices.waiting
    assert "next time you open LSSC Desktop" in notice.message.happened
    assert "próxima vez que abra LSSC Desktop" in notice.message.meaning
    choose(window, "en")
    assert services.notices.waiting == ()


def test_a_window_speaks_the_language_and_so_do_qts_own_parts(
    language: str, open_window: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot
) -> None:
    window = open_window(sample)
    said = catalog(language).gettext
    assert window.windowTitle().startswith(said("Overview"))
    assert window.menuBar().actions()[0].text() == said("&File")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    (cancel,) = buttons.buttons()
    assert cancel.text().replace("&", "") == said("Cancel")
    assert QLocale().language() == QLocale.codeToLanguage(language)


def test_no_two_entries_of_a_menu_have_the_same_letter_in_any_language(
    language: str, open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    assert language
    window = open_window(sample)
    twice = {
        menu.title(): sorted(letter for letter, count in letters.items() if count > 1)
        for menu in window.menuBar().findChildren(QMenu)
        if (letters := letters_of(menu))
    }
    assert {title: each for title, each in twice.items() if each} == {}


def letters_of(menu: QMenu) -> Counter[str]:
    """How often each letter is a key of a menu."""
    return Counter(
        QKeySequence.mnemonic(action.text()).toString()
        for action in menu.actions()
        if action.isVisible() and "&" in action.text().replace("&&", "")
    )


def test_keys_have_the_names_in_menus_that_they_have_in_help(language: str) -> None:
    menus = QKeySequence("Ctrl+Shift+F").toString(QKeySequence.SequenceFormat.NativeText)
    help_page = (resources() / "help" / language / "keyboard.md").read_text(encoding="utf-8")
    assert menus in help_page


@pytest.mark.usefixtures("language")
def test_what_qt_has_no_translation_of_is_still_said() -> None:
    assert QCoreApplication.translate("QFileDialog", "No catalog has this.") == (
        "No catalog has this."
    )
