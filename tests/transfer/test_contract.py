"""What every destination promises, shown against real receivers."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from lssc_desktop.core.job import Cancelled, Step, ignore_progress
from lssc_desktop.core.submission.submission import Receipt
from lssc_desktop.transfer.address import Password, folder_address
from lssc_desktop.transfer.answers import NoConnection, NoSuchPlace, PasswordRefused
from lssc_desktop.transfer.connecting import open_destination
from lssc_desktop.transfer.destination import (
    Destination,
    PackageChanged,
    PackageFile,
    Unproven,
    require_unchanged,
)
from lssc_desktop.transfer.shared_folder import SharedFolderAway
from tests.servers.apache import Apache, free_port
from tests.servers.certificates import make_certificate
from tests.servers.tus_receiver import TusReceiver
from tests.servers.wsgidav_receiver import WsgiDav
from tests.systems import KEPT_WHILE_WRITTEN
from tests.transfer.on_the_way import NOW, Ledger, StopsAt, make_package

QUIET = ignore_progress
USER, SECRET = "amy", "s3cret: with a colon, and ümlaut"


class Receiver(Protocol):
    """A real receiver, whatever it speaks."""

    @property
    def url(self) -> str:
        """Its address as a destination of ours."""

    @property
    def folder(self) -> Path:
        """Where it keeps what it receives."""

    def whole(self) -> list[bytes]:
        """What an office would take for packages that have arrived."""

    def left(self) -> list[str]:
        """The names of everything that it keeps, whole or not."""

    def kill(self) -> None:
        """Take it away."""


class Folder:
    """A folder as a receiver."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = folder_address(folder)

    def whole(self) -> list[bytes]:
        """The contents of what has a name of its own."""
        return [
            path.read_bytes() for path in self.folder.iterdir() if not path.name.startswith(".")
        ]

    def left(self) -> list[str]:
        """All names in it."""
        return sorted(path.name for path in self.folder.iterdir())

    def kill(self) -> None:
        """Take the folder away, as a stick."""
        self.folder.rename(self.folder.with_name("pulled out"))


@contextmanager
def running(kind: str, folder: Path) -> Iterator[Receiver]:
    """Start a receiver of a kind that wants a user and a password, where it can."""
    folder.mkdir()
    with ExitStack() as stack:
        if kind == "folder":
            yield Folder(folder)
        elif kind == "apache":
            yield stack.enter_context(Apache(USER, SECRET))
        elif kind == "apache over TLS":
            certificate = make_certificate(folder.with_name("tls"))
            yield stack.enter_context(Apache(USER, SECRET, tls=certificate))
        elif kind == "wsgidav":
            yield stack.enter_context(WsgiDav(folder, USER, SECRET))
        else:
            yield stack.enter_context(TusReceiver(folder, USER, SECRET))


GUARDED = ["apache", "apache over TLS", "wsgidav", "tus"]
"""Receivers that ask for a password."""


@pytest.fixture(params=["folder", *GUARDED])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def receiver(kind: str, tmp_path: Path) -> Iterator[Receiver]:
    with running(kind, tmp_path / "received") as started:
        yield started


@pytest.fixture
def destination(receiver: Receiver) -> Iterator[Destination]:
    yield from opened(receiver, Password(USER, SECRET))


def opened(receiver: Receiver, password: Password | None, below: str = "") -> Iterator[Destination]:
    certificate = getattr(receiver, "tls", None)
    authority = certificate.authority if certificate else None
    url = receiver.url.rstrip("/") + below if below else receiver.url
    found = open_destination(url, password, authority, lambda: NOW)
    yield found
    found.close()


@pytest.fixture
def package_file(tmp_path: Path) -> PackageFile:
    return make_package(tmp_path)


def test_a_receiver_that_is_there_takes_something(destination: Destination) -> None:
    destination.check(QUIET)


def test_what_is_sent_is_there_and_proven(
    destination: Destination, receiver: Receiver, package_file: PackageFile
) -> None:
    finding = destination.send(package_file, Ledger(), QUIET)
    assert isinstance(finding, Receipt)
    assert finding.ours == finding.theirs == package_file.sha256
    assert (finding.package_id, finding.bytes) == (package_file.package_id, package_file.bytes)
    assert (finding.destination, finding.at) == (receiver.url, NOW)
    assert receiver.whole() == [package_file.path.read_bytes()]


def test_what_was_never_sent_is_not_there(
    destination: Destination, package_file: PackageFile
) -> None:
    assert destination.find(package_file, Ledger(), QUIET) is Unproven.NOT_THERE


def test_what_was_sent_is_found(destination: Destination, package_file: PackageFile) -> None:
    upload = Ledger()
    destination.send(package_file, upload, QUIET)
    found = destination.find(package_file, upload, QUIET)
    assert isinstance(found, Receipt)
    assert found.theirs == package_file.sha256


def test_what_was_received_is_had_until_it_is_taken_away(
    destination: Destination, receiver: Receiver, package_file: PackageFile
) -> None:
    found = destination.send(package_file, Ledger(), QUIET)
    assert isinstance(found, Receipt)
    assert destination.has(package_file, found.location, QUIET)
    for path in receiver.folder.iterdir():
        path.unlink()
    assert not destination.has(package_file, found.location, QUIET)


@pytest.mark.parametrize("kind", GUARDED)
def test_what_was_received_is_not_asked_for_with_a_wrong_password(
    destination: Destination, receiver: Receiver, package_file: PackageFile
) -> None:
    found = destination.send(package_file, Ledger(), QUIET)
    assert isinstance(found, Receipt)
    for other in opened(receiver, Password(USER, "wrong")):
        with pytest.raises(PasswordRefused):
            other.has(package_file, found.location, QUIET)


def test_what_was_sent_is_found_when_it_is_gone_from_this_computer(
    destination: Destination, package_file: PackageFile
) -> None:
    upload = Ledger()
    destination.send(package_file, upload, QUIET)
    package_file.path.unlink()
    assert isinstance(destination.find(package_file, upload, QUIET), Receipt)


def test_nothing_arrives_twice(
    destination: Destination, receiver: Receiver, package_file: PackageFile
) -> None:
    upload = Ledger()
    first = destination.send(package_file, upload, QUIET)
    again = destination.send(package_file, upload, QUIET)
    assert isinstance(first, Receipt)
    assert isinstance(again, Receipt)
    assert receiver.whole() == [package_file.path.read_bytes()]


def test_two_packages_lie_side_by_side(
    destination: Destination, receiver: Receiver, tmp_path: Path
) -> None:
    for seed in [1, 2]:
        destination.send(make_package(tmp_path, seed=seed), Ledger(), QUIET)
    assert len(receiver.whole()) == 2


@pytest.mark.parametrize("size", [1, 262_144, 1_048_577])
def test_any_size_arrives(
    destination: Destination, receiver: Receiver, tmp_path: Path, size: int
) -> None:
    package = make_package(tmp_path, size)
    assert isinstance(destination.send(package, Ledger(), QUIET), Receipt)
    assert receiver.whole() == [package.path.read_bytes()]


def test_a_name_with_everything_in_it_arrives(
    destination: Destination, receiver: Receiver, tmp_path: Path
) -> None:
    package = make_package(tmp_path)
    odd = package.path.rename(tmp_path / "Müller & søn 100% (2)+=é.lssc.zip")
    finding = destination.send(replace(package, path=odd), Ledger(), QUIET)
    assert isinstance(finding, Receipt)
    assert receiver.whole() == [odd.read_bytes()]


def test_a_package_that_changed_is_refused_and_does_not_arrive(
    destination: Destination, receiver: Receiver, package_file: PackageFile
) -> None:
    data = bytearray(package_file.path.read_bytes())
    data[-1] ^= 1
    package_file.path.write_bytes(data)
    with pytest.raises(PackageChanged):
        require_unchanged(package_file, QUIET)
    with pytest.raises(PackageChanged):
        destination.send(package_file, Ledger(), QUIET)
    assert receiver.whole() == []


def test_a_package_that_grew_shorter_is_refused(
    destination: Destination, receiver: Receiver, package_file: PackageFile
) -> None:
    with package_file.path.open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(PackageChanged):
        destination.send(package_file, Ledger(), QUIET)
    assert receiver.whole() == []


@pytest.mark.parametrize("step", [Step.ASKING, Step.SENDING, Step.COPYING])
def test_a_wish_to_stop_leaves_nothing_whole(
    destination: Destination, receiver: Receiver, package_file: PackageFile, step: Step
) -> None:
    stopper = StopsAt(step)
    try:
        destination.send(package_file, Ledger(), stopper)
    except Cancelled:
        assert receiver.whole() == []
    else:
        assert not stopper.stopped


def test_what_was_stopped_can_be_sent_on(
    destination: Destination, receiver: Receiver, kind: str, package_file: PackageFile
) -> None:
    upload = Ledger()
    step = Step.COPYING if kind == "folder" else Step.SENDING
    with pytest.raises(Cancelled):
        destination.send(package_file, upload, StopsAt(step, 1))
    assert isinstance(destination.send(package_file, upload, QUIET), Receipt)
    assert receiver.whole() == [package_file.path.read_bytes()]


def test_what_was_given_up_is_removed(
    destination: Destination, receiver: Receiver, kind: str, package_file: PackageFile
) -> None:
    if kind == "wsgidav" and sys.platform == "win32":
        pytest.skip(KEPT_WHILE_WRITTEN)
    upload = Ledger()
    step = Step.COPYING if kind == "folder" else Step.SENDING
    with pytest.raises(Cancelled):
        destination.send(package_file, upload, StopsAt(step, 1))
    # A receiver may still be writing down what came before it was told to let go.
    for _ in range(100):
        assert destination.discard(package_file, upload, QUIET)
    assert receiver.left() == []


def test_what_arrived_is_never_removed(
    destination: Destination, receiver: Receiver, package_file: PackageFile
) -> None:
    upload = Ledger()
    destination.send(package_file, upload, QUIET)
    destination.discard(package_file, upload, QUIET)
    assert receiver.whole() == [package_file.path.read_bytes()]


@pytest.mark.parametrize("kind", GUARDED)
def test_a_wrong_password_is_told_before_anything_is_sent(
    receiver: Receiver, package_file: PackageFile
) -> None:
    for destination in opened(receiver, Password(USER, "wrong")):
        with pytest.raises(PasswordRefused) as refused:
            destination.check(QUIET)
        assert refused.value.given
        with pytest.raises(PasswordRefused):
            destination.send(package_file, Ledger(), QUIET)
    assert receiver.whole() == []


@pytest.mark.parametrize("kind", GUARDED)
def test_without_a_password_a_receiver_asks_for_one(receiver: Receiver) -> None:
    for destination in opened(receiver, None):
        with pytest.raises(PasswordRefused) as refused:
            destination.check(QUIET)
        assert not refused.value.given


def test_a_receiver_that_is_gone_is_told_as_gone(
    receiver: Receiver, destination: Destination, package_file: PackageFile
) -> None:
    receiver.kill()
    begun = Ledger(receiver.url.partition("+")[2])
    with pytest.raises((NoConnection, SharedFolderAway)):
        destination.check(QUIET)
    with pytest.raises((NoConnection, SharedFolderAway)):
        destination.send(package_file, Ledger(), QUIET)
    with pytest.raises((NoConnection, SharedFolderAway)):
        destination.find(package_file, begun, QUIET)


@pytest.mark.parametrize("kind", ["folder", "apache", "wsgidav"])  # a tus server may not care
def test_a_place_that_is_not_there_is_told_as_such(
    receiver: Receiver, package_file: PackageFile
) -> None:
    for destination in opened(receiver, Password(USER, SECRET), "/nowhere/at/all/"):
        with pytest.raises((NoSuchPlace, SharedFolderAway)):
            destination.check(QUIET)
        with pytest.raises((NoSuchPlace, SharedFolderAway)):
            destination.send(package_file, Ledger(), QUIET)
    assert receiver.whole() == []


@pytest.mark.parametrize("scheme", ["dav", "tus"])
def test_nothing_listens_at_a_free_port(scheme: str) -> None:
    url = f"{scheme}+http://127.0.0.1:{free_port()}/"
    with (
        closing(open_destination(url, None, None, lambda: NOW)) as destination,
        pytest.raises(NoConnection),
    ):
        destination.check(QUIET)
