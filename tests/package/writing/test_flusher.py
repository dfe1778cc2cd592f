import errno
from threading import Event

import pytest

from lssc_desktop.package.writing.bag_copy import Flusher

MIB = 1 << 20


def test_a_little_is_left_to_the_end() -> None:
    calls: list[None] = []
    with Flusher(lambda: calls.append(None), lambda: False) as flusher:
        flusher.wrote(15 * MIB)
    assert not calls


def test_much_is_sent_to_the_drive_meanwhile() -> None:
    synced = Event()
    with Flusher(synced.set, lambda: False) as flusher:
        flusher.wrote(10 * MIB)
        flusher.wrote(10 * MIB)
        assert synced.wait(60)


def test_who_writes_faster_than_the_drive_waits_for_it() -> None:
    slow_drive = Event()
    written = 0
    waited = False

    def sync() -> None:
        slow_drive.wait(60)

    def stopped() -> bool:  # asked while waiting
        nonlocal waited
        waited = True
        slow_drive.set()
        return False

    with Flusher(sync, stopped) as flusher:
        while not waited and written < 1000 * MIB:
            flusher.wrote(MIB)
            written += MIB
    assert 64 * MIB < written <= 66 * MIB


def test_who_waits_for_the_drive_can_be_stopped() -> None:
    slow_drive = Event()

    def sync() -> None:
        slow_drive.wait(60)

    with Flusher(sync, lambda: True) as flusher:
        flusher.wrote(500 * MIB)
        slow_drive.set()


def test_what_the_drive_says_is_raised_where_the_writing_is() -> None:
    def sync() -> None:
        raise OSError(errno.EIO, "gone")

    def write(flusher: Flusher) -> None:
        for _ in range(1000):
            flusher.wrote(MIB)

    with Flusher(sync, lambda: False) as flusher, pytest.raises(OSError, match="gone"):
        write(flusher)
