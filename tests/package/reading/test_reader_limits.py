"""Hostile and huge bags cost bounded memory: measured in a process of their own."""

import hashlib
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from struct import pack
from typing import Any

import pytest

MOST_MEMORY = 200_000  # KB
MEASURE = """
import resource, sys
from pathlib import Path
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.reader import verify
try:
    found = verify(Path(sys.argv[1]), ignore_progress)
    print(found.valid, found.files, len(found.faults))
except LsscError as error:
    print(type(error).__name__)
# What an exec keeps of its parent's peak is not ours: the status file has our own.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak.split()[1])
"""

measured = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="this system does not tell peak memory"
)


def _measure(path: Path) -> str:
    """Verify in another process; return what it says and make sure of its peak memory."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, path], check=True, capture_output=True, text=True
    )
    said, memory = done.stdout.strip().splitlines()
    assert int(memory) < MOST_MEMORY, f"{memory} KB for {said}"
    return said


@measured
def test_a_hundred_thousand_honest_files(tmp_path: Path) -> None:
    sum_ = hashlib.sha256(b"").hexdigest()
    path = tmp_path / "many.zip"
    names = [
        f"data/a folder with a long name/file number {number}.txt" for number in range(100_000)
    ]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        archive.writestr("manifest-sha256.txt", "".join(f"{sum_}  {name}\n" for name in names))
        for name in names:
            archive.writestr(name, b"")
    assert _measure(path) == "True 100000 0"


@measured
def test_more_entries_than_the_end_record_says(tmp_path: Path) -> None:
    name = b"data/%09d"
    header = b"PK\x01\x02" + bytes(24) + pack("<H", len(name % 0)) + bytes(16)
    directory = b"".join(header + name % number for number in range(250_000))
    end = pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 7, 7, len(directory), 0, 0)
    path = tmp_path / "lying.zip"
    path.write_bytes(directory + end)
    assert _measure(path) == "TooManyEntries"


@measured
def test_ten_gigabytes_from_ten_megabytes(raw_zip: Callable[..., Path]) -> None:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(1 << 24)
    packed = b"".join(squeeze.compress(zeros) for _ in range(8)) + squeeze.flush()
    declared = {"name": b"data/bomb", "data": b"", "method": 8, "packed_data": packed}
    declaration = {
        "name": b"bagit.txt",
        "data": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    }
    honest = raw_zip([declaration, {**declared, "size": 1 << 27}])
    assert _measure(honest) == "UnpacksTooLarge"
    lying: dict[str, Any] = {**declared, "size": 10}
    assert _measure(raw_zip([declaration, lying])) == "False 1 2"
    shared = [{**lying, "name": b"data/%d" % n, "offset": 0} for n in range(1_000)]
    assert _measure(raw_zip([declaration, *shared])).startswith("False 1000")


@measured
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("manifest-sha256.txt", b"0" * 64 + b"  data/%d\n"),
        ("manifest-sha256.txt", b"\n"),
        ("manifest-sha256.txt", b"0" * 64 + b"  data/%d/" + "é".encode() * 300 + b"\n"),
        ("fetch.txt", b"http://example.org/ 1 data/%d\n"),
        ("fetch.txt", b"http://example.org/ 1 data/%d/" + b"x" * 900 + b"\n"),
        ("bag-info.txt", b"x: %d\n"),
        ("bag-info.txt", b" %d\n"),
    ],
)
def test_a_tag_file_of_many_lines(tmp_path: Path, name: str, line: bytes) -> None:
    lines = b"".join(line % n if b"%" in line else line for n in range(300_000))
    path = tmp_path / "lines.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        archive.writestr("data/", b"")
        archive.writestr(name, lines)
    assert _measure(path).startswith("False 0 ")


@measured
def test_names_of_every_kind_as_long_as_they_may_be(tmp_path: Path) -> None:
    """A single sign that takes four bytes makes all of a name take four times as much."""
    name = "data/\N{OPEN BOOK}%06d" + "x" * 200
    path = tmp_path / "names.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        for number in range(60_000):
            archive.writestr(name % number, b"")
    assert _measure(path) == "NamesTooLong"


@measured
def test_a_tag_file_without_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "line.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        archive.writestr("data/", b"")
        for name in ("manifest-sha256.txt", "bag-info.txt", "fetch.txt"):
            archive.writestr(name, b"\xf0\x9f\x8e\x88 x: " * 3_000_000)
    assert _measure(path).startswith("False 0 ")
