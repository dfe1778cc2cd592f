"""Opening a portfolio for a command: locked, brought up to date with its files, saved."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.locking import lock_of, locked_change
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.messages.errors import message_for
from lssc_desktop.store import folder, lock
from lssc_desktop.store.disk import FolderReadOnly, NotAllowed
from lssc_desktop.store.looking import Looked, look_at
from lssc_desktop.store.opening import FolderRead, read_folder
from lssc_desktop.store.submissions import submissions_of


@contextmanager
def locked(root: Path, *, overrule: bool) -> Iterator[FolderRead]:
    """Open a portfolio folder to change it; nobody else may meanwhile."""
    with held(root, overrule=overrule):
        yield read_folder(root)


@contextmanager
def locked_if_it_can_be(root: Path, *, overrule: bool) -> Iterator[tuple[FolderRead, bool]]:
    """Open a portfolio folder, and tell whether it can be changed: a stick may be read only."""
    with ExitStack() as stack:
        try:
            stack.enter_context(held(root, overrule=overrule))
        except (FolderReadOnly, NotAllowed):
            yield read_folder(root), False
        else:
            yield read_folder(root), True


@contextmanager
def held(root: Path, *, overrule: bool) -> Iterator[None]:
    """Hold the lock of a portfolio folder for the length of a command."""
    with lock.take(root, lock.this_holder(datetime.now(UTC)), overrule=overrule):
        yield


def save(at: FolderRead, portfolio: Portfolio) -> None:
    """Write the portfolio when it differs from what was opened.

    Raises `SetLocked` when it would change a set that is handed in.
    """
    if portfolio == at.portfolio:
        return
    submissions = submissions_of(at.root, at.portfolio).submissions
    lock = locked_change(at.program, at.portfolio, portfolio, submissions)
    if lock is not None:
        raise lock
    folder.save(at.root, portfolio, at.stamp)


def require_unlocked(at: FolderRead, set_id: str) -> None:
    """Raise `SetLocked` for a set that is handed in, before any file of it is touched."""
    submissions = submissions_of(at.root, at.portfolio).submissions
    lock = lock_of(at.program, at.portfolio, submissions, set_id)
    if lock is not None:
        raise lock


def problems(faults: Iterable[LsscError]) -> list[dict[str, str]]:
    """Return what keeps us from reading what was handed in, for programs."""
    return [{"code": type(each).__name__, "message": message_for(each).text} for each in faults]


def problem_lines(faults: Iterable[LsscError]) -> tuple[str, ...]:
    """Say what keeps us from reading what was handed in."""
    return tuple(message_for(each).text for each in faults)


def look(at: FolderRead, today: date, reporter: Reporter) -> Looked:
    """Take in what was done to the files with other programs, and read every document."""
    return look_at(at.root, at.program, at.portfolio, today, reporter)
