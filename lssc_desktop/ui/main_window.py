"""The main window: menus, notices, the start page or an open portfolio, the status line."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.store.disk import free_bytes
from lssc_desktop.store.opening import OpenFolder
from lssc_desktop.ui.actions import Actions
from lssc_desktop.ui.beginning import Beginning
from lssc_desktop.ui.closing import Closing
from lssc_desktop.ui.jobs import Lane
from lssc_desktop.ui.menus import Menus
from lssc_desktop.ui.new_portfolio import LoadedProgram
from lssc_desktop.ui.notice_area import NoticeArea
from lssc_desktop.ui.opener import Opener
from lssc_desktop.ui.pages.start import StartPage
from lssc_desktop.ui.panes import next_pane
from lssc_desktop.ui.place import HelpPlace, Overview, Place
from lssc_desktop.ui.safety_copies import SafetyCopies
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.session_watch import SessionWatch
from lssc_desktop.ui.shelf import Shelf
from lssc_desktop.ui.status_bar import StatusBar
from lssc_desktop.ui.theme import Mode
from lssc_desktop.ui.workbench import Workbench

_WIDTH, _HEIGHT = 1366, 768
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 480
_PROGRAM = "LSSC Desktop"


class MainWindow(QMainWindow):
    """Shows the start page, a package, help, or the portfolio that is open.

    `pages` is a folder of our own for web pages of packages, emptied at the end.
    """

    session_changed = Signal(object)
    """The `Session` that was opened, None when it was closed."""

    def __init__(self, services: Services, pages: Path, application: QGuiApplication) -> None:
        super().__init__()
        self._services = services
        self._pages = pages
        self._application = application
        self._session: Session | None = None
        self._workbench: Workbench | None = None
        self._loaded: LoadedProgram | None = None
        self._next: OpenFolder | None = None
        self._quitting = self._may_close = False

        icons = services.icons
        self.actions_of = Actions(self)
        self.menus = Menus(self.actions_of)
        self.notice_area = NoticeArea(services.notices, icons)
        self.start_page = StartPage(icons)
        self.shelf = Shelf(self.start_page)
        self.status = StatusBar(icons, services.now)
        self.beginning = Beginning(services, self)
        self.opener = Opener(services.jobs, services.notices, services.now, self)
        self._closing = Closing(services.jobs, services.notices, self)

        self._lay_out()
        self._connect()
        self._show_start()

    @property
    def session(self) -> Session | None:
        """The portfolio that is open."""
        return self._session

    @property
    def workbench(self) -> Workbench | None:
        """The sidebar and pages of the portfolio that is open."""
        return self._workbench

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
        if self._workbench is not None:
            self.shelf.uncover()
            self._workbench.go_to(place)
        elif isinstance(place, HelpPlace) and self._loaded is not None:
            from lssc_desktop.ui.pages.help import HelpPage

            page = HelpPage(self._services.icons, self._loaded.program)
            page.offer_way_back()
            page.left.connect(self.shelf.uncover)
            self.shelf.cover(page)
            page.go_to(place)
            self._show_title(_("Help"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once everything is saved and what runs has ended."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self._quitting = True
        self._closing.begin(self._session)
        event.setAccepted(self._may_close)  # there was nothing to wait for

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a folder or a package that is dropped anywhere."""
        if _dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        path = _dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)

    def _lay_out(self) -> None:
        self.setWindowIcon(self._services.icons.application_icon())
        self.setAcceptDrops(True)
        self.resize(_WIDTH, _HEIGHT)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.setMenuBar(self.menus)
        self.setStatusBar(self.status)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice_area)
        column.addWidget(self.shelf, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self._connect_file_menu()
        self._connect_other_menus()
        start, beginning = self.start_page, self.beginning
        start.start_requested.connect(beginning.start)
        start.open_requested.connect(beginning.choose_folder)
        start.package_requested.connect(beginning.choose_package)
        start.program_file_requested.connect(beginning.choose_program_file)
        start.folder_requested.connect(self.open_path)
        start.place_requested.connect(self.go_to)
        beginning.path_chosen.connect(self.open_path)
        beginning.program_loaded.connect(self._show_program)
        self.opener.opened.connect(self._take_opened)
        self.opener.package_found.connect(self._show_package)
        self._closing.closed.connect(self._end_session)
        self._closing.stayed.connect(self._stay)
        self.shelf.uncovered.connect(self._show_place)
        self._services.jobs.unclaimed_failure.connect(self._services.notices.show_error)

    def _connect_file_menu(self) -> None:
        actions, preferences = self.actions_of, self._services.preferences
        actions.new.triggered.connect(self.beginning.start)
        actions.open.triggered.connect(self.beginning.choose_folder)
        actions.package.triggered.connect(self.beginning.choose_package)
        actions.close.triggered.connect(self._close_portfolio)
        actions.remember.setChecked(preferences.settings.remember)
        actions.remember.toggled.connect(self._set_remember)
        actions.quit.triggered.connect(self.close)

    def _connect_other_menus(self) -> None:
        actions, preferences = self.actions_of, self._services.preferences
        for action in actions.modes.actions():
            action.setChecked(action.data() == preferences.mode)
        actions.modes.triggered.connect(self._set_mode)
        actions.larger.triggered.connect(preferences.enlarge_text)
        actions.smaller.triggered.connect(preferences.reduce_text)
        actions.usual.triggered.connect(preferences.usual_text)
        self.menus.place_requested.connect(self.go_to)
        actions.place_chosen.connect(self.go_to)
        actions.anything.triggered.connect(self._go_to_anything)
        actions.next_pane.triggered.connect(self._to_next_pane)
        actions.previous_pane.triggered.connect(self._to_previous_pane)
        actions.show_folder.triggered.connect(self._show_folder)

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
        copies = SafetyCopies(session, services, self)
        self.actions_of.safety_copy.triggered.connect(copies.choose_target)
        self.actions_of.compare_copies.triggered.connect(copies.choose_other)
        session.portfolio_changed.connect(self._show_portfolio)
        session.saved_state_changed.connect(self.status.show_state)
        session.undo_changed.connect(self._show_undo)
        session.looked.connect(self._measure_room)
        self.actions_of.save.triggered.connect(session.save_now)
        self.actions_of.undo.triggered.connect(session.undo)
        self.actions_of.redo.triggered.connect(session.redo)
        self.actions_of.look.triggered.connect(session.refresh)
        self._workbench = Workbench(session, services)
        self._workbench.place_changed.connect(self._show_place)
        self.shelf.put_ground(self._workbench)
        self.menus.set_open(True)
        self._show_portfolio(session.portfolio)
        self._show_undo()
        self._show_place()
        self.status.show_portfolio(session.saved_state)
        self.status.show_folder(session.root, 0)
        services.preferences.note_folder(session.root)
        self.session_changed.emit(session)
        session.refresh()

    @Slot()
    def _end_session(self) -> None:
        session, self._session = self._session, None
        self._workbench = None
        if session is not None:
            session.deleteLater()
            self.session_changed.emit(None)
        if self._next is not None:
            self._begin_session()
        elif self._quitting:
            self._may_close = True
            self.close()
        else:
            self._show_start()

    @Slot()
    def _stay(self) -> None:
        self._quitting = False
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

    def _show_start(self) -> None:
        self.menus.set_open(False)
        self.status.show_start()
        self.start_page.show_last(self._services.preferences.remembered_folder)
        self.shelf.put_ground(None)
        self._show_place()
        self.start_page.take_focus()

    @Slot(object)
    def _show_program(self, loaded: LoadedProgram) -> None:
        is_first, self._loaded = self._loaded is None, loaded
        self.start_page.show_program(loaded.program, "" if is_first else loaded.origin)

    @Slot(object)
    def _show_portfolio(self, portfolio: Portfolio) -> None:
        if self._session is not None:
            self.menus.show_sets(self._session.program, portfolio)

    @Slot()
    def _show_undo(self) -> None:
        if self._session is not None:
            self.actions_of.undo.setEnabled(self._session.can_undo)
            self.actions_of.redo.setEnabled(self._session.can_redo)

    @Slot()
    def _show_place(self) -> None:
        if self._workbench is None:
            self.setWindowTitle(_PROGRAM)
        else:
            self._show_title(self._workbench.title)

    def _show_title(self, title: str) -> None:
        name = () if self._session is None else (self._session.portfolio.candidate.name,)
        self.setWindowTitle(" – ".join((title, *name, _PROGRAM)))

    @Slot(object)
    def _show_package(self, path: Path) -> None:
        from lssc_desktop.ui.pages.package import PackagePage

        services = self._services
        page = PackagePage(
            path, services.jobs, services.notices, services.desktop, services.icons, self._pages
        )
        page.left.connect(self.shelf.uncover)
        self.shelf.cover(page)
        self._show_title(path.name)

    @Slot()
    def _measure_room(self) -> None:
        if self._session is not None:
            root = self._session.root
            self._services.jobs.start(Lane.DISK, _room, root, done=self._show_room, quiet=True)

    @Slot(object)
    def _show_room(self, free: int) -> None:
        if self._session is not None:
            self.status.show_folder(self._session.root, free)

    @Slot()
    def _go_to_anything(self) -> None:
        if self._session is not None:
            from lssc_desktop.ui.destinations import destinations
            from lssc_desktop.ui.go_to_dialog import GoToDialog

            known = destinations(self._session.program, self._session.portfolio)
            dialog = GoToDialog(self._services.icons, known, self)
            dialog.place_requested.connect(self.go_to)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot()
    def _to_next_pane(self) -> None:
        next_pane(self._panes())

    @Slot()
    def _to_previous_pane(self) -> None:
        next_pane(self._panes(), backwards=True)

    def _panes(self) -> tuple[QWidget, ...]:
        inside = (self.shelf.shown,) if self._workbench is None else self._workbench.panes
        return (self.notice_area, *inside)

    @Slot(QAction)
    def _set_mode(self, action: QAction) -> None:
        self._services.preferences.set_mode(Mode(action.data()))

    @Slot(bool)
    def _set_remember(self, agreed: bool) -> None:
        self._services.preferences.set_remember(agreed)
        if self._session is not None:
            self._services.preferences.note_folder(self._session.root)


def _dropped(urls: list[QUrl]) -> Path | None:
    """Return the one local path among what is dragged, None for anything else."""
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())


def _room(root: Path, _reporter: Reporter) -> int:
    return free_bytes(root)


def _release(folder: OpenFolder, _reporter: Reporter) -> None:
    folder.release()
