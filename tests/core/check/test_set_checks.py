"""Checks that are made once for what they are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.check.readiness import check_set
from lssc_desktop.core.check.rules.snapshot import take_snapshot
from lssc_desktop.core.check.set_checks import SetChecks
from lssc_desktop.core.files.seen import (
    CLOSED,
    Opened,
    RefusedFile,
    SeenDocument,
    SeenFile,
    TriedFile,
)
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    Candidate,
    CompetencyWork,
    Decision,
    Document,
    EvidenceFile,
    EvidenceUse,
    Outcome,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program.schema import AboutKind, Route
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.text.richtext import from_plain
from lssc_desktop.core.time.certification import Certification, certification
from lssc_desktop.store.programs import shipped_program

TODAY = date(2026, 11, 24)
LSSC = shipped_program().program
ONE, OTHER = LSSC.sets[0], LSSC.sets[1]


@dataclass(frozen=True)
class Case:
    """All that a check rests on."""

    portfolio: Portfolio
    facts: FolderFacts
    today: date = TODAY

    def work(self, set_id: str, **changes: object) -> "Case":
        sets = tuple(
            replace(each, **changes) if each.set_id == set_id else each  # type: ignore[arg-type]  # named by the test
            for each in self.portfolio.sets
        )
        return replace(self, portfolio=replace(self.portfolio, sets=sets))


def begun(set_id: str) -> SetWork:
    shown = EvidenceUse(f"Evidence/{set_id}.pdf")
    response = Document(f"{set_id}/1.docx", "1")
    return SetWork(set_id, TODAY, competencies=(CompetencyWork(1, response, evidence=(shown,)),))


BEGUN = Case(
    Portfolio(
        "p",
        "lssc",
        "1",
        Candidate("A. Rivera"),
        date(2024, 9, 14),
        sets=tuple(begun(each.id) for each in LSSC.sets),
        evidence=tuple(
            EvidenceFile(f"Evidence/{each.id}.pdf", "2", 1000, TODAY) for each in LSSC.sets
        ),
    ),
    FolderFacts(
        files=tuple(
            file
            for each in LSSC.sets
            for file in (
                SeenFile(f"{each.id}/1.docx", 1000, "1"),
                SeenFile(f"Evidence/{each.id}.pdf", 1000, "2"),
            )
        ),
        documents=tuple(
            SeenDocument(f"{each.id}/1.docx", from_plain("Words about it")) for each in LSSC.sets
        ),
    ),
)


def written(case: Case, set_id: str) -> Case:
    """Other words in the response of a set."""
    path = f"{set_id}/1.docx"
    said = SeenDocument(path, from_plain("Other words of more than there were"))
    documents = tuple(said if each.path == path else each for each in case.facts.documents)
    files = tuple(
        replace(each, sha256=each.sha256 + "3") if each.path == path else each
        for each in case.facts.files
    )
    return replace(case, facts=replace(case.facts, documents=documents, files=files))


def tried(case: Case, set_id: str) -> Case:
    files = (TriedFile(f"Evidence/{set_id}.pdf", "2", Opened.DAMAGED),)
    return replace(case, facts=replace(case.facts, tried=(*case.facts.tried, *files)))


def lost(case: Case, set_id: str) -> Case:
    files = tuple(each for each in case.facts.files if each.path != f"Evidence/{set_id}.pdf")
    return replace(case, facts=replace(case.facts, files=files))


def closed(case: Case, set_id: str) -> Case:
    closed = RefusedFile(set_id, CLOSED)
    return replace(case, facts=replace(case.facts, refused=(*case.facts.refused, closed)))


def decided(case: Case, set_id: str) -> Case:
    return case.work(set_id, decisions=(Decision(Outcome.ACHIEVED, TODAY),))


def by_course(case: Case, set_id: str) -> Case:
    return case.work(set_id, route=Route.COURSE)


def given_up(case: Case, set_id: str) -> Case:
    return case.work(set_id, chosen=False)


def about_me(case: Case, _set_id: str) -> Case:
    path = "About me/Resume.pdf"
    portfolio = replace(case.portfolio, about_me=(AboutFile(path, "5", 1000, AboutKind.RESUME),))
    files = (*case.facts.files, SeenFile(path, 1000, "5"))
    return Case(portfolio, replace(case.facts, files=files), case.today)


def renamed(case: Case, _set_id: str) -> Case:
    return replace(case, portfolio=replace(case.portfolio, candidate=Candidate("")))


def later(case: Case, _set_id: str) -> Case:
    return replace(case, today=case.today + timedelta(days=900))


type Change = Callable[[Case, str], Case]
OF_A_SET: tuple[Change, ...] = (written, tried, lost, closed, decided, by_course, given_up)
OF_ALL: tuple[Change, ...] = (about_me, renamed, later)


def check(checks: SetChecks, case: Case) -> object:
    return checks.check_set(LSSC, ONE, case.portfolio, case.facts, case.today)


def test_what_did_not_change_is_not_checked_again() -> None:
    checks = SetChecks()
    assert check(checks, BEGUN) is check(checks, BEGUN)


@pytest.mark.parametrize("change", [written, tried, lost])
def test_what_changed_in_another_set_leaves_a_check_as_it_is(change: Change) -> None:
    checks = SetChecks()
    before = check(checks, BEGUN)
    assert check(checks, change(BEGUN, OTHER.id)) is before


@pytest.mark.parametrize("change", [*OF_A_SET, *OF_ALL])
def test_what_changed_in_the_set_is_seen(change: Change) -> None:
    checks = SetChecks()
    before = check(checks, BEGUN)
    assert check(checks, change(BEGUN, ONE.id)) is not before


def test_a_set_is_laid_out_with_what_the_certification_rests_on() -> None:
    case = BEGUN
    for each in LSSC.sets:
        assert certification_of(case) == certification(LSSC, case.portfolio)
        case = decided(case, each.id)
    assert certification(LSSC, case.portfolio) is not None
    assert certification_of(case) == certification(LSSC, case.portfolio)


def certification_of(case: Case) -> Certification | None:
    """Return the certification as the rules of the first set see it."""
    look = take_snapshot(LSSC, ONE, case.portfolio, case.facts, case.today)
    return certification(LSSC, look.portfolio)


CHANGES = st.tuples(
    st.sampled_from((*OF_A_SET, *OF_ALL)), st.sampled_from([each.id for each in LSSC.sets[:3]])
)


@given(st.lists(CHANGES, max_size=6))
def test_whatever_changed_a_check_is_the_one_that_is_made_anew(
    changes: list[tuple[Change, str]],
) -> None:
    checks, case = SetChecks(), BEGUN
    for change, set_id in changes:
        case = change(case, set_id)
        anew = check_set(LSSC, ONE, case.portfolio, case.facts, case.today)
        assert check(checks, case) == anew
