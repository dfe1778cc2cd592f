"""Saving what a review or a result says as a letter, from its window or from the shelf."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.review.evaluation import require_same_rules
from lssc_desktop.core.review.review import Review
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.review_files import letter_saved
from lssc_desktop.package.judging import judge
from lssc_desktop.package.opened import OpenedPackage, open_for_review, require_about
from lssc_desktop.package.shelf import known_beside
from lssc_desktop.store.folder.files import write_durably
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.base.file_dialogs import ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.job_progress import ProgressDialog

_KEY = "letter"
_SUFFIXES = {".pdf", ".docx"}


class LetterSaver(QObject):
    """Asks where a letter shall lie, and writes it: a PDF, or a Word document to change first."""

    saved = Signal(object)
    """The path of the letter."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._about: tuple[OpenedPackage, Review] | None = None

    def ask(self, opened: OpenedPackage, review: Review) -> None:
        """Ask where the letter about a review of an opened package shall lie."""
        self._about = opened, review
        stem = opened.path.name.removesuffix(".zip").removesuffix(".lssc")
        ask_target(
            self._window,
            _("Where do you want to save the letter?"),
            self.save_to,
            name=f"{stem}-letter.pdf",
            filters=[_("PDF (*.pdf)"), _("Word documents (*.docx)")],
            start=opened.path.parent,
        )

    def ask_about_file(self, package: Path, review: Path) -> None:
        """Open a package first, and read the review file that the letter is about."""
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            _read,
            self._services.preferences.folder,
            package,
            review,
            done=self._ask_read,
            failed=self._fail,
        )
        icons, title = self._services.icons, _("Opening a package")
        ProgressDialog(job, Step.VERIFYING, title, icons, self._window).show()

    def save_to(self, path: Path) -> None:
        """Write the letter; without one of the two endings it is a PDF."""
        if self._about is None:
            return
        target = path if path.suffix.lower() in _SUFFIXES else path.with_name(f"{path.name}.pdf")
        today = self._services.now().date()
        self._services.jobs.start(
            Lane.DISK, _write, target, *self._about, today, done=self._tell, failed=self._fail
        )

    @Slot(object)
    def _ask_read(self, about: tuple[OpenedPackage, Review]) -> None:
        self.ask(*about)

    @Slot(object)
    def _tell(self, path: Path) -> None:
        self._services.notices.show(letter_saved(str(path)), Tone.OK, key=_KEY)
        self.saved.emit(path)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key=_KEY)


def _read(
    config: Path, package: Path, file: Path, reporter: Reporter
) -> tuple[OpenedPackage, Review]:
    """Read both; the letter of a result is written by the office's own file, or not at all."""
    review, opened = read_review(file), open_for_review(package, reporter)
    require_about(opened, review)
    if review.result is not None:
        judging = judge(opened, known_beside(config, package))
        opened = judging.opened
        require_same_rules(judging.rules, opened.competency_set, (review,))
    return opened, review


def _write(path: Path, opened: OpenedPackage, review: Review, today: date) -> Path:
    from lssc_desktop.package.letter import letter_about, letter_file

    write_durably(path, letter_file(path, letter_about(opened, review, today, str(path))))
    return path
