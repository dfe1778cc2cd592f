"""What an office reads from its shelf is in the words of the program that a package follows."""

import shutil
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.cli import run
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import rate
from lssc_desktop.languages import gettext
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.sample import write_sample
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.review.dialogs import CombineDialog
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.office import DAY, evaluation, lay

CILIP = "cilip-certification"
NAME = "whitlock.lssc.zip"
UNMENTIONED = "Thank-you card.jpg"
ASSESSORS = ("Bo Assessor", "Cy Dale")


@cache
def handed_in() -> Path:
    """Return a portfolio for CILIP Certification that was handed in; it is never changed."""
    base = Path(mkdtemp(prefix="lssc-cilip-"))
    write_sample(base / "Whitlock", ignore_progress, CILIP)
    root, target = str(base / "Whitlock"), base / NAME
    in_set = ("--set", "portfolio")
    with redirect_stdout(None):
        assert (
            run(["evidence", "use", root, *in_set, "--statement", "--no-more", UNMENTIONED], DAY)
            == 0
        )
        assert run(["package", root, *in_set, "-o", str(target)], DAY) == 0
    return target


@pytest.fixture
def shelf(reviews: Reviews, qtbot: QtBot, tmp_path: Path) -> ShelfWindow:
    folder = tmp_path / "office"
    folder.mkdir()
    package = Path(shutil.copy2(handed_in(), folder))
    opened = open_for_review(package, ignore_progress)
    for who, rating in zip(ASSESSORS, (Rating.MET, Rating.NOT_MET), strict=True):
        lay(folder / f"{who}.lssc-review.json", rate(evaluation(opened, who), 2, rating))
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: shelf.watch.has_looked and not shelf.watch.shelf.unverified)
    return shelf


@pytest.fixture
def dialog(shelf: ShelfWindow, qtbot: QtBot) -> CombineDialog:
    shelf.table.choose(NAME)
    QTest.mouseClick(shelf.combine_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shelf.combine_dialog is not None)
    dialog = shelf.combine_dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.add_beside.isVisible)
    return dialog


def said(dialog: CombineDialog) -> str:
    heads = (
        str(dialog.rows.headerData(at, Qt.Orientation.Horizontal))
        for at in range(dialog.rows.columnCount())
    )
    labels = (each.text() for each in dialog.findChildren(Label) if each.isVisible())
    return " ".join((dialog.windowTitle(), *heads, *labels))


def test_combining_speaks_as_the_program_does(dialog: CombineDialog) -> None:
    assert "requires 2 assessors" in said(dialog)
    QTest.mouseClick(dialog.add_beside, Qt.MouseButton.LeftButton)
    words = said(dialog)
    assert "Criterion" in words
    assert "The assessors don’t agree on criterion 2" in words
    assert "valuator" not in words
    assert "ompetenc" not in words


def test_the_shelf_itself_goes_on_in_the_words_of_none(
    shelf: ShelfWindow, dialog: CombineDialog, qtbot: QtBot
) -> None:
    assert gettext("{Competency}") == "Criterion"
    dialog.reject()
    shelf.activateWindow()
    qtbot.waitUntil(lambda: gettext("{Competency}") == "Competency")
