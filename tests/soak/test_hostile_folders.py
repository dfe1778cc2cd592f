"""A hostile portfolio folder costs a sentence and bounded memory, and nothing outside of it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hostile_folders import ATTACKS

ROOT = Path(__file__).parents[2]
MOST_MEGABYTES = 250
MOST_SECONDS = 5  # of the processor, beyond reading every file once
SCANNED = 0.0005  # seconds more for a file in which the window looks for private data

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it forks")


def tries(folder: Path, first: int, every: int, *window: str) -> Iterator[dict[str, Any]]:
    """Try attacks with every command, and give what came of each."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.soak.hostile_runner",
            folder,
            str(first),
            str(every),
            *window,
        ],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    yield from map(json.loads, done.stdout.splitlines())


def check(found: list[dict[str, Any]], again: Path) -> None:
    """Assert that each command ended with a sentence, and in its bounds.

    What took too long is tried twice more, in the folder `again`: a busy computer only adds to the
    time of a process, so that the least is what it costs.
    """
    assert found
    for each in found:
        assert each["status"] in {0, 1, 2}, each
        assert each["bad"] == [], each
        assert each["outside"], each
        assert each["megabytes"] <= MOST_MEGABYTES, each
        if not is_quick(each):
            others = [*same(each, again / "1"), *same(each, again / "2")]
            assert any(map(is_quick, others)), (each, others)


def is_quick(each: dict[str, Any]) -> bool:
    """Whether a command took no longer than it may."""
    scanned = SCANNED * each["files"] if each["command"] == "window" else 0
    return bool(each["seconds"] <= MOST_SECONDS + each["reading"] + scanned)


def same(each: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    """Try an attack once more, and give what came of the same command."""
    number = list(ATTACKS).index(each["attack"])
    rows = tries(folder / str(number), number, len(ATTACKS), "window")
    return [row for row in rows if row["command"] == each["command"]]


def test_some_hostile_folders_cost_a_sentence(tmp_path: Path) -> None:
    check(list(tries(tmp_path / "x", 30, 75)), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(8))
def test_every_hostile_folder_costs_a_sentence(tmp_path: Path, first: int) -> None:
    check(list(tries(tmp_path / "x", first, 8, "window")), tmp_path)
