"""Print (Ctrl+P): the page that is shown; a competency with its whole text and its evidence."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.portfolio import PackageKind, TextPlace
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.shared.printout import Printout, ask_where, page_html

if TYPE_CHECKING:
    from lssc_desktop.package.target import BuildOrder
    from lssc_desktop.ui.app.portfolio_view import PortfolioView

_KEY = "print"


@runtime_checkable
class HasTextPlace(Protocol):
    """A page with one text of the candidate's at a time."""

    @property
    def text_place(self) -> TextPlace | None:
        """Which text is shown."""


@runtime_checkable
class PrintsPart(Protocol):
    """A page of which a part is worth printing."""

    @property
    def printed_part(self) -> QWidget:
        """The part."""


class Printing(QObject):
    """Prints the page that is shown, one at a time."""

    def __init__(
        self, session: Session, view: "PortfolioView", services: Services, window: QWidget
    ) -> None:
        super().__init__(session)
        self._session, self._view = session, view
        self._services, self._window = services, window

    def ask(self) -> None:
        """Read what is shown, then ask where to print it."""
        page = self._view.page
        place = page.text_place if isinstance(page, HasTextPlace) else None
        if place is None:
            part = page.printed_part if isinstance(page, PrintsPart) else page
            self._ask_where(page_html(part))
        else:
            self._session.when_saved(self._read, self._on_not_begun, place)

    def _read(self, place: TextPlace) -> None:
        from lssc_desktop.package.target import BuildOrder

        session = self._session
        order = BuildOrder(
            session.root,
            session.program,
            session.program_text,
            session.portfolio,
            place.set_id,
            PackageKind.PORTFOLIO,
            facts=session.facts,
        )
        self._services.jobs.start(
            Lane.DISK,
            text_html,
            order,
            place.number,
            done=self._ask_where,
            failed=self._services.notices.show_error,
        )

    def _ask_where(self, html: str) -> None:
        ask_where(self._printout(html), self._window, self._services)

    def _on_not_begun(self, _place: TextPlace, error: Exception) -> None:
        self._services.notices.show_not_begun(error, _printing_failed, key=_KEY)

    def _printout(self, html: str) -> Printout:
        session, title = self._session, self._view.title
        return Printout(
            title,
            html,
            f"{session.program.short_name}, {title}",
            session.portfolio.candidate.name,
            session.today,
            paper_of(session.program, session.portfolio),
        )


def text_html(order: "BuildOrder", number: int | None) -> str:
    """Return a competency, or with None the statement, with its text and evidence."""
    from lssc_desktop.package.build import book_in_folder  # only for who prints
    from lssc_desktop.package.page import competency_printout

    return competency_printout(book_in_folder(order).book, number)


def _printing_failed(message: Message) -> Message:
    """Say that nothing was printed, because what was typed could not be saved before."""
    return not_begun(message, _("Nothing was printed."))
