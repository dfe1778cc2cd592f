"""A look into a file of the portfolio, in a small window of its own."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.store.previews import Source
from lssc_desktop.ui.desktop import Desktop
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.previews import Previews
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.widgets.preview_dialog import PreviewDialog


class Looking(QObject):
    """Opens the window of a preview over `parent`."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        previews: Previews,
        icons: Icons,
        desktop: Desktop,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._previews = previews
        self._icons = icons
        self._desktop = desktop
        self._parent = parent
        self._path = ""

    @Slot(str)
    def look(self, path: str) -> None:
        """Show the file at a path relative to the portfolio."""
        self._path = path
        source = source_of(self._session, path)
        dialog = PreviewDialog(self._jobs, self._previews, self._icons, source, self._parent)
        dialog.preview.open_requested.connect(self._open)
        dialog.open()

    @Slot()
    def _open(self) -> None:
        self._desktop.open_file(self._session.root / self._path)


def source_of(session: Session, path: str) -> Source:
    """Return a file of the portfolio as something to look into."""
    return Source(path.rpartition("/")[2], _key(session.portfolio, path), session.root / path)


def _key(portfolio: Portfolio, path: str) -> str:
    """Return what stands for the content of a file: its fingerprint, as far as it is known."""
    file = portfolio.evidence_file(path) or portfolio.about_file(path)
    return path if file is None else file.sha256
