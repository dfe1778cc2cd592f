"""Passwords in the system's keyring, only when the user asks for it.

A keyring that writes plain text, or one that keeps nothing, is refused by name: what it would
report is that all went well.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lssc_desktop.core.errors import LsscError
from lssc_desktop.paths import is_portable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "LSSC Desktop"
_LIST = "kept"  # what the entry that lists the others has in the place of a user
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
        _list(backend, {*_listed(backend), (destination, user)})


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
    backend = _backend()
    with _errors():
        backend.delete_password(_service(destination), user)
        _list(backend, _listed(backend) - {(destination, user)})


def all_kept() -> tuple[tuple[str, str], ...]:
    """Return the destination and the user of all that was kept; raises `KeyringRefused`."""
    try:
        backend = _backend()
    except NoSafeKeyring:
        return ()
    with _errors():
        return tuple(sorted(_listed(backend)))


def _listed(backend: "KeyringBackend") -> frozenset[tuple[str, str]]:
    """Return what was kept, as an entry of its own lists it: keyrings list nothing themselves."""
    import json

    try:
        pairs = json.loads(backend.get_password(_SERVICE, _LIST) or "[]")
        return frozenset((str(destination), str(user)) for destination, user in pairs)
    except (ValueError, TypeError):  # somebody else wrote it
        return frozenset()


def _list(backend: "KeyringBackend", kept: AbstractSet[tuple[str, str]]) -> None:
    import json

    if kept:
        backend.set_password(_SERVICE, _LIST, json.dumps(sorted(kept)))
    elif backend.get_password(_SERVICE, _LIST) is not None:
        backend.delete_password(_SERVICE, _LIST)


def _service(destination: str) -> str:
    return f"{_SERVICE}: {destination}"


def _backend() -> "KeyringBackend":
    """Return the first of the system's keyrings that is safe, in the system's own order.

    A portable program keeps nothing on this computer, so it has none.
    """
    if is_portable():
        raise NoSafeKeyring
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
