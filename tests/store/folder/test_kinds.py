"""What a path is that somebody opened or dropped."""

from pathlib import Path

import pytest

from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.store.folder.opening import Opens, PathKind, kind_of_path


def test_a_folder_is_opened_as_a_portfolio(root: Path) -> None:
    assert kind_of_path(root) == Opens(PathKind.PORTFOLIO, root)


@pytest.mark.parametrize("name", ["portfolio.json", "program.toml"])
def test_a_file_of_ours_stands_for_its_folder(root: Path, name: str) -> None:
    assert kind_of_path(root / name) == Opens(PathKind.PORTFOLIO, root)


def test_a_bag_in_a_folder_is_a_package(tmp_path: Path) -> None:
    (tmp_path / "bagit.txt").touch()
    assert kind_of_path(tmp_path) == Opens(PathKind.PACKAGE, tmp_path)


def test_any_other_file_is_looked_at_as_a_package(tmp_path: Path) -> None:
    file = tmp_path / "rivera.lssc.zip"
    file.touch()
    assert kind_of_path(file) == Opens(PathKind.PACKAGE, file)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        kind_of_path(tmp_path / "nothing")
