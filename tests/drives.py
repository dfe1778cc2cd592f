"""Small drives of their own, as sticks are; only the superuser can mount one."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[Path]:
    """Mount a drive in a new folder; skip the test where nobody may."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only who may mount a drive")
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place)]
    if subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("only who may mount a drive")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=False, capture_output=True)


def make_read_only(place: Path) -> None:
    """Turn a mounted drive into one that can only be read."""
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
