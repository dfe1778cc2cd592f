"""`send`: a package to a receiver, with the proof that it arrived."""

import os
import random
from argparse import Namespace
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.submission import Receipt, Submission, SubmissionState
from lssc_desktop.messages.sent import sent_lines
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.transfer.address import Kind, folder_address, parse_address
from lssc_desktop.transfer.credentials import Credentials, Password, Token, secret_in
from lssc_desktop.transfer.destination import Destination, PackageFile, read_package
from lssc_desktop.transfer.opening import open_destination
from lssc_desktop.transfer.outbox import AlreadyReceived, Outbox
from lssc_desktop.transfer.retry import Backoff

_TRIES = 4  # some fifteen seconds; who waits at a terminal wants to know


def send(arguments: Namespace, _today: date, reporter: Reporter) -> Outcome:
    """Send a package, or find out about one that may have arrived."""
    place = parse_address(_spelled(arguments.to))
    address = place.text
    mine = place.kind is Kind.FOLDER and not arguments.office_folder
    credentials = _credentials(arguments)
    package = read_package(arguments.package.absolute(), reporter)
    with closing(open_destination(address, credentials, arguments.ca_file, _now)) as destination:
        submission = _sent(package, destination, reporter, mine=mine)
    done = submission.state in {SubmissionState.RECEIVED, SubmissionState.COPIED}
    data = {"state": submission.state.value, "receipt": _receipt(submission.receipt)}
    return Outcome(sent_lines(submission), data, GOOD if done else FOUND_SOMETHING)


def _sent(
    package: PackageFile, destination: Destination, reporter: Reporter, *, mine: bool
) -> Submission:
    """Return the submission as it is at the end; one that was received before is that already."""
    outbox = Outbox(package.path.parent, _now)
    before = read_submission(package.path, destination.url)
    if before is None or before.state in {SubmissionState.PACKAGED, SubmissionState.COPIED}:
        destination.check(reporter)  # a slip in the address shows before anything is written
    if before is None or before.state is not SubmissionState.UNCERTAIN:
        try:
            before = outbox.queue(package, destination.url, mine=mine)
        except AlreadyReceived:
            if before is None:
                raise
            return before
    return outbox.run(before, destination, Backoff(random.random, tries=_TRIES), reporter)


def _spelled(text: str) -> str:
    """Return a folder that was typed as a path as an address."""
    return folder_address(Path(text)) if Path(text).is_dir() else text


def _credentials(arguments: Namespace) -> Credentials | None:
    if arguments.password_env:
        return Password(arguments.user, secret_in(os.environ, arguments.password_env))
    if arguments.token_env:
        return Token(secret_in(os.environ, arguments.token_env))
    return None


def _receipt(receipt: Receipt | None) -> dict[str, object] | None:
    if receipt is None:
        return None
    return {
        "package_id": receipt.package_id,
        "at": receipt.at.isoformat(),
        "destination": receipt.destination,
        "location": receipt.location,
        "bytes": receipt.bytes,
        "proof": receipt.proof.value,
        "compared": receipt.is_compared,
        "algorithm": receipt.algorithm,
        "ours": receipt.ours,
        "theirs": receipt.theirs,
        "said": receipt.said,
    }


def _now() -> datetime:
    return datetime.now().astimezone()
