"""The Submissions page by keyboard, for a screen reader, and with larger text, in every state."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import SubmissionsPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import Button
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.submissions.page import SubmissionsPage
from lssc_desktop.ui.submissions.row import PackageAct
from tests.ui.controls import controls, cut_off, described, missed_by_tab, spoken_name, way_of_tab
from tests.ui.test_accessibility import at_rest


@pytest.fixture
def window(
    qtbot: QtBot,
    open_window: Callable[[Path], MainWindow],
    services: Services,
    on_their_way: Path,
) -> MainWindow:
    """The page with a received package open, and the steps of a web form beside it."""
    window = open_window(on_their_way)
    window.resize(1366, 720)
    window.activateWindow()
    for notice in services.notices.waiting:
        services.notices.dismiss(notice)
    window.go_to(SubmissionsPlace())
    page = page_of(window)
    next(row for row in page.rows.rows if row.entry.standing is Standing.RECEIVED).head.setChecked(
        True
    )
    by_hand = next(
        row.entry
        for row in page.rows.rows
        if row.entry.standing is Standing.PACKAGED and row.entry.note is not None
    )
    page.by_hand.begin(by_hand)
    qtbot.waitUntil(lambda: page.steps.isVisible() and not services.jobs.running())
    return window


def page_of(window: MainWindow) -> SubmissionsPage:
    portfolio_view = window.portfolio_view
    assert portfolio_view is not None
    assert isinstance(portfolio_view.page, SubmissionsPage)
    return portfolio_view.page


def nameless(window: QWidget) -> Sequence[str]:
    return [described(each) for each in controls(window) if not spoken_name(each)]


def test_every_control_has_a_name_and_tab_reaches_it(qtbot: QtBot, window: MainWindow) -> None:
    assert at_rest(qtbot, window, nameless) == []
    assert at_rest(qtbot, window, missed_by_tab) == []


def test_no_words_are_cut_off(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    for scale in (1.0, 1.5, 2.0):
        theme.set_text_scale(scale)
        assert at_rest(qtbot, window, cut_off) == [], scale


def test_the_dialogs_are_for_everybody_too(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    page = page_of(window)
    entries = {
        row.entry.standing: row.entry for row in page.rows.rows if row.entry.note is not None
    }
    for scale in (1.0, 1.5):
        theme.set_text_scale(scale)
        for act, standing in (
            (PackageAct.HAND_IN, Standing.PACKAGED),
            (PackageAct.TELL_DECISION, Standing.RECEIVED),
        ):
            page.acts.act(act, entries[standing])
            dialog = page.acts.dialog
            assert isinstance(dialog, QDialog)
            dialog.activateWindow()
            qtbot.waitUntil(dialog.isActiveWindow)
            assert at_rest(qtbot, dialog, nameless) == []
            buttons = {each for each in dialog.findChildren(Button) if can_be_pressed(each)}
            assert reached_by_tab(qtbot, dialog) >= buttons
            assert at_rest(qtbot, dialog, cut_off) == []
            dialog.reject()


def can_be_pressed(button: Button) -> bool:
    return button.isVisible() and button.isEnabled()


def test_tab_goes_through_the_page_as_it_is_read(window: MainWindow) -> None:
    page = page_of(window)
    way = way_of_tab(window)
    for row in page.rows.rows:
        inside = (row.head, row.button, *row.findChildren(QAbstractButton))
        stops = sorted({way.index(stop) for stop in inside if stop.isVisible()})
        assert stops == list(range(way.index(row.head), stops[-1] + 1))
    steps = page.steps
    in_order = (
        steps.first.mark,
        steps.open_button,
        steps.second.mark,
        steps.field(1).button,
        steps.third.mark,
        steps.folder_button,
        steps.fourth.mark,
        steps.confirmed_button,
    )
    places = [way.index(each) for each in in_order]
    assert places == sorted(places)


def reached_by_tab(qtbot: QtBot, dialog: QDialog) -> set[QWidget]:
    """Return what Tab comes to; in a day it goes from its month to its day and its year first."""
    way: set[QWidget] = set()
    controls(dialog)[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(60):
        here = QApplication.focusWidget()
        if here is not None:
            way.add(here)
            qtbot.keyClick(here, Qt.Key.Key_Tab)
    return way
