"""`make test WHOLE=1`: no test is left out that could be run here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFTEST = "from tests.conftest import pytest_addoption, pytest_runtest_makereport\n"


@pytest.mark.parametrize(
    ("line", "options", "status"),
    [
        ("pytest.skip('FFmpeg is not installed')", [], 0),
        ("pytest.skip('FFmpeg is not installed')", ["--whole"], 1),
        ("pytest.skip('only Windows does it')", ["--whole"], 0),
        ("pytest.xfail('not yet')", ["--whole"], 0),
        ("pass", ["--whole"], 0),
    ],
)
def test_a_test_that_is_skipped_for_want_of_a_program_fails(
    tmp_path: Path, line: str, options: list[str], status: int
) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_it.py").write_text(f"import pytest\ndef test_it():\n    {line}\n")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    done = subprocess.run(
        words,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert ("FFmpeg is not installed" in done.stdout) == (status == 1)
