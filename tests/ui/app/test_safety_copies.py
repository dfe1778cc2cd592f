import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.store.folder import folder
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notice, Notices
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.services import Preferences, Services, SharedChecker
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.portfolio.safety_copies import compare, make_copy
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from tests.ui.app.conftest import NOW
from tests.ui.conftest import RememberingDesktop, held

TODAY = NOW.date()


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def services(
    jobs: Jobs,
    icons: Icons,
    desktop: RememberingDesktop,
    previews: Previews,
    checker: SharedChecker,
    tmp_path: Path,
) -> Services:
    preferences = Preferences(tmp_path / "config", icons.theme, jobs, jobs)
    return Services(
        jobs, Notices(), desktop, icons, preferences, lambda: NOW, lambda: previews, checker
    )


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


class Copies:
    """What the entries of the menu begin, with a folder chosen in the dialog of the system."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        self._at = (session, services, window)

    def choose_target(self) -> None:
        session, services, _window = self._at
        session.flows.begin(make_copy(*self._at), services.notices.show_error)

    def make_copy(self, into: Path) -> None:
        self.choose_target()
        self._choose(into)

    def compare(self, other: Path) -> None:
        session, services, _window = self._at
        session.flows.begin(compare(*self._at), services.notices.show_error)
        self._choose(other)

    def _choose(self, folder: Path) -> None:
        (dialog,) = self._at[2].findChildren(QFileDialog)
        dialog.fileSelected.emit(str(folder))
        dialog.done(QFileDialog.DialogCode.Accepted)


@pytest.fixture
def copies(session: Session, services: Services, window: QWidget) -> Copies:
    return Copies(session, services, window)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    path.mkdir()
    return path


def told(qtbot: QtBot, services: Services) -> Notice:
    qtbot.waitUntil(lambda: len(services.notices.waiting) == 1)
    return services.notices.waiting[0]


def all_ready(portfolio: Portfolio) -> Portfolio:
    for number in range(1, 13):
        portfolio = mark_ready(portfolio, TextPlace("foundations", number), True, TODAY)
    return portfolio


def test_a_copy_holds_what_was_done_a_moment_ago_and_can_be_shown(
    qtbot: QtBot,
    copies: Copies,
    session: Session,
    services: Services,
    desktop: RememberingDesktop,
    stick: Path,
) -> None:
    session.apply(all_ready)
    copies.make_copy(stick)
    notice = told(qtbot, services)
    copy = stick / "Rivera LSSC (copy 2026-11-24)"
    assert notice.tone is Tone.OK
    assert notice.message.happened.startswith("Safety copy saved: ")
    assert folder.load(copy).portfolio == session.portfolio
    services.notices.action_chosen.emit(notice.key)
    assert desktop.shown == [copy]


def test_a_copy_that_could_not_be_saved_before_is_not_made_later(
    qtbot: QtBot, copies: Copies, session: Session, services: Services, stick: Path
) -> None:
    away = session.root.rename(session.root.with_name("unplugged"))
    session.apply(all_ready)
    copies.make_copy(stick)
    message = told(qtbot, services).message
    assert message.meaning.startswith("No safety copy was made.")
    away.rename(session.root)
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert list(stick.iterdir()) == []


def test_a_copy_into_the_portfolio_itself_is_refused_in_words(
    qtbot: QtBot, copies: Copies, session: Session, services: Services
) -> None:
    copies.make_copy(session.root / "Evidence")
    assert "inside the portfolio folder" in told(qtbot, services).message.happened


def test_the_newer_copy_is_named(
    qtbot: QtBot, copies: Copies, session: Session, services: Services, stick: Path
) -> None:
    other = shutil.copytree(session.root, stick / "Rivera LSSC")
    session.apply(all_ready)
    copies.compare(other)
    assert told(qtbot, services).message.happened.startswith("This portfolio is newer.")


def test_a_folder_that_is_no_portfolio_cannot_be_compared(
    qtbot: QtBot, copies: Copies, services: Services, stick: Path
) -> None:
    copies.compare(stick)
    assert "doesn’t have a portfolio" in told(qtbot, services).message.happened


def test_esc_closes_the_progress_and_the_copy_goes_on(
    qtbot: QtBot, copies: Copies, services: Services, window: QWidget, stick: Path
) -> None:
    copies.make_copy(stick)
    (dialog,) = window.findChildren(ProgressDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    assert told(qtbot, services).tone is Tone.OK


def test_the_progress_closes_when_the_copy_is_made(
    qtbot: QtBot, copies: Copies, services: Services, window: QWidget, stick: Path
) -> None:
    copies.make_copy(stick)
    told(qtbot, services)
    qtbot.waitUntil(lambda: not window.findChildren(ProgressDialog))


def test_cancel_stops_the_copy_and_leaves_nothing(
    qtbot: QtBot, copies: Copies, services: Services, window: QWidget, stick: Path
) -> None:
    with held(services.jobs, Lane.DISK):
        copies.make_copy(stick)
        (dialog,) = window.findChildren(ProgressDialog)
        qtbot.mouseClick(dialog.progress.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(ProgressDialog))
    assert list(stick.iterdir()) == []


def test_the_folder_is_chosen_in_a_dialog_of_the_system(copies: Copies, window: QWidget) -> None:
    copies.choose_target()
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.reject()


@pytest.mark.parametrize("accepts", [True, False])
def test_a_dialog_for_a_folder_is_gone_when_it_is_closed(
    qtbot: QtBot,
    copies: Copies,
    services: Services,
    window: QWidget,
    stick: Path,
    accepts: bool,
) -> None:
    copies.choose_target()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.selectFile(str(stick))
    dialog.accept() if accepts else dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
    if accepts:
        assert told(qtbot, services).tone is Tone.OK
