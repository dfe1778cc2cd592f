"""Taking a decision of the program into a portfolio (program-facts.md 2.3, step 4)."""

from dataclasses import replace
from datetime import date

from lssc_desktop.core.decision import Decision, Outcome
from lssc_desktop.core.edits import edit_set
from lssc_desktop.core.portfolio import Portfolio, SetWork
from lssc_desktop.core.program import PassRule


def decide(portfolio: Portfolio, set_id: str, decision: Decision, today: date) -> Portfolio:
    """Return the portfolio with a decision on a set, in the order of their days.

    Of one day, they stand in the order in which their packages were built. The same decision is
    taken once. No package shows decisions, so `changed` stays.
    """
    built = {note.package_id: place for place, note in enumerate(portfolio.packages)}

    def order(decision: Decision) -> tuple[date, int]:
        return decision.day, built.get(decision.package_id, len(built))

    def change(work: SetWork) -> SetWork:
        if decision in work.decisions:
            return work
        return replace(work, decisions=tuple(sorted((*work.decisions, decision), key=order)))

    return edit_set(portfolio, set_id, today, change)


def revisions_left(rule: PassRule, work: SetWork) -> int:
    """Tell how often more may still be handed in for a set; never below 0.

    Several decisions on one package are one request, told again or put right.
    """
    asked = {
        item.package_id or item.day.isoformat()
        for item in work.decisions
        if item.outcome is Outcome.REVISION_ASKED
    }
    return max(0, rule.revisions - len(asked))
