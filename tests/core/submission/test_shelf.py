"""What an office sees of its packages: how far they are, who has to do what, what is old."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.program.rules_id import Rules, RulesId, RulesState
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import Rated, ReviewMode
from lssc_desktop.core.submission.assignments import Assignment
from lssc_desktop.core.submission.shelf import (
    SearchedTexts,
    SeenOnShelf,
    ShelfEntry,
    ShelfState,
    ShelfView,
    ShelvedAssignments,
    ShelvedPackage,
    ShelvedReview,
    Soundness,
    by_known_keys,
    hide_candidates,
    is_in_view,
    shelf_entries,
    shelf_filter,
)
from lssc_desktop.core.submission.shelf_statistics import shelf_statistics
from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.submission.trust import KeyRing, SignatureState

SEEN = SeenOnShelf(10, 20)
DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EVALUATION, RESULT = ReviewMode.EVALUATION, ReviewMode.RESULT


def package(name: str, package_id: str, *carried: str) -> ShelvedPackage:
    kind = PackageKind.REVIEW_COPY
    return ShelvedPackage(name, SEEN, package_id=package_id, carried=carried, kind=kind)


def portfolio(package_id: str = "1", revision: int = 0, person: str = "p") -> ShelvedPackage:
    return ShelvedPackage(
        f"{package_id}.zip",
        SEEN,
        package_id=package_id,
        candidate="Jane Smith",
        set_title="Technology",
        kind=PackageKind.PORTFOLIO,
        portfolio=person,
        set_id="technology",
        revision=revision,
        revises=str(int(package_id) - 1) if revision else "",
        competencies=9,
        rules=Rules(RulesId("lssc", "2", "c" * 64), RulesState.KNOWN),
        evaluators=2,
    )


def review(
    reviewer: str, package_id: str, *comments: str, settled: tuple[str, ...] = ()
) -> ShelvedReview:
    return ShelvedReview(
        f"{reviewer}.json", SEEN, package_id, reviewer, comments=comments, settled=settled
    )


def evaluation(person: str, rated: int = 9, hour: int = 0) -> ShelvedReview:
    written = NOON + timedelta(hours=hour)
    name = f"{person} {hour}.json"
    return ShelvedReview(name, SEEN, "1", person, EVALUATION, id=name, written=written, rated=rated)


def result(outcome: Outcome, hour: int = 0) -> ShelvedReview:
    written = NOON + timedelta(hours=hour)
    return ShelvedReview(
        f"r{hour}.json", SEEN, "1", "Office", RESULT, id=f"r{hour}", written=written, rated=9,
        outcome=outcome,
    )  # fmt: skip


def only(
    found: ShelvedPackage, *reviews: ShelvedReview, assigned: Sequence[Assignment] = ()
) -> ShelfEntry:
    noted = ShelvedAssignments("a.json", SEEN, found.package_id, tuple(assigned))
    (entry,) = shelf_entries((found,), reviews, {}, (noted,), {found.package_id: DAY})
    return entry


def test_a_review_belongs_to_its_package_alone() -> None:
    one, other = shelf_entries(
        (package("a.zip", "1"), package("b.zip", "2")), (review("Dana", "1", "d-1"),), {}
    )
    assert (one.reviewers, one.open_comments) == (("Dana",), 1)
    assert (other.reviewers, other.open_comments) == ((), 0)
    assert (one.state, other.state) == (ShelfState.REVIEWED, ShelfState.NOT_REVIEWED)


def test_who_reviewed_twice_is_named_once() -> None:
    (entry,) = shelf_entries(
        (package("a.zip", "1"),), (review("Dana", "1"), review("Dana", "1")), {}
    )
    assert entry.reviewers == ("Dana",)


def test_what_is_settled_is_not_open() -> None:
    (entry,) = shelf_entries(
        (package("a.zip", "1", "r0-1", "r0-2"),),
        (review("Dana", "1", "d-1", settled=("r0-1",)),),
        {},
    )
    assert entry.open_comments == 2


def test_what_cannot_be_read_belongs_to_nothing() -> None:
    (entry,) = shelf_entries((package("a.zip", ""),), (review("Dana", "", "d-1"),), {})
    assert (entry.reviewers, entry.open_comments) == ((), 0)


def test_everybody_who_has_it_open_is_told() -> None:
    (entry,) = shelf_entries((package("a.zip", "1"),), (), {"a.zip": ("M. Okafor", "Dana")})
    assert entry.opened_by == ("M. Okafor", "Dana")


# State ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reviews", "state", "evaluated"),
    [
        ((), ShelfState.NOT_EVALUATED, 0),
        ((evaluation("Lee"),), ShelfState.PARTLY_EVALUATED, 1),
        ((evaluation("Lee"), evaluation("LEE", hour=1)), ShelfState.PARTLY_EVALUATED, 1),
        ((evaluation("Lee"), evaluation("Ann", rated=1)), ShelfState.PARTLY_EVALUATED, 1),
        ((evaluation("Lee"), evaluation("Ann")), ShelfState.READY, 2),
        ((review("Dana", "1"),), ShelfState.NOT_EVALUATED, 0),
        ((evaluation("Lee"), result(Outcome.ACHIEVED)), ShelfState.DECIDED, 1),
    ],
)
def test_a_portfolio_is_as_far_as_its_evaluations(
    reviews: tuple[ShelvedReview, ...], state: ShelfState, evaluated: int
) -> None:
    entry = only(portfolio(), *reviews)
    assert (entry.state, entry.evaluated) == (state, evaluated)


def rated(person: str, *below: int) -> ShelvedReview:
    """Return an evaluation that rates everything met but these."""
    ratings = tuple(
        Rated(number, Rating.PARTIAL if number in below else Rating.MET) for number in range(1, 10)
    )
    return replace(evaluation(person), ratings=ratings)


def deciding(person: str) -> ShelvedReview:
    """Return the evaluation that somebody makes for the panel."""
    return replace(rated(person), decides=True, id=f"panel-{person}")


@pytest.mark.parametrize(
    ("disagreement", "others", "state"),
    [
        ("third-evaluator", (rated("Ann", 3),), ShelfState.DISPUTED),
        ("third-evaluator", (rated("Ann"),), ShelfState.READY),
        ("third-evaluator", (rated("Ann", 3), rated("Kim")), ShelfState.READY),
        ("panel", (rated("Ann", 3),), ShelfState.DISPUTED),
        ("panel", (rated("Ann", 3), rated("Panel")), ShelfState.READY),
        ("panel", (rated("Ann", 3), deciding("Panel")), ShelfState.READY),
        ("panel", (rated("Ann", 3), deciding("Lee")), ShelfState.READY),
        ("panel", (deciding("Panel"),), ShelfState.PARTLY_EVALUATED),
        ("combine", (rated("Ann", 3),), ShelfState.READY),
        ("", (rated("Ann", 3),), ShelfState.READY),
        ("third-evaluator", (replace(rated("Ann", 3), rated=8),), ShelfState.PARTLY_EVALUATED),
    ],
)
def test_where_evaluators_differ_another_one_decides_if_the_program_says_so(
    disagreement: str, others: tuple[ShelvedReview, ...], state: ShelfState
) -> None:
    entry = only(replace(portfolio(), disagreement=disagreement), rated("Lee"), *others)
    assert entry.state is state
    in_review = is_in_view(entry, ShelfView.TO_REVIEW, "", DAY)
    assert in_review is (state in {ShelfState.DISPUTED, ShelfState.PARTLY_EVALUATED})
    assert is_in_view(entry, ShelfView.READY, "", DAY) is (state is ShelfState.READY)


def test_the_last_decision_counts_even_when_it_was_read_first() -> None:
    last = result(Outcome.ACHIEVED, hour=2)
    entry = only(portfolio(), last, result(Outcome.NOT_ACHIEVED))
    assert (entry.outcome, entry.decided) == (Outcome.ACHIEVED, DAY)


# Superseded -------------------------------------------------------------------------------------


def test_of_one_work_the_newest_is_told_and_the_others_fold_under_it() -> None:
    copies = [
        replace(portfolio(str(10 + number)), kind=PackageKind.REVIEW_COPY, copy=number)
        for number in (1, 2)
    ]
    first, revision = portfolio("1"), portfolio("2", revision=1)
    other = portfolio("5", person="q")
    found = shelf_entries((copies[1], first, other, copies[0], revision), (), {})
    by_name = {each.name: each for each in found}
    assert [each.name for each in found[:4]] == ["2.zip", "1.zip", "12.zip", "11.zip"]
    assert by_name["2.zip"].earlier == ("1.zip", "12.zip", "11.zip")
    assert by_name["2.zip"].revises == "1.zip"
    assert {each.newest for each in found} == {"", "2.zip"}
    assert by_name["5.zip"].newest == ""
    assert by_name["5.zip"].earlier == ()


def test_a_second_file_with_the_same_package_is_no_earlier_one() -> None:
    found = shelf_entries((portfolio(), replace(portfolio(), name="copy.zip")), (), {})
    assert [each.newest for each in found] == ["", ""]


def test_a_shelf_full_of_copies_of_one_package_is_listed_without_waiting() -> None:
    many = [replace(portfolio(), name=f"{number}.zip") for number in range(10_000)]
    begun = time.process_time()
    found = shelf_entries(many, (), {})
    assert time.process_time() - begun < 10  # comparing each with each took minutes
    assert len(found) == 10_000


def test_what_is_superseded_has_no_open_comment_and_waits_for_nobody() -> None:
    old = replace(portfolio("1"), carried=("c",))
    noted = ShelvedAssignments("a.json", SEEN, "1", (Assignment("Lee", date(2026, 1, 1)),))
    new, before = shelf_entries((old, portfolio("2", revision=1)), (), {}, (noted,))
    assert before.newest == new.name
    assert not is_in_view(before, ShelfView.OPEN_COMMENTS, "Lee", DAY)
    assert not is_in_view(before, ShelfView.TO_ME, "Lee", DAY)
    assert not is_in_view(before, ShelfView.OVERDUE, "Lee", DAY)


def test_two_people_of_one_name_are_known_as_two() -> None:
    found = shelf_entries(
        (portfolio("1"), portfolio("2", person="q"), replace(portfolio("3"), candidate="Ann")),
        (),
        {},
    )
    assert {each.name: each.namesake for each in found} == {
        "1.zip": True,
        "2.zip": True,
        "3.zip": False,
    }


# Assignments ------------------------------------------------------------------------------------


def test_who_is_assigned_waits_until_they_did_it() -> None:
    people = (Assignment("Lee", date(2026, 11, 20)), Assignment("Ann", date(2026, 11, 30)))
    entry = only(portfolio(), assigned=people)
    assert entry.waits_for("lee")
    assert (entry.due, entry.is_overdue(DAY)) == (date(2026, 11, 20), True)
    begun = only(portfolio(), evaluation("Lee", rated=3), assigned=people)
    assert begun.waits_for("Lee")
    done = only(portfolio(), evaluation("LEE"), assigned=people)
    assert not done.waits_for("Lee")
    assert (done.due, done.is_overdue(DAY)) == (date(2026, 11, 30), False)
    decided = only(portfolio(), result(Outcome.ACHIEVED), assigned=people)
    assert decided.waiting == ()


def test_a_damaged_copy_of_a_package_is_no_task() -> None:
    whole = portfolio()
    damaged = replace(whole, name="again.zip", soundness=Soundness.DAMAGED)
    noted = ShelvedAssignments("a.json", SEEN, "1", (Assignment("Ann", DAY),))
    late = DAY + timedelta(days=1)
    for packages in ((whole, damaged), (damaged, whole)):
        entries = shelf_entries(packages, (evaluation("Lee"),), {}, (noted,))
        found = {each.name: each for each in entries}
        other = found["again.zip"]
        assert (other.state, other.assigned, other.evaluations) == (ShelfState.NO_PACKAGE, (), ())
        assert [each.waits_for("Ann") for each in entries].count(True) == 1
        assert [each.is_overdue(late) for each in entries].count(True) == 1
        assert found["1.zip"].state is ShelfState.PARTLY_EVALUATED
        (statistics,) = shelf_statistics(entries, late)
        assert (statistics.handed_in, statistics.overdue) == (1, 1)


def test_a_damaged_copy_folds_under_the_package_that_is_whole() -> None:
    whole = portfolio()
    copy = replace(whole, name="again.zip", soundness=Soundness.DAMAGED)
    unread = ShelvedPackage("cut.zip", SEEN, Soundness.DAMAGED, package_id="1")
    entries = shelf_entries((copy, unread, whole), (), {})
    found = {each.name: each for each in entries}
    assert set(found["1.zip"].damaged) == {"again.zip", "cut.zip"}
    for name in ("again.zip", "cut.zip"):
        assert (found[name].copy_of, found[name].under) == ("1.zip", "1.zip")
    assert (found["1.zip"].copy_of, found["1.zip"].under) == ("", "")
    assert [each.name for each in entries] == ["1.zip", "again.zip", "cut.zip"]


def test_it_is_a_copy_too_where_its_record_is_that_of_the_whole_one() -> None:
    """Its own list of fingerprints was hit: that gives it another id."""
    whole = replace(portfolio(), record="r" * 32)
    copy = replace(whole, name="again.zip", package_id="2", soundness=Soundness.DAMAGED)
    found = {each.name: each for each in shelf_entries((copy, whole), (), {})}
    assert found["again.zip"].copy_of == "1.zip"
    (statistics,) = shelf_statistics(found.values(), DAY)
    assert statistics.handed_in == 1


def test_a_copy_of_an_earlier_package_folds_under_the_newest() -> None:
    first, revised = portfolio(), portfolio("2", revision=1)
    copy = replace(first, name="again.zip", soundness=Soundness.DAMAGED)
    found = {each.name: each for each in shelf_entries((first, copy, revised), (), {})}
    assert (found["again.zip"].copy_of, found["again.zip"].under) == ("1.zip", "2.zip")
    assert found["1.zip"].under == found["1.zip"].newest == "2.zip"
    assert found["2.zip"].earlier == ("1.zip",)


def test_a_damaged_file_stands_by_itself_where_it_is_not_sure_what_it_is() -> None:
    whole = portfolio()
    for other in (
        replace(whole, name="again.zip", package_id="2", soundness=Soundness.DAMAGED),
        ShelvedPackage("1 (1).zip", SEEN, Soundness.DAMAGED),
        replace(portfolio("2"), record="r" * 32, soundness=Soundness.DAMAGED),
    ):
        for entry in shelf_entries((other, whole), (), {}):
            assert (entry.copy_of, entry.under, entry.damaged) == ("", "", ())


def test_a_record_that_two_packages_share_says_nothing() -> None:
    one, two = (replace(portfolio(name), record="r" * 32) for name in "12")
    copy = replace(one, name="again.zip", package_id="3", soundness=Soundness.DAMAGED)
    found = {each.name: each for each in shelf_entries((one, two, copy), (), {})}
    assert found["again.zip"].copy_of == ""


def test_a_copy_of_a_hidden_package_is_hidden_too() -> None:
    whole = replace(portfolio(), blind=True)
    unread = ShelvedPackage("jane smith.zip", SEEN, Soundness.DAMAGED, package_id="1")
    hidden = hide_candidates(shelf_entries((whole, unread), (), {}))
    assert all(each.hidden for each in hidden)
    assert "jane" not in " ".join(each.shown_name for each in hidden)
    shown = hide_candidates(shelf_entries((whole, unread), (), {}), names_wanted=True)
    assert not any(each.hidden for each in shown)


def test_a_damaged_file_takes_the_place_of_no_package() -> None:
    later = replace(portfolio("2", revision=7), soundness=Soundness.DAMAGED)
    noted = ShelvedAssignments("a.json", SEEN, "2", (Assignment("Ann", DAY),))
    first, second = shelf_entries((portfolio(), later), (), {}, (noted,))
    assert (first.newest, second.newest, first.earlier) == ("", "", ())
    assert second.assigned == (Assignment("Ann", DAY),)
    assert second.waiting == ()


def test_it_is_overdue_from_the_day_after() -> None:
    entry = only(portfolio(), assigned=(Assignment("Lee", DAY),))
    assert not entry.is_overdue(DAY)
    assert entry.is_overdue(DAY + timedelta(days=1))


def test_views_show_what_they_say() -> None:
    entries = (
        only(portfolio(), assigned=(Assignment("Lee", date(2026, 11, 20)),)),
        only(portfolio(), evaluation("Lee"), evaluation("Ann")),
        only(portfolio(), result(Outcome.ACHIEVED)),
        only(package("a.zip", "9", "c-1")),
        only(
            replace(portfolio(), rules=None, evaluators=None),
            evaluation("Lee"),
            assigned=(Assignment("Lee", date(2026, 11, 20)),),
        ),
    )
    shown = {
        view: [at for at, each in enumerate(entries) if is_in_view(each, view, "lee", DAY)]
        for view in ShelfView
    }
    assert shown == {
        ShelfView.ALL: [0, 1, 2, 3, 4],
        ShelfView.TO_ME: [0],
        ShelfView.OVERDUE: [0],
        ShelfView.TO_REVIEW: [0, 3],
        ShelfView.READY: [1],
        ShelfView.DECIDED: [2],
        ShelfView.OPEN_COMMENTS: [3],
        ShelfView.RULES_NOT_KNOWN: [4],
    }


# Search -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José Núñez", "jose"),
        ("José Núñez", "nunez JOS"),
        ("Zoë Björk", "zoe bjork"),
        ("Łukasz Øystein", "lukasz oystein"),
        ("Mary O’Brien", "o'brien"),
        ("Mary O’Brien", "obrien"),
        ("Mary O'Brien", "o’brien mary"),
        ("Jose\u0301 Nu\u0301n\u0303ez", "josé"),
        ("李 小龍", "小龍"),
    ],
)
def test_names_are_found_without_accents_and_apostrophes(name: str, words: str) -> None:
    entry = only(replace(portfolio(), candidate=name))
    lets_through = shelf_filter(ShelfView.ALL, words, "", DAY)
    assert lets_through is not None
    assert lets_through(entry)
    no = shelf_filter(ShelfView.ALL, f"{words} nobody", "", DAY)
    assert no is not None
    assert not no(entry)


def test_what_a_window_keeps_of_a_row_follows_the_row() -> None:
    texts = SearchedTexts()
    before = only(replace(portfolio(), candidate="Ana Rivera"))
    after = replace(before, package=replace(before.package, candidate="Bo Rivera"))
    ana = shelf_filter(ShelfView.ALL, "ana", "", DAY, texts)
    assert ana is not None
    assert [ana(before), ana(after), ana(before)] == [True, False, True]


@given(st.text(max_size=30))
def test_every_name_is_found_by_itself(name: str) -> None:
    entry = only(replace(portfolio(), candidate=name))
    lets_through = shelf_filter(ShelfView.ALL, name, "", DAY)
    assert lets_through is None or lets_through(entry)


# Statistics -------------------------------------------------------------------------------------


def test_statistics_count_each_portfolio_once_and_days_from_what_is_known() -> None:
    first = portfolio("1")
    second = replace(portfolio("2", person="q"), set_title="Technology")
    twice = replace(first, name="again.zip")
    outcome = replace(result(Outcome.ACHIEVED), written=datetime(2026, 12, 4, 12, tzinfo=UTC))
    noted = ShelvedAssignments("n.json", SEEN, "1", (), date(2026, 11, 14))
    entries = shelf_entries(
        (first, second, twice, package("c.zip", "9")),
        (outcome,),
        {},
        (noted,),
        {"1": DAY, "2": DAY},
    )
    (found,) = shelf_statistics(entries, DAY)
    assert (found.set_title, found.handed_in, found.decided, found.waiting) == (
        "Technology",
        2,
        1,
        1,
    )
    assert found.outcomes[Outcome.ACHIEVED] == 1
    assert (found.days, found.median_days) == ((20,), 20)


# Keys -------------------------------------------------------------------------------------------


def test_a_package_that_names_another_key_than_its_candidates_is_marked() -> None:
    key, other, own = (PublicKey(bytes([number]) * 32) for number in range(3))
    signed = replace(portfolio(), signed_by=other.line)
    known = KnownSigner(signed.candidate.upper(), key, DAY)
    (found,) = by_known_keys([signed], KeyRing(own, (known,)))
    assert found.wrong_key is not None
    assert found.wrong_key.state is SignatureState.OTHER_KEY
    (hidden,) = hide_candidates(shelf_entries([replace(found, blind=True)], (), {}))
    assert hidden.package.wrong_key is not None
    assert hidden.package.wrong_key.known is None

    for line in (key.line, own.line, "", "what our memory never says"):
        (fine,) = by_known_keys([replace(signed, signed_by=line)], KeyRing(own, (known,)))
        assert fine.wrong_key is None
    (lost,) = by_known_keys(
        [replace(signed, signed_by=key.line)], KeyRing(own, (replace(known, lost=DAY),))
    )
    assert lost.wrong_key is not None
    assert lost.wrong_key.state is SignatureState.LOST
