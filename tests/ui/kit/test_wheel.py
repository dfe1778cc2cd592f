"""The wheel over a form moves the form, and changes nothing that was answered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import lssc_desktop.ui
from lssc_desktop.ui.kit.fields import ChoiceField, NumberField

FIELDS: dict[str, Callable[[], ChoiceField | NumberField]] = {
    "choice": ChoiceField,
    "number": partial(NumberField, 1),
}


@pytest.mark.parametrize("kind", FIELDS)
def test_the_wheel_is_left_to_the_form(qtbot: QtBot, kind: str) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    field = FIELDS[kind]()
    if isinstance(field, ChoiceField):
        field.addItems(["Not answered", "Yes", "No"])
        field.setCurrentIndex(1)
    else:
        field.setValue(40)
    column.addWidget(field)
    qtbot.addWidget(content)
    content.show()
    qtbot.waitExposed(content)
    field.setFocus()
    assert not takes_wheel(field)  # then Qt offers it to what the field lies in
    if isinstance(field, ChoiceField):
        assert field.currentText() == "Yes"
    else:
        assert field.value() == 40


def test_no_choice_anywhere_takes_the_wheel() -> None:
    ui = Path(lssc_desktop.ui.__path__[0])
    plain = [path.name for path in ui.rglob("*.py") if "QComboBox(" in path.read_text("utf-8")]
    assert plain == []


def takes_wheel(widget: QWidget) -> bool:
    """Turn the wheel over a widget, and tell whether that was for it."""
    middle = widget.rect().center()
    event = QWheelEvent(
        QPointF(middle),
        QPointF(widget.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
