"""Whatever happens in whatever order, what is written down about a package is true.

The receiver here is one that takes everything it is sent, however often: only the outbox keeps it
from getting a package twice.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import event, given, settings
from hypothesis import strategies as st

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter, ignore_progress
from lssc_desktop.core.submission.submission import Proof, Receipt, Submission, SubmissionState
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.transfer.answers import ConnectionLost, NoConnection, ReceiverFull
from lssc_desktop.transfer.destination import ArrivalUnknown, Finding, PackageFile, Unproven, Upload
from lssc_desktop.transfer.outbox import Backoff, Outbox
from tests.transfer.on_the_way import make_package

URL = "dav+https://office.example/in/"
AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


class Happens(Enum):
    """What becomes of one question to the receiver."""

    ALL_IS_WELL = auto()
    NOBODY_THERE = auto()
    REFUSED = auto()
    STOPPED = auto()
    CUT_BEFORE = auto()  # before the last byte
    CUT_AFTER = auto()  # after it, before the answer
    CRASH_BEFORE = auto()
    CRASH_AFTER = auto()
    KEEPS_TO_ITSELF = auto()  # gives nothing to compare


class Does(Enum):
    """What a person does, or the window for them."""

    QUEUE = auto()
    RUN = auto()
    FIND_OUT = auto()
    PAUSE = auto()
    RESUME = auto()
    CANCEL = auto()
    CLEAR_UP = auto()


@dataclass
class Office:
    """A receiver; what happens at each question is given, then all is well."""

    fate: Iterator[Happens]
    copies: int = 0
    url: str = field(default=URL, init=False)

    def check(self, _reporter: Reporter) -> None:
        self._mishap(next(self.fate, Happens.ALL_IS_WELL), arrives=False)

    def send(self, package: PackageFile, upload: Upload, _reporter: Reporter) -> Finding:
        upload.begin(URL + "part")
        happens = next(self.fate, Happens.ALL_IS_WELL)
        self._mishap(happens, arrives=True)
        self.copies += 1
        return self._answer(package, happens)

    def find(self, package: PackageFile, _upload: Upload, _reporter: Reporter) -> Finding:
        happens = next(self.fate, Happens.ALL_IS_WELL)
        self._mishap(happens, arrives=False)
        return self._answer(package, happens) if self.copies else Unproven.NOT_THERE

    def has(self, _package: PackageFile, _location: str, _reporter: Reporter) -> bool:
        self._mishap(next(self.fate, Happens.ALL_IS_WELL), arrives=False)
        return bool(self.copies)

    def discard(self, _package: PackageFile, _upload: Upload, _reporter: Reporter) -> bool:
        self._mishap(next(self.fate, Happens.ALL_IS_WELL), arrives=False)
        assert not self.copies, "what arrived was thrown away"
        return True

    def close(self) -> None:
        """Nothing is open."""

    def _mishap(self, happens: Happens, *, arrives: bool) -> None:
        match happens:
            case Happens.NOBODY_THERE:
                raise NoConnection("x")
            case Happens.REFUSED:
                raise ReceiverFull("x")
            case Happens.STOPPED:
                raise Cancelled
            case Happens.CUT_BEFORE:
                raise ConnectionLost("x")
            case Happens.CRASH_BEFORE:
                raise KeyboardInterrupt
            case Happens.CUT_AFTER:
                self.copies += arrives
                raise (ArrivalUnknown(URL) if arrives else ConnectionLost("x")) from (
                    ConnectionLost("x")
                )
            case Happens.CRASH_AFTER:
                self.copies += arrives
                raise KeyboardInterrupt

    def _answer(self, package: PackageFile, happens: Happens) -> Finding:
        if happens is Happens.KEEPS_TO_ITSELF:
            return Unproven.NOT_CONFIRMED
        where, same = URL + package.name, package.sha256
        return Receipt("id", AT, URL, where, package.bytes, Proof.READ_BACK, same, same)


class Desk:
    """A package, its outbox, and what is done to them."""

    def __init__(self, folder: Path, office: Office) -> None:
        self.package = make_package(folder, 10)
        self.office = office
        self.box = Outbox(folder, lambda: AT)

    @property
    def submission(self) -> Submission | None:
        return read_submission(self.package.path, URL)

    def do(self, does: Does) -> None:
        """Do one thing; it may be refused, and the computer may crash meanwhile."""
        with suppress(LsscError, KeyboardInterrupt):
            item = self.submission
            if does is Does.QUEUE or item is None:
                self.box.queue(self.package, URL)
            elif does is Does.RUN:
                backoff = Backoff(lambda: 1.0, tries=2)
                self.box.run(item, self.office, backoff, ignore_progress, lambda *_: None)
            elif does is Does.FIND_OUT:
                self.box.find_out(item, self.office, ignore_progress)
            elif does is Does.CLEAR_UP:
                self.box.clear_up(item, self.office, ignore_progress, lambda *_: None)
            else:
                change = {
                    Does.PAUSE: self.box.pause,
                    Does.RESUME: self.box.resume,
                    Does.CANCEL: self.box.cancel,
                }[does]
                change(item)


# More often run than not, else little would ever be on its way.
DEEDS = st.sampled_from([*Does, *[Does.RUN] * 4])
# The first question of each run is whether the receiver is there; mostly it is.
FATES = st.lists(st.sampled_from([*Happens, *[Happens.ALL_IS_WELL] * 5]), min_size=1, max_size=12)


@settings(max_examples=300)
@given(deeds=st.lists(DEEDS, min_size=2, max_size=8), fate=FATES)
def test_what_is_written_down_is_true(deeds: list[Does], fate: list[Happens]) -> None:
    office = Office(iter(fate))
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), office)
        for does in deeds:
            desk.do(does)
            item = desk.submission
            assert office.copies <= 1, "it was sent twice"
            assert item is not None
            if item.state is SubmissionState.RECEIVED:
                assert item.receipt is not None
                assert office.copies == 1, "received was said, and it is not there"
            elif not item.in_doubt:
                assert office.copies == 0, "it is there, and that is not even suspected"
            if item.state is SubmissionState.UNCERTAIN:
                assert item.in_doubt
        event(f"ends as {desk.submission and desk.submission.state}")


@settings(max_examples=100)
@given(deeds=st.lists(DEEDS, max_size=5), fate=FATES)
def test_it_is_received_once_all_goes_well_and_the_person_goes_on(
    deeds: list[Does], fate: list[Happens]
) -> None:
    office = Office(iter(fate))
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), office)
        for does in deeds:
            desk.do(does)
        office.fate = iter(())
        for does in [Does.QUEUE, Does.RUN]:
            desk.do(does)
        assert desk.submission is not None
        assert desk.submission.state is SubmissionState.RECEIVED
        assert office.copies == 1
