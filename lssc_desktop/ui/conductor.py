"""Opening, keeping and closing the portfolio of a window.

It is made after the window is up, because it needs most of the program.
"""

from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.messages.errors import message_for
from lssc_desktop.messages.review_in import no_portfolio_open
from lssc_desktop.store.disk import free_bytes
from lssc_desktop.store.opening import OpenFolder
from lssc_desktop.store.rebuild import CandidateUnknown
from lssc_desktop.ui.beginning import Beginning
from lssc_desktop.ui.closing import Closing
from lssc_desktop.ui.frame import Frame
from lssc_desktop.ui.jobs import Lane
from lssc_desktop.ui.new_portfolio import LoadedProgram
from lssc_desktop.ui.opener import Opener
from lssc_desktop.ui.place import HelpPlace, Overview, Place, SubmissionsPlace
from lssc_desktop.ui.portfolio_menu import PortfolioMenu
from lssc_desktop.ui.reviews_in import ReviewsIn
from lssc_desktop.ui.safety_copies import SafetyCopies
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.session_undo import SessionUndo
from lssc_desktop.ui.session_watch import SessionWatch
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.undoing import RedoInDialogs, Undoing
from lssc_desktop.ui.workbench import Workbench

if TYPE_CHECKING:  # not needed before somebody reviews a package
    from lssc_desktop.package.reader import Verification
    from lssc_desktop.ui.review.reviews import Reviews
    from lssc_desktop.ui.sign_off import OpenWork


class Conductor(QObject):
    """Fills the frame of a window with what is opened, and sees it closed in good order.

    `pages` is a folder of our own for web pages of packages.
    """

    session_changed = Signal(object)
    """The `Session` that was opened, None when it was closed."""
    title_changed = Signal(str)
    """What is shown now, and whose it is; "" for the start page."""
    quit_agreed = Signal()
    """Nothing keeps the window open any more."""

    def __init__(
        self,
        frame: Frame,
        services: Services,
        pages: Path,
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
        self._workbench: Workbench | None = None
        self._loaded: LoadedProgram | None = None
        self._next: OpenFolder | None = None
        self._quitting = False
        self._again: Path | None = None
        self._reviews: Reviews | None = None
        self._reviews_in: ReviewsIn | None = None
        self.beginning = Beginning(services, window)
        self.opener = Opener(services.jobs, services.notices, services.now, self)
        self._closing = Closing(services.jobs, services.notices, self)
        actions = frame.actions
        self._undoing = Undoing(actions.undo, actions.redo, window, frame.menus.edit)
        RedoInDialogs(self)
        self._connect()

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
    def workbench(self) -> Workbench | None:
        """The sidebar and pages of the portfolio that is open."""
        return self._workbench

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        inside = (self._frame.shelf.shown,) if self._workbench is None else self._workbench.panes
        return (self._frame.notice_area, *inside)

    @property
    def reviews(self) -> "Reviews":
        """The windows in which packages are reviewed."""
        if self._reviews is None:
            from lssc_desktop.ui.review.reviews import Reviews

            self._reviews = Reviews(self._services, self._pages, self._window)
        return self._reviews

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Open a portfolio folder or a package."""
        if self._session is not None and path == self._session.root:
            self.go_to(Overview())
        else:
            self.opener.open_path(path)

    @Slot(object)
    def go_to(self, place: Place) -> None:
        """Show a place; without a portfolio there is only Help."""
        shelf = self._frame.shelf
        if self._workbench is not None:
            shelf.uncover()
            self._workbench.go_to(place)
        elif isinstance(place, HelpPlace) and self._loaded is not None:
            from lssc_desktop.ui.pages.help import HelpPage

            page = HelpPage(self._services.icons, self._loaded.program)
            page.offer_way_back()
            page.left.connect(shelf.uncover)
            shelf.cover(page)
            page.go_to(place)
            self._show_title(_("Help"))

    def quit(self) -> None:
        """Save and close everything, then tell `quit_agreed`; or stay, if the person says so."""
        self._quitting = True
        self._closing.begin(self._session)

    def _connect(self) -> None:
        frame, beginning = self._frame, self.beginning
        actions = frame.actions
        actions.close.triggered.connect(self._close_portfolio)
        actions.anything.triggered.connect(self._go_to_anything)
        actions.show_folder.triggered.connect(self._show_folder)
        actions.take_review.triggered.connect(beginning.choose_review)
        beginning.shelf_chosen.connect(self.open_shelf)
        beginning.path_chosen.connect(self.open_path)
        beginning.reviews_chosen.connect(self.take_reviews)
        beginning.program_loaded.connect(self._show_program)
        self.opener.opened.connect(self._take_opened)
        self.opener.package_found.connect(self._show_package)
        self.opener.owner_wanted.connect(self._ask_owner)
        self.opener.review_found.connect(self._take_review)
        self._closing.closed.connect(self._end_session)
        self._closing.stayed.connect(self._stay)
        frame.shelf.uncovered.connect(self._show_place)

    # The portfolio that is open -----------------------------------------------------------------

    @Slot(object)
    def _take_opened(self, opened: OpenFolder) -> None:
        self._next = opened
        if self._session is None:
            self._begin_session()
        else:
            self._closing.begin(self._session)

    def _begin_session(self) -> None:
        opened, self._next = self._next, None
        if opened is None:
            return
        services = self._services
        session = Session(opened, services.jobs, services.now, self)
        self._session = session
        SessionWatch(session, services.notices, self._application)
        self._reviews_in = ReviewsIn(session, services)
        self._reviews_in.place_requested.connect(self.go_to)
        copies = SafetyCopies(session, services, self._window)
        self._frame.actions.safety_copy.triggered.connect(copies.choose_target)
        self._frame.actions.compare_copies.triggered.connect(copies.choose_other)
        session.portfolio_changed.connect(self._show_portfolio)
        session.saved_state_changed.connect(self._frame.status.show_state)
        session.undo_changed.connect(self._undoing.show)
        session.looked.connect(self._measure_room)
        self._frame.actions.save.triggered.connect(session.save_now)
        self._frame.actions.look.triggered.connect(session.refresh)
        self._workbench = Workbench(session, services)
        self._workbench.place_changed.connect(self._show_place)
        self._frame.shelf.put_ground(self._workbench)
        self._frame.menus.set_open(is_open=True)
        menu = PortfolioMenu(session, services, self._frame.actions, self._window)
        menu.moved.connect(self._open_anew)
        self._show_portfolio(session.portfolio)
        history = SessionUndo(session, self._workbench, services.notices)
        history.place_requested.connect(self.go_to)
        history.about_you_requested.connect(menu.ask_about_you)
        self._undoing.set_history(history)
        self._show_place()
        self._frame.status.show_portfolio(session.saved_state)
        self._frame.status.show_folder(session.root, 0)
        services.preferences.note_folder(session.root)
        self.session_changed.emit(session)
        session.refresh()

    @Slot()
    def _end_session(self) -> None:
        session, self._session = self._session, None
        self._reviews_in = None
        self._workbench = None
        self._undoing.set_history(None)
        if session is not None:
            session.deleteLater()
            self.session_changed.emit(None)
        if self._next is not None:
            self._begin_session()
        elif self._quitting:
            self.quit_agreed.emit()
        else:
            self._frame.show_start(self._services.preferences.remembered_folder)
            self._show_place()
            again, self._again = self._again, None
            if again is not None:
                self.opener.open_folder(again)

    @Slot()
    def _open_anew(self) -> None:
        """Close the portfolio and open its folder as it lies on the disk now."""
        if self._session is not None:
            self._again = self._session.root
            self._closing.begin(self._session)

    @Slot()
    def _stay(self) -> None:
        self._quitting = False
        self._again = None
        unopened, self._next = self._next, None
        if unopened is not None:
            self._services.jobs.start(Lane.SAVING, _release, unopened)

    @Slot()
    def _close_portfolio(self) -> None:
        if self._session is not None:
            self._closing.begin(self._session)

    @Slot()
    def _show_folder(self) -> None:
        if self._session is not None:
            self._services.desktop.open_file(self._session.root)

    # What is shown -------------------------------------------------------------------------------

    @Slot(object)
    def _show_program(self, loaded: LoadedProgram) -> None:
        is_first, self._loaded = self._loaded is None, loaded
        self._frame.start_page.show_program(loaded.program, "" if is_first else loaded.origin)

    @Slot(object)
    def _show_portfolio(self, portfolio: Portfolio) -> None:
        if self._session is not None:
            self._frame.menus.show_sets(self._session.program, portfolio)
        if self._workbench is not None and self._frame.shelf.shown is self._workbench:
            self._show_place()  # the title has the candidate's name

    @Slot()
    def _show_place(self) -> None:
        if self._workbench is None:
            self.title_changed.emit("")
        else:
            self._show_title(self._workbench.title)

    def _show_title(self, title: str) -> None:
        name = () if self._session is None else (self._session.portfolio.candidate.name,)
        self.title_changed.emit(" – ".join((title, *name)))

    @Slot(object)
    def _show_package(self, path: Path) -> None:
        from lssc_desktop.ui.pages.package import PackagePage

        services = self._services
        page = PackagePage(
            path, services.jobs, services.notices, services.desktop, services.icons, self._pages
        )
        if self._session is not None:
            notes = self._session.portfolio.packages
            page.offer_hand_in(frozenset(note.package_id for note in notes if not note.elsewhere))
        page.hand_in_requested.connect(self._hand_in)
        page.left.connect(self._frame.shelf.uncover)
        page.review_requested.connect(partial(self._review, path, "review"))
        page.evaluation_requested.connect(partial(self._review, path, "evaluation"))
        self._frame.shelf.cover(page)
        self._show_title(path.name)

    @Slot(str)
    def _hand_in(self, package_id: str) -> None:
        self.go_to(SubmissionsPlace(package_id=package_id, hand_in=True))

    def _review(self, path: Path, mode: str, verified: "Verification") -> None:
        from lssc_desktop.core.review import ReviewMode

        self.reviews.open(path, ReviewMode(mode), verified)

    @Slot(object)
    def open_shelf(self, folder: Path) -> None:
        """Show the packages in a folder in a window of their own."""
        self.reviews.open_shelf(folder)

    @Slot(object)
    def _take_review(self, path: Path) -> None:
        self.take_reviews((path,))

    @Slot(object)
    def take_reviews(self, paths: tuple[Path, ...]) -> None:
        """Take review files into the portfolio that is open."""
        if self._session is None or self._reviews_in is None:
            message = no_portfolio_open(str(paths[0]))
            self._services.notices.show(message, Tone.WARN, key="review-in")
        else:
            self._reviews_in.take(paths)

    @Slot(object)
    def _ask_owner(self, error: CandidateUnknown) -> None:
        from lssc_desktop.ui.owner_dialog import OwnerDialog

        services = self._services
        today = services.now().date()
        dialog = OwnerDialog(message_for(error), today, services.icons, self._window)
        dialog.told.connect(self.opener.rebuild_for)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _measure_room(self) -> None:
        if self._session is not None:
            root = self._session.root
            self._services.jobs.start(Lane.DISK, _room, root, done=self._show_room, quiet=True)

    @Slot(object)
    def _show_room(self, free: int) -> None:
        if self._session is not None:
            self._frame.status.show_folder(self._session.root, free)

    @Slot()
    def _go_to_anything(self) -> None:
        if self._session is not None:
            from lssc_desktop.ui.destinations import destinations
            from lssc_desktop.ui.go_to_dialog import GoToDialog

            known = destinations(self._session.program, self._session.portfolio)
            dialog = GoToDialog(self._services.icons, known, self._window)
            dialog.place_requested.connect(self.go_to)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()


def _room(root: Path, _reporter: Reporter) -> int:
    return free_bytes(root)


def _release(folder: OpenFolder, _reporter: Reporter) -> None:
    folder.release()
