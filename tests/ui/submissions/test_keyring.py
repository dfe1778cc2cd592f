"""The window with a real keyring (gnome-keyring), in a session of its own."""

from pathlib import Path

from tests.keyring_session import run_in_session

CASES = Path(__file__).with_name("in_a_session.py")


def test_the_window_keeps_a_password_in_the_keyring_when_asked(tmp_path: Path) -> None:
    words = ["-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'cases'}", str(CASES)]
    step = f"import sys, pytest; sys.exit(pytest.main({words!r}))"
    done = run_in_session(tmp_path / "home", [step])
    assert done.returncode == 0, done.stdout
    assert "8 passed" in done.stdout
