"""The official texts of a set, pasted once and looked at before they are kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.head import OfficialTextDialog, OfficialTextsDialog
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import work

LIST = "\n".join(f"{number}. Text of {number}." for number in range(1, 13))


def open_dialog(qtbot: QtBot, page: WorkspacePage) -> OfficialTextsDialog:
    page.menu.official.trigger()
    [one] = page.findChildren(OfficialTextDialog)
    qtbot.mouseClick(one.all_button, Qt.MouseButton.LeftButton)
    [dialog] = page.findChildren(OfficialTextsDialog)
    qtbot.waitExposed(dialog)
    return dialog


def test_a_pasted_list_is_split_shown_and_kept_in_one_step(
    qtbot: QtBot, page: WorkspacePage, session: Session, qtmodeltester: ModelTester
) -> None:
    before = session.portfolio
    dialog = open_dialog(qtbot, page)
    assert not dialog.accept_button.isEnabled()
    QGuiApplication.clipboard().setText(LIST)
    dialog.field.setFocus()
    QTest.keyClick(dialog.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.hint.text() == "12 of 12 competencies found."
    assert [each.number for each in dialog.table.records.shown] == list(range(1, 13))
    qtmodeltester.check(dialog.table.records)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    assert work(session, 1).official_text == "Text of 1."
    assert work(session, 12).official_text == "Text of 12."
    session.undo()
    assert session.portfolio == before


def test_what_cannot_be_split_says_how_it_could(qtbot: QtBot, page: WorkspacePage) -> None:
    dialog = open_dialog(qtbot, page)
    dialog.field.setPlainText("All in one text.")
    assert dialog.hint.text().startswith("Number the texts 1, 2, 3")
    assert not dialog.accept_button.isEnabled()
    dialog.reject()
