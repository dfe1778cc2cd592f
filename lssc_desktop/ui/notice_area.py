"""Where notices are shown: between the menus and the page, and questions in front of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.notices import Asked, Notices
from lssc_desktop.ui.tokens import PAGE_MARGIN
from lssc_desktop.ui.widgets.section import PageContent, ScrollPage

if TYPE_CHECKING:  # a window begins without notices, and sooner without what shows them
    from lssc_desktop.ui.widgets.notice_card import NoticeCard

_SHARE = 0.45  # of the window: a long notice scrolls and leaves room for the page


class NoticeArea(ScrollPage):
    """Shows every waiting notice, the newest first, and opens a dialog for each question."""

    def __init__(self, notices: Notices, icons: Icons, parent: QWidget | None = None) -> None:
        self._content = PageContent()
        super().__init__(self._content, parent=parent)
        self._notices = notices
        self._icons = icons
        self._cards: list[NoticeCard] = []
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 4)
        self._column.setSpacing(8)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

        notices.changed.connect(self._show)
        notices.asked.connect(self._ask)
        icons.theme.changed.connect(self._fit)
        self._show()

    @property
    def cards(self) -> "tuple[NoticeCard, ...]":
        """The notices shown, the newest first."""
        return tuple(self._cards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as much height as the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _show(self) -> None:
        waiting = self._notices.waiting
        for card in [each for each in self._cards if each.notice not in waiting]:
            self._cards.remove(card)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        shown = [card.notice for card in self._cards]
        for notice in waiting:
            if notice not in shown:
                from lssc_desktop.ui.widgets.notice_card import NoticeCard

                self._add(NoticeCard(self._icons, notice, self._content))
        self.setVisible(bool(self._cards))
        self._fit()

    def _add(self, card: "NoticeCard") -> None:
        card.dismissed.connect(self._notices.dismiss)
        card.action_chosen.connect(self._notices.action_chosen)
        card.resized.connect(self._fit)
        self._cards.insert(0, card)
        self._column.insertWidget(0, card)
        card.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        # A screen reader says it at once, wherever the keyboard is.
        QAccessible.updateAccessibility(QAccessibleEvent(card, QAccessible.Event.Alert))

    @Slot()
    def _fit(self) -> None:
        column, most = self._column, round(self.window().height() * _SHARE)
        margins = column.contentsMargins()
        for card in self._cards:
            card.set_room(most - margins.top() - margins.bottom())
        needed = column.sizeHint().height()
        if column.hasHeightForWidth():
            needed = column.totalHeightForWidth(self.viewport().width())
        self.setFixedHeight(min(needed, most))

    @Slot(object)
    def _ask(self, asked: Asked) -> None:
        from lssc_desktop.ui.question_dialog import QuestionDialog

        dialog = QuestionDialog(asked, self._icons, self.window())
        dialog.open()
