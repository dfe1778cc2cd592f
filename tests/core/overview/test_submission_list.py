from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lssc_desktop.core.overview.submission_list import (
    SubmissionEntry,
    listed_submissions,
    needing_attention,
)
from lssc_desktop.core.portfolio.edits import decide, set_handed_in
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Decision,
    Granted,
    HandedInPackage,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
    RenewalWork,
    SetWork,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import (
    MAIL,
    Event,
    EventCode,
    Submission,
    SubmissionState,
)
from lssc_desktop.messages.submissions import entry_note, entry_word
from lssc_desktop.store.programs import read_program
from tests.reviews import a_package, a_review

DAY = date(2026, 11, 24)

EARLIER = date(2026, 11, 20)


@pytest.fixture(scope="module")
def program() -> Program:
    path = Path(__file__).parents[2] / "programs" / "prairie.toml"
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


def renewal(package_id: str, day: date = EARLIER) -> PackageNote:
    path = f"Packages/{package_id}"
    return PackageNote(package_id, "renewal", PackageKind.RENEWAL, 0, day, package_id, path)


def of_renewal(entries: tuple[SubmissionEntry, ...]) -> list[tuple[str, Standing]]:
    return shown(tuple(entry for entry in entries if entry.progress is None))


def test_the_package_of_a_renewal_goes_the_same_way(program: Program) -> None:
    mine = portfolio(renewal("r"))
    assert of_renewal(listed_submissions(program, mine, ())) == [("r", Standing.PACKAGED)]
    sent_off = (sent("r", SubmissionState.RECEIVED),)
    assert of_renewal(listed_submissions(program, mine, sent_off)) == [("r", Standing.RECEIVED)]
    (entry,) = (each for each in listed_submissions(program, mine, ()) if each.note is not None)
    assert (entry.competency_set, entry.set_id) == (None, None)


def test_of_renewal_packages_never_sent_only_the_newest_is_listed(program: Program) -> None:
    mine = portfolio(renewal("r"), renewal("s"))
    assert of_renewal(listed_submissions(program, mine, ())) == [("s", Standing.PACKAGED)]


def test_a_renewal_package_is_outdated_when_more_was_told(program: Program) -> None:
    mine = portfolio(renewal("r"))
    for changed, outdated in ((EARLIER, False), (DAY, True)):
        later = replace(mine, renewal=RenewalWork(changed=changed))
        (entry,) = (e for e in listed_submissions(program, later, ()) if e.note is not None)
        assert entry.outdated is outdated


def test_a_renewal_that_was_granted_decides_on_the_package_before_it(program: Program) -> None:
    first, second = Granted(EARLIER, date(2030, 1, 1)), Granted(DAY, date(2034, 1, 1))
    mine = portfolio(renewal("r"), renewal("s", DAY))
    sent_off = (sent("r", SubmissionState.RECEIVED), sent("s", SubmissionState.RECEIVED))
    once = replace(mine, renewal=RenewalWork(granted=(first,)))
    assert of_renewal(listed_submissions(program, once, sent_off)) == [
        ("s", Standing.RECEIVED),
        ("r", Standing.ACHIEVED),
    ]
    twice = replace(mine, renewal=RenewalWork(granted=(first, second)))
    assert [
        standing for _, standing in of_renewal(listed_submissions(program, twice, sent_off))
    ] == [
        Standing.ACHIEVED,
        Standing.ACHIEVED,
    ]


def test_a_later_grant_without_a_package_leaves_the_first_decision_as_it_was(
    program: Program,
) -> None:
    grants = (Granted(EARLIER, date(2030, 1, 1)), Granted(DAY, date(2034, 1, 1)))
    mine = replace(portfolio(renewal("r")), renewal=RenewalWork(granted=grants))
    (entry,) = (e for e in listed_submissions(program, mine, ()) if e.note is not None)
    assert entry.decision == Decision(Outcome.ACHIEVED, EARLIER)


def test_a_review_that_came_back_stands_with_its_package(program: Program) -> None:
    review = a_review(package=a_package("r", set_id="foundations"))
    before = portfolio(note("r", PackageKind.REVIEW_COPY, 1))
    entries = listed_submissions(program, before, (), (review,))
    assert [(entry.key, entry.reviews) for entry in entries] == [
        ("foundations", ()),
        ("r", (review,)),
    ]


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (None, Standing.REVIEWED),
        (SubmissionState.RECEIVED, Standing.REVIEWED),
        (SubmissionState.COPIED, Standing.COPIED),
        (SubmissionState.SENDING, Standing.SENDING),
        (SubmissionState.UNCERTAIN, Standing.UNCERTAIN),
    ],
)
def test_a_review_copy_that_came_back_is_reviewed_where_nothing_else_waits_for_the_user(
    program: Program, state: SubmissionState | None, stands: Standing
) -> None:
    review = a_review(package=a_package("r", set_id="foundations"))
    before = portfolio(note("r", PackageKind.REVIEW_COPY, 1))
    ways = () if state is None else (sent("r", state),)
    entry = listed_submissions(program, before, ways, (review,))[-1]
    assert (entry.key, entry.standing) == ("r", stands)


def test_comments_on_what_was_handed_in_decide_nothing(program: Program) -> None:
    review = a_review(package=a_package("p", set_id="foundations"))
    ways = (sent("p", SubmissionState.RECEIVED),)
    (entry,) = listed_submissions(program, portfolio(note("p")), ways, (review,))
    assert entry.standing is Standing.RECEIVED


# What happened, and what is remembered ----------------------------------------------------------

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def test_the_history_of_a_package_has_all_its_ways_in_order(program: Program) -> None:
    """Copied to a drive, taken back, then begun by email and sent (candidate F-9)."""
    by_drive = sent("a", SubmissionState.PACKAGED)
    by_mail = replace(by_drive, destination=MAIL, state=SubmissionState.UNCERTAIN)
    codes = (
        EventCode.COPIED,
        EventCode.TAKEN_BACK,
        EventCode.FORM_OPENED,
        EventCode.FORM_SUBMITTED,
    )
    moments = [Event(AT + timedelta(minutes=at), code) for at, code in enumerate(codes)]
    by_drive = replace(by_drive, events=tuple(moments[:2]))
    by_mail = replace(by_mail, events=tuple(moments[2:]))
    for submissions in ((by_drive, by_mail), (by_mail, by_drive)):
        (entry,) = listed_submissions(program, portfolio(note("a")), submissions)
        assert entry.submission == by_mail
        assert [event.code for event, _way in entry.history] == list(codes)
        assert [way for _event, way in entry.history][::3] == [by_drive, by_mail]


def test_what_is_remembered_shows_as_handed_in_where_nothing_else_says_so(
    program: Program,
) -> None:
    kept = HandedInPackage("a", DAY, on_own_word=True)
    remembers = replace(portfolio(note("a")), handed_in=(kept,))
    older = (sent("a", SubmissionState.PACKAGED),)
    for submissions in ((), older):
        (entry,) = listed_submissions(program, remembers, submissions)
        assert (entry.standing, entry.remembered) == (Standing.RECEIVED, kept)
        assert entry.may_be_taken_back
        assert "Handed in Nov 24, 2026, as your portfolio remembers." in entry_note(entry, DAY)
        assert entry_word(entry) == "Handed in"
    compared = replace(remembers, handed_in=(replace(kept, on_own_word=False),))
    (entry,) = listed_submissions(program, compared, ())
    assert not entry.may_be_taken_back


def test_a_set_that_was_handed_in_elsewhere_has_a_row_that_says_so(program: Program) -> None:
    for notes in ((), (note("a"),)):
        away = set_handed_in(portfolio(*notes), "foundations", DAY, DAY)
        found = listed_submissions(program, away, ())
        (entry,) = [each for each in found if each.note is None]
        assert (entry.standing, entry.handed_in) == (Standing.RECEIVED, DAY)
        assert entry.may_be_taken_back
        assert entry_note(entry, DAY) == (
            "Handed in Nov 24, 2026, without this program. Locked for evaluation."
        )
