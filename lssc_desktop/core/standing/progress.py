"""Progress of a candidate: the state of each competency and set, and the share that is done."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lssc_desktop.core.errors import By, Counted, Guess, LsscError, Says
from lssc_desktop.core.files.names import EVIDENCE, folded
from lssc_desktop.core.portfolio.portfolio import (
    CompetencyWork,
    CourseRecord,
    EvidenceFile,
    PackageKind,
    Plan,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program.program import Competency, CompetencySet, Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.course_credit import agreement_counts
from lssc_desktop.core.submission.set_standing import (
    Standing,
    is_decided,
    standing,
    standing_day,
)
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.values import dataclass


class CompetencyState(StrEnum):
    """Where the work on one competency stands.

    COMMENT takes the place of the others while a reviewer's comment waits for an answer. What
    the user called ready and shows nothing is UNSHOWN: it counts as ready, and says so. REVISION
    is what a decision asked to revise, until the user calls it ready again. NOTED is what one
    statement covers and the user noted something about.
    """

    NOT_STARTED = "not-started"
    NOTED = "noted"
    IN_PROGRESS = "in-progress"
    COMMENT = "comment"
    REVISION = "revision-asked"
    UNSHOWN = "ready-without-evidence"
    READY = "ready"

    @property
    def is_ready(self) -> bool:
        """Whether the user called it ready."""
        return self in {CompetencyState.UNSHOWN, CompetencyState.READY}


class SetState(StrEnum):
    """Where a set stands.

    A set with nothing in it is not started. One by course is under way until its course is
    completed and the certificate is there, and done from then until that is handed in. One by
    agreement is under way until the agreement and the graduation are entered, and achieved by it
    from then on. Unknown is whether a set was handed in when what is written about it cannot be
    read. One that was not achieved by portfolio stays so until it goes on by another route.
    """

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    UNDER_WAY = "under-way"
    COURSE_DONE = "course-done"
    BY_AGREEMENT = "by-agreement"
    NOT_CONFIRMED = "not-confirmed"
    UNKNOWN = "unknown"
    HANDED_IN = "handed-in"
    REVISION_ASKED = "revision-asked"
    NOT_ACHIEVED = "not-achieved"
    ACHIEVED = "achieved"


_OPEN_STATES = {
    SetState.NOT_STARTED,
    SetState.IN_PROGRESS,
    SetState.UNDER_WAY,
    SetState.COURSE_DONE,
    SetState.BY_AGREEMENT,
    SetState.REVISION_ASKED,
    SetState.NOT_ACHIEVED,
}

_STATE_BY_STANDING = {
    Standing.SENDING: SetState.NOT_CONFIRMED,
    Standing.UNCERTAIN: SetState.NOT_CONFIRMED,
    Standing.UNREADABLE: SetState.UNKNOWN,
    Standing.RECEIVED: SetState.HANDED_IN,
    Standing.REVISION_ASKED: SetState.REVISION_ASKED,
    Standing.ACHIEVED: SetState.ACHIEVED,
}


@dataclass(frozen=True, slots=True)
class SetProgress:
    """One chosen set: how many of its competencies are ready, and its share of the whole work.

    `since` is the day from which on the set is handed in, decided or not confirmed. Where no
    competency needs a response of its own, `responses` is false, and all of them are ready with
    the statement. `asked` are the competencies that the last decision asked to revise.
    """

    competency_set: CompetencySet
    work: SetWork
    state: SetState
    ready: int
    competencies: int
    done: Fraction
    since: date | None = None
    responses: bool = True
    asked: tuple[int, ...] = ()

    @property
    def to_revise(self) -> tuple[int, ...]:
        """The competencies that were asked to be revised and are not called ready again."""
        return tuple(
            number for number in self.asked if not self.work.competency(number).marked_ready
        )

    @property
    def is_open(self) -> bool:
        """Whether it can still be worked on: it is neither on its way nor handed in."""
        return self.state in _OPEN_STATES


def competency_state(work: CompetencyWork, asked: Collection[int] = ()) -> CompetencyState:
    """Return the state of a competency from what was begun and what was called ready.

    `asked` are the competencies of its set that a decision asked to revise.
    """
    if work.response is not None and work.marked_ready:
        return CompetencyState.READY if work.evidence else CompetencyState.UNSHOWN
    if work.number in asked:
        return CompetencyState.REVISION
    if work.response is not None or work.evidence:
        return CompetencyState.IN_PROGRESS
    return CompetencyState.NOT_STARTED


def statement_state(work: SetWork) -> CompetencyState:
    """Return the state of the learning statement of a set, which has no evidence."""
    if work.statement is None:
        return CompetencyState.NOT_STARTED
    return CompetencyState.READY if work.statement_ready else CompetencyState.IN_PROGRESS


def covered(program: Program, set_id: str) -> tuple[Competency, ...]:
    """Return what the one statement of a set covers; () where each has its own response."""
    found, rule = program.competency_set(set_id), program.statement
    if program.needs_responses or found is None or rule is None:
        return ()
    covers = rule.covers
    return tuple(each for each in found.competencies if not covers or each.number in covers)


def covered_state(work: CompetencyWork, statement: CompetencyState) -> CompetencyState:
    """Return the state of a competency that one statement covers: it has no text of its own."""
    if statement.is_ready:
        return statement
    has_notes = work.self_rating is not None or replace(work.plan, parked=False) != Plan()
    return CompetencyState.NOTED if has_notes else CompetencyState.NOT_STARTED


def is_begun(work: SetWork) -> bool:
    """Whether there is anything in a set: a text, evidence, facts of its course, or a hand-in.

    Notes for the plan are not yet work on it.
    """
    if work.decisions or work.handed_in is not None:
        return True
    if work.route is Route.PORTFOLIO:
        texts = (work.statement, *(each.response for each in work.competencies))
        return any(text is not None for text in texts) or any(work.uses())
    return work.course not in {None, CourseRecord()}


def set_progress(
    competency_set: CompetencySet,
    work: SetWork,
    stands: Standing = Standing.DRAFT,
    since: date | None = None,
    today: date = date.max,
    program: Program | None = None,
) -> SetProgress:
    """Measure one set that stands so on its way to the program.

    By portfolio, every competency and the statement count alike; the statement alone where the
    program needs no responses, the competencies alone where it needs no statement. By course, the
    set is done when the course is completed and its certificate is there; by agreement, when
    agreement and graduation are entered. What is only after `today` is not yet so. An achieved set
    is done.
    """
    responses = program is None or program.needs_responses
    courses = None if program is None else program.courses
    ready = sum(
        1
        for competency in competency_set.competencies
        if competency_state(work.competency(competency.number)).is_ready
    )
    total = len(competency_set.competencies)
    if work.route is Route.PORTFOLIO:
        statement = int(statement_state(work) is CompetencyState.READY)
        ready = ready if responses else total * statement
        done = Fraction(ready + statement, total + 1)
        if program is not None and not program.needs_statement:
            done = Fraction(ready, total)
        state = SetState.IN_PROGRESS if is_begun(work) else SetState.NOT_STARTED
    else:
        course = work.course or CourseRecord()
        over = course.completed is not None and course.completed <= today
        if work.route is Route.RECOGNITION:
            finished = agreement_counts(work, courses, today)
            state = SetState.BY_AGREEMENT
        else:
            finished = over and course.certificate is not None
            state = SetState.COURSE_DONE
        done = Fraction(int(finished))
        begun = SetState.UNDER_WAY if is_begun(work) else SetState.NOT_STARTED
        state = state if finished else begun
    state = _STATE_BY_STANDING.get(stands, state)
    if state is SetState.ACHIEVED:
        done = Fraction(1)
    if stands is Standing.NOT_ACHIEVED and work.route is Route.PORTFOLIO:
        state, done = SetState.NOT_ACHIEVED, Fraction(0)
    asked = asked_to_revise(work, stands)
    return SetProgress(competency_set, work, state, ready, total, done, since, responses, asked)


def asked_to_revise(work: SetWork, stands: Standing) -> tuple[int, ...]:
    """Return the competencies that the last decision on a set asked to revise, while it stands."""
    return work.decisions[-1].asked if stands is Standing.REVISION_ASKED else ()


def progress(
    program: Program,
    portfolio: Portfolio,
    submissions: Sequence[Submission] = (),
    today: date = date.max,
) -> tuple[SetProgress, ...]:
    """Measure every chosen set, in the program's order; what is after `today` is not yet so."""
    chosen = {work.set_id: work for work in portfolio.sets if work.chosen}

    def measured(item: CompetencySet) -> SetProgress:
        work = chosen[item.id]
        stands = set_standing(portfolio, submissions, work)
        unnoted = _is_achieved_unnoted(portfolio, work)
        since = None if unnoted else standing_day(portfolio, submissions, item.id)
        return set_progress(item, work, stands, since, today, program)

    return tuple(measured(item) for item in program.sets if item.id in chosen)


def set_standing(
    portfolio: Portfolio, submissions: Sequence[Submission], work: SetWork
) -> Standing:
    """Return where a set stands on its way to the program.

    A candidate who is certified has also achieved those whose decision was never noted here.
    """
    if _is_achieved_unnoted(portfolio, work):
        return Standing.ACHIEVED
    return standing(portfolio, submissions, work.set_id)


def done_share(
    program: Program,
    portfolio: Portfolio,
    submissions: Sequence[Submission] = (),
    today: date = date.max,
) -> Fraction:
    """Return which share of the needed sets is done, from 0 to 1; each set weighs the same."""
    measured = progress(program, portfolio, submissions, today)
    done = sorted((item.done for item in measured), reverse=True)
    return min(Fraction(1), sum(done[: program.choice.needed], Fraction(0)) / program.choice.needed)


def packaged_on(portfolio: Portfolio, work: SetWork) -> date | None:
    """Return the day of a set's newest package to hand in; None when it changed since, or has none.

    A copy for review is no such package, nor one that was decided on.
    """
    return _newest_day(portfolio, work, (PackageKind.PORTFOLIO,))


def given_out_on(portfolio: Portfolio, work: SetWork) -> date | None:
    """Return the same of its newest package of any kind, a copy for review too."""
    return _newest_day(portfolio, work, tuple(PackageKind))


def _is_achieved_unnoted(portfolio: Portfolio, work: SetWork) -> bool:
    return portfolio.renewal.certified is not None and not work.decisions


def _newest_day(portfolio: Portfolio, work: SetWork, kinds: Collection[PackageKind]) -> date | None:
    days = (
        note.built_on
        for note in portfolio.packages
        if note.set_id == work.set_id
        and note.kind in kinds
        and note.day >= work.changed
        and not is_decided(note, work.decisions)
    )
    return max(days, default=None)


# Finding sets and competencies ------------------------------------------------------------------


class SetUnknown(LsscError):
    """There is no set of that id; `known` are the ids there are."""

    set_id: str
    known: tuple[str, ...]

    says = Says(
        "There’s no {set} called “{set_id}” here.",
        advice=Guess(
            "set_id",
            "known",
            Counted("The only one is {known:list}.", "The {sets} are {known:list}.", "known"),
        ),
    )


class StatementNotNeeded(LsscError):
    """The program needs no statement."""

    program: str

    says = Says("{program} needs no {statement}, so nothing was changed.")


class StatementWithoutEvidence(LsscError):
    """The statement of this program shows no evidence of its own; competencies do."""

    program: str

    says = Says(
        "{program} doesn’t use evidence for {a_statement}.",
        "Nothing was added.",
        "Attach the file to {a_competency}.",
    )


class CompetencyUnknown(LsscError):
    """The set has no competency of that number; `known` are the numbers there are."""

    set_title: str
    number: int
    known: tuple[int, ...]

    says = Says(
        "{set_title} has no {competency} {number}.", advice="Its numbers are {known:numbers}."
    )


class ResponsesNotNeeded(LsscError):
    """The program needs no responses to competencies: its statement covers them all.

    `statement_title` is "" where the program has none.
    """

    program: str
    statement_title: str = ""

    says = Says(
        By(
            "statement_title",
            {"": "{program} needs no responses to {competencies}, so nothing was changed."},
            "{program} needs no responses to {competencies}, so nothing was changed: put it in "
            "“{statement_title}” instead.",
        )
    )


def find_set(program: Program, set_id: str) -> CompetencySet:
    """Return a set of the program. Raises `SetUnknown`."""
    found = program.competency_set(set_id)
    if found is None:
        raise SetUnknown(set_id, tuple(item.id for item in program.sets))
    return found


def require_evidence_of_statement(program: Program) -> None:
    """Raise `StatementWithoutEvidence` for a program that says nothing of its statement.

    And `StatementNotNeeded` for one that has none.
    """
    require_statement(program)
    if program.statement is None:
        raise StatementWithoutEvidence(program.name)


def require_statement(program: Program) -> None:
    """Raise `StatementNotNeeded` where none is written."""
    if not program.needs_statement:
        raise StatementNotNeeded(program.name)


def require_responses(program: Program) -> None:
    """Raise `ResponsesNotNeeded` where competencies have no text of their own."""
    if not program.needs_responses:
        rule = program.statement
        raise ResponsesNotNeeded(program.name, "" if rule is None else rule.title)


def needed_work(program: Program, work: SetWork) -> SetWork:
    """Return the work on a set as the program needs it: no more of it is ever packaged.

    Where it needs no responses, or no statement, those that are there are left out: nobody sees
    them.
    """
    if not program.needs_statement:
        work = replace(work, statement=None, statement_ready=False, evidence=())
    if program.needs_responses or not any(item.response or item.pds for item in work.competencies):
        return work
    needed = (replace(item, response=None, pds="") for item in work.competencies)
    return replace(work, competencies=tuple(needed))


def needed_portfolio(program: Program, portfolio: Portfolio) -> Portfolio:
    """Return the portfolio with `needed_work` alone."""
    return replace(portfolio, sets=tuple(needed_work(program, each) for each in portfolio.sets))


def find_competency(competency_set: CompetencySet, number: int) -> Competency:
    """Return a competency of the set. Raises `CompetencyUnknown`."""
    found = competency_set.competency(number)
    if found is None:
        known = tuple(item.number for item in competency_set.competencies)
        raise CompetencyUnknown(competency_set.title, number, known)
    return found


class EvidenceUnknown(LsscError):
    """The portfolio has no evidence of that name; `known` are the names that it has."""

    name: str
    known: tuple[str, ...] = ()

    says = Says(
        "This {portfolio} has no evidence called {name:file}.",
        advice=Guess(
            "name", "known", "Check the names in the Evidence folder, or add the file first."
        ),
    )


def find_evidence(portfolio: Portfolio, name: str) -> EvidenceFile:
    """Return a file by its path, or by what stands after "Evidence/". Raises `EvidenceUnknown`."""
    name = name.replace("\\", "/")
    wanted = {folded(name), folded(f"{EVIDENCE}/{name}")}
    for file in portfolio.evidence:
        if folded(file.path) in wanted:
            return file
    known = (file.path.removeprefix(f"{EVIDENCE}/") for file in portfolio.evidence)
    raise EvidenceUnknown(name, tuple(known))
