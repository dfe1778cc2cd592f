"""The folder that a sample portfolio goes into: nothing of others is lost, nothing half-made."""

from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder.folder import FolderNotEmpty, PortfolioExists, load


def test_an_existing_portfolio_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "portfolio.json").write_text("theirs", encoding="utf-8")
    with pytest.raises(PortfolioExists):
        write_sample(tmp_path, ignore_progress)
    assert (tmp_path / "portfolio.json").read_text(encoding="utf-8") == "theirs"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderNotEmpty):
        write_sample(tmp_path, ignore_progress)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_a_crash_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".lssc-sample-abc" / "portfolio").mkdir(parents=True)
    write_sample(tmp_path, ignore_progress)
    assert not list(tmp_path.glob(".lssc-sample-*"))
    assert load(tmp_path).portfolio.candidate.name == "A. Rivera"


class StopsAt:
    """A reporter of somebody who presses Cancel once `done` things are finished."""

    def __init__(self, done: int) -> None:
        self._done = done

    def __call__(self, progress: Progress) -> None:
        if progress.done == self._done:
            raise Cancelled


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_sample(tmp_path / "new", StopsAt(20))
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_an_empty_folder_empty(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_sample(tmp_path, StopsAt(20))
    assert list(tmp_path.iterdir()) == []


def test_what_others_put_into_the_folder_meanwhile_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "Rivera LSSC" / "theirs.txt"

    def neighbor(_progress: Progress) -> None:
        theirs.write_text("theirs")
        raise Cancelled

    with pytest.raises(Cancelled):
        write_sample(theirs.parent, neighbor)
    assert [path.name for path in theirs.parent.iterdir()] == ["theirs.txt"]


def test_what_cannot_be_moved_to_its_place_takes_back_the_rest(tmp_path: Path) -> None:
    root = tmp_path / "Rivera LSSC"

    def neighbor(_progress: Progress) -> None:
        (root / "Technology").mkdir(exist_ok=True)
        (root / "Technology" / "theirs.txt").touch()

    with pytest.raises(LsscError):
        write_sample(root, neighbor)
    assert [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()] == [
        "Technology/theirs.txt"
    ]
