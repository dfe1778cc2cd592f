"""The overview page: where the candidate stands, and what to do next."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from lssc_desktop.core.overview.next_steps import GoOn, NextStep, StepCode, go_on
from lssc_desktop.core.portfolio.edits import choose_sets
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.fees import Fees
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.program.rules_id import Rules
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.program_differences import decline_newer
from lssc_desktop.core.standing.progress import packaged_on, progress
from lssc_desktop.core.submission.locking import handed_in
from lssc_desktop.core.time.certification import Certification, certification, renewal_report
from lssc_desktop.core.time.clock import candidate_pace, first_day, timeline, ways_on
from lssc_desktop.core.time.eligibility import candidate_eligibility
from lssc_desktop.core.time.money import CostCode, Costs, costs
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.formats.dates import weekday_day
from lssc_desktop.formats.lists import capitalized, word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.overview import (
    chosen_note,
    continue_label,
    greeting,
    renewal_reason,
    rules_line,
    where_line,
)
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.program import newer_program_message, own_rules_line
from lssc_desktop.messages.renewal import certified_sentence
from lssc_desktop.messages.standing import (
    cost_amount,
    cost_words,
    start_word,
    sum_text,
)
from lssc_desktop.paths import config_folder
from lssc_desktop.store.known_programs import known_programs
from lssc_desktop.store.programs import LoadedProgram, newer_program_file
from lssc_desktop.store.shipped_rules import rules_id
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import (
    AboutYou,
    AboutYouField,
    CoursesPlace,
    HelpPlace,
    RenewalPlace,
    SetPlace,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import (
    link_button,
    plain_button,
    primary_button,
    turn_off,
)
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, icon_with_words
from lssc_desktop.ui.kit.layout import Columns, column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, PageContent, PageHead, SectionHead, empty, scrolled
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type
from lssc_desktop.ui.overview.clock import ClockCard
from lssc_desktop.ui.overview.sets import SetCards
from lssc_desktop.ui.overview.steps import PLACES, StepsCard, find_steps, place_to_go_on
from lssc_desktop.ui.shared.rule_source import SourceButton

if TYPE_CHECKING:
    from lssc_desktop.ui.overview.portfolio_card import PortfolioCard

# Costs ------------------------------------------------------------------------------------------


class CostsCard(Card):
    """The card of the costs: what the certification cost so far, and what is still to come."""

    def __init__(self, icons: Icons, program: Program, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icons = icons
        self._theme = icons.theme
        self._program = program
        self._shown: tuple[Costs, Fees, bool] | None = None
        self._rows = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self.content.addLayout(self._grid)

    def show_costs(self, costs: Costs, fees: Fees, *, member: bool) -> None:
        """Show these costs."""
        if self._shown == (costs, fees, member):
            return
        self._shown = costs, fees, member
        self._rows = 0
        empty(self._grid)
        source = SourceButton(self._icons, self._program, Rule.FEES)
        paid = sum_text(costs, fees, paid=True)
        self._add(_("Costs so far"), paid, Type.H2, Ink.INK, source)
        for line in costs.lines:
            if line.paid:
                words = cost_words(line, fees, member=member)
                self._add(words, cost_amount(line, fees), Type.TABLE, Ink.INK2)
        closed = [line for line in costs.lines if line.code is CostCode.CLOSED]
        coming = tuple(line for line in costs.lines if not line.paid and line not in closed)
        if coming:
            self._grid.addWidget(Divider(), self._next_row(), 0, 1, 2)
            things = word_list(tuple(cost_words(line, fees, member=member) for line in coming))
            self._add(
                _("Still to come: {things}").format(things=things),
                sum_text(costs, fees, paid=False),
                Type.TABLE_STRONG,
                Ink.INK,
            )
        if closed:  # no sum holds them
            self._grid.addWidget(Divider(), self._next_row(), 0, 1, 2)
        for line in closed:
            words = cost_words(line, fees, member=member)
            self._add(words, cost_amount(line, fees), Type.TABLE, Ink.INK2)

    def _add(
        self, words: str, amount: str, type_: Type, ink: Ink, after: QWidget | None = None
    ) -> None:
        line = self._next_row()
        number = Label(self._theme, amount, type_, ink, wrap=False, tabular=True)
        speak_as(number, Speech.WORDS)
        upright = Qt.AlignmentFlag.AlignTop if after is None else Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | upright
        label = Label(self._theme, words, type_, ink, wrap=after is None)
        self._grid.addLayout(row(label, after, None if after is None else stretch), line, 0)
        self._grid.addWidget(number, line, 1, right)

    def _next_row(self) -> int:
        """Return the number of the next row: those of a grid only grow, used or not."""
        self._rows += 1
        return self._rows - 1


# Newer program file -----------------------------------------------------------------------------


class NewerProgramCard(Callout):
    """A callout that offers the newer file of the portfolio's program, while there is one."""

    declined = Signal(str)
    """The version that is not wanted."""
    switch_requested = Signal(object)
    """The `LoadedProgram` whose differences are wanted."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(icons, "", Tone.INFO, icon="info-circle", type_=Type.TABLE, parent=parent)
        self._loaded: LoadedProgram | None = None
        self.see_button = plain_button(icons, _("See what changed…"))
        self.decline_button = link_button(icons, _("Dismiss"))
        middle = Qt.AlignmentFlag.AlignVCenter
        self.beside.addWidget(self.see_button, 0, middle)
        self.beside.addWidget(self.decline_button, 0, middle)
        self.see_button.clicked.connect(self._request)
        self.decline_button.clicked.connect(self._decline)
        self.hide()

    def show_offer(self, program: Program, loaded: LoadedProgram | None) -> None:
        """Offer a newer file, or nothing where there is none."""
        self._loaded = loaded
        if loaded is not None:
            said = newer_program_message(program, loaded.program)
            self.set_text(said.meaning, said.happened)
        self.setVisible(loaded is not None)

    def _request(self) -> None:
        if self._loaded is not None:
            self.switch_requested.emit(self._loaded)

    def _decline(self) -> None:
        if self._loaded is not None:
            self.declined.emit(self._loaded.program.version)


def _own_rules(program_text: str) -> Rules:
    """Return what this computer knows of a portfolio's program file, in a job."""
    return known_programs(config_folder()).rules_of(rules_id(program_text.encode()))


_ASIDE_WIDTH, _NARROW = 344, 1060


# Page -------------------------------------------------------------------------------------------


class OverviewPage(QWidget):
    """The page with a greeting, the line of the years, a card for each set, steps and costs."""

    place_requested = Signal(object)
    switch_requested = Signal(object)
    """The newer `LoadedProgram` of this program, whose differences are wanted."""

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = services.jobs
        self._programs = services.programs
        self._icons = icons = services.icons
        self._theme = icons.theme
        self._stale = True
        self._looked = False
        self._hour: tuple[date, int] | None = None
        self._judged: Program | None = None

        self.scroll_page, content = scrolled(self, PageContent())
        self._head = PageHead(self._theme, "", parent=content)
        self.continue_button = primary_button(icons, "", "arrow-right", icon_last=True)
        self._head.buttons.addWidget(self.continue_button)
        self.newer = NewerProgramCard(icons, parent=content)
        self.own_rules = Callout(icons, "", Tone.WARN, icon="alert-triangle", parent=content)
        self.own_rules.hide()
        self.clock = ClockCard(icons, parent=content)
        self._required_head = SectionHead(self._theme, _("Required"), parent=content)
        self.required = SetCards(icons, parent=content)
        self.electives_button = link_button(icons, _("Change electives"))
        self._elective_head = SectionHead(
            self._theme,
            _("Electives"),
            info=SourceButton(icons, session.program, Rule.SETS),
            after=self.electives_button,
            parent=content,
        )
        self.electives = SetCards(icons, parent=content)
        self.statement = self._statement_card(content)
        self._aside = QWidget(content)
        self._steps_head = SectionHead(self._theme, _("Next steps"), parent=self._aside)
        self.steps = StepsCard(icons, parent=self._aside)
        self._costs = CostsCard(icons, session.program, parent=self._aside)
        self._rules = Label(self._theme, "", Type.CAPTION, Ink.INK2)
        self._rules.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about_button = link_button(icons, _("About your program"))

        if session.is_read_only:
            turn_off(example_line(), self.electives_button, self.clock.about_you_button)
        self._lay_out(content, icons)

        self.continue_button.clicked.connect(self._continue)
        self.electives_button.clicked.connect(self.change_electives)
        self.about_button.clicked.connect(self._show_about)
        self.steps.step_requested.connect(self._go_to_step)
        self.clock.line.plan_requested.connect(self.change_plan)
        if self.statement is not None:
            self.statement.place_requested.connect(self.place_requested)
        self.clock.about_you_button.clicked.connect(self._enter_start)
        for cards in (self.required, self.electives):
            cards.set_requested.connect(self._open_set)
        self.newer.switch_requested.connect(self.switch_requested)
        self.newer.declined.connect(self._decline)
        self._programs.changed.connect(self._show_newer)
        session.portfolio_changed.connect(self._become_stale)
        session.facts_changed.connect(self._on_looked)
        session.tried_changed.connect(self._become_stale)
        session.submissions_changed.connect(self._become_stale)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it is shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        else:
            self._show_where()

    def refresh(self) -> None:
        """Show the portfolio as it is now."""
        self._stale = False
        self._hour = (self._session.today, self._session.now.hour)
        program, portfolio = self._session.program, self._session.portfolio
        today = self._session.today
        self._head.title.setText(greeting(portfolio.candidate.name, self._session.now.hour))
        self._show_where()
        self._show_clock(program, portfolio, today)
        self._show_sets(program, portfolio, today)
        self._costs.show_costs(
            costs(program, portfolio, handed_in(portfolio, self._session.submissions), today),
            program.fees,
            member=portfolio.candidate.member,
        )
        self._rules.setText(rules_line(program))
        self._show_newer()
        self._find_whose_rules()
        self._find_steps()

    def _show_newer(self) -> None:
        """Offer the newer file of the program; an example stays as it is."""
        session = self._session
        files = () if session.is_read_only else self._programs.files
        self.newer.show_offer(
            session.program, newer_program_file(session.portfolio, session.program, files)
        )

    def _find_whose_rules(self) -> None:
        """Find out whether this computer knows the rules of the portfolio's program file."""
        program = self._session.program
        if self._session.is_read_only or program is self._judged:
            return
        self._judged = program
        self._jobs.start(
            Lane.FINDING,
            _own_rules,
            self._session.program_text,
            done=self._show_whose_rules,
            quiet=True,
        )

    def _show_whose_rules(self, rules: Rules) -> None:
        said = own_rules_line(rules)
        self.own_rules.set_text(said)
        self.own_rules.setVisible(bool(said))

    def _decline(self, version: str) -> None:
        self._session.apply(partial(decline_newer, version=version))

    def _show_where(self) -> None:
        """Say where the work goes on, and on the button that leads there."""
        session, where = self._session, self._where()
        certified = certification(session.program, session.portfolio)
        if certified is None:
            self._head.note.setText(where_line(session.program, where, session.today))
        else:
            self._head.note.setText(_certified_line(certified, session.today))
        self.continue_button.setVisible(where is not None or self._renews)
        if where is not None:
            self.continue_button.setText(continue_label(session.program, where))
        elif self._renews:
            self.continue_button.setText(_("Go to your {renewal}"))

    def _where(self) -> GoOn | None:
        """Return where to go on writing."""
        session = self._session
        last = session.left_off.last
        return go_on(session.program, session.portfolio, session.submissions, last)

    @property
    def _renews(self) -> bool:
        """Whether there is a certification, and the program has a rule for its renewal."""
        program, portfolio = self._session.program, self._session.portfolio
        return program.renewal is not None and certification(program, portfolio) is not None

    def _statement_card(self, content: QWidget) -> "PortfolioCard | None":
        """Return the card of the one statement, None where competencies have responses."""
        program = self._session.program
        if program.needs_responses or program.statement is None:
            return None
        from lssc_desktop.ui.overview.portfolio_card import PortfolioCard

        return PortfolioCard(self._icons, program.sets[0].id, parent=content)

    def _lay_out(self, content: QWidget, icons: Icons) -> None:
        column(self._steps_head, self.steps, self._costs, stretch, gap=8, on=self._aside)
        columns = Columns(
            column(
                self._required_head,
                self.required,
                self._elective_head,
                self.electives,
                self.statement,
                stretch,
                gap=8,
            ),
            self._aside,
            page=self,
            theme=self._theme,
            narrow_below=_NARROW,
            aside_width=_ASIDE_WIDTH,
            gap=16,
        )
        rules = icon_with_words(icons, "info-circle", self._rules, Ink.INK2, 14)
        rules.setContentsMargins(0, 4, 0, 0)  # on one line with the words of the link
        column(
            self._head,
            self.own_rules,
            self.newer,
            self.clock,
            (columns, 1),
            row((rules, 1), (self.about_button, Qt.AlignmentFlag.AlignTop), gap=16),
            gap=12,
            margins=(PAGE_MARGIN, 16, PAGE_MARGIN, 10),
            on=content,
        )

    def _show_clock(self, program: Program, portfolio: Portfolio, today: date) -> None:
        certified = certification(program, portfolio)
        if certified is not None:
            self.clock.setVisible(True)
            self.clock.show_program(program, certified=True)
            reason = renewal_reason(renewal_report(program, portfolio, today), today)
            self.clock.show_certified(certified, reason, today)
            return
        self.clock.show_program(program, certified=False)
        submissions = self._session.submissions
        line = timeline(program, portfolio, submissions)
        self.clock.setVisible(line is not None or program.clock is not None)
        if line is None:
            self.clock.show_before(program, candidate_eligibility(program, portfolio, today))
            return
        start = start_word(first_day(program))
        report = candidate_pace(program, portfolio, submissions, today)
        if report is not None:
            self.clock.show_clock(line, report, today, start)

    def _show_sets(self, program: Program, portfolio: Portfolio, today: date) -> None:
        if self.statement is not None:
            for part in (self._required_head, self.required, self._elective_head, self.electives):
                part.hide()
            facts = self._session.facts if self._looked else None
            self.statement.show_standing(program, portfolio, facts, today)
            return
        items = progress(program, portfolio, self._session.submissions, today)
        for cards, head, all_, wanted in (
            (self.required, self._required_head, program.required_sets, None),
            (self.electives, self._elective_head, program.elective_sets, program.choice.electives),
        ):
            of_kind = {each.id for each in all_}
            shown = tuple(item for item in items if item.competency_set.id in of_kind)
            head.note.setText(chosen_note(len(shown), len(all_), wanted))
            head.setVisible(bool(all_))
            with_package = ((item, packaged_on(portfolio, item.work)) for item in shown)
            ways = {each: ways_on(program, portfolio, each, today) for each in of_kind}
            cards.show_sets(tuple(with_package), today, ways)

    def _find_steps(self) -> None:
        """Check every set in a background job, as soon as the folder was scanned."""
        if not self._looked:
            self.steps.show_waiting()
            return
        session = self._session
        self._jobs.start(
            Lane.SAVING,
            find_steps,
            session.root,
            session.program,
            session.portfolio,
            session.facts,
            session.today,
            session.submissions,
            session.checks,
            done=self._show_steps,
            failed=self._keep_steps,
        )

    def _show_steps(self, steps: tuple[NextStep, ...]) -> None:
        self.steps.show_steps(self._session.program, steps)

    def _keep_steps(self, error: Exception) -> None:
        """Leave the steps as they are while the folder is away: saving and scanning report that."""
        if not isinstance(error, FolderGone):
            self._jobs.unclaimed_failure.emit(error)

    def _on_looked(self) -> None:
        """Show what rests on the files; all else is as it was, unless another hour has come."""
        self._looked = True
        session = self._session
        is_as_shown = self._hour == (session.today, session.now.hour)
        if self._stale or not is_as_shown or not self.isVisible():
            self._become_stale()
            return
        if self.statement is not None:
            self._show_sets(session.program, session.portfolio, session.today)
        self._find_steps()

    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _continue(self) -> None:
        where = self._where()
        if where is not None and where.chooses:
            self.place_requested.emit(CoursesPlace(where.set_id))
        elif where is not None:
            self.place_requested.emit(replace(place_to_go_on(where), in_text=True))
        elif self._renews:
            self.place_requested.emit(RenewalPlace())

    def change_electives(self) -> None:
        """Let the user choose other electives."""
        if not self._session.may_change():
            return
        from lssc_desktop.ui.overview.dialogs import ElectivesDialog

        dialog = ElectivesDialog(self._session.program, self._session.portfolio, self._icons)
        dialog.chosen.connect(self._choose_sets)
        dialog.show_for(self)

    def change_plan(self) -> None:
        """Let the user plan when each set is done; who is certified plans the renewal."""
        if self._renews:
            self.place_requested.emit(RenewalPlace())
        elif self._session.may_change():
            from lssc_desktop.ui.shared.dialogs import open_plan

            open_plan(self._session, self._icons, self)

    def _choose_sets(self, set_ids: tuple[str, ...]) -> None:
        self._session.apply(
            partial(
                choose_sets,
                set_ids=set_ids,
                today=self._session.today,
                by_portfolio=self._session.program.takes(Route.PORTFOLIO),
            )
        )

    def _show_about(self) -> None:
        self.place_requested.emit(HelpPlace("program"))

    def _open_set(self, set_id: str) -> None:
        self.place_requested.emit(SetPlace(set_id))

    def _enter_start(self) -> None:
        self.place_requested.emit(AboutYou(AboutYouField.START))

    def _go_to_step(self, step: NextStep) -> None:
        if step.code is StepCode.CHOOSE_ELECTIVES:
            self.change_electives()
        elif step.code is StepCode.PLAN_MISSED:
            self.change_plan()
        elif step.code is StepCode.NOTIFY:
            from lssc_desktop.messages.papers import last_step_message  # once in a portfolio
            from lssc_desktop.ui.overview.dialogs import LastStepDialog

            text = last_step_message(self._session.program_for_others, self._session.portfolio)
            LastStepDialog(self._icons, step.title, text).show_for(self)
        else:
            self.place_requested.emit(PLACES[step.code](step))


def _certified_line(certified: Certification, today: date) -> str:
    """Say the day, and since when and until when the candidate is certified."""
    said = capitalized(_("{day}.").format(day=weekday_day(today)))
    return f"{said} {certified_sentence(certified, today)}"
