"""What folder and archive have in common: the files of a bag, read one at a time and in pieces."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.package.reading.fault import Fault, FaultCode, Ledger, fault

BLOCK = 1 << 18
"""Bytes read at a time: small enough for the processor's cache, large enough for its hashes."""

_BETWEEN_REPORTS = 2_000


@dataclass(eq=False)
class PackageMissing(LsscError):
    """There is nothing at the path."""

    path: str


@dataclass(eq=False)
class PackageUnreadable(LsscError):
    """The system does not let us read what is at the path."""

    path: str


@dataclass(eq=False)
class NotABag(LsscError):
    """What is at the path is neither a folder nor a ZIP with a bag in it."""

    path: str


@dataclass(eq=False)
class FileUnusable(LsscError):
    """A file in a package cannot be read; `fault` tells why."""

    fault: Fault


class Reader(Protocol):
    """One thread's own way to the content of files."""

    def blocks(self, name: str) -> Iterator[memoryview]:
        """Yield the content of a file in pieces; a piece is gone when the next is asked for.

        Raises:
            FileUnusable: when the file cannot be read, or is not as large or not the bytes that
                the archive says, at the latest after the last piece.
        """


class Package(Protocol):
    """The files of a bag, which are never extracted. `ledger` has what opening them found."""

    @property
    def path(self) -> Path:
        """Where the package lies."""

    @property
    def ledger(self) -> Ledger:
        """What was found so far."""

    def names(self) -> Collection[str]:
        """Return the path of every file, relative to the bag."""

    def has_folder(self, name: str) -> bool:
        """Tell whether there is a folder of that path (without a slash at its end)."""

    def size(self, name: str) -> int:
        """Return the bytes of a file as folder or archive tell."""

    def place(self, name: str) -> int:
        """Return a number that is smaller for files which are better read first."""

    def reader(self) -> AbstractContextManager[Reader]:
        """Return a new reader, for one thread."""


def read(package: Package, name: str, limit: int) -> bytes:
    """Return the whole content of a file of at most `limit` bytes.

    Raises:
        FileUnusable: when it is larger, or cannot be read.
    """
    if package.size(name) > limit:
        raise FileUnusable(fault(FaultCode.FILE_TOO_LARGE, name, limit=limit))
    content = bytearray()
    with package.reader() as reader:
        for block in reader.blocks(name):
            content += block
            if len(content) > limit:
                raise FileUnusable(fault(FaultCode.FILE_TOO_LARGE, name, limit=limit))
    return bytes(content)


def watched[T](items: Iterable[T], reporter: Reporter) -> Iterator[T]:
    """Pass the items on, and ask every so often whether to stop."""
    for count, item in enumerate(items):
        if count % _BETWEEN_REPORTS == 0:
            reporter.report(Step.LOOKING, count, 0)
        yield item
