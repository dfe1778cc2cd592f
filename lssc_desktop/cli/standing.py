"""`status` and `check`: where the candidate stands, and what is missing."""

from argparse import Namespace
from datetime import date

from lssc_desktop.cli.opened import look
from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.clock import days_left, deadline, pace
from lssc_desktop.core.evaluation import Forecast
from lssc_desktop.core.finding import Finding, Level
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.money import costs, money_text
from lssc_desktop.core.progress import done_share, progress
from lssc_desktop.core.readiness import check_choice
from lssc_desktop.core.set_report import set_report
from lssc_desktop.messages.readiness import finding_message
from lssc_desktop.messages.standing import (
    clock_lines,
    cost_line,
    finding_lines,
    forecast_lines,
    set_line,
)
from lssc_desktop.store.opening import read_folder


def status(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Tell clock, sets and costs."""
    today = arguments.today or today
    at = read_folder(arguments.folder)
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
    lines = (
        *clock_lines(at.program, report, portfolio.admitted, end, today),
        *(set_line(item) for item in sets),
        cost_line(at.program, money),
    )
    return Outcome(lines, data)


def check(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Tell findings and forecast of one set, or of all that are chosen."""
    today = arguments.today or today
    at = read_folder(arguments.folder)
    looked = look(at, today, reporter)
    if arguments.set_id is None:
        set_ids = tuple(item.competency_set.id for item in progress(at.program, looked.portfolio))
        findings = check_choice(at.program, looked.portfolio, looked.facts)
    else:
        set_ids = (arguments.set_id,)
        findings = ()
    reports = tuple(
        set_report(at.program, set_id, looked.portfolio, looked.facts, today) for set_id in set_ids
    )
    for report in reports:
        findings += report.check.findings
    forecasts = {
        report.competency_set.id: report.forecast
        for report in reports
        if report.forecast is not None
    }
    only = forecasts.get(arguments.set_id)
    lines = finding_lines(at.program, findings)
    if only is not None:
        lines += forecast_lines(at.program, only, reports[0].way)
    data = {
        "findings": [_finding(finding) for finding in findings],
        "forecast": None if only is None else _forecast(only),
        "forecasts": {set_id: _forecast(result) for set_id, result in forecasts.items()},
    }
    blocked = any(finding.level is Level.BLOCKER for finding in findings)
    return Outcome(lines, data, FOUND_SOMETHING if blocked else GOOD)


def _forecast(result: Forecast) -> dict[str, object]:
    return {
        "met": result.met,
        "partial": result.partial,
        "not_met": result.not_met,
        "needed": result.needed,
        "passes": result.passes,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "level": finding.level.value,
        "code": finding.code,
        "set": finding.set_id,
        "competency": finding.competency,
        "path": finding.path,
        "message": finding_message(finding).text,
    }
