"""The outbox sends: each step on disk before it is taken, nothing sent twice unasked."""

from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.submission import submission as sending
from lssc_desktop.core.submission.submission import EventCode, Submission
from lssc_desktop.store.sending_lease import SendingLeaseLost, lease_path
from lssc_desktop.store.submissions import write_submission
from lssc_desktop.transfer.answers import (
    ConnectionLost,
    NoConnection,
    PasswordRefused,
    ReceiverFull,
)
from lssc_desktop.transfer.destination import PackageChanged, PackageFile, Unproven, Upload
from lssc_desktop.transfer.outbox import (
    AskedAgain,
    NotAskedAgain,
    Outbox,
    StillInDoubt,
)
from tests.transfer.far import (
    AT,
    PACKAGED,
    QUIET,
    RECEIVED,
    SENDING,
    UNCERTAIN,
    URL,
    Desk,
    Far,
    Said,
    receipt,
    unknown,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# Sending ----------------------------------------------------------------------------------------


def test_what_was_proven_is_received_and_its_receipt_kept(desk: Desk) -> None:
    far = Far()
    assert desk.run(far).state is RECEIVED
    assert desk.on_disk().receipt == receipt(desk.package)
    assert far.asked == ["check", "send"]
    assert desk.codes() == [EventCode.QUEUED, EventCode.SENDING, EventCode.RECEIVED]


def test_that_it_may_arrive_is_on_disk_before_the_first_byte(desk: Desk) -> None:
    seen: list[Submission] = []

    def look(package: PackageFile, _upload: Upload) -> Said:
        seen.append(desk.on_disk())
        return receipt(package)

    desk.run(Far([look]))
    assert (seen[0].state, seen[0].in_doubt) == (SENDING, True)


def test_what_a_destination_notes_is_on_disk_at_once(desk: Desk) -> None:
    seen: list[tuple[str, int]] = []

    def notes(package: PackageFile, upload: Upload) -> Said:
        upload.begin(URL + "part")
        upload.confirm(700)
        seen.append((desk.on_disk().upload, desk.on_disk().confirmed))
        assert (upload.location, upload.confirmed) == seen[0]
        return receipt(package)

    desk.run(Far([notes]))
    assert seen == [(URL + "part", 700)]


def test_without_proof_it_is_uncertain_and_never_received(desk: Desk) -> None:
    far = Far([Unproven.NOT_CONFIRMED])
    assert desk.run(far).state is UNCERTAIN
    assert desk.on_disk().receipt is None
    assert desk.codes()[-1] is EventCode.UNCONFIRMED


def test_what_refuses_it_is_raised_and_it_is_a_package_as_before(desk: Desk) -> None:
    with pytest.raises(ReceiverFull):
        desk.run(Far([ReceiverFull("x")]))
    assert (desk.on_disk().state, desk.on_disk().in_doubt) == (PACKAGED, False)
    assert desk.on_disk().events[-1].detail == "ReceiverFull"
    assert desk.waited == []


def test_a_receiver_that_would_refuse_it_is_not_sent_to(desk: Desk) -> None:
    far = Far(checks=[PasswordRefused("x")])
    with pytest.raises(PasswordRefused):
        desk.run(far)
    assert far.asked == ["check"]
    assert EventCode.SENDING not in desk.codes()


def test_a_package_that_changed_is_refused_before_anybody_is_asked(desk: Desk) -> None:
    queued = desk.queue()
    desk.package.path.write_bytes(bytes(1000))
    far = Far()
    with pytest.raises(PackageChanged):
        desk.run(far, queued)
    assert far.asked == []
    assert desk.on_disk().state is PACKAGED


def test_a_package_that_changed_is_refused_when_sending_goes_on(desk: Desk) -> None:
    with pytest.raises(Cancelled):
        desk.run(Far([Cancelled()]))
    desk.package.path.write_bytes(bytes(1000))
    far = Far()
    with pytest.raises(PackageChanged):
        desk.run(far, desk.on_disk())
    assert far.asked == []


def receive_meanwhile(desk: Desk) -> None:
    """Do what another process does that sends the same package and is quicker."""
    write_submission(
        desk.package.path, sending.received(desk.on_disk(), receipt(desk.package), desk.now())
    )


@pytest.mark.parametrize("said", [ReceiverFull("x"), ConnectionLost("x"), Unproven.NOT_CONFIRMED])
def test_a_receipt_that_another_process_got_meanwhile_is_final(desk: Desk, said: Said) -> None:
    def lose_the_race(_package: PackageFile, _upload: Upload) -> Said:
        receive_meanwhile(desk)
        return said

    far = Far([lose_the_race])
    assert desk.run(far).receipt == receipt(desk.package)
    assert desk.on_disk().state is RECEIVED
    assert far.asked == ["check", "send"]


def test_what_another_process_brought_before_we_begin_is_not_sent(desk: Desk) -> None:
    class Slow(Far):
        def check(self, reporter: Reporter) -> None:
            super().check(reporter)
            receive_meanwhile(desk)

    far = Slow()
    assert desk.run(far).state is RECEIVED
    assert far.asked == ["check"]


# Lost connections -------------------------------------------------------------------------------


def test_a_lost_connection_is_waited_for_and_then_it_goes_on(desk: Desk) -> None:
    far = Far([ConnectionLost("x"), ConnectionLost("x")])
    assert desk.run(far).state is RECEIVED
    assert far.asked == ["check", "send"] * 3
    assert desk.waited == [1, 2]


def test_without_a_network_only_the_destination_is_asked_and_nothing_begun(desk: Desk) -> None:
    far = Far(checks=[NoConnection("x"), NoConnection("x"), None])
    assert desk.run(far).state is RECEIVED
    assert far.asked == ["check", "check", "check", "send"]
    assert desk.codes()[:2] == [EventCode.QUEUED, EventCode.WAITING]


def test_when_all_tries_are_used_up_it_is_a_package_as_before(desk: Desk) -> None:
    with pytest.raises(NoConnection):
        desk.run(Far(checks=[NoConnection("x")]))
    assert desk.waited == [1, 2, 4]
    assert desk.on_disk().state is PACKAGED
    assert desk.box.next() is None


def test_waits_begin_anew_when_it_gets_on(desk: Desk) -> None:
    def gets_on(_package: PackageFile, upload: Upload) -> Said:
        upload.confirm(upload.confirmed + 100)
        return ConnectionLost("x")

    desk.run(Far([gets_on] * 6))
    assert desk.waited == [1] * 6


def test_a_lost_answer_is_asked_for_before_anything_is_sent_again(desk: Desk) -> None:
    far = Far([unknown(ConnectionLost("x"))])
    assert desk.run(far).state is RECEIVED
    assert far.asked == ["check", "send", "find"]


def test_what_is_known_not_to_be_there_is_sent_again_in_the_same_run(desk: Desk) -> None:
    far = Far([unknown(ConnectionLost("x"))], finds=[Unproven.NOT_THERE])
    assert desk.run(far).state is RECEIVED
    assert far.asked == ["check", "send", "find", "check", "send"]


def test_a_receiver_that_cannot_tell_leaves_it_uncertain(desk: Desk) -> None:
    far = Far([unknown(ConnectionLost("x"))], finds=[Unproven.NOT_CONFIRMED])
    assert desk.run(far).state is UNCERTAIN
    assert far.asked == ["check", "send", "find"]


def test_a_receiver_that_is_gone_after_the_last_byte_leaves_it_uncertain(desk: Desk) -> None:
    far = Far([unknown(ConnectionLost("x"))], finds=[NoConnection("x")] * 4)
    assert desk.run(far).state is UNCERTAIN
    assert far.asked == ["check", "send", "find", "find", "find"]
    assert desk.on_disk().in_doubt


def test_a_doubt_that_does_not_pass_by_itself_is_left_to_the_person(desk: Desk) -> None:
    far = Far([unknown(Cancelled())])
    assert desk.run(far).state is UNCERTAIN
    assert far.asked == ["check", "send"]
    assert desk.waited == []


def test_what_keeps_us_from_asking_is_raised_and_it_stays_uncertain(desk: Desk) -> None:
    far = Far([unknown(ConnectionLost("x"))], finds=[PasswordRefused("x")])
    with pytest.raises(StillInDoubt) as doubt:
        desk.run(far)
    assert isinstance(doubt.value.__cause__, PasswordRefused)
    assert desk.on_disk().state is UNCERTAIN


# After a crash ----------------------------------------------------------------------------------


def test_after_a_crash_the_receiver_is_asked_before_anything_is_done(desk: Desk) -> None:
    desk.crash()
    waiting = Outbox(desk.folder, desk.now).next()
    assert waiting is not None
    far = Far()
    assert desk.run(far, waiting).state is RECEIVED
    assert far.asked == ["find"]


def test_after_a_crash_it_goes_on_where_it_was(desk: Desk) -> None:
    desk.crash()
    seen: list[tuple[str, int]] = []

    def go_on(package: PackageFile, upload: Upload) -> Said:
        seen.append((upload.location, upload.confirmed))
        return receipt(package)

    far = Far([go_on], finds=[Unproven.NOT_THERE])
    assert desk.run(far, desk.on_disk()).state is RECEIVED
    assert far.asked == ["find", "check", "send"]
    assert seen == [(URL + "part", 400)]


def test_after_a_crash_a_receiver_that_cannot_tell_leaves_it_uncertain(desk: Desk) -> None:
    desk.crash()
    far = Far(finds=[Unproven.NOT_CONFIRMED])
    assert desk.run(far, desk.on_disk()).state is UNCERTAIN
    assert far.asked == ["find"]


def test_after_a_crash_without_a_network_nothing_is_sent(desk: Desk) -> None:
    desk.crash()
    far = Far(finds=[NoConnection("x")] * 4)
    assert desk.run(far, desk.on_disk()).state is UNCERTAIN
    assert set(far.asked) == {"find"}


def test_who_slept_while_another_sent_it_writes_nothing_down_any_more(desk: Desk) -> None:
    """The other one took the hold over, and got the receipt."""

    def slept(package: PackageFile, upload: Upload) -> Said:
        received = sending.received(desk.on_disk(), receipt(package), AT)
        write_submission(package.path, received)
        lease_path(package.path).unlink()
        upload.begin("woke up")
        raise AssertionError("it went on")

    with pytest.raises(SendingLeaseLost):
        desk.run(Far([slept]))
    assert desk.on_disk().state is RECEIVED
    assert not lease_path(desk.package.path).exists()


# Asked again ------------------------------------------------------------------------------------


@pytest.mark.parametrize("has_it", [True, False])
def test_what_was_received_is_asked_for_and_nothing_changes_by_it(
    desk: Desk, *, has_it: bool
) -> None:
    received = desk.run(Far())
    before = desk.on_disk()
    far = Far(lets_go=has_it)
    said = desk.box.ask_again(received, far, QUIET)
    assert said is (AskedAgain.THERE if has_it else AskedAgain.GONE)
    assert far.asked == ["has"]
    assert desk.on_disk() == before


def test_what_a_person_said_was_received_is_asked_of_nobody(desk: Desk) -> None:
    told = sending.confirmed(desk.queue(), "Thank you", "a page", AT)
    far = Far()
    with pytest.raises(NotAskedAgain):
        desk.box.ask_again(told, far, QUIET)
    assert far.asked == []
