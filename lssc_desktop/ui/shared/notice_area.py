"""The area of notices, between the menus and the page; questions come in front of it."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.ui.base.notices import Asked, Notice, Notices, QuestionDialog
from lssc_desktop.ui.kit.buttons import Button, plain_button
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row, set_beside
from lssc_desktop.ui.kit.mirroring import draw_words, mirror
from lssc_desktop.ui.kit.pages import PageContent, ScrollPage, dispose
from lssc_desktop.ui.kit.speech import Speech, alert, announce, speak_as
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type

_MOST_SHARE = 0.45  # of the window: a long notice scrolls and leaves room for the page

_LINES_IN_PLACE = 6  # of a notice that is opened; what is longer scrolls inside it
_LINES_OPEN = 12
_LEAST_LINES = 3
_FIELD_EDGE = 9  # the style sheet's border and padding
_FIELD_GAP = 8  # room for the ring
_AIR = 3  # above and below the buttons of one line
_AIR_OPEN = 9
_BETWEEN = 8  # two buttons
_LEAST_WORDS = 260  # pixels beside the buttons; with less these go below
_SPACE = 7  # pixels after the strong words
_SIDE = 13
_ICON = 18
_MARK_GAP = 10

# Milliseconds. Good news goes by itself after the time to notice it and to read it slowly.
_SEEN_AFTER = 6_000
_READ_AFTER = 100  # for each letter
_HELD = 3_000  # as long as somebody is at it


class NoticeArea(ScrollPage):
    """Shows one waiting notice in one line, the newest first; opens a dialog for each question.

    It says how many others wait. Good news goes by itself when it was in sight for long enough
    in a window that is in use, and neither the mouse nor the keyboard is on it.
    """

    def __init__(self, notices: Notices, icons: Icons, parent: QWidget | None = None) -> None:
        self._content = PageContent()
        super().__init__(self._content, parent=parent)
        self._notices = notices
        self._icons = icons
        self._cards: list[NoticeCard] = []
        self._shown: NoticeCard | None = None
        self._before: QWidget | None = None  # what had the keyboard before the area
        self._column = column(margins=(PAGE_MARGIN, 4, PAGE_MARGIN, 2), on=self._content)
        self._fading = single_shot(self, _SEEN_AFTER, self._fade)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

        notices.changed.connect(self._show)
        notices.asked.connect(self._ask)
        icons.theme.changed.connect(self._fit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_keyboard)
        self._show()

    @property
    def cards(self) -> "tuple[NoticeCard, ...]":
        """The notices that wait, the newest first."""
        return tuple(self._cards)

    @property
    def shown(self) -> "NoticeCard | None":
        """The one that is in sight."""
        return self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as much height as the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _show(self) -> None:
        waiting = self._notices.waiting
        had_keyboard = self._shown is not None and _has_keyboard(self._shown)
        for card in [each for each in self._cards if each.notice not in waiting]:
            self._remove(card)
        known = [card.notice for card in self._cards]
        added = [self._add(notice) for notice in waiting if notice not in known]
        if self._shown is None or (added and not _has_keyboard(self._shown)):
            self._turn_to(self._cards[0] if self._cards else None)
        else:
            self._turn_to(self._shown)
        for card in added:
            self._announce(card)
        if had_keyboard and self._shown is None:
            self._give_keyboard_back()
        elif had_keyboard and self._shown is not None and not _has_keyboard(self._shown):
            self._shown.dismiss_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, notice: Notice) -> "NoticeCard":
        card = NoticeCard(self._icons, notice, self._content)
        card.hide()
        card.dismissed.connect(self._notices.dismiss)
        card.action_chosen.connect(self._notices.action_chosen)
        card.next_button.clicked.connect(self._turn)
        card.resized.connect(self._fit, Qt.ConnectionType.QueuedConnection)  # laid out by then
        self._cards.insert(0, card)
        self._column.insertWidget(0, card)
        return card

    def _remove(self, card: "NoticeCard") -> None:
        self._cards.remove(card)
        self._column.removeWidget(card)
        if card is self._shown:
            self._shown = None
        dispose(card)

    def _turn_to(self, card: "NoticeCard | None") -> None:
        """Show a notice in place of the one that is in sight."""
        before, self._shown = self._shown, card
        if card is not None:
            card.show_others([each.notice for each in self._cards if each is not card])
        for each in self._cards:
            if each is not card:
                each.hide()
        if card is not None:
            card.show()
        if card is not before:
            self._fading.stop()
            if card is not None and card.notice.fades:
                self._fading.start(_time_for(card.notice))
        self.setVisible(card is not None)
        self._fit()

    def _note_keyboard(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None or old is None or not isValid(self):
            return
        if self.isAncestorOf(now) and not self.isAncestorOf(old):
            self._before = old

    def _give_keyboard_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _turn(self) -> None:
        """Show the next older notice, after the oldest the newest; the keyboard goes along."""
        if self._shown is None:
            return
        had_keyboard = _has_keyboard(self._shown)
        following = self._cards[(self._cards.index(self._shown) + 1) % len(self._cards)]
        self._turn_to(following)
        if had_keyboard:
            following.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _fade(self) -> None:
        card = self._shown
        if card is None:
            return
        is_held = card.is_open or card.underMouse() or _has_keyboard(card)
        if self.isActiveWindow() and not is_held:
            self._notices.dismiss(card.notice)
        else:
            self._fading.start(_HELD)

    def _announce(self, card: "NoticeCard") -> None:
        """Have a screen reader say it at once, wherever the keyboard is."""
        if card is self._shown:
            alert(card, card.notice.message.text)
        else:
            announce(self, card.notice.message.text)

    @Slot()
    def _fit(self) -> None:
        most, margins = round(self.window().height() * _MOST_SHARE), self._column.contentsMargins()
        if self._shown is not None:
            self._shown.set_room(most - margins.top() - margins.bottom())
        self._column.activate()  # else it counts a card that was just hidden
        needed = self._column.sizeHint().height()
        if self._column.hasHeightForWidth():
            needed = self._column.totalHeightForWidth(self.viewport().width())
        self.setFixedHeight(min(needed, most))

    @Slot(object)
    def _ask(self, asked: Asked) -> None:
        QuestionDialog(asked, self._icons, self.window()).open()


def _has_keyboard(card: "NoticeCard") -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and card.isAncestorOf(focused)


def _time_for(notice: Notice) -> int:
    """Return how long good news is in sight, in milliseconds: twice as long to act on it."""
    reading = len(notice.message.text) * _READ_AFTER
    return (_SEEN_AFTER + reading) * (2 if notice.action else 1)


# Notice card ------------------------------------------------------------------------------------


class NoticeCard(QFrame):
    """One notice in one line, with a button for what can be done and one to close it.

    What does not fit into the line is shown on request; of many lines the rest scrolls then. The
    buttons take the keyboard by Tab alone: a click leaves it in the text that is written.
    """

    dismissed = Signal(object)
    action_chosen = Signal(str)
    resized = Signal()
    """It needs more height than before, or less."""

    def __init__(self, icons: Icons, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        message, theme = notice.message, icons.theme
        below = " ".join(part for part in (message.meaning, message.advice) if part)
        self.notice = notice
        self._icons = icons
        self._is_open = False
        self._room = 0
        self.setProperty("box", notice.tone.value)
        self.setAccessibleName(message.text)
        self._mark = IconLabel(icons, _icon(notice.tone), Ink(notice.tone.value), _ICON)
        self.line = NoticeLine(theme, message.happened, " ".join(below.split()))
        self._title = Label(theme, message.happened, Type.H2)
        self._field = _field_for(notice.report, below)
        is_label = bool(below) and (self._field is None or bool(notice.report))
        self._text = Label(theme, below, Type.BODY) if is_label else None
        self._has_more = "\n" in below or self._field is not None

        self._in_row: list[Button] = []
        self._buttons = row(gap=_BETWEEN)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignLeft)
        if notice.action:
            self.action_button = self._button(notice.action)
            self.action_button.clicked.connect(self._choose_action)
        if notice.report:
            self.copy_button = self._button(_("Copy report"), "copy")
            self.copy_button.clicked.connect(self._copy)
        self.more_button = self._button("")
        self.next_button = self._button("")
        self.dismiss_button = self._button(_("Close"))
        words = column(self.line, self._title, self._text, self._field, gap=_FIELD_GAP)
        self._body = row((words, 1), self._buttons, gap=_BETWEEN)
        self._row = row(self._mark, (self._body, 1), gap=_MARK_GAP, on=self)
        self.more_button.clicked.connect(self._open_or_fold)
        self.dismiss_button.clicked.connect(self._dismiss)
        self.show_others(())
        self._show_words()

    @property
    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return self._is_open

    def set_room(self, height: int) -> None:
        """Be no higher than this, as far as what scrolls can become lower."""
        self._room = height
        self._fit()

    def show_others(self, others: Sequence[Notice]) -> None:
        """Say how many other notices wait, and whether there is bad news among them."""
        count = len(others)
        words = ngettext("{count} more", "{count} more", count)
        name = ngettext("{count} more notice", "{count} more notices", count)
        self.next_button.setText(words.format(count=count))
        self.next_button.setAccessibleName(name.format(count=count))
        is_bad = any(each.tone is Tone.BAD for each in others)
        self.next_button.set_icon_name(_icon(Tone.BAD) if is_bad else None)
        self.next_button.setVisible(count > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the rest of the words where they do not fit."""
        super().resizeEvent(event)
        self._fit()
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def _button(self, text: str, icon: IconName | None = None) -> Button:
        button = plain_button(self._icons, text, icon, small=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons.addWidget(button)
        self._in_row.append(button)
        return button

    @Slot()
    def _open_or_fold(self) -> None:
        self._is_open = not self._is_open
        self._show_words()
        if self._is_open and self._field is not None and self.more_button.hasFocus():
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)  # so that the arrow keys scroll
        self.resized.emit()

    def _show_words(self) -> None:
        """Show one line, or all there is."""
        self.line.setVisible(not self._is_open)
        for part in (self._title, self._text, self._field):
            if part is not None:
                part.setVisible(self._is_open)
        self.more_button.setText(_("Less") if self._is_open else _("More"))
        air = _AIR_OPEN if self._is_open else _AIR
        self._row.setContentsMargins(_SIDE, air, air, air)
        self._fit()

    def _fit(self) -> None:
        """Put the buttons where there is room, and offer the words that have none."""
        theme = self._icons.theme
        room = self._room_beside()
        is_narrow = room < theme.measure(_LEAST_WORDS)
        set_beside(self._body, beside=not is_narrow)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        at = top if self._is_open or is_narrow else middle
        self._row.setAlignment(self._mark, at)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignLeft | at)
        words = self.line.sizeHint().width()
        is_cut = words > (self.width() - theme.measure(_ICON) - 3 * _SIDE if is_narrow else room)
        self.more_button.setVisible(self._is_open or is_cut or self._has_more)
        self._fit_field()

    def _room_beside(self) -> int:
        """Return the width that the words have beside the buttons but the one for more."""
        room = self.width() - 2 * _SIDE - _MARK_GAP - self._icons.theme.measure(_ICON)
        for button in self._in_row:
            if button is not self.more_button and not button.isHidden():
                room -= button.sizeHint().width() + _BETWEEN
        return room

    def _fit_field(self) -> None:
        """Let what scrolls have as many whole lines as there is room for."""
        field, layout = self._field, self.layout()
        if field is None or layout is None:
            return
        line = ceil(QFontMetricsF(field.font()).lineSpacing())
        frame = round(field.document().documentMargin()) + 2 * _FIELD_EDGE
        field.setFixedHeight(_LEAST_LINES * line + frame)
        spare = (self._room - layout.totalHeightForWidth(self.width())) // line
        lines = min(_LINES_OPEN, _LEAST_LINES + max(0, spare))
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


class NoticeLine(QWidget):
    """A notice in one line: what happened in strong letters, and what it means.

    What does not fit is cut off; a tooltip has all of it.
    """

    def __init__(self, theme: Theme, lead: str, rest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lead = lead
        self._rest = rest
        speak_as(self, Speech.DECORATION)  # the card has the words as its name
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    @property
    def is_cut(self) -> bool:
        """Whether there are more words than room."""
        return self.sizeHint().width() > self.width()

    def sizeHint(self) -> QSize:
        """Return the room for all of its words."""
        strong, plain = self._metrics
        width = strong.horizontalAdvance(self._lead)
        if self._rest:
            width += _SPACE + plain.horizontalAdvance(self._rest)
        return QSize(width + 1, max(strong.height(), plain.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few words."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have a tooltip say what is cut off."""
        from html import escape  # a start has no use for it

        super().resizeEvent(event)
        words = f"{self._lead} {self._rest}".strip()
        self.setToolTip(f"<qt>{escape(words)}</qt>" if self.is_cut else "")  # in several lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words that there is room for."""
        elided, at = Qt.TextElideMode.ElideRight, int(Qt.AlignmentFlag.AlignVCenter)
        strong, plain = self._metrics
        painter = QPainter(self)
        mirror(painter, self.rect())
        painter.setPen(QColor(self._theme.tokens.ink))
        painter.setFont(self._theme.font(Type.BODY_STRONG))
        lead = strong.elidedText(self._lead, elided, self.width())
        draw_words(painter, self.rect(), at, lead)
        left = strong.horizontalAdvance(self._lead) + _SPACE
        if self._rest and left < self.width():
            painter.setFont(self._theme.font(Type.BODY))
            room = self.rect().adjusted(left, 0, 0, 0)
            rest = plain.elidedText(self._rest, elided, room.width())
            draw_words(painter, room, at, rest)
        painter.end()

    @property
    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        theme = self._theme
        return QFontMetrics(theme.font(Type.BODY_STRONG)), QFontMetrics(theme.font(Type.BODY))


def _field_for(report: str, words: str) -> QPlainTextEdit | None:
    """Return a field for a report, or for words of many lines; None where none is needed."""
    if not report and words.count("\n") < _LINES_IN_PLACE:
        return None
    field = QPlainTextEdit(report or words)
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setAccessibleName(_("Report") if report else _("Full notice"))
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return field


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
