"""Clock, pace and timeline of a candidacy, its appeals, and the days that must not be missed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil

from lssc_desktop.core.calendar import days_on, years_on
from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.portfolio.portfolio import Outcome, Portfolio, SetWork, achieved_on
from lssc_desktop.core.program.program import AppealRule, ClockRule, CompetencySet, Program
from lssc_desktop.core.program.schema import ClockStart, Route
from lssc_desktop.core.standing.progress import (
    SetProgress,
    SetState,
    done_share,
    packaged_on,
    progress,
)
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.core.time.certification import Certification, certification, certification_window
from lssc_desktop.values import dataclass

GRACE = Fraction(1, 10)
"""Late by at most this share of the whole time is "a little behind"."""

BEGINNING = Fraction(1, 20)
"""In this first share of the whole time nobody is behind."""

EARLY = Fraction(1, 4)
"""Up to this share of the whole time, too little to project from is too early to tell."""

ENOUGH_RESPONSES = 5
"""Fewer that are ready say nothing of the speed."""

ENOUGH_DAYS = 91
"""Nor does less time than these three months."""

_MOST_YEARS = 12  # of a certification; with more, as of a mistyped day, no year is told apart


class Pace(StrEnum):
    """How the work keeps up with the clock; too early while nothing can be said of it."""

    TOO_EARLY = "too-early"
    ON_PACE = "on-pace"
    A_LITTLE_BEHIND = "a-little-behind"
    BEHIND = "behind"


class PaceReason(StrEnum):
    """What the pace was judged by; `messages.standing` has the sentence for each."""

    FINISHED = "finished"
    NOT_BEGUN = "not-begun"
    PASSED = "passed"
    PLAN_MISSED = "plan-missed"
    PLAN_TOO_LATE = "plan-too-late"
    PLANNED = "planned"
    JUST_BEGUN = "just-begun"
    LITTLE_READY = "little-ready"
    PROJECTED = "projected"
    TOO_SLOW = "too-slow"


@dataclass(frozen=True, slots=True)
class PlannedSets:
    """The planned days of what is still open: the set planned first, and the last day.

    `is_whole` where every open set has a day, and as many sets are chosen as are needed.
    """

    first: CompetencySet
    first_day: date
    last_day: date
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What the pace is judged by: the share that is finished (0 to 1), and counts of responses.

    `ready` counts the responses of what is finished too, also where it was never written here.
    `left` are the responses still to write; None where it is not known, as long as electives are
    to be chosen. A set without a route has none where the program takes no portfolios.
    """

    share: Fraction
    ready: int = 0
    left: int | None = None
    plan: PlannedSets | None = None


@dataclass(frozen=True, slots=True)
class PaceReport:
    """The pace and why.

    `projected_end` is the day on which the present speed ends, never one after the deadline.
    `every` is in how many days one response would have to be ready to be in time. Both are None
    where that cannot be said.
    """

    pace: Pace
    reason: PaceReason
    done: WorkDone
    projected_end: date | None = None
    every: Fraction | None = None


def deadline(admitted: date, rule: ClockRule) -> date:
    """Return the same day so many years on; February 29 becomes 28 in a year without one.

    Source: docs/facts/lssc.md 3.2.
    """
    return years_on(admitted, rule.years)


def first_day(program: Program) -> ClockStart:
    """Return what a candidate's time in the program begins with.

    A file that does not say means admission; candidates of a program without a clock enroll.
    """
    chosen = program.option("clock-start")
    if chosen:
        return ClockStart(chosen)
    return ClockStart.ENROLLMENT if program.clock is None else ClockStart.ADMISSION


def start_day(program: Program, portfolio: Portfolio) -> date | None:
    """Return the day on which the candidate's years begin (docs/facts/lssc.md 3.2).

    It is what the program chose for the option `clock-start`. A candidate who did not enter that
    day is counted from the day of admission; None: not admitted yet, so nothing began.
    """
    told = {
        ClockStart.ENROLLMENT: portfolio.enrolled,
        ClockStart.ACCEPTANCE: portfolio.accepted,
    }.get(first_day(program))
    return portfolio.admitted if told is None else told


def last_day(program: Program, portfolio: Portfolio) -> date | None:
    """Return the last day of the candidate's years.

    None: none has begun, or the program has no clock.
    """
    start = start_day(program, portfolio)
    if start is None or program.clock is None:
        return None
    return deadline(start, program.clock)


def days_left(end: date, today: date) -> int:
    """Return the days from today to the deadline; 0 on its day, negative after it."""
    return (end - today).days


def candidate_pace(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> PaceReport | None:
    """Judge the pace of a portfolio; who is certified has done everything.

    None: its time has not begun, or the program has no clock.
    """
    start, end = start_day(program, portfolio), last_day(program, portfolio)
    if start is None or end is None:
        return None
    done = work_done(program, portfolio, submissions, today)
    if certification(program, portfolio) is not None:
        done = replace(done, share=Fraction(1))
    return pace(start, end, today, done)


def work_done(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> WorkDone:
    """Measure what is finished, what is left, and the plan for that."""
    items = progress(program, portfolio, submissions, today)
    takes = program.takes(Route.PORTFOLIO)
    written = [
        item
        for item in items
        if item.work.route is Route.PORTFOLIO and item.responses
        if takes or item.work.route_chosen
    ]
    left = sum(item.competencies - item.ready for item in written if item.is_open)
    enough = len(items) >= program.choice.needed
    return WorkDone(
        done_share(program, portfolio, submissions, today),
        sum(item.competencies if item.done == 1 else item.ready for item in items),
        left if enough else None,
        _plan([item for item in items if item.is_open and item.done < 1], enough=enough),
    )


def _plan(items: Sequence[SetProgress], *, enough: bool) -> PlannedSets | None:
    days = [(day, item) for item in items if (day := item.work.planned) is not None]
    if not days:
        return None
    first_planned, item = min(days, key=lambda each: each[0])
    last_planned = max(day for day, _item in days)
    is_whole = enough and len(days) == len(items)
    return PlannedSets(item.competency_set, first_planned, last_planned, is_whole)


def pace(admitted: date, end: date, today: date, done: WorkDone) -> PaceReport:
    """Judge the pace from the plan, or from the share of the work that was finished by today.

    The speed is that share over the days since admission; carried on, it gives the projected
    end. On pace: not after the deadline. A little behind: late by at most a tenth of the whole
    time. Behind: later. Special cases, in this order:

    - everything done: on pace, nothing to project;
    - admission is still to come: on pace, nothing to project;
    - the deadline is over: behind;
    - a planned day has passed: a little behind at least;
    - every open set is planned: on pace, or a little behind where the plan ends after the deadline;
    - the first twentieth of the time: on pace;
    - fewer than five responses, or less than three months: nothing is projected from that, and up
      to a quarter of the time it is too early to tell.
    """
    if done.share >= 1:
        return PaceReport(Pace.ON_PACE, PaceReason.FINISHED, done)
    if today < admitted:
        return PaceReport(Pace.ON_PACE, PaceReason.NOT_BEGUN, done)
    if today > end:
        return PaceReport(Pace.BEHIND, PaceReason.PASSED, done)
    judged, reason, projected = _judged(admitted, end, today, done)
    every = Fraction((end - today).days, done.left) if done.left else None
    if every == 0:  # the last day
        every = None
    return PaceReport(judged, reason, done, projected, every)


def _judged(
    admitted: date, end: date, today: date, done: WorkDone
) -> tuple[Pace, PaceReason, date | None]:
    plan = done.plan
    by_speed, reason, projected = _speed(admitted, end, today, done)
    if plan is not None and plan.first_day < today:
        late = Pace.BEHIND if by_speed is Pace.BEHIND else Pace.A_LITTLE_BEHIND
        return late, PaceReason.PLAN_MISSED, None
    if plan is not None and plan.last_day > end:
        return Pace.A_LITTLE_BEHIND, PaceReason.PLAN_TOO_LATE, None
    if plan is not None and plan.is_whole:
        return Pace.ON_PACE, PaceReason.PLANNED, None
    return by_speed, reason, projected


def _speed(
    admitted: date, end: date, today: date, done: WorkDone
) -> tuple[Pace, PaceReason, date | None]:
    """Judge by the speed alone, with the projected end where that is not after the deadline."""
    whole, elapsed = (end - admitted).days, (today - admitted).days
    if elapsed <= whole * BEGINNING:
        return Pace.ON_PACE, PaceReason.JUST_BEGUN, None
    is_enough = done.ready >= ENOUGH_RESPONSES and elapsed >= ENOUGH_DAYS
    if not is_enough and elapsed <= whole * EARLY:
        return Pace.TOO_EARLY, PaceReason.LITTLE_READY, None
    if done.share <= 0:
        return Pace.BEHIND, PaceReason.LITTLE_READY, None
    late = elapsed / done.share - whole
    if late <= 0:
        judged = Pace.ON_PACE
    elif late <= whole * GRACE:
        judged = Pace.A_LITTLE_BEHIND
    else:
        judged = Pace.BEHIND
    if not is_enough:
        return judged, PaceReason.LITTLE_READY, None
    if late > 0:
        return judged, PaceReason.TOO_SLOW, None
    return judged, PaceReason.PROJECTED, days_on(admitted, ceil(elapsed / done.share))


def suggested_days(items: Sequence[SetProgress], today: date, end: date) -> dict[str, date]:
    """Return days until the deadline, evenly, for the sets that are to be planned, by id.

    A set that is finished has none, and one whose planned day is still to come keeps that; the
    others follow in their order, the last one on the deadline. None are suggested after it.
    """
    open_ = [item for item in items if item.is_open and item.done < 1]
    rest = [item for item in open_ if item.work.planned is None or item.work.planned < today]
    days = (end - today).days
    if days < len(rest):
        return {}
    return {
        item.competency_set.id: days_on(today, days * at // len(rest))
        for at, item in enumerate(rest, start=1)
    }


# Timeline ---------------------------------------------------------------------------------------


class MarkKind(StrEnum):
    """What a mark on the line says of its set."""

    PLANNED = "planned"
    READY = "ready"
    COURSE_DONE = "course-done"
    PACKAGED = "packaged"
    NOT_CONFIRMED = "not-confirmed"
    HANDED_IN = "handed-in"
    ACHIEVED = "achieved"


_KIND_BY_STATE = {
    SetState.NOT_CONFIRMED: MarkKind.NOT_CONFIRMED,
    SetState.HANDED_IN: MarkKind.HANDED_IN,
    SetState.ACHIEVED: MarkKind.ACHIEVED,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One set on the line: planned for a day, or since that day as `kind` says."""

    competency_set: CompetencySet
    day: date
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Timeline:
    """The line from first day to deadline; `years` are the days on which its later years begin."""

    start: date
    end: date
    years: tuple[date, ...]
    marks: tuple[Mark, ...]

    def share(self, day: date) -> float:
        """Return where on the line a day lies: 0 at its start, 1 at its end, never outside."""
        whole = (self.end - self.start).days
        return min(max((day - self.start).days / whole, 0.0), 1.0) if whole else 1.0


def timeline(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission] = ()
) -> Timeline | None:
    """Lay out a portfolio's time; a set without a planned day that is not ready has no mark.

    None: its time has not begun, or the program has no clock.
    """
    start, end = start_day(program, portfolio), last_day(program, portfolio)
    if start is None or end is None or program.clock is None:
        return None
    years = (deadline(start, ClockRule(count)) for count in range(1, program.clock.years))
    marks = (
        mark
        for item in progress(program, portfolio, submissions)
        for mark in _marks(portfolio, item)
    )
    return Timeline(
        start,
        end,
        tuple(years),
        tuple(sorted(marks, key=lambda mark: mark.day)),
    )


def certified_timeline(certified: Certification) -> Timeline | None:
    """Lay out the time of a certification; None where the program names no end of it.

    The years in which the sets were done are over, so nothing of them is on it.
    """
    begins, ends = certified.period_began, certified.expires
    if ends is None:
        return None
    later = range(1, ends.year - begins.year + 1)
    years = [years_on(begins, number) for number in later] if len(later) <= _MOST_YEARS else []
    return Timeline(begins, ends, tuple(day for day in years if day < ends), ())


def _marks(portfolio: Portfolio, item: SetProgress) -> Iterator[Mark]:
    competency_set, work = item.competency_set, item.work
    if not item.is_open and item.since is not None:
        yield Mark(competency_set, item.since, _KIND_BY_STATE[item.state])
        return
    if item.done < 1:
        if work.planned is not None:
            yield Mark(competency_set, work.planned, MarkKind.PLANNED)
        return
    packaged = packaged_on(portfolio, work)
    if packaged is not None:
        yield Mark(competency_set, packaged, MarkKind.PACKAGED)
    elif work.route is Route.PORTFOLIO:
        yield Mark(competency_set, work.changed, MarkKind.READY)
    elif (
        work.route is Route.COURSE and work.course is not None and work.course.completed is not None
    ):
        yield Mark(competency_set, work.course.completed, MarkKind.COURSE_DONE)


# Appeals ----------------------------------------------------------------------------------------


class NothingToAppeal(LsscError):
    """No decision on the set is one to appeal against, by the program's rule."""

    set_title: str

    says = Says(
        "There’s no decision on {set_title} to appeal.",
        "No letter was written.",
        "First, enter what the program decided, and when.",
    )


@dataclass(frozen=True, slots=True)
class Appeal:
    """A set that was not achieved, and the last days for notice and for documents."""

    set_id: str
    decided: date
    notice_by: date
    documents_by: date


def appeals(program: Program, portfolio: Portfolio) -> tuple[Appeal, ...]:
    """Return an appeal for every set whose last decision was "not achieved", the newest first.

    Days that are over are included: by missing either, the right is lost.
    """
    rule = program.appeal
    if rule is None:
        return ()
    found = [
        _appeal(rule, work)
        for work in portfolio.sets
        if work.decisions and work.decisions[-1].outcome is Outcome.NOT_ACHIEVED
    ]
    return tuple(sorted(found, key=lambda appeal: appeal.decided, reverse=True))


def _appeal(rule: AppealRule, work: SetWork) -> Appeal:
    decided = work.decisions[-1].day
    return Appeal(
        work.set_id,
        decided,
        days_on(decided, rule.notice_days),
        days_on(decided, rule.documents_days),
    )


class WayCode(StrEnum):
    """What can be done about a set that was not achieved."""

    APPEAL = "appeal"
    COURSE = "course"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class WayOn:
    """One thing that remains to be done about a set, and the last day for it, None if not known.

    Of an appeal `by` is the day for the notice. Handing in LATER is one to ask the program about:
    no file says whether it accepts that.
    """

    code: WayCode
    by: date | None = None
    documents_by: date | None = None


def ways_on(
    program: Program, portfolio: Portfolio, set_id: str, today: date | None = None
) -> tuple[WayOn, ...]:
    """Return what remains to be done about a set that was not achieved, the nearest day first.

    What a day is over for remains no more, where `today` is given. Nothing remains to be done
    about a set on which something else was decided, or that goes on by another route.
    """
    work = portfolio.set_work(set_id)
    is_open = work is not None and work.route is Route.PORTFOLIO and bool(work.decisions)
    if work is None or not is_open or work.decisions[-1].outcome is not Outcome.NOT_ACHIEVED:
        return ()
    end = last_day(program, portfolio)
    found = [
        WayOn(WayCode.APPEAL, appeal.notice_by, appeal.documents_by)
        for appeal in appeals(program, portfolio)
        if appeal.set_id == set_id
    ]
    if program.courses is not None:
        found.append(WayOn(WayCode.COURSE, end))
    found.append(WayOn(WayCode.LATER, end))
    if today is None:
        return tuple(found)
    return tuple(way for way in found if _is_in_time(way, today))


def _is_in_time(way: WayOn, today: date) -> bool:
    last = way.documents_by or way.by
    return last is None or today <= last


# Calendar ---------------------------------------------------------------------------------------


class DateCode(StrEnum):
    """What a date is; `messages.papers` has the words."""

    DEADLINE = "deadline"
    PLANNED = "planned"
    APPEAL_NOTICE = "appeal-notice"
    APPEAL_DOCUMENTS = "appeal-documents"
    RENEWAL_OPENS = "renewal-opens"
    EXPIRES = "expires"
    GRACE_ENDS = "grace-ends"


@dataclass(frozen=True, slots=True)
class ImportantDate:
    """A date, whose set it is about (None: none), and how many days before to remind of it.

    `key` names it among a portfolio's dates and stays the same when the day moves.
    """

    code: DateCode
    day: date
    set_id: str | None = None
    remind: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The code, and the set where there is one."""
        return self.code.value if self.set_id is None else f"{self.code.value}-{self.set_id}"


_REMIND_DAYS_BEFORE = {
    DateCode.DEADLINE: (180, 30, 7),
    DateCode.PLANNED: (14,),
    DateCode.APPEAL_NOTICE: (5, 1),
    DateCode.APPEAL_DOCUMENTS: (10, 2),
    DateCode.RENEWAL_OPENS: (0,),
    DateCode.EXPIRES: (60, 14),
    DateCode.GRACE_ENDS: (30, 7),
}


def important_dates(program: Program, portfolio: Portfolio) -> tuple[ImportantDate, ...]:
    """Return the dates of a portfolio in their order.

    The deadline and plans are among them only until they are met.
    """
    found = (*_before_certification(program, portfolio), *_after_certification(program, portfolio))
    return tuple(sorted(found, key=lambda item: (item.day, item.key)))


def _before_certification(program: Program, portfolio: Portfolio) -> Iterator[ImportantDate]:
    end = last_day(program, portfolio)
    if end is not None and certification(program, portfolio) is None:
        yield _date(DateCode.DEADLINE, end)
    for work in portfolio.sets:
        if work.chosen and work.planned is not None and achieved_on(work) is None:
            yield _date(DateCode.PLANNED, work.planned, work.set_id)
    for appeal in appeals(program, portfolio):
        yield _date(DateCode.APPEAL_NOTICE, appeal.notice_by, appeal.set_id)
        yield _date(DateCode.APPEAL_DOCUMENTS, appeal.documents_by, appeal.set_id)


def _after_certification(program: Program, portfolio: Portfolio) -> Iterator[ImportantDate]:
    certified = certification(program, portfolio)
    window = None if certified is None else certification_window(program, certified)
    if window is None:
        return
    yield _date(DateCode.RENEWAL_OPENS, window.opens)
    yield _date(DateCode.EXPIRES, window.expires)
    if window.grace_ends > window.expires:
        yield _date(DateCode.GRACE_ENDS, window.grace_ends)


def _date(code: DateCode, day: date, set_id: str | None = None) -> ImportantDate:
    return ImportantDate(code, day, set_id, _REMIND_DAYS_BEFORE[code])
