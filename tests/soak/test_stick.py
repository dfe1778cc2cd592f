"""Killed at any moment while it copies to a stick, a package is there once, or we say so."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from lssc_desktop.core.submission.submission import SubmissionState
from lssc_desktop.store.submissions import read_submissions
from lssc_desktop.transfer.destination import PackageFile
from tests.soak.test_sending import PROGRAM, make_bag, soak_seed


def named(stick: Path) -> list[Path]:
    """What an office would take for packages: not what is still being copied."""
    return [path for path in stick.iterdir() if not path.name.startswith(".")]


def kill_at(package: PackageFile, stick: Path, share: float) -> None:
    """Begin to send, and end it as `kill -9` does once so much of it was copied."""
    sender = subprocess.Popen(
        [PROGRAM, "send", package.path, "--to", stick, "--office-folder", "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while sender.poll() is None:
        copied = max((path.stat().st_size for path in stick.glob(".lssc-*")), default=0)
        if copied >= share * package.bytes or named(stick):
            break
    sender.kill()
    sender.wait()


def killed(tmp_path: Path, chance: random.Random, times: int) -> None:
    packages, stick = tmp_path / "Packages", tmp_path / "stick"
    packages.mkdir()
    stick.mkdir()
    for seed in range(times):
        package = make_bag(packages, seed)
        data = package.path.read_bytes()
        for _ in range(2):
            kill_at(package, stick, chance.random())
            for item in read_submissions(package.path):
                arrived = any(path.name == package.name for path in named(stick))
                if item.state is SubmissionState.RECEIVED:
                    assert arrived
                assert item.in_doubt or arrived == (item.state is SubmissionState.RECEIVED)
            assert all(path.read_bytes() == data for path in named(stick))
        done = subprocess.run(
            [PROGRAM, "send", package.path, "--to", stick, "--office-folder", "--json"],
            capture_output=True,
            check=True,
        )
        assert json.loads(done.stdout)["state"] == "received"
        (there,) = named(stick)
        assert there.read_bytes() == data
        there.unlink()


def test_killed_at_two_moments(tmp_path: Path) -> None:
    killed(tmp_path, random.Random(20261125), 1)  # noqa: S311  the same in every run


@pytest.mark.soak
def test_killed_at_twenty_moments(tmp_path: Path) -> None:
    killed(tmp_path, random.Random(soak_seed()), 10)  # noqa: S311  to be repeated
