"""A receiver that lies, forgets or spoils what it got never gets us to say \"received\".

Each delivery is judged by what the receiver really has (`Delivery._judge`).
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import override

import pytest

from lssc_desktop.transfer.answers import SentElsewhere
from lssc_desktop.transfer.destination import PackageFile
from tests.servers.apache import Apache
from tests.servers.fault_proxy import Answer, Exchange, Fault
from tests.servers.faults import CutUp, LiesAboutOffset, StoresNothing
from tests.servers.lies import digest_of
from tests.servers.tus_receiver import TusReceiver
from tests.transfer.deliveries import PIECE, RECEIVED, SIZE, UNCERTAIN, Delivery, Receiver, through


class WhenWhole(Fault):
    """Does something to the receiver's copy the moment that it is whole, before anybody knows."""

    def __init__(self, receiver: TusReceiver | Apache, change: Callable[[Path], object]) -> None:
        self.done = False
        self._receiver = receiver
        self._change = change

    @override
    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        files = [path for path in self._receiver.folder.iterdir() if path.is_file()]
        for path in files:
            if not self.done and path.stat().st_size == SIZE:
                self.done = True
                self._change(path)
        return answer


@pytest.mark.parametrize("method", ["HEAD", "PATCH"])
@pytest.mark.parametrize(
    "lie",
    [lambda true: true + 7, lambda true: max(0, true - 7), lambda _: SIZE, lambda _: SIZE + 1],
    ids=["more", "less", "all", "too much"],
)
@pytest.mark.parametrize("times", [1, -1], ids=["once", "always"])
def test_a_lie_about_the_offset_never_becomes_a_receipt(
    tus_receiver: TusReceiver,
    package_file: PackageFile,
    method: str,
    lie: Callable[[int], int],
    times: int,
) -> None:
    class CutAndLies(LiesAboutOffset):
        cut = CutUp(150_000)

        def up(self, exchange: Exchange, block: bytes) -> bytes:
            return self.cut.up(exchange, block)

    delivery = Delivery(package_file, tus_receiver)
    through(CutAndLies(method, lie, times), delivery, later=True)


def test_an_upload_that_was_lost_is_sent_anew(
    tus_receiver: TusReceiver, package_file: PackageFile
) -> None:
    delivery = Delivery(package_file, tus_receiver)
    through(CutUp(150_000, then=tus_receiver.lose_everything), delivery)
    assert delivery.state is RECEIVED


@pytest.mark.parametrize("left", [0, 200_000, SIZE - 1])
def test_a_file_that_was_cut_short_is_not_received(
    receiver: TusReceiver | Apache, package_file: PackageFile, left: int
) -> None:
    fault = WhenWhole(receiver, lambda path: os.truncate(path, left))
    delivery = Delivery(package_file, receiver)
    through(fault, delivery)
    assert fault.done
    assert delivery.state is not RECEIVED


def test_a_file_that_was_changed_there_is_not_received(
    receiver: TusReceiver | Apache, package_file: PackageFile
) -> None:
    fault = WhenWhole(receiver, lambda path: path.write_bytes(bytes(SIZE)))
    delivery = Delivery(package_file, receiver)
    through(fault, delivery)
    assert fault.done
    assert delivery.state is not RECEIVED


def test_a_spoiled_part_is_replaced_when_it_is_sent_again(
    apache: Apache, package_file: PackageFile
) -> None:
    fault = WhenWhole(apache, lambda path: path.write_bytes(bytes(SIZE)))
    delivery = Delivery(package_file, apache)
    through(fault, delivery, later=True)
    assert fault.done
    assert delivery.state is RECEIVED


def test_a_receiver_that_says_yes_and_keeps_nothing_has_received_nothing(
    receiver: Receiver, package_file: PackageFile
) -> None:
    delivery = Delivery(package_file, receiver)
    through(StoresNothing(), delivery)
    assert delivery.state is not RECEIVED
    assert receiver.whole() == []


def test_bytes_that_change_on_the_way_are_noticed(
    receiver: Receiver, package_file: PackageFile
) -> None:
    class Flips(Fault):
        @override
        def up(self, exchange: Exchange, block: bytes) -> bytes:
            return bytes([block[0] ^ 1]) + block[1:]

    delivery = Delivery(package_file, receiver)
    through(Flips(), delivery)
    assert delivery.state is not RECEIVED


@pytest.mark.parametrize("status", [200, 204, 206, 500])
def test_what_is_given_back_and_is_not_the_file_never_makes_us_send_it_again(
    tus_receiver: TusReceiver, package_file: PackageFile, status: int
) -> None:
    class GivesSomethingElse(Fault):
        @override
        def instead(self, exchange: Exchange) -> Answer | None:
            return Answer(status, {}, b"<p>Sign in") if exchange.method == "GET" else None

    delivery = Delivery(package_file, tus_receiver)
    through(GivesSomethingElse(), delivery)
    assert delivery.state is UNCERTAIN
    assert len(tus_receiver.whole()) == 1


def test_a_digest_that_only_says_ours_again_is_not_taken_for_a_comparison(
    tus_receiver: TusReceiver, package_file: PackageFile
) -> None:
    class EchoesWhenWhole(WhenWhole):
        @override
        def answered(self, exchange: Exchange, answer: Answer) -> Answer:
            answer = super().answered(exchange, answer)
            if exchange.method == "HEAD":
                answer.headers["repr-digest"] = digest_of(data)
            return answer

    data = package_file.path.read_bytes()
    fault = EchoesWhenWhole(tus_receiver, lambda path: path.write_bytes(bytes(SIZE)))
    delivery = Delivery(package_file, tus_receiver)
    through(fault, delivery)
    assert delivery.state is UNCERTAIN


def test_bytes_that_change_on_the_way_are_sent_again_where_pieces_are_compared(
    tmp_path: Path, package_file: PackageFile
) -> None:
    class FlipsOnce(Fault):
        done = False

        @override
        def up(self, exchange: Exchange, block: bytes) -> bytes:
            if self.done:
                return block
            self.done = True
            return bytes([block[0] ^ 1]) + block[1:]

    with TusReceiver(tmp_path / "received", checksum=True) as receiver:
        delivery = Delivery(package_file, receiver)
        proxy = through(FlipsOnce(), delivery)
    assert delivery.state is RECEIVED
    assert delivery.waits == []
    pieces = [each.length for each in proxy.exchanges if each.method == "PATCH"]
    assert pieces[:2] == [PIECE, PIECE // 4]


def test_a_copy_that_shrinks_after_its_pieces_were_compared_is_not_received(
    tmp_path: Path, package_file: PackageFile
) -> None:
    with TusReceiver(tmp_path / "received", checksum=True, readable=False) as receiver:
        fault = WhenWhole(receiver, lambda path: os.truncate(path, SIZE - 1))
        delivery = Delivery(package_file, receiver)
        through(fault, delivery)
    assert fault.done
    assert delivery.state is UNCERTAIN


def test_an_upload_is_not_begun_where_the_receiver_has_no_business(
    tus_receiver: TusReceiver, package_file: PackageFile
) -> None:
    class PointsElsewhere(Fault):
        @override
        def answered(self, exchange: Exchange, answer: Answer) -> Answer:
            if "location" in answer.headers:
                answer.headers["location"] = "http://127.0.0.2/files/1"
            return answer

    delivery = Delivery(package_file, tus_receiver)
    through(PointsElsewhere(), delivery)
    assert isinstance(delivery.error, SentElsewhere)
    assert delivery.submission is not None
    assert delivery.submission.upload == ""
