"""A Dask cluster that an office runs, as the crew of an audit: one batch is one task.

Dask moves tasks, finds workers that went away, and gives their tasks to others. What goes over
the line are names of packages and lines of results; packages and keys do not: every worker reads
from the store with what its own environment holds.

Dask's client can wait for ever: for the answer of a scheduler whose computer is gone, or in the
thread of one call while another thread closes it. So every call of it is made in a thread that
nobody has to wait for, and has its time.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from threading import Lock, Thread
from typing import TYPE_CHECKING, cast

from lssc_desktop import __version__
from lssc_desktop.audit.audited import AuditLine, ListedPackage, unread_line
from lssc_desktop.audit.crew import Batch, Crew, Lines, place_opener, read_batch
from lssc_desktop.audit.places import StoreLogin, require_extra
from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.package.reading.byte_source import SourceUnread

if TYPE_CHECKING:
    from distributed import Client, Scheduler
    from distributed import Future as Task

_BETWEEN_TRIES = 0.5  # seconds
_EACH = 2  # batches for each thread of a worker, so that it need not wait for us
_MOST_AT_ONCE = 256  # batches
_LOOK_EVERY = 15  # seconds
_SUBMITS_WITHIN = 30  # seconds
_CLOSES_WITHIN = 5  # seconds
_STEPS = 3  # to connect, to wait for a worker, to ask all of them
_UNDER_WAY = {"waiting", "queued", "no-worker", "processing"}  # states of Dask's
_MOST_LOSSES = 10  # connections of one audit that broke
_TRIES_ALONE = 2  # Dask itself gave a task to four workers before it says that they died of it
_OURS = "lssc-desktop"
_LIBRARIES = ("distributed", "msgspec", "obstore")
_LOGS = ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio")

type Versions = tuple[tuple[str, str], ...]


class ClusterNotSecure(LsscError):
    """An address of a scheduler is not `tls:`, or Dask has no certificates for it."""

    address: str

    says = Says(
        "{address:safe} can’t be used: we connect to a cluster only over TLS, with certificates.",
        "Nothing was checked. Anyone who can reach a scheduler can run programs on its workers.",
        "Give an address like tls://host:8786, and put the certificates where Dask looks for them: "
        "DASK_DISTRIBUTED__COMM__TLS__CA_FILE and the like.",
    )


class ClusterUnreachable(LsscError):
    """No scheduler with a worker answers at an address, or none that takes our certificate."""

    address: str

    says = Says(
        "No Dask scheduler with a worker answered at {address:safe}.",
        "Nothing was checked.",
        "Check that the scheduler and a worker are running, and that they use the same "
        "certificates.",
    )


class ClusterDiffers(LsscError):
    """A worker has another version of what the results depend on; "" is one that has none."""

    worker: str
    library: str
    theirs: str
    ours: str

    says = Says(
        By(
            "theirs",
            {"": "The worker {worker:safe} doesn’t have {library}; we have {ours}."},
            "The worker {worker:safe} has {library} {theirs}, and we have {ours}.",
        ),
        "Two versions might give different results for a package, so we stopped.",
        "Install the same version everywhere, and run the audit again.",
    )


class ClusterLost(LsscError):
    """The scheduler went away in the middle; what was found before is in the journal."""

    address: str

    says = Says(
        "The Dask scheduler at {address:safe} stopped responding.",
        "The results so far are kept.",
        "Start it again, and run the same command to continue the audit.",
    )


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """Give the workers of a cluster as a crew, after their versions were compared with ours.

    Dask's own settings hold the certificates, and how long to wait for an answer
    (`distributed.comm.timeouts.connect`). Raises `ExtraMissing`, `ClusterNotSecure`,
    `ClusterUnreachable`, `ClusterDiffers`.
    """
    require_extra("distributed")
    crew = _Cluster(address)
    try:
        yield crew
    finally:
        crew.end()


# Calls of Dask's client -------------------------------------------------------------------------


def _in_thread[Answer](ask: Callable[[], Answer]) -> "Future[Answer]":
    """Ask in a thread that ends with the program, whether there is an answer or not."""
    answer: Future[Answer] = Future()

    def run() -> None:
        try:
            found = ask()
        except BaseException as error:  # noqa: BLE001  whoever waits for the answer has it
            answer.set_exception(error)
        else:
            answer.set_result(found)

    Thread(target=run, daemon=True).start()
    return answer


def _within[Answer](seconds: float, ask: Callable[[], Answer]) -> Answer:
    """Return an answer. Raises `TimeoutError` where it is overdue, and leaves the call behind."""
    return _in_thread(ask).result(seconds)


def _connect(address: str) -> "tuple[Client, int]":
    """Return a client of a scheduler that has workers like us, and how many threads they have.

    A connection that breaks is tried again, until one that answers is overdue.
    """
    from distributed.client import parse_timedelta
    from distributed.config import config  # Dask's settings, as they are now

    within = float(parse_timedelta(config["distributed"]["comm"]["timeouts"]["connect"]))
    until = time.monotonic() + within
    while True:
        connecting = _in_thread(partial(_connect_once, address, within))
        try:
            return connecting.result(_STEPS * within)
        except TimeoutError as error:
            connecting.add_done_callback(_close_late)
            raise ClusterUnreachable(address) from error
        except ClusterUnreachable:
            if time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_TRIES)


def _connect_once(address: str, within: float) -> "tuple[Client, int]":
    from distributed import Client, Security

    for name in _LOGS:  # what they say of connections is said in a sentence, or mended
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    security = Security(require_encryption=True)
    if not address.startswith("tls://") or not security.tls_ca_file:
        raise ClusterNotSecure(address)
    try:
        client = Client(address, security=security, timeout=within, set_as_default=False)
    except _failed() as error:
        raise ClusterUnreachable(address) from error
    try:
        client.wait_for_workers(1, timeout=within)
        _require_same(client.run(_versions, on_error="return"))
        return client, sum(client.nthreads().values())
    except ClusterDiffers:
        _close(client)
        raise
    except _failed() as error:
        _close(client)
        raise ClusterUnreachable(address) from error


def _close_late(connecting: "Future[tuple[Client, int]]") -> None:
    """Close a client that was connected after nobody waited for it any more."""
    if connecting.exception() is None:
        _close(connecting.result()[0])


def _close(client: "Client") -> None:
    """Close a client; one that hangs in it is left behind."""
    with suppress(*_failed()):
        _within(_CLOSES_WITHIN, partial(client.close, timeout=2))
    client.status = "closed"  # else it is closed once more, and waited for, where it is forgotten


# Versions ---------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _versions() -> Versions:
    """Return the versions that the results depend on, of the computer that this runs on."""
    return ((_OURS, __version__), *((name, _version(name)) for name in _LIBRARIES))


def _failed() -> tuple[type[BaseException], ...]:
    """Return whatever a call of Dask's client ends with where its connection broke, or was closed.

    Of a call that another thread closes it is an `UnboundLocalError`, an `AttributeError` and more.
    """
    from asyncio import CancelledError

    return Exception, CancelledError


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _require_same(found: Mapping[str, object]) -> None:
    """Raise `ClusterDiffers` where a worker has not what we have.

    An error is a worker without us, or one that left just now.
    """
    for worker, theirs in sorted(found.items()):
        if isinstance(theirs, OSError | TimeoutError):
            continue
        if isinstance(theirs, BaseException):
            raise ClusterDiffers(worker, _OURS, "", __version__)
        _compare(worker, cast("Versions", theirs), _versions())


def _compare(worker: str, theirs: Versions, ours: Versions) -> None:
    for (library, version_there), (_library, version_here) in zip(theirs, ours, strict=True):
        if version_there != version_here:
            raise ClusterDiffers(worker, library, version_there, version_here)


# Tasks ------------------------------------------------------------------------------------------


_open_place = place_opener()


def read_on_worker(batch: Batch, ours: Versions) -> Lines | ClusterDiffers:
    """Read a batch: one task. A worker may have joined after versions were compared."""
    from distributed import get_worker

    try:
        _compare(get_worker().address, _versions(), ours)
    except ClusterDiffers as error:
        return error
    return read_batch(batch, _open_place)


def _state_of_task(key: str, dask_scheduler: "Scheduler | None" = None) -> str:
    """Return what a scheduler says of a task, and "" of one it does not know; it runs there."""
    task = None if dask_scheduler is None else dask_scheduler.tasks.get(key)
    return "" if task is None else str(task.state)


def _submit(client: "Client", batch: Batch) -> "Task":
    if client.status != "running":  # it connects again, and would keep the batch until then
        raise ConnectionError
    return client.submit(read_on_worker, batch, _versions(), pure=False)


class _Cluster:
    """The workers of a cluster, with threads here for each task that is under way."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client, threads = _connect(address)
        self._lock = Lock()
        self._losses = 0
        self._is_over = False
        self.at_once = min(_EACH * max(threads, 1), _MOST_AT_ONCE)

    def read(self, batch: Batch) -> "Future[Lines]":
        return _in_thread(partial(self._read, batch))

    def _read(self, batch: Batch) -> Lines:
        """Return the lines of a batch; of one that workers died of, a package at a time."""
        from distributed import KilledWorker

        try:
            return self._ask(batch)
        except KilledWorker:
            return tuple(self._alone(each, batch.login) for each in batch.packages)

    def _alone(self, listed: ListedPackage, login: StoreLogin) -> AuditLine:
        from distributed import KilledWorker

        for _ in range(_TRIES_ALONE):
            with suppress(KilledWorker):
                (line,) = self._ask(Batch((listed,), login))
                return line
        return unread_line(listed, SourceUnread(listed.name, "worker"))

    def _ask(self, batch: Batch) -> Lines:
        """Return what a worker finds; a connection that broke is made again.

        Raises `KilledWorker`, `ClusterLost`, `ClusterDiffers`.
        """
        from distributed import KilledWorker

        while True:
            client = self._client
            try:
                task = _within(_SUBMITS_WITHIN, partial(_submit, client, batch))
                found = self._awaited(client, task)
            except KilledWorker:
                raise
            except _failed() as error:
                self._connect_again(client, error)
                continue
            if isinstance(found, ClusterDiffers):
                raise found
            return cast("Lines", found)

    @staticmethod
    def _awaited(client: "Client", task: "Task") -> object:
        """Return what comes of a task; raises `TimeoutError` where its scheduler has lost it."""
        is_lost = False
        while True:
            try:
                return task.result(timeout=_LOOK_EVERY)
            except TimeoutError:
                look = partial(client.run_on_scheduler, _state_of_task, key=task.key)
                state = _within(_LOOK_EVERY, look)
                if is_lost and state not in _UNDER_WAY:
                    raise
                is_lost = state not in _UNDER_WAY

    def _connect_again(self, lost: "Client", error: BaseException) -> None:
        """Connect in place of a connection that broke, where no other thread did so meanwhile."""
        with self._lock:
            if self._client is not lost:
                return
            self._losses += 1
            if self._is_over or self._losses > _MOST_LOSSES:
                raise ClusterLost(self._address) from error
            _close(lost)
            try:
                self._client, _threads = _connect(self._address)
            except ClusterUnreachable:
                self._losses = _MOST_LOSSES
                raise ClusterLost(self._address) from error
            if self._is_over:
                _close(self._client)

    def end(self) -> None:
        """Take back what is under way, and wait for nobody who waits for it."""
        self._is_over = True
        _close(self._client)
