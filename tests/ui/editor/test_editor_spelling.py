"""Words in no dictionary are underlined; neither the text nor the clipboard knows of it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.disk.settings import load_settings
from lssc_desktop.documents.spelling.checker import (
    MOST_SUGGESTIONS,
    Checker,
    OwnChecker,
)
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.services import Preferences, SharedChecker
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.spelling import Spelling, SpellingMarks
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.kit.tokens import DARK, Tone
from tests.dictionaries import write_dictionary

# Nobody watches the menus that are opened.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_LINK = "https://example.org/"


class ShortDictionary:
    """A checker that knows a few words, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[frozenset[str]] = []
        self.suggested: list[str] = []
        self.may_suggest = Event()
        self.may_suggest.set()
        self.closed = 0
        self.known = {"The", "library", "and"}

    def unknown_words(self, words: frozenset[str], reporter: Reporter) -> frozenset[str]:
        reporter(Progress(Step.READING))
        self.asked.append(words)
        return words - self.known

    def suggestions(self, word: str, reporter: Reporter) -> tuple[str, ...]:
        reporter(Progress(Step.READING))
        self.suggested.append(word)
        self.may_suggest.wait(10)
        known = ("library", "libraries", "librarian", "Libra", "liberty")
        return () if word == "zzyzx" else known

    def close(self) -> None:
        self.closed += 1


class Desk:
    """An editor with its marks, and what lies under them."""

    def __init__(self, theme: Theme, jobs: Jobs, checker: Checker | None) -> None:
        self.jobs = jobs
        self.editor = RichEditor(theme, "Response")
        self.spelling = Spelling(lambda _reporter: checker, jobs, self.editor)
        self.marks = SpellingMarks(self.editor, self.spelling, theme)

    def show(self, *spans: Span) -> None:
        self.editor.set_rich_text(RichText((Paragraph(spans),)))

    def marked(self) -> list[str]:
        return [mark.cursor.selectedText() for mark in self.editor.extraSelections()]


@pytest.fixture
def dictionary() -> ShortDictionary:
    return ShortDictionary()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, jobs: Jobs, dictionary: ShortDictionary) -> Desk:
    desk = Desk(theme, jobs, dictionary)
    qtbot.addWidget(desk.editor)
    desk.editor.show()
    return desk


class CheckerContract:
    """What every checker answers, whatever is behind it."""

    def test_the_unknown_words_are_a_part_of_those_asked(self, checker: Checker) -> None:
        asked = frozenset({"library", "librery", "don't"})

        assert checker.unknown_words(asked, ignore_progress) == {"librery"}
        assert checker.unknown_words(frozenset(), ignore_progress) == frozenset()

    def test_the_likeliest_word_is_suggested_first(self, checker: Checker) -> None:
        suggestions = checker.suggestions("librery", ignore_progress)

        assert suggestions[0] == "library"
        assert len(suggestions) <= MOST_SUGGESTIONS


class TestShortDictionary(CheckerContract):
    @pytest.fixture
    def checker(self) -> Checker:
        short = ShortDictionary()
        short.known |= {"don't"}
        return short


class TestOwnChecker(CheckerContract):
    @pytest.fixture
    def checker(self, tmp_path: Path) -> Iterator[Checker]:
        own = OwnChecker(write_dictionary(tmp_path / "en_US", "library", "don't", "and"))
        yield own
        own.close()


def test_unknown_words_are_underlined_where_they_stand(qtbot: QtBot, desk: Desk) -> None:
    desk.show(Span("The \U0001f4da libr"), Span("ery", bold=True), Span(" and library"))

    qtbot.waitUntil(lambda: desk.marked() == ["librery"])

    mark = desk.editor.extraSelections()[0]
    assert mark.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline


def test_links_are_not_marked(qtbot: QtBot, desk: Desk) -> None:
    desk.show(Span("librery "), Span("librury", link=_LINK), Span(" librory"))

    qtbot.waitUntil(lambda: desk.marked() == ["librery", "librory"])


def test_the_marks_are_no_part_of_the_text(qtbot: QtBot, desk: Desk) -> None:
    text = RichText((Paragraph((Span("The librery"),)),))
    with qtbot.assertNotEmitted(desk.editor.edited):
        desk.editor.set_rich_text(text)
        qtbot.waitUntil(lambda: desk.marked() == ["librery"])
    desk.editor.selectAll()

    assert desk.editor.rich_text() == text
    assert not desk.editor.document().isUndoAvailable()
    assert "wave" not in desk.editor.createMimeDataFromSelection().html()


def test_each_word_is_asked_for_once(qtbot: QtBot, desk: Desk, dictionary: ShortDictionary) -> None:
    desk.show(Span("The librery"))
    qtbot.waitUntil(lambda: desk.marked() == ["librery"])
    desk.show(Span("The librery and librory"))
    qtbot.waitUntil(lambda: desk.marked() == ["librery", "librory"])

    assert dictionary.asked == [{"The", "librery"}, {"and", "librory"}]


def test_the_word_being_written_is_marked_when_the_cursor_leaves_it(
    qtbot: QtBot, desk: Desk
) -> None:
    qtbot.waitExposed(desk.editor)
    desk.editor.setFocus()
    qtbot.waitUntil(desk.editor.hasFocus)
    desk.show(Span("librory and librery"))
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(lambda: desk.marked() == ["librory"])

    desk.editor.insertPlainText(" ")

    qtbot.waitUntil(lambda: desk.marked() == ["librory", "librery"])


def test_an_editor_that_nobody_sees_asks_nothing(
    qtbot: QtBot, desk: Desk, dictionary: ShortDictionary
) -> None:
    desk.editor.hide()
    desk.show(Span("librery"))
    desk.marks.mark()
    assert not desk.jobs.running()
    assert dictionary.asked == []

    desk.editor.show()

    qtbot.waitUntil(lambda: desk.marked() == ["librery"])


def test_the_marks_can_be_switched_off_and_on_again(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path, theme, desk.jobs)
    desk.spelling.follow(preferences)
    desk.show(Span("librery"))
    qtbot.waitUntil(lambda: desk.marked() == ["librery"])

    preferences.set_spelling(False)
    assert desk.marked() == []

    preferences.set_spelling(True)
    assert desk.marked() == ["librery"]
    qtbot.waitUntil(lambda: not desk.jobs.running())
    assert load_settings(tmp_path).spelling


def test_a_text_that_cannot_be_edited_is_not_marked(qtbot: QtBot, desk: Desk) -> None:
    desk.show(Span("librery"))
    qtbot.waitUntil(lambda: desk.marked() == ["librery"])

    desk.editor.setReadOnly(True)
    desk.marks.mark()

    assert desk.marked() == []


def texts(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if action.isVisible()]


def entry(menu: QMenu, text: str) -> QAction:
    return next(each for each in menu.actions() if each.text().replace("&", "") == text)


class TestMenu:
    @pytest.fixture
    def marked(self, qtbot: QtBot, desk: Desk) -> Desk:
        desk.show(Span("The "), Span("librery", bold=True), Span(" and a library"))
        qtbot.waitUntil(lambda: desk.marked() == ["librery"])
        desk.editor.setFocus()
        return desk

    def opened(self, qtbot: QtBot, desk: Desk, position: int = 6) -> QMenu:
        """Right-click the text, and wait until the menu is complete."""
        cursor = QTextCursor(desk.editor.document())
        cursor.setPosition(position)
        place = desk.editor.cursorRect(cursor).center()
        viewport = desk.editor.viewport()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place)
        )
        QApplication.sendEvent(viewport, event)
        return wait_for_menu(qtbot)

    def test_suggestions_stand_on_top_and_then_what_lets_the_word_be(
        self, qtbot: QtBot, marked: Desk
    ) -> None:
        menu = self.opened(qtbot, marked)

        assert texts(menu)[:10] == [
            *("library", "libraries", "librarian", "Libra", "liberty"),
            "",
            "Add “librery” to my words",
            "Ignore “librery” for now",
            "",
            "Undo",
        ]
        menu.close()

    def test_a_suggestion_replaces_the_word_as_one_step(self, qtbot: QtBot, marked: Desk) -> None:
        before = marked.editor.rich_text()
        menu = self.opened(qtbot, marked)
        place = menu.actionGeometry(entry(menu, "libraries")).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

        spans = (Span("The "), Span("libraries", bold=True), Span(" and a library"))
        assert marked.editor.rich_text() == RichText((Paragraph(spans),))
        QTest.keyClick(marked.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert marked.editor.rich_text() == before

    @pytest.mark.parametrize("way", ["menu key", "shift+f10"])
    def test_the_keyboard_opens_the_menu_of_the_word_at_the_cursor(
        self, qtbot: QtBot, marked: Desk, way: str
    ) -> None:
        for _ in range(5):
            QTest.keyClick(marked.editor, Qt.Key.Key_Right)
        if way == "menu key":  # the system makes this event of it
            place = QPoint(1, 1)
            event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place)
            QApplication.sendEvent(marked.editor, event)
        else:
            shift = Qt.KeyboardModifier.ShiftModifier
            QTest.keyClick(marked.editor, Qt.Key.Key_F10, shift)
        menu = wait_for_menu(qtbot)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)

        assert plain(marked.editor.rich_text()) == "The library and a library"

    def test_a_word_is_added_on_request(self, qtbot: QtBot, marked: Desk) -> None:
        menu = self.opened(qtbot, marked)
        with qtbot.waitSignal(marked.spelling.add_requested) as added:
            entry(menu, "Add “librery” to my words").trigger()
        menu.close()

        assert added.args == ["librery"]
        marked.spelling.set_own_words(("librery",))
        assert marked.marked() == []
        marked.spelling.set_own_words(())
        assert marked.marked() == ["librery"]

    def test_a_word_is_ignored_until_the_portfolio_is_closed(
        self, qtbot: QtBot, marked: Desk
    ) -> None:
        menu = self.opened(qtbot, marked)
        entry(menu, "Ignore “librery” for now").trigger()
        menu.close()

        assert marked.marked() == []
        assert plain(marked.editor.rich_text()) == "The librery and a library"

    def test_a_menu_does_not_wait_long_for_suggestions(
        self, qtbot: QtBot, marked: Desk, dictionary: ShortDictionary
    ) -> None:
        dictionary.may_suggest.clear()
        menu = self.opened(qtbot, marked)
        assert texts(menu)[0] == "Looking for suggestions…"
        assert not menu.actions()[0].isEnabled()

        dictionary.may_suggest.set()
        qtbot.waitUntil(lambda: texts(menu)[0] == "library")
        menu.close()
        assert texts(self.opened(qtbot, marked))[0] == "library"
        assert dictionary.suggested == ["librery"]

    def test_a_word_without_suggestions_says_so(self, qtbot: QtBot, marked: Desk) -> None:
        marked.show(Span("zzyzx and"))
        qtbot.waitUntil(lambda: marked.marked() == ["zzyzx"])
        menu = self.opened(qtbot, marked, 2)

        assert texts(menu)[0] == "No suggestions"
        menu.close()

    def test_a_word_that_changed_meanwhile_is_not_replaced(
        self, qtbot: QtBot, marked: Desk
    ) -> None:
        menu = self.opened(qtbot, marked)
        marked.show(Span("Something else stands here by now"))
        entry(menu, "library").trigger()
        menu.close()

        assert plain(marked.editor.rich_text()) == "Something else stands here by now"

    def test_the_menu_is_the_usual_one_beside_a_mark(self, qtbot: QtBot, marked: Desk) -> None:
        menu = self.opened(qtbot, marked, 1)

        usual = marked.editor.createStandardContextMenu().actions()
        assert [each.text() for each in menu.actions()[len(usual) :]] == ["", "Link…"]
        menu.close()


def wait_for_menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_whether_there_is_a_dictionary_is_noted(
    qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path
) -> None:
    for checker in (None, ShortDictionary()):
        desk = Desk(theme, jobs, checker)
        qtbot.addWidget(desk.editor)
        preferences = Preferences(tmp_path, theme, jobs)
        assert preferences.has_dictionary is None
        with qtbot.waitSignal(preferences.changed):
            desk.spelling.follow(preferences)

        assert preferences.has_dictionary is (checker is not None)


def test_the_checker_is_found_once_for_all_portfolios_and_ended_at_the_end() -> None:
    found: list[ShortDictionary | None] = [None, ShortDictionary(), ShortDictionary()]
    asked = iter(found)
    shared = SharedChecker(lambda _reporter, _language: next(asked))

    assert shared.find(ignore_progress) is None
    assert shared.find(ignore_progress) is shared.find(ignore_progress) is found[1]
    shared.close()
    assert found[1] is not None
    assert found[1].closed == 1


def test_each_language_that_programs_are_written_in_has_its_checker() -> None:
    asked: list[str] = []
    checkers = {"": ShortDictionary(), "en_GB": ShortDictionary()}

    def find(_reporter: Reporter, language: str) -> ShortDictionary:
        asked.append(language)
        return checkers[language]

    shared = SharedChecker(find)
    for language in ("", "en_GB", "en_GB", ""):
        assert shared.find(ignore_progress, language) is checkers[language]
    assert asked == ["", "en_GB"]
    shared.close()
    assert [each.closed for each in checkers.values()] == [1, 1]


def test_without_a_checker_nothing_is_marked(qtbot: QtBot, theme: Theme, jobs: Jobs) -> None:
    desk = Desk(theme, jobs, None)
    qtbot.addWidget(desk.editor)
    desk.editor.show()
    desk.show(Span("librery"))
    desk.marks.mark()
    qtbot.waitUntil(lambda: not jobs.running())
    desk.marks.mark()

    assert not jobs.running()
    assert desk.marked() == []


def test_the_marks_take_the_color_of_the_theme(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    desk.show(Span("librery"))
    qtbot.waitUntil(lambda: desk.marked() == ["librery"])

    theme.set_mode(Mode.DARK)

    mark = desk.editor.extraSelections()[0]
    assert mark.format.underlineColor().name().upper() == DARK.tone(Tone.BAD).fg.upper()
