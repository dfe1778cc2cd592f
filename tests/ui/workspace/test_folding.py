"""What stands beside the text folds as soon as its lines get short, and comes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.sidebar import Sidebar
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.workspace.page import WorkspacePage

TITLE = "11 Diversity of users"


@pytest.fixture
def candidate_window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    window = open_window(sample)
    window.resize(1366, 768)
    window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    return window


@pytest.fixture
def page(qtbot: QtBot, candidate_window: MainWindow) -> WorkspacePage:
    assert candidate_window.portfolio_view is not None
    page = candidate_window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    return page


@pytest.fixture
def sidebar(candidate_window: MainWindow) -> Sidebar:
    assert candidate_window.portfolio_view is not None
    return candidate_window.portfolio_view.sidebar


def seen(page: WorkspacePage, sidebar: Sidebar) -> tuple[str, ...]:
    """Return what stands beside the text: the words of the sidebar, the list, the evidence."""
    there = {
        "words": not sidebar.is_narrow,
        "list": page.competencies.isVisible(),
        "evidence": page.tray.isVisible(),
    }
    return tuple(name for name, is_there in there.items() if is_there)


@pytest.mark.parametrize(
    ("scale", "size", "beside"),
    [
        (1.0, (1366, 768), ("words", "list", "evidence")),
        (1.0, (1280, 720), ("list", "evidence")),
        (1.25, (1366, 768), ("evidence",)),
        (1.5, (1366, 768), ("evidence",)),
        (1.0, (1024, 700), ("evidence",)),
        (2.0, (1366, 768), ()),
        (2.0, (1024, 700), ()),
    ],
)
def test_what_leaves_the_text_no_sixty_letters_folds(
    page: WorkspacePage,
    candidate_window: MainWindow,
    sidebar: Sidebar,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    beside: tuple[str, ...],
) -> None:
    theme.set_text_scale(scale)
    candidate_window.resize(*size)
    QApplication.processEvents()
    assert seen(page, sidebar) == beside
    assert page.panel.head.list_button.isVisible() is ("list" not in beside)
    assert page.panel.tabs.isTabVisible(2) is ("evidence" not in beside)


def test_all_of_it_comes_back(page: WorkspacePage, sidebar: Sidebar, theme: Theme) -> None:
    QApplication.processEvents()
    before = page.competencies.width()
    for scale in (2.0, 1.0):
        theme.set_text_scale(scale)
        QApplication.processEvents()
    assert seen(page, sidebar) == ("words", "list", "evidence")
    assert page.competencies.width() == before


def test_the_keyboard_stays_with_the_list_as_it_folds_and_comes_back(
    page: WorkspacePage, theme: Theme
) -> None:
    for scale, chooser in (
        (1.0, page.competencies.list),
        (1.5, page.panel.head.list_button),
        (1.0, page.competencies.list),
    ):
        theme.set_text_scale(scale)
        QApplication.processEvents()
        assert QApplication.focusWidget() is chooser


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (911, 512)])
def test_nothing_scrolls_sideways_with_letters_of_twice_the_size(
    page: WorkspacePage, candidate_window: MainWindow, theme: Theme, size: tuple[int, int]
) -> None:
    theme.set_text_scale(2.0)
    candidate_window.resize(*size)
    QApplication.processEvents()
    scroll = page.panel.findChild(type(page.panel.plan.scroll_page))
    assert scroll is not None
    assert scroll.horizontalScrollBar().maximum() == 0


@pytest.mark.qt_log_ignore("does not support", extend=True)  # of popups, without a screen
class TestTheFoldedList:
    @pytest.fixture(autouse=True)
    def _folded(self, page: WorkspacePage, theme: Theme) -> None:
        theme.set_text_scale(1.5)
        QApplication.processEvents()
        assert page.panel.head.list_button.accessibleName() == TITLE

    @pytest.fixture
    def opened(self, qtbot: QtBot, page: WorkspacePage) -> WorkspacePage:
        qtbot.mouseClick(page.panel.head.list_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(page.competencies.list.hasFocus)
        return page

    def test_its_button_opens_it_with_what_the_set_has(self, opened: WorkspacePage) -> None:
        assert opened.competencies.isVisible()
        assert opened.competencies.count.text() == "7 of 12 ready"
        assert opened.competencies.check.isVisible()

    def test_a_row_is_gone_to_and_the_list_closes(
        self, qtbot: QtBot, opened: WorkspacePage
    ) -> None:
        row = opened.competencies.list.model().index(1, 0, opened.competencies.list.rootIndex())
        opened.competencies.list.scrollTo(row)
        at = opened.competencies.list.visualRect(row).center()
        viewport = opened.competencies.list.viewport()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
        qtbot.waitUntil(lambda: not opened.competencies.isVisible())
        assert opened.text_place is not None
        assert opened.text_place.number == 2
        assert opened.panel.head.list_button.accessibleName() == "2 Ethics and values"

    def test_the_arrow_keys_go_through_it_and_enter_closes_it(
        self, qtbot: QtBot, opened: WorkspacePage
    ) -> None:
        qtbot.keyClick(opened.competencies.list, Qt.Key.Key_Down)
        assert opened.panel.head.list_button.accessibleName().startswith("12 ")
        assert opened.competencies.isVisible()
        qtbot.keyClick(opened.competencies.list, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not opened.competencies.isVisible())

    def test_escape_closes_it(self, qtbot: QtBot, opened: WorkspacePage) -> None:
        qtbot.keyClick(opened.competencies.list, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not opened.competencies.isVisible())

    def test_a_letter_goes_into_the_text(self, qtbot: QtBot, opened: WorkspacePage) -> None:
        qtbot.keyClicks(opened.competencies.list, "Z")
        assert not opened.competencies.isVisible()
        assert "Z" in opened.panel.response.box.editor.toPlainText()

    def test_the_check_of_the_set_leaves_the_page(
        self, qtbot: QtBot, candidate_window: MainWindow, opened: WorkspacePage
    ) -> None:
        qtbot.mouseClick(opened.competencies.check, Qt.MouseButton.LeftButton)
        assert candidate_window.portfolio_view is not None
        assert candidate_window.portfolio_view.page is not opened
        assert not opened.competencies.isVisible()

    def test_the_arrows_beside_it_go_one_on_and_one_back(
        self, qtbot: QtBot, page: WorkspacePage
    ) -> None:
        qtbot.mouseClick(page.panel.head.previous, Qt.MouseButton.LeftButton)
        assert page.panel.head.list_button.accessibleName() == "10 Promoting the library"
        qtbot.mouseClick(page.panel.head.next, Qt.MouseButton.LeftButton)
        assert page.panel.head.list_button.accessibleName() == TITLE

    def test_the_keyboard_begins_on_its_button(
        self, qtbot: QtBot, candidate_window: MainWindow, page: WorkspacePage
    ) -> None:
        candidate_window.go_to(SetPlace("technology", 2))
        qtbot.waitUntil(page.panel.head.list_button.isVisible)
        assert not page.competencies.isVisible()
