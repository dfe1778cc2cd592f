"""Whatever goes wrong on the way, what we say about a package is true.

Each delivery is judged by what the receiver really has (`Delivery._judge`): never a false
"received", never twice, and never "not there" when it is. The long run is in tests/soak.
"""

from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.transfer.address import Password
from lssc_desktop.transfer.answers import (
    CertificateRefused,
    ConnectionLost,
    PasswordRefused,
    ReceiverBusy,
    ReceiverFull,
    SentElsewhere,
    TooLargeForReceiver,
)
from lssc_desktop.transfer.destination import PackageFile
from tests.servers.apache import Apache
from tests.servers.certificates import Certificate, make_certificate
from tests.servers.fault_proxy import Answer, Cut, Exchange, Fault, FaultProxy
from tests.servers.faults import CutDown, CutUp, NoAnswer, Refuses, Stalls
from tests.servers.tus_receiver import TusReceiver
from tests.transfer.deliveries import PACKAGED, RECEIVED, SIZE, Delivery, Receiver, through

WRITING = ("PATCH", "PUT")


@pytest.fixture(params=["tus", "webdav"])
def kind(request: pytest.FixtureRequest) -> type[TusReceiver | Apache]:
    return TusReceiver if request.param == "tus" else Apache


def secured(
    kind: type[TusReceiver | Apache], tmp_path: Path, certificate: Certificate
) -> TusReceiver | Apache:
    if kind is Apache:
        return Apache(tls=certificate)
    return TusReceiver(tmp_path / "received", tls=certificate)


# The connection ---------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [0, 1, 123_456, SIZE - 1])
def test_a_cut_on_the_way_there_costs_nothing(
    receiver: Receiver, package_file: PackageFile, at: int
) -> None:
    delivery = Delivery(package_file, receiver)
    fault = CutUp(at)
    proxy = through(fault, delivery)
    assert fault.done
    assert delivery.state is RECEIVED
    assert delivery.waits == [1.0]
    begun = [each for each in proxy.exchanges if each.method == "POST"]
    assert len(begun) == (1 if isinstance(receiver, TusReceiver) else 0)


@pytest.mark.parametrize("at", [0, 200_000])
def test_a_cut_while_it_is_read_back_costs_nothing(
    receiver: Receiver, package_file: PackageFile, at: int
) -> None:
    delivery = Delivery(package_file, receiver)
    fault = CutDown(at)
    through(fault, delivery)
    assert fault.done
    assert delivery.state is RECEIVED


@pytest.mark.parametrize("method", ["POST", "PATCH", "HEAD", "GET", "PUT", "MOVE"])
@pytest.mark.parametrize("times", [1, 3])
def test_a_lost_answer_is_asked_for_again(
    receiver: Receiver, package_file: PackageFile, method: str, times: int
) -> None:
    delivery = Delivery(package_file, receiver)
    through(NoAnswer(method, times), delivery)
    assert delivery.state is RECEIVED


def test_the_answer_to_the_last_byte_is_lost(
    tus_receiver: TusReceiver, package_file: PackageFile
) -> None:
    class LastAnswer(NoAnswer):
        def answered(self, exchange: Exchange, answer: Answer) -> Answer:
            last = exchange.offset == SIZE - 1
            return super().answered(exchange, answer) if last else answer

    delivery = Delivery(package_file, tus_receiver)
    fault = LastAnswer("PATCH")
    proxy = through(fault, delivery)
    assert fault.times == 0
    assert delivery.state is RECEIVED
    assert proxy.bodies("PATCH") == SIZE


def test_a_connection_that_is_never_good_again_leaves_a_sentence(
    receiver: Receiver, package_file: PackageFile
) -> None:
    class AlwaysCuts(Fault):
        def up(self, exchange: Exchange, block: bytes) -> bytes:
            del exchange, block
            raise Cut

    delivery = Delivery(package_file, receiver, tries=3)
    through(AlwaysCuts(), delivery)
    assert isinstance(delivery.error, ConnectionLost)
    assert delivery.state is PACKAGED
    assert delivery.waits == [1.0, 2.0, 4.0]


def test_waits_begin_anew_when_it_gets_on(
    tus_receiver: TusReceiver, package_file: PackageFile
) -> None:
    delivery = Delivery(package_file, tus_receiver)
    through(NoAnswer("PATCH", -1), delivery)
    assert delivery.state is RECEIVED
    assert set(delivery.waits) == {1.0}


def test_a_stalled_receiver_is_left_and_asked_again(
    receiver: Receiver, package_file: PackageFile
) -> None:
    delivery = Delivery(package_file, receiver)
    fault = Stalls(150_000)
    through(fault, delivery)
    assert fault.done
    assert delivery.state is RECEIVED


# What a receiver answers ------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_burst_of_trouble_is_waited_for(
    receiver: Receiver, package_file: PackageFile, status: int, at_once: bool
) -> None:
    delivery = Delivery(package_file, receiver)
    fault = Refuses(status, WRITING, times=3, at_once=at_once)
    through(fault, delivery)
    assert fault.times == 0
    assert delivery.state is RECEIVED
    assert delivery.waits == [1.0, 2.0, 4.0]


def test_the_wait_that_a_receiver_asks_for_is_kept(
    receiver: Receiver, package_file: PackageFile
) -> None:
    delivery = Delivery(package_file, receiver)
    through(Refuses(503, WRITING, times=1, headers={"retry-after": "77"}), delivery)
    assert delivery.waits == [77.0]
    assert delivery.state is RECEIVED


def test_trouble_without_end_leaves_a_sentence(
    receiver: Receiver, package_file: PackageFile
) -> None:
    delivery = Delivery(package_file, receiver, tries=3)
    through(Refuses(503, WRITING), delivery)
    assert isinstance(delivery.error, ReceiverBusy)
    assert delivery.state is PACKAGED


@pytest.mark.parametrize(("status", "error"), [(507, ReceiverFull), (413, TooLargeForReceiver)])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_receiver_without_room_says_so_at_once(
    receiver: Receiver,
    package_file: PackageFile,
    status: int,
    error: type[LsscError],
    at_once: bool,
) -> None:
    delivery = Delivery(package_file, receiver)
    through(Refuses(status, WRITING, at_once=at_once), delivery)
    assert isinstance(delivery.error, error)
    assert delivery.waits == []


def test_a_full_disk_at_the_receiver_is_no_arrival(
    kind: type[TusReceiver | Apache], tmp_path: Path, package_file: PackageFile
) -> None:
    disk = 200_192
    made = Apache(disk=disk) if kind is Apache else TusReceiver(tmp_path / "received", disk=disk)
    with made as receiver:
        delivery = Delivery(package_file, receiver, tries=2)
        delivery.send()
    assert delivery.state is PACKAGED
    assert delivery.error is not None


def test_something_that_takes_only_small_requests_gets_small_pieces(
    tus_receiver: TusReceiver, package_file: PackageFile
) -> None:
    class OnlySmall(Fault):
        def instead(self, exchange: Exchange) -> Answer | None:
            return Answer(413) if exchange.length > 12_000 else None

    delivery = Delivery(package_file, tus_receiver)
    through(OnlySmall(), delivery)
    assert delivery.state is RECEIVED
    assert delivery.waits == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_to_another_host_is_not_followed_with_the_password(
    receiver: Receiver, package_file: PackageFile, status: int
) -> None:
    with FaultProxy(receiver.port) as elsewhere:
        there = {"location": f"http://127.0.0.1:{elsewhere.port}/files"}
        every = ("OPTIONS", "PROPFIND", "POST", "PUT", "HEAD", "PATCH")
        delivery = Delivery(package_file, receiver, Password("amy", "secret"))
        through(Refuses(status, every, headers=there), delivery)
        assert isinstance(delivery.error, SentElsewhere)
        assert elsewhere.exchanges == []


def test_a_wrong_password_is_said_and_not_tried_again(
    kind: type[TusReceiver | Apache], tmp_path: Path, package_file: PackageFile
) -> None:
    known = ("amy", "right")
    made = Apache(*known) if kind is Apache else TusReceiver(tmp_path / "received", *known)
    with made as receiver:
        delivery = Delivery(package_file, receiver, Password("amy", "wrong"))
        delivery.send()
        assert isinstance(delivery.error, PasswordRefused)
        assert delivery.waits == []
        delivery.credentials = Password(*known)
        delivery.send()
        assert delivery.state is RECEIVED


def test_an_expired_certificate_is_said_and_nothing_is_sent(
    kind: type[TusReceiver | Apache], tmp_path: Path, package_file: PackageFile
) -> None:
    expired = make_certificate(tmp_path / "tls", days=-1)
    with secured(kind, tmp_path, expired) as receiver:
        delivery = Delivery(package_file, receiver, ca_file=expired.authority)
        delivery.send()
        assert isinstance(delivery.error, CertificateRefused)
        assert delivery.error.reason == "expired"
        assert not [path for path in receiver.folder.iterdir() if path.is_file()]


def test_a_certificate_for_another_host_is_said(
    kind: type[TusReceiver | Apache], tmp_path: Path, package_file: PackageFile
) -> None:
    other = make_certificate(tmp_path / "tls", host="packages.example.org")
    with secured(kind, tmp_path, other) as receiver:
        delivery = Delivery(package_file, receiver, ca_file=other.authority)
        delivery.send()
        assert isinstance(delivery.error, CertificateRefused)
        assert delivery.error.reason == "other-host"


def test_a_certificate_of_an_institution_is_good_with_its_file(
    kind: type[TusReceiver | Apache], tmp_path: Path, package_file: PackageFile
) -> None:
    good = make_certificate(tmp_path / "tls")
    with secured(kind, tmp_path, good) as receiver:
        delivery = Delivery(package_file, receiver)
        delivery.send()
        assert isinstance(delivery.error, CertificateRefused)
        assert delivery.error.reason == "unknown"
        delivery.ca_file = good.authority
        delivery.send()
        assert delivery.state is RECEIVED
