"""Audits in words: how a package is, and what is the matter with it."""

from lssc_desktop.audit.audited import AuditLine, AuditState
from lssc_desktop.audit.results import ResultWords
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.bags import fault_message
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.words import safe_text

RESULT_WORDS = ResultWords(
    lambda fault: fault_message(fault).text, lambda error: message_for(error).text
)
"""The sentences that go into a results file."""


def audit_state_word(state: AuditState) -> str:
    """Say how a package is, in a word or two."""
    return {
        AuditState.WHOLE: _("Intact"),
        AuditState.DAMAGED: _("Damaged"),
        AuditState.UNREADABLE: _("Can’t be opened"),
        AuditState.NOT_READ: _("Not checked"),
    }[state]


def package_problem_line(line: AuditLine) -> str:
    """Say of one package what is the matter with it, and name it."""
    name = safe_text(line.name or line.source)
    reason = line.reason
    if reason is not None:
        said = message_for(reason).happened
    else:
        said = fault_message(line.faults[0]).happened
        more = len(line.faults) - 1
        if more:
            said = ngettext(
                "{first} And {count} more problem.", "{first} And {count} more problems.", more
            ).format(first=said, count=more)
    return f"{audit_state_word(line.state)}: {name}: {said}"
