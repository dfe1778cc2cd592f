"""Speaking HTTP to one host alone, against a server that answers as each test says."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import override

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, Step
from lssc_desktop.transfer.address import Credentials, Password, Token
from lssc_desktop.transfer.answers import (
    AnswerTooLong,
    ConnectionLost,
    Forbidden,
    NoConnection,
    NoSuchPlace,
    PasswordRefused,
    ReceiverBusy,
    ReceiverFull,
    Reply,
    SentElsewhere,
    TooLargeForReceiver,
    UnexpectedAnswer,
    refusal,
)
from lssc_desktop.transfer.http import Client, Timeouts
from tests.servers.apache import free_port
from tests.servers.fault_proxy import Answer, Cut, Exchange, Fault, FaultProxy
from tests.transfer.on_the_way import StopsAt

SOON = Timeouts(connect=5, answer=0.5)


@dataclass
class Says(Fault):
    """Answers each request with the next of some answers, the last of them for ever."""

    answers: list[Answer]

    @override
    def instead(self, exchange: Exchange) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def saying(*answers: Answer) -> Iterator[FaultProxy]:
    with FaultProxy(0, Says(list(answers))) as server:
        yield server


@contextmanager
def asking(
    *answers: Answer, credentials: Credentials | None = None
) -> Iterator[tuple[FaultProxy, Client]]:
    with saying(*answers) as server, Client(at(server), credentials) as client:
        yield server, client


@contextmanager
def asking_silent(
    timeouts: Timeouts, answer: Callable[[socket.socket], object] = lambda _: None
) -> Iterator[tuple[str, Client]]:
    with silent(answer) as web, Client(web, timeouts=timeouts) as client:
        yield web, client


def at(server: FaultProxy, path: str = "/") -> str:
    return f"http://127.0.0.1:{server.port}{path}"


# Requests and answers ---------------------------------------------------------------------------


def test_an_answer_is_kept_with_its_headers_in_lower_case() -> None:
    answer = Answer(207, {"Upload-Offset": "7"}, b"<multistatus/>")
    with asking(answer) as (server, client):
        reply = client.ask("PROPFIND", at(server), {"Depth": "0"})
    assert (reply.status, reply.body, reply.is_good) == (207, b"<multistatus/>", True)
    assert reply.headers["upload-offset"] == "7"
    assert server.exchanges[0].headers["depth"] == "0"


@pytest.mark.parametrize(
    ("credentials", "said"),
    [(Password("amy", "secret"), "Basic YW15OnNlY3JldA=="), (Token("abc"), "Bearer abc")],
)
def test_credentials_go_along_without_being_asked_for(credentials: Credentials, said: str) -> None:
    with asking(Answer(200), credentials=credentials) as (server, client):
        client.ask("HEAD", at(server))
    assert server.exchanges[0].headers["authorization"] == said


def test_what_comes_is_asked_for_as_it_lies_there() -> None:
    with asking(Answer(200)) as (server, client):
        client.ask("GET", at(server))
    assert server.exchanges[0].headers["accept-encoding"] == "identity"


def test_a_body_is_sent_with_its_length() -> None:
    with asking(Answer(201)) as (server, client):
        reply = client.send("PUT", at(server, "/x"), {}, lambda: [b"abc", b"de"], 5)
    assert reply.status == 201
    assert (server.exchanges[0].path, server.exchanges[0].length) == ("/x", 5)


def test_a_long_answer_is_fetched_in_blocks() -> None:
    data = bytes(range(256)) * 5000
    with (
        asking(Answer(200, body=data)) as (server, client),
        client.fetch(at(server)) as (reply, blocks),
    ):
        assert reply.length == len(data)
        assert b"".join(blocks) == data


def test_an_answer_without_end_is_not_listened_to() -> None:
    with (
        asking(Answer(200, body=bytes(3 << 20))) as (server, client),
        pytest.raises(AnswerTooLong),
    ):
        client.ask("GET", at(server))


def test_what_the_body_raises_passes_through() -> None:
    def broken() -> Iterator[bytes]:
        yield b"abc"
        raise Cancelled

    with asking(Answer(201)) as (server, client), pytest.raises(Cancelled):
        client.send("PUT", at(server), {}, broken, 5)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, PasswordRefused),
        (403, Forbidden),
        (404, NoSuchPlace),
        (409, NoSuchPlace),
        (410, NoSuchPlace),
        (413, TooLargeForReceiver),
        (507, ReceiverFull),
        *((status, ReceiverBusy) for status in [408, 423, 429, 500, 502, 503, 504]),
        *((status, UnexpectedAnswer) for status in [300, 400, 418, 501, 505]),
    ],
)
def test_a_refusal_is_told_by_its_kind(status: int, error: type[Exception]) -> None:
    with asking(Answer(status)) as (server, client):
        reply = client.ask("GET", at(server))
        assert not reply.is_good
        assert type(client.refusal(reply)) is error


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120),
        ({"retry-after": "soon"}, 0),
        ({}, 0),
        (
            {
                "retry-after": "Wed, 25 Nov 2026 09:02:00 GMT",
                "date": "Wed, 25 Nov 2026 09:00:00 GMT",
            },
            120,
        ),
        ({"retry-after": "Wed, 25 Nov 2026 09:02:00 GMT"}, 0),
        ({"retry-after": "9" * 400}, 999_999),
    ],
)
def test_the_wait_a_receiver_asks_for_is_read(headers: dict[str, str], seconds: int) -> None:
    with Client("http://127.0.0.1/") as client:
        busy = client.refusal(Reply("http://127.0.0.1/", 503, headers))
    assert isinstance(busy, ReceiverBusy)
    assert busy.after == seconds


# One host alone ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("method", ["GET", "PROPFIND", "PUT", "MOVE"])
def test_a_redirect_to_another_place_is_not_followed(status: int, method: str) -> None:
    with saying(Answer(200)) as stranger:
        away = Answer(status, {"Location": at(stranger, "/in")})
        with (
            asking(away, credentials=Password("a", "b")) as (server, client),
            pytest.raises(SentElsewhere) as refused,
        ):
            client.ask(method, at(server))
        there = f"http://127.0.0.1:{stranger.port}"  # of the same host: the port is what differs
        assert (refused.value.host, refused.value.to) == ("127.0.0.1", there)
        assert stranger.exchanges == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://127.0.0.1/",
        "http://127.0.0.2/",
        "//office.example/x",
        "ftp://127.0.0.1/",
    ],
)
def test_another_scheme_or_host_is_elsewhere_too(elsewhere: str) -> None:
    with (
        asking(Answer(307, {"Location": elsewhere})) as (server, client),
        pytest.raises((SentElsewhere, UnexpectedAnswer)),
    ):
        client.ask("GET", at(server))


def test_an_address_elsewhere_is_not_spoken_to_at_all() -> None:
    with saying(Answer(200)) as stranger, saying(Answer(200)) as server:
        with Client(at(server)) as client, pytest.raises(SentElsewhere):
            client.ask("HEAD", at(stranger))
        assert stranger.exchanges == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_within_the_host_is_followed(status: int) -> None:
    answers = [Answer(status, {"Location": "/in/"}), Answer(207)]
    with asking(*answers) as (server, client):
        assert client.ask("PROPFIND", at(server, "/in")).status == 207
    assert [each.path for each in server.exchanges] == ["/in", "/in/"]


def test_a_body_is_sent_again_where_a_redirect_says_so() -> None:
    answers = [Answer(308, {"Location": "/there"}), Answer(201)]
    with asking(*answers) as (server, client):
        assert client.send("PUT", at(server), {}, lambda: [b"abc"], 3).status == 201
    assert [(each.method, each.length) for each in server.exchanges] == [("PUT", 3), ("PUT", 3)]


def test_an_old_redirect_of_a_change_is_not_followed_as_something_else() -> None:
    with asking(Answer(302, {"Location": "/there"})) as (server, client):
        assert client.send("PUT", at(server), {}, lambda: [b"abc"], 3).status == 302
    assert len(server.exchanges) == 1


def test_redirects_in_a_circle_end() -> None:
    with (
        asking(Answer(307, {"Location": "/again"})) as (server, client),
        pytest.raises(UnexpectedAnswer),
    ):
        client.ask("GET", at(server))
    assert len(server.exchanges) == 6


# Connections ------------------------------------------------------------------------------------


def test_nobody_there_means_that_nothing_went_out() -> None:
    web = f"http://127.0.0.1:{free_port()}/"
    with Client(web) as client, pytest.raises(NoConnection):
        client.ask("GET", web)


@pytest.mark.parametrize("host", ["a..b", "xn--", "a" * 300])
def test_a_name_of_a_host_that_no_network_takes_is_told(host: str) -> None:
    web = f"https://{host}/"
    with Client(web) as client, pytest.raises(NoConnection):
        client.ask("GET", web)


@contextmanager
def silent(answer: Callable[[socket.socket], object] = lambda _: None) -> Iterator[str]:
    """A server that takes connections, reads a little, and does with them what it is told."""
    over = threading.Event()

    def serve() -> None:
        link, _ = listener.accept()
        with link:
            link.recv(100)
            answer(link)
            over.wait(20)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            over.set()
            thread.join()


def test_an_answer_that_does_not_come_means_that_we_cannot_tell() -> None:
    with asking_silent(SOON) as (web, client), pytest.raises(ConnectionLost):
        client.ask("MOVE", web)


def test_an_answer_that_is_none_means_that_we_cannot_tell() -> None:
    with (
        asking_silent(SOON, lambda link: link.sendall(b"SSH-2.0-x\r\n\r\n")) as (web, client),
        pytest.raises(ConnectionLost),
    ):
        client.ask("PUT", web)


@dataclass
class ClosesKeptConnection(Fault):
    """Ends the connection, without a word, on which the second request comes."""

    asked: int = 0

    @override
    def instead(self, exchange: Exchange) -> Answer:
        self.asked += 1
        if self.asked == 2:
            raise Cut
        return Answer(200, {}, f"answer {self.asked}".encode())


@pytest.mark.parametrize(("method", "body"), [("GET", b""), ("HEAD", b""), ("PROPFIND", b"<>")])
def test_a_question_on_a_kept_connection_that_ends_is_asked_once_more(
    method: str, body: bytes
) -> None:
    with FaultProxy(0, ClosesKeptConnection()) as server, Client(at(server)) as client:
        client.ask("GET", at(server))
        assert client.ask(method, at(server), body=body).is_good
        assert [each.length for each in server.exchanges] == [0, len(body), len(body)]


@pytest.mark.parametrize(("method", "body"), [("DELETE", b""), ("MOVE", b""), ("POST", b"<>")])
def test_what_changes_something_is_not_done_twice_when_a_kept_connection_ends(
    method: str, body: bytes
) -> None:
    with FaultProxy(0, ClosesKeptConnection()) as server, Client(at(server)) as client:
        client.ask("GET", at(server))
        with pytest.raises(ConnectionLost):
            client.ask(method, at(server), body=body)
        assert len(server.exchanges) == 2


def test_a_question_on_a_new_connection_that_ends_is_not_repeated() -> None:
    with FaultProxy(0, ClosesKeptConnection(asked=1)) as server, Client(at(server)) as client:
        with pytest.raises(ConnectionLost):
            client.ask("GET", at(server))
        assert len(server.exchanges) == 1


def test_a_body_that_nobody_takes_means_that_we_cannot_tell() -> None:
    blocks = [bytes(1 << 20)] * 64
    with asking_silent(SOON) as (web, client), pytest.raises(ConnectionLost):
        client.send("PUT", web, {}, lambda: blocks, len(blocks) << 20)


def test_a_wish_to_stop_is_felt_while_an_answer_is_awaited() -> None:
    with (
        asking_silent(Timeouts(answer=600)) as (web, client),
        client.cancellable_by(StopsAt(Step.ASKING)),
        pytest.raises(Cancelled),
    ):
        client.ask("MOVE", web)


def test_a_wish_to_stop_is_felt_while_a_connection_is_awaited() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent_listener:  # takes it, and says nothing
        web = f"https://127.0.0.1:{silent_listener.getsockname()[1]}/"
        with (
            Client(web, timeouts=Timeouts(connect=600)) as client,
            client.cancellable_by(StopsLater()),
            pytest.raises(Cancelled),
        ):
            client.ask("GET", web)


class StopsWhenNothingHappens:
    """Stops the job when it is told the same twice."""

    def __init__(self) -> None:
        self._last: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        if self._last == progress:
            raise Cancelled
        self._last = progress


def test_a_wish_to_stop_is_felt_while_nobody_takes_what_we_send() -> None:
    reporter = StopsWhenNothingHappens()

    def body() -> Iterator[bytes]:
        for number in range(64):
            told(Progress(Step.SENDING, number, 64))
            yield bytes(1 << 20)

    with (
        asking_silent(Timeouts(answer=600)) as (web, client),
        client.cancellable_by(reporter) as told,
        pytest.raises(Cancelled),
    ):
        client.send("PUT", web, {}, body, 64 << 20)


# Answers without end ----------------------------------------------------------------------------


def flood(start: bytes, block: bytes) -> Callable[[socket.socket], object]:
    """Return what sends a block again and again until nobody listens any more."""

    def send(link: socket.socket) -> None:
        with suppress(OSError):
            link.sendall(start)
            while True:
                link.sendall(block * 1000)

    return send


def drip(start: bytes) -> Callable[[socket.socket], object]:
    """Return what sends a byte now and then."""

    def send(link: socket.socket) -> None:
        over = threading.Event()
        with suppress(OSError):
            link.sendall(start)
            while not over.wait(0.05):
                link.sendall(b"x")

    return send


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LONG = b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n"
ENDLESS = {
    "100 Continue": flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "103 Early Hints": flood(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    "a byte now and then": drip(LONG),
    "a head now and then": drip(b"HTTP/1.1 200 OK\r\nX-A: "),
}


class StopsLater:
    """Wishes to stop the third time that it is asked."""

    def __init__(self) -> None:
        self._left = 3

    def __call__(self, _progress: Progress) -> None:
        self._left -= 1
        if not self._left:
            raise Cancelled


@pytest.mark.parametrize("name", ENDLESS)
def test_a_wish_to_stop_is_felt_under_an_answer_without_end(name: str) -> None:
    with (
        asking_silent(Timeouts(answer=600, whole=600), ENDLESS[name]) as (web, client),
        client.cancellable_by(StopsLater()),
        pytest.raises(Cancelled),
    ):
        client.ask("GET", web)


def test_a_wish_to_stop_is_felt_while_a_copy_comes_byte_by_byte() -> None:
    with (
        asking_silent(Timeouts(answer=600), flood(CHUNKED, b"1\r\nx\r\n")) as (web, client),
        client.cancellable_by(StopsLater()),
        client.fetch(web) as (_, blocks),
        pytest.raises(Cancelled),
    ):
        for _ in blocks:
            pass


@pytest.mark.parametrize("name", ENDLESS)
def test_an_answer_has_a_time_in_which_it_ends(name: str) -> None:
    with (
        asking_silent(Timeouts(answer=600, whole=0.5), ENDLESS[name]) as (web, client),
        pytest.raises(ConnectionLost),
    ):
        client.ask("GET", web)


def test_the_time_of_an_answer_begins_when_all_is_sent() -> None:
    def slowly() -> Iterator[bytes]:
        for _ in range(6):
            threading.Event().wait(0.2)
            yield b"x"

    with (
        saying(Answer(201)) as server,
        Client(at(server), timeouts=Timeouts(whole=0.5)) as client,
    ):
        assert client.send("PUT", at(server), {}, slowly, 6).status == 201


def test_a_long_answer_may_take_its_time_as_long_as_it_comes() -> None:
    def steadily(link: socket.socket) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 600000\r\n\r\n")
        for _ in range(6):
            threading.Event().wait(0.2)
            link.sendall(bytes(100_000))

    with (
        asking_silent(Timeouts(answer=600, whole=0.7), steadily) as (web, client),
        client.fetch(web) as (_, blocks),
    ):
        assert sum(map(len, blocks)) == 600_000


def test_a_head_of_any_length_is_not_kept() -> None:
    with (
        asking_silent(SOON, flood(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n")) as (web, client),
        pytest.raises(ConnectionLost),
    ):
        client.ask("GET", web)


@pytest.mark.parametrize("location", ["http://[::1", "//[", "http://[::1]:x/"])
def test_a_redirect_that_is_no_address_is_refused(location: str) -> None:
    with (
        asking(Answer(307, {"location": location})) as (server, client),
        pytest.raises(LsscError),
    ):
        client.ask("GET", at(server))


@pytest.mark.parametrize("name", ["content-length", "retry-after", "upload-offset"])
def test_a_number_beyond_all_sense_is_none(name: str) -> None:
    reply = Reply("https://x/", 503, {name: "9" * 5000})
    assert reply.length is None
    assert isinstance(refusal(reply, with_credentials=False), ReceiverBusy)


# What is secret ---------------------------------------------------------------------------------


def test_no_error_and_no_log_holds_the_password(caplog: pytest.LogCaptureFixture) -> None:
    secret = Password("amy", "secret")
    caplog.set_level(logging.DEBUG, logger="lssc_desktop")
    caplog.set_level(logging.INFO, logger="httpx2")
    with asking(Answer(401), credentials=secret) as (server, client):
        refusal = client.refusal(client.ask("GET", at(server)))
    web = f"http://127.0.0.1:{free_port()}/"
    with Client(web, secret) as client, pytest.raises(NoConnection) as lost:
        client.ask("GET", web)
    for text in [repr(refusal), repr(lost.value), str(lost.value.__cause__), caplog.text]:
        assert "secret" not in text
        assert "YW15" not in text
