"""Every finding of a check in words: what we found, what it means, what to do about it."""

from collections.abc import Callable, Mapping

from lssc_desktop.core.finding import Finding
from lssc_desktop.messages.courses import COURSES
from lssc_desktop.messages.findings_evidence import EVIDENCE
from lssc_desktop.messages.findings_renewal import RENEWAL
from lssc_desktop.messages.findings_standing import STANDING
from lssc_desktop.messages.findings_written import WRITTEN
from lssc_desktop.messages.message import Message

FINDINGS: Mapping[str, Callable[[Finding], Message]] = {
    **WRITTEN,
    **EVIDENCE,
    **STANDING,
    **COURSES,
    **RENEWAL,
}


def finding_message(finding: Finding) -> Message:
    """Say one finding; the place is named in the first sentence."""
    return FINDINGS[finding.code](finding)
