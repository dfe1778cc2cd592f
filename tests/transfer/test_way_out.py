"""The proxy of an institution, through which its computers reach the world."""

from collections.abc import Iterator
from typing import override

import pytest

from lssc_desktop.transfer.address import Password
from lssc_desktop.transfer.answers import NoConnection, ProxyUnusable
from lssc_desktop.transfer.http import Client
from tests.servers.fault_proxy import Answer, Exchange, Fault, FaultProxy


def at(server: FaultProxy) -> str:
    return f"http://127.0.0.1:{server.port}/"


class PassesOn(Fault):
    """Is asked for a way to a host, as a proxy is, and gives none."""

    @override
    def instead(self, exchange: Exchange) -> Answer:
        return Answer(407 if exchange.method == "CONNECT" else 200)


@pytest.fixture
def way_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultProxy]:
    """The proxy of an institution, which every program there has to use."""
    with FaultProxy(0, PassesOn()) as proxy:
        for variable in ["https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY"]:
            monkeypatch.setenv(variable, f"http://127.0.0.1:{proxy.port}")
        for variable in ["no_proxy", "NO_PROXY"]:
            monkeypatch.setenv(variable, "")
        yield proxy


def test_the_way_out_that_a_system_prescribes_is_taken_and_sees_no_password(
    way_out: FaultProxy,
) -> None:
    web = "https://office.example/in/"
    with Client(web, Password("amy", "secret")) as client, pytest.raises(NoConnection):
        client.ask("PROPFIND", web)
    (asked,) = way_out.exchanges
    assert (asked.method, asked.path) == ("CONNECT", "office.example:443")
    assert "authorization" not in asked.headers


def test_this_computer_is_spoken_to_without_a_way_out(way_out: FaultProxy) -> None:
    with FaultProxy(0, PassesOn()) as server, Client(at(server)) as client:
        client.ask("GET", at(server))
        assert len(server.exchanges) == 1
    assert way_out.exchanges == []


def test_a_host_that_a_system_excepts_is_spoken_to_directly(
    way_out: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ["no_proxy", "NO_PROXY"]:
        monkeypatch.setenv(variable, "office.invalid")
    web = "https://office.invalid/"
    with Client(web) as client, pytest.raises(NoConnection):
        client.ask("GET", web)
    assert way_out.exchanges == []


@pytest.mark.parametrize("broken", ["http://bad host:xx", "http://[::1", "http://proxy:99999999"])
def test_a_way_out_that_is_no_address_is_told(
    way_out: FaultProxy, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    for variable in ["https_proxy", "HTTPS_PROXY"]:
        monkeypatch.setenv(variable, broken)
    with pytest.raises(ProxyUnusable):
        Client("https://office.example/in/")
    assert way_out.exchanges == []
