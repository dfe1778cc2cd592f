"""Next steps: the few that bring a portfolio forward most, and where to go on writing.

And the plan of a set: its competencies in the order of the work, and the outline of a response.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.check.set_checks import SetChecks
from lssc_desktop.core.portfolio.portfolio import CompetencyWork, Portfolio, SetWork, TextPlace
from lssc_desktop.core.program.program import Competency, CompetencySet, Program
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import (
    CompetencyState,
    SetProgress,
    SetState,
    competency_state,
    covered,
    given_out_on,
    packaged_on,
    progress,
    statement_state,
)
from lssc_desktop.core.submission.set_standing import Standing, standing
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.core.time.certification import (
    WindowState,
    certification,
    last_step,
    renewal_report,
)
from lssc_desktop.core.time.clock import appeals
from lssc_desktop.values import dataclass

MOST = 4
"""Steps that are shown."""

_MOST_OF_A_KIND = 2


class StepCode(StrEnum):
    """What a step is about, the most urgent first.

    `STEPS` in `messages.next_steps` has a row for each, and `PLACES` in `ui.overview.steps`.
    """

    APPEAL = "appeal"
    NOT_ACHIEVED = "not-achieved"
    REVISE = "revise"
    RENEWAL = "renewal"
    NOTIFY = "notify"
    FILE_GONE = "file-gone"
    FILE_UNREADABLE = "file-unreadable"
    COMMENT = "comment"
    OWN_ROLE = "own-role"
    FIND_OUT = "find-out"
    DAYS = "days"
    GIVE_COPY = "give-copy"
    COURSE_OVERDUE = "course-overdue"
    PLAN_MISSED = "plan-missed"
    HAND_IN = "hand-in"
    CHECK_SET = "check-set"
    STATEMENT = "statement"
    ONLY_EMPTY = "only-empty"
    TOO_LONG = "too-long"
    PART_OPEN = "part-open"
    CHOOSE_ELECTIVES = "choose-electives"
    CHOOSE_ROUTE = "choose-route"
    BEGIN_SET = "begin-set"
    UNREFERENCED = "unreferenced"
    PERSONAL_DOCUMENT = "personal-document"
    UNUSED_FILES = "unused-files"


_URGENCY = {code: rank for rank, code in enumerate(StepCode)}

_STEP_BY_FINDING: Mapping[FindingCode, StepCode] = {
    FindingCode.EVIDENCE_GONE: StepCode.FILE_GONE,
    FindingCode.CERTIFICATE_GONE: StepCode.FILE_GONE,
    FindingCode.RESPONSE_FILE_GONE: StepCode.FILE_GONE,
    FindingCode.STATEMENT_FILE_GONE: StepCode.FILE_GONE,
    FindingCode.EVIDENCE_UNREADABLE: StepCode.FILE_UNREADABLE,
    FindingCode.RESPONSE_UNREADABLE: StepCode.FILE_UNREADABLE,
    FindingCode.STATEMENT_UNREADABLE: StepCode.FILE_UNREADABLE,
    FindingCode.COMMENT_UNANSWERED: StepCode.COMMENT,
    FindingCode.OWN_ROLE_MISSING: StepCode.OWN_ROLE,
    FindingCode.EVIDENCE_UNREFERENCED: StepCode.UNREFERENCED,
    FindingCode.RESPONSE_LONG: StepCode.TOO_LONG,
    FindingCode.PART_WITHOUT_EXAMPLE: StepCode.PART_OPEN,
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step: what for, where, and how many things or which file it is about.

    `set_id` is None when it is about the whole portfolio, `number` is None when it is about a
    set or its statement. `finding` is what a check said, where the step comes from one. `day` is
    the last day for it, where there is one.
    """

    code: StepCode
    set_id: str | None = None
    number: int | None = None
    path: str | None = None
    count: int = 0
    title: str = ""
    finding: Finding | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class GoOn:
    """Where the work goes on: a competency of a set, or with no number its statement.

    `fresh` says that nothing of the whole portfolio was begun, `chooses` that the set has no route
    yet in a program that takes no portfolios: there is nothing to write before it is chosen.
    """

    set_id: str
    number: int | None
    fresh: bool = False
    chooses: bool = False


def go_on(
    program: Program,
    portfolio: Portfolio,
    submissions: Sequence[Submission] = (),
    last: TextPlace | None = None,
) -> GoOn | None:
    """Return where to go on; None when every chosen set by portfolio is ready.

    A certified candidate has nothing to go on with. Else it is the text that the user was in
    `last`, unless that is ready by now; else it is in the set that was changed last: its last
    competency that was begun, else the first that was not or has to be revised, else its statement.
    """
    if certification(program, portfolio) is not None:
        return None
    open_sets = [
        item
        for item in progress(program, portfolio, submissions)
        if item.work.route is Route.PORTFOLIO and item.done < 1 and item.is_open
    ]
    if not open_sets:
        return None
    takes = program.takes(Route.PORTFOLIO)
    if not any(takes or item.work.route_chosen or _has_text(item.work) for item in open_sets):
        return GoOn(open_sets[0].competency_set.id, None, chooses=True)
    if last is not None and any(_is_begun(item, last) for item in open_sets):
        return GoOn(last.set_id, last.number)
    item = max(open_sets, key=lambda item: item.work.changed)
    begun = _numbers_in_state(item, CompetencyState.IN_PROGRESS)
    if begun:
        return GoOn(item.competency_set.id, begun[-1])
    revised = item.to_revise if item.responses else ()
    empty = _numbers_in_state(item, CompetencyState.NOT_STARTED) or revised
    fresh = not any(map(_has_text, portfolio.sets))
    return GoOn(item.competency_set.id, empty[0] if empty else None, fresh)


def next_steps(
    program: Program,
    portfolio: Portfolio,
    facts: FolderFacts,
    today: date,
    most: int = MOST,
    submissions: Sequence[Submission] = (),
    *,
    checks: SetChecks | None = None,
) -> tuple[NextStep, ...]:
    """Return the most urgent steps, at most two of a kind; within a kind in the program's order.

    A certified candidate has no steps in the sets any more. `checks` are those of the sets that
    were made before.
    """
    found = [*_dated_steps(program, portfolio, today)]
    if certification(program, portfolio) is None:
        found += _set_steps(program, portfolio, facts, today, submissions, checks or SetChecks())
        found += _whole_steps(program, portfolio, facts)
    kept: list[NextStep] = []
    kinds: Counter[StepCode] = Counter()
    for step in sorted(found, key=lambda step: _URGENCY[step.code]):
        if kinds[step.code] < _MOST_OF_A_KIND:
            kinds[step.code] += 1
            kept.append(step)
    return tuple(kept[:most])


def _dated_steps(program: Program, portfolio: Portfolio, today: date) -> Iterator[NextStep]:
    """Yield what has a last day: an appeal, and a renewal whose window is open."""
    for appeal in appeals(program, portfolio):
        if today <= appeal.documents_by:
            day = appeal.notice_by if today <= appeal.notice_by else appeal.documents_by
            yield NextStep(StepCode.APPEAL, appeal.set_id, day=day)
    completion = last_step(program, portfolio, today)
    if completion is not None:
        yield NextStep(StepCode.NOTIFY, title=completion.step)
    from lssc_desktop.core.check.readiness import day_findings  # no page waits for steps

    for finding in day_findings(program, portfolio):
        yield NextStep(StepCode.DAYS, finding.set_id, finding=finding)
    report = renewal_report(program, portfolio, today)
    window = None if report is None else report.window
    in_time = {WindowState.OPEN, WindowState.GRACE}
    if report is not None and window is not None and report.state in in_time:
        day = window.expires if report.state is WindowState.OPEN else window.grace_ends
        missing = f"{report.missing.normalize():f}" if report.missing else ""
        yield NextStep(StepCode.RENEWAL, title=missing, day=day)


def _set_steps(
    program: Program,
    portfolio: Portfolio,
    facts: FolderFacts,
    today: date,
    submissions: Sequence[Submission],
    checks: SetChecks,
) -> Iterator[NextStep]:
    asked: set[str] = set()
    for item in progress(program, portfolio, submissions, today):
        stands = standing(portfolio, submissions, item.competency_set.id)
        yield from _standing_steps(program, portfolio, item, stands, today)
        if not item.is_open or item.state is SetState.NOT_ACHIEVED:
            continue  # it is locked, or cannot be handed in again: its findings do not matter
        check = checks.check_set(program, item.competency_set, portfolio, facts, today)
        yield from _finding_steps(check.findings)
        for finding in check.findings:
            title = finding.fact("title")
            if finding.code == FindingCode.PERSONAL_DOCUMENT_MISSING and title not in asked:
                asked.add(title)
                yield NextStep(StepCode.PERSONAL_DOCUMENT, title=title, finding=finding)
        if not item.work.route_chosen:
            yield NextStep(StepCode.CHOOSE_ROUTE, item.competency_set.id)
        elif item.work.route is Route.PORTFOLIO:
            yield from _portfolio_steps(item, today)
        else:
            yield from _course_steps(item, today)
        if item.done == 1 and not check.blockers:
            yield from _ready_steps(portfolio, item, stands)


def _standing_steps(
    program: Program, portfolio: Portfolio, item: SetProgress, stands: Standing, today: date
) -> Iterator[NextStep]:
    """Yield what a hand-in or a decision asks for: a revision, or a choice of how to go on."""
    set_id = item.competency_set.id
    if stands in {Standing.UNCERTAIN, Standing.UNREADABLE}:
        yield NextStep(StepCode.FIND_OUT, set_id)
    if stands is Standing.COPIED:
        yield NextStep(StepCode.GIVE_COPY, set_id)
    packaged = packaged_on(portfolio, item.work)
    if item.to_revise:
        yield NextStep(StepCode.REVISE, set_id, item.to_revise[0], count=len(item.to_revise))
    elif item.state is SetState.REVISION_ASKED and not item.asked and packaged is None:
        yield NextStep(StepCode.REVISE, set_id)
    if item.state is SetState.NOT_ACHIEVED:
        in_time = (
            appeal.set_id == set_id and today <= appeal.documents_by
            for appeal in appeals(program, portfolio)
        )
        if not any(in_time):  # an appeal is a step of its own
            yield NextStep(StepCode.NOT_ACHIEVED, set_id)


def _finding_steps(findings: Iterable[Finding]) -> Iterator[NextStep]:
    for finding in findings:
        code = _STEP_BY_FINDING.get(finding.code)
        if code is not None:
            yield NextStep(code, finding.set_id, finding.competency, finding.path, finding=finding)


def _portfolio_steps(item: SetProgress, today: date) -> Iterator[NextStep]:
    set_id, planned = item.competency_set.id, item.work.planned
    if item.done < 1 and planned is not None and planned < today:
        yield NextStep(StepCode.PLAN_MISSED, set_id, day=planned)
    empty = _numbers_in_state(item, CompetencyState.NOT_STARTED)
    if not item.responses:
        if item.done < 1:
            yield NextStep(StepCode.STATEMENT, set_id)
    elif len(empty) == item.competencies:
        yield NextStep(StepCode.BEGIN_SET, set_id, empty[0])
    elif len(empty) == 1:
        yield NextStep(StepCode.ONLY_EMPTY, set_id, empty[0])
    elif item.ready == item.competencies and item.done < 1:
        yield NextStep(StepCode.STATEMENT, set_id)


def _course_steps(item: SetProgress, today: date) -> Iterator[NextStep]:
    planned = item.work.planned
    if item.done < 1 and planned is not None and planned < today:
        yield NextStep(StepCode.COURSE_OVERDUE, item.competency_set.id)


def _ready_steps(portfolio: Portfolio, item: SetProgress, stands: Standing) -> Iterator[NextStep]:
    """Return the step of a set that is all ready: hand its package in, or make one."""
    if item.work.route is Route.RECOGNITION:  # there is nothing to hand in
        return
    by_portfolio = item.work.route is Route.PORTFOLIO
    packaged = packaged_on(portfolio, item.work)
    if stands is Standing.PACKAGED or (stands is Standing.REVISION_ASKED and packaged is not None):
        yield NextStep(StepCode.HAND_IN, item.competency_set.id)
    elif given_out_on(portfolio, item.work) is None:
        count = item.ready if by_portfolio else 0
        yield NextStep(StepCode.CHECK_SET, item.competency_set.id, count=count)


def _whole_steps(program: Program, portfolio: Portfolio, facts: FolderFacts) -> Iterator[NextStep]:
    from lssc_desktop.core.check.readiness import check_choice

    findings = check_choice(program, portfolio, facts)
    if any(finding.code == FindingCode.ELECTIVES_COUNT for finding in findings):
        yield NextStep(StepCode.CHOOSE_ELECTIVES, count=program.choice.electives)
    unused = [finding.path for finding in findings if finding.code == FindingCode.EVIDENCE_UNUSED]
    if unused:
        yield NextStep(StepCode.UNUSED_FILES, path=unused[0], count=len(unused))


def _has_text(work: SetWork) -> bool:
    return bool(work.competencies or work.statement)


def _is_begun(item: SetProgress, place: TextPlace) -> bool:
    """Whether a text of a set is there, and is not ready."""
    if item.competency_set.id != place.set_id:
        return False
    if place.number is None:
        return statement_state(item.work) is CompetencyState.IN_PROGRESS
    return place.number in _numbers_in_state(item, CompetencyState.IN_PROGRESS)


def _numbers_in_state(item: SetProgress, state: CompetencyState) -> list[int]:
    """Return the competencies whose response is so; none where no response is needed."""
    if not item.responses:
        return []
    return [
        competency.number
        for competency in item.competency_set.competencies
        if competency_state(item.work.competency(competency.number)) is state
    ]


# Planning a set ---------------------------------------------------------------------------------

_SUREST: Final = (Rating.MET, Rating.PARTIAL, None, Rating.NOT_MET)


class PlanOrder(StrEnum):
    """The order in which the competencies of a set are shown, those put off at the end."""

    NUMBERED = "numbered"
    SUREST_FIRST = "surest-first"


@dataclass(frozen=True, slots=True)
class PlannedCompetency:
    """A competency with the work on it, as one plans it."""

    competency: Competency
    work: CompetencyWork
    state: CompetencyState


def planned_competencies(
    competency_set: CompetencySet, work: SetWork, order: PlanOrder
) -> tuple[PlannedCompetency, ...]:
    """Return all competencies of a set in an order.

    Surest first: by one's own rating, then what has the most evidence.
    """
    planned = [
        PlannedCompetency(each, done, competency_state(done))
        for each in competency_set.competencies
        for done in (work.competency(each.number),)
    ]

    def place(item: PlannedCompetency) -> tuple[bool, int, int]:
        if order is PlanOrder.NUMBERED:
            return item.work.plan.parked, 0, 0
        rank = _SUREST.index(item.work.self_rating)
        return item.work.plan.parked, rank, -len(item.work.evidence)

    return tuple(sorted(planned, key=place))


@dataclass(frozen=True, slots=True)
class OutlineHeads:
    """The headings of an outline, in the words of the user's language."""

    did: str
    learned: str
    worked: str


def outline(work: CompetencyWork, names: Mapping[str, str], heads: OutlineHeads) -> RichText:
    """Return the first outline of a response: headings, and under them the candidate's own notes.

    The notes are those of the plan, and the captions of the evidence or, without one, its name
    (`names` by path). Nothing is written in the candidate's name.
    """
    plan = work.plan
    shown = (use.caption or names.get(use.path, "") for use in work.evidence)
    did = [*_lines(plan.primary), *_lines(plan.secondary), *shown]
    return RichText(
        (
            _heading(heads.did),
            *_items(did),
            _heading(heads.learned),
            *_items(_lines(plan.other)),
            _heading(heads.worked),
        )
    )


def statement_outline(program: Program, work: SetWork) -> RichText:
    """Return the first outline of a statement: titles of what it covers, and the notes on each."""
    paragraphs: list[Paragraph] = []
    for each in covered(program, work.set_id):
        noted = _lines(work.competency(each.number).plan.other)
        paragraphs += (_heading(each.title), *_items(noted))
    return RichText(tuple(paragraphs))


def _lines(notes: str) -> list[str]:
    return [line.strip() for line in notes.splitlines() if line.strip()]


def _heading(text: str) -> Paragraph:
    return Paragraph((Span(text),), Form.HEADING_2)


def _items(lines: Iterable[str]) -> list[Paragraph]:
    """Return list items, each line once; without any, a line to begin on."""
    items = [Paragraph((Span(line),), Form.BULLET) for line in dict.fromkeys(filter(None, lines))]
    return items or [Paragraph()]
