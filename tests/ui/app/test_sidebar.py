"""The rows of the sidebar are as high as their words need, however high the window is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.services import Services

type OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> MainWindow:
    window = open_window(sample)
    window.resize(1366, 768)
    return window


@pytest.fixture
def places(window: MainWindow) -> QListView:
    assert window.portfolio_view is not None
    return window.portfolio_view.sidebar.places


def wanted(places: QListView) -> list[int]:
    option = QStyleOptionViewItem()
    model = places.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [places.itemDelegate().sizeHint(option, row).height() for row in rows]


def heights(places: QListView) -> list[int]:
    model = places.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [places.visualRect(row).height() for row in rows]


def test_where_a_notice_takes_room_and_it_scrolls(
    qtbot: QtBot, places: QListView, services: Services
) -> None:
    wide = wanted(places)
    services.notices.show_error(KeyError("what nobody foresaw"))
    qtbot.waitUntil(places.verticalScrollBar().isVisible)

    qtbot.waitUntil(lambda: heights(places) == wanted(places))
    assert sum(heights(places)) > sum(wide)  # the bar takes room from the words


def test_when_the_notice_is_gone(qtbot: QtBot, places: QListView, services: Services) -> None:
    before = heights(places)
    services.notices.show_error(KeyError("what nobody foresaw"))
    qtbot.waitUntil(lambda: heights(places) != before)
    for notice in services.notices.waiting:
        services.notices.dismiss(notice)

    qtbot.waitUntil(lambda: heights(places) == before)
