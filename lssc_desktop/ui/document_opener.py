"""The application object, which takes the files that macOS asks a running program to open."""

from pathlib import Path
from typing import override

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class DocumentOpener(QApplication):
    """Passes on what a person double-clicked, or dropped onto the program's icon.

    On macOS it does not come on the command line but as an event, to the first start as well as
    to a program that runs already.
    """

    asked = Signal(object)
    """The `Path` to open."""

    @override
    def event(self, event: QEvent) -> bool:
        """Take a wish to open a file; everything else is the toolkit's."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked.emit(Path(event.file()))
            return True
        return super().event(event)
