"""Each document that a program asks for has a place of its own until a file is there."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import put_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import EvidencePlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage, Group

FORM = '[[documents]]\nkind = "other"\ntitle = "Mentor form"\nrequired = true\n\n[pass_rule]'


@pytest.fixture
def sample(sample: Path) -> Path:
    """The sample, in a program that asks for one more document."""
    program = sample / "program.toml"
    text = program.read_text(encoding="utf-8").replace("[pass_rule]", FORM, 1)
    program.write_text(text, encoding="utf-8")
    return sample


@pytest.fixture
def page(page: EvidencePage) -> EvidencePage:
    """The documents about the candidate."""
    page.browser.choose(Group.ABOUT)
    return page


def first_place(page: EvidencePage) -> QWidget:
    place = buttons(page)[0].parentWidget()
    assert place is not None
    return place


def buttons(page: EvidencePage) -> list[QPushButton]:
    found = page.browser.places.findChildren(QPushButton)
    return [each for each in found if each.isVisible()]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A file whose name does not say what it is."""
    path = tmp_path / "Letter.pdf"
    path.write_bytes(b"a letter")
    return path


def about(session: Session) -> list[tuple[str, AboutKind, str]]:
    return [(each.path, each.kind, each.title) for each in session.portfolio.about_me]


def test_only_what_is_not_there_has_a_place_and_only_among_these_documents(
    page: EvidencePage,
) -> None:
    assert [each.accessibleName() for each in buttons(page)] == ["Choose the file: Mentor form"]
    page.browser.choose(Group.ALL)
    assert not page.browser.places.isVisible()


def test_a_file_that_is_chosen_is_the_document_whatever_its_name_says(
    qtbot: QtBot, page: EvidencePage, session: Session, letter: Path
) -> None:
    qtbot.mouseClick(buttons(page)[0], Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(letter))
    dialog.done(QFileDialog.DialogCode.Accepted)
    added = ("About me/Letter.pdf", AboutKind.OTHER, "Mentor form")
    qtbot.waitUntil(lambda: added in about(session))
    qtbot.waitUntil(lambda: not page.browser.places.isVisible())


def test_a_file_that_is_dropped_on_a_place_is_the_document(
    qtbot: QtBot, page: EvidencePage, session: Session, letter: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    first_place(page).dropEvent(QDropEvent(QPointF(3, 3), copy, data, left, plain))
    added = ("About me/Letter.pdf", AboutKind.OTHER, "Mentor form")
    qtbot.waitUntil(lambda: added in about(session))


def test_a_file_that_is_evidence_already_is_offered_by_its_name(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    path = session.root / "Evidence" / "Mentor form of June.pdf"
    path.write_bytes(b"a form")
    file = EvidenceFile(f"Evidence/{path.name}", "0" * 64, 6, session.today)
    session.apply(partial(put_evidence, file=file, today=session.today))
    qtbot.waitUntil(lambda: len(buttons(page)) == 2)
    use = next(each for each in buttons(page) if path.name in each.text())
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    added = (f"About me/{path.name}", AboutKind.OTHER, "Mentor form")
    qtbot.waitUntil(lambda: added in about(session))
    assert path.exists()


def test_the_keyboard_stays_with_the_documents_when_a_place_is_filled(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], sample: Path, letter: Path
) -> None:
    window = open_window(sample)
    window.go_to(EvidencePlace())
    (page,) = window.findChildren(EvidencePage)
    page.browser.choose(Group.ABOUT)
    (choose,) = buttons(page)
    choose.setFocus()
    qtbot.keyClick(choose, Qt.Key.Key_Space)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(letter))
    dialog.done(QFileDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: not page.browser.places.isVisible())
    assert window.focusWidget() is page.browser.group_buttons[Group.ABOUT]
