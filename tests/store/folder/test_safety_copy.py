import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.disk.disk import FolderGone, NoSpace
from lssc_desktop.disk.holders import Holder
from lssc_desktop.messages.portfolio import safety_copy_made
from lssc_desktop.store.folder import folder, lock
from lssc_desktop.store.folder.folder import NotAPortfolio
from lssc_desktop.store.folder.safety_copy import (
    CopyWithinFolder,
    SafetyCopy,
    SafetyCopyDiffers,
    make_safety_copy,
)
from tests.conftest import Recorder
from tests.systems import needs_links

DAY = date(2026, 11, 24)
DATETIME = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def filled(root: Path) -> Path:
    """A portfolio with evidence in a subfolder and a history."""
    (root / "Evidence" / "May").mkdir()
    (root / "Evidence" / "May" / "flyer.pdf").write_bytes(b"flyer" * 1000)
    (root / "Evidence" / "empty.txt").write_bytes(b"")
    return root


def contents(root: Path) -> dict[str, bytes | None]:
    """Everything below a folder: the bytes of files, None for folders."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
    }


def test_the_copy_holds_everything_and_opens(filled: Path, stick: Path) -> None:
    before = contents(filled)
    copy = make_safety_copy(filled, stick, DAY, ignore_progress)
    assert copy.path == stick / "Rivera LSSC (copy 2026-11-24)"
    assert contents(copy.path) == before == contents(filled)
    assert folder.load(copy.path).portfolio == folder.load(filled).portfolio
    files = [data for data in before.values() if data is not None]
    assert (copy.files, copy.bytes) == (len(files), sum(map(len, files)))


def test_files_keep_their_times(filled: Path, stick: Path) -> None:
    flyer = filled / "Evidence/May/flyer.pdf"
    os.utime(flyer, (1_600_000_000, 1_600_000_000))
    copy = make_safety_copy(filled, stick, DAY, ignore_progress)
    assert (copy.path / "Evidence/May/flyer.pdf").stat().st_mtime == 1_600_000_000


def test_a_second_copy_leaves_the_first_alone(filled: Path, stick: Path) -> None:
    first = make_safety_copy(filled, stick, DAY, ignore_progress)
    (filled / "Evidence/empty.txt").write_bytes(b"no longer")
    second = make_safety_copy(filled, stick, DAY, ignore_progress)
    assert second.path.name == "Rivera LSSC (copy 2026-11-24) (2)"
    assert (first.path / "Evidence/empty.txt").read_bytes() == b""


def test_lock_and_what_systems_leave_behind_stay_out(filled: Path, stick: Path) -> None:
    (filled / "Evidence/Thumbs.db").write_bytes(b"x")
    (filled / "Evidence/~$flyer.docx").write_bytes(b"x")
    holder = Holder("desk", "rivera", os.getpid(), DATETIME)
    with lock.take_lock(filled, holder):
        copy = make_safety_copy(filled, stick, DAY, ignore_progress)
    names = {path.name for path in copy.path.rglob("*")}
    assert not names & {"lock", "Thumbs.db", "~$flyer.docx"}
    assert lock.holder_of(copy.path) is None


@needs_links
def test_a_link_is_left_out_and_named(filled: Path, stick: Path) -> None:
    (filled / "Evidence/link.pdf").symlink_to(filled / "READ ME.txt")
    (filled / "Evidence/other folder").symlink_to(stick)
    copy = make_safety_copy(filled, stick, DAY, ignore_progress)
    assert copy.left_out == ("Evidence/link.pdf", "Evidence/other folder")
    assert not (copy.path / "Evidence/link.pdf").exists()
    assert "“link.pdf”" in safety_copy_made(copy).text


@pytest.mark.parametrize("inside", ["", "Evidence", ".lssc"])
def test_no_copy_lies_in_its_own_original(filled: Path, inside: str) -> None:
    before = contents(filled)
    with pytest.raises(CopyWithinFolder):
        make_safety_copy(filled, filled / inside, DAY, ignore_progress)
    assert contents(filled) == before


def test_a_folder_beside_with_a_name_that_begins_alike_is_not_inside(filled: Path) -> None:
    beside = filled.with_name(filled.name + " copies")
    beside.mkdir()
    assert make_safety_copy(filled, beside, DAY, ignore_progress).path.parent == beside


def test_only_a_portfolio_is_copied(tmp_path: Path, stick: Path) -> None:
    other = tmp_path / "photos"
    other.mkdir()
    with pytest.raises(NotAPortfolio):
        make_safety_copy(other, stick, DAY, ignore_progress)


def test_a_stick_that_is_not_there(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        make_safety_copy(filled, tmp_path / "gone" / "stick", DAY, ignore_progress)


def test_a_full_stick_is_told_before_anything_is_copied(
    filled: Path, mounted: Callable[[str], Path]
) -> None:
    stick = mounted("size=100k")
    (filled / "Evidence/large.mp4").write_bytes(bytes(200_000))
    with pytest.raises(NoSpace):
        make_safety_copy(filled, stick, DAY, ignore_progress)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("after", [0, 1, 5, 12])
def test_a_cancel_at_any_moment_leaves_nothing(
    filled: Path, stick: Path, recorder: Callable[..., Recorder], after: int
) -> None:
    with pytest.raises(Cancelled):
        make_safety_copy(filled, stick, DAY, recorder(after, Cancelled()))
    assert list(stick.iterdir()) == []


class Spoiling:
    """A drive that loses a byte: it changes a copied file before it is read back."""

    def __init__(self, stick: Path) -> None:
        self._stick = stick
        self._done = False

    def __call__(self, progress: Progress) -> None:
        if progress.step is Step.VERIFYING and not self._done:
            self._done = True
            (victim,) = self._stick.rglob("flyer.pdf")
            victim.write_bytes(victim.read_bytes()[:-1] + b"?")


def test_a_copy_that_differs_is_given_up(filled: Path, stick: Path) -> None:
    with pytest.raises(SafetyCopyDiffers) as raised:
        make_safety_copy(filled, stick, DAY, Spoiling(stick))
    assert raised.value.path == "Evidence/May/flyer.pdf"
    assert list(stick.iterdir()) == []


def test_progress_counts_both_steps_to_their_end(
    filled: Path, stick: Path, recorder: Callable[..., Recorder]
) -> None:
    listening = recorder()
    copy = make_safety_copy(filled, stick, DAY, listening)
    for step in (Step.COPYING, Step.VERIFYING):
        done = [report.done for report in listening.reports if report.step is step]
        assert done == sorted(done)
        assert done[-1] == copy.bytes
    assert all(report.done <= report.total for report in listening.reports)


def test_what_was_made_is_said_with_its_numbers() -> None:
    said = safety_copy_made(SafetyCopy(Path("E:/Rivera"), 34, 1_800_000, ()))
    assert "34 files, 1.8 MB" in said.happened
    assert said.advice == ""
