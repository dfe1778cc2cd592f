"""Spelling in the editor: which words are in no dictionary, their marks, and corrections."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.text.text import PlacedWord, is_own_word, placed_words, utf16_length
from lssc_desktop.documents.spelling.checker import Checker
from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.base.edit_menu import name_keys
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.services import Preferences
from lssc_desktop.ui.editor.editor import KEYS, RichEditor
from lssc_desktop.ui.editor.format import blocks, fragments
from lssc_desktop.ui.kit.buttons import show_keys
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Tone

_PAUSE = 600  # milliseconds without a key, so that marks do not flicker under the words
_SEARCH_TURN = 0.01  # seconds of looking before keys and mouse have their turn
_PATIENCE = 400  # milliseconds that a menu waits for suggestions
_MOST_MARKS = 1000  # a text in a language of which there is no dictionary is not worth more


class Spelling(QObject):
    """Knows which words are in no dictionary, and what they were meant to be.

    Words are looked up in a background job and remembered; without a checker none is unknown, and
    never one of those that `right` returns: words of libraries, and of the program.
    """

    changed = Signal()
    """More is known than before: ask again."""
    suggested = Signal(str)
    """What this word was probably meant to be is known now."""
    add_requested = Signal(str)
    """The user wants to keep a word among their own."""

    def __init__(
        self,
        find: Callable[[Reporter], Checker | None],
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        right: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        super().__init__(parent)
        self._find = partial(_find_with_words, find, right)
        self._jobs = jobs
        self._preferences: Preferences | None = None
        self._checker: Checker | None = None
        self._is_absent = self._is_asking = False
        self._is_wanted = True
        self._asked: frozenset[str] = frozenset()
        self._looked_up: set[str] = set()
        self._unknown: set[str] = set()
        self._own: frozenset[str] = frozenset()
        self._right: frozenset[str] = frozenset()
        self._ignored: set[str] = set()
        self._suggestions: dict[str, tuple[str, ...]] = {}
        self._suggesting: set[str] = set()

    def follow(self, preferences: Preferences) -> None:
        """Know of no word while the user wants no marks; say whether there is a dictionary."""
        self._preferences = preferences
        preferences.changed.connect(self._apply_preference)
        self._apply_preference()
        self._ask(frozenset())

    def set_own_words(self, words: Iterable[str]) -> None:
        """Take these words for known, and no longer those that were set before."""
        own = frozenset(words)
        if own != self._own:
            self._own = own
            self.changed.emit()

    def unknown(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words known to be in no dictionary; those never met are looked up."""
        if not self._is_wanted:
            return frozenset()
        new = words - self._looked_up
        if new and not self._is_absent and not self._is_asking:
            self._ask(new)
        found = (words & self._unknown) - self._ignored
        known = self._own | self._right
        return frozenset(word for word in found if not is_own_word(word, known))

    def suggestions(self, word: str) -> tuple[str, ...] | None:
        """Return what an unknown word was probably meant to be; None until `suggested`."""
        known = self._suggestions.get(word)
        if known is None and self._checker is None:
            return ()
        if known is None and self._checker is not None and word not in self._suggesting:
            self._suggesting.add(word)
            self._start(_suggest, self._checker, word, done=self._on_suggested)
        return known

    def ignore(self, word: str) -> None:
        """Take a word for known until the portfolio is closed."""
        self._ignored.add(word)
        self.changed.emit()

    def _apply_preference(self) -> None:
        wanted = self._preferences is None or self._preferences.settings.spelling
        if wanted != self._is_wanted:
            self._is_wanted = wanted
            self.changed.emit()

    def _ask(self, words: frozenset[str]) -> None:
        self._is_asking = True
        if self._checker is None:
            self._start(self._find, done=self._on_checker_found)
        else:
            self._asked = words
            self._start(self._checker.unknown_words, words, done=self._on_words_checked)

    def _start[*Arguments](
        self,
        function: Callable[[*Arguments, Reporter], object],
        *arguments: *Arguments,
        done: Callable[..., None],
    ) -> None:
        self._jobs.start_reporting(
            Lane.SPELLING, function, *arguments, done=done, failed=self._on_failure, quiet=True
        )

    def _on_checker_found(self, found: tuple[Checker | None, frozenset[str]]) -> None:
        self._is_asking = False
        checker, self._right = found
        self._checker = checker
        self._is_absent = checker is None
        if self._preferences is not None:
            self._preferences.note_dictionary(is_there=checker is not None)
        if checker is not None:
            self.changed.emit()

    def _on_words_checked(self, unknown: frozenset[str]) -> None:
        self._is_asking = False
        self._unknown |= unknown
        self._looked_up |= self._asked
        self.changed.emit()

    def _on_suggested(self, answer: tuple[str, tuple[str, ...]]) -> None:
        word, suggestions = answer
        self._suggesting.discard(word)
        self._suggestions[word] = suggestions
        self.suggested.emit(word)

    def _on_failure(self, _error: Exception) -> None:
        self._is_asking = False  # the words are asked for again when they are next met
        self._suggesting.clear()


def _find_with_words(
    find: Callable[[Reporter], Checker | None],
    right: Callable[[], frozenset[str]],
    reporter: Reporter,
) -> tuple[Checker | None, frozenset[str]]:
    return find(reporter), right()


def _suggest(checker: Checker, word: str, reporter: Reporter) -> tuple[str, tuple[str, ...]]:
    return word, checker.suggestions(word, reporter)


# Marks ------------------------------------------------------------------------------------------


class SpellingMarks(QObject):
    """Underlines the unknown words of an editor; its context menu corrects or allows them.

    The marks are painted over the text, never part of it. A text that cannot be edited here has
    no marks, and neither has the word being written.
    """

    menu_made = Signal(QMenu, int)
    """A context menu for a position of the text, to add entries to before it opens."""

    def __init__(self, editor: RichEditor, spelling: Spelling, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._spelling = spelling
        self._theme = theme
        self._pause = single_shot(self, _PAUSE, self.mark)
        self._blocks: Iterator[QTextBlock] = iter(())
        self._placed: list[PlacedWord] = []
        self._marked: list[QTextEdit.ExtraSelection] = []
        self._opening: tuple[QMenu, QPoint] | None = None
        self._patience = single_shot(self, _PATIENCE, self._open_menu)
        self._further = single_shot(self, 0, self._go_on)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self._show_menu)
        editor.installEventFilter(self)
        editor.textChanged.connect(self._further.stop)
        editor.textChanged.connect(self._pause.start)
        editor.cursorPositionChanged.connect(self._pause.start)
        spelling.changed.connect(self.mark)
        theme.changed.connect(self.mark)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the editor is shown, and when the keyboard leaves it.

        The menu that a key asks for is that of the word at the cursor.
        """
        if event.type() in (QEvent.Type.Show, QEvent.Type.FocusOut):
            self._pause.start()
        elif event.type() == QEvent.Type.ContextMenu:
            asked = cast("QContextMenuEvent", event)
            if asked.reason() is QContextMenuEvent.Reason.Keyboard:
                self._show_menu_at_cursor()
                return True
        elif event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event)
            shift = Qt.KeyboardModifier.ShiftModifier
            if key.key() == Qt.Key.Key_F10 and key.modifiers() == shift:  # X11 leaves it to us
                self._show_menu_at_cursor()
                return True
        return super().eventFilter(watched, event)

    def mark(self) -> None:
        """Mark what is known to be unknown by now, where somebody can see it."""
        if not self._editor.isVisible():
            return
        self._placed = []
        self._blocks = iter(()) if self._editor.isReadOnly() else blocks(self._editor.document())
        self._go_on()

    def _go_on(self) -> None:
        """Look for words, a long text in turns; then mark those that are unknown."""
        began = monotonic()
        for block in self._blocks:
            self._placed += _placed_words(block)
            if monotonic() - began > _SEARCH_TURN:
                self._further.start()
                return
        placed = self._placed
        unknown = self._spelling.unknown(frozenset(each.word for each in placed))
        written = self._editor.textCursor().position() if self._editor.hasFocus() else None
        marks: list[QTextEdit.ExtraSelection] = []
        for each in placed:
            if each.word in unknown and each.end != written and len(marks) < _MOST_MARKS:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(self._editor.document())
                mark.cursor.setPosition(each.start)
                mark.cursor.setPosition(each.end, QTextCursor.MoveMode.KeepAnchor)
                mark.format = self._mark_format()
                marks.append(mark)
        self._marked = marks
        self._editor.set_marks("spelling", marks)

    def menu(self, position: int) -> QMenu:
        """Return the context menu for a position in the text: on a marked word, what to do."""
        place = self._editor.cursorRect(self._cursor_at(position)).center()
        menu = self._editor.createStandardContextMenu(place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name_keys(menu)
        mark = self._mark_at(position)
        word = "" if mark is None else _word_of(mark)
        if mark is not None and word:
            WordEntries(self._editor, self._spelling, mark, word, menu)
        if not self._editor.isReadOnly():
            menu.addSeparator()
            link = menu.addAction(_("Link…"))
            show_keys(link, KEYS["link"])
            link.triggered.connect(self._editor.link_requested)
        self.menu_made.emit(menu, position)
        return menu

    def _mark_format(self) -> QTextCharFormat:
        mark = QTextCharFormat()
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        mark.setUnderlineColor(QColor(self._theme.tokens.tone(Tone.BAD).fg))
        return mark

    def _cursor_at(self, position: int) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(position)
        return cursor

    def _mark_at(self, position: int) -> QTextCursor | None:
        """Return the marked word at a position."""
        for mark in self._marked:
            if mark.cursor.selectionStart() <= position <= mark.cursor.selectionEnd():
                return QTextCursor(mark.cursor)
        return None

    def _show_menu(self, place: QPoint) -> None:
        position = self._editor.cursorForPosition(place).position()
        self._popup(position, self._editor.viewport().mapToGlobal(place))

    def _show_menu_at_cursor(self) -> None:
        corner = self._editor.cursorRect().bottomLeft()
        position = self._editor.textCursor().position()
        self._popup(position, self._editor.viewport().mapToGlobal(corner))

    def _popup(self, position: int, place: QPoint) -> None:
        """Open the menu, after a moment for suggestions: entries shall not move under a click."""
        self._open_menu()
        menu = self.menu(position)
        self._opening = (menu, place)
        entries = menu.findChild(WordEntries)
        if entries is None or entries.are_complete:
            self._open_menu()
        else:
            entries.completed.connect(self._open_menu)
            self._patience.start()

    def _open_menu(self) -> None:
        opening, self._opening = self._opening, None
        self._patience.stop()
        if opening is not None:
            menu, place = opening
            menu.popup(place)


class WordEntries(QObject):
    """The entries of a context menu for one marked word: suggestions, and to let it be.

    Suggestions that are not known yet come into the menu while it is open.
    """

    completed = Signal()
    """The suggestions are there."""

    def __init__(
        self, editor: RichEditor, spelling: Spelling, mark: QTextCursor, word: str, menu: QMenu
    ) -> None:
        super().__init__(menu)
        self._editor = editor
        self._spelling = spelling
        self._mark = mark
        self._written = mark.selectedText()
        self._word = word
        self._menu = menu
        first = menu.actions()[0]
        self._waiting = self._entry(_("Looking for suggestions…"), first)
        self._waiting.setEnabled(False)
        menu.insertSeparator(first)
        self._entry(_("&Add “{word}” to my words"), first).triggered.connect(self._add)
        self._entry(_("&Ignore “{word}” for now"), first).triggered.connect(self._ignore)
        menu.insertSeparator(first)
        self.are_complete = self._show(spelling.suggestions(word))
        if not self.are_complete:
            spelling.suggested.connect(self._on_suggested)

    def _entry(self, text: str, before: QAction) -> QAction:
        entry = QAction(text.format(word=self._word.replace("&", "&&")), self._menu)
        self._menu.insertAction(before, entry)
        return entry

    def _show(self, suggestions: tuple[str, ...] | None) -> bool:
        """Show suggestions at the top; return whether they are known."""
        if suggestions is None:
            return False
        for suggestion in suggestions:
            entry = QAction(suggestion.replace("&", "&&"), self._menu)
            entry.setData(suggestion)
            font = entry.font()
            font.setBold(True)
            entry.setFont(font)
            entry.triggered.connect(self._replace)
            self._menu.insertAction(self._waiting, entry)
        self._waiting.setText(_("No suggestions"))
        self._waiting.setVisible(not suggestions)
        return True

    def _on_suggested(self, word: str) -> None:
        if word == self._word:
            self._spelling.suggested.disconnect(self._on_suggested)
            self.are_complete = self._show(self._spelling.suggestions(word))
            self.completed.emit()

    def _replace(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction) and self._mark.selectedText() == self._written:
            self._editor.replace_words([self._mark], str(entry.data()))

    def _add(self) -> None:
        self._spelling.add_requested.emit(self._word)

    def _ignore(self) -> None:
        self._spelling.ignore(self._word)


def _word_of(mark: QTextCursor) -> str:
    return next((each.word for each in placed_words(mark.selectedText())), "")


def _placed_words(block: QTextBlock) -> Iterator[PlacedWord]:
    """Yield the words of a paragraph to look up, placed by the positions of the document."""
    text = _prose(block)
    seen, position = 0, block.position()
    for each in placed_words(text):
        start = position + utf16_length(text[seen : each.start])
        seen, position = each.end, start + utf16_length(text[each.start : each.end])
        yield replace(each, start=start, end=position)


def _prose(block: QTextBlock) -> str:
    """Return the text of a paragraph with spaces in place of its links, in equally many units."""
    return "".join(
        " " * each.length() if each.charFormat().isAnchor() else each.text()
        for each in fragments(block)
    )
