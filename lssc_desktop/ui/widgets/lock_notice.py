"""Above a set that is handed in: why it cannot be changed, and what is still possible."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lssc_desktop.core.locking import SetLocked
from lssc_desktop.messages.locking import lock_message
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.callout import Callout
from lssc_desktop.ui.widgets.flow import FlowLayout


class LockNotice(QWidget):
    """Hidden while the set is open."""

    copy_requested = Signal()
    submissions_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = Callout(icons, "", Tone.INFO, icon="lock", title=" ", type_=Type.TABLE)
        self.copy = plain_button(icons, _("Copy this text"), "copy", small=True)
        self.submissions = plain_button(icons, _("See Submissions"), "send", small=True)

        acts = FlowLayout(spacing=8)
        acts.addWidget(self.copy)
        acts.addWidget(self.submissions)
        self._box.content.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 10)
        column.addWidget(self._box)
        self.copy.clicked.connect(self.copy_requested)
        self.submissions.clicked.connect(self.submissions_requested)
        self.hide()

    def show_lock(self, lock: SetLocked | None) -> None:
        """Say why a set is locked; None for one that is open."""
        self.setVisible(lock is not None)
        if lock is not None:
            message = lock_message(lock)
            self._box.set_title(message.happened)
            self._box.set_text(f"{message.meaning} {message.advice}")
