"""The window closes when it is told to, and not before all is saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.store.folder.lock import holder_of
from lssc_desktop.ui.app.main_window import MainWindow
from tests.ui.app.conftest import on_disk
from tests.ui.conftest import NOW


def test_without_a_portfolio_it_closes_at_once(start_window: MainWindow) -> None:
    assert start_window.close()
    assert not start_window.isVisible()


def test_with_a_portfolio_it_closes_once_that_is_saved(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], root: Path
) -> None:
    window = open_window(root)
    session = window.session
    assert session is not None
    ready = partial(mark_ready, place=TextPlace("foundations", 1), ready=True, today=NOW.date())
    session.apply(ready)
    assert not window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    work = on_disk(root).set_work("foundations")
    assert work is not None
    assert work.competency(1).marked_ready
    assert holder_of(root) is None
