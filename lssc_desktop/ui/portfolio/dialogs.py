"""Dialogs of the Portfolio menu: about the candidate, own words, and former work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QListWidget, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.candidate_edits import (
    StartDays,
    set_email,
    set_language,
    set_membership,
    set_mentor,
    set_name,
    set_paper,
    set_region,
    set_start_days,
)
from lssc_desktop.core.portfolio.country import (
    paper_of,
    region_of,
)
from lssc_desktop.core.portfolio.portfolio import Experience, Portfolio
from lssc_desktop.core.privacy.private_data import COUNTRIES
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import ClockStart, Needed
from lssc_desktop.core.standing.program_differences import FormerWork
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.richtext import RichText, plain
from lssc_desktop.core.time.clock import first_day
from lssc_desktop.core.time.eligibility import EligibilityReport, candidate_eligibility
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.about_you import (
    email_note,
    first_day_label,
    first_day_note,
    member_label,
    membership_history,
)
from lssc_desktop.ui.base.place import AboutYouField
from lssc_desktop.ui.kit.buttons import Button, link_button, plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField, JudgedField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, row, stretch
from lssc_desktop.ui.kit.pages import Divider, SectionHead
from lssc_desktop.ui.kit.tables import RowDelegate
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.day_field import OptionalDay
from lssc_desktop.ui.shared.dialogs import FormDialog, LanguageField, language_note
from lssc_desktop.ui.shared.experience_form import ExperienceForm

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
            _("Work no longer required"),
            _("Done"),
            note=_(
                "Your program file doesn’t require this. It stays in your folder, isn’t in any "
                "package, and counts again if you go back to a program file that requires it."
            ),
            size=_FORMER_WIDTH,
        )
        self.open_buttons: dict[str, Button] = {}
        theme = icons.theme
        for number, work in enumerate(works):
            title = _former_title(work)
            notes = (Label(theme, note, Type.TABLE, Ink.INK2) for note in _former_notes(work))
            add(self.content, Divider() if number else None, Label(theme, title, Type.H2), *notes)
            if work.response is not None:
                text = texts.get(work.response)
                words = (
                    _("We can’t show this text here. Open it in Word.")
                    if text is None
                    else plain(text)
                )
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
    """A dialog for who the candidate is: name, email, membership, days, education and work."""

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
        self._program, self._portfolio = program, portfolio
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

        self.language = LanguageField(portfolio.language)
        region, paper = region_of(program, portfolio), paper_of(program, portfolio)
        countries = {"US": _("United States"), "GB": _("United Kingdom")}
        self.region = _choice(
            {code: countries.get(code, code) for code in (*COUNTRIES, program.home, region)}, region
        )
        self.paper = _choice({PaperSize.LETTER: _("Letter"), PaperSize.A4: "A4"}, paper)
        self.mentor = ChoiceField()
        self.mentor.addItems([_("Not answered"), _("Yes"), _("No")])
        self.mentor.setCurrentIndex(_MENTOR.index(portfolio.mentor))
        asks_mentor = NamedField(theme, _("Do you have a men&tor?"), self.mentor)
        start = first_day(program)
        self.history = Label(theme, membership_history(candidate), Type.CAPTION, Ink.INK2)
        note = first_day_note(program) if start is ClockStart.ADMISSION else ""
        of_eligibility = (Divider(), SectionHead(theme, _("Can you apply?")), self.experience)
        self._note = Label(theme, note, Type.CAPTION, Ink.INK2)
        add(
            self.content,
            NamedField(theme, _("Your &name"), self.name),
            JudgedField(theme, _("E&mail"), self.email, email_note),
            self.member,
            self.since,
            self.history,
            self.admitted,
            self._note,
            self.enrollment,
            self.acceptance,
            self.application,
            asks_mentor,
            NamedField(theme, _("Lan&guage of packages"), self.language, language_note()),
            NamedField(
                theme,
                _("Country"),
                self.region,
                _(
                    "When we look for private data, we look for its phone numbers, addresses, and "
                    "IDs."
                ),
            ),
            NamedField(
                theme,
                _("P&aper"),
                self.paper,
                _("For PDFs and new Word files. Word files you already have don’t change."),
            ),
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
        asks_for_both = program.clock is not None  # else both are called "Enrolled on"
        self.admitted.setVisible(asks_for_both or enrolled is None)
        self.enrollment.setVisible(
            (asks_for_both and start == ClockStart.ENROLLMENT) or enrolled is not None
        )
        self.acceptance.setVisible(start == ClockStart.ACCEPTANCE or accepted is not None)
        self.member.toggled.connect(self._propose_day)
        self.name.setFocus()

    def begin_with(self, field: AboutYouField) -> None:
        """Give the keyboard to the field that is wanted."""
        starts = (self.admitted, self.enrollment, self.acceptance)
        at: QWidget = {
            AboutYouField.NAME: self.name,
            AboutYouField.MEMBERSHIP: self.member,
            AboutYouField.START: next(
                (each.box for each in starts if each.isVisibleTo(self)), self.name
            ),
            AboutYouField.APPLICATION: self.application.box,
        }[field]
        at.setFocus()

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
            partial(set_language, language=self.language.language, today=self._today),
            partial(set_region, program=self._program, region=str(self.region.currentData())),
            partial(
                set_paper,
                program=self._program,
                paper=PaperSize(self.paper.currentData()),
                today=self._today,
            ),
        )
        for edit in edits:
            portfolio = edit(portfolio)
        return portfolio

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


def _choice(names: Mapping[str, str], chosen: str) -> ChoiceField:
    field = ChoiceField()
    for code, name in names.items():
        field.addItem(name, code)
    field.setCurrentIndex(field.findData(chosen))
    return field


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
            note=_(
                "We don’t mark these words in this {portfolio}. They’re saved in your folder and "
                "never go into a package."
            ),
            size=(_WORDS_WIDTH, _WORDS_HEIGHT),
        )
        self.list = QListWidget()
        self.list.setAccessibleName(_("My words"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setProperty("look", "framed")
        self.list.setFont(icons.theme.font(Type.BODY))
        self.list.setItemDelegate(RowDelegate(icons.theme, self.list))
        self.none = Label(
            icons.theme,
            _("No words yet. Right-click a marked word to add it."),
            Type.BODY,
            Ink.INK2,
        )
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

    def _offer(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _remove(self) -> None:
        at = self.list.currentRow()
        self.removed.emit(frozenset(item.text() for item in self.list.selectedItems()))
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        (self.list if self.list.count() else self.accept_button).setFocus()


def _former_title(work: FormerWork) -> str:
    """Name what the former program asked: "Technology, no. 3: Data and privacy"."""
    if work.number is None:
        return _("{set_title}, {learning_statement}").format(set_title=work.set_title)
    return _("{set_title}, {competency} {number}: {title}").format(
        set_title=work.set_title, number=work.number, title=work.title
    )


def _former_notes(work: FormerWork) -> Iterator[str]:
    """Say what was asked, and what was planned and attached."""
    yield from filter(None, (work.summary, work.official_text))
    plan = work.plan
    notes = [note for note in (plan.primary, plan.secondary, plan.pds, plan.other) if note.strip()]
    if notes:
        yield _("Planned: {notes}").format(notes=" · ".join(notes))
    if work.evidence:
        names = ", ".join(path.rpartition("/")[2] for path in work.evidence)
        yield _("Evidence: {names}").format(names=names)
