"""Portfolio menu: switch to another program file, or back; the differences come first."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.files.names import PROGRAM
from lssc_desktop.core.job import Cancelled
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import ProgramFault
from lssc_desktop.core.standing.program_differences import Difference, differences
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.program import (
    difference_line,
    program_advice_lines,
    switched_lines,
)
from lssc_desktop.store.folder import opening as moving
from lssc_desktop.store.folder.opening import read_folder
from lssc_desktop.store.programs import LoadedProgram, load_program, read_program
from lssc_desktop.ui.base.file_dialogs import ask_file
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.pages import dispose
from lssc_desktop.ui.kit.tokens import Type
from lssc_desktop.ui.shared.dialogs import FormDialog
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.ui.base.autosave import PendingAction

_WIDTH = 680
_FAULTY = "other-program"


class SwitchProgramDialog(FormDialog):
    """A dialog with the differences one by one; it stays until the program was switched.

    It closes before only when the user gives up.
    """

    agreed = Signal()

    def __init__(
        self,
        differences: tuple[Difference, ...],
        old: Program,
        new: Program,
        icons: Icons,
        advice: tuple[ProgramFault, ...] = (),
    ) -> None:
        """`advice` is what the other file says that this version does not know."""
        head, *_lines = switched_lines(differences, old, new, done=False)
        super().__init__(
            icons,
            _("Switch program file"),
            _("Switch"),
            _("Keep the current file"),
            width=_WIDTH,
        )
        kept = _(
            "All of your work is kept. To read work the other file doesn’t require, choose "
            "{Portfolio} > Your program. You can go back to this file."
        )
        self.lines = tuple(difference_line(item, old, new) for item in differences)
        self.unknown = program_advice_lines(advice)
        add(
            self.content,
            Label(icons.theme, kept, Type.BODY),
            Label(icons.theme, head, Type.BODY_STRONG),
            *(Label(icons.theme, line, Type.BODY) for line in (*self.lines, *self.unknown)),
        )
        self.reject_button.setFocus()

    def show_failed(self, error: Exception) -> None:
        """Show in place why the program was not switched; nothing was changed."""
        self.error.show_error(error)
        self.hint.setText("")
        self.accept_button.setEnabled(True)
        self.reject_button.setEnabled(True)

    def submit(self) -> None:
        """Agree, and stay open until the move is done."""
        self.error.clear()
        self.accept_button.setEnabled(False)
        self.reject_button.setEnabled(False)
        self.hint.setText(_("Saving, then switching…"))
        self.agreed.emit()


# Switching --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposedSwitch:
    """A program to switch to, with what would be different; `back` means it is the former one."""

    old: Program
    new: Program
    text: str
    origin: str
    differences: tuple[Difference, ...]
    back: bool = False
    advice: tuple[ProgramFault, ...] = ()


class ProgramSwitcher(QObject):
    """Reads the other program file, shows the differences, and switches once all is saved."""

    switched = Signal()
    """The folder follows another program now: it has to be opened again."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._dialog: SwitchProgramDialog | None = None
        self._proposed: ProposedSwitch | None = None
        self._pending: PendingAction | None = None

    @property
    def dialog(self) -> SwitchProgramDialog | None:
        """The dialog with the differences, while it is open."""
        return self._dialog

    def choose_file(self) -> None:
        """Ask for the other program file."""
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        filters = [_("Program files (*.toml)"), _("All files (*)")]
        title = _("Choose a program file")
        ask_file(self._window, title, self.propose, filters=filters, start=start)

    def propose(self, path: Path) -> None:
        """Read a program file and show what would be different."""
        session = self._session
        self._start(_compare, path, session.own_program, session.portfolio)

    def propose_file(self, loaded: LoadedProgram) -> None:
        """Show what would be different with a program file that is known."""
        session = self._session
        self._start(_proposed, loaded, session.own_program, session.portfolio)

    def propose_back(self) -> None:
        """Show what would be different with the program file that was used before."""
        session = self._session
        self._start(_compare_back, session.root, session.own_program, session.portfolio)

    def _start[*Arguments](
        self, work: Callable[[*Arguments], ProposedSwitch], *arguments: *Arguments
    ) -> None:
        self._services.notices.withdraw(_FAULTY)
        self._services.jobs.start(
            Lane.DISK, work, *arguments, done=self._show, failed=self._on_failure
        )

    def _show(self, proposed: ProposedSwitch) -> None:
        self._proposed = proposed
        dialog = SwitchProgramDialog(
            proposed.differences,
            proposed.old,
            proposed.new,
            self._services.icons,
            proposed.advice,
        )
        dialog.agreed.connect(self._switch_when_saved)
        dialog.rejected.connect(self._forget)
        self._dialog = dialog.show_for(self._window)

    def _on_failure(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_failed(error)
        else:
            self._services.notices.show_error(error, key=_FAULTY)

    def _switch_when_saved(self) -> None:
        if self._proposed is not None:
            self._pending = self._session.when_saved(
                self._on_saved, self._on_save_failed, self._proposed
            )

    def _on_save_failed(self, _proposed: ProposedSwitch, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._on_failure(error)

    def _on_saved(self, proposed: ProposedSwitch) -> None:
        session = self._session
        self._services.jobs.start(
            Lane.SAVING,
            _switch,
            session.root,
            proposed,
            session.today,
            done=self._on_switched,
            failed=self._on_failure,
        )

    def _on_switched(self, _portfolio: Portfolio) -> None:
        self._forget()
        self.switched.emit()

    def _forget(self) -> None:
        dialog, self._dialog = self._dialog, None
        pending, self._pending = self._pending, None
        self._proposed = None
        if pending is not None:
            pending.cancel()
        if dialog is not None:
            dispose(dialog)


def _compare(path: Path, old: Program, portfolio: Portfolio) -> ProposedSwitch:
    return _proposed(load_program(path), old, portfolio)


def _proposed(loaded: LoadedProgram, old: Program, portfolio: Portfolio) -> ProposedSwitch:
    new = read_program(loaded.text, loaded.origin)  # in its own language, as the other
    text = loaded.text_in(portfolio.language)
    found = differences(old, new, portfolio)
    return ProposedSwitch(old, new, text, loaded.origin, found, advice=loaded.advice)


def _compare_back(root: Path, old: Program, portfolio: Portfolio) -> ProposedSwitch:
    text = moving.former_text(root, portfolio)
    new = read_program(text, PROGRAM)
    return ProposedSwitch(old, new, text, PROGRAM, differences(old, new, portfolio), back=True)


def _switch(root: Path, proposed: ProposedSwitch, today: date) -> Portfolio:
    at = read_folder(root)
    if proposed.back:
        return moving.use_former_program_file(at, today)
    return moving.use_program_file(at, proposed.text, proposed.origin, today)
