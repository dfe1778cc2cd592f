"""A receiver that is told what to say, and an outbox with one package to send there.

So each thing that can happen happens exactly once; real receivers are in test_contract,
test_faults and the soak.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter, ignore_progress
from lssc_desktop.core.submission.submission import (
    EventCode,
    Proof,
    Receipt,
    Submission,
    SubmissionState,
)
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.transfer.destination import ArrivalUnknown, Finding, PackageFile, Upload
from lssc_desktop.transfer.outbox import Backoff, Outbox
from tests.transfer.on_the_way import make_package

QUIET = ignore_progress
URL = "dav+https://office.example/in/"
AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
PACKAGED, SENDING, UNCERTAIN, RECEIVED = (
    SubmissionState.PACKAGED,
    SubmissionState.SENDING,
    SubmissionState.UNCERTAIN,
    SubmissionState.RECEIVED,
)

type Said = Finding | BaseException
type Act = Callable[[PackageFile, Upload], Said]


def unknown(cause: BaseException) -> ArrivalUnknown:
    error = ArrivalUnknown(URL)
    error.__cause__ = cause
    return error


def receipt(package: PackageFile) -> Receipt:
    same = package.sha256
    return Receipt(
        package.package_id, AT, URL, URL + package.name, package.bytes, Proof.READ_BACK, same, same
    )


@dataclass
class Far:
    """A receiver that answers as it is told; the last thing it was told counts for ever."""

    sends: list[Said | Act] = field(default_factory=list)
    finds: list[Said] = field(default_factory=list)
    checks: list[LsscError | None] = field(default_factory=lambda: [None])
    asked: list[str] = field(default_factory=list)
    lets_go: bool = True
    url: str = URL

    def check(self, reporter: Reporter) -> None:
        del reporter
        self.asked.append("check")
        error = self.checks.pop(0) if len(self.checks) > 1 else self.checks[0]
        if error is not None:
            raise error

    def send(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        del reporter
        self.asked.append("send")
        said = self.sends.pop(0) if self.sends else receipt(package)
        return _said(said(package, upload) if callable(said) else said)

    def find(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        del upload, reporter
        self.asked.append("find")
        return _said(self.finds.pop(0) if self.finds else receipt(package))

    def has(self, package: PackageFile, location: str, reporter: Reporter) -> bool:
        del package, location, reporter
        self.asked.append("has")
        return self.lets_go

    def discard(self, package: PackageFile, upload: Upload, reporter: Reporter) -> bool:
        del package, upload, reporter
        self.asked.append("discard")
        return self.lets_go

    def close(self) -> None:
        """Nothing is open."""


def _said(said: Said) -> Finding:
    if isinstance(said, BaseException):
        raise said
    return said


@dataclass
class Desk:
    """An outbox with one package and a clock that goes on by a second at each look."""

    folder: Path
    tries: int | None = 3
    waited: list[float] = field(default_factory=list)
    moment: datetime = AT

    def __post_init__(self) -> None:
        self.box = Outbox(self.folder, self.now)
        self.package = make_package(self.folder, 1000)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def queue(self) -> Submission:
        return self.box.queue(self.package, URL)

    def run(self, far: Far, submission: Submission | None = None) -> Submission:
        backoff = Backoff(lambda: 1.0, tries=self.tries)
        return self.box.run(submission or self.queue(), far, backoff, QUIET, self._wait)

    def on_disk(self) -> Submission:
        found = read_submission(self.package.path, URL)
        assert found is not None
        return found

    def codes(self) -> list[EventCode]:
        return [event.code for event in self.on_disk().events]

    def crash(self) -> None:
        """Leave everything as a computer does that was switched off while it was sending."""

        def switched_off(_package: PackageFile, upload: Upload) -> Said:
            upload.begin(URL + "part")
            upload.confirm(400)
            return KeyboardInterrupt()

        with pytest.raises(KeyboardInterrupt):
            self.run(Far([switched_off]))
        assert self.on_disk().state is SENDING

    def _wait(self, seconds: float, _reporter: Reporter) -> None:
        self.waited.append(seconds)
