"""Outbox of packages on their way: one at a time, every step on disk before it is taken.

What a crash cut off is asked for at the receiver before anything else is done, so no package is
sent to one destination twice unasked. A package that the user hands in by a web form is kept
track of in the same way.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import RLock

from lssc_desktop.core.errors import N_, LsscError, Says, SaysBy
from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.core.submission import submission as sending
from lssc_desktop.core.submission.submission import (
    BY_HAND,
    FORM,
    EventCode,
    Proof,
    Receipt,
    Submission,
    SubmissionState,
    form_begun,
)
from lssc_desktop.store.sending_lease import (
    BeingSent,
    SendingLease,
    SendingLeaseLost,
    is_leased,
    require_not_leased,
    sending_lease,
)
from lssc_desktop.store.submissions import read_submission, submissions_in, write_submission
from lssc_desktop.transfer.answers import PASSING, ReceiverBusy
from lssc_desktop.transfer.destination import (
    ArrivalUnknown,
    Destination,
    Finding,
    PackageChanged,
    PackageFile,
    Unproven,
    Upload,
    read_package,
    require_unchanged,
)
from lssc_desktop.transfer.shared_folder import SharedFolderAway
from lssc_desktop.values import dataclass

type Wait = Callable[[float, Reporter], None]
"""Lets so many seconds pass; raises `Cancelled` when the job shall stop."""

type WebFormStep = Callable[[Submission], Submission]

_SLICE = 0.1  # seconds of waiting between two looks whether the job was cancelled
_DISCARD_AGAIN_AFTER = 2.0  # seconds


_NOT_ASKED = N_(
    "{package:file} was received on {receipt.at:moment}; not asked again. Nothing was sent this "
    "time."
)
_STILL_THERE = N_(
    "To know whether it’s still there, send it again later or ask your program office."
)
_IN_DOUBT = N_(
    "We still can’t tell whether {package:file} arrived at {destination:folder}. It may be there, "
    "so we don’t send it again."
)
_ASK_THEM = N_("Try again, or ask your program office whether they have it.")


class AlreadyReceived(LsscError):
    """This package is at this destination already; the receipt says since when."""

    package: str
    receipt: Receipt

    says = Says(
        "{package:file} was received there on {receipt.at:moment}.",
        "It wasn’t sent again, and the receiver wasn’t asked again. You have the receipt.",
    )


class FindOutFirst(LsscError):
    """The receiver may have this package; before it is asked, nothing is sent again."""

    package: str
    destination: str

    says = Says(
        "We can’t tell if {package:file} arrived at {destination:folder}.",
        "It wasn’t sent again, because it may be there.",
        "Find out first. Don’t send it again.",
    )


class StillInDoubt(LsscError):
    """The receiver may have this package, and could not be asked; the cause says why."""

    package: str
    destination: str

    says = SaysBy(
        "cause",
        {None: Says(_IN_DOUBT, advice=_ASK_THEM)},
        Says("{cause:happened}", _IN_DOUBT, _ASK_THEM),
    )


class AskedAgain(StrEnum):
    """What a receiver says of a package that it received before."""

    THERE = "there"
    GONE = "gone"


class NotAskedAgain(LsscError):
    """This package was received before, and its receiver could not be asked again.

    The cause says why; without one nobody can be asked: a person said that it was received.
    """

    package: str
    receipt: Receipt

    says = SaysBy(
        "cause",
        {None: Says(_NOT_ASKED, advice=_STILL_THERE)},
        Says("{cause:happened}", _NOT_ASKED, _STILL_THERE),
    )


class NotOnItsWay(LsscError):
    """Nothing is known of this package and this destination (any more)."""

    package: str

    says = Says(
        "There’s no record of sending {package:file}.",
        "Someone removed the file next to the package that records what was sent.",
        "Ask the receiver before you send it again.",
    )


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits from `first` seconds, doubling up to `longest`; `tries` None: never gives up.

    `chance` gives numbers from 0 to 1, so that many who lost the same receiver do not all come
    back at once: a wait is between half and the whole of its length.
    """

    chance: Callable[[], float]
    first: float = 1.0
    longest: float = 60.0
    tries: int | None = None

    def pauses(self) -> Iterator[float]:
        """Yield the seconds to wait before each further try."""
        length, number = self.first, 0
        while self.tries is None or number < self.tries:
            yield length * (0.5 + self.chance() / 2)
            length, number = min(length * 2, self.longest), number + 1


def wait(seconds: float, reporter: Reporter) -> None:
    """Let time pass; raises `Cancelled` when the job shall stop meanwhile."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        reporter(Progress(Step.WAITING))
        time.sleep(min(_SLICE, left))


class Outbox:
    """The submissions of the packages in one folder; `now` gives the time with its zone.

    All but `run` and `find_out` return at once. They may be called while one of these runs in
    another thread, for other packages than the one that runs. What changes a submission raises
    `BeingSent` while another process sends the package.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now
        self._lock = RLock()
        self._holds: dict[str, SendingLease] = {}

    def submissions(self) -> tuple[Submission, ...]:
        """Return all that can be read, those waiting longest first."""
        return tuple(sorted(submissions_in(self._folder).submissions, key=sending.queued_since))

    def waiting(self) -> tuple[Submission, ...]:
        """Return what is to be sent, in that order; what another process sends is not for us."""
        found = sorted(filter(sending.is_waiting, self.submissions()), key=sending.was_tried)
        return tuple(each for each in found if not is_leased(self._path(each.package), self._now()))

    def next(self) -> Submission | None:
        """Return what is to be sent now, None when nothing waits."""
        return next(iter(self.waiting()), None)

    def queue(self, package: PackageFile, destination: str, *, mine: bool = False) -> Submission:
        """Put a package of this folder into the queue; what was begun will go on.

        `mine` says that the destination is the user's own: there it is copied, not received.
        Raises `AlreadyReceived`, `FindOutFirst`, and `PackageChanged` when another file of this
        name was received there.
        """
        with self._lock:
            require_not_leased(self._path(package.name), self._now())
            before = read_submission(self._path(package.name), destination)
            if before is None or self._is_other(before, package):
                before = Submission(
                    package.name,
                    package.package_id,
                    package.sha256,
                    package.bytes,
                    destination,
                    SubmissionState.PACKAGED,
                )
            if before.state is SubmissionState.RECEIVED and before.receipt is not None:
                raise AlreadyReceived(package.name, before.receipt)
            if before.state is SubmissionState.UNCERTAIN:
                raise FindOutFirst(package.name, destination)
            # perhaps without its last slash, or said to be the office's now
            as_said = replace(before, destination=destination, mine=mine)
            return self._write(sending.queued(as_said, self._now()))

    def pause(self, submission: Submission) -> Submission:
        """Let what waits wait on; one that is being sent is stopped by its reporter instead."""
        return self._wish(submission, sending.stopped)

    def resume(self, submission: Submission) -> Submission:
        """Let what was paused go on when its turn comes."""
        return self._wish(submission, sending.resumed)

    def cancel(self, submission: Submission) -> Submission:
        """Give up sending: `packaged` again, or `uncertain` when it may have arrived."""
        with self._lock:
            require_not_leased(self._path(submission.package), self._now())
            current = self._current(submission)
            if current.state is SubmissionState.RECEIVED and current.receipt is not None:
                raise AlreadyReceived(current.package, current.receipt)
            return self._write(sending.cancelled(current, self._now()))

    def run(
        self,
        submission: Submission,
        destination: Destination,
        backoff: Backoff,
        reporter: Reporter,
        wait: Wait = wait,
    ) -> Submission:
        """Send one package to the end, and return it received or uncertain.

        A lost connection is waited for as `backoff` says. Raises `Cancelled` (it is paused
        then), `StillInDoubt`, and what keeps it from being sent (it is packaged then, nothing
        whole arrived).
        """
        with (
            self.doubt_repeated(submission.package, submission.destination),
            self._holding(submission, reporter) as renewing,
        ):
            return self._run(submission, destination, backoff, renewing, wait)

    def find_out(
        self, submission: Submission, destination: Destination, reporter: Reporter
    ) -> Submission:
        """Ask the receiver what it has, and return what we know now; nothing is sent.

        Raises what keeps us from asking, as `StillInDoubt`; nothing has changed then.
        """
        with (
            self.doubt_repeated(submission.package, submission.destination),
            self._holding(submission, reporter) as renewing,
        ):
            return self._ask(submission, destination, renewing)

    def ask_again(
        self, submission: Submission, destination: Destination, reporter: Reporter
    ) -> AskedAgain:
        """Ask the receiver whether it still has what it received; nothing is sent or changed.

        Raises `NotAskedAgain`, and `Cancelled`.
        """
        receipt = submission.receipt
        if receipt is None:
            raise NotOnItsWay(submission.package)
        if receipt.proof is Proof.PERSON:
            raise NotAskedAgain(submission.package, receipt)
        try:
            has_it = destination.has(self._package(submission), receipt.location, reporter)
        except Cancelled:
            raise
        except LsscError as error:
            raise NotAskedAgain(submission.package, receipt) from error
        return AskedAgain.THERE if has_it else AskedAgain.GONE

    @contextmanager
    def doubt_repeated(self, package: str, destination: str) -> Iterator[None]:
        """Raise `StillInDoubt` from whatever keeps us from asking about a package in doubt.

        Not from what says itself how it stands: somebody else sends it, or the person stopped.
        """
        try:
            yield
        except (StillInDoubt, FindOutFirst, BeingSent, SendingLeaseLost, Cancelled):
            raise
        except LsscError as error:
            known = read_submission(self._path(package), destination)
            if known is None or not known.in_doubt:
                raise
            raise StillInDoubt(package, destination) from error

    def clear_up(
        self,
        submission: Submission,
        destination: Destination,
        reporter: Reporter,
        wait: Wait = wait,
    ) -> bool:
        """Remove at the receiver what was begun of a cancelled submission; whether nothing is left.

        What is in doubt, or waits again, is not touched. Raises what keeps us from asking.
        """
        with self._holding(submission, reporter) as renewing:
            current = self._current(submission)
            if not sending.may_be_removed(current):
                return True
            package, ledger = self._package(current), self._ledger(current)
            if not destination.discard(package, ledger, renewing):
                return False
            wait(
                _DISCARD_AGAIN_AFTER, renewing
            )  # the receiver may just be writing down what came last
            if not destination.discard(package, ledger, renewing):
                return False
            self._change(current, lambda now, _at: sending.upload_forgotten(now))
        return True

    def _run(
        self,
        submission: Submission,
        destination: Destination,
        backoff: Backoff,
        reporter: Reporter,
        wait: Wait,
    ) -> Submission:
        pauses, confirmed = backoff.pauses(), submission.confirmed
        while True:
            try:
                return self._attempt(submission, destination, reporter)
            except Cancelled:
                self._change(submission, sending.stopped)
                raise
            except SendingLeaseLost:
                raise
            except LsscError as error:
                current = self._current(submission)
                if current.receipt is not None:
                    return current
                if current.confirmed > confirmed:  # it gets on
                    pauses, confirmed = backoff.pauses(), current.confirmed
                pause = next(pauses, None) if may_pass(error) else None
                if pause is None and current.in_doubt:
                    return self._give_up_in_doubt(current, error)
                if pause is None:
                    self._write(sending.failed(current, self._now(), type(error).__name__))
                    raise
                self._note(current, EventCode.WAITING, type(error).__name__)
                try:
                    wait(requested_wait(error, pause), reporter)
                except Cancelled:
                    self._change(submission, sending.stopped)
                    raise

    def _ask(
        self, submission: Submission, destination: Destination, reporter: Reporter
    ) -> Submission:
        current = self._current(submission)
        package = self._package(current)
        finding = destination.find(package, self._ledger(current), reporter)
        with self._lock:
            return self._found(self._note(self._current(current), EventCode.ASKED), finding)

    def _attempt(
        self, submission: Submission, destination: Destination, reporter: Reporter
    ) -> Submission:
        """Go from wherever the submission stands to received or uncertain."""
        current = self._current(submission)
        if current.in_doubt:
            current = self._ask(current, destination, reporter)
        if current.in_doubt or current.receipt is not None:
            return current
        package = require_unchanged(self._package(current), reporter)
        destination.check(reporter)
        current = self._change(current, sending.started)
        if current.receipt is not None:
            return current
        try:
            finding = destination.send(package, self._ledger(current), reporter)
        except ArrivalUnknown as error:
            if isinstance(error.__cause__, SendingLeaseLost):
                raise error.__cause__ from error
            self._lost(current, error, in_doubt=True)
            raise
        except Cancelled:
            self._change(current, lambda now, _at: sending.arrival_ruled_out(now))
            raise
        except SendingLeaseLost:
            raise
        except LsscError as error:
            self._lost(current, error, in_doubt=False)
            raise
        with self._lock:
            return self._found(self._current(current), finding)

    def _found(self, current: Submission, finding: Finding) -> Submission:
        if isinstance(finding, Receipt):
            return self._write(sending.received(current, finding, self._now()))
        if finding is Unproven.NOT_THERE:
            return self._write(sending.not_there(current, self._now()))
        return self._write(sending.unconfirmed(current, self._now()))

    def _give_up_in_doubt(self, current: Submission, error: LsscError) -> Submission:
        """Return it uncertain; what kept us from asking (a wrong password) is raised."""
        if current.state is not SubmissionState.UNCERTAIN:
            current = self._write(
                sending.lost(current, self._now(), type(error).__name__, in_doubt=True)
            )
        if may_pass(error) or isinstance(error, ArrivalUnknown):
            return current
        raise error

    def _lost(self, current: Submission, error: LsscError, *, in_doubt: bool) -> None:
        cause = error.__cause__ if isinstance(error, ArrivalUnknown) else error
        detail = type(cause or error).__name__
        self._change(current, lambda now, at: sending.lost(now, at, detail, in_doubt=in_doubt))

    def _ledger(self, current: Submission) -> Upload:
        def keep(location: str, count: int) -> None:
            self._change(current, lambda now, _at: replace(now, upload=location, confirmed=count))

        return _Ledger(current, keep)

    def _note(self, current: Submission, code: EventCode, detail: str = "") -> Submission:
        return self._change(current, lambda now, at: sending.with_event(now, code, at, detail))

    def _wish(
        self, submission: Submission, step: Callable[[Submission, datetime], Submission]
    ) -> Submission:
        """Take a step that the user asked for."""
        with self._lock:
            require_not_leased(self._path(submission.package), self._now())
            return self._change(submission, step)

    def _change(
        self, submission: Submission, step: Callable[[Submission, datetime], Submission]
    ) -> Submission:
        with self._lock:
            return self._write(step(self._current(submission), self._now()))

    def _current(self, submission: Submission) -> Submission:
        """Return the submission as it is on disk now."""
        path = self._path(submission.package)
        found = read_submission(path, submission.destination)
        if found is None:
            raise NotOnItsWay(submission.package)
        return found

    def _write(self, submission: Submission) -> Submission:
        """Write a step down; a receipt is final, also one that another process got meanwhile.

        Raises `SendingLeaseLost` for a step of a sending that somebody else took over.
        """
        hold = self._holds.get(submission.package)
        if hold is not None:
            hold.require_ours()
        path = self._path(submission.package)
        kept = read_submission(path, submission.destination)
        if kept is not None and sending.is_final(kept) and kept.sha256 == submission.sha256:
            return kept
        write_submission(path, submission)
        return submission

    @contextmanager
    def _holding(self, submission: Submission, reporter: Reporter) -> Iterator[SendingLease]:
        """Hold a package while it is sent or asked for."""
        with sending_lease(self._path(submission.package), self._now(), reporter) as hold:
            self._holds[submission.package] = hold
            try:
                yield hold
            finally:
                del self._holds[submission.package]

    def _path(self, name: str) -> Path:
        return self._folder / name

    def _package(self, submission: Submission) -> PackageFile:
        """Return the package as it was when it was put into the queue."""
        return PackageFile(
            self._path(submission.package),
            submission.package_id,
            submission.sha256,
            submission.bytes,
        )

    @staticmethod
    def _is_other(before: Submission, package: PackageFile) -> bool:
        """Whether an earlier submission was of another file of that name, which may be forgotten.

        Raises `FindOutFirst` and `PackageChanged` when it may not.
        """
        if before.sha256 == package.sha256:
            return False
        if before.in_doubt:
            raise FindOutFirst(package.name, before.destination)
        if before.state is SubmissionState.RECEIVED:
            raise PackageChanged(str(package.path))
        return True


class _Ledger:
    """What a destination notes of a begun upload, on disk at once."""

    def __init__(self, submission: Submission, keep: Callable[[str, int], object]) -> None:
        self.location = submission.upload
        self.confirmed = submission.confirmed
        self._keep = keep

    def begin(self, location: str) -> None:
        self.location, self.confirmed = location, 0
        self._keep(location, 0)

    def confirm(self, count: int) -> None:
        self.confirmed = count
        self._keep(self.location, count)


def may_pass(error: BaseException) -> bool:
    """Whether it may be over by itself: then it is worth to ask or send again after a while."""
    if isinstance(error, ArrivalUnknown):
        return error.__cause__ is not None and may_pass(error.__cause__)
    return isinstance(error, (*PASSING, SharedFolderAway))


def requested_wait(error: BaseException, pause: float, longest: float = 600.0) -> float:
    """Return the wait that the receiver itself asked for, where that is longer than ours."""
    cause = error.__cause__ if isinstance(error, ArrivalUnknown) else error
    wanted = cause.after if isinstance(cause, ReceiverBusy) else 0
    return max(pause, min(float(wanted), longest))


# Web form ---------------------------------------------------------------------------------------


def begin_form(package: Path, reporter: Reporter, destination: str = FORM) -> Submission:
    """Return what is known of a package's way through the form, written down if it is new.

    With `MAIL` it is the way by email.

    Raises `AlreadyReceived`, `PackageChanged` when another file of this name was handed in
    before, and what `read_package` and `store.submissions` raise.
    """
    found = read_package(package, reporter)
    known = read_submission(package, destination)
    if known is not None and known.sha256 != found.sha256:
        if known.state is not SubmissionState.PACKAGED:
            raise PackageChanged(str(package))
        known = None
    if known is not None and known.state is SubmissionState.RECEIVED and known.receipt is not None:
        raise AlreadyReceived(known.package, known.receipt)
    if known is None:
        known = form_begun(package.name, found.package_id, found.sha256, found.bytes, destination)
        write_submission(package, known)
    return known


def take_form_step(
    package: Path, step: WebFormStep, reporter: Reporter, destination: str = FORM
) -> Submission:
    """Write one step down and return what is known now; it is on disk once this returns.

    Raises what `store.submissions` raises, and `NotOnItsWay` for a package that never went there.
    """
    known = read_submission(package, destination)
    if known is None and destination in BY_HAND:
        known = begin_form(package, reporter, destination)
    if known is None:
        raise NotOnItsWay(package.name)
    after = step(known)
    write_submission(package, after)
    return after
