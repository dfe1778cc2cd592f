"""Whether a person may apply, in words."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.eligibility import EligibilityReport
from lssc_desktop.core.program import Eligibility
from lssc_desktop.messages.days import day


def eligibility_sentence(report: EligibilityReport) -> str:
    """Say whether a person may apply, since or from when, or what is lacking."""
    if report.eligible and report.since is not None:
        return _("You can apply, since {day}.").format(day=day(report.since))
    if report.education is None:
        return _("Say first whether you have the education that the program asks for.")
    if not report.education:
        return _("The program asks for an education that you do not have yet.")
    if report.since is not None:
        return _("If the work goes on like this, you can apply from {day} on.").format(
            day=day(report.since)
        )
    return _("The work told so far does not come to the hours that the program asks for.")


def hours_sentence(report: EligibilityReport) -> str:
    """Say how many hours count, of how many, and since when they do."""
    return _("{hours} of {needed} hours since {day}").format(
        hours=f"{report.hours.normalize():,f}",
        needed=f"{report.needed:,}",
        day=day(report.counted_from),
    )


def rule_sentence(rule: Eligibility) -> str:
    """Say what the program asks for."""
    return ngettext(
        "{education}, and {hours} hours worked in libraries within the last year.",
        "{education}, and {hours} hours worked in libraries within the last {years} years.",
        rule.within_years,
    ).format(education=rule.education, hours=f"{rule.hours:,}", years=rule.within_years)
