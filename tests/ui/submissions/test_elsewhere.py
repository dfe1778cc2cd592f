"""A package that was written to another folder is found, and then handed in like any other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.store.folder import folder
from tests.ui.conftest import choose_file
from tests.ui.submissions.conftest import OpenedPage
from tests.ui.submissions.test_sending import hand_in, package_in, standings

type Open = Callable[[Path], OpenedPage]


@pytest.fixture
def stick(packaged: Path, tmp_path: Path) -> Path:
    """Where the package of the set Technology lies, as if it had been written there."""
    away = tmp_path / "stick"
    away.mkdir()
    package = package_in(packaged)
    package.rename(away / package.name)
    loaded = folder.load(packaged)
    notes = tuple(
        replace(note, path=package.name, elsewhere=True) for note in loaded.portfolio.packages
    )
    folder.save(packaged, replace(loaded.portfolio, packages=notes), loaded.stamp)
    return away / package.name


def press_find_it(place: OpenedPage) -> QFileDialog:
    """Press "Find it…" in the row of the package."""
    (row,) = [row for row in place.page.rows.rows if row.entry.note is not None]
    assert row.button.text() == "Find it…"
    row.button.click()
    (dialog,) = place.page.findChildren(QFileDialog)
    return dialog


def test_it_is_copied_here_and_can_be_handed_in(
    open_place: Open, packaged: Path, stick: Path, tmp_path: Path
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    place = open_place(packaged)
    assert f"saved in another folder as “{stick.name}”" in place.words()
    press_find_it(place)
    choose_file(place.page, stick)
    place.settle()
    dialog = hand_in(place)
    dialog.choices["folder"].setChecked(True)
    dialog.set_folder(office)
    dialog.accept_button.click()
    place.settle()
    assert standings(place) == [Standing.RECEIVED]
    assert (office / stick.name).read_bytes() == stick.read_bytes()


def test_another_file_is_refused_with_a_sentence(
    open_place: Open, packaged: Path, stick: Path
) -> None:
    stick.write_bytes(b"no package")
    place = open_place(packaged)
    dialog = press_find_it(place)
    dialog.fileSelected.emit(str(stick))
    place.settle()
    dialog.reject()
    assert place.said()
    assert standings(place) == [Standing.PACKAGED]
    assert not list((packaged / "Packages").iterdir())
