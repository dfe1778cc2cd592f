"""In high contrast every state is seen: by a shape or a ground, in every system's colors."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QRadioButton,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.bars import ProgressLine
from lssc_desktop.ui.kit.buttons import ToolButton, filter_button, plain_button, primary_button
from lssc_desktop.ui.kit.fields import ChoiceDelegate
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tables import TableStyler
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.kit.tokens import SHAPE_CONTRAST, TEXT_CONTRAST, contrast
from tests.ui.high_contrast import HIGH_CONTRAST, SYSTEMS, FixedWishes

type Make = Callable[[Icons], QWidget]
type Change = Callable[[Any], object]

LOOKS = ("light", "dark", *SYSTEMS)
LEAST_SEEN = 12  # pixels that differ by more than the least contrast


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest, theme: Theme) -> Iterator[str]:
    """Our two themes, and those of systems in high contrast."""
    name: str = request.param
    if name in SYSTEMS:
        theme.follow_wishes(FixedWishes(SYSTEMS[name]))
    else:
        theme.set_mode(Mode(name))
    yield name
    theme.follow_wishes(FixedWishes())


def _table(icons: Icons) -> QTableView:
    model = QStandardItemModel(2, 2)
    for row in range(2):
        for column in range(2):
            model.setItem(row, column, QStandardItem(f"{row}, {column}"))
    table = QTableView()
    model.setParent(table)
    table.setModel(model)
    TableStyler(table, icons.theme)
    return table


def _list(_icons: Icons) -> QListWidget:
    view = QListWidget()
    view.addItems(["Foundations", "Technology"])
    return view


def _choices(_icons: Icons) -> QListView:
    model = QStandardItemModel()
    for words in ("All", "In progress", "Ready"):
        model.appendRow(QStandardItem(words))
    view = QListView()
    model.setParent(view)
    view.setModel(model)
    view.setItemDelegate(ChoiceDelegate(view))
    return view


def _menu(_icons: Icons) -> QMenu:
    menu = QMenu()
    for words in ("Open a package…", "Save"):
        menu.addAction(words)
    return menu


def _tabs(_icons: Icons) -> QTabBar:
    tabs = QTabBar()
    for words in ("Plan", "Response"):
        tabs.addTab(words)
    return tabs


def _tool(icons: Icons) -> ToolButton:
    tool = ToolButton(icons, "bold", "Bold")
    tool.setCheckable(True)
    return tool


def _progress(icons: Icons) -> ProgressLine:
    line = ProgressLine(icons.theme, "Ready")
    line.set_progress(0, 10)
    return line


def _field(_icons: Icons) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText("Filter by name")
    return field


def _chosen_combo(_icons: Icons) -> QComboBox:
    box = QComboBox()
    box.addItem("In progress")
    return box


STATES: dict[str, tuple[Make, Change]] = {
    "entry of a menu": (_menu, lambda menu: menu.setActiveAction(menu.actions()[0])),
    "entry of a list that opens": (
        _choices,
        lambda view: view.setCurrentIndex(view.model().index(1, 0)),
    ),
    "row of a list": (_list, lambda view: view.setCurrentRow(1)),
    "row of a table": (_table, lambda table: table.selectRow(1)),
    "tab": (_tabs, lambda tabs: tabs.setCurrentIndex(1)),
    "tool that holds": (_tool, lambda tool: tool.setChecked(True)),
    "filter that holds": (
        lambda icons: filter_button(icons, "All 34"),
        lambda button: button.setChecked(True),
    ),
    "check mark": (lambda _icons: QCheckBox("Used"), lambda mark: mark.setChecked(True)),
    "radio mark": (lambda _icons: QRadioButton("Used"), lambda mark: mark.setChecked(True)),
    "progress": (_progress, lambda line: line.set_progress(5, 10)),
}
OFF: dict[str, Make] = {
    "button": lambda icons: plain_button(icons, "Check again", "refresh"),
    "main button": lambda icons: primary_button(icons, "Check again"),
    "boxed tool": lambda icons: ToolButton(icons, "chevron-left", "Previous", boxed=True),
    "field": lambda _icons: QLineEdit("Rivera"),
    "combo box": _chosen_combo,
}


def grab(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def seen_difference(before: QImage, after: QImage) -> int:
    """The number of pixels of two pictures that anybody sees to be different."""
    assert before.size() == after.size()
    return sum(
        contrast(one, other) >= SHAPE_CONTRAST
        for y in range(before.height())
        for x in range(before.width())
        if (one := before.pixelColor(x, y).name()) != (other := after.pixelColor(x, y).name())
    )


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(max(widget.sizeHint().width(), 120), max(widget.sizeHint().height(), 8))
    widget.ensurePolished()
    return widget


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("state", STATES)
def test_what_is_chosen_checked_or_done_is_seen(qtbot: QtBot, icons: Icons, state: str) -> None:
    make, change = STATES[state]
    widget = shown(qtbot, make(icons))
    before = grab(widget)
    change(widget)
    assert seen_difference(before, grab(widget)) >= LEAST_SEEN


@pytest.mark.parametrize("name", SYSTEMS)
@pytest.mark.parametrize("kind", OFF)
def test_what_is_off_looks_off(
    qtbot: QtBot, theme: Theme, icons: Icons, kind: str, name: str
) -> None:
    """By dashes, which need no color."""
    theme.follow_wishes(FixedWishes(SYSTEMS[name]))
    widget = shown(qtbot, OFF[kind](icons))
    whole = gaps_in_edge(widget)
    widget.setEnabled(False)
    dashed = gaps_in_edge(widget)
    theme.follow_wishes(FixedWishes())
    assert dashed >= whole + 3


def gaps_in_edge(widget: QWidget) -> int:
    """How often the upper edge of a widget is interrupted."""
    image = grab(widget)
    middle = QRect(QPoint(12, 0), QPoint(image.width() - 12, 0))
    row = [image.pixelColor(x, 0).lightness() for x in range(middle.left(), middle.right())]
    return sum(abs(one - other) > 40 for one, other in pairwise(row))


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_hint_in_an_empty_field_does_not_look_typed(name: str) -> None:
    tokens = HIGH_CONTRAST[name]
    assert contrast(tokens.hint, tokens.surface) >= TEXT_CONTRAST
    assert contrast(tokens.hint, tokens.ink) >= 1.5


@pytest.mark.parametrize("name", SYSTEMS)
def test_what_is_off_can_be_read_and_told_from_what_is_not(name: str) -> None:
    tokens = HIGH_CONTRAST[name]
    assert contrast(tokens.off, tokens.bg) >= TEXT_CONTRAST
    assert tokens.off != tokens.ink


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_chosen_ground_is_seen_and_its_words_are_read(name: str) -> None:
    tokens = HIGH_CONTRAST[name]
    assert contrast(tokens.chosen, tokens.surface) >= SHAPE_CONTRAST
    assert contrast(tokens.on_chosen, tokens.chosen) >= TEXT_CONTRAST
    row = tokens.for_row(chosen=True)
    assert {row.ink, row.ink3, row.accent, row.warn.fg, row.focus} == {tokens.on_chosen}


def test_a_length_nobody_knows_does_not_move_for_who_wants_less_motion(
    qtbot: QtBot, theme: Theme
) -> None:
    line = ProgressLine(theme, "Copying")
    qtbot.addWidget(line)
    line.set_progress(0, 0)
    line.show()
    assert line.is_moving
    theme.follow_wishes(FixedWishes(reduced_motion=True))
    try:
        assert not line.is_moving
        tone = QColor(theme.tokens.accent)
        colors = {grab(line).pixelColor(x, 3).name() for x in range(line.width())}
        assert tone.name() in colors
        assert len(colors) > 2
    finally:
        theme.follow_wishes(FixedWishes())
    assert line.is_moving


def test_focus_keeps_its_ring_in_high_contrast() -> None:
    for tokens in HIGH_CONTRAST.values():
        assert contrast(tokens.focus, tokens.bg) >= SHAPE_CONTRAST
        assert contrast(tokens.focus, tokens.surface) >= SHAPE_CONTRAST
