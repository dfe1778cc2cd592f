"""How far evaluators agree: over a year in a dialog, and their comments beside each other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHeaderView, QWidget

from lssc_desktop.core.review.agreement import RatedBy, compare_evaluations
from lssc_desktop.core.review.review import Review
from lssc_desktop.core.submission.shelf import ShelfEntry
from lssc_desktop.core.submission.shelf_statistics import (
    ShelfAgreement,
    evaluated_years,
    shelf_agreement,
)
from lssc_desktop.formats.numbers import short_number
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.office import agreement_sheets
from lssc_desktop.messages.words import one_line
from lssc_desktop.package.table_file import Cell, TableSheet
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import dispose
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink, Type

type _Row = tuple[Cell, ...]

_SIZE = (860, 520)


class RaterAgreementDialog(Dialog):
    """A dialog that says how far evaluators agreed in a year: by set, by evaluator, by pair."""

    save_requested = Signal(object)
    """The `ShelfAgreement` that shall be saved as a table."""

    def __init__(self, rows: Sequence[ShelfEntry], icons: Icons) -> None:
        self._rows = tuple(rows)
        years = evaluated_years(rows)
        note = (
            _(
                "Only whole evaluations count, of packages that two or more evaluated. A pair has "
                "weighted kappa from 30 ratings on: 1 is always the same, 0 as by chance."
            )
            if years
            else _("Nothing has been evaluated yet.")
        )
        super().__init__(icons, _("Agreement"), _("Close"), note=note, size=_SIZE)
        self.year = ChoiceField()
        self.year.addItem(_("All"), None)
        for year in years:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(1 if years else 0)
        self.by = ChoiceField()
        self.table = RecordTable[_Row](
            (Column[_Row]("", lambda cells: _shown(cells[0])),),
            lambda cells: cells,
            icons.theme,
            _("Agreement"),
        )
        self.table.setProperty("look", "framed")
        self.save = plain_button(icons, _("Save as table…"), "table")
        self.add_button(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setEnabled(bool(years))
        choices = (
            NamedField(icons.theme, _("&Year"), self.year),
            NamedField(icons.theme, _("&Show"), self.by),
        )
        if years:
            add(self.content, row(*choices, stretch, gap=16), (self.table, 1))
        else:
            add(self.content, stretch)
        self._found = ShelfAgreement()
        self._sheets: tuple[TableSheet, ...] = ()
        self._count()
        self.by.addItems([sheet.name for sheet in agreement_sheets(self._found)])
        self.year.currentIndexChanged.connect(self._count)
        self.by.currentIndexChanged.connect(self._show)
        self.save.clicked.connect(self._ask_save)
        self.buttons.accepted.connect(self.accept)
        self._show()

    def _count(self) -> None:
        self._found = shelf_agreement(self._rows, self.year.currentData())
        self._sheets = agreement_sheets(self._found)
        self._show()

    def _show(self) -> None:
        sheet = self._sheets[max(self.by.currentIndex(), 0)]
        words = _words_of(sheet)
        self.table.show_records(())  # rows of other columns
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.records.set_columns(
            tuple(
                Column[_Row](
                    title,
                    partial(_cell, at),
                    partial(_sorted_by, at),
                    numbers=at >= words,
                )
                for at, title in enumerate(sheet.head)
            )
        )
        self.table.show_records(tuple(map(tuple, sheet.rows)))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _ask_save(self) -> None:
        self.save_requested.emit(self._found)


def _words_of(sheet: TableSheet) -> int:
    """Return how many columns of a sheet are words, before those of numbers."""
    first = sheet.rows[0] if sheet.rows else ()
    return next((at for at, cell in enumerate(first) if isinstance(cell, int | float)), 1)


def _cell(at: int, cells: _Row) -> str:
    return _shown(cells[at])


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    return short_number(cell) if isinstance(cell, float) else str(cell)


def _sorted_by(at: int, cells: _Row) -> tuple[bool, bool, Cell]:
    cell = cells[at]
    return cell is not None, isinstance(cell, int | float), 0 if cell is None else cell


class ComparedComments(QWidget):
    """What evaluators said about one competency that they rated differently, side by side."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._sides = row(gap=16)
        column(self._sides, gap=0, on=self)
        self.said: tuple[Label, ...] = ()
        self.hide()

    def show_competency(self, evaluations: Sequence[Review], number: int | None) -> None:
        """Show the comments on a competency, or nothing where all rated it alike."""
        while (item := self._sides.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                dispose(widget)
        numbers = () if number is None else (number,)
        differing = compare_evaluations(evaluations, numbers).differing
        given = differing[0].given if differing else ()
        self.said = tuple(Label(self._theme, _said(each), Type.TABLE, Ink.INK2) for each in given)
        for each in self.said:
            self._sides.addWidget(each, 1)
        self.setVisible(bool(given))


def _said(each: RatedBy) -> str:
    head = _("{name}: {rating}").format(
        name=one_line(each.person, 40), rating=rating_word(each.rating)
    )
    words = [one.text for one in each.comments] or [_("No comment.")]
    return "\n".join((head, *words))
