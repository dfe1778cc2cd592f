"""What the last look did not see, and is there now."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from lssc_desktop.core.portfolio.portfolio import Candidate, EvidenceFile, Portfolio
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.store.folder.scan import with_missing_files
from tests.systems import posix_only

TODAY = date(2026, 11, 25)
NOTHING = Portfolio("p", "lssc", "1", Candidate("Ana Rivera"), TODAY)


def _with(*names: str) -> Portfolio:
    files = tuple(EvidenceFile(f"Evidence/{name}", "0" * 64, 1, TODAY) for name in names)
    return replace(NOTHING, evidence=files)


def test_a_name_that_no_disk_takes_is_missing_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "Evidence").mkdir()
    (tmp_path / "Evidence" / "a.pdf").touch()
    portfolio = _with("a.pdf", "b.pdf", f"{'n' * 300}.pdf")
    found = with_missing_files(tmp_path, portfolio, FolderFacts())
    assert [file.path for file in found.files] == ["Evidence/a.pdf"]


@posix_only
def test_what_lies_behind_a_link_stays_missing(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a.pdf").touch()
    (root / "Evidence").symlink_to(outside)
    assert with_missing_files(root, _with("a.pdf"), FolderFacts()).files == ()
