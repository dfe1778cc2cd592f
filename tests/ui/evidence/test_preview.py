"""The preview of the file that is selected."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage
from lssc_desktop.ui.preview.preview import PreviewDialog
from tests.ui.evidence.conftest import GUIDE, look

FLYER = "Evidence/Story time flyer.pdf"
PHOTO = "Evidence/Hold shelf after.jpg"
CLIP = "Evidence/Story hour clip.wav"


@pytest.mark.parametrize("path", [FLYER, PHOTO, GUIDE])
def test_the_selected_file_is_shown(qtbot: QtBot, page: EvidencePage, path: str) -> None:
    with qtbot.waitSignal(page.preview.page_shown):
        page.table.choose(path)
    assert page.preview.view.isVisible()
    assert path.rpartition("/")[2] in page.preview.view.accessibleName()


def test_a_file_without_a_preview_says_so_beside_its_facts(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    (session.root / CLIP).write_bytes(b"no sound")
    look(qtbot, session)  # what another test saw of the clip is remembered by its fingerprint
    with qtbot.waitSignal(page.preview.failed):
        page.table.choose(CLIP)
    assert page.preview.refusal.isVisible()
    assert page.details.open_button.isEnabled()
    assert not page.preview.open_button.isVisible()  # the one above is enough


def test_a_file_that_is_missing_has_no_preview(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    (session.root / FLYER).unlink()
    look(qtbot, session)
    page.table.choose(FLYER)
    assert not page.preview.isVisible()


def test_a_file_that_was_changed_is_looked_into_anew(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    with qtbot.waitSignal(page.preview.words_read):
        page.table.choose(FLYER)
    assert "Bilingual story time" in page.preview.words
    (session.root / FLYER).write_bytes((session.root / "Evidence/Shelving quiz.pdf").read_bytes())
    with qtbot.waitSignal(page.preview.words_read) as read:
        look(qtbot, session)
    assert read.args is not None
    assert "Bilingual story time" not in read.args[0]


def test_running_through_the_list_shows_the_last_file(qtbot: QtBot, page: EvidencePage) -> None:
    page.table.choose(FLYER)
    page.table.setFocus()
    for _ in range(5):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    selected = page.table.chosen
    assert selected is not None
    with qtbot.waitSignal(page.preview.words_read):
        pass
    assert selected.name in page.preview.view.accessibleName()


def test_the_large_view_goes_through_the_list_and_the_list_follows(
    qtbot: QtBot, page: EvidencePage
) -> None:
    listed = [file.path for file in page.table.records.shown]
    page.table.choose(listed[1])
    page.preview.enlarge()
    dialog = page.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    qtbot.waitUntil(dialog.isActiveWindow)  # only then keys are taken
    assert dialog.place_label.text() == f"2 of {len(listed)}"
    qtbot.keyClick(dialog.preview.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.windowTitle() == listed[2].rpartition("/")[2])
    assert page.table.chosen is not None
    assert page.table.chosen.path == listed[2]
    dialog.previous.click()
    assert page.table.chosen.path == listed[1]
    dialog.close()


def test_a_click_on_a_page_opens_it_large_with_its_tools(qtbot: QtBot, page: EvidencePage) -> None:
    page.table.choose("Evidence/Webinar certificates.pdf")
    preview = page.preview
    qtbot.waitUntil(lambda: preview.pages == 3)
    assert not preview.tools.isVisible()
    second = preview.view.paper.sheet(1)
    assert second.top() == preview.view.paper.sheet(0).top()  # beside the first
    qtbot.mouseClick(preview.view.paper, Qt.MouseButton.LeftButton, pos=second.center())
    dialog = page.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    qtbot.waitUntil(dialog.preview.tools.isVisible)
    assert dialog.preview.page == 1
    dialog.close()


def test_space_in_the_list_opens_the_file_large(qtbot: QtBot, page: EvidencePage) -> None:
    page.table.choose(FLYER)
    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    dialog = page.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    assert dialog.windowTitle() == "Story time flyer.pdf"
    dialog.close()


def test_the_words_beside_the_pages_have_their_room(qtbot: QtBot, page: EvidencePage) -> None:
    page.table.choose(GUIDE)
    strip = page.preview
    qtbot.waitUntil(lambda: strip.pages > 0)
    strip.note.setText("This is our preview. Other programs may show it differently. " * 3)
    strip.note.show()
    page.resize(900, 420)  # so low that the strip has the least of its room
    qtbot.waitUntil(lambda: strip.note.height() >= strip.note.heightForWidth(strip.note.width()))
    beside = strip.note.parentWidget()
    assert beside is not None
    assert strip.rect().contains(beside.geometry())
    assert beside.rect().contains(strip.note.geometry())
