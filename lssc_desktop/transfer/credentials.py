"""Who a person is to a receiver; never part of an address, a log, an error or a file."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lssc_desktop.core.errors import LsscError


@dataclass(eq=False)
class SecretUnusable(LsscError):
    """A user name holds a colon, or a token a space or another sign that cannot be sent."""


@dataclass(eq=False)
class SecretMissing(LsscError):
    """The variable of the environment that should hold the secret is empty or not there."""

    variable: str


@dataclass(frozen=True, slots=True, repr=False)
class Password:
    """A user name and a password (HTTP Basic, RFC 7617); raises `SecretUnusable`."""

    user: str
    secret: str

    def __post_init__(self) -> None:
        if ":" in self.user or re.search(r"[\x00-\x1f\x7f]", self.user + self.secret):
            raise SecretUnusable

    def __repr__(self) -> str:
        return "Password(…)"

    def header(self) -> str:
        """Return what the header `Authorization` says."""
        pair = f"{self.user}:{self.secret}".encode()
        return f"Basic {base64.b64encode(pair).decode('ascii')}"


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """A token (HTTP Bearer, RFC 6750); raises `SecretUnusable`."""

    secret: str

    def __post_init__(self) -> None:
        if re.fullmatch(r"[A-Za-z0-9._~+/-]+=*", self.secret) is None:
            raise SecretUnusable

    def __repr__(self) -> str:
        return "Token(…)"

    def header(self) -> str:
        """Return what the header `Authorization` says."""
        return f"Bearer {self.secret}"


type Credentials = Password | Token


def secret_in(environment: Mapping[str, str], variable: str) -> str:
    """Return what a variable holds; raises `SecretMissing`."""
    secret = environment.get(variable, "")
    if not secret:
        raise SecretMissing(variable)
    return secret
