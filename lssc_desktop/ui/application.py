"""The application: everything the window needs is made here, once, and handed on."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from lssc_desktop import __version__, paths
from lssc_desktop.messages.catalogs import remember_catalogs
from lssc_desktop.store.leftovers import remove_leftovers, scratch_folder
from lssc_desktop.ui.collector import Collector
from lssc_desktop.ui.desktop import Desktop
from lssc_desktop.ui.document_opener import DocumentOpener
from lssc_desktop.ui.focus import FocusFollower
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.main_window import MainWindow
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.preferences import Preferences
from lssc_desktop.ui.previews import Previews
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.sign_off import SignOff
from lssc_desktop.ui.theme import PLAIN_STYLE, Theme

if TYPE_CHECKING:
    from lssc_desktop.store.previews import Previewer


class LastDoor(QObject):
    """Brings errors that nobody caught before the person, in place of a terminal."""

    def __init__(self, notices: Notices) -> None:
        super().__init__(notices)
        self._notices = notices

    def take(
        self,
        kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        """Show an error; wishes to end the program are let through."""
        if isinstance(error, Exception):
            self._notices.show_error(error)
        else:
            sys.__excepthook__(kind, error, _trace)


def run(
    path: Path | None, now: Callable[[], datetime], when_seen: Callable[[], None] = lambda: None
) -> int:
    """Open the window, on a portfolio folder or package if there is one, until it is closed.

    `when_seen` is called once the window is up, for what its start need not wait for.
    """
    application = QApplication.instance() or DocumentOpener([*sys.argv[:1], *PLAIN_STYLE])
    if not isinstance(application, QApplication):
        raise TypeError(application)
    remember_catalogs()
    application.setApplicationName("LSSC Desktop")
    application.setApplicationDisplayName("")  # the window's title says it already
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("lssc-desktop")
    with scratch_folder() as pages:
        jobs = Jobs()
        services = make_services(application, jobs, paths.config_folder(), now)
        window = MainWindow(services, Path(pages), application)
        SignOff(application, lambda: window.work, QApplication.closeAllWindows, window)
        before, sys.excepthook = sys.excepthook, LastDoor(services.notices).take
        window.seen.connect(when_seen)
        window.seen.connect(partial(jobs.start, Lane.PREVIEWS, remove_leftovers, quiet=True))
        if isinstance(application, DocumentOpener):
            application.asked.connect(window.open_path)
        if path is None:
            window.show_start()
        window.show()
        collector = Collector(application)
        collector.start()
        if path is not None:
            window.open_path(path)
        try:
            return application.exec()
        finally:
            sys.excepthook = before
            jobs.shut_down()
            services.previews.close()
            collector.stop()


def make_services(
    application: QApplication, jobs: Jobs, config: Path, now: Callable[[], datetime]
) -> Services:
    """Return the collaborators of a window, with the theme that this person chose in force."""
    theme = Theme(jobs)
    preferences = Preferences(config, theme, jobs, jobs)
    theme.begin(application)
    FocusFollower(application, theme)
    icons = Icons(theme, jobs)
    previews = Previews(_previewer)
    return Services(jobs, Notices(jobs), Desktop(jobs), icons, preferences, now, previews)


def _previewer() -> "Previewer":
    """Return what looks into files; it is imported when somebody first wants to see one."""
    from lssc_desktop.store.previews import Previewer

    return Previewer()
