"""A number that is typed is the number that is told, whichever mark stands before its decimals."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.fields import NumberField


@pytest.mark.parametrize("locale", ["en_US", "de_DE"])
@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        ("37,55", "37.55"),
        ("30", "30"),
        ("0", "0"),
        ("1000", "1000"),
    ],
)
def test_a_comma_is_a_point(qtbot: QtBot, locale: str, typed: str, number: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        field = NumberField(decimals=2)
    finally:
        QLocale.setDefault(before)
    qtbot.addWidget(field)
    field.setMaximum(1000)
    field.selectAll()
    qtbot.keyClicks(field, typed)
    field.interpretText()
    assert field.number == Decimal(number)
    assert str(field.number) == number


@pytest.mark.parametrize(
    ("number", "shown"),
    [(2.0, "2"), (0.0, "0"), (40.0, "40"), (2.5, "2.5"), (0.67, "0.67"), (100.0, "100")],
)
def test_a_number_is_shown_without_needless_digits(qtbot: QtBot, number: float, shown: str) -> None:
    field = NumberField(decimals=2)
    qtbot.addWidget(field)
    field.setMaximum(1000)
    field.setValue(1.0)
    field.setValue(number)
    assert field.text() == shown


def test_a_zero_within_a_number_stays_while_it_is_typed(qtbot: QtBot) -> None:
    field = NumberField(decimals=2)
    qtbot.addWidget(field)
    field.selectAll()
    qtbot.keyClicks(field, "1.05")
    assert field.text() == "1.05"
    assert field.number == Decimal("1.05")
