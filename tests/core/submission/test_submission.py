from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Decision,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.submission.set_standing import (
    LOCKED,
    Standing,
    standing,
    standing_day,
)
from lssc_desktop.core.submission.submission import (
    Event,
    EventCode,
    Proof,
    Receipt,
    Submission,
    SubmissionState,
    unreadable,
)

SET = "foundations"


def is_locked(portfolio: Portfolio, submissions: list[Submission], set_id: str) -> bool:
    return standing(portfolio, submissions, set_id) in LOCKED


BUILT = date(2026, 9, 1)
DECIDED = date(2026, 9, 20)
LATER = date(2026, 10, 2)

ASKED = Decision(Outcome.REVISION_ASKED, DECIDED, "first")
NO_LOCK = {SubmissionState.PACKAGED, SubmissionState.COPIED}
STATES = [state for state in SubmissionState if state not in NO_LOCK]


def note(
    package_id: str = "first", day: date = BUILT, kind: PackageKind = PackageKind.PORTFOLIO
) -> PackageNote:
    return PackageNote(package_id, SET, kind, 0, day, "c", f"Packages/{package_id}.lssc.zip")


def sent(
    state: SubmissionState, package_id: str = "first", destination: str = "file:///stick"
) -> Submission:
    return Submission(f"{package_id}.lssc.zip", package_id, "aa", 1, destination, state)


def portfolio(*notes: PackageNote, decisions: tuple[Decision, ...] = ()) -> Portfolio:
    work = SetWork(SET, changed=BUILT, decisions=decisions)
    return Portfolio("p", "lssc", "1", Candidate("A. Rivera"), BUILT, (work,), packages=notes)


def test_a_set_without_a_package_is_a_draft() -> None:
    assert standing(portfolio(), (), SET) is Standing.DRAFT


def test_a_set_of_which_nobody_knows_is_a_draft() -> None:
    assert standing(portfolio(note()), (), "technology") is Standing.DRAFT


def test_a_set_with_a_package_of_its_last_state_is_packaged() -> None:
    assert standing(portfolio(note()), (), SET) is Standing.PACKAGED


def test_a_set_that_was_changed_since_is_a_draft_again() -> None:
    old = note(day=date(2026, 8, 31))
    assert standing(portfolio(old), (), SET) is Standing.DRAFT


def test_a_review_copy_is_no_hand_in() -> None:
    copy = note(kind=PackageKind.REVIEW_COPY)
    assert standing(portfolio(copy), [sent(SubmissionState.RECEIVED)], SET) is Standing.DRAFT


def test_a_package_that_waits_for_its_turn_is_packaged() -> None:
    found = standing(portfolio(note()), [sent(SubmissionState.PACKAGED)], SET)
    assert found is Standing.PACKAGED


@pytest.mark.parametrize("state", STATES)
def test_a_package_on_its_way_locks_its_set(state: SubmissionState) -> None:
    assert standing(portfolio(note()), [sent(state)], SET).value == state.value
    assert is_locked(portfolio(note()), [sent(state)], SET)


def test_a_copy_on_my_own_drive_locks_nothing() -> None:
    copied = [sent(SubmissionState.COPIED)]
    assert standing(portfolio(note()), copied, SET) is Standing.COPIED
    assert not is_locked(portfolio(note()), copied, SET)


def test_a_copy_of_a_newer_package_does_not_open_a_set_that_was_handed_in() -> None:
    two = portfolio(note(), note("second", LATER))
    submissions = [sent(SubmissionState.RECEIVED), sent(SubmissionState.COPIED, "second")]
    assert standing(two, submissions, SET) is Standing.RECEIVED


def test_where_nobody_can_read_what_was_sent_it_counts_as_handed_in() -> None:
    unread = [unreadable("p.lssc.zip", "first")]
    assert standing(portfolio(note()), unread, SET) is Standing.UNREADABLE
    assert is_locked(portfolio(note()), unread, SET)


def test_a_package_of_another_portfolio_locks_nothing() -> None:
    theirs = sent(SubmissionState.RECEIVED, "theirs")
    assert not is_locked(portfolio(note()), [theirs], SET)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_destinations_the_one_that_is_further_counts(order: int) -> None:
    items = [
        sent(SubmissionState.RECEIVED),
        sent(SubmissionState.PACKAGED, destination="dav+https://office.example/"),
    ]
    assert standing(portfolio(note()), items[::order], SET) is Standing.RECEIVED


@pytest.mark.parametrize(
    ("outcome", "stands", "locked"),
    [
        (Outcome.ACHIEVED, Standing.ACHIEVED, True),
        (Outcome.REVISION_ASKED, Standing.REVISION_ASKED, False),
        (Outcome.NOT_ACHIEVED, Standing.NOT_ACHIEVED, False),
    ],
)
def test_a_decision_ends_the_way(outcome: Outcome, stands: Standing, locked: bool) -> None:
    decided = portfolio(note(), decisions=(Decision(outcome, DECIDED, "first"),))
    received = [sent(SubmissionState.RECEIVED)]
    assert standing(decided, received, SET) is stands
    assert is_locked(decided, received, SET) is locked


def test_a_decision_that_names_no_package_is_about_what_was_built_before_it() -> None:
    unnamed = portfolio(note(), decisions=(replace(ASKED, package_id=""),))
    assert standing(unnamed, [sent(SubmissionState.RECEIVED)], SET) is Standing.REVISION_ASKED


def test_a_decision_counts_without_any_submission() -> None:
    on_paper = portfolio(decisions=(Decision(Outcome.ACHIEVED, DECIDED),))
    assert standing(on_paper, (), SET) is Standing.ACHIEVED


@pytest.mark.parametrize("package_id", ["first", ""])
@pytest.mark.parametrize("state", STATES)
def test_the_revision_on_its_way_locks_again(state: SubmissionState, package_id: str) -> None:
    asked = (replace(ASKED, package_id=package_id),)
    revised = portfolio(note(), note("second", LATER), decisions=asked)
    submissions = [sent(SubmissionState.RECEIVED), sent(state, "second")]
    assert standing(revised, submissions, SET).value == state.value
    assert is_locked(revised, submissions, SET)


def test_a_revision_that_was_only_built_locks_nothing() -> None:
    revised = portfolio(note(), note("second", LATER), decisions=(ASKED,))
    submissions = [sent(SubmissionState.RECEIVED), sent(SubmissionState.PACKAGED, "second")]
    assert not is_locked(revised, submissions, SET)


def test_what_was_achieved_stays_so_whatever_is_sent_after() -> None:
    achieved = (Decision(Outcome.ACHIEVED, DECIDED, "first"),)
    done = portfolio(note(), note("second", LATER), decisions=achieved)
    assert standing(done, [sent(SubmissionState.SENDING, "second")], SET) is Standing.ACHIEVED


def test_the_newest_decision_counts() -> None:
    decisions = (ASKED, Decision(Outcome.ACHIEVED, LATER, "second"))
    revised = portfolio(note(), note("second", LATER), decisions=decisions)
    received = [sent(SubmissionState.RECEIVED), sent(SubmissionState.RECEIVED, "second")]
    assert standing(revised, received, SET) is Standing.ACHIEVED
    assert standing_day(revised, received, SET) == LATER


def test_a_set_stands_as_received_since_the_day_of_the_receipt() -> None:
    at = datetime(2026, 9, 8, 16, 2, tzinfo=UTC)
    receipt = Receipt("first", at, "file:///stick", "x", 1, Proof.READ_BACK, "aa", "aa")
    item = replace(sent(SubmissionState.RECEIVED), receipt=receipt)
    assert standing_day(portfolio(note()), [item], SET) == at.date()


def test_a_set_is_on_its_way_since_the_last_thing_that_happened() -> None:
    at = datetime(2026, 9, 8, 16, 2, tzinfo=UTC)
    item = replace(sent(SubmissionState.SENDING), events=(Event(at, EventCode.SENDING),))
    assert standing_day(portfolio(note()), [item], SET) == at.date()


def test_a_draft_stands_since_no_day() -> None:
    assert standing_day(portfolio(), (), SET) is None
