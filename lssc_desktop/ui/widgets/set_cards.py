"""The cards of several sets, as many beside each other as there is room for."""

from datetime import date

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from lssc_desktop.core.progress import SetProgress
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.widgets.emptying import give_up
from lssc_desktop.ui.widgets.set_card import SetCard

_MOST_COLUMNS = 3
_CARD_WIDTH = 212
_SPACING = 12


class SetCards(QWidget):
    """Up to three columns of cards of one width."""

    set_requested = Signal(str)
    """The id of the set whose card was pressed."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._cards: list[SetCard] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_SPACING)
        icons.theme.changed.connect(self._fit)

    @property
    def cards(self) -> tuple[SetCard, ...]:
        """The cards shown now, in order."""
        return tuple(self._cards)

    def show_sets(self, sets: tuple[tuple[SetProgress, date | None], ...], today: date) -> None:
        """Show these sets, each with the day of its package; a card that stays is kept."""
        kept = {card.set_id: card for card in self._cards}
        self._cards = []
        for item, packaged in sets:
            set_id = item.competency_set.id
            card = kept.pop(set_id, None)
            if card is None:
                card = SetCard(self._icons, set_id)
                card.clicked.connect(self._request)
            card.show_progress(item, packaged, today)
            self._cards.append(card)
        for card in kept.values():
            self._grid.removeWidget(card)
            give_up(card)
        self._columns = 0
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the width of a single column: more columns are only laid where they fit."""
        widest = max((card.minimumSizeHint().width() for card in self._cards), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew where another number of columns fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() + _SPACING
        wide = self._icons.theme.measure(_CARD_WIDTH) + _SPACING
        columns = min(max(room // wide, 1), _MOST_COLUMNS)
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._grid.setColumnMinimumWidth(column, 0)

    @Slot()
    def _request(self) -> None:
        card = self.sender()
        if isinstance(card, SetCard):
            self.set_requested.emit(card.set_id)
