"""Portfolios of people who have them, in the window: what is not changed is not written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import set_email
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from tests.kept.answers import PORTFOLIOS, copy_of
from tests.kept.trees import tree

type Open = Callable[[Path], MainWindow]


@pytest.fixture(params=PORTFOLIOS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a kept portfolio."""
    return copy_of(request.param, tmp_path)


def test_one_that_is_opened_and_closed_is_as_it_was_and_so_is_one_whose_edit_is_undone(
    qtbot: QtBot, open_window: Open, kept: Path
) -> None:
    before = tree(kept)
    window = open_window(kept)
    session = window.session
    assert session is not None
    assert tree(kept) == before

    session.apply(lambda portfolio: set_email(portfolio, "kept@library.example"))
    save(qtbot, session)
    assert b"kept@library.example" in (kept / "portfolio.json").read_bytes()
    session.undo()
    save(qtbot, session)
    assert tree(kept) == before

    close(qtbot, window)
    assert tree(kept) == before


def save(qtbot: QtBot, session: Session) -> None:
    session.save_now()
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)


def close(qtbot: QtBot, window: MainWindow) -> None:
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
