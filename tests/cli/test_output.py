"""Standard output that is closed, full, or cannot show a letter: never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BARE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
LSSC = [sys.executable, "-m", "lssc_desktop"]


STOPPED_WHILE_IMPORTING = """
import signal, sys
from lssc_desktop.__main__ import main

class CtrlC:
    def find_spec(self, name, path, target=None):
        if name == "lssc_desktop.cli.arguments":
            signal.raise_signal(signal.SIGINT)

# Who runs the tests in the background ignores Ctrl+C, and so would we.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, CtrlC())
sys.exit(main())
"""


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which $LSSC is the program."""
    return subprocess.run(
        ["bash", "-c", f'LSSC() {{ {" ".join(LSSC)} "$@"; }}\n{line}'],
        cwd=cwd,
        env={**BARE, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the shell is not Windows'")
class TestOutput:
    def test_a_reader_that_goes_away_has_read_enough(self, folder: Path, tmp_path: Path) -> None:
        done = shell(f'LSSC status "{folder}" | head -0; exit ${{PIPESTATUS[0]}}', tmp_path)
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    def test_a_full_output_is_told_and_is_not_good(self, folder: Path, tmp_path: Path) -> None:
        done = shell(f'LSSC status "{folder}" > /dev/full', tmp_path)
        assert done.returncode == 2
        assert done.stderr.startswith("The output couldn't be written")
        assert done.stderr.count("\n") == 1

    def test_a_closed_output_changes_no_status(self, folder: Path, tmp_path: Path) -> None:
        done = shell(f'LSSC check "{folder}" >&-', tmp_path)
        assert (done.returncode, done.stderr) == (1, "")

    def test_a_closed_error_output_sends_nothing_to_standard_output(self, tmp_path: Path) -> None:
        done = shell("LSSC check nowhere 2>&-", tmp_path)
        assert (done.returncode, done.stdout) == (2, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    def test_even_the_version_can_be_lost(self, tmp_path: Path) -> None:
        done = shell("LSSC --version > /dev/full", tmp_path)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr

    def test_marks_that_the_output_cannot_show_are_those_of_a_keyboard(
        self, tmp_path: Path
    ) -> None:
        line = "PYTHONIOENCODING={} LSSC check nowhere"
        plain = shell(line.format("ascii"), tmp_path).stderr
        shown = shell(line.format("utf-8"), tmp_path).stderr
        assert "’" in shown
        assert plain == shown.replace("’", "'").replace("“", '"').replace("”", '"')

    def test_letters_that_the_output_cannot_show_stop_nothing(
        self, folder: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "Été 李.txt").write_text("x")
        shown = shell(
            f'LSSC evidence add "{folder}" --set technology --competency 1 É*.txt', tmp_path
        )
        assert shown.returncode == 0, shown.stderr
        assert "Evidence/" in shown.stdout

    def test_json_is_whole_whatever_the_output_can_show(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "Été 李.txt").write_text("x")
        words = "--set technology --competency 1 É*.txt --json"
        done = shell(f'LSSC evidence add "{folder}" {words}', tmp_path)
        assert json.loads(done.stdout)["added"][0]["path"] == "Evidence/Été 李.txt"

    def test_a_name_cannot_act_on_the_terminal(self, folder: Path, tmp_path: Path) -> None:
        (folder / "Evidence" / "a\x1b[31m\x9b.txt").write_text("x")
        done = shell(
            f'PYTHONIOENCODING=utf-8; export PYTHONIOENCODING; LSSC check "{folder}"', tmp_path
        )
        assert "“a\ufffd[31m\ufffd.txt”" in done.stdout
        assert not {"\x1b", "\x9b"} & set(done.stdout + done.stderr)

    def test_ctrl_c_before_a_command_has_begun_is_no_traceback(
        self, folder: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "stopped.py").write_text(STOPPED_WHILE_IMPORTING)
        done = subprocess.run(
            [sys.executable, tmp_path / "stopped.py", "status", folder],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("Stopped.")
        assert done.stderr.count("\n") == 1
