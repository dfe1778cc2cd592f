"""Copying files to their places in a stored ZIP by several threads, each file read once.

Nothing is compressed, so the place of every entry is known before the first byte is read. The
records are made from names, sizes and a day alone (APPNOTE.TXT 6.3); ZIP64 ones are used exactly
where a field would overflow.
"""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Executor, Future, ThreadPoolExecutor, wait
from datetime import date
from io import FileIO
from itertools import cycle
from queue import Empty, SimpleQueue
from struct import Struct
from threading import Condition, Event, Thread
from typing import Self

from lssc_desktop.core.job import Cancelled
from lssc_desktop.package.reading.zip_directory import crc32
from lssc_desktop.package.writing.bag_source import BagFile, OpenSource
from lssc_desktop.package.writing.part_file import PartFile, ReadBack
from lssc_desktop.values import dataclass

LIMIT_32 = 0xFFFF_FFFF
LIMIT_16 = 0xFFFF

_LOCAL_HEADER = Struct("<4s5H3L2H")
_CENTRAL_HEADER = Struct("<4s6H3L5H2L")
_END_RECORD = Struct("<4s4H2LH")
_END_RECORD_64 = Struct("<4sQ2H2L4Q")
_LOCATOR = Struct("<4sLQL")

_MADE_BY = 3 << 8 | 45  # Unix, so that the file mode counts; ZIP64 is understood
_NEEDS_FOLDERS = 20
_NEEDS_ZIP64 = 45
_NAME_IS_UTF8 = 1 << 11
_STORED = 0
_FILE_ATTRIBUTES = 0o100644 << 16
_FOLDER_ATTRIBUTES = 0o040755 << 16 | 0x10
_ZIP64_EXTRA = 1


@dataclass(frozen=True, slots=True)
class LaidOutEntry:
    """An entry and where its local header begins. `name` is UTF-8 and ends in / for a folder."""

    name: bytes
    size: int
    offset: int

    @property
    def content(self) -> int:
        """The offset of the first byte of the content, after the local header."""
        extra = 20 if self.size >= LIMIT_32 else 0
        return self.offset + _LOCAL_HEADER.size + len(self.name) + extra

    @property
    def end(self) -> int:
        """The offset of the first byte after the content."""
        return self.content + self.size


def lay_out(entries: Iterable[tuple[bytes, int]], start: int = 0) -> Iterator[LaidOutEntry]:
    """Place entries, given as name and size, one after another from the offset `start`."""
    for name, size in entries:
        place = LaidOutEntry(name, size, start)
        yield place
        start = place.end


def dos_date(day: date) -> int:
    """Return the day as a ZIP keeps it; days it cannot say become the nearest that it can."""
    day = min(max(day, date(1980, 1, 1)), date(2107, 12, 31))
    return (day.year - 1980) << 9 | day.month << 5 | day.day


def local_header(place: LaidOutEntry, crc: int, when: int) -> bytes:
    """Return the record before the content; `when` is a `dos_date`, the hour is midnight."""
    large = place.size >= LIMIT_32
    size = LIMIT_32 if large else place.size
    extra = _zip64_extra(place.size, place.size) if large else b""
    return (
        _LOCAL_HEADER.pack(
            b"PK\x03\x04",
            _NEEDS_ZIP64 if large else _NEEDS_FOLDERS,
            _NAME_IS_UTF8,
            _STORED,
            0,
            when,
            crc,
            size,
            size,
            len(place.name),
            len(extra),
        )
        + place.name
        + extra
    )


def central_directory(
    places: Sequence[LaidOutEntry], crcs: Sequence[int], start: int, when: int
) -> bytes:
    """Return all that follows the last content, at the offset `start`: directory and end."""
    directory = b"".join(
        _central_header(place, crc, when) for place, crc in zip(places, crcs, strict=True)
    )
    return directory + end_records(len(places), len(directory), start)


def _central_header(place: LaidOutEntry, crc: int, when: int) -> bytes:
    size, offset = min(place.size, LIMIT_32), min(place.offset, LIMIT_32)
    overflowing = [place.size, place.size] if size == LIMIT_32 else []
    if offset == LIMIT_32:
        overflowing.append(place.offset)
    extra = _zip64_extra(*overflowing) if overflowing else b""
    return (
        _CENTRAL_HEADER.pack(
            b"PK\x01\x02",
            _MADE_BY,
            _NEEDS_ZIP64 if extra else _NEEDS_FOLDERS,
            _NAME_IS_UTF8,
            _STORED,
            0,
            when,
            crc,
            size,
            size,
            len(place.name),
            len(extra),
            0,
            0,
            0,
            _FOLDER_ATTRIBUTES if place.name.endswith(b"/") else _FILE_ATTRIBUTES,
            offset,
        )
        + place.name
        + extra
    )


def end_records(count: int, directory_bytes: int, start: int) -> bytes:
    """Return the end of a ZIP whose directory of `count` entries begins at `start`."""
    end = _END_RECORD.pack(
        b"PK\x05\x06",
        0,
        0,
        min(count, LIMIT_16),
        min(count, LIMIT_16),
        min(directory_bytes, LIMIT_32),
        min(start, LIMIT_32),
        0,
    )
    if count < LIMIT_16 and directory_bytes < LIMIT_32 and start < LIMIT_32:
        return end
    end_64 = _END_RECORD_64.pack(
        b"PK\x06\x06",
        _END_RECORD_64.size - 12,  # as APPNOTE counts: without its first two fields
        _MADE_BY,
        _NEEDS_ZIP64,
        0,
        0,
        count,
        count,
        directory_bytes,
        start,
    )
    return end_64 + _LOCATOR.pack(b"PK\x06\x07", 0, start + directory_bytes, 1) + end


def _zip64_extra(*numbers: int) -> bytes:
    return Struct(f"<2H{len(numbers)}Q").pack(_ZIP64_EXTRA, 8 * len(numbers), *numbers)


_BLOCK = 1 << 20  # bytes
_BLOCKS_AHEAD = 4
_REPORT_SECONDS = 0.1  # seconds between two looks at the progress

_FLUSH_AT = 16 << 20  # bytes
_HOLD_BACK_AT = 64 << 20  # bytes
_LOOK_SECONDS = 0.05  # seconds between two looks at whether to stop


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file to copy, and its place."""

    file: BagFile
    place: LaidOutEntry


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


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the ZIP: its place and what was learned about its content."""

    place: LaidOutEntry
    copied: Copied


class ZipWriter:
    """Writes a stored ZIP into a part file: groups of files, and at last the directory.

    All entries are dated `day`. `read_back` gets to know what is written.
    """

    def __init__(self, part: PartFile, day: date, read_back: ReadBack | None = None) -> None:
        self._part = part
        self._read_back = read_back
        self._when = dos_date(day)
        self._stored: list[Stored] = []
        self.bytes = 0

    def store(
        self, folder: str, files: Sequence[BagFile], threads: int, tell: Callable[[Count], None]
    ) -> list[Stored]:
        """Append the files, in their order, each as `folder` and its path.

        `tell` is called about ten times a second with how far it is, and may raise. Raises what
        `copy_all` raises.
        """
        if not files:
            return []
        places = planned(folder, files, self.bytes)
        copies = [PlacedFile(file, place) for file, place in zip(files, places, strict=True)]
        copied = copy_all(copies, self._part, self._when, threads, tell, self._read_back)
        stored = [Stored(place, copied[place.offset]) for place in places]
        self._stored += stored
        self.bytes = places[-1].end
        return stored

    def store_directory(self) -> None:
        """Append the directory, with which the ZIP is whole."""
        places = [stored.place for stored in self._stored]
        crcs = [stored.copied.crc for stored in self._stored]
        directory = central_directory(places, crcs, self.bytes, self._when)
        with self._part.open() as handle:
            self._part.write(handle, self.bytes, directory)
        end = self.bytes + len(directory)
        if self._read_back is not None:
            self._read_back.wrote(self.bytes, end)
        self.bytes = end


def planned(folder: str, files: Sequence[BagFile], start: int) -> tuple[LaidOutEntry, ...]:
    """Return the places of files whose content is there, below `folder` from the offset `start`."""
    return tuple(lay_out((((folder + file.path).encode(), file.size) for file in files), start))


# Copying ----------------------------------------------------------------------------------------


def copy_all(
    copies: Sequence[PlacedFile],
    part: PartFile,
    when: int,
    threads: int,
    tell: Callable[[Count], None],
    read_back: ReadBack | None = None,
) -> dict[int, Copied]:
    """Write header and content of every file at its place; return what was learned, by offset.

    `when` is the ZIP's `dos_date`. `read_back` gets to know of every file that is written.

    `tell` is called in this thread about ten times a second and may raise to stop it all.
    Files are taken in the order given, so that the written part of the drive grows without
    large gaps, which FAT would fill with zeros first.

    Raises what `OpenSource` and `PartFile` raise.
    """
    stop = Event()
    tasks: SimpleQueue[Sequence[PlacedFile]] = SimpleQueue()
    for batch in _batches(copies):
        tasks.put(batch)
    with (
        part.open() as handle,
        Flusher(lambda: _sync(handle.fileno(), part), stop.is_set) as flusher,
        ThreadPoolExecutor(threads) as pool,
    ):
        copiers = [
            _Copier(part, when, flusher, stop, read_back, alone=threads == 1)
            for _ in range(threads)
        ]
        running = [pool.submit(copier.run, tasks) for copier in copiers]
        try:
            _wait(running, lambda: tell(_total(copiers)))
        except BaseException:
            stop.set()
            raise
    return {offset: copied for copier in copiers for offset, copied in copier.copied.items()}


def _wait(running: Iterable[Future[None]], look_up: Callable[[], None]) -> None:
    waiting = set(running)
    while waiting:
        done, waiting = wait(waiting, timeout=_REPORT_SECONDS, return_when=FIRST_EXCEPTION)
        for future in done:
            future.result()
        look_up()


def _total(copiers: Sequence["_Copier"]) -> Count:
    return Count(
        sum(copier.bytes for copier in copiers),
        sum(copier.files for copier in copiers),
        next((copier.name for copier in copiers if copier.name), ""),
    )


def _sync(handle: int, part: PartFile) -> None:
    with part.writing():
        getattr(os, "fdatasync", os.fsync)(handle)


def _batches(copies: Iterable[PlacedFile]) -> Iterator[Sequence[PlacedFile]]:
    """Group neighbors that fit into one block together; a larger file is alone."""
    batch: list[PlacedFile] = []
    for copy in copies:
        if batch and _span((batch[0], copy)) > _BLOCK:
            yield batch
            batch = []
        batch.append(copy)
    if batch:
        yield batch


def _span(batch: Sequence[PlacedFile]) -> int:
    return batch[-1].place.end - batch[0].place.offset


class _AtOnce(Executor):
    """Does in the same thread what it is given."""

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        future: Future[R] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class _Copier:
    """One thread's handle, blocks of memory and results."""

    def __init__(
        self,
        part: PartFile,
        when: int,
        flusher: "Flusher",
        stop: Event,
        read_back: ReadBack | None,
        *,
        alone: bool,
    ) -> None:
        self._alone = alone
        self._read_back = read_back
        self._part = part
        self._when = when
        self._flusher = flusher
        self._stop = stop
        self.bytes = 0
        self.files = 0
        self.name = ""
        self.copied: dict[int, Copied] = {}

    def run(self, tasks: SimpleQueue[Sequence[PlacedFile]]) -> None:
        """Do tasks until none is left."""
        blocks = [memoryview(bytearray(_BLOCK)) for _ in range(_BLOCKS_AHEAD)]
        # One copier keeps one core busy, so another thread fingerprints what it read. Several do
        # it themselves, while the block is still in the core's cache.
        fingerprinting = ThreadPoolExecutor(1) if self._alone else _AtOnce()
        with self._part.open() as target, fingerprinting as fingerprinter:
            while batch := _next_batch(tasks):
                if _span(batch) <= _BLOCK:
                    self._copy_batch(batch, target, blocks[0])
                else:
                    self._copy_stream(batch[0], target, blocks, fingerprinter)
                if self._read_back is not None:
                    self._read_back.wrote(batch[0].place.offset, batch[-1].place.end)

    def _copy_batch(self, batch: Sequence[PlacedFile], target: FileIO, block: memoryview) -> None:
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
        self,
        copy: PlacedFile,
        target: FileIO,
        blocks: Sequence[memoryview],
        fingerprinter: Executor,
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

    def _begin(self, copy: PlacedFile) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.name = copy.file.path

    def _end(self, copy: PlacedFile, copied: Copied) -> bytes:
        """Keep what was learned; return the header, which only now can be made."""
        self.copied[copy.place.offset] = copied
        self.files += 1
        return local_header(copy.place, copied.crc, self._when)

    def _write(self, target: FileIO, offset: int, content: memoryview | bytes) -> None:
        self._part.write(target, offset, content)
        self._flusher.wrote(len(content))


def _next_batch(tasks: SimpleQueue[Sequence[PlacedFile]]) -> Sequence[PlacedFile]:
    try:
        return tasks.get_nowait()
    except Empty:
        return ()


# Flushing ---------------------------------------------------------------------------------------


class Flusher:
    """Sends what was written to the drive at every 16 MiB; holds writers back at 64 MiB.

    `sync` makes durable what was written before the call, as `os.fsync`.
    """

    def __init__(self, sync: Callable[[], None], stopped: Callable[[], bool]) -> None:
        self._sync = sync
        self._stopped = stopped
        self._waiting = 0
        self._closing = False
        self._changed = Condition()
        self._result: Future[None] = Future()
        self._thread = Thread(target=self._run, name="flusher")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def wrote(self, count: int) -> None:
        """Take note of `count` bytes more; wait where the drive is far behind.

        Raises what `sync` raised.
        """
        with self._changed:
            self._waiting += count
            if self._waiting >= _FLUSH_AT:
                self._changed.notify_all()
            while self._waiting > _HOLD_BACK_AT and not self._result.done() and not self._stopped():
                self._changed.wait(_LOOK_SECONDS)
        if self._result.done():
            self._result.result()

    def _run(self) -> None:
        try:
            while count := self._next():
                self._sync()
                with self._changed:
                    self._waiting -= count
                    self._changed.notify_all()
        except BaseException as error:  # noqa: BLE001 - raised in the thread that writes
            self._result.set_exception(error)

    def _next(self) -> int:
        """Wait until there is enough to flush; return how much, 0 at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._waiting >= _FLUSH_AT)
            return 0 if self._closing else self._waiting
