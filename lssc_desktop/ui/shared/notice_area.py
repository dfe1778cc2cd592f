"""The notice that floats over the foot of a page; questions come in front of the page.

It never moves what is read or written, ends with its cause, and can be read again.
"""

from bisect import bisect_right
from html import escape
from math import ceil

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget
from shiboken6 import isValid

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.base.notices import Asked, Notice, Notices, QuestionDialog
from lssc_desktop.ui.kit.buttons import Button, ToolButton, plain_button
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import add, column, row, set_beside
from lssc_desktop.ui.kit.pages import PageContent, ScrollPage, dispose
from lssc_desktop.ui.kit.speech import alert, announce
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type

_PLACE = "notices"  # the name of a part of a page whose foot is kept free for notices
_KEYS = "Ctrl+Shift+J"

_MOST_SHARE = 0.45  # of the window: a long notice scrolls and leaves room for the page
_WIDTH = 720
_UP = 3  # pixels above the edge of the page
_MOVED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)

_LINES = 2  # of words, until all is shown
_LINES_IN_PLACE = 6  # of a notice that is opened; what is longer scrolls inside it
_LINES_OPEN = 12
_LEAST_LINES = 3
_FIELD_EDGE = 9  # the style sheet's border and padding
_GAP = 8  # between the words and a field, which has a ring, and between two buttons
_AIR = 3  # above and below the buttons of one line
_AIR_OPEN = 9
_LEAST_WORDS = 200  # pixels beside the buttons; with less these go below
_SIDE = 13
_ICON = 18
_MARK_GAP = 10

# Milliseconds. Good news goes by itself after the time to notice it and to read it slowly.
_SEEN_AFTER = 12_000
_READ_AFTER = 100  # for each letter, where that is longer
_HELD = 3_000  # as long as somebody is at it


def keep_for_notices(part: QWidget) -> None:
    """Let notices float over the foot of this part of a page, which has 40 pixels free there."""
    part.setObjectName(_PLACE)


class NoticeArea(ScrollPage):
    """Shows the newest notice that waits over the foot of a page, and each question in a dialog.

    A failure waits until it is mended or closed, and comes back after good news. So that it covers
    nothing that can be pressed, a page without a foot for it ends above it. Good news goes by
    itself when it was in sight for long enough in a window that is in use, and neither the mouse
    nor the keyboard is on it; by Esc; and with its cause.
    """

    def __init__(self, notices: Notices, icons: Icons, page: QWidget) -> None:
        self._content = PageContent()
        self._page = page
        self._parts: list[QWidget] = []  # of the page, whose foot is kept free
        self._shown: NoticeCard | None = None
        super().__init__(self._content, parent=page)
        self._notices = notices
        self._icons = icons
        self._known: tuple[Notice, ...] = ()
        self._margins = page.contentsMargins()
        self._before: QWidget | None = None  # what had the keyboard before the area
        self._column = column(on=self._content)
        self._fading = single_shot(self, _SEEN_AFTER, self._fade)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

        page.installEventFilter(self)
        notices.changed.connect(self._show)
        notices.asked.connect(self._ask)
        icons.theme.changed.connect(self._place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_keyboard)
        self._show()

    @property
    def shown(self) -> "NoticeCard | None":
        """The one that is in sight."""
        return self._shown

    def offer_again(self, window: QWidget) -> None:
        """Let the last notices be read again, and let Esc close what is in sight."""
        from lssc_desktop.ui.base.actions import find_by_name, menu_action  # not for a start

        again = menu_action(window, _("Last &messages…"), _KEYS)
        again.triggered.connect(self.show_last)
        find_by_name(_("Notices"), (again,), on=window)
        window.installEventFilter(self)

    def show_last(self) -> None:
        """Show what was said last, the newest first."""
        from lssc_desktop.ui.kit.dialogs import Dialog  # a start has no use for it

        dialog = Dialog(self._icons, _("Last messages"), _("Close"), size=(560, 420))
        said = "\n\n".join(notice.message.text for notice in reversed(self._notices.said))
        add(dialog.content, _field(_("Last messages"), said or _("No messages yet.")))
        dialog.buttons.accepted.connect(dialog.accept)
        dialog.show_for(self.window())

    def leave_page(self) -> None:
        """Another page is shown: end what was said of the one before, and float over this one."""
        self._notices.end_good_news()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page, and close by an Esc that nothing else has a use for."""
        if not self.__dict__:
            return False  # the garbage collector empties it before Qt is done with it
        card, pressed = self._shown, event.type() is QEvent.Type.KeyPress
        if watched in (self._page, *self._parts) and event.type() in _MOVED:
            self._place()
        elif card is not None and pressed and isinstance(event, QKeyEvent):
            is_meant = card.notice.fades or _has_keyboard(card)
            if event.key() == Qt.Key.Key_Escape and is_meant:
                self._notices.dismiss(card.notice)
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        waiting, before = self._notices.waiting, self._shown
        added = [notice for notice in waiting if notice not in self._known]
        self._known = waiting
        had_keyboard = before is not None and _has_keyboard(before)
        newest = waiting[-1] if waiting else None
        stays = before is not None and before.notice in waiting
        if before is None or not (stays and (had_keyboard or before.notice is newest)):
            self._turn_to(newest)
        for notice in added:
            if self._shown is not None and self._shown.notice is notice:
                alert(self._shown, notice.message.text)
            else:
                announce(self, notice.message.text)
        if had_keyboard and self._shown is not before:
            if self._shown is not None:
                self._shown.dismiss_button.setFocus(Qt.FocusReason.OtherFocusReason)
            elif self._before is not None and isValid(self._before) and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, notice: Notice | None) -> None:
        """Show a notice in place of the one that is in sight."""
        before, self._shown = self._shown, None
        self._fading.stop()
        if before is not None:
            self._column.removeWidget(before)
            dispose(before)
        if notice is not None:
            card = self._shown = NoticeCard(self._icons, notice, self._content)
            card.dismissed.connect(self._notices.dismiss)
            card.action_chosen.connect(self._notices.action_chosen)
            card.resized.connect(self._place, Qt.ConnectionType.QueuedConnection)  # laid out then
            self._column.addWidget(card)
            card.show()
            if notice.fades:
                self._fading.start(max(_SEEN_AFTER, len(notice.message.text) * _READ_AFTER))
        self.setVisible(notice is not None)
        self._place()
        self.raise_()

    def _note_keyboard(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None or old is None or not isValid(self):
            return
        if self.isAncestorOf(now) and not self.isAncestorOf(old):
            self._before = old

    def _fade(self) -> None:
        card = self._shown
        if card is None:
            return
        is_held = card.is_open or card.underMouse() or _has_keyboard(card)
        if self.isActiveWindow() and not is_held:
            self._notices.dismiss(card.notice)
        else:
            self._fading.start(_HELD)

    def _place(self) -> None:
        """Float over the foot of the page, or of the part of it that has a foot for this."""
        if self._shown is None:
            self._page.setContentsMargins(self._margins)
            return
        room, parts = self._page.rect(), self._page.findChildren(QWidget, _PLACE)
        for each in parts:
            each.installEventFilter(self)
        self._parts = parts
        part = next((each for each in parts if each.isVisible()), None)
        if part is not None:
            room &= QRect(part.mapTo(self._page, QPoint(0, 0)), part.size())
        width = min(room.width() - 2 * PAGE_MARGIN, self._icons.theme.measure(_WIDTH))
        most = round(self.window().height() * _MOST_SHARE)
        self._shown.set_room(most)
        self.resize(width, self.height())
        self._column.activate()  # else it counts a card that was just removed
        needed = self._column.totalHeightForWidth(width)
        height, bars = min(needed, most), Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAsNeeded if needed > most else bars.ScrollBarAlwaysOff
        )
        left = room.center().x() - width // 2
        self.setGeometry(left, room.bottom() + 1 - _UP - height, width, height)
        if not self._shown.is_open:  # of one that is, the rest is looked at, and closed again
            stays = part is None and not self._shown.notice.fades
            below = QMargins(0, 0, 0, height + 2 * _UP if stays else 0)
            self._page.setContentsMargins(self._margins + below)

    def _ask(self, asked: Asked) -> None:
        QuestionDialog(asked, self._icons, self.window()).open()


def _has_keyboard(card: "NoticeCard") -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and card.isAncestorOf(focused)


# Notice card ------------------------------------------------------------------------------------


class NoticeCard(QFrame):
    """One notice in two lines at most, with a button for what can be done and one to close it.

    What does not fit into the lines is shown on request; of many lines the rest scrolls then. The
    buttons take the keyboard by Tab alone: a click leaves it in the text that is written.
    """

    dismissed = Signal(object)
    action_chosen = Signal(str)
    resized = Signal()
    """It needs more height than before, or less."""

    def __init__(self, icons: Icons, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        message = notice.message
        below = "\n".join(part for part in (message.meaning, message.advice) if part)
        is_long = below.count("\n") >= _LINES_IN_PLACE
        self.notice = notice
        self._icons = icons
        self._is_open = False
        self._room = 0
        self.setProperty("box", notice.tone.value)
        self.setAccessibleName(message.text)
        mark = IconLabel(icons, _icon(notice.tone), Ink(notice.tone.value), _ICON)
        self.words = NoticeWords(icons.theme, message.happened, below)
        self._field: QPlainTextEdit | None = None
        if notice.report:
            self._field = _field(_("Report"), notice.report)
        elif is_long:
            self._field = _field(_("Full notice"), below)

        self._in_row: list[QWidget] = []  # always
        self._buttons = row(gap=_GAP)
        if notice.action:
            self.action_button = self._button(notice.action)
            self.action_button.clicked.connect(self._choose_action)
        if notice.report:
            self.copy_button = self._button(_("Copy report"), "copy")
            self.copy_button.clicked.connect(self._copy)
        self.more_button = self._button(_("More"))
        self.dismiss_button = ToolButton(icons, "x", _("Close"))
        self.dismiss_button.setToolTip(_("Close (Esc)"))
        self.dismiss_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons.addWidget(self.dismiss_button)
        self._in_row = [self.dismiss_button, *self._in_row[:-1]]  # but the one for more
        self._body = row((column(self.words, self._field, gap=_GAP), 1), self._buttons, gap=_GAP)
        self._row = row(mark, (self._body, 1), gap=_MARK_GAP, on=self)
        self._mark = mark
        self.more_button.clicked.connect(self._open_or_fold)
        self.dismiss_button.clicked.connect(self._dismiss)
        self._show_words()

    @property
    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return self._is_open

    def set_room(self, height: int) -> None:
        """Be no higher than this, as far as what scrolls can become lower."""
        self._room = height
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

    def _open_or_fold(self) -> None:
        self._is_open = not self._is_open
        self._show_words()
        if self._is_open and self._field is not None and self.more_button.hasFocus():
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)  # so that the arrow keys scroll
        self.resized.emit()

    def _show_words(self) -> None:
        """Show two lines, or all there is."""
        self.words.set_open(is_open=self._is_open)
        if self._field is not None:
            self._field.setVisible(self._is_open)
        self.more_button.setText(_("Less") if self._is_open else _("More"))
        air = _AIR_OPEN if self._is_open else _AIR
        self._row.setContentsMargins(_SIDE, air, _SIDE - _GAP, air)
        self._fit()

    def _fit(self) -> None:
        """Put the buttons where there is room, and offer the words that have none."""
        theme = self._icons.theme
        room = self.width() - 2 * _SIDE - _MARK_GAP - theme.measure(_ICON)
        beside = room - sum(each.sizeHint().width() + _GAP for each in self._in_row)
        is_narrow = beside < theme.measure(_LEAST_WORDS)
        set_beside(self._body, beside=not is_narrow)
        is_cut = self.words.is_cut_at(room if is_narrow else beside)
        self.more_button.setVisible(self._is_open or is_cut or self._field is not None)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        at = top if self._is_open or is_narrow else middle
        self._row.setAlignment(self._mark, at)
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        self._body.setAlignment(self._buttons, side | at)
        layout = self.layout()
        if self._field is None or layout is None:
            return
        line = ceil(QFontMetricsF(self._field.font()).lineSpacing())
        frame = round(self._field.document().documentMargin()) + 2 * _FIELD_EDGE
        self._field.setFixedHeight(_LEAST_LINES * line + frame)
        spare = (self._room - layout.totalHeightForWidth(self.width())) // line
        lines = min(_LINES_OPEN, _LEAST_LINES + max(0, spare))
        self._field.setFixedHeight(lines * line + frame)

    def _choose_action(self) -> None:
        self.action_chosen.emit(self.notice.key)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.notice.report)

    def _dismiss(self) -> None:
        self.dismissed.emit(self.notice)


class NoticeWords(Label):
    """A notice in two lines: what happened in strong letters, and what it means; or all of it."""

    def __init__(self, theme: Theme, lead: str, rest: str) -> None:
        super().__init__(theme, "", Type.BODY)
        self._lead = lead
        self._rest = rest
        self._is_open = False
        self.setTextFormat(Qt.TextFormat.RichText)

    def set_open(self, *, is_open: bool) -> None:
        """Show all of it, or as much as two lines hold."""
        self._is_open = is_open
        self._cut()
        self.updateGeometry()

    def is_cut_at(self, width: int) -> bool:
        """Whether there are more words than two lines of this width hold."""
        return self._height(self._html(None), width) > self._most

    def heightForWidth(self, width: int) -> int:
        """Return the height of two lines at most, or of all."""
        height = self._height(self._html(None), width)
        return height if self._is_open else min(height, self._most)

    def sizeHint(self) -> QSize:
        """Ask for little: the buttons come first."""
        return QSize(0, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room for a line."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the words that there is room for."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        count = None
        if not self._is_open and self.is_cut_at(self.width()):
            heights = range(len(f"{self._lead} {self._rest}".split()))
            fits = bisect_right(heights, self._most, key=self._height_of_words)
            count = max(fits - 1, 1)
        self.setText(self._html(count))
        self.setAccessibleName(f"{self._lead} {self._rest}".strip())

    @property
    def _most(self) -> int:
        return self._height("x<br>" * (_LINES - 1) + "x", 0)

    def _height_of_words(self, count: int) -> int:
        return self._height(self._html(count), self.width())

    def _html(self, count: int | None) -> str:
        """Return so many of the words, or all, as they are shown."""
        lead, rest = self._lead, self._rest
        if count is not None:
            strong = lead.split()
            plain = rest.split()[: max(0, count - len(strong))]
            lead, rest = " ".join(strong[:count]), " ".join(plain)
            lead, rest = (lead, f"{rest}…") if rest else (f"{lead}…", rest)
        lines = escape(rest).replace("\n", "<br>" if self._is_open else " ")
        return f'<span style="font-weight: 600">{escape(lead)}</span> {lines}'.strip()

    def _height(self, html: str, width: int) -> int:
        measured = QTextDocument()
        measured.setDefaultFont(self.font())
        measured.setDocumentMargin(0)
        measured.setHtml(html)
        if width > 0:
            measured.setTextWidth(width)
        return ceil(measured.size().height())


def _field(name: str, words: str) -> QPlainTextEdit:
    """Return a field that can be read and copied."""
    field = QPlainTextEdit(words)
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setAccessibleName(name)
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
