"""Hints that the pointer brings up, about things that people named."""

from html import escape

from PySide6 import QtGui


def plain_hint(text: str) -> str:
    """Return a hint that shows a text as it stands: Qt would take some file names for HTML."""
    return f"<qt>{escape(text)}</qt>" if QtGui.Qt.mightBeRichText(text) else text
