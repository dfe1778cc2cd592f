"""How many files are another than in the last package: one that was renamed is one."""

import pytest

from lssc_desktop.core.check.since_package import files_changed
from lssc_desktop.core.portfolio.portfolio import FilePrint

SIGN, FLYER, GUIDE = (FilePrint(f"{name}.pdf", name) for name in ("sign", "flyer", "guide"))


@pytest.mark.parametrize(
    ("before", "now", "count"),
    [
        ({SIGN, FLYER}, {SIGN, FLYER}, 0),
        ({SIGN}, {SIGN, FLYER}, 1),
        ({SIGN, FLYER}, {SIGN}, 1),
        ({SIGN}, {FilePrint("sign.pdf", "another")}, 1),
        ({SIGN}, {FilePrint("Sign at the desk.pdf", "sign")}, 1),
        ({SIGN}, {FLYER}, 2),
        ({SIGN, GUIDE}, {FilePrint("Sign at the desk.pdf", "sign"), FLYER}, 3),
    ],
    ids=["none", "added", "taken out", "edited", "renamed", "one for another", "two and a name"],
)
def test_files_are_counted(before: set[FilePrint], now: set[FilePrint], count: int) -> None:
    assert files_changed(before, now) == count
