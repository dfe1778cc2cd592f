"""Words in no dictionary are underlined; neither the text nor the clipboard knows of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Reporter, ignore_progress
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.store.settings import load_settings
from lssc_desktop.store.spelling import Checker, find_checker
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.services import Preferences
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.spelling import Spelling, SpellingMarks
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.kit.tokens import DARK, Tone

_LINK = "https://example.org/"


class ShortDictionary:
    """A checker that knows a few words, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[frozenset[str]] = []

    def unknown_words(self, words: frozenset[str], _reporter: Reporter) -> frozenset[str]:
        self.asked.append(words)
        return words - {"The", "library", "and"}


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


@pytest.mark.parametrize("kind", ["short", "hunspell"])
def test_a_checker_returns_a_part_of_what_it_was_asked(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    checker: Checker | None = (
        ShortDictionary() if kind == "short" else find_checker(ignore_progress)
    )
    if checker is None:
        pytest.skip("hunspell is not installed")

    assert checker.unknown_words(frozenset({"library", "librery"}), ignore_progress) == {"librery"}
    assert checker.unknown_words(frozenset(), ignore_progress) == frozenset()


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


def test_a_word_can_be_added_for_the_session(qtbot: QtBot, desk: Desk) -> None:
    desk.show(Span("librery"))
    qtbot.waitUntil(lambda: desk.marked() == ["librery"])
    place = desk.editor.cursorRect().center() + QPoint(3, 0)
    menu = desk.marks.menu(place)

    assert menu.actions()[0].text() == (
        "“librery” is not in the dictionary: add it for this session"
    )
    menu.actions()[0].trigger()

    assert desk.marked() == []
    assert desk.editor.rich_text() == RichText((Paragraph((Span("librery"),)),))


def test_the_menu_is_the_usual_one_beside_a_mark(qtbot: QtBot, desk: Desk) -> None:
    desk.show(Span("The library"))
    qtbot.waitUntil(lambda: not desk.jobs.running())

    usual = desk.editor.createStandardContextMenu().actions()
    assert len(desk.marks.menu(QPoint(5, 5)).actions()) == len(usual)


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
