"""Opening what the user chose, dropped or named: a portfolio folder, a package, a review file."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.files.readable import FileBroken
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.portfolio import rebuilt_lines
from lssc_desktop.store.folder import lock
from lssc_desktop.store.folder.folder import PortfolioLost
from lssc_desktop.store.folder.opening import OpenFolder, Opens, PathKind, kind_of_path, open_folder
from lssc_desktop.store.folder.rebuild import CandidateUnknown, Rebuilt
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.tokens import Tone

if TYPE_CHECKING:
    from lssc_desktop.ui.app.rebuilding import Owner

_OPEN, _REBUILD, _LEAVE = "open", "rebuild", "leave"


class Opener(QObject):
    """Opens one path at a time, and asks before it overrules a lock or rebuilds a folder."""

    opened = Signal(object)
    """An `OpenFolder`."""
    package_found = Signal(object)
    """The path of a package to verify, or of a file that may be one."""
    reviews_found = Signal(object)
    """The paths of review files."""
    shown_elsewhere = Signal(object)
    """The path of a portfolio that another window has open, which is in front now."""
    stopped = Signal()
    """Nothing was opened: it failed, it was something else, or a question has to be answered."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._icons = services.icons
        self._jobs = services.jobs
        self._notices = services.notices
        self._now = services.now
        self._config = services.preferences.folder
        self._in_use: lock.FolderInUse | None = None
        self._root = Path()
        self._overrule = False

    def open_path(self, path: Path) -> None:
        """Open whatever a path is."""
        self._notices.withdraw("opening")
        self._jobs.start(
            Lane.DISK, kind_of_path, path, done=self._on_kind_known, failed=self._on_failure
        )

    def open_folder(self, root: Path, *, overrule: bool = False) -> None:
        """Open a portfolio folder."""
        self._root, self._overrule = root, overrule
        holder = this_holder(self._now())
        opening = partial(open_folder, root, holder, overrule=overrule)
        self._jobs.start(Lane.DISK, opening, done=self._on_opened, failed=self._on_open_failed)

    def _on_kind_known(self, opens: Opens) -> None:
        if opens.kind is PathKind.PORTFOLIO:
            self.open_folder(opens.path)
            return
        self.stopped.emit()
        if opens.kind is PathKind.REVIEW:
            self.reviews_found.emit((opens.path,))
        else:
            self.package_found.emit(opens.path)

    def _on_opened(self, opened: OpenFolder) -> None:
        self.opened.emit(opened)

    def _on_open_failed(self, error: Exception) -> None:
        if isinstance(error, lock.FolderInUse) and error is not self._in_use:
            self._in_use = error
            ask = partial(lock.ask_to_front, self._config, self._root, error.holder)
            self._jobs.start(Lane.DISK, ask, done=self._on_asked, failed=self._on_failure)
            return
        if isinstance(error, lock.FolderInUse):
            answers = (Answer(_LEAVE, _("Cancel")), Answer(_OPEN, _("Open it anyway")))
        elif isinstance(error, PortfolioLost | FileBroken):
            answers = (Answer(_REBUILD, _("Rebuild")), Answer(_LEAVE, _("Cancel")))
        else:
            self._on_failure(error)
            return
        self.stopped.emit()
        self._notices.ask(Question(message_for(error), answers, _LEAVE), self._on_answer)

    def _on_asked(self, is_in_front: bool) -> None:
        """Ask what to do where the window that has it did not come to the front."""
        if is_in_front:
            self.stopped.emit()
            self.shown_elsewhere.emit(self._root)
        elif self._in_use is not None:
            self._on_open_failed(self._in_use)

    def _on_answer(self, answer: str) -> None:
        if answer == _OPEN:
            self.open_folder(self._root, overrule=True)
        elif answer == _REBUILD:
            self._start_rebuild()

    @Slot(object)
    def _start_rebuild(self, owner: "Owner | None" = None) -> None:
        from lssc_desktop.ui.app.rebuilding import rebuild_folder

        self._jobs.start_reporting(
            Lane.DISK,
            rebuild_folder,
            self._root,
            this_holder(self._now()),
            self._overrule,
            owner,
            done=self._on_rebuilt,
            failed=self._on_rebuild_failed,
        )

    def _on_rebuild_failed(self, error: Exception) -> None:
        if isinstance(error, CandidateUnknown):
            from lssc_desktop.ui.app.rebuilding import OwnerDialog

            dialog = OwnerDialog(message_for(error), self._now().date(), self._icons)
            dialog.submitted.connect(self._start_rebuild)
            dialog.show_for(self._window)
        else:
            self._on_failure(error)

    def _on_rebuilt(self, rebuilt: Rebuilt) -> None:
        happened, meaning, *rest = rebuilt_lines(rebuilt)
        self._notices.show(Message(happened, meaning, "".join(rest)), Tone.INFO)
        self.open_folder(self._root, overrule=self._overrule)

    def _on_failure(self, error: Exception) -> None:
        self.stopped.emit()
        self._notices.show_error(error, key="opening")
