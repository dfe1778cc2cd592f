"""The command that checks sets: findings and forecast; and copies that everybody can open."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from lssc_desktop.cli.opened import (
    evidence_path,
    open_folder,
    open_locked,
    problem_lines,
    problems,
    refresh_portfolio,
    save,
)
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.check.finding import Finding, Level
from lssc_desktop.core.check.readiness import (
    check_choice,
    files_to_open,
    renewal_files_to_open,
    set_report,
)
from lssc_desktop.core.check.renewal import check_renewal
from lssc_desktop.core.files.names import other_versions
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.edits import use_copy
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.evaluation import Forecast, Improvement
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import progress
from lssc_desktop.core.submission.locking import SetLocked, locks_using
from lssc_desktop.documents.previews.process import open_with_helper
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evaluation import (
    forecast_basis,
    forecast_verdict,
    rounding_sentence,
    rule_lines,
    shortest_way_sentence,
)
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.messages.portfolio import closed_message, other_versions_found
from lssc_desktop.messages.standing import lines_by_set
from lssc_desktop.messages.words import printable
from lssc_desktop.store.folder.own_submissions import submissions_of
from lssc_desktop.store.portfolio_scan import scan_with_helper


def check(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Report findings and forecast of one set, or of all that are chosen."""
    today = arguments.today or today
    at = open_folder(arguments.folder)
    looked = refresh_portfolio(at, today, reporter)
    facts = looked.facts
    if arguments.renewal:
        set_ids: tuple[str, ...] = ()
        files = renewal_files_to_open(at.program, looked.portfolio, facts, today)
        facts = replace(facts, tried=open_with_helper(at.root, files, reporter))
        findings = check_renewal(at.program, looked.portfolio, facts, today)
    elif arguments.set_id is None:
        set_ids = tuple(item.competency_set.id for item in progress(at.program, looked.portfolio))
        findings = check_choice(at.program, looked.portfolio, looked.facts)
    else:
        set_ids = (arguments.set_id,)
        findings = ()
    if set_ids:
        files = files_to_open(at.program, looked.portfolio, facts, set_ids)
        facts = replace(facts, tried=open_with_helper(at.root, files, reporter))
        scanned = scan_with_helper(at.root, at.program, looked.portfolio, facts, reporter, set_ids)
        facts = replace(facts, scanned=scanned)
    kept = submissions_of(at.root, looked.portfolio)
    reports = tuple(
        set_report(at.program, set_id, looked.portfolio, kept.submissions, facts, today)
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
    only = forecasts.get(arguments.set_id)
    lines = tuple(closed_message(lock).text for lock in closed.values())
    if findings or not reports or len(closed) < len(reports):
        lines += _finding_lines(at.program, findings)
    if only is not None:
        lines += _forecast_lines(at.program, only, reports[0].way)
    lines += (*problem_lines(kept.faults), *_other_version_lines(facts))
    data = {
        "findings": [_finding_data(finding) for finding in findings],
        "closed": [_lock_data(set_id, lock) for set_id, lock in closed.items()],
        "forecast": None if only is None else _forecast_data(only),
        "forecasts": {set_id: _forecast_data(result) for set_id, result in forecasts.items()},
        "problems": problems(kept.faults),
    }
    blocked = any(finding.level is Level.BLOCKER for finding in findings)
    return CommandResult(lines, data, FOUND_SOMETHING if blocked or kept.faults else GOOD)


def _lock_data(set_id: str, lock: SetLocked) -> dict[str, object]:
    return {
        "set": set_id,
        "standing": lock.standing.value,
        "message": closed_message(lock).text,
    }


def _forecast_data(result: Forecast) -> dict[str, object]:
    return {
        "met": result.met,
        "partial": result.partial,
        "not_met": result.not_met,
        "needed": result.needed,
        "passes": result.passes,
    }


def _finding_data(finding: Finding) -> dict[str, object]:
    return {
        "level": finding.level.value,
        "code": finding.code,
        "set": finding.set_id,
        "competency": finding.competency,
        "path": finding.path,
        "message": finding_message(finding).text,
    }


def _other_version_lines(facts: FolderFacts) -> tuple[str, ...]:
    found = other_versions(file.path for file in facts.files)
    return (other_versions_found(found).text,) if found else ()


# Copies that everybody can open -----------------------------------------------------------------


def make_copy(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Make a copy of an evidence file that everybody can open, and use it in its place."""
    from lssc_desktop.documents.previews import Previewer
    from lssc_desktop.package.with_evidence import mail_pages
    from lssc_desktop.store.evidence import CopyTools, copy_for_everybody

    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        path = evidence_path(at.root, at.portfolio, arguments.file)
        submissions = submissions_of(at.root, at.portfolio).submissions
        lock = locks_using(at.program, at.portfolio, submissions, path)
        if lock is not None:
            raise lock
        with closing(Previewer()) as previewer:

            def pages(source: Path, reporter: Reporter) -> bytes:

                language, paper = at.portfolio.language, paper_of(at.program, at.portfolio)
                return mail_pages(source, previewer.look, today, reporter, language, paper)

            tools = CopyTools(previewer.page, previewer.opens, pages)
            copy = copy_for_everybody(at.root, path, tools, today, reporter)
        save(at, use_copy(at.portfolio, path, copy, today))
    data = {"of": path, "path": copy.path, "sha256": copy.sha256, "bytes": copy.bytes}
    return CommandResult(
        (
            _("{copy} is saved and replaces {original}.").format(
                copy=printable(copy.path), original=printable(path)
            ),
            _("The original is still in the folder."),
        ),
        data,
    )


def _finding_lines(program: Program, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Say every finding under its level, with the set it belongs to."""
    lines: list[str] = []
    for level, title in (
        (Level.BLOCKER, _("Blockers. Fix these before you hand in.")),
        (Level.ADVICE, _("Advice. You can hand in without fixing these.")),
    ):
        of_level = [finding for finding in findings if finding.level is level]
        if of_level:
            lines.append(title)
            lines.extend(f"  {line}" for line in lines_by_set(program, of_level))
    return tuple(lines) or (_("Nothing is missing that we know of. {Evaluators} decide."),)


def _forecast_lines(
    program: Program, forecast: Forecast, moves: Sequence[Improvement]
) -> tuple[str, ...]:
    """Say the forecast of one set with the shortest way to pass."""
    question = _("Would it pass today? {answer}. {basis}").format(
        answer=forecast_verdict(forecast), basis=forecast_basis(program, forecast)
    )
    rules = tuple(
        f"  {line.asks}, {line.stands}" for line in rule_lines(program.pass_rule, forecast)
    )
    way = shortest_way_sentence(moves)
    rounding = rounding_sentence(program, forecast)
    return (question, *rules, *(f"  {line}" for line in (way, rounding) if line))
