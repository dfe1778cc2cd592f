"""The lease of who sends a package: a file beside it, renewed while the sending goes on."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Progress, Reporter
from lssc_desktop.disk.disk import disk_errors, is_folder
from lssc_desktop.disk.files import create, require_own_folder, write_own
from lssc_desktop.disk.holders import (
    Holder,
    holder_text,
    is_gone,
    is_stale,
    read_holder,
    release_lock,
    runs_here,
    this_holder,
)

SUFFIX = ".sending.json"
_RENEWED_EVERY = 15.0  # seconds
_STALE_AFTER = 120.0


class BeingSent(LsscError):
    """Another window or command sends this package at this moment."""

    package: str
    holder: Holder

    says = Says(
        "{package:file} is already being sent: by another LSSC Desktop window or command on "
        "{holder.computer}, since {holder.since:moment}.",
        "Nothing was changed, and nothing is sent twice.",
        "Wait until it’s done there. You’ll see the result here too.",
    )


class SendingLeaseLost(LsscError):
    """While this computer slept, somebody else took over the sending of this package."""

    package: str

    says = Says(
        "While this computer was asleep, another window or command took over sending "
        "{package:file}.",
        "Nothing more was sent from here, and nothing is sent twice.",
        "Check there, or wait. You’ll see the result here too.",
    )


class SendingLease:
    """A reporter that passes everything on, and says now and then that it still holds."""

    def __init__(self, path: Path, package: str, ours: bytes, reporter: Reporter) -> None:
        self._path = path
        self._package = package
        self._ours = ours
        self._reporter = reporter
        self._renewed = _moment()

    def __call__(self, progress: Progress) -> None:
        """Report; raises `SendingLeaseLost`, and `Cancelled` when the job shall stop."""
        now = _moment()
        slept = (abs(at - last) for at, last in zip(now, self._renewed, strict=True))
        if max(slept) > _RENEWED_EVERY:
            self._renewed = now
            self.require_ours()
            with suppress(OSError):
                os.utime(self._path)
        self._reporter(progress)

    def require_ours(self) -> None:
        """Raise `SendingLeaseLost` when somebody else has the hold by now.

        A drive that does not answer takes it from nobody.
        """
        try:
            is_ours = self._path.read_bytes() == self._ours
        except FileNotFoundError:
            is_ours = not is_folder(self._path.parent)  # the drive was pulled out
        except OSError:
            is_ours = True
        if not is_ours:
            raise SendingLeaseLost(self._package)


def _moment() -> tuple[float, float]:
    """Return the time by the clock that stands still while a computer sleeps, and by the other."""
    return time.monotonic(), time.time()


@contextmanager
def sending_lease(package: Path, since: datetime, reporter: Reporter) -> Iterator[SendingLease]:
    """Hold the sending of a package for the length of the block; raises `BeingSent`.

    Give the reporter that comes out to the work: the hold is renewed as it reports, which raises
    `SendingLeaseLost` when somebody else has it by now.
    """
    require_own_folder(package)
    require_not_leased(package, since)
    path = lease_path(package)
    ours = holder_text(this_holder(since))
    with disk_errors(path):
        if not create(path, ours):  # left by a crash, or somebody was quicker
            require_not_leased(package, since)
            write_own(path, ours)
    try:
        yield SendingLease(path, package.name, ours, reporter)
    finally:
        release_lock(path, ours)


def require_not_leased(package: Path, now: datetime) -> None:
    """Raise `BeingSent` when somebody else sends the package at this moment."""
    other = _holder(lease_path(package), this_holder(now))
    if other is not None:
        raise BeingSent(package.name, other)


def is_leased(package: Path, now: datetime) -> bool:
    """Whether somebody else sends the package at this moment."""
    return _holder(lease_path(package), this_holder(now)) is not None


def lease_path(package: Path) -> Path:
    """Return where it is written who sends a package."""
    return package.with_name(package.name + SUFFIX)


def _holder(path: Path, me: Holder) -> Holder | None:
    other = read_holder(path)
    if other is None or replace(other, since=me.since) == me or is_gone(other, me):
        return None
    return other if runs_here(other, me) or not is_stale(path, _STALE_AFTER) else None
