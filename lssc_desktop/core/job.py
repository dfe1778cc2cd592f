"""Jobs: their progress, the wish to stop them, and the time they still take."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from lssc_desktop.core.errors import LsscError

SETTLED = 3.0
"""Seconds before which a guess would jump about."""


class Step(StrEnum):
    """What a job is doing; `messages.words` has the words for each."""

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
    """The user asked the job to stop; nothing half-made is left behind."""


class Reporter(Protocol):
    """Receives the progress of a job, and stops it when the user wishes.

    It is the last argument of every slow function.
    """

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Report that `done` of `total` bytes (or things) are finished.

        `total` is 0 while it is not known. Called from the thread that runs the job, at most
        some ten times a second for one file. Raises `Cancelled` when the job shall stop.
        """


class NullReporter:
    """A reporter that reports to nobody and never stops a job."""

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Do nothing."""


# Time left --------------------------------------------------------------------------------------


def seconds_left(done: int, total: int, seconds: float) -> float | None:
    """Return the seconds that the rest will take; None while nobody can say.

    `done` of `total` took `seconds`; a total of 0 is not known.
    """
    if seconds < SETTLED or not 0 < done <= total:
        return None
    return seconds * (total - done) / done
