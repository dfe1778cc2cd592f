"""Keeps the fields of a set that is handed in from being written in, and says why."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.place import SubmissionsPlace
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.widgets.competency_desk import CompetencyDesk
from lssc_desktop.ui.widgets.evidence_tray import EvidenceTray
from lssc_desktop.ui.widgets.lock_notice import LockNotice


class WorkspaceLock(QObject):
    """Follows the session: what is sent meanwhile is locked at once.

    It is for the eye alone; what would change a locked set is refused by the session itself.
    """

    place_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        desk: CompetencyDesk,
        tray: EvidenceTray,
        icons: Icons,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._desk = desk
        self._tray = tray
        self._set_id: str | None = None
        self.notice = LockNotice(icons, page)
        self.notice.copy_requested.connect(self._copy)
        self.notice.submissions_requested.connect(self._go)
        session.submissions_changed.connect(self._show_again)
        session.portfolio_changed.connect(self._show_again)

    def show(self, set_id: str) -> None:
        """Show whether this set is locked."""
        self._set_id = set_id
        self._show_again()

    @Slot()
    def _show_again(self) -> None:
        lock = None if self._set_id is None else self._session.lock_of(self._set_id)
        self.notice.show_lock(lock)
        self._desk.set_handed_in(handed_in=lock is not None)
        if lock is not None:
            self._desk.setAcceptDrops(False)
            self._tray.setAcceptDrops(False)
        self._tray.hint.setEnabled(lock is None)

    @Slot()
    def _copy(self) -> None:
        texts = (editor.toPlainText().strip() for editor in self._desk.response.editors)
        QApplication.clipboard().setText("\n\n".join(text for text in texts if text))

    @Slot()
    def _go(self) -> None:
        self.place_requested.emit(SubmissionsPlace(self._set_id))
