"""The page of courses: the route of every set, its course record, and help in choosing."""

from datetime import date
from functools import partial
from gettext import gettext as _
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from lssc_desktop.core.choosing_help import route_advice
from lssc_desktop.core.course_credit import course_credit
from lssc_desktop.core.edits import set_can_do, set_course, set_route
from lssc_desktop.core.handed_in import handed_in
from lssc_desktop.core.portfolio import CourseRecord, Portfolio, Route
from lssc_desktop.core.progress import progress
from lssc_desktop.messages.courses_page import head_line, no_course
from lssc_desktop.messages.errors import message_for
from lssc_desktop.ui.course_dialog import CourseDialog
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.place import CoursesPlace, SetPlace
from lssc_desktop.ui.route_dialog import RouteDialog
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.taking_in import TakingIn
from lssc_desktop.ui.tokens import PAGE_MARGIN
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.course_card import CourseCard, SetOnCourses
from lssc_desktop.ui.widgets.empty import EmptyState
from lssc_desktop.ui.widgets.emptying import give_up
from lssc_desktop.ui.widgets.section import PageContent, PageHead, SectionHead, scrolled

type Answers = dict[int, bool | None]


class CoursesPage(QWidget):
    """Sets by course or agreement first, then those by portfolio."""

    place_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: Notices,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._icons = icons
        self._stale = True
        self._wanted: str | None = None
        self._set_id = ""
        self._dialog: CourseDialog | None = None
        self._taking_in = TakingIn(session, jobs, notices, self)
        theme = icons.theme
        self._scroll, content = scrolled(self, PageContent())
        self._head = PageHead(theme, _("Courses"), head_line(session.program), parent=content)
        self.add_button = plain_button(icons, _("Add a course…"), "plus")
        self._empty = EmptyState(
            icons, "school", *_words_of_empty(), self.add_button, parent=content
        )
        self._course_head = SectionHead(theme, _("By a course or an agreement"), parent=content)
        self._portfolio_head = SectionHead(
            theme,
            _("By portfolio"),
            _("You can take an approved course for one of these instead"),
            parent=content,
        )
        self._by_course = QVBoxLayout()
        self._by_portfolio = QVBoxLayout()
        self.cards: dict[str, CourseCard] = {}

        column = QVBoxLayout(content)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 14)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self._empty)
        column.addWidget(self._course_head)
        column.addLayout(self._by_course)
        column.addSpacing(6)
        column.addWidget(self._portfolio_head)
        column.addLayout(self._by_portfolio)
        column.addStretch(1)
        for cards in (self._by_course, self._by_portfolio):
            cards.setSpacing(10)

        self.add_button.clicked.connect(self._offer_sets)
        session.portfolio_changed.connect(self._note_change)
        session.submissions_changed.connect(self._note_change)

    @property
    def dialog(self) -> CourseDialog | None:
        """The dialog of a course, while it is open."""
        return self._dialog

    def go_to(self, place: CoursesPlace) -> None:
        """Show the card of a set."""
        self._wanted = place.set_id
        if self.isVisible():
            self._show_wanted()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it comes into sight."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        self._show_wanted()

    def refresh(self) -> None:
        """Show the portfolio as it is now; the keyboard stays on the set it is on."""
        self._stale = False
        kept = next((key for key, card in self.cards.items() if self._is_at(card)), None)
        items = self._items()
        before, self.cards = self.cards, {}
        for item in items:
            card = before.get(item.competency_set.id)
            if card is None or card.item != item:
                card = self._card(item)
            else:
                del before[item.competency_set.id]
            by_portfolio = item.work.route is Route.PORTFOLIO
            (self._by_portfolio if by_portfolio else self._by_course).addWidget(card)
            card.show()  # at once, so that the keyboard can come to it
            self.cards[item.competency_set.id] = card
        for card in before.values():
            give_up(card)
        courses = sum(item.work.route is not Route.PORTFOLIO for item in items)
        self._empty.setVisible(courses == 0)
        self.add_button.setVisible(bool(items))
        self._course_head.setVisible(courses > 0)
        self._portfolio_head.setVisible(courses < len(items))
        stops = [button for card in self._in_order() for button in card.buttons]
        for button, following in pairwise(stops):
            QWidget.setTabOrder(button, following)
        if kept in self.cards:
            self.cards[kept].route_button.setFocus()

    def _card(self, item: SetOnCourses) -> CourseCard:
        card = CourseCard(self._session.program, item, self._icons)
        card.record_requested.connect(self.record_course)
        card.route_requested.connect(self.choose_route)
        card.open_requested.connect(self._open_set)
        return card

    def _in_order(self) -> list[CourseCard]:
        """Return the cards as they stand on the page."""
        return sorted(self.cards.values(), key=lambda card: not card.by_course)

    def _is_at(self, card: CourseCard) -> bool:
        """Whether the keyboard is on a card, or was before a dialog opened."""
        return self.window().focusWidget() in card.buttons

    @Slot(str)
    def record_course(self, set_id: str) -> None:
        """Ask for the course of a set."""
        session = self._session
        found = session.program.competency_set(set_id)
        if found is None:
            return
        self._set_id = set_id
        dialog = CourseDialog(
            session.program, found, session.portfolio, session.today, self._icons, self
        )
        dialog.told.connect(self._take_course)
        self._taking_in.serve(dialog, dialog.certificate)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog
        dialog.open()

    @Slot(str)
    def choose_route(self, set_id: str) -> None:
        """Help in choosing a route for a set."""
        session = self._session
        found = session.program.competency_set(set_id)
        if found is None:
            return
        self._set_id = set_id
        dialog = RouteDialog(
            session.program,
            found,
            session.portfolio,
            handed_in(session.portfolio, session.submissions),
            session.today,
            self._icons,
            self,
        )
        dialog.chosen.connect(self._take_route)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _offer_sets(self) -> None:
        """Ask for which set a course is; its routes are chosen next."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for card in self._in_order():
            found = card.item.competency_set
            action = menu.addAction(found.title.replace("&", "&&"))
            action.setEnabled(not card.item.locked)
            action.triggered.connect(partial(self.choose_route, found.id))
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _items(self) -> tuple[SetOnCourses, ...]:
        session = self._session
        program, today = session.program, session.today
        items = []
        for each in progress(program, session.portfolio, session.submissions):
            work, locked = each.work, session.lock_of(each.competency_set.id)
            by_portfolio = work.route is Route.PORTFOLIO
            items.append(
                SetOnCourses(
                    each.competency_set,
                    work,
                    None if by_portfolio else course_credit(program.courses, work, today),
                    route_advice(program.choosing, each.competency_set, work),
                    "" if locked is None else message_for(locked).happened,
                )
            )
        return tuple(items)

    @Slot(object)
    def _take_course(self, course: CourseRecord) -> None:
        today = self._session.today
        self._session.apply(partial(set_course, set_id=self._set_id, course=course, today=today))

    @Slot(object, object)
    def _take_route(self, route: Route, answers: Answers) -> None:
        today = self._session.today
        self._session.apply(partial(_with_route, self._set_id, route, answers, today))

    @Slot()
    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot(str)
    def _open_set(self, set_id: str) -> None:
        self.place_requested.emit(SetPlace(set_id))

    @Slot(object)
    def _note_change(self, _changed: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        card = None if wanted is None else self.cards.get(wanted)
        if card is not None:
            card.route_button.setFocus()
            self._scroll.ensureWidgetVisible(card)


def _with_route(
    set_id: str, route: Route, answers: Answers, today: date, portfolio: Portfolio
) -> Portfolio:
    """Return the portfolio with a route and the answers that led to it, as one edit."""
    for number, answer in answers.items():
        work = portfolio.set_work(set_id)
        known = None if work is None else work.competency(number).can_do
        if answer is not known:
            portfolio = set_can_do(portfolio, set_id, number, answer, today)
    work = portfolio.set_work(set_id)
    if work is not None and work.route is route:
        return portfolio
    return set_route(portfolio, set_id, route, today)


def _words_of_empty() -> tuple[str, str]:
    message = no_course()
    return message.happened, message.advice
