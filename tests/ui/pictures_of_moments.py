"""What a person sees only for a moment: menus, small dialogs, a question, what went wrong."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from lssc_desktop.core.portfolio.candidate_edits import add_word
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.app.shared_computer import CleanComputerDialog
from lssc_desktop.ui.base.edit_menu import Search
from lssc_desktop.ui.base.place import Overview, SetPlace, Tab
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.workspace.page import WorkspacePage

if TYPE_CHECKING:
    from tests.ui.pictures import Studio


def take_moments(studio: "Studio", portfolio_view: PortfolioView) -> None:
    """Take every menu, dialogs of overview and workspace, a question, an error not foreseen."""
    menus = studio.window.frame.menus
    for action in menus.actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.ensurePolished()
        menu.resize(menu.sizeHint())
        studio.take(f"menu-{action.text().replace('&', '').lower()}", menu)

    portfolio_view.go_to(Overview())
    overview = portfolio_view.page
    assert isinstance(overview, OverviewPage)
    overview.change_electives()
    take_dialog(studio, "electives")

    portfolio_view.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    workspace = portfolio_view.page
    assert isinstance(workspace, WorkspacePage)
    workspace.menu.official.trigger()
    take_dialog(studio, "official-text")
    box = workspace.panel.response.box
    box.find_bar.open()
    QTest.keyClicks(box.find_bar.field, "story")
    studio.take("workspace-find")
    box.editor.search(Search.REPLACE)
    QTest.keyClicks(box.find_bar.replacement, "tale")
    studio.take("workspace-replace")
    box.find_bar.close_bar()
    take_spelling(studio, workspace)

    take_shared_computer(studio)
    take_question(studio)
    studio.services.notices.show_error(KeyError("what is not there"))
    studio.take("unforeseen")
    for notice in studio.services.notices.waiting:
        studio.services.notices.dismiss(notice)


def take_spelling(studio: "Studio", workspace: WorkspacePage) -> None:
    """Take the menu of a marked word, and the list of the candidate's own words."""
    editor, wrong = workspace.panel.response.box.editor, "librery"
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, f"{wrong} ")
    studio.until(lambda: wrong in {each.cursor.selectedText() for each in editor.extraSelections()})
    QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClick(editor, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    studio.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    studio.take("workspace-suggestions", menu)
    menu.close()  # which deletes it, as all that takes the keyboard from it does
    studio.take("workspace-marked")
    editor.undo()
    session = studio.window.session
    assert session is not None
    for word in ("Aracely", "Núñez", "eBooks", "makerspace"):
        session.apply(partial(add_word, word=word))
    studio.window.frame.actions.own_words.trigger()
    take_dialog(studio, "own-words")


def take_shared_computer(studio: "Studio") -> None:
    """Take the lock, with and without a passphrase, and what leaves the computer clean."""
    actions, lock = studio.window.menu_actions, studio.window.session_lock
    actions.lock_when_away.trigger()
    take_dialog(studio, "preferences")
    for passphrase in ("", "window seat"):
        lock.set_passphrase(passphrase)
        lock.lock()
        screen = lock.screen
        assert screen is not None
        if passphrase:
            QTest.keyClicks(screen.field, "aisle")
            screen.accept_button.click()
        studio.take("locked-passphrase" if passphrase else "locked", screen)
        lock.unlock()
    lock.set_passphrase("")
    actions.clean_computer.trigger()
    dialog = studio.window.findChild(CleanComputerDialog)
    assert dialog is not None
    studio.until(lambda: dialog.boxes)
    take_dialog(studio, "clean-computer")


def take_question(studio: "Studio") -> None:
    """Take the question of a portfolio that somebody else has open."""
    session = studio.window.session
    assert session is not None
    other = studio.beside()
    other.window.show()
    other.window.open_path(session.root)
    other.until(lambda: other.services.notices.questions)
    take_dialog(studio, "question")
    other.close()
    studio.dress_again()


def take_dialog(studio: "Studio", name: str) -> None:
    """Take the dialog that is open, and close it."""
    studio.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None, name
    studio.take(name, dialog)
    dialog.close()
    studio.settle()
