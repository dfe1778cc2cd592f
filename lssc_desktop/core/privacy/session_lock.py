"""The lock of a window on a shared computer: when it comes, and the passphrase that opens it.

It hides what is open from others at this computer. It is no encryption: the files stay as they are.
"""

import unicodedata
from datetime import datetime, timedelta

from lssc_desktop.values import dataclass

LOCK_CHOICES = (0, 5, 10, 15)
"""The minutes without keys or mouse after which the window is locked; 0 is never."""
USUAL_MINUTES = 10
"""The choice of somebody who chose none, in a portable program; an installed one has 0."""

_FREE_TRIES = 2
_LONGEST_WAIT = 60  # seconds
_COST = 2**13  # of scrypt (RFC 7914): 8 MB, and some 20 ms


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase as a run of the program knows it, from which nobody can read it."""

    salt: bytes
    key: bytes

    def is_it(self, text: str) -> bool:
        """Whether this text is the passphrase; it takes a moment, as it does for a guess."""
        from hmac import compare_digest  # a start is not to wait for it, nor for hashlib

        return compare_digest(self.key, _key(text, self.salt))


def passphrase(text: str, salt: bytes) -> Passphrase:
    """Return a passphrase as it is kept in memory; `salt` are random bytes."""
    return Passphrase(salt, _key(text, salt))


def seconds_to_wait(wrong_tries: int) -> int:
    """Return how long nothing can be tried after so many wrong tries: 2, 4, 8, up to 60."""
    over = wrong_tries - _FREE_TRIES
    return 0 if over < 1 else min(2 ** min(over, 6), _LONGEST_WAIT)


def is_idle(last_input: datetime, now: datetime, minutes: int) -> bool:
    """Whether nobody used keys or mouse for so many minutes; also while the computer slept."""
    return bool(minutes) and now - last_input >= timedelta(minutes=minutes)


def _key(text: str, salt: bytes) -> bytes:
    """Derive the key; a letter and its accent are one, however a keyboard composes them."""
    from hashlib import scrypt

    composed = unicodedata.normalize("NFC", text).encode(errors="surrogatepass")
    return scrypt(composed, salt=salt, n=_COST, r=8, p=1, dklen=32)
