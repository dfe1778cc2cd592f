"""A real portfolio folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, membership_always
from lssc_desktop.core.program.program import Program
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import shipped_program_text

ELECTIVES = ("access-services", "collection-management", "reference-information")


@pytest.fixture(scope="session")
def portfolio(program: Program) -> Portfolio:
    return start_portfolio(
        program,
        Candidate("A. Rivera", memberships=membership_always(True)),
        date(2024, 9, 14),
        ELECTIVES,
        date(2024, 9, 15),
        "5e0d9c3a-1f0e-4f6e-9d0f-5f6f4b1f7c11",
    )


@pytest.fixture
def make_folder(portfolio: Portfolio, program: Program) -> Callable[[Path], folder.Stamp]:
    """Make the portfolio's folder at a path and return the stamp to save with."""

    def make(root: Path) -> folder.Stamp:
        text = read_me(portfolio.candidate.name, program.name)
        return folder.create(root, portfolio, shipped_program_text(), text)

    return make


@pytest.fixture
def root(tmp_path: Path, make_folder: Callable[[Path], folder.Stamp]) -> Path:
    path = tmp_path / "Rivera LSSC"
    make_folder(path)
    return path
