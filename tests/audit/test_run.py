"""An audit of folders: a line for each package, the one that `verify` would give, and going on."""

import os
import shutil
import signal
import sys
from concurrent.futures import as_completed
from itertools import islice
from pathlib import Path
from struct import pack

import pytest

from lssc_desktop.audit.audited import (
    AuditLine,
    AuditState,
    ListedPackage,
    decode_line,
    encode_line,
)
from lssc_desktop.audit.crew import (
    Batch,
    lines_of,
    open_place,
    place_opener,
    processes,
    read_batch,
)
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.places import NOBODY, AddressWithSecret, PlaceNotUnderstood
from lssc_desktop.audit.run import Audited, AuditOrder, audit
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.disk.helpers import Broken, giving
from lssc_desktop.package.reader import verify
from tests.audit.packages import damaged, make_package, mixed_folder


def run(tmp_path: Path, *sources: Path, **how: object) -> tuple[Audited, list[AuditLine]]:
    order = AuditOrder(tuple(str(each) for each in sources), **how)  # type: ignore[arg-type]
    with Journal(tmp_path / "audit.journal") as journal:
        found = audit(order, journal, ignore_progress)
        return found, list(journal.lines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "packages"


def test_every_package_gets_a_line(tmp_path: Path, folder: Path) -> None:
    states = mixed_folder(folder)
    found, lines = run(tmp_path, folder)
    assert {each.name: each.state.value for each in lines} == states
    assert found.read == found.counts.packages == 7
    assert (found.counts.whole, found.counts.damaged, found.counts.unreadable) == (3, 1, 3)


def test_a_line_is_what_verify_says(tmp_path: Path, folder: Path) -> None:
    mixed_folder(folder)
    _, lines = run(tmp_path, folder)
    for each in lines:
        if each.state is AuditState.UNREADABLE:
            with pytest.raises(LsscError) as error:
                verify(folder / each.name, ignore_progress)
            assert type(each.reason) is type(error.value)
            assert vars(each.reason) == vars(error.value)
            continue
        said = verify(folder / each.name, ignore_progress)
        assert (each.state is AuditState.WHOLE) is said.valid
        assert (each.faults, each.warnings) == (said.faults, said.warnings)
        assert (each.package_id, each.complete) == (said.package_id, said.complete)


@pytest.mark.parametrize("version", ["folder", "no declaration"])
def test_a_folder_that_is_a_bag_is_one_package(tmp_path: Path, folder: Path, version: str) -> None:
    make_package(tmp_path / "x.zip")
    shutil.unpack_archive(tmp_path / "x.zip", folder / "inside")
    if version == "no declaration":
        (folder / "inside" / "rivera" / "bagit.txt").unlink()
    _, lines = run(tmp_path, folder)
    assert [(each.name, each.state.value) for each in lines] == [
        ("inside/rivera", "whole" if version == "folder" else "damaged")
    ]


def test_one_package_and_one_bag_can_be_named(tmp_path: Path, folder: Path) -> None:
    make_package(folder / "x.zip")
    shutil.unpack_archive(folder / "x.zip", folder)
    found, lines = run(tmp_path, folder / "x.zip", folder / "rivera")
    assert found.counts.whole == 2
    assert [each.name for each in lines] == ["", ""]


def test_names_can_be_chosen(tmp_path: Path, folder: Path) -> None:
    mixed_folder(folder)
    _, lines = run(tmp_path, folder, pattern="*.lssc.zip")
    assert "7f3a91c2" not in {each.name for each in lines}
    assert len(lines) == 5


def test_what_did_not_change_is_not_read_again(tmp_path: Path, folder: Path) -> None:
    mixed_folder(folder)
    _, before = run(tmp_path, folder)
    whole = (folder / "whole.lssc.zip").read_bytes()
    (folder / "whole.lssc.zip").write_bytes(damaged(whole))
    (folder / "page.zip").unlink()
    found, lines = run(tmp_path, folder)
    assert found.read == 1
    assert found.counts.damaged == 2
    assert [each.name for each in before if each not in lines] == ["page.zip", "whole.lssc.zip"]


def test_all_is_read_again_on_request(tmp_path: Path, folder: Path) -> None:
    mixed_folder(folder)
    _, before = run(tmp_path, folder)
    path = folder / "whole.lssc.zip"
    seen = path.stat()
    path.write_bytes(damaged(path.read_bytes()))  # as a disk does it, that tells nobody
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    unseen, _ = run(tmp_path, folder)
    assert unseen.read == 0
    found, lines = run(tmp_path, folder, again=True)
    assert found.read == 7
    assert [each.name for each in lines if each not in before] == ["whole.lssc.zip"]


def test_stopped_and_begun_again_it_goes_on(tmp_path: Path, folder: Path) -> None:
    for n in range(300):
        make_package(folder / f"{n:03}.lssc.zip", n)
    order = AuditOrder((str(folder),))

    def stop(progress: Progress) -> None:
        if progress.item.done >= 100:
            raise Cancelled

    with Journal(tmp_path / "audit.journal") as journal, pytest.raises(Cancelled):
        audit(order, journal, stop)
    found, lines = run(tmp_path, folder)
    assert 0 < found.read <= 200
    assert found.counts.whole == 300
    fresh, all_lines = run(tmp_path / "fresh", folder)
    assert fresh.read == 300
    assert lines == all_lines


def test_progress_knows_packages_and_bytes(tmp_path: Path, folder: Path) -> None:
    sizes = [len(make_package(folder / f"{n:03}.zip", n)) for n in range(150)]
    reports: list[Progress] = []
    with Journal(tmp_path / "audit.journal") as journal:
        audit(AuditOrder((str(folder),)), journal, reports.append)
    last = reports[-1]
    assert (last.done, last.total) == (sum(sizes), sum(sizes))
    assert (last.item.done, last.item.total) == (150, 150)
    done = [each.done for each in reports if each.total]
    assert done == sorted(done)
    assert len(set(done)) > 2


@pytest.mark.parametrize("content", [b"", None])
def test_a_package_that_changed_since_it_was_listed_is_not_checked(
    folder: Path, content: bytes | None
) -> None:
    make_package(folder / "x.zip")
    (listed,) = open_place(str(folder), NOBODY).packages(ignore_progress)
    if content is None:
        (folder / "x.zip").unlink()
    else:
        (folder / "x.zip").write_bytes(content)
    (line,) = read_batch(Batch((listed,)), place_opener())
    assert line.state is AuditState.NOT_READ
    assert vars(line.reason)["reason"] == ("gone" if content is None else "changed")


def test_a_place_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(LsscError) as error:
        run(tmp_path, tmp_path / "gone")
    assert type(error.value).__module__ == FolderGone.__module__


@pytest.mark.parametrize("address", ["ftp://host/x", "s3://", "https:///x", "s3://b/x?key=1"])
def test_what_is_no_place_is_refused(address: str) -> None:
    with pytest.raises(PlaceNotUnderstood):
        open_place(address, NOBODY)


def test_a_password_in_an_address_is_refused() -> None:
    with pytest.raises(AddressWithSecret):
        open_place("https://me:secret@host/packages/", NOBODY)


# Processes --------------------------------------------------------------------------------------


def test_processes_say_the_same(tmp_path: Path, folder: Path) -> None:
    mixed_folder(folder)
    for n in range(200):
        make_package(folder / f"{n:03}.zip", n)
    _, lines = run(tmp_path / "one", folder)
    found, same = run(tmp_path / "two", folder, workers=2)
    assert found.read == 207
    assert same == lines


def with_entries(count: int) -> bytes:
    """Return a ZIP that says it holds so many files (APPNOTE.TXT 4.3.14 to 4.3.16)."""
    numbers = pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, 0, 0)
    locator = pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    larger = (0xFFFF, 0xFFFF, 0xFFFF_FFFF, 0xFFFF_FFFF)
    return numbers + locator + pack("<4s4H2LH", b"PK\x05\x06", 0, 0, *larger, 0)


def test_processes_say_the_same_of_numbers_beyond_all_belief(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "trap.zip").write_bytes(with_entries(2**64 - 1))
    _, lines = run(tmp_path / "one", folder)
    _, same = run(tmp_path / "two", folder, workers=2)
    assert [each.state for each in lines] == [AuditState.UNREADABLE]
    assert same == lines


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_package_whose_name_is_no_text_gets_a_line(
    tmp_path: Path, folder: Path, workers: int
) -> None:
    make_package(folder / "a.zip")
    (folder / "a.zip").rename(folder / os.fsdecode(b"\xff.zip"))
    _, lines = run(tmp_path, folder, workers=workers)
    assert [(each.name, each.state) for each in lines] == [("\udcff.zip", AuditState.WHOLE)]


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes by their signal")
def test_a_process_that_dies_costs_its_packages_a_second_try(tmp_path: Path, folder: Path) -> None:
    for n in range(200):
        make_package(folder / f"{n:03}.zip", n, 100_000)
    _, lines = run(tmp_path / "one", folder)
    with Journal(tmp_path / "two.journal") as journal:
        place = open_place(str(folder), NOBODY)
        listed = tuple(place.packages(ignore_progress))
        with processes(2) as crew:
            first = next(iter(crew._all))  # type: ignore[attr-defined]
            os.kill(first.id, signal.SIGSTOP)  # in the middle of what it is given
            batches = [listed[at : at + 20] for at in range(0, 200, 20)]
            done = [crew.read(Batch(batch)) for batch in batches]
            list(islice(as_completed(done), len(batches) - 1))  # the other one's
            os.kill(first.id, signal.SIGKILL)
            same = [line for each in done for line in each.result()]
        journal.note_listed(listed)
    assert same == lines


LISTED = tuple(ListedPackage("/p", name, 1, "1") for name in ("a.zip", "b.zip"))
LINES = tuple(
    encode_line(AuditLine(each.source, each.name, each.bytes, each.mark, AuditState.WHOLE))
    for each in LISTED
)


@pytest.mark.parametrize(
    "told",
    [
        (),
        LINES[:1],
        LINES[::-1],
        (*LINES, LINES[0]),
        (b"{}", b"{}"),
        (b'{"x":' + b"[" * 10**5,) * 2,
    ],
    ids=["none", "one", "others", "more", "nothing", "deep"],
)
def test_a_process_that_was_taken_over_says_a_line_of_each_package_or_nothing(
    told: tuple[bytes, ...],
) -> None:
    batch = Batch(LISTED)
    assert lines_of(giving(LINES), batch) == tuple(map(decode_line, LINES))
    with pytest.raises(Broken):
        lines_of(giving(told), batch)
