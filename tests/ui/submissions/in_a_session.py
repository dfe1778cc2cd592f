"""Handing in with a password that the keyring keeps; test_keyring.py runs this in a session."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import SubmissionState
from lssc_desktop.disk.secrets import recall
from lssc_desktop.store.submissions import submission_path, write_submission
from lssc_desktop.transfer.connecting import ConnectionSettings, SignIn, keep_secret
from lssc_desktop.transfer.destination import read_package
from lssc_desktop.transfer.outbox import Outbox
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.submissions.row import PackageAct, other_acts
from lssc_desktop.ui.submissions.sending import INTERRUPTED
from tests.servers.tus_receiver import TusReceiver
from tests.ui.conftest import NOW, Listener
from tests.ui.submissions.conftest import OpenedPage
from tests.ui.submissions.test_sending import fill_in, hand_in, package_in, standings

type Open = Callable[[Path], OpenedPage]
SECRET = "crème brûlée 42"  # noqa: S105  what is looked for where it must not be


def is_asked(place: OpenedPage) -> bool:
    """Whether the person is asked to sign in."""
    return place.watch.dialog is not None


def test_what_is_remembered_is_in_the_keyring_and_nowhere_else(
    qtbot: QtBot, open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    with TusReceiver(tmp_path / "received", "rivera", SECRET) as office:
        place = open_place(packaged)
        dialog = hand_in(place)
        fill_in(dialog, office.url, secret=SECRET)
        qtbot.waitUntil(dialog.sign_in.remember.isEnabled)
        dialog.sign_in.remember.setChecked(True)
        dialog.accept_button.click()
        place.settle()
        assert standings(place) == [Standing.RECEIVED]
    assert recall(office.url, "rivera") == SECRET
    beside = submission_path(package_in(packaged))
    written = [path for path in [*packaged.rglob("*"), beside] if path.is_file()]
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]


def test_what_was_remembered_need_not_be_typed_again(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    with TusReceiver(tmp_path / "received", "rivera", SECRET) as office:
        place = open_place(packaged)
        way = ConnectionSettings(office.url, SignIn.PASSWORD, "rivera", SECRET, remember=True)
        place.sending.hand_in(package_in(packaged), way)
        place.settle()
        office.lose_everything()
        submission_path(package_in(packaged)).unlink()
        place.sending.forget_settings()
        place.session.refresh()
        place.settle()
        (row,) = [each for each in place.page.rows.rows if each.entry.remembered is not None]
        assert PackageAct.TELL_ANSWER in other_acts(row.entry)
        place.page.by_hand.find_out(row.entry, False, "")  # the office does not have it
        place.settle()
        dialog = hand_in(place)
        fill_in(dialog, office.url, secret="")
        dialog.accept_button.click()
        place.settle()
        assert standings(place) == [Standing.RECEIVED]
        assert len(office.whole()) == 1


def test_what_did_not_let_us_in_is_not_remembered(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    with TusReceiver(tmp_path / "received", "rivera", SECRET) as office:
        place = open_place(packaged)
        way = ConnectionSettings(office.url, SignIn.PASSWORD, "rivera", "wrong", remember=True)
        place.sending.hand_in(package_in(packaged), way)
        place.settle()
        assert standings(place) == [Standing.PACKAGED]
    assert recall(office.url, "rivera") is None


def test_after_a_restart_it_can_be_remembered_too(
    qtbot: QtBot, open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    package = package_in(packaged)
    with TusReceiver(tmp_path / "received", "rivera", SECRET) as office:
        outbox = Outbox(package.parent, lambda: NOW)
        outbox.queue(read_package(package, ignore_progress), office.url)
        place = open_place(packaged)
        place.services.notices.action_chosen.emit(INTERRUPTED)
        place.settle()
        dialog = place.watch.dialog
        assert dialog is not None
        dialog.sign_in.user.setText("rivera")
        dialog.sign_in.secret.setText(SECRET)
        qtbot.waitUntil(dialog.sign_in.remember.isEnabled)
        dialog.sign_in.remember.setChecked(True)
        dialog.accept_button.click()
        qtbot.waitUntil(lambda: standings(place) == [Standing.RECEIVED])
        place.settle()
    assert recall(office.url, "rivera") == SECRET


def test_after_a_restart_nobody_is_asked_what_the_keyring_remembers(
    qtbot: QtBot, open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    package = package_in(packaged)
    with TusReceiver(tmp_path / "received", "rivera", SECRET) as office:
        keep_secret(
            ConnectionSettings(office.url, SignIn.PASSWORD, "rivera", SECRET, remember=True)
        )
        outbox = Outbox(package.parent, lambda: NOW)
        outbox.queue(read_package(package, ignore_progress), office.url)
        place = open_place(packaged)
        place.services.notices.action_chosen.emit(INTERRUPTED)
        qtbot.waitUntil(lambda: standings(place) == [Standing.RECEIVED])
        assert not is_asked(place)
        place.settle()


def test_what_the_keyring_remembers_wrongly_is_asked_for(
    qtbot: QtBot, open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    package = package_in(packaged)
    with TusReceiver(tmp_path / "received", "rivera", SECRET) as office:
        keep_secret(
            ConnectionSettings(office.url, SignIn.PASSWORD, "rivera", "an older one", remember=True)
        )
        outbox = Outbox(package.parent, lambda: NOW)
        queued = outbox.queue(read_package(package, ignore_progress), office.url)
        uncertain = replace(queued, state=SubmissionState.UNCERTAIN, in_doubt=True)
        write_submission(package, replace(uncertain, upload=f"{office.url[4:]}/x", confirmed=1))
        place = open_place(packaged)
        place.sending.find_out(uncertain)
        place.settle()
        assert "password" in place.said()
        assert not is_asked(place)
        place.sending.find_out(uncertain)
        qtbot.waitUntil(lambda: is_asked(place))


def test_what_is_not_to_be_remembered_is_not_in_the_keyring(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    """Under a name of its own: a port may be one that a test before this had."""
    with TusReceiver(tmp_path / "received", "a.rivera", SECRET) as office:
        place = open_place(packaged)
        way = ConnectionSettings(office.url, SignIn.PASSWORD, "a.rivera", SECRET)
        place.sending.hand_in(package_in(packaged), way)
        place.settle()
        assert standings(place) == [Standing.RECEIVED]
    assert recall(office.url, "a.rivera") is None


def test_no_save_or_send_waits_for_the_keyring(
    qtbot: QtBot, open_place: Open, packaged: Path, listener: Listener
) -> None:
    place = open_place(packaged)
    go_on = Event()
    for lane in (Lane.SAVING, Lane.DISK, Lane.NETWORK):
        place.services.jobs.start(lane, go_on.wait, quiet=True)
    place.sending.ask_keyring(listener.hear)
    qtbot.waitUntil(lambda: listener.heard == [True])
    go_on.set()
    place.settle()
