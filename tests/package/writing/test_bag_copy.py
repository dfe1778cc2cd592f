import io
import zipfile
from datetime import date
from struct import unpack_from

import pytest

from lssc_desktop.package.writing.bag_copy import (
    LIMIT_16,
    LIMIT_32,
    LaidOutEntry,
    central_directory,
    dos_date,
    end_records,
    lay_out,
    local_header,
)

WHEN = dos_date(date(2026, 11, 25))
GIB = 1 << 30


def _directory(*places: LaidOutEntry) -> list[zipfile.ZipInfo]:
    """Read the directory of these places back, as if all that comes before it were there."""
    start = 100  # zipfile forgives a ZIP that lacks its beginning, and corrects the offsets by it
    archive = zipfile.ZipFile(
        io.BytesIO(bytes(start) + central_directory(places, [7] * len(places), start, WHEN))
    )
    return archive.infolist()


def test_entries_lie_one_after_another_with_their_headers_between() -> None:
    first, second = lay_out([(b"a.txt", 10), (b"b.txt", 0)], start=1000)
    assert first.offset == 1000
    assert first.content == 1000 + len(local_header(first, 0, WHEN))
    assert first.end == second.offset == first.content + 10
    assert second.end == second.content


@pytest.mark.parametrize("size", [0, LIMIT_32 - 1, LIMIT_32, LIMIT_32 + 1, 9 * GIB])
def test_the_content_begins_where_the_header_ends_at_any_size(size: int) -> None:
    place = LaidOutEntry("data/é.mp4".encode(), size, 5)
    assert place.content == 5 + len(local_header(place, 1, WHEN))


def test_a_file_just_below_4_gib_needs_no_zip64() -> None:
    header = local_header(LaidOutEntry(b"a", LIMIT_32 - 1, 0), 1, WHEN)
    version, size, extra = (
        unpack_from("<H", header, 4)[0],
        unpack_from("<L", header, 22)[0],
        unpack_from("<H", header, 28)[0],
    )
    assert (version, size, extra) == (20, LIMIT_32 - 1, 0)


def test_a_file_of_4_gib_tells_its_size_in_a_zip64_field() -> None:
    header = local_header(LaidOutEntry(b"a", LIMIT_32, 0), 1, WHEN)
    assert unpack_from("<H", header, 4)[0] == 45
    assert unpack_from("<2L", header, 18) == (LIMIT_32, LIMIT_32)
    assert unpack_from("<2H2Q", header, 31) == (1, 16, LIMIT_32, LIMIT_32)


@pytest.mark.parametrize("size", [0, LIMIT_32 - 1, LIMIT_32, 9 * GIB])
@pytest.mark.parametrize("offset", [0, LIMIT_32 - 1, LIMIT_32, 20 * GIB])
def test_the_directory_tells_true_size_and_offset(size: int, offset: int) -> None:
    (info,) = _directory(LaidOutEntry(b"top/data/a", size, offset))
    assert (info.file_size, info.compress_size, info.header_offset) == (size, size, offset)
    assert info.CRC == 7
    assert info.extract_version == (45 if max(size, offset) >= LIMIT_32 else 20)


def test_an_entry_is_a_stored_file_that_everybody_may_read() -> None:
    (info,) = _directory(LaidOutEntry("top/data/Łódź 🎈.txt".encode(), 3, 0))
    assert info.filename == "top/data/Łódź 🎈.txt"
    assert info.compress_type == zipfile.ZIP_STORED
    assert info.create_system == 3
    assert info.external_attr == 0o100644 << 16
    assert info.date_time == (2026, 11, 25, 0, 0, 0)


def test_a_name_that_ends_in_a_slash_is_a_folder() -> None:
    (info,) = _directory(LaidOutEntry(b"top/data/", 0, 0))
    assert info.is_dir()
    assert info.external_attr >> 16 == 0o040755


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (date(1979, 12, 31), (1980, 1, 1)),
        (date(1980, 1, 1), (1980, 1, 1)),
        (date(2024, 2, 29), (2024, 2, 29)),
        (date(2107, 12, 31), (2107, 12, 31)),
        (date(2108, 1, 1), (2107, 12, 31)),
    ],
)
def test_a_day_that_a_zip_cannot_say_becomes_the_nearest(
    day: date, kept: tuple[int, int, int]
) -> None:
    number = dos_date(day)
    assert (1980 + (number >> 9), number >> 5 & 15, number & 31) == kept


@pytest.mark.parametrize(
    ("count", "size", "start"),
    [(LIMIT_16 - 1, 1, 1), (1, LIMIT_32 - 1, 1), (1, 1, LIMIT_32 - 1)],
)
def test_the_short_end_record_serves_up_to_its_limits(count: int, size: int, start: int) -> None:
    end = end_records(count, size, start)
    assert end[:4] == b"PK\x05\x06"
    assert unpack_from("<2H2L", end, 8) == (count, count, size, start)


@pytest.mark.parametrize(
    ("count", "size", "start"), [(LIMIT_16, 1, 1), (1, LIMIT_32, 1), (70_000, 5 * GIB, 9 * GIB)]
)
def test_at_a_limit_the_zip64_end_record_has_the_numbers(count: int, size: int, start: int) -> None:
    end = end_records(count, size, start)
    assert end[:4] == b"PK\x06\x06"
    assert unpack_from("<4Q", end, 24) == (count, count, size, start)
    assert unpack_from("<4sLQL", end, 56) == (b"PK\x06\x07", 0, start + size, 1)
    assert end[76:80] == b"PK\x05\x06"
