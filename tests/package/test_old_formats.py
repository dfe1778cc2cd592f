"""A portfolio of every format that was ever shipped makes the same package."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.package.build import build
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.codec import FORMAT
from lssc_desktop.store.folder.scan import read_all_facts
from lssc_desktop.store.programs import read_program

PORTFOLIOS = Path(__file__).parents[1] / "portfolios"


def package_id(number: int, set_id: str, tmp_path: Path) -> str:
    """Package a set of the kept folder of a format, and return the package's fingerprint."""
    root = tmp_path / f"format-{number}"
    shutil.copytree(PORTFOLIOS / root.name, root)
    text = folder.program_text(root)
    portfolio = folder.load(root).portfolio
    facts = read_all_facts(root, portfolio, ignore_progress)
    program = read_program(text, "program.toml")
    order = BuildOrder(root, program, text, portfolio, set_id, PackageKind.REVIEW_COPY, facts=facts)
    return build(order, date(2026, 11, 25), ignore_progress).written.package_id


@pytest.mark.parametrize("set_id", ["foundations", "prairie-technology"])
def test_the_format_of_the_portfolio_is_not_in_its_package(set_id: str, tmp_path: Path) -> None:
    made = {package_id(number, set_id, tmp_path) for number in range(1, FORMAT + 1)}
    assert len(made) == 1
