"""The finished example: a portfolio that is only shown, in a window of its own.

A window of its own loses nothing of what is open: the user's portfolio stays as it is, with what
can be undone and what is being sent, and can be looked at beside the example.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from os import PathLike
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget
from shiboken6 import isValid

from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.disk.holders import Holder, this_holder
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder.opening import OpenFolder, open_folder
from lssc_desktop.store.programs import DEFAULT_PROGRAM
from lssc_desktop.ui.app.frame import Menus, PageStack
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.app.session_watch import SessionWatch
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import Place, SearchPlace
from lssc_desktop.ui.base.services import ProgramSpeech, Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.find.palette import open_palette
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.focus import next_pane
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import bring_to_front, take_window_size
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Tone, Type
from lssc_desktop.ui.review.as_evaluator import EvaluatorPage, EvaluatorViews
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.ui.shared.notice_area import NoticeArea

_WIDTH, _HEIGHT = 1366, 768
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 480
_FOLDER = "example"
_KEY = "example"


class ExampleWindow(TabInOrder, QMainWindow):
    """A window with a portfolio that is only shown; closing it asks nothing."""

    closed = Signal()

    def __init__(
        self, opened: OpenFolder, services: Services, application: QGuiApplication
    ) -> None:
        super().__init__()
        services = replace(services, notices=Notices(self), now=_day_of(opened))
        self._services = services
        self._is_closing = False
        self.session = Session(opened, services.jobs, services.now, self, read_only=True)
        ProgramSpeech(self, lambda: self.session.program)
        self.menus = Menus(reads_only=True)
        self.portfolio_view = PortfolioView(self.session, services)
        self.page_stack = PageStack(_no_start_page)
        self.page_stack.set_base(self.portfolio_view)
        self.notice_area = NoticeArea(services.notices, services.icons, self.page_stack)
        self._evaluator_views = EvaluatorViews(self.session, services, self)
        SessionWatch(self.session, services.notices, application)
        self._lay_out()
        self._connect()
        self._show_title()
        self.session.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once, and give the folder back: nothing in it has to be saved."""
        event.accept()
        if not self._is_closing:
            self._is_closing = True
            self.session.close_anyway()

    def _lay_out(self) -> None:
        icons = self._services.icons
        said = Message(
            example_line(),
            _("It isn’t yours: you can’t change, save, or hand in anything."),
        )
        self.banner = Callout(icons, said.meaning, Tone.INFO, icon="info-circle", type_=Type.TABLE)
        self.banner.set_text(said.meaning, said.happened)
        self.close_button = plain_button(icons, _("Close example"), small=True)
        self.banner.beside.addWidget(self.close_button)
        self.setWindowIcon(icons.application_icon())
        take_window_size(self, icons.theme, _WIDTH, _HEIGHT)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.setMenuBar(self.menus)
        middle = QWidget()
        column(
            column(self.banner, margins=(PAGE_MARGIN, 8, PAGE_MARGIN, 8)),
            (self.page_stack, 1),
            gap=0,
            on=middle,
        )
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        session, view, actions = self.session, self.portfolio_view, self.menus.offered
        self.menus.set_open(is_open=True)
        self.menus.show_sets(session.program, session.portfolio)
        self.menus.offer_by_key(self)
        self.notice_area.offer_again(self)
        actions.place_chosen.connect(self.go_to)
        actions.anything.triggered.connect(self._go_to_anything)
        actions.search_all.triggered.connect(self._search_all)
        actions.next_pane.triggered.connect(partial(self._to_pane, backwards=False))
        actions.previous_pane.triggered.connect(partial(self._to_pane, backwards=True))
        actions.close.triggered.connect(self.close)
        actions.view.follow(self._services.preferences, self._services.notices)
        self.close_button.clicked.connect(self.close)
        view.place_changed.connect(self._show_title)
        view.place_changed.connect(self.notice_area.leave_page)
        view.evaluator_view_requested.connect(self._evaluator_views.open)
        self._evaluator_views.ready.connect(self._show_as_evaluator)
        self.page_stack.overlay_hidden.connect(self._show_title)
        session.closed.connect(self.closed)

    def go_to(self, place: Place) -> None:
        """Show a place."""
        self.page_stack.hide_overlay()
        self.portfolio_view.go_to(place)

    def _show_as_evaluator(self, page: EvaluatorPage) -> None:
        page.left.connect(self.page_stack.hide_overlay)
        page.place_requested.connect(self.go_to)
        self.page_stack.show_overlay(page)

    @property
    def notices(self) -> Notices:
        """What this window has to say."""
        return self._services.notices

    def _show_title(self) -> None:
        title = _("Example: {page}").format(page=self.portfolio_view.title)
        self.setWindowTitle(f"{title} – LSSC Desktop")

    def _go_to_anything(self) -> None:
        finder = self.portfolio_view.finder
        dialog = open_palette(self._services.icons, finder, self.menus, self)
        dialog.place_requested.connect(self.go_to)

    def _search_all(self) -> None:
        self.go_to(SearchPlace())

    def _to_pane(self, *, backwards: bool) -> None:
        shown = self.page_stack.shown
        panes = self.portfolio_view.panes if shown is self.portfolio_view else (shown,)
        next_pane((self.notice_area, *panes), backwards=backwards)


class Examples(QObject):
    """Opens the finished example, once, and keeps its window until that is closed.

    `pages` is a folder of our own, emptied at the end of the program or, if that was killed, at
    its next start: the example is written there anew each time.
    """

    opened = Signal(object)
    """An `ExampleWindow` that is shown."""

    def __init__(
        self,
        services: Services,
        pages: PathLike[str],
        application: QGuiApplication,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._pages = pages
        self._application = application
        self._parent = window
        self._job: JobHandle | None = None
        self._gone: list[ExampleWindow] = []
        self.window: ExampleWindow | None = None
        """The window, while it is open."""

    def open(self, program_id: str = DEFAULT_PROGRAM) -> None:
        """Write the example for a shipped program and show it; an open one comes to the front.

        That of another program is closed.
        """
        if self._job is not None:
            return
        if self.window is not None:
            if self.window.session.program.id == program_id:
                bring_to_front(self.window)
                return
            self.window.close()
        services = self._services
        services.notices.withdraw(_KEY)
        self._job = services.jobs.start_reporting(
            Lane.DISK,
            _write_and_open,
            Path(self._pages) / f"{_FOLDER}-{program_id}",
            program_id,
            this_holder(services.now()),
            done=self._show,
            failed=self._fail,
            quiet=True,
        )
        title = _("Preparing the example")
        dialog = ProgressDialog(self._job, Step.WRITING, title, services.icons, self._parent)
        dialog.show()

    def close(self) -> None:
        """Close the example, or stop preparing it."""
        if self._job is not None:
            self._job.cancel()
        if self.window is not None:
            self.window.close()

    def _show(self, opened: OpenFolder) -> None:
        job, self._job = self._job, None
        if job is not None and job.is_cancelled:  # when it was there already
            self._services.jobs.start(Lane.SAVING, opened.release)
            return
        window = ExampleWindow(opened, self._services, self._application)
        self.window = window
        window.closed.connect(partial(self._forget, window))
        window.show()
        self.opened.emit(window)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._services.notices.show_error(error, key=_KEY)

    def _forget(self, window: ExampleWindow) -> None:
        if self.window is window:
            self.window = None
        root = window.session.root
        self._services.jobs.start(Lane.DISK, _remove, root, quiet=True)
        self._gone = [*(each for each in self._gone if isValid(each)), window]
        window.deleteLater()  # held until Qt has deleted it


def _no_start_page(_parent: QWidget) -> NoReturn:
    raise AssertionError  # there is a portfolio from the beginning to the end


def _day_of(opened: OpenFolder) -> Callable[[], datetime]:
    """Return a clock that stands still on the last day of work: years later nothing is late."""
    day = max(work.changed for work in opened.portfolio.sets)
    return lambda: datetime.combine(day, time(12)).astimezone()


def _write_and_open(
    folder: Path, program_id: str, holder: Holder, reporter: Reporter
) -> OpenFolder:
    _remove(folder)
    write_sample(folder, reporter, program_id)
    return open_folder(folder, holder)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # what another program still shows goes at the end
