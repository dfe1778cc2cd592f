"""Spelling in the editor: which words are in no dictionary, and the marks under them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from gettext import gettext as _
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QColor, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.text.text import PlacedWord, placed_words, utf16_length
from lssc_desktop.store.spelling import Checker
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.services import Preferences
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.format import blocks, fragments
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Tone

_PAUSE = 600  # milliseconds without a key, so that marks do not flicker under the words
_SEARCH_TURN = 0.01  # seconds of looking before keys and mouse have their turn
_MOST_MARKS = 1000  # a text in a language of which there is no dictionary is not worth more


class Spelling(QObject):
    """Knows which words are in no dictionary; without a checker it knows of none.

    Words are looked up in a background job and remembered. The checker is looked for when the
    first words are met.
    """

    changed = Signal()
    """More is known than before: ask again."""

    def __init__(
        self,
        find: Callable[[Reporter], Checker | None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._jobs = jobs
        self._preferences: Preferences | None = None
        self._checker: Checker | None = None
        self._is_absent = False
        self._is_asking = False
        self._is_wanted = True
        self._asked: frozenset[str] = frozenset()
        self._looked_up: set[str] = set()
        self._unknown: set[str] = set()

    def follow(self, preferences: Preferences) -> None:
        """Know of no word while the user wants no marks."""
        self._preferences = preferences
        preferences.changed.connect(self._apply_preference)
        self._apply_preference()

    def unknown(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words known to be in no dictionary; those never met are looked up."""
        if not self._is_wanted:
            return frozenset()
        new = words - self._looked_up
        if new and not self._is_absent and not self._is_asking:
            self._ask(new)
        return words & self._unknown

    def allow(self, word: str) -> None:
        """Take a word for known from now on; it is forgotten with this object."""
        self._looked_up.add(word)
        self._unknown.discard(word)
        self.changed.emit()

    @Slot()
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
            Lane.DISK, function, *arguments, done=done, failed=self._on_failure, quiet=True
        )

    @Slot(object)
    def _on_checker_found(self, checker: Checker | None) -> None:
        self._is_asking = False
        self._checker = checker
        self._is_absent = checker is None
        if checker is not None:
            self.changed.emit()

    @Slot(object)
    def _on_words_checked(self, unknown: frozenset[str]) -> None:
        self._is_asking = False
        self._unknown |= unknown - self._looked_up  # one may have been allowed meanwhile
        self._looked_up |= self._asked
        self.changed.emit()

    @Slot(object)
    def _on_failure(self, _error: Exception) -> None:
        self._is_asking = False  # the words are asked for again when they are next met


# Marks ------------------------------------------------------------------------------------------


class SpellingMarks(QObject):
    """Underlines the unknown words of an editor; its context menu can allow them.

    The marks are painted over the text, never part of it. A text that cannot be edited here has
    no marks, and neither has the word being written.
    """

    def __init__(self, editor: RichEditor, spelling: Spelling, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._spelling = spelling
        self._theme = theme
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.mark)
        self._blocks: Iterator[QTextBlock] = iter(())
        self._placed: list[PlacedWord] = []
        self._further = QTimer(self)
        self._further.setSingleShot(True)
        self._further.setInterval(0)
        self._further.timeout.connect(self._go_on)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self._show_menu)
        editor.installEventFilter(self)
        editor.textChanged.connect(self._further.stop)
        editor.textChanged.connect(self._pause.start)
        editor.cursorPositionChanged.connect(self._pause.start)
        spelling.changed.connect(self.mark)
        theme.changed.connect(self.mark)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the editor is shown, and when the keyboard leaves it."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.FocusOut):
            self._pause.start()
        return super().eventFilter(watched, event)

    @Slot()
    def mark(self) -> None:
        """Mark what is known to be unknown by now, where somebody can see it."""
        if not self._editor.isVisible():
            return
        self._placed = []
        self._blocks = iter(()) if self._editor.isReadOnly() else blocks(self._editor.document())
        self._go_on()

    @Slot()
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
        self._editor.set_marks("spelling", marks)

    def menu(self, place: QPoint) -> QMenu:
        """Return the context menu for a place in the editor."""
        menu = self._editor.createStandardContextMenu(place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        word = self._marked_word(self._editor.cursorForPosition(place).position())
        if word:
            allow = QAction(
                _("“{word}” is not in the dictionary: add it for this session").format(word=word),
                menu,
            )
            allow.setData(word)
            allow.triggered.connect(self._allow_word)
            first = menu.actions()[0]
            menu.insertAction(first, allow)
            menu.insertSeparator(first)
        return menu

    def _mark_format(self) -> QTextCharFormat:
        mark = QTextCharFormat()
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        mark.setUnderlineColor(QColor(self._theme.tokens.tone(Tone.BAD).fg))
        return mark

    def _marked_word(self, position: int) -> str:
        """Return the marked word at a position, "" where there is none."""
        for mark in self._editor.extraSelections():
            if mark.cursor.selectionStart() <= position <= mark.cursor.selectionEnd():
                return next((each.word for each in placed_words(mark.cursor.selectedText())), "")
        return ""

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        self.menu(place).popup(self._editor.viewport().mapToGlobal(place))

    @Slot()
    def _allow_word(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._spelling.allow(str(action.data()))


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
