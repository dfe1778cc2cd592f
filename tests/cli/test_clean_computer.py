"""`clean-computer`: what the program keeps on this computer is listed, and removed when asked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD
from lssc_desktop.disk.settings import Settings, save_settings
from lssc_desktop.paths import config_folder

type Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer of its own, on which the program wrote settings."""
    for name in (
        *("XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR", "TEMP", "TMP"),
        *("WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"),
    ):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr("tempfile.tempdir", None)
    save_settings(config_folder(), Settings(theme="dark"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    from lssc_desktop.__main__ import main

    def run(*words: str) -> tuple[int, str]:
        status = main(["computer", "clean", *words])
        return status, capsys.readouterr().out

    return run


def test_it_lists_and_removes_nothing_unasked(run: Run) -> None:
    status, said = run()
    assert status == FOUND_SOMETHING
    assert "Your settings: 1 file, " in said
    assert str(config_folder()) in said
    assert "--remove" in said
    assert (config_folder() / "settings.json").exists()


def test_it_removes_what_it_lists_and_says_what(run: Run) -> None:
    status, said = run("--remove")
    assert status == GOOD
    assert "This computer is clean. Removed: Your settings." in said
    assert not config_folder().exists()
    assert run() == (GOOD, "We haven’t saved anything on this computer.\n")


def test_what_is_to_stay_stays(run: Run) -> None:
    run("--remove", "--keep", "settings")
    assert (config_folder() / "settings.json").exists()


def test_a_program_reads_it_as_json(run: Run) -> None:
    data = json.loads(run("--json")[1])
    path = config_folder() / "settings.json"
    size = path.stat().st_size
    settings = {"kind": "settings", "files": [str(path)], "bytes": size, "entries": 0}
    assert data == {"found": [settings | {"only_copy": False, "known": True}]}
    data = json.loads(run("--remove", "--json")[1])
    assert [each["kind"] for each in data["removed"]] == ["settings"]
    assert data["left"] == []
