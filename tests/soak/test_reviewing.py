"""Killed while somebody reviews: at most two seconds of it are gone, the rest is offered again."""

import os
import random
import re
import select
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.cli import run
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.opened import open_for_review, reviewed_package
from lssc_desktop.package.rounds import KeptReview, kept_for
from lssc_desktop.package.sample import write_sample
from tests.soak.reviewer import rating_of
from tests.soak.running_time import running_time

ROOT = Path(__file__).parents[2]
MOST_LOST = 2.0  # seconds of work
MOST_WORDS = 250  # in one life
PLACES = 12  # of the set, which a reviewer goes through once


@dataclass
class Life:
    """What a reviewer did until the program was killed: words and ratings, with their times."""

    killed: float
    offered: bool
    words: dict[int, float] = field(default_factory=dict)
    ratings: dict[int, float] = field(default_factory=dict)


@dataclass
class Desk:
    """A package under review, and where unsaved work on it is kept."""

    package: Path
    settings: Path

    def kept(self) -> KeptReview | None:
        about = reviewed_package(open_for_review(self.package, ignore_progress))
        found = kept_for(self.settings, about)
        assert len(found) < 2, "work on one package is kept twice"
        return found[0] if found else None

    def words(self) -> list[int]:
        kept = self.kept()
        if kept is None:
            return []
        said = " ".join(one.text for one in (*kept.review.comments, *kept.drafts))
        return sorted(int(number) for number in re.findall(r"word([0-9]+)\b", said))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root, package = tmp_path / "Rivera LSSC", tmp_path / "rivera.lssc.zip"
    write_sample(root, ignore_progress)
    words = ["package", str(root), "--set", "foundations", "--review-copy", "-o", str(package)]
    assert run(words, date(2026, 11, 24)) == 0
    (tmp_path / "settings").mkdir()
    return Desk(package, tmp_path / "settings")


def review_and_kill(desk: Desk, first: int, words: int, delay: float) -> Life:
    """Let somebody review, and kill the program while they do."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.reviewer", desk.package, desk.settings, str(first)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process:
        said = b"".join(process.stdout.readline() for _ in range(words))
        assert said.count(b"\n") == words, "the window died by itself"
        select.select([], [], [], delay)
        life = Life(running_time(process.pid), said.startswith(b"offered"))
        process.kill()
        said += process.stdout.read()
    for line in said.decode().splitlines(keepends=True):
        match line.split():
            case ["word", number, at] if line.endswith("\n"):
                life.words[int(number)] = float(at)
            case ["rated", number, at] if line.endswith("\n"):
                life.ratings[int(number)] = float(at)
    return life


def soak(desk: Desk, lives: int, seed: int) -> None:
    print(f"seed {seed}")  # noqa: T201  a failed run can be repeated
    chance = random.Random(seed)  # noqa: S311  to be repeated
    kept: list[int] = []
    for _ in range(lives):
        words, delay = chance.randrange(10, MOST_WORDS), chance.uniform(0, 0.1)
        life = review_and_kill(desk, len(kept), words, delay)
        assert life.offered is bool(kept), "what was kept is offered when the package is opened"
        before, kept = kept, desk.words()
        assert kept == list(range(len(kept))), "a word is missing in the middle, or there twice"
        assert len(kept) >= len(before)
        lost = [life.killed - at for number, at in life.words.items() if number >= len(kept)]
        work = desk.kept()
        for place, at in life.ratings.items():
            if work is None or work.review.rating(place) is not rating_of(place):
                lost.append(life.killed - at)
        assert max(lost, default=0.0) <= MOST_LOST


def test_killed_three_times_with_a_fixed_seed(desk: Desk) -> None:
    soak(desk, 3, 20261124)


@pytest.mark.soak
def test_killed_thirty_times(desk: Desk) -> None:
    seed = os.environ.get("LSSC_SOAK_SEED") or random.SystemRandom().randrange(10**9)
    soak(desk, 30, int(seed))
