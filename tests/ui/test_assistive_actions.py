"""What assistive technology switches or selects is switched and selected, and not only marked."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.messages.submissions import OfficeWords
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.sidebar import Sidebar
from lssc_desktop.ui.base.place import HelpPlace, Overview, Place, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.find.palette import GoToDialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.overview.clock import ClockLine
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.review.dialogs import NameDialog
from lssc_desktop.ui.shared.competency_rows import CompetencyList
from lssc_desktop.ui.shared.help_page import HelpPage
from lssc_desktop.ui.start.assistant import Assistant
from lssc_desktop.ui.submissions.acts import DecisionDialog
from lssc_desktop.ui.submissions.by_hand import FindOutDialog
from lssc_desktop.ui.submissions.destination import DestinationDialog, SignInDialog, Wording
from lssc_desktop.ui.workspace.evidence_tray import EvidenceAct, EvidenceCard
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui import test_accessibility
from tests.ui.assistive import checkables, of_clicks_alone, press, select_row, silent, toggle
from tests.ui.conftest import RememberingDesktop
from tests.ui.controls import described
from tests.ui.renewed import renewed
from tests.ui.test_accessibility import PLACES
from tests.ui.test_dialogs import DIALOGS

type Go = Callable[[Place], QWidget]
type Build = Callable[[Session, Icons], QDialog]

window, go = test_accessibility.window, test_accessibility.go
ALL_PLACES = (*PLACES, SetPlace("foundations", 5, tab=Tab.EVIDENCE))
BUILT: dict[str, Build] = {
    "decision": lambda session, icons: DecisionDialog(
        session, icons, session.program.sets[0], "0", 1
    ),
    "destination": lambda session, icons: DestinationDialog(
        session.program, Wording("Technology", "", ""), icons
    ),
    "find out": lambda _session, icons: FindOutDialog(OfficeWords("technology.zip", "", ""), icons),
    "name": lambda _session, icons: NameDialog("", icons),
    "sign in": lambda _session, icons: SignInDialog("tus+https://a.example/", "", icons),
}
"""Dialogs that only a submission or a review asks for."""


@pytest.fixture
def services(services: Services) -> Services:
    """Those of a computer on which nothing else is opened."""
    return replace(services, desktop=RememberingDesktop())


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


@pytest.mark.parametrize("place", ALL_PLACES, ids=str)
def test_what_is_toggled_on_a_page_does_what_it_says(
    qtbot: QtBot, go: Go, window: MainWindow, session: Session, place: Place
) -> None:
    def open_it() -> QWidget:
        go(place)
        return window

    assert silent(qtbot, open_it, lambda: session.portfolio) == []
    go(place)
    assert of_clicks_alone(window) == []


def open_dialog(window: MainWindow, name: str) -> QDialog:
    """Open a dialog of the window, after closing the one that is open."""
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    if name == "electives":
        window.go_to(Overview())
        (page,) = window.findChildren(OverviewPage)
        page.change_electives()
    else:
        DIALOGS[name](window)
    (dialog,) = (each for each in window.findChildren(QDialog) if each.isVisible())
    return dialog


@pytest.mark.parametrize("name", [*DIALOGS, "electives"])
def test_what_is_toggled_in_a_dialog_does_what_it_says(
    qtbot: QtBot, window: MainWindow, session: Session, name: str
) -> None:
    session.apply(partial(renewed, session.program))
    assert silent(qtbot, partial(open_dialog, window, name), lambda: session.portfolio) == []
    assert of_clicks_alone(open_dialog(window, name)) == []


@pytest.mark.parametrize("name", BUILT)
def test_what_is_toggled_in_a_dialog_about_a_package_does_what_it_says(
    qtbot: QtBot, session: Session, icons: Icons, name: str
) -> None:
    def open_it() -> QDialog:
        dialog = BUILT[name](session, icons)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    assert checkables(open_it())
    assert silent(qtbot, open_it, lambda: None) == []
    assert of_clicks_alone(open_it()) == []


@pytest.fixture
def assistant(start_window: MainWindow, qtbot: QtBot) -> Assistant:
    start_window.start_page.start_card.click()
    assistant = start_window.start_dialogs.assistant
    assert isinstance(assistant, Assistant)
    qtbot.waitExposed(assistant)
    return assistant


@pytest.mark.parametrize("step", range(5))
def test_what_is_toggled_in_the_assistant_does_what_it_says(
    qtbot: QtBot, assistant: Assistant, step: int
) -> None:
    def open_it() -> Assistant:
        assistant.go_to_step(step)
        return assistant

    assert silent(qtbot, open_it, assistant.draft) == []
    assert of_clicks_alone(open_it()) == []


def test_a_step_of_the_assistant_is_shown_by_toggling_it(assistant: Assistant) -> None:
    toggle(assistant.step_buttons[3])
    assert assistant.step == 3


def button(window: QWidget, name: str) -> QAbstractButton:
    return next(each for each in checkables(window) if name in described(each))


def test_a_rating_of_the_plan_is_kept_when_it_is_toggled(
    go: Go, window: MainWindow, session: Session
) -> None:
    go(SetPlace("foundations", 11, tab=Tab.PLAN))
    toggle(button(window, "'Not met'"))
    work = session.portfolio.set_work("foundations")
    assert work is not None
    assert work.competency(11).self_rating is Rating.NOT_MET


def test_showing_another_competency_keeps_no_rating(go: Go, session: Session) -> None:
    before = session.portfolio
    for number in (11, 12, 1, 11):
        go(SetPlace("foundations", number, tab=Tab.PLAN))
        go(SetPlace("foundations", number, tab=Tab.EVIDENCE))
    assert session.portfolio == before


def test_bold_that_is_toggled_is_written(go: Go, window: MainWindow, qtbot: QtBot) -> None:
    go(SetPlace("foundations", 12, tab=Tab.RESPONSE))
    (page,) = window.findChildren(WorkspacePage)
    toggle(button(window, "'Bold'"))
    editor = page.panel.response.box.editor
    editor.setFocus()
    qtbot.keyClicks(editor, "loud")
    spans = [span for part in editor.rich_text().paragraphs for span in part.spans]
    assert [span.bold for span in spans if "loud" in span.text] == [True]


def test_what_is_painted_and_opens_something_is_pressed(
    qtbot: QtBot, go: Go, window: MainWindow, services: Services
) -> None:
    go(Overview())
    (line,) = window.findChildren(ClockLine)
    with qtbot.waitSignal(line.plan_requested):
        press(line)
    go(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    card = next(each for each in window.findChildren(EvidenceCard) if each.isVisible())
    with qtbot.waitSignal(card.act_requested) as asked:
        press(card)
    assert asked.args == [EvidenceAct.OPEN, card.shown.path]
    assert isinstance(services.desktop, RememberingDesktop)
    assert services.desktop.asked == [("open", "Story time flyer.pdf")]


def a_turn(qtbot: QtBot) -> None:
    """Wait until all that was put off to the next turn of the event loop is done."""
    timer = QTimer()
    timer.setSingleShot(True)
    with qtbot.waitSignal(timer.timeout):
        timer.start(0)


# Lists ------------------------------------------------------------------------------------------


def places(window: MainWindow) -> Sidebar:
    (sidebar,) = window.findChildren(Sidebar)
    return sidebar


def row_of(sidebar: Sidebar, words: str) -> int:
    model = sidebar.places.model()
    rows = range(model.rowCount())
    return next(row for row in rows if model.index(row, 0).data() == words)


def test_a_place_that_is_selected_in_the_sidebar_is_shown(
    qtbot: QtBot, go: Go, window: MainWindow
) -> None:
    go(Overview())
    sidebar = places(window)
    select_row(sidebar.places, row_of(sidebar, "Courses"))
    qtbot.waitUntil(lambda: "Courses" in window.windowTitle())


def test_the_arrow_keys_of_the_sidebar_still_go_nowhere(
    qtbot: QtBot, go: Go, window: MainWindow
) -> None:
    go(Overview())
    title = window.windowTitle()
    sidebar = places(window)
    sidebar.places.setFocus()
    for _ in range(3):
        QTest.keyClick(sidebar.places, Qt.Key.Key_Down)
        a_turn(qtbot)
    assert sidebar.places.currentIndex().row() > 1
    assert window.windowTitle() == title


def test_leaving_help_stays_where_one_went(qtbot: QtBot, go: Go, window: MainWindow) -> None:
    go(HelpPlace())
    go(Overview())
    title = window.windowTitle()
    a_turn(qtbot)
    assert window.windowTitle() == title
    assert "Help" not in title


def test_toggling_the_row_that_is_shown_leaves_it_selected(
    qtbot: QtBot, go: Go, window: MainWindow
) -> None:
    go(SetPlace("foundations", 5))
    (rows,) = (each for each in window.findChildren(CompetencyList) if each.isVisible())
    select_row(rows, 4)
    a_turn(qtbot)
    assert [index.row() for index in rows.selectedIndexes()] == [4]


def test_a_competency_that_is_selected_in_its_list_is_shown(
    qtbot: QtBot, go: Go, window: MainWindow
) -> None:
    go(SetPlace("foundations", 5))
    (rows,) = (each for each in window.findChildren(CompetencyList) if each.isVisible())
    select_row(rows, 5)
    (page,) = window.findChildren(WorkspacePage)
    qtbot.waitUntil(lambda: "6 of 12" in page.panel.head.place.text())
    assert rows.currentIndex().row() == 5


def test_a_topic_that_is_selected_in_help_is_shown(
    qtbot: QtBot, go: Go, window: MainWindow
) -> None:
    go(HelpPlace())
    (page,) = window.findChildren(HelpPage)
    select_row(page.topics, 3)
    qtbot.waitUntil(lambda: page.text.accessibleName() == page.topics.item(3).text())
    assert page.topics.currentRow() == 3


def test_a_place_that_is_selected_in_go_to_anything_is_shown(
    qtbot: QtBot, go: Go, window: MainWindow
) -> None:
    go(Overview())
    window.menu_actions.anything.trigger()
    (dialog,) = window.findChildren(GoToDialog)
    dialog.field.setText("Courses")
    a_turn(qtbot)
    assert dialog.isVisible()
    dialog.field.clear()
    wanted = dialog.rows.findItems("Renewal", Qt.MatchFlag.MatchExactly)[0]
    select_row(dialog.rows, dialog.rows.row(wanted))
    qtbot.waitUntil(lambda: "Renewal" in window.windowTitle())
    assert not isValid(dialog) or not dialog.isVisible()
