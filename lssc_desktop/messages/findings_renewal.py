"""What a check found about a renewal, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from gettext import gettext as _

from lssc_desktop.core.finding import Finding
from lssc_desktop.messages.counts import file_name
from lssc_desktop.messages.days import day
from lssc_desktop.messages.message import Message


def _not_certified(_finding: Finding) -> Message:
    return Message(
        _("There is no certification to renew yet."),
        _("Certificates that you keep here until then are not lost."),
        _("If you are certified, tell the day on your certificate."),
    )


def _no_rule(_finding: Finding) -> Message:
    return Message(
        _("Your program file says nothing about renewal."),
        _("What a renewal needs is not known, so none can be packaged."),
        _("Ask the program office how a certification is renewed."),
    )


def _not_open(finding: Finding) -> Message:
    return Message(
        _("The time to renew begins on {opens}.").format(opens=_fact_day(finding, "opens")),
        _("A renewal that is sent earlier is not taken."),
        _("Go on collecting hours until then."),
    )


def _over(finding: Finding) -> Message:
    return Message(
        _("The time to renew ended on {ended}.").format(ended=_fact_day(finding, "ended")),
        _("We do not know whether the program still takes a renewal."),
        _("Ask the program office."),
    )


def _hours_short(finding: Finding) -> Message:
    missing, technology = finding.fact("missing"), finding.fact("technology")
    happened = _("{missing} contact hours are missing.").format(missing=missing)
    if technology != "0":
        happened = _(
            "{missing} contact hours are missing, {technology} of them on technology."
        ).format(missing=missing, technology=technology)
    return Message(
        happened,
        _("The program renews a certification only with all of them."),
        _("Add the activities that are not recorded yet."),
    )


def _undocumented(finding: Finding) -> Message:
    return Message(
        _("“{title}” has no document yet.").format(title=finding.fact("title")),
        _("Which documents the program asks for, we do not know."),
        _("Attach a certificate, a program or your notes."),
    )


def _document_gone(finding: Finding) -> Message:
    return Message(
        _("{name}, the document of “{title}”, is not in the folder.").format(
            name=file_name(finding.path), title=finding.fact("title")
        ),
        _("A renewal cannot be packaged without it."),
        _("Put it back, or attach another one."),
    )


def _fact_day(finding: Finding, name: str) -> str:
    return day(date.fromisoformat(finding.fact(name)))


RENEWAL: Mapping[str, Callable[[Finding], Message]] = {
    "renewal-not-certified": _not_certified,
    "renewal-no-rule": _no_rule,
    "renewal-not-open": _not_open,
    "renewal-over": _over,
    "renewal-hours-short": _hours_short,
    "renewal-undocumented": _undocumented,
    "renewal-document-gone": _document_gone,
}
