"""Education and work in libraries, and the ways to count work."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import Experience
from lssc_desktop.core.program.program import Program
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.shared.experience_form import ExperienceForm

TODAY = date(2026, 11, 24)


@pytest.fixture
def form(qtbot: QtBot, icons: Icons, program: Program) -> ExperienceForm:
    form = ExperienceForm(TODAY, icons)
    qtbot.addWidget(form)
    form.show_experience(program, Experience(True))
    form.employer.setText("Oak School")
    form.begun.set_day(date(2023, 8, 28))
    form.show()
    return form


def test_hours_altogether_count_as_they_were_entered(qtbot: QtBot, form: ExperienceForm) -> None:
    assert form.hours.isVisible()
    form.way.setCurrentIndex(1)
    assert not form.hours.isVisible()
    form.total.setValue(1820.0)
    qtbot.keyClick(form.employer, Qt.Key.Key_Return)
    (period,) = form.experience.periods
    assert period.ended == TODAY  # up to now, where no other day is entered
    assert form.verdict.text().startswith("You’ve been eligible to apply")


def test_school_years_are_counted_by_their_weeks(qtbot: QtBot, form: ExperienceForm) -> None:
    form.way.setCurrentIndex(2)
    form.ended.set_day(date(2025, 6, 6))
    form.hours.setValue(10.0)
    form.school_years.setValue(2.0)
    form.weeks.setValue(36)
    with qtbot.waitSignal(form.changed):
        qtbot.keyClick(form.employer, Qt.Key.Key_Return)
    (period,) = form.experience.periods
    days = (date(2025, 6, 6) - date(2023, 8, 28)).days + 1
    assert round(period.hours_a_week * days / 7, 3) == Decimal(720)


def test_work_that_is_typed_is_judged_before_it_is_added(
    qtbot: QtBot, form: ExperienceForm
) -> None:
    """Before: "The work you’ve entered so far doesn’t add up", over 3 years in the fields."""
    form.hours.setValue(40.0)
    assert form.experience.periods == ()
    assert form.verdict.text().startswith("You’ve been eligible to apply since")
    form.hours.setValue(1.0)
    assert form.verdict.text().startswith("The work you’ve entered so far doesn’t add up")
    form.hours.setValue(40.0)
    form.begun.selectAll()
    qtbot.keyClicks(form.begun, "no day")
    assert form.verdict.text().startswith("The work you’ve entered so far doesn’t add up")
    form.begun.set_day(date(2023, 8, 28))
    form.employer.clear()
    assert form.verdict.text().startswith("The work you’ve entered so far doesn’t add up")
