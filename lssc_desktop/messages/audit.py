"""Audits in words: what one found, and why one cannot begin or go on."""

from collections.abc import Iterator, Sequence

from lssc_desktop.audit.audited import AuditCounts, AuditLine, AuditState
from lssc_desktop.audit.cluster import (
    ClusterDiffers,
    ClusterLost,
    ClusterNotSecure,
    ClusterUnreachable,
)
from lssc_desktop.audit.journal import JournalInUse, JournalUnusable
from lssc_desktop.audit.places import (
    AddressWithSecret,
    ExtraMissing,
    PlaceNotUnderstood,
    PlaceUnlisted,
    StoreNotEncrypted,
)
from lssc_desktop.audit.result_list import AuditView, PackageInStore, PackageNotFetched
from lssc_desktop.audit.results import NoResults, ResultWords
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


def more_problems_line(count: int) -> str:
    """Say how many packages were not named."""
    return ngettext(
        "{count} more package isn’t intact; --results FILE.csv lists them all.",
        "{count} more packages aren’t intact; --results FILE.csv lists them all.",
        count,
    ).format(count=count)


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


def more_problems(count: int) -> str:
    """Say how many more things are wrong with a package."""
    return ngettext("And {count} more thing.", "And {count} more things.", count).format(
        count=count
    )


def fetched_message(path: str) -> Message:
    """Say where a package lies that was fetched."""
    return Message(
        _("We fetched {name}.").format(name=file_name(path)),
        _("It’s a copy, in {path}. Your review is saved next to it.").format(path=path),
        "",
    )


@message_for.register
def _package_in_store(error: PackageInStore) -> Message:
    return Message(
        _("{name} is in object storage, which this program doesn’t open.").format(
            name=safe_text(error.name)
        ),
        _("Nothing was fetched: the keys to {address} stay off this computer.").format(
            address=safe_text(error.address)
        ),
        _(
            "Ask whoever runs the storage to copy the package to a folder you can reach, and open "
            "it from there."
        ),
    )


@message_for.register
def _package_not_fetched(error: PackageNotFetched) -> Message:
    reasons = {
        "refused": _("it needs a password, or you may not have it"),
        "gone": _("it isn’t there anymore"),
        "changed": _("it isn’t what was audited"),
        "certificate": _("the certificate of {host} isn’t trusted").format(host=error.host),
        "answer": _("{host} didn’t answer as it should").format(host=error.host),
    }
    return Message(
        _("{name} wasn’t fetched: {reason}.").format(
            name=safe_text(error.name), reason=reasons[error.reason]
        ),
        _("Nothing was kept of it."),
        _("Ask whoever runs {host}, or download it in your web browser and open the file.").format(
            host=error.host
        ),
    )


# Errors -----------------------------------------------------------------------------------------


@message_for.register
def _extra_missing(error: ExtraMissing) -> Message:
    if error.library == "pyarrow":
        advice = _(
            "In the source’s folder, run: .venv/bin/pip install -r requirements-parquet.txt. Or "
            "use results in .csv or .jsonl, which need nothing more."
        )
    else:
        advice = _(
            "In the source’s folder, run: .venv/bin/pip install -r requirements-office.txt. The "
            "downloadable program doesn’t include it, but it can audit folders."
        )
    return Message(
        _("This needs {library}, which isn’t installed.").format(library=error.library),
        _("Nothing was checked."),
        advice,
    )


@message_for.register
def _place_not_understood(error: PlaceNotUnderstood) -> Message:
    return Message(
        _("We can’t audit “{address}”.").format(address=safe_text(error.address)),
        _("Nothing was checked."),
        _("Name a folder, or an address like s3://bucket/packages/ or https://host/packages/."),
    )


@message_for.register
def _address_with_secret(_error: AddressWithSecret) -> Message:
    return Message(
        _("The address has a user name or password in it."),
        _("Nothing was checked. We save and show addresses, so they can’t have a password."),
        _("Remove everything before the “@”, and give them with --user and --password-env."),
    )


@message_for.register
def _store_not_encrypted(error: StoreNotEncrypted) -> Message:
    advice = _("Use an address that starts with https://.")
    if error.variable:
        advice = _("Set {variable} to an address that starts with https://.").format(
            variable=error.variable
        )
    return Message(
        _("What comes from {host} could be read and changed on its way.").format(
            host=safe_text(error.host)
        ),
        _("Nothing was checked."),
        advice,
    )


@message_for.register
def _place_unlisted(error: PlaceUnlisted) -> Message:
    reasons = {
        "refused": _("the keys in the environment don’t give us access"),
        "certificate": _("it shows a certificate that this computer doesn’t trust"),
        "gone": _("there’s nothing at this address"),
        "elsewhere": _("it points to another address, where we don’t follow"),
        "name": _("it has the name “{name}”, which we can’t read, so it lists nothing").format(
            name=safe_text(error.name)
        ),
        "connection": _("it didn’t answer, or not the way a store does"),
    }
    return Message(
        _("{address} didn’t list its contents: {reason}.").format(
            address=safe_text(error.address), reason=reasons[error.reason]
        ),
        _("Packages checked before are kept."),
        _(
            "If your office issues its own certificates, set SSL_CERT_FILE to the file of its "
            "authority, here and on every worker. If it doesn’t, contact whoever runs the server."
        )
        if error.reason == "certificate"
        else _("Rename that one in the store, and run the audit again.")
        if error.reason == "name"
        else _("Check the address, the keys, and the network, and run the audit again."),
    )


@message_for.register
def _journal_unusable(error: JournalUnusable) -> Message:
    return Message(
        _("{name} can’t be used as an audit journal.").format(name=file_name(error.path)),
        _("Nothing was saved in it. It may be something else, damaged, or on a full disk."),
        _("Choose another file with --journal; a new one starts from the first package."),
    )


@message_for.register
def _journal_in_use(error: JournalInUse) -> Message:
    return Message(
        _("Another audit is writing to {name} right now.").format(name=file_name(error.path)),
        _("Nothing was checked."),
        _("Wait until it’s done, or choose another file with --journal."),
    )


@message_for.register
def _cluster_not_secure(error: ClusterNotSecure) -> Message:
    return Message(
        _(
            "{address} can’t be used: we connect to a cluster only over TLS, with certificates."
        ).format(address=safe_text(error.address)),
        _("Nothing was checked. Anyone who can reach a scheduler can run programs on its workers."),
        _(
            "Give an address like tls://host:8786, and put the certificates where Dask "
            "looks for them: DASK_DISTRIBUTED__COMM__TLS__CA_FILE and the like."
        ),
    )


@message_for.register
def _cluster_unreachable(error: ClusterUnreachable) -> Message:
    return Message(
        _("No Dask scheduler with a worker answered at {address}.").format(
            address=safe_text(error.address)
        ),
        _("Nothing was checked."),
        _(
            "Check that the scheduler and a worker are running, and that they use the same "
            "certificates."
        ),
    )


@message_for.register
def _cluster_differs(error: ClusterDiffers) -> Message:
    if error.theirs:
        happened = _("The worker {worker} has {library} {theirs}, and we have {ours}.")
    else:
        happened = _("The worker {worker} doesn’t have {library}; we have {ours}.")
    return Message(
        happened.format(
            worker=safe_text(error.worker),
            library=error.library,
            theirs=error.theirs,
            ours=error.ours,
        ),
        _("Two versions might give different results for a package, so we stopped."),
        _("Install the same version everywhere, and run the audit again."),
    )


@message_for.register
def _cluster_lost(error: ClusterLost) -> Message:
    return Message(
        _("The Dask scheduler at {address} stopped responding.").format(
            address=safe_text(error.address)
        ),
        _("The results so far are kept."),
        _("Start it again, and run the same command to continue the audit."),
    )


@message_for.register
def _no_results(error: NoResults) -> Message:
    return Message(
        _("{name} isn’t a list of results we wrote: line {line} is something else.").format(
            name=file_name(error.path), line=error.line
        ),
        _("Nothing was changed."),
        _("Choose the file that “lssc-desktop audit --results” wrote: .jsonl, .csv, or .parquet."),
    )
