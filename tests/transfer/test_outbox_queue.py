"""The outbox keeps: what waits, is paused, cancelled, asked for, received."""

from dataclasses import replace
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.submission.submission import EventCode, Submission, SubmissionState
from lssc_desktop.disk.holders import Holder, holder_text
from lssc_desktop.store.sending_lease import BeingSent, lease_path
from lssc_desktop.store.submissions import write_submission
from lssc_desktop.transfer.answers import NoConnection
from lssc_desktop.transfer.destination import PackageChanged, PackageFile, Unproven, Upload
from lssc_desktop.transfer.outbox import (
    AlreadyReceived,
    Backoff,
    FindOutFirst,
    NotOnItsWay,
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
)
from tests.transfer.on_the_way import make_package


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# Pausing, cancelling ----------------------------------------------------------------------------


def test_a_stopped_job_is_paused_and_known_not_to_have_arrived(desk: Desk) -> None:
    with pytest.raises(Cancelled):
        desk.run(Far([Cancelled()]))
    item = desk.on_disk()
    assert (item.state, item.paused, item.in_doubt) == (SENDING, True, False)
    assert desk.box.next() is None


def test_what_was_paused_goes_on_when_it_is_resumed(desk: Desk) -> None:
    with pytest.raises(Cancelled):
        desk.run(Far([Cancelled()]))
    desk.box.resume(desk.on_disk())
    waiting = desk.box.next()
    assert waiting is not None
    far = Far()
    assert desk.run(far, waiting).state is RECEIVED
    assert far.asked == ["check", "send"]  # nothing whole can be there, so nobody is asked


def test_a_wish_to_stop_is_felt_while_waiting(desk: Desk) -> None:
    def stop(_seconds: float, _reporter: Reporter) -> None:
        raise Cancelled

    far = Far(checks=[NoConnection("x")])
    with pytest.raises(Cancelled):
        desk.box.run(desk.queue(), far, Backoff(lambda: 1.0), QUIET, stop)
    assert desk.on_disk().paused


def test_a_queued_package_can_be_paused_and_cancelled(desk: Desk) -> None:
    queued = desk.queue()
    desk.box.pause(queued)
    assert desk.box.next() is None
    desk.box.resume(queued)
    assert desk.box.next() is not None
    assert desk.box.cancel(queued).state is PACKAGED
    assert desk.box.next() is None


def test_cancelling_what_was_stopped_makes_it_a_package_again(desk: Desk) -> None:
    with pytest.raises(Cancelled):
        desk.run(Far([Cancelled()]))
    assert desk.box.cancel(desk.on_disk()).state is PACKAGED


def test_cancelling_after_a_crash_leaves_it_uncertain(desk: Desk) -> None:
    desk.crash()
    assert desk.box.cancel(desk.on_disk()).state is UNCERTAIN


def test_what_was_received_cannot_be_cancelled(desk: Desk) -> None:
    desk.run(Far())
    with pytest.raises(AlreadyReceived):
        desk.box.cancel(desk.on_disk())


# Finding out ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "state", "code"),
    [
        (None, RECEIVED, EventCode.RECEIVED),
        (Unproven.NOT_THERE, PACKAGED, EventCode.NOT_THERE),
        (Unproven.NOT_CONFIRMED, UNCERTAIN, EventCode.UNCONFIRMED),
    ],
)
def test_finding_out_tells_what_is_known_and_sends_nothing(
    desk: Desk, finding: Unproven | None, state: SubmissionState, code: EventCode
) -> None:
    desk.run(Far([Unproven.NOT_CONFIRMED]))
    far = Far(finds=[finding] if finding else [])
    assert desk.box.find_out(desk.on_disk(), far, QUIET).state is state
    assert far.asked == ["find"]
    assert desk.codes()[-2:] == [EventCode.ASKED, code]


def test_nobody_can_be_asked_leaves_everything_as_it_was(desk: Desk) -> None:
    before = desk.run(Far([Unproven.NOT_CONFIRMED]))
    with pytest.raises(StillInDoubt) as doubt:
        desk.box.find_out(before, Far(finds=[NoConnection("x")]), QUIET)
    assert isinstance(doubt.value.__cause__, NoConnection)
    assert desk.on_disk() == before


# The queue --------------------------------------------------------------------------------------


def test_packages_wait_in_the_order_in_which_they_came(desk: Desk) -> None:
    second = make_package(desk.folder, 1000, seed=2)
    desk.box.queue(second, URL)
    desk.queue()
    waiting = desk.box.next()
    assert waiting is not None
    assert waiting.package == second.name
    desk.box.run(waiting, Far(), Backoff(lambda: 1.0), QUIET)
    waiting = desk.box.next()
    assert waiting is not None
    assert waiting.package == desk.package.name


def test_what_is_new_goes_before_what_its_receiver_did_not_answer(desk: Desk) -> None:
    def nobody_is_there(_seconds: float, _reporter: Reporter) -> None:
        raise KeyboardInterrupt

    first = desk.queue()
    with pytest.raises(KeyboardInterrupt):
        desk.box.run(
            first, Far(checks=[NoConnection("x")]), Backoff(lambda: 1.0), QUIET, nobody_is_there
        )
    second = desk.box.queue(make_package(desk.folder, 900, seed=7), URL)
    assert [each.package for each in desk.box.waiting()] == [second.package, first.package]


def test_one_package_may_go_to_two_destinations(desk: Desk) -> None:
    desk.run(Far())
    other = "file:///media/stick"
    again = desk.box.queue(desk.package, other)
    assert desk.run(Far(url=other), again).state is RECEIVED
    assert {item.destination for item in desk.box.submissions()} == {URL, other}


def test_a_destination_spelled_otherwise_is_the_same_and_goes_by_its_new_spelling(
    desk: Desk,
) -> None:
    desk.queue()
    again = desk.box.queue(desk.package, URL.rstrip("/"))
    assert desk.box.submissions() == (again,)
    assert again.destination == URL.rstrip("/")


def test_what_was_received_is_not_sent_again(desk: Desk) -> None:
    desk.run(Far())
    with pytest.raises(AlreadyReceived) as already:
        desk.queue()
    assert already.value.receipt == receipt(desk.package)
    far = Far()
    assert desk.run(far, desk.on_disk()).state is RECEIVED
    assert far.asked == []


def test_what_is_uncertain_is_not_queued_before_it_was_asked_for(desk: Desk) -> None:
    desk.run(Far([Unproven.NOT_CONFIRMED]))
    with pytest.raises(FindOutFirst):
        desk.queue()


@pytest.mark.parametrize(
    ("state", "in_doubt", "error"),
    [
        (RECEIVED, False, PackageChanged),
        (UNCERTAIN, True, FindOutFirst),
        (SENDING, True, FindOutFirst),
    ],
)
def test_another_file_of_the_name_does_not_make_us_forget_what_was_sent(
    desk: Desk, state: SubmissionState, in_doubt: bool, error: type[LsscError]
) -> None:
    before = replace(desk.queue(), state=state, in_doubt=in_doubt, sha256="00")
    write_submission(desk.package.path, before)
    with pytest.raises(error):
        desk.queue()
    assert desk.on_disk() == before


def test_another_file_of_the_name_begins_anew_where_nothing_was_sent(desk: Desk) -> None:
    before = replace(desk.queue(), sha256="00", upload=URL + "part", confirmed=5)
    write_submission(desk.package.path, before)
    queued = desk.queue()
    assert (queued.sha256, queued.upload, queued.confirmed) == (desk.package.sha256, "", 0)


def test_without_its_file_nothing_is_known(desk: Desk) -> None:
    queued = desk.queue()
    for path in desk.folder.glob("*.json"):
        path.unlink()
    with pytest.raises(NotOnItsWay):
        desk.run(Far(), queued)


# Clearing up -------------------------------------------------------------------------------------


def give_up(desk: Desk) -> Submission:
    """Leave a package of which a part was sent before somebody cancelled it."""

    def begins(_package: PackageFile, upload: Upload) -> Said:
        upload.begin(URL + "part")
        upload.confirm(400)
        return Cancelled()

    with pytest.raises(Cancelled):
        desk.run(Far([begins]))
    return desk.box.cancel(desk.on_disk())


def clear_up(desk: Desk, far: Far) -> bool:
    return desk.box.clear_up(desk.on_disk(), far, QUIET, lambda *_: None)


def test_what_was_given_up_is_removed_and_would_begin_anew(desk: Desk) -> None:
    given_up = give_up(desk)
    assert given_up.upload
    far = Far()
    assert clear_up(desk, far)
    assert set(far.asked) == {"discard"}
    assert (desk.on_disk().upload, desk.on_disk().confirmed) == ("", 0)
    assert desk.on_disk().state is PACKAGED


def test_what_the_receiver_keeps_goes_on_when_it_is_sent_again(desk: Desk) -> None:
    give_up(desk)
    assert not clear_up(desk, Far(lets_go=False))
    assert desk.on_disk().confirmed == 400


def test_what_is_to_be_sent_again_by_now_is_not_removed(desk: Desk) -> None:
    give_up(desk)
    desk.queue()
    far = Far()
    assert clear_up(desk, far)
    assert far.asked == []
    assert desk.on_disk().confirmed == 400


def test_what_may_have_arrived_is_not_removed(desk: Desk) -> None:
    desk.crash()
    assert desk.box.cancel(desk.on_disk()).state is UNCERTAIN
    far = Far()
    clear_up(desk, far)
    assert far.asked == []


# Another window or command -----------------------------------------------------------------------


def others_hold(desk: Desk) -> None:
    """Leave the hold of another computer that sends the package now."""
    theirs = holder_text(Holder("desk-2", "Dana Ortiz", 7, AT))
    lease_path(desk.package.path).write_bytes(theirs)


def test_what_another_process_sends_is_left_to_it(desk: Desk) -> None:
    known = desk.queue()
    others_hold(desk)
    before = desk.on_disk()
    assert desk.box.next() is None
    box, far = desk.box, Far()
    for wish in [box.pause, box.resume, box.cancel]:
        with pytest.raises(BeingSent):
            wish(known)
    with pytest.raises(BeingSent):
        desk.queue()
    with pytest.raises(BeingSent):
        desk.run(far, known)
    with pytest.raises(BeingSent):
        box.find_out(known, far, QUIET)
    assert far.asked == []
    assert desk.on_disk() == before


def test_nothing_is_held_any_more_when_sending_ends(desk: Desk) -> None:
    with pytest.raises(Cancelled):
        desk.run(Far([Cancelled()]))
    desk.run(Far(), desk.box.resume(desk.on_disk()))
    assert not lease_path(desk.package.path).exists()


def test_a_package_is_held_while_its_receiver_is_asked(desk: Desk) -> None:
    seen: list[bool] = []

    def look(package: PackageFile, _upload: Upload) -> Said:
        seen.append(lease_path(package.path).exists())
        return receipt(package)

    desk.run(Far([look]))
    assert seen == [True]
