"""The progress of a job: as a widget, and in a small window while the user goes on working."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from lssc_desktop.core.job import NO_ITEM, Progress, Step, seconds_left
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.words import (
    bytes_done,
    files_done,
    job_step_words,
    now_at,
    percent,
    stopping,
    time_left,
)
from lssc_desktop.ui.base.jobs import JobHandle
from lssc_desktop.ui.kit.bars import THICK, ProgressLine
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, column, row
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Type

_IN_BYTES = {Step.PACKAGING, Step.VERIFYING, Step.COPYING}
_DIALOG_WIDTH = 460
_QUARTERS = 4
_QUIET = 3.0  # seconds between two announcements


class JobProgress(QWidget):
    """The progress of a job: bytes of bytes, files of files, time left.

    Escape does not stop it; Cancel does.
    """

    cancel_requested = Signal()

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._job: JobHandle | None = None
        self._step: Step | None = None
        self._step_began = 0.0
        self._quarter, self._announced = 0, 0.0
        self._what = Label(theme, "", Type.TABLE_STRONG)
        self._percent = Label(theme, "", Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self.line = ProgressLine(theme, "", THICK)
        self._counts = Label(theme, "", Type.TABLE, tabular=True)
        self._left = Label(theme, "", Type.TABLE, wrap=False)
        self._now = Label(theme, "", Type.CAPTION, Ink.INK2)
        self.cancel = plain_button(icons, _("Cancel"))

        column(
            row((self._what, 1), self._percent),
            self.line,
            Space(1),
            row((self._counts, 1), self._left),
            row((self._now, 1), (self.cancel, Qt.AlignmentFlag.AlignVCenter), gap=12),
            gap=5,
            on=self,
        )
        self.cancel.clicked.connect(self.cancel_requested)
        self.cancel.clicked.connect(self._cancel)

    def follow(self, job: JobHandle, step: Step = Step.COPYING) -> None:
        """Show a job that has begun until it ends; Cancel stops it."""
        self._job = job
        self.begin(step)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)
        self.show()

    def begin(self, step: Step) -> None:
        """Show a job that has not reported anything yet."""
        self._step = None
        self.cancel.setEnabled(True)
        self.show_progress(Progress(step, 0, 0, NO_ITEM, 0.0))

    def show_stopping(self) -> None:
        """Say that the job was asked to stop and will."""
        self.cancel.setEnabled(False)
        self._left.setText("")
        self._now.setText(stopping())

    def show_progress(self, progress: Progress) -> None:
        """Show how far the job is."""
        if progress.step is not self._step:
            self._step, self._step_began = progress.step, progress.seconds
            self._quarter, self._announced = 0, progress.seconds
        done, total, item = progress.done, progress.total, progress.item
        words = job_step_words(progress.step)
        self._what.setText(words)
        self.line.setAccessibleName(words)
        self._percent.setText(percent(done, total))
        self.line.set_progress(done, total)
        self._announce(progress)
        in_bytes = progress.step in _IN_BYTES and total > 0
        counts = (bytes_done(done, total) if in_bytes else "", files_done(item))
        self._counts.setText(", ".join(part for part in counts if part))
        seconds = seconds_left(done, total, progress.seconds - self._step_began)
        self._left.setText("" if seconds is None or not in_bytes else time_left(seconds))
        if self.cancel.isEnabled():
            self._now.setText(
                " ".join(part for part in (now_at(item), _harmless_to_stop(progress.step)) if part)
            )

    def _announce(self, progress: Progress) -> None:
        """Have a screen reader say each quarter of what takes a while."""
        quarter = _QUARTERS * progress.done // progress.total if progress.total else 0
        is_long = progress.seconds - self._announced >= _QUIET
        if self._quarter < quarter < _QUARTERS and is_long:
            self._quarter, self._announced = quarter, progress.seconds
            words = percent(progress.done, progress.total)
            announce(self, f"{job_step_words(progress.step)} {words}")

    def _on_progressed(self, progress: Progress) -> None:
        if self.sender() is self._job:
            self.show_progress(progress)

    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self.show_stopping()
            self._job.cancel()


# Dialog -----------------------------------------------------------------------------------------


class ProgressDialog(TabInOrder, QDialog):
    """A dialog with the progress of a job, which closes when that ends.

    Esc closes it too, and does not stop the job; Cancel does.
    """

    def __init__(
        self,
        job: JobHandle,
        step: Step,
        title: str,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(icons.theme.measure(_DIALOG_WIDTH))
        self.progress = JobProgress(icons)
        self.progress.follow(job, step)

        column(self.progress, margins=PAGE_MARGIN, on=self)
        job.ended.connect(self.close)


def show_progress(step: Step, title: str, icons: Icons, window: QWidget, job: JobHandle) -> None:
    """Show the progress of a job in front of a window."""
    ProgressDialog(job, step, title, icons, window).show()


def _harmless_to_stop(step: Step) -> str:
    """Say that it does no harm to stop."""
    if step is Step.REMOVING:
        return _("If you cancel, the rest stays where it is.")
    return _("If you cancel, nothing half-finished is left behind.")
