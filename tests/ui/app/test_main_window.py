"""The window as a whole: opening, going about by keys, and closing without losing anything."""

import shutil
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.holders import Holder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.lock import holder_of, take_lock
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.find.palette import GoToDialog
from lssc_desktop.ui.shared.help_page import HelpPage
from lssc_desktop.ui.start.package import PackagePage
from tests.ui.app.conftest import on_disk

TODAY = date(2026, 11, 24)
ready = partial(mark_ready, place=TextPlace("foundations", 11), ready=True, today=TODAY)
SOMEBODY = Holder("branch-pc-3", "m.okafor", 1, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


@pytest.fixture
def window(start_window: MainWindow) -> MainWindow:
    return start_window


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, root: Path) -> Session:
    """The portfolio, open in the window."""
    with qtbot.waitSignal(window.session_changed):
        window.open_path(root)
    session = window.session
    assert session is not None
    qtbot.waitSignal(session.facts_changed).wait()
    return session


def answer(qtbot: QtBot, notices: Notices, choice: str) -> None:
    qtbot.waitUntil(lambda: bool(notices.questions))
    notices.questions[0].answer(choice)


# Opening ---------------------------------------------------------------------------------------


def test_without_a_portfolio_the_start_page_is_shown(window: MainWindow) -> None:
    assert window.page_stack.shown is window.start_page
    assert window.windowTitle() == "LSSC Desktop"
    assert window.status.saved.text() == "Works offline"
    assert not any(action.isEnabled() for action in window.menu_actions.pages)


@pytest.mark.usefixtures("opened")
def test_an_open_portfolio_shows_its_overview(window: MainWindow) -> None:
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == Overview()
    assert window.windowTitle() == "Overview – A. Rivera – LSSC Desktop"
    assert window.status.saved.text() == "All changes saved"
    assert all(action.isEnabled() for action in window.menu_actions.pages)


def test_a_window_that_is_started_for_a_portfolio_shows_nothing_before_it(
    qtbot: QtBot, new_window: MainWindow, root: Path
) -> None:
    shown = []
    new_window.page_stack.currentChanged.connect(
        lambda: shown.append(type(new_window.page_stack.currentWidget()))
    )
    new_window.show()
    with qtbot.waitSignal(new_window.session_changed):
        new_window.open_path(root)
    assert shown[0] is PortfolioView


def test_a_window_that_is_started_for_something_else_shows_the_start_page_too(
    qtbot: QtBot, new_window: MainWindow, notices: Notices, tmp_path: Path
) -> None:
    (tmp_path / "holiday").mkdir()
    new_window.show()
    new_window.open_path(tmp_path / "holiday")
    qtbot.waitUntil(lambda: bool(notices.waiting))
    assert new_window.page_stack.shows_start


def test_a_window_that_is_started_for_a_portfolio_in_use_shows_the_start_page_and_asks(
    qtbot: QtBot, new_window: MainWindow, notices: Notices, root: Path
) -> None:
    with take_lock(root, SOMEBODY):
        new_window.show()
        new_window.open_path(root)
        answer(qtbot, notices, "leave")
    assert new_window.page_stack.shows_start


def test_where_a_portfolio_is_slow_to_open_the_start_page_comes_meanwhile(
    qtbot: QtBot, new_window: MainWindow, services: Services, root: Path
) -> None:
    drive = threading.Event()
    services.jobs.start(Lane.DISK, drive.wait)
    new_window.show()
    new_window.open_path(root)
    qtbot.waitUntil(lambda: new_window.page_stack.shows_start)
    with qtbot.waitSignal(new_window.session_changed):
        drive.set()
    assert not new_window.page_stack.shows_start


def test_a_folder_can_be_dropped_anywhere(qtbot: QtBot, window: MainWindow, root: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(root))])
    drop = QDropEvent(
        QPoint(100, 100),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.session_changed):
        window.dropEvent(drop)
    assert drop.isAccepted()


def test_a_folder_that_is_no_portfolio_is_told(
    qtbot: QtBot, window: MainWindow, notices: Notices, tmp_path: Path
) -> None:
    (tmp_path / "holiday").mkdir()
    window.open_path(tmp_path / "holiday")
    qtbot.waitUntil(lambda: bool(notices.waiting))
    assert "doesn’t have a portfolio" in notices.waiting[0].message.happened
    assert window.session is None


def test_somebody_elses_open_portfolio_is_left_alone_or_opened_anyway(
    qtbot: QtBot, window: MainWindow, notices: Notices, root: Path
) -> None:
    with take_lock(root, SOMEBODY):
        window.open_path(root)
        answer(qtbot, notices, "leave")
        assert holder_of(root) == SOMEBODY
        window.open_path(root)
        with qtbot.waitSignal(window.session_changed):
            answer(qtbot, notices, "open")
    assert holder_of(root) != SOMEBODY


def test_a_lost_portfolio_json_is_rebuilt_when_asked_for(
    qtbot: QtBot, window: MainWindow, notices: Notices, root: Path
) -> None:
    loaded = folder.load(root)
    folder.save(root, ready(loaded.portfolio), loaded.stamp)
    (root / "portfolio.json").unlink()
    window.open_path(root)
    with qtbot.waitSignal(window.session_changed):
        answer(qtbot, notices, "rebuild")
    assert window.session is not None
    assert window.session.portfolio.candidate.name == "A. Rivera"
    assert "rebuilt" in notices.waiting[0].message.happened


def test_a_package_that_cannot_be_read_is_told_and_left(
    qtbot: QtBot, window: MainWindow, notices: Notices, tmp_path: Path
) -> None:
    (tmp_path / "letter.zip").write_bytes(b"no ZIP at all")
    window.open_path(tmp_path / "letter.zip")
    qtbot.waitUntil(lambda: bool(notices.waiting))
    assert window.page_stack.shown is window.start_page


def test_a_bag_is_verified_and_shown(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    (bag / "data").mkdir(parents=True)
    (bag / "bagit.txt").write_text(
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8"
    )
    (bag / "manifest-sha256.txt").write_text(f"{'0' * 64}  data/gone.txt\n", "utf-8")
    window.open_path(bag)
    qtbot.waitUntil(lambda: isinstance(window.page_stack.shown, PackagePage))
    page = window.page_stack.shown
    assert isinstance(page, PackagePage)
    qtbot.waitUntil(page.verdict.isVisible)
    assert page.found is not None
    assert not page.found.complete
    page.leave_button.click()
    assert window.page_stack.shown is window.start_page


# Going about -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("key", "modifier", "place"),
    [
        (Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier, CheckPlace()),
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier, SetPlace("foundations")),
        (Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier, CoursesPlace()),
        (Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier, RenewalPlace()),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, HelpPlace("overview")),
    ],
)
def test_every_place_has_its_key(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier, place: object
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, modifier)
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == place


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    "place",
    [
        Overview(),
        SetPlace("foundations"),
        EvidencePlace(),
        CoursesPlace(),
        CheckPlace(),
        SubmissionsPlace(),
        RenewalPlace(),
    ],
)
def test_help_speaks_of_the_page_one_is_on(window: MainWindow, place: Place) -> None:
    window.go_to(place)
    window.menu_actions.help.trigger()
    (page,) = window.findChildren(HelpPage)
    topic = page.topics.currentItem()
    assert topic is not None
    assert topic.data(Qt.ItemDataRole.UserRole) != "start"
    assert len(page.text.toPlainText()) > 400


@pytest.mark.usefixtures("opened")
def test_the_sidebar_names_each_set_with_its_count_and_leads_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.portfolio_view is not None
    places = window.portfolio_view.sidebar.places
    rows = [places.model().index(row, 0) for row in range(places.model().rowCount())]
    names = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert "Foundations of Library Services, 0 of 12 ready" in names
    places.setCurrentIndex(rows[names.index("Technology, 0 of 9 ready")])
    qtbot.keyClick(places, Qt.Key.Key_Return)
    assert window.portfolio_view.place == SetPlace("technology")
    assert window.windowTitle() == "Technology – A. Rivera – LSSC Desktop"


@pytest.mark.usefixtures("opened")
def test_the_sidebar_shrinks_to_icons_in_a_narrow_window(qtbot: QtBot, window: MainWindow) -> None:
    assert window.portfolio_view is not None
    sidebar = window.portfolio_view.sidebar
    wide = sidebar.width()
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: sidebar.is_narrow)
    assert sidebar.width() < wide / 2


@pytest.mark.usefixtures("opened")
def test_f6_goes_from_part_to_part_and_comes_round(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to(Overview())
    assert window.portfolio_view is not None
    began = window.focusWidget()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget() is window.portfolio_view.sidebar.places
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget() is began


@pytest.mark.usefixtures("opened")
def test_a_few_letters_lead_anywhere(qtbot: QtBot, window: MainWindow) -> None:
    window.menu_actions.anything.trigger()
    dialog = window.findChild(GoToDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.field, "found 11")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == SetPlace("foundations", 11)


def test_help_is_there_before_a_portfolio_is_and_leads_back(window: MainWindow) -> None:
    window.menu_actions.keyboard.trigger()
    assert window.windowTitle() == "Help – LSSC Desktop"
    window.page_stack.hide_overlay()
    assert window.page_stack.shown is window.start_page
    assert window.windowTitle() == "LSSC Desktop"


def test_undo_in_the_menu_takes_a_decision_back(window: MainWindow, opened: Session) -> None:
    before = opened.portfolio
    assert not window.menu_actions.undo.isEnabled()
    opened.apply(ready)
    window.menu_actions.undo.trigger()
    assert opened.portfolio == before
    assert window.menu_actions.redo.isEnabled()


# What is remembered ----------------------------------------------------------------------------


def test_the_last_folder_is_offered_only_when_that_was_agreed(
    qtbot: QtBot, window: MainWindow, services: Services, opened: Session, root: Path
) -> None:
    preferences = services.preferences
    assert opened.root == root
    assert preferences.remembered_folder is None
    window.menu_actions.remember.trigger()
    assert preferences.remembered_folder == root
    with qtbot.waitSignal(window.session_changed):
        window.menu_actions.close.trigger()
    assert window.start_page.last_button.isVisible()
    window.menu_actions.remember.trigger()
    assert preferences.settings.last_folder == ""


# Closing ---------------------------------------------------------------------------------------


def test_closing_the_window_saves_first(
    qtbot: QtBot, window: MainWindow, opened: Session, root: Path
) -> None:
    opened.apply(ready)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    work = on_disk(root).set_work("foundations")
    assert work is not None
    assert work.competency(11).marked_ready
    assert holder_of(root) is None


def test_closing_asks_when_the_words_would_be_lost(
    qtbot: QtBot, window: MainWindow, notices: Notices, opened: Session, root: Path
) -> None:
    away = root.with_name("pulled out")
    root.rename(away)
    opened.apply(ready)
    window.close()
    answer(qtbot, notices, "stay")
    assert window.isVisible()
    assert window.session is opened
    away.rename(root)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert folder.load(root).portfolio == opened.portfolio


def test_closing_asks_before_it_stops_what_runs(
    qtbot: QtBot, window: MainWindow, notices: Notices, jobs: Jobs, opened: Session
) -> None:
    begun = threading.Event()

    def endless(reporter: Reporter) -> None:
        while True:
            begun.set()
            reporter(Progress(Step.COPYING))

    jobs.start_reporting(Lane.DISK, endless)
    begun.wait()
    window.close()
    answer(qtbot, notices, "stay")
    assert window.session is opened
    window.close()
    answer(qtbot, notices, "close")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_opening_another_portfolio_closes_the_first(
    qtbot: QtBot,
    window: MainWindow,
    opened: Session,
    root: Path,
    make_portfolio: Callable[[Path], Path],
) -> None:
    other = make_portfolio(root.with_name("Okafor LSSC"))
    opened.apply(ready)
    window.open_path(other)
    qtbot.waitUntil(lambda: window.session is not None and window.session.root == other)
    assert holder_of(root) is None
    assert holder_of(other) is not None


def test_free_space_is_measured_again_after_a_save(
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(sample)
    session = window.session
    assert session is not None
    usage = shutil.disk_usage(sample)
    nearly_full = usage._replace(free=3_100_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: nearly_full)
    session.write_response(TextPlace("foundations", 12), RichText((Paragraph((Span("Words"),)),)))

    qtbot.waitUntil(lambda: window.status.folder.accessibleName().endswith("3.1 MB free"))
