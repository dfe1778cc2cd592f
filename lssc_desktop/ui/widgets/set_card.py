"""The card of one competency set on the overview: where it stands; the whole card opens it."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lssc_desktop.core.portfolio import Route
from lssc_desktop.core.progress import SetProgress, SetState
from lssc_desktop.messages.set_card import card_name, count_line, standing_line
from lssc_desktop.messages.standing import route_word, set_state_word
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.bar import ProgressLine
from lssc_desktop.ui.widgets.card import CardButton
from lssc_desktop.ui.widgets.chip import StatusChip
from lssc_desktop.ui.widgets.labels import IconLabel, Label

STATE_ICONS: dict[SetState, IconName] = {
    SetState.IN_PROGRESS: "half",
    SetState.UNDER_WAY: "school",
    SetState.COURSE_DONE: "circle-check",
    SetState.NOT_CONFIRMED: "help-circle",
    SetState.UNKNOWN: "help-circle",
    SetState.HANDED_IN: "send",
    SetState.ACHIEVED: "award",
}
STATE_TONES: dict[SetState, Tone] = {
    SetState.IN_PROGRESS: Tone.ACCENT,
    SetState.UNDER_WAY: Tone.ACCENT,
    SetState.COURSE_DONE: Tone.OK,
    SetState.NOT_CONFIRMED: Tone.WARN,
    SetState.UNKNOWN: Tone.WARN,
    SetState.HANDED_IN: Tone.INFO,
    SetState.ACHIEVED: Tone.OK,
}
_ROUTE_ICONS: dict[Route, IconName] = {
    Route.PORTFOLIO: "folder",
    Route.COURSE: "school",
    Route.RECOGNITION: "rubber-stamp",
}
_HEIGHT = 168


class SetCard(CardButton):
    """One chosen set: title, route, bar, what is to do, count and state."""

    def __init__(self, icons: Icons, set_id: str, *, parent: QWidget | None = None) -> None:
        super().__init__(icons.theme, "", parent=parent)
        self._icons = icons
        theme = icons.theme
        self.set_id = set_id
        self._title = Label(theme, "", Type.BODY_STRONG)
        self._route_icon = IconLabel(icons, "folder", Ink.INK2, 16)
        self._route = Label(theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self._bar = ProgressLine(theme, _("Share that is ready"))
        self._standing = Label(theme, "", Type.TABLE, Ink.INK2)
        self._count = Label(theme, "", Type.BODY, wrap=False)
        self._state = StatusChip(icons, "half", "", Tone.ACCENT)

        route = QHBoxLayout()
        route.setSpacing(6)
        route.addWidget(self._route_icon)
        route.addWidget(self._route, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._state)
        self._title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self._title)
        self.content.addLayout(route)
        self.content.addWidget(self._bar)
        self.content.addWidget(self._standing)
        self.content.addStretch(1)
        self.content.addLayout(foot)
        theme.changed.connect(self._dress)
        self._dress()
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_progress(self, item: SetProgress, packaged: date | None, today: date) -> None:
        """Show where the set stands; `packaged` is the day of its package, if it has one."""
        by_portfolio = item.work.route is Route.PORTFOLIO
        self._title.setText(item.competency_set.title)
        self._route_icon.set_icon(_ROUTE_ICONS[item.work.route])
        self._route.setText(route_word(item.work.route))
        self._bar.setVisible(by_portfolio)
        achieved = item.state is SetState.ACHIEVED
        self._bar.set_progress(item.competencies if achieved else item.ready, item.competencies)
        self._bar.set_tone(Tone.OK if achieved else Tone.ACCENT)
        self._standing.setText(standing_line(item, packaged, today))
        self._count.setText(count_line(item))
        self._state.set_status(
            STATE_ICONS[item.state], set_state_word(item.state), STATE_TONES[item.state]
        )
        self.setAccessibleName(card_name(item, packaged, today))

    def _dress(self) -> None:
        """Keep the titles of a row at one height, and the cards as high as they are drawn."""
        self._title.setMinimumHeight(2 * self._title.fontMetrics().height())
        self.setMinimumHeight(self._icons.theme.measure(_HEIGHT))
