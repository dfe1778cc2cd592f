"""What the tests of sending share: a package, and what is written down about its upload."""

import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lssc_desktop.core.job import Cancelled, Progress, Step
from lssc_desktop.transfer.destination import PackageFile

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def make_package(folder: Path, size: int = 300_000, seed: int = 1) -> PackageFile:
    """Write a file of so many bytes, and return it as a package; its content matters to nobody."""
    data = random.Random(seed).randbytes(size)  # noqa: S311  the same in every run
    path = folder / f"rivera-{seed}.lssc.zip"
    path.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    return PackageFile(path, hashlib.sha256(sha256.encode()).hexdigest(), sha256, size)


@dataclass
class Ledger:
    """Remembers an upload as the outbox does, and each number that it was told."""

    location: str = ""
    confirmed: int = 0
    begun: list[str] = field(default_factory=list)
    told: list[int] = field(default_factory=list)

    def begin(self, location: str) -> None:
        """Begin anew."""
        self.location, self.confirmed = location, 0
        self.begun.append(location)

    def confirm(self, count: int) -> None:
        """The receiver has so many bytes."""
        self.confirmed = count
        self.told.append(count)


@dataclass
class StopsAt:
    """A reporter that stops the job once so many bytes of a step are done."""

    step: Step
    done: int = 0
    stopped: bool = False

    def __call__(self, progress: Progress) -> None:
        """Raise `Cancelled` when it is time."""
        if progress.step is self.step and progress.done >= self.done:
            self.stopped = True
            raise Cancelled
