"""What is known of the sizes of packages."""

from datetime import date
from pathlib import Path

from lssc_desktop.core.portfolio.portfolio import Candidate, PackageKind, PackageNote, Portfolio
from lssc_desktop.ui.submissions.sending import read_kept

TODAY = date(2026, 11, 25)


def test_a_package_that_no_disk_can_have_has_no_size(tmp_path: Path) -> None:
    path = f"Packages/{'n' * 300}.zip"
    note = PackageNote("0" * 64, "technology", PackageKind.REVIEW_COPY, 1, TODAY, "x", path)
    portfolio = Portfolio("p", "lssc", "1", Candidate("Ana Rivera"), TODAY, packages=(note,))
    _kept, sizes, _number = read_kept(tmp_path, portfolio, 1)
    assert sizes == {path: 0}
