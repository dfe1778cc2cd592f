from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio import edits
from lssc_desktop.core.portfolio.edits import decide
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CompetencyWork,
    Decision,
    EvidenceUse,
    Outcome,
    PackageKind,
    PackageNote,
    Plan,
    Portfolio,
    SetWork,
    TextPlace,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.submission.locking import (
    handed_in,
    lock_of,
    locked_change,
    locks_using,
    with_handed_in,
    without_handed_in,
)
from lssc_desktop.core.submission.set_standing import Standing, standing_day
from lssc_desktop.core.submission.submission import (
    Proof,
    Receipt,
    Submission,
    SubmissionState,
    taken_back,
)
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.programs import read_program

DAY = date(2026, 11, 24)
SET = "foundations"
NOTE = PackageNote("p", SET, PackageKind.PORTFOLIO, 0, DAY, "c", "Packages/p.lssc.zip")
USE = EvidenceUse("Evidence/flyer.pdf")
BEFORE = Portfolio(
    "x",
    "prairie",
    "1",
    Candidate("A. Rivera"),
    DAY,
    (SetWork(SET, DAY, competencies=(CompetencyWork(1, evidence=(USE,)),)),),
    packages=(NOTE,),
)
SENT = (Submission("p", "p", "aa", 1, "tus+https://x/", SubmissionState.RECEIVED),)


@pytest.fixture(scope="module")
def program() -> Program:
    path = Path(__file__).parents[2] / "programs" / "prairie.toml"
    return read_program(path.read_bytes(), "prairie.toml")


def test_an_edit_of_a_set_that_is_handed_in_breaks_its_lock(program: Program) -> None:
    after = edits.mark_ready(BEFORE, TextPlace(SET, 1), True, DAY)
    lock = locked_change(program, BEFORE, after, SENT)
    assert lock is not None
    assert lock.standing is Standing.RECEIVED
    assert message_for(lock).happened.startswith("Foundations of Library Services is handed in")


@pytest.mark.parametrize(
    "after",
    [
        edits.set_route(BEFORE, SET, Route.COURSE, DAY),
        edits.set_pds(BEFORE, SET, 2, "A suggestion", DAY),
        edits.use_evidence(BEFORE, SET, 1, EvidenceUse(USE.path, caption="New"), DAY),
        edits.drop_evidence(BEFORE, USE.path, DAY),
    ],
)
def test_whatever_a_package_shows_is_locked(program: Program, after: Portfolio) -> None:
    assert locked_change(program, BEFORE, after, SENT) is not None
    assert locked_change(program, BEFORE, after, ()) is None


@pytest.mark.parametrize(
    "after",
    [
        edits.set_plan(BEFORE, SET, 3, Plan(other="Ask Maria"), DAY),
        edits.set_self_rating(BEFORE, SET, 3, Rating.MET, DAY),
        edits.set_planned(BEFORE, SET, DAY, DAY),
        edits.set_pds(BEFORE, "technology", 1, "Another set", DAY),
        decide(BEFORE, SET, Decision(Outcome.ACHIEVED, DAY), DAY),
    ],
)
def test_what_no_package_shows_stays_free(program: Program, after: Portfolio) -> None:
    assert locked_change(program, BEFORE, after, SENT) is None


def test_a_revision_that_is_asked_opens_the_lock(program: Program) -> None:
    asked = decide(BEFORE, SET, Decision(Outcome.REVISION_ASKED, DAY, "p"), DAY)
    after = edits.set_pds(asked, SET, 2, "A suggestion", DAY)
    assert locked_change(program, asked, after, SENT) is None
    assert lock_of(program, asked, SENT, SET) is None


def test_a_file_that_a_locked_set_shows_is_locked_too(program: Program) -> None:
    assert locks_using(program, BEFORE, SENT, USE.path) is not None
    assert locks_using(program, BEFORE, SENT, "Evidence/other.pdf") is None
    assert locks_using(program, BEFORE, (), USE.path) is None


# What the portfolio remembers -------------------------------------------------------------------

AT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def arrived(proof: Proof) -> tuple[Submission, ...]:
    """The package of the set, received in one of the ways that we know of."""
    receipt = Receipt("p", AT, "tus+https://x/", "x", 1, proof, "aa")
    return (replace(SENT[0], receipt=receipt),)


def test_a_set_stays_locked_when_what_lies_beside_its_package_is_lost(program: Program) -> None:
    remembers = with_handed_in(BEFORE, arrived(Proof.READ_BACK))
    lock = lock_of(program, remembers, (), SET)
    assert lock is not None
    assert (lock.standing, lock.on_own_word) == (Standing.RECEIVED, False)
    assert lock_of(program, BEFORE, (), SET) is None
    assert standing_day(remembers, (), SET) == DAY
    assert handed_in(remembers, ()) == {SET: DAY}


def test_an_older_copy_of_what_lies_beside_it_does_not_unlock_it(program: Program) -> None:
    remembers = with_handed_in(BEFORE, arrived(Proof.READ_BACK))
    older = (replace(SENT[0], state=SubmissionState.PACKAGED),)
    assert lock_of(program, remembers, older, SET) is not None
    assert with_handed_in(remembers, older) is remembers


def test_only_what_was_handed_in_is_remembered() -> None:
    for state in SubmissionState:
        if state is not SubmissionState.RECEIVED:
            assert (
                with_handed_in(BEFORE, (replace(arrived(Proof.PERSON)[0], state=state),)) is BEFORE
            )
    strange = replace(arrived(Proof.PERSON)[0], package_id="of another portfolio")
    assert with_handed_in(BEFORE, (strange,)) is BEFORE


def test_a_revision_that_is_asked_opens_what_is_remembered(program: Program) -> None:
    remembers = with_handed_in(BEFORE, arrived(Proof.READ_BACK))
    asked = decide(remembers, SET, Decision(Outcome.REVISION_ASKED, DAY, "p"), DAY)
    assert lock_of(program, asked, (), SET) is None


def test_what_the_user_said_is_taken_back_in_both_places(program: Program) -> None:
    said = arrived(Proof.PERSON)
    remembers = edits.set_handed_in(with_handed_in(BEFORE, said), SET, DAY, DAY)
    lock = lock_of(program, remembers, said, SET)
    assert lock is not None
    assert lock.on_own_word
    assert "undo that there" in message_for(lock).advice
    back = tuple(taken_back(each, AT) for each in said)
    assert lock_of(program, remembers, back, SET) is not None
    assert lock_of(program, without_handed_in(remembers, "p"), back, SET) is None


def test_the_word_of_a_receiver_counts_more_than_the_users(program: Program) -> None:
    both = (*arrived(Proof.PERSON), *arrived(Proof.READ_BACK))
    for submissions in (both, both[::-1]):
        lock = lock_of(program, with_handed_in(BEFORE, submissions), (), SET)
        assert lock is not None
        assert not lock.on_own_word


def test_the_day_that_was_entered_locks_and_can_be_taken_back(program: Program) -> None:
    away = edits.set_handed_in(BEFORE, SET, DAY, DAY)
    assert lock_of(program, away, (), SET) is not None
    edited = edits.set_pds(away, SET, 2, "A suggestion", DAY)
    assert locked_change(program, away, edited, ()) is not None
    assert locked_change(program, away, BEFORE, ()) is None
    assert locked_change(program, away, edits.set_handed_in(away, SET, None, DAY), ()) is None
    moved = edits.set_handed_in(edited, SET, DAY + timedelta(1), DAY)
    assert locked_change(program, away, moved, ()) is not None


def test_the_day_that_was_entered_counts_only_until_a_decision(program: Program) -> None:
    away = edits.set_handed_in(BEFORE, SET, DAY, DAY)
    asked = decide(away, SET, Decision(Outcome.REVISION_ASKED, DAY), DAY)
    assert lock_of(program, asked, (), SET) is None
    again = edits.set_handed_in(asked, SET, DAY + timedelta(1), DAY)
    assert lock_of(program, again, (), SET) is not None


def test_a_receipt_still_locks_when_the_day_is_taken_back(program: Program) -> None:
    both = edits.set_handed_in(BEFORE, SET, DAY, DAY)
    after = edits.set_pds(edits.set_handed_in(both, SET, None, DAY), SET, 2, "Late", DAY)
    assert locked_change(program, both, after, SENT) is not None
