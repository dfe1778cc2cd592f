"""From the first start to a plan by the keyboard alone: keys that are pressed, and nothing else."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Route
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.courses.page import CoursesPage
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.shared.dialogs import PlanDialog, RouteDialog
from lssc_desktop.ui.start.assistant import Assistant
from tests.ui.app.conftest import on_disk
from tests.ui.journey.sent_events import SentEvents
from tests.ui.journey.told import ELECTIVES, go_to_step, shown

MOST_STOPS = 60


class Keys(SentEvents):
    """Hands that never touch the mouse."""

    def click(self, widget: QWidget) -> None:
        raise AssertionError(widget)

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a widget has the keyboard."""
        self.until(widget.isVisible)
        way: list[QWidget | None] = []
        while not widget.hasFocus():
            way.append(QApplication.focusWidget())
            assert len(way) < MOST_STOPS, way
            self.press("Tab")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # nobody watches
def test_from_the_first_start_to_a_plan(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    keys, root = Keys(qtbot, window), tmp_path / "Rivera LSSC"
    begin(window, keys, root)
    choose_a_course(window, keys)
    plan(keys)
    session = window.session
    assert session is not None
    keys.until(lambda: session.saved_state.phase is SavedPhase.SAVED)
    kept = on_disk(root)
    assert (kept.candidate.name, kept.candidate.member) == ("A. Rivera", True)
    assert kept.admitted == date(2024, 9, 14)
    assert kept.experience.education is True
    assert [period.employer for period in kept.experience.periods] == ["Maple Library"]
    assert tuple(work.set_id for work in kept.sets[-3:]) == ELECTIVES
    foundations, technology = kept.set_work("foundations"), kept.set_work("technology")
    assert foundations is not None
    assert technology is not None
    assert foundations.route is Route.COURSE
    assert foundations.planned == date(2027, 4, 30)
    assert technology.planned == date(2027, 10, 15)


def begin(window: MainWindow, keys: Keys, root: Path) -> None:
    """Answer every question of the assistant."""
    keys.until(window.start_page.start_card.hasFocus)
    keys.press("Return")
    keys.until(lambda: window.start_dialogs.assistant is not None)
    assistant = window.start_dialogs.assistant
    assert isinstance(assistant, Assistant)
    keys.until(assistant.isActiveWindow)
    keys.tab_to(assistant.admitted.box)
    keys.press("Space")
    keys.tab_to(assistant.admitted.field)
    keys.type("9/14/2024")
    go_to_step(keys, assistant, 1)
    keys.until(assistant.name.hasFocus)
    keys.type("A. Rivera")
    keys.tab_to(assistant.member)
    keys.press("Space")
    go_to_step(keys, assistant, 2)
    keys.until(assistant.experience.education.hasFocus)
    keys.type("Y")
    keys.tab_to(assistant.experience.employer)
    keys.type("Maple Library")
    keys.tab_to(assistant.experience.begun)
    keys.type("1/3/2022")
    go_to_step(keys, assistant, 3)
    for set_id in ELECTIVES:
        keys.tab_to(assistant.electives[set_id])
        keys.press("Space")
    go_to_step(keys, assistant, 4)
    keys.until(assistant.folder.hasFocus)
    keys.press("Ctrl+A")
    keys.type(str(root))
    keys.tab_to(assistant.create_button)
    keys.press("Return")
    keys.until(lambda: shown(window, OverviewPage) is not None)


def choose_a_course(window: MainWindow, keys: Keys) -> None:
    """Go to the courses, and take one for the first set."""
    keys.press("Ctrl+3")
    keys.until(lambda: shown(window, CoursesPage) is not None)
    page = shown(window, CoursesPage)
    assert page is not None
    keys.tab_to(page.cards["foundations"].route_button)
    keys.press("Space")
    keys.until(lambda: isinstance(QApplication.activeModalWidget(), RouteDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RouteDialog)
    keys.until(dialog.routes[Route.COURSE].hasFocus)  # the first that the program takes
    keys.until(dialog.routes[Route.COURSE].isChecked)
    keys.tab_to(dialog.accept_button)
    keys.press("Return")
    keys.until(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()  # which a window manager does
    card = page.cards["foundations"]  # made anew
    keys.until(card.route_button.hasFocus)


def plan(keys: Keys) -> None:
    """Open the plan from its menu, and type two days."""
    keys.press("Alt+P")
    keys.until(lambda: QApplication.activePopupWidget() is not None)
    keys.press("P")
    keys.until(lambda: isinstance(QApplication.activeModalWidget(), PlanDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PlanDialog)
    keys.until(dialog.days["foundations"].box.hasFocus)
    for set_id, typed in (("foundations", "April 30, 2027"), ("technology", "2027-10-15")):
        field = dialog.days[set_id]
        keys.tab_to(field.box)
        keys.press("Space")
        keys.until(field.field.isVisible)
        keys.tab_to(field.field)
        keys.type(typed)
    keys.tab_to(dialog.accept_button)
    keys.press("Return")
    keys.until(lambda: QApplication.activeModalWidget() is None)
