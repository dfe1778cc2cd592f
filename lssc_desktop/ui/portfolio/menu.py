"""The Portfolio menu, and safety copies: each act is loaded when it is first used."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.portfolio.candidate_edits import remove_words
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.standing.program_differences import former_work
from lssc_desktop.ui.base.actions import Actions
from lssc_desktop.ui.base.place import AboutYouField
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.flow import Steps

if TYPE_CHECKING:
    from lssc_desktop.store.programs import LoadedProgram
    from lssc_desktop.ui.portfolio.dialogs import OwnWordsDialog
    from lssc_desktop.ui.portfolio.papers import Papers
    from lssc_desktop.ui.portfolio.program import ProgramSwitcher


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
        for action, act in (
            (actions.about_you, self._show_about_you),
            (actions.self_assessment, self.ask_self_assessment),
            (actions.plan, self.ask_plan),
            (actions.own_words, self.show_own_words),
            (actions.export, self.export),
            (actions.report, self.ask_report),
            (actions.calendar, self.ask_calendar),
            (actions.order, self.ask_order),
            (actions.appeal, self.ask_appeal),
            (actions.ask, self.ask_office),
            (actions.other_program, self.choose_program),
            (actions.former_program, self.propose_back),
            (actions.former_work, self.show_former_work),
            (actions.safety_copy, self.make_copy),
            (actions.compare_copies, self.compare_copies),
        ):
            action.triggered.connect(act)
        actions.former_program.setEnabled(bool(session.portfolio.moves))
        actions.former_work.setEnabled(bool(former_work(session.program, session.portfolio)))

    # What the entries need is loaded when the first of them is chosen: seldom, and never to open.

    @cached_property
    def papers(self) -> "Papers":
        """What writes papers as files."""
        from lssc_desktop.ui.portfolio.papers import Papers

        return Papers(self._session, self._services, self._window)

    @cached_property
    def switcher(self) -> "ProgramSwitcher":
        """What switches to another program file."""
        from lssc_desktop.ui.portfolio.program import ProgramSwitcher

        switcher = ProgramSwitcher(self._session, self._services, self._window)
        switcher.switched.connect(self.switched)
        return switcher

    def export(self) -> None:
        """Export sets as one document."""
        from lssc_desktop.ui.portfolio.export import export_sets

        self._begin(export_sets(*self._at))

    def make_copy(self) -> None:
        """Make a safety copy."""
        from lssc_desktop.ui.portfolio.safety_copies import make_copy

        self._begin(make_copy(*self._at))

    def compare_copies(self) -> None:
        """Show which of two copies is newer."""
        from lssc_desktop.ui.portfolio.safety_copies import compare

        self._begin(compare(*self._at))

    @property
    def _at(self) -> tuple[Session, Services, QWidget]:
        return self._session, self._services, self._window

    def _begin(self, steps: Steps) -> None:
        self._session.flows.begin(steps, self._services.notices.show_error)

    def ask_report(self) -> None:
        """Write a report about where the candidate stands."""
        self.papers.ask_report()

    def ask_calendar(self) -> None:
        """Write every date for a calendar program."""
        self.papers.ask_calendar()

    def ask_order(self) -> None:
        """Write a request for a purchase order."""
        self.papers.ask_order()

    def ask_appeal(self) -> None:
        """Write a letter of appeal."""
        self.papers.ask_appeal()

    def ask_office(self) -> None:
        """Show what to ask the program office, and take its answers."""
        from lssc_desktop.ui.portfolio.asking import AskDialog

        dialog = AskDialog(self._session, self._services.icons)
        dialog.email_wanted.connect(self.papers.ask_questions)
        dialog.show_for(self._window)

    def choose_program(self) -> None:
        """Ask for another program file to switch to."""
        self.switcher.choose_file()

    def propose_back(self) -> None:
        """Propose to go back to the earlier program file."""
        self.switcher.propose_back()

    def propose_program(self, loaded: "LoadedProgram") -> None:
        """Propose to switch to a program file."""
        self.switcher.propose_file(loaded)

    def _show_about_you(self) -> None:
        self.ask_about_you(AboutYouField.NAME)

    def ask_about_you(self, field: AboutYouField) -> None:
        """Ask for changes of who the candidate is, beginning with one field."""
        session = self._session
        from lssc_desktop.ui.portfolio.dialogs import AboutYouDialog

        dialog = AboutYouDialog(
            session.program,
            session.portfolio,
            session.today,
            self._services.icons,
        )
        dialog.submitted.connect(session.apply)
        dialog.begin_with(field)
        dialog.show_for(self._window)

    def ask_self_assessment(self) -> None:
        """Ask for the ratings in the self-assessment forms of the program."""
        from lssc_desktop.ui.shared.self_assessment import open_self_assessment

        open_self_assessment(self._session, self._services.icons, self._window)

    def show_own_words(self) -> None:
        """Show the words that were added to the dictionary."""
        from lssc_desktop.ui.portfolio.dialogs import OwnWordsDialog

        dialog = OwnWordsDialog(self._session.portfolio.words, self._services.icons)
        dialog.removed.connect(self._remove_words)
        self._words = dialog
        self._session.portfolio_changed.connect(self._show_words)
        dialog.finished.connect(self._forget_words)
        dialog.show_for(self._window)

    def _remove_words(self, words: frozenset[str]) -> None:
        self._session.apply(partial(remove_words, words=words))

    def _show_words(self, portfolio: Portfolio) -> None:
        if self._words is not None:
            self._words.show_words(portfolio.words)

    def _forget_words(self) -> None:
        self._session.portfolio_changed.disconnect(self._show_words)
        self._words = None

    def show_former_work(self) -> None:
        """Show the work for competencies that the program does not have anymore."""
        session = self._session
        from lssc_desktop.ui.portfolio.dialogs import FormerDialog

        dialog = FormerDialog(
            former_work(session.program, session.portfolio),
            {seen.path: seen.text for seen in session.facts.documents if not seen.fault},
            self._services.icons,
        )
        dialog.open_requested.connect(self._open_text)
        dialog.show_for(self._window)

    def _open_text(self, path: str) -> None:
        self._services.desktop.open_file(self._session.root / path)

    def ask_plan(self) -> None:
        """Ask by which day each open set is planned to be done."""
        from lssc_desktop.ui.shared.dialogs import open_plan

        open_plan(self._session, self._services.icons, self._window)
