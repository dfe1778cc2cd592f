"""A picture from the clipboard as an evidence file."""

from datetime import date
from pathlib import Path

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import EvidenceFile, Portfolio
from lssc_desktop.store.disk import disk_errors
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.leftovers import scratch_folder


def add_pasted(
    root: Path, portfolio: Portfolio, data: bytes, name: str, today: date, reporter: Reporter
) -> tuple[Portfolio, tuple[EvidenceFile, ...]]:
    """Take bytes into `Evidence/` under a name, as `store.evidence.add_files` takes a file."""
    with scratch_folder() as folder:
        source = Path(folder) / name
        with disk_errors(source):
            source.write_bytes(data)
        return add_files(root, portfolio, (source,), today, reporter)
