"""The proxy does what its fault says, and counts truly: a fault that never bites proves nothing."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.servers.fault_proxy import Fault, FaultProxy
from tests.servers.faults import (
    AfterAnswer,
    CutDown,
    CutUp,
    LiesAboutOffset,
    NoAnswer,
    Refuses,
    StoresNothing,
)
from tests.servers.tus_receiver import TusReceiver

DATA = bytes(range(256)) * 400


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[TusReceiver]:
    with TusReceiver(tmp_path / "received") as running:
        yield running


def ask(
    proxy: FaultProxy, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", proxy.port, timeout=20)
    try:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Tus-Resumable": "1.0.0"} | told)
        got = connection.getresponse()
        return got.status, {k.lower(): v for k, v in got.getheaders()}, got.read()
    finally:
        connection.close()


def create(proxy: FaultProxy) -> str:
    status, headers, _ = ask(proxy, "POST", "/files", Upload_Length=str(len(DATA)))
    assert status == 201
    return headers["location"]


def patch(proxy: FaultProxy, path: str, offset: int = 0) -> int:
    kind = "application/offset+octet-stream"
    body = DATA[offset:]
    status, _, _ = ask(proxy, "PATCH", path, body, Upload_Offset=str(offset), Content_Type=kind)
    return status


def offset_of(proxy: FaultProxy, path: str) -> int:
    return int(ask(proxy, "HEAD", path)[1]["upload-offset"])


def test_without_a_fault_everything_goes_through(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port) as proxy:
        path = create(proxy)
        assert patch(proxy, path) == 204
        assert offset_of(proxy, path) == len(DATA)
        assert ask(proxy, "GET", path)[2] == DATA
    assert receiver.whole() == [DATA]
    assert proxy.bodies("PATCH") == len(DATA)
    assert proxy.bytes_sent_again() == 0


def test_a_cut_lets_exactly_so_many_bytes_through(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port, CutUp(50_001)) as proxy:
        path = create(proxy)
        with pytest.raises((HTTPException, OSError)):
            patch(proxy, path)
        assert proxy.bodies("PATCH") == 50_001
        assert offset_of(proxy, path) == 50_001
        assert patch(proxy, path, 50_001) == 204
    assert receiver.whole() == [DATA]


def test_an_answer_is_cut_as_well(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port, CutDown(70_000)) as proxy:
        path = create(proxy)
        patch(proxy, path)
        with pytest.raises((HTTPException, OSError)):
            ask(proxy, "GET", path)
        assert ask(proxy, "GET", path)[2] == DATA


def test_bytes_that_were_confirmed_and_come_again_are_counted(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port) as proxy:
        path = create(proxy)
        patch(proxy, path)
        assert patch(proxy, path, 40_000) == 409
    assert proxy.bytes_sent_again() == len(DATA) - 40_000


def test_an_answer_gets_lost_though_the_receiver_has_everything(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port, NoAnswer("PATCH")) as proxy:
        path = create(proxy)
        with pytest.raises((HTTPException, OSError)):
            patch(proxy, path)
        assert receiver.whole() == [DATA]
        assert offset_of(proxy, path) == len(DATA)


@pytest.mark.parametrize("at_once", [True, False])
def test_requests_are_refused_so_many_times(receiver: TusReceiver, at_once: bool) -> None:
    with FaultProxy(receiver.port, Refuses(503, ("POST",), times=2, at_once=at_once)) as proxy:
        assert [ask(proxy, "POST", "/files", Upload_Length="9")[0] for _ in "123"] == [
            503,
            503,
            201,
        ]
    assert len(receiver.uploads()) == 1


def test_it_lies_about_the_offset(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port, LiesAboutOffset("HEAD", lambda true: true + 7)) as proxy:
        assert offset_of(proxy, create(proxy)) == 7


def test_something_happens_behind_the_back_of_an_answer(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port, AfterAnswer("PATCH", receiver.lose_everything)) as proxy:
        assert patch(proxy, create(proxy)) == 204
    assert receiver.uploads() == {}


def test_it_says_yes_and_stores_nothing(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port, StoresNothing()) as proxy:
        path = create(proxy)
        assert patch(proxy, path) == 204
        assert offset_of(proxy, path) == len(DATA)
        assert ask(proxy, "GET", path)[0] == 404
    assert receiver.uploads() == {}


def test_a_receiver_that_was_killed_goes_on_where_it_was(receiver: TusReceiver) -> None:
    with FaultProxy(receiver.port, CutUp(30_000)) as proxy:
        path = create(proxy)
        with pytest.raises((HTTPException, OSError)):
            patch(proxy, path)
        assert offset_of(proxy, path) == 30_000
        receiver.kill()
        with pytest.raises((HTTPException, OSError)):
            offset_of(proxy, path)
        receiver.start()
        assert offset_of(proxy, path) == 30_000


def test_a_full_disk_is_a_real_one(tmp_path: Path) -> None:
    with (
        TusReceiver(tmp_path / "received", disk=51_200) as receiver,
        FaultProxy(receiver.port, Fault()) as proxy,
    ):
        path = create(proxy)
        assert patch(proxy, path) == 500
        assert offset_of(proxy, path) == 51_200
