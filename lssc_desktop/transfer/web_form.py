"""What a person does by hand, such as a web form: every step is written down beside the package.

Nothing is sent from here. The page is opened by the person's own browser.
"""

from collections.abc import Callable
from pathlib import Path

from lssc_desktop.core.by_hand import FORM, begun
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.submission import Submission, SubmissionState
from lssc_desktop.store.submissions import read_submission, write_submission
from lssc_desktop.transfer.destination import PackageChanged, read_package
from lssc_desktop.transfer.outbox import AlreadyReceived, NotOnItsWay

type Step = Callable[[Submission], Submission]


def begin_by_hand(package: Path, reporter: Reporter) -> Submission:
    """Return what is known of a package's way through the form, written down if it is new.

    Raises `AlreadyReceived`, `PackageChanged` when another file of this name was handed in
    before, and what `read_package` and `store.submissions` raise.
    """
    found = read_package(package, reporter)
    known = read_submission(package, FORM)
    if known is not None and known.sha256 != found.sha256:
        if known.state is not SubmissionState.PACKAGED:
            raise PackageChanged(str(package))
        known = None
    if known is not None and known.state is SubmissionState.RECEIVED and known.receipt is not None:
        raise AlreadyReceived(known.package, known.receipt)
    if known is None:
        known = begun(package.name, found.package_id, found.sha256, found.bytes)
        write_submission(package, known)
    return known


def take_step(package: Path, step: Step, reporter: Reporter, destination: str = FORM) -> Submission:
    """Write one step down and return what is known now; it is on disk once this returns.

    Raises what `store.submissions` raises, and `NotOnItsWay` for a package that never went there.
    """
    known = read_submission(package, destination)
    if known is None and destination == FORM:
        known = begin_by_hand(package, reporter)
    if known is None:
        raise NotOnItsWay(package.name)
    after = step(known)
    write_submission(package, after)
    return after
