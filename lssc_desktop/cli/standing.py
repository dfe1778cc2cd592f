"""`status` and `check`: where the candidate stands, and what is missing."""

from argparse import Namespace
from datetime import date
from gettext import gettext as _

from lssc_desktop.cli.opened import Looked, Opened, look, opened
from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.clock import days_left, deadline, pace
from lssc_desktop.core.evaluation import Forecast, forecast
from lssc_desktop.core.finding import Finding, Level
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.money import costs, money_text
from lssc_desktop.core.places import find_set
from lssc_desktop.core.portfolio import Route
from lssc_desktop.core.program import CompetencySet
from lssc_desktop.core.progress import done_share, progress
from lssc_desktop.core.readiness import check_choice, check_set
from lssc_desktop.messages.readiness import finding_message


def status(arguments: Namespace, reporter: Reporter) -> Outcome:
    """Tell clock, sets and costs."""
    today = arguments.today or date.today()
    at = opened(arguments.folder)
    portfolio = look(at, today, reporter).portfolio
    end = deadline(portfolio.admitted, at.program.clock)
    report = pace(portfolio.admitted, end, today, done_share(at.program, portfolio))
    sets = progress(at.program, portfolio)
    money = costs(at.program, portfolio)
    data = {
        "clock": {
            "admitted": portfolio.admitted.isoformat(),
            "deadline": end.isoformat(),
            "days_left": days_left(end, today),
            "pace": report.pace.value,
        },
        "sets": [
            {
                "id": item.competency_set.id,
                "title": item.competency_set.title,
                "kind": "required" if item.competency_set.required else "elective",
                "route": item.work.route.value,
                "state": item.state.value,
                "ready": item.ready,
                "competencies": item.competencies,
            }
            for item in sets
        ],
        "costs": {"so_far": money_text(money.so_far), "to_come": money_text(money.to_come)},
    }
    return Outcome(_status_lines(data), data)


def check(arguments: Namespace, reporter: Reporter) -> Outcome:
    """Tell findings and forecast of one set, or of all that are chosen."""
    today = arguments.today or date.today()
    at = opened(arguments.folder)
    looked = look(at, today, reporter)
    if arguments.set_id is None:
        chosen = tuple(item.competency_set for item in progress(at.program, looked.portfolio))
        findings = check_choice(at.program, looked.portfolio)
    else:
        chosen = (find_set(at.program, arguments.set_id),)
        findings = ()
    for item in chosen:
        result = check_set(at.program, item, looked.portfolio, looked.facts, today)
        findings += result.findings
    forecasts = {item.id: _forecast(at, looked, item) for item in chosen}
    blocked = any(finding.level is Level.BLOCKER for finding in findings)
    data = {
        "findings": [_finding(finding) for finding in findings],
        "forecast": forecasts[chosen[0].id] if arguments.set_id is not None else None,
        "forecasts": forecasts,
    }
    return Outcome(_check_lines(findings), data, FOUND_SOMETHING if blocked else GOOD)


def _forecast(at: Opened, looked: Looked, item: CompetencySet) -> dict[str, object] | None:
    work = looked.portfolio.set_work(item.id)
    if work is None or work.route is not Route.PORTFOLIO:
        return None
    ratings = [work.competency(each.number).self_rating for each in item.competencies]
    result = forecast(at.program.pass_rule, at.program.option("pass-rounding"), ratings)
    return {
        "met": result.met,
        "partial": result.partial,
        "not_met": result.not_met,
        "needed": result.needed,
        "passes": result.passes,
    }
