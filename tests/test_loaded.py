"""What is loaded by who writes a bag, verifies, sends, or audits: nothing of portfolio or program.

Each act is done in a fresh interpreter, as on a server that knows no portfolio.
"""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.test_import_hygiene import ROOT

JUDGING = ("core.check", "core.portfolio", "core.program", "core.review", "core.time", "store")
"""The rooms of a portfolio and its program, and of what judges them."""

KNOWN_BY_BYTES = {"core.program", "core.program.rules_id", "store", "store.shipped_rules"}
"""Which rules came with a package, by the bytes of the program files that we ship."""

BESIDE_PACKAGES = {"store.sending_lease", "store.signing", "store.submissions"}
"""What lies beside a package: who sends it, its signature, and what was sent."""

BAG = """
import hashlib, sys
from datetime import UTC, date, datetime
from pathlib import Path
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.paths import resources

folder = Path(sys.argv[1])
text = (resources() / "programs" / "lssc.toml").read_bytes() + sys.argv[2].encode()
record = b'{"program": "lssc", "candidate": "Ana", "portfolio": "1f", "kind": "portfolio"}'
files = [BagFile("record.json", record), BagFile("program.toml", text)]
package = folder / "Ana.lssc.zip"
written = write_bag(package, "Ana", files, (), date(2026, 11, 25), ignore_progress)
assert package.stat().st_size == written.bytes
"""

VERIFIED = """
from lssc_desktop.package.reader import verify_file
found = verify_file(package, ignore_progress)
assert found.valid and found.rules.program == "lssc" and found.rules.code
"""

SENT = """
from lssc_desktop.core.submission.submission import SubmissionState
from lssc_desktop.transfer.address import parse_address
from lssc_desktop.transfer.connecting import open_destination
from lssc_desktop.transfer.destination import read_package
from lssc_desktop.transfer.outbox import Backoff, Outbox
import lssc_desktop.transfer.tus, lssc_desktop.transfer.webdav

now = lambda: datetime(2026, 11, 25, tzinfo=UTC)
office = folder / "office"
office.mkdir()
outbox = Outbox(folder, now)
waiting = outbox.queue(read_package(package, ignore_progress), office.as_uri())
destination = open_destination(waiting.destination, None, None, now)
sent = outbox.run(waiting, destination, Backoff(lambda: 0.0, tries=0), ignore_progress)
assert sent.state is SubmissionState.RECEIVED
assert (office / package.name).read_bytes() == package.read_bytes()
"""

AUDITED = """
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.results import ResultWords, result_of, write_results
from lssc_desktop.audit.run import AuditOrder, audit
journal = Journal(folder / "journal")
counts = audit(AuditOrder((str(folder),), "*.lssc.zip"), journal, ignore_progress).counts
assert (counts.packages, counts.whole) == (1, 1)
words = ResultWords(str, str)
write_results(folder / "results.csv", (result_of(each, words) for each in journal.lines()))
"""

ACTS: Mapping[str, tuple[str, set[str]]] = {
    "writes a bag": ("", set()),
    "verifies": (VERIFIED, KNOWN_BY_BYTES),
    "sends": (SENT, KNOWN_BY_BYTES | BESIDE_PACKAGES),
    "audits": (AUDITED, KNOWN_BY_BYTES),
}
"""What each does after writing a bag, and what of the rooms above it needs."""


def loaded_by(script: str, folder: Path, *, more: str = "") -> set[str]:
    """Return what a new process has loaded of `JUDGING` when it has done something in a folder.

    `more` is what the program file in its package says after what ours says.
    """
    done = subprocess.run(
        [sys.executable, "-c", f"{BAG}{script}\nprint(*sys.modules)", folder, more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ours = "lssc_desktop."
    names = {
        name.removeprefix(ours)
        for name in done.stdout.splitlines()[-1].split()
        if name.startswith(ours)
    }
    assert "package.bag" in names
    return {name for name in names if f"{name}.".startswith(tuple(f"{each}." for each in JUDGING))}


@pytest.mark.parametrize("act", ACTS)
def test_who_moves_packages_loads_nothing_of_portfolio_or_program(act: str, tmp_path: Path) -> None:
    script, needed = ACTS[act]
    assert loaded_by(script, tmp_path) == needed


def test_a_program_file_of_unknown_bytes_is_read_to_say_its_rules(tmp_path: Path) -> None:
    loaded = loaded_by(VERIFIED, tmp_path, more="\n# ours\n")
    assert {"core.program.program", "store.programs"} <= loaded
