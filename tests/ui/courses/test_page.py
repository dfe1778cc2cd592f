"""The page of courses: routes, course records, and help in choosing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import choose_sets, set_course, set_route
from lssc_desktop.core.portfolio.portfolio import CourseRecord
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.time.eligibility import Leaning
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.place import CoursesPlace, HelpPlace, SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.courses.page import CoursesPage
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.shared.dialogs import RouteDialog
from tests.ui.conftest import Listener
from tests.ui.controls import way_of_tab


class PageAlone(TabInOrder, CoursesPage):
    """The page as a window of its own."""


@pytest.fixture
def page(qtbot: QtBot, session: Session, jobs: Jobs, services: Services) -> CoursesPage:
    page = PageAlone(session, replace(services, jobs=jobs))
    qtbot.addWidget(page)
    page.resize(1130, 720)
    page.show()
    qtbot.waitExposed(page)
    return page


def words_of_card(page: CoursesPage, set_id: str) -> str:
    return "\n".join(label.text() for label in page.cards[set_id].findChildren(Label))


def chip_of_card(page: CoursesPage, set_id: str) -> str:
    (found,) = page.cards[set_id].findChildren(StatusChip)
    return found.text()


def open_route_dialog(page: CoursesPage, set_id: str) -> RouteDialog:
    page.choose_route(set_id)
    (dialog,) = (each for each in page.findChildren(RouteDialog) if each.isVisible())
    return dialog


def test_a_course_says_what_it_is_and_whether_it_gives_credit(page: CoursesPage) -> None:
    assert chip_of_card(page, "access-services") == "Earns credit"
    said = words_of_card(page, "access-services")
    assert "Access Services for Library Support Staff, Lakes and Plains Community College" in said
    assert "$145" in said
    assert "Completed on October 30, 2026; it was approved on March 1, 2025." in said
    assert "Certificate: Access Services certificate.pdf" in said


def test_a_course_that_is_not_over_gives_none_yet(page: CoursesPage) -> None:
    assert chip_of_card(page, "collection-management") == "Not completed yet"
    assert "Planned by October 15, 2027" in words_of_card(page, "collection-management")


def test_a_course_is_recorded_by_keys(qtbot: QtBot, page: CoursesPage, session: Session) -> None:
    button = page.cards["collection-management"].record_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.title.hasFocus)
    dialog.title.selectAll()
    qtbot.keyClicks(dialog.title, "Collections I")
    dialog.fee.selectAll()
    qtbot.keyClicks(dialog.fee, "$1,145.50")
    qtbot.keyClick(dialog.completed.box, Qt.Key.Key_Space)
    dialog.completed.field.set_day(date(2026, 11, 1))
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    work = session.portfolio.set_work("collection-management")
    assert work is not None
    assert work.course is not None
    assert work.course.title == "Collections I"
    assert work.course.fee == Decimal("1145.50")
    assert work.course.completed == date(2026, 11, 1)


def test_the_dialog_judges_the_days_while_they_are_chosen(page: CoursesPage) -> None:
    page.record_course("access-services")
    dialog = page.dialog
    assert dialog is not None
    dialog.completed.field.set_day(date(2023, 12, 31))
    dialog.approved.field.set_day(date(2026, 1, 1))
    assert "only a course completed on January 1, 2024 or later" in dialog.credit.text()
    dialog.approved.field.set_day(date(2029, 1, 1))
    assert "approved until January 1, 2029" in dialog.credit.text()
    dialog.approved.box.setChecked(False)
    assert "A course that isn’t approved earns no credit" in dialog.credit.text()
    dialog.reject()


def test_a_fee_that_is_no_number_is_told_in_place(
    qtbot: QtBot, page: CoursesPage, session: Session
) -> None:
    before = session.portfolio
    page.record_course("access-services")
    dialog = page.dialog
    assert dialog is not None
    dialog.fee.setText("free")
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert dialog.error.said.startswith("“free” isn’t an amount.")
    assert session.portfolio == before
    dialog.reject()


def test_answers_lean_to_a_route_which_the_person_then_chooses(
    qtbot: QtBot, page: CoursesPage, session: Session
) -> None:
    dialog = open_route_dialog(page, "reference-information")
    for number in range(1, 6):
        dialog.answers[number].setFocus()
        qtbot.keyClick(dialog.answers[number], Qt.Key.Key_End)
    assert dialog.advised().leaning is Leaning.COURSE
    assert dialog.advice.text() == "You can’t do 5 of 9 yet: a course may be better."
    qtbot.keyClick(dialog.routes[Route.COURSE], Qt.Key.Key_Space)
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)

    work = session.portfolio.set_work("reference-information")
    assert work is not None
    assert work.route is Route.COURSE
    assert work.competency(5).can_do is False
    assert chip_of_card(page, "reference-information") == "No course entered"
    session.undo()
    back = session.portfolio.set_work("reference-information")
    assert back is not None
    assert back.route is Route.PORTFOLIO
    assert back.competency(5).can_do is None


def test_another_route_says_only_what_it_changes(page: CoursesPage) -> None:
    dialog = open_route_dialog(page, "reference-information")
    assert dialog.routes[Route.PORTFOLIO].text() == (
        "Portfolio (current). LSSC hasn’t accepted portfolios since January 31, 2019."
    )
    said = dialog.routes[Route.COURSE].text()
    assert said == "Course"  # a portfolio that the program does not take is not to pay
    dialog.reject()


def test_changing_the_route_keeps_the_work(
    qtbot: QtBot, page: CoursesPage, session: Session
) -> None:
    before = session.portfolio.set_work("foundations")
    assert before is not None
    dialog = open_route_dialog(page, "foundations")
    dialog.routes[Route.COURSE].setChecked(True)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    after = session.portfolio.set_work("foundations")
    assert after is not None
    assert after.route is Route.COURSE
    assert after.competencies == before.competencies


def test_without_a_course_it_says_what_the_page_is_for(page: CoursesPage, session: Session) -> None:
    for set_id in ("access-services", "collection-management"):
        today = session.today
        session.apply(partial(set_route, set_id=set_id, route=Route.PORTFOLIO, today=today))
    shown = "\n".join(each.text() for each in page.findChildren(Label) if each.isVisible())
    assert "No course yet." in shown
    assert "Add one if you take an approved course for a set." in shown


@pytest.mark.qt_log_ignore("does not support", extend=True)  # of popups, without a screen
def test_a_first_course_is_added_by_choosing_its_set(
    qtbot: QtBot, page: CoursesPage, session: Session
) -> None:
    for set_id in ("access-services", "collection-management"):
        today = session.today
        session.apply(partial(set_route, set_id=set_id, route=Route.PORTFOLIO, today=today))
    page.add_button.setFocus()
    qtbot.keyClick(page.add_button, Qt.Key.Key_Return)
    (menu,) = page.findChildren(QMenu)
    titles = [action.text() for action in menu.actions()]
    assert titles[:2] == ["Foundations of Library Services", "Communication and Teamwork"]
    menu.actions()[0].trigger()
    menu.close()
    (dialog,) = (each for each in page.findChildren(RouteDialog) if each.isVisible())
    assert dialog.windowTitle() == "How will you achieve Foundations of Library Services?"
    dialog.reject()


def test_a_card_leads_to_its_set(qtbot: QtBot, page: CoursesPage, listener: Listener) -> None:
    page.place_requested.connect(listener.hear)
    qtbot.mouseClick(page.cards["technology"].open_button, Qt.MouseButton.LeftButton)
    assert listener.heard == [SetPlace("technology")]


def test_a_place_names_the_set_that_gets_the_keyboard(qtbot: QtBot, page: CoursesPage) -> None:
    page.go_to(CoursesPlace("technology"))
    qtbot.waitUntil(page.cards["technology"].route_button.hasFocus)


def test_a_record_follows_what_is_done_elsewhere(page: CoursesPage, session: Session) -> None:
    course, today = CourseRecord("Other", "College"), session.today
    session.apply(partial(set_course, set_id="access-services", course=course, today=today))
    assert "Other, College" in words_of_card(page, "access-services")


def test_the_keyboard_can_come_to_its_cards_at_once(page: CoursesPage) -> None:
    page.refresh()
    assert all(card.route_button.isVisible() for card in page.cards.values())


def test_tab_goes_through_the_cards_as_they_stand(qtbot: QtBot, page: CoursesPage) -> None:
    cards = sorted(page.cards.values(), key=lambda card: card.mapTo(page, QPoint(0, 0)).y())
    qtbot.waitUntil(cards[0].record_button.isVisible)
    stops = [button for card in cards for button in card.buttons if button.isVisible()]
    assert [each for each in way_of_tab(page) if each in stops] == stops


def test_an_agreement_is_entered_once_for_all_sets(
    qtbot: QtBot, page: CoursesPage, session: Session
) -> None:
    today = session.today
    session.apply(
        partial(set_route, set_id="reference-information", route=Route.RECOGNITION, today=today)
    )
    card = page.cards["reference-information"]
    assert card.record_button.text() == "Enter agreement…"
    assert "You haven’t entered your graduation." in words_of_card(page, "reference-information")
    qtbot.mouseClick(card.record_button, Qt.MouseButton.LeftButton)
    dialog = page.agreement_dialog
    assert dialog is not None
    assert dialog.all_sets.isChecked()
    shown = [label.text() for label in dialog.findChildren(Label)]
    assert "Sets with their own course aren’t changed." in shown
    qtbot.keyClicks(dialog.college, "Sample State College")
    for field, day in ((dialog.graduated, date(2025, 6, 15)), (dialog.agreed, date(2013, 9, 1))):
        field.box.setChecked(True)
        field.field.set_day(day)
    assert dialog.credit.text().startswith("Graduated on June 15, 2025")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    covered = [work for work in session.portfolio.sets if work.route is Route.RECOGNITION]
    by_course = {"access-services", "collection-management"}
    assert {work.set_id for work in session.portfolio.sets} - by_course == {
        work.set_id for work in covered
    }
    assert {work.course.provider for work in covered if work.course} == {"Sample State College"}
    assert "Certificate: Access Services certificate.pdf" in words_of_card(page, "access-services")
    assert chip_of_card(page, "reference-information") == "Achieved by agreement"
    assert "certificate" not in words_of_card(page, "reference-information").lower()


def test_an_agreement_is_entered_for_one_set_alone(page: CoursesPage, session: Session) -> None:
    today, set_id = session.today, "reference-information"
    session.apply(partial(set_route, set_id=set_id, route=Route.RECOGNITION, today=today))
    page.record_course(set_id)
    dialog = page.agreement_dialog
    assert dialog is not None
    dialog.college.setText("Sample State College")
    dialog.all_sets.click()
    dialog.accept_button.click()
    covered = [work for work in session.portfolio.sets if work.route is Route.RECOGNITION]
    assert [work.set_id for work in covered] == [set_id]
    page.record_course(set_id)
    dialog = page.agreement_dialog
    assert dialog is not None
    assert dialog.college.text() == "Sample State College"
    dialog.reject()


def test_a_set_without_a_route_stands_under_a_head_of_its_own(
    page: CoursesPage, session: Session
) -> None:
    def shown() -> str:
        return "\n".join(each.text() for each in page.findChildren(Label) if each.isVisible())

    assert "No route chosen yet" not in shown()
    session.apply(partial(choose_sets, set_ids=("youth-services",), today=session.today))
    assert "No route chosen yet" not in shown()
    assert "By portfolio" in shown()
    session.undo()
    with_none = partial(choose_sets, set_ids=("youth-services",), by_portfolio=False)
    session.apply(partial(with_none, today=session.today))
    assert chip_of_card(page, "youth-services") == "No route yet"
    assert "No route chosen yet" in shown()
    assert "agreement with your college. LSSC hasn’t accepted portfolios since" in shown()
    assert "By portfolio" not in shown()


def test_more_about_courses_is_in_help(page: CoursesPage, listener: Listener) -> None:
    page.place_requested.connect(listener.hear)
    page.more_button.click()
    assert listener.heard == [HelpPlace("courses")]
