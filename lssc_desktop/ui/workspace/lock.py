"""What a set that is handed in lets a person do on its page."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from lssc_desktop.ui.base.place import SubmissionsPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.workspace.competency_panel import CompetencyPanel
from lssc_desktop.ui.workspace.evidence_tray import EvidenceTray
from lssc_desktop.ui.workspace.head import LockNotice


class WorkspaceLock(QObject):
    """Keeps the fields of a set that is handed in from being edited, and shows why.

    It follows the session: what is sent meanwhile is locked at once. It is for the eye alone; the
    session itself refuses what would change a locked set.
    """

    place_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        panel: CompetencyPanel,
        tray: EvidenceTray,
        icons: Icons,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._panel = panel
        self._tray = tray
        self._set_id: str | None = None
        self.notice = LockNotice(icons, page)
        self.notice.copy.clicked.connect(self._copy)
        self.notice.submissions.clicked.connect(self._go_to_submissions)
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
        self._panel.set_lock(lock)
        if lock is not None:
            self._panel.setAcceptDrops(False)
        self._tray.set_locked(locked=lock is not None)

    @Slot()
    def _copy(self) -> None:
        texts = (editor.toPlainText().strip() for editor in self._panel.response.editors)
        QApplication.clipboard().setText("\n\n".join(text for text in texts if text))

    @Slot()
    def _go_to_submissions(self) -> None:
        self.place_requested.emit(SubmissionsPlace(self._set_id))
