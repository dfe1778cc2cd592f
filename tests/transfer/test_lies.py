"""Whatever a receiver says, we never say more than we know, and never less.

Every lie goes through a proxy before a real receiver, so that what is said can be compared with
what is there. A short seed of them is in every run; `make soak` tells them all.
"""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.submission.submission import Proof, Submission, SubmissionState
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.transfer.destination import PackageFile
from lssc_desktop.transfer.outbox import Backoff, Outbox
from tests.servers.apache import Apache
from tests.servers.fault_proxy import Exchange, Fault, FaultProxy
from tests.servers.lies import Lie, Telling, lies
from tests.servers.tus_receiver import TusReceiver
from tests.transfer.deliveries import clock, open_at
from tests.transfer.on_the_way import make_package

SIZE = 60_000
NOT_READABLE = {"401", "403", "404", "405", "410", "501"}
"""What a receiver says that lets nobody read: then its own word is all there is."""
SEED = 37  # every 37th is told in every run: prime, so that all places take their turn


class Keeps(Protocol):
    """A receiver that can be looked into."""

    port: int

    @property
    def folder(self) -> Path:
        """Where it keeps what it receives."""

    def url_by(self, port: int) -> str:
        """Its address by way of a proxy."""

    def whole(self) -> list[bytes]:
        """What an office would take for packages that have arrived."""


@dataclass(frozen=True)
class Case:
    """One lie, told to one kind of request of one protocol."""

    protocol: str
    lie: Lie
    method: str
    acts: bool = False
    times: int = -1
    when: Callable[[Telling, Exchange], bool] = lambda _telling, _exchange: True
    also: tuple[str, Lie] | None = None
    moment: str = ""

    @property
    def name(self) -> str:
        """What it is, in words."""
        way = "after it acted" if self.acts else "in its place"
        often = "once" if self.times == 1 else "always"
        return f"{self.protocol} {self.method} {self.lie.name}, {way}, {often} {self.moment}"

    def fault(self, data: bytes) -> Telling:
        """Return what the proxy does."""
        also = None
        if self.also is not None:
            also = Telling(self.also[1], self.also[0], data)
        return Telling(self.lie, self.method, data, self.acts, self.times, self.when, also=also)


def _last(_telling: Telling, exchange: Exchange) -> bool:
    return exchange.method != "PATCH" or exchange.offset == SIZE - 1


def _after_move(telling: Telling, exchange: Exchange) -> bool:
    return telling.moved and not exchange.path.endswith(".sending")


def _part(_telling: Telling, exchange: Exchange) -> bool:
    return exchange.path.endswith(".sending")


def cases() -> Iterator[Case]:
    """Give every lie at every place where it can do harm."""
    all_lies = list(lies())
    nothing = next(lie for lie in all_lies if lie.name == "201")
    cut = next(lie for lie in all_lies if lie.name == "hung up")
    for lie in all_lies:
        for method in ("OPTIONS", "POST", "PATCH", "HEAD", "GET"):
            yield Case("tus", lie, method, acts=method in {"POST", "PATCH"})
        yield Case("tus", lie, "PATCH", acts=True, when=_last, moment="to the last byte")
        yield Case("tus", lie, "PATCH", when=_last, moment="to the last byte")
        yield Case("tus", lie, "PATCH", acts=True, times=1)
        yield Case("tus", lie, "HEAD", times=1)
        yield Case("tus-word", lie, "HEAD", acts=True)
        yield Case("tus-word", lie, "GET")
        yield Case("tus", lie, "HEAD", acts=True, also=("PATCH", cut), moment="after no answer")
        for method in ("PROPFIND", "PUT", "MOVE"):
            yield Case("webdav", lie, method, acts=True)
        yield Case("webdav", lie, "PUT")
        yield Case("webdav", lie, "MOVE")
        yield Case("webdav", lie, "HEAD")
        yield Case("webdav", lie, "HEAD", when=_part, moment="of the part")
        yield Case("webdav", lie, "GET", when=_part, moment="of the part")
        yield Case("webdav", lie, "HEAD", when=_after_move, moment="of the name")
        yield Case("webdav", lie, "HEAD", acts=True, when=_after_move, moment="of the name")
        yield Case("webdav", lie, "GET", when=_after_move, moment="of the name")
        yield Case(
            "webdav", lie, "HEAD", when=_after_move, also=("MOVE", nothing), moment="with no move"
        )
        yield Case("webdav", lie, "HEAD", when=_after_move, times=2, moment="of the name, twice")


class Judge:
    """Sends one package a lie, and counts what was said that is not so."""

    def __init__(self, folder: Path, receivers: dict[str, Keeps]) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.left: list[str] = []  # what was not received when the lie was over
        self.slowest = 0.0
        self._folder = folder
        self._receivers = receivers
        self._numbers = count(1)

    def hear(self, case: Case) -> None:
        """Tell one lie, judge what we say then, and judge again when it is over."""
        receiver = self._receivers[case.protocol]
        folder = self._folder / f"{next(self._numbers)}"
        folder.mkdir()
        package = make_package(folder, SIZE, seed=7)
        data = package.path.read_bytes()
        began = time.monotonic()
        with FaultProxy(receiver.port, case.fault(data)) as proxy:
            url = receiver.url_by(proxy.port)
            self._take(case, "sent", package, url, receiver)
            self._take(case, "asked", package, url, receiver)
            proxy.fault = Fault()
            self._take(case, "asked when it was over", package, url, receiver)
            self._take(case, "sent when it was over", package, url, receiver)
        last = read_submission(package.path, url)
        ending = "never begun" if last is None else f"{last.state}"
        self.counts[f"in the end {ending}"] += 1
        if ending != "received":
            self.left.append(f"{ending}: {case.name}")
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.counts["told"] += 1
        shutil.rmtree(folder)
        for path in receiver.folder.iterdir():
            path.unlink()

    def _take(
        self,
        case: Case,
        step: str,
        package: PackageFile,
        url: str,
        receiver: Keeps,
    ) -> None:
        """Send or ask, where that is what a person could do now, and judge it."""
        known = read_submission(package.path, url)
        asks = step.startswith("asked")
        if known is not None and known.state is SubmissionState.RECEIVED:
            return
        if asks != (known is not None and known.state is SubmissionState.UNCERTAIN):
            return
        box = Outbox(package.path.parent, clock())
        destination = open_at(url)
        try:
            if known is not None and asks:
                box.find_out(known, destination, ignore_progress)
            else:
                queued = box.queue(package, url)
                backoff = Backoff(lambda: 0.0, first=0, longest=0, tries=1)
                box.run(queued, destination, backoff, ignore_progress, wait=lambda *_: None)
        except LsscError:
            pass
        except Exception as error:  # noqa: BLE001  it is what we look for
            self._note("unforeseen", case, step, repr(error)[:80])
        finally:
            destination.close()
        submission = read_submission(package.path, url)
        whole = [each == package.path.read_bytes() for each in receiver.whole()].count(True)
        self._judge(case, step, submission, whole)

    def _judge(self, case: Case, step: str, submission: Submission | None, whole: int) -> None:
        if whole > 1:
            self._note("arrived twice", case, step)
        if submission is None:
            return
        if not step.endswith("over"):
            self.counts[f"{submission.state}"] += 1
        if submission.state is SubmissionState.RECEIVED:
            assert submission.receipt is not None
            by_word = submission.receipt.proof is not Proof.READ_BACK
            refused = case.method == "GET" and case.lie.name in NOT_READABLE
            if not by_word and not whole:
                self._note("false received", case, step)
            if by_word and not (refused or case.protocol == "tus-word"):
                self._note("by its word alone", case, step, submission.receipt.proof)
        elif not submission.in_doubt and whole:
            self._note("false not received", case, step)
        elif not submission.in_doubt and submission.state is not SubmissionState.PACKAGED:
            self._note(f"left {submission.state}", case, step)

    def _note(self, what: str, case: Case, step: str, detail: str = "") -> None:
        self.counts[f"WRONG {what}"] += 1
        self.wrong.append(f"{what}: {case.name} ({step}) {detail}")


@contextmanager
def judging(folder: Path) -> Iterator[Judge]:
    """Give a judge with its receivers; `tus-word` checks pieces, and lets nobody read."""
    (folder / "sent").mkdir()
    with (
        TusReceiver(folder / "tus") as tus,
        TusReceiver(folder / "word", checksum=True, readable=False) as word,
        Apache() as apache,
    ):
        yield Judge(folder / "sent", {"tus": tus, "tus-word": word, "webdav": apache})


def _tell(folder: Path, told: list[Case]) -> Judge:
    with judging(folder) as judge:
        for case in told:
            judge.hear(case)
    return judge


def test_there_are_many_lies() -> None:
    assert len({case.name for case in cases()}) == len(list(cases()))
    assert len(list(cases())) > 400


def test_a_seed_of_lies_gets_no_false_word_out_of_us(tmp_path: Path) -> None:
    judge = _tell(tmp_path, list(cases())[::SEED])
    assert judge.wrong == [], judge.counts


@pytest.mark.soak
def test_no_lie_gets_a_false_word_out_of_us(tmp_path: Path) -> None:
    judge = _tell(tmp_path, list(cases()))
    assert judge.wrong == [], judge.counts
