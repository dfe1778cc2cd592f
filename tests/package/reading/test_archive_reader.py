"""Bytes of a ZIP that belong to nothing in it, where something could hide."""

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from struct import pack, pack_into
from typing import Any

import pytest

from lssc_desktop.package.reader import Verification
from lssc_desktop.package.reading.zip_directory import ArchiveBroken

type Entries = list[dict[str, Any]]
type RawZip = Callable[..., Path]
type Check = Callable[[Path], Verification]
type Faults = Callable[[Path], list[tuple[str, str]]]

SECRET = b"anything at all"


@pytest.fixture
def whole(make_bag: Callable[..., dict[str, bytes]], entries: Callable[..., Entries]) -> Entries:
    """The entries of a whole bag."""
    return entries(make_bag())


@pytest.mark.parametrize("where", [0, 2, -1], ids=["first", "middle", "last"])
def test_bytes_after_an_entry_are_a_fault(
    whole: Entries, raw_zip: RawZip, faults: Faults, where: int
) -> None:
    whole[where]["gap"] = SECRET
    name = whole[where]["name"].decode().removeprefix("bag/")
    assert faults(raw_zip(whole)) == [("entry-gap", name)]


@pytest.mark.parametrize("large", [False, True], ids=["32 bit", "64 bit"])
@pytest.mark.parametrize("marked", [False, True], ids=["bare", "marked"])
@pytest.mark.parametrize("lie", [False, True], ids=["true", "lie"])
def test_sizes_that_follow_an_entry_must_be_its_own(
    whole: Entries, raw_zip: RawZip, faults: Faults, *, large: bool, marked: bool, lie: bool
) -> None:
    last = whole[-1]
    crc, size = zlib.crc32(last["data"]), len(last["data"]) + lie
    numbers = pack("<L2Q" if large else "<3L", crc, size, size)
    last |= {
        "flags": 1 << 11 | 1 << 3, "local_crc": 0, "local_size": 0, "local_packed": 0,
        "gap": b"PK\x07\x08" * marked + numbers,
    }  # fmt: skip
    name = last["name"].decode().removeprefix("bag/")
    assert faults(raw_zip(whole)) == ([("entry-gap", name)] if lie else [])


def test_a_folder_holds_no_bytes(whole: Entries, raw_zip: RawZip, faults: Faults) -> None:
    folder = {"name": b"bag/data/", "data": SECRET}
    assert faults(raw_zip([*whole, folder])) == [("entry-gap", "bag/data/")]


def test_bytes_after_a_folder_are_a_fault(whole: Entries, raw_zip: RawZip, faults: Faults) -> None:
    folder = {"name": b"bag/data/", "data": b"", "gap": SECRET}
    assert faults(raw_zip([folder, *whole])) == [("entry-gap", "bag/data/")]


def test_a_folder_of_another_name_at_its_place_is_a_fault(
    whole: Entries, raw_zip: RawZip, faults: Faults
) -> None:
    folder = {"name": b"bag/data/", "local_name": b"bag/dato/", "data": b""}
    assert faults(raw_zip([folder, *whole])) == [("entry-header", "bag/data/")]


def test_streamed_zips_of_python_hide_nothing(
    make_bag: Callable[..., dict[str, bytes]], tmp_path: Path, check: Check
) -> None:
    path = tmp_path / "streamed.zip"

    class Pipe:
        def __init__(self) -> None:
            self.written = bytearray()

        def write(self, data: bytes) -> int:
            self.written += data
            return len(data)

        def flush(self) -> None:
            pass

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # a pipe will do
        archive.mkdir("bag/data")
        for name, content in make_bag().items():
            archive.writestr(f"bag/{name}", content)
    path.write_bytes(pipe.written)
    assert check(path).valid


def large_end(path: Path, locator: int | None = None, hidden: bytes = b"") -> None:
    """Give a ZIP the end records of a large one; `locator` is where they are said to be."""
    data = path.read_bytes()
    end = data.rfind(b"PK\x05\x06")
    count, length, start = (
        int.from_bytes(data[end + a : end + b], "little") for a, b in ((8, 10), (12, 16), (16, 20))
    )
    record = pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44 + len(hidden), 45, 45, 0, 0, count, count, length, start
    )
    pointer = pack("<4sLQL", b"PK\x06\x07", 0, end if locator is None else locator, 1)
    path.write_bytes(data[:end] + record + hidden + pointer + data[end:])


def test_the_records_of_a_large_zip_are_read(whole: Entries, raw_zip: RawZip, check: Check) -> None:
    path = raw_zip(whole)
    large_end(path)
    assert check(path).valid


@pytest.mark.parametrize("locator", [0, 1, 1 << 40, (1 << 63) - 1, 1 << 63, (1 << 64) - 1])
def test_a_locator_that_points_elsewhere_is_refused(
    whole: Entries, raw_zip: RawZip, check: Check, locator: int
) -> None:
    path = raw_zip(whole)
    large_end(path, locator)
    with pytest.raises(ArchiveBroken) as error:
        check(path)
    assert error.value.reason == "end-records"


def test_bytes_between_the_end_records_are_refused(
    whole: Entries, raw_zip: RawZip, check: Check
) -> None:
    path = raw_zip(whole)
    large_end(path, hidden=SECRET)
    data = bytearray(path.read_bytes())
    pack_into("<Q", data, data.rfind(b"PK\x06\x06") + 4, 44)  # the record does not own to them
    path.write_bytes(data)
    with pytest.raises(ArchiveBroken) as error:
        check(path)
    assert error.value.reason == "end-records"
