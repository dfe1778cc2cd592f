"""Ten computers on one shelf: none loses an assignment of another, and presence is never wrong.

Writers assign and open packages as fast as they can; some are killed in the middle of it, as by a
power cut. Whatever a writer was told was noted has to be in the file.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop.store.shelf_files import (
    assignments_path,
    mark_key,
    open_marks,
    read_assignments,
)

PACKAGES = ("one.zip", "two.zip", "three.zip")
WRITERS = 10
LONG = 600.0  # seconds
SEED = 6.0
KILLED = 3  # at least
MUCH = 200  # bytes that a writer said before it may be killed

_WRITER = """
import random, sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep
from lssc_desktop.store.folder.lock import this_holder
from lssc_desktop.store.shelf_files import mark_open, note_assignments, unmark_open

shelf, who, names = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
chance = random.Random(who)
holder = replace(this_holder(datetime.now(UTC)), person=who)
number = 0
while True:
    package = shelf / chance.choice(names)
    mark_open(package, holder, overrule=True)
    print("open", package.name, flush=True)
    number += 1
    person = f"{who} {number % 5}"
    change = AssignmentChange(datetime.now(UTC), who, AssignmentStep.ASSIGN, person)
    note_assignments(package, package.name, (change,))
    print("noted", package.name, person, flush=True)
    print("closing", package.name, flush=True)
    unmark_open(package, holder)
    print("closed", package.name, flush=True)
"""


class Writer:
    """A process that assigns and opens packages, and what it said of that."""

    def __init__(self, shelf: Path, who: str, log: Path) -> None:
        self.who = who
        self.log = log
        words = [sys.executable, "-c", _WRITER, str(shelf), who, *PACKAGES]
        with log.open("ab") as out:
            self.process = subprocess.Popen(words, stdout=out)

    def said(self) -> Iterator[list[str]]:
        """Every line that it wrote whole."""
        text = self.log.read_text("utf-8")
        for line in text[: text.rfind("\n") + 1].splitlines():
            yield line.split(" ")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def stays_true(shelf: Path, tmp_path: Path, lasting: float) -> int:
    """Let writers work for so many seconds, and check what they said; return how much it was."""
    chance = random.Random(19)  # noqa: S311  no secret
    count = 0

    def another(who: str) -> Writer:
        nonlocal count
        count += 1
        return Writer(shelf, who, tmp_path / f"{count}.log")

    alive = [another(f"writer{number}") for number in range(WRITERS)]
    over: list[Writer] = []
    end = time.monotonic() + lasting
    while time.monotonic() < end or len(over) < KILLED:
        time.sleep(0.5)  # the writers work meanwhile: nothing tells when
        busy = [each for each in alive if each.log.stat().st_size > MUCH]
        if not busy:
            continue
        unlucky = chance.choice(busy)
        unlucky.kill()
        alive.remove(unlucky)
        over.append(unlucky)
        alive.append(another(unlucky.who))
    for each in alive:
        each.kill()
    noted: set[tuple[str, str]] = set()
    for writer in (*over, *alive):
        noted |= {(line[1], " ".join(line[2:])) for line in writer.said() if line[0] == "noted"}
    for name in PACKAGES:
        found = {each.person for each in read_assignments(assignments_path(shelf / name)).assigned}
        wanted = {person for package, person in noted if package == name}
        assert wanted <= found  # a killed one may have noted more than it could say
        assert len(found - wanted) <= count
    assert open_marks(shelf) == {}  # everybody is gone
    return len(noted)


def test_an_open_package_is_said_while_the_writer_lives(tmp_path: Path) -> None:
    (tmp_path / "one.zip").write_bytes(b"PK")
    script = _WRITER.replace("    number += 1\n", "    sys.stdin.read()\n")
    words = [sys.executable, "-c", script, str(tmp_path), "Dana", "one.zip"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open one.zip\n"
        assert open_marks(tmp_path) == {mark_key("one.zip"): ("Dana",)}
        writer.kill()
    assert open_marks(tmp_path) == {}


def shelf_in(tmp_path: Path) -> Path:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for name in PACKAGES:
        (shelf / name).write_bytes(os.urandom(8))
    return shelf


def test_a_seed_of_writers_loses_nothing(tmp_path: Path) -> None:
    assert stays_true(shelf_in(tmp_path), tmp_path, SEED) > 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_ten_writers_for_ten_minutes_lose_nothing(tmp_path: Path) -> None:
    assert stays_true(shelf_in(tmp_path), tmp_path, LONG) > 30
