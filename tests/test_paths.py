"""Where the program keeps what belongs to the person using it."""

import sys
from pathlib import Path

import pytest

from lssc_desktop import paths


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a built program, which says of itself that it is one."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "lssc-desktop"))
    return tmp_path


def test_a_portable_program_keeps_settings_and_log_beside_itself(built: Path) -> None:
    (built / "portable.txt").touch()
    assert paths.config_folder() == built / "LSSC Desktop settings"
    assert paths.log_folder() == built / "LSSC Desktop settings" / "log"


def test_an_installed_program_keeps_them_with_the_person(built: Path) -> None:
    assert paths.portable_folder() is None
    assert not paths.config_folder().is_relative_to(built)
    assert not paths.log_folder().is_relative_to(built)


def test_a_checkout_is_never_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "portable.txt").touch()
    assert paths.portable_folder() is None
