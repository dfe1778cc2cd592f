"""An open portfolio on a real folder, and what listens to its session."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, membership_always
from lssc_desktop.core.program.program import Program
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.store.programs import shipped_program_text
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


@pytest.fixture
def make_portfolio(program: Program) -> Callable[[Path], Path]:
    """Make a new portfolio folder at a path."""

    def make(path: Path) -> Path:
        candidate = Candidate("A. Rivera", memberships=membership_always(True))
        electives = ("access-services", "collection-management", "reference-information")
        portfolio = start_portfolio(
            program,
            candidate,
            date(2024, 9, 14),
            electives,
            date(2024, 9, 15),
            "5e0d9c3a-1f0e-4f6e-9d0f-5f6f4b1f7c11",
        )
        text = read_me(candidate.name, program.name)
        folder.create(path, portfolio, shipped_program_text(), text)
        return path

    return make


@pytest.fixture
def root(tmp_path: Path, make_portfolio: Callable[[Path], Path]) -> Path:
    """A new portfolio folder."""
    return make_portfolio(tmp_path / "Rivera LSSC")


@pytest.fixture
def open_session(qtbot: QtBot, jobs: Jobs) -> Iterator[Callable[[Path], Session]]:
    """Open a folder; it is closed again, saved or not."""
    sessions: list[Session] = []

    def open_it(root: Path) -> Session:
        session = Session(open_folder(root, this_holder(NOW)), jobs, lambda: NOW)
        sessions.append(session)
        return session

    yield open_it
    for session in sessions:
        with qtbot.waitSignal(session.closed):
            session.close_anyway()


@pytest.fixture
def session(root: Path, open_session: Callable[[Path], Session]) -> Session:
    return open_session(root)


@pytest.fixture
def until_saved(qtbot: QtBot) -> Callable[[Session], None]:
    """Save, and wait until all of a session is on the disk."""

    def wait(session: Session) -> None:
        session.save_now()
        qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)

    return wait


def on_disk(root: Path) -> Portfolio:
    """What a second reader finds in the folder."""
    return folder.load(root).portfolio
