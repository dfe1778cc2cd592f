"""What an office does at its shelf by its program: hide names, remind, count, delete in the end."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.review.evaluation import Office, result_of, verdict_of
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.reader import open_package, package_id
from lssc_desktop.ui.review.office.dialogs import RemindersDialog
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.shelf_dialogs import RetentionDialog, StatisticsDialog
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.office import evaluation, lay, office_knows, package_with_rules, write_office

NAME = "nunez-technology.lssc.zip"


def open_shelf(reviews: Reviews, qtbot: QtBot, folder: Path, count: int) -> ShelfWindow:
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: len(shelf.entries.shown) == count)
    qtbot.waitUntil(lambda: not shelf.watch.shelf.unverified)
    return shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    shutil.copy2(package_with_rules(), folder / NAME)
    office_knows(folder)
    return folder


def decide(folder: Path, day: datetime) -> None:
    opened = open_for_review(folder / NAME, ignore_progress)
    both = evaluation(opened, "Lee Chen"), evaluation(opened, "Ann Lindqvist")
    for each in both:
        lay(folder / f"{each.reviewer}.lssc-review.json", each)
    found = verdict_of(opened.program, opened.competency_set, opened.package_id, both)
    office = Office("Program office", "r1", day)
    lay(folder / "result.lssc-review.json", result_of(both, found, Outcome.ACHIEVED, office))


def test_names_are_hidden_where_the_program_evaluates_blind(
    reviews: Reviews, qtbot: QtBot, folder: Path
) -> None:
    shelf = open_shelf(reviews, qtbot, folder, 1)
    identity = package_id(open_package(folder / NAME))
    assert identity is not None
    model = shelf.entries
    texts = " ".join(str(model.index(0, at).data()) for at in range(model.columnCount()))
    label = f"Candidate {identity[:6].upper()}"
    assert label in texts
    assert "Núñez" not in texts
    shelf.table.choose(NAME)
    assert "nunez" not in shelf.details.place.text()
    assert shelf.hidden_note.text().startswith("The name of 1 candidate is hidden")
    assert not shelf.open_button.isEnabled()
    assert shelf.evaluate_button.isEnabled()
    shelf.field.setText("nunez")
    assert shelf.entries.shown == ()
    shelf.field.setText(label[-6:])
    assert len(shelf.entries.shown) == 1

    shelf.field.clear()
    shelf.names_button.click()
    assert str(model.index(0, 0).data()) == "José Núñez"
    shelf.table.choose(NAME)
    assert shelf.open_button.isEnabled()
    shelf.menus.names.trigger()
    assert str(model.index(0, 0).data()) == label


def test_enter_evaluates_where_the_name_is_hidden(
    reviews: Reviews, qtbot: QtBot, folder: Path
) -> None:
    shelf = open_shelf(reviews, qtbot, folder, 1)
    shelf.table.choose(NAME)
    with qtbot.waitSignal(shelf.package_requested) as asked:
        qtbot.keyClick(shelf.table, Qt.Key.Key_Return)
    assert asked.args == [folder / NAME, ReviewMode.EVALUATION]


def test_what_is_decided_has_its_name_again(reviews: Reviews, qtbot: QtBot, folder: Path) -> None:
    decide(folder, datetime(2026, 11, 23, tzinfo=UTC))
    shelf = open_shelf(reviews, qtbot, folder, 1)
    assert str(shelf.entries.index(0, 0).data()) == "José Núñez"
    assert shelf.hidden_note.isHidden()


def test_what_was_kept_long_enough_is_shown_and_goes_after_a_tick(
    reviews: Reviews, qtbot: QtBot, folder: Path
) -> None:
    decide(folder, datetime(2019, 11, 1, tzinfo=UTC))
    shelf = open_shelf(reviews, qtbot, folder, 1)
    shelf.menus.retention.trigger()
    dialog = shelf.retention_dialog
    assert isinstance(dialog, RetentionDialog)
    line = dialog.list.item(0).text()
    assert line.startswith("José Núñez, Technology: Achieved on November 1, 2019, keep until")
    assert line.endswith("and 3 files about it")
    assert dialog.accept_button.text() == "Delete 4 files"
    assert not dialog.accept_button.isEnabled()
    dialog.agreed.click()
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.accept_button.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.accept_button.click()

    qtbot.waitUntil(lambda: not (folder / NAME).exists())
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    assert shelf.notices.waiting[-1].message.happened == "Deleted 4 files."
    (left,) = [path for path in folder.iterdir() if path.is_file()]
    said = json.loads(left.read_text("utf-8"))
    assert left.name.startswith("Deleted packages ")
    assert said["packages"][0]["candidate"] == "José Núñez"


def test_nothing_is_proposed_before_the_years_are_over(
    reviews: Reviews, qtbot: QtBot, folder: Path
) -> None:
    decide(folder, datetime(2026, 1, 5, tzinfo=UTC))
    shelf = open_shelf(reviews, qtbot, folder, 1)
    shelf.menus.retention.trigger()
    dialog = shelf.retention_dialog
    assert isinstance(dialog, RetentionDialog)
    assert dialog.list.count() == 0
    dialog.agreed.click()
    assert not dialog.accept_button.isEnabled()


@pytest.fixture
def shelf(reviews: Reviews, qtbot: QtBot, tmp_path: Path) -> ShelfWindow:
    write_office(tmp_path / "shelf")
    return open_shelf(reviews, qtbot, tmp_path / "shelf", 5)


def test_statistics_have_a_table_a_chart_and_a_page(
    shelf: ShelfWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    shelf.menus.statistics.trigger()
    dialog = shelf.statistics_dialog
    assert isinstance(dialog, StatisticsDialog)
    model = dialog.table.records
    row = [str(model.index(0, at).data()) for at in range(model.columnCount())]
    assert row[:5] == ["Technology", "5", "4", "1", "1"]
    assert dialog.bars.accessibleDescription().startswith("Technology: 5 portfolios, 1 decided")
    shelf.office.save_statistics(tmp_path / "statistics")
    qtbot.waitUntil((tmp_path / "statistics.html").exists)
    assert "Statistics, November 24, 2026" in (tmp_path / "statistics.html").read_text("utf-8")


def test_a_reminder_is_copied_and_its_days_saved_as_a_calendar(
    shelf: ShelfWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    shelf.menus.remind.trigger()
    dialog = shelf.office.reminders_dialog
    assert isinstance(dialog, RemindersDialog)
    people = [dialog.person.itemText(at) for at in range(dialog.person.count())]
    assert people == ["Ann Lindqvist", "M. Okafor"]  # Lee Chen has done it
    dialog.person.setCurrentIndex(1)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().startswith("Hello M. Okafor,")
    target = tmp_path / "due.ics"
    shelf.office.save_calendar("M. Okafor", target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 1
