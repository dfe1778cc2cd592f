"""Rows and columns made of what stands in them, and two columns that become one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.layout import Columns, Space, add, column, row, stretch
from lssc_desktop.ui.kit.pages import empty
from lssc_desktop.ui.kit.theme import Theme

NARROW = 400
TOP = Qt.AlignmentFlag.AlignTop


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    return page


def shown(page: QWidget, width: int, height: int) -> None:
    page.resize(width, height)
    page.show()


def box(width: int = 20, height: int = 10) -> QLabel:
    made = QLabel()
    made.setFixedSize(width, height)
    return made


def test_a_column_has_its_items_below_each_other_with_gap_and_margins(page: QWidget) -> None:
    first, second = box(), box()
    column(first, second, stretch, gap=7, margins=(1, 2, 3, 4), on=page)
    shown(page, 100, 100)
    assert (first.x(), first.y()) == (1, 2)
    assert (second.x(), second.y()) == (1, 2 + 10 + 7)


def test_a_row_in_a_column_has_no_margins(page: QWidget) -> None:
    first, second = box(), box()
    column(row(first, second, gap=5), stretch, on=page)
    shown(page, 45, 100)
    assert (first.x(), first.y(), second.x(), second.y()) == (0, 0, 25, 0)


def test_what_is_left_out_leaves_no_gap(page: QWidget) -> None:
    first, second = box(), box()
    column(first, None, second, stretch, gap=7, on=page)
    shown(page, 100, 100)
    assert second.y() == 10 + 7


def test_room_is_a_space_besides_the_gap_or_what_is_left(page: QWidget) -> None:
    first, second, third = box(), box(), box()
    row(first, Space(4), second, (stretch, 2), third, gap=3, on=page)
    shown(page, 200, 10)
    assert second.x() == 20 + 3 + 4
    assert third.x() == 200 - 20


def test_a_stretch_factor_shares_the_room(page: QWidget) -> None:
    one, two = QLabel(), QLabel()
    row((one, 1), (two, 2), gap=0, on=page)
    shown(page, 300, 10)
    assert (one.width(), two.width()) == (100, 200)


def test_a_widget_and_a_layout_stand_where_their_alignment_says(page: QWidget) -> None:
    inner = box()
    high, low, beside = box(20, 50), box(), row(inner)
    made = row(high, (low, TOP), (beside, 1, Qt.AlignmentFlag.AlignBottom), gap=0, on=page)
    shown(page, 100, 50)
    assert low.y() == 0
    assert inner.y() == 40
    assert [made.stretch(place) for place in range(3)] == [0, 0, 1]


def test_items_can_be_added_at_the_end(page: QWidget) -> None:
    first, second = box(), box()
    made = column(first, gap=2, on=page)
    add(made, second, stretch)
    shown(page, 100, 100)
    assert second.y() == 12


@pytest.fixture
def columns(page: QWidget, theme: Theme) -> Columns:
    made = Columns(
        QLabel(), QLabel(), page=page, theme=theme, narrow_below=NARROW, aside_width=120, gap=16
    )
    column(made, on=page)
    return made


def geometry(columns: Columns) -> list[tuple[int, int, int]]:
    """Where the two columns are, and how wide they are."""
    items = [columns.itemAt(place) for place in (0, 1)]
    rects = [item.geometry() for item in items if item is not None]
    return [(rect.x(), rect.y(), rect.width()) for rect in rects]


def test_the_second_column_is_beside_the_first_where_there_is_room(
    page: QWidget, columns: Columns
) -> None:
    shown(page, NARROW, 100)
    assert not columns.is_narrow
    assert geometry(columns) == [(0, 0, NARROW - 16 - 120), (NARROW - 120, 0, 120)]


def test_it_is_below_the_first_where_the_page_is_narrow(
    qtbot: QtBot, page: QWidget, columns: Columns
) -> None:
    shown(page, NARROW, 116)
    page.resize(NARROW - 1, 116)
    assert columns.is_narrow
    qtbot.waitUntil(lambda: geometry(columns)[1][0] == 0)
    (left, top, width), (below, lower, wide) = geometry(columns)
    assert (left, top, below, width, wide) == (0, 0, 0, NARROW - 1, NARROW - 1)
    assert lower > top


def test_larger_text_needs_a_wider_page(
    qtbot: QtBot, page: QWidget, theme: Theme, columns: Columns
) -> None:
    shown(page, NARROW, 100)
    theme.set_text_scale(1.5)
    assert columns.is_narrow
    page.resize(NARROW * 2, 100)
    assert not columns.is_narrow
    qtbot.waitUntil(lambda: geometry(columns)[1][2] == 180)


def test_an_emptied_layout_shows_nothing_of_the_rows_in_it(qtbot: QtBot) -> None:
    whole, label = QWidget(), QLabel("4 portfolios at $50")
    qtbot.addWidget(whole)
    outer = column(row(row(label), stretch), on=whole)
    whole.show()
    assert label.isVisible()
    empty(outer)
    assert not label.isVisible()
    assert outer.count() == 0
