"""What the start page offers: a new portfolio, a folder, a package, another program file."""

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.store.drafts import forget_draft, load_draft, save_draft
from lssc_desktop.ui.assistant import Assistant
from lssc_desktop.ui.jobs import Lane
from lssc_desktop.ui.new_portfolio import LoadedProgram, load_program, shipped_program
from lssc_desktop.ui.services import Services

if TYPE_CHECKING:
    from lssc_desktop.core.draft import Draft

_PROGRAM_FILE = "program-file"


class Beginning(QObject):
    """Opens the dialogs for what has to be chosen, and tells what was chosen."""

    path_chosen = Signal(object)
    reviews_chosen = Signal(object)
    """The paths of review files."""
    shelf_chosen = Signal(object)
    """The folder of an office's packages."""
    program_loaded = Signal(object)
    """A `LoadedProgram`: the shipped one at first, then whatever was loaded."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._loaded: LoadedProgram | None = None
        self._assistant_wanted = False
        self._assistant: Assistant | None = None
        self._draft: Draft | None = None
        services.jobs.start(Lane.DISK, shipped_program, done=self._take_program, quiet=True)

    @property
    def assistant(self) -> Assistant | None:
        """The assistant, while it is open."""
        return self._assistant

    @Slot()
    def start(self) -> None:
        """Open the assistant for a new portfolio."""
        if self._loaded is None:
            self._assistant_wanted = True  # the program is still being read
            return
        services = self._services
        if self._draft is None and services.preferences.settings.remember:
            self._draft = load_draft(services.preferences.folder)
        assistant = Assistant(
            self._loaded,
            _home(),
            services.jobs,
            services.icons,
            services.now,
            self._draft,
            self._window,
        )
        assistant.program_file_requested.connect(self.choose_program_file)
        assistant.portfolio_made.connect(self.path_chosen)
        assistant.finished.connect(self._forget_assistant)
        self._assistant = assistant
        assistant.open()

    @Slot()
    def choose_folder(self) -> None:
        """Let a portfolio folder be chosen."""
        dialog = QFileDialog(self._window, _("Which portfolio?"), str(_home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, self._take_path)

    @Slot()
    def choose_package(self) -> None:
        """Let a package be chosen."""
        dialog = QFileDialog(self._window, _("Which package?"), str(_home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Packages (*.zip)"), _("All files (*)")])
        self._open(dialog, self._take_path)

    @Slot()
    def choose_shelf(self) -> None:
        """Let the folder of an office's packages be chosen."""
        dialog = QFileDialog(self._window, _("Which folder of packages?"), str(_home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, self._take_shelf)

    @Slot()
    def choose_review(self) -> None:
        """Let review files be chosen."""
        dialog = QFileDialog(self._window, _("Which review file?"), str(_home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("Review files (*.lssc-review.json)"), _("All files (*)")])
        dialog.filesSelected.connect(self._take_reviews)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def _take_reviews(self, paths: list[str]) -> None:
        self.reviews_chosen.emit(tuple(map(Path, paths)))

    @Slot(str)
    def _take_shelf(self, path: str) -> None:
        self.shelf_chosen.emit(Path(path))

    @Slot()
    def choose_program_file(self) -> None:
        """Let a program file be chosen."""
        parent = self._assistant or self._window
        dialog = QFileDialog(parent, _("Which program file?"), str(_home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Program files (*.toml)"), _("All files (*)")])
        self._open(dialog, self.load_program_file)

    @Slot(str)
    def load_program_file(self, path: str) -> None:
        """Read a program file; all of its faults are told."""
        self._services.jobs.start(
            Lane.DISK, load_program, Path(path), done=self._take_program, failed=self._fail_program
        )

    def _open(self, dialog: QFileDialog, chosen: Callable[[str], None]) -> None:
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _take_path(self, path: str) -> None:
        self.path_chosen.emit(Path(path))

    @Slot(object)
    def _take_program(self, loaded: LoadedProgram) -> None:
        self._services.notices.withdraw(_PROGRAM_FILE)
        self._loaded = loaded
        self.program_loaded.emit(loaded)
        if self._assistant is not None:
            self._assistant.show_program(loaded)
        elif self._assistant_wanted:
            self._assistant_wanted = False
            self.start()

    @Slot(object)
    def _fail_program(self, error: Exception) -> None:
        if self._assistant is not None:
            self._assistant.show_error(error)
        else:
            self._services.notices.show_error(error, key=_PROGRAM_FILE)

    def _keep_draft(self) -> None:
        """Keep what was said for another day, if this person agreed to be remembered here."""
        preferences = self._services.preferences
        kept = self._draft if preferences.settings.remember else None
        self._services.jobs.start(Lane.SAVING, _keep, preferences.folder, kept, quiet=True)

    @Slot()
    def _forget_assistant(self) -> None:
        if self._assistant is not None:
            made = self._assistant.result() == QDialog.DialogCode.Accepted
            self._draft = None if made else self._assistant.draft()
            self._keep_draft()
            self._assistant.deleteLater()
            self._assistant = None


def _keep(folder: Path, draft: "Draft | None", _reporter: Reporter) -> None:
    if draft is None or draft.is_empty:
        forget_draft(folder)
    else:
        save_draft(folder, draft)


def _home() -> Path:
    """Return where people keep their documents."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents) or Path.home())
