"""What happened to a package, what comes next, its receipt, and what else can be done with it."""

from datetime import date, datetime, tzinfo
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.submission import Proof, Receipt
from lssc_desktop.core.submission.submission_list import SubmissionEntry
from lssc_desktop.messages.dates import near_day, near_moment
from lssc_desktop.messages.sending import (
    fingerprint_facts,
    proof_sentence,
    receipt_facts,
    receipt_saved,
    receipt_sheet,
    receipt_text,
    receipt_title,
    receipt_verdict,
    short_fingerprint,
)
from lssc_desktop.messages.submissions import (
    decision_line,
    entry_title,
    event_line,
    next_line,
    packaged_line,
)
from lssc_desktop.package.receipt import Sheet, sheet_pdf
from lssc_desktop.package.target import PACKAGE_SUFFIX
from lssc_desktop.store.folder.files import write_durably
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.pages import FlowLayout
from lssc_desktop.ui.kit.tokens import Ink, Tone
from lssc_desktop.ui.submissions.row import (
    EVENT_LOOKS,
    STANDING_LOOKS,
    PackageAct,
    act_words,
    other_acts,
)

# A receipt on a card: when, what, and both fingerprints, to be copied or kept as a PDF ----------


_NAME_WIDTH = 70


class ReceiptCard(Card):
    """Its facts can be selected; a short fingerprint has the whole one in its tooltip."""

    copy_requested = Signal()
    pdf_requested = Signal()

    def __init__(
        self,
        icons: Icons,
        receipt: Receipt,
        title: str,
        zone: tzinfo | None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(padding=14, parent=parent)
        self._icons = icons
        by_person = receipt.proof is Proof.PERSON
        self.copy = plain_button(icons, _("Copy"), "copy", small=True)
        self.copy.setAccessibleName(_("Copy the receipt"))
        self.pdf = plain_button(icons, _("Save as PDF"), "device-floppy", small=True)
        self.pdf.setAccessibleName(_("Save the receipt as PDF"))

        self.content.setSpacing(7)
        self.content.addWidget(
            self._line("receipt", receipt_title(receipt), Type.BODY_STRONG, Ink.INFO)
        )
        self.content.addLayout(self._facts(receipt_facts(receipt, title, zone)))
        icon: IconName = "equal" if receipt.is_compared else "message-circle"
        if by_person:
            icon = "user-check"
        ink = Ink.OK if receipt.is_compared else Ink.INFO
        self.content.addWidget(self._line(icon, receipt_verdict(receipt), Type.TABLE_STRONG, ink))
        self.content.addLayout(self._facts(fingerprint_facts(receipt), fingerprints=True))
        self.content.addWidget(Label(icons.theme, proof_sentence(receipt), Type.CAPTION, Ink.INK2))
        acts = FlowLayout(spacing=6)
        acts.addWidget(self.copy)
        acts.addWidget(self.pdf)
        self.content.addSpacing(2)
        self.content.addLayout(acts)
        self.copy.clicked.connect(self.copy_requested)
        self.pdf.clicked.connect(self.pdf_requested)

    def _line(self, icon: IconName, words: str, type_: Type, ink: Ink) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(self._icons, icon, ink, 16))
        row.addWidget(Label(self._icons.theme, words, type_), 1)
        return line

    def _facts(
        self, facts: tuple[tuple[str, str], ...], *, fingerprints: bool = False
    ) -> QGridLayout:
        theme = self._icons.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, theme.measure(_NAME_WIDTH))
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            is_digits = fingerprints and len(value) >= 40 and value.isalnum()  # noqa: PLR2004  SHA-1 has 40 digits
            shown = short_fingerprint(value) if is_digits else value
            words = Label(theme, shown, Type.TABLE, tabular=True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setAccessibleName(f"{name}: {value}")
            words.setToolTip(value if is_digits else "")
            label = Label(theme, name, Type.TABLE, Ink.INK2, wrap=False)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        return grid


# Submission details -----------------------------------------------------------------------------


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
            self.act_requested.emit(PackageAct(button.property("act")))

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() < self._icons.theme.measure(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if narrow else across)
        if self.receipt is not None:
            wide = self._icons.theme.measure(_RECEIPT_WIDTH)
            self.receipt.setMinimumWidth(0 if narrow else wide)
            self.receipt.setMaximumWidth(16_777_215 if narrow else wide)


# Keeping a receipt elsewhere: as text in the clipboard, or as a PDF -----------------------------


class Receipts(QObject):
    """Copies and saves receipts; the dialog opens in front of `window`."""

    def __init__(self, session: Session, jobs: Jobs, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._notices = notices
        self._window = window
        self._sheet: Sheet | None = None

    def copy(self, entry: SubmissionEntry, receipt: Receipt) -> None:
        """Put the whole receipt as text into the clipboard."""
        zone = self._session.now.tzinfo
        QApplication.clipboard().setText(
            receipt_text(receipt, entry_title(entry), _file(entry), zone)
        )

    def sheet(self, entry: SubmissionEntry, receipt: Receipt) -> Sheet:
        """Return the receipt as a sheet to print or keep."""
        candidate = self._session.portfolio.candidate.name
        zone = self._session.now.tzinfo
        return receipt_sheet(receipt, entry_title(entry), _file(entry), candidate, zone)

    def ask_where(self, entry: SubmissionEntry, receipt: Receipt) -> None:
        """Ask where to keep the PDF; it is offered beside the package."""
        self._sheet = self.sheet(entry, receipt)
        dialog = QFileDialog(self._window, _("Where should the receipt lie?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        if entry.note is not None and not entry.note.elsewhere:
            dialog.setDirectory(str((self._session.root / entry.note.path).parent))
        dialog.selectFile(_file(entry).removesuffix(PACKAGE_SUFFIX) + " receipt.pdf")
        dialog.fileSelected.connect(self._save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, sheet: Sheet, target: Path) -> None:
        """Write a receipt beside the window, and tell when it is there."""
        self._jobs.start(
            Lane.DISK,
            write_sheet,
            sheet,
            self._session.today,
            target,
            done=self._tell_saved,
            failed=self._notices.show_error,
        )

    @Slot(str)
    def _save(self, path: str) -> None:
        if self._sheet is not None:
            self.save(self._sheet, Path(path))

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._notices.show(receipt_saved(path.name), Tone.OK, key="receipt")


def write_sheet(sheet: Sheet, day: date, target: Path) -> Path:
    """Write a sheet as a PDF and return where it lies."""
    write_durably(target, sheet_pdf(sheet, day))
    return target


def _file(entry: SubmissionEntry) -> str:
    return "" if entry.submission is None else entry.submission.package
