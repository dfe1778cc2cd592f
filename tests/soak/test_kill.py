"""Killed at any moment, a portfolio opens, and at most the last edit is gone."""

import importlib.util
import os
import random
import re
import select
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from lssc_desktop.core.files.names import is_temporary
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.edits import drop_evidence
from lssc_desktop.core.portfolio.portfolio import Candidate
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.reconcile import Reconciliation, accept_changes, reconcile
from lssc_desktop.disk.holders import Holder
from lssc_desktop.documents.word import read_document
from lssc_desktop.package.reader import verify
from lssc_desktop.store.folder import folder, lock
from lssc_desktop.store.folder import folder as history
from lssc_desktop.store.folder.codec import decode
from lssc_desktop.store.folder.scan import files_in
from lssc_desktop.store.programs import read_program, shipped_program_text

TODAY = date(2026, 11, 25)
WORKER = Path(__file__).with_name("worker.py")
ELECTIVES = ("access-services", "collection-management", "reference-information")
LONGEST_STEP = 0.03  # seconds within which a step is hit somewhere in its middle


@pytest.fixture(scope="module")
def worker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("soak_worker", WORKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@dataclass
class Ground:
    """The folder that is worked on, and the last step that was said to be saved."""

    root: Path
    sources: Path
    program: Program
    step: int = 0
    stamps: dict[int, str] = field(default_factory=dict)

    def run_and_kill(self, seed: str, steps: int, delay: float) -> None:
        """Let a worker save so many steps, kill it a moment later, and note what it said."""
        process = subprocess.Popen(
            [sys.executable, WORKER, self.root, self.sources, seed, str(self.step)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(WORKER.parents[2])},
        )
        assert process.stdout is not None
        with process:
            said = b"".join(process.stdout.readline() for _ in range(steps))
            assert said.count(b"\n") == steps, "the worker died by itself"
            select.select([], [], [], delay)
            process.kill()
            said += process.stdout.read()
        for line in said.decode().splitlines(keepends=True):
            if line.endswith("\n"):
                step, stamp = line.split()
                self.step = int(step)
                self.stamps[self.step] = stamp


def _start(tmp_path: Path) -> Ground:
    text = shipped_program_text()
    program = read_program(text, "lssc.toml")
    person = Candidate("A. Rivera", email="0")
    portfolio = start_portfolio(program, person, date(2024, 9, 14), ELECTIVES, TODAY, "1f0e")
    stamp = folder.create(tmp_path / "Rivera LSSC", portfolio, text, "")
    (tmp_path / "sources").mkdir()
    ground = Ground(tmp_path / "Rivera LSSC", tmp_path / "sources", program)
    ground.stamps[0] = stamp.sha256
    return ground


def _judge(ground: Ground, whole: Callable[[bytes], bool], end: str) -> None:
    """Open what a killed worker left, and see that it is whole and lacks one step at most.

    As the program does it, the lock of the dead is taken over before anything is looked at: that
    gives a file its name back which was set aside when its worker was killed.
    """
    holder = Holder("soak", "judge", os.getpid(), datetime.now(UTC))
    with lock.take_lock(ground.root, holder):
        _judge_folder(ground, whole, end)


def _judge_folder(ground: Ground, whole: Callable[[bytes], bool], end: str) -> None:
    loaded = folder.load(ground.root)
    saved = int(loaded.portfolio.candidate.email)
    assert saved in {ground.step, ground.step + 1}
    if saved == ground.step:
        assert loaded.stamp.sha256 == ground.stamps[saved]
    for path in history.kept_versions(ground.root):
        decode(path.read_bytes())
    found = reconcile(loaded.portfolio, ground.program, files_in(ground.root, ignore_progress))
    _judge_step(found)
    _judge_files(ground.root, whole, end)
    _go_on(ground, loaded, found, saved)


def _judge_step(found: Reconciliation) -> None:
    """At most one file is ahead of portfolio.json: the one that the last step was at.

    The file that it was about to replace may lie beside it, under a numbered name.
    """
    replaced = {_unnumbered(change.file.path) for change in found.changed}
    new = [item for item in found.new if _unnumbered(item.file.path) not in replaced]
    assert len(found.new) - len(new) <= 1
    touched = [*new, *found.changed, *found.moved, *found.missing]
    assert len(touched) <= 1, touched


def _unnumbered(path: str) -> str:
    """Return a path without its number: "2 (3).bin" is what stood beside "2 (2).bin" too."""
    return re.sub(r"( \(\d+\))?\.\w+$", "", path)


def _judge_files(root: Path, whole: Callable[[bytes], bool], end: str) -> None:
    for path in (root / "Evidence").iterdir():
        if not is_temporary(path.name):
            assert whole(path.read_bytes()), path.name
    for path in root.rglob("*.docx"):
        assert read_document(path, path.name).text.paragraphs[-1].text == end
    for path in (root / "Packages").glob("*.zip"):
        assert verify(path, ignore_progress).valid


def _go_on(ground: Ground, loaded: folder.Loaded, found: Reconciliation, saved: int) -> None:
    """Take over what was found, and save: the next worker begins here."""
    portfolio = accept_changes(loaded.portfolio, found, TODAY)
    for missing in found.missing:
        portfolio = drop_evidence(portfolio, missing.path, TODAY)
    ground.stamps[saved] = folder.save(ground.root, portfolio, loaded.stamp).sha256
    ground.step = saved


def _soak(tmp_path: Path, worker: ModuleType, runs: int, seed: int) -> None:
    print(f"seed {seed}")  # noqa: T201  a failed run can be repeated
    chance = random.Random(seed)  # noqa: S311  to be repeated
    ground = _start(tmp_path)
    for run in range(runs):
        steps, delay = chance.randrange(1, 6), chance.uniform(0, LONGEST_STEP)
        ground.run_and_kill(f"{seed} {run}", steps, delay)
        _judge(ground, worker.whole, worker.END)


def test_twenty_kills_with_a_fixed_seed(tmp_path: Path, worker: ModuleType) -> None:
    _soak(tmp_path, worker, 20, 20261125)


@pytest.mark.soak
def test_two_hundred_kills(tmp_path: Path, worker: ModuleType) -> None:
    seed = int(os.environ.get("LSSC_SOAK_SEED") or random.SystemRandom().randrange(10**9))
    _soak(tmp_path, worker, 200, seed)
