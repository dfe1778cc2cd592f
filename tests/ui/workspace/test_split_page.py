"""The page that splits one long document into responses, by mouse and keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.store.folder.responses import read_response
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import SetPlace, SplitPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.split_page import SplitPage
from tests.long_document import as_one, with_table_and_picture
from tests.ui.conftest import Listener, held
from tests.ui.workspace.acting import wait_saved, work

FIRST, SECOND = TextPlace("foundations", 1), TextPlace("foundations", 2)


@pytest.fixture
def page(qtbot: QtBot, session: Session, services: Services) -> SplitPage:
    page = SplitPage(session, services)
    qtbot.addWidget(page)
    page.resize(1130, 682)
    page.go_to(SplitPlace("foundations"))
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "My portfolio.docx"
    with_table_and_picture(path)
    return path


@pytest.fixture
def opened(qtbot: QtBot, page: SplitPage, source: Path) -> SplitPage:
    page.read(source)
    qtbot.waitUntil(lambda: bool(page.rows))
    return page


def targets(page: SplitPage) -> list[str]:
    return [row.target.currentText() for row in page.rows]


def said(session: Session, place: TextPlace) -> str:
    return plain(read_response(session.root, session.portfolio, place).text)


def drop(widget: QWidget, path: Path) -> bool:
    """Drop a file on a widget; return whether it was accepted."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    enter = QDragEnterEvent(QPointF(20, 20), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), copy, data, left, none))
    return enter.isAccepted()


def write(qtbot: QtBot, page: SplitPage, session: Session, *places: TextPlace) -> None:
    """Press the button, and wait until the portfolio has other documents."""
    before = [session.portfolio.document(place) for place in places]
    qtbot.mouseClick(page.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: all(
            session.portfolio.document(place) != was
            for place, was in zip(places, before, strict=True)
        ),
    )
    wait_saved(qtbot, session)


def test_the_parts_are_shown_with_what_they_become(opened: SplitPage) -> None:
    assert [row.title.text() for row in opened.rows] == [
        "My portfolio", "Competency 1", "Competency 2", "Competency 3",
    ]  # fmt: skip
    assert targets(opened) == [
        "Leave out", "1, Purpose, mission and role", "2, Ethics and values", "3, Roles of staff",
    ]  # fmt: skip
    row = opened.rows[2]
    assert row.basis.text() == "Suggested by its number"
    assert row.begins.text().startswith("We say no to nobody.")
    assert "words" in row.length.text()
    assert "pages" in row.length.text()
    assert opened.rows[0].basis.text() == "No suggestion"


def test_what_is_left_and_what_gets_nothing_is_said(opened: SplitPage) -> None:
    assert opened.summary.found.text() == (
        "“My portfolio.docx” has 4 parts. 3 texts will be written."
    )
    assert "1 part with 2 words is left out." in opened.summary.left.text()
    assert "Nothing for competencies 4, 5, 6" in opened.summary.left.text()
    assert opened.write.text() == "Write 3 texts"


def test_a_text_that_is_there_is_told_of(opened: SplitPage, session: Session) -> None:
    assert work(session, 1).response is not None
    assert "It already has 360 words." in opened.rows[1].present.text()
    assert "Earlier versions" in opened.rows[1].present.text()


def test_another_text_is_chosen_by_keyboard(qtbot: QtBot, opened: SplitPage) -> None:
    target = opened.rows[1].target
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_Down)
    assert targets(opened)[1] == "2, Ethics and values"
    assert opened.rows[1].basis.isHidden()
    assert opened.rows[2].present.text() == "It goes below the other part for this text."
    assert opened.write.text() == "Write 2 texts"
    qtbot.keyClick(target, Qt.Key.Key_Home)
    assert targets(opened)[1] == "Leave out"


def test_a_part_is_joined_with_the_one_above(qtbot: QtBot, opened: SplitPage) -> None:
    qtbot.mouseClick(opened.rows[2].join, Qt.MouseButton.LeftButton)
    assert [row.title.text() for row in opened.rows] == [
        "My portfolio", "Competency 1", "Competency 3",
    ]  # fmt: skip
    assert opened.rows[1].target.hasFocus()
    assert opened.rows[0].join.isHidden()


def test_a_part_is_split_at_a_paragraph(qtbot: QtBot, opened: SplitPage) -> None:
    qtbot.mouseClick(opened.rows[2].split, Qt.MouseButton.LeftButton)
    dialog = opened.dialog
    assert dialog is not None
    shown = [paragraph.begins for paragraph in dialog.table.records.shown]
    assert shown[0] == "We say no to nobody."
    assert "(table, picture, or the like)" in shown
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert len(opened.rows) == 5
    assert targets(opened)[2:4] == ["2, Ethics and values", "Leave out"]
    assert opened.rows[3].target.hasFocus()


def test_the_texts_are_written_and_shown(
    qtbot: QtBot, opened: SplitPage, session: Session, source: Path
) -> None:
    before, listener = source.read_bytes(), Listener()
    opened.place_requested.connect(listener.hear)
    was = said(session, FIRST)
    write(qtbot, opened, session, FIRST, SECOND)
    assert said(session, FIRST).startswith("We mean well.")
    assert said(session, SECOND).startswith("We say no to nobody.")
    assert plain(read_text_of(session.root, FIRST, versions_of(session.root, FIRST)[0])) == was
    assert source.read_bytes() == before
    assert listener.heard == [SetPlace("foundations", 1, tab=Tab.RESPONSE)]
    assert opened.rows == () or opened.splitting is None


def test_a_text_is_added_to(qtbot: QtBot, opened: SplitPage, session: Session) -> None:
    was = said(session, SECOND)
    adds = opened.rows[2].adds
    adds.setFocus()
    qtbot.keyClick(adds, Qt.Key.Key_Down)
    assert "added below" in opened.rows[2].present.text()
    assert "only its words are added" in opened.summary.left.text()
    write(qtbot, opened, session, SECOND)
    assert said(session, SECOND).startswith(was)
    assert "We say no to nobody." in said(session, SECOND)


def test_it_can_be_canceled_before_anything_is_written(
    qtbot: QtBot, opened: SplitPage, session: Session, services: Services
) -> None:
    was = said(session, FIRST)
    with held(services.jobs, Lane.SAVING):
        opened.write.click()
        _gate, job = services.jobs.running(Lane.SAVING)
        job.cancel()
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    assert services.notices.waiting[-1].message.happened == "Canceled. Nothing was written."
    assert said(session, FIRST) == was
    assert opened.write.isEnabled()
    assert len(opened.rows) == 4


def test_a_document_can_be_dropped_on_the_page(qtbot: QtBot, page: SplitPage, source: Path) -> None:
    assert drop(page, source)
    qtbot.waitUntil(lambda: bool(page.rows))
    assert not drop(page, source.with_suffix(".pdf"))


def test_a_document_dropped_on_the_head_of_the_set_leads_there(
    qtbot: QtBot, session: Session, services: Services, source: Path
) -> None:
    page, listener = WorkspacePage(session, services), Listener()
    qtbot.addWidget(page)
    page.go_to(SetPlace("foundations", 1))
    page.place_requested.connect(listener.hear)
    assert drop(page, source)
    page.set_menu.split.trigger()
    assert listener.heard == [
        SplitPlace("foundations", source), SplitPlace("foundations"),
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_says_why(qtbot: QtBot, page: SplitPage, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04 no more")
    page.read(path)
    qtbot.waitUntil(page.error.isVisible)
    assert "broken.docx" in page.error.said
    assert page.choose.isVisible()


def test_a_document_about_several_sets_is_split_into_them(
    qtbot: QtBot, page: SplitPage, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "both.docx"
    whole = as_one(session.root, session.program, session.portfolio, "foundations", "technology")
    path.write_bytes(whole)
    page.read(path)
    qtbot.waitUntil(lambda: bool(page.rows))
    assert "Technology: 9, Assistive technologies" in targets(page)
    page.summary.sets.setCurrentIndex(0)
    page.summary.sets.activated.emit(0)
    qtbot.waitUntil(lambda: "2, Ethics and values" in targets(page))
    assert not any("Technology" in each for each in targets(page))


def test_every_control_says_of_which_part_it_is(opened: SplitPage) -> None:
    controls = [
        control for row in opened.rows for control in (row.target, row.adds, row.join, row.split)
    ]
    names = [control.accessibleName() for control in controls]
    assert len(set(names)) == len(names)
    assert "Becomes: part 2, Competency 1" in names
