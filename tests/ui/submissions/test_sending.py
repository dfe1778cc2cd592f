"""Sending from the window to real receivers; nothing goes out before a press, and nothing twice."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.check.rules.privacy import paths_of
from lssc_desktop.core.job import Progress, Step, ignore_progress
from lssc_desktop.core.portfolio.edits import note_package, set_pds
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.privacy.private_data import FindingMark, PrivacyKind, ScannedFile
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import EventCode, Submission, SubmissionState
from lssc_desktop.package.build import refresh_and_build
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.submissions import read_submission, submission_path, write_submission
from lssc_desktop.transfer.address import folder_address
from lssc_desktop.transfer.connecting import ConnectionSettings, SignIn
from lssc_desktop.transfer.destination import read_package
from lssc_desktop.transfer.outbox import Outbox
from lssc_desktop.ui.submissions import sending
from lssc_desktop.ui.submissions.by_hand import FindOutDialog
from lssc_desktop.ui.submissions.destination import DestinationDialog
from lssc_desktop.ui.submissions.row import PackageAct, other_acts
from lssc_desktop.ui.submissions.sending import INTERRUPTED
from tests.servers.tus_receiver import TusReceiver
from tests.servers.wsgidav_receiver import WsgiDav
from tests.ui.conftest import NOW
from tests.ui.submissions.conftest import OpenedPage

type Open = Callable[[Path], OpenedPage]


def package_in(root: Path) -> Path:
    (package,) = (root / "Packages").glob("*technology*.lssc.zip")
    return package


def hand_in(place: OpenedPage) -> DestinationDialog:
    """Press "Hand in…" in the row of the package."""
    row = next(row for row in place.page.rows.rows if row.entry.standing is Standing.PACKAGED)
    row.button.click()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DestinationDialog)
    return dialog


def fill_in(
    dialog: DestinationDialog,
    url: str,
    user: str = "rivera",
    secret: str = "a secret",  # noqa: S107  of a receiver that the test starts
) -> None:
    """Type another address, and who one is there."""
    dialog.choices["other"].setChecked(True)
    dialog.address.setText(url)
    dialog.sign_in.user.setText(user)
    dialog.sign_in.secret.setText(secret)


def standings(place: OpenedPage) -> list[Standing]:
    return [row.entry.standing for row in place.page.rows.rows if row.entry.note is not None]


def test_what_nobody_decided_on_is_asked_about_once(open_place: Open, packaged: Path) -> None:
    place = open_place(packaged)
    session, acts, notices = place.session, place.page.acts, place.services.notices
    row = next(row for row in place.page.rows.rows if row.entry.standing is Standing.PACKAGED)
    work = session.portfolio.set_work(row.entry.set_id or "")
    assert work is not None
    path = paths_of(session.program, session.portfolio, work)[0]
    sha256 = next(file.sha256 for file in session.facts.files if file.path == path)
    card = FindingMark(PrivacyKind.CARD_NUMBER, "a1")
    unread = FindingMark(PrivacyKind.UNREADABLE, "c1")

    session.take_scanned((ScannedFile(path, sha256, (unread,)),))
    hand_in(place).reject()
    session.take_scanned((ScannedFile(path, sha256, (card, unread)),))
    for answer in ("cancel", "review"):
        row.button.click()
        (asked,) = notices.questions
        said = asked.question.message.happened
        assert said == "1 privacy finding in 1 file needs your decision."
        asked.answer(answer)
        assert acts.dialog is None
    row.button.click()
    notices.questions[0].answer("anyway")
    assert isinstance(acts.dialog, DestinationDialog)
    acts.dialog.reject()
    hand_in(place).reject()
    assert notices.questions == ()
    phone = FindingMark(PrivacyKind.PHONE, "b1")
    session.take_scanned((ScannedFile(path, sha256, (card, phone)),))
    row.button.click()
    (of_both,) = place.services.notices.questions
    assert of_both.question.message.happened.startswith("2 privacy findings")


def test_a_review_copy_is_sent_and_never_called_handed_in(
    open_place: Open, on_their_way: Path
) -> None:
    place = open_place(on_their_way)
    rows = [row for row in place.page.rows.rows if row.entry.is_review_copy]
    row = next(row for row in rows if row.entry.standing is Standing.PACKAGED)
    assert row.button.text() == "Send…"
    dialog = hand_in(place)
    assert dialog.windowTitle() == "Send"
    for choice in dialog.choices.values():
        choice.setChecked(True)
        assert "hand in" not in dialog.accept_button.text().lower()
    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "review copy" in said
    assert "handed in" not in said
    dialog.reject()


def test_a_package_goes_to_a_folder_and_is_received(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    place = open_place(packaged)
    dialog = hand_in(place)
    dialog.choices["folder"].setChecked(True)
    dialog.set_folder(office)
    assert list(office.iterdir()) == []
    dialog.accept_button.click()
    place.settle()
    assert standings(place) == [Standing.RECEIVED]
    (copy,) = office.iterdir()
    assert copy.read_bytes() == package_in(packaged).read_bytes()
    assert "Technology, portfolio was received." in place.said()


def test_what_was_read_before_it_arrived_takes_no_word_of_that_back(
    open_place: Open, packaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy computer hands over after the arrival what it read before."""
    place = open_place(packaged)
    read_kept = sending.read_kept
    send_one: Callable[..., Submission | None] = sending.send_one
    was_read, has_settled = Event(), Event()

    def send(*arguments: Any) -> Submission | None:
        *first, reporter = arguments

        def report(progress: Progress) -> None:
            reporter(progress)
            if progress.step is Step.SENDING:
                was_read.wait()

        return send_one(*first, report)

    def read(*arguments: Any) -> object:
        found = read_kept(*arguments)
        is_sent = any(each.state is SubmissionState.SENDING for each in found[0].submissions)
        if is_sent and not was_read.is_set():
            was_read.set()
            has_settled.wait()
        return found

    monkeypatch.setattr(sending, "read_kept", read)
    monkeypatch.setattr(sending, "send_one", send)
    place.sending.settled.connect(lambda _submission: has_settled.set())
    place.sending.hand_in(package_in(packaged), ConnectionSettings(folder_address(tmp_path)))
    place.settle()
    assert standings(place) == [Standing.RECEIVED]
    assert "Technology, portfolio was received." in place.said()


def copy_to_drive(place: OpenedPage, drive: Path) -> None:
    """Hand in to a drive of one's own."""
    drive.mkdir()
    dialog = hand_in(place)
    dialog.choices["mine"].setChecked(True)
    dialog.set_folder(drive)
    assert dialog.accept_button.text() == "Copy"
    dialog.accept_button.click()
    place.settle()


def test_a_package_on_my_own_drive_is_copied_and_its_set_stays_open(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    place = open_place(packaged)
    copy_to_drive(place, tmp_path / "drive")
    assert standings(place) == [Standing.COPIED]
    assert place.session.lock_of("technology") is None
    assert "It isn’t handed in yet." in place.said()
    assert "received" not in place.said()


def test_a_copy_that_the_office_has_is_confirmed_by_who_knows(
    qtbot: QtBot, open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    place = open_place(packaged)
    copy_to_drive(place, tmp_path / "drive")
    (row,) = [row for row in place.page.rows.rows if row.entry.standing is Standing.COPIED]
    assert row.button.text() == "They have it…"
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    dialog = place.page.acts.dialog
    assert isinstance(dialog, FindOutDialog)
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClicks(dialog.words, "Dana took the drive today")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    place.settle()
    assert standings(place) == [Standing.RECEIVED]
    assert "It isn’t handed in yet." not in place.said()  # a notice ends with its cause
    assert place.session.lock_of("technology") is not None
    assert "You read its confirmation." in place.words()
    take_back(place, Standing.RECEIVED, PackageAct.ENTERED_BY_MISTAKE)
    assert standings(place) == [Standing.PACKAGED]
    assert place.session.lock_of("technology") is None


def take_back(
    place: OpenedPage, standing: Standing, act: PackageAct = PackageAct.TAKE_BACK
) -> None:
    """Say of the package that stands so that it was not handed in."""
    (row,) = [row for row in place.page.rows.rows if row.entry.standing is standing]
    assert act in other_acts(row.entry)
    place.page.acts.act(act, row.entry)
    place.settle()


def test_a_copy_that_is_not_handed_in_can_be_taken_back(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    place = open_place(packaged)
    copy_to_drive(place, tmp_path / "drive")
    assert "It isn’t handed in yet." in place.said()
    take_back(place, Standing.COPIED)
    assert "It isn’t handed in yet." not in place.said()  # a notice ends with its cause
    assert standings(place) == [Standing.PACKAGED]
    (row,) = [each for each in place.page.rows.rows if each.entry.set_id == "technology"]
    assert row.entry.standing is Standing.PACKAGED
    assert len(list((tmp_path / "drive").iterdir())) == 1  # the copy is the user's own file


def test_a_set_of_which_nobody_can_read_what_was_sent_is_locked_and_says_so(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    place = open_place(packaged)
    copy_to_drive(place, tmp_path / "drive")
    path = submission_path(package_in(packaged))
    path.write_bytes(path.read_bytes()[:300])
    place.sending.reload()
    place.settle()
    assert standings(place) == [Standing.UNREADABLE]
    assert place.session.lock_of("technology") is not None
    assert "so we treat it as handed in" in place.said()


def test_a_set_that_is_handed_in_is_locked(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    place = open_place(packaged)
    dialog = hand_in(place)
    dialog.choices["folder"].setChecked(True)
    dialog.set_folder(tmp_path)
    dialog.accept_button.click()
    place.settle()
    assert place.session.lock_of("technology") is not None
    assert place.session.lock_of("foundations") is None


@pytest.fixture
def webdav(tmp_path: Path) -> WsgiDav:
    folder = tmp_path / "received"
    folder.mkdir()
    return WsgiDav(folder, "rivera", "a secret")


def test_a_package_goes_to_webdav_with_a_password(
    open_place: Open, packaged: Path, webdav: WsgiDav
) -> None:
    place = open_place(packaged)
    with webdav:
        dialog = hand_in(place)
        fill_in(dialog, webdav.url)
        dialog.accept_button.click()
        place.settle()
        assert standings(place) == [Standing.RECEIVED]
        assert webdav.whole() == [package_in(packaged).read_bytes()]
    assert "a secret" not in submission_path(package_in(packaged)).read_text()


def test_a_package_goes_by_tus_with_a_password(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    place = open_place(packaged)
    with TusReceiver(tmp_path / "received", "rivera", "a secret") as office:
        dialog = hand_in(place)
        fill_in(dialog, f" {office.url}/ ")  # as people paste it
        dialog.accept_button.click()
        place.settle()
        assert standings(place) == [Standing.RECEIVED]
        assert office.whole() == [package_in(packaged).read_bytes()]
    assert "a secret" not in submission_path(package_in(packaged)).read_text()


def test_a_wrong_password_is_said_and_nothing_is_handed_in(
    open_place: Open, packaged: Path, webdav: WsgiDav
) -> None:
    place = open_place(packaged)
    with webdav:
        way = ConnectionSettings(webdav.url, SignIn.PASSWORD, "rivera", "wrong")
        place.sending.hand_in(package_in(packaged), way)
        place.settle()
        assert standings(place) == [Standing.PACKAGED]
        assert webdav.whole() == []
    assert "password" in place.said()
    assert place.session.lock_of("technology") is None


def test_an_address_with_a_password_in_it_is_refused_in_the_dialog(
    open_place: Open, packaged: Path
) -> None:
    place = open_place(packaged)
    dialog = hand_in(place)
    dialog.choices["other"].setChecked(True)
    dialog.sign_in.choices[SignIn.NONE].setChecked(True)
    dialog.address.setText("dav+https://me:secret@files.example/")
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert dialog.error.isVisible()
    assert "secret@" not in place.words()
    dialog.reject()


def test_beside_the_button_stands_what_is_still_missing(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    dialog = hand_in(open_place(packaged))
    asked = "Where do you want to send “Technology, portfolio”?"
    assert asked in {label.text() for label in dialog.findChildren(QLabel)}
    dialog.choices["folder"].setChecked(True)
    assert dialog.hint.text() == "Choose the folder first."
    dialog.set_folder(tmp_path)
    assert dialog.hint.text() == "Nothing leaves this computer until you press this."
    dialog.choices["other"].setChecked(True)
    assert dialog.hint.text() == "Enter the address first."
    dialog.address.setText("dav+https://files.example/")
    assert dialog.hint.text() == "Enter your user name first."
    dialog.sign_in.user.setText("rivera")
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_the_dialog_is_no_higher_than_the_window_and_its_buttons_stay_in_sight(
    open_place: Open, packaged: Path
) -> None:
    place = open_place(packaged)
    dialog = hand_in(place)
    dialog.choices["other"].setChecked(True)
    dialog.show_outdated("Something has changed since you built this package. " * 8)
    dialog.address.setText("dav+https://me:secret@files.example/")
    dialog.sign_in.user.setText("rivera")
    dialog.accept_button.click()
    assert dialog.error.isVisible()
    assert dialog.height() < place.page.height()
    for button in (dialog.accept_button, dialog.reject_button):
        assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
    dialog.reject()


def test_a_user_name_that_cannot_be_told_is_refused_in_the_dialog(
    open_place: Open, packaged: Path
) -> None:
    place = open_place(packaged)
    dialog = hand_in(place)
    fill_in(dialog, "dav+https://files.example/", user="rivera:prairie")
    dialog.accept_button.click()
    assert dialog.error.isVisible()
    assert not submission_path(package_in(packaged)).exists()
    dialog.reject()


def test_two_packages_are_sent_one_after_the_other(
    open_place: Open, on_their_way: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    place = open_place(on_their_way)
    way = ConnectionSettings(folder_address(stick))
    packages = sorted((on_their_way / "Packages").glob("*review*.lssc.zip"))
    for package in packages:
        write_fresh(package)
        place.sending.hand_in(package, way)
    place.settle()
    place.qtbot.waitUntil(lambda: len(list(stick.iterdir())) == 2)
    place.settle()
    assert sorted(each.name for each in stick.iterdir()) == [each.name for each in packages]


def write_fresh(package: Path) -> None:
    """Forget what was made up about a package."""
    submission_path(package).unlink(missing_ok=True)


def interrupt(package: Path, stick: Path) -> None:
    """Leave a package as a crash in the middle of sending leaves it."""
    outbox = Outbox(package.parent, lambda: NOW)
    queued = outbox.queue(read_package(package, ignore_progress), folder_address(stick))
    write_submission(package, replace(queued, state=SubmissionState.SENDING, in_doubt=True))


def test_what_a_crash_cut_off_goes_on_only_when_the_person_says_so(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    package = package_in(packaged)
    interrupt(package, stick)
    place = open_place(packaged)
    assert "1 package was being sent when LSSC Desktop closed." in place.said()
    assert list(stick.iterdir()) == []
    place.services.notices.action_chosen.emit(INTERRUPTED)
    place.settle()
    place.qtbot.waitUntil(lambda: standings(place) == [Standing.RECEIVED])
    sent = read_submission(package)
    assert sent is not None
    codes = [event.code for event in sent.events]
    assert codes.index(EventCode.ASKED) < codes.index(EventCode.SENDING)
    (copy,) = stick.iterdir()
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == sent.sha256


def test_after_a_restart_a_receiver_on_the_web_asks_who_the_person_is(
    open_place: Open, packaged: Path, webdav: WsgiDav
) -> None:
    package = package_in(packaged)
    with webdav:
        outbox = Outbox(package.parent, lambda: NOW)
        outbox.queue(read_package(package, ignore_progress), webdav.url)
        place = open_place(packaged)
        place.services.notices.action_chosen.emit(INTERRUPTED)
        place.settle()
        dialog = place.watch.dialog
        assert dialog is not None
        dialog.sign_in.user.setText("rivera")
        dialog.sign_in.secret.setText("a secret")
        dialog.accept_button.click()
        place.settle()
        place.qtbot.waitUntil(lambda: standings(place) == [Standing.RECEIVED])


def test_after_a_wrong_password_the_person_is_asked_again(
    open_place: Open, packaged: Path, webdav: WsgiDav
) -> None:
    package = package_in(packaged)
    with webdav:
        queued = Outbox(package.parent, lambda: NOW).queue(
            read_package(package, ignore_progress), webdav.url
        )
        uncertain = replace(queued, state=SubmissionState.UNCERTAIN, in_doubt=True)
        write_submission(package, uncertain)
        place = open_place(packaged)
        place.sending.set_settings(
            ConnectionSettings(webdav.url, SignIn.PASSWORD, "rivera", "wrong")
        )
        place.sending.find_out(uncertain)
        place.settle()
        assert standings(place) == [Standing.UNCERTAIN]
        assert not place.sending.can_connect(uncertain)
        place.sending.find_out(uncertain)
        dialog = place.watch.dialog
        assert dialog is not None
        dialog.sign_in.user.setText("rivera")
        dialog.sign_in.secret.setText("a secret")
        dialog.accept_button.click()
        place.settle()
        assert standings(place) == [Standing.PACKAGED]


def test_finding_out_asks_the_receiver_and_sends_nothing(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    package = package_in(packaged)
    interrupt(package, stick)
    known = read_submission(package)
    assert known is not None
    write_submission(package, replace(known, state=SubmissionState.UNCERTAIN))
    place = open_place(packaged)
    row = next(row for row in place.page.rows.rows if row.entry.standing is Standing.UNCERTAIN)
    row.button.click()
    place.settle()
    assert standings(place) == [Standing.PACKAGED]
    assert "The receiver doesn’t have Technology, portfolio." in place.said()
    assert list(stick.iterdir()) == []


def test_an_upload_that_is_paused_waits_and_goes_on(
    qtbot: QtBot, open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    interrupt(package_in(packaged), stick)
    place = open_place(packaged)
    row = next(row for row in place.page.rows.rows if row.entry.note is not None)
    assert row.button.text() == "Resume"
    assert list(stick.iterdir()) == []
    row.button.click()
    qtbot.waitUntil(lambda: standings(place) == [Standing.RECEIVED])


def test_stopping_what_was_not_begun_makes_it_a_package_again(
    open_place: Open, packaged: Path, tmp_path: Path
) -> None:
    package = package_in(packaged)
    outbox = Outbox(package.parent, lambda: NOW)
    outbox.queue(read_package(package, ignore_progress), folder_address(tmp_path))
    place = open_place(packaged)
    entry = next(row.entry for row in place.page.rows.rows if row.entry.note is not None)
    place.page.acts.act(PackageAct.STOP, entry)
    place.settle()
    assert standings(place) == [Standing.PACKAGED]
    assert place.sending.running is None


def test_a_submission_file_that_cannot_be_read_is_said(open_place: Open, packaged: Path) -> None:
    package = package_in(packaged)
    submission_path(package).write_text("{", encoding="utf-8")
    place = open_place(packaged)
    (notice, *_) = place.services.notices.waiting
    assert notice.message.happened


def test_a_package_that_does_not_show_the_set_as_it_is_says_so_before_it_goes(
    qtbot: QtBot, open_place: Open, sample: Path
) -> None:
    place = open_place(sample)
    session = place.session
    text, portfolio = session.program_text, session.portfolio
    order = BuildOrder(
        sample, session.program, text, portfolio, "technology", PackageKind.PORTFOLIO
    )
    note = refresh_and_build(order, session.today, ignore_progress).note
    session.apply_change(partial(note_package, note=note))
    dialog = hand_in(place)
    place.settle()
    assert not dialog.outdated.isVisible()
    dialog.reject()
    later = partial(set_pds, set_id="technology", number=1, pds="Another", today=note.day)
    session.apply(later)  # on the very day of the package
    assert standings(place) == [Standing.PACKAGED]
    dialog = hand_in(place)
    qtbot.waitUntil(dialog.outdated.isVisible)
    dialog.reject()
