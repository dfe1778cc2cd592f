"""Answers of a receiver on the web, and the errors that refusals mean.

None of these errors holds a password or a whole address: a host is enough to know who refused.
"""

from collections.abc import Mapping
from dataclasses import field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from lssc_desktop.core.errors import N_, By, LsscError, Says, SaysBy
from lssc_desktop.values import dataclass

_MOST_DIGITS = 18  # of a number in a header; no disk holds so many bytes


_NOTHING_ARRIVED = N_("Nothing was received this time, and your package wasn’t changed.")


class NoConnection(LsscError):
    """The receiver could not be reached; nothing went out. `reason` is a word of ours."""

    host: str
    reason: str = ""

    says = Says(
        "We couldn’t reach {host}.",
        "Nothing was sent this time.",
        "Check that this computer is online and the address is right, then try again.",
    )


class ConnectionLost(LsscError):
    """The connection broke, or no answer came in time, after something went out."""

    host: str
    reason: str = ""

    says = Says(
        "The connection to {host} was lost, or no answer came in time.",
        _NOTHING_ARRIVED,
        "Try again when the connection is better.",
    )


class ProxyUnusable(LsscError):
    """The way out that is set on this computer (a proxy) is no address; nothing went out."""

    says = Says(
        "This computer is set to go online through a proxy with an address that can’t be used.",
        "Nothing was sent.",
        "Ask your IT staff to fix the proxy settings. Then try again.",
    )


class CertificateRefused(LsscError):
    """The receiver cannot show that it is the one meant.

    `reason` is "expired", "not-yet", "unknown", "other-host" or "other".
    """

    host: str
    reason: str

    says = Says(
        By(
            "reason",
            {
                "expired": "The certificate that identifies {host} has expired.",
                "not-yet": "The certificate that identifies {host} isn’t valid yet.",
                "unknown": (
                    "{host} identifies itself with a certificate this computer doesn’t recognize."
                ),
                "other-host": "{host} answered with someone else’s certificate.",
            },
            "{host} couldn’t prove its identity.",
        ),
        "Nothing was sent, neither your package nor your password.",
        By(
            "reason",
            {
                "expired": "Tell the people who run it. Check that this computer’s date is right.",
                "not-yet": "Check that this computer’s date is right.",
                "unknown": (
                    "Ask your program office whether it has its own certificates. If so, it can "
                    "give you the file."
                ),
            },
            "Tell the people who run it, or try from another network.",
        ),
    )


class CertificateFileUnusable(LsscError):
    """The file of an institution's certificates is missing or holds none."""

    path: str

    says = Says(
        "{path:file} can’t be read, or has no certificates.",
        "Nothing was sent.",
        "Choose the file your institution gave you. Its name often ends in “.pem”.",
    )


class SentElsewhere(LsscError):
    """The receiver points to another host, where we do not take a package or a password."""

    host: str
    to: str

    says = Says(
        "{host} points to another address: {where}.",
        "Nothing was sent there. We don’t give your package or password to an address you didn’t "
        "enter.",
        "Ask your program office for its current address, and use that.",
        {"where": By("to", {"": "one that can’t be read"}, "{to}")},
    )


class PasswordRefused(LsscError):
    """The receiver does not know this user or password, or asks for one; `given` says which."""

    host: str
    given: bool = False

    says = SaysBy(
        "given",
        {
            False: Says(
                "{host} requires you to sign in.",
                _NOTHING_ARRIVED,
                "Enter the user name and password your program office gave you.",
            )
        },
        Says(
            "{host} didn’t accept this user name and password.",
            _NOTHING_ARRIVED,
            "Enter them again. If they’re right, ask your program office.",
        ),
    )


class Forbidden(LsscError):
    """The receiver does not let this user do what is needed."""

    host: str

    says = Says(
        "{host} doesn’t let you save anything there.",
        _NOTHING_ARRIVED,
        "Check the address, and ask your program office for access.",
    )


class NoSuchPlace(LsscError):
    """The receiver answers, and has no such place."""

    host: str

    says = Says(
        "{host} answered, but this address doesn’t exist there.",
        _NOTHING_ARRIVED,
        "Compare the address with the one from your program office, letter by letter.",
    )


class ReceiverFull(LsscError):
    """The receiver has no room, or the user's share of it is used up."""

    host: str

    says = Says(
        "{host} is out of space, or your share of it is used up.",
        _NOTHING_ARRIVED,
        "Tell your program office, and send it again when there’s space.",
    )


class TooLargeForReceiver(LsscError):
    """The receiver takes no file this large; `limit` is 0 where it does not say."""

    host: str
    limit: int = 0

    says = Says(
        By(
            "limit",
            {0: "{host} doesn’t accept a file this large."},
            "{host} doesn’t accept files over {limit:size}.",
        ),
        _NOTHING_ARRIVED,
        "Ask your program office for another way, or make your largest evidence files smaller.",
    )


class ReceiverBusy(LsscError):
    """The receiver has trouble that may pass; `after` is how many seconds it asks us to wait."""

    host: str
    status: int
    after: int = 0

    says = Says(
        "{host} is having trouble right now (it answered {status}).",
        _NOTHING_ARRIVED,
        "Try again later. If it lasts for a day, tell your program office.",
    )


class UnexpectedAnswer(LsscError):
    """The receiver answered what no such receiver should; 0 where the status was right."""

    host: str
    status: int = 0

    says = Says(
        By(
            "status",
            {0: "{host} sent an answer we don’t understand."},
            "{host} sent an answer we don’t understand ({status}).",
        ),
        _NOTHING_ARRIVED,
        "Compare the address with the one from your program office, and tell them what you see.",
    )


class AnswerTooLong(LsscError):
    """The receiver sends an answer without end."""

    host: str

    says = Says(
        "{host} sent an endless answer, so we stopped.",
        _NOTHING_ARRIVED,
        "Compare the address with the one from your program office.",
    )


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
