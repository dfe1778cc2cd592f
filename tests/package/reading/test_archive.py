"""ZIPs that lie: each lie on its own, and what becomes of the rest of the bag."""

import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from struct import pack
from typing import Any

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.reader import Verification, verify
from lssc_desktop.package.reading.archive import UnpacksTooLarge
from lssc_desktop.package.reading.package_files import NotABag
from lssc_desktop.package.reading.zip_directory import ArchiveBroken, TooManyEntries

type Entries = list[dict[str, Any]]
type MakeBag = Callable[..., dict[str, bytes]]
type RawZip = Callable[..., Path]
type Check = Callable[[Path], Verification]
type Faults = Callable[[Path], list[tuple[str, str]]]

LETTER = b"bag/data/letter.txt"


@pytest.fixture
def honest(
    make_bag: MakeBag, entries: Callable[[dict[str, bytes]], Entries]
) -> Callable[..., Entries]:
    """The entries of a bag; `changes` are for the letter's, the last one before `more`."""

    def make(changes: dict[str, Any] | None = None, *more: dict[str, Any]) -> Entries:
        found = sorted(entries(make_bag()), key=lambda entry: entry["name"] == LETTER)
        found[-1].update(changes or {})
        return [*found, *more]

    return make


def test_an_honest_one_is_valid(
    honest: Callable[..., Entries], raw_zip: RawZip, check: Check
) -> None:
    for method in (0, 8):
        assert check(raw_zip(honest({"method": method}), comment=b"hello")).valid


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"flags": 1 << 11 | 1}, "entry-encrypted"),
        ({"flags": 1 << 11 | 1 << 6}, "entry-encrypted"),
        ({"local_flags": 1}, "entry-header"),
        ({"method": 12}, "entry-method"),
        ({"method": 14}, "entry-method"),
        ({"method": 93}, "entry-method"),
        ({"mode": stat.S_IFLNK | 0o777}, "entry-special"),
        ({"mode": stat.S_IFCHR | 0o666}, "entry-special"),
        ({"local_name": b"bag/data/lettex.txt"}, "entry-header"),
        ({"local_method": 8}, "entry-header"),
        ({"local_size": 12}, "entry-header"),
        ({"local_crc": 1}, "entry-header"),
        ({"crc": 1}, "entry-crc"),
        ({"size": 14}, "entry-size"),
        ({"packed": 12, "size": 12}, "entry-crc"),
        ({"packed": 99, "size": 99}, "entry-overlap"),
        ({"packed": 1 << 31, "size": 1 << 31}, "entry-overlap"),
        ({"packed": 0xFFFF_FFFF, "size": 0xFFFF_FFFF}, "entry-overlap"),
        ({"method": 8, "size": 12}, "entry-size"),
        ({"method": 8, "size": 14}, "entry-size"),
        ({"method": 8, "packed_data": b"\x07garbage", "packed": 8}, "entry-data"),
        ({"method": 8, "packed_data": b""}, "entry-data"),
        ({"offset": 0}, "entry-overlap"),
        ({"offset": 7}, "entry-header"),
        ({"offset": 1 << 31}, "entry-overlap"),
        (
            {
                "extra": pack("<2H3Q", 1, 24, 1 << 63, 1 << 63, 1 << 63),
                "offset": 0xFFFF_FFFF,
                "size": 0xFFFF_FFFF,
                "packed": 0xFFFF_FFFF,
            },
            "entry-overlap",
        ),
    ],
    ids=str,
)
def test_a_lie_about_one_entry_is_told_and_the_rest_is_read(
    honest: Callable[..., Entries],
    raw_zip: RawZip,
    check: Check,
    changes: dict[str, Any],
    code: str,
) -> None:
    lie = dict(changes)
    for key in ("crc", "size", "packed"):
        if key in lie and code != "entry-header":
            lie.setdefault(f"local_{key}", lie[key])
    lie.setdefault("local_extra", b"")
    found = check(raw_zip(honest(lie)))
    assert not found.valid
    told = {(fault.code.value, fault.path) for fault in found.faults}
    assert (code, "data/letter.txt") in told
    assert {other for other, _ in told - {(code, "data/letter.txt")}} <= {
        "checksum-differs",
        "entry-gap",
        "entry-overlap",
        "payload-oxum-differs",
    }
    assert found.files == 2


@pytest.mark.parametrize(
    "name",
    [
        b"../evil.txt",
        b"/etc/passwd",
        b"bag/../../evil",
        b"bag/data\\evil",
        b"C:/evil",
        b"~/evil",
        b"bag/data/evil\0.txt",
        b"bag//data/evil",
        b"bag/./data/evil",
        b"",
    ],
)
def test_a_name_that_leads_out_is_told_and_never_read(
    honest: Callable[..., Entries], raw_zip: RawZip, faults: Faults, name: bytes
) -> None:
    path = raw_zip(honest(None, {"name": name, "data": b"evil"}))
    assert faults(path) == [("entry-name", name.decode())]


def test_a_name_used_twice_is_a_fault(
    honest: Callable[..., Entries], raw_zip: RawZip, faults: Faults
) -> None:
    again = {"name": LETTER, "data": b"Dear writer,\n"}
    assert faults(raw_zip(honest(None, again))) == [("entry-twice", LETTER.decode())]


def test_a_file_cannot_be_a_folder_too(
    honest: Callable[..., Entries], raw_zip: RawZip, check: Check
) -> None:
    path = raw_zip(honest(None, {"name": b"bag/data/letter.txt/x", "data": b""}))
    assert ("entry-clash", "data/letter.txt") in {
        (fault.code.value, fault.path) for fault in check(path).faults
    }


def test_what_lies_beside_the_bag_is_a_fault(
    honest: Callable[..., Entries], raw_zip: RawZip, faults: Faults
) -> None:
    path = raw_zip(honest(None, {"name": b"other/file.txt", "data": b""}))
    assert faults(path) == [("entry-outside", "other/file.txt")]


@pytest.mark.parametrize(
    ("name", "flags", "text"),
    [
        (b"M\x81ller", 0, "Müller"),
        ("Müller".encode(), 0, "Müller"),
        ("Müller".encode(), 2048, "Müller"),
    ],
)
def test_names_are_utf_8_or_the_code_page_of_ms_dos(
    make_bag: MakeBag,
    entries: Callable[[dict[str, bytes]], Entries],
    raw_zip: RawZip,
    check: Check,
    name: bytes,
    flags: int,
    text: str,
) -> None:
    found = entries(make_bag({f"data/{text}": b"1"}))
    found[0] |= {"name": b"bag/data/" + name, "flags": flags}
    assert check(raw_zip(found)).valid


def test_a_name_that_only_says_it_is_utf_8_is_a_fault(
    honest: Callable[..., Entries], raw_zip: RawZip, check: Check
) -> None:
    found = check(raw_zip(honest(None, {"name": b"bag/M\x81ller", "data": b""})))
    assert [fault.code for fault in found.faults] == ["entry-name-encoding"]


def test_sizes_may_follow_the_data(
    honest: Callable[..., Entries], raw_zip: RawZip, check: Check
) -> None:
    later = {"flags": 1 << 11 | 8, "local_crc": 0, "local_size": 0, "local_packed": 0}
    assert check(raw_zip(honest({**later, "method": 8}))).valid


def test_bytes_around_the_archive_are_a_fault(
    honest: Callable[..., Entries], raw_zip: RawZip, faults: Faults
) -> None:
    assert faults(raw_zip(honest(), before=b"#!/bin/sh\n")) == [("archive-prefixed", "")]
    assert faults(raw_zip(honest(), after=b"and more")) == [("archive-trailing", "")]


def test_bytes_hidden_before_the_first_entry_are_a_fault(
    make_bag: MakeBag, tmp_path: Path, faults: Faults
) -> None:
    path = tmp_path / "hidden.zip"
    path.write_bytes(b"#!/bin/sh\n")
    with zipfile.ZipFile(path, "a") as archive:  # makes the offsets fit
        for name, content in make_bag().items():
            archive.writestr(name, content)
    assert faults(path) == [("archive-prefixed", "")]


def test_a_count_that_is_not_true_is_a_fault(
    honest: Callable[..., Entries], raw_zip: RawZip, faults: Faults
) -> None:
    for count in (0, 5, 60_000):
        assert faults(raw_zip(honest(), count=count)) == [("archive-count", "")]


def test_a_cut_behind_a_zip_inside_is_a_cut(tmp_path: Path) -> None:
    inside, whole = tmp_path / "inside.docx", tmp_path / "p.zip"
    with zipfile.ZipFile(inside, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>")
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("bag/data/letter.docx", inside.read_bytes())
        archive.writestr("bag/bagit.txt", b"BagIt-Version: 1.0")
    content = whole.read_bytes()
    whole.write_bytes(content[: content.index(b"bag/bagit.txt")])
    with pytest.raises(ArchiveBroken) as broken:
        verify(whole, ignore_progress)
    assert broken.value.reason == "truncated"


def test_every_cut_is_refused_in_words(
    honest: Callable[..., Entries], raw_zip: RawZip, tmp_path: Path
) -> None:
    whole = raw_zip(honest()).read_bytes()
    cut = tmp_path / "cut.zip"
    for length in range(0, len(whole), 37):
        cut.write_bytes(whole[:length])
        with pytest.raises((ArchiveBroken, NotABag)):
            verify(cut, ignore_progress)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ({"start": 10_000}, "truncated"),
        ({"directory_bytes": 1 << 25}, "truncated"),
        ({"directory_bytes": (1 << 26) + 1}, "directory"),
        ({"directory_bytes": 99}, "directory"),
        ({"directory_bytes": 0, "start": 0}, None),
    ],
)
def test_a_lying_end_record_is_refused(
    honest: Callable[..., Entries], raw_zip: RawZip, end: dict[str, int], reason: str | None
) -> None:
    with pytest.raises((ArchiveBroken, NotABag)) as refused:
        verify(raw_zip(honest(), **end), ignore_progress)
    assert getattr(refused.value, "reason", None) == reason


def test_an_archive_with_two_ends_is_refused(
    honest: Callable[..., Entries], raw_zip: RawZip
) -> None:
    inner = pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0)
    with pytest.raises(ArchiveBroken) as refused:
        verify(raw_zip(honest(), comment=inner), ignore_progress)
    assert refused.value.reason == "two-ends"


def _with_zip64(whole: bytes, count: int, *, length: int | None = None) -> bytes:
    *_, said, start, _ = (
        int.from_bytes(whole[-22:][index:end], "little")
        for index, end in ((8, 10), (10, 12), (12, 16), (16, 20), (20, 22))
    )
    numbers = (count, count, said if length is None else length, start)
    record = pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, *numbers)
    locator = pack("<4sLQL", b"PK\x06\x07", 0, len(whole) - 22, 1)
    full = pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0)
    return whole[:-22] + record + locator + full


def test_zip64_end_records_are_read(
    honest: Callable[..., Entries], raw_zip: RawZip, check: Check
) -> None:
    path = raw_zip(honest())
    path.write_bytes(_with_zip64(path.read_bytes(), len(honest())))
    assert check(path).valid
    path.write_bytes(b"prefix" + path.read_bytes())
    assert [fault.code for fault in check(path).faults] == ["archive-prefixed"]


@pytest.mark.parametrize("count", [200_001, 1 << 62])
def test_too_many_entries_are_refused_from_the_end_record(
    honest: Callable[..., Entries], raw_zip: RawZip, count: int
) -> None:
    path = raw_zip(honest())
    path.write_bytes(_with_zip64(path.read_bytes(), count))
    with pytest.raises(TooManyEntries) as refused:
        verify(path, ignore_progress)
    assert (refused.value.entries, refused.value.limit) == (count, 200_000)


def test_end_records_that_contradict_each_other_are_refused(
    honest: Callable[..., Entries], raw_zip: RawZip
) -> None:
    path = raw_zip(honest())
    lying = bytearray(_with_zip64(path.read_bytes(), 6))
    lying[-14:-10] = pack("<2H", 5, 5)
    path.write_bytes(lying)
    with pytest.raises(ArchiveBroken) as refused:
        verify(path, ignore_progress)
    assert refused.value.reason == "end-records"


def test_a_part_of_several_is_refused(honest: Callable[..., Entries], raw_zip: RawZip) -> None:
    path = raw_zip(honest())
    split = bytearray(path.read_bytes())
    split[-18:-16] = pack("<H", 3)
    path.write_bytes(split)
    with pytest.raises(ArchiveBroken) as refused:
        verify(path, ignore_progress)
    assert refused.value.reason == "split"


def test_what_unpacks_to_very_much_is_refused_by_what_it_says(
    honest: Callable[..., Entries], raw_zip: RawZip
) -> None:
    bomb = {"name": b"bag/data/bomb", "data": b"", "method": 8, "size": 10**9}
    with pytest.raises(UnpacksTooLarge) as refused:
        verify(raw_zip(honest(None, bomb)), ignore_progress)
    assert refused.value.unpacked == 10**9


def test_many_that_unpack_to_very_much_together_are_refused(
    honest: Callable[..., Entries], raw_zip: RawZip
) -> None:
    bombs = [
        {"name": b"bag/data/%d" % number, "data": b"", "method": 8, "size": 99 * 10**6}
        for number in range(2)
    ]
    with pytest.raises(UnpacksTooLarge):
        verify(raw_zip(honest(None, *bombs)), ignore_progress)


def test_honest_text_may_shrink(make_bag: MakeBag, tmp_path: Path, check: Check) -> None:
    path = tmp_path / "text.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in make_bag({"data/zeros": bytes(50_000_000)}).items():
            archive.writestr(name, content)
    assert check(path).valid


@pytest.mark.parametrize("command", [["zip", "-qr"], ["zip", "-0qr"], ["7z", "a", "-bso0"]])
def test_what_common_tools_make_is_read(
    make_bag: MakeBag,
    write_folder: Callable[..., Path],
    check: Check,
    command: list[str],
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not here")
    folder = write_folder(make_bag({"data/Müller 🎈.txt": b"1" * 99, "data/empty": b""}))
    subprocess.run([*command, "made.zip", folder.name], cwd=folder.parent, check=True)
    assert check(folder.parent / "made.zip").valid
