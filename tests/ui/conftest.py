"""What the tests of the window share: one application without a screen, dressed in our theme."""

import gc
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.core.job import Progress, ignore_progress
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.documents.previews import Limits, Previewer
from lssc_desktop.documents.spelling.checker import find_checker
from lssc_desktop.documents.word import DocumentMemory
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.ui.app.application import Collector
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.services import Desktop, Preferences, Services, SharedChecker
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.accessible import install
from lssc_desktop.ui.kit.focus import FocusFollower
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Mode, Theme
from tests.ui.offscreen import use_screen

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DOCUMENTS = DocumentMemory()  # of the sample, which most tests open anew

use_screen()
# Milliseconds after which a test gives up waiting. A busy machine is no failure of the window, so
# this is the only place that says a time.
PATIENCE = 120_000
for wait in (
    QtBot.waitUntil,
    QtBot.waitSignal,
    QtBot.waitSignals,
    QtBot.waitExposed,
    QtBot.waitActive,
):
    (wait.__kwdefaults__ or {})["timeout"] = PATIENCE


class Listener(QObject):
    """Remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    @Slot(object)
    def hear(self, value: object = None) -> None:
        self.heard.append(value)


class RememberingDesktop(Desktop):
    """A desktop that opens nothing, and remembers what it was asked to open or to show."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []
        self.opened: list[Path | str] = []  # files and web addresses
        self.shown: list[Path] = []

    def open_file(self, path: Path) -> None:
        self.asked.append(("open", path.name))
        self.opened.append(path)

    def open_address(self, address: str) -> None:
        self.opened.append(address)

    def show_in_folder(self, path: Path) -> None:
        self.asked.append(("show", path.name))
        self.shown.append(path)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001  results need an event loop
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture(scope="session")
def started_previews() -> Iterator[Previews]:
    # As above: under Wine a helper may start for longer than a person should wait.
    limits = Limits(seconds=60.0) if sys.platform == "win32" else Limits()
    previews = Previews(lambda: Previewer(limits))
    yield previews
    previews.close()


@pytest.fixture
def previews(started_previews: Previews) -> Previews:
    """Looks into files with one helper for all tests."""
    return started_previews


def choose_file(window: QWidget, path: Path) -> None:
    """Choose a file in the dialog that is open in front of a window."""
    (dialog,) = window.findChildren(QFileDialog)
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.done(QFileDialog.DialogCode.Accepted)


@contextmanager
def held(jobs: Jobs, lane: Lane) -> Iterator[None]:
    """Let no job of a lane begin before the end."""
    gate = threading.Event()
    jobs.start(lane, gate.wait, quiet=True)
    try:
        yield
    finally:
        gate.set()


@contextmanager
def held_at_a_report(jobs: Jobs, lane: Lane) -> Iterator[Callable[[], None]]:
    """Let a job of a lane that is begun in the block stop at its first report of a count.

    It goes on at the end. What is given lets it begin.
    """
    begin, go_on = threading.Event(), threading.Event()

    def wait(progress: Progress) -> None:  # on the thread of the job
        if progress.total or progress.item.total:
            go_on.wait()

    def start() -> None:
        jobs.running(lane)[-1]._reported.connect(wait, Qt.ConnectionType.DirectConnection)
        begin.set()

    jobs.start(lane, begin.wait, quiet=True)
    try:
        yield start
    finally:
        begin.set()
        go_on.set()


@pytest.fixture(scope="session", autouse=True)
def collector(qapp: QApplication) -> Iterator[None]:
    """Garbage is collected on the window's thread, in tests as in the application."""
    collector = Collector(qapp)
    collector.start()
    yield
    assert not gc.isenabled(), "a job's thread may have collected what is Qt's"
    collector.stop()


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """The robot of pytest-qt, which keeps what it closes at the end of a test.

    By itself it only remembers that: a page that a test shows and no one refers to any more is
    collected piece by piece while events are still delivered to it.
    """
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def add_and_keep(
        widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None
    ) -> None:
        kept.append(widget)
        add(widget, before_close_func=before_close_func)

    monkeypatch.setattr(qtbot, "addWidget", add_and_keep)
    return qtbot


@pytest.fixture(scope="session")
def worn_theme(qapp: QApplication) -> Theme:
    """The theme that the application wears through all tests."""
    theme = Theme()
    theme.set_mode(Mode.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture(scope="session", autouse=True)
def accessible(qapp: QApplication) -> None:  # noqa: ARG001  its widgets come after
    """Assistive technology meets our interfaces, in tests as in the application."""
    install()


@pytest.fixture(scope="session", autouse=True)
def follower(qapp: QApplication, worn_theme: Theme) -> FocusFollower:
    """The ring follows the keyboard, in tests as in the application."""
    return FocusFollower(qapp, worn_theme)


@pytest.fixture
def theme(worn_theme: Theme) -> Iterator[Theme]:
    """The theme, light and with text of the usual size when a test begins.

    What the test closed is gone before that: nothing comes from the event loop to delete it, and
    its Python half, collected as garbage, could not follow the theme any more.
    """
    yield worn_theme
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    worn_theme.set_mode(Mode.LIGHT)
    worn_theme.set_text_scale(1.0)


@pytest.fixture
def icons(theme: Theme) -> Icons:
    """The shipped icons in the colors of the theme."""
    return Icons(theme)


@pytest.fixture(scope="session")
def written_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(root, ignore_progress)
    return root


@pytest.fixture
def sample(written_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample portfolio that a test may change."""
    return shutil.copytree(written_sample, tmp_path / "Rivera LSSC")


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture(scope="session")
def checker() -> Iterator[SharedChecker]:
    """Knows words with one process for all tests, where it needs one."""
    checker = SharedChecker(find_checker)
    yield checker
    checker.close()


@pytest.fixture
def services(
    jobs: Jobs,
    notices: Notices,
    desktop: Desktop,
    icons: Icons,
    previews: Previews,
    checker: SharedChecker,
    tmp_path: Path,
) -> Services:
    """The services that the application makes for a window."""
    preferences = Preferences(tmp_path / "settings", icons.theme, jobs)
    services = Services(
        jobs, notices, desktop, icons, preferences, lambda: NOW, lambda: previews, checker
    )
    vars(services)["documents"] = DOCUMENTS  # where `cached_property` finds it
    return services


@pytest.fixture
def new_window(
    qtbot: QtBot, qapp: QApplication, services: Services, tmp_path: Path
) -> Iterator[MainWindow]:
    """A window that was not shown yet."""
    window = MainWindow(services, tmp_path / "web pages", qapp)
    yield window
    window.close()
    qtbot.waitUntil(lambda: _is_closed(window, services.notices))
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))  # Python may not forget it before Qt has


@pytest.fixture
def start_window(qtbot: QtBot, services: Services, new_window: MainWindow) -> MainWindow:
    """The window as it is when no portfolio was opened."""
    new_window.show()
    qtbot.waitExposed(new_window)
    qtbot.waitUntil(lambda: new_window.is_ready and not services.jobs.running())
    return new_window


def _is_closed(window: MainWindow, notices: Notices) -> bool:
    """Whether a window is closed, which it is after every question got its answer."""
    for asked in notices.questions:
        answers = {answer.id for answer in asked.question.answers}
        asked.answer("close" if "close" in answers else asked.question.otherwise)
    return not window.isVisible()


@pytest.fixture
def open_window(
    qtbot: QtBot, services: Services, start_window: MainWindow
) -> Callable[[Path], MainWindow]:
    """Open a portfolio in the window and wait until its folder was looked through."""

    def open_it(root: Path) -> MainWindow:
        with qtbot.waitSignal(start_window.session_changed):
            start_window.open_path(root)
        qtbot.waitUntil(lambda: not services.jobs.running())
        return start_window

    return open_it


@pytest.fixture
def session(qtbot: QtBot, jobs: Jobs, sample: Path) -> Iterator[Session]:
    """The sample, open in a session on the day of the pictures; its folder was looked through."""
    folder = open_folder(sample, this_holder(NOW))
    session = Session(folder, jobs, lambda: NOW, memory=DOCUMENTS)
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    yield session
    with qtbot.waitSignal(session.closed):
        session.close_anyway()
