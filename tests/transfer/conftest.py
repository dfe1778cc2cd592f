"""Receivers to send to, and a package to send."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop.transfer.destination import PackageFile
from tests.servers.apache import Apache
from tests.servers.tus_receiver import TusReceiver
from tests.transfer.deliveries import SIZE, room
from tests.transfer.on_the_way import make_package


@pytest.fixture(params=["tus_receiver", "apache"], ids=["tus", "webdav"])
def receiver(request: pytest.FixtureRequest) -> TusReceiver | Apache:
    made: TusReceiver | Apache = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def apache() -> Iterator[Apache]:
    with Apache() as running:
        yield running


@pytest.fixture(scope="module")
def module_receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TusReceiver]:
    with TusReceiver(tmp_path_factory.mktemp("received")) as running:
        yield running


@pytest.fixture
def tus_receiver(module_receiver: TusReceiver) -> TusReceiver:
    """The receiver of the module, running and without anything that a test before sent."""
    module_receiver.begin_anew()
    return module_receiver


@pytest.fixture
def package_file(tmp_path: Path) -> PackageFile:
    return make_package(room(tmp_path), SIZE)
