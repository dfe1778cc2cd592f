"""Dialogs of fields, and those of several rooms: plan of the sets, granted renewal, route."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.edits import set_can_do, set_planned, set_route
from lssc_desktop.core.portfolio.portfolio import Granted, Portfolio, SetWork
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import SetProgress, progress
from lssc_desktop.core.time.certification import RenewalReport, add_granted, renewal_report
from lssc_desktop.core.time.clock import last_day, suggested_days
from lssc_desktop.core.time.eligibility import RouteAdvice, route_advice
from lssc_desktop.core.time.money import CostChange, cost_change
from lssc_desktop.formats.dates import long_day, month
from lssc_desktop.formats.numbers import amount_text
from lssc_desktop.languages import ENGLISH, LANGUAGES
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.about_you import plan_note
from lssc_desktop.messages.courses import advice_sentence, closed_sentence
from lssc_desktop.messages.message import Message, message_for, unforeseen_message
from lssc_desktop.messages.standing import route_word
from lssc_desktop.messages.words import day_unclear
from lssc_desktop.ui.base.actions import why_disabled
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.cards import ErrorLine
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.day_field import DayField, OptionalDay, unclear_day


class ErrorNote(ErrorLine):
    """An error line with the sentence of each error."""

    def show_error(self, error: Exception) -> None:
        """Show what an error means."""
        if isinstance(error, LsscError):
            self.show_message(message_for(error))
        else:
            self.show_message(unforeseen_message(has_report=False))

    def show_message(self, message: Message) -> None:
        """Show a message."""
        self.show_words(message.happened, f"{message.meaning} {message.advice}".strip())


class FormDialog(Dialog):
    """A dialog of fields; a subclass adds them to `content`, and says what `submit` does."""

    error: ErrorNote
    error_line = ErrorNote

    def __init__(
        self,
        icons: Icons,
        title: str,
        accept: str,
        reject: str,
        *,
        heading: str | None = None,
        note: str = "",
        width: int = 520,
    ) -> None:
        super().__init__(icons, title, accept, reject, heading=heading, note=note, size=width)
        self.buttons.accepted.connect(self._check_days)

    def submit(self) -> None:
        """Hand over what was entered: the first button was pressed, and every day is valid."""
        raise NotImplementedError

    def _check_days(self) -> None:
        unclear = unclear_day(self)
        if unclear is None:
            self.submit()
            return
        self.error.show_message(day_unclear(unclear.text()))
        unclear.setFocus()
        unclear.selectAll()


class ActsDialog(Dialog):
    """A dialog of acts, each with what it does, or why it is off; choosing one closes it."""

    def __init__(self, icons: Icons, title: str, acts: Iterable[tuple[QAction, str]]) -> None:
        super().__init__(icons, title, _("Close"), size=560)
        for action, said in acts:
            if action.isVisible():
                button = plain_button(icons, action.text().replace("&", ""))
                button.setEnabled(action.isEnabled())
                note = said if action.isEnabled() else why_disabled(action) or said
                button.setAccessibleDescription(note)
                button.clicked.connect(self.accept)
                button.clicked.connect(action.trigger)
                what = Label(icons.theme, note, Type.TABLE, Ink.INK2)
                lines = column((button, Qt.AlignmentFlag.AlignLeft), what, gap=4)
                add(self.content, lines)
        self.buttons.accepted.connect(self.accept)


_ROUTE_WIDTH = 660
_ANSWERS: tuple[bool | None, ...] = (None, True, False)


# Language ---------------------------------------------------------------------------------------


class LanguageField(ChoiceField):
    """A choice of the language of what a portfolio makes for others."""

    def __init__(self, language: str = ENGLISH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for code, name in LANGUAGES.items():
            self.addItem(name, code)
        self.set_language(language)

    @property
    def language(self) -> str:
        """The code of the language that is chosen."""
        return str(self.currentData())

    def set_language(self, language: str) -> None:
        """Choose a language; one that we do not ship is offered by its code."""
        at = self.findData(language)
        if at < 0:
            self.addItem(language, language)
            at = self.count() - 1
        self.setCurrentIndex(at)


def language_note() -> str:
    """Say what is in the language of a portfolio."""
    return _("Your packages and letters are in this language, whatever this window uses.")


# Plan -------------------------------------------------------------------------------------------


class PlanDialog(FormDialog):
    """Asks until which day each set that is still open shall be done, or for none.

    Beside a day after the deadline, where there is one, stands that it is too late.
    """

    submitted = Signal(object)
    """An edit of the portfolio."""

    def __init__(
        self,
        program: Program,
        portfolio: Portfolio,
        open_sets: tuple[SetProgress, ...],
        today: date,
        icons: Icons,
    ) -> None:
        self._end = last_day(program, portfolio)
        super().__init__(
            icons,
            _("Plan your {sets}"),
            _("Save"),
            _("Cancel"),
            note=plan_note(self._end, today),
        )
        self._today = today
        begin = max(today, portfolio.admitted or today)
        usual = begin if self._end is None else min(begin, self._end)
        self._suggested = {} if self._end is None else suggested_days(open_sets, begin, self._end)
        self.spread = plain_button(icons, _spread_words(self._end), small=True)
        self.spread.setVisible(bool(self._suggested))
        self.spread.clicked.connect(self._spread)
        add(self.content, (self.spread, Qt.AlignmentFlag.AlignLeft))
        self.days: dict[str, OptionalDay] = {}
        self.late: dict[str, Label] = {}
        for item in open_sets:
            found = item.competency_set
            day = self._suggested.get(found.id, usual)
            field = OptionalDay(icons, found.title.replace("&", "&&"), day)
            field.set_day(item.work.planned)
            said = (
                ""
                if self._end is None
                else _("This is after your deadline, {day}.").format(day=long_day(self._end))
            )
            late = Label(icons.theme, said, Type.TABLE, Ink.WARN)
            field.day_changed.connect(self._judge)
            self.days[found.id] = field
            self.late[found.id] = late
            add(self.content, field, late)
        self._judge()
        if self.days:
            next(iter(self.days.values())).box.setFocus()

    def edited(self, portfolio: Portfolio) -> Portfolio:
        """Return a portfolio with the days that stand in the fields."""
        for set_id, field in self.days.items():
            work = portfolio.set_work(set_id)
            if work is not None and work.planned != field.day:
                edit = partial(set_planned, set_id=set_id, planned=field.day, today=self._today)
                portfolio = edit(portfolio)
        return portfolio

    def _spread(self) -> None:
        """Fill in a day for each set that has none to come."""
        for set_id, day in self._suggested.items():
            self.days[set_id].set_day(day)
        self._judge()

    def _judge(self) -> None:
        for set_id, field in self.days.items():
            day, end = field.day, self._end
            self.late[set_id].setVisible(day is not None and end is not None and day > end)

    def submit(self) -> None:
        """Hand over the days."""
        self.submitted.emit(self.edited)
        self.accept()


def open_plan(session: Session, icons: Icons, window: QWidget) -> PlanDialog:
    """Ask for the days until which each open set of a session shall be done."""
    items = progress(session.program, session.portfolio, session.submissions)
    dialog = PlanDialog(
        session.program,
        session.portfolio,
        tuple(item for item in items if item.is_open),
        session.today,
        icons,
    )
    dialog.submitted.connect(session.apply)
    return dialog.show_for(window)


# Granted renewal --------------------------------------------------------------------------------


class RenewedDialog(FormDialog):
    """Asks for a renewal that the program granted: its day, and until when it runs."""

    submitted = Signal(object)
    """An edit of the portfolio."""

    def __init__(
        self,
        program: Program,
        portfolio: Portfolio,
        report: RenewalReport,
        today: date,
        icons: Icons,
    ) -> None:
        super().__init__(
            icons,
            _("The program {renewed} your certification"),
            _("Save"),
            _("Cancel"),
            note=_(
                "Both dates are in the program’s letter. Your program may not say when activities "
                "start to count for the next {renewal}; About your program says how we count."
            ),
        )
        self._program, self._portfolio, self._today = program, portfolio, today
        self.on = DayField(today, icons)
        before = today if report.window is None else report.window.expires
        self.until = DayField(years_on(before, report.rule.years), icons)
        add(
            self.content,
            NamedField(icons.theme, _("&{Renewed} on"), self.on),
            NamedField(icons.theme, _("Good &through"), self.until),
        )
        self.on.setFocus()

    def submit(self) -> None:
        """Hand over the renewal, unless it is refused."""
        granted = Granted(self.on.day, self.until.day)
        try:
            add_granted(self._program, self._portfolio, granted, self._today)
        except LsscError as error:
            self.error.show_error(error)
            return
        self.submitted.emit(partial(add_granted, self._program, granted=granted, today=self._today))
        self.accept()


def open_renewed(session: Session, icons: Icons, window: QWidget) -> RenewedDialog | None:
    """Ask for a renewal that the program granted; None where nothing can be renewed."""
    report = renewal_report(session.program, session.portfolio, session.today)
    if report is None:
        return None
    dialog = RenewedDialog(session.program, session.portfolio, report, session.today, icons)
    dialog.submitted.connect(session.apply)
    return dialog.show_for(window)


# Route ------------------------------------------------------------------------------------------


class RouteDialog(FormDialog):
    """Asks for the route of a set: an answer for each competency, the reasons, the routes."""

    chosen = Signal(object, object)
    """The `Route`, and the answers as a mapping from number to yes, no or None."""

    def __init__(
        self,
        program: Program,
        competency_set: CompetencySet,
        portfolio: Portfolio,
        handed_in: Mapping[str, date],
        today: date,
        icons: Icons,
    ) -> None:
        title = _("How will you achieve {set_title}?").format(set_title=competency_set.title)
        super().__init__(
            icons,
            title,
            _("Choose this route"),
            _("Cancel"),
            note=_("You can change it anytime. Your work is kept."),
            width=_ROUTE_WIDTH,
        )
        self._program = program
        self._set = competency_set
        self._portfolio = portfolio
        self._today = today
        self._theme = icons.theme
        work = portfolio.set_work(competency_set.id) or SetWork(competency_set.id, today)
        self.routes = {
            rule.id: QRadioButton(
                self._route_text(rule.id, work.route if work.route_chosen else None, handed_in)
            )
            for rule in program.routes
        }
        self._group = QButtonGroup(self)
        self.answers: dict[int, ChoiceField] = {}
        self.advice = Label(self._theme, "", Type.BODY_STRONG)

        first = _first_route(program, work)
        for route, button in self.routes.items():
            self._group.addButton(button)
            button.setChecked(route is first)
        add(
            self.content,
            *self.routes.values(),
            Divider(),
            Label(self._theme, _("What can you already do?"), Type.H2),
            self.advice,
            self._questions(work),
        )
        self._add_reasons()
        self._advise()
        if first in self.routes:
            self.routes[first].setFocus()

    def advised(self) -> RouteAdvice:
        """Return what the answers lean to."""
        portfolio = self._portfolio
        for number, answer in self._answers().items():
            portfolio = set_can_do(portfolio, self._set.id, number, answer, self._today)
        work = portfolio.set_work(self._set.id)
        return route_advice(self._program.choosing, self._set, work)

    def _answers(self) -> dict[int, bool | None]:
        return {number: _ANSWERS[field.currentIndex()] for number, field in self.answers.items()}

    def _route_text(self, route: Route, now: Route | None, handed_in: Mapping[str, date]) -> str:
        text = self._route_change(route, now, handed_in)
        if self._program.takes(route):
            return text
        return f"{text}. {closed_sentence(self._program, route)}"

    def _route_change(self, route: Route, now: Route | None, handed_in: Mapping[str, date]) -> str:
        """Name a route, and say what choosing it changes."""
        words = route_word(route)
        if route is now:
            return _("{route} (current)").format(route=words)
        after = set_route(self._portfolio, self._set.id, route, self._today)
        change = cost_change(self._program, self._portfolio, after, handed_in, self._today)
        note = _cost_note(change, self._program.fees.currency, by_course=route is Route.COURSE)
        return f"{words}: {note}" if note else words

    def _questions(self, work: SetWork) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for place, item in enumerate(self._set.competencies):
            field = ChoiceField()
            field.addItems([_("Not answered"), _("Yes, I can"), _("Not yet")])
            field.setCurrentIndex(_ANSWERS.index(work.competency(item.number).can_do))
            said = f"{item.number} {item.title}"
            field.setAccessibleName(said)
            field.setAccessibleDescription(item.summary)
            field.setToolTip(item.summary)
            field.currentIndexChanged.connect(self._advise)
            label = Label(self._theme, said, Type.BODY)
            label.setBuddy(field)
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
            self.answers[item.number] = field
        return grid

    def _add_reasons(self) -> None:
        rule = self._program.choosing
        if rule is None:
            return
        for title, reasons in (
            (_("Reasons for {a_portfolio}"), rule.portfolio),
            (_("Reasons for a course"), rule.course),
        ):
            if reasons:
                self.content.addWidget(Label(self._theme, title, Type.H2))
            for reason in reasons:
                self.content.addWidget(Label(self._theme, f"• {reason}", Type.BODY, Ink.INK2))
        if rule.note:
            self.content.addWidget(Label(self._theme, rule.note, Type.TABLE, Ink.INK2))

    def _advise(self) -> None:
        self.advice.setText(advice_sentence(self.advised(), self._program))

    def submit(self) -> None:
        """Hand over the route, with the answers about it."""
        route = next(route for route, button in self.routes.items() if button.isChecked())
        self.chosen.emit(route, self._answers())
        self.accept()


def _first_route(program: Program, work: SetWork) -> Route:
    """Return the route of a set, or the first that the program takes where none is chosen."""
    if work.route_chosen:
        return work.route
    return next((rule.id for rule in program.routes if rule.accepted), work.route)


def _spread_words(deadline: date | None) -> str:
    """Label the button that suggests a day for each set without one to come."""
    if deadline is None:
        return ""
    return _("Spread the rest evenly through {month}").format(month=month(deadline))


def _cost_note(change: CostChange, currency: str, *, by_course: bool) -> str:
    """Say what another route costs: "$50 less to pay"; "" where nothing changes.

    What a course costs is its own affair: nothing is known of it before it is entered.
    """
    if change.total == 0:
        return ""
    amount = amount_text(abs(change.total), currency)
    if change.total > 0:
        return _("{amount} more to pay").format(amount=amount)
    if by_course:
        return _("{amount} less to pay, not counting the course fee").format(amount=amount)
    return _("{amount} less to pay").format(amount=amount)
