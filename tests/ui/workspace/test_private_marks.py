"""Private data in the text that is being written: marked, said to be fine, and gone to."""

from pytestqt.qtbot import QtBot

from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.spelling import SpellingMarks
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.private_marks import PrivateMarks
from tests.ui.workspace.acting import go, type_at_end, wait_saved, work

CARD, MAIL = "21234000001234", "dwhitfield@example.com"
WORDS = f" Our patron, library card {CARD}, wrote from {MAIL}."


def of_response(page: WorkspacePage) -> PrivateMarks:
    return page.private[page.panel.response.editors.index(page.panel.response.box.editor)]


def marked(page: WorkspacePage) -> dict[str, PrivacyKind]:
    return {words.split()[-1]: kind for words, kind in of_response(page).marked}


def both(page: WorkspacePage) -> bool:
    return marked(page) == {CARD: PrivacyKind.CARD_NUMBER, MAIL: PrivacyKind.EMAIL}


def test_what_is_typed_is_marked_and_no_more_when_it_is_gone(
    page: WorkspacePage, session: Session, qtbot: QtBot
) -> None:
    editor = page.panel.response.box.editor
    assert marked(page) == {}
    type_at_end(page, WORDS)
    qtbot.waitUntil(lambda: both(page))
    assert len(editor.extraSelections()) >= 2
    before = editor.toPlainText()
    editor.undo()
    assert editor.toPlainText() != before
    qtbot.waitUntil(lambda: marked(page) == {})
    wait_saved(qtbot, session)


def test_the_menu_says_what_it_is_and_that_it_is_fine(
    page: WorkspacePage, session: Session, qtbot: QtBot
) -> None:
    editor = page.panel.response.box.editor
    type_at_end(page, WORDS)
    qtbot.waitUntil(lambda: both(page))
    wait_saved(qtbot, session)
    spelling = editor.findChild(SpellingMarks)
    assert isinstance(spelling, SpellingMarks)
    menu = spelling.menu(editor.toPlainText().index(MAIL) + 3)
    said = [action.text() for action in menu.actions()]
    assert said[0] == "Email address"
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: marked(page) == {CARD: PrivacyKind.CARD_NUMBER})
    response = work(session, 11).response
    assert response is not None
    assert [(each.path, each.kind) for each in session.portfolio.privacy] == [
        (response.path, PrivacyKind.EMAIL)
    ]
    session.undo()
    qtbot.waitUntil(lambda: both(page))


def test_who_goes_there_finds_it_selected(
    page: WorkspacePage, session: Session, qtbot: QtBot
) -> None:
    type_at_end(page, WORDS)
    wait_saved(qtbot, session)
    go(qtbot, page, SetPlace("foundations", 9))
    place = SetPlace("foundations", 11, tab=Tab.RESPONSE, private=PrivacyKind.EMAIL)
    go(qtbot, page, place)
    editor = page.panel.response.box.editor
    qtbot.waitUntil(lambda: editor.textCursor().selectedText() == MAIL)
    assert editor.hasFocus()
