"""What acts on an open portfolio beside its pages: the menus, undo, and what watches over it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from lssc_desktop.ui.app.kept_words import WordsReturn
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.app.printing import Printing
from lssc_desktop.ui.app.review_import import ReviewImport
from lssc_desktop.ui.app.session_watch import SessionUndo, SessionWatch
from lssc_desktop.ui.base.actions import Actions
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.portfolio.menu import PortfolioMenu, SafetyCopies


class SessionTools(QObject):
    """The tools of one session, each connected to its entry in the menus."""

    place_requested = Signal(object)
    switched = Signal()
    """The folder follows another program now: it has to be opened again."""

    def __init__(
        self,
        session: Session,
        view: PortfolioView,
        services: Services,
        actions: Actions,
        application: QGuiApplication,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        SessionWatch(session, services.notices, application)
        WordsReturn(session, services)
        self.reviews = ReviewImport(session, services)
        self.reviews.place_requested.connect(self.place_requested)
        copies = SafetyCopies(session, services, window)
        printing = Printing(session, view, services, window)
        menu = PortfolioMenu(session, services, actions, window)
        menu.switched.connect(self.switched)
        self.undo = SessionUndo(session, view, services.notices)
        self.undo.place_requested.connect(self.place_requested)
        self.undo.about_you_requested.connect(menu.ask_about_you)
        view.about_you_requested.connect(menu.ask_about_you)
        view.switch_requested.connect(menu.propose_program)
        for action, act in (
            (actions.save, session.save_now),
            (actions.look, session.refresh),
            (actions.safety_copy, copies.choose_target),
            (actions.compare_copies, copies.choose_other),
            (actions.print, printing.ask),
        ):
            action.triggered.connect(act)
