"""Where notices are shown: between the menus and the page, and questions in front of it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.notices import Asked, Notices
from lssc_desktop.ui.question_dialog import QuestionDialog
from lssc_desktop.ui.widgets.notice_card import NoticeCard


class NoticeArea(QWidget):
    """Shows every waiting notice, the newest first, and opens a dialog for each question."""

    def __init__(self, notices: Notices, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._icons = icons
        self._cards: list[NoticeCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 12, 24, 0)
        self._column.setSpacing(8)
        self.hide()

        notices.changed.connect(self._show)
        notices.asked.connect(self._ask)
        self._show()
        for asked in notices.questions:
            self._ask(asked)

    @property
    def cards(self) -> tuple[NoticeCard, ...]:
        """The notices shown, the newest first."""
        return tuple(self._cards)

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
                card = NoticeCard(self._icons, notice)
                card.dismissed.connect(self._notices.dismiss)
                card.action_chosen.connect(self._notices.action_chosen)
                self._cards.insert(0, card)
                self._column.insertWidget(0, card)
        self.setVisible(bool(self._cards))

    @Slot(object)
    def _ask(self, asked: Asked) -> None:
        dialog = QuestionDialog(asked, self._icons, self.window())
        dialog.open()
