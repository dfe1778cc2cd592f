"""Questions for the program office: asked in one email, and answered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import ToldAnswer
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import HelpPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.portfolio.asking import AnswerDialog, AskDialog
from lssc_desktop.ui.portfolio.menu import PortfolioMenu
from lssc_desktop.ui.shared.help_page import HelpPage


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    return open_window(sample)


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def asking(window: MainWindow) -> AskDialog:
    window.menu_actions.ask.trigger()
    (dialog,) = (each for each in window.findChildren(AskDialog) if each.isVisible())
    return dialog


def test_what_the_file_does_not_say_is_asked_in_one_email(
    qtbot: QtBot, asking: AskDialog, session: Session, services: Services, tmp_path: Path
) -> None:
    assert "option:clock-start" in asking.answer_buttons
    qtbot.keyClick(asking.accept_button, Qt.Key.Key_Return)
    (menu,) = session.findChildren(PortfolioMenu)
    menu.papers.write(tmp_path / "Questions.eml")
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    written = (tmp_path / "Questions.eml").read_bytes()
    assert written.startswith(b"X-Unsent: 1\r\n")
    assert b"When does my time start?" in written


def test_an_answer_is_entered_changed_removed_and_taken_back(
    qtbot: QtBot, asking: AskDialog, session: Session
) -> None:
    asking.answer_buttons["option:clock-start"].click()
    answer = opened_in(asking)
    qtbot.keyClick(answer.accept_button, Qt.Key.Key_Return)
    assert answer.error.said.startswith("The answer is missing.")
    qtbot.keyClicks(answer.text, "With admission")
    qtbot.keyClicks(answer.source, "A call")
    answer.day.set_day(date(2026, 11, 20))
    qtbot.keyClick(answer.accept_button, Qt.Key.Key_Return)
    [told] = session.portfolio.told
    assert (told.text, told.day, told.source) == ("With admission", date(2026, 11, 20), "A call")
    said = "Told by the office on November 20, 2026 (A call): With admission"
    qtbot.waitUntil(
        lambda: any(
            label.text() == said and label.isVisible() for label in asking.findChildren(Label)
        )
    )

    asking.answer_buttons["option:clock-start"].click()
    again = opened_in(asking)
    assert again.text.toPlainText() == "With admission"
    again.remove_button.click()
    assert not session.portfolio.told
    session.undo()
    assert [each.text for each in session.portfolio.told] == ["With admission"]
    asking.reject()


def test_the_page_about_the_program_says_what_its_office_answered(
    window: MainWindow, session: Session
) -> None:
    told = ToldAnswer("lssc", "option:clock-start", "With admission", date(2026, 11, 20))
    session.apply(lambda portfolio: replace(portfolio, told=(told,)))
    window.go_to(HelpPlace("program"))
    (page,) = window.findChildren(HelpPage)
    assert "Told by the office on November 20, 2026: With admission" in page.text.toPlainText()


def opened_in(asking: AskDialog) -> AnswerDialog:
    (found,) = (each for each in asking.findChildren(AnswerDialog) if each.isVisible())
    return found
