"""A look at every file in a portfolio folder."""

import hashlib
import os
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.core.files.seen import RefusedFile, SeenFile
from lssc_desktop.core.job import Cancelled, Item, Progress, Step, ignore_progress
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.store.folder.scan import files_in, list_folder
from tests.cloud import keep_online
from tests.hostile import CONTENTS, Put
from tests.systems import ODD_NAMES, needs_any_name, needs_pipes


def _put(path: Path, data: bytes = b"content", age: int = 3600) -> None:
    """Write a file that was changed so many seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    changed = path.stat().st_mtime_ns - age * 10**9
    os.utime(path, ns=(changed, changed))


def _read(told: Any) -> set[str]:
    """Return the files that were read."""
    return {report.item.name for report in told.reports if report.step is Step.READING}


def test_every_file_is_seen_with_size_and_fingerprint(root: Path) -> None:
    _put(root / "Evidence" / "2026" / "flyer.pdf", b"flyer")
    assert files_in(root, ignore_progress) == (
        SeenFile("Evidence/2026/flyer.pdf", 5, hashlib.sha256(b"flyer").hexdigest()),
    )


@pytest.mark.parametrize(
    "path",
    [
        ".lssc/notes.json",
        "Packages/rivera.lssc.zip",
        "Reviews/okafor.lssc-review.json",
        "READ ME.txt",
        "portfolio (broken 2026-11-25).json",
        "portfolio (broken 2026-11-25) (2).json",
        "Evidence/~$letter.docx",
        "Evidence/.~lock.letter.docx#",
        "Evidence/.DS_Store",
        "Evidence/Thumbs.db",
        "Evidence/desktop.ini",
        "Evidence/._flyer.pdf",
        "Evidence/.lssc-0123456789abcdef.tmp",
        ".Trash-1000/files/flyer.pdf",
        "$RECYCLE.BIN/flyer.pdf",
    ],
)
def test_what_is_ours_or_a_systems_is_passed_over(root: Path, path: str) -> None:
    _put(root / path)
    assert list_folder(root, ignore_progress).files == ()
    assert list_folder(root, ignore_progress).refused == ()


@pytest.mark.parametrize(
    "path",
    ["letter.docx", "Evidence/portfolio.json", "Evidence/Packages/a.zip", "Evidence/.hidden"],
)
def test_what_a_person_put_there_is_seen(root: Path, path: str) -> None:
    _put(root / path)
    assert [file.path for file in files_in(root, ignore_progress)] == [path]


@needs_pipes
def test_links_and_pipes_are_told_and_not_followed(root: Path, tmp_path: Path) -> None:
    _put(tmp_path / "outside" / "secret.txt")
    (root / "Evidence" / "folder link").symlink_to(tmp_path / "outside")
    (root / "Evidence" / "link").symlink_to(tmp_path / "outside" / "secret.txt")
    os.mkfifo(root / "Evidence" / "pipe")
    seen = list_folder(root, ignore_progress)
    assert seen.files == ()
    assert seen.refused == (
        RefusedFile("Evidence/folder link", "link"),
        RefusedFile("Evidence/link", "link"),
        RefusedFile("Evidence/pipe", "pipe"),
    )


@needs_any_name
def test_a_name_that_portfolio_json_cannot_hold_is_told(root: Path) -> None:
    (root / "Evidence" / "a\\b.pdf").write_bytes(b"")
    Path(os.fsdecode(bytes(root / "Evidence") + b"/caf\xe9.pdf")).write_bytes(b"")
    assert list_folder(root, ignore_progress).refused == (
        RefusedFile("Evidence/a\\b.pdf", "name"),
        RefusedFile("Evidence/caf?.pdf", "name"),
    )


@pytest.mark.parametrize(
    "name",
    ["🎉.jpg", "x" * 200, "%0A.txt"]
    + [pytest.param(name, marks=needs_any_name) for name in ODD_NAMES],
)
def test_names_that_bite_elsewhere_are_seen_as_they_are(root: Path, name: str) -> None:
    _put(root / "Evidence" / name)
    assert [file.path for file in files_in(root, ignore_progress)] == [f"Evidence/{name}"]


def test_twins_in_normal_form_are_two_files(root: Path) -> None:
    _put(root / "Evidence" / "é.pdf", b"1")
    _put(root / "Evidence" / unicodedata.normalize("NFD", "é.pdf"), b"2")
    assert len(files_in(root, ignore_progress)) == 2


def test_what_did_not_change_is_not_read_again(root: Path, recorder: Callable[..., Any]) -> None:
    _put(root / "Evidence" / "flyer.pdf")
    first = files_in(root, ignore_progress)
    told = recorder()
    assert files_in(root, told) == first
    assert _read(told) == set()


@pytest.mark.parametrize("path", [".lssc", ".lssc/fingerprints.json"])
def test_the_memory_can_be_lost(root: Path, path: str) -> None:
    _put(root / "Evidence" / "flyer.pdf")
    first = files_in(root, ignore_progress)
    (root / path).rename(root.parent / "away")
    assert files_in(root, ignore_progress) == first


@pytest.mark.parametrize("memory", [b"", b"[]", b'{"Evidence/flyer.pdf": 1}', b"\xff"])
def test_a_broken_memory_is_no_memory(root: Path, memory: bytes) -> None:
    _put(root / "Evidence" / "flyer.pdf", b"flyer")
    (root / ".lssc" / "fingerprints.json").write_bytes(memory)
    assert [file.bytes for file in files_in(root, ignore_progress)] == [5]


def test_a_change_of_size_or_time_is_noticed(root: Path, recorder: Callable[..., Any]) -> None:
    for name in ("longer.pdf", "later.pdf", "same.pdf"):
        _put(root / "Evidence" / name, b"before", age=7200)
    files_in(root, ignore_progress)
    _put(root / "Evidence" / "longer.pdf", b"longer", age=7200)
    _put(root / "Evidence" / "later.pdf", b"behind", age=3600)
    told = recorder()
    seen = {file.path: file.sha256 for file in files_in(root, told)}
    assert seen["Evidence/later.pdf"] == hashlib.sha256(b"behind").hexdigest()
    assert _read(told) == {"Evidence/longer.pdf", "Evidence/later.pdf"}


def test_a_change_in_the_same_moment_of_a_coarse_clock_is_noticed(root: Path) -> None:
    flyer = root / "Evidence" / "flyer.pdf"
    _put(flyer, b"one", age=0)
    changed = flyer.stat().st_mtime_ns
    files_in(root, ignore_progress)
    flyer.write_bytes(b"two")
    os.utime(flyer, ns=(changed, changed))
    assert files_in(root, ignore_progress)[0].sha256 == hashlib.sha256(b"two").hexdigest()


def test_a_file_is_trusted_once_its_moment_is_over(
    root: Path, recorder: Callable[..., Any]
) -> None:
    _put(root / "Evidence" / "flyer.pdf", age=0)
    files_in(root, ignore_progress)
    memory = root / ".lssc" / "fingerprints.json"
    later = memory.stat().st_mtime_ns + 10 * 10**9
    os.utime(memory, ns=(later, later))
    told = recorder()
    files_in(root, told)
    assert _read(told) == set()


def test_a_folder_that_can_only_be_read_is_scanned(
    mounted: Callable[[str], Path], make_folder: Callable[[Path], object]
) -> None:
    point = mounted("size=256k")
    root = point / "Rivera LSSC"
    make_folder(root)
    _put(root / "Evidence" / "flyer.pdf")
    subprocess.run(["mount", "-o", "remount,ro", point], check=True)
    assert [file.path for file in files_in(root, ignore_progress)] == ["Evidence/flyer.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        files_in(tmp_path / "stick" / "Rivera LSSC", ignore_progress)


def test_progress_counts_bytes_and_files(root: Path, recorder: Callable[..., Any]) -> None:
    _put(root / "Evidence" / "a.pdf", bytes(1000))
    _put(root / "Evidence" / "b.pdf", bytes(3000))
    told = recorder()
    files_in(root, told)
    assert told.reports[-1] == Progress(Step.READING, 4000, 4000, Item("Evidence/b.pdf", 1, 2))


def test_a_cancel_is_felt(root: Path, recorder: Callable[..., Any]) -> None:
    _put(root / "Evidence" / "a.pdf")
    with pytest.raises(Cancelled):
        files_in(root, recorder(1, Cancelled()))


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_whatever_lies_in_the_place_of_the_fingerprints_files_are_read_and_noted(
    root: Path, recorder: Callable[..., Any], put: Put
) -> None:
    _put(root / "Evidence" / "a.pdf")
    put(root / ".lssc" / "fingerprints.json")
    assert files_in(root, ignore_progress)[0].sha256 == hashlib.sha256(b"content").hexdigest()
    again = recorder()
    files_in(root, again)
    assert _read(again) == set()


@pytest.mark.parametrize(
    "entry",
    ['[7, TIME, "x"]', '[7, 1e999, "x"]', "[7, TIME, null]", "[7]", "7", "null", "[[[]]]"],
)
def test_a_note_of_a_file_that_makes_no_sense_is_not_believed(root: Path, entry: str) -> None:
    _put(root / "Evidence" / "a.pdf")
    changed = (root / "Evidence" / "a.pdf").stat().st_mtime_ns
    note = f'{{"Evidence/a.pdf": {entry.replace("TIME", str(changed))}}}'
    (root / ".lssc" / "fingerprints.json").write_text(note)
    assert files_in(root, ignore_progress)[0].sha256 == hashlib.sha256(b"content").hexdigest()


# Files that are only online ---------------------------------------------------------------------


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_online(monkeypatch)


@pytest.mark.usefixtures("cloud")
def test_what_will_be_downloaded_is_said_before_it_is_read(
    root: Path, recorder: Callable[[], Any]
) -> None:
    told = recorder()
    _put(root / "Evidence" / "online flyer.pdf", b"flyer")
    _put(root / "Evidence" / "online photo.jpg", b"photo!")
    _put(root / "Evidence" / "here.pdf", b"here")
    list_folder(root, told)
    steps = [report.step for report in told.reports]
    assert steps.index(Step.DOWNLOADING) < steps.index(Step.READING)
    (said,) = (report for report in told.reports if report.step is Step.DOWNLOADING)
    assert said == Progress(Step.DOWNLOADING, 0, 11, Item("", 0, 2))


@pytest.mark.usefixtures("cloud")
def test_what_is_not_read_again_is_not_downloaded(root: Path, recorder: Callable[[], Any]) -> None:
    told = recorder()
    _put(root / "Evidence" / "online flyer.pdf", b"flyer")
    list_folder(root, ignore_progress)
    list_folder(root, told)
    assert Step.DOWNLOADING not in {report.step for report in told.reports}
