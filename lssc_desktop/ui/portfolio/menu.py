"""The Portfolio menu: its acts on the open portfolio, and its dialogs about the candidate.

Of the File menu the safety copies: making one, and which of two copies is newer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QListWidget, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.candidate_edits import (
    StartDays,
    remove_words,
    set_email,
    set_membership,
    set_mentor,
    set_name,
    set_start_days,
)
from lssc_desktop.core.portfolio.portfolio import Experience, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.program_differences import FormerWork, former_work
from lssc_desktop.core.program.schema import ClockStart, Needed
from lssc_desktop.core.text.richtext import RichText, plain
from lssc_desktop.core.time.clock import first_day
from lssc_desktop.core.time.eligibility import EligibilityReport, candidate_eligibility
from lssc_desktop.messages.about_you import (
    first_day_label,
    first_day_note,
    member_label,
    membership_history,
)
from lssc_desktop.messages.competency import (
    former_lead,
    former_notes,
    former_title,
    no_own_words,
    own_words_note,
    unreadable_here,
)
from lssc_desktop.messages.portfolio import (
    comparison_failed,
    comparison_message,
    safety_copy_failed,
    safety_copy_made,
)
from lssc_desktop.store.folder.conflicts import Comparison, Newer, compare_copies
from lssc_desktop.store.folder.safety_copy import SafetyCopy, make_safety_copy
from lssc_desktop.ui.base.actions import Actions
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import Button, link_button, plain_button
from lssc_desktop.ui.kit.dialogs import Dialog, ask_folder
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, row, stretch
from lssc_desktop.ui.kit.pages import Divider, SectionHead
from lssc_desktop.ui.kit.tables import RowDelegate
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.portfolio.export import Exporter
from lssc_desktop.ui.portfolio.papers import Papers
from lssc_desktop.ui.portfolio.program import ProgramSwitcher
from lssc_desktop.ui.shared.day_field import OptionalDay
from lssc_desktop.ui.shared.dialogs import FormDialog, open_plan
from lssc_desktop.ui.shared.experience_form import ExperienceForm
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.ui.shared.self_assessment import open_self_assessment

_FORMER_WIDTH = 680
_ABOUT_WIDTH = 600
_WORDS_WIDTH, _WORDS_HEIGHT = 440, 460
_MENTOR: tuple[bool | None, ...] = (None, True, False)


class FormerDialog(Dialog):
    """A dialog with the work for competencies that the program does not have anymore.

    For each: what was required, what was planned, the response, and its files.
    """

    open_requested = Signal(str)
    """The path of a text, inside the portfolio folder."""

    def __init__(
        self,
        works: tuple[FormerWork, ...],
        texts: Mapping[str, RichText],
        icons: Icons,
    ) -> None:
        super().__init__(
            icons,
            _("What is not asked for anymore"),
            _("Done"),
            note=former_lead(),
            size=_FORMER_WIDTH,
        )
        self.open_buttons: dict[str, Button] = {}
        theme = icons.theme
        for number, work in enumerate(works):
            title = former_title(work)
            notes = (Label(theme, note, Type.TABLE, Ink.INK2) for note in former_notes(work))
            add(self.content, Divider() if number else None, Label(theme, title, Type.H2), *notes)
            if work.response is not None:
                text = texts.get(work.response)
                words = unreadable_here() if text is None else plain(text)
                own = Label(theme, words, Type.BODY if text is None else Type.OWN_WORDS)
                own.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                button = link_button(icons, _("Open in Word"), "external-link")
                button.setAccessibleName(_("Open in Word: {text}").format(text=title))
                button.clicked.connect(partial(self.open_requested.emit, work.response))
                self.open_buttons[work.response] = button
                add(self.content, own, (button, Qt.AlignmentFlag.AlignLeft))
        self.buttons.accepted.connect(self.accept)
        self.accept_button.setFocus()


# About you --------------------------------------------------------------------------------------


class AboutYouDialog(FormDialog):
    """A dialog for who the candidate is: name, e-mail, membership, days, education and work."""

    submitted = Signal(object)
    """An edit of the portfolio."""

    def __init__(
        self,
        program: Program,
        portfolio: Portfolio,
        today: date,
        icons: Icons,
    ) -> None:
        super().__init__(
            icons,
            _("About you"),
            _("Save"),
            _("Cancel"),
            width=_ABOUT_WIDTH,
        )
        theme = icons.theme
        self._portfolio = portfolio
        self._today = today
        candidate = portfolio.candidate
        self.name = QLineEdit(candidate.name)
        self.email = QLineEdit(candidate.email)
        self.member = QCheckBox(member_label(program))
        self.member.setChecked(candidate.member)
        self.since = OptionalDay(icons, _("My membershi&p changed on"), today)
        self.since.set_day(candidate.member_since)
        self.admitted = OptionalDay(icons, _("A&dmitted on"), today)
        self.admitted.set_day(portfolio.admitted)
        self.enrollment = OptionalDay(icons, _("&Enrolled on"), today)
        self.enrollment.set_day(portfolio.enrolled)
        self.acceptance = OptionalDay(icons, _("A&ccepted on"), today)
        self.acceptance.set_day(portfolio.accepted)
        self.application = OptionalDay(icons, _("Appl&ied on"), today)
        self.application.set_day(portfolio.applied)
        self.experience = ExperienceForm(today, icons)
        self.experience.show_experience(
            program, portfolio.experience, partial(_judged, program, portfolio, today)
        )

        self.mentor = ChoiceField()
        self.mentor.addItems([_("Not answered"), _("Yes"), _("No")])
        self.mentor.setCurrentIndex(_MENTOR.index(portfolio.mentor))
        asks_mentor = NamedField(theme, _("Do you have a men&tor?"), self.mentor)
        start = first_day(program)
        self.history = Label(theme, membership_history(candidate), Type.CAPTION, Ink.INK2)
        note = first_day_note(program) if start is ClockStart.ADMISSION else ""
        of_eligibility = (Divider(), SectionHead(theme, _("May you apply?")), self.experience)
        self._note = Label(theme, note, Type.CAPTION, Ink.INK2)
        add(
            self.content,
            NamedField(theme, _("Your &name"), self.name),
            NamedField(theme, _("E-&mail"), self.email),
            self.member,
            self.since,
            self.history,
            self.admitted,
            self._note,
            self.enrollment,
            self.acceptance,
            self.application,
            asks_mentor,
            *of_eligibility,
        )
        self.admitted.set_name(first_day_label(program))
        for part in (self.application, *of_eligibility):
            part.setVisible(program.eligibility is not None)
        for field in (self.member, self.since):
            asked = program.membership is not None or program.fees.depend_on_membership
            field.setVisible(asked)
        asks_mentor.setVisible(
            any(document.need is Needed.IF_MENTOR for document in program.documents)
        )
        self.history.setVisible(bool(self.history.text()))
        self._note.setVisible(bool(note))
        # A day that is there can be looked at and taken back, whatever starts the clock.
        enrolled, accepted = portfolio.enrolled, portfolio.accepted
        self.enrollment.setVisible(start == ClockStart.ENROLLMENT or enrolled is not None)
        self.acceptance.setVisible(start == ClockStart.ACCEPTANCE or accepted is not None)
        self.member.toggled.connect(self._propose_day)
        self.name.setFocus()

    def edited(self, portfolio: Portfolio) -> Portfolio:
        """Return a portfolio with what is entered in the fields. Raises `NameMissing`."""
        days = StartDays(
            self.admitted.day, self.enrollment.day, self.acceptance.day, self.application.day
        )
        edits = (
            partial(set_name, name=self.name.text(), today=self._today),
            partial(set_email, email=self.email.text()),
            partial(set_membership, member=self.member.isChecked(), since=self.since.day),
            partial(set_start_days, days=days, today=self._today),
            partial(_with_experience, self.experience.experience),
            partial(set_mentor, has_mentor=_MENTOR[self.mentor.currentIndex()]),
        )
        for edit in edits:
            portfolio = edit(portfolio)
        return portfolio

    @Slot(bool)
    def _propose_day(self, member: bool) -> None:
        """Let a change be on this day, so that what was paid stays; taken back, it is none."""
        candidate = self._portfolio.candidate
        same = member == candidate.member
        self.since.set_day(candidate.member_since if same else self._today)

    def submit(self) -> None:
        """Hand over the edit, unless something in it is refused."""
        if not self.experience.finish():
            return
        try:
            self.edited(self._portfolio)
        except LsscError as error:
            self.error.show_error(error)
            self.name.setFocus()
            return
        self.submitted.emit(self.edited)
        self.accept()


def _judged(
    program: Program, portfolio: Portfolio, today: date, experience: Experience
) -> EligibilityReport | None:
    """Judge the candidate of a portfolio with other education and work."""
    return candidate_eligibility(program, replace(portfolio, experience=experience), today)


def _with_experience(experience: Experience, portfolio: Portfolio) -> Portfolio:
    return replace(portfolio, experience=experience)


# Own words --------------------------------------------------------------------------------------


class OwnWordsDialog(Dialog):
    """A dialog with the words that the candidate added to the dictionary, to remove some."""

    removed = Signal(object)
    """A frozenset of words."""

    def __init__(self, words: Sequence[str], icons: Icons) -> None:
        super().__init__(
            icons,
            _("My words"),
            _("Close"),
            note=own_words_note(),
            size=(_WORDS_WIDTH, _WORDS_HEIGHT),
        )
        self.list = QListWidget()
        self.list.setAccessibleName(_("My words"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setProperty("look", "framed")
        self.list.setFont(icons.theme.font(Type.BODY))
        self.list.setItemDelegate(RowDelegate(icons.theme, self.list))
        self.none = Label(icons.theme, no_own_words(), Type.BODY, Ink.INK2)
        self.remove = plain_button(icons, _("Remove"))
        add(self.content, self.none, (self.list, 1), row(self.remove, stretch))
        self.list.itemSelectionChanged.connect(self._offer)
        self.remove.clicked.connect(self._remove)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.buttons.accepted.connect(self.accept)
        self.show_words(words)

    def show_words(self, words: Sequence[str]) -> None:
        """Show the words that there are now."""
        self.list.clear()
        self.list.addItems(list(words))
        self.list.setVisible(bool(words))
        self.none.setVisible(not words)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    @Slot()
    def _remove(self) -> None:
        at = self.list.currentRow()
        self.removed.emit(frozenset(item.text() for item in self.list.selectedItems()))
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        (self.list if self.list.count() else self.accept_button).setFocus()


# Menu -------------------------------------------------------------------------------------------


class PortfolioMenu(QObject):
    """Does what the entries of the Portfolio menu say, for one session."""

    switched = Signal()
    """The folder follows another program now: it has to be opened again."""

    def __init__(
        self, session: Session, services: Services, actions: Actions, window: QWidget
    ) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._words: OwnWordsDialog | None = None
        self.papers = Papers(session, services, window)
        self.switcher = ProgramSwitcher(session, services, window)
        self.switcher.switched.connect(self.switched)
        actions.about_you.triggered.connect(self.ask_about_you)
        actions.self_assessment.triggered.connect(self.ask_self_assessment)
        actions.plan.triggered.connect(self.ask_plan)
        actions.own_words.triggered.connect(self.show_own_words)
        self.exporter = Exporter(session, services, window)
        actions.export.triggered.connect(self.exporter.ask)
        actions.report.triggered.connect(self.papers.ask_report)
        actions.calendar.triggered.connect(self.papers.ask_calendar)
        actions.order.triggered.connect(self.papers.ask_order)
        actions.appeal.triggered.connect(self.papers.ask_appeal)
        actions.other_program.triggered.connect(self.switcher.choose_file)
        actions.former_program.triggered.connect(self.switcher.propose_back)
        actions.former_program.setEnabled(bool(session.portfolio.moves))
        actions.former_work.triggered.connect(self.show_former_work)
        actions.former_work.setEnabled(bool(former_work(session.program, session.portfolio)))

    @Slot()
    def ask_about_you(self) -> None:
        """Ask for changes of who the candidate is."""
        session = self._session
        dialog = AboutYouDialog(
            session.program,
            session.portfolio,
            session.today,
            self._services.icons,
        )
        dialog.submitted.connect(session.apply)
        dialog.show_for(self._window)

    @Slot()
    def ask_self_assessment(self) -> None:
        """Ask for the ratings in the self-assessment forms of the program."""
        open_self_assessment(self._session, self._services.icons, self._window)

    @Slot()
    def show_own_words(self) -> None:
        """Show the words that were added to the dictionary."""
        dialog = OwnWordsDialog(self._session.portfolio.words, self._services.icons)
        dialog.removed.connect(self._remove_words)
        self._words = dialog
        self._session.portfolio_changed.connect(self._show_words)
        dialog.finished.connect(self._forget_words)
        dialog.show_for(self._window)

    @Slot(object)
    def _remove_words(self, words: frozenset[str]) -> None:
        self._session.apply(partial(remove_words, words=words))

    @Slot(object)
    def _show_words(self, portfolio: Portfolio) -> None:
        if self._words is not None:
            self._words.show_words(portfolio.words)

    @Slot()
    def _forget_words(self) -> None:
        self._session.portfolio_changed.disconnect(self._show_words)
        self._words = None

    @Slot()
    def show_former_work(self) -> None:
        """Show the work for competencies that the program does not have anymore."""
        session = self._session
        dialog = FormerDialog(
            former_work(session.program, session.portfolio),
            {seen.path: seen.text for seen in session.facts.documents if not seen.fault},
            self._services.icons,
        )
        dialog.open_requested.connect(self._open_text)
        dialog.show_for(self._window)

    @Slot(str)
    def _open_text(self, path: str) -> None:
        self._services.desktop.open_file(self._session.root / path)

    @Slot()
    def ask_plan(self) -> None:
        """Ask by which day each open set is planned to be done."""
        open_plan(self._session, self._services.icons, self._window)


# Safety copies ----------------------------------------------------------------------------------

_COPIED = "safety-copy"
_COMPARED = "two-copies"


class SafetyCopies(QObject):
    """Makes a safety copy and compares two copies, after everything that was typed is saved."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._copy: SafetyCopy | None = None
        services.notices.action_chosen.connect(self._on_action)

    @Slot()
    def choose_target(self) -> None:
        """Ask for the folder of the safety copy."""
        ask_folder(self._window, _("Where should the safety copy lie?"), self.make_copy)

    @Slot()
    def choose_other(self) -> None:
        """Ask for the copy to compare with."""
        ask_folder(self._window, _("Which copy shall we compare with?"), self.compare)

    def make_copy(self, into: Path) -> None:
        """Make a safety copy in a folder."""
        self._session.when_saved(self._start_copy, self._on_copy_not_begun, into)

    def compare(self, other: Path) -> None:
        """Show which is newer: the open portfolio, or the copy in another folder."""
        self._session.when_saved(self._start_comparison, self._on_comparison_not_begun, other)

    def _start_copy(self, into: Path) -> None:
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            make_safety_copy,
            self._session.root,
            into,
            self._session.today,
            done=self._on_copied,
            failed=self._services.notices.show_error,
        )
        self._show_progress(job, Step.COPYING, _("Safety copy"))

    def _start_comparison(self, other: Path) -> None:
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            compare_copies,
            self._session.root,
            other,
            done=self._on_compared,
            failed=self._services.notices.show_error,
        )
        self._show_progress(job, Step.LOOKING, _("Comparing two copies"))

    def _on_copy_not_begun(self, _into: Path, error: Exception) -> None:
        self._services.notices.show_not_begun(error, safety_copy_failed, key=_COPIED)

    def _on_comparison_not_begun(self, _other: Path, error: Exception) -> None:
        self._services.notices.show_not_begun(error, comparison_failed, key=_COMPARED)

    def _show_progress(self, job: JobHandle, step: Step, title: str) -> None:
        ProgressDialog(job, step, title, self._services.icons, self._window).show()

    @Slot(object)
    def _on_copied(self, copy: SafetyCopy) -> None:
        self._copy = copy
        self._services.notices.show(
            safety_copy_made(copy), Tone.OK, key=_COPIED, action=_("Show in folder")
        )

    @Slot(object)
    def _on_compared(self, comparison: Comparison) -> None:
        alike = comparison.newer in {Newer.SAME, Newer.OURS}
        tone = Tone.OK if alike else Tone.WARN
        self._services.notices.show(comparison_message(comparison), tone, key=_COMPARED)

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == _COPIED and self._copy is not None:
            self._services.desktop.show_in_folder(self._copy.path)
