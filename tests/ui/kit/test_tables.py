from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tables import Column, RecordModel, RecordTable
from tests.ui.assistive import listen


@dataclass(frozen=True, slots=True)
class File:
    name: str
    bytes: int


FILES = (File("flyer.pdf", 640), File("clip.wav", 9000), File("Annual report.docx", 58))

COLUMNS = (
    Column[File]("Name", lambda file: file.name, lambda file: file.name.casefold()),
    Column[File](
        "Size",
        lambda file: f"{file.bytes} B",
        lambda file: file.bytes,
        numbers=True,
        spoken=lambda file: f"{file.bytes} bytes",
    ),
)


@pytest.fixture
def table(qtmodeltester: ModelTester) -> RecordModel[File]:
    table = RecordModel(COLUMNS)
    table.set_records(FILES)
    qtmodeltester.check(table)
    return table


def cells(table: RecordModel[File]) -> list[tuple[object, ...]]:
    return [
        tuple(table.data(table.index(row, column)) for column in range(table.columnCount()))
        for row in range(table.rowCount())
    ]


def test_the_rows_are_sorted_by_the_first_column_at_first(table: RecordModel[File]) -> None:
    assert cells(table) == [
        ("Annual report.docx", "58 B"),
        ("clip.wav", "9000 B"),
        ("flyer.pdf", "640 B"),
    ]


def test_numbers_are_sorted_as_numbers(
    table: RecordModel[File], qtmodeltester: ModelTester
) -> None:
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert [file.bytes for file in table.shown] == [9000, 640, 58]
    qtmodeltester.check(table)


def test_the_order_stays_when_the_records_change(table: RecordModel[File]) -> None:
    table.sort(1)
    table.set_records((*FILES, File("middle.txt", 100)))
    assert [file.bytes for file in table.shown] == [58, 100, 640, 9000]


def test_a_filter_hides_and_gives_back(
    table: RecordModel[File], qtmodeltester: ModelTester
) -> None:
    table.set_filter(lambda file: "wav" in file.name)
    assert [file.name for file in table.shown] == ["clip.wav"]
    assert table.row_of(FILES[0]) is None
    qtmodeltester.check(table)
    table.set_filter(None)
    assert len(table.shown) == 3
    assert table.all_records == FILES


def test_a_narrower_filter_is_asked_of_what_is_shown_alone(
    table: RecordModel[File], qtmodeltester: ModelTester
) -> None:
    table.set_filter(lambda file: file.bytes < 9000)
    asked: list[File] = []
    before = table.shown

    def is_small(file: File) -> bool:
        asked.append(file)
        return file.bytes == 58

    table.set_filter(is_small, narrower=True)
    assert tuple(asked) == before
    assert [file.bytes for file in table.shown] == [58]
    qtmodeltester.check(table)
    table.sort(1)
    assert [file.bytes for file in table.shown] == [58]
    table.set_filter(None)
    assert table.shown == tuple(sorted(FILES, key=lambda file: file.bytes))


def test_a_change_is_told_once(table: RecordModel[File], qtbot: QtBot) -> None:
    with qtbot.waitSignals([table.modelReset, table.shown_changed]):
        table.set_filter(lambda _file: False)
    assert table.rowCount() == 0


def test_a_filter_that_lets_the_same_through_changes_nothing(
    table: RecordModel[File], qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(table.modelReset):
        table.set_filter(lambda _file: True)


def test_a_row_leads_back_to_its_record(table: RecordModel[File]) -> None:
    index = table.index(1, 0)
    assert table.record(index) == FILES[1]
    assert table.row_of(FILES[1]) == 1


def test_heads_stand_over_their_cells(table: RecordModel[File]) -> None:
    horizontal = Qt.Orientation.Horizontal
    alignment = Qt.ItemDataRole.TextAlignmentRole
    titles = [table.headerData(column, horizontal) for column in range(2)]
    assert titles == ["Name", "Size"]
    for column in range(2):
        of_cell = table.data(table.index(0, column), alignment)
        assert table.headerData(column, horizontal, alignment) == of_cell
    assert table.headerData(5, horizontal) is None
    assert table.headerData(0, Qt.Orientation.Vertical) is None


def test_columns_of_another_kind_take_the_place_of_the_first(table: RecordModel[File]) -> None:
    table.set_columns((COLUMNS[1], COLUMNS[0]))
    assert cells(table)[0] == ("58 B", "Annual report.docx")


def test_a_screen_reader_hears_what_is_clearer(table: RecordModel[File]) -> None:
    accessible = Qt.ItemDataRole.AccessibleTextRole
    assert table.data(table.index(0, 1), accessible) == "58 bytes"
    assert table.data(table.index(0, 0), accessible) is None
    assert table.data(QModelIndex()) is None


def test_ten_thousand_records_are_sorted_and_filtered(qtmodeltester: ModelTester) -> None:
    table = RecordModel(COLUMNS)
    table.set_records(tuple(File(f"photo {n % 977}.jpg", n) for n in range(10_000)))
    table.sort(1, Qt.SortOrder.DescendingOrder)
    table.set_filter(lambda file: file.bytes % 2 == 0)
    assert [file.bytes for file in table.shown[:3]] == [9998, 9996, 9994]
    assert len(table.shown) == 5_000
    table.set_records(table.shown[:50])
    qtmodeltester.check(table)


def test_what_is_newly_known_leaves_each_record_in_its_row(
    table: RecordModel[File], qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    larger = tuple(replace(file, bytes=file.bytes + 1) for file in FILES[:1])
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged) as told:
        table.renew_records((*larger, *FILES[1:]), lambda file: file.name)
    assert cells(table)[2] == ("flyer.pdf", "641 B")
    assert (told.args[0].row(), told.args[1].row()) == (2, 2)
    qtmodeltester.check(table)


def test_where_rows_move_all_is_shown_anew(table: RecordModel[File], qtbot: QtBot) -> None:
    table.sort(1)
    with qtbot.waitSignal(table.modelReset):
        table.renew_records((replace(FILES[0], bytes=10**6), *FILES[1:]), lambda file: file.name)
    assert [file.name for file in table.shown] == ["Annual report.docx", "clip.wav", "flyer.pdf"]


def test_a_key_that_is_held_takes_no_row_out_of_the_selection(qtbot: QtBot, icons: Icons) -> None:
    table = RecordTable(COLUMNS, lambda file: file.name, icons.theme, "Files", several=True)
    qtbot.addWidget(table)
    table.show_records(FILES)
    table.choose("clip.wav")
    qtbot.keyPress(table, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    try:
        table.choose("clip.wav")  # as after each look at a folder

        assert [file.name for file in table.selected] == ["clip.wav"]
    finally:
        qtbot.keyRelease(table, Qt.Key.Key_F5)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_sorts_by_each_column_and_says_how(
    qtbot: QtBot, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = shown_table(qtbot, icons)
    heard = listen(monkeypatch)
    choose_sorting(qtbot, table, "Size")
    assert [file.bytes for file in table.records.shown] == [58, 640, 9000]
    choose_sorting(qtbot, table, "Size")
    assert [file.bytes for file in table.records.shown] == [9000, 640, 58]
    assert heard.said == ["Sorted by Size, ascending", "Sorted by Size, descending"]


def test_the_head_of_a_column_says_that_the_rows_are_sorted_by_it(
    qtbot: QtBot, icons: Icons
) -> None:
    table = shown_table(qtbot, icons)
    told = QAccessible.queryAccessibleInterface(table)
    # The first one is the corner, which is not shown.
    heads = [told.child(place).text(QAccessible.Text.Name) for place in (1, 2)]
    assert heads == ["Name, sorted, ascending", "Size"]


def shown_table(qtbot: QtBot, icons: Icons) -> RecordTable[File]:
    table = RecordTable(COLUMNS, lambda file: file.name, icons.theme, "Files")
    qtbot.addWidget(table)
    table.show_records(FILES)
    table.show()
    qtbot.waitExposed(table)
    table.setFocus()
    return table


def choose_sorting(qtbot: QtBot, table: RecordTable[File], column: str) -> None:
    """Open the menu by its key, and choose a column."""
    at = table.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, table.mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), event)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    sort = menu.actions()[-1].menu()
    assert isinstance(sort, QMenu)
    next(each for each in sort.actions() if each.text() == column).trigger()
    menu.close()


def test_the_outline_of_a_row_leaves_nothing_behind(qtbot: QtBot, icons: Icons) -> None:
    table = RecordTable(COLUMNS, lambda file: file.name, icons.theme, "Files", several=True)
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show_records(FILES)
    with qtbot.waitExposed(table):
        table.show()
    table.setFocus()
    for _row in FILES[1:]:
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        QApplication.processEvents()  # each is drawn
    on_screen = table.screen().grabWindow(table.winId()).toImage()
    assert on_screen == table.grab().toImage().convertToFormat(on_screen.format())
