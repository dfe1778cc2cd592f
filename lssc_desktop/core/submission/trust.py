"""Trust in a file: what a comparison, the copy seen first and a signature let us say, no more."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.text.matching import fold
from lssc_desktop.values import dataclass

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


def compare_key(said: str, key: PublicKey) -> Agreement:
    """Compare what somebody entered as the fingerprint of a key; only the whole of it is the same.

    It is as `ssh-keygen -l` gives it: "SHA256:" and 43 characters, in which capital letters count.
    """
    given = _without_name("".join(said.split()))
    whole = _without_name(key.fingerprint)
    if not given:
        return Agreement.EMPTY
    if re.fullmatch(r"[A-Za-z0-9+/]+", given) is None or len(given) > len(whole):
        return Agreement.NOT_ONE
    if given == whole:
        return Agreement.SAME
    return Agreement.DIFFERENT if len(given) == len(whole) else Agreement.TOO_SHORT


def _without_name(fingerprint: str) -> str:
    return re.sub(r"(?i)^sha-?256:?", "", fingerprint).rstrip("=")


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
    OTHER_KEY = "other-key"
    """Signed with another key than the one that is known of whoever it says it is from."""
    LOST = "lost"
    """Signed with a key that was marked as lost."""
    UNKNOWN = "unknown"
    """Signed by a key that was never compared: it says only that the file fits the signature."""
    BAD = "bad"
    """The signature is about another content: the file or the signature was changed."""
    UNREADABLE = "unreadable"
    """There is a signature file, and we cannot check it."""


WRONG_KEYS = (SignatureState.OTHER_KEY, SignatureState.LOST)
"""What is wrong with a key, by itself."""
_WRONG = {*WRONG_KEYS, SignatureState.BAD}


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What the signature beside a file shows; `name` is that of the signer, where it is known.

    `key` is the one that signed. Of a bad signature it is the one that it claims, which proves
    nothing. `known` is what was noted of the signer, or of whoever should have signed it.
    """

    state: SignatureState = SignatureState.UNSIGNED
    key: PublicKey | None = None
    name: str = ""
    known: KnownSigner | None = None

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key, "" where there is none."""
        return "" if self.key is None else self.key.fingerprint

    @property
    def is_wrong(self) -> bool:
        """Whether it says that the file is not what it should be, and not only too little."""
        return self.state in _WRONG

    @property
    def nameless(self) -> "SignatureCheck":
        """The same for somebody who is not to know whose file it is."""
        return SignatureCheck(self.state)


UNSIGNED = SignatureCheck()
"""Of a file with no signature beside it."""


def is_same_name(name: str, other: str) -> bool:
    """Whether two names are one but for capitals, accents, punctuation, and their order."""
    return bool(name) and bool(other) and _name_key(name) == _name_key(other)


def _name_key(name: str) -> list[str]:
    return sorted(re.findall(r"\w+", fold(name))) or [fold(name)]


def keys_of(name: str, known: Collection[KnownSigner]) -> tuple[KnownSigner, ...]:
    """Return the keys that are known of somebody, without those that were lost."""
    return tuple(each for each in known if each.lost is None and is_same_name(each.name, name))


def signed_by(
    key: PublicKey, own: PublicKey | None, known: Collection[KnownSigner], claimed: str = ""
) -> SignatureCheck:
    """Return what a signature shows that fits its file, by whose key it is.

    `claimed` is who the file says it is from. Where that is somebody whose key is known, it has to
    be that one.
    """
    if key == own:
        return SignatureCheck(SignatureState.OWN, key)
    signer = next((each for each in known if each.key == key), None)
    name = "" if signer is None else signer.name
    if signer is not None and signer.lost is not None:
        return SignatureCheck(SignatureState.LOST, key, name, signer)
    expected = keys_of(claimed, known)
    if expected and signer not in expected:
        return SignatureCheck(SignatureState.OTHER_KEY, key, name, expected[0])
    state = SignatureState.UNKNOWN if signer is None else SignatureState.KNOWN
    return SignatureCheck(state, key, name, signer)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The key of this user, None where there is none, and the keys that are known of others."""

    own: PublicKey | None = None
    known: tuple[KnownSigner, ...] = ()

    def wrong_keys(
        self, signed: Iterable[tuple[str, PublicKey | None, str]]
    ) -> dict[str, SignatureCheck]:
        """Return by name what is wrong with the keys of files: their name, key, and from whom.

        The key is the one that a signature names; whether it fits the file was not looked at.
        """
        names = {tuple(_name_key(each.name)) for each in self.known if each.lost is None}
        lost = {each.key for each in self.known if each.lost is not None}
        return {
            name: found
            for name, key, claimed in signed
            if key is not None and (key in lost or tuple(_name_key(claimed)) in names)
            if (found := signed_by(key, self.own, self.known, claimed)).is_wrong
        }


NO_KEYS = KeyRing()
"""Of somebody who has no key and knows none."""


def unsigned(known: Collection[KnownSigner], claimed: str) -> SignatureCheck:
    """Return what it shows that nothing is signed, by whom a file says it is from."""
    return SignatureCheck(known=next(iter(keys_of(claimed, known)), None))
