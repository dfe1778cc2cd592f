"""One package on its way through a faulty connection, judged by what the receiver really has."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter, ignore_progress
from lssc_desktop.core.submission.submission import Submission, SubmissionState
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.transfer.address import Credentials, Kind, parse_address
from lssc_desktop.transfer.destination import Destination, PackageFile
from lssc_desktop.transfer.http import Client, Timeouts
from lssc_desktop.transfer.outbox import Backoff, Outbox
from lssc_desktop.transfer.tus import PieceSizer, TusDestination
from lssc_desktop.transfer.webdav import WebDav
from tests.servers.fault_proxy import Fault, FaultProxy

TIMEOUTS = Timeouts(connect=5, answer=1)
PIECE = 40_000
SIZE = 300_000
PACKAGED, UNCERTAIN, RECEIVED = (
    SubmissionState.PACKAGED,
    SubmissionState.UNCERTAIN,
    SubmissionState.RECEIVED,
)


class Receiver(Protocol):
    """A real receiver on this computer."""

    port: int

    def url_by(self, port: int) -> str:
        """Its address by way of a proxy."""

    def whole(self) -> list[bytes]:
        """What an office would take for packages that have arrived."""


def open_at(
    url: str, credentials: Credentials | None = None, ca_file: Path | None = None
) -> Destination:
    """Return the destination, with little patience, and pieces as small as our packages here."""
    address = parse_address(url)
    client = Client(address.web, credentials, ca_file, TIMEOUTS)
    if address.kind is Kind.TUS:
        pace = PieceSizer(size=PIECE, smallest=PIECE // 4, largest=PIECE * 4)
        return TusDestination(address, client, clock(), pace)
    return WebDav(address, client, clock())


@dataclass
class Delivery:
    """Sends a package by the outbox and remembers how that ended."""

    package: PackageFile
    receiver: Receiver
    credentials: Credentials | None = None
    ca_file: Path | None = None
    tries: int = 5
    waits: list[float] = field(default_factory=list)
    submission: Submission | None = None
    error: LsscError | None = None

    def send(self, port: int | None = None) -> None:
        """Send by way of `port`, trying again where that is allowed, and judge the end."""
        box = self._outbox()
        url = self.receiver.url_by(port or self.receiver.port)
        queued = box.queue(self.package, url)
        backoff = Backoff(lambda: 1.0, first=1, longest=8, tries=self.tries)
        self._run(lambda at: box.run(queued, at, backoff, ignore_progress, wait=self._wait), url)

    def find_out(self) -> None:
        """Ask the receiver, and judge what that gives."""
        before = self.submission
        assert before is not None
        box = self._outbox()
        self._run(lambda at: box.find_out(before, at, ignore_progress), before.destination)

    @property
    def state(self) -> SubmissionState:
        """Where the package stands by what is written beside it."""
        assert self.submission is not None
        return self.submission.state

    def _outbox(self) -> Outbox:
        return Outbox(self.package.path.parent, clock())

    def _wait(self, seconds: float, _reporter: Reporter) -> None:
        self.waits.append(seconds)

    def _run(self, step: Callable[[Destination], Submission], url: str) -> None:
        destination = open_at(url, self.credentials, self.ca_file)
        self.error = None
        try:
            step(destination)
        except LsscError as error:
            self.error = error
        finally:
            destination.close()
        self.submission = read_submission(self.package.path, url)
        self._judge()

    def _judge(self) -> None:
        """Nothing false is said: that is the one thing that no fault may break."""
        submission, data = self.submission, self.package.path.read_bytes()
        assert submission is not None
        copies = [each == data for each in self.receiver.whole()]
        assert copies.count(True) <= 1, "it arrived twice"
        if submission.state is SubmissionState.RECEIVED:
            assert copies.count(True) == 1, "received was said, and it is not there"
            assert submission.receipt is not None
            assert submission.receipt.ours == submission.receipt.theirs == self.package.sha256
        elif submission.state is not SubmissionState.UNCERTAIN:
            assert self.error is not None, "neither received nor uncertain nor a sentence"
            assert copies.count(True) == 0, "it is there, and that is not even suspected"


def clock() -> Callable[[], datetime]:
    """Return a clock that goes on by a second at each look."""
    moment = datetime(2026, 11, 25, 9, tzinfo=UTC)

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    return now


def room(tmp_path: Path) -> Path:
    """Return an empty folder for packages."""
    folder = tmp_path / "Packages"
    folder.mkdir()
    return folder


def through(fault: Fault, delivery: Delivery, *, later: bool = False) -> FaultProxy:
    """Send by way of a fault, which stays while we find out; return the proxy with its counts.

    With `later` what was not received is sent again when the fault is over.
    """
    with FaultProxy(delivery.receiver.port, fault) as proxy:
        delivery.send(proxy.port)
        if delivery.state is UNCERTAIN:
            delivery.find_out()
        if later:
            proxy.fault = Fault()
            if delivery.state is UNCERTAIN:
                delivery.find_out()
            if delivery.state is PACKAGED:
                delivery.send(proxy.port)
    assert proxy.bytes_sent_again() == 0
    return proxy
