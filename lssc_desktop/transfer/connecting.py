"""Connection settings of a receiver, and the destination that they lead to."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from lssc_desktop.disk import secrets
from lssc_desktop.transfer.address import Credentials, Kind, Password, Token, parse_address
from lssc_desktop.transfer.destination import Destination
from lssc_desktop.values import dataclass

_WHO = "LSSC Desktop: who"  # the name under which it keeps who the user is there
_TOKEN_USER = "token"  # noqa: S105  the name under which a keyring keeps a token, not a secret


class SignIn(StrEnum):
    """How the user signs in to a receiver."""

    NONE = "none"
    PASSWORD = "password"  # noqa: S105  a word for it, not one
    TOKEN = "token"  # noqa: S105  the same


@dataclass(frozen=True, slots=True, repr=False)
class ConnectionSettings:
    """Where a package goes. An empty secret is looked for in the keyring.

    `ca_file` holds the certificates of an institution. `remember` asks to keep the secret. `mine`:
    it leads to the user's own drive or folder.
    """

    url: str
    sign_in: SignIn = SignIn.NONE
    user: str = ""
    secret: str = ""
    ca_file: Path | None = None
    remember: bool = False
    mine: bool = False

    def __repr__(self) -> str:
        return f"ConnectionSettings({self.url!r}, …)"

    @property
    def kept_as(self) -> str:
        """The user name under which a keyring keeps the secret."""
        return _TOKEN_USER if self.sign_in is SignIn.TOKEN else self.user


def open_connection(way: ConnectionSettings, now: Callable[[], datetime]) -> Destination:
    """Return the destination of these settings; nothing is asked or sent yet.

    Raises what `open_destination` and the credentials raise, and `KeyringRefused`.
    """
    return open_destination(way.url, _credentials(way), way.ca_file, now)


def require_usable(way: ConnectionSettings) -> None:
    """Raise `SecretUnusable` for a user name or a secret that cannot be sent to a receiver."""
    if way.secret:
        _credentials(way)
    elif way.sign_in is SignIn.PASSWORD:  # the secret may lie in the keyring
        Password(way.user, "")


def keep_secret(way: ConnectionSettings) -> None:
    """Put the secret into the keyring when that was asked for.

    Raises `NoSafeKeyring`, `KeyringRefused`, and what `parse_address` raises.
    """
    if way.remember and way.secret and way.sign_in is not SignIn.NONE:
        url = parse_address(way.url).text
        secrets.remember(url, way.kept_as, way.secret)
        secrets.remember(url, _WHO, f"{way.sign_in}:{way.user}")


def remembered_connection(url: str) -> ConnectionSettings | None:
    """Return the settings for an address whose secret the keyring keeps, None when it keeps none.

    Raises `KeyringRefused`, and what `parse_address` raises.
    """
    who = secrets.recall(parse_address(url).text, _WHO)
    if who is None:
        return None
    sign_in, _, user = who.partition(":")
    return ConnectionSettings(url, SignIn(sign_in), user) if sign_in in set(SignIn) else None


def open_destination(
    url: str,
    credentials: Credentials | None,
    ca_file: Path | None,
    now: Callable[[], datetime],
) -> Destination:
    """Return the destination of an address; nothing is sent or asked yet.

    `ca_file` holds the certificates of an institution, which count in place of the system's.
    Raises the errors of `parse_address`, and `CertificateFileUnusable`.
    """
    address = parse_address(url)
    if address.kind is Kind.FOLDER:
        from lssc_desktop.transfer.shared_folder import SharedFolder

        return SharedFolder(address, now)
    from lssc_desktop.transfer.http import Client

    client = Client(address.web, credentials, ca_file)
    if address.kind is Kind.TUS:
        from lssc_desktop.transfer.tus import TusDestination

        return TusDestination(address, client, now)
    from lssc_desktop.transfer.webdav import WebDav

    return WebDav(address, client, now)


def _credentials(way: ConnectionSettings) -> Credentials | None:
    if way.sign_in is SignIn.NONE:
        return None
    secret = way.secret
    if not secret:
        secret = secrets.recall(parse_address(way.url).text, way.kept_as) or ""
    return Token(secret) if way.sign_in is SignIn.TOKEN else Password(way.user, secret)
