"""The details of a package: what happened to it, what comes next, its receipt."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.overview.submission_list import SubmissionEntry
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.submission import Proof, Receipt, Submission
from lssc_desktop.core.time.clock import WayCode
from lssc_desktop.disk.files import write_durably
from lssc_desktop.formats.dates import near_day, near_moment
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import speaking
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.sending import (
    fingerprint_facts,
    proof_sentence,
    receipt_facts,
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
    handed_in_line,
    next_line,
    way_on_line,
)
from lssc_desktop.messages.words import shown_file
from lssc_desktop.package.papers import Sheet, sheet_pdf
from lssc_desktop.package.target import PACKAGE_SUFFIX
from lssc_desktop.package.typesetting.language import words_for_others
from lssc_desktop.ui.base.file_dialogs import chosen_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import dots_button, plain_button
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import Columns, add, column, row
from lssc_desktop.ui.kit.pages import flow
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.submissions.row import (
    STANDING_LOOKS,
    PackageAct,
    RowDetails,
    SubmissionRow,
    act_words,
    event_look,
)

_NAME_WIDTH = 70
_NARROW = 560
_RECEIPT_WIDTH = 268


class ReceiptCard(Card):
    """The receipt of a package: when, what, and both fingerprints.

    Its facts can be selected; a short fingerprint has the whole one in its tooltip.
    """

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
        icon: IconName = "equal" if receipt.is_compared else "message-circle"
        if receipt.proof is Proof.PERSON:
            icon = "user-check"
        ink = Ink.OK if receipt.is_compared else Ink.INFO
        self.content.setSpacing(7)
        add(
            self.content,
            self._line("receipt", receipt_title(receipt), Type.BODY_STRONG, Ink.INFO),
            self._facts(receipt_facts(receipt, title, zone)),
            self._line(icon, receipt_verdict(receipt), Type.TABLE_STRONG, ink),
            self._facts(fingerprint_facts(receipt), fingerprints=True),
            Label(icons.theme, proof_sentence(receipt), Type.CAPTION, Ink.INK2),
        )

    def _line(self, icon: IconName, words: str, type_: Type, ink: Ink) -> QWidget:
        line = QWidget()
        label = Label(self._icons.theme, words, type_)
        row(IconLabel(self._icons, icon, ink, 16), (label, 1), gap=8, on=line)
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
        for at, (name, value) in enumerate(facts):
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
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, at, 1)
        return grid


# Details ----------------------------------------------------------------------------------------


WAY_ICONS: Mapping[WayCode, IconName] = {
    WayCode.APPEAL: "mail",
    WayCode.COURSE: "school",
    WayCode.LATER: "calendar-event",
}
"""The icon of what can be done about a set that was not achieved."""


class SubmissionDetails(RowDetails):
    """The story of a package and its receipt, below each other where there is little room.

    Of its acts it shows what somebody said; the menu of the package has them all.
    """

    def __init__(
        self, icons: Icons, program: Program, now: datetime, of_row: SubmissionRow
    ) -> None:
        super().__init__()
        entry = of_row.entry
        self._icons = icons
        self._row = of_row
        self._entry = entry
        self._now = now
        self._story = QGridLayout()
        self._story.setHorizontalSpacing(12)
        self._story.setVerticalSpacing(5)
        self._story.setColumnStretch(2, 1)
        receipt = _receipt_of(entry)
        self.receipt: ReceiptCard | None = None
        self._title = Label(icons.theme, "", Type.BODY_STRONG)
        self.dots = dots_button(icons, _("More for this package"), of_row.menu)
        if not of_row.acts:
            self.dots.hide()
        said = flow(gap=8)
        for act in (PackageAct.TELL_ANSWER, PackageAct.TELL_DECISION):
            if act in of_row.acts:
                button = plain_button(icons, act_words(act, entry), small=True)
                button.clicked.connect(of_row.acts[act].trigger)
                said.addWidget(button)
        story = column(self._story, said, gap=8)
        both: QLayout = story
        if receipt is not None:
            self.receipt = ReceiptCard(icons, receipt, entry_title(entry), now.tzinfo)
            both = Columns(
                story,
                self.receipt,
                page=self,
                theme=icons.theme,
                narrow_below=_NARROW,
                aside_width=_RECEIPT_WIDTH,
                gap=16,
            )
            both.setAlignment(self.receipt, Qt.AlignmentFlag.AlignTop)
        column(row((self._title, 1), self.dots), both, gap=6, margins=(16, 10, 16, 14), on=self)
        self._show_story(program)

    def set_beside(self, beside: bool) -> None:
        """Name the package in a card beside the rows."""
        super().set_beside(beside)
        self._title.setText(entry_title(self._entry) if beside else _("What happened"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the three dots offer."""
        self._row.contextMenuEvent(event)

    def _show_story(self, program: Program) -> None:
        entry, sent, today = self._entry, self._entry.submission, self._now.date()
        if entry.note is not None:
            day = near_day(entry.note.built_on, today)
            self._add_line(day, "package", Tone.ACCENT, _packaged_line(sent))
        if entry.handed_in is not None:
            day = near_day(entry.handed_in, today)
            self._add_line(day, "send", Tone.INFO, handed_in_line(entry.handed_in))
        for event, way in entry.history:
            when, (icon, tone) = near_moment(event.at, self._now), event_look(event.code)
            self._add_line(when, icon, tone, event_line(event, way))
        if entry.remembered is not None:
            day = near_day(entry.remembered.on, today)
            self._add_line(day, "send", Tone.INFO, _("Handed in, as your {portfolio} remembers"))
        if entry.decision is not None:
            icon, tone = STANDING_LOOKS[entry.standing]
            day = near_day(entry.decision.day, today)
            self._add_line(day, icon, tone, decision_line(entry.decision))
            if entry.decision.note:
                self._add_line("", "quote", Tone.NOTE, entry.decision.note)
        self._show_notes(today)
        self._show_ways(program, today)
        following = "" if entry.ways else next_line(entry, program)
        if following:
            self._add_line(_("Next"), "circle-dashed", Tone.IDLE, following, Ink.INK2)

    def _show_notes(self, today: date) -> None:
        """Show what reviewers wrote on the whole set; that of a result is the decision's."""
        for review in self._entry.reviews:
            if review.note and review.result is None:
                day = near_day(review.written.date(), today)
                said = f"{one_line(review.reviewer)}: {one_line(review.note)}"
                self._add_line(day, "quote", Tone.NOTE, said)

    def _show_ways(self, program: Program, today: date) -> None:
        """Show what remains to be done about a set that was not achieved."""
        entry = self._entry
        title = "" if entry.competency_set is None else entry.competency_set.title
        for at, way in enumerate(entry.ways):
            words = way_on_line(way, program, title, today)
            self._add_line("" if at else _("You can"), WAY_ICONS[way.code], Tone.ACCENT, words)

    def _add_line(
        self, when: str, icon: IconName, tone: Tone, words: str, ink: Ink = Ink.INK
    ) -> None:
        theme, at = self._icons.theme, self._story.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        time = Label(theme, when, Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self._story.addWidget(time, at, 0, top)
        self._story.addWidget(IconLabel(self._icons, icon, Ink(tone.value), 16), at, 1, top)
        said = Label(theme, words, Type.TABLE, ink)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._story.addWidget(said, at, 2)


# Receipts ---------------------------------------------------------------------------------------


class Receipts(QObject):
    """Copies receipts as text into the clipboard, and saves them as PDF.

    They go to others, so they are in the language of the portfolio.
    """

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        """`window` is what the dialog opens in front of."""
        super().__init__(window)
        self._session = session
        self._services = services
        self._window = window

    def copy(self, entry: SubmissionEntry) -> None:
        """Put the whole receipt of a package as text into the clipboard."""
        receipt, zone = _receipt_of(entry), self._session.now.tzinfo
        if receipt is not None:
            with self._speaking_to_others(entry) as title:
                text = receipt_text(receipt, title, _file(entry), zone)
            QApplication.clipboard().setText(text)

    def ask_where(self, entry: SubmissionEntry) -> None:
        """Ask where to save the receipt of a package as PDF; beside the package is offered."""
        self._session.flows.begin(self._save(entry), self._services.notices.show_error)

    async def _save(self, entry: SubmissionEntry) -> None:
        receipt, note, session = _receipt_of(entry), entry.note, self._session
        if receipt is None:
            return
        candidate, zone = session.portfolio.candidate.name, session.now.tzinfo
        paper = paper_of(session.program, session.portfolio)
        with self._speaking_to_others(entry) as title:
            sheet = receipt_sheet(receipt, title, _file(entry), candidate, zone, paper)
        target = await chosen_target(
            self._window,
            _("Where do you want to save the receipt?"),
            name=_file(entry).removesuffix(PACKAGE_SUFFIX) + " receipt.pdf",
            filters=[_("PDF (*.pdf)")],
            start="" if note is None or note.elsewhere else (session.root / note.path).parent,
        )
        await self._services.jobs.result(Lane.DISK, write_sheet, sheet, session.today, target)
        said = _("The receipt is saved as {name}.").format(name=shown_file(target.name))
        self._services.notices.show(Message(said), Tone.OK, key="receipt")

    @contextmanager
    def _speaking_to_others(self, entry: SubmissionEntry) -> Iterator[str]:
        """Speak the language of the portfolio for a while; the title of a package is given."""
        program = self._session.program_for_others
        with speaking(words_for_others(program, self._session.portfolio)):
            yield entry_title(entry.in_program(program))


def write_sheet(sheet: Sheet, day: date, target: Path) -> None:
    """Write a sheet as a PDF."""
    write_durably(target, sheet_pdf(sheet, day))


def _receipt_of(entry: SubmissionEntry) -> Receipt | None:
    return None if entry.submission is None else entry.submission.receipt


def _file(entry: SubmissionEntry) -> str:
    return "" if entry.submission is None else entry.submission.package


def _packaged_line(submission: Submission | None) -> str:
    """Say the first thing that happened to every package."""
    if submission is None:
        return _("Packaged")
    return _("Packaged: {size}").format(size=size(submission.bytes))
