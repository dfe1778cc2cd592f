"""`check`: what is missing, and how the set would be judged."""

from argparse import Namespace
from datetime import date

from lssc_desktop.cli.opened import look, problem_lines, problems
from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.evaluation import Forecast
from lssc_desktop.core.finding import Finding, Level
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.progress import progress
from lssc_desktop.core.readiness import check_choice
from lssc_desktop.core.renewal_check import check_renewal
from lssc_desktop.core.set_report import set_report
from lssc_desktop.messages.readiness import finding_message
from lssc_desktop.messages.standing import finding_lines, forecast_lines
from lssc_desktop.store.opening import read_folder
from lssc_desktop.store.submissions import submissions_of


def check(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Tell findings and forecast of one set, or of all that are chosen."""
    today = arguments.today or today
    at = read_folder(arguments.folder)
    looked = look(at, today, reporter)
    if arguments.renewal:
        set_ids: tuple[str, ...] = ()
        present = {file.path for file in looked.facts.files}
        findings = check_renewal(at.program, looked.portfolio, present, today)
    elif arguments.set_id is None:
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
    kept = submissions_of(at.root, looked.portfolio)
    only = forecasts.get(arguments.set_id)
    lines = finding_lines(at.program, findings)
    if only is not None:
        lines += forecast_lines(at.program, only, reports[0].way)
    lines += problem_lines(kept.faults)
    data = {
        "findings": [_finding(finding) for finding in findings],
        "forecast": None if only is None else _forecast(only),
        "forecasts": {set_id: _forecast(result) for set_id, result in forecasts.items()},
        "problems": problems(kept.faults),
    }
    blocked = any(finding.level is Level.BLOCKER for finding in findings)
    return Outcome(lines, data, FOUND_SOMETHING if blocked or kept.faults else GOOD)


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
