"""Undo and redo of a portfolio, what one step changed, and the assistant's draft."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial

from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.edits import edit_set, move_about_files, move_evidence_files
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    CompetencyWork,
    EvidenceFile,
    Experience,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program.schema import Route
from lssc_desktop.values import dataclass

DEEPEST = 100
"""How many steps can be taken back."""


@dataclass(frozen=True, slots=True)
class Undo[Value]:
    """A value with those before it and those that were taken back; the nearest come last.

    What was decided can be taken back, what happened to files cannot.
    """

    present: Value
    past: tuple[Value, ...] = ()
    future: tuple[Value, ...] = ()


def after_decision[Value](undo: Undo[Value], value: Value) -> Undo[Value]:
    """Return the state after a decision, which can be taken back; the same value is none."""
    if value == undo.present:
        return undo
    return Undo(value, (*undo.past, undo.present)[-DEEPEST:])


def after_outside_change[Value](
    undo: Undo[Value], happened: Callable[[Value], Value]
) -> Undo[Value]:
    """Return the state after something that cannot be taken back, such as a file that moved.

    It holds for the values before and after too, so that undo never brings back what the
    folder no longer holds.
    """
    return Undo(
        happened(undo.present), tuple(map(happened, undo.past)), tuple(map(happened, undo.future))
    )


def after_undo[Value](undo: Undo[Value]) -> Undo[Value]:
    """Return the state before the last decision, the same where there is none."""
    if not undo.past:
        return undo
    return Undo(undo.past[-1], undo.past[:-1], (*undo.future, undo.present))


def after_redo[Value](undo: Undo[Value]) -> Undo[Value]:
    """Return the state with the decision that was taken back last, the same where there is none."""
    if not undo.future:
        return undo
    return replace(
        undo,
        present=undo.future[-1],
        past=(*undo.past, undo.present),
        future=undo.future[:-1],
    )


# Files in the trash -----------------------------------------------------------------------------

_IN_TRASH = "\0"  # no file of any system has it in its path


def path_in_trash(path: str, mark: str) -> str:
    """Return the path by which the history knows a file while it is in the trash.

    It is that of no file in the folder: what gets its name meanwhile is another file. Its last
    part is the file's name, by which a step is named.
    """
    return f"{_IN_TRASH}{mark}/{path}"


def is_in_trash(path: str) -> bool:
    """Whether a path of the history is that of a file in the trash."""
    return path.startswith(_IN_TRASH)


def with_paths(portfolio: Portfolio, paths: Mapping[str, str]) -> Portfolio:
    """Return a portfolio of the history with files under other paths, and nothing else changed.

    What came under such a path by itself, without a use, makes room for it.
    """
    known = {file.path for file in portfolio.evidence}
    known |= {file.path for file in portfolio.about_me}
    paths = {old: new for old, new in paths.items() if old in known}
    if not paths:
        return portfolio
    taken = set(paths.values())
    room = replace(
        portfolio,
        evidence=tuple(file for file in portfolio.evidence if file.path not in taken),
        about_me=tuple(file for file in portfolio.about_me if file.path not in taken),
    )
    moved = move_about_files(move_evidence_files(room, paths, date.min), paths)
    days = {work.set_id: work.changed for work in portfolio.sets}
    return replace(
        moved,
        sets=tuple(replace(work, changed=days[work.set_id]) for work in moved.sets),
        renewal=replace(moved.renewal, changed=portfolio.renewal.changed),
    )


def with_content(portfolio: Portfolio, files: Iterable[SeenFile]) -> Portfolio:
    """Return a portfolio of the history with what files hold, as it was found."""
    seen = {file.path: file for file in files}

    def as_found[File: EvidenceFile | AboutFile](file: File) -> File:
        found = seen.get(file.path)
        return file if found is None else replace(file, sha256=found.sha256, bytes=found.bytes)

    return replace(
        portfolio,
        evidence=tuple(map(as_found, portfolio.evidence)),
        about_me=tuple(map(as_found, portfolio.about_me)),
    )


# Draft of a portfolio ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """A portfolio that is not made yet: everything the assistant asks, kept when it is left.

    `begun` are sets with answers about their competencies.

    `folder` is "" while the usual one is proposed, and so is `language`. `step` is the page that
    was open.
    """

    admitted: date | None = None
    name: str = ""
    email: str = ""
    member: bool = False
    experience: Experience = Experience()
    program_id: str = ""
    electives: tuple[str, ...] = ()
    begun: tuple[SetWork, ...] = ()
    folder: str = ""
    step: int = 0
    language: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said that would be missed."""
        return self == Draft(program_id=self.program_id, step=self.step)


def with_route(
    begun: tuple[SetWork, ...],
    set_id: str,
    route: Route,
    answers: Mapping[int, bool | None],
    today: date,
) -> tuple[SetWork, ...]:
    """Return the sets that were begun with a route, and answers about one of them."""
    others = tuple(work for work in begun if work.set_id != set_id)
    work = next((work for work in begun if work.set_id == set_id), SetWork(set_id, today))
    competencies = tuple(
        replace(work.competency(number), can_do=answer)
        for number, answer in answers.items()
        if answer is not None
    )
    return (*others, replace(work, route=route, route_chosen=True, competencies=competencies))


def with_earlier_answers(
    portfolio: Portfolio, begun: tuple[SetWork, ...], today: date
) -> Portfolio:
    """Return a portfolio with routes and answers from before it was made.

    Answers about an elective that was not chosen are kept, as work on it would be.
    """
    for work in begun:
        known = portfolio.set_work(work.set_id)
        chosen = known is not None and known.chosen
        told = partial(
            replace,
            route=work.route,
            route_chosen=work.route_chosen,
            competencies=work.competencies,
            chosen=chosen,
        )
        portfolio = edit_set(portfolio, work.set_id, today, told)
    return portfolio


# Kinds of steps ---------------------------------------------------------------------------------


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
    HANDED_IN = "handed-in"
    STATEMENT_READY = "statement-ready"
    STATEMENT_EVIDENCE = "statement-evidence"
    SETS = "sets"
    FILE = "file"
    PERSON = "person"
    RENEWAL = "renewal"
    ANSWER = "answer"
    WORDS = "words"
    TOLD = "told"
    OTHER = "other"


_IN_MANY_PLACES = frozenset({StepKind.EVIDENCE, StepKind.OFFICIAL_TEXT})
"""What is decided for several competencies at once, too."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What one step changed: by it Undo is named, and finds its place.

    `set_id` and `number` say where; `about` is a file or a comment's id. `count` says how many
    files, or competencies, it changed alike: then the rest names the first of them.
    """

    kind: StepKind
    set_id: str = ""
    number: int | None = None
    about: str = ""
    count: int = 1


def step_between(before: Portfolio, after: Portfolio) -> UndoStep:
    """Return what makes one portfolio the other; of several changes the one that brought them."""
    steps = _steps(before, after)
    first = next(steps, UndoStep(StepKind.OTHER))
    if first.kind not in _IN_MANY_PLACES:
        return first
    return replace(first, count=1 + sum(step.kind is first.kind for step in steps))


def _steps(before: Portfolio, after: Portfolio) -> Iterator[UndoStep]:
    yield from _file_steps(before, after)
    if _chosen_ids(before) != _chosen_ids(after):
        yield UndoStep(StepKind.SETS)
    works = {work.set_id: work for work in before.sets}
    for work in after.sets:
        known = works.get(work.set_id)
        if known is not None and known != work:
            yield from _set_steps(known, work)
    if before.answers != after.answers:
        news = set(before.answers) ^ set(after.answers)
        yield UndoStep(StepKind.ANSWER, about=min((each.comment for each in news), default=""))
    if before.renewal != after.renewal:
        yield UndoStep(StepKind.RENEWAL)
    if before.words != after.words:
        yield UndoStep(StepKind.WORDS, about=min(set(before.words) ^ set(after.words), default=""))
    if before.told != after.told:
        yield UndoStep(StepKind.TOLD)
    if _about_candidate(before) != _about_candidate(after):
        yield UndoStep(StepKind.PERSON)


def _file_steps(before: Portfolio, after: Portfolio) -> Iterator[UndoStep]:
    paths = {each.path for each in set(before.evidence) ^ set(after.evidence)}
    paths |= {each.path for each in set(before.about_me) ^ set(after.about_me)}
    if paths:
        yield UndoStep(StepKind.FILE, about=min(paths), count=len(paths))


def _chosen_ids(portfolio: Portfolio) -> frozenset[str]:
    return frozenset(work.set_id for work in portfolio.sets if work.chosen)


def _about_candidate(portfolio: Portfolio) -> tuple[object, ...]:
    return (
        portfolio.candidate,
        portfolio.admitted,
        portfolio.enrolled,
        portfolio.accepted,
        portfolio.applied,
        portfolio.experience,
        portfolio.mentor,
        portfolio.grid_ratings,
        portfolio.language,
        portfolio.region,
        portfolio.card_shapes,
        portfolio.paper,
    )


def _set_steps(before: SetWork, after: SetWork) -> Iterator[UndoStep]:
    for kind, is_other in (
        (
            StepKind.ROUTE,
            (before.route, before.route_chosen) != (after.route, after.route_chosen),
        ),
        (StepKind.COURSE, before.course != after.course),
        (StepKind.DECISION, before.decisions != after.decisions),
        (StepKind.HANDED_IN, before.handed_in != after.handed_in),
        (StepKind.PLANNED, before.planned != after.planned),
        (StepKind.STATEMENT_READY, before.statement_ready != after.statement_ready),
        (StepKind.STATEMENT_EVIDENCE, before.evidence != after.evidence),
    ):
        if is_other:
            yield UndoStep(kind, after.set_id)
    numbers = {work.number for work in (*before.competencies, *after.competencies)}
    for number in sorted(numbers):
        for kind in _competency_kinds(before.competency(number), after.competency(number)):
            yield UndoStep(kind, after.set_id, number)


def _competency_kinds(before: CompetencyWork, after: CompetencyWork) -> Iterator[StepKind]:
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
