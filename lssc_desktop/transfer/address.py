"""Where a package goes, as an address: `file:`, `dav+https:`, `tus+https:` and their like.

An address never holds a user name or a password: it is shown, logged by receivers and written
into submission files. Without encryption we speak only to this computer itself.
"""

import ipaddress
import os
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import url2pathname

from lssc_desktop.core.errors import LsscError


class Kind(StrEnum):
    """How a destination is spoken to."""

    FOLDER = "file"
    WEBDAV = "dav"
    TUS = "tus"


@dataclass(eq=False)
class AddressNotUnderstood(LsscError):
    """The text is no address of a destination."""

    address: str


@dataclass(eq=False)
class SecretInAddress(LsscError):
    """The address holds a user name or a password, which it does not repeat."""


@dataclass(eq=False)
class NotEncrypted(LsscError):
    """The address would send a package in the clear to another computer."""

    host: str


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


_FORM = re.compile(r"(file|(?:dav|tus)\+https?):", re.IGNORECASE)


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


def _parsed(text: str) -> Address:
    form = _FORM.match(text)
    if form is None or re.search(r"[\x00-\x20\x7f]", text.replace(" ", "")):
        raise AddressNotUnderstood(text)
    scheme = form[1].lower()
    return _folder(text) if scheme == "file" else _web(text, scheme)


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
