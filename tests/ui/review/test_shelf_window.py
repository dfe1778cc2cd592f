"""The shelf of an office: what lies in a folder, opened with a word to the others."""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Progress, Step
from lssc_desktop.core.submission.shelf import ShelfView, Soundness
from lssc_desktop.disk.holders import Holder
from lssc_desktop.messages.shelf import soundness_text
from lssc_desktop.store.shelf_files import mark_open, open_marks
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Type
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.ui.assistive import of_clicks_alone, toggle
from tests.ui.conftest import NOW
from tests.ui.review.rounds import REVIEWER, Rounds

type Show = Callable[[], ShelfWindow]


@pytest.fixture
def folder(rounds: Rounds, tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    shutil.copy2(rounds.first, folder / "first.zip")
    shutil.copy2(rounds.second, folder / "second.zip")
    shutil.copy2(rounds.review, folder)
    letter = folder / "letter.zip"
    letter.write_bytes(b"PK no package")
    os.utime(letter, (NOW.timestamp(), NOW.timestamp()))
    return folder


@pytest.fixture
def show(reviews: Reviews, qtbot: QtBot, folder: Path) -> Show:
    """Show the shelf, earlier packages too, and wait until every package was verified."""

    def it() -> ShelfWindow:
        reviews.open_shelf(folder)
        (shelf,) = reviews.shelves
        qtbot.waitUntil(lambda: bool(shelf.entries.shown))
        qtbot.waitUntil(lambda: not shelf.watch.shelf.unverified)
        shelf.fold_button.click()
        return shelf

    return it


def names(shelf: ShelfWindow) -> list[str]:
    return [entry.name for entry in shelf.entries.shown]


def choose(shelf: ShelfWindow, name: str) -> None:
    shelf.table.selectRow(names(shelf).index(name))


def words_of(empty: EmptyState) -> list[str]:
    return [label.text() for label in empty.findChildren(Label)]


def choose_view(shelf: ShelfWindow, view: ShelfView) -> None:
    shelf.filters.button(list(ShelfView).index(view)).click()


def test_every_package_is_a_row_and_is_verified(show: Show) -> None:
    shelf = show()
    found = {entry.name: entry.package.soundness for entry in shelf.entries.shown}
    assert found == {
        "first.zip": Soundness.VALID,
        "second.zip": Soundness.VALID,
        "letter.zip": Soundness.DAMAGED,
    }
    by_name = {entry.name: entry for entry in shelf.entries.shown}
    assert by_name["first.zip"].reviewers == (REVIEWER,)
    assert by_name["second.zip"].open_comments == 1


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_at_any_size_of_text_no_state_and_no_head_is_cut(
    show: Show, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    shelf = show()
    table, head = shelf.table, shelf.table.horizontalHeader()
    last = head.count() - 1
    assert table.columnWidth(last) >= table.sizeHintForColumn(last)
    words = QFontMetrics(theme.font(Type.CAPTION_STRONG))
    for column in range(head.count()):
        title = str(shelf.entries.headerData(column, Qt.Orientation.Horizontal))
        assert table.columnWidth(column) > words.horizontalAdvance(title) + 16
    assert table.horizontalScrollBar().maximum() == 0


def test_what_is_no_package_is_not_counted_as_one(show: Show, folder: Path, qtbot: QtBot) -> None:
    shelf = show()
    assert shelf.count.text() == "2 files"
    states = {entry.name: soundness_text(entry) for entry in shelf.entries.shown}
    assert states["letter.zip"] == "Can’t be read"
    (folder / "letter.zip").unlink()
    shelf.look_button.click()
    qtbot.waitUntil(lambda: shelf.count.text() == "1 package")
    shelf.fold_button.click()
    assert shelf.count.text() == "1 package · 1 earlier one hidden"


@pytest.fixture
def disk(services: Services) -> Iterator[threading.Event]:
    """Keep the disk busy until the event is set, as a slow drive does."""
    free = threading.Event()
    services.jobs.start(Lane.DISK, free.wait, quiet=True)
    yield free
    free.set()


def test_nothing_is_said_of_the_folder_before_it_was_looked_through(
    reviews: Reviews, qtbot: QtBot, tmp_path: Path, disk: threading.Event
) -> None:
    (tmp_path / "office").mkdir()
    reviews.open_shelf(tmp_path / "office")
    (shelf,) = reviews.shelves
    for view in ShelfView:
        choose_view(shelf, view)
        assert words_of(shelf.empty) == ["Looking through the folder", ""]
        assert shelf.count.text() == "Looking through the folder"
    whole = (shelf.export_button, shelf.menus.export, shelf.menus.statistics)
    assert not any(each.isEnabled() for each in (*whole, shelf.menus.retention))

    shelf.watch.progress = Progress(Step.LOOKING, 3_400, 10_000)
    shelf.watch.looked_on.emit()
    assert words_of(shelf.empty)[0] == "Looking through the folder: 3,400 of 10,000"
    assert shelf.count.text() == "Looking through the folder: 3,400 of 10,000"

    disk.set()
    qtbot.waitUntil(lambda: shelf.watch.has_looked)
    choose_view(shelf, ShelfView.ALL)
    assert words_of(shelf.empty)[0].startswith("There are no packages in ")
    assert shelf.count.text() == "0 packages"
    assert all(each.isEnabled() for each in (*whole, shelf.menus.retention))


def test_a_folder_that_cannot_be_looked_through_is_not_called_empty(
    reviews: Reviews, qtbot: QtBot, tmp_path: Path
) -> None:
    reviews.open_shelf(tmp_path / "unplugged")
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: shelf.watch.is_failing)
    qtbot.waitUntil(lambda: words_of(shelf.empty)[0].startswith("We couldn’t look through "))
    (tmp_path / "unplugged").mkdir()
    shelf.watch.look()
    qtbot.waitUntil(lambda: words_of(shelf.empty)[0].startswith("There are no packages in "))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to make links")
def test_what_was_left_out_is_said_above_the_list(
    reviews: Reviews, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "2025").symlink_to(tmp_path / "elsewhere")
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: shelf.watch.has_looked)
    assert shelf.left_out.text() == (
        "Not in this list: “2025”. We couldn’t open it, or it’s a link."
    )
    assert not shelf.left_out.isHidden()
    (folder / "2025").unlink()
    shelf.watch.look()
    qtbot.waitUntil(shelf.left_out.isHidden)


def test_the_rows_are_a_sound_model(show: Show, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(show().entries)


def test_no_row_is_made_again_for_a_key_or_a_look_that_sees_nothing_new(
    show: Show, qtbot: QtBot
) -> None:
    shelf = show()
    qtbot.waitUntil(lambda: not shelf.watch.is_busy)
    rows, shown = shelf.entries.all_records, shelf.watch.shelf
    told: list[object] = []
    shelf.watch.changed.connect(told.append)
    QTest.keyClicks(shelf.field, "rivera")
    assert shelf.entries.all_records is rows
    shelf.watch.look()
    qtbot.waitUntil(lambda: not shelf.watch.is_busy)
    assert told == []
    assert shelf.watch.shelf is shown


def test_the_rows_can_be_filtered(show: Show) -> None:
    shelf = show()
    shelf.field.setText("rivera found")
    assert sorted(names(shelf)) == ["first.zip", "second.zip"]
    shelf.field.clear()
    choose_view(shelf, ShelfView.TO_REVIEW)
    assert names(shelf) == ["second.zip"]
    choose_view(shelf, ShelfView.OPEN_COMMENTS)
    assert names(shelf) == ["second.zip"]


def rest(shelf: ShelfWindow, qtbot: QtBot) -> None:
    """Wait until a shelf looks at nothing, and let it not look again by itself."""
    qtbot.waitUntil(lambda: not shelf.watch.is_busy)
    shelf.watch.look_every(0)


def test_what_is_selected_stays_so(show: Show) -> None:
    shelf = show()
    choose(shelf, "second.zip")
    shelf.field.setText("rivera")
    assert shelf.selected is not None
    assert shelf.selected.name == "second.zip"
    shelf.field.setText("second")
    shelf.field.clear()
    assert shelf.selected.name == "second.zip"


def test_what_becomes_known_leaves_the_table_where_it_is(show: Show, qtbot: QtBot) -> None:
    shelf = show()
    rest(shelf, qtbot)
    choose(shelf, "first.zip")
    known = shelf.watch.shelf
    unsure = replace(known.packages[0], soundness=Soundness.UNKNOWN)
    with qtbot.assertNotEmitted(shelf.entries.modelReset):
        shelf.watch.changed.emit(replace(known, packages=(unsure, *known.packages[1:])))
    assert shelf.selected is not None
    package = shelf.selected.package
    assert (package.name, package.soundness) == ("first.zip", Soundness.UNKNOWN)


@pytest.mark.parametrize("place", [".", "later", "later/still"])
def test_what_is_laid_there_appears_by_itself(
    show: Show, folder: Path, qtbot: QtBot, place: str
) -> None:
    (folder / "later" / "still").mkdir(parents=True)
    shelf = show()
    rest(shelf, qtbot)
    shutil.copy2(folder / "first.zip", folder / place / "third.zip")
    name = "third.zip" if place == "." else f"{place}/third.zip"
    qtbot.waitUntil(lambda: name in names(shelf))


def test_what_is_taken_away_goes_by_itself(show: Show, folder: Path, qtbot: QtBot) -> None:
    shelf = show()
    rest(shelf, qtbot)
    (folder / "second.zip").unlink()
    qtbot.waitUntil(lambda: "second.zip" not in names(shelf))


def test_who_opens_a_package_elsewhere_is_seen(show: Show, folder: Path, qtbot: QtBot) -> None:
    mark_open(folder / "first.zip", Holder("desk-2", "Dana Ortiz", 7, NOW))
    shelf = show()
    rest(shelf, qtbot)
    mark_open(folder / "second.zip", Holder("desk-2", "Dana Ortiz", 7, NOW))
    qtbot.waitUntil(
        lambda: (
            [entry.opened_by for entry in shelf.watch.shelf.entries].count(("Dana Ortiz",)) == 2
        ),
    )


def test_where_the_system_does_not_tell_the_folder_is_looked_at(
    show: Show, folder: Path, qtbot: QtBot
) -> None:
    shelf = show()
    rest(shelf, qtbot)
    shelf.watch.watcher.stop()
    shutil.copy2(folder / "first.zip", folder / "third.zip")
    shelf.watch.look_every(10)
    qtbot.waitUntil(lambda: "third.zip" in names(shelf))


def test_looking_now_finds_it_too(show: Show, folder: Path, qtbot: QtBot) -> None:
    shelf = show()
    rest(shelf, qtbot)
    shelf.watch.watcher.stop()
    shutil.copy2(folder / "first.zip", folder / "third.zip")
    shelf.look_button.click()
    qtbot.waitUntil(lambda: "third.zip" in names(shelf))


def test_a_package_on_its_way_is_not_called_damaged(show: Show, folder: Path, qtbot: QtBot) -> None:
    shelf = show()
    whole = (folder / "first.zip").read_bytes()
    (folder / "third.zip").write_bytes(whole[:10_000])
    qtbot.waitUntil(lambda: "third.zip" in names(shelf))
    found = {entry.name: entry.package.soundness for entry in shelf.entries.shown}
    assert found["third.zip"] is Soundness.UNKNOWN
    (folder / "third.zip").write_bytes(whole)

    def is_whole() -> bool:
        found = {entry.name: entry.package.soundness for entry in shelf.entries.shown}
        return found["third.zip"] is Soundness.VALID

    qtbot.waitUntil(is_whole)


def test_what_is_remembered_is_shown_before_anything_is_looked_at(
    show: Show, reviews: Reviews, folder: Path, services: Services, qtbot: QtBot
) -> None:
    shelf = show()
    qtbot.waitUntil(lambda: not services.jobs.running())
    shelf.close()
    qtbot.waitUntil(lambda: reviews.shelves == ())
    reviews.open_shelf(folder)
    (again,) = reviews.shelves
    with qtbot.waitSignal(again.watch.changed) as first:
        pass
    assert len(first.args[0].packages) == 3
    assert first.args[0].unverified == ()


def test_opening_says_so_to_the_others_until_it_is_closed(
    show: Show, reviews: Reviews, folder: Path, qtbot: QtBot
) -> None:
    shelf = show()
    choose(shelf, "second.zip")
    with qtbot.waitSignal(reviews.opened):
        QTest.keyClick(shelf.table, Qt.Key.Key_Return)
    assert list(open_marks(folder).values()) == [(REVIEWER,)]
    (window,) = reviews.windows
    assert window.session.opened.path == folder / "second.zip"
    window.close()
    qtbot.waitUntil(lambda: open_marks(folder) == {})


def test_what_somebody_else_has_open_is_asked_about(
    show: Show, reviews: Reviews, folder: Path, qtbot: QtBot
) -> None:
    mark_open(folder / "second.zip", Holder("desk-2", "Dana Ortiz", 7, NOW))
    shelf = show()
    choose(shelf, "second.zip")
    notices = shelf.notices
    with qtbot.waitSignal(notices.asked):
        shelf.open_button.click()
    (asked,) = notices.questions
    assert "Dana Ortiz has" in asked.question.message.happened
    asked.answer("leave")
    assert reviews.windows == ()
    with qtbot.waitSignal(notices.asked):
        shelf.open_button.click()
    with qtbot.waitSignal(reviews.opened):
        notices.questions[0].answer("open")


def test_only_what_was_handed_in_is_evaluated(show: Show, rounds: Rounds, folder: Path) -> None:
    shutil.copy2(rounds.handed_in, folder / "third.zip")
    shelf = show()
    choose(shelf, "first.zip")
    assert shelf.open_button.isEnabled()
    assert not shelf.evaluate_button.isEnabled()
    choose(shelf, "third.zip")
    assert shelf.evaluate_button.isEnabled()


def test_what_is_damaged_cannot_be_reviewed(show: Show) -> None:
    shelf = show()
    choose(shelf, "letter.zip")
    assert not shelf.open_button.isEnabled()
    assert not shelf.evaluate_button.isEnabled()


def test_the_rows_are_saved_as_a_table(
    show: Show, qtbot: QtBot, tmp_path: Path, services: Services
) -> None:
    shelf = show()
    shelf.export_to(tmp_path / "packages")
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    text = (tmp_path / "packages.csv").read_text("utf-8-sig")
    assert text.startswith("Candidate,Set,Package,Last changed,First seen,Handed in,Status,Decided")
    assert "A. Rivera,Foundations of Library Services,Copy 1,2026-" in text
    assert services.notices.waiting == ()


def test_a_folder_that_goes_away_is_told_and_waited_for(
    show: Show, folder: Path, qtbot: QtBot
) -> None:
    shelf = show()
    folder.rename(folder.with_name("away"))
    shelf.look_button.click()
    qtbot.waitUntil(lambda: bool(shelf.notices.waiting))
    assert len(shelf.entries.shown) == 3


def test_a_filter_that_is_toggled_filters(show: Show) -> None:
    shelf = show()
    assert of_clicks_alone(shelf) == []
    toggle(shelf.filters.button(3))
    assert "first.zip" not in names(shelf)
    toggle(shelf.filters.button(0))
    assert "first.zip" in names(shelf)


def test_earlier_packages_fold_under_the_newest(show: Show) -> None:
    shelf = show()
    shelf.fold_button.click()
    assert sorted(names(shelf)) == ["letter.zip", "second.zip"]
    choose(shelf, "second.zip")
    assert shelf.entries.index(names(shelf).index("second.zip"), 2).data() == "Copy 2, 1 earlier"
    QTest.keyClick(shelf.table, Qt.Key.Key_Right)
    at = names(shelf).index("second.zip")
    assert names(shelf)[at + 1] == "first.zip"
    for column in range(shelf.entries.columnCount()):  # it stays there in every order
        for order in Qt.SortOrder:
            shelf.table.sortByColumn(column, order)
            at = names(shelf).index("second.zip")
            assert names(shelf)[at + 1] == "first.zip"
    choose(shelf, "first.zip")
    QTest.keyClick(shelf.table, Qt.Key.Key_Left)
    assert sorted(names(shelf)) == ["letter.zip", "second.zip"]
    assert shelf.selected is not None
    assert shelf.selected.name == "second.zip"
    shelf.field.setText("first.zip")
    assert names(shelf) == ["first.zip"]
