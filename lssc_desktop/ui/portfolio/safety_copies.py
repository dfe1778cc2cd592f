"""Safety copies of the open portfolio: making one, and which of two copies is newer."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import comparison_message, not_begun, safety_copy_made
from lssc_desktop.store.folder.conflicts import Comparison, Newer, compare_copies
from lssc_desktop.store.folder.safety_copy import SafetyCopy, make_safety_copy
from lssc_desktop.ui.base.file_dialogs import ask_folder
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.tokens import Tone

_COPIED = "safety-copy"
_COMPARED = "two-copies"


class SafetyCopies(QObject):
    """Makes a safety copy and compares two copies, after everything that was typed is saved."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._copy: SafetyCopy | None = None
        services.notices.action_chosen.connect(self._on_action)

    @Slot()
    def choose_target(self) -> None:
        """Ask for the folder of the safety copy."""
        ask_folder(self._window, _("Where do you want to save the safety copy?"), self.make_copy)

    @Slot()
    def choose_other(self) -> None:
        """Ask for the copy to compare with."""
        ask_folder(self._window, _("Choose the copy to compare with"), self.compare)

    def make_copy(self, into: Path) -> None:
        """Make a safety copy in a folder."""
        self._session.when_saved(self._start_copy, self._on_copy_not_begun, into)

    def compare(self, other: Path) -> None:
        """Show which is newer: the open portfolio, or the copy in another folder."""
        self._session.when_saved(self._start_comparison, self._on_comparison_not_begun, other)

    def _start_copy(self, into: Path) -> None:
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            make_safety_copy,
            self._session.root,
            into,
            self._session.today,
            done=self._on_copied,
            failed=self._services.notices.show_error,
        )
        self._show_progress(job, Step.COPYING, _("Safety copy"))

    def _start_comparison(self, other: Path) -> None:
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            compare_copies,
            self._session.root,
            other,
            done=self._on_compared,
            failed=self._services.notices.show_error,
        )
        self._show_progress(job, Step.LOOKING, _("Comparing two copies"))

    def _on_copy_not_begun(self, _into: Path, error: Exception) -> None:
        self._services.notices.show_not_begun(error, _safety_copy_failed, key=_COPIED)

    def _on_comparison_not_begun(self, _other: Path, error: Exception) -> None:
        self._services.notices.show_not_begun(error, _comparison_failed, key=_COMPARED)

    def _show_progress(self, job: JobHandle, step: Step, title: str) -> None:
        from lssc_desktop.ui.shared.job_progress import ProgressDialog

        ProgressDialog(job, step, title, self._services.icons, self._window).show()

    @Slot(object)
    def _on_copied(self, copy: SafetyCopy) -> None:
        self._copy = copy
        self._services.notices.show(
            safety_copy_made(copy), Tone.OK, key=_COPIED, action=_("Show in folder")
        )

    @Slot(object)
    def _on_compared(self, comparison: Comparison) -> None:
        alike = comparison.newer in {Newer.SAME, Newer.OURS}
        tone = Tone.OK if alike else Tone.WARN
        self._services.notices.show(comparison_message(comparison), tone, key=_COMPARED)

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == _COPIED and self._copy is not None:
            self._services.desktop.show_in_folder(self._copy.path)


def _safety_copy_failed(message: Message) -> Message:
    """Say that there is no copy, because what was typed could not be saved before."""
    return not_begun(message, _("No safety copy was made."))


def _comparison_failed(message: Message) -> Message:
    """Say that nothing was compared, because what was typed could not be saved before."""
    return not_begun(message, _("The two copies weren’t compared."))
