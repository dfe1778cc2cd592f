from datetime import date
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
    Rating,
    Route,
    SetWork,
    TextPlace,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.locking import lock_of, locked_change, locks_using
from lssc_desktop.core.submission.submission import Standing, Submission, SubmissionState
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
