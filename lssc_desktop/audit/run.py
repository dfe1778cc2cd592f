"""An audit: every package of some places is listed, read to its end, and gets its line.

First all is listed, into the journal, so that progress knows packages, bytes and the time left;
then whatever has no line yet is read. Stopped at any moment and begun again, it goes on.
"""

import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from itertools import batched

from lssc_desktop.audit.audited import AuditCounts, ListedPackage
from lssc_desktop.audit.crew import Batch, Crew, Lines, open_place, processes, threads
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.places import NOBODY, Place, PlaceUnlisted, StoreLogin, is_package_name
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.values import dataclass

_LISTED_AT_ONCE = 1_000
_LIST_TRIES = 4
_BATCH_BYTES = 8 << 20
_BATCH_PACKAGES = 64
_BETWEEN_REPORTS = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class AuditOrder:
    """What to audit, and how.

    `pattern` is one of names (`*.lssc.zip`), "" for all; `again` reads what has a line already.
    `workers` are processes of this computer; `scheduler` is the address of a Dask cluster, or ""
    for none.
    """

    sources: tuple[str, ...]
    pattern: str = ""
    again: bool = False
    workers: int = 1
    scheduler: str = ""
    login: StoreLogin = NOBODY


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit came to; `read` counts the packages that were read this time."""

    counts: AuditCounts
    read: int


def audit(order: AuditOrder, journal: Journal, reporter: Reporter) -> Audited:
    """Audit places, and note every line in a journal that was opened for it.

    Raises:
        PlaceNotUnderstood, PlaceUnlisted, an error of the disk: when a place cannot be listed.
        ExtraMissing: when something is far away, or on a cluster, and the extra is not installed.
        ClusterUnusable, ClusterLost: when a cluster is not as it has to be, or went away.
        JournalUnusable, Cancelled: what was found so far is in the journal.
    """
    places = [open_place(each, order.login) for each in order.sources]
    if order.again:
        journal.forget_lines()
    with _crew(order, places) as crew:  # a cluster that does not answer says so at once
        for place in places:
            _list(place, order.pattern, journal, reporter)
        read = _Reading(journal, crew, reporter).read_all(order.login)
    return Audited(journal.counts(), read)


def _crew(order: AuditOrder, places: list[Place]) -> AbstractContextManager[Crew]:
    if order.scheduler:
        from lssc_desktop.audit.cluster import cluster

        return cluster(order.scheduler)
    if order.workers > 1:
        return processes(order.workers)
    return threads(max(place.at_once for place in places))


def _list(place: Place, pattern: str, journal: Journal, reporter: Reporter) -> None:
    """Note what is in a place; a list that breaks off is begun again, which changes nothing."""
    for left in reversed(range(_LIST_TRIES)):
        found = place.packages(reporter)
        wanted = (each for each in found if is_package_name(each.name, pattern))
        try:
            for some in batched(wanted, _LISTED_AT_ONCE):
                journal.note_listed(some)
        except PlaceUnlisted as error:
            if not left or error.reason != "connection":
                raise
        else:
            return


class _Reading:
    """Hands out what is pending, and notes what comes back."""

    def __init__(self, journal: Journal, crew: Crew, reporter: Reporter) -> None:
        self._journal = journal
        self._crew = crew
        self._reporter = reporter
        self._packages, self._bytes = journal.pending_counts()
        self._packages_done = self._bytes_done = 0
        self._began = time.monotonic()
        self._running: dict[Future[Lines], Batch] = {}

    def read_all(self, login: StoreLogin) -> int:
        """Read everything that is pending; return how many packages that were."""
        for batch in _batches(self._journal.pending(), login):
            while len(self._running) >= self._crew.at_once:
                self._take_in()
            self._running[self._crew.read(batch)] = batch
        while self._running:
            self._take_in()
        return self._packages_done

    def _take_in(self) -> None:
        """Wait for a batch, a moment at most, note its lines, and report."""
        done, _ = wait(self._running, timeout=_BETWEEN_REPORTS, return_when=FIRST_COMPLETED)
        for future in done:
            batch = self._running.pop(future)
            self._journal.note_lines(future.result())
            self._packages_done += len(batch.packages)
            self._bytes_done += batch.bytes
        item = Item("", self._packages_done, self._packages)
        seconds = time.monotonic() - self._began
        self._reporter(
            Progress(Step.VERIFYING, self._bytes_done, self._bytes, item, seconds=seconds)
        )


def _batches(pending: Iterator[ListedPackage], login: StoreLogin) -> Iterator[Batch]:
    """Yield what is pending: small ones of one place together, a large one by itself."""
    some: list[ListedPackage] = []
    size = 0
    for each in pending:
        is_full = size + each.bytes > _BATCH_BYTES or len(some) == _BATCH_PACKAGES
        if some and (is_full or each.source != some[0].source):
            yield Batch(tuple(some), login)
            some, size = [], 0
        some.append(each)
        size += each.bytes
    if some:
        yield Batch(tuple(some), login)
