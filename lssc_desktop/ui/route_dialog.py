"""Choosing how a set is achieved, with the program's help: what one can do, what speaks for each.

A rule of thumb helps, and the person decides.
"""

from collections.abc import Mapping
from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from lssc_desktop.core.choosing_help import RouteAdvice, route_advice
from lssc_desktop.core.edits import set_can_do, set_route
from lssc_desktop.core.money import cost_change
from lssc_desktop.core.portfolio import Portfolio, Route, SetWork
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.messages.choosing_help import advice_sentence
from lssc_desktop.messages.courses_page import cost_note
from lssc_desktop.messages.standing import route_word
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.choice_field import ChoiceField
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import Divider

_WIDTH = 660
_ANSWERS: tuple[bool | None, ...] = (None, True, False)


class RouteDialog(FormDialog):
    """One answer for each competency, what they lean to, the reasons, and the routes."""

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
        parent: QWidget | None = None,
    ) -> None:
        title = _("How will you achieve {set}?").format(set=competency_set.title)
        super().__init__(
            icons,
            title,
            _("Choose this route"),
            _("Leave it as it is"),
            note=_("You can change it at any time. What you did stays."),
            width=_WIDTH,
            parent=parent,
        )
        self._program = program
        self._set = competency_set
        self._portfolio = portfolio
        self._today = today
        self._theme = icons.theme
        work = portfolio.set_work(competency_set.id) or SetWork(competency_set.id, today)
        self.routes = {
            rule.id: QRadioButton(self._route_text(rule.id, work.route, handed_in))
            for rule in program.routes
        }
        self._group = QButtonGroup(self)
        self.answers: dict[int, ChoiceField] = {}
        self.advice = Label(self._theme, "", Type.BODY_STRONG)

        for route, button in self.routes.items():
            self._group.addButton(button)
            button.setChecked(route is work.route)
            self.fields.addWidget(button)
        self.fields.addWidget(Divider())
        self.fields.addWidget(Label(self._theme, _("What can you do already?"), Type.H2))
        self.fields.addWidget(self.advice)
        self.fields.addLayout(self._questions(work))
        self._add_reasons()
        self.kept.connect(self._keep)
        self._advise()
        if work.route in self.routes:
            self.routes[work.route].setFocus()

    def advised(self) -> RouteAdvice:
        """Return what the answers lean to."""
        portfolio = self._portfolio
        for number, answer in self._answers().items():
            portfolio = set_can_do(portfolio, self._set.id, number, answer, self._today)
        work = portfolio.set_work(self._set.id)
        return route_advice(self._program.choosing, self._set, work)

    def _answers(self) -> dict[int, bool | None]:
        return {number: _ANSWERS[field.currentIndex()] for number, field in self.answers.items()}

    def _route_text(self, route: Route, now: Route, handed_in: Mapping[str, date]) -> str:
        words = route_word(route)
        if route is now:
            return _("{route}, as now").format(route=words)
        after = set_route(self._portfolio, self._set.id, route, self._today)
        change = cost_change(self._program, self._portfolio, after, handed_in)
        note = cost_note(change, self._program.fees.currency, by_course=route is Route.COURSE)
        return f"{words}: {note}" if note else words

    def _questions(self, work: SetWork) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, item in enumerate(self._set.competencies):
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
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            self.answers[item.number] = field
        return grid

    def _add_reasons(self) -> None:
        rule = self._program.choosing
        if rule is None:
            return
        for title, reasons in (
            (_("Reasons for a portfolio"), rule.portfolio),
            (_("Reasons for a course"), rule.course),
        ):
            if reasons:
                self.fields.addWidget(Label(self._theme, title, Type.H2))
            for reason in reasons:
                self.fields.addWidget(Label(self._theme, f"• {reason}", Type.BODY, Ink.INK2))
        if rule.note:
            self.fields.addWidget(Label(self._theme, rule.note, Type.TABLE, Ink.INK2))

    @Slot()
    def _advise(self) -> None:
        self.advice.setText(advice_sentence(self.advised()))

    @Slot()
    def _keep(self) -> None:
        route = next(route for route, button in self.routes.items() if button.isChecked())
        self.chosen.emit(route, self._answers())
        self.accept()
