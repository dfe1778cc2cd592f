"""The Courses page: the route of every set, its course record, and help in choosing a route.

It is long because its cards and the two dialogs of a record stand before it.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.edits import (
    set_agreement,
    set_can_do,
    set_course,
    set_route,
    sets_for_agreement,
)
from lssc_desktop.core.portfolio.portfolio import CourseRecord, Portfolio, SetWork
from lssc_desktop.core.program.program import CompetencySet, Program, RecognitionCovers
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.course_credit import CourseCredit, CreditReason, course_credit
from lssc_desktop.core.standing.progress import progress
from lssc_desktop.core.submission.locking import handed_in
from lssc_desktop.core.time.eligibility import Leaning, RouteAdvice, route_advice
from lssc_desktop.core.time.money import fee_of
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.numbers import amount_text, marks_of, typed_fee
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.courses import (
    advice_sentence,
    agreement_note,
    closed_sentence,
    credit_sentence,
    credit_word,
)
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.standing import route_word, work_route_word
from lssc_desktop.messages.words import printable
from lssc_desktop.ui.base.place import CoursesPlace, HelpPlace, SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import StatusChip, link_button, plain_button, turn_off
from lssc_desktop.ui.kit.cards import Card, EmptyState
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, add, column, row, stretch
from lssc_desktop.ui.kit.pages import PageContent, PageHead, SectionHead, dispose, flow, scrolled
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type
from lssc_desktop.ui.shared.day_field import OptionalDay
from lssc_desktop.ui.shared.dialogs import FormDialog, RouteDialog
from lssc_desktop.ui.shared.evidence_picker import CertificateAdder, EvidencePicker
from lssc_desktop.ui.shared.rule_source import SourceButton
from lssc_desktop.values import dataclass

_LOOKS: dict[CreditReason, tuple[IconName, Tone]] = {
    CreditReason.APPROVED: ("circle-check", Tone.OK),
    CreditReason.BEFORE_APPROVAL: ("circle-check", Tone.OK),
    CreditReason.TOO_EARLY: ("circle-x", Tone.BAD),
    CreditReason.NOT_APPROVED: ("help-circle", Tone.WARN),
    CreditReason.NOT_COMPLETED: ("school", Tone.ACCENT),
    CreditReason.NO_RECORD: ("circle-dashed", Tone.IDLE),
    CreditReason.NO_RULE: ("help-circle", Tone.WARN),
}

type Answers = dict[int, bool | None]


# Card -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetOnCourses:
    """A chosen set with its route; `credit` is None for a set by portfolio.

    `locked` has in words why nothing can be changed, "" where it can.
    """

    competency_set: CompetencySet
    work: SetWork
    credit: CourseCredit | None
    advice: RouteAdvice
    locked: str = ""


class CourseCard(Card):
    """The card of one set: its route, its course, whether it gives credit, what can be done."""

    def __init__(
        self, program: Program, item: SetOnCourses, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        theme = icons.theme
        self.item = item
        by_course = self.by_course = item.work.route is not Route.PORTFOLIO
        self.record_button = plain_button(
            icons,
            _record_words(item.work),
            "pencil",
            small=True,
        )
        act = _("Change route…") if item.work.route_chosen else _("Which route fits…")
        self.route_button = plain_button(icons, act, "help-circle", small=True)
        self.open_button = plain_button(icons, _("Open {set}"), "arrow-right", small=True)
        title = item.competency_set.title
        for button in (self.record_button, self.route_button, self.open_button):
            button.setAccessibleName(f"{button.text().removesuffix('…')}: {title}")

        if item.credit is not None:
            icon, tone = _LOOKS[item.credit.reason]
            chip = StatusChip(icons, icon, credit_word(item.credit), tone)
        else:
            icon = "folder" if item.work.route_chosen else "help-circle"
            chip = StatusChip(icons, icon, work_route_word(item.work), Tone.IDLE)
        lines = [Label(theme, text, Type.TABLE, ink) for text, ink in self._lines(program)]
        words = column(*lines, gap=3)
        name = Label(theme, title, Type.H2)
        self.buttons = (self.record_button, self.route_button, self.open_button)
        if by_course:
            head = row((name, 1), (chip, Qt.AlignmentFlag.AlignTop), gap=8)
            add(self.content, head, words, flow(*self.buttons, gap=8))
        else:
            self.record_button.hide()
            middle = Qt.AlignmentFlag.AlignVCenter
            head = row((name, 1), *self.buttons, (chip, middle), gap=8)
            add(self.content, head, words)
        if item.locked:
            for button in (self.record_button, self.route_button):
                button.setEnabled(False)
            self.content.addWidget(Label(theme, item.locked, Type.TABLE, Ink.INK2))

    def _lines(self, program: Program) -> list[tuple[str, Ink]]:
        item = self.item
        lines: list[tuple[str, Ink]] = []
        if item.work.route is not Route.PORTFOLIO and item.credit is not None:
            lines.append((route_word(item.work.route), Ink.INK2))
            lines.append((_course_line(item.work, program), Ink.INK))
            lines.append((_planned_line(item.work), Ink.INK2))
            lines.append((credit_sentence(item.credit, item.work.course), Ink.INK2))
            if item.work.route is Route.RECOGNITION:
                lines.append((agreement_note(program), Ink.INK2))
            else:
                lines.append((_certificate_line(item.work.course), Ink.INK2))
        elif item.advice.leaning is not Leaning.OPEN or item.advice.unanswered == 0:
            lines.append((advice_sentence(item.advice, program), Ink.INK2))
        return [(text, ink) for text, ink in lines if text]


def _record_words(work: SetWork) -> str:
    if work.route is Route.RECOGNITION:
        return _("Enter agreement…") if work.course is None else _("Change agreement…")
    return _("Enter course…") if work.course is None else _("Change course…")


# Dialogs ----------------------------------------------------------------------------------------


class AgreementDialog(FormDialog):
    """A dialog for the recognition agreement of the candidate's college, for all sets at once."""

    submitted = Signal(object, object)
    """A `CourseRecord`, and the ids of the sets as a tuple."""

    def __init__(
        self,
        program: Program,
        competency_set: CompetencySet,
        portfolio: Portfolio,
        today: date,
        icons: Icons,
    ) -> None:
        note = agreement_note(program)
        super().__init__(icons, _("Recognition agreement"), _("Save"), _("Cancel"), note=note)
        self._program = program
        self._today = today
        self._set_id = competency_set.id
        self._all = sets_for_agreement(portfolio)
        known = portfolio.set_work(competency_set.id)
        agreement = (None if known is None else known.course) or CourseRecord()
        theme = icons.theme
        self.college = QLineEdit(agreement.provider)
        self.graduated = OptionalDay(icons, _("&Graduated on"), today)
        self.agreed = OptionalDay(icons, _("&Date of the agreement"), today)
        self.credit = Label(theme, "", Type.TABLE, Ink.INK2)
        self.all_sets = QCheckBox(_("It covers &all of my {sets}"))
        rule = program.recognition
        self.all_sets.setChecked(rule is not None and rule.covers is RecognitionCovers.ALL)
        by_course = any(work.chosen and work.set_id not in self._all for work in portfolio.sets)
        kept = _("{Sets} with their own course aren’t changed.")
        self.diploma = EvidencePicker(icons, several=False)
        diploma = NamedField(
            theme, _("Diploma or transcript, if the program wants one"), self.diploma
        )
        diploma.name.setBuddy(self.diploma.files)
        add(
            self.content,
            NamedField(theme, _("Your c&ollege"), self.college),
            self.graduated,
            self.agreed,
            self.credit,
            self.all_sets,
            Label(theme, kept, Type.CAPTION, Ink.INK2) if by_course else None,
            diploma,
        )
        self.graduated.set_day(agreement.completed)
        self.agreed.set_day(agreement.approved)
        files = tuple(file.path for file in portfolio.evidence)
        self.diploma.show_files(
            files, () if agreement.certificate is None else (agreement.certificate,)
        )
        for day in (self.graduated, self.agreed):
            day.day_changed.connect(self._judge)
            day.box.toggled.connect(self.fit)
        self._judge()
        self.college.setFocus()

    @property
    def agreement(self) -> CourseRecord:
        """What was entered."""
        chosen = self.diploma.chosen
        return CourseRecord(
            provider=self.college.text().strip(),
            completed=self.graduated.day,
            approved=self.agreed.day,
            certificate=chosen[0] if chosen else None,
        )

    def _judge(self) -> None:
        work = SetWork(self._set_id, self._today, route=Route.RECOGNITION, course=self.agreement)
        credit = course_credit(self._program.courses, work, self._today)
        self.credit.setText(credit_sentence(credit, work.course))
        self.credit.set_ink(Ink.OK if credit.credited else Ink.INK2)

    def submit(self) -> None:
        """Hand over the agreement, and the sets that it covers."""
        covered = dict.fromkeys((*self._all, self._set_id) if self.all_sets.isChecked() else ())
        self.submitted.emit(self.agreement, tuple(covered) or (self._set_id,))
        self.accept()


class CourseDialog(FormDialog):
    """A dialog to record the course by which a set is achieved.

    Title, provider, the two days that decide, fee and certificate; it shows whether the course
    gives credit.
    """

    submitted = Signal(object)
    """A `CourseRecord`."""

    def __init__(
        self,
        program: Program,
        competency_set: CompetencySet,
        portfolio: Portfolio,
        today: date,
        icons: Icons,
    ) -> None:
        title = _("The course for {set_title}").format(set_title=competency_set.title)
        super().__init__(icons, title, _("Save"), _("Cancel"))
        self._program = program
        self._today = today
        self._work = portfolio.set_work(competency_set.id) or SetWork(competency_set.id, today)
        theme = icons.theme
        self.title = QLineEdit()
        self.provider = QLineEdit()
        self.completed = OptionalDay(icons, _("&Completed on"), today)
        self.approved = OptionalDay(icons, _("A&pproved by the program on"), today)
        self.fee = QLineEdit()
        self.certificate = EvidencePicker(icons, several=False)
        self.credit = Label(theme, "", Type.TABLE, Ink.INK2)

        fee = _("Your cost in {currency}. If you don’t know, leave it blank.")
        fee = fee.format(currency=program.fees.currency)
        certificate = NamedField(theme, _("Certificate"), self.certificate)
        certificate.name.setBuddy(self.certificate.files)
        add(
            self.content,
            NamedField(theme, _("&Title of the course"), self.title),
            NamedField(theme, _("P&rovider"), self.provider),
            self.completed,
            self.approved,
            self.credit,
            NamedField(theme, _("&Fee"), self.fee, fee),
            certificate,
        )
        self._show(portfolio)
        for day in (self.completed, self.approved):
            day.day_changed.connect(self._judge)
            day.box.toggled.connect(self.fit)
        self._judge()
        self.title.setFocus()

    def record(self, fee: Decimal | None) -> CourseRecord:
        """Return what was entered, with a fee."""
        chosen = self.certificate.chosen
        return CourseRecord(
            self.title.text().strip(),
            self.provider.text().strip(),
            self.completed.day,
            self.approved.day,
            fee,
            chosen[0] if chosen else None,
        )

    def _show(self, portfolio: Portfolio) -> None:
        course = self._work.course or CourseRecord()
        self.title.setText(course.title)
        self.provider.setText(course.provider)
        self.completed.set_day(course.completed)
        self.approved.set_day(course.approved)
        self.fee.setText("" if course.fee is None else typed_fee(course.fee))
        known = tuple(file.path for file in portfolio.evidence)
        chosen = () if course.certificate is None else (course.certificate,)
        self.certificate.show_files(known, chosen)

    def _judge(self) -> None:
        course = self.record(None)
        work = replace(self._work, course=course)
        credit = course_credit(self._program.courses, work, self._today)
        self.credit.setText(credit_sentence(credit, course))
        self.credit.set_ink(Ink.OK if credit.credited else Ink.INK2)

    def submit(self) -> None:
        """Hand over the course, unless its fee is unclear."""
        try:
            fee = fee_of(self.fee.text(), marks_of())
        except LsscError as error:
            self.error.show_error(error)
            self.fee.setFocus()
            return
        self.submitted.emit(self.record(fee))
        self.accept()


# Page -------------------------------------------------------------------------------------------


class CoursesPage(QWidget):
    """The page with a card for each set: by course or agreement first, then by portfolio."""

    place_requested = Signal(object)

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icons = services.icons
        self._session = session
        self._icons = icons
        self._stale = True
        self._wanted: str | None = None
        self._dialog: CourseDialog | None = None
        self._agreement_dialog: AgreementDialog | None = None
        self._adder = CertificateAdder(session, services, self)
        theme = icons.theme
        self._scroll, content = scrolled(self, PageContent())
        self._head = PageHead(
            theme, _("Courses"), _courses_head_line(session.program), parent=content
        )
        self.add_button = plain_button(icons, _("Add course…"), "plus")
        if session.is_read_only:
            turn_off(example_line(), self.add_button)
        self._empty = EmptyState(
            icons, "school", *_words_of_empty(), self.add_button, parent=content
        )
        self._course_head = SectionHead(
            theme,
            _("By course or agreement"),
            info=SourceButton(icons, session.program, Rule.COURSES),
            parent=content,
        )
        self._open_head = SectionHead(
            theme,
            _("No route chosen yet"),
            _ways_line(session.program),
            parent=content,
        )
        self._portfolio_head = SectionHead(
            theme,
            _("By {portfolio}"),
            _("You can take an approved course for one of these instead"),
            info=SourceButton(icons, session.program, Rule.ROUTES),
            parent=content,
        )
        self.more_button = link_button(icons, _("More about courses"))
        self.more_button.setProperty("first", "never")  # one comes for the cards
        self.catalog_button = link_button(icons, _("Catalog of approved courses"), "external-link")
        self.catalog_button.setProperty("first", "never")  # it leads out of the program
        self._desktop = services.desktop
        self._by_course = column(gap=10)
        self._without_route = column(gap=10)
        self._by_portfolio = column(gap=10)
        self.cards: dict[str, CourseCard] = {}
        column(
            self._head,
            row(self.more_button, self.catalog_button, stretch, gap=16),
            self._empty,
            self._course_head,
            self._by_course,
            Space(6),
            self._open_head,
            self._without_route,
            Space(6),
            self._portfolio_head,
            self._by_portfolio,
            stretch,
            gap=10,
            margins=(PAGE_MARGIN, 16, PAGE_MARGIN, 14),
            on=content,
        )
        rule = session.program.courses
        self.catalog_button.setVisible(rule is not None and bool(rule.catalog))
        self.catalog_button.clicked.connect(self._open_catalog)
        self.more_button.clicked.connect(partial(self.place_requested.emit, HelpPlace("courses")))
        self.add_button.clicked.connect(self._offer_sets)
        session.portfolio_changed.connect(self._on_change)
        session.submissions_changed.connect(self._on_change)

    def _open_catalog(self) -> None:
        rule = self._session.program.courses
        if rule is not None:
            self._desktop.open_address(rule.catalog)

    @property
    def dialog(self) -> CourseDialog | None:
        """The dialog of a course, while it is open."""
        return self._dialog

    @property
    def agreement_dialog(self) -> AgreementDialog | None:
        """The dialog of the recognition agreement, while it is open."""
        return self._agreement_dialog

    def go_to(self, place: CoursesPlace) -> None:
        """Show the card of a set."""
        self._wanted = place.set_id
        if self.isVisible():
            self._show_wanted()

    def refresh(self) -> None:
        """Show the portfolio as it is now; the keyboard stays on the set it is on."""
        self._stale = False
        kept = next((key for key, card in self.cards.items() if self._is_at(card)), None)
        items = self._items()
        before, self.cards = self.cards, {}
        for item in items:
            card = before.get(item.competency_set.id)
            if card is None or card.item != item:
                card = self._card(item)
            else:
                del before[item.competency_set.id]
            by_portfolio = item.work.route is Route.PORTFOLIO
            among = self._by_portfolio if item.work.route_chosen else self._without_route
            (among if by_portfolio else self._by_course).addWidget(card)
            card.show()  # at once, so that the keyboard can come to it
            self.cards[item.competency_set.id] = card
        for card in before.values():
            dispose(card)
        courses = sum(item.work.route is not Route.PORTFOLIO for item in items)
        self._empty.setVisible(courses == 0)
        self.add_button.setVisible(bool(items))
        self._course_head.setVisible(courses > 0)
        undecided = sum(not item.work.route_chosen for item in items)
        self._open_head.setVisible(undecided > 0)
        self._portfolio_head.setVisible(courses + undecided < len(items))
        if kept in self.cards:
            self.cards[kept].route_button.setFocus()

    def record_course(self, set_id: str) -> None:
        """Open the dialog for the course of a set, or for the agreement."""
        session = self._session
        found, work = session.program.competency_set(set_id), session.portfolio.set_work(set_id)
        if found is None:
            return
        if work is not None and work.route is Route.RECOGNITION:
            self._enter_agreement(found)
            return
        dialog = CourseDialog(session.program, found, session.portfolio, session.today, self._icons)
        dialog.submitted.connect(partial(self._set_course, set_id))
        self._adder.serve(dialog, dialog.certificate)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog.show_for(self)

    def _enter_agreement(self, found: CompetencySet) -> None:
        session = self._session
        dialog = AgreementDialog(
            session.program, found, session.portfolio, session.today, self._icons
        )
        dialog.submitted.connect(self._set_agreement)
        self._adder.serve(dialog, dialog.diploma)
        dialog.finished.connect(self._forget_dialog)
        self._agreement_dialog = dialog.show_for(self)

    def choose_route(self, set_id: str) -> None:
        """Open the dialog that helps to choose a route for a set."""
        session = self._session
        found = session.program.competency_set(set_id)
        if found is None:
            return
        dialog = RouteDialog(
            session.program,
            found,
            session.portfolio,
            handed_in(session.portfolio, session.submissions),
            session.today,
            self._icons,
        )
        dialog.chosen.connect(partial(self._set_route, set_id))
        dialog.show_for(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it is shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        self._show_wanted()

    def _card(self, item: SetOnCourses) -> CourseCard:
        card = CourseCard(self._session.program, item, self._icons)
        set_id = item.competency_set.id
        card.record_button.clicked.connect(partial(self.record_course, set_id))
        card.route_button.clicked.connect(partial(self.choose_route, set_id))
        card.open_button.clicked.connect(partial(self.place_requested.emit, SetPlace(set_id)))
        return card

    def _in_order(self) -> list[CourseCard]:
        """Return the cards as they stand on the page."""
        return sorted(
            self.cards.values(),
            key=lambda card: (not card.by_course, card.item.work.route_chosen),
        )

    def _is_at(self, card: CourseCard) -> bool:
        """Whether the keyboard is on a card, or was before a dialog opened."""
        return self.window().focusWidget() in card.buttons

    def _offer_sets(self) -> None:
        """Ask for which set a course is; its routes are chosen next."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for card in self._in_order():
            found = card.item.competency_set
            action = menu.addAction(found.title.replace("&", "&&"))
            action.setEnabled(not card.item.locked)
            action.triggered.connect(partial(self.choose_route, found.id))
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _items(self) -> tuple[SetOnCourses, ...]:
        session = self._session
        program, today = session.program, session.today
        items = []
        for each in progress(program, session.portfolio, session.submissions):
            work, locked = each.work, session.lock_of(each.competency_set.id)
            by_portfolio = work.route is Route.PORTFOLIO
            items.append(
                SetOnCourses(
                    each.competency_set,
                    work,
                    None if by_portfolio else course_credit(program.courses, work, today),
                    route_advice(program.choosing, each.competency_set, work),
                    "" if locked is None else message_for(locked).happened,
                )
            )
        return tuple(items)

    def _set_course(self, set_id: str, course: CourseRecord) -> None:
        today = self._session.today
        self._session.apply(partial(set_course, set_id=set_id, course=course, today=today))

    def _set_agreement(self, agreement: CourseRecord, set_ids: tuple[str, ...]) -> None:
        session = self._session
        open_ones = tuple(set_id for set_id in set_ids if session.lock_of(set_id) is None)
        session.apply(
            partial(set_agreement, set_ids=open_ones, agreement=agreement, today=session.today)
        )

    def _set_route(self, set_id: str, route: Route, answers: Answers) -> None:
        today = self._session.today
        self._session.apply(partial(_with_route, set_id, route, answers, today))

    def _forget_dialog(self) -> None:
        self._dialog = self._agreement_dialog = None

    def _on_change(self, _changed: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        card = None if wanted is None else self.cards.get(wanted)
        if card is not None:
            card.route_button.setFocus()
            self._scroll.ensureWidgetVisible(card)


def _with_route(
    set_id: str, route: Route, answers: Answers, today: date, portfolio: Portfolio
) -> Portfolio:
    """Return the portfolio with a route and the answers that led to it, as one edit."""
    for number, answer in answers.items():
        work = portfolio.set_work(set_id)
        known = None if work is None else work.competency(number).can_do
        if answer is not known:
            portfolio = set_can_do(portfolio, set_id, number, answer, today)
    work = portfolio.set_work(set_id)
    if work is not None and work.route is route and work.route_chosen:
        return portfolio
    return set_route(portfolio, set_id, route, today)


def _words_of_empty() -> tuple[str, str]:
    message = Message(
        _("No course yet."), advice=_("Add one if you take an approved course for {a_set}.")
    )
    return message.happened, message.advice


def _courses_head_line(program: Program) -> str:
    """Say which courses count, or that the program says nothing about them."""
    if program.courses is None:
        return _("The program file doesn’t say which courses earn credit.")
    return _("Only an approved course earns credit.")


def _ways_line(program: Program) -> str:
    """Say in which ways a set can be achieved, and of portfolios that the program takes none."""
    if program.takes(Route.PORTFOLIO):
        return _("A course, an agreement with your college, or {a_portfolio}")
    ways = _("A course or an agreement with your college.")
    return f"{ways} {closed_sentence(program, Route.PORTFOLIO)}"


def _course_line(work: SetWork, program: Program) -> str:
    """Say what the course is: "Supervision I, Sample State College. $145"."""
    course = work.course
    if course is None:
        if work.route is Route.RECOGNITION:
            return _("By agreement with your college. Nothing entered yet.")
        return _("Nothing entered yet.")
    named = ", ".join(part for part in (course.title, course.provider) if part)
    parts = [named or _("Untitled course")]
    if course.fee is not None:
        parts.append(amount_text(course.fee, program.fees.currency))
    return ". ".join(parts)


def _certificate_line(course: CourseRecord | None) -> str:
    """Say which file is the certificate."""
    if course is None or course.certificate is None:
        return _("No certificate yet")
    return _("Certificate: {file}").format(file=printable(course.certificate.partition("/")[2]))


def _planned_line(work: SetWork) -> str:
    """Say when the course is planned to end, "" where that is not known or over."""
    course = work.course
    if work.planned is None or (course is not None and course.completed is not None):
        return ""
    return _("Planned by {day}").format(day=long_day(work.planned))
