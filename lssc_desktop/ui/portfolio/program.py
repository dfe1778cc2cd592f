"""Portfolio menu: another program file, or back to the one before; the differences come first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from lssc_desktop.core.job import Cancelled
from lssc_desktop.core.portfolio.layout import PROGRAM
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.program_differences import Difference, differences
from lssc_desktop.messages.about_program import difference_line, switched_lines
from lssc_desktop.store.folder import opening as moving
from lssc_desktop.store.folder.opening import read_folder
from lssc_desktop.store.programs import program_file, read_program
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import dispose
from lssc_desktop.ui.shared.form_dialog import FormDialog

if TYPE_CHECKING:
    from lssc_desktop.ui.base.autosave import PendingAction


# What is different between two program files, before a portfolio follows the other one ----------


_WIDTH = 680


class SwitchProgramDialog(FormDialog):
    """The differences one by one; it stays until the move is made or was given up."""

    agreed = Signal()

    def __init__(
        self,
        differences: tuple[Difference, ...],
        old: Program,
        new: Program,
        icons: Icons,
    ) -> None:
        head, *_lines = switched_lines(differences, old, new, done=False)
        super().__init__(
            icons,
            _("Follow another program file"),
            _("Follow it"),
            _("Stay with the one we have"),
            width=_WIDTH,
        )
        kept = _(
            "All of your work is kept. What the other file does not ask for can be read in the "
            "menu Portfolio, What is not asked for anymore. You can go back to this file."
        )
        self.content.addWidget(Label(icons.theme, kept, Type.BODY))
        self.content.addWidget(Label(icons.theme, head, Type.BODY_STRONG))
        self.lines = tuple(difference_line(item, old, new) for item in differences)
        for line in self.lines:
            self.content.addWidget(Label(icons.theme, line, Type.BODY))
        self.kept.connect(self._agree)
        self.reject_button.setFocus()

    def show_failed(self, error: Exception) -> None:
        """Say in place why the move was not made; nothing was changed."""
        self.error.show_error(error)
        self.hint.setText("")
        self.accept_button.setEnabled(True)
        self.reject_button.setEnabled(True)

    @Slot()
    def _agree(self) -> None:
        self.error.clear()
        self.accept_button.setEnabled(False)
        self.reject_button.setEnabled(False)
        self.hint.setText(_("Saving, then moving…"))
        self.agreed.emit()


# Program mover ----------------------------------------------------------------------------------


_FAULTY = "other-program"


@dataclass(frozen=True, slots=True)
class ProposedMove:
    """A program to follow, with what would be different. `back` says that it is the one before."""

    old: Program
    new: Program
    text: str
    origin: str
    differences: tuple[Difference, ...]
    back: bool = False


class ProgramSwitcher(QObject):
    """Reads the other program file, shows the differences, and moves once all is saved."""

    moved = Signal()
    """The folder follows another program now: it has to be opened anew."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._dialog: SwitchProgramDialog | None = None
        self._proposed: ProposedMove | None = None
        self._pending: PendingAction | None = None

    @property
    def dialog(self) -> SwitchProgramDialog | None:
        """The dialog with the differences, while it is open."""
        return self._dialog

    @Slot()
    def choose_file(self) -> None:
        """Let the other program file be chosen."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, _("Which program file?"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Program files (*.toml)"), _("All files (*)")])
        dialog.fileSelected.connect(self.propose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def propose(self, path: str) -> None:
        """Read a program file and show what would be different."""
        session = self._session
        self._start(_compare, Path(path), session.program, session.portfolio)

    @Slot()
    def propose_back(self) -> None:
        """Show what would be different with the program file before the last move."""
        session = self._session
        self._start(_compare_back, session.root, session.program, session.portfolio)

    def _start[*Arguments](
        self, work: Callable[[*Arguments], ProposedMove], *arguments: *Arguments
    ) -> None:
        self._services.notices.withdraw(_FAULTY)
        self._services.jobs.start(Lane.DISK, work, *arguments, done=self._show, failed=self._fail)

    @Slot(object)
    def _show(self, proposed: ProposedMove) -> None:
        self._proposed = proposed
        dialog = SwitchProgramDialog(
            proposed.differences, proposed.old, proposed.new, self._services.icons
        )
        dialog.agreed.connect(self._move_when_saved)
        dialog.rejected.connect(self._forget)
        self._dialog = dialog.show_for(self._window)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_failed(error)
        else:
            self._services.notices.show_error(error, key=_FAULTY)

    @Slot()
    def _move_when_saved(self) -> None:
        if self._proposed is not None:
            self._pending = self._session.when_saved(self._move, self._fail_to_save, self._proposed)

    def _fail_to_save(self, _proposed: ProposedMove, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._fail(error)

    def _move(self, proposed: ProposedMove) -> None:
        """Move: everything that was typed is on the disk."""
        session = self._session
        self._services.jobs.start(
            Lane.SAVING,
            _move,
            session.root,
            proposed,
            session.today,
            done=self._tell_moved,
            failed=self._fail,
        )

    @Slot(object)
    def _tell_moved(self, _portfolio: Portfolio) -> None:
        self._forget()
        self.moved.emit()

    @Slot()
    def _forget(self) -> None:
        dialog, self._dialog = self._dialog, None
        pending, self._pending = self._pending, None
        self._proposed = None
        if pending is not None:
            pending.cancel()
        if dialog is not None:
            dispose(dialog)


def _compare(path: Path, old: Program, portfolio: Portfolio) -> ProposedMove:
    text = program_file(path)
    new = read_program(text, path.name)
    return ProposedMove(old, new, text, path.name, differences(old, new, portfolio))


def _compare_back(root: Path, old: Program, portfolio: Portfolio) -> ProposedMove:
    text = moving.former_text(root, portfolio)
    new = read_program(text, PROGRAM)
    return ProposedMove(old, new, text, PROGRAM, differences(old, new, portfolio), back=True)


def _move(root: Path, proposed: ProposedMove, today: date) -> Portfolio:
    at = read_folder(root)
    if proposed.back:
        return moving.use_former_program_file(at, today)
    return moving.use_program_file(at, proposed.text, proposed.origin, today)
