"""What a slow function takes as its last argument, and how it is asked to stop."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from lssc_desktop.core.errors import LsscError

# What a slow function takes as its last argument, and how it is asked to stop -------------------


class Step(StrEnum):
    """What a job is doing; `messages.progress` has the words for each."""

    LOOKING = "looking"
    READING = "reading"
    COPYING = "copying"
    ASSEMBLING = "assembling"
    PACKAGING = "packaging"
    VERIFYING = "verifying"
    ASKING = "asking"
    SENDING = "sending"
    COMPARING = "comparing"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Item:
    """Which file a job is at, and how many files are done of how many."""

    name: str = ""
    done: int = 0
    total: int = 0


NO_ITEM = Item()


@dataclass(eq=False)
class Cancelled(LsscError):
    """The person asked the job to stop; nothing half-made is left behind."""


class Reporter(Protocol):
    """Receives the progress of a job and is the place where a wish to stop is felt."""

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Tell that `done` of `total` bytes (or things) are finished.

        `total` is 0 while it is not known. Called from the thread that runs the job, at most
        some ten times a second for one file. Raises `Cancelled` when the job shall stop.
        """


class NullReporter:
    """A reporter that tells nobody and never stops a job."""

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Do nothing."""


# How long a job still takes, judged by how long it took so far ----------------------------------


SETTLED = 3.0
"""Seconds before which a guess would jump about."""


def seconds_left(done: int, total: int, seconds: float) -> float | None:
    """Return the seconds that the rest will take; None while nobody can say.

    `done` of `total` took `seconds`; a total of 0 is not known.
    """
    if seconds < SETTLED or not 0 < done <= total:
        return None
    return seconds * (total - done) / done
