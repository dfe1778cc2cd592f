"""The window closes when it is told to, and not before all is saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop import paths
from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.disk.settings import load_settings
from lssc_desktop.store.folder.lock import holder_of
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.shared_computer import CleanComputerDialog
from lssc_desktop.ui.base.services import Services
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


# Whose computer it is ---------------------------------------------------------------------------


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], root: Path) -> MainWindow:
    """A window that a person closes for the first time."""
    window = open_window(root)
    window.asks_whose = True
    return window


def answer(services: Services, answer: str) -> None:
    (asked,) = services.notices.questions
    asked.answer(answer)


def closed(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.isVisible())


def test_who_closes_it_first_is_asked_whose_computer_it_is(
    qtbot: QtBot, window: MainWindow, services: Services, root: Path
) -> None:
    window.close()
    assert window.isVisible()
    answer(services, "own")

    closed(qtbot, window)
    qtbot.waitUntil(lambda: not services.jobs.running())
    kept = load_settings(services.preferences.folder)
    assert (kept.remember, kept.whose_known, kept.last_folder) == (True, True, str(root))


def test_who_quits_from_the_menu_is_asked_too(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    window.menu_actions.quit.trigger()
    answer(services, "own")
    closed(qtbot, window)


def test_where_others_use_it_nothing_is_remembered_and_it_can_be_left_clean(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    window.close()
    answer(services, "shared")

    (dialog,) = window.findChildren(CleanComputerDialog)
    assert dialog.isVisible()
    dialog.reject()
    closed(qtbot, window)
    settings = services.preferences.settings
    assert (settings.remember, settings.whose_known) == (False, True)


def test_who_gives_no_answer_stays_and_is_asked_again(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    window.close()
    answer(services, "stay")
    assert window.isVisible()
    window.close()
    window.close()
    assert len(services.notices.questions) == 1
    answer(services, "own")
    closed(qtbot, window)


def test_who_has_answered_is_not_asked_again(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    services.preferences.set_remember(agreed=False)
    window.close()
    assert services.notices.questions == ()
    closed(qtbot, window)


def test_a_portable_program_asks_nothing(
    qtbot: QtBot, window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.PORTABLE_VARIABLE, "")
    window.close()
    assert not services.notices.questions
    closed(qtbot, window)


def test_the_end_of_the_session_asks_nothing(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    window.close_all()
    assert services.notices.questions == ()
    closed(qtbot, window)


def test_a_signal_asks_nothing(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    window.end()
    assert services.notices.questions == ()
    closed(qtbot, window)


def test_the_lock_screen_closes_without_a_question(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    window.session_lock.lock()
    screen = window.session_lock.screen
    assert screen is not None
    with qtbot.waitSignal(window.ended):
        screen.quit_requested.emit()
    assert services.notices.questions == ()
