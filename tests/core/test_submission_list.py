from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.deciding import decide
from lssc_desktop.core.decision import Decision, Outcome
from lssc_desktop.core.portfolio import (
    Candidate,
    PackageKind,
    PackageNote,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program import Program
from lssc_desktop.core.submission import Standing, Submission, SubmissionState
from lssc_desktop.core.submission_list import (
    SubmissionEntry,
    listed_submissions,
    needing_attention,
)
from lssc_desktop.store.programs import read_program

DAY = date(2026, 11, 24)
EARLIER = date(2026, 11, 20)


@pytest.fixture(scope="module")
def program() -> Program:
    path = Path(__file__).parents[1] / "programs" / "prairie.toml"
    return read_program(path.read_bytes(), "prairie.toml")


def portfolio(*notes: PackageNote, changed: date = EARLIER) -> Portfolio:
    sets = (SetWork("foundations", changed),)
    return Portfolio("x", "prairie", "1", Candidate("A. Rivera"), EARLIER, sets, packages=notes)


def note(package_id: str, kind: PackageKind = PackageKind.PORTFOLIO, copy: int = 0) -> PackageNote:
    return PackageNote(package_id, "foundations", kind, copy, EARLIER, package_id, f"{package_id}")


def sent(package_id: str, state: SubmissionState) -> Submission:
    return Submission(package_id, package_id, "aa", 1, "tus+https://x/", state)


def shown(entries: tuple[SubmissionEntry, ...]) -> list[tuple[str, Standing]]:
    return [(entry.key, entry.standing) for entry in entries]


def test_a_set_without_a_package_is_a_draft(program: Program) -> None:
    entries = listed_submissions(program, portfolio(), ())
    assert shown(entries) == [("foundations", Standing.DRAFT)]


def test_a_review_copy_stands_beside_the_draft(program: Program) -> None:
    entries = listed_submissions(program, portfolio(note("r", PackageKind.REVIEW_COPY, 1)), ())
    assert shown(entries) == [("foundations", Standing.DRAFT), ("r", Standing.PACKAGED)]


def test_the_states_of_a_package_on_its_way(program: Program) -> None:
    for state, stands in (
        (SubmissionState.PACKAGED, Standing.PACKAGED),
        (SubmissionState.SENDING, Standing.SENDING),
        (SubmissionState.UNCERTAIN, Standing.UNCERTAIN),
        (SubmissionState.RECEIVED, Standing.RECEIVED),
    ):
        entries = listed_submissions(program, portfolio(note("p")), (sent("p", state),))
        assert shown(entries) == [("p", stands)]


def test_a_copy_that_was_never_sent_gives_way_to_a_newer_one(program: Program) -> None:
    before = portfolio(note("p"), note("q"))
    assert shown(listed_submissions(program, before, ())) == [("q", Standing.PACKAGED)]
    kept = listed_submissions(program, before, (sent("p", SubmissionState.RECEIVED),))
    assert shown(kept) == [("q", Standing.PACKAGED), ("p", Standing.RECEIVED)]


def test_a_package_older_than_the_last_change_is_called_outdated(program: Program) -> None:
    (entry,) = listed_submissions(program, portfolio(note("p"), changed=DAY), ())
    assert entry.outdated


def test_a_decision_belongs_to_its_package(program: Program) -> None:
    decided = decide(
        portfolio(note("p"), note("q")),
        "foundations",
        Decision(Outcome.REVISION_ASKED, DAY, "p"),
        DAY,
    )
    entries = listed_submissions(program, decided, (sent("p", SubmissionState.RECEIVED),))
    assert shown(entries) == [("q", Standing.PACKAGED), ("p", Standing.REVISION_ASKED)]


def test_a_decision_that_names_no_package_is_about_the_one_sent_last(program: Program) -> None:
    decided = decide(portfolio(note("p")), "foundations", Decision(Outcome.ACHIEVED, DAY), DAY)
    entries = listed_submissions(program, decided, (sent("p", SubmissionState.RECEIVED),))
    assert shown(entries) == [("p", Standing.ACHIEVED)]


def test_a_decision_on_what_was_handed_in_elsewhere_stands_for_itself(program: Program) -> None:
    decided = decide(portfolio(), "foundations", Decision(Outcome.ACHIEVED, DAY), DAY)
    entries = listed_submissions(program, decided, ())
    assert shown(entries) == [("foundations", Standing.ACHIEVED)]


def test_what_only_the_person_can_bring_on_is_counted(program: Program) -> None:
    for state, count in ((SubmissionState.UNCERTAIN, 1), (SubmissionState.SENDING, 0)):
        entries = listed_submissions(program, portfolio(note("p")), (sent("p", state),))
        assert needing_attention(entries) == count


def test_a_set_that_is_not_chosen_is_not_listed(program: Program) -> None:
    given_up = replace(portfolio(), sets=(SetWork("foundations", DAY, chosen=False),))
    assert listed_submissions(program, given_up, ()) == ()


def test_of_several_destinations_the_furthest_counts(program: Program) -> None:
    arrived = sent("p", SubmissionState.RECEIVED)
    elsewhere = replace(sent("p", SubmissionState.PACKAGED), destination="form:")
    entries = listed_submissions(program, portfolio(note("p")), (arrived, elsewhere))
    assert [entry.submission for entry in entries] == [arrived]
