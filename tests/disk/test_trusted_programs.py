"""Programs are taken from folders that are named in full, whatever lies in the current one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lssc_desktop.disk.processes import (
    distrust_current_folder,
    find_program,
    windows_folders,
)
from tests.planted import Planted, plant
from tests.systems import posix_only, windows_only

ROOT = Path(__file__).parents[2]


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planted:
    """The current folder holds a stranger's programs."""
    planted = plant(tmp_path / "shelf", tmp_path / "started.txt")
    monkeypatch.chdir(planted.folder)
    return planted


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder of programs that the person installed."""
    folder = tmp_path / "installed"
    folder.mkdir(mode=0o755)
    program = folder / ("hunspell.exe" if sys.platform == "win32" else "hunspell")
    program.write_bytes(b"")
    program.chmod(0o755)
    return folder


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("entry", ["", ".", "./", "..", "../shelf", "./../shelf/."])
def test_a_folder_of_the_search_path_that_is_not_named_in_full_is_none(
    installed: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join((entry, str(installed), entry)))
    found = find_program("soffice", "hunspell")
    assert found is not None
    assert found.parent == installed
    monkeypatch.setenv("PATH", entry)
    assert find_program("soffice", "hunspell") is None


def test_a_folder_of_the_search_path_that_is_not_there_is_none(
    tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = (tmp_path / "never", installed / "hunspell", installed)
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, entries)))
    found = find_program("hunspell")
    assert found is not None
    assert found.parent == installed


def test_the_current_folder_is_none_even_if_it_is_named_in_full(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(installed))
    if sys.platform != "win32" and os.geteuid() == 0:
        shutil.chown(installed, 1)  # what belongs to root counts as the system's
    assert find_program("hunspell") is not None
    monkeypatch.chdir(installed)
    assert find_program("hunspell") is None


@posix_only
def test_the_current_folder_may_be_one_of_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.chdir("/usr/bin")
    assert find_program("env") == Path("/usr/bin/env")


@posix_only
def test_a_folder_that_everybody_may_write_in_is_none(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(installed))
    installed.chmod(0o1777)
    assert find_program("hunspell") is None


@posix_only
def test_only_what_can_be_run_is_a_program(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(installed))
    (installed / "hunspell").chmod(0o644)
    (installed / "soffice").mkdir()
    assert find_program("soffice", "hunspell") is None


_BY_ITS_NAME = """
import subprocess, sys
from lssc_desktop.disk.processes import distrust_current_folder
distrust_current_folder()
try:
    subprocess.run([sys.argv[1]], stdin=subprocess.DEVNULL, check=False)
except OSError:
    print("there is none")
"""


@posix_only
@pytest.mark.parametrize("path", ["", ":", ".", "./:..", ":/nowhere"])
def test_what_a_library_starts_by_its_name_is_not_taken_from_there(
    planted: Planted, path: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BY_ITS_NAME, "kde-open"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert planted.started == ""
    assert done.stdout == "there is none\n"


@posix_only
@pytest.mark.parametrize("path", ["", ":.:"])
def test_where_the_search_path_names_no_folder_the_systems_own_are_searched(
    planted: Planted, path: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BY_ITS_NAME, "uname"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert planted.started == ""
    assert done.stdout == f"{os.uname().sysname}\n"


def test_modules_are_not_taken_from_the_current_folder_unless_it_is_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.environ["PATH"])
    monkeypatch.chdir(tmp_path)
    elsewhere = str(Path(os.__file__).parent)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), elsewhere, "modules.zip"])
    distrust_current_folder()
    assert sys.path == [elsewhere, "modules.zip"]
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", ["", str(ROOT), elsewhere])
    distrust_current_folder()
    assert sys.path == [str(ROOT), elsewhere]


def test_a_current_folder_that_was_removed_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows removes no folder that somebody is in")
    monkeypatch.setenv("PATH", f".:{os.environ['PATH']}")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    before = list(sys.path)
    distrust_current_folder()
    assert not os.environ["PATH"].startswith(".")
    assert sys.path == [entry for entry in before if entry]
    os.chdir(ROOT)


@windows_only
def test_the_programs_of_windows_are_where_windows_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SystemRoot", r"C:\planted")
    system, windows = windows_folders()
    assert (system / "kernel32.dll").is_file()
    assert (windows / "explorer.exe").is_file()


_ALL_THAT_WE_START = """
import subprocess, sys
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.documents.office import find_office
from lssc_desktop.disk.processes import end_tree
from lssc_desktop.documents.spelling.checker import find_checker
from lssc_desktop.disk.processes import distrust_current_folder
distrust_current_folder()
find_checker(ignore_progress)
print(find_office())
end_tree(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))
"""


@windows_only
def test_nothing_is_started_from_where_windows_looks_first(planted: Planted) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ALL_THAT_WE_START], capture_output=True, text=True, check=True
    )
    assert planted.started == ""
    assert str(planted.folder) not in done.stdout


@windows_only
def test_nothing_that_a_library_starts_by_its_name_is_taken_from_there(planted: Planted) -> None:
    subprocess.run(
        [sys.executable, "-c", _BY_ITS_NAME, "hunspell"], capture_output=True, check=True
    )
    assert planted.started == ""
