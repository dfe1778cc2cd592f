"""The tray beside the text: what its cards offer, and when the tab of the evidence is needed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import Weight
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.evidence_tray import EvidenceAct
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.controls import shown
from tests.ui.workspace.acting import FLYER, go, work

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)  # no screen for menus


def has_tab(page: WorkspacePage) -> bool:
    return page.panel.tabs.isTabVisible(2)


def test_the_evidence_has_a_tab_only_where_its_cards_are_not_in_sight(
    qtbot: QtBot, page: WorkspacePage
) -> None:
    assert page.tray.isVisible()
    assert not has_tab(page)
    page.resize(800, 682)
    qtbot.waitUntil(lambda: not page.tray.isVisible())
    assert has_tab(page)


def test_f2_leads_to_the_caption_and_the_tab_goes_with_it(page: WorkspacePage) -> None:
    page.tray.cards[0].setFocus()
    QTest.keyClick(page.tray.cards[0], Qt.Key.Key_F2)
    assert page.panel.tab is Tab.EVIDENCE
    assert page.panel.evidence.forms[0].caption.hasFocus()
    page.panel.go_to_tab(Tab.RESPONSE)
    assert not has_tab(page)


def test_more_is_shown_where_the_keyboard_is_and_nothing_moves_for_it(page: WorkspacePage) -> None:
    card = page.tray.cards[1]
    before = card.size()
    assert not card.more.isVisible()
    card.setFocus()
    assert card.more.isVisible()
    card.more.setFocus()
    assert card.more.isVisible()
    assert card.size() == before


def test_a_card_offers_in_its_menu_all_that_its_keys_do(page: WorkspacePage) -> None:
    menu = page.tray.cards[0].menu
    menu.aboutToShow.emit()
    acts = {EvidenceAct(each.data()) for each in menu.actions() if each.data()}
    assert acts == set(EvidenceAct)


def test_a_file_is_cited_where_the_cursor_is(page: WorkspacePage) -> None:
    page.tray.act_requested.emit(EvidenceAct.CITE, FLYER)
    assert "(evidence 1)" in page.panel.response.box.editor.toPlainText()


def test_that_none_is_primary_is_said(page: WorkspacePage, session: Session) -> None:
    assert page.tray.note.isHidden()
    for card in page.tray.cards:
        if card.shown.use.weight is Weight.PRIMARY:
            card.weight.click()
    assert all(use.weight is Weight.SECONDARY for use in work(session, 11).evidence)
    assert page.tray.note.isVisible()


def test_a_set_without_files_has_an_area_to_drop_them_on(qtbot: QtBot, page: WorkspacePage) -> None:
    assert page.tray.hint.property("box") == ""
    go(qtbot, page, SetPlace("foundations", 12))
    assert page.tray.hint.property("box") == "drop"


def test_a_card_says_where_the_own_role_in_team_work_is_missing(page: WorkspacePage) -> None:
    asked = "Say what your own role was."
    card, use = page.tray.cards[0], page.tray.cards[0].shown.use
    for now, is_asked in (
        (use, False),
        (replace(use, team_work=True, own_role=" "), True),
        (replace(use, team_work=True, own_role="I drew it."), False),
    ):
        card.show_use(replace(card.shown, use=now))
        assert (asked in {label.text() for label in shown(card) if isinstance(label, QLabel)}) is (
            is_asked
        )
