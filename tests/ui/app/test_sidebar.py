"""The rows of the sidebar are as high as their words need, however high the window is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.sidebar import Sidebar
from lssc_desktop.ui.kit.theme import Theme

type OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> MainWindow:
    window = open_window(sample)
    window.resize(1366, 768)
    return window


@pytest.fixture
def places(qtbot: QtBot, window: MainWindow) -> QListView:
    """The rows, in a window with just enough room for them."""
    assert window.portfolio_view is not None
    places = window.portfolio_view.sidebar.places
    spare = places.viewport().height() - sum(heights(places))
    window.resize(window.width(), window.height() - spare + 36)
    qtbot.waitUntil(lambda: places.viewport().height() < sum(heights(places)) + 40)
    assert not places.verticalScrollBar().isVisible()
    return places


def wanted(places: QListView) -> list[int]:
    option = QStyleOptionViewItem()
    model = places.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [places.itemDelegate().sizeHint(option, row).height() for row in rows]


def heights(places: QListView) -> list[int]:
    model = places.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [places.visualRect(row).height() for row in rows]


def test_where_the_window_is_lower_and_it_scrolls(
    qtbot: QtBot, window: MainWindow, places: QListView
) -> None:
    wide = wanted(places)
    window.resize(window.width(), window.height() - 60)
    qtbot.waitUntil(places.verticalScrollBar().isVisible)

    qtbot.waitUntil(lambda: heights(places) == wanted(places))
    assert sum(heights(places)) > sum(wide)  # the bar takes room from the words


def test_when_the_window_is_as_high_as_before(
    qtbot: QtBot, window: MainWindow, places: QListView
) -> None:
    before = heights(places)
    window.resize(window.width(), window.height() - 60)
    qtbot.waitUntil(lambda: heights(places) != before)
    window.resize(window.width(), window.height() + 60)

    qtbot.waitUntil(lambda: heights(places) == before)


@pytest.fixture
def narrow_sidebar(qtbot: QtBot, window: MainWindow, theme: Theme) -> Sidebar:
    """That of a window with text twice as large: icons alone."""
    theme.set_text_scale(2.0)
    assert window.portfolio_view is not None
    sidebar = window.portfolio_view.sidebar
    qtbot.waitUntil(lambda: sidebar.is_narrow)
    return sidebar


def test_at_200_percent_the_sidebar_names_its_sets_for_who_comes_by_keyboard(
    qtbot: QtBot, window: MainWindow, places: QListView, narrow_sidebar: Sidebar
) -> None:
    assert window.portfolio_view is not None
    sidebar = narrow_sidebar
    narrow = sidebar.width()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    places.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: sidebar.width() > 3 * narrow)
    assert not sidebar.is_narrow
    window.portfolio_view.focus_page()
    places.clearFocus()
    qtbot.waitUntil(lambda: sidebar.width() == narrow)


def test_nothing_moves_under_the_mouse(places: QListView, narrow_sidebar: Sidebar) -> None:
    places.setFocus(Qt.FocusReason.MouseFocusReason)
    assert narrow_sidebar.is_narrow


@pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)
def test_the_tip_of_a_set_has_its_key(qtbot: QtBot, window: MainWindow) -> None:
    assert window.portfolio_view is not None
    places = window.portfolio_view.sidebar.places
    index = places.model().index(2, 0)
    at = places.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, places.mapToGlobal(at))
    option = QStyleOptionViewItem()
    option.rect = places.visualRect(index)
    places.itemDelegate().helpEvent(event, places, option, index)
    qtbot.waitUntil(lambda: QToolTip.text().endswith("(Alt+1)"))
    assert QToolTip.text().startswith("Foundations of Library Services")
    QToolTip.hideText()
