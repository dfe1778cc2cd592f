"""Rows that are kept from one showing to the next."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.pages import RowPool


class Names:
    """A column of names between a head and a foot."""

    def __init__(self, qtbot: QtBot) -> None:
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.column = QVBoxLayout(self.widget)
        self.column.addWidget(QLabel("Head"))
        self.column.addWidget(QLabel("Foot"))
        self.made = 0
        self.pool: RowPool[str, QLineEdit] = RowPool(self.column, 1, str.casefold)
        self.widget.show()

    def show(self, *names: str) -> Sequence[QLineEdit]:
        """Show these names, and return their rows."""
        rows = self.pool.show(names, self._make)
        for row, name in zip(rows, names, strict=True):
            row.setText(name)
        return rows

    def said(self) -> list[str]:
        """Return what stands in the column and is to be seen, from above."""
        items = (self.column.itemAt(place) for place in range(self.column.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [each.property("text") for each in widgets if each and not each.isHidden()]

    def _make(self, name: str) -> QLineEdit:
        self.made += 1
        return QLineEdit(name, self.widget)


@pytest.fixture
def names(qtbot: QtBot) -> Names:
    return Names(qtbot)


def test_the_rows_stand_in_their_order_at_their_place(names: Names) -> None:
    names.show("Ann", "Bob")
    assert names.said() == ["Head", "Ann", "Bob", "Foot"]
    names.show("Cid", "Bob", "Ann")
    assert names.said() == ["Head", "Cid", "Bob", "Ann", "Foot"]


def test_what_is_shown_again_keeps_its_row(names: Names) -> None:
    ann, bob = names.show("Ann", "Bob")
    _cid, still_bob, still_ann = names.show("Cid", "Bob", "Ann")
    assert (still_ann, still_bob) == (ann, bob)


def test_a_free_row_shows_something_else(names: Names) -> None:
    names.show("Ann", "Bob", "Cid")
    names.show("Dan")
    assert names.said() == ["Head", "Dan", "Foot"]
    names.show("Eve", "Fay", "Gil")
    assert names.said() == ["Head", "Eve", "Fay", "Gil", "Foot"]
    assert names.made == 3


def test_the_same_twice_has_two_rows(names: Names) -> None:
    names.show("Ann", "Ann")
    names.show("Ann", "Ann", "Bob")
    assert names.said() == ["Head", "Ann", "Ann", "Bob", "Foot"]


def test_the_keyboard_stays_where_its_row_stays(qtbot: QtBot, names: Names) -> None:
    qtbot.waitActive(names.widget)
    _ann, bob = names.show("Ann", "Bob")
    bob.setFocus()
    names.show("Bob")
    assert bob.hasFocus()


def test_the_keyboard_does_not_go_over_to_something_else(qtbot: QtBot, names: Names) -> None:
    qtbot.waitActive(names.widget)
    ann, _bob = names.show("Ann", "Bob")
    ann.setFocus()
    names.show("Cid", "Bob")
    assert names.said() == ["Head", "Cid", "Bob", "Foot"]
    assert not ann.hasFocus()


def test_only_some_free_rows_are_kept(names: Names) -> None:
    names.show(*map(str, range(100)))
    names.show()
    names.show(*map(str, range(100)))
    assert 100 < names.made < 200
