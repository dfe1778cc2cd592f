"""The program ends without a question once all is saved, whatever was open, asked or running."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.store.folder.lock import holder_of
from lssc_desktop.ui.app.closing import SignOff
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from tests.ui.app.conftest import on_disk
from tests.ui.conftest import NOW, Listener
from tests.ui.signing_off import application

READY = partial(mark_ready, place=TextPlace("foundations", 1), ready=True, today=NOW.date())


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], root: Path) -> MainWindow:
    return open_window(root)


@pytest.fixture
def sign_off(window: MainWindow) -> SignOff:
    return SignOff(application(), lambda: window.work, window.close, window.end, window)


def decide(window: MainWindow) -> None:
    assert window.session is not None
    window.session.apply(READY)


def is_marked_ready(root: Path) -> bool:
    work = on_disk(root).set_work("foundations")
    return work is not None and work.competency(1).marked_ready


def upload(reporter: Reporter) -> None:
    while True:
        reporter(Progress(Step.SENDING))


def test_nothing_of_a_session_is_shown_once_it_has_ended(
    qtbot: QtBot, window: MainWindow, root: Path
) -> None:
    view = window.portfolio_view
    assert view is not None
    shown: list[bool] = []

    def look() -> None:
        shown.extend((window.page_stack.is_empty, view.isVisible()))
        shown.append("saved" in window.status.saved.text().casefold())

    window.controller.session_changed.connect(look)
    with qtbot.waitSignal(window.ended):
        window.end()
    assert shown == [True, False, False]
    assert not window.isVisible()
    assert holder_of(root) is None


def test_a_signal_while_something_runs_stops_it_and_ends_the_program(
    qtbot: QtBot, window: MainWindow, sign_off: SignOff, jobs: Jobs, notices: Notices, root: Path
) -> None:
    jobs.start_reporting(Lane.NETWORK, upload)
    decide(window)
    with qtbot.waitSignal(window.ended):
        sign_off.end()
    assert notices.questions == ()
    assert is_marked_ready(root)
    assert holder_of(root) is None


def test_a_signal_while_closing_asks_takes_the_question_back_and_ends_the_program(
    qtbot: QtBot, window: MainWindow, sign_off: SignOff, jobs: Jobs, notices: Notices, root: Path
) -> None:
    jobs.start_reporting(Lane.NETWORK, upload)
    window.close()
    (asked,) = notices.questions
    with qtbot.waitSignal(window.ended):
        sign_off.end()
    assert asked not in notices.questions
    assert holder_of(root) is None


def test_a_signal_while_another_portfolio_is_opened_leaves_no_lock_behind(
    qtbot: QtBot,
    window: MainWindow,
    sign_off: SignOff,
    make_portfolio: Callable[[Path], Path],
    tmp_path: Path,
    root: Path,
) -> None:
    other = make_portfolio(tmp_path / "Okafor LSSC")
    window.open_path(other)
    with qtbot.waitSignal(window.ended):
        sign_off.end()
    assert window.session is None
    assert holder_of(root) is None
    assert holder_of(other) is None


def test_what_cannot_be_saved_is_asked_about_and_a_later_signal_saves_it(
    qtbot: QtBot, window: MainWindow, sign_off: SignOff, notices: Notices, root: Path
) -> None:
    decide(window)
    away = root.rename(root.with_name("pulled out"))
    sign_off.end()
    qtbot.waitUntil(lambda: bool(notices.questions))
    (asked,) = notices.questions
    asked.answer(asked.question.otherwise)
    sign_off.end()
    qtbot.waitUntil(lambda: bool(notices.questions))
    away.rename(root)
    with qtbot.waitSignal(window.ended):
        sign_off.end()
    assert is_marked_ready(root)
    assert holder_of(root) is None


def test_where_saving_fails_at_the_last_moment_the_program_stays(
    qtbot: QtBot, window: MainWindow, listener: Listener, root: Path
) -> None:
    decide(window)
    away = root.rename(root.with_name("pulled out"))
    window.ended.connect(listener.hear)
    lock = window.session_lock
    lock.lock()
    with qtbot.waitSignal(window.controller.end_refused):
        window.end()
    assert lock.screen is not None
    assert lock.screen.error.isVisible()
    lock.screen.accept_button.click()
    assert window.session is not None
    assert window.portfolio_view is not None
    assert window.portfolio_view.isVisible()
    away.rename(root)
    assert listener.heard == []


def test_a_portfolio_that_was_closed_behind_the_lock_does_not_hinder_the_end(
    qtbot: QtBot, window: MainWindow, root: Path
) -> None:
    lock = window.session_lock
    lock.lock()
    window.menu_actions.close.trigger()
    qtbot.waitUntil(lambda: window.session is None)
    assert lock.screen is not None
    with qtbot.waitSignal(window.ended):
        lock.screen.reject_button.click()
    assert holder_of(root) is None
    lock.unlock()


def test_a_window_that_was_closed_behind_the_lock_ends_the_program_and_is_not_shown_again(
    qtbot: QtBot, window: MainWindow, root: Path
) -> None:
    lock = window.session_lock
    window.close()  # it saves first
    lock.lock()
    with qtbot.waitSignal(window.ended):
        qtbot.waitUntil(lambda: window.session is None)
    lock.unlock()
    assert not window.isVisible()
    assert holder_of(root) is None


def test_while_it_closes_nothing_can_be_continued(window: MainWindow, qtbot: QtBot) -> None:
    lock = window.session_lock
    lock.lock()
    screen = lock.screen
    assert screen is not None
    with qtbot.waitSignal(window.ended):
        window.end()
        assert screen.hint.text() == "Closing…"
        assert not screen.accept_button.isEnabled()
        screen.accept_button.click()
        assert lock.is_locked
    lock.unlock()
