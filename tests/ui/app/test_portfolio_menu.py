"""The Portfolio menu: who you are, the plan, papers, another program file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.overview.next_steps import NextStep, StepCode
from lssc_desktop.core.portfolio.candidate_edits import StartDays, set_membership, set_start_days
from lssc_desktop.core.portfolio.edits import decide, set_planned
from lssc_desktop.core.portfolio.portfolio import (
    Decision,
    Experience,
    Membership,
    Outcome,
    WorkPeriod,
)
from lssc_desktop.core.portfolio.undo import StepKind, UndoStep, step_between
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.core.time.money import Costs, costs
from lssc_desktop.store.programs import read_program, shipped_program_text
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import AboutYou, AboutYouField
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.portfolio.dialogs import AboutYouDialog, FormerDialog
from lssc_desktop.ui.portfolio.menu import PortfolioMenu
from lssc_desktop.ui.portfolio.papers import AppealDialog, OrderDialog
from lssc_desktop.ui.shared.day_field import OptionalDay
from lssc_desktop.ui.shared.dialogs import PlanDialog
from tests.ui.app.conftest import on_disk

PRAIRIE = Path(__file__).parents[2] / "programs" / "prairie.toml"


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    return open_window(sample)


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def menu(session: Session) -> PortfolioMenu:
    (menu,) = session.findChildren(PortfolioMenu)
    return menu


def opened[Dialog: QDialog](window: MainWindow, kind: type[Dialog]) -> Dialog:
    (dialog,) = (each for each in window.findChildren(kind) if each.isVisible())
    return dialog


# About you --------------------------------------------------------------------------------------


def test_the_day_of_enrollment_is_asked_for_once(
    qtbot: QtBot, session: Session, icons: Icons
) -> None:
    text = shipped_program_text("cilip-certification")
    program = read_program(text, "cilip-certification.toml")
    portfolio = replace(session.portfolio, admitted=None)
    dialog = AboutYouDialog(program, portfolio, session.today, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    days = [each for each in dialog.findChildren(OptionalDay) if each.isVisible()]
    assert [each.box.text() for each in days] == ["My membershi&p changed on", "&Enrolled on"]


def test_a_link_begins_with_the_field_that_is_wanted(window: MainWindow) -> None:
    window.go_to(AboutYou(AboutYouField.START))
    dialog = opened(window, AboutYouDialog)
    assert dialog.focusWidget() is dialog.admitted.box
    dialog.reject()
    window.go_to(AboutYou(AboutYouField.APPLICATION))
    dialog = opened(window, AboutYouDialog)
    assert dialog.focusWidget() is dialog.application.box


def test_the_day_of_application_is_entered_and_taken_back(
    window: MainWindow, session: Session
) -> None:
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    dialog.application.box.click()
    dialog.application.field.set_day(date(2024, 8, 20))
    dialog.accept_button.click()
    assert session.portfolio.applied == date(2024, 8, 20)
    assert step_between(session.portfolio, replace(session.portfolio, applied=None)) == UndoStep(
        StepKind.PERSON
    )
    session.undo()
    assert session.portfolio.applied is None


def test_another_country_and_its_paper_are_chosen_and_taken_back(
    window: MainWindow, session: Session
) -> None:
    before = session.portfolio
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    assert (dialog.region.currentText(), dialog.paper.currentText()) == ("United States", "Letter")
    dialog.region.setCurrentIndex(dialog.region.findData("GB"))
    dialog.paper.setCurrentIndex(dialog.paper.findData(PaperSize.A4))
    dialog.accept_button.click()
    assert (session.portfolio.region, session.portfolio.paper) == ("GB", PaperSize.A4)

    window.menu_actions.about_you.trigger()
    again = opened(window, AboutYouDialog)
    again.region.setCurrentIndex(again.region.findData("US"))
    again.paper.setCurrentIndex(again.paper.findData(PaperSize.LETTER))
    again.accept_button.click()
    assert (session.portfolio.region, session.portfolio.paper) == ("", None)
    session.undo()
    session.undo()
    assert session.portfolio.region == before.region == ""


def test_the_language_of_packages_is_changed_and_taken_back(
    window: MainWindow, session: Session
) -> None:
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    assert dialog.language.language == "en"
    dialog.language.set_language("es")
    dialog.accept_button.click()
    assert session.portfolio.language == "es"
    assert all(work.changed == session.today for work in session.portfolio.sets)
    session.undo()
    assert session.portfolio.language == "en"


def test_a_day_far_from_the_others_can_be_seen_and_taken_back(
    window: MainWindow, session: Session
) -> None:
    session.apply(
        partial(
            set_start_days,
            days=StartDays(session.portfolio.admitted, enrolled=date(2030, 1, 1)),
            today=session.today,
        )
    )
    assert window.portfolio_view is not None
    overview = window.portfolio_view.findChild(OverviewPage)
    assert overview is not None
    finding = Finding(Level.ADVICE, FindingCode.DAYS_APART)
    overview.steps.step_requested.emit(NextStep(StepCode.DAYS, finding=finding))
    dialog = opened(window, AboutYouDialog)
    assert dialog.enrollment.isVisible()
    assert not dialog.acceptance.isVisible()
    dialog.enrollment.box.click()
    dialog.accept_button.click()
    assert session.portfolio.enrolled is None


def test_a_person_says_differently_who_they_are(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Ana Rivera")
    qtbot.keyClicks(dialog.email, "ana@example.org")
    qtbot.keyClick(dialog.member, Qt.Key.Key_Space)
    dialog.admitted.set_day(date(2024, 10, 1))
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)

    portfolio = session.portfolio
    assert portfolio.candidate.name == "Ana Rivera"
    assert portfolio.candidate.email == "ana@example.org"
    assert not portfolio.candidate.member
    assert portfolio.admitted == date(2024, 10, 1)
    assert "Ana Rivera" in window.windowTitle()
    session.undo()
    assert session.portfolio.candidate.name == "A. Rivera"


def test_the_day_of_admission_is_entered_when_there_is_one(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    session.apply(lambda portfolio: replace(portfolio, admitted=None))
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    assert dialog.admitted.day is None
    dialog.admitted.box.setChecked(True)
    dialog.admitted.field.selectAll()
    qtbot.keyClicks(dialog.admitted.field, "10/1/2026")
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert session.portfolio.admitted == date(2026, 10, 1)


def costs_of(session: Session) -> Costs:
    return costs(session.program, session.portfolio)


def test_a_membership_that_ends_leaves_what_was_paid(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    paid = costs_of(session).so_far
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    assert dialog.since.day is None
    qtbot.keyClick(dialog.member, Qt.Key.Key_Space)
    assert dialog.since.day == session.today
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    candidate = session.portfolio.candidate
    assert candidate.memberships == (Membership(None, True), Membership(session.today, False))
    assert costs_of(session).so_far == paid


def test_a_second_change_of_membership_keeps_the_first(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    left = partial(set_membership, member=False, since=date(2025, 1, 1))
    session.apply(left)
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    assert dialog.history.text().startswith("Not a member since January 1, 2025.")
    qtbot.keyClick(dialog.member, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    expected = (
        Membership(None, True),
        Membership(date(2025, 1, 1), False),
        Membership(session.today, True),
    )
    assert session.portfolio.candidate.memberships == expected


def test_a_membership_that_is_taken_back_before_saving_changes_nothing(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    before = session.portfolio
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    qtbot.keyClick(dialog.member, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.member, Qt.Key.Key_Space)
    assert dialog.since.day is None
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert session.portfolio.candidate == before.candidate


def test_without_a_name_it_says_so_in_place(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    before = session.portfolio
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    dialog.name.clear()
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.error.said
    qtbot.waitUntil(lambda: not dialog.error.visibleRegion().isEmpty())  # however long the form
    dialog.reject()
    assert session.portfolio == before


def test_work_told_by_keys_says_whether_one_could_apply(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    session.apply(partial(replace, experience=Experience()))
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    form = dialog.experience
    qtbot.keyClick(form.education, Qt.Key.Key_Down)  # Yes
    qtbot.keyClicks(form.employer, "Maple Library")
    form.begun.set_day(date(2023, 1, 1))
    form.hours.setValue(40.0)
    qtbot.keyClick(form.add_button, Qt.Key.Key_Space)
    assert form.verdict.text().startswith("You met the requirements to apply on ")
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    experience = session.portfolio.experience
    assert experience.education is True
    assert experience.periods == (
        WorkPeriod("Maple Library", date(2023, 1, 1), None, Decimal("40.0")),
    )

    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    qtbot.mouseClick(dialog.experience.remove_buttons[0], Qt.MouseButton.LeftButton)
    assert dialog.experience.experience.periods == ()
    dialog.reject()


def test_work_that_cannot_be_is_told_in_place(qtbot: QtBot, window: MainWindow) -> None:
    window.menu_actions.about_you.trigger()
    form = opened(window, AboutYouDialog).experience
    before = form.experience.periods
    qtbot.keyClick(form.add_button, Qt.Key.Key_Space)
    assert form.error.said
    assert form.experience.periods == before


def test_work_that_was_typed_and_not_added_is_kept_all_the_same(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    window.menu_actions.about_you.trigger()
    dialog = opened(window, AboutYouDialog)
    qtbot.keyClicks(dialog.experience.employer, "Maple Library")
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    employers = [period.employer for period in session.portfolio.experience.periods]
    assert "Maple Library" in employers


# The plan ---------------------------------------------------------------------------------------


def test_a_plan_is_made_by_keys(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.menu_actions.plan.trigger()
    dialog = opened(window, PlanDialog)
    field = dialog.days["technology"]
    assert field.day is None
    qtbot.keyClick(field.box, Qt.Key.Key_Space)
    field.field.set_day(date(2027, 3, 1))
    qtbot.keyClick(dialog.days["foundations"].box, Qt.Key.Key_Space)  # planned no more
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    planned = {work.set_id: work.planned for work in session.portfolio.sets}
    assert planned["technology"] == date(2027, 3, 1)
    assert planned["foundations"] is None


def test_days_are_suggested_evenly(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    assert session is not None
    open_ = ("collection-management", "reference-information")
    for set_id in open_:
        session.apply(partial(set_planned, set_id=set_id, planned=None, today=session.today))
    window.menu_actions.plan.trigger()
    dialog = opened(window, PlanDialog)
    assert dialog.spread.text() == "Spread the rest evenly through September 2028"
    before = dialog.days["foundations"].day
    qtbot.mouseClick(dialog.spread, Qt.MouseButton.LeftButton)
    assert dialog.days["foundations"].day == before
    assert [dialog.days[each].day for each in open_] == [date(2027, 10, 20), date(2028, 9, 14)]
    assert all(late.isHidden() for late in dialog.late.values())


def test_a_plan_after_the_end_is_told(window: MainWindow) -> None:
    window.menu_actions.plan.trigger()
    dialog = opened(window, PlanDialog)
    late = dialog.late["foundations"]
    assert late.isHidden()
    dialog.days["foundations"].field.set_day(date(2028, 9, 15))
    assert not late.isHidden()
    assert late.text() == "This is after your deadline, September 14, 2028."


def test_the_line_of_the_years_asks_for_the_plan(qtbot: QtBot, window: MainWindow) -> None:
    assert window.portfolio_view is not None
    line = window.portfolio_view.page.clock.line  # type: ignore[attr-defined]  # the overview
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    opened(window, PlanDialog).reject()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert opened(window, PlanDialog).isVisible()


# Papers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "name", "begins"),
    [
        ("ask_report", "Report.pdf", b"%PDF"),
        ("ask_calendar", "Dates.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_a_paper_is_written_where_it_is_wanted(
    qtbot: QtBot,
    services: Services,
    menu: PortfolioMenu,
    tmp_path: Path,
    ask: str,
    name: str,
    begins: bytes,
) -> None:
    getattr(menu.papers, ask)()
    menu.papers.write(tmp_path / name)
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    (notice,) = services.notices.waiting
    assert name in notice.message.happened
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_paper_is_never_written_over_a_file(
    qtbot: QtBot, services: Services, menu: PortfolioMenu, tmp_path: Path
) -> None:
    (tmp_path / "Report.pdf").write_bytes(b"mine")
    menu.papers.ask_report()
    menu.papers.write(tmp_path / "Report.pdf")
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    assert (tmp_path / "Report.pdf").read_bytes() == b"mine"


def test_a_purchase_order_adds_up_for_several_people(
    qtbot: QtBot, window: MainWindow, services: Services, menu: PortfolioMenu, tmp_path: Path
) -> None:
    window.menu_actions.order.trigger()
    dialog = opened(window, OrderDialog)
    qtbot.keyClicks(dialog.institution, "Maple County Library")
    dialog.rows[0].email.setText("rivera@example.org")
    assert dialog.sum.text() == "Total: $325"
    qtbot.keyClick(dialog.more, Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.rows[1].name, "B. Chen")
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert dialog.error.said  # an address is missing
    qtbot.keyClicks(dialog.rows[1].email, "chen@example.org")
    assert dialog.sum.text() == "Total: $675"
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    menu.papers.write(tmp_path / "Order.docx")
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    assert (tmp_path / "Order.docx").read_bytes().startswith(b"PK")


def test_where_no_address_for_orders_is_known_it_says_so_at_once(
    open_window: Callable[[Path], MainWindow], services: Services, sample: Path
) -> None:
    file = sample / "program.toml"
    before, _order, after = file.read_text(encoding="utf-8").partition("[purchase_order]")
    file.write_text(before + after[after.index("# How a portfolio was") :], encoding="utf-8")
    open_window(sample).menu_actions.order.trigger()
    said = [notice.message.happened for notice in services.notices.waiting]
    assert any("doesn’t say where a purchase order goes" in each for each in said)


def test_a_letter_of_appeal_needs_a_decision(
    window: MainWindow, services: Services, session: Session
) -> None:
    window.menu_actions.appeal.trigger()
    (notice,) = services.notices.waiting
    assert notice.message.happened == "None of your sets was decided as not achieved."
    decision = Decision(Outcome.NOT_ACHIEVED, date(2026, 11, 20))
    session.apply(partial(decide, set_id="technology", decision=decision, today=session.today))
    window.menu_actions.appeal.trigger()
    dialog = opened(window, AppealDialog)
    assert "send notice by November 30, 2026" in dialog.due.text()


# Another program file ---------------------------------------------------------------------------


def test_another_program_file_is_followed_after_its_differences_were_shown(
    qtbot: QtBot,
    window: MainWindow,
    services: Services,
    session: Session,
    menu: PortfolioMenu,
    tmp_path: Path,
) -> None:
    file = tmp_path / "newer.toml"
    file.write_text(shipped_program_text().replace("years = 4", "years = 5", 1), encoding="utf-8")
    root, clock = session.root, session.program.clock
    assert clock is not None
    session.apply(
        partial(set_planned, set_id="technology", planned=date(2027, 5, 1), today=session.today)
    )
    menu.switcher.propose(file)
    qtbot.waitUntil(lambda: menu.switcher.dialog is not None)
    dialog = menu.switcher.dialog
    assert dialog is not None
    assert dialog.lines == (f"Years a candidate has: was {clock.years}, now 5.",)
    with qtbot.waitSignals([window.session_changed] * 2):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    again = window.session
    assert again is not None
    assert again.program.clock == replace(clock, years=5)
    technology = again.portfolio.set_work("technology")
    assert technology is not None
    assert technology.planned == date(2027, 5, 1)
    assert on_disk(root).moves
    qtbot.waitUntil(lambda: not services.jobs.running())

    assert window.menu_actions.former_program.isEnabled()
    window.menu_actions.former_program.trigger()
    (menu_now,) = again.findChildren(PortfolioMenu)
    qtbot.waitUntil(lambda: menu_now.switcher.dialog is not None)
    back = menu_now.switcher.dialog
    assert back is not None
    with qtbot.waitSignals([window.session_changed] * 2):
        qtbot.mouseClick(back.accept_button, Qt.MouseButton.LeftButton)
    assert window.session is not None
    assert window.session.program.clock == clock
    qtbot.waitUntil(lambda: not services.jobs.running())


def test_what_another_program_file_says_beyond_this_version_is_named(
    qtbot: QtBot, menu: PortfolioMenu, tmp_path: Path
) -> None:
    file = tmp_path / "newer.toml"
    text = shipped_program_text().replace('id = "lssc"', 'id = "lssc"\nmotto = "Serve"', 1)
    file.write_text(text, encoding="utf-8")
    menu.switcher.propose(file)
    qtbot.waitUntil(lambda: menu.switcher.dialog is not None)
    dialog = menu.switcher.dialog
    assert dialog is not None
    shown = [label.text() for label in dialog.findChildren(Label)]
    assert "  motto: a program file doesn’t have this key." in shown
    dialog.reject()


def test_a_move_that_could_not_be_saved_before_is_not_made_later(
    qtbot: QtBot, session: Session, menu: PortfolioMenu, tmp_path: Path
) -> None:
    file = tmp_path / "newer.toml"
    file.write_text(shipped_program_text().replace("years = 4", "years = 5", 1), encoding="utf-8")
    menu.switcher.propose(file)
    qtbot.waitUntil(lambda: menu.switcher.dialog is not None)
    dialog = menu.switcher.dialog
    assert dialog is not None
    away = session.root.rename(session.root.with_name("unplugged"))
    session.apply(
        partial(set_planned, set_id="technology", planned=date(2027, 5, 1), today=session.today)
    )
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.error.isVisible)
    assert dialog.accept_button.isEnabled()
    away.rename(session.root)
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert on_disk(session.root).moves == ()


def test_what_is_not_asked_for_any_more_can_still_be_read(
    qtbot: QtBot, window: MainWindow, services: Services, session: Session, menu: PortfolioMenu
) -> None:
    assert not window.menu_actions.former_work.isEnabled()
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    menu.switcher.propose(PRAIRIE)
    qtbot.waitUntil(lambda: menu.switcher.dialog is not None)
    assert menu.switcher.dialog is not None
    with qtbot.waitSignals([window.session_changed] * 2):
        qtbot.mouseClick(menu.switcher.dialog.accept_button, Qt.MouseButton.LeftButton)
    again = window.session
    assert again is not None
    qtbot.waitUntil(lambda: bool(again.facts.documents) and not services.jobs.running())
    window.menu_actions.former_work.trigger()
    dialog = opened(window, FormerDialog)
    said = "\n".join(label.text() for label in dialog.findChildren(Label))
    assert "Foundations of Library Services, competency 4: Departments and their work" in said
    assert "Technology, learning statement" in said
    path, button = next(iter(dialog.open_buttons.items()))
    own = next(plain(seen.text) for seen in again.facts.documents if seen.path == path)
    assert own.strip()
    assert own in said
    opened_now: list[str] = []
    dialog.open_requested.connect(opened_now.append)
    menu_now = again.findChildren(PortfolioMenu)[0]
    dialog.open_requested.disconnect(menu_now._open_text)  # nothing opens in a test
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened_now == [path]
    assert (again.root / path).exists()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_who_stays_changes_nothing(
    qtbot: QtBot, session: Session, menu: PortfolioMenu, tmp_path: Path
) -> None:
    file = tmp_path / "newer.toml"
    file.write_text(shipped_program_text().replace("years = 4", "years = 5", 1), encoding="utf-8")
    before = session.portfolio
    menu.switcher.propose(file)
    qtbot.waitUntil(lambda: menu.switcher.dialog is not None)
    dialog = menu.switcher.dialog
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert menu.switcher.dialog is None
    assert session.portfolio == before
    assert session.saved_state.phase is SavedPhase.SAVED


def test_a_faulty_file_is_told_and_nothing_changes(
    qtbot: QtBot, services: Services, menu: PortfolioMenu, tmp_path: Path
) -> None:
    file = tmp_path / "faulty.toml"
    file.write_text("format = 2\n", encoding="utf-8")
    menu.switcher.propose(file)
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    assert menu.switcher.dialog is None


# Newer file of the same program -----------------------------------------------------------------


@pytest.fixture
def older_window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    """The window with a portfolio that follows the LSSC file before the shipped one."""
    text = shipped_program_text().replace('version = "2"', 'version = "1"', 1)
    (sample / "program.toml").write_text(text.replace("years = 4", "years = 3", 1), "utf-8")
    return open_window(sample)


def overview(window: MainWindow) -> OverviewPage:
    assert window.portfolio_view is not None
    page = window.portfolio_view.findChild(OverviewPage)
    assert page is not None
    return page


def test_the_overview_leads_to_the_newer_file_and_its_differences(
    qtbot: QtBot, older_window: MainWindow, services: Services
) -> None:
    offer = overview(older_window).newer
    qtbot.waitUntil(offer.isVisible)
    said = " ".join(label.text() for label in offer.findChildren(Label))
    assert "version 2 of LSSC. Your portfolio follows version 1" in said
    qtbot.mouseClick(offer.see_button, Qt.MouseButton.LeftButton)
    session = older_window.session
    assert session is not None
    (menu,) = session.findChildren(PortfolioMenu)
    qtbot.waitUntil(lambda: menu.switcher.dialog is not None)
    dialog = menu.switcher.dialog
    assert dialog is not None
    assert dialog.lines == ("Years a candidate has: was 3, now 4.",)
    with qtbot.waitSignals([older_window.session_changed] * 2):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    again = older_window.session
    assert again is not None
    assert again.program.version == "2"
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert not overview(older_window).newer.isVisible()


def test_a_newer_file_that_is_not_wanted_now_is_not_offered_again(
    qtbot: QtBot,
    older_window: MainWindow,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    services: Services,
) -> None:
    session = older_window.session
    assert session is not None
    offer = overview(older_window).newer
    qtbot.waitUntil(offer.isVisible)
    before = (sample / "program.toml").read_bytes()
    offer.decline_button.setFocus()
    qtbot.keyClick(offer.decline_button, Qt.Key.Key_Return)
    assert not offer.isVisible()
    session.undo()
    assert offer.isVisible(), "undone, it is offered again"
    session.redo()
    qtbot.waitUntil(lambda: on_disk(sample).declined_version == "2")
    with qtbot.waitSignal(older_window.session_changed):
        older_window.menu_actions.close.trigger()
    qtbot.waitUntil(lambda: not services.jobs.running())
    again = open_window(sample)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert services.programs.files
    assert not overview(again).newer.isVisible()
    assert (sample / "program.toml").read_bytes() == before


def test_a_newer_file_that_was_loaded_is_offered_too(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert not overview(window).newer.isVisible()
    file = tmp_path / "next.toml"
    text = shipped_program_text().replace('version = "2"', 'version = "3"', 1)
    file.write_text(text, encoding="utf-8")
    with qtbot.waitSignal(window.start_dialogs.program_loaded):
        window.start_dialogs.load_program_file(file)
    assert overview(window).newer.isVisible()
