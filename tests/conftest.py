"""What all tests share."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

from lssc_desktop.core.job import Progress
from lssc_desktop.core.program.program import Program
from lssc_desktop.store.programs import shipped_program


def pytest_configure(config: pytest.Config) -> None:
    """Compile what is translated, as `make` does before the program runs."""
    if hasattr(config, "workerinput") or find_spec("babel") is None:
        return
    from installers import catalogs

    catalogs.compile_all(catalogs.stale(catalogs.sources()))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what a check of a change asks for: `make test WHOLE=1`."""
    parser.addoption(
        "--whole", action="store_true", help="let a skipped test fail that could be run here"
    )


CANNOT_BE_RUN = re.compile(
    "only Windows|only macOS|only who may mount|the corpus is not at"
    "|this is no git checkout|this computer has no IPv6|this drive cannot|no symbolic links"
)
"""Why a test may be skipped where everything is installed that can be."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skipped test fail where `--whole` is asked for."""
    report = yield
    if item.config.getoption("whole") and isinstance(report.longrepr, tuple):
        why = report.longrepr[2]
        if not CANNOT_BE_RUN.search(why):
            report.outcome = "failed"
            report.longrepr = f"{why} (what `.ci/set-up.sh whole` installs)"
    return report


SLOW = (
    "browser",
    "package/reading/test_reader_limits.py",
    "soak",
    "test_installers.py",
    "test_receiving_kit.py",
    "test_start.py",
    "ui/at_spi",
    "ui/base/test_answering.py",
    "ui/journey/test_real_window.py",
    "ui/review/test_hostile_packages.py",
    "ui/submissions/test_keyring.py",
    "ui/test_every_action.py",
    "ui/test_pseudo.py",
)
"""Folders and modules whose tests start real screens, browsers, servers or other processes for
long, or look at everything there is: what `make test FAST=1` leaves out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow."""
    slow = [Path(__file__).parent / each for each in SLOW]
    for item in items:
        if any(item.path.is_relative_to(place) for place in slow):
            item.add_marker(pytest.mark.slow)


# The same examples on every machine and in every run, and no example fails for being slow on a
# busy one. `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("house", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("house")

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of foreign documents, pictures and bags that are too many to live here."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus is not at {CORPUS}")
    return CORPUS


@pytest.fixture(scope="session")
def program() -> Program:
    """The program that is shipped with us."""
    return shipped_program().program


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for the tests' settings, log and trash, so that the person's stay untouched.

    What the tests start speaks English there, whoever runs them.
    """
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")
        unix = ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"]
        windows = ["WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"]  # by platformdirs
        for variable in unix + windows:
            patch.setenv(variable, str(home))
        yield home


# Disks that are full, small or read only


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
            pytest.skip("only who may mount a drive")
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
