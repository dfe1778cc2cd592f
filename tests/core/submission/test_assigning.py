"""Evaluators by rule: conflicts, load, languages, sets, and not the same two again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest

from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.assigning import WhyNot, can_be_assigned, propose
from lssc_desktop.core.submission.assignments import Assignment
from lssc_desktop.core.submission.evaluators import (
    Conflict,
    Evaluator,
    Evaluators,
    Ruling,
    decide_conflict,
    declare_conflict,
    put_conflict,
    put_evaluator,
    remove_evaluator,
)
from lssc_desktop.core.submission.shelf import (
    ShelfEntry,
    ShelfState,
    ShelvedReview,
    Soundness,
    hide_candidates,
    shelf_entries,
    with_conflicts,
)
from tests.core.submission.test_shelf import SEEN, portfolio

DAY = date(2026, 11, 24)
NOBODY = Evaluators()


def row(number: int = 1, *people: str, person: str = "") -> ShelfEntry:
    package = replace(portfolio(str(number), person=person or f"p{number}"), language="en")
    assigned = tuple(map(Assignment, people))
    return ShelfEntry(package, assigned=assigned, first_seen=DAY + timedelta(days=number))


def people(*names: str) -> Evaluators:
    return Evaluators(tuple(map(Evaluator, names)))


def conflict(person: str, portfolio: str = "p1", ruling: Ruling = Ruling.OPEN) -> Conflict:
    return Conflict(person, portfolio, "My sister.", DAY, "Office", ruling)


def test_a_name_stands_once_however_it_is_written() -> None:
    found = put_evaluator(people("Lee Chen"), Evaluator("lee  chen", most=3))
    assert found.people == (Evaluator("lee chen", most=3),)
    assert found.find("LEE CHEN") == Evaluator("lee chen", most=3)
    assert remove_evaluator(found, "Lee Chen").people == ()


def test_two_are_proposed_and_none_where_enough_are_at_it() -> None:
    rows = (row(1), row(2, "Ann", "Lee"), row(3, "Ann"))
    found = propose(rows, rows, people("Ann", "Cy", "Dee", "Lee"))
    assert [(each.entry.name, each.people) for each in found] == [
        ("1.zip", ("Cy", "Dee")),
        ("2.zip", ()),
        ("3.zip", ("Cy",)),
    ]
    assert not any(each.missing for each in found)


def test_who_is_kept_apart_is_not_enough_and_gets_a_successor() -> None:
    rows = (row(1, "Ann", "Lee"),)
    listed = people("Ann", "Cy", "Lee")
    for ruling, chosen in ((Ruling.APART, ("Cy",)), (Ruling.OPEN, ("Cy",)), (Ruling.ALLOWED, ())):
        (found,) = propose(rows, rows, put_conflict(listed, conflict("Lee", ruling=ruling)))
        assert (found.people, found.missing) == (chosen, 0), ruling


@pytest.mark.parametrize(
    ("lee", "reason"),
    [
        (Evaluator("Lee", sets=("supervision-management",)), WhyNot.SET),
        (Evaluator("Lee", languages=("es",)), WhyNot.LANGUAGE),
        (Evaluator("Lee", most=0), WhyNot.LOAD),
        (Evaluator("Lee", away=True), WhyNot.AWAY),
    ],
)
def test_who_does_not_take_it_does_not_get_it(lee: Evaluator, reason: WhyNot) -> None:
    (found,) = propose((row(),), (row(),), Evaluators((Evaluator("Ann"), lee)))
    assert (found.people, found.missing) == (("Ann",), 1)
    assert found.passed_over == (("Lee", reason),)


def test_who_takes_it_gets_it() -> None:
    lee = Evaluator("Lee", sets=("technology",), languages=("es", "en"), most=1)
    (found,) = propose((row(),), (row(),), Evaluators((lee,)))
    assert found.people == ("Lee",)


@pytest.mark.parametrize("ruling", list(Ruling))
def test_a_conflict_keeps_them_apart_until_the_office_allows_it(ruling: Ruling) -> None:
    found = put_conflict(people("Lee"), conflict("lee", ruling=ruling))
    (own, other) = propose((row(1), row(2)), (row(1), row(2)), found)
    assert own.people == (("Lee",) if ruling is Ruling.ALLOWED else ())
    assert other.people == ("Lee",)


def test_a_conflict_that_is_declared_again_stays_as_the_office_decided() -> None:
    allowed = conflict("Lee").decided(Ruling.ALLOWED, "Nobody else reads it.", DAY, "Office")
    found = decide_conflict(NOBODY, allowed)
    (again,) = declare_conflict(found, replace(conflict("LEE"), words="My cousin.")).conflicts
    assert again == replace(allowed, words="My cousin.")


def test_who_declared_a_conflict_stays_when_the_office_decides() -> None:
    found = declare_conflict(NOBODY, replace(conflict("Lee"), by="Lee", words="My cousin."))
    ruled = replace(conflict("Lee"), by="Office", words="").decided(Ruling.APART, "", DAY, "Office")
    (apart,) = decide_conflict(found, ruled).conflicts
    assert (apart.by, apart.words, apart.ruled_by) == ("Lee", "My cousin.", "Office")
    open_again = ruled.decided(Ruling.OPEN, "", DAY, "Office")
    assert (open_again.ruled, open_again.ruled_by) == (None, "")


def test_a_later_ruling_takes_the_place_of_an_earlier_one() -> None:
    found = put_conflict(NOBODY, conflict("Lee"))
    found = put_conflict(found, conflict("Lee", ruling=Ruling.APART))
    assert [each.ruling for each in found.conflicts] == [Ruling.APART]


def test_nobody_gets_more_than_they_take_at_once() -> None:
    rows = tuple(row(number) for number in range(1, 6))
    found = propose(rows, rows, Evaluators((Evaluator("Ann", most=3), Evaluator("Lee", most=2))))
    assert Counter(name for each in found for name in each.people) == {"Ann": 3, "Lee": 2}
    assert sum(each.missing for each in found) == 5


def test_the_same_two_come_together_only_when_every_pair_has() -> None:
    names = ("Ann", "Bo", "Cy", "Dee", "Lee", "Mo")
    rows = tuple(row(number) for number in range(1, 46))
    found = propose(rows, rows, people(*names))
    pairs = Counter(each.people for each in found)
    assert set(pairs) == set(combinations(names, 2))
    assert set(pairs.values()) == {3}
    assert [each.together for each in found] == [0] * 15 + [1] * 15 + [2] * 15
    load = Counter(name for each in found for name in each.people)
    assert set(load.values()) == {15}


def test_work_is_shared_out_while_it_comes() -> None:
    names = [f"Evaluator {number:02}" for number in range(12)]
    shelf: list[ShelfEntry] = []
    for number in range(1, 301):
        new = row(number)
        (proposal,) = propose((new,), (*shelf, new), people(*names))
        shelf.append(row(number, *proposal.people))
    load = Counter(each.person for entry in shelf for each in entry.assigned)
    pairs = Counter(tuple(each.person for each in entry.assigned) for entry in shelf)
    assert max(load.values()) - min(load.values()) <= 4
    assert set(pairs.values()) == {4, 5}


def test_the_first_to_come_is_the_first_to_be_assigned() -> None:
    rows = (row(2), row(1))
    found = propose(rows, rows, Evaluators((Evaluator("Ann", most=1), Evaluator("Lee", most=1))))
    assert [(each.entry.name, each.people) for each in found] == [
        ("1.zip", ("Ann", "Lee")),
        ("2.zip", ()),
    ]


def test_a_third_evaluator_is_no_part_of_a_pair() -> None:
    done = evaluated(review("Ann"), review("Lee"), replace(review("Cy"), decides=True))
    (found,) = propose((row(2),), (*done, row(2)), people("Ann", "Cy"))
    assert found.together == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"outcome": Outcome.ACHIEVED},
        {"newest": "2.zip"},
        {"copy_of": "2.zip"},
        {"package": replace(row().package, soundness=Soundness.DAMAGED)},
        {"package": replace(row().package, evaluators=None)},
        {"package": replace(row().package, kind=None)},
    ],
)
def test_what_waits_for_nobody_gets_nobody(changed: dict[str, object]) -> None:
    entry = replace(row(), **changed)  # type: ignore[arg-type]
    assert not can_be_assigned(entry)
    assert propose((entry,), (entry,), people("Ann")) == ()


# Conflicts in the shelf -------------------------------------------------------------------------


def review(person: str, *, declares: bool = False) -> ShelvedReview:
    written = datetime(2026, 11, 24, 12, tzinfo=UTC)
    return ShelvedReview(
        f"{person}.json", SEEN, "1", person, ReviewMode.EVALUATION, id=person, written=written,
        rated=9, declares=declares,
    )  # fmt: skip


def evaluated(*reviews: ShelvedReview) -> tuple[ShelfEntry, ...]:
    return shelf_entries((replace(portfolio("1", person="p1"), language="en"),), reviews, {})


def said(found: Iterable[ShelfEntry]) -> list[tuple[str, Ruling, str, bool]]:
    return [
        (each.person, each.ruling, each.words, each.is_at_work)
        for entry in found
        for each in entry.conflicts
    ]


def test_a_row_knows_conflicts_from_the_list_and_from_evaluations() -> None:
    rows = evaluated(review("Lee", declares=True), review("Ann"))
    listed = put_conflict(NOBODY, conflict("Cy"))
    assert said(with_conflicts(rows, listed)) == [
        ("Lee", Ruling.OPEN, "", True),
        ("Cy", Ruling.OPEN, "My sister.", False),
    ]
    assert with_conflicts(rows, NOBODY)[0].state is ShelfState.READY


def test_what_the_office_decided_holds_for_what_an_evaluation_declares() -> None:
    rows = evaluated(review("Lee", declares=True))
    listed = put_conflict(NOBODY, conflict("LEE", ruling=Ruling.ALLOWED))
    assert said(with_conflicts(rows, listed)) == [("LEE", Ruling.ALLOWED, "My sister.", True)]


def test_the_words_of_a_conflict_are_hidden_with_the_name() -> None:
    rows = with_conflicts(evaluated(), put_conflict(NOBODY, conflict("Lee")))
    blind = (replace(rows[0], package=replace(rows[0].package, blind=True)),)
    assert said(hide_candidates(blind)) == [("Lee", Ruling.OPEN, "", False)]
    assert said(hide_candidates(blind, names_wanted=True)) == [
        ("Lee", Ruling.OPEN, "My sister.", False)
    ]
