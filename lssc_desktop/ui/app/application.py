"""The application: its services, made once, its event loop, and the hooks around that."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, override

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    Qt,
    QTimer,
    QTranslator,
    Signal,
)
from PySide6.QtGui import QClipboard, QFileOpenEvent, QFontDatabase
from PySide6.QtWidgets import QApplication

from lssc_desktop import __version__, paths
from lssc_desktop.core.job import Reporter
from lssc_desktop.disk.temporary import (
    RunFolder,
    end_temporary_files,
    remove_leftovers,
    stay_on_drive,
)
from lssc_desktop.languages import ENGLISH, spoken
from lssc_desktop.ui.app.closing import SignOff
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import Desktop, Preferences, Services, SharedChecker
from lssc_desktop.ui.kit.focus import FocusFollower, KeysWhenSeen
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import PLAIN_STYLE, Theme

if TYPE_CHECKING:
    from lssc_desktop.documents.spelling.checker import Checker
    from lssc_desktop.ui.base.previews import Previews

_COLLECTION_INTERVAL = 1000  # milliseconds
_OLDEST_GENERATION = 2


def run(
    path: Path | None, now: Callable[[], datetime], when_seen: Callable[[], None] = lambda: None
) -> int:
    """Open the window, on a portfolio folder or package if there is one, until it is closed.

    `when_seen` is called once the window is up, for what its start need not wait for.
    """
    keep_no_history(portable=paths.is_portable())
    with _no_font_cache(portable=paths.is_portable()):
        application = QApplication.instance() or DocumentOpener([*sys.argv[:1], *PLAIN_STYLE])
    if not isinstance(application, QApplication):
        raise TypeError(application)
    translate_qt(application)
    application.setApplicationName("LSSC Desktop")
    application.setApplicationDisplayName("")  # the window's title says it already
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("lssc-desktop")
    pages = RunFolder()
    stay_on_drive()
    with _drive_left(), closing(pages):
        jobs = Jobs()
        services = make_services(application, jobs, paths.config_folder(), now)
        window = MainWindow(services, pages, application)
        window.asks_whose = True
        sign_off = SignOff(application, lambda: window.work, window.close_all, window.end, window)
        # Not `quit`: that asks every window, and the lock screen says no.
        window.ended.connect(application.exit)
        before, sys.excepthook = sys.excepthook, UnhandledErrors(services.notices).handle
        window.seen.connect(when_seen)
        if path is None:
            window.seen.connect(partial(_follow_desktop_session, sign_off, window))
        else:  # before a folder is locked, so that no signal leaves the lock behind
            _follow_desktop_session(sign_off, window)
        window.seen.connect(partial(_follow_typed_scripts, application))
        window.seen.connect(partial(_tell_assistive_technology, window))
        window.seen.connect(
            partial(jobs.start_reporting, Lane.PREVIEWS, remove_leftovers, quiet=True)
        )
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
            services.close()
            collector.stop()
            if paths.is_portable():
                clear_own_clipboard(QApplication.clipboard())


@contextmanager
def _drive_left() -> Iterator[None]:
    """Have no temporary folder on the user's drive at the end."""
    try:
        yield
    finally:
        end_temporary_files()


def keep_no_history(*, portable: bool) -> None:
    """Let Qt keep no list of folders that were visited, nor, when `portable`, anything else.

    Its file dialogs note where they were last. Those of the system keep lists of recent files for
    other programs too; so a portable program shows Qt's. Qt reads these settings once, hence
    before there is an application.
    """
    formats, scopes = QSettings.Format, QSettings.Scope
    QSettings.setPath(formats.NativeFormat, scopes.UserScope, str(paths.NOWHERE))
    if portable:
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


@contextmanager
def _no_font_cache(*, portable: bool) -> Iterator[None]:
    """Let the system's font library, which is asked here for the first time, write no cache."""
    name = "XDG_CACHE_HOME"
    if not portable or sys.platform != "linux":
        yield
        return
    before = os.environ.get(name)
    os.environ[name] = str(paths.NOWHERE)
    try:
        yield
        QFontDatabase.families()
    finally:  # other programs that are opened have theirs
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


def clear_own_clipboard(clipboard: QClipboard) -> None:
    """Leave nothing of ours in the clipboard, where it would outlive the program."""
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


class _WordsOfQt(QTranslator):
    """Qt's translation of its own words, without the names of keys.

    Those would be other ones in the menus than in our sentences and on the keyboard.
    """

    @override
    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return what a text is in this language; None leaves it to Qt, "" would be shown."""
        if context == "QShortcut":
            return None
        return super().translate(context, text, disambiguation, n) or None


def translate_qt(application: QApplication) -> None:
    """Let Qt's own words (its buttons, its dialogs, the calendar) be in the spoken language."""
    language = spoken().language
    system = QLocale.system()
    if language == QLocale.languageToCode(system.language()):
        QLocale.setDefault(system)
    else:
        QLocale.setDefault(QLocale(QLocale.codeToLanguage(language), system.territory()))
    if language != ENGLISH:
        words = _WordsOfQt(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.load(f"qtbase_{language}", folder):
            application.installTranslator(words)


def make_services(
    application: QApplication, jobs: Jobs, config: Path, now: Callable[[], datetime]
) -> Services:
    """Return the collaborators of a window, with the theme that this user chose active."""
    theme = Theme(jobs)
    preferences = Preferences(config, theme, jobs, jobs)
    theme.begin(application)
    FocusFollower(application, theme)
    KeysWhenSeen(application)
    icons = Icons(theme, jobs)
    checker = SharedChecker(_find_checker)
    return Services(jobs, Notices(jobs), Desktop(jobs), icons, preferences, now, _previews, checker)


def _follow_desktop_session(sign_off: SignOff, window: MainWindow) -> None:
    """Listen to the system; the start page comes before that, which locks nothing."""
    from lssc_desktop.ui.app.desktop_session import follow_desktop_session

    follow_desktop_session(sign_off, window)


def _follow_typed_scripts(application: QApplication) -> None:
    """Load fonts of other scripts when they are typed: a start need not wait for that either."""
    from lssc_desktop.ui.base.script_fonts import TypedScripts

    TypedScripts(application)


def _tell_assistive_technology(window: MainWindow) -> None:
    """Tell assistive technology what our widgets are; a start need not wait for that."""
    from lssc_desktop.ui.kit import accessible

    accessible.install(window)


def _previews() -> "Previews":
    """Return what looks into files; it is imported here because a start has no use for it."""
    from lssc_desktop.documents.previews import Previewer
    from lssc_desktop.ui.base.previews import Previews

    return Previews(Previewer)


def _find_checker(reporter: Reporter, language: str) -> "Checker | None":
    """Return what knows words; it is imported here because a start has no use for it."""
    from lssc_desktop.documents.spelling.checker import find_checker

    return find_checker(reporter, language)


# Hooks ------------------------------------------------------------------------------------------


class UnhandledErrors(QObject):
    """The unhandled-exception hook: shows errors that nobody caught to the user."""

    def __init__(self, notices: Notices) -> None:
        super().__init__(notices)
        self._notices = notices

    def handle(
        self,
        kind: type[BaseException],
        error: BaseException,
        _traceback: TracebackType | None,
    ) -> None:
        """Show an error; what ends the program, like Ctrl+C, goes on to Python."""
        if isinstance(error, Exception):
            self._notices.show_error(error)
        else:
            sys.__excepthook__(kind, error, _traceback)


class DocumentOpener(QApplication):
    """The application object, which takes the files that macOS asks a running program to open.

    The user double-clicked them, or dropped them onto the program's icon. They do not come on the
    command line but as events, to the first start as well as to a program that runs already.
    """

    asked = Signal(object)
    """The `Path` to open."""

    @override
    def event(self, event: QEvent) -> bool:
        """Emit the file that macOS wants opened; everything else is Qt's."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked.emit(Path(event.file()))
            return True
        return super().event(event)


class Collector(QObject):
    """Collects cyclic garbage on the GUI thread alone, in place of Python's own collector.

    It takes over from `start` until `stop`.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = True
        self._timer = QTimer(self)
        self._timer.setInterval(_COLLECTION_INTERVAL)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Collect on this thread from now on.

        What is there already stays for good, and is not walked through each time.
        """
        self._was_enabled = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python's collector again, if that was on before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python itself would.

        What a whole collection leaves stays for good like what was there at the start: to walk
        through pages and models again and again would keep the window from answering.
        """
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                if generation == _OLDEST_GENERATION:
                    gc.freeze()
                return
