"""What is said when a receiver cannot be reached, or refuses."""

from gettext import gettext as _

from lssc_desktop.messages.counts import size
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.transfer.answers import (
    AnswerTooLong,
    CertificateFileUnusable,
    CertificateRefused,
    ConnectionLost,
    Forbidden,
    NoConnection,
    NoSuchPlace,
    PasswordRefused,
    ProxyUnusable,
    ReceiverBusy,
    ReceiverFull,
    SentElsewhere,
    TooLargeForReceiver,
    UnexpectedAnswer,
)


def _nothing_arrived() -> str:
    return _("Nothing was received by this try, and your package is as it was.")


def _no_connection(error: NoConnection) -> Message:
    return Message(
        _("We could not reach {host}.").format(host=error.host),
        _("Nothing was sent by this try."),
        _("Look whether this computer is online and the address is right, then try again."),
    )


def _lost(error: ConnectionLost) -> Message:
    return Message(
        _("The connection to {host} broke off, or no answer came in time.").format(host=error.host),
        _nothing_arrived(),
        _("Try again when the connection is better."),
    )


def _proxy(_error: ProxyUnusable) -> Message:
    return Message(
        _("This computer is set to go online through a proxy whose address can’t be used."),
        _("Nothing was sent."),
        _("Ask whoever looks after this computer to fix its proxy settings. Then try again."),
    )


def _certificate(error: CertificateRefused) -> Message:
    happened = {
        "expired": _("The certificate by which {host} shows who it is has expired."),
        "not-yet": _("The certificate by which {host} shows who it is counts from a later day."),
        "unknown": _("{host} shows who it is by a certificate that this computer does not know."),
        "other-host": _("What answers for {host} shows the certificate of somebody else."),
    }
    advice = {
        "expired": _("Tell whoever runs it. Look whether the date of this computer is right."),
        "not-yet": _("Look whether the date of this computer is right."),
        "unknown": _(
            "Ask your program office whether it has certificates of its own. If so, it can give "
            "you their file."
        ),
    }
    other = _("{host} could not show that it is the one you mean.")
    return Message(
        happened.get(error.reason, other).format(host=error.host),
        _("Nothing was sent, neither your package nor your password."),
        advice.get(
            error.reason, _("Tell whoever runs it, or try from another network than this one.")
        ),
    )


def _certificate_file(error: CertificateFileUnusable) -> Message:
    return Message(
        _("{name} cannot be read, or holds no certificates.").format(name=shown_file(error.path)),
        _("Nothing was sent."),
        _("Choose the file that your institution gave you; its name often ends in “.pem”."),
    )


def _elsewhere(error: SentElsewhere) -> Message:
    return Message(
        _("{host} points to another address: {to}.").format(
            host=error.host, to=error.to or _("one that cannot be read")
        ),
        _("Nothing was sent there: neither your package nor your password goes to a stranger."),
        _("Ask your program office for its current address, and use that."),
    )


def _password(error: PasswordRefused) -> Message:
    if not error.given:
        return Message(
            _("{host} wants to know who you are.").format(host=error.host),
            _nothing_arrived(),
            _("Give the user name and the password that your program office gave you."),
        )
    return Message(
        _("{host} does not take this user name and password.").format(host=error.host),
        _nothing_arrived(),
        _("Type them again. If they are right, ask your program office."),
    )


def _forbidden(error: Forbidden) -> Message:
    return Message(
        _("{host} does not let you put anything there.").format(host=error.host),
        _nothing_arrived(),
        _("Check the address, and ask your program office to let you in."),
    )


def _no_place(error: NoSuchPlace) -> Message:
    return Message(
        _("{host} answers, and there is no such place at this address.").format(host=error.host),
        _nothing_arrived(),
        _("Compare the address with what your program office wrote, letter by letter."),
    )


def _full(error: ReceiverFull) -> Message:
    return Message(
        _("{host} has no room left.").format(host=error.host),
        _nothing_arrived(),
        _("Tell your program office, and send it again when there is room."),
    )


def _too_large(error: TooLargeForReceiver) -> Message:
    if error.limit:
        happened = _("{host} takes no file over {limit}.").format(
            host=error.host, limit=size(error.limit)
        )
    else:
        happened = _("{host} takes no file this large.").format(host=error.host)
    return Message(
        happened,
        _nothing_arrived(),
        _("Ask your program office for another way, or shorten your largest evidence files."),
    )


def _busy(error: ReceiverBusy) -> Message:
    return Message(
        _("{host} has trouble right now (it answered {status}).").format(
            host=error.host, status=error.status
        ),
        _nothing_arrived(),
        _("Try again later. If it goes on for a day, tell your program office."),
    )


def _unexpected(error: UnexpectedAnswer) -> Message:
    said = _("{host} answered what we do not understand.")
    if error.status:
        said = _("{host} answered what we do not understand ({status}).")
    return Message(
        said.format(host=error.host, status=error.status),
        _nothing_arrived(),
        _("Compare the address with what your program office wrote, and tell them what you see."),
    )


def _too_long(error: AnswerTooLong) -> Message:
    return Message(
        _("{host} sent an answer without end, and we stopped listening.").format(host=error.host),
        _nothing_arrived(),
        _("Compare the address with what your program office wrote."),
    )


SENTENCES: Sentences = {
    NoConnection: _no_connection,
    ProxyUnusable: _proxy,
    ConnectionLost: _lost,
    CertificateRefused: _certificate,
    CertificateFileUnusable: _certificate_file,
    SentElsewhere: _elsewhere,
    PasswordRefused: _password,
    Forbidden: _forbidden,
    NoSuchPlace: _no_place,
    ReceiverFull: _full,
    TooLargeForReceiver: _too_large,
    ReceiverBusy: _busy,
    UnexpectedAnswer: _unexpected,
    AnswerTooLong: _too_long,
}
