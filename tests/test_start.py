"""What was typed decides between the command line and the window."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.planted import Planted, careless_path, plant
from tests.processes import wait_until

ROOT = Path(__file__).parents[1]


def started(*words: str) -> subprocess.CompletedProcess[str]:
    """The program on a machine without a screen."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return subprocess.run(
        [sys.executable, "-m", "lssc_desktop", *words],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no screen")
@pytest.mark.parametrize("words", [(), (".",), ("./nothing",)])
def test_the_window_needs_a_screen_and_says_so_in_a_sentence(words: tuple[str, ...]) -> None:
    done = started(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("There’s no screen here")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no screen")
def test_a_path_that_no_disk_takes_is_no_traceback(tmp_path: Path) -> None:
    done = started("n" * 300)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    (tmp_path / "here").mkdir()
    gone = f"cd '{tmp_path}/here' && rmdir ../here && '{sys.executable}' -m lssc_desktop a/b"
    done = subprocess.run(
        ["sh", "-c", gone],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("There’s no screen here"), done.stderr


def test_a_word_that_is_no_path_is_a_command() -> None:
    done = started("statsu")
    assert done.returncode == 2
    assert "statsu" in done.stderr
    assert "screen" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the platform that draws nowhere is named so")
def test_whether_a_window_opens_here_can_be_tried_without_anybody_looking() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lssc_desktop", "--try-window"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "The window opened.\n")


def test_whether_files_can_be_looked_into_here_can_be_tried(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    picture = ROOT / "resources" / "help" / "pictures"
    done = started("--try-preview", str(next(picture.glob("*.png"))))
    assert (done.returncode, done.stdout) == (0, "1\n")
    done = started("--try-preview", str(tmp_path / "broken.pdf"))
    assert done.returncode == 2
    assert "broken.pdf" in done.stderr
    assert "Traceback" not in done.stderr


# The current folder -----------------------------------------------------------------------------

IN_PLACE = [sys.executable, "-P", "-m", "lssc_desktop"]
"""The program as it is started from a menu: its folder of the start is anywhere."""


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    return plant(tmp_path / "shelf", tmp_path / "started.txt")


def started_in(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*words],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_program_that_lies_in_the_current_folder_is_started(planted: Planted) -> None:
    folder, path = planted.folder, careless_path()
    started_in(folder, *IN_PLACE, "sample", "Rivera", PATH=path)
    built = (*IN_PLACE, "package", "Rivera", "--set", "technology", "--with-evidence-pdf")
    done = started_in(folder, *built, PATH=path)
    assert planted.started == ""
    assert (done.returncode, done.stderr) == (0, "")


def test_no_module_that_lies_in_the_current_folder_is_imported(tmp_path: Path) -> None:
    started_in(tmp_path, *IN_PLACE, "sample", "Rivera")
    mark = tmp_path / "imported.txt"
    for name in ("docx", "msgspec", "platformdirs"):
        (tmp_path / f"{name}.py").write_text(f"open({str(mark)!r}, 'a').write({name!r})")
    done = started_in(tmp_path, sys.executable, "-m", "lssc_desktop", "status", "Rivera")
    assert not mark.exists()
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux where a process is")
def test_the_window_leaves_the_current_folder_and_opens_what_was_named_from_there(
    tmp_path: Path,
) -> None:
    subprocess.run([*IN_PLACE, "sample", "Rivera LSSC"], cwd=tmp_path, check=True)
    lock = tmp_path / "Rivera LSSC" / ".lssc" / "lock"
    with subprocess.Popen(
        [*IN_PLACE, os.path.join("Rivera LSSC", "")],  # noqa: PTH118  a path drops the slash
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        try:
            wait_until(lambda: lock.exists() or process.poll() is not None)
            assert process.poll() is None
            assert Path(f"/proc/{process.pid}/cwd").readlink() == Path.home()
        finally:
            process.terminate()


@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not installed")
@pytest.mark.parametrize("words", [["status", "."], []])
def test_a_clock_that_cannot_be_counted_with_is_told(words: list[str]) -> None:
    done = subprocess.run(
        ["faketime", "9998-06-01 12:00:00", sys.executable, "-m", "lssc_desktop", *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("This computer’s clock")
    assert "Traceback" not in done.stderr


def loaded_with(modules: str) -> set[str]:
    """The modules that Python has loaded after it loaded some."""
    code = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_a_start_loads_nothing_that_only_an_open_portfolio_needs() -> None:
    loaded = loaded_with("lssc_desktop.ui.app.application, lssc_desktop.ui.start.page")
    assert "lssc_desktop.ui.start.page" in loaded
    assert not loaded & {
        "lssc_desktop.core.portfolio.portfolio",
        "lssc_desktop.core.text.richtext",
        "lssc_desktop.store.programs",
        "hashlib",
        "psutil",
    }


def test_a_portfolio_opens_without_what_prints_and_what_reads_documents() -> None:
    loaded = loaded_with("lssc_desktop.ui.app.portfolio_controller, lssc_desktop.ui.overview.page")
    assert "lssc_desktop.ui.overview.page" in loaded
    assert not loaded & {
        "lssc_desktop.package.build",
        "lssc_desktop.documents.word.read",
        "lssc_desktop.documents.word.write",
        "lssc_desktop.documents.images",
        "lssc_desktop.documents.importing",
        "lssc_desktop.ui.app.printing",
        "lssc_desktop.ui.workspace.page",
    }
