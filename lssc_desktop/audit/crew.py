"""Who reads packages for an audit: threads of this process, or processes of this computer.

A process that dies costs its packages a second try, each by itself.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from math import inf
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import NoReturn, Protocol

from lssc_desktop.audit.audited import (
    AuditLine,
    ListedPackage,
    decode_line,
    encode_line,
    unread_line,
)
from lssc_desktop.audit.places import (
    NOBODY,
    AddressWithSecret,
    FolderPlace,
    Place,
    StoreLogin,
    audit_package,
)
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, Reporter, ignore_progress
from lssc_desktop.disk import helpers
from lssc_desktop.disk.disk import whole_path
from lssc_desktop.disk.helpers import OF_MUCH, Broken, Ended, Process, WireMessage, given, giving
from lssc_desktop.package.reading.byte_source import SourceUnread
from lssc_desktop.values import dataclass

WORD = "--audit-helper"
"""What the program is started with to read packages."""

type Lines = tuple[AuditLine, ...]
type PlaceOpener = Callable[[str, StoreLogin], Place]


@dataclass(frozen=True, slots=True)
class Batch:
    """Packages of one place that are read one after the other, or some at once."""

    packages: tuple[ListedPackage, ...]
    login: StoreLogin = NOBODY

    @property
    def bytes(self) -> int:
        """How many bytes are in them."""
        return sum(each.bytes for each in self.packages)


class Crew(Protocol):
    """Whoever reads batches; `at_once` says how many to hand over before one is back."""

    at_once: int

    def read(self, batch: Batch) -> "Future[Lines]":
        """Have a batch read; the result has a line for each of its packages, in their order."""


def read_batch(batch: Batch, opener: PlaceOpener, is_unwanted: Event | None = None) -> Lines:
    """Read the packages of a batch in this process: what every worker does.

    Raises `Cancelled` once they are unwanted.
    """

    def report(_progress: Progress) -> None:
        if is_unwanted is not None and is_unwanted.is_set():
            raise Cancelled

    try:
        place = opener(batch.packages[0].source, batch.login)
    except LsscError:  # whoever began the audit could open it; this computer cannot
        return tuple(unread_line(each, SourceUnread(each.name, "place")) for each in batch.packages)
    audit = partial(audit_package, place, reporter=report)
    if place.at_once == 1 or len(batch.packages) == 1:
        return tuple(map(audit, batch.packages))
    with ThreadPoolExecutor(min(place.at_once, len(batch.packages))) as pool:
        return tuple(pool.map(audit, batch.packages))


def open_place(address: str, login: StoreLogin) -> Place:
    """Return the place that an address names: a path, `https:`, `s3:` and their like.

    Raises `PlaceNotUnderstood`, `AddressWithSecret`, and the errors of both kinds of stores.
    """
    if "://" not in address:
        return FolderPlace(whole_path(Path(address)))
    if "@" in address.partition("://")[2].partition("/")[0]:
        raise AddressWithSecret
    from lssc_desktop.audit import web_store

    if address.partition("://")[0].lower() in web_store.SCHEMES:
        return web_store.open_web(address, login)
    from lssc_desktop.audit.object_store import open_store  # of an extra that may not be there

    return open_store(address)


def place_opener() -> PlaceOpener:
    """Return a function that opens places, and keeps their connections for the next batch."""
    return lru_cache(maxsize=16)(open_place)


# Threads ----------------------------------------------------------------------------------------


class _Threads:
    """Threads of this process, as many as the places bear."""

    def __init__(self, pool: ThreadPoolExecutor, at_once: int, is_unwanted: Event) -> None:
        self.at_once = at_once
        self._pool = pool
        self._is_unwanted = is_unwanted
        self._open_place = place_opener()

    def read(self, batch: Batch) -> "Future[Lines]":
        return self._pool.submit(read_batch, batch, self._open_place, self._is_unwanted)


@contextmanager
def threads(at_once: int) -> Iterator[Crew]:
    """Give a crew of threads; at the end of the block they stop in the middle of a package."""
    is_unwanted = Event()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            yield _Threads(pool, at_once + 1, is_unwanted)
        finally:
            is_unwanted.set()
            pool.shutdown(wait=False, cancel_futures=True)


# Processes --------------------------------------------------------------------------------------


class _Gone(Exception):
    """A process ended while it read."""


class _Processes:
    """Processes of this computer, each with a thread here that speaks with it."""

    def __init__(self, count: int) -> None:
        self.at_once = 2 * count  # each has its next batch here when it is done with one
        self._pool = ThreadPoolExecutor(count)
        self._idle: SimpleQueue[Process] = SimpleQueue()
        self._all: list[Process] = []
        self._is_over = False
        for _ in range(count):
            self._idle.put(self._start())

    def read(self, batch: Batch) -> "Future[Lines]":
        return self._pool.submit(self._read, batch)

    def _read(self, batch: Batch) -> Lines:
        """Return the lines of a batch; of one that ended its process, a package at a time."""
        try:
            return self._ask(batch)
        except _Gone:
            return tuple(self._again(each, batch.login) for each in batch.packages)

    def _again(self, listed: ListedPackage, login: StoreLogin) -> AuditLine:
        try:
            (line,) = self._ask(Batch((listed,), login))
        except _Gone:
            return unread_line(listed, SourceUnread(listed.name, "worker"))
        return line

    def _ask(self, batch: Batch) -> Lines:
        """Return what a process finds. Raises `_Gone`."""
        process = self._idle.get()
        try:
            return lines_of(process.ask(giving(batch), inf, ignore_progress), batch)
        except (Ended, Broken) as error:
            process.end()
            process = process if self._is_over else self._start()
            raise _Gone from error
        finally:
            self._idle.put(process)

    def _start(self) -> Process:
        process = Process(helpers.command(WORD), OF_MUCH, here=True)
        self._all.append(process)
        return process

    def end(self) -> None:
        """End all processes, in the middle of a package too; nothing of theirs is left behind."""
        self._is_over = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.end()
        self._pool.shutdown()
        for process in self._all:
            process.end()


def lines_of(answer: WireMessage, batch: Batch) -> Lines:
    """Return the lines that a process gives of a batch. Raises `Broken`."""
    try:
        lines = tuple(map(decode_line, given(tuple[bytes, ...], answer)))
    except ValueError as error:
        raise Broken from error
    told = [(line.source, line.name) for line in lines]
    if told != [(each.source, each.name) for each in batch.packages]:
        raise Broken
    return lines


@contextmanager
def processes(count: int) -> Iterator[Crew]:
    """Give a crew of so many processes, which end with the block."""
    crew = _Processes(count)
    try:
        yield crew
    finally:
        crew.end()


def serve_batches() -> NoReturn:
    """Read the batches that come in until the program ends."""
    opener = place_opener()

    def answer(asked: WireMessage, _reporter: Reporter) -> WireMessage:
        lines = read_batch(given(Batch, asked), opener)
        return giving(tuple(map(encode_line, lines)))  # they hold whatever numbers packages say

    helpers.serve(answer, largest=OF_MUCH)
