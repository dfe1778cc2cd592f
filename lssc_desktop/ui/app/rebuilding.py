"""Rebuilding a folder whose portfolio is lost, and the dialog that asks whose it is."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.candidate_edits import NameMissing
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.disk.holders import Holder
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.package.build import found_packages
from lssc_desktop.store.folder import folder, lock
from lssc_desktop.store.folder.rebuild import Rebuilt, rebuild
from lssc_desktop.store.programs import read_program
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.shared.day_field import OptionalDay
from lssc_desktop.ui.shared.dialogs import FormDialog
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class Owner:
    """The candidate of a folder that is rebuilt, as the user says."""

    name: str
    admitted: date | None


def rebuild_folder(
    root: Path, holder: Holder, overrule: bool, owner: Owner | None, reporter: Reporter
) -> Rebuilt:
    """Write the portfolio anew from what lies in its folder; `owner` says whose it is.

    Raises `CandidateUnknown` without an owner where nothing in the folder says it.
    """
    with lock.take_lock(root, holder, overrule=overrule):
        program = read_program(folder.program_text(root), "program.toml")
        packages = found_packages(root, reporter)
        beginning = None
        if owner is not None:
            beginning = Portfolio(
                str(uuid4()), program.id, program.version, Candidate(owner.name), owner.admitted
            )
        return rebuild(
            root, program, holder.since.date(), reporter, beginning=beginning, packages=packages
        )


class OwnerDialog(FormDialog):
    """Asks whose portfolio it is and since when, where nothing in the folder says it any more."""

    submitted = Signal(object)
    """An `Owner`."""

    def __init__(self, message: Message, today: date, icons: Icons) -> None:
        title, keep, leave = _("Whose {portfolio} is it?"), _("Rebuild"), _("Cancel")
        super().__init__(icons, title, keep, leave, note=message.text)
        self.name = QLineEdit()
        self.admitted = OptionalDay(icons, _("A&dmitted on"), today)
        add(
            self.content,
            NamedField(icons.theme, _("Your n&ame"), self.name),
            self.admitted,
        )
        self.name.setFocus()

    def submit(self) -> None:
        """Hand over the owner, who needs a name."""
        name = one_line(self.name.text())
        if not name:
            self.error.show_error(NameMissing())
            self.name.setFocus()
            return
        self.submitted.emit(Owner(name, self.admitted.day))
        self.accept()
