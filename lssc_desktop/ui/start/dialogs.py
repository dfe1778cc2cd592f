"""Dialogs of the start page: a new portfolio, and which one, package or review file to open."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QWidget

from lssc_desktop.core.portfolio.undo import Draft
from lssc_desktop.disk.settings import forget_draft
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import spoken
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.program import program_fault_line
from lssc_desktop.store.computer.drafts import load_draft, save_draft
from lssc_desktop.store.programs import LoadedProgram, load_program
from lssc_desktop.ui.base.file_dialogs import ask_file, ask_files, ask_folder
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.tokens import Tone

if TYPE_CHECKING:
    from lssc_desktop.ui.start.assistant import Assistant


_PROGRAM_FILE = "program-file"


class StartDialogs(QObject):
    """Dialogs of the start page, which ask what to begin or to open; signals carry the answer."""

    path_chosen = Signal(object)
    """The path of a portfolio folder, new or not, or of a package."""
    reviews_chosen = Signal(object)
    """The paths of review files."""
    shelf_chosen = Signal(object)
    """The folder of an office's packages."""
    program_loaded = Signal(object)
    """A `LoadedProgram`: the first of the shipped ones, then whatever was loaded."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._programs = services.programs
        self._chosen: LoadedProgram | None = None
        self._assistant_wanted = False
        self._assistant: Assistant | None = None
        self._draft: Draft | None = None
        self._programs.shipped_read.connect(self._on_shipped)

    @property
    def assistant(self) -> "Assistant | None":
        """The assistant, while it is open."""
        return self._assistant

    @property
    def programs(self) -> tuple[LoadedProgram, ...]:
        """The programs to choose among: those shipped with us, then those that were loaded."""
        return self._programs.files

    def start_with(self, loaded: LoadedProgram) -> None:
        """Open the assistant for a new portfolio that follows a program."""
        self._chosen = loaded
        self.start()

    def start(self) -> None:
        """Open the assistant for a new portfolio."""
        if not self.programs:
            self._assistant_wanted = True  # the programs are still being read
            self._programs.read()
            return
        services = self._services
        if self._draft is None and services.preferences.settings.remember:
            self._draft = load_draft(services.preferences.folder)
        from lssc_desktop.ui.start.assistant import Assistant  # nobody waits for it at the start

        programs, chosen = self.programs, self._chosen or self._of_draft() or self.programs[0]
        assistant = Assistant(programs, chosen, _home(), services, self._draft, self._window)
        assistant.program_file_requested.connect(self.choose_program_file)
        assistant.portfolio_made.connect(self.path_chosen)
        assistant.finished.connect(self._on_assistant_closed)
        self._assistant = assistant
        assistant.open()

    def choose_folder(self) -> None:
        """Let a portfolio folder be chosen."""
        ask_folder(self._window, _("Choose {a_portfolio}"), self.path_chosen.emit, start=_home())

    def choose_package(self) -> None:
        """Let a package be chosen."""
        filters = [_("Packages (*.zip)"), _("All files (*)")]
        chosen = self.path_chosen.emit
        ask_file(self._window, _("Choose a package"), chosen, filters=filters, start=_home())

    def choose_shelf(self) -> None:
        """Let the folder of an office's packages be chosen."""
        title = _("Choose a folder of packages")
        ask_folder(self._window, title, self.shelf_chosen.emit, start=_home())

    def choose_review(self) -> None:
        """Let review files be chosen."""
        filters = [_("Review files (*.lssc-review.json)"), _("All files (*)")]
        chosen = self.reviews_chosen.emit
        ask_files(self._window, _("Choose a review file"), chosen, filters=filters, start=_home())

    def choose_program_file(self) -> None:
        """Let a program file be chosen."""
        parent = self._assistant or self._window
        filters = [_("Program files (*.toml)"), _("All files (*)")]
        chosen = self.load_program_file
        ask_file(parent, _("Choose a program file"), chosen, filters=filters, start=_home())

    def load_program_file(self, path: Path) -> None:
        """Read a program file; all of its faults are reported."""
        self._services.jobs.start(
            Lane.DISK, _loaded, path, done=self._on_program, failed=self._on_program_failed
        )

    def _of_draft(self) -> LoadedProgram | None:
        """Return the program of a portfolio that was begun in the assistant, if it is here."""
        wanted = "" if self._draft is None else self._draft.program_id
        return next((each for each in self.programs if each.program.id == wanted), None)

    def _on_shipped(self) -> None:
        self.program_loaded.emit(self.programs[0])
        if self._assistant_wanted:
            self._assistant_wanted = False
            self.start()

    def _on_program(self, loaded: LoadedProgram) -> None:
        self._services.notices.withdraw(_PROGRAM_FILE)
        if loaded.advice:
            said = Message(
                _("The program file also has entries this version doesn’t recognize."),
                _("We keep them, but don’t use them."),
                "\n".join(map(program_fault_line, loaded.advice)),
            )
            self._services.notices.show(said, Tone.INFO, key=_PROGRAM_FILE)
        self._programs.add(loaded)
        self._chosen = loaded
        self.program_loaded.emit(loaded)
        if self._assistant is not None:
            self._assistant.show_programs(self.programs, loaded)

    def _on_program_failed(self, error: Exception) -> None:
        if self._assistant is not None:
            self._assistant.show_error(error)
        else:
            self._services.notices.show_error(error, key=_PROGRAM_FILE)

    def _on_assistant_closed(self) -> None:
        if self._assistant is not None:
            made = self._assistant.result() == QDialog.DialogCode.Accepted
            self._draft = None if made else self._assistant.draft()
            self._chosen = None if made else self._assistant.chosen
            self._save_draft()
            self._assistant.deleteLater()
            self._assistant = None

    def _save_draft(self) -> None:
        """Save the draft for another day, if the user agreed to be remembered on this computer."""
        preferences = self._services.preferences
        draft = self._draft if preferences.settings.remember else None
        self._services.jobs.start(Lane.SAVING, _save_draft, preferences.folder, draft, quiet=True)


def _save_draft(folder: Path, draft: Draft | None) -> None:
    if draft is None or draft.is_empty:
        forget_draft(folder)
    else:
        save_draft(folder, draft)


def _home() -> Path:
    """Return the folder where documents usually are."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents) or Path.home())


def _loaded(path: Path) -> LoadedProgram:
    return load_program(path).shown_in(spoken().language)
