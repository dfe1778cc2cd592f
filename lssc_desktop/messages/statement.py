"""A portfolio of one statement in words: its criteria, evidence, documents and time."""

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.check.statement import StatementReport
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.messages.dates import long_day
from lssc_desktop.messages.words import word_list


@dataclass(frozen=True, slots=True)
class StatementLines:
    """What is said of each part of a portfolio: a line, and a second one, "" for none."""

    criteria: tuple[str, str]
    evidence: tuple[str, str]
    documents: tuple[str, str]
    time: tuple[str, str]


def statement_lines(
    program: Program, portfolio: Portfolio, report: StatementReport
) -> StatementLines:
    """Say where a portfolio of one statement stands, part by part."""
    titles = tuple(item.title for item in program.sets[0].competencies)
    criteria = _("{met} of {all} criteria met, as you see it").format(
        met=report.met, all=report.criteria
    )
    return StatementLines(
        (criteria, _("The statement covers: {titles}.").format(titles=word_list(titles))),
        _evidence(report),
        _documents(report),
        _time(program, portfolio),
    )


def _evidence(report: StatementReport) -> tuple[str, str]:
    if not report.evidence:
        return _("No evidence yet"), _("Add files beside the statement, and refer to each in it.")
    named = report.evidence - len(report.unnamed)
    said = ngettext(
        "{named} of {count} piece of evidence referenced",
        "{named} of {count} pieces of evidence referenced",
        report.evidence,
    ).format(named=named, count=report.evidence)
    if not report.unnamed:
        return said, ""
    missing = ngettext(
        "{labels} is not in the statement.",
        "{labels} are not in the statement.",
        len(report.unnamed),
    )
    return said, missing.format(labels=word_list(report.unnamed))


def _documents(report: StatementReport) -> tuple[str, str]:
    needed = report.there + len(report.missing)
    said = _("{there} of {needed} documents there").format(there=report.there, needed=needed)
    why = []
    if report.missing:
        why.append(_("Still to add: {titles}.").format(titles=word_list(report.missing)))
    if report.unknown:
        unknown = _("Whether you need it is not known: {titles}.")
        why.append(unknown.format(titles=word_list(report.unknown)))
    return said, " ".join(why)


def _time(program: Program, portfolio: Portfolio) -> tuple[str, str]:
    since = _("You haven’t entered the day you enrolled.")
    if portfolio.admitted is not None:
        since = _("You enrolled on {day}.").format(day=long_day(portfolio.admitted))
    if program.usual_months:
        usual = _("It usually takes {months} months.").format(months=program.usual_months)
        since = f"{since} {usual}"
    return _("No deadline"), since
