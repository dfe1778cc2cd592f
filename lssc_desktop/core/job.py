"""Jobs: their progress, the wish to stop them, and the time they still take."""

from collections.abc import Callable
from enum import StrEnum

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.values import dataclass

SETTLED = 3.0
"""Seconds before which a guess would jump about."""


class Step(StrEnum):
    """What a job is doing; `messages.words` has the words for each."""

    LOOKING = "looking"
    DOWNLOADING = "downloading"
    SCANNING = "scanning"
    READING = "reading"
    CONVERTING = "converting"
    MAKING_COPY = "making-copy"
    MAKING_CLEAN_COPY = "making-clean-copy"
    WRITING = "writing"
    COPYING = "copying"
    ASSEMBLING = "assembling"
    PACKAGING = "packaging"
    VERIFYING = "verifying"
    ASKING = "asking"
    SENDING = "sending"
    COMPARING = "comparing"
    WAITING = "waiting"
    REMOVING = "removing"
    KEYRING = "keyring"
    RETURNING = "returning"


@dataclass(frozen=True, slots=True)
class Item:
    """Which file a job is at, and how many files are done of how many."""

    name: str = ""
    done: int = 0
    total: int = 0


NO_ITEM = Item()


class Cancelled(LsscError):
    """The user asked the job to stop; nothing half-made is left behind."""

    says = Says("Stopped.", "Nothing half-finished is left behind, and your work wasn’t changed.")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` bytes (or things); a total of 0 is not known yet.

    Who runs the job may add the `seconds` since it began.
    """

    step: Step
    done: int = 0
    total: int = 0
    item: Item = NO_ITEM
    seconds: float = 0.0


type Reporter = Callable[[Progress], None]
"""Receives the progress of a job, and stops it: it raises `Cancelled` when the user wishes.

It is the last argument of every slow function, and called on the thread that runs the job, at
most some ten times a second for one file.
"""


def ignore_progress(_progress: Progress) -> None:
    """Report to nobody; a `Reporter` that never stops a job."""


# Time left --------------------------------------------------------------------------------------


def seconds_left(done: int, total: int, seconds: float) -> float | None:
    """Return the seconds that the rest will take; None while nobody can say.

    `done` of `total` took `seconds`; a total of 0 is not known.
    """
    if seconds < SETTLED or not 0 < done <= total:
        return None
    return seconds * (total - done) / done
