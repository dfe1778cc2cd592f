"""Appealing against a decision: until when notice and documents are due (program-facts.md 2.5)."""

from dataclasses import dataclass
from datetime import date

from lssc_desktop.core.calendar import days_on
from lssc_desktop.core.decision import Outcome
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio import Portfolio, SetWork
from lssc_desktop.core.program import AppealRule, Program


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

    Days that are over are told too: by missing either, the right is lost.
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
