"""Important dates: appeals, and every day that must not be missed, for a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.portfolio import Outcome, Portfolio, SetWork
from lssc_desktop.core.program.program import AppealRule, Program
from lssc_desktop.core.time.calendar import days_on
from lssc_desktop.core.time.certification import achieved_on, certification, certification_window
from lssc_desktop.core.time.clock import last_day

# Appeals ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class NothingToAppeal(LsscError):
    """No decision on the set is one to appeal against, by the program's rule."""

    set_title: str


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
