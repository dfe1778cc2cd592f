"""A hundred thousand calls between Qt and us in one process: nothing wears out.

Old pairs of Python and PySide6 lose a reference to None or True at each call, and abort after some
thousand; a short test run stays green.
"""

import threading

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.tables import Column, RecordModel
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Tone

MANY = 100_000


def test_a_model_is_asked_a_hundred_thousand_times(qtbot: QtBot) -> None:
    """`data` answers None for most roles, and that to Qt, not to Python."""
    asked = 0

    def text(record: int) -> str:
        nonlocal asked
        asked += 1
        return str(record)

    table = RecordModel((Column("Number", text, int), Column("Again", text, int)))
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    view.resize(400, 600)
    view.show()
    turn = 0
    while asked < MANY:
        table.set_records(tuple(range(turn, turn + 20)))
        view.grab()
        for row in range(20):
            index = view.indexAt(view.visualRect(table.index(row, 0)).center())
            assert index.data(Qt.ItemDataRole.DisplayRole) == str(turn + row)
            assert index.data(Qt.ItemDataRole.DecorationRole) is None
            assert index.data(Qt.ItemDataRole.AccessibleTextRole) is None
        turn += 1
    assert table.data(QModelIndex()) is None


def test_labels_and_chips_change_a_hundred_thousand_times(
    qtbot: QtBot, theme: Theme, icons: Icons
) -> None:
    label = Label(theme, "")
    chip = StatusChip(icons, "circle-check", "", Tone.OK)
    for widget in (label, chip):
        qtbot.addWidget(widget)
        widget.show()
    for number in range(MANY // 2):
        label.setText(str(number))
        chip.set_status("circle-check" if number % 2 else None, str(number), Tone.OK)
        if number % 500 == 0:
            label.grab()
            chip.grab()
    assert label.text() == chip.text() == str(MANY // 2 - 1)


class Sender(QObject):
    told = Signal(object)


class Receiver(QObject):
    """It hears by a method that is no `@Slot`, as nearly all of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []
        self.threads = set[int]()

    def hear(self, number: int) -> None:
        self.heard.append(number)
        self.threads.add(threading.get_ident())


def test_a_thread_tells_a_hundred_thousand_times(qtbot: QtBot) -> None:
    """What another thread tells arrives on the window's, whole and in order."""
    sender, receiver = Sender(), Receiver()
    gone = Receiver()
    for each in (receiver, gone):
        sender.told.connect(each.hear)

    def tell() -> None:
        for number in range(MANY):
            sender.told.emit(number)

    thread = threading.Thread(target=tell)
    thread.start()
    qtbot.waitUntil(lambda: bool(gone.heard))
    gone.deleteLater()
    qtbot.waitUntil(lambda: len(receiver.heard) == MANY)
    thread.join()
    assert receiver.heard == list(range(MANY))
    assert receiver.threads == gone.threads == {threading.get_ident()}
