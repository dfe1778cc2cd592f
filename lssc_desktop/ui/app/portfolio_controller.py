"""The controller of a window: opens a portfolio, keeps what is shown in step, and closes it.

It is made after the window is up, because it needs much of the program. Of a portfolio it shows
the first page; its folder is looked at, and its other pages are made, behind that.
"""

from functools import partial
from operator import methodcaller
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.disk.disk import free_bytes
from lssc_desktop.disk.drives import look_for_portfolios
from lssc_desktop.disk.temporary import RunFolder, stay_on_drive
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import shown_file
from lssc_desktop.paths import is_portable
from lssc_desktop.store.folder.lock import take_request
from lssc_desktop.store.folder.opening import OpenFolder
from lssc_desktop.store.programs import DEFAULT_PROGRAM, SHIPPED, LoadedProgram
from lssc_desktop.ui.app.closing import Closing
from lssc_desktop.ui.app.frame import WindowFrame
from lssc_desktop.ui.app.opener import Opener
from lssc_desktop.ui.app.portfolio_view import PortfolioView, ShowsCompetencies
from lssc_desktop.ui.app.session_tools import SessionTools
from lssc_desktop.ui.base.edit_menu import RedoInDialogs, TextEditing, Undoing
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import HelpPlace, Overview, SearchPlace, SetPlace, Target
from lssc_desktop.ui.base.script_fonts import ScriptsOfSession
from lssc_desktop.ui.base.services import ProgramSpeech, Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.start.dialogs import StartDialogs
from lssc_desktop.ui.start.page import DriveWatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lssc_desktop.core.review.review import ReviewMode
    from lssc_desktop.disk.drives import FoundPortfolio
    from lssc_desktop.package.reader import Verification
    from lssc_desktop.ui.app.closing import OpenWork
    from lssc_desktop.ui.app.example import Examples
    from lssc_desktop.ui.app.kept_words import WordsKeeper
    from lssc_desktop.ui.review.as_evaluator import EvaluatorPage, EvaluatorViews
    from lssc_desktop.ui.review.opening import Reviews


_MEASURING_AFTER = 1000  # milliseconds
_REQUESTS_EVERY = 400
_BEHIND = 100  # milliseconds behind the first page, in which it answers what came in meanwhile
_UNSEEN = 500  # milliseconds, after which a page that nobody sees is not waited for


class PortfolioController(QObject):
    """The controller of a window: fills its frame with what is opened, and closes it when saved.

    `pages` is a folder of our own for web pages of packages.
    """

    session_changed = Signal(object)
    """The `Session` that was opened, None when it was closed."""
    title_changed = Signal(str)
    """What is shown now, and whose it is; "" for the start page."""
    quit_agreed = Signal()
    """Nothing keeps the window open any more."""
    end_refused = Signal()
    """It was to `end`, and something cannot be saved now."""
    quit_requested = Signal()
    """The user wants to end the program, from the window of a shelf."""

    def __init__(
        self,
        frame: WindowFrame,
        services: Services,
        pages: PathLike[str],
        application: QGuiApplication,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._frame = frame
        self._services = services
        self._pages = pages
        self._application = application
        self._window = window
        self._session: Session | None = None
        self._speech = ProgramSpeech(window, self._program, is_own=True)
        self._portfolio_view: PortfolioView | None = None
        self._loaded: LoadedProgram | None = None
        self._next: OpenFolder | None = None
        self._quitting = self._ends = False
        self.is_started_for_path = False
        """Whether a path was given while the window showed nothing yet."""
        self.quits_all = False
        """Whether the windows of reviews and shelves close too, once this one may."""
        self._path_to_reopen: Path | None = None
        self._path_to_write: Path | None = None
        self._measuring = single_shot(self, _MEASURING_AFTER, self._measure_free_space)
        self._reviews: Reviews | None = None
        self._tools: SessionTools | None = None
        self._behind = single_shot(self, _BEHIND, self._go_on_behind)
        self._evaluator_views: EvaluatorViews | None = None
        self._examples: Examples | None = None
        self.start_dialogs = StartDialogs(services, window)
        self.opener = Opener(services, window)
        self._closing = Closing(services.jobs, services.notices, self)
        self._words_keeper: WordsKeeper | None = None
        actions = frame.actions
        self._undoing = Undoing(actions.undo, actions.redo, window, frame.menus.edit)
        TextEditing(actions.text, window, frame.menus.edit)
        RedoInDialogs(self)
        self.drives = DriveWatch(services.jobs, look_for_portfolios, self._shows_start, self)
        self._requests = QTimer(self)
        self._requests.setInterval(_REQUESTS_EVERY)
        self._connect()
        frame.page_stack.currentChanged.connect(self._read_programs)
        self._read_programs()
        services.desktop.refused.connect(self._show_not_opened)

    @property
    def session(self) -> Session | None:
        """The portfolio that is open."""
        return self._session

    @property
    def work(self) -> "tuple[OpenWork, ...]":
        """The portfolio and the reviews that are open."""
        session = () if self._session is None else (self._session,)
        windows = () if self._reviews is None else self._reviews.windows
        return (*session, *(window.session for window in windows))

    @property
    def portfolio_view(self) -> PortfolioView | None:
        """The sidebar and pages of the portfolio that is open."""
        return self._portfolio_view

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        inside = (
            (self._frame.page_stack.shown,)
            if self._portfolio_view is None
            else self._portfolio_view.panes
        )
        return (self._frame.notice_area, *inside)

    @property
    def reviews(self) -> "Reviews":
        """The windows in which packages are reviewed."""
        if self._reviews is None:
            from lssc_desktop.ui.review.opening import Reviews

            self._reviews = Reviews(self._services, self._pages, self._window)
            self._reviews.quit_requested.connect(self.quit_requested)
            self.quit_agreed.connect(self._close_reviews)
        return self._reviews

    @property
    def examples(self) -> "Examples":
        """The window of the finished example."""
        if self._examples is None:
            from lssc_desktop.ui.app.example import Examples

            self._examples = Examples(self._services, self._pages, self._application, self._window)
            self.quit_agreed.connect(self._examples.close)
        return self._examples

    def open_example(self) -> None:
        """Show the finished example for the program of the open portfolio, if there is one."""
        of_session = "" if self._session is None else self._session.program.id
        self.examples.open(of_session if of_session in SHIPPED else DEFAULT_PROGRAM)

    def open_path(self, path: Path) -> None:
        """Open a portfolio folder or a package."""
        self.is_started_for_path |= self._frame.page_stack.is_empty
        if self._session is not None and path == self._session.root:
            self.go_to(Overview())
        else:
            self.opener.open_path(path)

    def go_on_with(self, folder: Path) -> None:
        """Open a portfolio folder at the text in which the user left off, if there is one."""
        self._path_to_write = folder
        self.open_path(folder)

    def go_to(self, place: Target) -> None:
        """Show a place; without a portfolio there is only Help."""
        stack = self._frame.page_stack
        if self._portfolio_view is not None:
            stack.hide_overlay()
            self._portfolio_view.go_to(place)
        elif isinstance(place, HelpPlace) and self._loaded is not None:
            from lssc_desktop.ui.shared.help_page import HelpPage

            page = HelpPage(
                self._services.icons, self._loaded.program, unknown_keys=self._loaded.advice
            )
            page.offer_way_back()
            page.left.connect(stack.hide_overlay)
            stack.show_overlay(page)
            page.go_to(place)
            self._show_title(_("Help"))

    def quit(self) -> None:
        """Save and close everything, then emit `quit_agreed`; or stay, if the user says so."""
        self._quitting = True
        self._closing.begin(self._session)

    def end(self) -> None:
        """Close everything without a question, since all is saved, then emit `quit_agreed`.

        `end_refused` is emitted where something cannot be saved after all.
        """
        self._closing.withdraw_question()
        self._quitting = self.quits_all = self._ends = True
        self._closing.end(self._session)

    def _connect(self) -> None:
        frame, start_dialogs = self._frame, self.start_dialogs
        actions = frame.actions
        actions.close.triggered.connect(self._close_portfolio)
        actions.save.triggered.connect(self._frame.status.announce_saved)
        actions.anything.triggered.connect(self._go_to_anything)
        actions.search_all.triggered.connect(self._search_all)
        actions.write.triggered.connect(self._go_into_text)
        acts = ("enlarge", "look_as_evaluator", "go_to_next", "go_to_previous")
        for action, act in zip(actions.in_set, acts, strict=True):
            action.triggered.connect(partial(self._act_in_set, methodcaller(act)))
        actions.show_folder.triggered.connect(self._show_folder)
        actions.take_review.triggered.connect(start_dialogs.choose_review)
        start_dialogs.shelf_chosen.connect(self.open_shelf)
        start_dialogs.path_chosen.connect(self.open_path)
        start_dialogs.reviews_chosen.connect(self.import_reviews)
        start_dialogs.program_loaded.connect(self._show_program)
        self.drives.found.connect(self._show_found)
        self.quit_agreed.connect(self.drives.stop)
        frame.page_stack.currentChanged.connect(self.drives.look_now)
        self.drives.look_now()
        self.opener.shown_elsewhere.connect(self._on_shown_elsewhere)
        self._requests.timeout.connect(self._take_request)
        self._requests.start()
        self.opener.opened.connect(self._on_opened)
        self.opener.package_found.connect(self._show_package)
        self.opener.reviews_found.connect(self.import_reviews)
        self._closing.closed.connect(self._end_session)
        self._closing.stayed.connect(self._stay)
        self._closing.keeping_requested.connect(self._keep_words)
        frame.page_stack.overlay_hidden.connect(self._show_place)

    def _shows_start(self) -> bool:
        """Whether the start page is in sight."""
        window = self._window
        in_sight = window.isVisible() and not window.isMinimized()
        return in_sight and self._frame.page_stack.shows_start

    def _show_found(self, found: "Sequence[FoundPortfolio]") -> None:
        if self._frame.page_stack.shows_start:
            self._frame.start_page.show_found(found)

    def _take_request(self) -> None:
        """Come to the front when another window was to open the portfolio that is open here."""
        session, window = self._session, self._window
        if session is not None and take_request(self._services.preferences.folder, session.root):
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()
            QApplication.alert(window)

    def _on_shown_elsewhere(self, root: Path) -> None:
        """Leave it to the other window: one that was started for that closes."""
        if self._session is None and self.is_started_for_path:
            self._window.close()
        else:
            self._services.notices.show(
                Message(
                    _("{folder} is open in another window, which is in front now.").format(
                        folder=shown_file(str(root))
                    )
                ),
                Tone.INFO,
                key="opening",
            )

    # The portfolio that is open -----------------------------------------------------------------

    def _on_opened(self, opened: OpenFolder) -> None:
        self._next = opened
        if self._quitting and self._session is None:
            self._release_next()  # it was being opened when the program was to end
        elif self._session is None:
            self._begin_session()
        else:
            self._closing.begin(self._session)

    def _begin_session(self) -> None:
        """Show the first page of the portfolio that was opened; what takes long comes behind it."""
        opened, self._next = self._next, None
        if opened is None:
            return
        self._services.jobs.start(Lane.PREVIEWS, stay_on_drive, opened.root, quiet=True)
        services, frame = self._services, self._frame
        session = Session(opened, services.jobs, services.now, self, memory=services.documents)
        self._session = session
        self._speech.speak()
        ScriptsOfSession(session)
        session.portfolio_changed.connect(self._show_portfolio)
        session.saved_state_changed.connect(frame.status.show_state)
        session.undo_changed.connect(self._undoing.show)
        session.looked.connect(self._measure_free_space)
        session.at_rest.connect(self._measure_soon)
        view = PortfolioView(session, services)
        self._portfolio_view = view
        view.seen.connect(self._go_on_soon)
        view.place_changed.connect(self._show_place)
        view.place_changed.connect(frame.notice_area.leave_page)
        view.evaluator_view_requested.connect(self._look_as_evaluator)
        view.example_requested.connect(self.open_example)
        frame.page_stack.set_base(view)
        frame.menus.set_open(is_open=True)  # the tools turn off what there is no use for
        self._show_place()
        frame.status.show_portfolio(session.saved_state)
        frame.status.show_folder(session.root, 0)
        self._connect_tools(session, view)
        self._show_portfolio(session.portfolio)
        services.preferences.note_folder(session.root)
        to_write, self._path_to_write = self._path_to_write, None
        if to_write == session.root and session.left_off.last is not None:
            view.go_into_text()
        self._behind.start(_UNSEEN)

    def _connect_tools(self, session: Session, view: PortfolioView) -> None:
        """Let the menus act on the portfolio; what each act needs is loaded by it."""
        services, frame = self._services, self._frame
        tools = SessionTools(
            session, view, services, frame.actions, self._application, self._window
        )
        tools.place_requested.connect(self.go_to)
        tools.switched.connect(self._reopen)
        self._tools = tools
        self._undoing.set_history(tools.undo)

    def _go_on_soon(self) -> None:
        self._behind.start(_BEHIND)

    def _go_on_behind(self) -> None:
        """Look at the folder, and load the other pages, now that the first one can be read."""
        session, view = self._session, self._portfolio_view
        if session is not None and view is not None:
            self._services.programs.read()
            self.session_changed.emit(session)
            session.refresh()
            if self._tools is not None:
                self._tools.offer_kept_words()
            view.load_ahead()

    def _program(self) -> Program | None:
        return None if self._session is None else self._session.program

    def _end_session(self) -> None:
        session, self._session = self._session, None
        self._frame.show_nothing()  # what is typed from now on would be in no file
        self._speech.speak()
        self._behind.stop()
        self._tools = self._evaluator_views = self._portfolio_view = None
        self._undoing.set_history(None)
        if session is not None:
            session.deleteLater()
            self.session_changed.emit(None)
            if is_portable() and not self._quitting:
                jobs = self._services.jobs
                jobs.start(Lane.PREVIEWS, _leave, self._services, self._pages, quiet=True)
        if self._quitting:
            self._release_next()
            if self._ends and self._reviews is not None:  # whoever hears of it ends the program
                self._reviews.close_all(asks=False)
            self.quit_agreed.emit()
        elif self._next is not None:
            self._begin_session()
        else:
            preferences = self._services.preferences
            self._frame.show_start(preferences.remembered_folder, preferences.remembered_shelf)
            self._show_place()
            again, self._path_to_reopen = self._path_to_reopen, None
            if again is not None:
                self.opener.open_folder(again)

    def _reopen(self) -> None:
        """Close the portfolio and open its folder as it lies on the disk now."""
        if self._session is not None:
            self._path_to_reopen = self._session.root
            self._closing.begin(self._session)

    def _stay(self) -> None:
        was_to_end = self._ends
        self._quitting = self.quits_all = self._ends = False
        self._path_to_reopen = None
        self._release_next()
        if was_to_end:
            self.end_refused.emit()

    def _release_next(self) -> None:
        unopened, self._next = self._next, None
        if unopened is not None:
            self._services.jobs.start(Lane.SAVING, unopened.release)

    def _close_portfolio(self) -> None:
        if self._session is not None:
            self._closing.begin(self._session)

    def _show_folder(self) -> None:
        if self._session is not None:
            self._services.desktop.open_file(self._session.root)

    # What is shown -------------------------------------------------------------------------------

    def _show_program(self, loaded: LoadedProgram) -> None:
        self._loaded = loaded

    def _read_programs(self) -> None:
        """Read the programs for the start page, whatever brought it up."""
        if self._frame.page_stack.shows_start:
            self._services.programs.read()

    def show_about(self, loaded: LoadedProgram) -> None:
        """Show what is known about a program, from the start page."""
        self._loaded = loaded
        self.go_to(HelpPlace("program"))

    def _show_portfolio(self, portfolio: Portfolio) -> None:
        if self._session is not None:
            self._frame.menus.show_sets(self._session.program, portfolio)
        if (
            self._portfolio_view is not None
            and self._frame.page_stack.shown is self._portfolio_view
        ):
            self._show_place()  # the title has the candidate's name

    def _go_into_text(self) -> None:
        if self._portfolio_view is not None:
            self._frame.page_stack.hide_overlay()
            self._portfolio_view.go_into_text()

    def _show_place(self) -> None:
        if self._portfolio_view is None:
            self.title_changed.emit("")
        else:
            self._show_title(self._portfolio_view.title)
            in_set = isinstance(self._portfolio_view.page, ShowsCompetencies)
            for action in self._frame.actions.in_set:
                action.setEnabled(in_set)

    def _act_in_set(self, act: methodcaller) -> None:
        page = None if self._portfolio_view is None else self._portfolio_view.page
        if isinstance(page, ShowsCompetencies):
            act(page)

    def _show_title(self, title: str) -> None:
        name = () if self._session is None else (self._session.portfolio.candidate.name,)
        self.title_changed.emit(" – ".join((title, *name)))

    def _look_as_evaluator(self, place: SetPlace) -> None:
        if self._session is None:
            return
        if self._evaluator_views is None:
            from lssc_desktop.ui.review.as_evaluator import EvaluatorViews

            self._evaluator_views = EvaluatorViews(self._session, self._services, self._window)
            self._evaluator_views.ready.connect(self._show_as_evaluator)
        self._evaluator_views.open(place)

    def _show_as_evaluator(self, page: "EvaluatorPage") -> None:
        page.left.connect(self._frame.page_stack.hide_overlay)
        page.place_requested.connect(self.go_to)
        self._frame.page_stack.show_overlay(page)
        self._show_title(_("{Evaluator} preview"))

    def _show_package(self, path: Path) -> None:
        from lssc_desktop.ui.start.package import PackagePage

        if self._session is None:
            self._services.jobs.start(Lane.PREVIEWS, stay_on_drive, None, path, quiet=True)
        page = PackagePage(path, self._services, Path(self._pages))
        if self._session is not None:
            notes = self._session.portfolio.packages
            page.offer_hand_in(frozenset(note.package_id for note in notes if not note.elsewhere))
        page.place_requested.connect(self.go_to)
        page.left.connect(self._frame.page_stack.hide_overlay)
        page.review_requested.connect(partial(self._review, path))
        self._frame.page_stack.show_overlay(page)
        self._show_title(path.name)

    def _review(self, path: Path, mode: "ReviewMode", verified: "Verification") -> None:
        self.reviews.open(path, mode, verified)

    def open_shelf(self, folder: Path) -> None:
        """Show the packages in a folder in a window of their own."""
        self._services.preferences.note_shelf(folder)
        self.reviews.open_shelf(folder)

    def _keep_words(self, session: Session) -> None:
        """Keep the words of a session that cannot be saved on this computer, then close."""
        if self._words_keeper is None:
            from lssc_desktop.ui.app.kept_words import WordsKeeper

            self._words_keeper = WordsKeeper(self._services, self._window)
            self._words_keeper.kept.connect(self._closing.close_anyway)
            self._words_keeper.not_kept.connect(self._closing.stay)
        self._words_keeper.keep(session)

    def _close_reviews(self) -> None:
        if self.quits_all and not self._ends:
            self.reviews.close_all()

    def import_reviews(self, paths: tuple[Path, ...]) -> None:
        """Add review files to the portfolio that is open."""
        if self._tools is None:
            message = Message(
                _("{name} is a review, and no {portfolio} is open.").format(
                    name=shown_file(str(paths[0]))
                ),
                _("Nothing was changed."),
                _("Open the {portfolio} it’s about, then drop the review on this window again."),
            )
            self._services.notices.show(message, Tone.WARN, key="review-in")
        else:
            self._tools.take_reviews(paths)

    def _measure_soon(self) -> None:
        """Measure after a save, but not after each of those that come while somebody types."""
        if not self._measuring.isActive():
            self._measuring.start()

    def _measure_free_space(self) -> None:
        if self._session is not None:
            start, root = self._services.jobs.start, self._session.root
            start(Lane.DISK, free_bytes, root, done=self._show_free_space, quiet=True)

    def _show_free_space(self, free: int) -> None:
        if self._session is not None:
            self._frame.status.show_folder(self._session.root, free)

    def _show_not_opened(self, path: Path) -> None:
        reviews = () if self._reviews is None else self._reviews.windows
        if any(window.has_handed_over(path) for window in reviews):
            return  # that window says it
        from lssc_desktop.messages.evidence import not_opened  # a start has no use for it

        self._services.notices.show(not_opened(str(path)), Tone.WARN, key="not-opened")

    def _go_to_anything(self) -> None:
        if self._portfolio_view is not None:
            from lssc_desktop.ui.find.palette import open_palette

            dialog = open_palette(
                self._services.icons, self._portfolio_view.finder, self._frame.menus, self._window
            )
            dialog.place_requested.connect(self.go_to)

    def _search_all(self) -> None:
        self.go_to(SearchPlace())


def _leave(services: Services, pages: PathLike[str]) -> None:
    """Leave no temporary file in a portfolio, so that its drive can be taken out; in a job."""
    services.stop_previews()
    if isinstance(pages, RunFolder):
        pages.close_if_empty()
    stay_on_drive()
