"""Every dialog about the person, time, routes and money: by keyboard, spoken, with large text."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.exceptions import TimeoutError as NotInTime
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.core.overview.next_steps import NextStep, StepCode
from lssc_desktop.core.portfolio.edits import set_route
from lssc_desktop.core.program.schema import ClockStart, Route
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CoursesPlace, Overview, RenewalPlace, SubmissionsPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.courses.page import CoursesPage
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.portfolio.dialogs import AboutYouDialog
from lssc_desktop.ui.renewal.page import RenewalPage
from lssc_desktop.ui.start.assistant import Assistant
from lssc_desktop.ui.submissions.page import SubmissionsPage
from tests.ui.controls import (
    controls,
    cut_off,
    described,
    doubled_letters,
    missed_by_tab,
    spoken_name,
)
from tests.ui.renewed import renewed

type Open = Callable[[MainWindow], None]


def courses(window: MainWindow) -> CoursesPage:
    window.go_to(CoursesPlace())
    (page,) = window.findChildren(CoursesPage)
    return page


def renewal(window: MainWindow) -> RenewalPage:
    window.go_to(RenewalPlace())
    (page,) = window.findChildren(RenewalPage)
    return page


def enter_agreement(window: MainWindow) -> None:
    session, set_id = window.session, "reference-information"
    assert session is not None
    by = Route.RECOGNITION
    session.apply(partial(set_route, set_id=set_id, route=by, today=session.today))
    courses(window).record_course(set_id)


def tell_handed_in(window: MainWindow) -> None:
    assert window.session is not None
    window.go_to(SubmissionsPlace())
    (page,) = window.findChildren(SubmissionsPage)
    page.acts.ask_handed_in(window.session.program.sets[0])


def notify_office(window: MainWindow) -> None:
    window.go_to(Overview())
    (page,) = window.findChildren(OverviewPage)
    page.steps.step_requested.emit(NextStep(StepCode.NOTIFY, title="Notify the office"))


DIALOGS: dict[str, Open] = {
    "about you": lambda window: window.menu_actions.about_you.trigger(),
    "preferences": lambda window: window.menu_actions.preferences.trigger(),
    "packages": lambda window: window.menu_actions.packages.trigger(),
    "letters and reports": lambda window: window.menu_actions.papers.trigger(),
    "your program": lambda window: window.menu_actions.your_program.trigger(),
    "plan": lambda window: window.menu_actions.plan.trigger(),
    "purchase order": lambda window: window.menu_actions.order.trigger(),
    "route": lambda window: courses(window).choose_route("reference-information"),
    "course": lambda window: courses(window).record_course("access-services"),
    "agreement": enter_agreement,
    "handed in": tell_handed_in,
    "last step": notify_office,
    "activity": lambda window: renewal(window).add_activity(),
    "renewal form": lambda window: renewal(window).prepare_form(),
}


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    window = open_window(sample)
    session = window.session
    assert isinstance(session, Session)
    session.apply(partial(renewed, session.program))
    return window


def faults(dialog: QWidget) -> list[str]:
    """What keeps a person from using a dialog."""
    unnamed = [described(each) for each in controls(dialog) if not spoken_name(each)]
    return [*unnamed, *doubled_letters(dialog), *missed_by_tab(dialog), *cut_off(dialog)]


def at_rest(qtbot: QtBot, dialog: QWidget) -> list[str]:
    """The same once the layout has come to rest, which takes a few turns of the event loop."""
    with suppress(NotInTime):
        qtbot.waitUntil(lambda: faults(dialog) == [])
    return faults(dialog)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_usable_by_everybody(
    qtbot: QtBot, window: MainWindow, theme: Theme, name: str, scale: float
) -> None:
    theme.set_text_scale(scale)
    window.resize(1366, 720)
    DIALOGS[name](window)
    (dialog,) = (each for each in window.findChildren(QDialog) if each.isVisible())
    qtbot.waitExposed(dialog)
    assert dialog.height() <= window.height()
    assert at_rest(qtbot, dialog) == []
    dialog.reject()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_each_step_of_the_assistant_is_usable_by_everybody(
    qtbot: QtBot, start_window: MainWindow, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    start_window.start_page.start_card.click()
    assistant = start_window.start_dialogs.assistant
    assert isinstance(assistant, Assistant)
    qtbot.waitExposed(assistant)
    for step in range(len(assistant.step_buttons)):
        assistant.go_to_step(step)
        assert at_rest(qtbot, assistant) == []
    assistant.reject()


@pytest.mark.parametrize("start", [each.value for each in ClockStart])
def test_every_letter_about_the_person_leads_to_one_field(
    qtbot: QtBot, window: MainWindow, icons: Icons, start: str
) -> None:
    session = window.session
    assert session is not None
    by_start = tuple(
        replace(each, choice=start) if each.id == "clock-start" else each
        for each in session.program.options
    )
    program = replace(session.program, options=by_start)
    dialog = AboutYouDialog(program, session.portfolio, session.today, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    assert doubled_letters(dialog) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_enter_in_a_field_presses_the_default_button_or_none(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    DIALOGS[name](window)
    (dialog,) = (each for each in window.findChildren(Dialog) if each.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    pressed: list[QPushButton] = []
    for button in dialog.findChildren(QPushButton):
        button.clicked.connect(lambda _checked=False, each=button: pressed.append(each))
    fields = [each for each in dialog.findChildren(QLineEdit) if each.isVisible()]
    for field in fields:
        if isValid(dialog) and dialog.isVisible():
            field.setFocus()
            qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [each for each in pressed if each is not dialog.accept_button] == []
