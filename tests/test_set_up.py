"""Setting up a checkout: what stands in its way is said in a sentence, and a moved one works."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.systems import posix_only

ROOT = Path(__file__).parents[1]

pytestmark = posix_only

# In the place of Python: makes a .venv in which pip only says what it was asked for.
_PYTHON = f"""#!/bin/sh
if [ "$1" = -m ] && [ "$2" = venv ]; then
    mkdir -p .venv/bin
    cp "$0" .venv/bin/python
    echo "#!$(pwd -P)/.venv/bin/python" >.venv/bin/lssc-desktop
elif [ "$1" = -m ] && [ "$2" = pip ]; then
    exit "${{PIP_STATUS:-0}}"
else
    exec '{sys.executable}' "$@"
fi
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout as git makes it, with what is needed to set it up; its name has odd letters."""
    checkout = tmp_path / "Meine Ümläut Mäppe" / "LSSC main"
    for name in (".ci", "installers"):
        (checkout / name).mkdir(parents=True)
    of_ci = (".ci/set-up.sh", ".ci/moved.py", ".ci/journey.sh")
    files = ("Makefile", *of_ci, "installers/catalogs.py")
    for name in (*files, "requirements.txt"):
        shutil.copy(ROOT / name, checkout / name)
    (checkout / "pyproject.toml").write_text("")
    return checkout


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder for the length of the block, not even root."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    if subprocess.run(["mount", "--bind", folder, folder], check=False).returncode:
        pytest.skip("only who may mount a drive")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def make(checkout: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    programs = checkout.parent / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "python3").write_text(_PYTHON)
    (programs / "python3").chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["make", "run", *words],
        cwd=checkout,
        env={**os.environ, "PATH": path, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def set_up(checkout: Path) -> str:
    """Set it up, whatever becomes of the program that is started afterwards."""
    return make(checkout, "ARGS=--version").stdout


def test_it_is_set_up_once(checkout: Path) -> None:
    assert "Making .venv" in set_up(checkout)
    assert "Making .venv" not in set_up(checkout)


def test_one_that_was_renamed_is_set_right_and_nothing_is_made_again(checkout: Path) -> None:
    set_up(checkout)
    renamed = checkout.rename(checkout.with_name("LSSC moved"))
    done = make(renamed, "ARGS=--version")
    assert "This folder was moved or renamed since it was set up" in done.stderr
    assert "Making .venv" not in done.stdout
    assert str(renamed) in (renamed / ".venv/bin/lssc-desktop").read_text()
    assert "moved or renamed" not in make(renamed, "ARGS=--version").stderr


@pytest.mark.parametrize("place", ["moved", "Meine Ümläut Mäppe/LSSC main"])
def test_every_script_of_a_moved_environment_starts(tmp_path: Path, place: str) -> None:
    before = tmp_path / "before"
    venv.create(before / ".venv", symlinks=True)
    tool = before / ".venv/bin/tool"
    tool.write_text(f"#!{before}/.venv/bin/python\nimport sys; print(sys.prefix)\n")
    tool.chmod(0o755)
    other = before / ".venv/bin/other"
    other.write_text("#!/bin/sh\necho of nobody\n")
    after = tmp_path / place
    for home in (after, before):  # there, and back again
        home.parent.mkdir(parents=True, exist_ok=True)
        (before if before.exists() else after).rename(home)
        python = home / ".venv/bin/python"
        subprocess.run([python, ROOT / ".ci/moved.py", home / ".venv"], check=True)
        said = subprocess.check_output([home / ".venv/bin/tool"], text=True)
        assert said.strip() == str(home / ".venv")
        activate = f". '{home}/.venv/bin/activate' && echo $VIRTUAL_ENV"
        assert subprocess.check_output(["sh", "-c", activate], text=True).strip() == str(
            home / ".venv"
        )
    assert (before / ".venv/bin/other").read_text() == "#!/bin/sh\necho of nobody\n"


def test_one_that_can_only_be_read_is_refused_in_a_sentence(checkout: Path) -> None:
    with read_only(checkout):
        done = make(checkout)
    assert "This folder can only be read" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode != 0


def test_one_that_is_set_up_and_can_only_be_read_says_where_the_sample_can_lie(
    checkout: Path,
) -> None:
    set_up(checkout)
    with read_only(checkout):
        done = make(checkout, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert 'make run ARGS="sample FOLDER"' in done.stderr
    assert done.returncode != 0


def test_what_cannot_be_fetched_costs_a_sentence(checkout: Path) -> None:
    done = make(checkout, PIP_STATUS="1")
    assert "Not everything could be installed" in done.stderr
    assert not (checkout / ".venv/ready-to-run").exists()
