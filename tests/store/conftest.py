"""A real portfolio folder, and disks that are full, small or read only."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import Progress
from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, membership_always
from lssc_desktop.core.program.program import Program
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import shipped_program_text

ELECTIVES = ("access-services", "collection-management", "reference-information")


class Recorder:
    """A reporter that remembers what it was told, and can be asked to raise."""

    def __init__(self, stop_at: int = -1, error: Exception | None = None) -> None:
        self.reports: list[Progress] = []
        self._stop_at = stop_at
        self._error = error

    def __call__(self, progress: Progress) -> None:
        self.reports.append(progress)
        if self._error is not None and len(self.reports) > self._stop_at:
            raise self._error


@pytest.fixture
def recorder() -> Callable[..., Recorder]:
    return Recorder


@pytest.fixture
def failing_sync(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the drive fail, with an error of this number, to make names durable."""
    if sys.platform == "win32":
        pytest.skip("Windows makes the names of a folder durable by itself")
    sync = os.fsync

    def fail(number: int) -> None:
        def failing(handle: int) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(number, os.strerror(number))
            sync(handle)

        monkeypatch.setattr(os, "fsync", failing)

    return fail


@pytest.fixture(scope="session")
def portfolio(program: Program) -> Portfolio:
    return start_portfolio(
        program,
        Candidate("A. Rivera", memberships=membership_always(True)),
        date(2024, 9, 14),
        ELECTIVES,
        date(2024, 9, 15),
        "5e0d9c3a-1f0e-4f6e-9d0f-5f6f4b1f7c11",
    )


@pytest.fixture
def make_folder(portfolio: Portfolio, program: Program) -> Callable[[Path], folder.Stamp]:
    """Make the portfolio's folder at a path and return the stamp to save with."""

    def make(root: Path) -> folder.Stamp:
        text = read_me(portfolio.candidate.name, program.name)
        return folder.create(root, portfolio, shipped_program_text(), text)

    return make


@pytest.fixture
def root(tmp_path: Path, make_folder: Callable[[Path], folder.Stamp]) -> Path:
    path = tmp_path / "Rivera LSSC"
    make_folder(path)
    return path


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a small disk in memory with the given options; skipped without the right to."""
    points: list[Path] = []

    def mount(options: str) -> Path:
        point = tmp_path / f"disk {len(points)}"
        point.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(point)]
        try:
            done = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            done = False
        if not done:
            pytest.skip("mounting a disk needs the rights of an administrator")
        points.append(point)
        return point

    yield mount
    for point in points:
        subprocess.run(["umount", str(point)], check=True)


@pytest.fixture
def without_trash(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system whose trash takes nothing: its folder is a file."""
    import send2trash.plat_other as system  # type: ignore[import-untyped]  # it has no types

    monkeypatch.setattr(system, "HOMETRASH_B", b"/dev/null/Trash")
    monkeypatch.setattr(system, "find_ext_volume_trash", lambda _: b"/dev/null/Trash")
