"""What acts on an open portfolio beside its pages: the menus, undo, and what watches over it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.app.session_watch import EvidenceWatch, SessionUndo, SessionWatch
from lssc_desktop.ui.base.actions import Actions
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.portfolio.menu import PortfolioMenu

if TYPE_CHECKING:
    from lssc_desktop.ui.app.printing import Printing
    from lssc_desktop.ui.app.review_import import ReviewImport


class SessionTools(QObject):
    """The tools of one session, each connected to its entry in the menus.

    What only some of them need is loaded when one is used: a portfolio opens without.
    """

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
        self._session, self._view = session, view
        self._services, self._window = services, window
        SessionWatch(session, services.notices, application)
        EvidenceWatch(session, services.jobs)
        menu = PortfolioMenu(session, services, actions, window)
        menu.switched.connect(self.switched)
        self.undo = SessionUndo(session, view, services.notices)
        self.undo.place_requested.connect(self.place_requested)
        view.about_you_requested.connect(menu.ask_about_you)
        view.switch_requested.connect(menu.propose_program)
        for action, act in (
            (actions.save, session.save_now),
            (actions.look, session.refresh),
            (actions.print, self._print),
        ):
            action.triggered.connect(act)

    def offer_kept_words(self) -> None:
        """Offer to bring back the words that this computer keeps for the portfolio, if any."""
        from lssc_desktop.ui.app.kept_words import WordsReturn

        WordsReturn(self._session, self._services)

    def take_reviews(self, paths: tuple[Path, ...]) -> None:
        """Import review files, and show what they say."""
        self._reviews.take(paths)

    @cached_property
    def _reviews(self) -> "ReviewImport":
        from lssc_desktop.ui.app.review_import import ReviewImport

        reviews = ReviewImport(self._session, self._services)
        reviews.place_requested.connect(self.place_requested)
        return reviews

    @cached_property
    def _printing(self) -> "Printing":
        from lssc_desktop.ui.app.printing import Printing

        return Printing(self._session, self._view, self._services, self._window)

    def _print(self) -> None:
        self._printing.ask()
