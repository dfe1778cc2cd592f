"""An audit on a Dask cluster: the same lines, whoever dies, and keys that stay where they are."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import dask
import distributed  # noqa: F401  its settings are there only then
import pytest

from lssc_desktop.audit.audited import AuditLine, AuditState
from lssc_desktop.audit.cluster import (
    ClusterDiffers,
    ClusterLost,
    ClusterNotSecure,
    ClusterUnreachable,
)
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.run import Audited, AuditOrder, audit
from lssc_desktop.core.job import Progress, ignore_progress
from tests.audit.packages import damaged, make_package, mixed_folder
from tests.audit.troubles import TroubledStore
from tests.servers.dask_cluster import DaskCluster, tls_settings
from tests.servers.fault_proxy import FaultProxy
from tests.servers.s3_server import BUCKET, MOTO, S3Server

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="ends processes by their signals"),
    pytest.mark.filterwarnings("ignore"),  # what Dask leaves to the garbage collector, and says
]


@contextmanager
def running(
    tmp_path: Path, workers: int = 2, environment: Mapping[str, str] | None = None
) -> Iterator[DaskCluster]:
    """A cluster, for whose certificates Dask's settings here are set."""
    (tmp_path / "dask").mkdir()
    with (
        DaskCluster(tmp_path / "dask", workers, environment or {}) as cluster,
        dask.config.set(cluster.settings),
    ):
        yield cluster


def run(
    journal_path: Path,
    source: object,
    address: str = "",
    reporter: Callable[[Progress], None] = ignore_progress,
) -> tuple[Audited, list[AuditLine]]:
    with Journal(journal_path) as journal:
        found = audit(AuditOrder((str(source),), scheduler=address), journal, reporter)
        return found, list(journal.lines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "packages"
    mixed_folder(folder)
    for n in range(120):
        make_package(folder / f"{n:03}.zip", n, 300_000)
    return folder


def test_a_cluster_gives_the_same_lines(tmp_path: Path, folder: Path) -> None:
    _, alone = run(tmp_path / "alone.journal", folder)
    with running(tmp_path, 3) as cluster:
        found, lines = run(tmp_path / "far.journal", folder, cluster.address)
    assert found.read == 127
    assert lines == alone


def test_a_worker_that_dies_costs_its_tasks_a_second_try(tmp_path: Path, folder: Path) -> None:
    _, alone = run(tmp_path / "alone.journal", folder)
    killed = 0

    with running(tmp_path, 3) as cluster:

        def kill(progress: Progress) -> None:
            nonlocal killed
            if progress.item.done and not killed:
                killed += cluster.kill_a_worker()

        _, lines = run(tmp_path / "far.journal", folder, cluster.address, kill)
    assert killed == 1
    assert lines == alone


def test_a_scheduler_that_goes_away_costs_what_was_under_way(tmp_path: Path, folder: Path) -> None:
    _, alone = run(tmp_path / "alone.journal", folder)
    with running(tmp_path) as cluster:

        def kill(progress: Progress) -> None:
            if progress.item.done:
                cluster.kill()

        with pytest.raises(ClusterLost):
            run(tmp_path / "far.journal", folder, cluster.address, kill)
        with Journal(tmp_path / "far.journal") as journal:
            journal.note_listed([])
        cluster.start()
        found, lines = run(tmp_path / "far.journal", folder, cluster.address)
    assert 0 < found.read < 127
    assert lines == alone


def test_workers_read_from_a_store_with_their_own_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with S3Server() as server:
        for n in range(20):
            server.put(f"in/{n:03}.zip", make_package(tmp_path / "x.zip", n))
        where = f"s3://{BUCKET}/in/"
        for key, value in server.environment().items():
            monkeypatch.setenv(key, value)
        _, alone = run(tmp_path / "alone.journal", where)
        with running(tmp_path, 1, server.environment()) as cluster:
            found, lines = run(tmp_path / "far.journal", where, cluster.address)
        assert found.counts.whole == 20
        assert lines == alone

        (tmp_path / "keyless").mkdir()
        nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_SECRET_ACCESS_KEY": ""}
        with running(tmp_path / "keyless", 1, nowhere) as cluster:
            found, lines = run(tmp_path / "none.journal", f"{where}000.zip", cluster.address)
    assert {line.state for line in lines} == {AuditState.NOT_READ}


def test_a_worker_of_another_version_stops_it_before_anything_is_read(
    tmp_path: Path, folder: Path
) -> None:
    other = tmp_path / "other" / "obstore-99.9.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: obstore\nVersion: 99.9\n")
    with (
        running(tmp_path, 1, {"PYTHONPATH": str(other.parent)}) as cluster,
        pytest.raises(ClusterDiffers) as error,
    ):
        run(tmp_path / "far.journal", folder, cluster.address)
    assert (error.value.library, error.value.theirs) == ("obstore", "99.9")
    with Journal(tmp_path / "far.journal") as journal:
        assert journal.counts().packages == 0


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "127.0.0.1:8786"])
def test_a_cluster_is_reached_over_tls_alone(tmp_path: Path, address: str) -> None:
    with pytest.raises(ClusterNotSecure):
        run(tmp_path / "x.journal", tmp_path, address)


def test_without_certificates_nothing_is_asked(tmp_path: Path) -> None:
    with pytest.raises(ClusterNotSecure):
        run(tmp_path / "x.journal", tmp_path, "tls://127.0.0.1:9")


def test_a_stranger_s_certificate_is_not_taken(tmp_path: Path, folder: Path) -> None:
    from tests.servers.certificates import make_certificate

    with running(tmp_path, 1) as cluster:
        stranger = tls_settings(make_certificate(tmp_path / "stranger"))
        began = time.monotonic()
        with dask.config.set(stranger), pytest.raises(ClusterUnreachable):
            run(tmp_path / "x.journal", folder, cluster.address)
    assert time.monotonic() - began < 60


def rough_weather(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, every: float) -> int:
    """Audit a store in trouble while workers die, and the scheduler once; return wrong lines."""
    killed = restarted = 0
    is_over = Event()
    with S3Server() as server:
        whole = [make_package(tmp_path / "x.zip", n) for n in range(20)]

        def put(n: int) -> None:
            content = damaged(whole[n % 20]) if n % 7 == 0 else whole[n % 20]
            server.put(f"in/{n:05}.zip", content)

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(put, range(count)))
        for key, value in server.environment().items():
            monkeypatch.setenv(key, value)
        where = f"s3://{BUCKET}/in/"
        _, alone = run(tmp_path / "alone.journal", where)
        assert {line.state for line in alone} == {AuditState.WHOLE, AuditState.DAMAGED}
        with (
            FaultProxy(server.port, TroubledStore(3, 3, 1)) as proxy,
            running(tmp_path, 3, server.environment(proxy.port)) as cluster,
        ):
            monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{proxy.port}")

            def kill() -> None:
                nonlocal killed
                while not is_over.wait(every):
                    killed += cluster.kill_a_worker()

            def restart(progress: Progress) -> None:
                nonlocal restarted
                if not restarted and progress.item.done > count // 2:
                    restarted = 1
                    cluster.kill()

            killer = Thread(target=kill)
            killer.start()
            lines: list[AuditLine] = []
            for _ in range(12):
                try:
                    _, lines = run(tmp_path / "far.journal", where, cluster.address, restart)
                except (ClusterLost, ClusterUnreachable):
                    cluster.kill()
                    cluster.start()
                    continue
                if all(line.state is not AuditState.NOT_READ for line in lines):
                    break
            is_over.set()
            killer.join()
    print(f"{count} packages, {killed} workers killed, scheduler restarted {restarted} time")  # noqa: T201
    assert restarted == 1
    return sum(one != other for one, other in zip(lines, alone, strict=True))


def test_no_line_is_wrong_in_rough_weather(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rough_weather(tmp_path, monkeypatch, count=300, every=4) == 0


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@pytest.mark.skipif(not MOTO, reason="s3rver cannot list so many; MOTO_PYTHON is not set")
def test_no_line_of_twenty_thousand_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rough_weather(tmp_path, monkeypatch, count=20_000, every=10) == 0
