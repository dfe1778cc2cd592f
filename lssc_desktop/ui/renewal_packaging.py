"""Building the package of a renewal from the window."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.edits import note_package
from lssc_desktop.core.job import Step
from lssc_desktop.messages.renewal_page import renewal_packaged
from lssc_desktop.package.renewal import BuiltRenewal, RenewalOrder, pack_renewal
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.progress_dialog import ProgressDialog

_BUILT = "renewal-built"


class RenewalPackaging(QObject):
    """Builds beside the window, notes the package, and says where it is or why there is none."""

    hand_in_requested = Signal(str)
    """The id of the package that was built."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: Notices,
        icons: Icons,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._notices = notices
        self._icons = icons
        self._window = window
        self._package_id = ""
        notices.action_chosen.connect(self._act)

    @Slot()
    def build(self) -> None:
        """Save what is not saved, and build the package of the renewal."""
        self._notices.withdraw(_BUILT)
        self._session.when_saved(self._begin, self._fail)

    @Slot()
    def _begin(self) -> None:
        session = self._session
        order = RenewalOrder(session.root, session.program, session.program_text, session.portfolio)
        job = self._jobs.start(
            Lane.DISK, pack_renewal, order, session.today, done=self._take, failed=self._fail
        )
        title = _("Renewal package")
        ProgressDialog(job, Step.PACKAGING, title, self._icons, self._window).show()

    @Slot(object)
    def _take(self, built: BuiltRenewal) -> None:
        self._package_id = built.written.package_id
        self._session.take_in(partial(note_package, note=built.portfolio.packages[-1]))
        self._session.save_now()
        self._session.refresh()
        said = renewal_packaged(built.path, built.written.package_id)
        self._notices.show(said, Tone.OK, key=_BUILT, action=_("Hand in…"))

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._notices.show_error(error, key=_BUILT)

    @Slot(str)
    def _act(self, key: str) -> None:
        if key == _BUILT and self._package_id:
            self.hand_in_requested.emit(self._package_id)
