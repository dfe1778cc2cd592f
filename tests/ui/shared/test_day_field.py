"""A day is typed as people write it, counted by keys, picked in a calendar, and never guessed."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.shared.day_field import DayField, OptionalDay, is_month_first
from lssc_desktop.ui.shared.dialogs import FormDialog
from tests.ui.painted import Painted

START = date(2026, 11, 24)


_RING = 4  # as far out as docs/look.md 4 has it


@pytest.fixture
def box(qtbot: QtBot) -> QWidget:
    box = QWidget()
    box.setFixedWidth(500)
    qtbot.addWidget(box)
    return box


@pytest.fixture
def field(qtbot: QtBot, icons: Icons, box: QWidget) -> DayField:
    """A field that has the keyboard, with another one after it."""
    column = QVBoxLayout(box)
    field = DayField(START, icons)
    column.addWidget(field)
    column.addWidget(QLineEdit())
    box.show()
    qtbot.waitActive(box)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(field.hasFocus)
    return field


def test_it_shows_the_day_in_words(field: DayField) -> None:
    assert field.text() == "Tuesday, November 24, 2026"


def test_where_there_is_no_room_the_day_of_the_week_is_left_out(
    qtbot: QtBot, box: QWidget, field: DayField
) -> None:
    box.findChildren(QLineEdit)[-1].setFocus()
    box.setFixedWidth(240)
    qtbot.waitUntil(lambda: field.text() == "November 24, 2026")
    box.setFixedWidth(500)
    qtbot.waitUntil(lambda: field.text() == "Tuesday, November 24, 2026")


@pytest.mark.parametrize("typed", ["3/15/2021", "March 15, 2021", "2021-03-15", "15 mar 21"])
def test_what_is_typed_takes_the_place_of_what_was(
    qtbot: QtBot, field: DayField, typed: str
) -> None:
    with qtbot.waitSignal(field.day_changed):
        qtbot.keyClicks(field, typed)
    assert field.day == date(2021, 3, 15)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()
    assert field.text() == "Monday, March 15, 2021"


def test_what_is_no_day_stays_and_is_not_clear(qtbot: QtBot, field: DayField) -> None:
    qtbot.keyClicks(field, "2/30/2024")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.text(), field.is_clear, field.day) == ("2/30/2024", False, START)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "2/29/2024")
    assert (field.is_clear, field.day) == (True, date(2024, 2, 29))


def test_a_click_chooses_the_whole_day(qtbot: QtBot, field: DayField) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "3/15/2021")
    assert field.day == date(2021, 3, 15)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Up, date(2026, 11, 25)),
        (Qt.Key.Key_Down, date(2026, 11, 23)),
        (Qt.Key.Key_PageUp, date(2026, 12, 24)),
        (Qt.Key.Key_PageDown, date(2026, 10, 24)),
    ],
)
def test_keys_count_days_and_months(qtbot: QtBot, field: DayField, key: Qt.Key, day: date) -> None:
    qtbot.keyClick(field, key)
    assert field.day == day


@pytest.mark.qt_log_ignore("does not support", extend=True)  # of popups, without a screen
def test_a_calendar_opens_by_key_and_a_day_is_picked(qtbot: QtBot, field: DayField) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (calendar,) = field.findChildren(QCalendarWidget)
    qtbot.waitUntil(calendar.isVisible)
    table = calendar.focusProxy() or calendar
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not field.findChildren(QCalendarWidget))
    assert field.day == date(2026, 11, 25)


@pytest.mark.qt_log_ignore("does not support", extend=True)  # of popups, without a screen
def test_days_of_other_months_are_fainter(qtbot: QtBot, field: DayField, theme: Theme) -> None:
    field.open_calendar()
    (calendar,) = field.findChildren(QCalendarWidget)
    qtbot.waitUntil(calendar.isVisible)
    table = calendar.findChild(QTableView)
    assert table is not None
    last = table.visualRect(table.model().index(6, table.model().columnCount() - 1))
    shown = Painted(table.viewport().grab(last))
    assert shown.holds(theme.tokens.ink3)
    assert not shown.holds(theme.tokens.ink)


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        *(("C", True), ("en_US", True), ("es_US", True), ("es_PR", True)),
        *(("en_GB", False), ("de_DE", False), ("es_MX", False), ("es_ES", False)),
    ],
)
def test_which_number_is_the_month_is_as_the_country_has_it(locale: str, first: bool) -> None:
    assert is_month_first(QLocale(locale)) is first


def test_a_form_is_not_kept_while_a_day_of_it_is_none(qtbot: QtBot, icons: Icons) -> None:
    submitted: list[bool] = []

    class Form(FormDialog):
        def submit(self) -> None:
            submitted.append(True)

    dialog = Form(icons, "Title", "Keep", "Leave")
    day = OptionalDay(icons, "Done", START)
    day.set_day(START)
    dialog.content.addWidget(day)
    qtbot.addWidget(dialog)
    dialog.show()
    day.field.selectAll()
    qtbot.keyClicks(day.field, "soon")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert submitted == []
    assert dialog.error.said.startswith("“soon” isn’t a date.")
    day.box.setChecked(False)  # then no day is asked for
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert submitted == [True]


def test_the_ring_of_a_box_leaves_its_day_free(qtbot: QtBot, icons: Icons) -> None:
    optional = OptionalDay(icons, "Plan", START)
    qtbot.addWidget(optional)
    optional.set_day(START)
    optional.show()
    assert optional.field.geometry().top() - optional.box.geometry().bottom() - 1 > _RING
