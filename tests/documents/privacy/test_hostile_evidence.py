"""Evidence that costs more than it looks like ends the search for private data in words of its own.

Each file is scanned in a process of its own, which says how much memory its helper took.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Progress, Step
from lssc_desktop.core.privacy.private_data import PrivacyKind, Reason
from lssc_desktop.core.privacy.scan_order import ScanOrder, TextRules
from lssc_desktop.disk.memory_limit import at_most, unlimited
from lssc_desktop.documents.previews.process import open_with_helper
from lssc_desktop.messages.privacy import reason_line
from lssc_desktop.store.portfolio_scan import scan_files, scan_previewer
from tests.documents.previews.hostile_files import HOSTILE, bomb_xlsx, forms_pdf

needs_limit = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a limit")
ORDER = ScanOrder(TextRules((), ()))
MEGABYTES = 250

SCAN = """
import json, resource, sys
from pathlib import Path
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.store.portfolio_scan import scan_one, scan_previewer
from tests.documents.privacy.test_hostile_evidence import ORDER

path = Path(sys.argv[1])
file = SeenFile(path.name, path.stat().st_size, "a" * 64)
previewer = scan_previewer()
found = scan_one(path.parent, file, ORDER, previewer.find_private, ignore_progress)
previewer.close()
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps([[[each.kind, each.reason] for each in found.findings], largest]))
"""


def scanned(path: Path) -> tuple[list[list[str]], int]:
    done = subprocess.run(
        [sys.executable, "-c", SCAN, str(path)], check=True, capture_output=True, text=True
    )
    found, largest = json.loads(done.stdout)
    return found, largest


BY_MEMORY = {Reason.TOO_LARGE, Reason.STOPPED}  # which of them is up to the library
REASONS = {
    "qp.eml": {Reason.TOO_LARGE},
    "hdr.eml": {Reason.TOO_LARGE},
    "flate.pdf": BY_MEMORY,
    "forms.pdf": BY_MEMORY,
}


@needs_limit
@pytest.mark.parametrize("name", REASONS)
def test_a_file_that_costs_too_much_is_one_to_look_at_oneself(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name]())
    found, largest = scanned(tmp_path / name)
    assert [kind for kind, _reason in found] == [PrivacyKind.UNREADABLE]
    assert {reason for _kind, reason in found} <= REASONS[name]
    assert largest < MEGABYTES


@needs_limit
def test_a_sheet_with_many_names_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "bomb.xlsx").write_bytes(bomb_xlsx(rows=2_000))
    found, largest = scanned(tmp_path / "bomb.xlsx")
    assert [kind for kind, _reason in found] == [PrivacyKind.UNREADABLE]  # of ten million cells
    assert largest < MEGABYTES


def test_every_reason_has_words_of_its_own() -> None:
    reasons = (Reason.NOT_OPENED, Reason.STOPPED, Reason.TOO_SLOW, Reason.TOO_LARGE)
    said = {reason_line(PrivacyKind.UNREADABLE, reason) for reason in reasons}
    assert len(said) == len(reasons)
    assert all(each.endswith("Check it yourself.") for each in said)


@needs_limit
def test_memory_has_an_end_here_and_none_for_what_is_started() -> None:
    with at_most(1 << 20):
        with pytest.raises(MemoryError):
            bytearray(1 << 30)
        with unlimited():
            assert len(bytearray(128 << 20)) == 128 << 20
        with pytest.raises(MemoryError):
            bytearray(1 << 30)
    assert len(bytearray(128 << 20)) == 128 << 20


def test_the_file_is_named_for_as_long_as_it_takes(tmp_path: Path) -> None:
    (tmp_path / ".lssc").mkdir()
    (tmp_path / "a.txt").write_text("Words at the desk.")
    (tmp_path / "b.pdf").write_bytes(forms_pdf(12))
    files = [SeenFile(name, 1, digit * 64) for name, digit in (("a.txt", "a"), ("b.pdf", "b"))]
    told: list[Progress] = []
    previewer = scan_previewer()
    scan_files(tmp_path, files, ORDER, previewer.find_private, told.append)
    previewer.close()
    assert {each.step for each in told} == {Step.SCANNING}
    assert {each.item.name for each in told} == {"a.txt", "b.pdf"}
    told.clear()
    open_with_helper(tmp_path, files, told.append)
    assert {each.item.name for each in told} == {"a.txt", "b.pdf"}
