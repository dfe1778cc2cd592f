"""A preview in a window of its own, for a quick look."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from lssc_desktop.store.previews import Source
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.previews import Previews
from lssc_desktop.ui.widgets.preview import Preview
from lssc_desktop.ui.widgets.room import take_size

_WIDTH, _HEIGHT = 660, 620


class PreviewDialog(QDialog):
    """Esc closes it, and so does the Space that opened it."""

    def __init__(
        self,
        jobs: Jobs,
        previews: Previews,
        icons: Icons,
        source: Source,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(source.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.preview = Preview(jobs, previews, icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.addWidget(self.preview)
        take_size(self, icons.theme, _WIDTH, _HEIGHT)
        self.preview.show_file(source)
        self.preview.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Space, where it presses no button."""
        if event.key() == Qt.Key.Key_Space:
            self.reject()
        else:
            super().keyPressEvent(event)
