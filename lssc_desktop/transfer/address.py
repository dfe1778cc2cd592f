"""Addresses of destinations (`file:`, `dav+https:`, `tus+https:` and their like) and credentials.

An address never holds a user name or a password: it is shown, logged by receivers and written
into submission files. Without encryption we speak only to this computer itself. Credentials are
never part of an address, a log, an error or a file.
"""

import base64
import ipaddress
import os
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from urllib.request import url2pathname

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.values import dataclass

_FORM = re.compile(r"(file|(?:dav|tus)\+https?):", re.IGNORECASE)


class Kind(StrEnum):
    """How a destination is spoken to."""

    FOLDER = "file"
    WEBDAV = "dav"
    TUS = "tus"


class AddressNotUnderstood(LsscError):
    """The text is no address of a destination."""

    address: str

    says = Says(
        "We can’t send to {address:folder}.",
        "Nothing was sent.",
        "An address starts with “dav+https:”, “tus+https:”, or “file:”. Copy it from what your "
        "program office sent you.",
    )


class SecretInAddress(LsscError):
    """The address holds a user name or a password, which it does not repeat."""

    says = Says(
        "The address has a user name or password in it.",
        "Nothing was sent. We save and show addresses, so they can’t have a password.",
        "Remove everything before the “@”, and enter the user name and password separately.",
    )


class NotEncrypted(LsscError):
    """The address would send a package in the clear to another computer."""

    host: str

    says = Says(
        "That address would send your package to {host} in a way others could read.",
        "Nothing was sent.",
        "Use the same address with “https” instead of “http”, or ask your program office.",
    )


@dataclass(frozen=True, slots=True)
class Address:
    """One destination. `text` is the address in one spelling, `web` the https: or http: behind it.

    `folder` is set for a shared folder, `web` and `host` for all others.
    """

    text: str
    kind: Kind
    web: str = ""
    host: str = ""
    folder: Path | None = None


def parse_address(text: str) -> Address:
    """Return the destination that an address names.

    Raises `AddressNotUnderstood`, `SecretInAddress` and `NotEncrypted`.
    """
    text = text.strip()
    if re.match(r"[a-z+.-]*:?//[^/?#]*@", text, re.IGNORECASE):
        raise SecretInAddress
    try:
        return _parsed(text)
    except AddressNotUnderstood:
        if "@" in text:  # what stands before it may be a password, which no sentence repeats
            raise SecretInAddress from None
        raise


def folder_address(folder: Path) -> str:
    """Return the address of a folder."""
    # resolve() would follow a drive letter to the network share behind it
    return Path(os.path.abspath(folder)).as_uri()  # noqa: PTH100


def is_loopback(host: str) -> bool:
    """Whether a host name is this computer, without asking any server of names."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parsed(text: str) -> Address:
    form = _FORM.match(text)
    if form is None or re.search(r"[\x00-\x20\x7f]", text.replace(" ", "")):
        raise AddressNotUnderstood(text)
    scheme = form[1].lower()
    return _folder(text) if scheme == "file" else _web(text, scheme)


def _folder(text: str) -> Address:
    try:
        parts = urlsplit(text)
        path = url2pathname(parts.path)
    except (ValueError, OSError) as error:  # Windows refuses what has a colon at a wrong place
        raise AddressNotUnderstood(text) from error
    if parts.query or parts.fragment or not parts.path.startswith("/") or "\0" in path:
        raise AddressNotUnderstood(text)
    if parts.netloc and parts.netloc.lower() != "localhost":
        if os.name != "nt":
            raise AddressNotUnderstood(text)
        path = f"\\\\{parts.netloc}{path}"  # a network share
    folder = Path(path)
    return Address(folder_address(folder), Kind.FOLDER, folder=folder)


def _web(text: str, scheme: str) -> Address:
    kind, _, web_scheme = scheme.partition("+")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressNotUnderstood(text) from error
    if not host or parts.query or parts.fragment or re.search(r"\s", parts.netloc):
        raise AddressNotUnderstood(text)
    host = _ascii_host(host, text)
    if web_scheme == "http" and not is_loopback(host):
        raise NotEncrypted(host)
    spelled = f"[{host}]" if ":" in host else host
    if port is not None and port != {"https": 443, "http": 80}[web_scheme]:
        spelled += f":{port}"
    path = _ascii_path(parts.path) or "/"
    if kind == Kind.WEBDAV and not path.endswith("/"):
        path += "/"  # a collection, in which the package gets its own name
    web = urlunsplit((web_scheme, spelled, path, "", ""))
    return Address(f"{kind}+{web}", Kind(kind), web, host)


def _ascii_host(host: str, text: str) -> str:
    """Return a host name as it goes over the network, also one with other letters (RFC 3490)."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise AddressNotUnderstood(text) from error


def _ascii_path(path: str) -> str:
    """Return a path as it goes over the network; what is encoded already stays as it is."""
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", unicodedata.normalize("NFC", path))
    return quote(whole, safe="/%:@!$&'()*+,;=~")


# Credentials ------------------------------------------------------------------------------------


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

_LEAST_HIDDEN = 6  # letters and digits; fewer stand by chance in any long name


def holds_secret(text: str, credentials: Credentials) -> bool:
    """Whether what somebody else says holds the secret, as it is, encoded, or broken up."""
    said = {text, unquote(text)}
    with suppress(UnicodeError):
        said.add(text.encode("ascii").decode("idna"))
    secret = credentials.secret
    encoded = base64.b64encode(secret.encode()).decode("ascii")
    hidden = (secret, credentials.header().partition(" ")[2], encoded, secret.encode().hex())
    return any(_holds(each, form) for each in said for form in hidden)


def _holds(text: str, secret: str) -> bool:
    bare = _bare(secret)
    if not bare:
        return bool(secret) and secret in text
    if len(bare) < _LEAST_HIDDEN:
        return bare in re.split(r"[\W_]+", text.casefold())
    return bare in _bare(text)


def _bare(text: str) -> str:
    """Return the letters and digits of a text alone, all of them small."""
    return "".join(filter(str.isalnum, text.casefold()))


class SecretUnusable(LsscError):
    """A user name holds a colon, or a token a space or another sign that cannot be sent."""

    says = Says(
        "This user name, password, or token has a character that can’t be sent.",
        "We didn’t use it, and stopped.",
        "A user name can’t have a colon, a token can’t have a space, and none of them can have a "
        "line break. Enter it again, or copy it without the text around it.",
    )


class SecretMissing(LsscError):
    """The variable of the environment that should hold the secret is empty or not there."""

    variable: str

    says = Says(
        "The variable {variable} in this terminal is empty.",
        "We looked for the password there, and stopped.",
        "Set it in this terminal, then run the command again.",
    )


def secret_in(environment: Mapping[str, str], variable: str) -> str:
    """Return what a variable holds; raises `SecretMissing`."""
    secret = environment.get(variable, "")
    if not secret:
        raise SecretMissing(variable)
    return secret
