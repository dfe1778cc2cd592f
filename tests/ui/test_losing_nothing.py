"""Pulled out, unmounted or edited behind our back while somebody types: no word is lost."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.documents.word import read_document, to_docx
from lssc_desktop.store.folder.conflicts import Keep
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.kit.focus import FocusFollower
from lssc_desktop.ui.workspace.head import OfficialTextDialog
from lssc_desktop.ui.workspace.page import WorkspacePage

NUMBER = 11
WHILE_AWAY = "Typed while the stick was out."


@dataclass(frozen=True, slots=True)
class Desk:
    """A response that somebody types in an open window."""

    window: MainWindow
    session: Session
    editor: RichEditor

    @property
    def document(self) -> Path:
        (path,) = self.session.root.glob(f"Foundations*/{NUMBER} *.docx")
        return path

    def type(self, words: str) -> None:
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(self.editor, words)

    def written(self) -> str:
        return words_in(self.document)

    def is_saved(self) -> bool:
        return self.session.saved_state.phase is SavedPhase.SAVED

    def has_failed(self) -> bool:
        return self.session.saved_state.phase is SavedPhase.FAILED


def words_in(path: Path) -> str:
    return plain(read_document(path, path.name).text)


@pytest.fixture
def sit_down(qtbot: QtBot, open_window: Callable[[Path], MainWindow]) -> Callable[[Path], Desk]:
    """Open a portfolio, go to a response that was begun, and type a first sentence."""

    def there(root: Path) -> Desk:
        window = open_window(root)
        session = window.session
        assert session is not None
        window.go_to(SetPlace("foundations", NUMBER, tab=Tab.RESPONSE))
        editors: list[RichEditor] = []

        def found() -> bool:
            editors[:] = [
                each
                for each in window.findChildren(RichEditor)
                if each.accessibleName() == "Response" and not each.isReadOnly()
            ]
            return bool(editors)

        qtbot.waitUntil(found)
        desk = Desk(window, session, editors[0])
        desk.type(" I began to type.")
        qtbot.waitUntil(lambda: desk.is_saved() and "I began to type." in desk.written())
        return desk

    return there


# The folder vanishes ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drive:
    """Where a portfolio lies that can be taken away and given back."""

    root: Path
    take_away: Callable[[], object]
    give_back: Callable[[], object]


@pytest.fixture
def renamed(sample: Path) -> Drive:
    """A folder that somebody renames for a while."""
    away = sample.with_name("pulled out")
    return Drive(sample, lambda: sample.rename(away), lambda: away.rename(sample))


@pytest.fixture
def unmounted(written_sample: Path, tmp_path: Path) -> Iterator[Drive]:
    """A drive that is unmounted for a while, although we have files of it open."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only who may mount a drive")
    drive, place = tmp_path / "drive", tmp_path / "stick"
    drive.mkdir()
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", drive], check=False).returncode:
        pytest.skip("only who may mount a drive")
    try:
        subprocess.run(["cp", "-a", written_sample, drive / "Rivera LSSC"], check=True)
        mount = ["mount", "--bind", str(drive), str(place)]
        subprocess.run(mount, check=True)
        yield Drive(
            place / "Rivera LSSC",
            lambda: subprocess.run(["umount", "--lazy", place], check=True),
            lambda: subprocess.run(mount, check=True),
        )
    finally:
        for mounted in (place, drive):
            subprocess.run(["umount", "--lazy", mounted], check=False, stderr=subprocess.DEVNULL)


@pytest.fixture(params=["renamed", "unmounted"])
def drive(request: pytest.FixtureRequest) -> Drive:
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Drive)
    return made


def test_a_folder_that_vanishes_while_typing_costs_no_word(
    qtbot: QtBot, services: Services, sit_down: Callable[[Path], Desk], drive: Drive
) -> None:
    desk = sit_down(drive.root)
    drive.take_away()
    desk.type(f" {WHILE_AWAY}")
    qtbot.waitUntil(desk.has_failed)
    (notice,) = services.notices.waiting
    assert "isn’t responding" in notice.message.happened
    assert desk.window.isVisible()
    assert WHILE_AWAY in desk.editor.toPlainText()
    desk.type(" And on.")
    drive.give_back()
    qtbot.waitUntil(desk.is_saved)
    assert f"I began to type. {WHILE_AWAY} And on." in desk.written()
    assert services.notices.waiting == ()


def test_going_to_another_response_meanwhile_loses_none_either(
    qtbot: QtBot, sit_down: Callable[[Path], Desk], renamed: Drive
) -> None:
    desk = sit_down(renamed.root)
    renamed.take_away()
    desk.type(f" {WHILE_AWAY}")
    qtbot.waitUntil(desk.has_failed)
    desk.window.go_to(SetPlace("foundations", 1, tab=Tab.RESPONSE))
    desk.window.go_to(SetPlace("foundations", NUMBER, tab=Tab.RESPONSE))
    qtbot.waitUntil(lambda: WHILE_AWAY in desk.editor.toPlainText())
    renamed.give_back()
    qtbot.waitUntil(desk.is_saved)
    assert WHILE_AWAY in desk.written()


# Another program writes the open document ------------------------------------------------------


def written_in_word(desk: Desk) -> None:
    text = RichText((Paragraph((Span("Written in Word."),)),))
    desk.document.write_bytes(to_docx(text, title="", author=""))


def test_what_another_program_wrote_appears_when_nothing_is_unsaved(
    qtbot: QtBot, sit_down: Callable[[Path], Desk], sample: Path
) -> None:
    desk = sit_down(sample)
    written_in_word(desk)
    desk.session.refresh()
    qtbot.waitUntil(lambda: "Written in Word." in shown_words(desk))


@pytest.mark.parametrize("keep", list(Keep))
def test_what_was_typed_and_what_another_program_wrote_are_both_kept(
    qtbot: QtBot,
    services: Services,
    sit_down: Callable[[Path], Desk],
    sample: Path,
    keep: Keep,
) -> None:
    desk = sit_down(sample)
    written_in_word(desk)
    desk.type(f" {WHILE_AWAY}")
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    (asked,) = services.notices.questions
    asked.answer(keep)
    qtbot.waitUntil(lambda: desk.is_saved() and not services.jobs.running())
    documents = {words_in(path) for path in sample.glob(f"Foundations*/{NUMBER} *.docx")}
    assert any(WHILE_AWAY in words for words in documents)
    assert "Written in Word." in documents
    mine = keep is Keep.MINE
    qtbot.waitUntil(lambda: (WHILE_AWAY in shown_words(desk)) is mine)


def shown_words(desk: Desk) -> str:
    """What the fields of the response show, the introduction too."""
    editors = desk.window.findChildren(RichEditor)
    return " ".join(each.toPlainText() for each in editors if each.isVisible())


# A dialog comes between -------------------------------------------------------------------------


def test_a_dialog_between_two_sentences_costs_no_word(
    qtbot: QtBot,
    services: Services,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    follower: FocusFollower,
) -> None:
    window = open_window(sample)
    window.go_to(SetPlace("foundations", NUMBER, tab=Tab.RESPONSE))
    assert window.session is not None
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    # Not by `findChildren`, after which PySide takes what it found for a child of the window.
    desk = Desk(window, window.session, page.panel.response.box.editor)
    window.activateWindow()
    desk.editor.setFocus()
    qtbot.waitUntil(lambda: follower.framed is desk.editor)
    page.menu.official.trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OfficialTextDialog)
    qtbot.waitUntil(lambda: follower.framed is dialog.field)
    for each in (desk.editor, dialog.field):
        each.clearFocus()  # most desktops give the keyboard back only when the dialog has gone
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()

    desk.type(" After the dialog.")
    qtbot.waitUntil(lambda: desk.is_saved() and "After the dialog." in desk.written())

    assert services.notices.waiting == ()
