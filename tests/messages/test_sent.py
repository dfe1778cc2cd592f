"""What is said about sending always tells whether anything arrived."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.submission import submission as sending
from lssc_desktop.core.submission.submission import Proof, Receipt, Submission, SubmissionState
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.sending import proof_words, sent_lines
from lssc_desktop.transfer import (
    address,
    answers,
    destination,
    outbox,
    proof,
    shared_folder,
    webdav,
)
from lssc_desktop.transfer import address as credentials

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
HOST = "office.example"
RECEIPT = Receipt(
    "id", AT, "file:///stick", "file:///stick/p.zip", 1_400_000, Proof.READ_BACK, "aa", "aa"
)


def _unproven(cause: LsscError) -> LsscError:
    error = destination.ArrivalUnknown("dav+https://office.example/")
    error.__cause__ = cause
    return error


def _by(error: LsscError, host: str) -> LsscError:
    error.__cause__ = answers.PasswordRefused(host, given=True)
    return error


ERRORS = [
    address.AddressNotUnderstood("x"),
    address.SecretInAddress(),
    address.NotEncrypted(HOST),
    credentials.SecretUnusable(),
    credentials.SecretMissing("OFFICE"),
    answers.NoConnection(HOST),
    answers.ProxyUnusable(),
    answers.ConnectionLost(HOST),
    *(
        answers.CertificateRefused(HOST, reason)
        for reason in ["expired", "not-yet", "unknown", "other-host", "other"]
    ),
    answers.CertificateFileUnusable("ca.pem"),
    answers.SentElsewhere(HOST, "elsewhere.example"),
    answers.SentElsewhere(HOST, ""),
    answers.PasswordRefused(HOST),
    answers.PasswordRefused(HOST, given=True),
    answers.Forbidden(HOST),
    answers.NoSuchPlace(HOST),
    answers.ReceiverFull(HOST),
    answers.TooLargeForReceiver(HOST),
    answers.TooLargeForReceiver(HOST, 10_000_000),
    answers.ReceiverBusy(HOST, 503),
    answers.UnexpectedAnswer(HOST),
    answers.UnexpectedAnswer(HOST, 418),
    answers.AnswerTooLong(HOST),
    destination.PackageChanged("/a/p.lssc.zip"),
    destination.PackageDamaged("/a/p.lssc.zip", 1),
    destination.PackageDamaged("/a/p.lssc.zip", 3),
    destination.ArrivalUnknown("dav+https://office.example/"),
    destination.NameTaken("p.lssc.zip"),
    _unproven(proof.NotTheCopy(HOST)),
    proof.NotTheCopy(HOST),
    *(proof.CopyDiffers(what) for what in ["missing", "size", "content"]),
    webdav.NotWebDav(HOST),
    shared_folder.SharedFolderAway("/stick"),
    shared_folder.SharedFolderClosed("/stick"),
    shared_folder.SharedFolderFull("/stick"),
    shared_folder.SharedFolderFull("/stick", 10_000_000, 5),
    shared_folder.SharedFolderSmallFiles("/stick"),
    shared_folder.SharedFolderFailed("/stick", "ENOLCK"),
    shared_folder.OwnFolder("/stick"),
    outbox.AlreadyReceived("p.lssc.zip", RECEIPT),
    outbox.FindOutFirst("p.lssc.zip", "dav+https://office.example/"),
    _by(outbox.StillInDoubt("p.lssc.zip", "dav+https://office.example/"), "x"),
    outbox.StillInDoubt("p.lssc.zip", "dav+https://office.example/"),
    _by(outbox.NotAskedAgain("p.lssc.zip", RECEIPT), "x"),
    outbox.NotAskedAgain("p.lssc.zip", replace(RECEIPT, proof=Proof.PERSON)),
    outbox.NotAskedAgain("p.lssc.zip", replace(RECEIPT, proof=Proof.REPR_DIGEST)),
    outbox.NotOnItsWay("p.lssc.zip"),
]
ARRIVAL = re.compile(
    r"Nothing (whole )?was (sent|received)|not (been )?(sent|received|put there)|"
    r"(isn’t|wasn’t) (sent|received|saved)|can’t tell|tell whether|may have arrived|"
    r"was received (there|on)|reported that it has|was sent\b|Ask the receiver|"
    r", and stopped\."  # before anything began, be it to send or to audit
)


def classes() -> Iterator[type[LsscError]]:
    """Every error of the modules above."""
    for module in [
        address,
        answers,
        credentials,
        destination,
        outbox,
        proof,
        shared_folder,
        webdav,
    ]:
        for value in vars(importlib.import_module(module.__name__)).values():
            is_error = isinstance(value, type) and issubclass(value, LsscError)
            if is_error and value.__module__ == module.__name__:
                yield value


def test_every_error_of_sending_is_among_the_examples() -> None:
    assert {type(error) for error in ERRORS} == set(classes())


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_sentence_about_sending_tells_whether_anything_arrived(error: LsscError) -> None:
    message = message_for(error)
    assert message.happened
    assert ARRIVAL.search(message.text), message.text
    assert "{" not in message.text


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_sentence_about_sending_says_what_to_do_now(error: LsscError) -> None:
    if not isinstance(error, outbox.AlreadyReceived):  # there is nothing left to do
        assert message_for(error).advice


@pytest.mark.parametrize("how", list(Proof))
def test_each_way_to_compare_has_its_words(how: Proof) -> None:
    assert proof_words(how)


def test_what_keeps_us_from_asking_never_says_that_nothing_arrived() -> None:
    for error in ERRORS:
        doubt = outbox.StillInDoubt("p.lssc.zip", "dav+https://office.example/")
        again = outbox.NotAskedAgain("p.lssc.zip", RECEIPT)
        doubt.__cause__ = again.__cause__ = error
        assert "We still can’t tell whether “p.lssc.zip” arrived" in message_for(doubt).text
        assert "Nothing was received" not in message_for(doubt).meaning
        assert "“p.lssc.zip” was received on" in message_for(again).text


def submission() -> Submission:
    built = Submission("p.lssc.zip", "id", "aa", 10, "file:///stick", SubmissionState.PACKAGED)
    return sending.started(built, AT)


def test_a_receipt_is_told_with_place_time_and_fingerprint() -> None:
    text = "\n".join(sent_lines(sending.received(submission(), RECEIPT, AT)))
    assert "“p.lssc.zip” (1.4 MB) was received on November 25, 2026" in text
    assert "It’s at “file:///stick/p.zip”." in text
    assert "Fingerprint of both: aa (sha-256)." in text


@pytest.mark.parametrize("how", [Proof.REPR_DIGEST, Proof.TUS_CHECKSUM, Proof.OC_CHECKSUM])
def test_what_only_the_receiver_says_is_told_as_its_word(how: Proof) -> None:
    text = "\n".join(sent_lines(sending.received(submission(), replace(RECEIPT, proof=how), AT)))
    assert "The receiver reports that it has “p.lssc.zip”" in text
    assert "We couldn’t compare its copy ourselves" in text
    assert "was received on" not in text
    assert "Fingerprint of both" not in text


def test_a_copy_on_my_own_drive_is_not_told_as_handed_in() -> None:
    mine = replace(submission(), mine=True)
    text = "\n".join(sent_lines(sending.received(mine, RECEIPT, AT)))
    assert "was copied on November 25, 2026" in text
    assert "It isn’t handed in yet." in text
    copy = Path("/stick/p.zip")  # as the system writes it
    assert f"The copy on “{copy}” has the same fingerprint." in text
    assert "received" not in text


def test_another_copy_is_not_told_as_a_lost_answer() -> None:
    lost = sending.lost(submission(), AT, "CopyDiffers", in_doubt=True)
    assert "didn’t return the same package" in "\n".join(sent_lines(lost))


@pytest.mark.parametrize(
    ("item", "happened"),
    [
        (sending.unconfirmed(submission(), AT), "doesn’t let us compare its copy"),
        (sending.lost(submission(), AT, "ConnectionLost", in_doubt=True), "was lost"),
    ],
)
def test_without_a_receipt_nobody_says_that_it_arrived(item: Submission, happened: str) -> None:
    text = "\n".join(sent_lines(item))
    assert happened in text
    assert "We can’t tell if it arrived" in text
    assert "received on" not in text
