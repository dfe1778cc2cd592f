"""Signing: this user's key, the keys of others that were compared, and signatures beside files.

Everything is in the formats of OpenSSH, so that `ssh-keygen -Y` signs and verifies
with the same files. The key lies in the settings folder without a passphrase, readable by its
user alone: what protects it is the account, as for the reviews that are kept there. On Windows,
where the settings may follow a user to other computers, the key lies where it stays on this one.
Signing writes a file beside the signed one, and never touches that.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Reporter, ignore_progress
from lssc_desktop.core.submission.signature import (
    LONGEST,
    SIGNATURE_SUFFIX,
    KeyUnreadable,
    KnownSigner,
    PublicKey,
    SshSignature,
    decode_public_key,
    decode_signature,
    encode_signature,
    read_signers,
    signed_message,
    with_signer,
    without_signer,
)
from lssc_desktop.core.submission.trust import (
    UNSIGNED,
    Agreement,
    KeyRing,
    SignatureCheck,
    SignatureState,
    compare_key,
    keys_of,
    signed_by,
    unsigned,
)
from lssc_desktop.disk.disk import FileMissing, FolderGone, disk_errors, is_file, is_there
from lssc_desktop.disk.files import (
    FileTooLarge,
    NotOrdinary,
    fingerprint,
    move_into_place,
    open_to_read,
    read_limited,
    removed_on_failure,
    retry_while_busy,
    temporary_beside,
    write_durably,
)
from lssc_desktop.paths import key_folder

KEY = "signing_key"
PUBLIC_KEY = f"{KEY}.pub"
KNOWN_SIGNERS = "allowed_signers"

_HASH = "sha256"  # the fingerprint that packages have anyway, so that none is read twice
_LARGEST_KEY = 16_384  # bytes
_LARGEST_KNOWN = 1 << 20


class KeyThere(LsscError):
    """There is a key already; another one would make what others compared worthless."""

    path: str

    says = Says(
        "You already have a key to sign with, in {path:safe}.",
        "It stays. With a new key, people would have to compare again.",
        "To start over, delete it first, then have people compare the new one.",
    )


class NoKey(LsscError):
    """This user has no key to sign with."""

    says = Says(
        "You have no key to sign with.",
        "Nothing was signed.",
        "Make one. It takes a moment and stays on this computer.",
    )


class KeyUnusable(LsscError):
    """The file of the key holds none that we can sign with: damaged, or with a passphrase."""

    path: str

    says = Says(
        "We can’t sign with the key in {path:safe}: it’s damaged or has a passphrase.",
        "The file itself is saved, but it isn’t signed.",
        "Delete that key and make a new one, or remove its passphrase with ssh-keygen -p.",
    )


class NothingToSign(LsscError):
    """There is a folder, or nothing: only a file can be signed."""

    path: str

    says = Says(
        "You can sign only a file, and {path:safe} isn’t one.",
        "Nothing was signed.",
        "Choose the package’s ZIP file, or the review file.",
    )


class NoSignature(LsscError):
    """Whoever signed a file cannot be remembered: no good signature lies beside it."""

    path: str

    says = Says(
        "{path:safe_file} doesn’t show whose key it is.",
        "No one was added to the people whose keys you compared.",
        "Choose a file someone else signed, with its signature next to it, or a .pub file.",
    )


class SignatureWrong(LsscError):
    """The signature beside a file is about another content."""

    path: str

    says = Says(
        "The signature next to {path:safe_file} doesn’t match it.",
        "One of the two was changed. Nothing was added.",
        "Ask for both files again.",
    )


class FingerprintWrong(LsscError):
    """What was entered as the fingerprint of a key is not the whole fingerprint of that key."""

    path: str

    says = Says(
        "The key of {path:safe_file} has a different fingerprint.",
        "No one was added to the people whose keys you compared.",
        "Have the key’s owner read it to you again: all 43 characters, and capital letters.",
    )


class KeyLost(LsscError):
    """The key is one that was marked as lost on that day."""

    name: str
    lost: date

    says = Says(
        "This key of {name:safe} was marked lost on {lost:day}.",
        "Anyone could be signing with it. It stays marked lost.",
        "Ask for a file signed with a new key. If it isn’t lost after all, forget it first.",
    )


class AnotherKeyKnown(LsscError):
    """Another key is known of somebody of that name; nobody said that both are used."""

    known: KnownSigner

    says = Says(
        "You have another key for {known.name:safe}.",
        "The new one wasn’t added. Someone else may be using the name.",
        "Ask {known.name:safe} in person or by phone: mark the earlier key lost, or add this one "
        "too.",
    )


def signature_path(path: Path) -> Path:
    """Return where the signature of a file lies: beside it."""
    return path.with_name(path.name + SIGNATURE_SUFFIX)


# Own key ----------------------------------------------------------------------------------------


def make_key(config: Path) -> PublicKey:
    """Make a key for this user and keep it in the settings folder, for this user's eyes alone.

    Raises `KeyThere`, and the errors of `store.folder.disk`.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    path = key_path(config)
    if is_there(path):
        raise KeyThere(str(path))
    private = Ed25519PrivateKey.generate()
    text = private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    public = PublicKey(private.public_key().public_bytes_raw())
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    _write_secret(path, text)
    write_durably(path.with_name(PUBLIC_KEY), f"{public.line} LSSC Desktop\n".encode())
    return public


def forget_key(config: Path) -> None:
    """Delete this user's key for good; what was signed stays signed."""
    for folder in dict.fromkeys((key_path(config).parent, config)):
        for name in (KEY, PUBLIC_KEY):
            path = folder / name
            with disk_errors(path), suppress(FileNotFoundError):
                retry_while_busy(path.unlink)


def own_key(config: Path) -> PublicKey | None:
    """Return this user's public key, None where there is no key.

    Raises `KeyUnusable`, and the errors of `store.folder.disk`.
    """
    try:
        return PublicKey(_private(config)[1])
    except NoKey:
        return None


def has_key(config: Path) -> bool:
    """Whether this user has a key, without reading it."""
    return is_there(key_path(config))


def key_path(config: Path) -> Path:
    """Return where this user's key lies or will lie; one in the settings is moved there first.

    Where it cannot be moved, it stays the key until it can. A key that another computer left in
    the settings is not moved over one of this computer.
    """
    before, path = config / KEY, key_folder(config) / KEY
    if path == before or not is_there(before):
        return path
    if not is_there(path):
        try:
            data = read_limited(before, _LARGEST_KEY)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_secret(path, data)
        except (LsscError, OSError):
            return before
    with suppress(LsscError, OSError):
        if read_limited(path, _LARGEST_KEY) == read_limited(before, _LARGEST_KEY):
            _move_public(before, path)
            retry_while_busy(before.unlink)
    return path


def _move_public(before: Path, path: Path) -> None:
    old, new = before.with_name(PUBLIC_KEY), path.with_name(PUBLIC_KEY)
    with suppress(FileMissing, FolderGone, FileNotFoundError):
        write_durably(new, read_limited(old, _LARGEST_KEY))
        retry_while_busy(old.unlink)


def _private(config: Path) -> tuple[object, bytes]:
    """Return the private key and the raw public one."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    path = key_path(config)
    try:
        data = read_limited(path, _LARGEST_KEY)
    except (FileMissing, FolderGone) as error:
        raise NoKey from error
    try:
        private = load_ssh_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnusable(str(path)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyUnusable(str(path))
    return private, private.public_key().public_bytes_raw()


def _write_secret(path: Path, data: bytes) -> None:
    """Write a file that nobody else can read, not even while it is written."""
    temporary = temporary_beside(path)
    opener = partial(os.open, mode=0o600)
    with disk_errors(path), removed_on_failure(temporary):
        with open(temporary, "xb", opener=opener) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(temporary, path)


# Signing ----------------------------------------------------------------------------------------


def sign_file(
    config: Path, path: Path, sha256: str = "", reporter: Reporter = ignore_progress
) -> Path:
    """Write this user's signature beside a file, over one that was there; return its path.

    `sha256` is the fingerprint of the file, where it is known; else the file is read.
    Raises `NoKey`, `KeyUnusable`, `NothingToSign`, and the errors of `store.folder.disk`.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private, public = _private(config)
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyUnusable(str(key_path(config)))
    if not is_file(path):
        raise NothingToSign(str(path))
    digest = bytes.fromhex(sha256 or fingerprint(path, reporter))
    signature = private.sign(signed_message(_HASH, digest))
    target = signature_path(path)
    text = encode_signature(SshSignature(PublicKey(public), _HASH, signature))
    write_durably(target, text.encode())
    return target


def sign_as_own(config: Path, path: Path, sha256: str = "") -> bool:
    """Sign a file that this user just wrote, if there is a key; return whether it is signed.

    Without one, a signature of what had the name before is removed: it would be about another
    content. Raises as `sign_file`.
    """
    if has_key(config):
        sign_file(config, path, sha256)
        return True
    old = signature_path(path)
    with disk_errors(old), suppress(FileNotFoundError):
        retry_while_busy(old.unlink)
    return False


def try_to_sign(config: Path | None, path: Path, sha256: str) -> tuple[bool, LsscError | None]:
    """Sign as `sign_as_own`; return whether it is signed, or why not: it is written all the same.

    Without a folder of settings nothing is signed.
    """
    if config is None:
        return False, None
    try:
        return sign_as_own(config, path, sha256), None
    except LsscError as error:
        return False, error


# Checking ---------------------------------------------------------------------------------------


def check_signature(
    config: Path,
    path: Path,
    claimed: str,
    sha256: str = "",
    reporter: Reporter = ignore_progress,
) -> SignatureCheck:
    """Return what the signature beside a file shows.

    `claimed` is who the file says it is from, "" where it does not say that. `sha256` is the
    fingerprint of the file, where it is known; else the file is read. Whatever is wrong with the
    signature is a state, not an error.
    """
    if not is_file(path):  # a folder has no bytes of its own to sign
        return UNSIGNED
    try:
        signature = _signature_beside(path)
    except (LsscError, ValueError):
        return SignatureCheck(SignatureState.UNREADABLE)
    known = known_signers(config)
    if signature is None:
        return unsigned(known, claimed)
    if not _fits(signature, _digest(path, signature.hash, sha256, reporter)):
        return SignatureCheck(SignatureState.BAD, signature.key)
    return signed_by(signature.key, _own_if_readable(config), known, claimed)


def claimed_key(path: Path) -> PublicKey | None:
    """Return the key that the signature beside a file names, without reading the file.

    None where there is no signature, or none that we can check.
    """
    try:
        signature = _signature_beside(path)
    except (LsscError, ValueError):
        return None
    return None if signature is None else signature.key


def _signature_beside(path: Path) -> SshSignature | None:
    """Return the signature beside a file, None where there is none.

    Raises `SignatureUnreadable`, `ValueError`, and the errors of `store.folder.disk`.
    """
    try:
        return decode_signature(read_limited(signature_path(path), LONGEST).decode("ascii"))
    except (FileMissing, FolderGone):
        return None


def _own_if_readable(config: Path) -> PublicKey | None:
    try:
        return own_key(config)
    except LsscError:
        return None


def require_no_wrong_signature(config: Path, path: Path, claimed: str) -> SignatureCheck:
    """Return what the signature beside a file shows. Raises `SignatureWrong` for a bad one."""
    found = check_signature(config, path, claimed)
    if found.state is SignatureState.BAD:
        raise SignatureWrong(str(path))
    return found


def carry_signature(source: Path, target: Path) -> None:
    """Copy the signature of a file beside a copy of the file, where there is one.

    Raises the errors of `store.folder.disk`.
    """
    try:
        data = read_limited(signature_path(source), LONGEST)
    except (FileMissing, FolderGone, NotOrdinary, FileTooLarge):
        return
    write_durably(signature_path(target), data)


def _digest(path: Path, hash_name: str, sha256: str, reporter: Reporter) -> bytes:
    if hash_name == "sha256":
        return bytes.fromhex(sha256 or fingerprint(path, reporter))
    with disk_errors(path), open_to_read(path) as file:
        return hashlib.file_digest(file, hash_name).digest()


def _fits(signature: SshSignature, digest: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(signature.key.raw)
        key.verify(signature.signature, signed_message(signature.hash, digest))
    except (InvalidSignature, ValueError):
        return False
    return True


# Known signers ----------------------------------------------------------------------------------


def key_ring(config: Path) -> KeyRing:
    """Return the keys that this user has and knows; of what cannot be read, none."""
    return KeyRing(_own_if_readable(config), known_signers(config))


def known_signers(config: Path) -> tuple[KnownSigner, ...]:
    """Return the people whose keys this user compared; none where nothing can be read."""
    try:
        return read_signers(_known_text(config))
    except LsscError:
        return ()


def remember_signer(config: Path, signer: KnownSigner, *, also: bool = False) -> None:
    """Note whose key this is, in place of what was noted of it.

    Raises `KeyLost`; `AnotherKeyKnown` where another key is known of that name, unless this one
    is used `also`; and the errors of `store.folder.disk`.
    """
    with disk_errors(config):
        config.mkdir(parents=True, exist_ok=True)
    text = _known_text(config)
    known = read_signers(text)
    for each in known:
        if each.key == signer.key and each.lost is not None:
            raise KeyLost(each.name, each.lost)
    others = [each for each in keys_of(signer.name, known) if each.key != signer.key]
    if others and not also:
        raise AnotherKeyKnown(others[0])
    write_durably(config / KNOWN_SIGNERS, with_signer(text, signer).encode())


def mark_lost(config: Path, signer: KnownSigner, today: date) -> None:
    """Note that a key was lost: from now on it vouches for nobody.

    Raises the errors of `store.folder.disk`.
    """
    text = with_signer(_known_text(config), replace(signer, lost=signer.lost or today))
    write_durably(config / KNOWN_SIGNERS, text.encode())


def forget_signer(config: Path, key: PublicKey) -> None:
    """Note no more whose key this is. Raises the errors of `store.folder.disk`."""
    text = _known_text(config)
    without = without_signer(text, key)
    if without != text:
        write_durably(config / KNOWN_SIGNERS, without.encode())


def signer_of(path: Path, name: str, said: str, today: date) -> KnownSigner:
    """Return whom to remember by a signed file, or by a file with a public key.

    `said` is the fingerprint of the key as its owner read it out. Raises `NoSignature` where
    the file shows no key, and `FingerprintWrong`.
    """
    key = _key_in(path)
    if compare_key(said, key) is not Agreement.SAME:
        raise FingerprintWrong(str(path))
    return KnownSigner(name, key, today)


def _key_in(path: Path) -> PublicKey:
    """Return the key in a `.pub` file, or the one that signed a file. Raises `NoSignature`."""
    if path.suffix == ".pub":
        try:
            return decode_public_key(read_limited(path, _LARGEST_KEY).decode("utf-8", "replace"))
        except KeyUnreadable as error:
            raise NoSignature(str(path)) from error
    try:
        signature = _signature_beside(path)
    except (LsscError, ValueError) as error:
        raise NoSignature(str(path)) from error
    if signature is None or not _fits(
        signature, _digest(path, signature.hash, "", ignore_progress)
    ):
        raise NoSignature(str(path))
    return signature.key


def _known_text(config: Path) -> str:
    try:
        return read_limited(config / KNOWN_SIGNERS, _LARGEST_KNOWN).decode("utf-8", "replace")
    except (FileMissing, FolderGone):
        return ""
