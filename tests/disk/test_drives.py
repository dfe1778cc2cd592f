"""Portfolios on USB drives: found where people put them, and nowhere else."""

import json
import os
from pathlib import Path

from lssc_desktop.disk.drives import (
    FoundPortfolio,
    look_for_portfolios,
    portfolios_on,
    removable_drives,
)
from tests.systems import needs_links


def _portfolio(root: Path, name: object = "Ana Núñez") -> Path:
    root.mkdir(parents=True, exist_ok=True)
    (root / "portfolio.json").write_text(json.dumps({"candidate": {"name": name}}), "utf-8")
    return root


def test_portfolios_are_found_at_the_top_of_a_drive_and_one_folder_below(tmp_path: Path) -> None:
    drive = tmp_path / "KINGSTON"
    top = _portfolio(drive / "Núñez LSSC")
    below = _portfolio(drive / "Work" / "Rivera LSSC", "A. Rivera")
    _portfolio(drive / "Work" / "Deeper" / "Old LSSC")
    _portfolio(top / "Copies" / "Núñez LSSC")

    assert portfolios_on((drive,)) == (
        FoundPortfolio(top, "KINGSTON", "Ana Núñez"),
        FoundPortfolio(below, "KINGSTON", "A. Rivera"),
    )


def test_a_drive_can_be_a_portfolio_itself(tmp_path: Path) -> None:
    drive = _portfolio(tmp_path / "KINGSTON")
    assert [found.root for found in portfolios_on((drive,))] == [drive]


def test_a_broken_portfolio_is_found_without_a_name(tmp_path: Path) -> None:
    broken = _portfolio(tmp_path / "K" / "Broken")
    (broken / "portfolio.json").write_bytes(b"{")
    _portfolio(tmp_path / "K" / "Odd", {"no": "name"})
    assert [found.owner for found in portfolios_on((tmp_path / "K",))] == ["", ""]


@needs_links
def test_no_link_is_followed(tmp_path: Path) -> None:
    elsewhere = _portfolio(tmp_path / "home" / "Rivera LSSC")
    drive = tmp_path / "K"
    drive.mkdir()
    (drive / "link").symlink_to(elsewhere)
    assert portfolios_on((drive,)) == ()


def test_a_drive_that_is_gone_has_none(tmp_path: Path) -> None:
    assert portfolios_on((tmp_path / "gone",)) == ()


def test_what_is_plugged_in_now_can_be_asked_on_any_computer() -> None:
    drives = removable_drives()
    assert all(map(os.path.ismount, drives))
    assert {found.drive for found in look_for_portfolios()} <= {
        drive.name or str(drive) for drive in drives
    }
