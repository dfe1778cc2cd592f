"""Auditing many packages: processes, bagit, our own reader, an S3 server, and a long list."""

import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

from comparing import ROOT, Row, print_table, python, scratch_folder

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.bag import BagFile, write_bag

HELPER = Path(__file__).with_name("audit_packages.py")
SERVER = Path(__file__).with_name("listing_server.py")
COUNT = int(os.environ.get("BENCH_AUDIT_PACKAGES", "5000"))
FOR_BAGIT = max(COUNT // 50, 20)  # it takes some hundred times as long
SIZE = 1_000_000
MEMORY_TARGET = 150  # MB


def make_packages(folder: Path, count: int) -> Path:
    """Write packages of 1 MB."""
    folder.mkdir()
    for n in range(count):
        content = BagFile("Evidence/a.bin", random.Random(n).randbytes(SIZE))  # noqa: S311
        page = BagFile("index.html", b"hello")
        day = date(2026, 11, 24)
        write_bag(folder / f"{n:05}.lssc.zip", "bag", (page, content), (), day, ignore_progress)
    return folder


def audited(source: str | Path, *words: str) -> list[str]:
    """Return the command that audits, with a journal of its own."""
    return python("-m", "lssc_desktop", "office", "audit", str(source), "--all", *words)


def audit_row(what: str, folder: Path, peer: list[str], target: float | None, *words: str) -> Row:
    """Compare an audit of a folder with something else."""
    return Row(
        what,
        lambda scratch: audited(folder, "--journal", f"{scratch}/j", *words),
        lambda scratch: [each.replace("SCRATCH", str(scratch)) for each in peer],
        target,
        rounds=3,
    )


def from_store(folder: Path, count: int) -> None:
    """Print the times of the same packages on a disk and behind an S3 server."""
    sys.path.insert(0, str(ROOT))
    from tests.servers.s3_server import BUCKET, S3Server

    with S3Server() as server, scratch_folder() as scratch:
        for path in sorted(folder.iterdir())[:count]:
            server.put(f"in/{path.name}", path.read_bytes())
        some = make_packages(scratch / "some", count)
        os.environ.update(server.environment())
        row = Row(
            f"{count} packages from S3 (s3rver) : from a disk",
            lambda into: audited(f"s3://{BUCKET}/in/", "--journal", f"{into}/j"),
            lambda into: audited(some, "--journal", f"{into}/j"),
            rounds=3,
        )
        print_table((row,), scratch)


def long_list(package: Path, scratch: Path) -> None:
    """Print the memory of an audit of a million packages."""
    words = [sys.executable, str(SERVER), str(package)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "us-east-1"}
        keys["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
        command = python(HELPER, "list", "s3://b/p/", scratch / "long.journal")
        done = subprocess.run(
            command, env={**os.environ, **keys}, capture_output=True, check=True, text=True
        )
        server.kill()
    print(f"{done.stdout.strip()}; target {MEMORY_TARGET} MB.")


def main() -> None:
    """Measure everything and print the tables."""
    with scratch_folder() as scratch:
        folder = make_packages(scratch / "packages", COUNT)
        few = make_packages(scratch / "few", FOR_BAGIT)
        reader = python(HELPER, "reader", folder)
        alone = python(
            "-m", "lssc_desktop", "office", "audit", str(folder), "--journal", "SCRATCH/j"
        )
        bagit = python(HELPER, "bagit", few, "SCRATCH")
        table = (
            audit_row(f"audit of {COUNT} : our reader alone", folder, reader, 1.2),
            audit_row("with 2 processes : with 1", folder, alone, 0.56, "--workers", "2"),
            audit_row(f"audit of {FOR_BAGIT} : unzip and bagit", few, bagit, 0.2),
        )
        print_table(table, scratch)
        from_store(folder, min(COUNT, 500))
        package = scratch / "one.lssc.zip"
        write_bag(package, "bag", (BagFile("a", b"a"),), (), date(2026, 1, 1), ignore_progress)
        long_list(package, scratch)


if __name__ == "__main__":
    main()
