"""Cut anywhere, and killed at any moment on either side, a package arrives once or we say so."""

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.submission.submission import SubmissionState
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.transfer.destination import PackageFile, read_package
from tests.servers.apache import Apache
from tests.servers.fault_proxy import Fault, FaultProxy
from tests.servers.faults import AtMoment, CutDown, CutUp
from tests.servers.tus_receiver import TusReceiver
from tests.transfer.deliveries import RECEIVED, SIZE, Delivery, room, through
from tests.transfer.on_the_way import make_package

PROGRAM = Path(sys.executable).with_name("lssc-desktop")
KINDS = ["tus", "webdav"]
LARGE = 6_000_000  # so that there are moments to be killed at

type Receiver = TusReceiver | Apache


@pytest.fixture(params=KINDS)
def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Receiver]:
    made = TusReceiver(tmp_path / "received") if request.param == "tus" else Apache()
    with made as running:
        yield running


def soak_seed() -> int:
    """Another one each time, told so that a failed run can be repeated."""
    seed = int(os.environ.get("LSSC_SOAK_SEED") or random.SystemRandom().randrange(10**9))
    print(f"LSSC_SOAK_SEED={seed}")  # noqa: T201  pytest shows it with a failure
    return seed


def make_bag(folder: Path, seed: int) -> PackageFile:
    """Write a package that `lssc-desktop send` takes."""
    data = random.Random(seed).randbytes(LARGE)  # noqa: S311  the same in every run
    path = folder / f"rivera-{seed}.lssc.zip"
    day = date(2026, 11, 25)
    write_bag(path, "rivera", [BagFile("evidence/01.bin", data)], [], day, ignore_progress)
    return read_package(path, ignore_progress)


# Cut --------------------------------------------------------------------------------------------


def cut_at(receiver: Receiver, tmp_path: Path, positions: list[int]) -> None:
    folder = room(tmp_path)
    for number, position in enumerate(positions):
        faults: list[CutUp | CutDown] = [CutUp(position), CutDown(position)]
        for fault in faults:
            package = make_package(folder, SIZE, seed=number * 2 + isinstance(fault, CutUp))
            delivery = Delivery(package, receiver)
            through(fault, delivery)
            assert fault.done
            assert delivery.state is RECEIVED, position


def test_cut_at_three_positions(receiver: Receiver, tmp_path: Path) -> None:
    chance = random.Random(20261125)  # noqa: S311  the same in every run
    cut_at(receiver, tmp_path, [chance.randrange(SIZE) for _ in range(3)])


@pytest.mark.soak
def test_cut_at_twenty_positions(receiver: Receiver, tmp_path: Path) -> None:
    chance = random.Random(soak_seed())  # noqa: S311  to be repeated
    cut_at(receiver, tmp_path, [chance.randrange(SIZE) for _ in range(20)])


# Killed -----------------------------------------------------------------------------------------


def start_sending(package: PackageFile, url: str) -> subprocess.Popen[bytes]:
    words: list[str | Path] = [PROGRAM, "send", package.path, "--to", url, "--json"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def traffic(receiver: Receiver, folder: Path) -> int:
    """How many moments there are while a package is sent and nothing goes wrong."""
    counting = AtMoment(1 << 60)
    with FaultProxy(receiver.port, counting) as proxy:
        said = start_sending(make_bag(folder, 1), receiver.url_by(proxy.port)).communicate()
    assert json.loads(said[0])["state"] == "received", said
    return counting.seen


def kill_sender(receiver: Receiver, package: PackageFile, moment: int) -> None:
    """Kill the sender at a moment; then it is started again, and judged."""
    with FaultProxy(receiver.port) as proxy:
        url = receiver.url_by(proxy.port)
        sender = start_sending(package, url)
        proxy.fault = fault = AtMoment(moment, sender.kill)
        sender.communicate()
        assert fault.done
        assert sender.returncode < 0, "it was done before it could be killed"
        proxy.fault = Fault()
        said = start_sending(package, url).communicate()[0]
        judge(receiver, package, json.loads(said))
        assert proxy.bytes_sent_anew() == 0


def judge(receiver: Receiver, package: PackageFile, said: dict[str, object]) -> None:
    assert said["state"] == "received", said
    receipt = said["receipt"]
    assert isinstance(receipt, dict)
    assert receipt["ours"] == receipt["theirs"] == package.sha256
    assert receiver.whole().count(package.path.read_bytes()) == 1


def kill_receiver(receiver: Receiver, package: PackageFile, moment: int) -> None:
    """Kill the receiver at a moment and start it again; the sender tries again by itself.

    Where a busy computer takes longer to start it than the sender has patience, it goes on later.
    """
    is_back = threading.Event()

    def restart() -> None:
        receiver.kill()
        receiver.start()
        is_back.set()

    delivery = Delivery(package, receiver)
    fault = AtMoment(moment, restart)
    through(fault, delivery)
    assert fault.done
    assert is_back.wait(60)
    if delivery.state is SubmissionState.UNCERTAIN:
        delivery.find_out()
    if delivery.state is not RECEIVED:
        delivery.send()
    assert delivery.state is RECEIVED
    assert receiver.whole().count(package.path.read_bytes()) == 1


def kill_at(
    kill: Callable[[Receiver, PackageFile, int], None],
    receiver: Receiver,
    tmp_path: Path,
    moments: int,
    seed: int,
) -> None:
    folder = room(tmp_path)
    chance = random.Random(seed)  # noqa: S311  to be repeated
    most = traffic(receiver, folder)
    for number in range(moments):
        moment = chance.randrange(most)
        print(f"moment {moment} of {most}")  # noqa: T201  pytest shows it with a failure
        kill(receiver, make_bag(folder, number + 2), moment)


@pytest.mark.parametrize("kill", [kill_sender, kill_receiver])
def test_killed_at_two_moments(
    receiver: Receiver,
    tmp_path: Path,
    kill: Callable[[Receiver, PackageFile, int], None],
) -> None:
    kill_at(kill, receiver, tmp_path, 2, 20261125)


@pytest.mark.soak
@pytest.mark.parametrize("kill", [kill_sender, kill_receiver])
def test_killed_at_ten_moments(
    receiver: Receiver,
    tmp_path: Path,
    kill: Callable[[Receiver, PackageFile, int], None],
) -> None:
    kill_at(kill, receiver, tmp_path, 10, soak_seed())
