"""The check of a renewal: what stops it, and what is worth a look."""

from collections.abc import Iterator
from datetime import date

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.time.certification import (
    RenewalReport,
    WindowState,
    doubles,
    renewal_report,
)


def check_renewal(
    program: Program, portfolio: Portfolio, facts: FolderFacts, today: date
) -> tuple[Finding, ...]:
    """Return what stops a renewal, and what is worth a look."""
    report = renewal_report(program, portfolio, today)
    if report is None:
        code = (
            FindingCode.RENEWAL_NO_RULE
            if program.renewal is None
            else FindingCode.RENEWAL_NOT_CERTIFIED
        )
        return (Finding(Level.BLOCKER, code),)
    found = (
        *_day_findings(report),
        *_hour_findings(report),
        *_statement_findings(report),
        *_double_findings(report),
        *_document_findings(report, facts),
    )
    return tuple(sorted(found, key=lambda item: item.level is not Level.BLOCKER))


def _day_findings(report: RenewalReport) -> Iterator[Finding]:
    if report.window is None:
        return
    if report.state is WindowState.NOT_YET:
        opens = report.window.opens.isoformat()
        yield Finding(Level.BLOCKER, FindingCode.RENEWAL_NOT_OPEN, facts=(("opens", opens),))
    elif report.state is WindowState.OVER:
        ended = report.window.grace_ends.isoformat()
        yield Finding(Level.BLOCKER, FindingCode.RENEWAL_OVER, facts=(("ended", ended),))


def _hour_findings(report: RenewalReport) -> Iterator[Finding]:
    if report.missing:
        facts = (
            ("missing", f"{report.missing.normalize():f}"),
            ("technology", f"{report.missing_technology.normalize():f}"),
        )
        yield Finding(Level.BLOCKER, FindingCode.RENEWAL_HOURS_SHORT, facts=facts)
    for item in report.short:
        kinds = (("title", item.title), ("missing", f"{item.missing.normalize():f}"))
        yield Finding(Level.BLOCKER, FindingCode.RENEWAL_KIND_SHORT, facts=kinds)


def _statement_findings(report: RenewalReport) -> Iterator[Finding]:
    if report.lacks_statement:
        yield Finding(Level.BLOCKER, FindingCode.RENEWAL_STATEMENT_MISSING)
    elif report.words_over:
        facts = (("words", str(report.words)), ("over", str(report.words_over)))
        yield Finding(Level.BLOCKER, FindingCode.RENEWAL_STATEMENT_LONG, facts=facts)


def _double_findings(report: RenewalReport) -> Iterator[Finding]:
    counted = [item.activity for item in report.activities if item.why_not is None]
    for item in doubles(counted):
        facts = (("title", item.title), ("day", item.day.isoformat()))
        yield Finding(Level.ADVICE, FindingCode.RENEWAL_TWICE, facts=facts)


def _document_findings(report: RenewalReport, facts: FolderFacts) -> Iterator[Finding]:
    present = {file.path for file in facts.files}
    tried = {file.path: file for file in facts.tried}
    for item in report.activities:
        if item.why_not is not None:
            continue
        title = ("title", item.activity.title)
        if not item.documented:
            yield Finding(Level.ADVICE, FindingCode.RENEWAL_UNDOCUMENTED, facts=(title,))
        for path in item.activity.evidence:
            if path not in present:
                yield Finding(
                    Level.BLOCKER, FindingCode.RENEWAL_DOCUMENT_GONE, path=path, facts=(title,)
                )
            elif path in tried and (trouble := tried[path].trouble) is not None:
                yield Finding(
                    Level.BLOCKER if tried[path].is_lost else Level.ADVICE,
                    FindingCode.RENEWAL_DOCUMENT_UNOPENABLE,
                    path=path,
                    facts=(title, ("why", trouble.value)),
                )
