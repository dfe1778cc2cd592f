"""Hints that the pointer brings up, about things that people named."""

from PySide6 import QtGui


def plain_hint(text: str) -> str:
    """Return a hint that shows a text as it stands: Qt would take some file names for HTML."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    from html import escape  # a start has no use for it

    return f"<qt>{escape(text)}</qt>"
