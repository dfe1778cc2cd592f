"""The menus by keyboard."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.find.palette import destinations


def test_no_two_entries_of_a_menu_have_the_same_letter(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    letters = {
        menu.title(): Counter(
            QKeySequence.mnemonic(action.text()).toString()
            for action in menu.actions()
            if action.isVisible() and "&" in action.text().replace("&&", "")
        )
        for menu in window.menuBar().findChildren(QMenu)
    }
    assert len(letters) > 3
    twice = {
        title: [letter for letter, count in counts.items() if count > 1]
        for title, counts in letters.items()
    }
    assert {title: each for title, each in twice.items() if each} == {}


def test_the_menu_names_each_place_as_the_window_does(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    session = window.session
    assert session is not None
    actions = window.menu_actions
    names = {each.place: each.name for each in destinations(session.program, session.portfolio)}
    for action in actions.pages:
        shown = action.text().replace("&&", "+").replace("&", "").replace("+", "&")
        assert shown == names[action.data()]
