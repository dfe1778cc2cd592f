"""The sample portfolio, open in a session on the day of the pictures."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from lssc_desktop.store.lock import this_holder
from lssc_desktop.store.opening import open_folder
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.session import Session

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class Listener(QObject):
    """Remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    @Slot(object)
    def hear(self, value: object = None) -> None:
        self.heard.append(value)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001  results need an event loop
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def session(qtbot: QtBot, jobs: Jobs, sample: Path) -> Iterator[Session]:
    """The sample, open; its folder was looked through."""
    session = Session(open_folder(sample, this_holder(NOW)), jobs, lambda: NOW)
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    yield session
    with qtbot.waitSignal(session.closed):
        session.close_anyway()
