"""The view of an open portfolio: the sidebar, and beside it the page of one place."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, assert_never, cast, runtime_checkable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from lssc_desktop.core.overview.next_steps import go_on
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.portfolio.privacy_decisions import files_to_look_at
from lssc_desktop.disk.disk import DriveGone
from lssc_desktop.messages.message import sentences_file
from lssc_desktop.ui.app.sidebar import Sidebar
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import (
    HERE,
    AboutYou,
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    PlanPlace,
    RenewalPlace,
    SearchPlace,
    SetPlace,
    SplitPlace,
    SubmissionsPlace,
    Tab,
    Target,
    page_specs,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.focus import focus_first, may_be_first
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import row
from lssc_desktop.ui.kit.timers import single_shot

if TYPE_CHECKING:
    from lssc_desktop.ui.find.finder import Finder
    from lssc_desktop.ui.shared.use_dialog import EvidenceUses
    from lssc_desktop.ui.submissions.sending import Sending

_NARROW = 1310  # pixels at text of the usual size
_BETWEEN_PAGES = 50  # milliseconds
_NOT_AHEAD = {Overview, HelpPlace, SearchPlace}
"""Pages that are not made ahead: they are shown first, or made in no time."""


@runtime_checkable
class GoesTo(Protocol):
    """A page that shows more than one place."""

    def go_to(self, place: Any) -> None:  # noqa: ANN401  each page knows its own kind of place
        """Show one of its places."""


@runtime_checkable
class HasPanes(Protocol):
    """A page of several parts, between which F6 moves the keyboard."""

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts, in reading order."""


@runtime_checkable
class ShowsPlaces(Protocol):
    """A page that knows what of a place is in sight."""

    def shows(self, place: Any) -> bool:  # noqa: ANN401  each page knows its own kind of place
        """Whether a user who looks at the page sees the place."""


@runtime_checkable
class HasText(Protocol):
    """A page with a text that is written in it."""

    def go_into_text(self) -> None:
        """Give the keyboard to the text, where the user left off."""

    def type_in_sight(self, key: QKeyEvent) -> bool:
        """Write a letter that was typed where nothing can be written; return whether it was."""


@runtime_checkable
class SendsOn(Protocol):
    """A page from which one can be sent to another place."""

    place_requested: SignalInstance


@runtime_checkable
class ShowsToEvaluators(Protocol):
    """A page of what evaluators will read, which can be looked at as they will."""

    evaluator_view_requested: SignalInstance


@runtime_checkable
class ShowsCompetencies(Protocol):
    """A page of the competencies of a set, one at a time."""

    def enlarge(self) -> None:
        """Give the text the whole window, or give the room back."""

    def look_as_evaluator(self) -> None:
        """Show what is written as an evaluator will read it."""

    def go_to_next(self) -> None:
        """Show the next competency."""

    def go_to_previous(self) -> None:
        """Show the competency before."""


class PortfolioView(QWidget):
    """The view of one place at a time; a page is made once, before or when it is first shown."""

    seen = Signal()
    """The first page was painted; what is loaded before that keeps it waiting."""
    place_changed = Signal(object)
    """The `Place` that is shown now."""
    evaluator_view_requested = Signal(object)
    """The `SetPlace` to be shown as an evaluator will read it."""
    example_requested = Signal()
    """The finished example of the program is wanted."""
    about_you_requested = Signal(object)
    """What is to be entered there, an `AboutYouField`."""
    switch_requested = Signal(object)
    """A `LoadedProgram` to switch to, once the user has seen the differences."""

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._sending: Sending | None = None
        self._pages: dict[type[Place], QWidget] = {}
        self._place: Place = Overview()
        self._before_help: Place = self._place
        self._is_seen = False
        self._uses: EvidenceUses | None = None
        self._finder: Finder | None = None
        self._ahead = [spec.place for kind, spec in page_specs().items() if kind not in _NOT_AHEAD]
        # One page after the other, so that keys and mouse have their turn.
        self._next_ahead = single_shot(self, _BETWEEN_PAGES, self._make_ahead)
        self.sidebar = Sidebar(services.icons)
        self._stack = QStackedWidget()
        row(self.sidebar, (self._stack, 1), gap=0, on=self)

        self.sidebar.place_requested.connect(self.go_to)
        self.sidebar.evidence_dropped.connect(self._use_in_set)
        session.portfolio_changed.connect(self._show_portfolio)
        session.submissions_changed.connect(self._refresh_sidebar)
        session.facts_changed.connect(self._refresh_sidebar)
        session.scanned_changed.connect(self._refresh_sidebar)
        services.icons.theme.changed.connect(self._fit)
        session.closed.connect(self._stop_ahead)
        self._show_portfolio(session.portfolio)
        self.go_to(Overview())

    @property
    def place(self) -> Place:
        """The place that is shown."""
        return self._place

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages[type(self._place)]

    @property
    def uses(self) -> "EvidenceUses":
        """What asks where evidence is to be used, made when it is first needed."""
        if self._uses is None:
            from lssc_desktop.ui.shared.use_dialog import EvidenceUses

            self._uses = EvidenceUses(self._session, self._services, self)
        return self._uses

    @property
    def finder(self) -> "Finder":
        """What searches the portfolio, made when it is first needed."""
        if self._finder is None:
            from lssc_desktop.ui.find.finder import Finder

            self._finder = Finder(self._session, self._services.jobs, self)
        return self._finder

    @property
    def title(self) -> str:
        """What the page that is shown is called."""
        place = self._place
        if isinstance(place, SetPlace | PlanPlace | SplitPlace):
            found = self._session.program.competency_set(place.set_id)
            return place.set_id if found is None else found.title
        return page_specs()[type(place)].title

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        page = self.page
        return (self.sidebar, *(page.panes if isinstance(page, HasPanes) else (page,)))

    def go_to(self, place: Target) -> None:
        """Show a place; help about what is shown is found by the place that is shown."""
        if isinstance(place, AboutYou):
            self.about_you_requested.emit(place.field)
            return
        if place == HelpPlace(HERE):
            place = HelpPlace(page_specs()[type(self._place)].help_topic)
        if not isinstance(self._place, HelpPlace):
            self._before_help = self._place
        page = self._page_of(place)
        if isinstance(page, GoesTo):
            page.go_to(place)
        self._place = place
        focused = QApplication.focusWidget()
        if focused is not None and page.isHidden() and self._stack.isAncestorOf(focused):
            focused.clearFocus()  # or Qt would give the keyboard to what was made first in the page
        self._stack.setCurrentWidget(page)
        self.sidebar.show_place(place)
        self.focus_page()
        self.place_changed.emit(place)

    def _make_copies_again(self, path: str) -> None:
        """Make clean copies again where the files are."""
        from lssc_desktop.ui.evidence.page import EvidencePage

        self.go_to(EvidencePlace(path))
        if isinstance(self.page, EvidencePage):
            self.page.make_copies_again()

    def _leave_help(self) -> None:
        """Show again what was shown before Help."""
        self.go_to(self._before_help)

    def shows(self, place: Place) -> bool:
        """Whether a place is in sight, as far as its page knows."""
        page = self.page
        is_there = type(place) is type(self._place)
        return is_there and isinstance(page, ShowsPlaces) and page.shows(place)

    def go_into_text(self) -> None:
        """Give the keyboard to the text that is shown, or else to the one that is to go on with."""
        page, where = self.page, self._where_to_write()
        if isinstance(page, HasText):
            page.go_into_text()
        elif where is not None:
            statement = where.number is None
            self.go_to(SetPlace(where.set_id, where.number, statement, Tab.RESPONSE, in_text=True))

    def type_in_sight(self, key: QKeyEvent) -> bool:
        """Write a letter that nothing else wanted into the text that is shown, if there is one."""
        page = self.page
        return isinstance(page, HasText) and page.type_in_sight(key)

    def _where_to_write(self) -> TextPlace | None:
        """Return the text that the user was in last, else where the work goes on."""
        session = self._session
        last = session.left_off.last
        work = None if last is None else session.portfolio.set_work(last.set_id)
        if last is not None and work is not None and work.chosen:
            return last
        where = go_on(session.program, session.portfolio, session.submissions)
        is_text = where is not None and not where.chooses
        return TextPlace(where.set_id, where.number) if where is not None and is_text else None

    def focus_page(self) -> None:
        """Give the keyboard to the page, unless the page has seen to that itself.

        A stack of pages gives it to what was made first, which may be a button about a rule.
        """
        chosen = cast("QWidget | None", self.focusWidget())
        is_there = chosen is not None and self.page.isAncestorOf(chosen)
        if chosen is None or not (is_there and chosen.isVisibleTo(self) and may_be_first(chosen)):
            focus_first(self.page)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the page, not in the sidebar."""
        super().showEvent(event)
        self.focus_page()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note that the first page is on the screen."""
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            self.seen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the sidebar where the page needs the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self._services.icons.theme
        self.sidebar.set_narrow(self.width() < theme.measure(_NARROW))

    def _show_portfolio(self, portfolio: Portfolio) -> None:
        session = self._session
        self.sidebar.show_portfolio(
            session.program,
            portfolio,
            session.submissions,
            session.facts.reviews,
            files_to_look_at(portfolio, session.facts.scanned),
        )

    def _refresh_sidebar(self) -> None:
        self._show_portfolio(self._session.portfolio)

    def _use_in_set(self, set_id: str, paths: tuple[str, ...]) -> None:
        """Use evidence in a set: in its one statement, or else where the user says."""
        if self._session.program.needs_responses:
            self.uses.ask(paths, set_id)
        else:
            self.uses.use(paths, TextPlace(set_id))

    def begin_sending(self) -> "Sending":
        """Return the outbox of the portfolio, which asks about what was interrupted; made once."""
        if self._sending is None:
            from lssc_desktop.ui.submissions.sending import Sending, SendingWatch

            services = self._services
            self._sending = Sending(self._session, services.jobs, self)
            SendingWatch(self._session, self._sending, services.notices, services.icons, self)
        return self._sending

    def load_ahead(self) -> None:
        """Load in the background what the other pages are made of, then make them."""
        jobs, icons = self._services.jobs, self._services.icons
        jobs.start(Lane.DISK, _load_pages, icons, done=self._on_loaded, quiet=True)

    def _on_loaded(self) -> None:
        if self._ahead:  # the session is not over meanwhile
            self.begin_sending()
            self._make_ahead()

    def _make_ahead(self) -> None:
        """Make the pages that were not shown yet, one at a time, so that they are there at once."""
        if self._ahead:
            if not self._services.jobs.running():
                self._page_of(self._ahead.pop(0))
            self._next_ahead.start()
        else:
            self._begin_scan()

    def _begin_scan(self) -> None:
        """Look for private data in the files, once everything that somebody waits for is there."""
        from lssc_desktop.ui.base.privacy_scan import PrivacyScan

        PrivacyScan.of(self._session, self._services).wake()

    def _stop_ahead(self) -> None:
        self._ahead.clear()
        self._next_ahead.stop()  # or the scan would begin on a session that is gone

    def _page_of(self, place: Place) -> QWidget:
        page = self._pages.get(type(place))
        if page is None:
            page = self._make_page(place)
            self._pages[type(place)] = page
            self._stack.addWidget(page)
        return page

    def _make_page(self, place: Place) -> QWidget:  # noqa: C901, PLR0912, PLR0915  one case for each page
        """Make the page of a place; what only another page needs is not imported."""
        session, tools, stack = self._session, self._services, self._stack
        page: QWidget
        match place:
            case Overview():
                from lssc_desktop.ui.overview.page import OverviewPage

                overview = OverviewPage(session, tools, stack)
                overview.switch_requested.connect(self.switch_requested)
                page = overview
            case SetPlace():
                from lssc_desktop.ui.workspace.page import WorkspacePage

                workspace = WorkspacePage(session, tools, stack)
                workspace.larger_changed.connect(self.sidebar.setHidden)
                workspace.example_requested.connect(self.example_requested)
                page = workspace
            case PlanPlace():
                from lssc_desktop.ui.workspace.planning import PlanPage

                page = PlanPage(session, tools, stack)
            case SplitPlace():
                from lssc_desktop.ui.workspace.split_page import SplitPage

                page = SplitPage(session, tools, stack)
            case EvidencePlace():
                from lssc_desktop.ui.evidence.page import EvidencePage

                page = EvidencePage(session, tools, stack)
            case CoursesPlace():
                from lssc_desktop.ui.courses.page import CoursesPage

                page = CoursesPage(session, tools, stack)
            case CheckPlace():
                from lssc_desktop.ui.check.page import CheckPage

                check = CheckPage(session, tools, stack)
                check.again_requested.connect(self._make_copies_again)
                page = check
            case SubmissionsPlace():
                from lssc_desktop.ui.submissions.page import SubmissionsPage

                page = SubmissionsPage(session, self.begin_sending(), tools, stack)
            case RenewalPlace():
                from lssc_desktop.ui.renewal.page import RenewalPage

                page = RenewalPage(session, tools, stack)
            case SearchPlace():
                from lssc_desktop.ui.find.page import SearchPage

                page = SearchPage(self.finder, tools.icons, stack)
            case HelpPlace():
                from lssc_desktop.ui.shared.help_page import HelpPage

                page = HelpPage(
                    tools.icons,
                    session.program,
                    stack,
                    unknown_keys=session.unknown_keys,
                    told=self._told,
                )
                page.left.connect(self._leave_help)
            case _:
                assert_never(place)
        if isinstance(page, SendsOn):
            page.place_requested.connect(self.go_to)
        if isinstance(page, ShowsToEvaluators):
            page.evaluator_view_requested.connect(self.evaluator_view_requested)
        return page

    def _told(self) -> tuple[str, ...]:
        """Return what the program's office answered, for the page about the program."""
        from lssc_desktop.messages.papers import told_lines

        return told_lines(self._session.program, self._session.portfolio)


def _load_pages(icons: Icons) -> None:
    """Load what pages and messages are made of, so that the window need not wait."""
    icons.read_ahead()
    for spec in page_specs().values():
        import_module(f"lssc_desktop.ui.{spec.module}")
    import_module(sentences_file(DriveGone))  # the drive that it lies on can go too
