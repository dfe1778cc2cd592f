"""Copying a file into the portfolio folder."""

import hashlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, override

import pytest

from lssc_desktop.core.job import Cancelled, Item, Progress, Step, ignore_progress
from lssc_desktop.disk.copying import (
    ChangedWhileCopied,
    Copy,
    FileExists,
    NotAFile,
    OldFileKept,
    copy_beside,
    copy_in,
    replace_with,
    set_aside,
)
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.store.folder.lock import take_lock
from tests.store.folder.test_lock import ME
from tests.store.interrupting import OPERATIONS
from tests.systems import finds_trash, needs_links, posix_only


def test_a_copy_has_the_bytes_and_the_time_of_its_source(tmp_path: Path) -> None:
    data = os.urandom(2_500_000)
    (tmp_path / "a.mov").write_bytes(data)
    os.utime(tmp_path / "a.mov", (1_700_000_000, 1_700_000_000))
    result = copy_in(tmp_path / "a.mov", tmp_path / "b.mov", ignore_progress)
    assert result == (hashlib.sha256(data).hexdigest(), 2_500_000)
    assert (tmp_path / "b.mov").read_bytes() == data
    assert (tmp_path / "b.mov").stat().st_mtime == 1_700_000_000
    assert (tmp_path / "a.mov").read_bytes() == data


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"new")
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(FileExists):
        copy_in(tmp_path / "a", tmp_path / "b", ignore_progress)
    assert (tmp_path / "b").read_bytes() == b"old"


@needs_links
def test_a_link_that_leads_nowhere_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"new")
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExists):
        copy_in(tmp_path / "a", tmp_path / "b", ignore_progress)


def _link(path: Path) -> None:
    path.symlink_to("/dev/null")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(path))


@posix_only
@pytest.mark.parametrize(
    ("make", "kind"),
    [(Path.mkdir, "folder"), (_pipe, "pipe"), (_link, "link"), (_socket, "socket")],
)
def test_what_is_no_file_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None],
    kind: str,
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    make(Path("odd"))
    with pytest.raises(NotAFile) as caught:
        copy_in(Path("odd"), Path("copy"), ignore_progress)
    assert caught.value.kind == kind
    assert [path.name for path in tmp_path.iterdir()] == ["odd"]


@posix_only
def test_a_device_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAFile) as caught:
        copy_in(Path("/dev/zero"), tmp_path / "copy", ignore_progress)
    assert caught.value.kind == "device"


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as caught:
        copy_in(tmp_path / "a", tmp_path / "b", ignore_progress)
    assert caught.value.path == str(tmp_path / "a")


def test_a_source_that_grows_meanwhile_is_given_up(tmp_path: Path) -> None:
    source = tmp_path / "log.txt"
    source.write_bytes(bytes(10))

    def write_more(_progress: Progress) -> None:
        with source.open("ab") as file:
            file.write(b"more")

    with pytest.raises(ChangedWhileCopied):
        copy_in(source, tmp_path / "copy.txt", write_more)
    assert [path.name for path in tmp_path.iterdir()] == ["log.txt"]


@pytest.mark.parametrize("stop_at", [0, 1])
def test_a_cancel_leaves_nothing(
    tmp_path: Path, recorder: Callable[..., Any], stop_at: int
) -> None:
    (tmp_path / "a.mov").write_bytes(bytes(3_000_000))
    with pytest.raises(Cancelled):
        copy_in(tmp_path / "a.mov", tmp_path / "b.mov", recorder(stop_at, Cancelled()))
    assert [path.name for path in tmp_path.iterdir()] == ["a.mov"]


def test_progress_counts_bytes_to_the_end(tmp_path: Path, recorder: Callable[..., Any]) -> None:
    (tmp_path / "a.mov").write_bytes(bytes(3_000_000))
    told = recorder()
    copy_in(tmp_path / "a.mov", tmp_path / "b.mov", told)
    assert told.reports[-1] == Progress(Step.COPYING, 3_000_000, 3_000_000, Item("b.mov"))


ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it forks")


def tries(folder: Path, what: str, how: str, first: int, every: int) -> list[dict[str, Any]]:
    """Interrupt steps of an operation, and return what came of each try."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.store.interrupting",
            folder,
            what,
            how,
            str(first),
            str(every),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(found: list[dict[str, Any]]) -> None:
    """Assert that nothing was lost and that what was said is true."""
    assert sum(each["came"] for each in found) >= len(found) - 1 > 0
    for each in found:
        assert each["opened"] in {"old", "new"}, each
        assert each["old kept"], each
        assert each["notes"] == [], each
        if each["said"] and "didn’t confirm" not in each["said"]:
            assert each["now"] == "old", each
    assert found[-1]["now"] == "new" or found[-1]["came"]


@pytest.mark.parametrize("how", ["kill", "ENOSPC"])
@pytest.mark.parametrize("what", OPERATIONS)
def test_interrupted_at_some_steps_nothing_is_lost(tmp_path: Path, what: str, how: str) -> None:
    check(tries(tmp_path / "x", what, how, first=2, every=6))


@pytest.mark.soak
@pytest.mark.parametrize("how", ["kill", "ENOSPC", "EIO", "EACCES", "EROFS"])
@pytest.mark.parametrize("what", OPERATIONS)
def test_interrupted_at_every_step_nothing_is_lost(tmp_path: Path, what: str, how: str) -> None:
    check(tries(tmp_path / "x", what, how, first=0, every=1))


@pytest.fixture
def flyer(root: Path) -> Path:
    (root / "Evidence" / "flyer.pdf").write_bytes(b"old")
    return root / "Evidence" / "flyer.pdf"


def test_the_old_file_is_in_the_trash_once_the_new_one_has_its_name(
    root: Path, flyer: Path, tmp_path: Path, own_home: Path
) -> None:
    (tmp_path / "new.pdf").write_bytes(b"new")
    replace_with(
        root, "Evidence/flyer.pdf", copy_beside(tmp_path / "new.pdf", flyer, ignore_progress)
    )
    assert [path.name for path in flyer.parent.iterdir()] == ["flyer.pdf"]
    assert flyer.read_bytes() == b"new"
    assert b"old" in [path.read_bytes() for path in own_home.rglob("flyer (2)*.pdf")]


@dataclass(frozen=True, slots=True)
class CopyThatStays(Copy):
    """A copy that cannot lose its name again: something has the place it had before."""

    @override
    def publish(self, target: Path) -> None:
        Copy.publish(self, target)
        self.temporary.mkdir()


@finds_trash
@pytest.mark.usefixtures("without_trash")
def test_where_nothing_can_be_undone_it_says_where_both_files_are(
    root: Path, flyer: Path, tmp_path: Path
) -> None:
    (tmp_path / "new.pdf").write_bytes(b"new")
    copy = copy_beside(tmp_path / "new.pdf", flyer, ignore_progress)
    with pytest.raises(OldFileKept) as told:
        replace_with(
            root, "Evidence/flyer.pdf", CopyThatStays(copy.temporary, copy.sha256, copy.bytes)
        )
    assert (told.value.path, told.value.kept) == (str(flyer), "flyer (2).pdf")
    assert flyer.read_bytes() == b"new"
    assert (flyer.parent / "flyer (2).pdf").read_bytes() == b"old"
    assert not list((root / ".lssc").glob("replacing-*"))


@pytest.mark.parametrize(
    "note",
    [
        '{"path": "Evidence/flyer.pdf", "aside": "About me/resume.pdf"}',
        '{"path": "portfolio.json", "aside": "stray.json"}',
        '{"path": ".lssc/lock", "aside": ".lssc/stray"}',
        '{"path": "Evidence/../../flyer.pdf", "aside": "Evidence/../../stray.pdf"}',
        '{"path": "/tmp/flyer.pdf", "aside": "/tmp/stray.pdf"}',
        '{"path": 7, "aside": []}',
        "[" * 100_000,
    ],
)
def test_a_note_that_we_did_not_write_moves_nothing(root: Path, note: str) -> None:
    for path in ("About me/resume.pdf", "stray.json", ".lssc/stray"):
        (root / path).write_bytes(b"x")
    (root / "portfolio.json").unlink()
    (root / ".lssc" / "replacing-0123456789abcdef.json").write_text(note)
    with take_lock(root, ME):
        pass
    assert not (root / "portfolio.json").exists()
    assert not (root / "Evidence" / "flyer.pdf").exists()
    assert not list((root / ".lssc").glob("replacing-*"))
    assert all((root / path).exists() for path in ("About me/resume.pdf", "stray.json"))


def test_a_name_that_nobody_took_goes_back(root: Path, flyer: Path) -> None:
    with set_aside(root, "Evidence/flyer.pdf") as aside:
        assert aside.read_bytes() == b"old"
        assert not flyer.exists()
    assert flyer.read_bytes() == b"old"
    assert not aside.exists()
