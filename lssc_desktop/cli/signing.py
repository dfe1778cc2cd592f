"""`verify` and the commands of `key`: who made a file, and whether it is whole.

Neither needs a portfolio or a program, and none is loaded.
"""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.program.rules_id import RulesState
from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.submission.trust import (
    Agreement,
    SignatureCheck,
    SignatureState,
    compare_fingerprint,
    compare_key,
)
from lssc_desktop.disk.disk import whole_path
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.bags import fault_message, fingerprints_of, verification_lines
from lssc_desktop.messages.rules import asked_lines, rules_line
from lssc_desktop.messages.signatures import signer_lines
from lssc_desktop.messages.words import printable
from lssc_desktop.package.reader import verify_and_compare
from lssc_desktop.package.reading.fault import BagFault
from lssc_desktop.paths import config_folder
from lssc_desktop.store.known_programs import known_beside
from lssc_desktop.store.signing import (
    NoKey,
    check_signature,
    forget_key,
    forget_signer,
    key_path,
    known_signers,
    make_key,
    mark_lost,
    own_key,
    remember_signer,
    sign_file,
    signature_path,
    signer_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lssc_desktop.core.standing.program_differences import AskedOtherwise


def sign(arguments: Namespace, _today: date, reporter: Reporter) -> CommandResult:
    """Write a signature beside each file."""
    config = config_folder()
    written = (sign_file(config, path, reporter=reporter) for path in arguments.files)
    paths = [str(whole_path(path)) for path in written]
    return CommandResult(tuple(map(_signed_line, paths)), {"signatures": paths})


def key_show(_arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """Show this user's key."""
    key = own_key(config_folder())
    if key is None:
        raise NoKey
    return _shown(key)


def key_new(_arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """Make a key for this user."""
    return _shown(make_key(config_folder()))


def key_forget(_arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """Delete this user's key."""
    forget_key(config_folder())
    return CommandResult(
        (_("You no longer have a key. What you signed stays signed."),), {"fingerprint": None}
    )


def _shown(key: PublicKey) -> CommandResult:
    path = str(key_path(config_folder()))
    data = {"fingerprint": key.fingerprint, "public_key": key.line, "path": path}
    return CommandResult(
        (
            _("Your key’s fingerprint is {fingerprint}.").format(fingerprint=key.fingerprint),
            _("Read it once to people who get files from you, for example by phone."),
            _("The key is in {path}. Don’t share it.").format(path=printable(path)),
            key.line,
        ),
        data,
    )


def signers(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Show whose keys were compared, add one, mark one as lost, or take one out."""
    config = config_folder()
    if arguments.remember is not None:
        signer = signer_of(arguments.remember, arguments.name, arguments.fingerprint, today)
        remember_signer(config, signer, also=arguments.also)
    named = arguments.lost or arguments.forget
    if named is not None:
        found = [each for each in known_signers(config) if _is(each, named)]
        if not found:
            return CommandResult(
                (_("None of the keys you compared has this fingerprint."),),
                {"signers": []},
                FOUND_SOMETHING,
            )
        for each in found:
            if arguments.lost:
                mark_lost(config, each, today)
            else:
                forget_signer(config, each.key)
    known = known_signers(config)
    data = [
        {
            "name": each.name,
            "fingerprint": each.key.fingerprint,
            "compared": each.compared and each.compared.isoformat(),
            "lost": each.lost and each.lost.isoformat(),
        }
        for each in known
    ]
    return CommandResult(signer_lines(known), {"signers": data}, GOOD)


def _is(signer: KnownSigner, fingerprint: str) -> bool:
    return compare_key(fingerprint, signer.key) is Agreement.SAME


# What other commands tell of signatures ---------------------------------------------------------

_EXPECTS = {SignatureState.OTHER_KEY, SignatureState.UNSIGNED}
"""States in which what is known is of whoever should have signed it."""


def signature_data(found: SignatureCheck) -> dict[str, object]:
    """Return what a signature shows, for `--json`."""
    return {
        "state": found.state.value,
        "name": found.name or None,
        "fingerprint": found.fingerprint or None,
        "expected": found.known.name if found.known and found.state in _EXPECTS else None,
    }


def signed_lines(path: Path, *, signed: bool) -> tuple[str, ...]:
    """Say where the signature is of a file that a command just wrote."""
    return (_signed_line(str(whole_path(signature_path(path)))),) if signed else ()


# Verifying --------------------------------------------------------------------------------------


def verify(arguments: Namespace, _today: date, reporter: Reporter) -> CommandResult:
    """Verify any bag and report everything that is wrong with it."""
    found, sent = verify_and_compare(arguments.path, reporter)
    signature = check_signature(
        config_folder(), arguments.path, found.candidate, found.fingerprint, reporter
    )
    known = known_beside(config_folder(), arguments.path)
    rules = known.rules_of(found.rules)
    is_changed = found.valid and rules is not None and rules.state is RulesState.CHANGED
    asked: Sequence[AskedOtherwise] = ()
    if is_changed:
        from lssc_desktop.package.judging import asked_in  # what few packages need

        asked = asked_in(arguments.path, found, known, reporter)
    said = arguments.compare
    compared = compare_fingerprint(said or "", fingerprints_of(found)).result
    data = {
        "valid": found.valid,
        "complete": found.complete,
        "faults": [_fault_data(fault) for fault in found.faults],
        "warnings": [_fault_data(fault) for fault in found.warnings],
        "package_id": found.package_id,
        "sha256": found.fingerprint or None,
        "sent": list(sent),
        "signature": signature_data(signature),
        "compared": None if said is None else compared.value,
        "rules": None if rules is None else rules.state.value,
        "asked_otherwise": asked_data(asked),
    }
    differs = (
        (bool(sent) and found.package_id not in sent)
        or signature.is_wrong
        or (said is not None and compared is not Agreement.SAME)
        or (rules is not None and rules.state is RulesState.CHANGED)
    )
    status = GOOD if found.valid and not differs else FOUND_SOMETHING
    lines = verification_lines(found, sent, signature, said)
    about_rules = () if rules is None else (rules_line(rules), *asked_lines(asked))
    return CommandResult((*lines, *about_rules), data, status)


def _fault_data(fault: BagFault) -> dict[str, object]:
    return {"code": str(fault.code), "path": fault.path, "message": fault_message(fault).text}


def asked_data(asked: "Sequence[AskedOtherwise]") -> list[dict[str, object]]:
    """Return as data what two program files ask otherwise."""
    return [{"number": it.number, "known": it.known, "package": it.found} for it in asked]


def _signed_line(path: str) -> str:
    """Say where a signature is."""
    return _("The signature is in {path}. Send it along with the file.").format(
        path=printable(path)
    )
