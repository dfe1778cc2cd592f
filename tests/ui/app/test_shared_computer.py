"""A computer that others use: the lock hides everything, and the computer is left clean."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop import paths
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.disk.settings import Settings, load_settings, save_settings
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.shared_computer import (
    CleanComputerDialog,
    IdleWatch,
    LockDialog,
    LockScreen,
    SessionLock,
)
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.speech import announce
from tests.ui.conftest import NOW


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], root: Path) -> MainWindow:
    return open_window(root)


@pytest.fixture
def lock(window: MainWindow) -> Iterator[SessionLock]:
    yield window.session_lock
    window.session_lock.unlock()


def shown() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def screen_of(lock: SessionLock) -> LockScreen:
    assert lock.screen is not None
    return lock.screen


# What is hidden ---------------------------------------------------------------------------------


def test_the_lock_hides_the_window_and_its_dialogs(window: MainWindow, lock: SessionLock) -> None:
    dialog = LockDialog(window._services, lock).show_for(window)
    lock.lock()
    assert shown() == [lock.screen]
    lock.unlock()
    assert window in shown()
    assert dialog in shown()
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    dialog.reject()


def test_who_continues_is_where_they_were(
    qtbot: QtBot, window: MainWindow, lock: SessionLock
) -> None:
    view = window.portfolio_view
    assert view is not None
    place, focus = view.title, QApplication.focusWidget()
    with qtbot.waitSignal(lock.locked):
        window.menu_actions.lock.trigger()
    qtbot.mouseClick(screen_of(lock).accept_button, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert view.title == place
    qtbot.waitUntil(lambda: QApplication.focusWidget() is focus)


def test_nothing_of_the_work_can_be_read_meanwhile(window: MainWindow, lock: SessionLock) -> None:
    session = window.session
    assert session is not None
    lock.lock()
    name = session.portfolio.candidate.name
    surname = name.split()[-1]
    said = [
        text
        for each in shown()
        for widget in (each, *each.findChildren(QWidget))
        for text in (widget.windowTitle(), widget.accessibleName(), _text(widget))
    ]
    assert not [text for text in said if surname in text or session.root.name in text]
    assert QAccessible.queryAccessibleInterface(window).state().invisible


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel) else ""


def test_a_window_that_comes_up_meanwhile_is_seen_only_afterwards(
    qtbot: QtBot, lock: SessionLock
) -> None:
    late = QWidget()
    late.setWindowTitle("Rivera")
    qtbot.addWidget(late)
    lock.lock()
    late.show()
    assert late.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.waitUntil(lambda: not late.isVisible())
    lock.unlock()
    assert late.isVisible()
    assert not late.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)


def test_a_screen_reader_is_told_nothing_of_hidden_windows(
    window: MainWindow, lock: SessionLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    lock.lock()
    told.clear()
    announce(window, "Rivera’s portfolio was saved.")
    assert told == []
    lock.unlock()
    told.clear()
    announce(window, "Saved.")
    assert len(told) == 1


def test_what_runs_goes_on(qtbot: QtBot, services: Services, lock: SessionLock) -> None:
    def upload(reporter: Reporter) -> str:
        while not lock.is_locked:
            reporter(Progress(Step.SENDING))
        return "received"

    job = services.jobs.start_reporting(Lane.NETWORK, upload)
    with qtbot.waitSignal(job.succeeded) as done:
        lock.lock()
    assert done.args == ["received"]


def test_the_work_is_saved_first(qtbot: QtBot, window: MainWindow, lock: SessionLock) -> None:
    (work,) = window.work
    lock.lock()
    saved = screen_of(lock).saved
    qtbot.waitUntil(lambda: saved.text() == "Everything is saved.")
    assert work.is_safe


# When it comes ----------------------------------------------------------------------------------


class Watched(QObject):
    """A clock that the test turns, and a watch that looks at it."""

    def __init__(self, window: MainWindow, minutes: int) -> None:
        super().__init__()
        self.time: datetime = NOW
        self.idle = self.asked = 0
        self.watch = IdleWatch(window._application, lambda: self.time, lambda: minutes, self)
        self.watch.idle.connect(self._on_idle)
        self.watch.lock_requested.connect(self._on_asked)

    def _on_idle(self) -> None:
        self.idle += 1

    def _on_asked(self) -> None:
        self.asked += 1

    def wait(self, minutes: float) -> None:
        self.time += timedelta(minutes=minutes)
        self.watch.look()


def test_it_comes_after_minutes_without_keys_or_mouse(window: MainWindow) -> None:
    at = Watched(window, 5)
    at.wait(4.9)
    assert at.idle == 0
    QTest.mouseMove(window.windowHandle(), window.rect().center())
    at.wait(4.9)
    assert at.idle == 0
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    at.wait(4.9)
    assert at.idle == 0
    at.wait(0.2)
    assert at.idle == 1


def test_it_never_comes_by_itself_where_that_is_off(window: MainWindow) -> None:
    at = Watched(window, 0)
    at.wait(24 * 60)
    assert at.idle == 0


def test_a_key_locks_at_once_also_in_front_of_a_dialog(
    qtbot: QtBot, window: MainWindow, lock: SessionLock
) -> None:
    dialog = LockDialog(window._services, lock).show_for(window)
    qtbot.waitActive(dialog)
    with qtbot.waitSignal(lock.locked):
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    lock.unlock()
    dialog.reject()


def test_it_is_off_where_the_program_is_installed_and_on_where_it_is_portable(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert services.preferences.lock_minutes == 0
    monkeypatch.setenv(paths.PORTABLE_VARIABLE, "")
    assert services.preferences.lock_minutes == 10
    services.preferences.set_lock_minutes(0)
    assert services.preferences.lock_minutes == 0


# The passphrase ---------------------------------------------------------------------------------


def enter(qtbot: QtBot, screen: LockScreen, text: str) -> None:
    screen.field.clear()
    qtbot.keyClicks(screen.field, text)
    qtbot.keyClick(screen.field, Qt.Key.Key_Return)


def test_only_the_passphrase_of_the_session_opens_it(qtbot: QtBot, lock: SessionLock) -> None:
    lock.set_passphrase("window seat")
    lock.lock()
    screen = screen_of(lock)
    enter(qtbot, screen, "aisle seat")
    assert lock.is_locked
    assert screen.error.isVisible()
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert lock.is_locked
    enter(qtbot, screen, "window seat")
    assert not lock.is_locked


def test_wrong_tries_slow_down(qtbot: QtBot, lock: SessionLock) -> None:
    lock.set_passphrase("window seat")
    lock.lock()
    screen = screen_of(lock)
    for _try in range(3):
        enter(qtbot, screen, "guess")
    assert not screen.accept_button.isEnabled()
    assert screen.hint.text() == "Try again in 2 seconds."
    enter(qtbot, screen, "window seat")
    assert lock.is_locked
    qtbot.waitUntil(screen.accept_button.isEnabled)
    enter(qtbot, screen, "window seat")
    assert not lock.is_locked


def test_who_forgot_it_closes_the_program_and_loses_nothing(
    qtbot: QtBot, services: Services, window: MainWindow
) -> None:
    lock = SessionLock(services, lambda: window.work, window)
    lock.set_passphrase("window seat")
    lock.lock()
    with qtbot.waitSignal(lock.quit_agreed):
        screen_of(lock).reject_button.click()
    assert all(work.is_safe for work in window.work)
    lock.unlock()


def test_closing_says_first_that_something_would_be_stopped(
    qtbot: QtBot, services: Services, window: MainWindow
) -> None:
    def upload(reporter: Reporter) -> None:
        while True:
            reporter(Progress(Step.SENDING))

    lock = SessionLock(services, lambda: window.work, window)
    lock.lock()
    screen = screen_of(lock)
    job = services.jobs.start_reporting(Lane.NETWORK, upload)
    screen.reject_button.click()
    assert screen.error.isVisible()
    assert screen.reject_button.text() == "Stop and close"
    assert not job.is_cancelled
    with qtbot.waitSignal(lock.quit_agreed):
        screen.reject_button.click()
    with qtbot.waitSignal(job.ended):
        job.cancel()
    lock.unlock()


def test_the_passphrase_is_written_nowhere(
    qtbot: QtBot, services: Services, lock: SessionLock, window: MainWindow
) -> None:
    services.preferences.set_lock_minutes(15)
    dialog = LockDialog(services, lock).show_for(window)
    dialog.first.setText("window seat")
    dialog.second.setText("windows eat")
    dialog.accept_button.click()
    assert dialog.error.isVisible()
    assert not lock.has_passphrase
    dialog.second.setText("window seat")
    dialog.accept_button.click()
    assert lock.has_passphrase
    qtbot.waitUntil(lambda: not services.jobs.running())
    folder = services.preferences.folder
    assert load_settings(folder).lock_minutes == 15
    assert not [
        path for path in folder.rglob("*") if path.is_file() and b"window" in path.read_bytes()
    ]


# Leaving it clean -------------------------------------------------------------------------------


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer on which the program wrote settings, and somebody's shelves."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_APPDATA", "TMPDIR"):
        (tmp_path / "computer" / name).mkdir(parents=True)
        monkeypatch.setenv(name, str(tmp_path / "computer" / name))
    save_settings(paths.config_folder(), Settings(theme="dark"))
    shelf = paths.config_folder() / "shelves" / "1.json"
    shelf.parent.mkdir()
    shelf.touch()
    return paths.config_folder()


def test_the_dialog_says_what_is_there_and_removes_what_is_ticked(
    qtbot: QtBot, services: Services, start_window: MainWindow, computer: Path
) -> None:
    dialog = CleanComputerDialog(services).show_for(start_window)
    qtbot.waitUntil(lambda: len(dialog.boxes) == 2)
    assert [box.text() for box in dialog.boxes] == [
        "Your settings",
        "What we remember about folders of packages",
    ]
    dialog.boxes[1].setChecked(False)
    with qtbot.waitSignal(dialog.cleaned):
        dialog.accept_button.click()
    assert dialog.head.text() == "This computer is clean."
    assert [path.name for path in computer.rglob("*")] == ["shelves", "1.json"]
    assert dialog.accept_button.text() == "Close"
    dialog.accept_button.click()


def test_after_that_nothing_is_written_again(
    qtbot: QtBot, services: Services, start_window: MainWindow, computer: Path
) -> None:
    dialog = CleanComputerDialog(services).show_for(start_window)
    qtbot.waitUntil(lambda: bool(dialog.boxes))
    with qtbot.waitSignal(dialog.cleaned):
        dialog.accept_button.click()
    dialog.accept_button.click()
    services.preferences.enlarge_text()
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert not computer.exists()
    assert not load_settings(services.preferences.folder).text_percent > 100


def test_where_nothing_was_written_it_says_so(
    qtbot: QtBot,
    services: Services,
    start_window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_APPDATA", "TMPDIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    dialog = CleanComputerDialog(services).show_for(start_window)
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    assert dialog.head.text() == "We haven’t saved anything on this computer."
    dialog.accept_button.click()


@pytest.mark.usefixtures("computer")
def test_to_look_waits_for_no_check_or_build_and_holds_none_up(
    qtbot: QtBot, services: Services, start_window: MainWindow
) -> None:
    go_on = Event()
    working = [
        services.jobs.start(lane, go_on.wait, quiet=True) for lane in Lane if lane != "keyring"
    ]
    dialog = CleanComputerDialog(services).show_for(start_window)
    qtbot.waitUntil(lambda: bool(dialog.boxes))
    go_on.set()
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert all(job.is_over for job in working)
    dialog.reject()


def test_to_look_ends_with_the_dialog(
    qtbot: QtBot, services: Services, start_window: MainWindow
) -> None:
    go_on = Event()
    services.jobs.start(Lane.KEYRING, go_on.wait, quiet=True)
    dialog = CleanComputerDialog(services).show_for(start_window)
    (job,) = (each for each in services.jobs.running(Lane.KEYRING)[1:])
    dialog.reject()
    assert job.is_cancelled
    go_on.set()
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert services.notices.waiting == ()
