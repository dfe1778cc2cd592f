"""Passwords in the system's keyring, only when the user asks for it.

A keyring that writes plain text, or one that keeps nothing, is refused by name: what it would
report is that all went well.

To look never makes or unlocks a keyring, so the system asks the user nothing; to remember may,
because the user wants that. Neither is waited for longer than some seconds, or what it takes a
user to answer.
"""

import threading
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.paths import is_portable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "LSSC Desktop"
_LIST = "kept"  # what the entry that lists the others has in the place of a user
_LOOKING = 5.0  # seconds
_ANSWERING = 60.0  # seconds, in which the system may ask the user for the keyring's password
_DBUS = "keyring.backends.SecretService."  # what GNOME, KDE and others speak on Linux
# Where each comes from that keeps a secret, and that can be looked into without a question.
_SAFE = (_DBUS, "keyring.backends.macOS.", "keyring.backends.Windows.")


class NoSafeKeyring(LsscError):
    """This computer has no keyring that we trust; nothing was kept."""

    says = Says(
        "This computer has no safe place to store a password.",
        "Your password wasn’t saved. We use it until you close LSSC Desktop.",
        "Enter it again next time.",
    )


class KeyringRefused(LsscError):
    """The keyring is locked, or did not do what it was asked."""

    says = Says(
        "This computer’s password store is locked, or didn’t respond.",
        "Your password wasn’t saved or removed.",
        "Unlock it and try again, or enter the password next time.",
    )


class KeyringUnread(LsscError):
    """The keyring could not be looked into: it is `locked`, or it did not respond."""

    locked: bool

    says = Says(
        By(
            "locked",
            {
                True: (
                    "This computer’s keyring is locked, so we can’t tell whether it keeps a "
                    "password of yours."
                )
            },
            "This computer’s keyring didn’t respond, so we can’t tell whether it keeps a password "
            "of yours.",
        ),
        "Your work isn’t affected.",
        "Enter your password, or unlock the keyring and try again.",
    )


def is_keyring_safe() -> bool:
    """Whether this computer has a keyring to offer. May take seconds."""
    try:
        _in_time(_LOOKING, _backend)
    except (NoSafeKeyring, TimeoutError):
        return False
    return True


def remember(destination: str, user: str, secret: str) -> None:
    """Keep a password for a destination; the system may ask the user to unlock the keyring.

    Raises `NoSafeKeyring` and `KeyringRefused`.
    """
    with _errors():
        backend = _in_time(_LOOKING, _backend)
        # First alone: what is answered too late keeps nothing.
        _in_time(_ANSWERING, partial(_unlock, backend))
        _in_time(_LOOKING, partial(_remember, backend, destination, user, secret))


def recall(destination: str, user: str) -> str | None:
    """Return what was kept, None when there is nothing or no keyring; raises `KeyringUnread`."""
    return _look(_service(destination), user)


def forget(destination: str, user: str) -> None:
    """Remove what was kept, if anything was; raises `KeyringUnread` and `KeyringRefused`."""
    if recall(destination, user) is None:
        return
    with _errors():
        backend = _in_time(_LOOKING, _backend)
        _in_time(_LOOKING, partial(_forget, backend, destination, user))


def all_kept() -> tuple[tuple[str, str], ...]:
    """Return the destination and the user of all that was kept; raises `KeyringUnread`."""
    return tuple(sorted(_pairs(_look(_SERVICE, _LIST))))


def _look(service: str, user: str) -> str | None:
    from keyring.errors import KeyringError, KeyringLocked

    try:
        return _in_time(_LOOKING, lambda: _found(_backend(), service, user))
    except NoSafeKeyring:
        return None
    except KeyringLocked as error:
        raise KeyringUnread(locked=True) from error
    except (KeyringError, OSError) as error:  # a TimeoutError is one
        raise KeyringUnread(locked=False) from error


def _found(backend: "KeyringBackend", service: str, user: str) -> str | None:
    """Return what a keyring has, as it does itself, but without making or unlocking one."""
    if not _name(backend).startswith(_DBUS):
        return backend.get_password(service, user)
    import secretstorage
    from keyring.errors import InitError, KeyringLocked

    try:
        with closing(secretstorage.dbus_init()) as bus:
            collection = secretstorage.Collection(bus)
            wanted = {"service": service, "username": user}
            if collection.is_locked():
                raise KeyringLocked
            for item in collection.search_items(wanted):
                if item.is_locked():
                    raise KeyringLocked
                return item.get_secret().decode()
    except secretstorage.ItemNotFoundException:  # there is no keyring yet
        return None
    except secretstorage.SecretStorageException as error:
        raise InitError from error
    return None


def _unlock(backend: "KeyringBackend") -> None:
    """Make or unlock the keyring, where the system asks the user for that."""
    if _name(backend).startswith(_DBUS):
        backend.get_preferred_collection().connection.close()  # type: ignore[attr-defined]


def _remember(backend: "KeyringBackend", destination: str, user: str, secret: str) -> None:
    backend.set_password(_service(destination), user, secret)
    if backend.get_password(_service(destination), user) != secret:
        raise KeyringRefused
    _list(backend, {*_listed(backend), (destination, user)})


def _forget(backend: "KeyringBackend", destination: str, user: str) -> None:
    backend.delete_password(_service(destination), user)
    _list(backend, _listed(backend) - {(destination, user)})


def _in_time[Answer](seconds: float, ask: Callable[[], Answer]) -> Answer:
    """Return what a keyring answers; raises `TimeoutError`, and its thread may go on waiting."""
    answer: Future[Answer] = Future()

    def wait() -> None:
        try:
            answer.set_result(ask())
        except BaseException as error:  # noqa: BLE001  it is raised where it was asked
            answer.set_exception(error)

    threading.Thread(target=wait, name="keyring", daemon=True).start()
    return answer.result(seconds)


def _listed(backend: "KeyringBackend") -> frozenset[tuple[str, str]]:
    return _pairs(backend.get_password(_SERVICE, _LIST))


def _pairs(text: str | None) -> frozenset[tuple[str, str]]:
    """Return what was kept, as an entry of its own lists it: keyrings list nothing themselves."""
    import json

    try:
        pairs = json.loads(text or "[]")
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
    return _name(backend).startswith(_SAFE)


def _name(backend: "KeyringBackend") -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what a keyring says into our errors; a secret is in none of them."""
    from keyring.errors import KeyringError

    try:
        yield
    except (KeyringError, OSError) as error:  # a TimeoutError is one
        raise KeyringRefused from error
