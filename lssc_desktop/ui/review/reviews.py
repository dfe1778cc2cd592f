"""Opening packages for review: each in a window of its own, and only once."""

from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.review import Review, ReviewMode
from lssc_desktop.messages.review import kept_work
from lssc_desktop.package.kept_reviews import KeptReview
from lssc_desktop.package.opened import OpenedPackage, open_for_review, read_opened
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.reviewed import reviewed_package
from lssc_desktop.package.rounds import EarlierRounds, earlier_rounds
from lssc_desktop.ui.jobs import JobHandle, Lane
from lssc_desktop.ui.notices import Answer, Notices, Question
from lssc_desktop.ui.review.board import Board
from lssc_desktop.ui.review.name_dialog import NameDialog
from lssc_desktop.ui.review.session import ReviewSession
from lssc_desktop.ui.review.window import ReviewWindow
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.widgets.progress_dialog import ProgressDialog

if TYPE_CHECKING:  # needed by an office alone
    from lssc_desktop.ui.review.shelf_window import ShelfWindow

_GO_ON, _ANEW = "go-on", "anew"


@dataclass(frozen=True, slots=True)
class Ready:
    """A package that was verified and read, with what is known of earlier rounds."""

    mode: ReviewMode
    opened: OpenedPackage
    rounds: EarlierRounds


@dataclass(frozen=True, slots=True)
class Host:
    """The window in which somebody opens a package, and where it tells what went wrong."""

    window: QWidget
    notices: Notices


class Reviews(QObject):
    """Keeps every window of a review until it is closed.

    `pages` is a folder of our own for copies that other programs open.
    """

    opened = Signal(object)
    """A `ReviewWindow` that is shown."""
    left = Signal(object)
    """The path of a package that is not open any more, or could not be opened."""

    def __init__(self, services: Services, pages: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._pages = pages
        self._main = self._host = Host(parent, services.notices)
        self._path = Path()
        self._ready: Ready | None = None
        self._windows: list[ReviewWindow] = []
        self._shelves: list[ShelfWindow] = []
        self._gone: list[QWidget] = []
        self.dialog: NameDialog | None = None

    @property
    def windows(self) -> tuple[ReviewWindow, ...]:
        """The windows that are open, the oldest first."""
        return tuple(self._windows)

    def open(
        self,
        path: Path,
        mode: ReviewMode = ReviewMode.REVIEW,
        verified: Verification | None = None,
        host: Host | None = None,
    ) -> None:
        """Verify a package unless that was done a moment ago, read it, and show it.

        One that is open already comes to the front. What goes wrong is told to the `host`.
        """
        for window in self._windows:
            if window.session.opened.path == path:
                _bring_to_front(window)
                return
        self._path, self._host = path, host or self._main
        config = self._services.preferences.folder
        job = self._services.jobs.start(
            Lane.DISK, _open, path, mode, verified, config, done=self._take_ready, failed=self._fail
        )
        self._show_progress(job)

    def _show_progress(self, job: JobHandle) -> None:
        title = _("Opening a package")
        icons = self._services.icons
        ProgressDialog(job, Step.VERIFYING, title, icons, self._host.window).show()

    def open_shelf(self, folder: Path) -> None:
        """Show the packages in a folder; one that is shown comes to the front."""
        from lssc_desktop.ui.review.shelf_window import ShelfWindow

        for shelf in self._shelves:
            if shelf.folder == folder:
                _bring_to_front(shelf)
                return
        services = replace(self._services, notices=Notices())
        shelf = ShelfWindow(folder, self, services)
        services.notices.setParent(shelf)
        self._shelves.append(shelf)
        shelf.closed.connect(self._forget_shelf)
        shelf.show()

    @property
    def shelves(self) -> "tuple[ShelfWindow, ...]":
        """The shelves that are shown."""
        return tuple(self._shelves)

    @Slot()
    def _forget_shelf(self) -> None:
        shelf = self.sender()
        if isinstance(shelf, QWidget):
            self._shelves = [each for each in self._shelves if each is not shelf]
            self._let_go(shelf)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._host.notices.show_error(error, key="review")
        self.left.emit(self._path)

    @Slot(object)
    def _take_ready(self, ready: Ready) -> None:
        self._ready = ready
        name = self._services.preferences.settings.reviewer
        if name:
            self._begin(name, remember=True)
            return
        dialog = NameDialog("", self._services.icons, parent=self._host.window)
        dialog.named.connect(self._take_name)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    @Slot(str, bool)
    def _take_name(self, name: str, remember: bool) -> None:
        if remember:
            self._services.preferences.set_reviewer(name)
        self._begin(name, remember=remember)

    @Slot()
    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        if self._ready is not None:  # nobody gave a name
            ready, self._ready = self._ready, None
            self.left.emit(ready.opened.path)

    def _begin(self, reviewer: str, *, remember: bool) -> None:
        ready, self._ready = self._ready, None
        if ready is None:
            return
        services = replace(self._services, notices=Notices())
        review = Review(
            uuid4().hex, ready.mode, reviewed_package(ready.opened), reviewer, services.now()
        )
        session = ReviewSession(
            ready.opened, review, services.preferences.folder, services.jobs, services.now
        )
        session.remember = remember
        window = ReviewWindow(session, Board(ready.opened, ready.rounds), services, self._pages)
        services.notices.setParent(window)
        self._windows.append(window)
        window.closed.connect(self._forget)
        window.show()
        self.opened.emit(window)
        KeptWork(window, services.notices, ready.rounds)

    @Slot()
    def _forget(self) -> None:
        window = self.sender()
        if isinstance(window, ReviewWindow) and window in self._windows:
            self._windows.remove(window)
            self._let_go(window)
            self.left.emit(window.session.opened.path)

    def _let_go(self, window: QWidget) -> None:
        """Have Qt delete a window, and hold it until then.

        A window without a parent is Python's too: when that forgets it first, its layouts are
        asked for their parts while they are half gone.
        """
        self._gone = [each for each in self._gone if isValid(each)]
        self._gone.append(window)
        window.deleteLater()


class KeptWork(QObject):
    """Offers work on the package that was not finished: after a crash, or kept for later."""

    def __init__(self, window: ReviewWindow, notices: Notices, rounds: EarlierRounds) -> None:
        super().__init__(window)
        self._window = window
        self._kept = next((each for each in rounds.kept if _is_work(each)), None)
        if self._kept is None:
            return
        if self._kept.saved:  # nothing is lost: the review file has it
            self._window.session.take_up(self._kept)
            return
        review = self._kept.review
        answers = (Answer(_GO_ON, _("Go on with it")), Answer(_ANEW, _("Begin anew")))
        message = kept_work(review.package.candidate, review.reviewer, review.written.date())
        notices.ask(Question(message, answers, _GO_ON), self._answer)

    @Slot(str)
    def _answer(self, answer: str) -> None:
        if answer == _GO_ON and self._kept is not None:
            self._window.session.take_up(self._kept)
            self._window.desk.go_to(self._window.desk.place)


def _bring_to_front(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _is_work(kept: KeptReview) -> bool:
    review = kept.review
    said = review.ratings or review.comments or review.settled or kept.drafts
    return bool(said or review.statement_read)


def _open(
    path: Path,
    mode: ReviewMode,
    verified: Verification | None,
    config: Path,
    reporter: Reporter,
) -> Ready:
    if verified is None:
        opened = open_for_review(path, reporter)
    else:
        opened = read_opened(path, verified, reporter)
    return Ready(mode, opened, earlier_rounds(config, opened, reporter))
