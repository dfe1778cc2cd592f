"""The area of notices, between the menus and the page; questions come in front of it."""

from gettext import gettext as _
from gettext import ngettext
from math import ceil

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lssc_desktop.ui.base.notices import Asked, Notice, Notices, QuestionDialog
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import PageContent, ScrollPage, dispose
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Tone

_MOST_SHARE = 0.45  # of the window: a long notice scrolls and leaves room for the page

_LINES_AT_FIRST = 6  # of a long notice or a report, before the user asks for more
_LINES_OPEN = 12
_LEAST_LINES = 3
_FIELD_EDGE = 9  # the style sheet's border and padding
_FIELD_GAP = 8  # room for the ring


class NoticeArea(ScrollPage):
    """Shows every waiting notice, the newest first, and opens a dialog for each question."""

    def __init__(self, notices: Notices, icons: Icons, parent: QWidget | None = None) -> None:
        self._content = PageContent()
        super().__init__(self._content, parent=parent)
        self._notices = notices
        self._icons = icons
        self._cards: list[NoticeCard] = []
        self._column = column(gap=8, margins=(PAGE_MARGIN, 12, PAGE_MARGIN, 4), on=self._content)
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
            dispose(card)
        shown = [card.notice for card in self._cards]
        for notice in waiting:
            if notice not in shown:
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
        # A screen reader says it at once, wherever the keyboard is.
        QAccessible.updateAccessibility(QAccessibleEvent(card, QAccessible.Event.Alert))

    @Slot()
    def _fit(self) -> None:
        most, margins = round(self.window().height() * _MOST_SHARE), self._column.contentsMargins()
        for card in self._cards:
            card.set_room(most - margins.top() - margins.bottom())
        needed = self._column.sizeHint().height()
        if self._column.hasHeightForWidth():
            needed = self._column.totalHeightForWidth(self.viewport().width())
        self.setFixedHeight(min(needed, most))

    @Slot(object)
    def _ask(self, asked: Asked) -> None:
        QuestionDialog(asked, self._icons, self.window()).open()


# Notice card ------------------------------------------------------------------------------------


class NoticeCard(Callout):
    """One notice that stays until the user dealt with it.

    It says what happened, and has a button for what can be done and one to close it. Of many
    lines it shows the first; the rest scroll inside it, so that its buttons stay in sight.
    """

    dismissed = Signal(object)
    action_chosen = Signal(str)
    resized = Signal()
    """It shows more than before."""

    def __init__(self, icons: Icons, notice: Notice, parent: QWidget | None = None) -> None:
        message = notice.message
        below = " ".join(part for part in (message.meaning, message.advice) if part)
        super().__init__(
            icons,
            below,
            notice.tone,
            icon=_icon(notice.tone),
            title=message.happened,
            parent=parent,
        )
        self.notice = notice
        self.setAccessibleName(message.text)
        self._below = below
        self._field: QPlainTextEdit | None = None  # what scrolls
        self._wanted = _LINES_AT_FIRST
        self._room = 0

        self.buttons = row(gap=8)
        self.dismiss_button = plain_button(icons, _("Close"), small=True)
        if notice.action:
            self.action_button = plain_button(icons, notice.action, small=True)
            self.action_button.clicked.connect(self._choose_action)
            self.buttons.addWidget(self.action_button)
        lines = below.split("\n")
        if notice.report:
            self.copy_button = plain_button(icons, _("Copy the report"), "copy", small=True)
            self.copy_button.clicked.connect(self._copy)
            self.buttons.addWidget(self.copy_button)
            self._add_field(notice.report, _("Report"))
        elif len(lines) > _LINES_AT_FIRST:
            self._shorten(icons, lines)
        is_long = bool(notice.report) or len(lines) > _LINES_AT_FIRST
        add(self.buttons, self.dismiss_button, stretch if is_long else None)
        # The page below needs the room that a row of its own would take.
        (self.content if is_long else self.beside).addLayout(self.buttons)

        self.dismiss_button.clicked.connect(self._dismiss)

    def set_room(self, height: int) -> None:
        """Be no higher than this, as far as what scrolls can become lower."""
        self._room = height
        self._fit()

    def _shorten(self, icons: Icons, lines: list[str]) -> None:
        self.set_text("\n".join(lines[:_LINES_AT_FIRST]))
        more = len(lines) - _LINES_AT_FIRST
        said = ngettext("Show {count} more", "Show {count} more", more).format(count=more)
        self.more_button = plain_button(icons, said, "chevron-down", small=True)
        self.more_button.clicked.connect(self._show_all)
        self.buttons.addWidget(self.more_button)

    @Slot()
    def _show_all(self) -> None:
        self._text.hide()
        self._wanted = _LINES_OPEN
        field = self._add_field(self._below, _("All of this notice"))
        field.setFont(self._text.font())
        self._fit()
        field.setFocus(Qt.FocusReason.OtherFocusReason)  # so that the arrow keys scroll it
        self.more_button.hide()
        self.resized.emit()

    def _add_field(self, text: str, name: str) -> QPlainTextEdit:
        field = self._field = QPlainTextEdit(text)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(name)
        field.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.content.setSpacing(_FIELD_GAP)
        self.content.insertWidget(self.content.indexOf(self._text) + 1, field)
        self._fit()
        return field

    def _fit(self) -> None:
        """Let what scrolls have as many whole lines as there is room for."""
        field, layout = self._field, self.layout()
        if field is None or layout is None:
            return
        line = ceil(QFontMetricsF(field.font()).lineSpacing())
        frame = round(field.document().documentMargin()) + 2 * _FIELD_EDGE
        field.setFixedHeight(_LEAST_LINES * line + frame)
        spare = (self._room - layout.totalHeightForWidth(self.width())) // line
        lines = min(self._wanted, _LEAST_LINES + max(0, spare))
        field.setFixedHeight(lines * line + frame)

    @Slot()
    def _choose_action(self) -> None:
        self.action_chosen.emit(self.notice.key)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.notice.report)

    @Slot()
    def _dismiss(self) -> None:
        self.dismissed.emit(self.notice)


def _icon(tone: Tone) -> IconName:
    match tone:
        case Tone.BAD:
            return "alert-octagon"
        case Tone.WARN:
            return "alert-triangle"
        case Tone.OK:
            return "circle-check"
        case _:
            return "info-circle"
