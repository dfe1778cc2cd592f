"""The place that a finding is about."""

from gettext import gettext as _

from lssc_desktop.core.finding import Finding


def place(finding: Finding) -> str:
    """What a finding is about: "No. 12", or the learning statement."""
    if finding.competency is None:
        return _("The personal learning statement")
    return _("No. {number}").format(number=finding.competency)
