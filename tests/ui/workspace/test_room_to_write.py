"""Room to write: enough lines at usual sizes, an introduction that folds, and Write larger."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.messages.message import Message
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import Overview, SetPlace, Tab
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.response_tab import IntroductionField


def lines(page: WorkspacePage) -> float:
    """Return how many lines of the response can be seen at once."""
    editor = page.panel.response.box.editor
    block = editor.document().firstBlock().layout()
    pitch = block.lineAt(1).y() - block.lineAt(0).y()
    seen = editor.viewport().visibleRegion().boundingRect().height()
    return round(seen / pitch, 1)


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    window = open_window(sample)
    window.resize(1366, 768)
    return window


@pytest.fixture
def in_window(qtbot: QtBot, window: MainWindow) -> WorkspacePage:
    """The workspace at competency 11 of Foundations, in a window of 1366 x 768, laid out."""
    window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    response = page.panel.response
    # The line with the length comes after the words and takes room from them.
    qtbot.waitUntil(lambda: not response.is_locked and response.box.length.isVisible())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    return page


def test_a_response_has_sixteen_lines(in_window: WorkspacePage) -> None:
    assert lines(in_window) >= 16


@pytest.mark.parametrize(("scale", "least"), [(1.5, 9), (2.0, 7)])
def test_with_large_letters_it_has_as_many_as_there_is_room_for(
    qtbot: QtBot, in_window: WorkspacePage, theme: Theme, scale: float, least: int
) -> None:
    theme.set_text_scale(scale)
    in_window.panel.response.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: lines(in_window) >= least)


SMALL = [(2.0, 1366, 768), (1.0, 1024, 700), (1.5, 1024, 700), (1.0, 911, 512)]
"""Large letters, and what 150 % of display scaling leaves of 1366 x 768."""


@pytest.mark.parametrize("small", SMALL)
@pytest.mark.parametrize("larger", [False, True])
def test_there_are_eight_lines_with_large_letters_and_on_small_screens(
    qtbot: QtBot,
    window: MainWindow,
    in_window: WorkspacePage,
    theme: Theme,
    small: tuple[float, int, int],
    *,
    larger: bool,
) -> None:
    scale, width, height = small
    theme.set_text_scale(scale)
    window.resize(width, height)
    if larger:
        in_window.menu.larger.trigger()
    in_window.panel.response.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: lines(in_window) >= 8)


@pytest.fixture
def two_notices(notices: Notices, in_window: WorkspacePage) -> None:  # noqa: ARG001  it is open
    """Bad news, and longer news after it, as when a drive is full and something is not written."""
    long = "What you wrote is kept on this computer until there is room for it again. " * 3
    notices.show(Message("The drive is full.", long), Tone.BAD, key="saving", action="Save again")
    notices.show(Message("It wasn’t saved.", long, long), Tone.WARN, action="Try again")


@pytest.mark.usefixtures("two_notices")
class TestUnderNotices:
    def test_a_response_has_twelve_lines(self, qtbot: QtBot, in_window: WorkspacePage) -> None:
        qtbot.waitUntil(lambda: lines(in_window) >= 12)

    def test_at_150_percent_it_has_eight_once_one_goes_into_it(
        self, qtbot: QtBot, in_window: WorkspacePage, theme: Theme
    ) -> None:
        theme.set_text_scale(1.5)
        in_window.panel.response.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.waitUntil(lambda: lines(in_window) >= 8)


def test_the_introduction_is_one_line_high_until_one_writes_in_it(
    qtbot: QtBot, page: WorkspacePage
) -> None:
    introduction = page.panel.response.introduction
    folded = introduction.height()
    introduction.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: introduction.height() > folded)
    page.panel.response.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: introduction.height() == folded)


class TestWriteLarger:
    def test_the_text_gets_the_room_of_what_stands_around_it(
        self, qtbot: QtBot, window: MainWindow, in_window: WorkspacePage
    ) -> None:
        before = lines(in_window)
        qtbot.keyClick(in_window.panel.response.box.editor, Qt.Key.Key_F11)
        qtbot.waitUntil(lambda: lines(in_window) > before)
        assert window.portfolio_view is not None
        assert window.portfolio_view.sidebar.isHidden()
        assert not in_window.competencies.isVisible()
        assert in_window.panel.head.statement.isVisible()
        assert in_window.tray.isVisible()
        qtbot.keyClick(in_window.panel.response.box.editor, Qt.Key.Key_F11)
        qtbot.waitUntil(lambda: lines(in_window) == before)
        assert window.portfolio_view.sidebar.isVisible()

    def test_a_line_has_at_most_eighty_letters_on_a_wide_screen(
        self, qtbot: QtBot, window: MainWindow, in_window: WorkspacePage
    ) -> None:
        window.resize(2560, 1400)
        in_window.menu.larger.trigger()
        editor = in_window.panel.response.box.editor
        most = 80 * editor.fontMetrics().averageCharWidth()
        qtbot.waitUntil(lambda: 0 < editor.viewport().width() <= most)

    def test_another_page_is_as_usual(
        self, qtbot: QtBot, window: MainWindow, in_window: WorkspacePage
    ) -> None:
        in_window.menu.larger.trigger()
        window.go_to(Overview())
        assert window.portfolio_view is not None
        qtbot.waitUntil(window.portfolio_view.sidebar.isVisible)


def test_at_no_width_does_the_introduction_fold_and_unfold_for_ever(
    qtbot: QtBot, icons: Icons
) -> None:
    """A bar at the side takes width, with which the words may need a line more than without."""
    words = "I show this competency with the paper that I wrote for a workshop."
    around = QWidget()
    qtbot.addWidget(around)
    field = IntroductionField(icons, around)
    field.setPlainText(words)
    with qtbot.waitExposed(around):
        around.show()
    field.clearFocus()
    whole = field.fontMetrics().horizontalAdvance(words)
    heights = list[int]()
    for width in range(whole - 20, whole + 60):
        field.resize(width, field.height())
        heights.append(field.height())
        assert not field.verticalScrollBar().isVisible()
    assert heights == sorted(heights) or heights == sorted(heights, reverse=True)
    assert len(set(heights)) <= 2
