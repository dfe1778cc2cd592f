"""The journey of one set through review, evaluation, decision, second round, and appeal.

It is told for every pair of hands, as `told.py`. Opening a file stands for dropping it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind, SetWork
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace, Overview, SetPlace, SubmissionsPlace, Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.portfolio.papers import AppealDialog
from lssc_desktop.ui.review.window import ReviewWindow
from lssc_desktop.ui.shared.dialogs import ActsDialog
from lssc_desktop.ui.start.package import PackagePage
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.journey.told import Hands, shown

SET = "technology"
DISPUTED = 3
COMMENT = "Say which two systems you compared."

type Look = Callable[[str, QWidget], object]
"""Looks at a moment of the journey, which has a name: for a picture of it."""


def review_journey(window: MainWindow, hands: Hands, look: Look) -> Path:
    """Go with a set from its review copy to a letter of appeal; return the letter."""
    session = window.session
    assert session is not None
    copy = build(window, hands, session, PackageKind.REVIEW_COPY)
    review = write_review(window, hands, copy, "M. Okafor", look)
    take(window, hands, review)
    hands.until(lambda: session.facts.reviews)
    answer_comments(window, hands, session, 1)
    look("journey-1-answered", window)

    first = build(window, hands, session, PackageKind.PORTFOLIO)
    decide(window, hands, first, look, "journey-2")
    assert work(session).decisions[-1].outcome is Outcome.REVISION_ASKED
    assert work(session).decisions[-1].asked == (DISPUTED,)
    window.go_to(Overview())
    look("journey-3-revision-asked", window)

    answer_comments(window, hands, session, 2)
    revise(window, hands, session)
    second = build(window, hands, session, PackageKind.PORTFOLIO)
    decide(window, hands, second, look, "journey-4")
    assert work(session).decisions[-1].outcome is Outcome.NOT_ACHIEVED
    window.go_to(SubmissionsPlace())
    look("journey-5-not-achieved", window)
    return appeal(window, hands, session.root.with_name("Appeal.docx"), look)


def work(session: Session) -> SetWork:
    """Return what was done for the set."""
    found = session.portfolio.set_work(SET)
    assert found is not None
    return found


# The candidate ----------------------------------------------------------------------------------


def build(window: MainWindow, hands: Hands, session: Session, kind: PackageKind) -> Path:
    """Build a package of the set on the page for that, and return it."""
    window.go_to(CheckPlace(SET))
    hands.until(lambda: shown(window, CheckPage) is not None)
    page = shown(window, CheckPage)
    assert page is not None
    hands.until(lambda: page.sets.currentData() == SET and page.panel.hand_in.button.isEnabled())
    choice = page.panel.review if kind is PackageKind.REVIEW_COPY else page.panel.hand_in
    hands.click(choice.button)
    hands.until(lambda: page.panel.kind is kind)
    before = {note.path for note in session.portfolio.packages}
    hands.click(page.panel.build)
    hands.until(lambda: {note.path for note in session.portfolio.packages} - before)
    hands.until(lambda: not page.is_busy)
    (path,) = {note.path for note in session.portfolio.packages} - before
    return session.root / path


def take(window: MainWindow, hands: Hands, file: Path) -> None:
    """Take a review or a result in."""
    window.activateWindow()
    window.open_path(file)
    hands.until(lambda: list((window_session(window).root / "Reviews").glob(f"*{file.name}")))


def window_session(window: MainWindow) -> Session:
    """Return what is open in the window."""
    assert window.session is not None
    return window.session


def answer_comments(window: MainWindow, hands: Hands, session: Session, count: int) -> None:
    """Mark so many comments as answered, which are on the competency that is disputed."""
    window.go_to(SetPlace(SET, DISPUTED, tab=Tab.RESPONSE))
    before = len(session.portfolio.answers)
    for done in range(1, count + 1):
        hands.until(lambda: buttons(window, _("Mark as answered")))
        hands.click(buttons(window, _("Mark as answered"))[0])
        hands.until(partial(has_answers, session, before + done))


def has_answers(session: Session, count: int) -> bool:
    """Whether so many comments are answered."""
    return len(session.portfolio.answers) == count


def buttons(window: QWidget | None, text: str) -> list[QPushButton]:
    """Return the buttons that are shown with these words."""
    found = [] if window is None else window.findChildren(QPushButton)
    return [each for each in found if each.text() == text and each.isVisible()]


def revise(window: MainWindow, hands: Hands, session: Session) -> None:
    """Say that the response that was asked for is ready again."""
    window.go_to(SetPlace(SET, DISPUTED, tab=Tab.RESPONSE))
    hands.until(lambda: shown(window, WorkspacePage) is not None)
    page = shown(window, WorkspacePage)
    assert page is not None
    editor = page.panel.response.box.editor
    hands.until(lambda: not editor.isReadOnly())
    hands.click(editor.viewport())
    hands.until(editor.hasFocus)
    hands.type("Revised. ")
    hands.until(lambda: "Revised. " in editor.toPlainText())
    hands.press("Ctrl+Return")
    hands.until(lambda: work(session).competency(DISPUTED).marked_ready)


def appeal(window: MainWindow, hands: Hands, target: Path, look: Look) -> Path:
    """Write the letter of appeal."""
    choose(hands, window.menuBar(), window.menu_actions.papers)
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), ActsDialog))
    acts = QApplication.activeModalWidget()
    assert isinstance(acts, ActsDialog)
    name = window.menu_actions.appeal.text().replace("&", "")
    hands.click(next(each for each in acts.findChildren(QPushButton) if each.text() == name))
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), AppealDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AppealDialog)
    look("journey-6-appeal", dialog)
    hands.click(dialog.accept_button)
    hands.until(is_asking_for_file)
    hands.press("Ctrl+A")
    hands.type(str(target))
    hands.press("Return")
    hands.until(target.exists)
    return target


# Reviewers, evaluators, the office --------------------------------------------------------------


def open_review(
    window: MainWindow, hands: Hands, package: Path, name: str, mode: ReviewMode
) -> ReviewWindow:
    """Open a package to review or to evaluate it, under a name."""
    window.activateWindow()
    before = window.page_stack.shown  # another package may be shown there
    window.open_path(package)
    hands.until(lambda: window.page_stack.shown is not before)
    hands.until(lambda: isinstance(window.page_stack.shown, PackagePage))
    page = window.page_stack.shown
    assert isinstance(page, PackagePage)
    is_evaluation = mode is ReviewMode.EVALUATION
    button = page.evaluate_button if is_evaluation else page.review_button
    hands.until(button.isVisible)
    hands.click(button)
    reviews = window.controller.reviews
    hands.until(lambda: reviews.dialog is not None and reviews.dialog.name.hasFocus())
    dialog = reviews.dialog
    assert dialog is not None
    hands.press("Ctrl+A")
    hands.type(name)
    hands.until(lambda: dialog.name.text() == name)
    hands.press("Return")
    hands.until(lambda: reviews.windows)
    review = reviews.windows[-1]
    hands.until(review.isActiveWindow)
    hands.until(review.desk.pane.list.hasFocus)
    return review


def rate_all(hands: Hands, review: ReviewWindow, below: str = "") -> None:
    """Rate everything by key, met but for the one that is disputed, with a word of reason."""
    for number in review.board.numbers:
        hands.until(partial(is_at, review, number))
        hands.press(below if below and number == DISPUTED else "1")
        hands.until(partial(is_rated, review, number))
        if below and number == DISPUTED:
            field = review.desk.comments.box.field
            hands.click(field)
            hands.until(field.hasFocus)
            hands.type(COMMENT)
            hands.until(partial(has_text, review))
            hands.press("Ctrl+Return")
            hands.until(lambda: review.session.review.comments)
            hands.press("Shift+F6")  # out of the field, where digits are letters
            hands.until(lambda: has_keyboard(review.desk.reading.rating))
        hands.press("Ctrl+Shift+Return")


def is_at(review: ReviewWindow, number: int) -> bool:
    """Whether a competency is shown."""
    return review.desk.place == number


def has_keyboard(widget: QWidget) -> bool:
    """Whether something inside a widget has the keyboard."""
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def is_rated(review: ReviewWindow, number: int) -> bool:
    """Whether a competency has a rating."""
    return review.session.review.rating(number) is not None


def has_text(review: ReviewWindow) -> bool:
    """Whether the whole comment is in the field."""
    return review.desk.comments.box.field.toPlainText() == COMMENT


def save_review(hands: Hands, review: ReviewWindow) -> Path:
    """Save a review where it is offered; what is said to be missing is done first."""
    hands.press("Ctrl+S")
    hands.until(lambda: review.notices.questions or is_asking_for_file())
    if review.notices.questions:
        hands.until(lambda: buttons(QApplication.activeModalWidget(), _("Go to it")))
        hands.click(buttons(QApplication.activeModalWidget(), _("Go to it"))[0])
        read = review.desk.reading.rating.read
        hands.until(read.isVisible)
        hands.click(read)
        hands.until(lambda: review.session.review.statement_read)
        hands.press("Ctrl+S")
    saved = save_as_offered(hands, ".lssc-review.json")
    hands.until(lambda: review.session.is_saved)
    hands.press("Ctrl+W")
    hands.until(lambda: not is_open(review))
    return saved


def write_review(window: MainWindow, hands: Hands, package: Path, name: str, look: Look) -> Path:
    """Review a copy as program staff."""
    review = open_review(window, hands, package, name, ReviewMode.REVIEW)
    rate_all(hands, review, "2")
    look("journey-1-reviewing", review)
    return save_review(hands, review)


def evaluate(window: MainWindow, hands: Hands, package: Path, name: str, below: str) -> None:
    """Evaluate what was handed in."""
    review = open_review(window, hands, package, name, ReviewMode.EVALUATION)
    rate_all(hands, review, below)
    save_review(hands, review)


def decide(window: MainWindow, hands: Hands, package: Path, look: Look, name: str) -> None:
    """Let two evaluators disagree, the office combine what they found, the candidate take it."""
    evaluate(window, hands, package, "Ann Lindqvist", "2")
    evaluate(window, hands, package, "Lee Chen", "3")
    review = open_review(window, hands, package, "Program office", ReviewMode.REVIEW)
    choose(hands, review.menuBar(), review.menus.combine)
    hands.until(lambda: review.combine_dialog is not None and review.combine_dialog.isVisible())
    dialog = review.combine_dialog
    assert dialog is not None
    hands.until(dialog.add_beside.isVisible)
    hands.click(dialog.add_beside)
    hands.until(lambda: dialog.verdict is not None)
    hands.click(dialog.office)
    hands.type("Program office")
    hands.until(dialog.accept_button.isEnabled)
    look(f"{name}-combined", dialog)
    hands.click(dialog.accept_button)
    result = save_as_offered(hands, ".lssc-review.json")
    hands.until(lambda: not is_open(dialog))
    hands.press("Ctrl+W")
    hands.until(lambda: not is_open(review))
    count = len(work(window_session(window)).decisions)
    take(window, hands, result)
    hands.until(lambda: len(work(window_session(window)).decisions) > count)


# Menus and file dialogs -------------------------------------------------------------------------


def choose(hands: Hands, bar: QMenuBar, action: QAction) -> None:
    """Choose an entry of a menu by its letters."""
    menus = [menu for menu in bar.findChildren(QMenu) if action in menu.actions()]
    title, entry = (letter(text) for text in (menus[0].title(), action.text()))
    hands.press(f"Alt+{title}")
    hands.until(QApplication.activePopupWidget)
    hands.press(entry)


def letter(text: str) -> str:
    """Return the letter of an entry that is underlined."""
    return QKeySequence.mnemonic(text).toString()[-1]


def is_asking_for_file() -> bool:
    """Whether a file dialog has the keyboard."""
    dialog = QApplication.activeModalWidget()
    return isinstance(dialog, QFileDialog) and isinstance(QApplication.focusWidget(), QLineEdit)


def save_as_offered(hands: Hands, ending: str) -> Path:
    """Save under the name that the file dialog offers, and return where."""
    hands.until(is_asking_for_file)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    target = Path(dialog.selectedFiles()[0])
    assert target.name.endswith(ending)
    hands.press("Return")
    hands.until(target.exists)
    return target


def is_open(window: QWidget) -> bool:
    """Whether a window or a dialog is still there and shown."""
    return isValid(window) and window.isVisible()
