"""What happened to a package, what comes next, its receipt, and what else can be done with it."""

from datetime import datetime
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QVBoxLayout, QWidget

from lssc_desktop.core.program import Program
from lssc_desktop.core.submission import Receipt
from lssc_desktop.core.submission_list import SubmissionEntry
from lssc_desktop.messages.days import near_day
from lssc_desktop.messages.moments import near_moment
from lssc_desktop.messages.submissions import (
    decision_line,
    entry_title,
    event_line,
    next_line,
    packaged_line,
)
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.submission_looks import EVENT_LOOKS, STANDING_LOOKS, Act, other_acts
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import IconLabel, Label
from lssc_desktop.ui.widgets.receipt_card import ReceiptCard
from lssc_desktop.ui.widgets.submission_row import act_words

_NARROW = 560
_RECEIPT_WIDTH = 268


class SubmissionDetails(QFrame):
    """The story on the left, the receipt on the right; below each other where there is no room."""

    act_requested = Signal(object)
    copy_requested = Signal(object)
    """The `Receipt`."""
    pdf_requested = Signal(object)

    def __init__(
        self,
        icons: Icons,
        program: Program,
        entry: SubmissionEntry,
        now: datetime,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("box", "sunken")
        self._icons = icons
        self._entry = entry
        self._now = now
        self._story = QGridLayout()
        self._story.setHorizontalSpacing(12)
        self._story.setVerticalSpacing(5)
        self._story.setColumnStretch(2, 1)
        self.receipt: ReceiptCard | None = None
        self._acts = FlowLayout(spacing=8)

        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Label(icons.theme, _("What happened"), Type.BODY_STRONG))
        left.addLayout(self._story)
        left.addSpacing(4)
        left.addLayout(self._acts)
        left.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(16, 12, 16, 14)
        self._across.setSpacing(16)
        self._across.addLayout(left, 1)
        self._tell(program)
        self._show_receipt()
        for act in other_acts(entry):
            button = plain_button(icons, act_words(act), small=True)
            button.setProperty("act", act.value)
            button.setAccessibleName(
                _("{act}: {package}").format(act=act_words(act), package=entry_title(entry))
            )
            button.clicked.connect(self._request)
            self._acts.addWidget(button)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the receipt below the story where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _tell(self, program: Program) -> None:
        entry, sent = self._entry, self._entry.submission
        if entry.note is not None:
            self._line(
                near_day(entry.note.day, self._now.date()),
                "package",
                Tone.ACCENT,
                packaged_line(sent),
            )
        if sent is not None:
            for event in sent.events:
                icon, tone = EVENT_LOOKS[event.code]
                self._line(near_moment(event.at, self._now), icon, tone, event_line(event, sent))
        if entry.decision is not None:
            icon, tone = STANDING_LOOKS[entry.standing]
            self._line(
                near_day(entry.decision.day, self._now.date()),
                icon,
                tone,
                decision_line(entry.decision),
            )
            if entry.decision.note:
                self._line("", "quote", Tone.NOTE, entry.decision.note)
        following = next_line(entry, program)
        if following:
            self._line(_("Next"), "circle-dashed", Tone.IDLE, following, Ink.INK2)

    def _line(self, when: str, icon: IconName, tone: Tone, words: str, ink: Ink = Ink.INK) -> None:
        theme, row = self._icons.theme, self._story.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        time = Label(theme, when, Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self._story.addWidget(time, row, 0, top)
        self._story.addWidget(IconLabel(self._icons, icon, Ink(tone.value), 16), row, 1, top)
        said = Label(theme, words, Type.TABLE, ink)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._story.addWidget(said, row, 2)

    def _show_receipt(self) -> None:
        receipt = self._receipt
        if receipt is None:
            return
        card = ReceiptCard(self._icons, receipt, entry_title(self._entry), self._now.tzinfo)
        card.copy_requested.connect(self._copy)
        card.pdf_requested.connect(self._save)
        self._across.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.receipt = card

    @property
    def _receipt(self) -> Receipt | None:
        sent = self._entry.submission
        return None if sent is None else sent.receipt

    @Slot()
    def _copy(self) -> None:
        self.copy_requested.emit(self._receipt)

    @Slot()
    def _save(self) -> None:
        self.pdf_requested.emit(self._receipt)

    @Slot()
    def _request(self) -> None:
        button = self.sender()
        if button is not None:
            self.act_requested.emit(Act(button.property("act")))

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() < self._icons.theme.measure(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if narrow else across)
        if self.receipt is not None:
            wide = self._icons.theme.measure(_RECEIPT_WIDTH)
            self.receipt.setMinimumWidth(0 if narrow else wide)
            self.receipt.setMaximumWidth(16_777_215 if narrow else wide)
