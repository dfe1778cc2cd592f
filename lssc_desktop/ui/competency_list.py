"""The sets done by portfolio, their competencies and statements, as Qt's views see them."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lssc_desktop.core.portfolio import Portfolio, Route, SetWork
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.core.progress import (
    CompetencyState,
    competency_state,
    progress,
    statement_state,
)
from lssc_desktop.messages.competency import competency_name, statement_title

type Place = tuple[str, int | None]
type Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_TOP = 0  # the internal id of a set; a competency has the row of its set, counted from 1


class Role(IntEnum):
    """What a row tells besides its title."""

    NUMBER = Qt.ItemDataRole.UserRole.value
    STATE = Qt.ItemDataRole.UserRole.value + 1


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One competency; without a number the learning statement of the set."""

    number: int | None
    title: str
    state: CompetencyState


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set with its rows."""

    set_id: str
    title: str
    rows: tuple[CompetencyRow, ...]

    @property
    def shape(self) -> tuple[str, tuple[int | None, ...]]:
        """What stays the same while only titles and states change."""
        return self.set_id, tuple(row.number for row in self.rows)


class CompetencyTree(QAbstractItemModel):
    """Sets on top, below each its competencies in order, and last its learning statement."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sets: tuple[SetRow, ...] = ()

    def set_portfolio(
        self, program: Program, portfolio: Portfolio, asked: Collection[Place] = ()
    ) -> None:
        """Show where the work stands now; only rows that changed are drawn anew.

        `asked` are the sets and numbers (None: the statement) with a comment to answer.
        """
        new = tuple(
            _set_row(item.competency_set, item.work, asked)
            for item in progress(program, portfolio)
            if item.work.route is Route.PORTFOLIO
        )
        old, same = self._sets, [item.shape for item in new] == [s.shape for s in self._sets]
        if not same:
            self.beginResetModel()
            self._sets = new
            self.endResetModel()
            return
        self._sets = new
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            top = self.index(place, 0)
            for row, (was, is_) in enumerate(zip(before.rows, after.rows, strict=True)):
                if was != is_:
                    changed = self.index(row, 0, top)
                    self.dataChanged.emit(changed, changed)
            if before.title != after.title:
                self.dataChanged.emit(top, top)

    def set_index(self, set_id: str) -> QModelIndex:
        """Return the row of a set, which is invalid when it is not done by portfolio."""
        for row, item in enumerate(self._sets):
            if item.set_id == set_id:
                return self.index(row, 0)
        return QModelIndex()

    def competency_index(self, set_id: str, number: int | None) -> QModelIndex:
        """Return the row of a competency, or with None of the statement."""
        top = self.set_index(set_id)
        rows = self._sets[top.row()].rows if top.isValid() else ()
        for row, each in enumerate(rows):
            if each.number == number:
                return self.createIndex(row, 0, top.row() + 1)
        return QModelIndex()

    def competency_row(self, index: Index) -> CompetencyRow | None:
        """Return the competency of a row, None for a set."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        return self._sets[index.internalId() - 1].rows[index.row()]

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a row, as Qt asks for it."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt has two of this name
        """Return the set of a competency."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are below a row."""
        if not parent.isValid():
            return len(self._sets)
        if parent.internalId() != _TOP or parent.column() != 0:
            return 0
        return len(self._sets[parent.row()].rows)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return the one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the name for a screen reader, the number or the state of a row."""
        if not index.isValid():
            return None
        row = self.competency_row(index)
        if row is None:
            wanted = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._sets[index.row()].title if wanted else None
        return _shown(row, int(role))


def _shown(row: CompetencyRow, role: int) -> object:
    """Return what a row shows; it is asked often, so nothing is made that was not asked for."""
    match role:
        case Qt.ItemDataRole.DisplayRole.value:
            return row.title
        case Qt.ItemDataRole.AccessibleTextRole.value:
            return competency_name(row.number, row.title, row.state)
        case Role.NUMBER.value:
            return row.number
        case Role.STATE.value:
            return row.state
        case _:
            return None


def _set_row(competency_set: CompetencySet, work: SetWork, asked: Collection[Place]) -> SetRow:
    set_id = competency_set.id

    def row(number: int | None, title: str, state: CompetencyState) -> CompetencyRow:
        waits = (set_id, number) in asked
        return CompetencyRow(number, title, CompetencyState.COMMENT if waits else state)

    rows = tuple(
        row(item.number, item.title, competency_state(work.competency(item.number)))
        for item in competency_set.competencies
    )
    statement = row(None, statement_title(), statement_state(work))
    return SetRow(set_id, competency_set.title, (*rows, statement))
