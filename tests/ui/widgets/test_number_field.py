"""A number that is typed is the number that is told, whichever mark stands before its decimals."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.widgets.number_field import NumberField


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
