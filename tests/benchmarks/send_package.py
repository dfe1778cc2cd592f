"""Send a package as the outbox does: the process that is measured.

`send_package.py PATH SHA256 URL` fingerprints the package, sends it, and fails unless its arrival
is proven; with `--bytes-only` it only sends.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.core.submission.submission import Receipt
from lssc_desktop.transfer.connecting import open_destination
from lssc_desktop.transfer.destination import ArrivalUnknown, PackageFile, require_unchanged


class Ledger:
    """Forgets what it is told; the real one writes some lines."""

    location = ""
    confirmed = 0

    def begin(self, location: str) -> None:
        """Begin anew."""
        self.location, self.confirmed = location, 0

    def confirm(self, count: int) -> None:
        """The receiver has so many bytes."""
        self.confirmed = count


class BytesOnly:
    """Stops when everything was sent and comparing begins."""

    stopped = False

    def __call__(self, progress: Progress) -> None:
        """Raise `Cancelled` when it is time."""
        if progress.step is Step.COMPARING:
            self.stopped = True
            raise Cancelled


def main(path: str, sha256: str, url: str, *options: str) -> None:
    """Send, prove, and say nothing."""
    # Our users have no click; with that of the tests' tools httpx2 would load a command line too.
    sys.modules["click"] = None  # type: ignore[assignment]  # so imports say "not there"
    seen = Path(path).stat()
    as_it_is = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
    package = PackageFile(Path(path), "0" * 64, sha256, seen.st_size, as_it_is)
    destination = open_destination(url, None, None, lambda: datetime.now(UTC))
    bytes_only = BytesOnly() if "--bytes-only" in options else None
    reporter = bytes_only or ignore_progress
    if bytes_only is None:
        package = require_unchanged(package, reporter)
    try:
        found = destination.send(package, Ledger(), reporter)
    except (ArrivalUnknown, Cancelled):
        if bytes_only is None or not bytes_only.stopped:
            raise
    else:
        if not isinstance(found, Receipt):
            sys.exit("the arrival was not proven")
    destination.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
