from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CompetencyWork,
    CourseRecord,
    Decision,
    Document,
    EvidenceUse,
    Outcome,
    PackageKind,
    PackageNote,
    Plan,
    Portfolio,
    RenewalWork,
    SetWork,
)
from lssc_desktop.core.program.program import Competency, CompetencySet
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.standing.progress import (
    CompetencyState,
    SetState,
    competency_state,
    covered_state,
    given_out_on,
    packaged_on,
    progress,
    set_progress,
)
from lssc_desktop.core.submission.set_standing import Standing
from tests.core.check.rules.desk import Desk

TODAY = date(2026, 11, 25)
RESPONSE = Document("Basics/01 Mission.docx", "0")
SET = CompetencySet(
    "basics", "Basics", "Basics", True, (Competency(1, "Mission"), Competency(2, "Ethics"))
)


def test_a_competency_is_started_by_a_response_or_by_evidence() -> None:
    assert competency_state(CompetencyWork(1)) is CompetencyState.NOT_STARTED
    for begun in (
        CompetencyWork(1, response=RESPONSE),
        CompetencyWork(1, evidence=(EvidenceUse("Evidence/a.pdf"),)),
    ):
        assert competency_state(begun) is CompetencyState.IN_PROGRESS


def test_only_a_response_can_be_ready() -> None:
    ready = CompetencyWork(1, marked_ready=True)
    assert competency_state(ready) is CompetencyState.NOT_STARTED
    assert competency_state(replace(ready, response=RESPONSE)).is_ready


def test_ready_without_evidence_says_so_and_counts() -> None:
    ready = CompetencyWork(1, response=RESPONSE, marked_ready=True)
    assert competency_state(ready) is CompetencyState.UNSHOWN
    shown = replace(ready, evidence=(EvidenceUse("Evidence/a.pdf"),))
    assert competency_state(shown) is CompetencyState.READY
    work = SetWork("basics", TODAY, competencies=(ready,))
    assert set_progress(SET, work).ready == 1


def test_the_statement_counts_like_a_competency() -> None:
    one = CompetencyWork(1, response=RESPONSE, marked_ready=True)
    work = SetWork("basics", TODAY, competencies=(one,))
    assert set_progress(SET, work).done == Fraction(1, 3)
    work = replace(work, statement=RESPONSE, statement_ready=True)
    assert set_progress(SET, work).done == Fraction(2, 3)


def states_of(work: SetWork, *, certified: date | None) -> list[tuple[SetState, bool]]:
    desk = Desk(work=work)
    portfolio = replace(desk.portfolio, sets=(desk.work,), renewal=RenewalWork(certified))
    return [(item.state, item.is_open) for item in progress(desk.program, portfolio)]


def test_who_says_to_be_certified_has_achieved_what_was_never_noted() -> None:
    work = SetWork("basics", TODAY)
    assert states_of(work, certified=None) == [(SetState.IN_PROGRESS, True)]
    assert states_of(work, certified=date(2026, 6, 1)) == [(SetState.ACHIEVED, False)]


def test_a_decision_that_was_noted_stays_who_ever_is_certified() -> None:
    again = Decision(Outcome.REVISION_ASKED, date(2026, 5, 1))
    work = SetWork("basics", TODAY, decisions=(again,))
    assert states_of(work, certified=date(2026, 6, 1)) == [(SetState.REVISION_ASKED, True)]


@pytest.mark.parametrize("route", Route)
def test_a_set_with_nothing_in_it_is_not_started(route: Route) -> None:
    plan = CompetencyWork(1, plan=Plan(primary="Ask Pat"))
    for work in (
        SetWork("basics", TODAY, route=route),
        SetWork("basics", TODAY, route=route, course=CourseRecord()),
        SetWork("basics", TODAY, route=route, planned=TODAY, competencies=(plan,)),
    ):
        measured = set_progress(SET, work)
        assert (measured.state, measured.is_open) == (SetState.NOT_STARTED, True)


@pytest.mark.parametrize(
    "work",
    [
        SetWork("basics", TODAY, competencies=(CompetencyWork(2, response=RESPONSE),)),
        SetWork(
            "basics", TODAY, competencies=(CompetencyWork(2, evidence=(EvidenceUse("a.pdf"),)),)
        ),
        SetWork("basics", TODAY, statement=RESPONSE),
        SetWork("basics", TODAY, evidence=(EvidenceUse("a.pdf"),)),
        SetWork("basics", TODAY, handed_in=TODAY),
    ],
)
def test_a_set_with_anything_in_it_is_in_progress(work: SetWork) -> None:
    assert set_progress(SET, work).state is SetState.IN_PROGRESS


def test_a_course_is_done_with_its_certificate() -> None:
    course = CourseRecord("Basics", "College", TODAY)
    work = SetWork("basics", TODAY, route=Route.COURSE, course=course)
    begun = set_progress(SET, work)
    assert (begun.state, begun.done) == (SetState.UNDER_WAY, Fraction(0))
    work = replace(work, course=replace(course, certificate="Evidence/c.pdf"))
    finished = set_progress(SET, work)
    assert (finished.state, finished.done) == (SetState.COURSE_DONE, Fraction(1))
    assert finished.is_open


def test_a_recognition_has_no_course_that_is_done() -> None:
    course = CourseRecord("Basics", "College", TODAY, certificate="Evidence/c.pdf")
    work = SetWork("basics", TODAY, route=Route.RECOGNITION, course=course)
    assert set_progress(SET, work).state is SetState.UNDER_WAY


@pytest.mark.parametrize(
    ("kind", "to_hand_in"), [(PackageKind.PORTFOLIO, TODAY), (PackageKind.REVIEW_COPY, None)]
)
def test_a_review_copy_is_given_out_and_is_not_a_package_to_hand_in(
    kind: PackageKind, to_hand_in: date | None
) -> None:
    work = SetWork("basics", TODAY)
    note = PackageNote("p1", "basics", kind, 1, TODAY, "c1", "Packages/a.zip")
    portfolio = Portfolio("p", "small", "1", Candidate("A"), TODAY, (work,), packages=(note,))

    assert packaged_on(portfolio, work) == to_hand_in
    assert given_out_on(portfolio, work) == TODAY


def test_a_revision_that_was_asked_names_what_is_left_of_it() -> None:
    again = Decision(Outcome.REVISION_ASKED, date(2026, 5, 1), asked=(1, 2))
    done = CompetencyWork(2, response=RESPONSE, marked_ready=True)
    begun = CompetencyWork(1, response=RESPONSE)
    work = SetWork("basics", TODAY, decisions=(again,), competencies=(begun, done))
    item = set_progress(SET, work, Standing.REVISION_ASKED)
    assert (item.asked, item.to_revise, item.is_open) == ((1, 2), (1,), True)
    assert competency_state(begun, item.asked) is CompetencyState.REVISION
    assert competency_state(done, item.asked) is CompetencyState.UNSHOWN


def test_once_the_revision_is_on_its_way_nothing_is_asked_any_more() -> None:
    again = Decision(Outcome.REVISION_ASKED, date(2026, 5, 1), asked=(1,))
    item = set_progress(SET, SetWork("basics", TODAY, decisions=(again,)), Standing.RECEIVED)
    assert (item.state, item.asked) == (SetState.HANDED_IN, ())


@pytest.mark.parametrize(
    ("route", "state"),
    [(Route.PORTFOLIO, SetState.NOT_ACHIEVED), (Route.COURSE, SetState.UNDER_WAY)],
)
def test_a_set_that_was_not_achieved_goes_on_by_another_route(
    route: Route, state: SetState
) -> None:
    over = Decision(Outcome.NOT_ACHIEVED, date(2026, 5, 1))
    work = SetWork("basics", TODAY, route=route, decisions=(over,))
    item = set_progress(SET, work, Standing.NOT_ACHIEVED)
    assert (item.state, item.done, item.is_open) == (state, Fraction(0), True)


def test_a_package_that_was_decided_on_is_none_to_hand_in() -> None:
    note = PackageNote("1" * 64, "basics", PackageKind.PORTFOLIO, 0, TODAY, "c", "Packages/a.zip")
    work = SetWork("basics", TODAY)
    portfolio = Portfolio(
        "p", "small", "1", Candidate("A. Rivera"), TODAY, sets=(work,), packages=(note,)
    )
    assert packaged_on(portfolio, work) == TODAY
    decided = replace(work, decisions=(Decision(Outcome.REVISION_ASKED, TODAY, "1" * 64),))
    assert packaged_on(portfolio, decided) is None


def test_what_a_statement_covers_is_noted_or_not_begun_until_the_statement_is_ready() -> None:
    begun, ready = CompetencyState.IN_PROGRESS, CompetencyState.READY
    parked, noted = Plan(parked=True), Plan(other="Our budget")
    assert covered_state(CompetencyWork(2, plan=parked), begun) is CompetencyState.NOT_STARTED
    assert covered_state(CompetencyWork(2, plan=noted), begun) is CompetencyState.NOTED
    rated = CompetencyWork(2, self_rating=Rating.NOT_MET)
    assert covered_state(rated, begun) is CompetencyState.NOTED
    assert covered_state(CompetencyWork(2), ready) is ready
