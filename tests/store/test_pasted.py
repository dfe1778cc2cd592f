from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.store.evidence import add_pasted

TODAY = date(2026, 11, 24)


def test_pasted_bytes_become_a_file_of_that_name(tmp_path: Path) -> None:
    files = add_pasted(tmp_path, b"png", "Picture.png", TODAY, ignore_progress)

    assert [file.path for file in files] == ["Evidence/Picture.png"]
    assert (tmp_path / "Evidence/Picture.png").read_bytes() == b"png"


def test_a_second_picture_of_the_day_gets_a_number(tmp_path: Path) -> None:
    add_pasted(tmp_path, b"one", "Picture.png", TODAY, ignore_progress)
    files = add_pasted(tmp_path, b"two", "Picture.png", TODAY, ignore_progress)

    assert [file.path for file in files] == ["Evidence/Picture (2).png"]


def test_a_folder_that_went_away_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        add_pasted(tmp_path / "gone", b"png", "Picture.png", TODAY, ignore_progress)

    assert not (tmp_path / "gone").exists()
