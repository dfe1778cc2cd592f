"""Answers of a receiver on the web, and the errors that refusals mean.

None of these errors holds a password or a whole address: a host is enough to know who refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from lssc_desktop.core.errors import LsscError

_MOST_DIGITS = 18  # of a number in a header; no disk holds so many bytes


@dataclass(eq=False)
class NoConnection(LsscError):
    """The receiver could not be reached; nothing went out. `reason` is a word of ours."""

    host: str
    reason: str = ""


@dataclass(eq=False)
class ConnectionLost(LsscError):
    """The connection broke, or no answer came in time, after something went out."""

    host: str
    reason: str = ""


@dataclass(eq=False)
class ProxyUnusable(LsscError):
    """The way out that is set on this computer (a proxy) is no address; nothing went out."""


@dataclass(eq=False)
class CertificateRefused(LsscError):
    """The receiver cannot show that it is the one meant.

    `reason` is "expired", "not-yet", "unknown", "other-host" or "other".
    """

    host: str
    reason: str


@dataclass(eq=False)
class CertificateFileUnusable(LsscError):
    """The file of an institution's certificates is missing or holds none."""

    path: str


@dataclass(eq=False)
class SentElsewhere(LsscError):
    """The receiver points to another host, where we do not take a package or a password."""

    host: str
    to: str


@dataclass(eq=False)
class PasswordRefused(LsscError):
    """The receiver does not know this user or password, or asks for one; `given` says which."""

    host: str
    given: bool = False


@dataclass(eq=False)
class Forbidden(LsscError):
    """The receiver does not let this user do what is needed."""

    host: str


@dataclass(eq=False)
class NoSuchPlace(LsscError):
    """The receiver answers, and has no such place."""

    host: str


@dataclass(eq=False)
class ReceiverFull(LsscError):
    """The receiver has no room, or the user's share of it is used up."""

    host: str


@dataclass(eq=False)
class TooLargeForReceiver(LsscError):
    """The receiver takes no file this large; `limit` is 0 where it does not say."""

    host: str
    limit: int = 0


@dataclass(eq=False)
class ReceiverBusy(LsscError):
    """The receiver has trouble that may pass; `after` is how many seconds it asks us to wait."""

    host: str
    status: int
    after: int = 0


@dataclass(eq=False)
class UnexpectedAnswer(LsscError):
    """The receiver answered what no such receiver should; 0 where the status was right."""

    host: str
    status: int = 0


@dataclass(eq=False)
class AnswerTooLong(LsscError):
    """The receiver sends an answer without end."""

    host: str


PASSING = (NoConnection, ConnectionLost, ReceiverBusy)
"""What may be over by itself, and is tried again."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: `headers` with names in lower case, `body` "" where it was not kept."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def is_good(self) -> bool:
        """Whether what was asked for was done."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def length(self) -> int | None:
        """How many bytes the thing asked about has; None where the receiver does not say."""
        return number_in(self.headers.get("content-length", ""))


_REFUSALS: Mapping[int, type[NoSuchPlace | Forbidden | ReceiverFull | TooLargeForReceiver]] = {
    HTTPStatus.FORBIDDEN: Forbidden,
    HTTPStatus.NOT_FOUND: NoSuchPlace,
    HTTPStatus.GONE: NoSuchPlace,
    HTTPStatus.CONFLICT: NoSuchPlace,  # RFC 4918: the collection above it is missing
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TooLargeForReceiver,
    HTTPStatus.INSUFFICIENT_STORAGE: ReceiverFull,
}
_BUSY = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.LOCKED,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)


def number_in(text: str) -> int | None:
    """Return the number that a header holds; None for what is none, or for one beyond all sense."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def refusal(reply: Reply, *, with_credentials: bool) -> LsscError:
    """Return what an answer that is not good means, by its status alone (RFC 9110)."""
    host = urlsplit(reply.url).hostname or ""
    if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED}:
        return PasswordRefused(host, given=with_credentials)
    if reply.status in _REFUSALS:
        return _REFUSALS[HTTPStatus(reply.status)](host)
    if reply.status in _BUSY:
        return ReceiverBusy(host, reply.status, _seconds(reply))
    return UnexpectedAnswer(host, reply.status)


def _seconds(reply: Reply) -> int:
    """Return the seconds of a `Retry-After`, which may also be a moment by the server's clock."""
    wanted = reply.headers.get("retry-after", "")
    if wanted.isascii() and wanted.isdecimal():
        return int(wanted[:6])
    try:
        moment = parsedate_to_datetime(wanted)
        there = parsedate_to_datetime(reply.headers.get("date", ""))
        return max(0, int((moment - there).total_seconds()))
    except (TypeError, ValueError, OverflowError):
        return 0
