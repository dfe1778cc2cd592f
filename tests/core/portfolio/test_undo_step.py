from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.portfolio import edits
from lssc_desktop.core.portfolio.candidate_edits import set_grid_rating
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CommentAnswer,
    CourseRecord,
    EvidenceFile,
    EvidenceUse,
    Plan,
    Portfolio,
    SetWork,
    TextPlace,
    ToldAnswer,
)
from lssc_desktop.core.portfolio.undo import StepKind, UndoStep, step_between
from lssc_desktop.core.program.grid import Grid
from lssc_desktop.core.program.schema import Rating, Route

TODAY = date(2026, 11, 24)
FILE = EvidenceFile("Evidence/flyer.pdf", "a" * 64, 10, TODAY)
BEFORE = Portfolio(
    "id",
    "lssc",
    "1",
    Candidate("A. Rivera"),
    date(2024, 9, 14),
    sets=(SetWork("foundations", TODAY), SetWork("technology", TODAY)),
    evidence=(FILE,),
)

type Edit = Callable[[Portfolio], Portfolio]


def in_foundations(change: Callable[[SetWork], SetWork]) -> Edit:
    return lambda portfolio: edits.edit_set(portfolio, "foundations", TODAY, change)


EDITS: dict[StepKind, Edit] = {
    StepKind.PLAN: lambda old: edits.set_plan(old, "foundations", 3, Plan(other="x"), TODAY),
    StepKind.SELF_RATING: lambda old: edits.set_self_rating(
        old, "foundations", 3, Rating.MET, TODAY
    ),
    StepKind.SUGGESTION: lambda old: edits.set_pds(old, "foundations", 3, "x", TODAY),
    StepKind.OFFICIAL_TEXT: lambda old: edits.set_official_text(old, "foundations", 3, "x", TODAY),
    StepKind.READY: lambda old: edits.mark_ready(old, TextPlace("foundations", 3), True, TODAY),
    StepKind.CAN_DO: lambda old: edits.set_can_do(old, "foundations", 3, True, TODAY),
    StepKind.EVIDENCE: lambda old: edits.use_evidence(
        old, "foundations", 3, EvidenceUse(FILE.path), TODAY
    ),
}
OF_SETS: dict[StepKind, Edit] = {
    StepKind.ROUTE: lambda old: edits.set_route(old, "foundations", Route.COURSE, TODAY),
    StepKind.COURSE: in_foundations(lambda work: replace(work, course=CourseRecord("x"))),
    StepKind.PLANNED: lambda old: edits.set_planned(old, "foundations", TODAY, TODAY),
    StepKind.STATEMENT_EVIDENCE: lambda old: edits.use_evidence(
        old, "foundations", None, EvidenceUse("Evidence/a.pdf"), TODAY
    ),
    StepKind.STATEMENT_READY: lambda old: edits.mark_ready(
        old, TextPlace("foundations"), True, TODAY
    ),
}
OF_ALL: dict[StepKind, Edit] = {
    StepKind.SETS: in_foundations(lambda work: replace(work, chosen=False)),
    StepKind.PERSON: lambda old: replace(old, candidate=Candidate("B. Rivera")),
    StepKind.RENEWAL: lambda old: replace(old, renewal=replace(old.renewal, certified=TODAY)),
    StepKind.TOLD: lambda old: replace(old, told=(ToldAnswer("lssc", "again", "Once", TODAY),)),
}


def test_a_rating_in_a_self_assessment_form_is_a_fact_about_the_candidate() -> None:
    grid = Grid("skills", "Skills", ("start", "end"))
    after = set_grid_rating(BEFORE, grid, "Teaching", "start", "2", TODAY)
    assert step_between(BEFORE, after) == UndoStep(StepKind.PERSON)
    assert step_between(after, BEFORE) == UndoStep(StepKind.PERSON)


@pytest.mark.parametrize("kind", EDITS)
def test_what_was_decided_about_a_competency_is_known_both_ways(kind: StepKind) -> None:
    after = EDITS[kind](BEFORE)

    assert step_between(BEFORE, after) == UndoStep(kind, "foundations", 3)
    assert step_between(after, BEFORE) == UndoStep(kind, "foundations", 3)


@pytest.mark.parametrize("kind", OF_SETS)
def test_what_was_decided_about_a_set_is_known(kind: StepKind) -> None:
    assert step_between(BEFORE, OF_SETS[kind](BEFORE)) == UndoStep(kind, "foundations")


@pytest.mark.parametrize("kind", OF_ALL)
def test_what_was_decided_about_all_is_known(kind: StepKind) -> None:
    assert step_between(BEFORE, OF_ALL[kind](BEFORE)) == UndoStep(kind)


def test_a_file_that_was_given_up_counts_before_the_uses_that_went_with_it() -> None:
    used = EDITS[StepKind.EVIDENCE](BEFORE)
    after = edits.drop_evidence(used, FILE.path, TODAY)

    assert step_between(used, after) == UndoStep(StepKind.FILE, about=FILE.path)


def test_an_answer_names_its_comment() -> None:
    after = replace(BEFORE, answers=(CommentAnswer("c1", TODAY, "Done."),))

    assert step_between(BEFORE, after) == UndoStep(StepKind.ANSWER, about="c1")


def test_a_word_of_ones_own_is_named() -> None:
    after = replace(BEFORE, words=("librery",))

    assert step_between(BEFORE, after) == UndoStep(StepKind.WORDS, about="librery")
    assert step_between(after, BEFORE) == UndoStep(StepKind.WORDS, about="librery")


def test_what_nobody_decided_has_no_name() -> None:
    assert step_between(BEFORE, BEFORE) == UndoStep(StepKind.OTHER)


def test_several_files_and_places_are_counted() -> None:
    other = EvidenceFile("Evidence/log.pdf", "b" * 64, 10, TODAY)
    both = edits.put_evidence(BEFORE, other, TODAY)
    places = {TextPlace("foundations", 3): True, TextPlace("technology", 1): True}

    gone = edits.drop_evidence_files(both, (FILE.path, other.path), TODAY)
    used = edits.change_uses(both, (FILE.path,), places, TODAY)

    assert step_between(both, gone) == UndoStep(StepKind.FILE, about=FILE.path, count=2)
    assert step_between(both, used) == UndoStep(StepKind.EVIDENCE, "foundations", 3, count=2)
