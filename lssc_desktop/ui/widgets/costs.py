"""What the certification cost so far, and what is still to come."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from lssc_desktop.core.money import CostLine, Costs
from lssc_desktop.core.program import Fees
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.money import cost_amount, cost_words, sum_text
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.emptying import empty
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import Divider


class CostsCard(Card):
    """The sum so far with what it is made of, and the sum to come."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._theme = theme
        self._shown: tuple[Costs, Fees, bool] | None = None
        self._rows = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self.content.addLayout(self._grid)

    def show_costs(self, costs: Costs, fees: Fees, *, member: bool) -> None:
        """Show these costs."""
        if self._shown == (costs, fees, member):
            return
        self._shown = costs, fees, member
        self._clear()
        self._add(_("Costs so far"), sum_text(costs, fees, paid=True), Type.H2, Ink.INK)
        for line in costs.lines:
            if line.paid:
                words = cost_words(line, fees, member=member)
                self._add(words, cost_amount(line, fees), Type.TABLE, Ink.INK2)
        coming = tuple(line for line in costs.lines if not line.paid)
        if coming:
            self._grid.addWidget(Divider(), self._next_row(), 0, 1, 2)
            self._add(
                _("Still to come: {things}").format(things=_things(coming, fees, member=member)),
                sum_text(costs, fees, paid=False),
                Type.TABLE_STRONG,
                Ink.INK,
            )

    def _add(self, words: str, amount: str, type_: Type, ink: Ink) -> None:
        row = self._next_row()
        number = Label(self._theme, amount, type_, ink, wrap=False, tabular=True)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Label(self._theme, words, type_, ink), row, 0)
        self._grid.addWidget(number, row, 1, right)

    def _next_row(self) -> int:
        """Return the number of the next row: those of a grid only grow, used or not."""
        self._rows += 1
        return self._rows - 1

    def _clear(self) -> None:
        self._rows = 0
        empty(self._grid)


def _things(lines: tuple[CostLine, ...], fees: Fees, *, member: bool) -> str:
    return listed(tuple(cost_words(line, fees, member=member) for line in lines))
