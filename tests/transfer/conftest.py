"""Receivers to send to, and a package to send."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop.transfer.destination import PackageFile
from tests.servers.apache import Apache
from tests.servers.tus_receiver import TusReceiver
from tests.transfer.deliveries import SIZE, room
from tests.transfer.on_the_way import make_package


@pytest.fixture(params=["tus", "webdav"])
def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TusReceiver | Apache]:
    made = TusReceiver(tmp_path / "received") if request.param == "tus" else Apache()
    with made as running:
        yield running


@pytest.fixture
def apache() -> Iterator[Apache]:
    with Apache() as running:
        yield running


@pytest.fixture
def tus_receiver(tmp_path: Path) -> Iterator[TusReceiver]:
    with TusReceiver(tmp_path / "received") as running:
        yield running


@pytest.fixture
def package(tmp_path: Path) -> PackageFile:
    return make_package(room(tmp_path), SIZE)
