"""What there is to do, on the overview: a card for each set."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import SetProgress, SetState
from lssc_desktop.core.time.clock import WayOn
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.overview import card_name, set_count_line, set_standing_line
from lssc_desktop.messages.standing import (
    set_state_word,
    work_route_word,
)
from lssc_desktop.ui.kit.bars import ProgressLine
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.cards import CardButton
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import add, row, set_beside, stretch
from lssc_desktop.ui.kit.pages import dispose
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type

STATE_ICONS: dict[SetState, IconName] = {
    SetState.NOT_STARTED: "circle-dashed",
    SetState.IN_PROGRESS: "half",
    SetState.UNDER_WAY: "school",
    SetState.COURSE_DONE: "circle-check",
    SetState.BY_AGREEMENT: "circle-check",
    SetState.NOT_CONFIRMED: "help-circle",
    SetState.UNKNOWN: "help-circle",
    SetState.HANDED_IN: "send",
    SetState.REVISION_ASKED: "edit",
    SetState.NOT_ACHIEVED: "circle-x",
    SetState.ACHIEVED: "award",
}

STATE_TONES: dict[SetState, Tone] = {
    SetState.NOT_STARTED: Tone.IDLE,
    SetState.IN_PROGRESS: Tone.ACCENT,
    SetState.UNDER_WAY: Tone.ACCENT,
    SetState.COURSE_DONE: Tone.OK,
    SetState.BY_AGREEMENT: Tone.OK,
    SetState.NOT_CONFIRMED: Tone.WARN,
    SetState.UNKNOWN: Tone.WARN,
    SetState.HANDED_IN: Tone.INFO,
    SetState.REVISION_ASKED: Tone.WARN,
    SetState.NOT_ACHIEVED: Tone.BAD,
    SetState.ACHIEVED: Tone.OK,
}

_ROUTE_ICONS: dict[Route, IconName] = {
    Route.PORTFOLIO: "folder",
    Route.COURSE: "school",
    Route.RECOGNITION: "rubber-stamp",
}

_CARD_HEIGHT = 168
_MOST_COLUMNS = 3
_CARD_WIDTH = 212
_SPACING = 12


# Card of a set ----------------------------------------------------------------------------------


class SetCard(CardButton):
    """The card of one chosen set: title, route, bar, what is to do, count and state.

    The whole card opens the set.
    """

    def __init__(self, icons: Icons, set_id: str, *, parent: QWidget | None = None) -> None:
        super().__init__(icons.theme, "", parent=parent)
        self._icons = icons
        theme = icons.theme
        self.set_id = set_id
        self._title = Label(theme, "", Type.BODY_STRONG)
        self._route_icon = IconLabel(icons, "folder", Ink.INK2, 16)
        self._route = Label(theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self._bar = ProgressLine(theme, _("Share ready"))
        self._standing = Label(theme, "", Type.TABLE, Ink.INK2)
        self._count = Label(theme, "", Type.BODY, wrap=False)
        self._state = StatusChip(icons, "half", "", Tone.ACCENT)

        self._foot = row((self._count, 1), self._state, gap=8)
        self._title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        add(
            self.content,
            self._title,
            row(self._route_icon, (self._route, 1), gap=6),
            self._bar,
            self._standing,
            stretch,
            self._foot,
        )
        theme.changed.connect(self._apply_theme)
        self._apply_theme()
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_progress(
        self,
        item: SetProgress,
        packaged: date | None,
        today: date,
        ways: tuple[WayOn, ...] = (),
    ) -> None:
        """Show where the set stands; `packaged` is the day of its package, if it has one.

        `ways` are what can be done about a set that was not achieved.
        """
        by_portfolio = item.work.route is Route.PORTFOLIO
        self._title.setText(item.competency_set.title)
        chosen = item.work.route_chosen
        self._route_icon.set_icon(_ROUTE_ICONS[item.work.route] if chosen else "help-circle")
        self._route.setText(work_route_word(item.work))
        self._bar.setVisible(by_portfolio)
        achieved = item.state is SetState.ACHIEVED
        self._bar.set_progress(item.competencies if achieved else item.ready, item.competencies)
        self._bar.set_tone(Tone.OK if achieved else Tone.ACCENT)
        self._standing.setText(set_standing_line(item, packaged, today, ways))
        self._count.setText(set_count_line(item))
        self._state.set_status(
            STATE_ICONS[item.state], set_state_word(item.state), STATE_TONES[item.state]
        )
        self._fit()
        self.setAccessibleName(card_name(item, packaged, today, ways))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chip below the count where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._count.sizeHint().width() + 8 + self._state.sizeHint().width()
        is_narrow = needed > self.content.geometry().width() > 0
        set_beside(self._foot, beside=not is_narrow)
        beside = Qt.AlignmentFlag.AlignLeading if is_narrow else Qt.AlignmentFlag(0)
        self._foot.setAlignment(self._state, beside)

    def _apply_theme(self) -> None:
        """Keep the titles of a row at one height, and the cards as high as they are drawn."""
        self._title.setMinimumHeight(2 * self._title.fontMetrics().height())
        self.setMinimumHeight(self._icons.theme.measure(_CARD_HEIGHT))


# Columns of cards -------------------------------------------------------------------------------


class SetCards(QWidget):
    """The cards of several sets, in up to three columns of one width."""

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

    def show_sets(
        self,
        sets: tuple[tuple[SetProgress, date | None], ...],
        today: date,
        ways: Mapping[str, tuple[WayOn, ...]] = {},
    ) -> None:
        """Show these sets, each with the day of its package; a card that stays is kept.

        `ways` are what can be done about those that were not achieved, by set.
        """
        kept = {card.set_id: card for card in self._cards}
        self._cards = []
        for item, packaged in sets:
            set_id = item.competency_set.id
            card = kept.pop(set_id, None)
            if card is None:
                card = SetCard(self._icons, set_id)
                card.clicked.connect(self._request)
            card.show_progress(item, packaged, today, ways.get(set_id, ()))
            self._cards.append(card)
        for card in kept.values():
            self._grid.removeWidget(card)
            dispose(card)
        self._columns = 0
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the width of a single column: more columns are only laid where they fit."""
        widest = max((card.minimumSizeHint().width() for card in self._cards), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out again where another number of columns fits."""
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
        for number in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def _request(self) -> None:
        card = self.sender()
        if isinstance(card, SetCard):
            self.set_requested.emit(card.set_id)
