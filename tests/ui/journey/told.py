"""The journey of a candidate through the window, from the start page to a verified package.

It is told once, for two pairs of hands: events that are sent to the window (`test_sent_events.py`),
and a real mouse and keyboard (`test_real_window.py`). Only what a person can do is done here;
where something is, is asked of the window.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLineEdit, QRadioButton, QWidget

from lssc_desktop.core.portfolio.portfolio import CompetencyWork, PackageKind
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.start.assistant import Assistant
from lssc_desktop.ui.workspace.page import WorkspacePage

ELECTIVES = ("access-services", "collection-management", "reference-information")
INTRODUCTION = "I show this with the desk guide that I wrote in March."
RESPONSE = "I answer what I can and pass on what I cannot."


class Hands(Protocol):
    """What a person has to work the window with."""

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget."""

    def type(self, text: str) -> None:
        """Type letters to whatever has the keyboard."""

    def press(self, keys: str) -> None:
        """Press keys together, as `Ctrl+4` or `Tab`."""

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is to be seen."""


def travel(window: MainWindow, hands: Hands, root: Path) -> Path:
    """Start a portfolio in a folder, write, package and verify; return the package."""
    start_portfolio(window, hands, root)
    session = window.session
    assert session is not None
    write_a_response(window, hands, session)
    add_evidence(hands, session, write_evidence(root.with_name("Desk guide.txt")))
    package = build_review_copy(window, hands, session)
    close(window, hands)
    return package


def start_portfolio(window: MainWindow, hands: Hands, root: Path) -> None:
    """Answer the assistant; the first card of the start page has the keyboard."""
    hands.until(window.start_page.start_card.hasFocus)
    hands.press("Return")
    hands.until(lambda: window.start_dialogs.assistant is not None)
    assistant = window.start_dialogs.assistant
    assert assistant is not None
    go_to_step(hands, assistant, 1)
    hands.until(assistant.name.hasFocus)
    hands.type("A. Rivera")
    hands.until(lambda: assistant.name.text() == "A. Rivera")
    go_to_step(hands, assistant, 3)
    for set_id in ELECTIVES:
        box = assistant.electives[set_id]
        hands.click(box)
        hands.until(box.isChecked)
    go_to_step(hands, assistant, 4)
    hands.until(assistant.folder.hasFocus)
    hands.press("Ctrl+A")
    hands.type(str(root))
    hands.until(lambda: assistant.folder.text() == str(root))
    hands.until(assistant.create_button.isEnabled)
    hands.click(assistant.create_button)
    hands.until(lambda: window.session is not None)
    hands.until(lambda: shown(window, OverviewPage) is not None)


def go_to_step(hands: Hands, assistant: Assistant, step: int) -> None:
    """Press Next until a step is shown."""
    while assistant.step < step:
        wanted = assistant.step + 1
        hands.press("Alt+N")
        hands.until(partial(is_at, assistant, wanted))


def is_at(assistant: Assistant, step: int) -> bool:
    """Whether the assistant shows a step."""
    return assistant.step == step


def write_a_response(window: MainWindow, hands: Hands, session: Session) -> None:
    """Go to the first competency of the first set, write, and mark it as ready."""
    hands.press("Alt+1")
    hands.until(lambda: shown(window, WorkspacePage) is not None)
    page = shown(window, WorkspacePage)
    assert page is not None
    hands.until(lambda: not page.panel.response.box.editor.isReadOnly())
    hands.click(page.panel.response.introduction)
    hands.until(page.panel.response.introduction.hasFocus)
    hands.type(INTRODUCTION)
    hands.click(page.panel.response.box.editor.viewport())
    hands.until(page.panel.response.box.editor.hasFocus)
    hands.type(RESPONSE)
    hands.until(lambda: RESPONSE in page.panel.response.box.editor.toPlainText())
    hands.press("Ctrl+S")
    hands.until(lambda: first_work(session).response is not None)
    hands.until(lambda: session.saved_state.phase is SavedPhase.SAVED)
    hands.press("Ctrl+Return")
    hands.until(lambda: first_work(session).marked_ready)


def write_evidence(file: Path) -> Path:
    """Write a file that shall be evidence, outside of the portfolio."""
    file.write_text("Greet first. Listen. Then look it up together.", encoding="utf-8")
    return file


def add_evidence(hands: Hands, session: Session, file: Path) -> None:
    """Choose a file for the competency that is shown, by the keys of the file dialog."""
    hands.press("Ctrl+Shift+A")
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    hands.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    hands.type(str(file))
    hands.press("Return")
    hands.until(lambda: first_work(session).evidence)
    assert [use.path for use in first_work(session).evidence] == [f"Evidence/{file.name}"]


def build_review_copy(window: MainWindow, hands: Hands, session: Session) -> Path:
    """Check the set, build its review copy, and verify it again."""
    hands.press("Ctrl+4")
    hands.until(lambda: shown(window, CheckPage) is not None)
    page = shown(window, CheckPage)
    assert page is not None
    hands.until(lambda: len(page.blockers.rows) > 0)
    assert page.sets.currentData() == "foundations"
    assert page.panel.kind is PackageKind.REVIEW_COPY
    hands.until(page.panel.build.isVisible)
    hands.click(page.panel.build)
    hands.until(page.panel.result.reveal.isVisible)
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    hands.until(lambda: not page.is_busy)
    hands.click(page.panel.result.verify)
    hands.until(lambda: "matches the package’s list" in page.panel.result.text)
    return package


def close(window: MainWindow, hands: Hands) -> None:
    """Close the window by its key."""
    hands.press("Ctrl+Q")
    hands.until(lambda: not window.isVisible())


def shown[Page: QWidget](window: MainWindow, kind: type[Page]) -> Page | None:
    """Return the page that is shown if it is of a kind."""
    portfolio_view = window.portfolio_view
    if portfolio_view is None or not isinstance(portfolio_view.page, kind):
        return None
    return portfolio_view.page if portfolio_view.page.isVisible() else None


def first_work(session: Session) -> CompetencyWork:
    """Return the work on the first competency of the first set."""
    work = session.portfolio.set_work("foundations")
    assert work is not None
    return work.competency(1)


def spot(widget: QWidget) -> QPoint:
    """Return where a person would click on a widget: on its mark if it has one."""
    if isinstance(widget, QCheckBox | QRadioButton):
        return QPoint(10, widget.height() // 2)
    return widget.rect().center()
