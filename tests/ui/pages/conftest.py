"""The sample portfolio, open in a session on the day of the pictures."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.store.lock import this_holder
from lssc_desktop.store.opening import open_folder
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.session import Session

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def session(qtbot: QtBot, jobs: Jobs, sample: Path) -> Iterator[Session]:
    """The sample, open; its folder was looked through."""
    session = Session(open_folder(sample, this_holder(NOW)), jobs, lambda: NOW)
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    yield session
    with qtbot.waitSignal(session.closed):
        session.close_anyway()
