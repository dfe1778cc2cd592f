"""Trust in a file: what a comparison, the copy seen first and a signature let us say, no more."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey

# A fingerprint that was read to somebody ---------------------------------------------------------

LEAST_COMPARED = 8
"""Characters of a fingerprint below which a comparison says too little."""

_FINGERPRINT = 64
_GROUP = 4
_BETWEEN = re.compile(r"[\s\-:.,;\u2010-\u2015\u00a0]+")
_NAMED = re.compile(r"(?i)\s*sha-?256\s*[:=]?\s*")


class Agreement(StrEnum):
    """What comes of comparing a fingerprint with the one that somebody read or sent."""

    EMPTY = "empty"
    NOT_ONE = "not-one"
    """Something else than the digits 0 to 9 and the letters A to F, or too many of them."""
    TOO_SHORT = "too-short"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class FingerprintComparison:
    """What comes of a comparison, and how many characters of the 64 were compared."""

    result: Agreement
    characters: int = 0


def compare_fingerprint(said: str, fingerprints: Collection[str]) -> FingerprintComparison:
    """Compare what somebody read from the beginning of a fingerprint with those that it may be.

    Spaces, hyphens and the like, capital letters and "SHA256:" in front make no difference. The
    beginning will do, from `LEAST_COMPARED` characters on.
    """
    given = _BETWEEN.sub("", _NAMED.sub("", said, count=1)).lower()
    count = len(given)
    if not given:
        return FingerprintComparison(Agreement.EMPTY)
    if re.fullmatch(rf"[0-9a-f]{{1,{_FINGERPRINT}}}", given) is None:
        return FingerprintComparison(Agreement.NOT_ONE, count)
    same = any(each.startswith(given) for each in fingerprints if each)
    if not same:
        return FingerprintComparison(Agreement.DIFFERENT, count)
    enough = count >= LEAST_COMPARED
    return FingerprintComparison(Agreement.SAME if enough else Agreement.TOO_SHORT, count)


def in_groups(fingerprint: str) -> str:
    """Return a fingerprint in groups of four, as one reads it to somebody."""
    return " ".join(fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP))


# The copy seen first ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """The package that was seen first under a name: its id, and the day."""

    package_id: str
    day: date


def first_seen(known: FirstSeen | None, package_id: str, today: date) -> FirstSeen | None:
    """Return what stays noted of a name under which a package lies now.

    What was seen first stays: a package that is exchanged does not become the first one.
    """
    if known is not None or not package_id:
        return known
    return FirstSeen(package_id, today)


def is_another(known: FirstSeen | None, package_id: str) -> bool:
    """Whether another package lies under a name now than was seen there first."""
    return known is not None and bool(package_id) and known.package_id != package_id


# Who signed it ----------------------------------------------------------------------------------


class SignatureState(StrEnum):
    """What the signature beside a file shows."""

    UNSIGNED = "unsigned"
    OWN = "own"
    """Signed with the key of this user."""
    KNOWN = "known"
    """Signed with the key of somebody whose key was compared once."""
    UNKNOWN = "unknown"
    """Signed by a key that was never compared: it says only that the file fits the signature."""
    BAD = "bad"
    """The signature is about another content: the file or the signature was changed."""
    UNREADABLE = "unreadable"
    """There is a signature file, and we cannot check it."""


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What the signature beside a file shows; `name` is that of a known signer.

    `key` is the one that signed. Of a bad signature it is the one that it claims, which proves
    nothing.
    """

    state: SignatureState = SignatureState.UNSIGNED
    key: PublicKey | None = None
    name: str = ""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key, "" where there is none."""
        return "" if self.key is None else self.key.fingerprint


UNSIGNED = SignatureCheck()
"""Of a file with no signature beside it."""


def signed_by(
    key: PublicKey, own: PublicKey | None, known: Collection[KnownSigner]
) -> SignatureCheck:
    """Return what a signature shows that fits its file, by whose key it is."""
    if key == own:
        return SignatureCheck(SignatureState.OWN, key)
    name = next((signer.name for signer in known if signer.key == key), "")
    state = SignatureState.KNOWN if name else SignatureState.UNKNOWN
    return SignatureCheck(state, key, name)
