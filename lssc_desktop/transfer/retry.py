"""Trying again: how long to wait, and what is worth it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lssc_desktop.core.job import NO_ITEM, Reporter, Step
from lssc_desktop.transfer.answers import PASSING, ReceiverBusy
from lssc_desktop.transfer.destination import ArrivalUnknown
from lssc_desktop.transfer.shared_folder import SharedFolderAway

_SLICE = 0.1  # seconds

type Wait = Callable[[float, Reporter], None]
"""Lets so many seconds pass; raises `Cancelled` when the job shall stop."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits from `first` seconds, doubling up to `longest`; `tries` None: never gives up.

    `chance` gives numbers from 0 to 1, so that many who lost the same receiver do not all come
    back at once: a wait is between half and the whole of its length.
    """

    chance: Callable[[], float]
    first: float = 1.0
    longest: float = 60.0
    tries: int | None = None

    def pauses(self) -> Iterator[float]:
        """Yield the seconds to wait before each further try."""
        length, number = self.first, 0
        while self.tries is None or number < self.tries:
            yield length * (0.5 + self.chance() / 2)
            length, number = min(length * 2, self.longest), number + 1


def may_pass(error: BaseException) -> bool:
    """Whether it may be over by itself: then it is worth to ask or send again after a while."""
    if isinstance(error, ArrivalUnknown):
        return error.__cause__ is not None and may_pass(error.__cause__)
    return isinstance(error, (*PASSING, SharedFolderAway))


def asked_for(error: BaseException, pause: float, longest: float = 600.0) -> float:
    """Return the wait that the receiver itself asked for, where that is longer than ours."""
    cause = error.__cause__ if isinstance(error, ArrivalUnknown) else error
    wanted = cause.after if isinstance(cause, ReceiverBusy) else 0
    return max(pause, min(float(wanted), longest))


def wait(seconds: float, reporter: Reporter) -> None:
    """Let time pass, and feel the wish to stop meanwhile."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        reporter.report(Step.WAITING, 0, 0, NO_ITEM)
        time.sleep(min(_SLICE, left))
