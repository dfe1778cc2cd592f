"""Protocol of every kind of destination, and the package that is sent.

One rule says what an error means: `ArrivalUnknown` says that the receiver may have the whole
package and we do not know. With every other `LsscError`, and with `Cancelled`, nothing whole has
arrived for certain. Whatever else may come (a crash) leaves it unknown too.
"""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol, Self

from lssc_desktop.core.errors import Counted, LsscError, Says, SaysBy
from lssc_desktop.core.job import Item, Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.submission.submission import Receipt
from lssc_desktop.disk.copying import require_file
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.files import fingerprint
from lssc_desktop.package.reader import verify
from lssc_desktop.values import dataclass

_PACKAGE_SUFFIX = ".lssc.zip"
BLOCK = 1 << 20  # bytes given to the network between two reports


class PackageChanged(LsscError):
    """The file is not the package any more that was to be sent."""

    path: str

    says = Says(
        "{path:file} isn’t the package you meant to send anymore: its content changed.",
        "No complete package was sent. A receipt wouldn’t match what you have.",
        "Build the package again, and send the new one.",
    )


class PackageDamaged(LsscError):
    """The package is not valid any more (or never was); `faults` is how many were found."""

    path: str
    faults: int

    says = Says(
        Counted(
            "{path:file} is damaged: {faults} problem found.",
            "{path:file} is damaged: {faults} problems found.",
            "faults",
        ),
        "It wasn’t sent, because no one could use it.",
        "Build the package again, and send the new one. Verify it to see the problems.",
    )


class Disproof(Exception):
    """What shows that the receiver’s copy is not our package."""


class ArrivalUnknown(LsscError):
    """Everything was sent, and the answer was lost; the cause says how (`__cause__`)."""

    destination: str

    says = SaysBy(
        "is_disproved",
        {
            True: Says(
                "{destination:folder} accepted your package, but didn’t return the same one.",
                "We can’t tell whether your package arrived.",
                "Ask your program office whether they have it. Don’t send it again until you know.",
            )
        },
        Says(
            "The answer from {destination:folder} was lost at the very end.",
            "We can’t tell if your package arrived.",
            "Find out first. Don’t send it again.",
        ),
    )

    @property
    def is_disproved(self) -> bool:
        """Whether the receiver’s copy was seen, and is another."""
        return isinstance(self.__cause__, Disproof)


class NameTaken(LsscError):
    """The receiver has something else under the names of the package, which is left alone."""

    name: str

    says = Says(
        "The receiver has a different file called {name:file}.",
        "It wasn’t changed, and your package wasn’t sent.",
        "Ask your program office what that file is, and to move it. Then send again.",
    )


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A package as it lies on disk: `sha256` and `bytes` are those of the whole file.

    `package_id` is "" for a package without one. `seen` is how the system described the file when
    its fingerprint was last compared with `sha256`: as long as it says the same, so is the content.
    """

    path: Path
    package_id: str
    sha256: str
    bytes: int
    seen: tuple[int, int, int] | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The name of the file, which it keeps at the receiver where that is free."""
        return self.path.name

    @property
    def second_name(self) -> str:
        """The name where another candidate's package has the first: no two packages share it."""
        suffix = _PACKAGE_SUFFIX if self.name.endswith(_PACKAGE_SUFFIX) else self.path.suffix
        return f"{self.name.removesuffix(suffix)}-{self.sha256[:8]}{suffix}"


class Upload(Protocol):
    """What has to be remembered of a begun upload, so that it can go on after a crash."""

    @property
    def location(self) -> str:
        """Where it was begun: an address without a password; "" when it was not."""

    @property
    def confirmed(self) -> int:
        """How many bytes the receiver said it has."""

    def begin(self, location: str) -> None:
        """Write down where a new upload begins; on disk once this returns."""

    def confirm(self, count: int) -> None:
        """Write down how many bytes the receiver says it has; on disk once this returns."""


class Unproven(StrEnum):
    """What is known without a receipt.

    `NOT_THERE`: the receiver does not have the whole package, for certain. `NOT_CONFIRMED`: it
    may, and offers nothing that could be compared.
    """

    NOT_THERE = "not-there"
    NOT_CONFIRMED = "not-confirmed"


type Finding = Receipt | Unproven


class Destination(Protocol):
    """One receiver, reached in one way. See the rule about errors at the top of this module."""

    @property
    def url(self) -> str:
        """The address, without a password."""

    def check(self, reporter: Reporter) -> None:
        """Ask whether the receiver is there and takes something from us; changes nothing there.

        Raises an `LsscError` that says why not.
        """

    def send(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Send the package, or the rest of a begun upload, and have its arrival proven.

        A package that is there already, equal, is not sent again: that gives a receipt too.
        Returns `NOT_CONFIRMED` when the receiver offers nothing to compare, never `NOT_THERE`.
        Raises `PackageChanged` before the last byte of a file that is another one by now; what
        `require_unchanged` returned is fingerprinted again only when it is not as it was seen
        then. See the rule above.
        """

    def find(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Ask what the receiver has of the package; changes nothing there.

        The package need not lie on this computer any more.
        """

    def has(self, package: PackageFile, location: str, reporter: Reporter) -> bool:
        """Sign in, and ask whether something as long as the package is where it was received.

        Nothing of it is read or changed. Raises an `LsscError` that says why nobody can be asked.
        """

    def discard(self, package: PackageFile, upload: Upload, reporter: Reporter) -> bool:
        """Remove what was begun and is not whole; return whether nothing of it is left there.

        Only for what is not in doubt: what may be whole is never removed.
        """

    def close(self) -> None:
        """Let go of the connection."""


def read_package(path: Path, reporter: Reporter) -> PackageFile:
    """Return a package as it lies there now, verified: a damaged one helps no receiver.

    Raises `NotAFile` for an unpacked bag, `PackageDamaged`, the errors of
    `package.reader.verify`, those of `store.disk`, and `Cancelled`.
    """
    size = require_file(path)
    found = verify(path, reporter)
    if not found.valid:
        raise PackageDamaged(str(path), len(found.faults))
    return PackageFile(path, found.package_id or "", fingerprint(path, reporter), size)


def require_unchanged(package: PackageFile, reporter: Reporter) -> PackageFile:
    """Return the package as seen now; raise `PackageChanged` if it is another, byte for byte."""
    path = package.path
    if require_file(path) != package.bytes:
        raise PackageChanged(str(path))
    seen = _described(path)
    if fingerprint(path, reporter) != package.sha256:
        raise PackageChanged(str(path))
    return replace(package, seen=seen)


def as_seen(package: PackageFile, reporter: Reporter) -> PackageFile:
    """Return the package, fingerprinted again only when the file is not as it was last seen."""
    is_as_seen = package.seen == _described(package.path)
    return package if is_as_seen else require_unchanged(package, reporter)


def blocks_of(
    package: PackageFile, reporter: Reporter, start: int = 0, count: int | None = None
) -> Iterator[bytes]:
    """Yield `count` bytes of the package from `start` on, and report how much of it is sent.

    Raises `PackageChanged` before the last block when the file is another one by now, so that
    such a thing never arrives whole; so it does when the file ends too early.
    """
    left = package.bytes - start if count is None else count
    item, done = Item(package.name), start
    reporter(Progress(Step.SENDING, done, package.bytes, item))
    with disk_errors(package.path), package.path.open("rb", buffering=0) as file:
        file.seek(start)
        while left:
            block = file.read(min(BLOCK, left))
            if not block:
                raise PackageChanged(str(package.path))
            left -= len(block)
            if not left:
                as_seen(package, ignore_progress)
            yield block
            done += len(block)
            reporter(Progress(Step.SENDING, done, package.bytes, item))


def _described(path: Path) -> tuple[int, int, int]:
    with disk_errors(path):
        seen = path.stat()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


# Fingerprinting off the network thread ----------------------------------------------------------


class Fingerprinting:
    """The SHA-256 of the first `count` bytes that were given to it; used as a context.

    It is computed while the network goes on, on another core.
    """

    def __init__(self) -> None:
        self.count = 0
        self._digest = hashlib.sha256()
        self._pool = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._pool.shutdown()

    def take(self, block: bytes) -> None:
        """Count a block in, and return while the one before it is done for certain."""
        self._settle()
        self._last = self._pool.submit(self._digest.update, block)
        self.count += len(block)

    def hexdigest(self) -> str:
        """Return the fingerprint of everything so far."""
        self._settle()
        return self._digest.hexdigest()

    def _settle(self) -> None:
        if self._last is not None:
            self._last.result()
