from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lssc_desktop.core.submission import submission as sending
from lssc_desktop.core.submission.submission import (
    EventCode,
    Proof,
    Receipt,
    Submission,
    SubmissionState,
)

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
BUILT = Submission("p.lssc.zip", "id", "aa", 10, "dav+https://x.example/", SubmissionState.PACKAGED)
QUEUED = sending.queued(BUILT, AT)
STARTED = sending.started(QUEUED, AT)
RECEIPT = Receipt("id", AT, BUILT.destination, "there", 10, Proof.READ_BACK, "aa", "aa")


def codes(submission: Submission) -> list[EventCode]:
    return [event.code for event in submission.events]


def test_what_was_only_built_does_not_wait_to_be_sent() -> None:
    assert not sending.is_waiting(BUILT)


def test_what_is_in_the_queue_waits_to_be_sent() -> None:
    assert sending.is_waiting(QUEUED)
    assert QUEUED.state is SubmissionState.PACKAGED
    assert sending.queued_since(QUEUED) == AT.timestamp()


def test_from_the_start_on_it_may_be_there() -> None:
    assert STARTED.state is SubmissionState.SENDING
    assert STARTED.in_doubt
    assert sending.is_waiting(STARTED)


def test_what_is_paused_waits_for_the_person() -> None:
    paused = sending.stopped(STARTED, AT)
    assert not sending.is_waiting(paused)
    assert paused.in_doubt
    assert sending.is_waiting(sending.resumed(paused, AT))


def test_cancelling_before_the_start_makes_it_a_package_again() -> None:
    cancelled = sending.cancelled(QUEUED, AT)
    assert cancelled.state is SubmissionState.PACKAGED
    assert not sending.is_waiting(cancelled)


def test_cancelling_what_may_be_there_leaves_it_uncertain() -> None:
    assert sending.cancelled(STARTED, AT).state is SubmissionState.UNCERTAIN


def test_cancelling_what_cannot_be_there_makes_it_a_package_again() -> None:
    known = sending.lost(STARTED, AT, "ConnectionLost", in_doubt=False)
    assert known.state is SubmissionState.SENDING
    assert sending.cancelled(known, AT).state is SubmissionState.PACKAGED


def test_a_lost_answer_makes_it_uncertain_and_no_longer_wait() -> None:
    lost = sending.lost(STARTED, AT, "ConnectionLost", in_doubt=True)
    assert lost.state is SubmissionState.UNCERTAIN
    assert not sending.is_waiting(lost)


@pytest.mark.parametrize(
    "ended",
    [sending.failed(STARTED, AT, "ReceiverFull"), sending.not_there(STARTED, AT)],
    ids=["failed", "not-there"],
)
def test_what_is_known_not_to_be_there_is_a_package_that_does_not_wait(ended: Submission) -> None:
    assert ended.state is SubmissionState.PACKAGED
    assert not ended.in_doubt
    assert not sending.is_waiting(ended)


def test_what_cannot_be_compared_is_uncertain_and_never_received() -> None:
    unconfirmed = sending.unconfirmed(STARTED, AT)
    assert unconfirmed.state is SubmissionState.UNCERTAIN
    assert unconfirmed.in_doubt


def test_with_a_receipt_it_is_received_and_free_of_doubt() -> None:
    received = sending.received(STARTED, RECEIPT, AT)
    assert received.state is SubmissionState.RECEIVED
    assert (received.receipt, received.confirmed, received.in_doubt) == (RECEIPT, 10, False)
    assert codes(received) == [EventCode.QUEUED, EventCode.SENDING, EventCode.RECEIVED]


MINE = replace(STARTED, mine=True)


def test_on_my_own_drive_it_is_copied_and_no_more() -> None:
    copied = sending.received(MINE, RECEIPT, AT)
    assert (copied.state, copied.in_doubt) == (SubmissionState.COPIED, False)
    assert copied.receipt == replace(RECEIPT, copied=True)
    assert codes(copied)[-1] is EventCode.COPIED
    assert not sending.is_final(copied)


def test_a_copy_of_my_own_can_be_taken_back_and_copied_again() -> None:
    copied = sending.received(MINE, RECEIPT, AT)
    assert sending.may_be_taken_back(copied)
    back = sending.taken_back(copied, AT)
    assert (back.state, back.receipt, back.in_doubt) == (SubmissionState.PACKAGED, None, False)
    assert (back.upload, back.confirmed) == ("", 0)
    assert not sending.is_waiting(back)
    assert not sending.may_be_taken_back(back)


def test_so_can_my_word_that_the_office_has_my_copy() -> None:
    told = sending.confirmed(sending.received(MINE, RECEIPT, AT), "They said so", "there", AT)
    assert told.state is SubmissionState.RECEIVED
    assert sending.may_be_taken_back(told)
    assert sending.taken_back(told, AT).state is SubmissionState.PACKAGED


def test_what_a_receiver_has_or_may_have_cannot_be_taken_back() -> None:
    assert not sending.may_be_taken_back(sending.received(STARTED, RECEIPT, AT))
    assert not sending.may_be_taken_back(STARTED)
    assert not sending.may_be_taken_back(sending.unconfirmed(MINE, AT))
    by_form = sending.form_begun("p.zip", "p", "ab", 3)
    assert not sending.may_be_taken_back(sending.form_unanswered(by_form, AT))
    assert sending.may_be_taken_back(sending.confirmed(by_form, "Thank you", "form", AT))


def test_a_copy_can_be_made_again() -> None:
    again = sending.queued(sending.received(MINE, RECEIPT, AT), AT)
    assert (again.state, again.receipt, again.confirmed) == (SubmissionState.PACKAGED, None, 0)
    assert sending.is_waiting(again)


def test_what_happens_again_is_told_once_with_the_last_time() -> None:
    later = AT + timedelta(hours=1)
    waiting = sending.with_event(QUEUED, EventCode.WAITING, AT, "NoConnection")
    again = sending.with_event(waiting, EventCode.WAITING, later, "NoConnection")
    assert codes(again) == [EventCode.QUEUED, EventCode.WAITING]
    assert again.events[-1].at == later


def test_another_reason_is_told_too() -> None:
    waiting = sending.with_event(QUEUED, EventCode.WAITING, AT, "NoConnection")
    again = sending.with_event(waiting, EventCode.WAITING, AT, "ReceiverBusy")
    assert len(again.events) == 3


def test_days_of_a_bad_connection_do_not_pile_up() -> None:
    item = QUEUED
    for number in range(1000):
        item = sending.with_event(item, EventCode.LOST, AT, str(number))
    assert len(item.events) <= 200
    assert item.events[0] == QUEUED.events[0]
    assert item.events[-1].detail == "999"


def test_only_the_doubt_is_cleared() -> None:
    assert sending.arrival_ruled_out(STARTED) == replace(STARTED, in_doubt=False)
