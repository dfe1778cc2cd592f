"""Whether a renewal can be sent in: hours, days, documents (program-facts.md 4)."""

from collections.abc import Collection, Iterator
from datetime import date

from lssc_desktop.core.finding import Finding, Level
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal import RenewalReport, WindowState, renewal_report


def check_renewal(
    program: Program, portfolio: Portfolio, present: Collection[str], today: date
) -> tuple[Finding, ...]:
    """Return what stops a renewal and what is worth a look; `present` are paths in the folder."""
    report = renewal_report(program, portfolio, today)
    if report is None:
        code = "renewal-no-rule" if program.renewal is None else "renewal-not-certified"
        return (Finding(Level.BLOCKER, code),)
    found = (
        *_about_days(report),
        *_about_hours(report),
        *_about_documents(report, present),
    )
    return tuple(sorted(found, key=lambda item: item.level is not Level.BLOCKER))


def _about_days(report: RenewalReport) -> Iterator[Finding]:
    if report.state is WindowState.NOT_YET:
        opens = report.window.opens.isoformat()
        yield Finding(Level.BLOCKER, "renewal-not-open", facts=(("opens", opens),))
    elif report.state is WindowState.OVER:
        ended = report.window.grace_ends.isoformat()
        yield Finding(Level.BLOCKER, "renewal-over", facts=(("ended", ended),))


def _about_hours(report: RenewalReport) -> Iterator[Finding]:
    if report.missing:
        facts = (
            ("missing", f"{report.missing.normalize():f}"),
            ("technology", f"{report.missing_technology.normalize():f}"),
        )
        yield Finding(Level.BLOCKER, "renewal-hours-short", facts=facts)


def _about_documents(report: RenewalReport, present: Collection[str]) -> Iterator[Finding]:
    for item in report.activities:
        if item.why_not is not None:
            continue
        title = ("title", item.activity.title)
        if not item.documented:
            yield Finding(Level.ADVICE, "renewal-undocumented", facts=(title,))
        for path in item.activity.evidence:
            if path not in present:
                yield Finding(Level.BLOCKER, "renewal-document-gone", path=path, facts=(title,))
