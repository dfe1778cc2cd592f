"""WebDAV: what is its own beside the contract that all destinations keep."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import override

import pytest

from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.core.submission.submission import Proof, Receipt
from lssc_desktop.transfer.address import parse_address
from lssc_desktop.transfer.answers import (
    Forbidden,
    NoSuchPlace,
    TooLargeForReceiver,
    UnexpectedAnswer,
)
from lssc_desktop.transfer.destination import ArrivalUnknown, NameTaken, PackageFile, Unproven
from lssc_desktop.transfer.http import Client
from lssc_desktop.transfer.proof import NotTheCopy
from lssc_desktop.transfer.webdav import NotWebDav, WebDav
from tests.servers.apache import Apache
from tests.servers.fault_proxy import Answer, Cut, Exchange, Fault, FaultProxy
from tests.transfer.on_the_way import NOW, Ledger, StopsAt, make_package

QUIET = ignore_progress


@pytest.fixture
def package_file(tmp_path: Path) -> PackageFile:
    return make_package(tmp_path)


@pytest.fixture
def apache() -> Iterator[Apache]:
    with Apache() as running:
        yield running


@pytest.fixture
def proxy(apache: Apache) -> Iterator[FaultProxy]:
    with FaultProxy(apache.port) as running:
        yield running


@pytest.fixture
def webdav(proxy: FaultProxy) -> Iterator[WebDav]:
    yield from opened(proxy.port)


def opened(port: int, path: str = "/") -> Iterator[WebDav]:
    address = parse_address(f"dav+http://127.0.0.1:{port}{path}")
    made = WebDav(address, Client(address.web), lambda: NOW)
    yield made
    made.close()


def methods(proxy: FaultProxy) -> list[str]:
    return [each.method for each in proxy.exchanges]


class Replies(Fault):
    """Answers the requests of one method itself."""

    def __init__(self, method: str, status: int, headers: dict[str, str] | None = None) -> None:
        self._method = method
        self._answer = (status, headers or {})

    @override
    def instead(self, exchange: Exchange) -> Answer | None:
        return Answer(*self._answer) if exchange.method == self._method else None


def test_a_package_is_compared_before_it_gets_its_name(
    webdav: WebDav, proxy: FaultProxy, package_file: PackageFile
) -> None:
    upload = Ledger()
    receipt = webdav.send(package_file, upload, QUIET)
    assert isinstance(receipt, Receipt)
    assert receipt.proof is Proof.READ_BACK
    assert methods(proxy) == ["HEAD", "PUT", "HEAD", "GET", "MOVE", "HEAD", "HEAD"]
    assert upload.begun[0].endswith(".sending")
    assert upload.told == [package_file.bytes]


def test_that_the_name_may_be_given_is_written_down_before_it_is(
    webdav: WebDav, proxy: FaultProxy, package_file: PackageFile
) -> None:
    class Watches(Ledger):
        @override
        def confirm(self, count: int) -> None:
            assert "MOVE" not in methods(proxy)
            super().confirm(count)

    webdav.send(package_file, Watches(), QUIET)
    assert "MOVE" in methods(proxy)


def test_what_an_earlier_try_left_whole_is_not_sent_again(
    webdav: WebDav, proxy: FaultProxy, package_file: PackageFile
) -> None:
    upload = Ledger()
    with pytest.raises(Cancelled):
        webdav.send(package_file, upload, StopsAt(Step.COMPARING))
    assert isinstance(webdav.send(package_file, upload, QUIET), Receipt)
    assert methods(proxy).count("PUT") == 1


def test_what_an_earlier_try_left_spoiled_is_sent_again(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    upload = Ledger()
    with pytest.raises(Cancelled):
        webdav.send(package_file, upload, StopsAt(Step.COMPARING))
    (part,) = [path for path in apache.folder.iterdir() if path.suffix == ".sending"]
    part.write_bytes(bytes(package_file.bytes))
    assert isinstance(webdav.send(package_file, upload, QUIET), Receipt)
    assert methods(proxy).count("PUT") == 2


def test_where_another_package_has_the_name_both_lie_side_by_side(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    (apache.folder / package_file.name).write_bytes(b"theirs")
    assert webdav.find(package_file, Ledger(), QUIET) is Unproven.NOT_THERE
    upload = Ledger()
    receipt = webdav.send(package_file, upload, QUIET)
    assert isinstance(receipt, Receipt)
    assert receipt.location.endswith(f"/{package_file.second_name}")
    assert (apache.folder / package_file.name).read_bytes() == b"theirs"
    assert (apache.folder / package_file.second_name).read_bytes() == package_file.path.read_bytes()
    assert isinstance(webdav.find(package_file, upload, QUIET), Receipt)
    assert isinstance(
        webdav.send(package_file, Ledger(), QUIET), Receipt
    )  # also when all is forgotten
    assert methods(proxy).count("PUT") == 1


def test_of_a_package_with_its_second_name_we_are_as_careful_as_with_its_first(
    webdav: WebDav, apache: Apache, package_file: PackageFile
) -> None:
    (apache.folder / package_file.name).write_bytes(b"theirs")
    upload = Ledger()
    webdav.send(package_file, upload, QUIET)
    (apache.folder / package_file.second_name).unlink()  # the office took it in
    assert webdav.find(package_file, upload, QUIET) is Unproven.NOT_CONFIRMED


def test_where_both_names_are_taken_both_files_are_left_alone(
    webdav: WebDav, apache: Apache, package_file: PackageFile
) -> None:
    names = (package_file.name, package_file.second_name)
    for name in names:
        (apache.folder / name).write_bytes(b"theirs")
    with pytest.raises(NameTaken):
        webdav.send(package_file, Ledger(), QUIET)
    assert [(apache.folder / name).read_bytes() for name in names] == [b"theirs"] * 2


def test_a_file_of_the_name_that_cannot_be_compared_is_left_alone(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    (apache.folder / package_file.name).write_bytes(package_file.path.read_bytes())
    proxy.fault = Replies("GET", 403)
    with pytest.raises(NameTaken):
        webdav.send(package_file, Ledger(), QUIET)
    assert webdav.find(package_file, Ledger(), QUIET) is Unproven.NOT_CONFIRMED


def test_somebody_who_takes_the_name_meanwhile_keeps_it(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    class Takes(Fault):
        @override
        def instead(self, exchange: Exchange) -> Answer | None:
            if exchange.method == "MOVE":
                (apache.folder / package_file.name).write_bytes(b"theirs")
            return None

    proxy.fault = Takes()
    upload = Ledger()
    with pytest.raises(NameTaken):
        webdav.send(package_file, upload, QUIET)
    assert (apache.folder / package_file.name).read_bytes() == b"theirs"
    proxy.fault = Fault()
    assert webdav.find(package_file, upload, QUIET) is Unproven.NOT_THERE
    assert isinstance(webdav.send(package_file, upload, QUIET), Receipt)  # under its second name


def test_a_receiver_that_lets_nothing_be_read_gives_no_receipt(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    proxy.fault = Replies("GET", 403)
    assert webdav.send(package_file, Ledger(), QUIET) is Unproven.NOT_CONFIRMED
    assert apache.whole() == [package_file.path.read_bytes()]


@pytest.mark.parametrize("status", [403, 405, 501])
def test_a_receiver_that_gives_no_names_has_received_nothing(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile, status: int
) -> None:
    proxy.fault = Replies("MOVE", status)
    with pytest.raises(Forbidden):
        webdav.send(package_file, Ledger(), QUIET)
    assert apache.whole() == []


def test_an_answer_to_the_move_that_nobody_understands_is_told(
    webdav: WebDav, proxy: FaultProxy, package_file: PackageFile
) -> None:
    proxy.fault = Replies("MOVE", 418)
    with pytest.raises(UnexpectedAnswer):
        webdav.send(package_file, Ledger(), QUIET)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_trouble_at_the_move_leaves_us_in_doubt(
    webdav: WebDav, proxy: FaultProxy, package_file: PackageFile, status: int
) -> None:
    proxy.fault = Replies("MOVE", status)
    upload = Ledger()
    with pytest.raises(ArrivalUnknown):
        webdav.send(package_file, upload, QUIET)
    assert webdav.find(package_file, upload, QUIET) is Unproven.NOT_THERE


def test_a_lost_answer_to_the_move_leaves_us_in_doubt_until_it_is_found(
    webdav: WebDav, proxy: FaultProxy, package_file: PackageFile
) -> None:
    class Loses(Fault):
        @override
        def answered(self, exchange: Exchange, answer: Answer) -> Answer:
            if exchange.method == "MOVE":
                raise Cut
            return answer

    proxy.fault = Loses()
    upload = Ledger()
    with pytest.raises(ArrivalUnknown):
        webdav.send(package_file, upload, QUIET)
    assert isinstance(webdav.find(package_file, upload, QUIET), Receipt)


def test_a_wish_to_stop_at_the_move_leaves_us_in_doubt(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    felt = threading.Event()

    class Dawdles(Fault):
        @override
        def answered(self, exchange: Exchange, answer: Answer) -> Answer:
            if exchange.method == "MOVE":
                felt.wait(10)
            return answer

    def stop(_progress: Progress) -> None:
        if "MOVE" in methods(proxy):
            raise Cancelled

    proxy.fault = Dawdles()
    with pytest.raises(ArrivalUnknown) as unknown:
        webdav.send(package_file, Ledger(), stop)
    felt.set()
    assert isinstance(unknown.value.__cause__, Cancelled)
    assert apache.whole() == [package_file.path.read_bytes()]


def test_a_move_that_only_said_so_gives_no_receipt(
    webdav: WebDav, proxy: FaultProxy, package_file: PackageFile
) -> None:
    proxy.fault = Replies("MOVE", 201)
    assert webdav.send(package_file, Ledger(), QUIET) is Unproven.NOT_CONFIRMED


def test_a_move_that_cut_it_short_leaves_us_in_doubt(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    class Cuts(Fault):
        @override
        def answered(self, exchange: Exchange, answer: Answer) -> Answer:
            if exchange.method == "MOVE":
                os.truncate(apache.folder / package_file.name, 1000)
            return answer

    proxy.fault = Cuts()
    assert webdav.send(package_file, Ledger(), QUIET) is Unproven.NOT_CONFIRMED


def test_a_name_that_still_grows_after_the_move_is_not_told_as_not_there(
    webdav: WebDav, apache: Apache, package_file: PackageFile
) -> None:
    tried = Ledger("part", package_file.bytes)
    (apache.folder / package_file.name).write_bytes(package_file.path.read_bytes()[:1000])
    assert webdav.find(package_file, tried, QUIET) is Unproven.NOT_CONFIRMED
    with pytest.raises(ArrivalUnknown):
        webdav.send(package_file, tried, QUIET)
    (apache.folder / package_file.name).write_bytes(package_file.path.read_bytes())
    assert isinstance(webdav.find(package_file, tried, QUIET), Receipt)


def test_what_was_taken_in_after_its_arrival_is_not_told_as_not_there(
    webdav: WebDav, apache: Apache, package_file: PackageFile
) -> None:
    upload = Ledger()
    webdav.send(package_file, upload, QUIET)
    (apache.folder / package_file.name).rename(apache.folder / "taken in.zip")
    assert webdav.find(package_file, upload, QUIET) is Unproven.NOT_CONFIRMED


def test_what_never_was_about_to_get_its_name_is_not_there(
    webdav: WebDav, package_file: PackageFile
) -> None:
    upload = Ledger()
    with pytest.raises(Cancelled):
        webdav.send(package_file, upload, StopsAt(Step.SENDING, 1))
    assert webdav.find(package_file, upload, QUIET) is Unproven.NOT_THERE


def test_a_place_that_is_no_webdav_is_told(proxy: FaultProxy, webdav: WebDav) -> None:
    for status in [200, 405, 501]:
        proxy.fault = Replies("PROPFIND", status)
        with pytest.raises(NotWebDav):
            webdav.check(QUIET)


def test_a_collection_that_is_missing_is_told_and_not_made(
    apache: Apache, package_file: PackageFile
) -> None:
    for missing in opened(apache.port, "/spring/"):
        with pytest.raises(NoSuchPlace):
            missing.check(QUIET)
        with pytest.raises(NoSuchPlace):
            missing.send(package_file, Ledger(), QUIET)
    assert list(apache.folder.iterdir()) == []


def test_a_collection_below_another_takes_packages(
    apache: Apache, package_file: PackageFile
) -> None:
    (apache.folder / "spring 2026").mkdir(mode=0o777)
    (apache.folder / "spring 2026").chmod(0o777)
    for below in opened(apache.port, "/spring%202026"):
        below.check(QUIET)
        receipt = below.send(package_file, Ledger(), QUIET)
    assert isinstance(receipt, Receipt)
    assert receipt.location.endswith(f"/spring%202026/{package_file.name}")


@pytest.mark.parametrize("name", ["Päckchen", "My packages", "50% & more"])
def test_a_collection_may_be_called_anything(
    apache: Apache, package_file: PackageFile, name: str
) -> None:
    below = apache.folder / name
    below.mkdir()
    below.chmod(0o777)
    address = parse_address(f"{apache.url}{name}")
    with Client(address.web) as client:
        found = WebDav(address, client, lambda: NOW).send(package_file, Ledger(), QUIET)
    assert isinstance(found, Receipt)
    assert (below / package_file.name).read_bytes() == package_file.path.read_bytes()


def test_the_largest_size_that_a_receiver_takes_is_kept(package_file: PackageFile) -> None:
    with Apache(limit=100_000) as small:
        for limited in opened(small.port):
            with pytest.raises(TooLargeForReceiver):
                limited.send(package_file, Ledger(), QUIET)
        assert small.whole() == []


# After the MOVE ---------------------------------------------------------------------------------

PAGE = {"Content-Type": "text/html"}


class SignsOut(Fault):
    """From the MOVE on everything is answered by a page to sign in, which tells no length."""

    def __init__(self, *, moves: bool, status: int = 200) -> None:
        self.moves = moves
        self.status = status
        self.over = False

    @override
    def instead(self, exchange: Exchange) -> Answer | None:
        if exchange.method == "MOVE":
            self.over = True
            return None if self.moves else Answer(200, dict(PAGE), b"<p>Sign in")
        if not self.over:
            return None
        head = f"HTTP/1.1 {self.status} Told\r\nContent-Type: text/html\r\n\r\n"
        return Answer(self.status, raw=[head.encode()])


def test_a_page_to_sign_in_after_the_move_is_no_receipt(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    proxy.fault = SignsOut(moves=False)
    with pytest.raises(ArrivalUnknown):
        webdav.send(package_file, Ledger(), QUIET)
    assert apache.whole() == []


@pytest.mark.parametrize("status", [200, 204, 302, 307, 401, 403, 409, 413, 423, 507])
def test_whatever_is_answered_after_the_move_it_is_not_told_as_not_there(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile, status: int
) -> None:
    proxy.fault = SignsOut(moves=True, status=status)
    with pytest.raises(ArrivalUnknown):
        webdav.send(package_file, Ledger(), QUIET)
    assert len(apache.whole()) == 1


def test_a_page_to_sign_in_tells_neither_there_nor_not_there(
    webdav: WebDav, proxy: FaultProxy, package_file: PackageFile
) -> None:
    upload = Ledger()
    webdav.send(package_file, upload, QUIET)
    proxy.fault = SignsOut(moves=True)
    proxy.fault.over = True
    with pytest.raises(NotTheCopy):
        webdav.find(package_file, upload, QUIET)


@pytest.mark.parametrize("status", [400, 403, 405, 412, 423, 500, 501])
def test_a_move_that_was_done_and_refused_is_received(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile, status: int
) -> None:
    class Denies(Fault):
        @override
        def answered(self, exchange: Exchange, answer: Answer) -> Answer:
            return Answer(status) if exchange.method == "MOVE" else answer

    proxy.fault = Denies()
    assert isinstance(webdav.send(package_file, Ledger(), QUIET), Receipt)
    assert len(apache.whole()) == 1


def test_no_second_whole_file_is_left_where_the_name_was_given_by_another_process(
    webdav: WebDav, proxy: FaultProxy, apache: Apache, package_file: PackageFile
) -> None:
    class Gives(Fault):
        @override
        def instead(self, exchange: Exchange) -> Answer | None:
            if exchange.method == "MOVE":
                (apache.folder / package_file.name).write_bytes(package_file.path.read_bytes())
            return None

    proxy.fault = Gives()
    assert isinstance(webdav.send(package_file, Ledger(), QUIET), Receipt)
    assert apache.left() == [package_file.name]
