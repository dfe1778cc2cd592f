"""What the style draws itself, seen by drawing it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
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


def colors(image: QImage) -> set[str]:
    """Return every color of a picture."""
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


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
    assert QColor(theme.tokens.ink3).name() in colors(field.grab().toImage())


def _menu_tick(menu: QMenu, *, checked: bool) -> QImage:
    action = menu.actions()[0]
    action.setChecked(checked)
    room = menu.actionGeometry(action)
    return menu.grab(room).toImage()


def _ink_of(with_mark: QImage, without: QImage) -> tuple[int, int]:
    """Return the width and height of what only the first picture has."""
    inked = [
        (x, y)
        for x in range(with_mark.width())
        for y in range(with_mark.height())
        if with_mark.pixelColor(x, y) != without.pixelColor(x, y)
    ]
    across, down = [x for x, _ in inked], [y for _, y in inked]
    return max(across) - min(across) + 1, max(down) - min(down) + 1


def test_the_tick_of_a_menu_grows_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    sizes = []
    for scale in (1.0, 2.0):
        theme.set_text_scale(scale)
        menu = QMenu()
        qtbot.addWidget(menu)
        menu.addAction("Light").setCheckable(True)
        menu.adjustSize()
        sizes.append(_ink_of(_menu_tick(menu, checked=True), _menu_tick(menu, checked=False)))
    (width, height), (larger_width, larger_height) = sizes
    assert width >= 9
    assert larger_width >= 1.8 * width
    assert larger_height >= 1.8 * height


def _sorted_table(qtbot: QtBot) -> QTableWidget:
    table = QTableWidget(2, 1)
    qtbot.addWidget(table)
    table.setHorizontalHeaderLabels(["Name"])
    table.setColumnWidth(0, 200)
    table.resize(300, 120)
    return table


def _head(table: QTableWidget, order: Qt.SortOrder | None) -> QImage:
    head = table.horizontalHeader()
    head.setSortIndicatorShown(order is not None)
    if order is not None:
        head.setSortIndicator(0, order)
    return head.grab().toImage()


@pytest.mark.usefixtures("theme")
def test_a_sorted_column_has_a_chevron_and_no_filled_triangle(qtbot: QtBot) -> None:
    table = _sorted_table(qtbot)
    plain, marked = _head(table, None), _head(table, Qt.SortOrder.AscendingOrder)
    inked = [
        (x, y)
        for x in range(100, 200)
        for y in range(marked.height())
        if QColor(plain.pixelColor(x, y)).lightness() - marked.pixelColor(x, y).lightness() > 40
    ]
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
    assert abs(_first_ink(table.horizontalHeader()) - _first_ink(table.viewport())) <= 1


def _first_ink(widget: QWidget) -> int:
    image = widget.grab().toImage()
    ground = image.pixelColor(image.width() // 2, 3).lightness()
    for x in range(2, image.width()):
        for y in range(3, min(image.height(), 25)):
            if abs(image.pixelColor(x, y).lightness() - ground) > 60:
                return x
    raise AssertionError


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
