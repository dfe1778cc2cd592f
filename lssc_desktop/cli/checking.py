"""`check`: what is missing, and how the set would be judged."""

from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from lssc_desktop.cli.opened import look, problem_lines, problems
from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.evaluation import Forecast
from lssc_desktop.core.finding import Finding, Level
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.locking import SetLocked
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.progress import progress
from lssc_desktop.core.readiness import check_choice, files_to_open
from lssc_desktop.core.renewal_check import check_renewal
from lssc_desktop.core.set_report import set_report
from lssc_desktop.messages.locking import closed_message
from lssc_desktop.messages.readiness import finding_message
from lssc_desktop.messages.standing import finding_lines, forecast_lines
from lssc_desktop.store.opening import read_folder
from lssc_desktop.store.submissions import submissions_of
from lssc_desktop.store.tried import try_files


def check(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Tell findings and forecast of one set, or of all that are chosen."""
    today = arguments.today or today
    at = read_folder(arguments.folder)
    looked = look(at, today, reporter)
    facts = looked.facts
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
    facts = _with_tried(at.root, facts, looked.portfolio, set_ids, reporter)
    submissions = submissions_of(at.root, looked.portfolio).submissions
    reports = tuple(
        set_report(at.program, set_id, looked.portfolio, submissions, facts, today)
        for set_id in set_ids
    )
    closed = {
        report.competency_set.id: report.closed for report in reports if report.closed is not None
    }
    for report in reports:
        findings += report.check.findings
    forecasts = {
        report.competency_set.id: report.forecast
        for report in reports
        if report.forecast is not None
    }
    kept = submissions_of(at.root, looked.portfolio)
    only = forecasts.get(arguments.set_id)
    lines = tuple(closed_message(lock).text for lock in closed.values())
    if findings or not reports or len(closed) < len(reports):
        lines += finding_lines(at.program, findings)
    if only is not None:
        lines += forecast_lines(at.program, only, reports[0].way)
    lines += problem_lines(kept.faults)
    data = {
        "findings": [_finding(finding) for finding in findings],
        "closed": [_closed(set_id, lock) for set_id, lock in closed.items()],
        "forecast": None if only is None else _forecast(only),
        "forecasts": {set_id: _forecast(result) for set_id, result in forecasts.items()},
        "problems": problems(kept.faults),
    }
    blocked = any(finding.level is Level.BLOCKER for finding in findings)
    return Outcome(lines, data, FOUND_SOMETHING if blocked or kept.faults else GOOD)


def _with_tried(
    root: Path,
    facts: FolderFacts,
    portfolio: Portfolio,
    set_ids: tuple[str, ...],
    reporter: Reporter,
) -> FolderFacts:
    """Open the evidence of these sets in the helper, as far as it is not known to open."""
    files = files_to_open(portfolio, facts, set_ids)
    if not files:
        return facts
    from lssc_desktop.store.previews import Previewer

    previewer = Previewer()
    try:
        return replace(facts, tried=try_files(root, files, previewer.opens, reporter))
    finally:
        previewer.close()


def _closed(set_id: str, lock: SetLocked) -> dict[str, object]:
    return {
        "set": set_id,
        "standing": lock.standing.value,
        "message": closed_message(lock).text,
    }


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
