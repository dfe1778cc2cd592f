"""What the tests of the workspace have in common: ways to act in it and to look at it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import CompetencyWork
from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.adding import DropPane
from lssc_desktop.ui.workspace.page import WorkspacePage

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
DIVERSITY = "Foundations of Library Services/11 Diversity of users.docx"
FLYER = "Evidence/Story time flyer.pdf"
SIGN_UP = "Evidence/Story time sign-up.docx"
LETTER = "Evidence/Letter from branch head.pdf"


def go(qtbot: QtBot, page: WorkspacePage, place: SetPlace) -> None:
    page.go_to(place)
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)


def work(session: Session, number: int, set_id: str = "foundations") -> CompetencyWork:
    found = session.portfolio.set_work(set_id)
    assert found is not None
    return found.competency(number)


def paths(session: Session, number: int = 11) -> list[str]:
    return [use.path for use in work(session, number).evidence]


def wait_saved(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)


def type_at_end(page: WorkspacePage, words: str) -> None:
    editor = page.panel.response.box.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, words)


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(page: WorkspacePage, *dropped: Path, onto: DropPane | None = None) -> None:
    data = files(*dropped)
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    (page.tray if onto is None else onto).dropEvent(event)
