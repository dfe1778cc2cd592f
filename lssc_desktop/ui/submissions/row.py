"""The row of a package: what it is, how far it is, what to do; it opens to show what happened."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QMenu,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from lssc_desktop.core.job import Progress, Step, seconds_left
from lssc_desktop.core.overview.submission_list import SubmissionEntry
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import (
    BY_HAND,
    EventCode,
    SubmissionState,
    is_mailed,
    is_on_own_word,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.submissions import (
    EVENTS,
    STEP_OF,
    entry_note,
    entry_title,
    entry_word,
    is_reported,
    row_name,
    way_name,
)
from lssc_desktop.messages.words import bytes_done, job_step_words, time_left
from lssc_desktop.ui.base.actions import find_by_name
from lssc_desktop.ui.kit.bars import ProgressLine
from lssc_desktop.ui.kit.buttons import Button, StatusChip, plain_button, tinted_button
from lssc_desktop.ui.kit.focus import no_focus_ring
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, set_style_property
from lssc_desktop.ui.kit.layout import add, column, row, set_beside, stretch
from lssc_desktop.ui.kit.mirroring import mirror
from lssc_desktop.ui.kit.pages import dispose
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tables import paint_chosen
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type

# Acts and looks ---------------------------------------------------------------------------------


STANDING_LOOKS: Mapping[Standing, tuple[IconName, Tone]] = {
    Standing.DRAFT: ("pencil", Tone.IDLE),
    Standing.PACKAGED: ("package", Tone.ACCENT),
    Standing.COPIED: ("device-usb", Tone.ACCENT),
    Standing.SENDING: ("upload", Tone.ACCENT),
    Standing.UNCERTAIN: ("help-circle", Tone.WARN),
    Standing.UNREADABLE: ("file-alert", Tone.WARN),
    Standing.RECEIVED: ("shield-check", Tone.INFO),
    Standing.REVIEWED: ("message-circle", Tone.INFO),
    Standing.REVISION_ASKED: ("edit", Tone.WARN),
    Standing.ACHIEVED: ("award", Tone.OK),
    Standing.NOT_ACHIEVED: ("circle-x", Tone.BAD),
}


def event_look(code: EventCode) -> tuple[IconName, Tone]:
    """Return how what happened to a package looks."""
    icon, tone = EVENTS[code].look
    return cast("IconName", icon), Tone(tone)


def entry_look(entry: SubmissionEntry) -> tuple[IconName, Tone]:
    """Return how the state of a package looks."""
    sent = entry.submission
    if entry.is_elsewhere or entry.remembered is not None:
        return "send", Tone.INFO
    if entry.standing is Standing.SENDING and sent is not None and sent.paused:
        return event_look(EventCode.PAUSED)
    icon, tone = STANDING_LOOKS[entry.standing]
    if is_reported(sent):
        return "message-circle", tone
    if is_mailed(sent):
        return "send", tone
    return ("user-check" if is_on_own_word(sent) else icon), tone


class PackageAct(StrEnum):
    """What the user can do with a package."""

    CHECK = "check"
    HAND_IN = "hand-in"
    BRING_IN = "bring-in"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FIND_OUT = "find-out"
    TELL_HAS_IT = "tell-has-it"
    TELL_ANSWER = "tell-answer"
    TAKE_BACK = "take-back"
    ENTERED_BY_MISTAKE = "entered-by-mistake"
    GO_ON_BY_HAND = "go-on-by-hand"
    OPEN_SET = "open-set"
    TELL_DECISION = "tell-decision"
    SHOW_IN_FOLDER = "show-in-folder"
    COPY_RECEIPT = "copy-receipt"
    SAVE_RECEIPT = "save-receipt"


def act_words(act: PackageAct, entry: SubmissionEntry) -> str:
    """Return the words of an act, on a button or in a menu."""
    if act is PackageAct.HAND_IN and entry.is_review_copy:
        return _("Send…")
    return {
        PackageAct.CHECK: _("Check"),
        PackageAct.HAND_IN: _("Hand in…"),
        PackageAct.BRING_IN: _("Find it…"),
        PackageAct.GO_ON_BY_HAND: _("Continue…"),
        PackageAct.PAUSE: _("Pause"),
        PackageAct.RESUME: _("Resume"),
        PackageAct.STOP: _("Stop sending"),
        PackageAct.FIND_OUT: _("Find out…"),
        PackageAct.TELL_HAS_IT: _("They have it…"),
        PackageAct.TELL_ANSWER: _("The office answered…"),
        PackageAct.TAKE_BACK: _("I didn’t hand it in"),
        PackageAct.ENTERED_BY_MISTAKE: _("I entered this by mistake"),
        PackageAct.OPEN_SET: _("Open {set}"),
        PackageAct.TELL_DECISION: _("The program decided…"),
        PackageAct.SHOW_IN_FOLDER: _("Show in folder"),
        PackageAct.COPY_RECEIPT: _("Copy receipt"),
        PackageAct.SAVE_RECEIPT: _("Save receipt as PDF"),
    }[act]


def main_act(entry: SubmissionEntry) -> PackageAct | None:
    """Return the likely next act; from uncertain the only one is to find out."""
    sent = entry.submission
    if entry.standing is Standing.PACKAGED:
        if entry.outdated:
            return PackageAct.CHECK
        if _is_elsewhere(entry):
            return PackageAct.BRING_IN
        begun_by_hand = sent is not None and bool(sent.ticked)
        return PackageAct.GO_ON_BY_HAND if begun_by_hand else PackageAct.HAND_IN
    if entry.standing is Standing.SENDING:
        return PackageAct.RESUME if sent is not None and sent.paused else PackageAct.PAUSE
    return _MAIN_ACTS.get(entry.standing)


_MAIN_ACTS: Mapping[Standing, PackageAct] = {
    Standing.DRAFT: PackageAct.CHECK,
    Standing.COPIED: PackageAct.TELL_HAS_IT,
    Standing.UNCERTAIN: PackageAct.FIND_OUT,
    Standing.REVIEWED: PackageAct.OPEN_SET,
    Standing.REVISION_ASKED: PackageAct.OPEN_SET,
}


def other_acts(entry: SubmissionEntry) -> tuple[PackageAct, ...]:
    """Return what else can be done, as the menu of a package offers it."""
    acts: list[PackageAct] = []
    main = main_act(entry)
    if _can_be_handed_in(entry) and main is not PackageAct.HAND_IN:
        act = PackageAct.BRING_IN if _is_elsewhere(entry) else PackageAct.HAND_IN
        acts.extend(() if main is act else (act,))
    if entry.standing is Standing.COPIED and not entry.outdated:
        acts.append(PackageAct.HAND_IN)
    if entry.standing is Standing.SENDING:
        acts.append(PackageAct.STOP)
    sent = entry.submission
    is_lost = entry.remembered is not None and not entry.remembered.on_own_word
    if entry.standing is Standing.RECEIVED and (is_mailed(sent) or is_lost):
        acts.append(PackageAct.TELL_ANSWER)
    if (
        entry.standing is Standing.UNCERTAIN
        and sent is not None
        and sent.destination not in BY_HAND
    ):
        acts.append(PackageAct.TELL_ANSWER)
    if entry.may_be_taken_back:
        is_copy = entry.standing is Standing.COPIED
        acts.append(PackageAct.TAKE_BACK if is_copy else PackageAct.ENTERED_BY_MISTAKE)
    note = entry.note
    is_portfolio = note is not None and note.kind is not PackageKind.REVIEW_COPY
    if entry.standing is Standing.RECEIVED and (is_portfolio or entry.is_elsewhere):
        acts.append(PackageAct.TELL_DECISION)  # it decides about a portfolio and a renewal
    if note is not None and not note.elsewhere:
        acts.append(PackageAct.SHOW_IN_FOLDER)
    if sent is not None and sent.receipt is not None:
        acts += PackageAct.COPY_RECEIPT, PackageAct.SAVE_RECEIPT
    return tuple(acts)


def _can_be_handed_in(entry: SubmissionEntry) -> bool:
    """Whether it was given to nobody yet; comments on a review copy may have come back by hand."""
    sent = entry.submission
    is_here = sent is None or sent.state is SubmissionState.PACKAGED
    return entry.standing in {Standing.PACKAGED, Standing.REVIEWED} and is_here


def _is_elsewhere(entry: SubmissionEntry) -> bool:
    """Whether the package was written to another folder; a copy of ours keeps how it is sent."""
    return entry.note is not None and entry.note.elsewhere


# Dots -------------------------------------------------------------------------------------------


DOTS_WIDTH = 128
"""The width of all dots, in pixels at 100 % text."""
_STEPS = 5
_PASSED = 10  # the width of a dot of a step that is done
_HERE = 12
_AHEAD = 8
_LINE = 2
_DONE = {Standing.REVIEWED, Standing.ACHIEVED}


class StateDots(QWidget):
    """Five dots on a line for how far a package is: draft, packaged, sent, received, decided.

    A dashed dot is uncertain. The accessible name says the same in words.
    """

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._standing = Standing.DRAFT
        speak_as(self, Speech.GRAPHIC)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._apply_theme)

    def show_standing(self, standing: Standing, word: str) -> None:
        """Show how far another package is; `word` names its state."""
        self._standing = standing
        said = way_name(standing, word)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room at the current text size."""
        measure = self._theme.measure
        return QSize(measure(DOTS_WIDTH), measure(_HERE) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same: dots are never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, what is behind, where it stands, and what is ahead."""
        painter = QPainter(self)
        mirror(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = STEP_OF[self._standing]
        places = self._places()
        self._draw_line(painter, places, here)
        for step, place in enumerate(places):
            if step < here or self._standing in _DONE:
                self._draw_dot(painter, place, _PASSED, filled=True)
            elif step > here:
                self._draw_ahead(painter, place)
            else:
                self._draw_here(painter, place)
        painter.end()

    def _places(self) -> list[QPointF]:
        side = self._theme.measure(_HERE) / 2 + 2
        apart = (self.width() - 2 * side) / (_STEPS - 1)
        middle = self.height() / 2
        return [QPointF(side + step * apart, middle) for step in range(_STEPS)]

    def _color(self) -> str:
        tokens = self._theme.tokens
        return tokens.ok.fg if self._standing is Standing.ACHIEVED else tokens.accent

    def _draw_line(self, painter: QPainter, places: list[QPointF], here: int) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.line_strong), _LINE))
        painter.drawLine(places[here], places[-1])
        painter.setPen(QPen(QColor(self._color()), _LINE))
        painter.drawLine(places[0], places[here])

    def _draw_dot(self, painter: QPainter, place: QPointF, wide: int, *, filled: bool) -> None:
        color = QColor(self._color())
        painter.setPen(QPen(color, _LINE))
        painter.setBrush(color if filled else QColor(self._theme.tokens.surface))
        painter.drawEllipse(self._circle(place, wide - _LINE))

    def _draw_ahead(self, painter: QPainter, place: QPointF) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(self._circle(place, _AHEAD))

    def _draw_here(self, painter: QPainter, place: QPointF) -> None:
        tokens = self._theme.tokens
        tone = {
            Standing.UNCERTAIN: Tone.WARN,
            Standing.UNREADABLE: Tone.WARN,
            Standing.REVISION_ASKED: Tone.WARN,
            Standing.NOT_ACHIEVED: Tone.BAD,
        }.get(self._standing)
        color = QColor(self._color() if tone is None else tokens.tone(tone).fg)
        pen = QPen(color, _LINE + 1)
        if self._standing in {Standing.UNCERTAIN, Standing.UNREADABLE}:
            pen = QPen(color, _LINE)
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.6, 1.4])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.surface if tone is None else tokens.tone(tone).bg))
        painter.drawEllipse(self._circle(place, _HERE - 1))

    def _circle(self, middle: QPointF, wide: int) -> QRectF:
        side = float(self._theme.measure(wide))
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(middle)
        return circle

    def _apply_theme(self) -> None:
        self.updateGeometry()
        self.update()


# Row head ---------------------------------------------------------------------------------------


STATE_WIDTH = 142
GAP = 12
_BAR = 52  # so that bytes and time left stand on one line beside it, on a small screen too
_RING = 2


class RowHead(QAbstractButton):
    """A button of everything in a row but its act; it opens or closes the row."""

    moved = Signal(int)
    """Up (-1) or down (1), to the row beside it."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._theme = theme
        self.setCheckable(True)
        speak_as(self, Speech.EXPANDER)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        no_focus_ring(self)
        self.chevron = IconLabel(icons, "chevron-right", Ink.INK, 18)
        self.title = Label(theme, "", Type.BODY_STRONG)
        self.note = Label(theme, "", Type.TABLE, Ink.INK2, tabular=True)
        self.bar = ProgressLine(theme, _("Share sent"))
        self.dots = StateDots(theme)
        self.chip = StatusChip(icons, "pencil", "", Tone.IDLE)

        # The bar is beside the first line of the note.
        self._above_bar = QSpacerItem(0, 0)
        bar = column(gap=0)
        bar.addItem(self._above_bar)
        add(bar, self.bar, stretch)
        words = column(self.title, row(bar, (self.note, 1), gap=8), gap=1)
        self._chip_room = QWidget()
        row(self.chip, stretch, on=self._chip_room)
        self._marks = QWidget()
        row(self.dots, self._chip_room, stretch, gap=GAP, on=self._marks)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._across: QBoxLayout = row((words, 1), (self._marks, middle), gap=GAP)
        row((self.chevron, middle), (self._across, 1), gap=13, margins=(15, 9, 0, 9), on=self)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._beside = False
        self.toggled.connect(self._show_state)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def set_beside(self, beside: bool) -> None:
        """Point to the details where they are: beside the rows, or below this one."""
        self._beside = beside
        self._show_state(self.isChecked())

    def set_narrow(self, narrow: bool) -> None:
        """Move dots and state below the words, or beside them."""
        set_beside(self._across, beside=not narrow)
        self._across.setAlignment(
            self._marks, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
        )

    def sizeHint(self) -> QSize:
        """Return what words, dots and state need."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground under the pointer, and inside it the ring of the keyboard."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        if self.isDown():
            painter.fillRect(self.rect(), QColor(tokens.pressed))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(tokens.sunken))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.focus), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 6, 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close by Enter and by Right and Left; go to the rows beside by Up and Down."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Right:
                self.setChecked(True)
            case Qt.Key.Key_Left:
                self.setChecked(False)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case _:
                super().keyPressEvent(event)

    def _show_state(self, opened: bool) -> None:
        below = opened and not self._beside
        self.chevron.set_icon("chevron-down" if below else "chevron-right")
        self.setAccessibleDescription(
            _("Open. Press Enter to close it.")
            if opened
            else _("Closed. Press Enter to see what happened.")
        )

    def _apply_theme(self) -> None:
        self._chip_room.setFixedWidth(self._theme.measure(STATE_WIDTH))
        self.bar.setFixedWidth(self._theme.measure(_BAR))
        line = QFontMetrics(self._theme.font(Type.TABLE)).height()
        self._above_bar.changeSize(0, (line - self.bar.sizeHint().height()) // 2)
        self._show_state(self.isChecked())
        self.updateGeometry()


# Submission row ---------------------------------------------------------------------------------


ACT_WIDTH = 126


class RowDetails(QFrame):
    """What is shown of a package while its row is open."""

    def set_beside(self, beside: bool) -> None:
        """Look like a card beside the rows, or like a part of the row."""
        set_style_property(self, "box", "card" if beside else "sunken")


class SubmissionRow(QFrame):
    """A head, the act that is likely next, and the details while it is open.

    Its menu has every act. The details are below the head, or in a layout beside the rows.
    """

    act_requested = Signal(object, object)
    """The `PackageAct` and the `SubmissionEntry`."""

    def __init__(
        self, icons: Icons, entry: SubmissionEntry, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._act: PackageAct | None = None
        self._details: RowDetails | None = None
        self._beside: QBoxLayout | None = None
        self._progress: Progress | None = None
        self._began: tuple[Step, float] | None = None
        self._today = today
        self.entry = entry
        self.bytes: int | None = None
        self.head = RowHead(icons)
        self.button: Button = plain_button(icons, "")
        self.menu = QMenu(self)
        self.acts: dict[PackageAct, QAction] = {}
        self._act_room = QWidget()

        self._room = row(stretch, self.button, margins=(0, 0, 16, 0), on=self._act_room)
        middle = Qt.AlignmentFlag.AlignVCenter
        across = row((self.head, 1), (self._act_room, middle), gap=0)
        self._column = column(across, gap=0, on=self)

        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self.button.hide()
        self.show_entry(entry, None)

    @property
    def details(self) -> RowDetails | None:
        """What happened and the receipt, None while the row is closed."""
        return self._details

    def show_entry(self, entry: SubmissionEntry, bytes_: int | None) -> None:
        """Show how far the package is now; `bytes_` is its size, where it is known."""
        rests = entry.submission is not None and entry.submission.paused
        if entry.standing is not Standing.SENDING or rests:
            self._progress = None
        self.entry, self.bytes = entry, bytes_
        icon, tone = entry_look(entry)
        word = entry_word(entry)
        self.head.title.setText(entry_title(entry))
        self.head.chip.set_status(icon, word, tone)
        self.head.dots.show_standing(entry.standing, word)
        main = main_act(entry)
        self._show_act(main)
        self._fill_menu((*(() if main is None else (main,)), *other_acts(entry)))
        self._show_note()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the sending is."""
        if self._began is None or self._began[0] is not progress.step:
            self._began = (progress.step, progress.seconds)
        self._progress = progress
        self._show_note()

    def show_details(self, details: RowDetails | None) -> None:
        """Show what happened, or nothing; the keyboard stays in the row."""
        if self._details is not None:
            self._take_focus_back()
            (self._beside or self._column).removeWidget(self._details)
            dispose(self._details)
        self._details = details
        self._put_details()

    def put_beside(self, beside: QBoxLayout | None) -> None:
        """Have the details in a layout beside the rows; without one they are below the head."""
        if beside is not self._beside:
            self._take_focus_back()
            self._beside = beside
            self._put_details()
            self.update()

    def _put_details(self) -> None:
        self.head.set_beside(self._beside is not None)
        if self._details is not None:
            self._details.set_beside(self._beside is not None)
            (self._beside or self._column).addWidget(self._details)

    def _take_focus_back(self) -> None:
        if self._details is not None and self._details.isAncestorOf(self.window().focusWidget()):
            self.head.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row whose details are beside it as the chosen one."""
        if self._details is not None and self._beside is not None:
            theme = self._icons.theme
            painter = QPainter(self)
            paint_chosen(painter, self.rect(), theme, ground=not theme.tokens.high_contrast)
            painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer every act."""
        self.menu.popup(event.globalPos())

    def _fill_menu(self, acts: tuple[PackageAct, ...]) -> None:
        if acts == tuple(self.acts):
            return
        for old in self.acts.values():
            self.removeAction(old)
            self.menu.removeAction(old)
            old.deleteLater()
        self.acts = {act: self.menu.addAction(act_words(act, self.entry)) for act in acts}
        for act, action in self.acts.items():
            action.triggered.connect(partial(self._request, act))
        find_by_name(entry_title(self.entry), self.acts.values(), on=self)

    def _show_note(self) -> None:
        progress = self._progress
        note = entry_note(self.entry, self._today, self.bytes)
        if progress is not None and self._began is not None:
            note = _progress_line(progress, progress.seconds - self._began[1])
            self.head.bar.set_progress(progress.done, progress.total)
        elif self.entry.submission is not None:
            sent = self.entry.submission
            self.head.bar.set_progress(sent.confirmed, max(sent.bytes, 1))
        self.head.bar.setVisible(self.entry.standing is Standing.SENDING)
        self.head.note.setText(note)
        self.head.setAccessibleName(row_name(self.entry, note))

    def _show_act(self, act: PackageAct | None) -> None:
        if act is self._act:
            return
        had_focus = self.button.hasFocus()
        self._act = act
        old, self.button = self.button, self._button(act)
        self._room.replaceWidget(old, self.button)
        dispose(old)
        if act is not None:
            self.button.clicked.connect(partial(self._request, act))
        self.button.setVisible(act is not None)
        if had_focus:
            (self.head if act is None else self.button).setFocus()

    def _button(self, act: PackageAct | None) -> Button:
        words = "" if act is None else act_words(act, self.entry)
        make = (
            tinted_button if act in {PackageAct.FIND_OUT, PackageAct.TELL_HAS_IT} else plain_button
        )
        button = make(self._icons, words)
        name = _("{act}: {package}").format(act=words, package=entry_title(self.entry))
        button.setAccessibleName(name)
        return button

    def _request(self, act: PackageAct, *_checked: bool) -> None:
        self.act_requested.emit(act, self.entry)

    def _apply_theme(self) -> None:
        self._act_room.setMinimumWidth(self._icons.theme.measure(ACT_WIDTH + 16 + GAP))


def _progress_line(progress: Progress, seconds: float) -> str:
    """Return what is done and how long the rest takes: "190 of 486 MB, about 3 min left"."""
    if progress.step is not Step.SENDING or progress.total <= 0:
        return job_step_words(progress.step)
    done = bytes_done(progress.done, progress.total)
    left = seconds_left(progress.done, progress.total, seconds)
    if left is None:
        return done
    return _("{done}, {left}").format(done=done, left=time_left(left, short=True))
