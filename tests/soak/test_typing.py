"""Killed while somebody types: at most the words of the last two seconds are gone."""

import os
import random
import re
import select
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.store.documents import read_document
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.soak.running_time import running_time

ROOT = Path(__file__).parents[2]
MOST_LOST = 2.0  # seconds of typing
MOST_WORDS = 250  # in one life
ELECTIVES = ("access-services", "collection-management", "reference-information")


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    text = shipped_program_text()
    program = read_program(text, "lssc.toml")
    person, admitted = Candidate("A. Rivera"), date(2024, 9, 14)
    portfolio = start_portfolio(program, person, admitted, ELECTIVES, date(2026, 11, 24), "1f0e")
    folder.create(tmp_path / "Rivera LSSC", portfolio, text, "")
    return tmp_path / "Rivera LSSC"


def type_and_kill(
    root: Path, first: int, words: int, delay: float
) -> tuple[dict[int, float], float]:
    """Let somebody type, kill the program, and return when each word was typed and when it died."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.typist", root, root.parent / "settings", str(first)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process:
        said = b"".join(process.stdout.readline() for _ in range(words))
        assert said.count(b"\n") == words, "the window died by itself"
        select.select([], [], [], delay)
        killed = running_time(process.pid)
        process.kill()
        said += process.stdout.read()
    lines = [line.split() for line in said.decode().splitlines(keepends=True) if "\n" in line]
    return {int(number): float(typed) for number, typed in lines}, killed


def words_in(root: Path) -> list[int]:
    """Return the numbers of the words in the response, which is whole whatever happened."""
    documents = list(root.glob("Foundations*/12 *.docx"))
    if not documents:
        return []
    (document,) = documents
    seen = read_document(document, document.name)
    assert not seen.fault
    return [int(number) for number in re.findall(r"word([0-9]+)", plain(seen.text))]


def soak(root: Path, lives: int, seed: int) -> None:
    print(f"seed {seed}")  # noqa: T201  a failed run can be repeated
    chance = random.Random(seed)  # noqa: S311  to be repeated
    kept: list[int] = []
    for _ in range(lives):
        words, delay = chance.randrange(1, MOST_WORDS), chance.uniform(0, 0.1)
        typed, killed = type_and_kill(root, len(kept), words, delay)
        before, kept = kept, words_in(root)
        assert kept == list(range(len(kept))), "a word is missing in the middle, or there twice"
        assert len(kept) >= len(before)
        lost = [killed - typed[number] for number in typed if number >= len(kept)]
        assert max(lost, default=0.0) <= MOST_LOST


def test_killed_three_times_with_a_fixed_seed(portfolio: Path) -> None:
    soak(portfolio, 3, 20261124)


@pytest.mark.soak
def test_killed_a_hundred_times(portfolio: Path) -> None:
    soak(
        portfolio,
        100,
        int(os.environ.get("LSSC_SOAK_SEED") or random.SystemRandom().randrange(10**9)),
    )
