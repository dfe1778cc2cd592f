"""Packages for audits: whole ones in numbers, and one of every kind that is not."""

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.results import result_of, write_results
from lssc_desktop.audit.run import AuditOrder, audit
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.messages.audit import RESULT_WORDS
from lssc_desktop.package.bag import BagFile, write_bag


def make_package(path: Path, seed: int = 0, size: int = 2_000) -> bytes:
    """Write a whole package with a file of so many bytes, and return its bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bag(
        path,
        "rivera",
        (
            BagFile("index.html", f"hello {seed}".encode()),
            BagFile("Evidence/a.bin", random.Random(seed).randbytes(size)),  # noqa: S311
        ),
        (("Contact-Name", f"Candidate {seed}"), ("External-Description", "Foundations")),
        date(2026, 11, 24),
        ignore_progress,
    )
    return path.read_bytes()


def damaged(whole: bytes) -> bytes:
    """Return a package of which one byte of the content is another."""
    at = whole.index(b"hello ")
    return whole[:at] + b"hullo " + whole[at + 6 :]


def mixed_folder(folder: Path) -> Mapping[str, str]:
    """Write packages of every kind; return the state that each must get, by its name."""
    whole = make_package(folder / "whole.lssc.zip", 1)
    make_package(folder / "2026" / "large.lssc.zip", 2, 300_000)
    (folder / "7f3a91c2").write_bytes(whole)  # as a tus server names it
    (folder / "damaged.lssc.zip").write_bytes(damaged(whole))
    (folder / "cut.lssc.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "empty.lssc.zip").touch()
    (folder / "page.zip").write_bytes(b"<!doctype html>not found")
    (folder / "7f3a91c2.info").write_text("{}")
    (folder / "rivera.lssc.zip.12345678.sending").write_bytes(whole[:100])
    (folder / "whole.lssc.zip.sig").write_text("-----BEGIN SSH SIGNATURE-----")
    (folder / "whole-letter.pdf").write_bytes(b"%PDF-1.7")
    (folder / "whole-letter.docx").write_bytes(b"PK")
    (folder / "READ ME.txt").write_text("hello")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.lssc.zip").write_bytes(whole)
    return {
        "2026/large.lssc.zip": "whole",
        "7f3a91c2": "whole",
        "cut.lssc.zip": "unreadable",
        "damaged.lssc.zip": "damaged",
        "empty.lssc.zip": "unreadable",
        "page.zip": "unreadable",
        "whole.lssc.zip": "whole",
    }


def write_audit(path: Path, source: str) -> Path:
    """Audit a place, write the results to a file, and return its path."""
    with Journal(path.with_suffix(".journal")) as journal:
        audit(AuditOrder((source,)), journal, ignore_progress)
        write_results(path, (result_of(line, RESULT_WORDS) for line in journal.lines()))
    return path
