"""A ZIP far away: every byte is asked for once, in little memory, and what is not there is said."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.package.reader import verify, verify_source
from lssc_desktop.package.reading.byte_source import MOST_RANGES, RangeSource, SourceUnread

type MakeBag = Callable[..., dict[str, bytes]]

AT_ONCE = 1 << 16


@pytest.fixture
def package(make_bag: MakeBag, write_zip: Callable[..., Path]) -> Path:
    """A package of 60 files and 1.7 MB, some 25 ranges."""
    random = Random(22)  # noqa: S311  the same in every run
    payload = {f"data/{n:02}.bin": random.randbytes(random.randrange(56_000)) for n in range(60)}
    return write_zip(make_bag(payload))


def test_every_byte_is_asked_for_once(package: Path) -> None:
    data = package.read_bytes()
    asked: list[tuple[int, int]] = []

    def fetch(start: int, stop: int) -> bytes:
        asked.append((start, stop))
        return data[start:stop]

    found = verify_source(RangeSource("far", len(data), fetch, AT_ONCE), ignore_progress)
    assert found == verify(package, ignore_progress)
    assert found.valid
    assert sorted(start for start, _ in asked) == list(range(0, len(data), AT_ONCE))


def test_a_small_one_is_asked_for_whole(make_bag: MakeBag, write_zip: Callable[..., Path]) -> None:
    data = write_zip(make_bag()).read_bytes()
    asked: list[tuple[int, int]] = []

    def fetch(start: int, stop: int) -> bytes:
        asked.append((start, stop))
        return data[start:stop]

    assert verify_source(RangeSource("far", len(data), fetch), ignore_progress).valid
    assert asked == [(0, len(data))]


def test_few_ranges_are_kept(package: Path) -> None:
    data = package.read_bytes()
    source = RangeSource("far", len(data), lambda start, stop: data[start:stop], AT_ONCE)
    most = 0

    def watch(_progress: Progress) -> None:
        nonlocal most
        most = max(most, len(source._kept))

    verify_source(source, watch)
    assert len(source._kept) <= MOST_RANGES
    assert most <= MOST_RANGES


@pytest.mark.parametrize("cut", [0, 1, 1_000_000])
def test_fewer_bytes_than_asked_for_say_nothing_of_the_package(package: Path, cut: int) -> None:
    data = package.read_bytes()
    source = RangeSource("far", len(data), lambda start, stop: data[:cut][start:stop], AT_ONCE)
    with pytest.raises(SourceUnread) as unread:
        verify_source(source, ignore_progress)
    assert unread.value.reason == "short"


def test_a_store_that_fails_in_the_middle_is_no_fault_of_the_package(package: Path) -> None:
    data = package.read_bytes()
    left = 20

    def fetch(start: int, stop: int) -> bytes:
        nonlocal left
        left -= 1
        if not left:
            raise SourceUnread("far", "connection")
        return data[start:stop]

    with pytest.raises(SourceUnread):
        verify_source(RangeSource("far", len(data), fetch, AT_ONCE), ignore_progress)


def test_reading_can_be_stopped(package: Path) -> None:
    data = package.read_bytes()
    reports = 0

    def stop(_progress: Progress) -> None:
        nonlocal reports
        reports += 1
        if reports > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        verify_source(RangeSource("far", len(data), lambda a, b: data[a:b], AT_ONCE), stop)
