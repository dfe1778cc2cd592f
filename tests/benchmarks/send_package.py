"""Send a package as the outbox does: the process that is measured.

`send_package.py PATH SHA256 URL` fails unless the arrival is proven; with `--bytes-only` it ends
where the comparing would begin.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from lssc_desktop.core.job import NO_ITEM, Cancelled, Item, Step
from lssc_desktop.core.submission import Receipt
from lssc_desktop.transfer.destination import ArrivalUnknown, PackageFile
from lssc_desktop.transfer.opening import open_destination


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

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Raise `Cancelled` when it is time."""
        del done, total, item
        if step is Step.COMPARING:
            self.stopped = True
            raise Cancelled


class Everything:
    """Never stops."""

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Do nothing."""


def main(path: str, sha256: str, url: str, *options: str) -> None:
    """Send, prove, and say nothing."""
    package = PackageFile(Path(path), "0" * 64, sha256, Path(path).stat().st_size)
    destination = open_destination(url, None, None, lambda: datetime.now(UTC))
    reporter = BytesOnly() if "--bytes-only" in options else Everything()
    try:
        found = destination.send(package, Ledger(), reporter)
    except (ArrivalUnknown, Cancelled):
        if isinstance(reporter, Everything) or not reporter.stopped:
            raise
    else:
        if not isinstance(found, Receipt):
            sys.exit("the arrival was not proven")
    destination.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
