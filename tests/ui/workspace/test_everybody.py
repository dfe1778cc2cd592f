import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.place import Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.conftest import Listener
from tests.ui.controls import controls, cut_off, missed_by_tab, spoken_name


class TestEverybody:
    @pytest.mark.parametrize("tab", list(Tab))
    def test_every_control_has_a_name_and_is_reached_by_tab(
        self, page: WorkspacePage, tab: Tab
    ) -> None:
        page.panel.go_to_tab(tab)

        assert [type(each).__name__ for each in controls(page) if not spoken_name(each)] == []
        assert missed_by_tab(page) == []

    @pytest.mark.parametrize("tab", list(Tab))
    @pytest.mark.parametrize("scale", [1.0, 1.5])
    def test_no_words_are_cut_off(
        self, qtbot: QtBot, page: WorkspacePage, theme: Theme, tab: Tab, scale: float
    ) -> None:
        page.panel.go_to_tab(tab)
        theme.set_text_scale(scale)
        page.resize(1130 if scale == 1.0 else 1250, 634)

        def all_words_have_room() -> None:
            assert cut_off(page) == []

        qtbot.waitUntil(all_words_have_room)

    def test_large_text_leaves_the_evidence_to_its_tab(
        self, page: WorkspacePage, theme: Theme
    ) -> None:
        theme.set_text_scale(2.0)

        assert page.tray.isHidden()
        assert page.panel.tabs.isTabVisible(2)

    def test_the_dark_theme_is_no_edit(
        self, page: WorkspacePage, theme: Theme, session: Session, listener: Listener
    ) -> None:
        page.panel.response.edited.connect(listener.hear)
        session.saved_state_changed.connect(listener.hear)
        theme.set_mode(Mode.DARK)

        assert listener.heard == []
