"""Marks of other people's data in the text that is being written, as spelling has its marks.

What is found is known in memory only, and is found again when the text changes. The findings of
the file on disk, which the check counts, come from the scan.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QColor, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from lssc_desktop.core.check.rules.privacy import text_rules
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.portfolio.privacy_decisions import decided_tokens, say_fine
from lssc_desktop.core.privacy.private_data import (
    FindingMark,
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.text import utf16_length
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.privacy import reason_line, times
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.format import blocks
from lssc_desktop.ui.editor.spelling import SpellingMarks
from lssc_desktop.ui.kit.labels import plain_hint
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.values import dataclass

_PAUSE = 900  # milliseconds without a key


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in the paragraphs of a text: each with its mark and place in the document."""

    paragraphs: tuple[str, ...]
    findings: tuple[tuple[PrivacyFinding, FindingMark], ...] = ()


class PrivateMarks(QObject):
    """Marks the private data in an editor on which nothing was decided.

    A hint over a mark says what it is; the context menu can mark it as fine.
    """

    reached = Signal()
    """The finding that was sought is selected."""

    def __init__(
        self,
        editor: RichEditor,
        spelling: SpellingMarks,
        session: Session,
        jobs: Jobs,
        theme: Theme,
        path: Callable[[], str],
    ) -> None:
        """`path` returns the file that holds the text, on which is decided; "" for none yet."""
        super().__init__(editor)
        self._editor = editor
        self._session = session
        self._jobs = jobs
        self._theme = theme
        self._path = path
        self._found = _Found(())
        self._marked: list[tuple[QTextCursor, PrivacyFinding, FindingMark]] = []
        self._sought: PrivacyKind | None = None
        self._pause = single_shot(self, _PAUSE, self._look)
        editor.textChanged.connect(self._pause.start)
        editor.viewport().installEventFilter(self)
        editor.installEventFilter(self)
        spelling.menu_made.connect(self._add_entries)
        session.portfolio_changed.connect(self._mark)
        theme.changed.connect(self._mark)

    @property
    def marked(self) -> tuple[tuple[str, PrivacyKind], ...]:
        """The words that are marked, with what they are."""
        return tuple(
            (cursor.selectedText(), each.kind)
            for cursor, each, _mark in self._marked
            if cursor.hasSelection()
        )

    def begin(self) -> None:
        """Look at another text in the same editor."""
        self._found, self._marked = _Found(()), []
        self._pause.start()

    def seek(self, kind: PrivacyKind) -> None:
        """Select the first finding of a kind, as soon as it is known."""
        self._sought = kind
        self._look()

    def forget(self) -> None:
        """Seek nothing any more."""
        self._sought = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the editor is shown, and say over a mark what it is."""
        if watched is self._editor and event.type() == QEvent.Type.Show:
            self._pause.start()
        elif watched is not self._editor and event.type() == QEvent.Type.ToolTip:
            asked = cast("QHelpEvent", event)
            here = self._marks_at(self._editor.cursorForPosition(asked.pos()).position())
            if here:
                _cursor, finding, _mark = here[0]
                QToolTip.showText(asked.globalPos(), plain_hint(_said(finding)), self._editor)
                return True
        return super().eventFilter(watched, event)

    def _paragraphs(self) -> tuple[str, ...]:
        return tuple(block.text() for block in blocks(self._editor.document()))

    def _look(self) -> None:
        if not self._editor.isVisible():
            return
        paragraphs = self._paragraphs()
        if paragraphs == self._found.paragraphs:
            self._mark()
            return
        session = self._session
        self._jobs.start_reporting(
            Lane.SPELLING,
            _find,
            session.root,
            session.program,
            session.portfolio,
            paragraphs,
            done=self._on_found,
            failed=self._on_failed,
            quiet=True,
        )

    def _on_found(self, found: _Found) -> None:
        if self._paragraphs() == found.paragraphs:
            self._found = found
            self._mark()

    def _on_failed(self, _error: Exception) -> None:
        """Mark nothing: the scan says what is in the file."""

    def _mark(self) -> None:
        """Mark what was found in the text as it is, where nothing was decided."""
        document = self._editor.document()
        if self._paragraphs() != self._found.paragraphs:
            return  # it is looked at again
        decided = decided_tokens(self._session.portfolio, self._path())
        starts = [block.position() for block in blocks(document)]
        self._marked = []
        for finding, mark in self._found.findings:
            if mark.token not in decided:
                place = finding.place
                text, start = self._found.paragraphs[place.number - 1], starts[place.number - 1]
                cursor = QTextCursor(document)
                cursor.setPosition(start + utf16_length(text[: place.start]))
                end = start + utf16_length(text[: place.end])
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self._marked.append((cursor, finding, mark))
        self._editor.set_marks("private", [self._selection(each[0]) for each in self._marked])
        self._select_sought()

    def _selection(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        colors = self._theme.tokens.tone(Tone.WARN)
        look = QTextCharFormat()
        look.setBackground(QColor(colors.bg))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        look.setUnderlineColor(QColor(colors.fg))
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look
        return selection

    def _select_sought(self) -> None:
        for cursor, finding, _mark in self._marked:
            if finding.kind is self._sought:
                self._sought = None
                self._editor.setTextCursor(QTextCursor(cursor))
                self._editor.ensureCursorVisible()
                self._editor.setFocus()
                self.reached.emit()
                return

    # Context menu -------------------------------------------------------------------------------

    def _marks_at(self, position: int) -> Sequence[tuple[QTextCursor, PrivacyFinding, FindingMark]]:
        return [
            each
            for each in self._marked
            if each[0].selectionStart() <= position <= each[0].selectionEnd()
        ]

    def _add_entries(self, menu: QMenu, position: int) -> None:
        here = self._marks_at(position)
        if not here:
            return
        first = menu.actions()[0]
        for _cursor, finding, mark in here:
            said = QAction(times(finding.kind, 1).replace("&", "&&"), menu)
            said.setEnabled(False)
            fine = QAction(_("Mark as &fine"), menu)
            fine.setEnabled(not self._session.is_read_only and bool(self._path()))
            fine.triggered.connect(partial(self._say_fine, mark))
            menu.insertAction(first, said)
            menu.insertAction(first, fine)
        menu.insertSeparator(first)

    def _say_fine(self, mark: FindingMark) -> None:
        session = self._session
        edit = partial(say_fine, path=self._path(), marks=(mark,), why="", today=session.today)
        session.apply(edit)


def _said(finding: PrivacyFinding) -> str:
    """Return what a mark is, and why."""
    return f"{times(finding.kind, 1)}. {reason_line(finding.kind, finding.reason)}"


def _find(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    paragraphs: tuple[str, ...],
    _reporter: Reporter,
) -> _Found:
    from lssc_desktop.core.privacy.scan_order import TextUnit
    from lssc_desktop.documents.privacy.private_words import PlacedUnit, find_in_units
    from lssc_desktop.store.portfolio_scan import mark_key

    units = [
        PlacedUnit(TextUnit(text), PrivatePlace(PlaceUnit.PARAGRAPH, number))
        for number, text in enumerate(paragraphs, 1)
    ]
    found = tuple(find_in_units(units, text_rules(program, portfolio)))
    if not found:
        return _Found(paragraphs)
    key = mark_key(root)
    return _Found(paragraphs, tuple((each, key.mark(each, "")) for each in found))
