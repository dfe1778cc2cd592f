"""A full and a read-only drive: a sentence, and the last good state intact."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.test_refusals import snapshot
from tests.drives import make_read_only, mounted

ELECTIVES = "access-services,collection-management,reference-information"


@pytest.fixture
def on_drive(cli: CommandLine, tmp_path: Path) -> Iterator[Path]:
    """Return a portfolio on a drive of 4 MB."""
    with mounted(tmp_path / "stick", "size=4m") as drive:
        folder = drive / "Rivera LSSC"
        words = ("--name", "Ana Rivera", "--admitted", "2024-09-14", "--electives", ELECTIVES)
        assert cli("new", folder, *words) == 0
        yield folder


def test_a_package_that_does_not_fit_is_refused_beforehand(
    cli: CommandLine, on_drive: Path, tmp_path: Path
) -> None:
    (tmp_path / "clip.mp4").write_bytes(os.urandom(2_500_000))
    add = (
        "evidence",
        "add",
        on_drive,
        "--set",
        "technology",
        "--competency",
        "1",
        tmp_path / "clip.mp4",
    )
    assert cli(*add) == 0
    before = snapshot(on_drive)
    said = cli.refused("package", on_drive, "--set", "technology", "--review-copy")
    assert "room" in said or "space" in said
    assert snapshot(on_drive) == before


def test_evidence_that_does_not_fit_changes_nothing(
    cli: CommandLine, on_drive: Path, tmp_path: Path
) -> None:
    (tmp_path / "clip.mp4").write_bytes(os.urandom(5_000_000))
    before = snapshot(on_drive)
    cli.refused(
        "evidence",
        "add",
        on_drive,
        "--set",
        "technology",
        "--competency",
        "1",
        tmp_path / "clip.mp4",
    )
    assert snapshot(on_drive) == before
    assert cli("status", on_drive) == 0


def test_a_read_only_drive_can_be_looked_at_and_not_changed(
    cli: CommandLine, on_drive: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.md").write_text("In short.\n\nI did it.", encoding="utf-8")
    make_read_only(on_drive.parent)
    before = snapshot(on_drive)
    assert cli("status", on_drive) == 0
    assert cli("check", on_drive, "--set", "technology") == 1
    cli.refused(
        "response",
        "set",
        on_drive,
        "--set",
        "technology",
        "--competency",
        "1",
        tmp_path / "text.md",
    )
    cli.refused("package", on_drive, "--set", "technology", "--review-copy")
    assert snapshot(on_drive) == before


def test_a_package_is_written_elsewhere_from_a_drive_that_can_only_be_read(
    cli: CommandLine, written: Path, tmp_path: Path
) -> None:
    with mounted(tmp_path / "stick", "size=4m") as drive:
        shutil.copytree(written, drive / "Rivera LSSC")
        make_read_only(drive)
        words = ("package", drive / "Rivera LSSC", "--set", "technology", "--review-copy")
        assert cli(*words, "-o", tmp_path / "copy.lssc.zip") == 0, cli.err
        assert "doesn’t list this package" in cli.out
        assert (tmp_path / "copy.lssc.zip").stat().st_size
        assert "read-only" in cli.refused(*words)
