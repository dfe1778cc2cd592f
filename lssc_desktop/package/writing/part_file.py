"""A large file in the making: written beside its target, and put in its place at the end."""

import errno
import hashlib
import io
import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import Self

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.disk.copying import require_free
from lssc_desktop.disk.disk import (
    FAT_LIMIT,
    FileTooLargeForDisk,
    NoSpace,
    free_bytes,
    from_system,
)
from lssc_desktop.disk.files import discard, retry_while_busy, sync_folder
from lssc_desktop.disk.processes import computer_mark, is_alive

_STALE_AFTER = 3600  # seconds without a write
_BLOCK = 1 << 20  # bytes read at once
_REPORT_SECONDS = 0.1  # seconds between two looks at whether to stop


class NoSpaceForPackage(LsscError):
    """The drive has not enough room: bytes needed, and bytes that are free."""

    needed: int
    free: int

    says = Says(
        "The drive has {free:size} free, and the package needs {needed:size}.",
        "Nothing was built. Your files weren’t changed.",
        "Free up space or choose another drive, then build the package again.",
    )


class PackageTooLargeForDrive(LsscError):
    """The drive keeps no file this large, as FAT keeps none over 4 GiB."""

    needed: int

    says = Says(
        "The package needs {needed:size}, and this drive can’t store a file that large.",
        "Nothing was built. Your files weren’t changed.",
        "Many USB drives can’t store a file over 4.29 GB. Choose a folder on the computer’s own "
        "drive, or leave out the largest video, then build the package again.",
    )


class PartFile:
    """A file beside `target`, which becomes the target with `publish` and else vanishes.

    What a crash left behind is recognized by its name and removed by the next one for the same
    target. Every method raises `NoSpaceForPackage`, `PackageTooLargeForDrive`, or what
    `from_system` returns about the target.
    """

    def __init__(self, target: Path, needed: int) -> None:
        self._target = target
        self._replaces = os.path.lexists(target)
        self._needed = needed
        # The part of a name as long as a name can be must not be longer.
        self._prefix = f".{target.name[:40]}.part-"
        self.path = target.with_name(
            f"{self._prefix}{computer_mark()}-{os.getpid()}-{secrets.token_hex(4)}"
        )

    def __enter__(self) -> Self:
        try:
            with self.writing():
                self._create()
                self._remove_stale()
                self._check_space()
        except BaseException:
            discard(self.path)
            raise
        return self

    def __exit__(self, *_raised: object) -> None:
        discard(self.path)  # unless it was published

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turn what the system says about the file into our errors."""
        try:
            yield
        except OSError as error:
            raise self._ours(error) from error

    def open(self) -> io.FileIO:
        """Return a handle of its own for one thread."""
        with self.writing():
            return io.FileIO(self.path, "r+")

    def reserve(self, size: int) -> None:
        """Claim the first `size` bytes in one piece, where the file system can do so at once."""
        if not hasattr(os, "posix_fallocate") or not size:
            return
        with self.writing(), self.open() as handle:
            os.posix_fallocate(handle.fileno(), 0, 1)
            # Where the file system cannot, as FAT, the C library writes into every block instead:
            # twice the work on a stick. Such a block holds data, a claimed one does not.
            if not _holds_data(handle):
                os.posix_fallocate(handle.fileno(), 0, size)

    def write(self, handle: io.FileIO, offset: int, content: memoryview | bytes) -> None:
        """Write all of `content` at its place."""
        with self.writing():
            handle.seek(offset)
            while content:  # a drive that is nearly full takes a part
                content = content[handle.write(content) :]

    def publish(self) -> None:
        """Make the file durable and put it in the place of its target.

        Raises `FileExists` when there was none at first, and somebody else made one meanwhile.
        """
        if not self._replaces:
            require_free(self._target)
        with self.writing():
            with self.open() as handle:
                os.fsync(handle.fileno())
            retry_while_busy(lambda: self.path.replace(self._target))
            sync_folder(self._target.parent)

    def _create(self) -> None:
        with io.FileIO(self.path, "x") as handle:
            if self._needed > FAT_LIMIT:
                try:
                    handle.seek(self._needed)
                except OSError as error:  # the offset is beyond what the file system can keep
                    raise PackageTooLargeForDrive(self._needed) from error

    def _check_space(self) -> None:
        free = free_bytes(self._target.parent)
        if 0 < free < self._needed:  # some network drives do not know, and say 0
            raise NoSpaceForPackage(self._needed, free)

    def _remove_stale(self) -> None:
        now = self.path.stat().st_mtime  # by the clock of the drive, as the other files' times
        for other in self._target.parent.iterdir():
            if other.name.startswith(self._prefix) and other != self.path:
                with suppress(OSError):  # somebody else was quicker, or still has it open
                    if _is_abandoned(other, self._prefix, now):
                        other.unlink()

    def _ours(self, error: OSError) -> LsscError:
        ours = from_system(error, self._target)
        if isinstance(ours, FileTooLargeForDisk):
            return PackageTooLargeForDrive(self._needed)
        if isinstance(ours, NoSpace):
            # Windows calls a FAT drive full when a file reaches 4 GiB.
            if self._needed > FAT_LIMIT and ours.free > self._needed:
                return PackageTooLargeForDrive(self._needed)
            return NoSpaceForPackage(self._needed, ours.free)
        return ours


class ReadBack:
    """Reads a part file back behind those who write it, for the SHA-256 of the whole.

    So the file is known by what the drive has of it, and nobody has to read it once more.
    """

    def __init__(self, part: PartFile) -> None:
        self._part = part
        self._lock = Lock()
        self._whole = 0
        self._later: dict[int, int] = {}
        self._ends: SimpleQueue[int | None] = SimpleQueue()
        self._is_left = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="reading-back")

    def __enter__(self) -> Self:
        self._reading = self._pool.submit(self._read)
        return self

    def __exit__(self, *_raised: object) -> None:
        self._is_left = True
        self._ends.put(None)
        self._pool.shutdown()

    def wrote(self, start: int, end: int) -> None:
        """Take note that what lies between two offsets is written; in any order, all of it once.

        Raises what reading back has raised: all else would be written for nothing.
        """
        if self._reading.done():
            self._reading.result()
        with self._lock:
            self._later[start] = end
            while self._whole in self._later:
                self._whole = self._later.pop(self._whole)
            self._ends.put(self._whole)

    def sha256(self, look_up: Callable[[], None]) -> str:
        """Return the fingerprint, now that the file is written to its end.

        `look_up` is called about ten times a second and may raise.
        """
        self._ends.put(None)
        while wait((self._reading,), _REPORT_SECONDS).not_done:
            look_up()
        return self._reading.result()

    def _read(self) -> str:
        digest = hashlib.sha256()
        block = memoryview(bytearray(_BLOCK))
        at = 0
        with self._part.writing(), self._part.open() as handle:
            while (end := self._ends.get()) is not None:
                while at < end and not self._is_left:
                    count = handle.readinto(block[: end - at])
                    if not count:  # somebody made it shorter
                        raise OSError(errno.EIO, os.strerror(errno.EIO))
                    digest.update(block[:count])
                    at += count
        return digest.hexdigest()


def _holds_data(handle: io.FileIO) -> bool:
    try:
        os.lseek(handle.fileno(), 0, os.SEEK_DATA)
    except OSError:
        return False
    return True


def _is_abandoned(part: Path, prefix: str, now: float) -> bool:
    """Return whether nobody writes the file any more."""
    if now - part.stat().st_mtime > _STALE_AFTER:
        return True
    computer, _, rest = part.name.removeprefix(prefix).partition("-")
    process = rest.partition("-")[0]
    return computer == computer_mark() and process.isdecimal() and not is_alive(int(process))
