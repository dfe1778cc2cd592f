"""The receiving kit: nothing lost, nothing filed twice, nothing called whole that is not."""

import itertools
import json
import os
import random
import resource
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.reader import verify
from tests.audit.packages import damaged, make_package
from tests.servers.fault_proxy import Answer, Exchange, Fault, FaultProxy
from tests.servers.receiving_kit import KIT, ReceivingKit
from tests.servers.s3_server import BUCKET, S3Server, needs_moto

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kit is for Linux servers")

Filed = Mapping[str, bytes]


class Kept:
    """What lies below PACKAGES, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self, below: str) -> Filed:
        """Return what was filed, put aside, or seen, by name."""
        return {
            path.name: path.read_bytes()
            for path in sorted((self._folder / below).iterdir())
            if not path.name.startswith(".")
        }


class KeptInStore(Kept):
    """What lies below PACKAGES, in a bucket."""

    def __init__(self, server: S3Server, bucket: str) -> None:
        self._store = server.bucket(bucket)

    def files(self, below: str) -> Filed:
        keys = [each["path"] for page in self._store.list(below) for each in page]
        return {
            key.partition("/")[2]: self._store.get(key).bytes().to_bytes() for key in sorted(keys)
        }


SERVER_ERROR = Answer(
    500, {"content-type": "application/xml"}, b"<Error><Code>InternalError</Code></Error>"
)


class Moody(Fault):
    """Some requests are answered with 500, others late."""

    def __init__(self, share: int) -> None:
        self._random = random.Random(22)  # noqa: S311  the same in every run
        self._share = share

    def instead(self, exchange: Exchange) -> Answer | None:
        del exchange
        if self._random.randrange(100) < self._share:
            return SERVER_ERROR
        if self._random.randrange(100) < self._share:
            time.sleep(0.3)
        return None


class Refuses(Fault):
    """The store answers one kind of request with 500 while it `bites`."""

    def __init__(self, method: str, address: str) -> None:
        self.bites = True
        self._method, self._address = method, address

    def instead(self, exchange: Exchange) -> Answer | None:
        is_asked = exchange.method == self._method and self._address in exchange.path
        return SERVER_ERROR if self.bites and is_asked else None


@contextmanager
def office(
    tmp_path: Path, storage: str, fault: Fault | None = None
) -> Iterator[tuple[ReceivingKit, Kept]]:
    """The kit on a disk, or on a store of which some answers go wrong."""
    with ExitStack() as stack:
        if storage == "disk":
            base = tmp_path / "srv"
            kit = ReceivingKit(str(base / "incoming"), str(base / "packages"), {})
            (base / "packages" / "filed").mkdir(parents=True)
            kept = Kept(base / "packages")
        else:
            server = stack.enter_context(S3Server((BUCKET, "incoming"), moto=True))
            proxy = stack.enter_context(FaultProxy(server.port, fault))
            keys = server.environment(proxy.port)
            kit = ReceivingKit("s3://incoming/", f"s3://{BUCKET}/", keys)
            kept = KeptInStore(server, BUCKET)
        yield stack.enter_context(kit), kept


def settle(kit: ReceivingKit, seconds: float = 120) -> None:
    """Run the hook until it has nothing left to do."""
    until = time.monotonic() + seconds
    while kit.file_received() != 0:
        assert time.monotonic() < until
        time.sleep(0.5)


def check_all(kept: Kept, packages: list[Path], tmp_path: Path) -> None:
    """Nothing is lost, nothing is filed twice, and what is filed is whole."""
    sent = {path.read_bytes() for path in packages}
    filed = kept.files("filed")
    zips = {name: data for name, data in filed.items() if name.endswith(".zip")}
    assert len(zips) == len(sent)
    assert set(zips.values()) == sent
    for name, data in zips.items():
        (tmp_path / name).write_bytes(data)
        found = verify(tmp_path / name, ignore_progress)
        assert found.valid
        assert name == f"{found.package_id}.lssc.zip"
        receipt = json.loads(filed[f"{found.package_id}.receipt.json"])
        assert (receipt["package_id"], receipt["bytes"]) == (found.package_id, len(data))


def storm(
    tmp_path: Path, storage: str, count: int, senders: int, every: tuple[float, float]
) -> None:
    """Send packages while senders, receiver and hook are killed again and again.

    `every` is between how many seconds and how many; of a store, every 20th answer goes wrong.
    """
    packages = [tmp_path / f"{n:03}.lssc.zip" for n in range(count)]
    for n, path in enumerate(packages):
        make_package(path, n, random.Random(n).choice([2_000, 300_000, 6_000_000]))  # noqa: S311
    chance = random.Random(5)  # noqa: S311
    is_over = Event()
    killed = {"sender": 0, "receiver": 0, "hook": 0}
    with office(tmp_path, storage, Moody(share=5)) as (kit, kept):

        def deliver(package: Path) -> None:
            for attempt in range(40):
                sender = kit.sender(package)
                if attempt < 2 and chance.randrange(3) == 0:
                    time.sleep(chance.uniform(0.5, 3))
                    killed["sender"] += sender.poll() is None
                    sender.kill()
                if sender.wait() == 0:
                    return
                time.sleep(0.5)
            raise AssertionError(package.name, kit.log()[-2_000:])

        def trouble() -> None:
            while not is_over.wait(chance.uniform(*every)):
                killed["hook"] += kit.kill_hook()
                if killed["receiver"] == 0 or chance.randrange(2) == 0:
                    kit.kill()
                    killed["receiver"] += 1
                    kit.start()

        troubling = Thread(target=trouble)
        troubling.start()
        try:
            with ThreadPoolExecutor(senders) as pool:
                list(pool.map(deliver, packages))
        finally:
            is_over.set()
            troubling.join()
        settle(kit)
        check_all(kept, packages, tmp_path)
        before = {below: kept.files(below) for below in ("filed", "aside", "seen")}
        assert kit.file_received() == 0  # at any time, without doing anything twice
        assert {below: kept.files(below) for below in ("filed", "aside", "seen")} == before
    print(f"{storage}: {count} packages by {senders} senders; killed {killed}")  # noqa: T201


STORAGES = ["disk", pytest.param("s3", marks=needs_moto)]


@pytest.mark.parametrize("storage", STORAGES)
def test_the_receiver_outlives_candidates_who_read_back_what_it_has(
    tmp_path: Path, storage: str
) -> None:
    with office(tmp_path, storage) as (kit, _kept):
        for n, size in enumerate((2_000, 300_000, 6_000_000)):
            package = tmp_path / "sent" / f"{n}.lssc.zip"
            make_package(package, n, size)
            assert kit.sender(package).wait() == 0
            assert kit.runs, kit.log()


@pytest.mark.parametrize("storage", STORAGES)
def test_nothing_is_lost_and_nothing_filed_twice_whoever_is_killed(
    tmp_path: Path, storage: str
) -> None:
    storm(tmp_path, storage, count=3, senders=3, every=(2, 6))


ON_S3 = pytest.mark.parametrize("storage", STORAGES[1:])


@ON_S3
@pytest.mark.parametrize(
    ("method", "address"),
    [
        pytest.param("PUT", "partNumber=", id="to store the last part"),
        pytest.param("POST", "uploadId=", id="to put the parts together"),
    ],
)
def test_what_a_store_refused_once_arrives_the_next_time(
    tmp_path: Path, storage: str, method: str, address: str
) -> None:
    fault = Refuses(method, address)
    package = tmp_path / "sent" / "x.lssc.zip"
    make_package(package, 1, 300_000)
    with office(tmp_path, storage, fault) as (kit, kept):
        assert kit.sender(package).wait() != 0
        fault.bites = False
        assert kit.sender(package).wait() == 0
        settle(kit)
        check_all(kept, [package], tmp_path)


@ON_S3
def test_what_could_not_be_removed_from_a_store_gets_into_no_package(
    tmp_path: Path, storage: str
) -> None:
    package = tmp_path / "sent" / "x.lssc.zip"
    make_package(package, 1, 20_000_000)
    with office(tmp_path, storage, Refuses("DELETE", ".part")) as (kit, kept):
        assert kit.sender(package).wait() == 0
        settle(kit)
        check_all(kept, [package], tmp_path)


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("storage", STORAGES)
def test_two_hundred_by_eight_senders(tmp_path: Path, storage: str) -> None:
    # What a store has of a part that is not full is gone with the receiver: give a part its time.
    storm(tmp_path, storage, count=200, senders=8, every=(5, 10) if storage == "disk" else (15, 30))


# The hook ---------------------------------------------------------------------------------------


@pytest.fixture
def folders(tmp_path: Path) -> ReceivingKit:
    """The hook over two folders, with no server before it."""
    (tmp_path / "incoming").mkdir()
    return ReceivingKit(str(tmp_path / "incoming"), str(tmp_path / "packages"), {})


def arrive(tmp_path: Path, name: str, content: bytes, **said: str) -> None:
    """Lay down an upload as @tus/file-store does when it has the last byte."""
    (tmp_path / "incoming" / name).write_bytes(content)
    told = {"id": name, "size": len(content), "metadata": said}
    (tmp_path / "incoming" / f"{name}.json").write_text(json.dumps(told))


def test_a_whole_package_is_filed_and_anything_else_is_put_aside(
    tmp_path: Path, folders: ReceivingKit
) -> None:
    whole = make_package(tmp_path / "x.zip", 1)
    other = make_package(tmp_path / "y.zip", 2)
    arrive(tmp_path, "a1", whole, filename="rivera.lssc.zip")
    arrive(tmp_path, "a2", whole)  # the same once more
    arrive(tmp_path, "b1", damaged(whole))
    arrive(tmp_path, "b2", b"<!doctype html>")
    arrive(tmp_path, "b3", whole[: len(whole) // 2])
    arrive(tmp_path, "b4", other, sha256="0" * 64)
    (tmp_path / "incoming" / "c1").write_bytes(whole[:10])  # not finished
    (tmp_path / "incoming" / "c1.json").write_text(json.dumps({"id": "c1", "size": len(whole)}))
    (tmp_path / "incoming" / "c2.json").write_text("{")
    assert folders.file_received() == 0
    kept = Kept(tmp_path / "packages")
    check_all(kept, [tmp_path / "x.zip"], tmp_path)
    (receipt,) = (each for name, each in kept.files("filed").items() if name.endswith(".json"))
    assert json.loads(receipt)["filename"] == "rivera.lssc.zip"
    aside = kept.files("aside")
    assert set(aside) == {f"b{n}.{kind}" for n in range(1, 5) for kind in ("zip", "json")}
    assert all(json.loads(aside[f"b{n}.json"])["faults"] for n in range(1, 5))
    assert set(kept.files("seen")) == {
        f"{name}.json" for name in ("a1", "a2", "b1", "b2", "b3", "b4")
    }


def test_a_disk_that_is_full_costs_another_run_and_nothing_else(
    tmp_path: Path, folders: ReceivingKit
) -> None:
    for n in range(2):
        arrive(tmp_path, f"a{n}", make_package(tmp_path / f"{n}.zip", n))
    (tmp_path / "packages").mkdir()

    def full() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    assert folders.file_received(preexec_fn=full) == 1
    assert Kept(tmp_path / "packages").files("seen") == {}
    assert folders.file_received() == 0
    check_all(Kept(tmp_path / "packages"), [tmp_path / f"{n}.zip" for n in range(2)], tmp_path)


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_a_hook_that_is_killed_anywhere_is_made_up_for(
    tmp_path: Path, folders: ReceivingKit, step: int
) -> None:
    arrive(tmp_path, "a", make_package(tmp_path / "x.zip", 1))
    arrive(tmp_path, "b", b"PK")
    assert folders.file_received() == 0
    done = tmp_path / "packages"
    everything = {below: Kept(done).files(below) for below in ("filed", "aside", "seen")}
    calls = "link,linkat,rename,renameat,renameat2,fsync"
    killed = 0
    for call in itertools.count(1, step):
        shutil.rmtree(done)
        tracing = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
        tracing += ["-e", f"inject={calls}:signal=SIGKILL:when={call}"]
        if folders.file_received(tracing) == 0:
            break  # it came to its end before that call
        killed += 1
        assert folders.file_received() == 0
        again = {below: Kept(done).files(below) for below in ("filed", "aside", "seen")}
        assert again == everything
    assert killed >= 8 // step


def test_the_kit_asks_for_the_packages_that_are_tested() -> None:
    asked = json.loads((KIT / "package.json").read_text())["dependencies"]
    here = json.loads((Path(__file__).parent / "servers" / "package.json").read_text())
    assert asked.items() <= here["dependencies"].items()


def test_the_units_name_the_kit_s_files() -> None:
    for name in ("lssc-receiver.service", "lssc-file-received.service"):
        text = (KIT / name).read_text()
        (line,) = (line for line in text.splitlines() if line.startswith("ExecStart="))
        assert (KIT / Path(line.split()[-1]).name).is_file()
    assert os.access(KIT / "receiver.conf", os.R_OK)
