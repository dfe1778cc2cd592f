"""Where temporary files lie in a portable run: on the user's drive, and nowhere at the end."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.disk.temporary import (
    RunFolder,
    leave_temporary_folder,
    scratch_folder,
    stay_on_drive,
    system_temporary_folders,
    temporary_folder_of,
)
from lssc_desktop.paths import PORTABLE_VARIABLE
from tests.systems import closed, posix_only

GONE = "lssc-desktop-4194305-0-abc"  # larger than any id of a process


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The drive of a portable program."""
    drive = tmp_path / "stick"
    drive.mkdir()
    monkeypatch.setenv(PORTABLE_VARIABLE, str(drive))
    yield drive
    leave_temporary_folder()


def _lies() -> Path:
    with scratch_folder() as folder:
        return Path(folder).parent


def test_they_lie_beside_the_program_while_no_portfolio_is_open(drive: Path) -> None:
    stay_on_drive()
    assert _lies() == drive / "LSSC Desktop settings" / "temporary"


def test_they_lie_in_the_portfolio_that_is_open(drive: Path, tmp_path: Path) -> None:
    stay_on_drive()
    stay_on_drive(tmp_path / "portfolio")
    assert _lies() == tmp_path / "portfolio" / ".lssc" / "temporary"
    assert not (drive / "LSSC Desktop settings").exists()


def test_nothing_of_them_stays(drive: Path, tmp_path: Path) -> None:
    stay_on_drive(tmp_path / "portfolio")
    with scratch_folder() as folder:
        Path(folder, "page.html").write_text("private", "utf-8")
    leave_temporary_folder()
    assert list((tmp_path / "portfolio").iterdir()) == []
    assert list(drive.iterdir()) == []
    assert Path(tempfile.gettempdir()) != temporary_folder_of(tmp_path / "portfolio")


def test_without_a_drive_they_lie_beside_the_package_that_is_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(PORTABLE_VARIABLE, "")
    stay_on_drive(None, tmp_path / "a.lssc.zip")
    assert _lies() == temporary_folder_of(tmp_path)
    leave_temporary_folder()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("portable", [True, False])
def test_what_a_killed_run_left_in_a_portfolio_goes_when_it_is_opened_again(
    portable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PORTABLE_VARIABLE, raising=False)
    if portable:
        monkeypatch.setenv(PORTABLE_VARIABLE, "")
    left = temporary_folder_of(tmp_path) / GONE
    left.mkdir(parents=True)
    (left / "page.html").write_text("private", "utf-8")
    stay_on_drive(tmp_path)
    assert not left.exists()
    leave_temporary_folder()
    assert not temporary_folder_of(tmp_path).exists()


def test_an_installed_program_uses_the_folder_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PORTABLE_VARIABLE, raising=False)
    before = tempfile.gettempdir()
    stay_on_drive(tmp_path)
    assert tempfile.gettempdir() == before
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_of_a_drive_that_cannot_be_written_nothing_is_asked(drive: Path, tmp_path: Path) -> None:
    with closed(drive, 0o500):
        stay_on_drive()
    assert not _lies().is_relative_to(tmp_path)


def test_the_folder_of_a_run_is_there_when_it_is_asked_for(drive: Path, tmp_path: Path) -> None:
    stay_on_drive(tmp_path)
    pages = RunFolder()
    assert not list(temporary_folder_of(tmp_path).iterdir())
    first = Path(pages)
    assert first.is_dir()
    assert Path(pages) == first
    pages.close_if_empty()
    assert not first.exists()
    stay_on_drive()
    assert Path(pages).is_relative_to(drive)
    Path(pages, "page.html").touch()
    pages.close_if_empty()
    assert Path(pages, "page.html").exists()
    pages.close()
    assert not (drive / "LSSC Desktop settings").exists()


def test_what_other_programs_hand_over_is_found_meanwhile(drive: Path) -> None:
    before = Path(tempfile.gettempdir())
    stay_on_drive()
    assert Path(tempfile.gettempdir()).is_relative_to(drive)
    assert before in system_temporary_folders()


def test_the_systems_folder_is_the_one_that_python_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    monkeypatch.setenv("TEMP", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert system_temporary_folders()[0] == tmp_path == Path(tempfile.gettempdir())


def test_a_folder_of_the_system_stays_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_system = tmp_path / "temporary"
    of_system.mkdir()
    monkeypatch.setenv("TMPDIR", str(of_system))
    monkeypatch.setattr("tempfile.tempdir", None)
    with scratch_folder() as folder:
        assert Path(folder).parent == of_system
    leave_temporary_folder()
    assert of_system.exists()


def test_where_none_can_be_made_the_error_is_one_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(FileMissing), scratch_folder():
        pass
