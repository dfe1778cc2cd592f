"""An audit of a web server: at its own host alone, whatever it points to and lists."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Self

import pytest

from lssc_desktop.audit.audited import AuditLine, AuditState
from lssc_desktop.audit.crew import open_place
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.places import NOBODY, PlaceUnlisted, StoreLogin
from lssc_desktop.audit.run import AuditOrder, audit
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.messages.audit import package_problem_line
from lssc_desktop.messages.message import message_for
from tests.audit.packages import make_package


def entry(href: str, content: bytes | None) -> str:
    """What a list says of a folder (no content) or of a file."""
    kind = "<D:collection/>" if content is None else ""
    size = "" if content is None else f"<D:getcontentlength>{len(content)}</D:getcontentlength>"
    return (
        f"<D:response><D:href>{href}</D:href><D:propstat><D:prop>"
        f"<D:resourcetype>{kind}</D:resourcetype>{size}<D:getetag>&quot;1&quot;</D:getetag>"
        "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
    )


class Lister:
    """A server with the list that a test gives it, and files; it notes what it is asked."""

    def __init__(self, files: dict[str, bytes], listed: str, head: str = "") -> None:
        self.asked: list[str] = []
        self.passwords: list[str | None] = []
        self.redirect = ""
        self.status = 207
        body = f'<?xml version="1.0"?>{head}<D:multistatus xmlns:D="DAV:">{listed}</D:multistatus>'
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(files, body.encode()))
        self._thread = Thread(target=self._web.serve_forever)
        self.port = self._web.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/pk/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._web.shutdown()
        self._thread.join()
        self._web.server_close()

    def _handler(self, files: dict[str, bytes], listed: bytes) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", "0")))
                server.asked.append(f"{self.command} {self.path}")
                server.passwords.append(self.headers.get("authorization"))
                if server.redirect:
                    self.say(307, b"", location=f"{server.redirect}{self.path}")
                elif self.command == "PROPFIND":
                    self.say(server.status, listed)
                elif self.path in files:
                    self.say(200, files[self.path])
                else:
                    self.say(404, b"")

            do_GET = do_HEAD = do_PROPFIND = answer  # noqa: N815  http.server's names

            def say(self, status: int, body: bytes, **headers: str) -> None:
                self.send_response(status)
                for name, value in {"etag": '"1"', **headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                """Print nothing."""

        return Handler


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    return make_package(tmp_path / "made" / "a.zip")


def run(tmp_path: Path, url: str, login: StoreLogin = NOBODY) -> list[AuditLine]:
    with Journal(tmp_path / "audit.journal") as journal:
        audit(AuditOrder((url,), login=login), journal, ignore_progress)
        return list(journal.lines())


def test_a_list_from_another_host_is_not_taken(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_PASSWORD", "a secret")
    files = {"/pk/a.zip": content}
    with (
        Lister(files, entry("/pk/a.zip", content)) as other,
        Lister({}, "") as server,
    ):
        server.redirect = f"http://localhost:{other.port}"
        with pytest.raises(PlaceUnlisted) as error:
            run(tmp_path, server.url, StoreLogin("office", "AUDIT_PASSWORD"))
    assert other.asked == []
    assert error.value.reason == "elsewhere"
    said = message_for(error.value).text
    assert "it points to another address, where we don’t follow" in said


def test_a_server_that_stays_in_trouble_lists_nothing_and_the_sentence_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lssc_desktop.audit.web_store._WAITS", ())
    with Lister({}, "") as server:
        server.status = 503
        place = open_place(server.url, NOBODY)
        with pytest.raises(PlaceUnlisted) as caught:
            tuple(place.packages(ignore_progress))
    said = message_for(caught.value).happened
    assert said.endswith(": it didn’t answer, or not the way a store does.")


def test_a_package_from_another_host_is_not_taken_for_one(content: bytes) -> None:
    files = {"/pk/a.zip": content}
    with Lister(files, "") as other, Lister(files, entry("/pk/a.zip", content)) as server:
        place = open_place(server.url, NOBODY)
        (listed,) = place.packages(ignore_progress)
        server.redirect = f"http://localhost:{other.port}"
        with pytest.raises(LsscError) as error:
            place.verify(listed, ignore_progress)
    assert other.asked == []
    assert "points to another address" in message_for(error.value).text


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "/pk/../../../etc/passwd",
        "/pk/%2e%2e/%2e%2e/etc/passwd",
        "/pk//b.zip",
        "/pk/%00.zip",
        "/pk/a%5Cb.zip",
        "/pk/%ff%fe.zip",
        "/pk/%0Ab.zip",
    ],
)
def test_a_name_that_no_file_can_have_costs_that_name_alone(
    tmp_path: Path, content: bytes, name: str
) -> None:
    files = {"/pk/a.zip": content, "/pk/z.zip": content}
    listed = "".join(
        (
            entry("/pk/", None),
            entry("/pk/a.zip", content),
            entry(name, content),
            entry("/pk/z.zip", content),
        )
    )
    with Lister(files, listed) as server:
        lines = run(tmp_path, server.url)
        asked = set(server.asked)
    good = [each for each in lines if each.state is AuditState.WHOLE]
    bad = [each for each in lines if each.state is not AuditState.WHOLE]
    assert sorted(each.name for each in good) == ["a.zip", "z.zip"]
    assert all(each.state is AuditState.NOT_READ for each in bad)
    assert len(bad) == 1
    assert all("no file can have that name" in package_problem_line(each) for each in bad)
    assert asked == {"PROPFIND /pk/", "GET /pk/a.zip", "GET /pk/z.zip"}


def test_a_list_as_other_servers_write_it_is_read(tmp_path: Path, content: bytes) -> None:
    for place, start in enumerate(("/pk/", "http://inside.example.org/pk/", "")):
        listed = entry(start, None) + entry(f"{start}a%20%C3%BC%26.zip", content)
        journal = tmp_path / str(place)
        journal.mkdir()
        with Lister({"/pk/a%20%C3%BC%26.zip": content}, listed) as server:
            (line,) = run(journal, server.url)
        assert (line.name, line.state) == ("a ü&.zip", AuditState.WHOLE)


def test_a_list_of_ten_thousand_is_read(content: bytes) -> None:
    listed = "".join(entry(f"/pk/{number:05}.zip", content) for number in range(10_000))
    with Lister({}, listed) as server:
        found = list(open_place(server.url, NOBODY).packages(ignore_progress))
    assert len(found) == 10_000


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        "<no list",
    ],
)
def test_a_list_that_declares_anything_or_is_none_is_no_list(
    tmp_path: Path, content: bytes, head: str
) -> None:
    with (
        Lister({}, entry("/pk/a.zip", content), head) as server,
        pytest.raises(PlaceUnlisted) as error,
    ):
        run(tmp_path, server.url)
    assert error.value.reason == "connection"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.invalid/x/",
        "https://user:pass@example.invalid/x/",
        "s3://bucket/x/",
        "https://example.invalid/x/?query",
    ],
)
def test_no_sentence_of_an_audit_speaks_of_sending(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://storage.example.invalid:9000")
    with pytest.raises(LsscError) as error:
        open_place(address, NOBODY)
    said = message_for(error.value).text
    assert "sen" not in said.lower().replace("presently", "")
    assert "pass@" not in said
    if address.startswith("s3"):
        assert "Set AWS_ENDPOINT_URL to an address that starts with https://." in said


def test_a_variable_without_a_password_speaks_of_no_sending() -> None:
    with pytest.raises(LsscError) as error:
        open_place("https://example.invalid/x/", StoreLogin("office", "NO_SUCH_VARIABLE"))
    assert "sent" not in message_for(error.value).text


@contextmanager
def s3_lister(*keys: str) -> Iterator[int]:
    """Run a server that lists these keys as S3 does; gives its port."""
    found = "".join(
        f"<Contents><Key>{key}</Key><LastModified>2026-11-28T10:00:00.000Z</LastModified>"
        '<ETag>"1"</ETag><Size>10</Size></Contents>'
        for key in keys
    )
    name = "http://s3.amazonaws.com/doc/2006-03-01/"
    body = f'<ListBucketResult xmlns="{name}"><IsTruncated>false</IsTruncated>{found}'

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = f"{body}</ListBucketResult>".encode()
            self.send_response(200)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words: object) -> None:
            """Print nothing."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=web.serve_forever)
    thread.start()
    try:
        yield web.server_address[1]
    finally:
        web.shutdown()
        thread.join()
        web.server_close()


def test_a_store_with_a_name_that_cannot_be_read_says_which(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of S3 the list is read by a library, which gives up the whole list for one name."""
    with s3_lister("incoming/a.zip", "incoming/../b.zip", "incoming/z.zip") as port:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
            monkeypatch.setenv(name, "us-east-1")
        place = open_place("s3://bucket/incoming/", NOBODY)
        with pytest.raises(PlaceUnlisted) as error:
            list(place.packages(ignore_progress))
    assert "incoming/../b.zip" in message_for(error.value).text
