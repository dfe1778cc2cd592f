from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.tables import RowDelegate, TableStyler
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import LIGHT, Type
from tests.ui.painted import Painted


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> QTableView:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(3, 2, view)
    for row in range(3):
        for column in range(2):
            model.setItem(row, column, QStandardItem("Story"))
    view.setModel(model)
    TableStyler(view, theme)
    view.resize(400, 200)
    view.show()
    return view


@pytest.fixture
def seen(table: QTableView) -> Callable[[int, int], QColor]:
    """The color of the table at a place of a row: how far from the left, row."""

    def color(left: int, row: int) -> QColor:
        middle = table.visualRect(table.model().index(row, 0)).center().y()
        return Painted(table.viewport()).color(left, middle)

    return color


def test_rows_are_33_high_and_grow_with_the_text(table: QTableView, theme: Theme) -> None:
    usual = table.rowHeight(0)

    theme.set_text_scale(2.0)

    assert (usual, table.rowHeight(0)) == (33, 66)


def test_the_chosen_row_has_a_bar_and_a_soft_ground(
    table: QTableView, seen: Callable[[int, int], QColor]
) -> None:
    table.selectRow(1)

    assert seen(2, 1) == QColor(LIGHT.accent)  # the ring lies on the first two
    assert seen(4, 1) == QColor(LIGHT.accent_soft)
    assert seen(2, 0) == QColor(LIGHT.surface)


def test_names_are_set_as_words_and_other_columns_as_figures(
    table: QTableView, theme: Theme
) -> None:
    """Figures of one width make a hyphen as wide as they are."""
    fonts = []
    delegate = table.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    for column in range(2):
        option = QStyleOptionViewItem()
        option.font = table.font()
        delegate.initStyleOption(option, table.model().index(0, column))
        fonts.append(QFont(option.font))

    assert fonts == [theme.font(Type.TABLE), theme.font(Type.TABLE, tabular=True)]


def test_words_keep_their_color_in_the_chosen_row(table: QTableView) -> None:
    warn = QColor(LIGHT.warn.fg)
    index = table.model().index(1, 1)
    table.model().setData(index, warn, Qt.ItemDataRole.ForegroundRole)

    def words() -> Painted:
        return Painted(table.viewport().grab(table.visualRect(index)))

    assert words().holds(LIGHT.warn.fg)
    table.selectRow(1)
    assert words().holds(LIGHT.warn.fg)


def test_the_row_with_the_keyboard_has_the_ring_inside(
    qtbot: QtBot, table: QTableView, seen: Callable[[int, int], QColor]
) -> None:
    with qtbot.waitActive(table):
        table.activateWindow()
    table.setFocus()
    table.setCurrentIndex(table.model().index(2, 1))
    right = table.visualRect(table.model().index(2, 1)).right()

    ring = QColor(LIGHT.focus)
    assert [seen(left, 2) == ring for left in (0, 1, right - 1, right)] == [True] * 4
    assert seen(0, 1) == QColor(LIGHT.surface)


def test_a_click_chooses_a_whole_row_and_tab_leaves_the_table(table: QTableView) -> None:
    assert table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
    assert not table.tabKeyNavigation()
