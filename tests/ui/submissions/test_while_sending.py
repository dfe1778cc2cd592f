"""While a package is on its way: pausing, stopping, closing, and a receiver that says nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import note_package
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import EventCode, Submission, SubmissionState
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.store.folder import folder
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.transfer.address import folder_address
from lssc_desktop.transfer.connecting import ConnectionSettings
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import SubmissionsPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.submissions.row import PackageAct, SubmissionRow
from tests.servers.apache import free_port
from tests.servers.fault_proxy import FaultProxy
from tests.servers.faults import Stalls
from tests.servers.tus_receiver import TusReceiver
from tests.servers.wsgidav_receiver import WsgiDav
from tests.systems import receiver_removes_what_it_writes
from tests.ui.on_their_way import pack
from tests.ui.submissions.conftest import DAY, OpenedPage

type Open = Callable[[Path], OpenedPage]
SIZE = 3_000_000


@pytest.fixture
def large(sample: Path) -> Path:
    """The sample with a package of some megabytes."""
    loaded = folder.load(sample)
    target = sample / "Packages" / f"rivera-technology-{DAY.isoformat()}.lssc.zip"
    target.parent.mkdir(exist_ok=True)
    files = (BagFile("evidence/01 clip.bin", bytes(range(250)) * (SIZE // 250)),)
    written = write_bag(
        target, target.name.removesuffix(".lssc.zip"), files, (), DAY, ignore_progress
    )
    note = PackageNote(
        written.package_id,
        "technology",
        PackageKind.PORTFOLIO,
        0,
        DAY,
        "content",
        f"Packages/{target.name}",
    )
    folder.save(sample, note_package(loaded.portfolio, note), loaded.stamp)
    return sample


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[str]:
    """The address of a receiver that falls silent in the middle of the first package."""
    received = tmp_path / "received"
    received.mkdir()
    with WsgiDav(received) as receiver, FaultProxy(receiver.port, Stalls(at=1_000_000)) as proxy:
        yield receiver.url_by(proxy.port)


def package_in(root: Path) -> Path:
    (package,) = (root / "Packages").glob("*technology*.lssc.zip")
    return package


def saved_submission(root: Path) -> Submission:
    sent = read_submission(package_in(root))
    assert sent is not None
    return sent


def begin_sending(qtbot: QtBot, place: OpenedPage, url: str) -> None:
    """Send until the receiver has fallen silent."""
    place.sending.hand_in(package_in(place.session.root), ConnectionSettings(url))
    qtbot.waitUntil(lambda: standing_of(place) is Standing.SENDING)
    head = row_of(place).head
    qtbot.waitUntil(lambda: "MB" in head.note.text())


def row_of(place: OpenedPage) -> SubmissionRow:
    return next(row for row in place.page.rows.rows if row.entry.note is not None)


def standing_of(place: OpenedPage) -> Standing:
    return row_of(place).entry.standing


def test_the_row_tells_how_much_is_sent(
    qtbot: QtBot, open_place: Open, large: Path, slow: str
) -> None:
    place = open_place(large)
    begin_sending(qtbot, place, slow)
    assert " of 3.0 MB" in row_of(place).head.note.text()
    assert row_of(place).button.text() == "Pause"
    assert place.session.lock_of("technology") is not None
    row_of(place).button.click()
    place.settle()


def test_what_is_paused_is_paused_on_disk_and_goes_on(
    qtbot: QtBot, open_place: Open, large: Path, slow: str
) -> None:
    place = open_place(large)
    begin_sending(qtbot, place, slow)
    row_of(place).button.click()
    place.settle()
    assert saved_submission(large).paused
    qtbot.waitUntil(lambda: row_of(place).button.text() == "Resume")
    row_of(place).button.click()
    qtbot.waitUntil(lambda: standing_of(place) is Standing.RECEIVED)
    place.settle()


def test_by_tus_what_was_paused_goes_on_where_it_was(
    qtbot: QtBot, open_place: Open, large: Path, tmp_path: Path
) -> None:
    with (
        TusReceiver(tmp_path / "received") as office,
        FaultProxy(office.port, Stalls(at=1_000_000)) as proxy,
    ):
        place = open_place(large)
        begin_sending(qtbot, place, office.url_by(proxy.port))
        row_of(place).button.click()
        place.settle()
        assert saved_submission(large).paused
        qtbot.waitUntil(lambda: row_of(place).button.text() == "Resume")
        row_of(place).button.click()
        qtbot.waitUntil(lambda: standing_of(place) is Standing.RECEIVED)
        place.settle()
        assert proxy.bytes_sent_again() == 0
        pieces = [each.offset for each in proxy.exchanges if each.method == "PATCH"]
        assert pieces[1] > 500_000  # what the receiver had is not sent again
        assert office.whole() == [package_in(large).read_bytes()]


def test_what_is_paused_before_its_turn_comes_is_not_sent(
    qtbot: QtBot, open_place: Open, large: Path, slow: str
) -> None:
    place = open_place(large)
    place.sending.hand_in(package_in(large), ConnectionSettings(slow))
    qtbot.waitUntil(lambda: place.sending.running is not None)
    running = place.sending.running
    assert running is not None
    place.sending.pause(running)
    place.settle()
    assert saved_submission(large).paused
    assert place.sending.running is None


def test_stopping_makes_it_a_package_again(
    qtbot: QtBot, open_place: Open, large: Path, slow: str
) -> None:
    place = open_place(large)
    begin_sending(qtbot, place, slow)
    place.page.acts.act(PackageAct.STOP, row_of(place).entry)
    place.settle()
    qtbot.waitUntil(lambda: standing_of(place) is Standing.PACKAGED)
    assert saved_submission(large).events[-1].code is EventCode.CANCELLED
    assert place.session.lock_of("technology") is None


@receiver_removes_what_it_writes
def test_stopping_leaves_nothing_at_the_receiver(
    qtbot: QtBot, open_place: Open, large: Path, slow: str, tmp_path: Path
) -> None:
    place = open_place(large)
    begin_sending(qtbot, place, slow)
    place.page.acts.act(PackageAct.STOP, row_of(place).entry)
    qtbot.waitUntil(lambda: standing_of(place) is Standing.PACKAGED)
    qtbot.waitUntil(lambda: not saved_submission(large).upload)
    place.settle()
    assert list((tmp_path / "received").iterdir()) == []
    assert place.said() == ""


def test_what_cannot_be_removed_there_is_told(
    qtbot: QtBot, open_place: Open, large: Path, slow: str
) -> None:
    place = open_place(large)
    begin_sending(qtbot, place, slow)
    row_of(place).button.click()  # "Pause"
    qtbot.waitUntil(lambda: row_of(place).button.text() == "Resume")
    place.settle()
    place.sending.forget_settings()  # as after a restart
    place.page.acts.act(PackageAct.STOP, row_of(place).entry)
    qtbot.waitUntil(lambda: standing_of(place) is Standing.PACKAGED)
    assert "still has an unfinished part of it" in place.said()
    assert saved_submission(large).upload


def test_what_waits_for_its_receiver_lets_others_go_first(
    qtbot: QtBot, open_place: Open, large: Path, tmp_path: Path
) -> None:
    """No network in this library, and a stick in the drawer."""
    stick = tmp_path / "stick"
    stick.mkdir()
    loaded = folder.load(large)
    portfolio, other, _note = pack(large, loaded.portfolio, "foundations", DAY)
    folder.save(large, portfolio, loaded.stamp)
    place = open_place(large)
    away = f"dav+http://127.0.0.1:{free_port()}/"
    place.sending.hand_in(package_in(large), ConnectionSettings(away))
    qtbot.waitUntil(
        lambda: (
            read_submission(package_in(large), away) is not None
            and saved_submission(large).events[-1].code is EventCode.WAITING
        ),
    )
    place.sending.hand_in(other, ConnectionSettings(folder_address(stick)))
    qtbot.waitUntil((stick / other.name).exists)
    qtbot.waitUntil(
        lambda: place.sending.running is not None and place.sending.running.destination == away,
    )
    assert not saved_submission(large).paused
    place.sending.pause(saved_submission(large))
    place.settle()
    qtbot.waitUntil(lambda: saved_submission(large).paused)


def test_closing_asks_and_then_pauses_on_disk(
    qtbot: QtBot,
    services: Services,
    open_window: Callable[[Path], MainWindow],
    large: Path,
    slow: str,
) -> None:
    window = open_window(large)
    window.go_to(SubmissionsPlace())
    portfolio_view = window.portfolio_view
    assert portfolio_view is not None
    portfolio_view.begin_sending().hand_in(package_in(large), ConnectionSettings(slow))
    qtbot.waitUntil(
        lambda: (
            read_submission(package_in(large)) is not None
            and saved_submission(large).state is SubmissionState.SENDING
        ),
    )
    window.close()
    (asked,) = services.notices.questions
    assert asked.question.message.happened == "A package is being sent."
    asked.answer("close")
    qtbot.waitUntil(lambda: not window.isVisible())
    services.jobs.shut_down()
    assert saved_submission(large).paused
    assert saved_submission(large).state is SubmissionState.SENDING
