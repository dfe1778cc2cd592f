"""Where a rule comes from, asked beside what is shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.program import HelpSubject, Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.store.programs import read_program
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.courses.page import CoursesPage
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.focus import focus_first
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import SectionHead
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.shared.rule_source import ProgramNotes, SourceButton
from lssc_desktop.ui.shared.source_dialog import SourceDialog
from tests.ui.conftest import RememberingDesktop


@pytest.fixture
def silent() -> Program:
    path = Path(__file__).parents[2] / "programs" / "silent.toml"
    return read_program(path.read_bytes(), path.name)


@pytest.fixture
def form(qtbot: QtBot, icons: Icons, program: Program) -> QWidget:
    """A form whose first control would be the button, if it came first."""
    form = QWidget()
    qtbot.addWidget(form)
    column(SourceButton(icons, program, Rule.APPEAL), plain_button(icons, "Save"), on=form)
    form.show()
    return form


def button_of(widget: QWidget) -> SourceButton:
    (button,) = widget.findChildren(SourceButton)
    return button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_opens_what_the_program_file_says_with_its_sources(
    qtbot: QtBot, form: QWidget, key: Qt.Key
) -> None:
    qtbot.keyClick(button_of(form), key)
    (dialog,) = form.findChildren(SourceDialog)
    said = dialog.text.toPlainText()
    assert "Notice is due within 10 days of a decision" in said
    assert "Source: ala-apa.org/…/appeal-process." in said
    assert "http://ala-apa.org/lssc/policies/appeal-process/" in dialog.text.toHtml()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_its_key_opens_the_nearest_one(qtbot: QtBot, icons: Icons, program: Program) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    fields = [plain_button(icons, "Costs"), plain_button(icons, "Appeal")]
    cards = []
    for field, rule in zip(fields, (Rule.FEES, Rule.APPEAL), strict=True):
        card = QWidget()
        column(SourceButton(icons, program, rule), field, on=card)
        cards.append(card)
    column(*cards, on=window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    fields[1].setFocus()
    qtbot.waitUntil(fields[1].hasFocus)

    qtbot.keyClick(fields[1], Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)

    (dialog,) = window.findChildren(SourceDialog)
    assert dialog.text.accessibleName() == "Appeal"


def test_a_screen_reader_says_what_it_is_about(form: QWidget) -> None:
    found = QAccessible.queryAccessibleInterface(button_of(form))
    assert found is not None
    assert found.text(QAccessible.Text.Name) == "Where is this from? Appeal"


def test_the_keyboard_never_begins_at_it(qtbot: QtBot, form: QWidget) -> None:
    form.activateWindow()
    focus_first(form)
    qtbot.waitUntil(lambda: form.focusWidget() is not None)
    assert not isinstance(form.focusWidget(), SourceButton)


def test_a_file_without_sources_is_said_to_have_none(
    qtbot: QtBot, icons: Icons, silent: Program
) -> None:
    dialog = SourceDialog(icons, silent, Rule.FEES)
    qtbot.addWidget(dialog)
    assert "Your program’s file names no source for this." in dialog.text.toPlainText()


def test_without_a_rule_there_is_no_button(qtbot: QtBot, icons: Icons, program: Program) -> None:
    head = SectionHead(icons.theme, "Time", info=SourceButton(icons))
    qtbot.addWidget(head)
    button = button_of(head)
    assert button.isHidden()
    button.show_rule(program, Rule.CLOCK)
    assert not button.isHidden()
    assert button.accessibleName() == "Where is this from? Time"


def names(page: QWidget) -> set[str]:
    asked = "Where is this from? "
    return {
        button.accessibleName().removeprefix(asked)
        for button in page.findChildren(SourceButton)
        if not button.isHidden()
    }


def test_the_overview_names_the_sources_of_what_it_shows(
    qtbot: QtBot, session: Session, services: Services
) -> None:
    page = OverviewPage(session, services)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: {"Time", "Sets", "Fees"} <= names(page))


def test_the_courses_page_names_the_sources_of_what_it_shows(
    qtbot: QtBot, session: Session, services: Services
) -> None:
    page = CoursesPage(session, services)
    qtbot.addWidget(page)
    page.show()
    assert names(page) == {"Courses or portfolios", "Routes"}


def test_what_helps_before_a_hand_in_stands_where_one_looks(
    qtbot: QtBot, session: Session, services: Services, silent: Program
) -> None:
    page = CheckPage(session, services)
    qtbot.addWidget(page)
    (notes,) = page.findChildren(ProgramNotes)
    assert "webinars" in notes.words.text()
    unsaid = ProgramNotes(services.icons, silent, HelpSubject.SUBMISSIONS)
    qtbot.addWidget(unsaid)
    assert unsaid.isHidden()


def test_the_catalog_of_courses_is_opened_in_the_browser(
    qtbot: QtBot, session: Session, services: Services
) -> None:
    desktop = RememberingDesktop()
    page = CoursesPage(session, replace(services, desktop=desktop))
    qtbot.addWidget(page)
    page.show()
    qtbot.mouseClick(page.catalog_button, Qt.MouseButton.LeftButton)
    assert desktop.opened == ["http://ala-apa.org/lssc/approved-courses"]
