from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.submission.submission import Proof, Receipt, Submission, SubmissionState
from lssc_desktop.package.reader import sent_beside
from lssc_desktop.store.submissions import submission_path, write_submission

NOW = datetime(2026, 11, 24, tzinfo=UTC)
RECEIPT = Receipt("aa", NOW, "file:///stick/", "", 10, Proof.READ_BACK, "00", "00")
SENT = Submission(
    "p.lssc.zip", "aa", "00", 10, "file:///stick/", SubmissionState.RECEIVED, receipt=RECEIPT
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "p.lssc.zip"


def test_what_was_received_is_known_beside_a_package(package: Path) -> None:
    write_submission(package, SENT)
    assert sent_beside(package) == ("aa",)


def test_what_nobody_has_received_is_no_proof(package: Path) -> None:
    assert sent_beside(package) == ()
    write_submission(package, replace(SENT, state=SubmissionState.SENDING, receipt=None))
    assert sent_beside(package) == ()


def test_a_file_beside_it_that_cannot_be_read_is_no_proof(package: Path) -> None:
    submission_path(package).write_bytes(b"[" * 100_000)
    assert sent_beside(package) == ()
