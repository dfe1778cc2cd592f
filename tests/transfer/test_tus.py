"""Sending to a real tus receiver, and going on where it was broken off."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import override

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Step, ignore_progress
from lssc_desktop.core.submission.submission import Proof, Receipt
from lssc_desktop.transfer.address import Password, parse_address
from lssc_desktop.transfer.answers import (
    NoConnection,
    PasswordRefused,
    ReceiverBusy,
    SentElsewhere,
    TooLargeForReceiver,
)
from lssc_desktop.transfer.destination import ArrivalUnknown, PackageChanged, PackageFile, Unproven
from lssc_desktop.transfer.http import Client, Timeouts
from lssc_desktop.transfer.tus import (
    Offer,
    PieceSizer,
    Tus,
    TusDestination,
    TusNotOffered,
    UploadGone,
    checksum_of,
)
from tests.servers.fault_proxy import Answer, Exchange, Fault, FaultProxy
from tests.servers.faults import Refuses
from tests.servers.tus_receiver import TusReceiver
from tests.transfer.on_the_way import NOW, Ledger, StopsAt, make_package

TUS = {"tus-version": "1.0.0", "tus-resumable": "1.0.0"}


class Answers(Fault):
    """A receiver that gives one answer to everything."""

    def __init__(self, status: int, **headers: str) -> None:
        self._answer = status, {name.replace("_", "-"): value for name, value in headers.items()}

    @override
    def instead(self, exchange: Exchange) -> Answer | None:
        status, headers = self._answer
        return Answer(status, dict(headers))


@contextmanager
def asked(fault: Fault) -> Iterator[Tus]:
    address = "tus+http://127.0.0.1:{}/files"
    with FaultProxy(0, fault) as proxy:
        place = parse_address(address.format(proxy.port))
        with Client(place.web, timeouts=Timeouts(5, 5)) as client:
            yield Tus(client, place)


def offers(extension: str, version: str = "1.0.0", **more: str) -> Answers:
    return Answers(204, tus_version=version, tus_extension=extension, **more)


@pytest.mark.parametrize(
    ("fault", "offer"),
    [
        (offers("creation"), Offer()),
        (offers("creation,expiration", "0.2.2,1.0.0"), Offer()),
        (offers("creation, checksum"), Offer()),
        (offers("creation", tus_checksum_algorithm="sha1"), Offer()),
        (offers("creation,checksum", tus_checksum_algorithm="md5,crc32"), Offer()),
        (offers("creation,checksum", tus_checksum_algorithm="md5,sha1"), Offer(0, "sha1")),
        (offers("creation,checksum", tus_checksum_algorithm="sha1, sha256"), Offer(0, "sha256")),
        (offers("creation", tus_max_size="9000000000"), Offer(9_000_000_000)),
        (offers("creation", tus_max_size="-5"), Offer()),
        (offers("creation", tus_max_size="much"), Offer()),
        (offers("creation", tus_max_size="9" * 5000), Offer()),
    ],
)
def test_what_a_receiver_offers_is_understood(fault: Fault, offer: Offer) -> None:
    with asked(fault) as tus:
        assert tus.offer() == offer


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (offers("termination"), TusNotOffered),
        (offers("creation", "0.2.2"), TusNotOffered),
        (offers("creation-with-upload"), TusNotOffered),
        (Answers(200), TusNotOffered),
        (Answers(405), TusNotOffered),
        (Answers(401), PasswordRefused),
        (Answers(503), ReceiverBusy),
    ],
)
def test_a_place_that_takes_no_uploads_is_told(fault: Fault, error: type[LsscError]) -> None:
    with asked(fault) as tus, pytest.raises(error):
        tus.offer()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Answers(201), TusNotOffered),
        (Answers(200, location="/files/1"), TusNotOffered),
        (Answers(201, location="http://127.0.0.2/files/1"), SentElsewhere),
        (Answers(201, location="https://127.0.0.1/files/1"), SentElsewhere),
        (Answers(201, location="//files.example.org/1"), SentElsewhere),
        (Answers(201, location="http://[::1"), SentElsewhere),
    ],
)
def test_an_upload_without_an_address_at_home_is_none(fault: Fault, error: type[LsscError]) -> None:
    with asked(fault) as tus, pytest.raises(error):
        tus.create(7, {})


@pytest.mark.parametrize("location", ["/files/1", "files/1", "1", "?id=1"])
def test_an_address_may_be_told_in_short(location: str) -> None:
    with asked(Answers(201, location=location)) as tus:
        assert tus.create(7, {}).startswith("http://127.0.0.1:")


@pytest.mark.parametrize("status", [404, 410])
def test_an_upload_that_is_over_is_told_as_gone(status: int) -> None:
    with asked(Answers(status)) as tus:
        for ask in both(tus):
            with pytest.raises(UploadGone):
                ask()


@pytest.mark.parametrize("offset", ["", "-1", "many", "1.5", "٣"])
def test_an_offset_that_is_no_number_is_not_believed(offset: str) -> None:
    told = {} if not offset else {"upload_offset": offset.encode().decode("latin-1")}
    with asked(Answers(200, **told)) as tus, pytest.raises(TusNotOffered):
        tus.state(at(tus))


def test_metadata_of_any_letters_arrives(tmp_path: Path) -> None:
    with TusReceiver(tmp_path / "received") as receiver:
        place = parse_address(receiver.url)
        with Client(place.web) as client:
            tus = Tus(client, place)
            location = tus.create(7, {"filename": "Zoë 🎈, 2.zip", "package_id": ""})
            state = tus.state(location)
    assert (state.offset, state.length) == (0, 7)


def test_the_checksum_of_a_piece_is_the_one_of_the_specification() -> None:
    assert checksum_of("sha1", [b"hello ", b"world"]) == "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="


@given(st.integers(1, 1 << 40), st.integers(1, 1 << 30))
def test_a_piece_is_never_empty_and_leaves_the_last_byte_alone(left: int, size: int) -> None:
    count = PieceSizer(size=size).next(left)
    assert 1 <= count <= left
    assert count < left or left == 1


def both(tus: Tus) -> list[Callable[[], object]]:
    return [
        lambda: tus.state(at(tus)),
        lambda: tus.patch(at(tus), 0, 1, lambda: [b"x"]),
    ]


def at(tus: Tus) -> str:
    return tus.url.removeprefix("tus+") + "/1"


@contextmanager
def tus(
    url: str, credentials: Password | None = None, pace: PieceSizer | None = None
) -> Iterator[TusDestination]:
    address = parse_address(url)
    with Client(address.web, credentials, timeouts=Timeouts(5, 5)) as client:
        yield TusDestination(address, client, lambda: NOW, pace)


@pytest.fixture
def receiver(tus_receiver: TusReceiver) -> TusReceiver:
    return tus_receiver


@pytest.fixture
def package_file(tmp_path: Path) -> PackageFile:
    return make_package(tmp_path)


def told_about(receiver: TusReceiver) -> dict[str, str]:
    (told,) = receiver.folder.glob("*.json")
    metadata = json.loads(told.read_bytes())["metadata"]
    assert isinstance(metadata, dict)
    return metadata


def test_a_package_arrives_and_is_read_back(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    ledger = Ledger()
    with tus(receiver.url) as destination:
        got = destination.send(package_file, ledger, ignore_progress)
    assert isinstance(got, Receipt)
    assert (got.proof, got.ours, got.theirs) == (
        Proof.READ_BACK,
        package_file.sha256,
        package_file.sha256,
    )
    assert (got.at, got.bytes, got.location) == (NOW, package_file.bytes, ledger.location)
    assert receiver.whole() == [package_file.path.read_bytes()]


def test_the_receiver_learns_what_it_gets(receiver: TusReceiver, package_file: PackageFile) -> None:
    with tus(receiver.url) as destination:
        destination.send(package_file, Ledger(), ignore_progress)
    assert told_about(receiver) == {
        "filename": package_file.name,
        "filetype": "application/zip",
        "package_id": package_file.package_id,
    }
    assert package_file.sha256 not in str(told_about(receiver))  # it could be given back to us


def test_the_last_byte_waits_until_everything_before_it_is_written_down(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    ledger = Ledger()
    with tus(receiver.url) as destination:
        destination.send(package_file, ledger, ignore_progress)
    assert ledger.told == [package_file.bytes - 1, package_file.bytes]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_smallest_packages_arrive(tmp_path: Path, receiver: TusReceiver, size: int) -> None:
    package = make_package(tmp_path, size)
    with tus(receiver.url) as destination:
        assert isinstance(destination.send(package, Ledger(), ignore_progress), Receipt)
    assert receiver.whole() == [package.path.read_bytes()]


def test_pieces_grow_while_all_goes_well(tmp_path: Path, receiver: TusReceiver) -> None:
    package = make_package(tmp_path, 100_000)
    pace = PieceSizer(size=10_000, smallest=1_000, largest=40_000)
    with FaultProxy(receiver.port) as proxy:
        with tus(receiver.url_by(proxy.port), pace=pace) as destination:
            destination.send(package, Ledger(), ignore_progress)
        pieces = [each.length for each in proxy.exchanges if each.method == "PATCH"]
    assert pieces == [10_000, 20_000, 40_000, 29_999, 1]


def test_what_is_there_already_is_proven_and_not_sent_again(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    ledger = Ledger()
    with FaultProxy(receiver.port) as proxy:
        with tus(receiver.url_by(proxy.port)) as destination:
            destination.send(package_file, ledger, ignore_progress)
            assert isinstance(destination.send(package_file, ledger, ignore_progress), Receipt)
        assert proxy.bodies("PATCH") == package_file.bytes
    assert len(receiver.uploads()) == 1


def test_a_stopped_upload_goes_on_where_it_was(tmp_path: Path, receiver: TusReceiver) -> None:
    package = make_package(tmp_path, 4_000_000)
    ledger, stop = Ledger(), StopsAt(Step.SENDING, 2_000_000)
    with FaultProxy(receiver.port) as proxy:
        with tus(receiver.url_by(proxy.port)) as destination:
            with pytest.raises(Cancelled):
                destination.send(package, ledger, stop)
            assert stop.stopped
            assert destination.find(package, ledger, ignore_progress) is Unproven.NOT_THERE
            assert isinstance(destination.send(package, ledger, ignore_progress), Receipt)
        assert proxy.bytes_sent_again() == 0
        assert [each.offset for each in proxy.exchanges if each.method == "PATCH"][1] > 0
    assert receiver.whole() == [package.path.read_bytes()]


def test_stopped_while_comparing_it_may_be_there(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    ledger = Ledger()
    with tus(receiver.url) as destination:
        with pytest.raises(ArrivalUnknown) as caught:
            destination.send(package_file, ledger, StopsAt(Step.COMPARING))
        assert isinstance(caught.value.__cause__, Cancelled)
        assert isinstance(destination.find(package_file, ledger, ignore_progress), Receipt)


@pytest.mark.parametrize("place", [0, 150_000, -1])
def test_a_package_that_is_another_one_never_arrives_whole(
    receiver: TusReceiver, package_file: PackageFile, place: int
) -> None:
    data = bytearray(package_file.path.read_bytes())
    data[place] ^= 1
    package_file.path.write_bytes(data)
    with tus(receiver.url) as destination, pytest.raises(PackageChanged):
        destination.send(package_file, Ledger(), ignore_progress)
    assert receiver.whole() == []


def test_a_package_that_changed_meanwhile_is_not_gone_on_with(
    tmp_path: Path, receiver: TusReceiver
) -> None:
    package, ledger = make_package(tmp_path, 4_000_000), Ledger()
    with tus(receiver.url) as destination:
        with pytest.raises(Cancelled):
            destination.send(package, ledger, StopsAt(Step.SENDING, 2_000_000))
        package.path.write_bytes(package.path.read_bytes()[:-1] + b"!")
        with pytest.raises(PackageChanged):
            destination.send(package, ledger, ignore_progress)
    assert receiver.whole() == []


def test_a_package_that_changes_between_two_pieces_never_arrives_whole(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    class Changes(Ledger):
        def confirm(self, count: int) -> None:
            package_file.path.write_bytes(package_file.path.read_bytes()[:-1] + b"!")
            super().confirm(count)

    with tus(receiver.url) as destination, pytest.raises(PackageChanged):
        destination.send(package_file, Changes(), ignore_progress)
    assert receiver.whole() == []


def test_a_resumed_package_that_changes_between_two_pieces_never_arrives_whole(
    tmp_path: Path, receiver: TusReceiver
) -> None:
    package, ledger = make_package(tmp_path, 4_000_000), Ledger()

    class Changes(Ledger):
        def confirm(self, count: int) -> None:
            if count == package.bytes - 1:
                package.path.write_bytes(package.path.read_bytes()[:-1] + b"!")
            super().confirm(count)

    with tus(receiver.url) as destination:
        with pytest.raises(Cancelled):
            destination.send(package, ledger, StopsAt(Step.SENDING, 2_000_000))
        with pytest.raises(PackageChanged):
            destination.send(package, Changes(ledger.location, ledger.confirmed), ignore_progress)
    assert receiver.whole() == []


def test_what_was_never_begun_is_not_there(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    with tus(receiver.url) as destination:
        assert destination.find(package_file, Ledger(), ignore_progress) is Unproven.NOT_THERE


def test_an_upload_that_the_receiver_forgot_is_made_anew(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    ledger = Ledger(f"http://127.0.0.1:{receiver.port}/files/gone", 7)
    with tus(receiver.url) as destination:
        assert destination.find(package_file, ledger, ignore_progress) is Unproven.NOT_THERE
        assert isinstance(destination.send(package_file, ledger, ignore_progress), Receipt)
    assert receiver.whole() == [package_file.path.read_bytes()]


def test_a_receiver_whose_uploads_are_over_at_once_is_given_up(
    tmp_path: Path, package_file: PackageFile
) -> None:
    with (
        TusReceiver(tmp_path / "received", expire=1) as receiver,
        tus(receiver.url) as destination,
        pytest.raises(UploadGone),
    ):
        destination.send(package_file, Ledger(), ignore_progress)
    assert receiver.whole() == []


def test_an_upload_that_is_gone_but_may_have_been_whole_stays_unknown(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    ledger = Ledger(f"http://127.0.0.1:{receiver.port}/files/gone", package_file.bytes - 1)
    with tus(receiver.url) as destination:
        assert destination.find(package_file, ledger, ignore_progress) is Unproven.NOT_CONFIRMED
        with pytest.raises(ArrivalUnknown):
            destination.send(package_file, ledger, ignore_progress)
    assert receiver.uploads() == {}


# Proof ------------------------------------------------------------------------------------------


def test_checksums_of_all_pieces_are_a_proof(tmp_path: Path, package_file: PackageFile) -> None:
    pace = PieceSizer(size=100_000, smallest=1_000, largest=100_000)
    with (
        TusReceiver(tmp_path / "received", checksum=True, readable=False) as receiver,
        FaultProxy(receiver.port) as proxy,
        tus(receiver.url_by(proxy.port), pace=pace) as destination,
    ):
        got = destination.send(package_file, Ledger(), ignore_progress)
        told = [each.headers["upload-checksum"] for each in proxy.exchanges if each.offset]
    assert isinstance(got, Receipt)
    assert got.proof is Proof.TUS_CHECKSUM
    assert len(base64.b64decode(told[0].removeprefix("sha256 "))) == 32


def test_checksums_of_some_pieces_are_none(tmp_path: Path) -> None:
    package, ledger = make_package(tmp_path, 4_000_000), Ledger()
    pace = PieceSizer(size=1_000_000, smallest=1_000, largest=1_000_000)
    with (
        TusReceiver(tmp_path / "received", checksum=True, readable=False) as receiver,
        tus(receiver.url, pace=pace) as destination,
    ):
        with pytest.raises(Cancelled):
            destination.send(package, ledger, StopsAt(Step.SENDING, 2_000_000))
        assert ledger.confirmed > 0
        assert destination.send(package, ledger, ignore_progress) is Unproven.NOT_CONFIRMED


def test_a_digest_of_the_whole_is_a_proof(tmp_path: Path, package_file: PackageFile) -> None:
    with (
        TusReceiver(tmp_path / "received", digest=True, readable=False) as receiver,
        tus(receiver.url) as destination,
    ):
        got = destination.send(package_file, Ledger(), ignore_progress)
    assert isinstance(got, Receipt)
    assert got.proof is Proof.REPR_DIGEST


def test_a_receiver_that_lets_nothing_be_compared_leaves_it_unconfirmed(
    tmp_path: Path, package_file: PackageFile
) -> None:
    ledger = Ledger()
    with (
        TusReceiver(tmp_path / "received", readable=False) as receiver,
        tus(receiver.url) as destination,
    ):
        assert destination.send(package_file, ledger, ignore_progress) is Unproven.NOT_CONFIRMED
        assert destination.find(package_file, ledger, ignore_progress) is Unproven.NOT_CONFIRMED


# What a receiver refuses ------------------------------------------------------------------------


def test_a_password_opens_and_a_wrong_one_is_refused(
    tmp_path: Path, package_file: PackageFile
) -> None:
    right = Password("amy", "crème brûlée")
    with TusReceiver(tmp_path / "received", right.user, right.secret) as receiver:
        for wrong in [None, Password("amy", "creme")]:
            with tus(receiver.url, wrong) as destination, pytest.raises(PasswordRefused):
                destination.send(package_file, Ledger(), ignore_progress)
        assert receiver.uploads() == {}
        with tus(receiver.url, right) as destination:
            assert isinstance(destination.send(package_file, Ledger(), ignore_progress), Receipt)


def test_a_package_that_is_too_large_is_refused_before_its_first_byte(
    tmp_path: Path, package_file: PackageFile
) -> None:
    with (
        TusReceiver(tmp_path / "received", max_size=299_999) as receiver,
        tus(receiver.url) as destination,
        pytest.raises(TooLargeForReceiver) as caught,
    ):
        destination.send(package_file, Ledger(), ignore_progress)
    assert caught.value.limit == 299_999


def test_a_receiver_that_is_not_there_got_nothing(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    receiver.kill()
    with tus(receiver.url) as destination:
        with pytest.raises(NoConnection):
            destination.check(ignore_progress)
        with pytest.raises(NoConnection):
            destination.send(package_file, Ledger(), ignore_progress)


def test_a_receiver_that_is_there_passes_the_check(receiver: TusReceiver) -> None:
    with tus(receiver.url) as destination:
        destination.check(ignore_progress)
    assert receiver.uploads() == {}


def test_a_place_that_is_no_tus_receiver_is_told(receiver: TusReceiver) -> None:
    with (
        FaultProxy(receiver.port, Refuses(200, ("OPTIONS",))) as proxy,
        tus(receiver.url_by(proxy.port)) as destination,
        pytest.raises(TusNotOffered),
    ):
        destination.check(ignore_progress)


def test_a_package_keeps_its_id(receiver: TusReceiver, package_file: PackageFile) -> None:
    with tus(receiver.url) as destination:
        got = destination.send(replace(package_file, package_id=""), Ledger(), ignore_progress)
    assert isinstance(got, Receipt)
    assert got.package_id == ""


def test_what_was_said_to_be_whole_and_is_less_now_is_a_riddle(
    receiver: TusReceiver, package_file: PackageFile
) -> None:
    ledger = Ledger()
    with tus(receiver.url) as destination:
        destination.send(package_file, ledger, ignore_progress)
        (copy,) = receiver.uploads().values()
        copy.write_bytes(b"")
        assert destination.find(package_file, ledger, ignore_progress) is Unproven.NOT_CONFIRMED
        with pytest.raises(ArrivalUnknown):
            destination.send(package_file, ledger, ignore_progress)
    assert len(receiver.uploads()) == 1
