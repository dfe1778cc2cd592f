"""A choice in a form that scrolls: the wheel moves the form, and never what was answered."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class ChoiceField(QComboBox):
    """Leaves the wheel to what it lies in; Qt would go to the next choice, seen or not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll."""
        event.ignore()
