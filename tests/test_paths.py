"""Where the program keeps what belongs to the person using it, installed and portable."""

import io
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path, PureWindowsPath

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from installers.written import written
from lssc_desktop import paths
from lssc_desktop.disk.settings import Settings, load_settings, save_settings

ROOT = Path(__file__).parents[1]
ROAMING, LOCAL = r"C:\Users\maya\AppData\Roaming", r"C:\Users\maya\AppData\Local"
SHARED = r"C:\ProgramData"


@pytest.fixture(autouse=True)
def not_portable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.PORTABLE_VARIABLE, raising=False)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a built program, which says of itself that it is one."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "lssc-desktop"))
    return tmp_path


def test_a_portable_program_keeps_settings_log_and_temporary_files_beside_itself(
    built: Path,
) -> None:
    (built / "portable.txt").touch()
    kept = built / "LSSC Desktop settings"
    there = paths.OwnFolders(kept, kept / "log", kept / "temporary", portable=True)
    assert paths.own_folders() == there


def test_an_installed_program_keeps_them_with_the_person(built: Path) -> None:
    folders = paths.own_folders()
    assert not folders.portable
    assert folders.temporary is None
    assert not folders.settings.is_relative_to(built)
    assert not folders.log.is_relative_to(built)


def test_a_checkout_is_not_portable_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "portable.txt").touch()
    assert not paths.is_portable()


def test_a_program_that_is_told_a_folder_keeps_everything_there(built: Path) -> None:
    kept = built / "stick" / "LSSC Desktop settings"
    asked = {paths.PORTABLE_VARIABLE: str(built / "stick")}
    there = paths.OwnFolders(kept, kept / "log", kept / "temporary", portable=True)
    assert paths.own_folders(asked) == there


def test_an_installed_program_that_is_to_leave_nothing_keeps_nothing() -> None:
    folders = paths.own_folders({paths.PORTABLE_VARIABLE: ""})
    assert folders.portable
    save_settings(folders.settings, Settings(theme="dark"))
    assert load_settings(folders.settings) == Settings()
    with pytest.raises(OSError):  # noqa: PT011  each system says it in its own way
        folders.log.mkdir(parents=True, exist_ok=True)


def test_a_portable_program_started_so_goes_on_keeping_beside_itself(built: Path) -> None:
    (built / "portable.txt").touch()
    folders = paths.own_folders({paths.PORTABLE_VARIABLE: ""})
    assert folders.settings == built / "LSSC Desktop settings"


@pytest.mark.parametrize(
    ("system", "settings", "log", "key", "shared"),
    [
        (
            Unix,
            "/home/maya/.config/LSSC Desktop",
            "/home/maya/.local/state/LSSC Desktop/log",
            "",
            "/etc/xdg/LSSC Desktop",
        ),
        (
            MacOS,
            "/home/maya/Library/Application Support/LSSC Desktop",
            "/home/maya/Library/Logs/LSSC Desktop",
            "",
            "/Library/Application Support/LSSC Desktop",
        ),
        (
            Windows,
            rf"{ROAMING}\LSSC Desktop",
            rf"{LOCAL}\LSSC Desktop\Logs",
            rf"{LOCAL}\LSSC Desktop",
            rf"{SHARED}\LSSC Desktop",
        ),
    ],
)
def test_each_system_has_its_own_places(
    system: type[Unix | MacOS | Windows],
    settings: str,
    log: str,
    key: str,
    shared: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in (
        ("HOME", "/home/maya"),
        ("USERPROFILE", "/home/maya"),
        ("APPDATA", ROAMING),
        ("LOCALAPPDATA", LOCAL),
        ("WIN_PD_OVERRIDE_APPDATA", ROAMING),
        ("WIN_PD_OVERRIDE_LOCAL_APPDATA", LOCAL),
        ("WIN_PD_OVERRIDE_COMMON_APPDATA", SHARED),
    ):
        monkeypatch.setenv(name, folder)
    folders = paths.installed_folders(system)
    assert (folders.key is None) is (not key)
    assert folders.shared is not None
    expected = (
        (folders.settings, settings),
        (folders.log, log),
        (folders.shared, shared),
        (folders.key or Path(), key),
    )
    for found, wanted in expected[: 4 if key else 3]:
        if system is Windows:
            assert PureWindowsPath(str(found)) == PureWindowsPath(wanted)
        else:
            assert found.as_posix() == wanted


def test_the_program_takes_it_from_its_command_line(tmp_path: Path) -> None:
    """The settings folder is named where a key is made; only this place is written."""
    command = [
        sys.executable,
        "-m",
        "lssc_desktop",
        f"--portable={tmp_path}",
        "key",
        "new",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "LSSC Desktop settings" / "signing_key").exists()


def test_where_nothing_can_be_kept_a_sentence_says_so() -> None:
    command = [sys.executable, "-m", "lssc_desktop", "--portable", "key", "new"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "foresee" not in done.stderr


# Commit -----------------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, as if the program ran in it."""
    folder = tmp_path / "checkout"
    (folder / "resources").mkdir(parents=True)
    (folder / "resources" / "commit.txt").write_text("$Format:%h$\n")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "First")
    monkeypatch.setattr(paths, "resources", lambda: folder / "resources")
    return folder


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=A. Rivera", "-c", "user.email=a@example.org")
    return subprocess.check_output(["git", *who, *words], cwd=folder, text=True).strip()


def test_a_checkout_says_which_commit_it_is_of(checkout: Path) -> None:
    first = git(checkout, "rev-parse", "HEAD")
    assert paths.commit() == first[:8]
    git(checkout, "pack-refs", "--all")
    assert paths.commit() == first[:8]
    git(checkout, "checkout", "--quiet", "--detach")
    assert paths.commit() == first[:8]


def test_another_work_tree_says_which_commit_it_is_of(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = checkout.with_name("other")
    git(checkout, "worktree", "add", "--quiet", "-b", "other", str(other))
    git(other, "commit", "--quiet", "--allow-empty", "--message", "Second")
    monkeypatch.setattr(paths, "resources", lambda: other / "resources")
    assert paths.commit() == git(other, "rev-parse", "HEAD")[:8]


def test_what_git_packs_holds_its_commit(checkout: Path) -> None:
    shutil.copy(ROOT / ".gitattributes", checkout)
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "--message", "Second")
    packed = subprocess.check_output(["git", "archive", "HEAD"], cwd=checkout)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        file = archive.extractfile("resources/commit.txt")
        assert file is not None
        (checkout / "resources" / "commit.txt").write_bytes(file.read())
    shutil.rmtree(checkout / ".git")
    assert re.fullmatch("[0-9a-f]{7,}", paths.commit())


def test_where_no_commit_is_known_none_is_named(checkout: Path) -> None:
    shutil.rmtree(checkout / ".git")
    assert paths.commit() == ""
    (checkout / "resources" / "commit.txt").unlink()
    assert paths.commit() == ""


@pytest.mark.parametrize("written", ["no commit", "12 34", "\u00e9"])
def test_what_is_no_commit_is_not_taken_for_one(checkout: Path, written: str) -> None:
    (checkout / "resources" / "commit.txt").write_text(written, "utf-8")
    assert paths.commit() == ""


# Newer versions ---------------------------------------------------------------------------------


def test_a_build_that_names_no_page_has_none(checkout: Path) -> None:
    assert written({}) == {"commit.txt": paths.commit()}
    assert not (checkout / "resources" / "updates.txt").exists()
    assert paths.updates_page() == ""


def test_a_build_names_the_page_with_newer_versions(checkout: Path) -> None:
    for name, text in written({"UPDATES": "https://downloads.example/lssc"}).items():
        (checkout / "resources" / name).write_text(text, "ascii")
    assert paths.updates_page() == "https://downloads.example/lssc"


@pytest.mark.parametrize(
    "page", ["downloads.example", "http://a.example", "https://a b", "https://"]
)
def test_a_build_ends_where_nobody_could_open_the_page(checkout: Path, page: str) -> None:
    with pytest.raises(SystemExit, match="UPDATES"):
        written({"UPDATES": page})
    (checkout / "resources" / "updates.txt").write_text(page, "ascii")
    assert paths.updates_page() == ""
