"""Audits in words: what one found, and why one cannot begin or go on."""

from collections.abc import Iterator, Sequence

from lssc_desktop.audit.audited import AuditCounts, AuditLine, AuditState
from lssc_desktop.audit.result_list import AuditView
from lssc_desktop.audit.results import ResultWords
from lssc_desktop.audit.run import Audited
from lssc_desktop.formats.numbers import number_text, size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.bags import fault_message
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import file_name, safe_text

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


def audit_lines(found: Audited, results: Sequence[str]) -> Iterator[str]:
    """Say what an audit found."""
    counts = found.counts
    yield ngettext(
        "{count} package, {size}: {whole} intact, {damaged} damaged, {unreadable} can’t be "
        "opened, {not_read} not checked.",
        "{count} packages, {size}: {whole} intact, {damaged} damaged, {unreadable} can’t "
        "be opened, {not_read} not checked.",
        counts.packages,
    ).format(
        count=counts.packages,
        size=size(counts.bytes),
        whole=counts.whole,
        damaged=counts.damaged,
        unreadable=counts.unreadable,
        not_read=counts.not_read,
    )
    if found.read < counts.packages:
        yield ngettext(
            "{count} was checked before and hasn’t changed since; --all reads it again.",
            "{count} were checked before and haven’t changed since; --all reads them again.",
            counts.packages - found.read,
        ).format(count=counts.packages - found.read)
    if counts.not_read:
        yield _("Packages not checked may still be intact. Run the audit again to try them.")
    for path in results:
        yield _("The results are in {path}.").format(path=path)


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


def changed_rules_line(line: AuditLine) -> str:
    """Say of a package that its rules aren't those of the version that it names."""
    return _("Rules changed: {name}").format(name=safe_text(line.name or line.source))


def rules_counted(changed: int, unknown: int) -> Iterator[str]:
    """Say of how many packages the rules are changed, or not known here."""
    if changed:
        yield ngettext(
            "{count} package has rules that were changed. It can’t be judged by them.",
            "{count} packages have rules that were changed. They can’t be judged by them.",
            changed,
        ).format(count=changed)
    if unknown:
        yield ngettext(
            "{count} package has rules that this computer doesn’t know.",
            "{count} packages have rules that this computer doesn’t know.",
            unknown,
        ).format(count=unknown)


def stopped_line(counts: AuditCounts) -> str:
    """Say what there is of an audit that was stopped."""
    return ngettext(
        "Stopped. {count} package is checked; run the same command to continue.",
        "Stopped. {count} packages are checked; run the same command to continue.",
        counts.packages,
    ).format(count=counts.packages)


# Lists of results -------------------------------------------------------------------------------


def audit_view_words() -> dict[AuditView, str]:
    """Return the name of each view of a list."""
    return {
        AuditView.ALL: _("All"),
        AuditView.NOT_WHOLE: _("Everything not intact"),
        AuditView.DAMAGED: audit_state_word(AuditState.DAMAGED),
        AuditView.UNREADABLE: audit_state_word(AuditState.UNREADABLE),
        AuditView.NOT_READ: audit_state_word(AuditState.NOT_READ),
        AuditView.WHOLE: audit_state_word(AuditState.WHOLE),
    }


def list_count(shown: int, all_of_them: int) -> str:
    """Say how many packages of a list are shown."""
    if shown == all_of_them:
        said = ngettext("{count} package", "{count} packages", shown)
        return said.format(count=number_text(shown))
    return ngettext(
        "{shown} of {count} package", "{shown} of {count} packages", all_of_them
    ).format(shown=number_text(shown), count=number_text(all_of_them))


def fetched_message(path: str) -> Message:
    """Say where a package lies that was fetched."""
    return Message(
        _("We fetched {name}.").format(name=file_name(path)),
        _("It’s a copy, in {path}. Your review is saved next to it.").format(path=path),
        "",
    )
