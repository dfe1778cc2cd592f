"""Values that are copied into a web form, in a group of fields."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.program import WebForm
from lssc_desktop.core.program.web_form import FilledField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tokens import Type
from lssc_desktop.ui.shared.copy_field import CopyField
from lssc_desktop.ui.submissions.by_hand import FormSteps, ShownForm

NAMES = ("Set", "Name", "Fingerprint")


@pytest.fixture
def steps(qtbot: QtBot, icons: Icons) -> FormSteps:
    steps = FormSteps(icons)
    qtbot.addWidget(steps)
    fields = tuple(FilledField(name, "a value") for name in NAMES)
    steps.show_form(ShownForm("Technology", WebForm("The form"), "", fields))
    steps.resize(600, 900)
    steps.show()
    qtbot.waitExposed(steps)
    return steps


def begins(field: CopyField, steps: FormSteps) -> int:
    return field.value.mapTo(steps, QPoint()).x()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_values_of_a_form_begin_on_one_line(
    steps: FormSteps, icons: Icons, qtbot: QtBot, scale: float
) -> None:
    icons.theme.set_text_scale(scale)
    fields = [steps.field(number) for number in range(1, len(NAMES) + 1)]
    qtbot.waitUntil(lambda: len({begins(field, steps) for field in fields}) == 1)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_widest_name_keeps_away_from_its_value(
    steps: FormSteps, icons: Icons, qtbot: QtBot, scale: float
) -> None:
    icons.theme.set_text_scale(scale)
    field = steps.field(NAMES.index("Fingerprint") + 1)
    name = QFontMetrics(icons.theme.font(Type.TABLE)).horizontalAdvance("Fingerprint")
    left = field.mapTo(steps, field.contentsRect().topLeft()).x() + 10
    qtbot.waitUntil(lambda: begins(field, steps) >= left + name + 10)
