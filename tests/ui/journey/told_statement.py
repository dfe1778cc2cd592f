"""The journey of a candidate for CILIP Certification, from the start page to a verified package.

As `tests.ui.journey.told`, for a program in which the whole portfolio is one statement.
"""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from lssc_desktop.core.portfolio.portfolio import PackageKind, SetWork
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.evidence.page import EvidencePage
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.documents.previews.pdfs import written
from tests.ui.journey.told import Hands, close, go_to_step, shown

FOLDER = 4  # the step of the assistant
STATEMENT = "I found out what I want to do better, and did it (E1)."
DOCUMENTS = ("CV.pdf", "Annotated job description.pdf", "PKSB self-assessment.pdf")


def travel_with_a_statement(window: MainWindow, hands: Hands, root: Path) -> Path:
    """Start a portfolio for CILIP, write its statement, package and verify; return the package."""
    start_portfolio(window, hands, root)
    session = window.session
    assert session is not None
    write_the_statement(window, hands, session)
    add_evidence(hands, session, root.with_name("Development plan.txt"))
    mark_as_ready(window, hands, session)
    add_documents(window, hands, session)
    package = build_portfolio(window, hands, session)
    close(window, hands)
    return package


def start_portfolio(window: MainWindow, hands: Hands, root: Path) -> None:
    """Choose the program by its row on the start page, and answer the assistant."""
    hands.until(window.start_page.start_card.hasFocus)
    hands.until(lambda: bool(window.start_dialogs.programs))
    hands.click(window.start_page.program_rows[1].start_button)
    hands.until(lambda: window.start_dialogs.assistant is not None)
    assistant = window.start_dialogs.assistant
    assert assistant is not None
    hands.until(assistant.program_choices["cilip-certification.toml"].hasFocus)
    hands.click(assistant.admitted.box)
    hands.until(assistant.admitted.field.isVisible)
    go_to_step(hands, assistant, 1)
    hands.until(assistant.name.hasFocus)
    hands.type("Holly Whitlock")
    hands.until(lambda: assistant.name.text() == "Holly Whitlock")
    hands.press("Alt+N")
    hands.until(lambda: assistant.step == FOLDER)
    hands.until(assistant.folder.hasFocus)
    hands.press("Ctrl+A")
    hands.type(str(root))
    hands.until(lambda: assistant.folder.text() == str(root))
    hands.until(assistant.create_button.isEnabled)
    hands.click(assistant.create_button)
    hands.until(lambda: window.session is not None)
    hands.until(lambda: shown(window, OverviewPage) is not None)
    page = shown(window, OverviewPage)
    assert page is not None
    card = page.statement
    assert card is not None
    hands.until(card.isVisible)
    assert not page.clock.isVisible()
    hands.until(lambda: card.words.text() == "0 of 1,000 words")


def write_the_statement(window: MainWindow, hands: Hands, session: Session) -> None:
    """Go to the statement, and write."""
    hands.press("Alt+1")
    hands.until(lambda: shown(window, WorkspacePage) is not None)
    page = shown(window, WorkspacePage)
    assert page is not None
    editor = page.panel.response.box.editor
    hands.until(lambda: not editor.isReadOnly())
    hands.click(editor.viewport())
    hands.until(editor.hasFocus)
    hands.type(STATEMENT)
    hands.until(lambda: STATEMENT in editor.toPlainText())
    hands.press("Ctrl+S")
    hands.until(lambda: work(session).statement is not None)
    hands.until(lambda: session.saved_state.phase is SavedPhase.SAVED)


def add_evidence(hands: Hands, session: Session, file: Path) -> None:
    """Choose a file for the statement, by the keys of the file dialog."""
    file.write_text("What, why, by when.", encoding="utf-8")
    hands.press("Ctrl+Shift+A")
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    hands.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    hands.type(str(file))
    hands.press("Return")
    hands.until(lambda: work(session).evidence)
    assert [use.path for use in work(session).evidence] == [f"Evidence/{file.name}"]


def mark_as_ready(window: MainWindow, hands: Hands, session: Session) -> None:
    """See that the evidence is named in the text, and mark it as ready."""
    page = shown(window, WorkspacePage)
    assert page is not None
    (card,) = page.tray.cards
    assert not card.weight.isVisible()
    hands.until(lambda: card.named.text() == "In the text")
    hands.press("Ctrl+Return")
    hands.until(lambda: work(session).statement_ready)


def add_documents(window: MainWindow, hands: Hands, session: Session) -> None:
    """Save the documents in their folder, with any program, and look at the folder again."""
    for name in DOCUMENTS:
        (session.root / "About me" / name).write_bytes(written(name))
    hands.press("Ctrl+2")
    hands.until(lambda: shown(window, EvidencePage) is not None)
    page = shown(window, EvidencePage)
    assert page is not None
    hands.press("F5")
    hands.until(lambda: len(session.portfolio.about_me) == len(DOCUMENTS))


def build_portfolio(window: MainWindow, hands: Hands, session: Session) -> Path:
    """Check the portfolio, build it, and verify it again."""
    hands.press("Ctrl+4")
    hands.until(lambda: shown(window, CheckPage) is not None)
    page = shown(window, CheckPage)
    assert page is not None
    hands.until(lambda: page.panel.kind is PackageKind.PORTFOLIO)
    assert not page.sets.isVisible()
    hands.until(page.panel.build.isVisible)
    hands.until(page.panel.build.isEnabled)
    hands.click(page.panel.build)
    hands.until(page.panel.result.reveal.isVisible)
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    hands.until(lambda: not page.is_busy)
    hands.click(page.panel.result.verify)
    hands.until(lambda: "matches the package’s list" in page.panel.result.text)
    return package


def work(session: Session) -> SetWork:
    """Return the work on the portfolio."""
    found = session.portfolio.set_work("portfolio")
    assert found is not None
    return found
