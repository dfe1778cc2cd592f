"""Packages on a shelf whose rules this computer does not know: by themselves, and in no number."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.submission.shelf import ShelfState, ShelfView
from lssc_desktop.messages.shelf import export_head, export_row
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.office import DAY, assign, office_knows, package_with_rules, packages

NAME = "nunez-technology.lssc.zip"
LATE = DAY.replace(year=2025)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shelf with a package of the shipped rules, and one of rules that nobody here knows."""
    folder = tmp_path / "office"
    folder.mkdir()
    shutil.copy2(packages()[0], folder / "known.zip")
    shutil.copy2(package_with_rules(), folder / NAME)
    assign(folder / NAME, "Ann", LATE)
    return folder


@pytest.fixture
def shelf(reviews: Reviews, qtbot: QtBot, folder: Path) -> ShelfWindow:
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: shelf.watch.has_looked and not shelf.watch.shelf.unverified)
    return shelf


def names(shelf: ShelfWindow) -> list[str]:
    return sorted(entry.name for entry in shelf.entries.shown)


def chip(shelf: ShelfWindow, view: ShelfView) -> None:
    shelf.filters.button(tuple(ShelfView).index(view)).click()


def test_they_have_a_group_and_are_in_no_number(shelf: ShelfWindow) -> None:
    assert shelf.count.text() == "1 package · 1 whose rules aren’t known here"
    chip(shelf, ShelfView.RULES_NOT_KNOWN)
    assert names(shelf) == [NAME]
    assert shelf.count.text() == "1 whose rules aren’t known here"
    for view in (ShelfView.OVERDUE, ShelfView.TO_REVIEW, ShelfView.READY, ShelfView.DECIDED):
        chip(shelf, view)
        assert NAME not in names(shelf), view


def test_the_row_says_so_and_shows_no_name_even_where_names_are_wanted(
    shelf: ShelfWindow, qtbot: QtBot, folder: Path
) -> None:
    shelf.menus.names.setEnabled(True)
    shelf.menus.names.trigger()
    chip(shelf, ShelfView.RULES_NOT_KNOWN)
    model = shelf.entries
    texts = [str(model.index(0, at).data()) for at in range(model.columnCount())]
    assert "Rules not known" in texts
    assert not [each for each in texts if "Núñez" in each]
    shelf.table.choose(NAME)
    assert "newer than this computer knows" in shelf.details.place.text()
    assert "how long it’s kept aren’t known" in shelf.details.place.text()
    row = dict(zip(export_head(), export_row(model.shown[0], DAY), strict=True))
    assert (row["Evaluators needed"], row["Rules"]) == ("not known", "not known")

    office_knows(folder)
    shelf.watch.look()
    qtbot.waitUntil(lambda: model.all_records[0].state is not ShelfState.RULES_NOT_KNOWN)
    chip(shelf, ShelfView.ALL)
    qtbot.waitUntil(lambda: shelf.count.text().startswith("2 packages"))
    place = tuple(ShelfView).index(ShelfView.RULES_NOT_KNOWN)
    assert shelf.filters.button(place).isHidden()
    assert "José Núñez" in [each.package.candidate for each in model.shown]
