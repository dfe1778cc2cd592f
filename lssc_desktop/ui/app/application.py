"""The application: its services, made once, its event loop, and the hooks around that.

Also the end of the desktop session on Linux, of which Qt is not told: PySide6 knows the session
managers of Windows and macOS only. On Linux the system ends programs by SIGTERM, a terminal by
SIGHUP or SIGINT, and GNOME, Cinnamon, MATE and Budgie ask beforehand
(https://gnome.pages.gitlab.gnome.org/gnome-session/). Plasma closes the windows.
"""

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, override

from PySide6.QtCore import (
    SLOT,
    QCoreApplication,
    QEvent,
    QObject,
    QSocketNotifier,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from lssc_desktop import __version__, paths
from lssc_desktop.core.job import Reporter
from lssc_desktop.messages.message import remember_catalogs
from lssc_desktop.messages.portfolio import not_saved_yet
from lssc_desktop.store.processes import remove_leftovers, scratch_folder
from lssc_desktop.ui.app.closing import SignOff
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import Desktop, Preferences, Services, SharedChecker
from lssc_desktop.ui.kit.focus import FocusFollower
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import PLAIN_STYLE, Theme

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

    from lssc_desktop.store.spelling.checker import Checker
    from lssc_desktop.ui.base.previews import Previews

_COLLECTION_INTERVAL = 1000  # milliseconds
_OLDEST_GENERATION = 2


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
        sign_off = SignOff(application, lambda: window.work, QApplication.closeAllWindows, window)
        before, sys.excepthook = sys.excepthook, UnhandledErrors(services.notices).handle
        window.seen.connect(when_seen)
        window.seen.connect(partial(_follow_desktop_session, sign_off, window))
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


def make_services(
    application: QApplication, jobs: Jobs, config: Path, now: Callable[[], datetime]
) -> Services:
    """Return the collaborators of a window, with the theme that this user chose active."""
    theme = Theme(jobs)
    preferences = Preferences(config, theme, jobs, jobs)
    theme.begin(application)
    FocusFollower(application, theme)
    icons = Icons(theme, jobs)
    checker = SharedChecker(_find_checker)
    return Services(jobs, Notices(jobs), Desktop(jobs), icons, preferences, now, _previews, checker)


def _follow_desktop_session(sign_off: SignOff, window: MainWindow) -> None:
    """Listen to the system once the window is up: a start need not wait for that."""
    from lssc_desktop.ui.app.application import follow_desktop_session

    follow_desktop_session(sign_off, window)


def _previews() -> "Previews":
    """Return what looks into files; it is imported here because a start has no use for it."""
    from lssc_desktop.store.previews import Previewer
    from lssc_desktop.ui.base.previews import Previews

    return Previews(Previewer)


def _find_checker(reporter: Reporter, language: str) -> "Checker | None":
    """Return what knows words; it is imported here because a start has no use for it."""
    from lssc_desktop.store.spelling.checker import find_checker

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

    @Slot()
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


_NAME = "lssc-desktop"
_SERVICE = "org.gnome.SessionManager"
_PATH = "/org/gnome/SessionManager"
_CLIENT = "org.gnome.SessionManager.ClientPrivate"
_FORCED = 1  # of the flags: nobody may hold it up


def follow_desktop_session(sign_off: SignOff, parent: QObject) -> None:
    """Save, and hold the end of the session up where that fails, as Qt does on other systems."""
    if sys.platform in {"win32", "darwin"}:
        return
    signals = EndingSignals(sign_off, parent)
    if (application := QCoreApplication.instance()) is not None:
        application.aboutToQuit.connect(signals.stop)
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        from PySide6.QtDBus import QDBusConnection

        SessionManager(QDBusConnection.sessionBus(), sign_off, parent)


class EndingSignals(QObject):
    """Ends the program as a user would, with all work saved, when a signal tells it to end.

    A second one ends it at once. `stop` leaves the signals to what had them before.
    """

    def __init__(self, sign_off: SignOff, parent: QObject) -> None:
        super().__init__(parent)
        self._sign_off = sign_off
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        # A handler in Python would wait until Qt calls Python again; this wakes Qt.
        signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._before = {
            each: signal.signal(each, lambda *_: None)
            for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
        }
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    @Slot()
    def stop(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        for each, before in self._before.items():
            signal.signal(each, before)
        signal.set_wakeup_fd(-1)
        self._here.close()
        self._there.close()

    @Slot()
    def _on_signal(self) -> None:
        with suppress(BlockingIOError):
            self._here.recv(64)
        self._sign_off.end()


class SessionManager(QObject):
    """A client of GNOME's session manager, and of those that speak as it does.

    It registers in the background; where there is no such manager nothing comes of it.
    """

    def __init__(self, bus: "QDBusConnection", sign_off: SignOff, parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        self._bus = bus
        self._sign_off = sign_off
        self._path = ""
        asked = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "RegisterClient")
        asked.setArguments([_NAME, os.environ.get("DESKTOP_AUTOSTART_ID", "")])
        asked.setAutoStartService(False)
        self._asking = QDBusPendingCallWatcher(bus.asyncCall(asked), self)
        self._asking.finished.connect(self._on_registered)

    @property
    def is_registered(self) -> bool:
        """Whether a session manager knows of us."""
        return bool(self._path)

    @Slot("QDBusPendingCallWatcher*")
    def _on_registered(self, asking: "QDBusPendingCallWatcher") -> None:
        from PySide6.QtDBus import QDBusMessage

        reply = asking.reply()
        if reply.type() is not QDBusMessage.MessageType.ReplyMessage:
            return
        self._path = reply.arguments()[0].path()
        for name, slot in (
            ("QueryEndSession", "_on_query(uint)"),
            ("EndSession", "_on_end(uint)"),
            ("Stop", "_on_stop()"),
        ):
            # It takes the str that SLOT returns, whatever its types say.
            self._bus.connect(_SERVICE, self._path, _CLIENT, name, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot("uint")
    def _on_query(self, flags: int) -> None:
        """Save, and say whether the session may end."""
        query = _Query(may_ask=not flags & _FORCED)
        self._sign_off.commit(query)
        self._answer(is_good=not query.is_held_up)

    @Slot("uint")
    def _on_end(self, _flags: int) -> None:
        """Save what came in between; the session ends whatever we say."""
        self._sign_off.commit(_Query(may_ask=False))
        self._answer(is_good=True)

    @Slot()
    def _on_stop(self) -> None:
        self._sign_off.end()

    def _answer(self, *, is_good: bool) -> None:
        from PySide6.QtDBus import QDBusMessage

        answer = QDBusMessage.createMethodCall(_SERVICE, self._path, _CLIENT, "EndSessionResponse")
        answer.setArguments([is_good, "" if is_good else not_saved_yet()])
        self._bus.send(answer)


class _Query:
    """One question whether the session may end, as `SignOff` answers it."""

    def __init__(self, *, may_ask: bool) -> None:
        self._may_ask = may_ask
        self.is_held_up = False

    def allowsInteraction(self) -> bool:
        """Whether the user may be asked something."""
        return self._may_ask

    def cancel(self) -> None:
        """Keep the desktop session going."""
        self.is_held_up = True

    def release(self) -> None:
        """Say that the user was asked; the manager asks by itself."""
