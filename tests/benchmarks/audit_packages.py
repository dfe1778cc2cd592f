"""Processes to be measured by bench_audit: reading without an audit, bagit, a long list.

audit_packages.py reader FOLDER          one call of our reader after the other
audit_packages.py bagit FOLDER SCRATCH   unzip and `bagit --validate`, one after the other
audit_packages.py list ADDRESS JOURNAL   list a million packages, read some, and say the memory
"""

import resource
import shutil
import subprocess
import sys
from pathlib import Path

from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.run import AuditOrder, audit
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.package.reader import verify

READ = 20_000  # packages of the long list that are read


def read_all(folder: str) -> None:
    """Verify every package of a folder, with one thread, as an audit does."""
    for path in sorted(Path(folder).iterdir()):
        if not verify(path, ignore_progress, threads=1).valid:
            raise AssertionError(path)


def validate_all(folder: str, scratch: str) -> None:
    """Unpack every package and have bagit validate it."""
    for path in sorted(Path(folder).iterdir()):
        subprocess.run(["unzip", "-q", str(path), "-d", scratch], check=True)
        (bag,) = Path(scratch).iterdir()
        words = [sys.executable, "-W", "ignore", "-m", "bagit", "--quiet", "--validate", str(bag)]
        subprocess.run(words, check=True)
        shutil.rmtree(bag)


def list_all(address: str, journal_path: str) -> None:
    """List everything, read the first packages, and print what that took of memory."""

    def enough(progress: Progress) -> None:
        if progress.item.total and progress.item.done >= READ:
            raise Cancelled

    with Journal(Path(journal_path)) as journal:
        try:
            audit(AuditOrder((address,)), journal, enough)
        except Cancelled:
            pass
        except LsscError as error:
            sys.exit(repr(error))
        listed, _ = journal.pending_counts()
        whole = journal.counts().whole
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{listed + whole:,} packages listed, {whole:,} whole: {memory} MB at most")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["reader", folder]:
            read_all(folder)
        case ["bagit", folder, scratch]:
            validate_all(folder, scratch)
        case ["list", address, journal]:
            list_all(address, journal)
