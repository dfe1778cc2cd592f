"""A file that went bad on its drive, with the size and the time of before, gets into no package."""

import os
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import CommandLine


@pytest.fixture
def portfolio(cli: CommandLine, written: Path, tmp_path: Path) -> Path:
    """A portfolio whose files are old, and were read."""
    root = tmp_path / "Rivera LSSC"
    shutil.copytree(written, root)
    for path in root.rglob("*"):
        if path.is_file():
            os.utime(path, (1_700_000_000, 1_700_000_000))
    cli("check", root, "--set", "technology")
    return root


def flip(path: Path) -> None:
    """Change a byte, and nothing that a system says of the file."""
    seen = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def evidence_of(root: Path) -> Path:
    return root / "Evidence" / "Sheet.pdf"


def test_a_rotten_file_is_told_each_time_and_never_packaged(
    cli: CommandLine, portfolio: Path
) -> None:
    flip(evidence_of(portfolio))
    for _ in range(3):
        said = cli.refused("package", portfolio, "--set", "technology")
        assert "has other content than before, though nothing says that it was saved" in said
        assert "Sheet.pdf" in said
        assert "while the package was being built" not in said
        cli("check", portfolio, "--set", "technology")
    assert list((portfolio / "Packages").glob("*.zip")) == []


def test_a_good_copy_in_its_place_is_packaged(cli: CommandLine, portfolio: Path) -> None:
    flip(evidence_of(portfolio))
    cli.refused("package", portfolio, "--set", "technology")
    flip(evidence_of(portfolio))
    assert cli("package", portfolio, "--set", "technology") == 0


def test_a_file_that_was_saved_again_is_packaged_as_it_is_now(
    cli: CommandLine, portfolio: Path
) -> None:
    flip(evidence_of(portfolio))
    cli.refused("package", portfolio, "--set", "technology")
    evidence_of(portfolio).touch()
    package = Path(cli.json("package", portfolio, "--set", "technology")["path"])
    with ZipFile(package) as opened:
        (name,) = (each for each in opened.namelist() if each.endswith(".pdf") and "heet" in each)
        assert opened.read(name) == evidence_of(portfolio).read_bytes()


def test_a_rotten_response_is_not_packaged_either(cli: CommandLine, portfolio: Path) -> None:
    response = next((portfolio / "Technology").glob("*.docx"))
    flip(response)
    said = cli.refused("package", portfolio, "--set", "technology")
    assert response.name in said
    assert list((portfolio / "Packages").glob("*.zip")) == []
