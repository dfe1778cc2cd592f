"""A Dask cluster on this computer: a scheduler and workers in processes of their own, over TLS."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.servers.apache import free_port
from tests.servers.certificates import Certificate, make_certificate

_STARTS_WITHIN = 60  # seconds


def tls_settings(certificate: Certificate) -> dict[str, str]:
    """Return Dask's settings with one certificate for scheduler, worker and client."""
    settings = {"distributed.comm.tls.ca-file": str(certificate.authority)}
    for role in ("scheduler", "worker", "client"):
        settings[f"distributed.comm.tls.{role}.cert"] = str(certificate.certificate)
        settings[f"distributed.comm.tls.{role}.key"] = str(certificate.key)
    return settings


class DaskCluster:
    """Runs while the block does; `address` is that of the scheduler, which runs `preload` first."""

    def __init__(
        self, folder: Path, workers: int, environment: Mapping[str, str], preload: str = ""
    ) -> None:
        self.certificate = make_certificate(folder / "tls")
        self.settings = tls_settings(self.certificate)
        self._folder = folder
        self._count = workers
        self._preload = preload
        self._port = free_port()
        self.address = f"tls://127.0.0.1:{self._port}"
        names = {
            "DASK_" + key.upper().replace(".", "__").replace("-", "_"): value
            for key, value in self.settings.items()
        }
        self._environment = {**os.environ, **names, **environment, "PYTHONWARNINGS": "ignore"}
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start the scheduler at its port, and the workers."""
        words = ["--host", "127.0.0.1", "--port", str(self._port), "--protocol", "tls"]
        if self._preload:
            (self._folder / "preload.py").write_text(self._preload, encoding="utf-8")
            words += ["--preload", str(self._folder / "preload.py")]
        self._run("scheduler", *words)
        for _ in range(self._count):
            self.add_worker()

    def add_worker(self) -> None:
        """Start one worker with one thread; one of several is started again when it dies."""
        words = ["--nthreads", "1", "--memory-limit", "0"]
        if self._count == 1:
            words += ["--no-nanny"]
        self._run("worker", self.address, *words)

    def _run(self, role: str, *words: str) -> None:
        self._processes.append(
            subprocess.Popen(
                [
                    *(sys.executable, "-m", "dask", role, *words, "--no-dashboard"),
                    *(("--local-directory", str(self._folder)) if role == "worker" else ()),
                ],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._environment,
                cwd=self._folder,
                start_new_session=True,
            )
        )

    def stop(self) -> None:
        """Let scheduler and workers do nothing more, with their connections as they are."""
        for process in self._processes:
            os.killpg(process.pid, signal.SIGSTOP)

    def kill(self) -> None:
        """End everything at once."""
        for process in self._processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._processes.clear()

    def is_running(self) -> bool:
        """Say whether the scheduler and what starts the workers all run."""
        return bool(self._processes) and all(each.poll() is None for each in self._processes)

    def worker_processes(self) -> list[int]:
        """Return the processes that work, which their nannies start again."""
        lists = (["pgrep", "-P", str(nanny.pid), "-f", "spawn_main"] for nanny in self._processes)
        found = [subprocess.run(words, capture_output=True, check=False).stdout for words in lists]
        return [int(number) for numbers in found for number in numbers.split()]

    def kill_a_worker(self) -> bool:
        """End the process of one worker of several; return whether there was one to spare."""
        found = self.worker_processes()
        if len(found) > 1:
            os.kill(found[int(time.monotonic()) % len(found)], signal.SIGKILL)
        return len(found) > 1
