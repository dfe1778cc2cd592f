"""An audit on a Dask cluster: the same lines, whoever dies, and keys that stay where they are."""

import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

import dask
import distributed  # noqa: F401  its settings are there only then
import pytest

from lssc_desktop.audit.audited import AuditLine, AuditState, ListedPackage
from lssc_desktop.audit.cluster import (
    ClusterDiffers,
    ClusterLost,
    ClusterNotSecure,
    ClusterUnreachable,
)
from lssc_desktop.audit.cluster import cluster as cluster_crew
from lssc_desktop.audit.crew import Batch
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.run import Audited, AuditOrder, audit
from lssc_desktop.core.job import Progress, ignore_progress
from tests.audit.packages import damaged, make_package, mixed_folder
from tests.audit.troubles import TroubledStore
from tests.servers.certificates import make_certificate
from tests.servers.dask_cluster import DaskCluster, tls_settings
from tests.servers.fault_proxy import FaultProxy
from tests.servers.s3_server import BUCKET, S3Server, needs_moto

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="ends processes by their signals"),
    pytest.mark.filterwarnings("ignore"),  # what Dask leaves to the garbage collector, and says
]


@contextmanager
def running(
    tmp_path: Path,
    workers: int = 2,
    environment: Mapping[str, str] | None = None,
    preload: str = "",
) -> Iterator[DaskCluster]:
    """A cluster, for whose certificates Dask's settings here are set."""
    (tmp_path / "dask").mkdir()
    with (
        DaskCluster(tmp_path / "dask", workers, environment or {}, preload) as cluster,
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    mixed_folder(folder)
    for n in range(120):
        make_package(folder / f"{n:03}.zip", n, 300_000)
    return folder


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> list[AuditLine]:
    """What an audit of the folder finds without a cluster."""
    _, lines = run(tmp_path_factory.mktemp("alone") / "alone.journal", folder)
    return lines


def within(seconds: int) -> AbstractContextManager[object]:
    """Dask's setting of how long a scheduler may take to answer."""
    return dask.config.set({"distributed.comm.timeouts.connect": f"{seconds}s"})


def test_a_cluster_gives_the_same_lines_also_when_a_worker_dies_and_takes_no_stranger(
    tmp_path: Path, folder: Path, alone: list[AuditLine]
) -> None:
    killed = 0

    with running(tmp_path, 3) as cluster:
        found, lines = run(tmp_path / "far.journal", folder, cluster.address)
        assert found.read == 127
        assert lines == alone

        def kill(progress: Progress) -> None:
            nonlocal killed
            if progress.item.done and not killed:
                killed += cluster.kill_a_worker()

        _, lines = run(tmp_path / "again.journal", folder, cluster.address, kill)
        assert killed == 1
        assert lines == alone

        stranger = tls_settings(make_certificate(tmp_path / "stranger"))
        with within(2), dask.config.set(stranger), pytest.raises(ClusterUnreachable):
            run(tmp_path / "x.journal", folder, cluster.address)


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scheduler is asked each second what became of a task."""
    monkeypatch.setattr("lssc_desktop.audit.cluster._LOOK_EVERY", 1)


@pytest.mark.usefixtures("looks_often")
def test_a_scheduler_that_goes_away_costs_what_was_under_way(
    tmp_path: Path, folder: Path, alone: list[AuditLine]
) -> None:
    with running(tmp_path) as cluster, ExitStack() as impatient:

        def kill(progress: Progress) -> None:
            if progress.item.done:
                impatient.enter_context(within(2))
                cluster.kill()

        with pytest.raises(ClusterLost):
            run(tmp_path / "far.journal", folder, cluster.address, kill)
    found, lines = run(tmp_path / "far.journal", folder)
    assert 0 < found.read < 127
    assert lines == alone


@pytest.mark.usefixtures("looks_often")
def test_a_scheduler_that_answers_no_more_is_lost_too(tmp_path: Path, folder: Path) -> None:
    """As when its computer loses power: the connections stand, and nothing comes."""
    batch = Batch((ListedPackage(str(folder), "000.zip", 0, ""),))
    with running(tmp_path, 1) as cluster, cluster_crew(cluster.address) as crew, within(3):
        assert len(crew.read(batch).result()) == 1
        cluster.stop()
        assert isinstance(crew.read(batch).exception(60), ClusterLost)


BREAKS_EACH_QUESTION_ONCE = """
import inspect
from distributed.core import _expects_comm

def broken_once(handler):
    asked = []

    async def answer(comm, **words):
        if not asked:
            asked.append(True)
            comm.abort()
            return None
        found = handler(comm, **words) if _expects_comm(handler) else handler(**words)
        return await found if inspect.isawaitable(found) else found

    return answer

def dask_setup(scheduler):
    for question in ("register-client", "identity", "broadcast", "ncores"):
        scheduler.handlers[question] = broken_once(scheduler.handlers[question])
"""


def test_a_connection_that_breaks_at_any_question_is_made_again_as_long_as_that_helps(
    tmp_path: Path, folder: Path, alone: list[AuditLine]
) -> None:
    listed = ListedPackage(str(folder), "000.zip", 0, "")
    with running(tmp_path, 1, preload=BREAKS_EACH_QUESTION_ONCE) as cluster:
        _, lines = run(tmp_path / "far.journal", folder, cluster.address)
        assert lines == alone
        with within(3), cluster_crew(cluster.address) as crew:
            cluster.kill()
            for _ in range(2):  # the second time the connection is closed before it is used
                assert isinstance(crew.read(Batch((listed,))).exception(), ClusterLost)


def test_keys_stay_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker has those of its own environment; with them it reads in rough weather, below."""
    with S3Server() as server:
        server.put("in/000.zip", make_package(tmp_path / "x.zip"))
        for key, value in server.environment().items():
            monkeypatch.setenv(key, value)
        nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_SECRET_ACCESS_KEY": ""}
        with running(tmp_path, 1, nowhere) as cluster:
            _, lines = run(tmp_path / "far.journal", f"s3://{BUCKET}/in/", cluster.address)
    (line,) = lines
    assert line.state is AuditState.NOT_READ


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


def rough_weather(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
    workers: int,
    every: float,
    *,
    moto: bool = False,
) -> int:
    """Audit a store in trouble while workers die, and the scheduler once; return wrong lines.

    One worker dies `every` so many seconds, but never twice before something was read.
    """
    killed = restarted = done = 0
    last_kill = -math.inf
    with S3Server(moto=moto) as server:
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
            running(tmp_path, workers, server.environment(proxy.port)) as cluster,
            ExitStack() as impatient,
        ):
            monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{proxy.port}")

            def kill(progress: Progress) -> None:
                nonlocal killed, restarted, done, last_kill
                if progress.item.done in {0, done}:
                    return
                done = progress.item.done
                if not restarted and done > count // 2:
                    restarted = 1
                    impatient.enter_context(within(2))
                    cluster.kill()
                elif time.monotonic() - last_kill > every and cluster.kill_a_worker():
                    killed += 1
                    last_kill = time.monotonic()

            lines: list[AuditLine] = []
            for _ in range(12):
                if not cluster.is_running():
                    cluster.kill()
                    impatient.close()
                    cluster.start()
                done = 0
                with suppress(ClusterLost, ClusterUnreachable):
                    _, lines = run(tmp_path / "far.journal", where, cluster.address, kill)
                    if all(line.state is not AuditState.NOT_READ for line in lines):
                        break
    print(f"{count} packages, {killed} workers killed, scheduler restarted {restarted} time")  # noqa: T201
    assert killed
    assert restarted
    return sum(one != other for one, other in zip(lines, alone, strict=True))


def test_no_line_is_wrong_in_rough_weather(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rough_weather(tmp_path, monkeypatch, count=130, workers=2, every=0) == 0


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@needs_moto
def test_no_line_of_twenty_thousand_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rough_weather(tmp_path, monkeypatch, count=20_000, workers=3, every=10, moto=True) == 0
