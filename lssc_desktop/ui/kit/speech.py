"""What a screen reader says: announcements, and what it takes a widget for."""

from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

_PROPERTY = "speech"


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
    EXPANDER = "expander"
    """A checkable button that shows and hides more."""
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


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say at once what happened, wherever the keyboard is.

    `widget` is where it happened. Without assistive technology nothing happens.
    """
    if not text:
        return
    # A start announces nothing, and these bring all roles and events along.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
