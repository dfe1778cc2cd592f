"""Works on a portfolio folder at random until it is killed; started by test_kill.py.

Arguments: the folder, a folder with files to add, a seed, the number of the last step. After
each saved step it writes its number and the fingerprint of portfolio.json to standard output.
What it writes into files says itself whether it is whole (see `whole`).
"""

import hashlib
import os
import random
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio import edits
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import EvidenceUse, PackageKind, Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.disk.holders import Holder
from lssc_desktop.store import evidence
from lssc_desktop.store.folder import folder, lock
from lssc_desktop.store.programs import read_program

TODAY = date(2026, 11, 25)
COMPUTER = "soak"
SET = "foundations"
NUMBERS = range(1, 13)
END = "The end of the text."


def whole(data: bytes) -> bool:
    """Whether an evidence file is one that a worker made, from its first to its last byte."""
    return hashlib.sha256(data[32:]).digest() == data[:32]


@dataclass
class Worker:
    """One portfolio in work."""

    root: Path
    sources: Path
    chance: random.Random
    program: Program

    def edit(self, portfolio: Portfolio) -> Portfolio:
        """Change what portfolio.json alone says."""
        number = self.chance.choice(NUMBERS)
        rating = self.chance.choice([None, *Rating])
        return edits.set_self_rating(portfolio, SET, number, rating, TODAY)

    def add(self, portfolio: Portfolio) -> Portfolio:
        """Copy evidence in and show it."""
        source = self._source()
        (added,) = evidence.add_files(self.root, [source], TODAY, ignore_progress)
        portfolio = edits.put_evidence(portfolio, added, TODAY)
        use = EvidenceUse(added.path)
        return edits.use_evidence(portfolio, SET, self.chance.choice(NUMBERS), use, TODAY)

    def rename(self, portfolio: Portfolio) -> Portfolio:
        """Rename evidence."""
        if not portfolio.evidence:
            return portfolio
        path = self.chance.choice(portfolio.evidence).path
        name = f"{self.chance.randrange(10**9)}.bin"
        new = evidence.rename(self.root, path, name)
        return edits.move_evidence(portfolio, path, new, TODAY)

    def replace(self, portfolio: Portfolio) -> Portfolio:
        """Put another file in the place of one."""
        if not portfolio.evidence:
            return portfolio
        path = self.chance.choice(portfolio.evidence).path
        source = self._source()
        file = evidence.replace_file(self.root, path, source, TODAY, ignore_progress)
        return edits.replace_evidence(portfolio, path, file, TODAY)

    def remove(self, portfolio: Portfolio) -> Portfolio:
        """Throw evidence away, most often when there is much of it."""
        if len(portfolio.evidence) < self.chance.randrange(1, 20):
            return portfolio
        path = self.chance.choice(portfolio.evidence).path
        evidence.remove(self.root, path)
        return edits.drop_evidence(portfolio, path, TODAY)

    def write(self, portfolio: Portfolio) -> Portfolio:
        """Write a response or the statement."""
        from lssc_desktop.core.text.richtext import from_plain
        from lssc_desktop.store.folder.responses import write_response

        words = " ".join(str(self.chance.random()) for _ in range(self.chance.randrange(2000)))
        text = from_plain(f"{words}\n\n{END}")
        place = TextPlace(SET, self.chance.choice([None, *NUMBERS]))
        document = write_response(self.root, self.program, portfolio, place, text)
        return set_document(portfolio, place, document, TODAY)

    def package(self, portfolio: Portfolio) -> Portfolio:
        """Build a review copy."""
        from lssc_desktop.package.build import build
        from lssc_desktop.package.target import BuildOrder
        from lssc_desktop.store.folder.scan import read_all_facts

        facts = read_all_facts(self.root, portfolio, ignore_progress)
        text = folder.program_text(self.root)
        kind = PackageKind.REVIEW_COPY
        order = BuildOrder(self.root, self.program, text, portfolio, SET, kind, facts=facts)
        return build(order, TODAY, ignore_progress).portfolio

    def _source(self) -> Path:
        """Make a file to add, of up to two million bytes."""
        body = self.chance.randbytes(self.chance.choice([0, 100, 10_000, 300_000, 2_000_000]))
        source = self.sources / f"{self.chance.randrange(6)}.bin"
        source.write_bytes(hashlib.sha256(body).digest() + body)
        return source


def main(root: Path, sources: Path, seed: str, step: int) -> None:
    """Work until killed."""
    program = read_program(folder.program_text(root), "program.toml")
    worker = Worker(root, sources, random.Random(seed), program)  # noqa: S311  to be repeated
    acts = [worker.edit, worker.add, worker.rename, worker.replace, worker.remove, worker.write]
    if worker.chance.random() < 0.2:  # packages take long to make
        acts.append(worker.package)
    holder = Holder(COMPUTER, "worker", os.getpid(), datetime.now(UTC))
    with lock.take_lock(root, holder):
        loaded = folder.load(root)
        portfolio, stamp = loaded.portfolio, loaded.stamp
        while True:
            step += 1
            portfolio = worker.chance.choice(acts)(portfolio)
            person = replace(portfolio.candidate, email=str(step))
            portfolio = replace(portfolio, candidate=person)
            stamp = folder.save(root, portfolio, stamp)
            os.write(1, f"{step} {stamp.sha256}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
