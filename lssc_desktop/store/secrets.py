"""Passwords in the system's keyring, only when the user asks for it.

A keyring that writes plain text, or one that keeps nothing, is refused by name: what it would
report is that all went well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lssc_desktop.core.errors import LsscError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "LSSC Desktop"
# Where each comes from, and what keeps the secret: libsecret or KWallet, the Keychain, Windows.
_SAFE = (
    "keyring.backends.SecretService.",
    "keyring.backends.libsecret.",
    "keyring.backends.kwallet.",
    "keyring.backends.macOS.",
    "keyring.backends.Windows.",
)


@dataclass(eq=False)
class NoSafeKeyring(LsscError):
    """This computer has no keyring that we trust; nothing was kept."""


@dataclass(eq=False)
class KeyringRefused(LsscError):
    """The keyring is locked, or did not do what it was asked."""


def is_keyring_safe() -> bool:
    """Whether this computer has a keyring to offer. May take a second."""
    try:
        _backend()
    except NoSafeKeyring:
        return False
    return True


def remember(destination: str, user: str, secret: str) -> None:
    """Keep a password for a destination; raises `NoSafeKeyring` and `KeyringRefused`."""
    backend = _backend()
    with _errors():
        backend.set_password(_service(destination), user, secret)
        if backend.get_password(_service(destination), user) != secret:
            raise KeyringRefused


def recall(destination: str, user: str) -> str | None:
    """Return what was kept, None when there is nothing or no keyring; raises `KeyringRefused`."""
    try:
        backend = _backend()
    except NoSafeKeyring:
        return None
    with _errors():
        return backend.get_password(_service(destination), user)


def forget(destination: str, user: str) -> None:
    """Remove what was kept, if anything was; raises `KeyringRefused`."""
    if recall(destination, user) is None:
        return
    with _errors():
        _backend().delete_password(_service(destination), user)


def _service(destination: str) -> str:
    return f"{_SERVICE}: {destination}"


def _backend() -> "KeyringBackend":
    """Return the first of the system's keyrings that is safe, in the system's own order."""
    import keyring
    from keyring.backend import get_all_keyring
    from keyring.backends import chainer

    chosen = keyring.get_keyring()
    found = [chosen]
    if isinstance(chosen, chainer.ChainerBackend):
        found = list(chosen.backends)
    elif not _is_safe(chosen):
        found = sorted(get_all_keyring(), key=lambda one: -one.priority)
    for backend in found:
        if _is_safe(backend):
            return backend
    raise NoSafeKeyring


def _is_safe(backend: "KeyringBackend") -> bool:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}".startswith(_SAFE)


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what a keyring says into our errors; a secret is in none of them."""
    from keyring.errors import KeyringError

    try:
        yield
    except (KeyringError, OSError) as error:
        raise KeyringRefused from error
