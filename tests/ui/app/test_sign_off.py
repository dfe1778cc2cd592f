"""Who signs off loses nothing: all is saved before the system goes on, or it is held up."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QObject
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.documents.word import read_document
from lssc_desktop.ui.app.closing import SignOff
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from tests.ui.app.conftest import on_disk
from tests.ui.conftest import NOW
from tests.ui.signing_off import Manager, application


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()
    del qtbot


def signing_off(window: MainWindow, owner: QObject) -> SignOff:
    return SignOff(application(), lambda: window.work, window.close, window.end, owner)


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], root: Path) -> MainWindow:
    return open_window(root)


@pytest.fixture
def session(window: MainWindow) -> Session:
    session = window.session
    assert session is not None
    return session


READY = partial(mark_ready, place=TextPlace("foundations", 1), ready=True, today=NOW.date())


def is_marked_ready(root: Path) -> bool:
    work = on_disk(root).set_work("foundations")
    return work is not None and work.competency(1).marked_ready


def test_the_system_is_listened_to(owner: QObject) -> None:
    signal = SIGNAL("commitDataRequest(QSessionManager&)")
    before = application().receivers(signal)
    sign_off = SignOff(application(), tuple, tuple, tuple, owner)
    assert application().receivers(signal) == before + 1
    sign_off.deleteLater()


def test_without_a_portfolio_nothing_holds_it_up(start_window: MainWindow, owner: QObject) -> None:
    manager = Manager()
    signing_off(start_window, owner).commit(manager)
    assert manager.told == []


def test_what_was_decided_a_moment_ago_is_on_the_disk_before_the_system_goes_on(
    window: MainWindow, session: Session, root: Path, owner: QObject
) -> None:
    manager = Manager()
    session.apply(READY)
    signing_off(window, owner).commit(manager)
    assert is_marked_ready(root)
    assert manager.told == []


def test_what_was_typed_a_moment_ago_is_on_the_disk_before_the_system_goes_on(
    window: MainWindow, session: Session, root: Path, owner: QObject
) -> None:
    manager = Manager()
    text = RichText((Paragraph((Span("Typed at closing time."),)),))
    session.write_response(TextPlace("foundations", 1), text)
    signing_off(window, owner).commit(manager)
    (written,) = (root / "Foundations of Library Services").glob("*.docx")
    assert "Typed at closing time." in str(read_document(written, written.name))
    assert manager.told == []


def test_a_save_that_is_under_way_is_waited_for_and_the_newest_is_saved(
    window: MainWindow, session: Session, root: Path, owner: QObject
) -> None:
    session.apply(
        partial(mark_ready, place=TextPlace("foundations", 2), ready=True, today=NOW.date())
    )
    session.save_now()
    session.apply(READY)
    signing_off(window, owner).commit(Manager())
    assert is_marked_ready(root)


def test_what_cannot_be_saved_holds_it_up_and_the_person_is_asked(
    qtbot: QtBot,
    window: MainWindow,
    session: Session,
    services: Services,
    root: Path,
    owner: QObject,
) -> None:
    manager = Manager()
    session.apply(READY)
    away = root.rename(root.with_name("pulled out"))
    signing_off(window, owner).commit(manager)
    assert manager.told == ["may we ask?", "stay", "asked"]
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    assert window.isVisible()
    away.rename(root)
    (asked,) = services.notices.questions
    asked.answer(asked.question.otherwise)
    signing_off(window, owner).commit(manager)  # and now it can
    assert is_marked_ready(root)


def test_where_nobody_may_be_asked_nothing_is_held_up(
    window: MainWindow, session: Session, root: Path, owner: QObject
) -> None:
    manager = Manager(lets_ask=False)
    session.apply(READY)
    away = root.rename(root.with_name("pulled out"))
    signing_off(window, owner).commit(manager)
    assert manager.told == ["may we ask?"]
    away.rename(root)
