import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.pages import FlowLayout


class Row(QWidget):
    """Three labels of 40 by 20 pixels, 10 apart where they stand side by side."""

    def __init__(self, between: int | None = None) -> None:
        super().__init__()
        self.flow = FlowLayout(self, spacing=10, between=between)
        self.flow.setContentsMargins(0, 0, 0, 0)
        self.labels = [QLabel() for _ in range(3)]
        for label in self.labels:
            label.setFixedSize(40, 20)
            self.flow.addWidget(label)

    def places(self, width: int) -> list[tuple[int, int]]:
        self.resize(width, 200)
        self.flow.activate()
        return [(label.x(), label.y()) for label in self.labels]


@pytest.fixture
def row(qtbot: QtBot) -> Row:
    row = Row()
    qtbot.addWidget(row)
    row.show()
    qtbot.waitExposed(row)
    return row


def test_what_fits_stands_in_one_line(row: Row) -> None:
    assert row.places(140) == [(0, 0), (50, 0), (100, 0)]


def test_what_does_not_fit_goes_into_the_next_line(row: Row) -> None:
    assert row.places(139) == [(0, 0), (50, 0), (0, 30)]


def test_lines_may_be_closer_than_what_stands_in_them(qtbot: QtBot) -> None:
    row = Row(between=2)
    qtbot.addWidget(row)

    assert row.places(139) == [(0, 0), (50, 0), (0, 22)]


def test_the_height_follows_the_width(row: Row) -> None:
    assert [row.flow.heightForWidth(width) for width in (140, 100, 40)] == [20, 50, 80]


def test_what_is_hidden_takes_no_room(row: Row) -> None:
    row.labels[1].hide()

    assert row.places(140)[2] == (50, 0)


def test_a_layout_that_the_garbage_collector_has_emptied_has_no_items(row: Row) -> None:
    vars(row.flow).clear()
    row.labels[0].setParent(None)
    assert row.flow.count() == 0
