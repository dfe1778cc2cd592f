"""A small window that tells how far a job is, while the person goes on working."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import JobHandle
from lssc_desktop.ui.tokens import PAGE_MARGIN
from lssc_desktop.ui.widgets.job_progress import JobProgress

_WIDTH = 460


class ProgressDialog(QDialog):
    """Closes when the job ends. Esc closes it too, and does not stop the job; Cancel does."""

    def __init__(
        self,
        job: JobHandle,
        step: Step,
        title: str,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._job = job
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(icons.theme.measure(_WIDTH))
        self.progress = JobProgress(icons)
        self.progress.begin(step)

        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.addWidget(self.progress)
        job.progressed.connect(self.progress.show_progress)
        job.ended.connect(self.close)
        self.progress.cancel_requested.connect(self._cancel)

    @Slot()
    def _cancel(self) -> None:
        self.progress.show_stopping()
        self._job.cancel()
