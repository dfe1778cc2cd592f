"""The main window: menus, notices, the start page or an open portfolio, the status line."""

from functools import cached_property, partial
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.ui.app.frame import Menus, PageStack, StatusBar, WindowFrame
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.focus import next_pane
from lssc_desktop.ui.kit.pages import take_window_size
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.shared.notice_area import NoticeArea

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from lssc_desktop.store.programs import LoadedProgram
    from lssc_desktop.ui.app.closing import OpenWork
    from lssc_desktop.ui.app.portfolio_controller import PortfolioController
    from lssc_desktop.ui.app.portfolio_view import PortfolioView
    from lssc_desktop.ui.app.preferences import PreferencesDialog
    from lssc_desktop.ui.app.shared_computer import CleanComputerDialog, SessionLock
    from lssc_desktop.ui.base.actions import Actions
    from lssc_desktop.ui.base.place import Target
    from lssc_desktop.ui.base.session import Session
    from lssc_desktop.ui.start.dialogs import StartDialogs
    from lssc_desktop.ui.start.page import StartPage


# Imported in the background; none of these makes a widget, which only the GUI thread may.
_AHEAD = (
    "lssc_desktop.core.standing.reconcile",
    "lssc_desktop.store.folder.opening",
    "lssc_desktop.store.folder.rebuild",
    "lssc_desktop.store.folder.conflicts",
    "lssc_desktop.store.folder.scan",
    "lssc_desktop.store.folder.safety_copy",
    "lssc_desktop.messages.message",
    "lssc_desktop.messages.portfolio",
    "lssc_desktop.ui.overview.page",
    "lssc_desktop.ui.workspace.page",
    "lssc_desktop.ui.evidence.page",
    "lssc_desktop.ui.check.page",
)

_WIDTH, _HEIGHT = 1366, 768
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 480
_TITLE = "LSSC Desktop"
_OWN, _SHARED, _STAY = "own", "shared", "stay"  # answers
_PATIENCE = 1000  # milliseconds in which a portfolio may open in an empty window


class MainWindow(TabInOrder, QMainWindow):
    """The main window: a frame, up at once, which a `PortfolioController` made later fills.

    `pages` is a folder of our own for web pages of packages, emptied at the end.
    """

    session_changed = Signal(object)
    """The `Session` that was opened, None when it was closed."""
    seen = Signal()
    """The window was painted for the first time."""
    ended = Signal()
    """All is saved and closed: nothing keeps the program any more."""

    def __init__(
        self, services: Services, pages: PathLike[str], application: QGuiApplication
    ) -> None:
        super().__init__()
        self._services = services
        self._pages = pages
        self._application = application
        self._controller: PortfolioController | None = None
        self.asks_whose = False
        """Whether a person closes it, who may be asked whose computer this is."""
        self._is_painted = self._may_close = self._ends = self._is_asked_whose = False
        self._slow_opening = single_shot(self, _PATIENCE, self._show_something)

        icons = services.icons
        stack = PageStack(self._make_start_page)
        self.frame = WindowFrame(
            Menus(),
            NoticeArea(services.notices, icons, stack),
            stack,
            StatusBar(icons, services.now),
        )
        self._lay_out()
        services.jobs.unclaimed_failure.connect(services.notices.show_error)
        self.setWindowTitle(_TITLE)

    @property
    def controller(self) -> "PortfolioController":
        """The controller of the window; asking for it makes it."""
        if self._controller is None:
            from lssc_desktop.ui.app.portfolio_controller import PortfolioController

            controller = PortfolioController(
                self.frame, self._services, self._pages, self._application, self
            )
            controller.session_changed.connect(self.session_changed)
            controller.title_changed.connect(self._show_title)
            controller.quit_agreed.connect(self._close_now)
            controller.quit_requested.connect(self._quit)
            controller.end_refused.connect(self._refuse_to_end)
            controller.opener.stopped.connect(self._show_something)
            self._controller = controller
        return self._controller

    @property
    def is_ready(self) -> bool:
        """Whether the controller is there, which is made after the window is seen."""
        return self._controller is not None

    @property
    def session(self) -> "Session | None":
        """The portfolio that is open."""
        return None if self._controller is None else self._controller.session

    @property
    def work(self) -> "tuple[OpenWork, ...]":
        """The portfolio and the reviews that are open."""
        return () if self._controller is None else self._controller.work

    @property
    def portfolio_view(self) -> "PortfolioView | None":
        """The sidebar and pages of the portfolio that is open."""
        return None if self._controller is None else self._controller.portfolio_view

    @property
    def start_dialogs(self) -> "StartDialogs":
        """The dialogs of the start page."""
        return self.controller.start_dialogs

    @property
    def start_page(self) -> "StartPage":
        """The start page."""
        return self.frame.start_page

    @property
    def page_stack(self) -> PageStack:
        """The middle of the window."""
        return self.frame.page_stack

    @property
    def status(self) -> StatusBar:
        """The status bar."""
        return self.frame.status

    @property
    def menu_actions(self) -> "Actions":
        """The actions of the menus."""
        return self.frame.actions

    def show_start(self) -> None:
        """Show the start page, which a window that comes up without a path has from the start."""
        preferences = self._services.preferences
        self.frame.show_start(preferences.remembered_folder, preferences.remembered_shelf)

    def open_path(self, path: Path) -> None:
        """Open a portfolio folder or a package."""
        self.controller.open_path(path)

    def go_to(self, place: "Target") -> None:
        """Show a place; without a portfolio there is only Help."""
        self.controller.go_to(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Go on with the rest of the program once the window is seen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._get_ready)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Write letters that no control wanted into the text that is shown."""
        view = self.portfolio_view
        if view is None or not view.isVisible() or not view.type_in_sight(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Close once everything is saved and what runs has ended."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        if self._ask_whose():
            return
        self.controller.quit()
        event.setAccepted(self._may_close)  # there was nothing to wait for

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Accept a folder or a package that is dropped anywhere."""
        if _dropped_paths(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Open what was dropped."""
        paths = _dropped_paths(event.mimeData().urls())
        if not paths:
            return
        event.acceptProposedAction()
        if len(paths) == 1:
            self.open_path(paths[0])
        else:
            self.controller.import_reviews(paths)

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        take_window_size(self, self._services.icons.theme, _WIDTH, _HEIGHT)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.setMenuBar(self.frame.menus)
        self.setStatusBar(self.frame.status)
        self.setCentralWidget(self.frame.page_stack)
        self.frame.status.raise_()  # a screen reader comes to it last

    def _connect_menus(self) -> None:
        """Fill the menus, and connect the actions that do not wait for a controller."""
        actions = self.frame.actions
        actions.new.triggered.connect(self._start)
        actions.open.triggered.connect(self._choose_folder)
        actions.package.triggered.connect(self._choose_package)
        actions.shelf.triggered.connect(self._choose_shelf)
        actions.place_chosen.connect(self.go_to)
        actions.quit.triggered.connect(self._quit)
        actions.example.triggered.connect(self._open_example)
        actions.about.triggered.connect(self._show_about_application)
        actions.next_pane.triggered.connect(self._to_next_pane)
        actions.previous_pane.triggered.connect(self._to_previous_pane)
        self.frame.menus.offer_by_key(self)
        self.frame.notice_area.offer_again(self)
        for entry, acts in actions.in_dialogs.items():
            entry.triggered.connect(partial(self._offer, entry.text(), acts))
        self._connect_preferences()

    def _offer(self, entry: str, acts: "Iterable[tuple[QAction, str]]") -> None:
        """Show a dialog with some acts."""
        from lssc_desktop.ui.base.actions import plain_entry
        from lssc_desktop.ui.shared.dialogs import ActsDialog  # a start has no use for it

        ActsDialog(self._services.icons, plain_entry(entry), acts).show_for(self)

    def _make_start_page(self, parent: QWidget) -> "StartPage":
        from lssc_desktop.ui.start.page import StartPage

        page = StartPage(self._services.icons, parent)
        page.start_requested.connect(self._start)
        page.open_requested.connect(self._choose_folder)
        page.package_requested.connect(self._choose_package)
        page.program_file_requested.connect(self._choose_program_file)
        page.example_requested.connect(self._open_example_of)
        page.folder_requested.connect(self._go_on_with)
        page.shelf_requested.connect(self._open_shelf)
        page.program_start_requested.connect(self._start_with)
        page.about_requested.connect(self._show_about)
        programs = self._services.programs
        page.show_programs(programs.files)
        programs.changed.connect(self._show_programs)
        return page

    def _show_programs(self) -> None:
        self.start_page.show_programs(self._services.programs.files)

    def _connect_preferences(self) -> None:
        actions, preferences = self.frame.actions, self._services.preferences
        actions.preferences.triggered.connect(self._show_preferences)
        actions.remember.toggled.connect(self._set_remember)
        actions.signing.triggered.connect(self._show_signing)
        actions.lock.triggered.connect(self._lock)
        actions.lock_when_away.triggered.connect(self._choose_lock)
        actions.clean_computer.triggered.connect(self._clean_computer)
        actions.spelling.triggered.connect(preferences.set_spelling)
        preferences.changed.connect(self._show_what_holds)
        self._show_what_holds()
        actions.view.follow(preferences, self._services.notices)

    def _show_what_holds(self) -> None:
        self.frame.actions.show_spelling(self._services.preferences)
        self.frame.actions.show_remember(self._services.preferences)

    def _get_ready(self) -> None:
        """Import in the background what the controller needs, then make it."""
        if self._controller is not None and self._controller.is_started_for_path:
            self._slow_opening.start()  # what opens at once is the first page that is seen
        else:
            self._show_something()
        self._services.icons.theme.complete()
        self._connect_menus()
        self.setWindowIcon(self._services.icons.application_icon())
        self.seen.emit()
        if self._controller is None:
            start = self._services.jobs.start
            start(Lane.SAVING, import_ahead, done=self._make_controller, quiet=True)

    def _show_something(self) -> None:
        """Show the start page where a window that was opened for a path shows nothing yet."""
        if self.frame.page_stack.is_empty:
            self.show_start()

    def _make_controller(self) -> None:
        self.controller  # noqa: B018  asking for it makes it
        self.session_lock  # noqa: B018  as above

    @cached_property
    def session_lock(self) -> "SessionLock":
        """What hides all windows when the user is away, or asks for it."""
        from lssc_desktop.ui.app.shared_computer import IdleWatch, SessionLock

        preferences, now = self._services.preferences, self._services.now
        lock = SessionLock(self._services, lambda: self.work, self)
        watch = IdleWatch(self._application, now, lambda: preferences.lock_minutes, lock)
        watch.idle.connect(lock.lock)
        watch.lock_requested.connect(lock.lock)
        lock.unlocked.connect(watch.begin_again)
        lock.quit_agreed.connect(self.end)
        lock.emptied.connect(self.ended)
        return lock

    def _start(self) -> None:
        self.controller.start_dialogs.start()

    def _start_with(self, loaded: "LoadedProgram") -> None:
        self.controller.start_dialogs.start_with(loaded)

    def _show_about(self, loaded: "LoadedProgram") -> None:
        self.controller.show_about(loaded)

    def _go_on_with(self, folder: Path) -> None:
        self.controller.go_on_with(folder)

    def _choose_folder(self) -> None:
        self.controller.start_dialogs.choose_folder()

    def _choose_package(self) -> None:
        self.controller.start_dialogs.choose_package()

    def _choose_shelf(self) -> None:
        self.controller.start_dialogs.choose_shelf()

    def _choose_program_file(self) -> None:
        self.controller.start_dialogs.choose_program_file()

    def _open_example(self) -> None:
        self.controller.open_example()

    def _show_about_application(self) -> None:
        from lssc_desktop.ui.app.about import AboutDialog

        AboutDialog(self._services).show_for(self)

    def _open_example_of(self, loaded: "LoadedProgram") -> None:
        self.controller.examples.open(loaded.program.id)

    def _show_title(self, title: str) -> None:
        self.setWindowTitle(f"{title} – {_TITLE}" if title else _TITLE)

    def _close_now(self) -> None:
        self._may_close = True
        if self._ends:
            self._services.jobs.changed.connect(self._end_once_written)
            self._end_once_written()
            return
        self.close()
        self.session_lock.forget(self)

    def end(self) -> None:
        """End the program without a question and without showing anything: all is saved."""
        if self._ends:
            return
        self._ends = True
        self.session_lock.show_closing()
        self.controller.end()

    def _end_once_written(self) -> None:
        """Emit `ended` when the last write is done, such as of who has a folder open."""
        if self._ends and not self._services.jobs.running(Lane.SAVING, Lane.DISK):
            self._ends = False
            self.close()
            self.ended.emit()

    def _refuse_to_end(self) -> None:
        self._ends = False
        self.session_lock.refuse_to_quit()

    def _quit(self) -> None:
        """Close every window, this one first."""
        controller = self.controller
        if not self.isVisible():
            controller.reviews.close_all()
            return
        controller.quits_all = True
        self.close()

    def close_all(self) -> None:
        """Close every window because the computer ends the program: ask only about the work."""
        self.asks_whose = False
        QApplication.closeAllWindows()

    def _ask_whose(self) -> bool:
        """Ask, the first time that somebody closes a portfolio, whose computer this is.

        Returns whether it is asked; it closes after the answer.
        """
        if not self.asks_whose or self.session is None:
            return False
        if not self._services.preferences.asks_whose:
            return False
        if self._is_asked_whose:
            return True
        self._is_asked_whose = True
        answers = (Answer(_OWN, _("It’s mine")), Answer(_SHARED, _("Others use it too")))
        message = Message(
            _("Is this your own computer?"),
            _("If it is, we’ll offer the folder you had open last the next time you start."),
            _("We ask only once. You can change it in Preferences."),
        )
        notices = self._services.notices
        notices.ask(Question(message, answers, _STAY), self._answer_whose)
        return True

    def _answer_whose(self, answer: str) -> None:
        """Close; where others use the computer offer first to leave nothing on it."""
        self._is_asked_whose = False
        if answer == _STAY:
            self.controller.quits_all = False
            return
        self._set_remember(answer == _OWN)
        if answer == _OWN:
            self.close()
        else:
            self._clean_computer().finished.connect(self.close)

    def _open_shelf(self, folder: Path) -> None:
        self.controller.open_shelf(folder)

    def _to_next_pane(self) -> None:
        next_pane(self.controller.panes)

    def _to_previous_pane(self) -> None:
        next_pane(self.controller.panes, backwards=True)

    def _show_signing(self) -> None:
        from lssc_desktop.paths import is_portable
        from lssc_desktop.ui.app.signing_dialog import SigningDialog  # a start has no use for it

        SigningDialog(self._services, must_agree=is_portable()).show_for(self)

    def _lock(self) -> None:
        self.session_lock.lock()

    def _show_preferences(self) -> None:
        self._open_preferences()

    def _choose_lock(self) -> None:
        self._open_preferences().lock_after.setFocus()

    def _open_preferences(self) -> "PreferencesDialog":
        from lssc_desktop.ui.app.preferences import PreferencesDialog  # a start has no use for it

        dialog = PreferencesDialog(self._services, self.frame.actions, self.session_lock)
        return dialog.show_for(self)

    def _clean_computer(self) -> "CleanComputerDialog":
        from lssc_desktop.ui.app.shared_computer import CleanComputerDialog  # as above

        return CleanComputerDialog(self._services).show_for(self)

    def _set_remember(self, agreed: bool) -> None:
        self._services.preferences.set_remember(agreed)
        if self.session is not None:
            self._services.preferences.note_folder(self.session.root)


def _dropped_paths(urls: "list[QUrl]") -> tuple[Path, ...]:
    """Return the one local path that is dragged, or several review files; nothing else."""
    from lssc_desktop.store.folder.opening import is_review  # a start has no use for it

    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    if len(paths) != len(urls) or (len(paths) > 1 and not all(map(is_review, paths))):
        return ()
    return paths


def import_ahead() -> None:
    """Import in the background what a portfolio needs, so that the window never waits for it."""
    for name in _AHEAD:
        import_module(name)
