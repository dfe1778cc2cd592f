"""Stores far away: S3 and its like, through obstore, which the extra `office` brings.

Keys are found where each store's own tools look for them, in the environment. Nothing is ever
written to a store.
"""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lssc_desktop.audit.audited import ListedPackage
from lssc_desktop.audit.places import (
    PlaceNotUnderstood,
    PlaceUnlisted,
    StoreNotEncrypted,
    require_extra,
    watched,
)
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reader import Verification, verify_source
from lssc_desktop.package.reading.byte_source import RangeSource, SourceUnread
from lssc_desktop.transfer.address import is_loopback

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

_STORES = {"s3", "s3a", "gs", "az", "azure", "adl", "abfs", "abfss"}
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_REFUSED = ("status code: 401 ", "status code: 403 ")
_NOT_FOUND = "status code: 404 "
_CERTIFICATE = "InvalidCertificate("
_AT_ONCE = 8
_PAGE = 1_000  # objects
_ONCE: "RetryConfig" = {"max_retries": 0, "retry_timeout": timedelta(seconds=90)}
_RETRIES: "RetryConfig" = {"max_retries": 8, "retry_timeout": timedelta(seconds=90)}
_CLIENT: "ClientConfig" = {
    "timeout": timedelta(seconds=120),
    "connect_timeout": timedelta(seconds=15),
}


def open_store(address: str) -> "StorePlace":
    """Return the store that an address names, without asking it anything.

    Raises `ExtraMissing`, `PlaceNotUnderstood`, `StoreNotEncrypted`.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:
        raise PlaceNotUnderstood(address) from error
    scheme = parts.scheme.lower()
    if scheme not in _STORES or not host or parts.query or parts.fragment:
        raise PlaceNotUnderstood(address)
    require_extra("obstore")
    from obstore import exceptions, store

    path = unquote(parts.path).strip("/")
    root = f"{parts.scheme}://{parts.netloc}"
    options: ClientConfig = {**_CLIENT, "allow_http": _is_here()}
    try:
        opened: ObjectStore = store.from_url(root, client_options=options, retry_config=_RETRIES)
        once: ObjectStore = store.from_url(root, client_options=options, retry_config=_ONCE)
    except (exceptions.BaseError, ValueError) as error:
        raise PlaceNotUnderstood(address) from error
    is_folder = not path or parts.path.endswith("/")
    return StorePlace(
        address,
        opened,
        path,
        is_folder=is_folder,
        once=None if options["allow_http"] else once,
    )


def _is_here() -> bool:
    """Return whether what is asked is a server without encryption on this computer.

    Raises `StoreNotEncrypted` for one on another computer.
    """
    variable = next(filter(os.environ.get, _ENDPOINTS), "")
    endpoint = urlsplit(os.environ.get(variable, ""))
    is_open, host = endpoint.scheme.lower() == "http", endpoint.hostname or ""
    if is_open and not is_loopback(host):
        raise StoreNotEncrypted(host, variable)
    return is_open


class StorePlace:
    """A store, or what lies in it below a path; of one object, that alone.

    `once` is the same store, asked without trying again; None for one that shows no certificate.
    """

    at_once = _AT_ONCE

    def __init__(
        self,
        address: str,
        store: "ObjectStore",
        path: str,
        *,
        is_folder: bool,
        once: "ObjectStore | None" = None,
    ) -> None:
        self.address = address
        self._store = store
        self._path = path
        self._is_folder = is_folder
        self._once = once

    def packages(self, reporter: Reporter) -> Iterator[ListedPackage]:
        """Yield what lies there. Raises `PlaceUnlisted`."""
        from obstore import exceptions

        self._require_certificate()
        try:
            found = None if self._is_folder else self._one()
            if found is None:
                yield from watched(self._below(), reporter)
            else:
                yield found
        except exceptions.InvalidPathError as error:
            raise PlaceUnlisted(self.address, "name", _bad_name(error)) from error
        except (exceptions.BaseError, OSError) as error:
            raise PlaceUnlisted(self.address, _reason(error)) from error

    def _require_certificate(self) -> None:
        """Raise `PlaceUnlisted` for a certificate that is not taken, which no try makes better."""
        from obstore import exceptions

        if self._once is None:
            return
        try:
            self._once.head(self._path or "packages")
        except (exceptions.BaseError, OSError) as error:
            if _reason(error) == "certificate":
                raise PlaceUnlisted(self.address, "certificate") from error

    def _one(self) -> ListedPackage | None:
        from obstore import exceptions

        try:
            meta = self._store.head(self._path)
        except (exceptions.NotFoundError, FileNotFoundError):
            return None
        return ListedPackage(self.address, "", meta["size"], _mark(meta))

    def _below(self) -> Iterator[ListedPackage]:
        start = f"{self._path}/" if self._path else ""
        for meta in self._all():
            path = meta["path"]
            if path.startswith(start) and not path.endswith("/"):
                yield ListedPackage(self.address, path[len(start) :], meta["size"], _mark(meta))

    def _all(self) -> "Iterator[ObjectMeta]":
        for page in self._store.list(self._path or None, chunk_size=_PAGE):
            yield from page

    def verify(self, listed: ListedPackage, reporter: Reporter) -> Verification:
        """Verify a package as it was listed. Raises as `package.reader.verify_source`."""
        path = "/".join(filter(None, (self._path, listed.name)))
        name = listed.name or self.address

        def fetch(start: int, stop: int) -> bytes:
            return self._fetch(path, listed, start, stop)

        return verify_source(RangeSource(name, listed.bytes, fetch), reporter)

    def _fetch(self, path: str, listed: ListedPackage, start: int, stop: int) -> bytes:
        """Return bytes of an object that is still the one that was listed."""
        from obstore import exceptions

        is_part = (start, stop) != (0, listed.bytes)
        try:
            found = self._store.get(path, options={"range": (start, stop)} if is_part else {})
            if (found.meta["size"], _mark(found.meta)) != (listed.bytes, listed.mark):
                raise SourceUnread(listed.name, "changed")
            content: bytes = found.bytes().to_bytes()
        except (exceptions.BaseError, OSError) as error:
            raise SourceUnread(listed.name, _reason(error)) from error
        return content


def _bad_name(error: Exception) -> str:
    """Return the name of which obstore says that it can read no list with it."""
    found = re.search(r'Path "(.*?)"(?::| contained)', str(error), re.DOTALL)
    return "" if found is None else found[1]


def _mark(meta: "ObjectMeta") -> str:
    """Return what changes when an object does: its ETag, or else the moment of its last change.

    Some web servers leave out the quotes in their lists.
    """
    etag: str = meta["e_tag"] or meta["last_modified"].isoformat()
    return etag.removeprefix("W/").strip('"')


def _reason(error: Exception) -> str:
    """Return a word for what a store said; of a list it is in the text alone."""
    from obstore import exceptions

    whole = str(error)
    if _CERTIFICATE in whole:
        return "certificate"
    text = whole.partition("\n")[0]
    refused = (exceptions.PermissionDeniedError, exceptions.UnauthenticatedError, PermissionError)
    if isinstance(error, refused) or any(status in text for status in _REFUSED):
        return "refused"
    absent = (exceptions.NotFoundError, FileNotFoundError)
    return "gone" if isinstance(error, absent) or _NOT_FOUND in text else "connection"
