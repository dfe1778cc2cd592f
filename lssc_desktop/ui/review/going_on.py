"""A review file that a reviewer goes on from: chosen, or dropped on the window of a review."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.review import Review, ReviewMode
from lssc_desktop.messages.filed_reviews import gone_on, gone_on_from
from lssc_desktop.package.filed_reviews import review_to_go_on
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.package.reviewed import require_handed_in, reviewed_package
from lssc_desktop.package.rounds import EarlierRounds, GivenReview, earlier_rounds
from lssc_desktop.store.kinds import is_review
from lssc_desktop.store.review_file import SUFFIX
from lssc_desktop.ui.jobs import Lane
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.tokens import Tone

if TYPE_CHECKING:
    from lssc_desktop.ui.review.window import ReviewWindow

_KEY = "going-on"


class GoingOn(QObject):
    """Of this very package, the review in the file takes the place of the one in the window.

    Of an earlier package of the same work, it tells what was said and what changed since.
    """

    def __init__(self, window: "ReviewWindow", services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @Slot()
    def choose(self) -> None:
        """Let a review file be chosen."""
        dialog = QFileDialog(self._window, _("Which review file?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Review files (*{suffix})").format(suffix=SUFFIX)])
        dialog.fileSelected.connect(self._take_name)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """Go on from a review file; what is none of this reviewer's on this work is told."""
        session = self._window.session
        self._services.jobs.start(
            Lane.DISK,
            _read,
            self._services.preferences.folder,
            session.opened,
            session.review,
            path,
            done=self._go_on,
            failed=self._fail,
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take a review file that is dropped on the window."""
        if isinstance(event, QDropEvent):  # which entering is too
            path = _dropped(event)
            if path is None:
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if not isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.Drop:
                self.take(path)
            return True
        return False

    @Slot(str)
    def _take_name(self, name: str) -> None:
        self.take(Path(name))

    @Slot(object)
    def _go_on(self, found: "Review | EarlierRounds") -> None:
        notices, window = self._services.notices, self._window
        if isinstance(found, Review):
            window.session.go_on(found)
            notices.show(gone_on(found.written.date()), Tone.OK, key=_KEY)
            return
        window.take_rounds(found)
        if found.last is not None:
            last = found.last
            message = gone_on_from(last.package.copy, last.written.date())
            notices.show(message, Tone.OK, key=_KEY)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key=_KEY)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one review file that is dragged, None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if is_review(path) else None


def _read(
    config: Path, opened: OpenedPackage, review: Review, path: Path, reporter: Reporter
) -> Review | EarlierRounds:
    about = reviewed_package(opened)
    found = review_to_go_on(path, about, review.reviewer)
    if found.package.package_id == opened.package_id:
        if found.mode is ReviewMode.EVALUATION:
            require_handed_in(opened)
        return found
    given = GivenReview(path, found)
    return earlier_rounds(config, opened, review.reviewer, review.mode, reporter, given)
