"""What another program does to the evidence is seen while the window has the focus."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.session_watch import EvidenceWatch
from lssc_desktop.ui.base.folder_watcher import FolderWatcher
from lssc_desktop.ui.base.session import Session


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    return open_window(sample)


@pytest.fixture
def session(window: MainWindow, qtbot: QtBot) -> Session:
    """The session of the window; its folder is watched by now."""
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: bool(watched(session)))
    return session


def watched(session: Session) -> tuple[str, ...]:
    """Return which folders of the portfolio are watched."""
    return tuple(
        Path(each).relative_to(session.root).as_posix()
        for watch in session.findChildren(EvidenceWatch)
        for watcher in watch.findChildren(FolderWatcher)
        for each in watcher.watched
    )


def paths(session: Session) -> set[str]:
    return {file.path for file in session.facts.files}


def test_a_file_that_another_program_lays_there_is_seen(session: Session, qtbot: QtBot) -> None:
    (session.root / "Evidence" / "Flyer.txt").write_text("Story time")
    qtbot.waitUntil(lambda: "Evidence/Flyer.txt" in paths(session))


def test_a_file_that_is_renamed_elsewhere_is_seen(session: Session, qtbot: QtBot) -> None:
    before = next(path for path in sorted(paths(session)) if path.startswith("Evidence/"))
    (session.root / before).rename(session.root / "Evidence" / "Other name.pdf")
    qtbot.waitUntil(lambda: before not in paths(session))
    assert "Evidence/Other name.pdf" in paths(session)


def test_a_new_folder_is_watched_too(session: Session, qtbot: QtBot) -> None:
    (session.root / "Evidence" / "May").mkdir()
    (session.root / "Evidence" / "May" / "a.txt").write_text("a")
    qtbot.waitUntil(lambda: "Evidence/May" in watched(session))
    (session.root / "Evidence" / "May" / "b.txt").write_text("b")
    qtbot.waitUntil(lambda: "Evidence/May/b.txt" in paths(session))


def test_a_file_that_goes_on_growing_is_known_as_it_is_in_the_end(
    session: Session, qtbot: QtBot
) -> None:
    def known() -> int:
        return next((f.bytes for f in session.facts.files if f.path == "Evidence/Long.txt"), 0)

    with (session.root / "Evidence" / "Long.txt").open("w") as file:
        file.write("a")
        file.flush()
        qtbot.waitUntil(lambda: known() == 1)
        file.write("bc")
    qtbot.waitUntil(lambda: known() == 3)


def test_what_is_saved_here_is_not_watched(session: Session) -> None:
    assert all(each.split("/")[0] in {"Evidence", "About me"} for each in watched(session))


def test_nothing_is_watched_once_it_is_closed(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    (watch,) = session.findChildren(EvidenceWatch)
    with qtbot.waitSignals([session.closed, watch.destroyed]):
        window.close()
