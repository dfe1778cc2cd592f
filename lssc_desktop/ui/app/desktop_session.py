"""The end of the desktop session on Linux, where Qt is not told of it: signals and D-Bus.

Qt as PySide6 brings it knows the session managers of Windows and macOS only. On Linux the system
ends programs by SIGTERM, a terminal by SIGHUP or SIGINT, and GNOME, Cinnamon, MATE and Budgie ask
beforehand (https://gnome.pages.gitlab.gnome.org/gnome-session/). Plasma closes the windows.
"""

import os
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QCoreApplication, QObject, QSocketNotifier, Slot

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.app.closing import SignOff

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

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
    """Ends the program with all work saved when a signal tells it to end.

    `stop` leaves the signals to what had them before.
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
        why_not = "" if is_good else _("Your last changes aren’t saved yet.")
        answer.setArguments([is_good, why_not])
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
