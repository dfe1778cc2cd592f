"""The jobs of sending from the window, as plain functions."""

import random
import stat
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, Reporter
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.store.folder.lock import BeingSent
from lssc_desktop.store.submissions import Kept, submissions_of
from lssc_desktop.transfer.address import parse_address
from lssc_desktop.transfer.connecting import (
    ConnectionSettings,
    open_connection,
    remembered_connection,
)
from lssc_desktop.transfer.destination import read_package
from lssc_desktop.transfer.outbox import Backoff, Outbox, wait


class _Preempted(Exception):
    """The wait of a package was stopped because something else can be done; it stays queued."""


def read_kept(root: Path, portfolio: Portfolio) -> tuple[Kept, Mapping[str, int]]:
    """Read what is written down beside the packages of a portfolio, and how large they are.

    The size of a package that is not there anymore is 0.
    """
    sizes: dict[str, int] = {}
    for note in portfolio.packages:
        if not note.elsewhere:
            path = root / note.path
            sizes[note.path] = _size(path)
    return submissions_of(root, portfolio), sizes


def _size(path: Path) -> int:
    try:
        state = path.stat()
    except OSError:  # it is not there, or cannot be reached
        return 0
    return state.st_size if stat.S_ISREG(state.st_mode) else 0


def find_interrupted(outbox: Outbox) -> tuple[Submission, ...]:
    """Pause what was on its way when the program ended, and return it."""
    return tuple(outbox.pause(each) for each in outbox.waiting())


def queue_package(
    outbox: Outbox, package: Path, settings: ConnectionSettings, reporter: Reporter
) -> tuple[Submission, ConnectionSettings]:
    """Put the package into the queue."""
    address = parse_address(settings.url).text
    return outbox.queue(read_package(package, reporter), address, mine=settings.mine), settings


def send_one(
    outbox: Outbox,
    submission: Submission,
    settings: ConnectionSettings,
    now: Callable[[], datetime],
    preempt: Event,
    reporter: Reporter,
) -> Submission | None:
    """Send one package to the end; one that cannot be begun is paused.

    Returns None when `preempt` is set while it only waits for its receiver.
    """

    def wait_unless_preempted(seconds: float, reporter: Reporter) -> None:
        def report(progress: Progress) -> None:
            if preempt.is_set():
                raise _Preempted
            reporter(progress)

        wait(seconds, report)

    try:
        destination = open_connection(settings, now)
    except LsscError:
        outbox.pause(submission)
        raise
    with closing(destination):
        try:
            return outbox.run(
                submission, destination, Backoff(random.random), reporter, wait_unless_preempted
            )
        except _Preempted:
            return None


def ask_receiver(
    outbox: Outbox,
    submission: Submission,
    settings: ConnectionSettings,
    now: Callable[[], datetime],
    _preempt: Event,
    reporter: Reporter,
) -> Submission:
    """Ask what the receiver has of a package."""
    with closing(open_connection(settings, now)) as destination:
        return outbox.find_out(submission, destination, reporter)


def clear_up(
    outbox: Outbox,
    submission: Submission,
    settings: ConnectionSettings,
    now: Callable[[], datetime],
    reporter: Reporter,
) -> Submission | None:
    """Remove at the receiver what was begun of a package; return it when something stays there."""
    try:
        with closing(open_connection(settings, now)) as destination:
            return None if outbox.clear_up(submission, destination, reporter) else submission
    except (Cancelled, BeingSent):
        raise
    except LsscError:
        return submission


def look_up(submission: Submission) -> tuple[Submission, ConnectionSettings | None]:
    """Return a submission with the settings of its receiver, where the keyring has them."""
    try:
        return submission, remembered_connection(submission.destination)
    except LsscError:  # it is locked; the user is asked
        return submission, None
