"""What the style draws itself, seen by drawing it."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QStyle,
    QStyleOptionSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.theme import Mode, Theme
from tests.ui.painted import Painted


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit])
def test_the_words_in_an_empty_field_are_as_strong_as_other_faint_words(
    qtbot: QtBot, theme: Theme, mode: Mode, kind: type[QLineEdit | QTextEdit | QPlainTextEdit]
) -> None:
    theme.set_mode(mode)
    field = kind()
    qtbot.addWidget(field)
    field.resize(240, 60)
    field.setPlaceholderText("Filter by name: IIII")
    assert Painted(field).holds(theme.tokens.ink3)


def _first_entry(menu: QMenu, *, checked: bool) -> Painted:
    action = menu.actions()[0]
    action.setChecked(checked)
    return Painted(menu.grab(menu.actionGeometry(action)))


def test_the_tick_of_a_menu_grows_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    sizes = []
    for scale in (1.0, 2.0):
        theme.set_text_scale(scale)
        menu = QMenu()
        qtbot.addWidget(menu)
        menu.addAction("Light").setCheckable(True)
        menu.adjustSize()
        ticked, plain = (_first_entry(menu, checked=checked) for checked in (True, False))
        sizes.append(ticked.box_added_to(plain).size())
    usual, larger = sizes
    assert usual.width() >= 8
    assert larger.width() >= 1.8 * usual.width()
    assert larger.height() >= 1.8 * usual.height()


def _sorted_table(qtbot: QtBot) -> QTableWidget:
    table = QTableWidget(2, 1)
    qtbot.addWidget(table)
    table.setHorizontalHeaderLabels(["Name"])
    table.setColumnWidth(0, 200)
    table.resize(300, 120)
    return table


def _head(table: QTableWidget, order: Qt.SortOrder | None) -> Painted:
    head = table.horizontalHeader()
    head.setSortIndicatorShown(order is not None)
    if order is not None:
        head.setSortIndicator(0, order)
    return Painted(head)


@pytest.mark.usefixtures("theme")
def test_a_sorted_column_has_a_chevron_and_no_filled_triangle(qtbot: QtBot) -> None:
    table = _sorted_table(qtbot)
    plain, marked = _head(table, None), _head(table, Qt.SortOrder.AscendingOrder)
    inked = [(x, y) for x, y in marked.added_to(plain) if x >= 100]
    top = min(y for _, y in inked)
    across = [x for x, y in inked if y == top]
    # Of a triangle the whole upper row would be inked.
    assert max(across) - min(across) + 1 > len(across)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_head_of_a_column_stands_where_its_cells_do(
    qtbot: QtBot, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    table = _sorted_table(qtbot)
    table.setHorizontalHeaderLabels(["I"])
    table.setItem(0, 0, QTableWidgetItem("I"))
    table.setShowGrid(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    assert abs(_left_of_words(table.horizontalHeader()) - _left_of_words(table.viewport())) <= 1


def _left_of_words(widget: QWidget) -> int:
    """Where the words of the first line begin, inside of the edges."""
    words = widget.grab(QRect(2, 3, widget.width() - 2, 22))
    return Painted(words).dark().left()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_arrows_of_a_number_have_all_the_room_at_its_end(
    qtbot: QtBot, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    field = QSpinBox()
    qtbot.addWidget(field)
    field.resize(200, theme.measure(34))
    option = QStyleOptionSpinBox()
    field.initStyleOption(option)
    up, down, words = (
        field.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, field)
        for part in (
            QStyle.SubControl.SC_SpinBoxUp,
            QStyle.SubControl.SC_SpinBoxDown,
            QStyle.SubControl.SC_SpinBoxEditField,
        )
    )

    assert up.united(down) == field.rect().adjusted(words.right() + 1, 0, 0, 0)
    assert up.width() == down.width() == round(30 * scale)
