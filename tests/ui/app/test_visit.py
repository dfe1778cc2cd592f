"""A whole session at a computer that others use: what it leaves there, by comparing everything.

The program runs as a real process with folders of its own for home, settings, caches, temporary
files and the current folder; a folder beside them is the user's drive.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.sample import write_sample
from tests.systems import posix_only

HERE = Path(__file__).resolve()
ROOT = HERE.parents[3]
VISITOR = HERE.with_name("visitor.py")
FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR")

pytestmark = posix_only

type Tree = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Computer:
    """A computer that nobody used yet, with the drive that a visitor plugs in."""

    root: Path
    drive: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a process sees of it."""
        own = {name: str(self.root / name) for name in FOLDERS}
        path = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
        return {**own, **path, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}

    @property
    def portfolio(self) -> Path:
        """The folder on the drive."""
        return self.drive / "Rivera LSSC"

    def tree(self, *, times: bool = True) -> Tree:
        """Return everything that lies on it, with sizes and times."""
        found = sorted(self.root.rglob("*"))
        states = {path: path.lstat() for path in (self.root, *found)}
        return {
            str(path.relative_to(self.root)): (
                0 if path.is_dir() else state.st_size,
                state.st_mtime_ns if times else 0,
            )
            for path, state in states.items()
        }

    def run(self, *words: str | Path, status: int = 0) -> str:
        """Run a command of the program, and return what it says."""
        command = [sys.executable, "-m", "lssc_desktop", *map(str, words)]
        done = subprocess.run(
            command, env=self.environment, cwd=self.cwd, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stderr
        return done.stdout

    def visit(self, *words: str, package: Path | None = None, kill: bool = False) -> None:
        """Work in the window until it is closed, or is killed in the middle."""
        environment = dict(self.environment)
        if package is not None:
            environment["LSSC_VISIT_PACKAGE"] = str(package)
        if kill:
            environment["LSSC_VISIT_STAYS"] = "yes"
        command = [sys.executable, str(VISITOR), *words, str(self.portfolio)]
        with subprocess.Popen(
            command, env=environment, cwd=self.cwd, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "looked\n"
            if kill:
                process.kill()
            status = process.wait()
        assert kill or status == 0

    @property
    def cwd(self) -> Path:
        """The current folder of whoever starts the program."""
        return self.root / "cwd"


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    computer = Computer(tmp_path / "computer", tmp_path / "drive")
    for name in (*FOLDERS, "cwd"):
        (computer.root / name).mkdir(parents=True)
    computer.drive.mkdir()
    write_sample(computer.portfolio, ignore_progress)
    return computer


def packaged(computer: Computer, *words: str) -> Path:
    """Check, package and verify on the command line, and return the package."""
    target = computer.drive / "foundations.lssc.zip"
    computer.run(*words, "check", computer.portfolio, "--set", "foundations", status=1)
    order = ("package", computer.portfolio, "--set", "foundations", "--review-copy", "-o", target)
    computer.run(*words, *order)
    computer.run(*words, "verify", target)
    return target


def add_old_slides(computer: Computer) -> None:
    """Add evidence that only LibreOffice shows; without it, it is not shown."""
    (slides,) = (computer.portfolio / "Evidence").rglob("*.pptx")
    shutil.copy(slides, slides.with_name("Older slides.pptx"))


def left_on(computer: Computer) -> list[str]:
    """Return the temporary files on the drive."""
    return [
        str(path.relative_to(computer.drive))
        for path in computer.drive.rglob("*")
        if "temporary" in path.parts or path.name.startswith("lssc-desktop-")
    ]


@pytest.mark.parametrize("alone", [True, False])
def test_a_portable_session_leaves_nothing(computer: Computer, alone: bool) -> None:
    portable = "--portable" if alone else f"--portable={computer.drive}"
    before = computer.tree()
    add_old_slides(computer)
    package = packaged(computer, portable)
    computer.visit(portable, package=package)
    assert computer.tree() == before
    assert left_on(computer) == []
    assert not (computer.portfolio / ".lssc" / "lock").exists()
    settings = computer.drive / "LSSC Desktop settings"
    assert settings.exists() is not alone


def test_a_killed_one_leaves_nothing_either(computer: Computer) -> None:
    package = packaged(computer, "--portable")
    before = computer.tree()
    computer.visit("--portable", package=package, kill=True)
    assert computer.tree() == before
    assert left_on(computer)
    computer.visit("--portable")
    assert computer.tree() == before
    assert left_on(computer) == []


def test_an_installed_program_writes_what_it_lists_and_removes_it(computer: Computer) -> None:
    before = computer.tree(times=False)
    package = packaged(computer)
    computer.visit(package=package, kill=True)
    computer.visit(package=package)
    after = computer.tree(times=False)
    listed = computer.run("computer", "clean", "--json", status=1)
    unlisted = [
        name
        for name in after.keys() - before.keys()
        if not (computer.root / name).is_dir() and str(computer.root / name) not in listed
    ]
    assert unlisted == []
    computer.run("computer", "clean", "--remove")
    assert computer.tree(times=False) == before
    assert computer.run("computer", "clean") == "We haven’t saved anything on this computer.\n"
