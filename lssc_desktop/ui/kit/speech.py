"""What a screen reader says: announcements, and what it takes a widget for."""

from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lssc_desktop.ui.kit.timers import single_shot

_PROPERTY = "speech"
_SILENT = "silent"
_PAUSE = 700  # milliseconds without another text


class Speech(StrEnum):
    """What assistive technology takes a widget for, where its class does not say it."""

    WORDS = "words"
    """Words that are set as a title and are none, such as a count."""
    GRAPHIC = "graphic"
    """A painted picture: its accessible name and description hold all that is painted."""
    PAGE = "page"
    """A page of a document: its description holds its words."""
    BUTTON = "button"
    """A part of a page that opens something (`CanBePressed`)."""
    CHOICE = "choice"
    """A checkable button of several, of which at most one is checked."""
    EXPANDER = "expander"
    """A checkable button that shows and hides more."""
    MENU = "menu"
    """A button that opens a menu."""
    SEPARATOR = "separator"
    """A line between two panes, which keys move."""
    DECORATION = "decoration"
    """What is seen beside words that say the same."""


@runtime_checkable
class CanBePressed(Protocol):
    """A widget that is no button of Qt, and opens something."""

    def press(self) -> None:
        """Open it, as Enter does."""


def speak_as(widget: QWidget, speech: Speech) -> None:
    """Say what assistive technology is to take a widget for; best when it is made."""
    widget.setProperty(_PROPERTY, speech.value)


def speech_of(widget: QWidget) -> Speech | None:
    """Return what was said of a widget, None for nothing."""
    said = widget.property(_PROPERTY)
    return None if said is None else Speech(said)


def silence(window: QWidget, *, silent: bool) -> None:
    """Have nothing announced of a window whose content is to be hidden."""
    window.setProperty(_SILENT, silent)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say at once what happened, wherever the keyboard is.

    `widget` is where it happened. Without assistive technology nothing happens.
    """
    if not text or widget.window().property(_SILENT):
        return
    # A start announces nothing, and these bring all roles and events along.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def alert(widget: QWidget, text: str) -> None:
    """Announce something that has come up as `widget`, which Windows may mark by a sound too."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # as above

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
    announce(widget, text)


class Announcer(QObject):
    """Announces what changes while somebody types: the last words, after a pause."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._said = self._words = ""
        self._pause = single_shot(self, _PAUSE, self._announce)

    def say(self, words: str) -> None:
        """Announce these words unless others come soon, or they were the last ones."""
        self._words = words
        self._pause.start()

    def begin_with(self, words: str) -> None:
        """Announce nothing: these are the words at the beginning, which are read with the page."""
        self._said = self._words = words
        self._pause.stop()

    def _announce(self) -> None:
        # Where a filter leaves nothing something else takes the place of the widget itself.
        if self._words != self._said and self._widget.window().isVisible():
            self._said = self._words
            announce(self._widget, self._words)
