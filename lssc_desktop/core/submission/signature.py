"""Signatures as OpenSSH writes them: the signature, the public key, and the known signers as text.

Formats: PROTOCOL.sshsig of OpenSSH, RFC 4253 section 6.6, RFC 8709, and "ALLOWED SIGNERS" of
ssh-keygen(1). So `ssh-keygen -Y verify` checks what we sign, and we check what it signs.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from lssc_desktop.values import dataclass

NAMESPACE = "lssc-desktop"
"""For what our signatures are meant: one that was made for anything else says nothing here."""

SIGNATURE_SUFFIX = ".sig"
"""What the name of a signature ends with, after the whole name of the file that it is about."""

HASHES = {"sha256": 32, "sha512": 64}
"""The algorithms that may be named in a signature, and how many bytes they come to."""

LONGEST = 16_384
"""Characters of a signature that are read; ours have some 300."""

ED25519 = "ssh-ed25519"

_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_MAGIC = b"SSHSIG"
_VERSION = 1
_LENGTH = 4  # bytes before every field
_COLUMNS = 70  # as ssh-keygen breaks its lines
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


@dataclass(eq=False)
class SignatureUnreadable(ValueError):
    """Not a signature, or none that we can check.

    `reason` is "form", "version", "algorithm" (not Ed25519, or an unknown hash) or "namespace"
    (made for something else).
    """

    reason: str


@dataclass(eq=False)
class KeyUnreadable(ValueError):
    """A text that is no Ed25519 public key of OpenSSH; whoever asks says what that means."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 public key; `raw` are its 32 bytes (RFC 8032)."""

    raw: bytes

    @property
    def blob(self) -> bytes:
        """The key as it stands within signatures and, in Base64, in a line."""
        return _string(ED25519.encode()) + _string(self.raw)

    @property
    def line(self) -> str:
        """The key as one line of text, without a comment: "ssh-ed25519 AAAA…"."""
        return f"{ED25519} {base64.b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """What people compare: "SHA256:…", as `ssh-keygen -lf` gives it."""
        digest = hashlib.sha256(self.blob).digest()
        return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


@dataclass(frozen=True, slots=True)
class SshSignature:
    """A signature: by whose key, over a file's fingerprint by which algorithm of `HASHES`."""

    key: PublicKey
    hash: str
    signature: bytes


def signed_message(hash_name: str, digest: bytes) -> bytes:
    """Return the bytes that are signed for a file with this fingerprint."""
    fields = (NAMESPACE.encode(), b"", hash_name.encode(), digest)
    return _MAGIC + b"".join(map(_string, fields))


def encode_signature(signature: SshSignature) -> str:
    """Return a signature as the text of its file."""
    data = (
        _MAGIC
        + _VERSION.to_bytes(_LENGTH)
        + _string(signature.key.blob)
        + _string(NAMESPACE.encode())
        + _string(b"")
        + _string(signature.hash.encode())
        + _string(_string(ED25519.encode()) + _string(signature.signature))
    )
    text = base64.b64encode(data).decode()
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    return "\n".join((_BEGIN, *lines, _END, ""))


def decode_signature(text: str) -> SshSignature:
    """Return what the text of a signature file says. Raises `SignatureUnreadable`."""
    found = re.fullmatch(rf"\s*{_BEGIN}\s([A-Za-z0-9+/=\s]*){_END}\s*", text)
    if found is None or len(text) > LONGEST:
        raise SignatureUnreadable("form")
    data = _from_base64("".join(found[1].split()))
    head = len(_MAGIC) + _LENGTH
    if data is None or not data.startswith(_MAGIC) or len(data) < head:
        raise SignatureUnreadable("form")
    if data[len(_MAGIC) : head] != _VERSION.to_bytes(_LENGTH):
        raise SignatureUnreadable("version")
    key, namespace, _reserved, hash_name, signed = _fields(data[head:], 5)
    kind, raw = _fields(signed, 2)
    of_key = _fields(key, 2, rest=True)
    if of_key[0] != ED25519.encode() or kind != ED25519.encode():
        raise SignatureUnreadable("algorithm")
    if hash_name not in {name.encode() for name in HASHES}:
        raise SignatureUnreadable("algorithm")
    if namespace != NAMESPACE.encode():
        raise SignatureUnreadable("namespace")
    public = _fields(key, 2)[1]
    if len(public) != _KEY_BYTES or len(raw) != _SIGNATURE_BYTES:
        raise SignatureUnreadable("form")
    return SshSignature(PublicKey(public), hash_name.decode(), raw)


def decode_public_key(text: str) -> PublicKey:
    """Return the key of a line as in a `.pub` file, whatever comment follows.

    Raises `KeyUnreadable`.
    """
    words = text.split()
    if len(words) < 2 or words[0] != ED25519:  # noqa: PLR2004  its kind and itself
        raise KeyUnreadable
    data = _from_base64(words[1])
    start = _string(ED25519.encode())
    raw = b"" if data is None else data.removeprefix(start)
    if data is None or not data.startswith(start) or len(raw) != _LENGTH + _KEY_BYTES:
        raise KeyUnreadable
    key = PublicKey(raw[_LENGTH:])
    if key.blob != data:
        raise KeyUnreadable
    return key


def _string(data: bytes) -> bytes:
    """Return bytes with their length before them (RFC 4251, section 5)."""
    return len(data).to_bytes(_LENGTH) + data


def _fields(data: bytes, count: int, *, rest: bool = False) -> tuple[bytes, ...]:
    """Return so many fields, with nothing behind them unless `rest` allows it."""
    found = []
    for _number in range(count):
        end = _LENGTH + int.from_bytes(data[:_LENGTH])
        if len(data) < max(end, _LENGTH):
            raise SignatureUnreadable("form")
        found.append(data[_LENGTH:end])
        data = data[end:]
    if data and not rest:
        raise SignatureUnreadable("form")
    return tuple(found)


def _from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


# Known signers ----------------------------------------------------------------------------------

_COMPARED = "fingerprint"
"""Before the day on which its fingerprint was entered. Earlier files have "compared" there, of keys
that nobody needed a fingerprint for: that says nothing."""
_LOST = "# lost"
"""Before the whole line of a key that was lost: nobody else takes it for a signer either."""
_IN_NAMES = re.compile(r'[",*?!\x00-\x1f\x7f]')  # what would mean something else in such a line
_LINE = re.compile(
    r"""
    \s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))
    (?:\s+namespaces="(?P<namespaces>[^"]*)")?
    \s+(?P<key>ssh-ed25519\s+[A-Za-z0-9+/=]+)
    (?:\s+(?P<comment>.*))?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class KnownSigner:
    """Somebody whose key is known by name.

    `compared` is the day on which its fingerprint was entered, None where nobody did. `lost` is
    the day on which it was marked as lost: from then on it vouches for nobody.
    """

    name: str
    key: PublicKey
    compared: date | None = None
    lost: date | None = None


def signer_name(name: str) -> str:
    """Return a name as the file of known signers can have it."""
    return " ".join(_IN_NAMES.sub(" ", name).split())


def read_signers(text: str) -> tuple[KnownSigner, ...]:
    """Return the signers of a file; lines that we do not wholly understand vouch for nobody."""
    return tuple(signer for line in text.splitlines() if (signer := _signer(line)) is not None)


def with_signer(text: str, signer: KnownSigner) -> str:
    """Return the text of a file with a signer added, in place of what was said of that key.

    Lines that are not ours stay.
    """
    day = "" if signer.compared is None else f" {_COMPARED} {signer.compared.isoformat()}"
    lost = "" if signer.lost is None else f"{_LOST} {signer.lost.isoformat()} "
    line = f'{lost}"{signer_name(signer.name)}" namespaces="{NAMESPACE}" {signer.key.line}{day}'
    return _joined((*_others(text, signer.key), line))


def without_signer(text: str, key: PublicKey) -> str:
    """Return the text of a file without what it said of a key."""
    return _joined(_others(text, key))


def _others(text: str, key: PublicKey) -> Iterator[str]:
    for line in text.splitlines():
        signer = _signer(line)
        if signer is None or signer.key != key:
            yield line


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _signer(line: str) -> KnownSigner | None:
    lost, line = _without_loss(line)
    found = None if line.lstrip().startswith("#") else _LINE.fullmatch(line)
    if found is None:
        return None
    name = found["quoted"] if found["plain"] is None else found["plain"]
    namespaces = found["namespaces"]
    if not name.strip() or _IN_NAMES.search(name):  # a pattern, or several names
        return None
    if namespaces is not None and NAMESPACE not in namespaces.split(","):
        return None
    try:
        key = decode_public_key(found["key"])
    except KeyUnreadable:
        return None
    return KnownSigner(name, key, _day_after(_COMPARED, found["comment"] or ""), lost)


def _without_loss(line: str) -> tuple[date | None, str]:
    """Return when the key of a line was lost, and the line as it was before."""
    if not line.startswith(f"{_LOST} "):
        return None, line
    day, _space, rest = line.removeprefix(f"{_LOST} ").partition(" ")
    lost = _day_after(_LOST, f"{_LOST} {day}")
    return (None, line) if lost is None else (lost, rest)


def _day_after(word: str, comment: str) -> date | None:
    if not comment.strip().startswith(f"{word} "):
        return None
    try:
        return date.fromisoformat(comment.strip().removeprefix(f"{word} "))
    except ValueError:
        return None
