"""What a tus receiver offers, and answers that no such receiver should give."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import override

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.errors import LsscError
from lssc_desktop.transfer.address import parse_address
from lssc_desktop.transfer.answers import PasswordRefused, ReceiverBusy, SentElsewhere
from lssc_desktop.transfer.http import Client, Timeouts
from lssc_desktop.transfer.tus import PieceSizer
from lssc_desktop.transfer.tus_protocol import Offer, Tus, TusNotOffered, UploadGone, checksum_of
from tests.servers.fault_proxy import Answer, Exchange, Fault, FaultProxy
from tests.servers.tus_receiver import TusReceiver

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
