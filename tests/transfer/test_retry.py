from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.job import Cancelled, Step
from lssc_desktop.transfer.answers import (
    ConnectionLost,
    NoConnection,
    PasswordRefused,
    ReceiverBusy,
    ReceiverFull,
    UnexpectedAnswer,
)
from lssc_desktop.transfer.destination import ArrivalUnknown, PackageChanged
from lssc_desktop.transfer.outbox import Backoff, may_pass, requested_wait, wait
from lssc_desktop.transfer.proof import CopyDiffers
from lssc_desktop.transfer.shared_folder import SharedFolderAway
from tests.transfer.on_the_way import StopsAt


def unknown(cause: Exception | None) -> ArrivalUnknown:
    error = ArrivalUnknown("dav+https://office.example/")
    error.__cause__ = cause
    return error


def test_waits_double_up_to_the_longest() -> None:
    backoff = Backoff(lambda: 1.0, first=1, longest=6)
    assert list(islice(backoff.pauses(), 6)) == [1, 2, 4, 6, 6, 6]


@given(st.floats(0, 1))
def test_a_wait_is_between_half_and_the_whole_of_its_length(chance: float) -> None:
    (first, second) = islice(Backoff(lambda: chance, first=10).pauses(), 2)
    assert 5 <= first <= 10
    assert 10 <= second <= 20


def test_tries_come_to_an_end_where_that_is_wanted() -> None:
    assert len(list(Backoff(lambda: 0, tries=3).pauses())) == 3


@pytest.mark.parametrize(
    "error",
    [
        NoConnection("x"),
        ConnectionLost("x"),
        ReceiverBusy("x", 503),
        SharedFolderAway("/stick"),
        unknown(ConnectionLost("x")),
    ],
)
def test_what_may_be_over_by_itself_is_tried_again(error: Exception) -> None:
    assert may_pass(error)


@pytest.mark.parametrize(
    "error",
    [
        PasswordRefused("x"),
        ReceiverFull("x"),
        UnexpectedAnswer("x", 400),
        PackageChanged("p"),
        CopyDiffers("content"),
        Cancelled(),
        OSError(),
        unknown(Cancelled()),
        unknown(None),
    ],
)
def test_what_needs_a_person_is_not_tried_again(error: Exception) -> None:
    assert not may_pass(error)


def test_a_receiver_may_ask_for_a_longer_wait_within_reason() -> None:
    assert requested_wait(ReceiverBusy("x", 503, after=30), 2) == 30
    assert requested_wait(ReceiverBusy("x", 503, after=1), 2) == 2
    assert requested_wait(ReceiverBusy("x", 503, after=10**9), 2) == 600
    assert requested_wait(unknown(ReceiverBusy("x", 503, after=30)), 2) == 30
    assert requested_wait(NoConnection("x"), 2) == 2


def test_a_wish_to_stop_is_felt_at_once_while_waiting() -> None:
    with pytest.raises(Cancelled):
        wait(3600, StopsAt(Step.WAITING))


def test_no_wait_is_no_wait() -> None:
    wait(0, StopsAt(Step.WAITING))
