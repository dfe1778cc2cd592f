"""Selecting words that were found, in whatever shows them, and scrolling them into sight."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit

from lssc_desktop.core.text.matching import FoldedText, Range, parse_query
from lssc_desktop.core.text.text import utf16_length
from lssc_desktop.ui.base.place import FoundWords
from lssc_desktop.ui.kit.pages import ensure_visible

type TextWidget = QTextEdit | QPlainTextEdit | QLineEdit | QLabel


def select_found(
    widgets: Sequence[TextWidget], found: FoundWords, *, beginnings: bool = False
) -> TextWidget | None:
    """Select the words in these, which show one text in turn; return the one they are in.

    It gets the keyboard. In Help words are found at the `beginnings` of others alone. Where the
    text has changed, it is the last occurrence that is still there; None where there is none.
    """
    query = parse_query(found.words)
    places = [
        (widget, place)
        for widget in widgets
        if not widget.isHidden()
        for place in FoldedText(_text(widget), beginnings=beginnings).occurrences(query)
    ]
    if not places:
        return None
    widget, place = places[min(found.nth, len(places) - 1)]
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    _select(widget, place)
    return widget


def _text(widget: TextWidget) -> str:
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText()
    return widget.text()


def _select(widget: TextWidget, place: Range) -> None:
    text = _text(widget)
    start, end = utf16_length(text[: place.start]), utf16_length(text[: place.end])
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        cursor = QTextCursor(widget.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(cursor)
    else:
        widget.setSelection(start, end - start)
    _show_in_sight(widget)
    # What stands around it may take room when the keyboard comes, or give it back.
    QTimer.singleShot(0, widget, partial(_show_in_sight, widget))


def _show_in_sight(widget: TextWidget) -> None:
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        # A long text is laid out bit by bit; before that there is nowhere to scroll to.
        widget.document().size()
        widget.ensureCursorVisible()
        ensure_visible(widget.viewport(), widget.cursorRect())
    else:
        ensure_visible(widget)
