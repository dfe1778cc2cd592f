"""A folder is opened with its lock, and given up again when it cannot be read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.store.folder import lock
from lssc_desktop.store.folder.folder import PortfolioLost
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.store.programs import ProgramFaulty

SINCE = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


def test_an_open_folder_is_locked_until_it_is_released(root: Path, portfolio: Portfolio) -> None:
    opened = open_folder(root, this_holder(SINCE))
    assert opened.portfolio == portfolio
    assert lock.holder_of(root) == this_holder(SINCE)
    opened.release()
    assert lock.holder_of(root) is None


def test_a_folder_that_somebody_works_in_is_not_opened_unasked(root: Path) -> None:
    first = open_folder(root, this_holder(SINCE))
    with pytest.raises(lock.FolderInUse):
        open_folder(root, this_holder(SINCE))
    open_folder(root, this_holder(SINCE), overrule=True).release()
    first.release()


def test_a_folder_without_its_portfolio_is_not_left_locked(root: Path) -> None:
    (root / "portfolio.json").unlink()
    with pytest.raises(PortfolioLost):
        open_folder(root, this_holder(SINCE))
    assert lock.holder_of(root) is None


def test_a_faulty_program_file_is_told(root: Path) -> None:
    (root / "program.toml").write_text("format = 2", "utf-8")
    with pytest.raises(ProgramFaulty):
        open_folder(root, this_holder(SINCE))
    assert lock.holder_of(root) is None
