"""A low window with large text: nothing is squeezed, and what is asked for comes into sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.kit.pages import ScrollPage
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.workspace.page import WorkspacePage

SET = "foundations"


@pytest.fixture
def low(qtbot: QtBot, page: WorkspacePage, theme: Theme) -> WorkspacePage:
    theme.set_text_scale(1.5)
    page.resize(1100, 480)
    page.go_to(SetPlace(SET, 11, tab=Tab.RESPONSE))
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    return page


def is_in_sight(widget: QWidget) -> bool:
    return not widget.visibleRegion().isEmpty() and (
        widget.visibleRegion().boundingRect() == widget.rect()
    )


def test_the_statement_of_the_competency_is_whole(low: WorkspacePage) -> None:
    statement = low.panel.head.statement
    assert statement.height() >= statement.heightForWidth(statement.width())


def test_there_is_room_to_write(low: WorkspacePage) -> None:
    assert low.panel.response.box.editor.height() > 100


@pytest.mark.parametrize("tab", list(Tab))
def test_only_the_whole_scrolls_and_nothing_inside_it(
    qtbot: QtBot, low: WorkspacePage, tab: Tab
) -> None:
    low.panel.go_to_tab(tab)
    pages = [each for each in low.panel.findChildren(ScrollPage) if each.isVisible()]
    assert len(pages) > 1

    def scrolling() -> list[ScrollPage]:
        return [each for each in pages if each.verticalScrollBar().maximum()]

    qtbot.waitUntil(lambda: len(scrolling()) == 1)
    assert scrolling()[0].isAncestorOf(low.panel.head)


@pytest.mark.parametrize("bar", ["find_bar", "link_bar"])
def test_a_bar_that_is_opened_comes_into_sight(qtbot: QtBot, low: WorkspacePage, bar: str) -> None:
    opened = getattr(low.panel.response.box, bar)
    assert not is_in_sight(low.panel.response.box.editor)
    opened.open()

    qtbot.waitUntil(lambda: is_in_sight(opened))


def test_what_is_found_comes_into_sight(qtbot: QtBot, low: WorkspacePage) -> None:
    box = low.panel.response.box
    box.find_bar.open()
    QTest.keyClicks(box.find_bar.field, "spanish")
    QTest.keyClick(box.find_bar.field, Qt.Key.Key_Return)
    editor = box.editor

    assert editor.textCursor().hasSelection()
    qtbot.waitUntil(
        lambda: editor.viewport().visibleRegion().boundingRect().contains(editor.cursorRect())
    )


def test_the_row_for_finding_takes_its_room_from_the_text_and_not_from_the_page(
    qtbot: QtBot, page: WorkspacePage
) -> None:
    """At the size of the pictures the whole frame of the editor stays in sight."""
    box = page.panel.response.box
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    before = box.editor.height()
    box.find_bar.open()

    qtbot.waitUntil(lambda: box.editor.height() < before)
    qtbot.waitUntil(lambda: is_in_sight(box))
