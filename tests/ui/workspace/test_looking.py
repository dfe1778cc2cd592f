"""A look into evidence from beside the text, and the small pictures of first pages."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.preview.preview import PreviewDialog
from lssc_desktop.ui.workspace.evidence_tab import UseForm
from lssc_desktop.ui.workspace.evidence_tray import EvidenceAct, EvidenceCard
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.conftest import RememberingDesktop
from tests.ui.painted import Painted
from tests.ui.workspace.acting import FLYER, LETTER, SIGN_UP


def card_of(page: WorkspacePage, path: str) -> EvidenceCard:
    return next(card for card in page.tray.cards if card.shown.use.path == path)


def picture(page: WorkspacePage, path: str) -> QImage:
    return card_of(page, path).picture.pixmap().toImage()


def opened(qtbot: QtBot, page: WorkspacePage) -> PreviewDialog:
    """The window of the look, when its first page is there."""
    dialog = page.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    qtbot.waitUntil(lambda: not dialog.preview.view.paper.image.isNull())
    return dialog


def test_space_looks_into_the_file_and_closes_it_again(qtbot: QtBot, page: WorkspacePage) -> None:
    card = card_of(page, FLYER)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    dialog = opened(qtbot, page)
    assert dialog.windowTitle() == "Story time flyer.pdf"
    qtbot.waitUntil(dialog.preview.view.hasFocus)  # not a button that Space would press
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.preview.view, Qt.Key.Key_Space)


def test_with_large_text_the_look_still_fits_the_screen(page: WorkspacePage, theme: Theme) -> None:
    theme.set_text_scale(2.0)
    page.tray.act_requested.emit(EvidenceAct.LOOK, FLYER)
    dialog = page.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    room = dialog.screen().availableSize()
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()
    dialog.close()


def test_the_evidence_tab_offers_the_same_look(qtbot: QtBot, page: WorkspacePage) -> None:
    page.go_to(SetPlace("foundations", 11, tab=Tab.EVIDENCE))
    form = next(
        form for form in page.panel.evidence.findChildren(UseForm) if form.shown.use.path == SIGN_UP
    )
    form.look.click()
    dialog = opened(qtbot, page)
    assert dialog.windowTitle() == "Story time sign-up.docx"
    dialog.close()


def test_what_has_no_preview_can_be_opened_from_there(
    qtbot: QtBot, page: WorkspacePage, desktop: RememberingDesktop, sample: Path
) -> None:
    (sample / "Evidence" / "No sheet.xlsx").write_bytes(b"no sheet")
    page.tray.act_requested.emit(EvidenceAct.LOOK, "Evidence/No sheet.xlsx")
    dialog = page.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    qtbot.waitUntil(dialog.preview.open_button.isVisible)
    dialog.preview.open_button.click()
    assert desktop.asked == [("open", "No sheet.xlsx")]
    dialog.close()


def test_the_cards_show_the_first_pages(qtbot: QtBot, page: WorkspacePage) -> None:
    def is_orange() -> bool:
        """Whether the flyer's band is there."""
        seen = Painted(picture(page, FLYER))
        color = seen.color(seen.width * 5 // 6, seen.height // 8)
        return color.red() > 180 and color.blue() < 90

    qtbot.waitUntil(is_orange)
    drawn = {path: picture(page, path) for path in (FLYER, SIGN_UP, LETTER)}
    assert drawn[SIGN_UP] != drawn[LETTER] != drawn[FLYER]


def test_the_look_goes_on_to_the_next_file_by_button_and_keys(
    qtbot: QtBot, page: WorkspacePage
) -> None:
    cards = [card.shown.use.path for card in page.tray.cards]
    assert len(cards) > 2
    names = [path.rpartition("/")[2] for path in cards]
    page.tray.act_requested.emit(EvidenceAct.LOOK, cards[0])
    dialog = opened(qtbot, page)
    assert dialog.windowTitle() == names[0]
    assert not dialog.previous.isEnabled()
    dialog.next.click()
    assert dialog.windowTitle() == names[1]
    assert dialog.place_label.text() == f"2 of {len(names)}"
    qtbot.keyClick(dialog.preview.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.windowTitle() == names[2])
    qtbot.keyClick(dialog.preview.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.windowTitle() == names[1])
    dialog.close()


def test_what_is_opened_from_the_look_is_the_file_that_it_shows(
    qtbot: QtBot, page: WorkspacePage, desktop: RememberingDesktop
) -> None:
    cards = [card.shown.use.path for card in page.tray.cards]
    page.tray.act_requested.emit(EvidenceAct.LOOK, cards[0])
    dialog = opened(qtbot, page)
    dialog.next.click()
    dialog.preview.open_requested.emit()
    assert desktop.asked == [("open", cards[1].rpartition("/")[2])]
    dialog.close()


def test_the_keyboard_stays_in_the_look_at_its_last_file(qtbot: QtBot, page: WorkspacePage) -> None:
    cards = [card.shown.use.path for card in page.tray.cards]
    page.tray.act_requested.emit(EvidenceAct.LOOK, cards[-2])
    dialog = opened(qtbot, page)
    dialog.next.setFocus()
    dialog.next.click()
    assert not dialog.next.isEnabled()
    assert dialog.previous.hasFocus()
    dialog.close()
