"""Copying files to their places in a ZIP by several threads, each file read once."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from io import FileIO
from itertools import cycle
from queue import Empty, SimpleQueue
from threading import Event

from lssc_desktop.core.job import Cancelled
from lssc_desktop.package.checksum import crc32
from lssc_desktop.package.writing.bag_source import BagFile, OpenSource
from lssc_desktop.package.writing.flusher import Flusher
from lssc_desktop.package.writing.part_file import PartFile
from lssc_desktop.package.writing.zip_layout import Place, local_header

_BLOCK = 1 << 20
_BLOCKS_AHEAD = 4
_TICK = 0.1  # seconds between two looks at the progress


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to copy, and its place."""

    file: BagFile
    place: Place


@dataclass(frozen=True, slots=True)
class Copied:
    """What was learned about a content on the way."""

    crc: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Count:
    """How far the copying is: bytes and files done, and the name of a file being copied."""

    bytes: int = 0
    files: int = 0
    name: str = ""


def copy_all(
    copies: Sequence[Copy], part: PartFile, when: int, threads: int, tell: Callable[[Count], None]
) -> dict[int, Copied]:
    """Write header and content of every file at its place; return what was learned, by offset.

    `when` is the ZIP's `dos_date`.

    `tell` is called in this thread about ten times a second and may raise to stop it all.
    Files are taken in the order given, so that the written part of the drive grows without
    large gaps, which FAT would fill with zeros first.

    Raises what `OpenSource` and `PartFile` raise.
    """
    stop = Event()
    tasks: SimpleQueue[Sequence[Copy]] = SimpleQueue()
    for batch in _batches(copies):
        tasks.put(batch)
    with (
        part.open() as handle,
        Flusher(lambda: _sync(handle.fileno(), part), stop.is_set) as flusher,
        ThreadPoolExecutor(threads) as pool,
    ):
        copiers = [_Copier(part, when, flusher, stop, alone=threads == 1) for _ in range(threads)]
        running = [pool.submit(copier.run, tasks) for copier in copiers]
        try:
            _wait(running, lambda: tell(_sum(copiers)))
        except BaseException:
            stop.set()
            raise
    return {offset: copied for copier in copiers for offset, copied in copier.copied.items()}


def _wait(running: Iterable[Future[None]], look_up: Callable[[], None]) -> None:
    waiting = set(running)
    while waiting:
        done, waiting = wait(waiting, timeout=_TICK, return_when=FIRST_EXCEPTION)
        for future in done:
            future.result()
        look_up()


def _sum(copiers: Sequence["_Copier"]) -> Count:
    return Count(
        sum(copier.bytes for copier in copiers),
        sum(copier.files for copier in copiers),
        next((copier.name for copier in copiers if copier.name), ""),
    )


def _sync(handle: int, part: PartFile) -> None:
    with part.writing():
        getattr(os, "fdatasync", os.fsync)(handle)


def _batches(copies: Iterable[Copy]) -> Iterator[Sequence[Copy]]:
    """Group neighbours that fit into one block together; a larger file is alone."""
    batch: list[Copy] = []
    for copy in copies:
        if batch and _span((batch[0], copy)) > _BLOCK:
            yield batch
            batch = []
        batch.append(copy)
    if batch:
        yield batch


class _AtOnce(Executor):
    """Does in the same thread what it is given."""

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        future: Future[R] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class _Copier:
    """One thread's handle, blocks of memory and results."""

    def __init__(
        self, part: PartFile, when: int, flusher: Flusher, stop: Event, *, alone: bool
    ) -> None:
        self._alone = alone
        self._part = part
        self._when = when
        self._flusher = flusher
        self._stop = stop
        self.bytes = 0
        self.files = 0
        self.name = ""
        self.copied: dict[int, Copied] = {}

    def run(self, tasks: SimpleQueue[Sequence[Copy]]) -> None:
        """Do tasks until none is left."""
        blocks = [memoryview(bytearray(_BLOCK)) for _ in range(_BLOCKS_AHEAD)]
        # One copier keeps one core busy, so another thread fingerprints what it read. Several do
        # it themselves, while the block is still in the core's cache.
        fingerprinting = ThreadPoolExecutor(1) if self._alone else _AtOnce()
        with self._part.open() as target, fingerprinting as fingerprinter:
            while batch := _next(tasks):
                if _span(batch) <= _BLOCK:
                    self._copy_batch(batch, target, blocks[0])
                else:
                    self._copy_stream(batch[0], target, blocks, fingerprinter)

    def _copy_batch(self, batch: Sequence[Copy], target: FileIO, block: memoryview) -> None:
        """Gather small files and their headers in one block and write it in one go."""
        start = batch[0].place.offset
        for copy in batch:
            self._begin(copy)
            place = copy.place
            content = block[place.content - start : place.end - start]
            with OpenSource(copy.file) as source:
                source.fill(content)
                copied = Copied(crc32(content), hashlib.sha256(content).hexdigest())
                source.finish(copied.sha256)
            block[place.offset - start : place.content - start] = self._end(copy, copied)
            self.bytes += place.size
        self._write(target, start, block[: _span(batch)])

    def _copy_stream(
        self, copy: Copy, target: FileIO, blocks: Sequence[memoryview], fingerprinter: Executor
    ) -> None:
        """Read, fingerprint and write block by block."""
        digest = hashlib.sha256()
        crc = 0
        ring = cycle(blocks)
        in_use: deque[Future[None]] = deque()
        at = copy.place.content
        with OpenSource(copy.file) as source:
            while at < copy.place.end:
                self._begin(copy)
                if len(in_use) == len(blocks):
                    in_use.popleft().result()
                content = next(ring)[: copy.place.end - at]
                source.fill(content)
                in_use.append(fingerprinter.submit(digest.update, content))
                crc = crc32(content, crc)
                self._write(target, at, content)
                at += len(content)
                self.bytes += len(content)
            while in_use:
                in_use.popleft().result()
            copied = Copied(crc, digest.hexdigest())
            source.finish(copied.sha256)
        self._write(target, copy.place.offset, self._end(copy, copied))

    def _begin(self, copy: Copy) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.name = copy.file.path

    def _end(self, copy: Copy, copied: Copied) -> bytes:
        """Keep what was learned; return the header, which only now can be made."""
        self.copied[copy.place.offset] = copied
        self.files += 1
        return local_header(copy.place, copied.crc, self._when)

    def _write(self, target: FileIO, offset: int, content: memoryview | bytes) -> None:
        self._part.write(target, offset, content)
        self._flusher.wrote(len(content))


def _next(tasks: SimpleQueue[Sequence[Copy]]) -> Sequence[Copy]:
    try:
        return tasks.get_nowait()
    except Empty:
        return ()


def _span(batch: Sequence[Copy]) -> int:
    return batch[-1].place.end - batch[0].place.offset
