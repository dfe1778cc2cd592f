import hashlib
import os
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from pathlib import Path

import bagit
import pytest

from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.package.reader import Verification, open_package, verify
from lssc_desktop.package.reading.package_files import (
    FileUnusable,
    NotABag,
    PackageMissing,
    PackageUnreadable,
    read,
)
from tests.systems import needs_any_name, needs_pipes, needs_program

type Bag = dict[str, bytes]
type MakeBag = Callable[..., Bag]
type Write = Callable[..., Path]
type Check = Callable[[Path], Verification]
type Faults = Callable[[Path], list[tuple[str, str]]]

# The Library of Congress's bagit calls re.sub in a way that Python has begun to discourage.
AS_BAGIT_IS = pytest.mark.filterwarnings("ignore:'count' is passed:DeprecationWarning")


@pytest.fixture(params=["folder", "stored", "deflated", "without a top folder"])
def write(request: pytest.FixtureRequest, write_folder: Write, write_zip: Write) -> Write:
    def as_asked(bag: Mapping[str, bytes]) -> Path:
        if request.param == "folder":
            return write_folder(bag)
        top = "" if request.param == "without a top folder" else "bag/"
        return write_zip(bag, top=top, deflate=request.param == "deflated")

    return as_asked


def test_an_honest_bag_is_valid_and_tells_what_it_is(
    make_bag: MakeBag, write: Write, check: Check
) -> None:
    bag = make_bag()
    found = check(write(bag))
    assert found == Verification(
        valid=True,
        complete=True,
        faults=(),
        warnings=(),
        package_id=hashlib.sha256(bag["tagmanifest-sha256.txt"]).hexdigest(),
        version="1.0",
        files=2,
        bytes=1013,
        info=(("Contact-Name", "A. Müller"), ("Payload-Oxum", "1013.2")),
        candidate="A. Müller",
    )


def test_what_our_own_writer_makes_is_valid_without_a_warning(tmp_path: Path, check: Check) -> None:
    target = tmp_path / "own.zip"
    files = [BagFile("a.txt", b"1" * 99), BagFile("Müller 🎈/empty", b"")]
    written = write_bag(target, "own", files, [("Title", "T")], date(2026, 11, 25), ignore_progress)
    found = check(target)
    assert (found.valid, found.warnings, found.files) == (True, (), 2)
    assert found.package_id == written.package_id


@pytest.mark.parametrize("version", ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"])
def test_every_version_of_bagit_is_read_by_its_own_rules(
    make_bag: MakeBag, write: Write, check: Check, version: str
) -> None:
    found = check(write(make_bag(version=version, algorithms=["md5"])))
    assert (found.valid, found.version, len(found.info)) == (True, version, 2)
    assert found.package_id is None


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"])
def test_every_common_checksum_is_checked(
    make_bag: MakeBag, write: Write, faults: Faults, algorithm: str
) -> None:
    changed = {"data/letter.txt": b"Dear writer,\n"}
    assert faults(write(make_bag(algorithms=[algorithm], after=changed))) == [
        ("checksum-differs", "data/letter.txt")
    ]


def test_all_manifests_of_a_bag_are_checked(make_bag: MakeBag, write: Write, check: Check) -> None:
    algorithms = ["md5", "sha1", "sha512"]
    path = write(make_bag(algorithms=algorithms, after={"data/letter.txt": b"Dear writer,\n"}))
    assert [fault.fact("algorithm") for fault in check(path).faults] == algorithms


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "UTF-16BE", "ISO-8859-1", "UTF-32"])
def test_tag_files_are_read_in_the_declared_encoding(
    make_bag: MakeBag, write: Write, check: Check, encoding: str
) -> None:
    found = check(write(make_bag({"data/Müller.txt": b"1"}, encoding=encoding)))
    assert (found.faults, found.info[0]) == ((), ("Contact-Name", "A. Müller"))


def test_utf_16_without_a_mark_is_big_endian(make_bag: MakeBag, write: Write, check: Check) -> None:
    bag = make_bag(encoding="UTF-16BE")
    bag["bagit.txt"] = bag["bagit.txt"].replace(b"UTF-16BE", b"UTF-16")
    bag["tagmanifest-sha256.txt"] = (
        bag["tagmanifest-sha256.txt"]
        .decode("utf-16-be")
        .replace(
            hashlib.sha256(bag["bagit.txt"].replace(b"UTF-16", b"UTF-16BE")).hexdigest(),
            hashlib.sha256(bag["bagit.txt"]).hexdigest(),
        )
        .encode("utf-16-be")
    )
    assert check(write(bag)).valid


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_may_end_in_three_ways(
    make_bag: MakeBag, write: Write, check: Check, end: str
) -> None:
    plain = make_bag()
    changes = {
        name: plain[name].replace(b"\n", end.encode())
        for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
    }
    assert check(write(make_bag(changes=changes))).valid


def test_a_bag_may_be_empty(make_bag: MakeBag, write: Write, check: Check) -> None:
    found = check(write(make_bag({})))
    assert (found.valid, found.files, found.bytes) == (True, 0, 0)


@needs_any_name
def test_names_with_line_ends_and_percent_signs_are_decoded(
    make_bag: MakeBag, write: Write, check: Check
) -> None:
    payload = {"data/a\nb.txt": b"1", "data/100 %.txt": b"2", "data/%0A.txt": b"3"}
    written = {
        "data/a\nb.txt": "data/a%0Ab.txt",
        "data/100 %.txt": "data/100 %25.txt",
        "data/%0A.txt": "data/%250A.txt",
    }
    manifest = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {written[name]}\n"
        for name, content in payload.items()
    )
    bag = make_bag(payload, changes={"manifest-sha256.txt": manifest.encode()})
    assert check(write(bag)).valid


def test_before_1_0_a_percent_sign_stands_for_itself(
    make_bag: MakeBag, write: Write, check: Check
) -> None:
    assert check(write(make_bag({"data/100 %25.txt": b"1"}, version="0.97"))).valid


def test_every_fault_is_told_not_only_the_first(
    make_bag: MakeBag, write: Write, faults: Faults
) -> None:
    bag = make_bag(
        after={
            "data/letter.txt": b"changed",
            "data/pictures/shelf.jpg": None,
            "data/extra.txt": b"",
            "bag-info.txt": b"no colon\n",
        }
    )
    assert sorted(faults(write(bag))) == [
        ("checksum-differs", "bag-info.txt"),
        ("checksum-differs", "data/letter.txt"),
        ("file-missing", "data/pictures/shelf.jpg"),
        ("file-not-listed", "data/extra.txt"),
        ("line-malformed", "bag-info.txt"),
    ]


def test_a_changed_file_leaves_a_bag_complete_but_not_valid(
    make_bag: MakeBag, write: Write, check: Check
) -> None:
    found = check(write(make_bag(after={"data/letter.txt": b"Dear writer,\n"})))
    assert (found.complete, found.valid) == (True, False)
    assert found.faults[0].fact("found") == hashlib.sha256(b"Dear writer,\n").hexdigest()


@AS_BAGIT_IS
@pytest.mark.parametrize(
    "after",
    [
        {"data/letter.txt": None},
        {"data/letter.txt": b"changed"},
        {"data/extra.txt": b""},
        {"bag-info.txt": None},
        {"bag-info.txt": b"Contact-Name: B\n"},
        {"manifest-sha256.txt": None},
        {"manifest-sha256.txt": b""},
        {"bagit.txt": b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
        {"bagit.txt": b"BagIt-Version: 3.0\nTag-File-Character-Encoding: UTF-8\n"},
        {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n"},
        {"bagit.txt": b"BagIt-Version: 1.0\n"},
        {"bagit.txt": None},
        {"fetch.txt": b"letter 1 data/letter.txt\n"},
        {"fetch.txt": b"http://example.org/ 1 ../letter.txt\n"},
    ],
    ids=str,
)
def test_what_the_library_of_congress_rejects_is_rejected(
    make_bag: MakeBag, write_folder: Write, check: Check, after: dict[str, bytes | None]
) -> None:
    folder = write_folder(make_bag(after=after))
    assert not check(folder).valid
    with pytest.raises((bagit.BagError, LookupError, KeyError)):
        bagit.Bag(str(folder)).validate()


@AS_BAGIT_IS
@needs_program("zip")
@pytest.mark.parametrize("algorithms", [["md5"], ["sha1", "sha256"], ["sha512"]])
def test_what_the_library_of_congress_makes_is_valid(
    tmp_path: Path, check: Check, algorithms: list[str]
) -> None:
    folder = tmp_path / "made"
    (folder / "süß").mkdir(parents=True)
    (folder / "süß" / "file 1.txt").write_text("1", "utf-8")
    (folder / "empty").write_text("", "utf-8")
    bagit.make_bag(str(folder), {"Contact-Name": "long " * 40}, checksums=algorithms)
    assert check(folder).valid
    subprocess.run(["zip", "-qr", "made.zip", "made"], cwd=tmp_path, check=True)
    assert check(tmp_path / "made.zip").valid


def test_what_is_no_bag_is_refused(tmp_path: Path, write_zip: Write) -> None:
    text = tmp_path / "text.zip"
    text.write_text("no archive", "utf-8")
    (tmp_path / "folder" / "data").mkdir(parents=True)
    for path in (text, tmp_path / "folder", write_zip({"letter.txt": b""})):
        with pytest.raises(NotABag):
            verify(path, ignore_progress)
    for path in (tmp_path / "none", text / "inside"):
        with pytest.raises(PackageMissing):
            verify(path, ignore_progress)
    with pytest.raises(PackageUnreadable):
        verify(tmp_path / "nul\0", ignore_progress)


@needs_pipes
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotABag):
        verify(tmp_path / "pipe", ignore_progress)


def test_two_bags_in_one_zip_are_refused(make_bag: MakeBag, write_zip: Write) -> None:
    bag = make_bag()
    with pytest.raises(NotABag):
        verify(
            write_zip({f"{top}/{name}": bag[name] for name in bag for top in "ab"}), ignore_progress
        )


def test_what_macos_adds_beside_the_bag_is_a_warning(
    make_bag: MakeBag, write_zip: Write, check: Check
) -> None:
    found = check(write_zip(make_bag(), beside={"__MACOSX/bag/._data": b"\0"}))
    assert found.valid
    assert [fault.code for fault in found.warnings] == ["system-file"]


class _Recorder:
    """Keeps all reports; raises `Cancelled` at one of them."""

    def __init__(self, stop_at: int = -1) -> None:
        self.reports: list[Progress] = []
        self._stop_at = stop_at

    def __call__(self, progress: Progress) -> None:
        self.reports.append(progress)
        if len(self.reports) == self._stop_at:
            raise Cancelled


def test_progress_counts_the_bytes_that_were_read(make_bag: MakeBag, write: Write) -> None:
    bag = make_bag()
    recorder = _Recorder()
    verify(write(bag), recorder)
    last = recorder.reports[-1]
    size = sum(len(content) for content in bag.values())
    assert (last.step, last.done, last.total) == (Step.VERIFYING, size, size)
    assert (last.item.done, last.item.total, last.item.name in bag) == (len(bag), len(bag), True)


def test_it_can_be_stopped_at_every_report(make_bag: MakeBag, write: Write) -> None:
    path = write(make_bag())
    for stop_at in count(1):  # a slow computer reports more often
        recorder = _Recorder(stop_at)
        try:
            verify(path, recorder)
        except Cancelled:
            continue
        assert 0 < len(recorder.reports) < stop_at
        break


def test_nothing_is_written_beside_the_package(
    make_bag: MakeBag, write: Write, tmp_path: Path, check: Check
) -> None:
    path = write(make_bag())
    before = sorted(tmp_path.rglob("*"))
    check(path)
    assert sorted(tmp_path.rglob("*")) == before


def test_one_file_can_be_read_up_to_a_limit(make_bag: MakeBag, write: Write) -> None:
    package = open_package(write(make_bag()))
    assert read(package, "data/letter.txt", 13) == b"Dear reader,\n"
    with pytest.raises(FileUnusable):
        read(package, "data/letter.txt", 12)
