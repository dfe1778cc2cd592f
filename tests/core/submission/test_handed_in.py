from datetime import UTC, date, datetime

from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Decision,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.submission.locking import handed_in
from lssc_desktop.core.submission.submission import Proof, Receipt, Submission, SubmissionState

DAY = date(2026, 9, 8)
AT = datetime(2026, 9, 8, 16, 0, tzinfo=UTC)


def note(package_id: str, kind: PackageKind = PackageKind.PORTFOLIO) -> PackageNote:
    return PackageNote(package_id, "basics", kind, 0, DAY, "c", f"Packages/{package_id}")


def submission(package_id: str, at: datetime | None) -> Submission:
    receipt = Receipt(package_id, at, "file:///x", "x", 1, Proof.READ_BACK, "a") if at else None
    state = SubmissionState.RECEIVED if at else SubmissionState.UNCERTAIN
    return Submission("p", package_id, "a", 1, "file:///x", state, receipt=receipt)


def portfolio(*notes: PackageNote, decisions: tuple[Decision, ...] = ()) -> Portfolio:
    work = SetWork("basics", DAY, decisions=decisions)
    return Portfolio("p", "small", "1", Candidate("A"), DAY, (work,), packages=notes)


def test_a_set_is_handed_in_on_the_day_of_its_first_receipt() -> None:
    later = AT.replace(month=11)
    found = handed_in(
        portfolio(note("a"), note("b")), (submission("b", later), submission("a", AT))
    )
    assert found == {"basics": DAY}


def test_what_is_not_known_to_have_arrived_is_not_handed_in() -> None:
    assert handed_in(portfolio(note("a")), (submission("a", None),)) == {}


def test_a_review_copy_is_no_hand_in() -> None:
    copy = note("a", PackageKind.REVIEW_COPY)
    assert handed_in(portfolio(copy), (submission("a", AT),)) == {}


def test_a_set_that_was_decided_on_was_handed_in() -> None:
    decision = Decision(Outcome.REVISION_ASKED, date(2026, 10, 1))
    assert handed_in(portfolio(decisions=(decision,)), ()) == {"basics": date(2026, 10, 1)}
