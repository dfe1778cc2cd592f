"""What one step of a portfolio's history changed: by it Undo is named, and finds its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lssc_desktop.core.portfolio import CompetencyWork, Portfolio, SetWork


class StepKind(StrEnum):
    """What was decided."""

    PLAN = "plan"
    SELF_RATING = "self-rating"
    SUGGESTION = "suggestion"
    OFFICIAL_TEXT = "official-text"
    READY = "ready"
    CAN_DO = "can-do"
    EVIDENCE = "evidence"
    ROUTE = "route"
    COURSE = "course"
    PLANNED = "planned"
    DECISION = "decision"
    STATEMENT_READY = "statement-ready"
    SETS = "sets"
    FILE = "file"
    PERSON = "person"
    RENEWAL = "renewal"
    ANSWER = "answer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Step:
    """What was decided, about which set and competency; `about` is a file or a comment's id."""

    kind: StepKind
    set_id: str = ""
    number: int | None = None
    about: str = ""


def step_between(before: Portfolio, after: Portfolio) -> Step:
    """Return what makes one portfolio the other; of several changes the one that brought them."""
    return next(_steps(before, after), Step(StepKind.OTHER))


def _steps(before: Portfolio, after: Portfolio) -> Iterator[Step]:
    yield from _files(before, after)
    if _chosen(before) != _chosen(after):
        yield Step(StepKind.SETS)
    works = {work.set_id: work for work in before.sets}
    for work in after.sets:
        known = works.get(work.set_id)
        if known is not None and known != work:
            yield from _steps_of_set(known, work)
    if before.answers != after.answers:
        news = set(before.answers) ^ set(after.answers)
        yield Step(StepKind.ANSWER, about=min((each.comment for each in news), default=""))
    if before.renewal != after.renewal:
        yield Step(StepKind.RENEWAL)
    if _person(before) != _person(after):
        yield Step(StepKind.PERSON)


def _files(before: Portfolio, after: Portfolio) -> Iterator[Step]:
    paths = {each.path for each in set(before.evidence) ^ set(after.evidence)}
    paths |= {each.path for each in set(before.about_me) ^ set(after.about_me)}
    if paths:
        yield Step(StepKind.FILE, about=min(paths))


def _chosen(portfolio: Portfolio) -> frozenset[str]:
    return frozenset(work.set_id for work in portfolio.sets if work.chosen)


def _person(portfolio: Portfolio) -> tuple[object, ...]:
    return (
        portfolio.candidate,
        portfolio.admitted,
        portfolio.enrolled,
        portfolio.accepted,
        portfolio.experience,
    )


def _steps_of_set(before: SetWork, after: SetWork) -> Iterator[Step]:
    for kind, is_other in (
        (StepKind.ROUTE, before.route != after.route),
        (StepKind.COURSE, before.course != after.course),
        (StepKind.DECISION, before.decisions != after.decisions),
        (StepKind.PLANNED, before.planned != after.planned),
        (StepKind.STATEMENT_READY, before.statement_ready != after.statement_ready),
    ):
        if is_other:
            yield Step(kind, after.set_id)
    numbers = {work.number for work in (*before.competencies, *after.competencies)}
    for number in sorted(numbers):
        for kind in _changed(before.competency(number), after.competency(number)):
            yield Step(kind, after.set_id, number)


def _changed(before: CompetencyWork, after: CompetencyWork) -> Iterator[StepKind]:
    for kind, is_other in (
        (StepKind.EVIDENCE, before.evidence != after.evidence),
        (StepKind.PLAN, before.plan != after.plan),
        (StepKind.SELF_RATING, before.self_rating != after.self_rating),
        (StepKind.SUGGESTION, before.pds != after.pds),
        (StepKind.OFFICIAL_TEXT, before.official_text != after.official_text),
        (StepKind.READY, before.marked_ready != after.marked_ready),
        (StepKind.CAN_DO, before.can_do != after.can_do),
    ):
        if is_other:
            yield kind
