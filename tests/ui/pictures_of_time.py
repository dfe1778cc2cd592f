"""Draws what has to do with time, routes and money: called by `tests.ui.pictures`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import decide, set_route
from lssc_desktop.core.portfolio.portfolio import Decision, Outcome
from lssc_desktop.core.program.schema import Route
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import read_program
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.base.place import CoursesPlace, Overview, RenewalPlace, SubmissionsPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.courses.page import CoursesPage
from lssc_desktop.ui.overview.dialogs import LastStepDialog
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.portfolio.dialogs import AboutYouDialog
from lssc_desktop.ui.portfolio.menu import PortfolioMenu
from lssc_desktop.ui.portfolio.papers import OrderDialog
from lssc_desktop.ui.portfolio.program import SwitchProgramDialog
from lssc_desktop.ui.renewal.dialogs import CertifiedDialog, RenewalFormDialog
from lssc_desktop.ui.renewal.page import RenewalPage
from lssc_desktop.ui.shared.dialogs import PlanDialog, RenewedDialog, RouteDialog
from lssc_desktop.ui.start.assistant import Assistant
from lssc_desktop.ui.submissions.acts import HandedInDialog
from lssc_desktop.ui.submissions.page import SubmissionsPage
from tests.ui import renewed

if TYPE_CHECKING:
    from tests.ui.pictures import Studio

PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"


def take_steps(studio: "Studio", assistant: Assistant) -> None:
    """Take each step of the assistant."""
    assistant.name.setText("A. Rivera")
    for step in range(len(assistant.step_buttons)):
        assistant.go_to_step(step)
        studio.take(f"assistant-{step + 1}", assistant)


def take_time(studio: "Studio", portfolio_view: PortfolioView) -> None:
    """Take the page of courses, and every dialog about the person, the plan and the money."""
    portfolio_view.go_to(CoursesPlace())
    studio.take("courses")
    courses = portfolio_view.page
    assert isinstance(courses, CoursesPage)
    courses.choose_route("reference-information")
    take_dialog(studio, "courses-route", courses.findChildren(RouteDialog))
    courses.record_course("access-services")
    assert courses.dialog is not None
    take_dialog(studio, "courses-record", [courses.dialog])
    session = studio.window.session
    assert session is not None
    today, by_college = session.today, "reference-information"
    route = Route.RECOGNITION
    session.apply(partial(set_route, set_id=by_college, route=route, today=today))
    courses.record_course(by_college)
    dialog = courses.agreement_dialog
    assert dialog is not None
    dialog.college.setText("Lakes and Plains Community College")
    dialog.graduated.box.click()
    take_dialog(studio, "courses-agreement", [dialog])
    session.undo()
    portfolio_view.go_to(SubmissionsPlace())
    submissions = portfolio_view.page
    assert isinstance(submissions, SubmissionsPage)
    submissions.acts.ask_handed_in(session.program.sets[0])
    assert isinstance(submissions.acts.dialog, HandedInDialog)
    take_dialog(studio, "submissions-handed-in", [submissions.acts.dialog])
    take_last_step(studio, portfolio_view, session)
    window, actions = studio.window, studio.window.menu_actions
    actions.about_you.trigger()
    take_dialog(studio, "about-you", window.findChildren(AboutYouDialog))
    actions.plan.trigger()
    take_dialog(studio, "plan", window.findChildren(PlanDialog))
    actions.order.trigger()
    take_dialog(studio, "purchase-order", window.findChildren(OrderDialog))
    (menu,) = [] if window.session is None else window.session.findChildren(PortfolioMenu)
    menu.switcher.propose(PRAIRIE)
    studio.until(lambda: menu.switcher.dialog)
    take_dialog(studio, "program-moving", window.findChildren(SwitchProgramDialog))
    portfolio_view.go_to(RenewalPlace())
    studio.take("renewal-before")
    page = portfolio_view.page
    assert isinstance(page, RenewalPage)
    page.certified_button.click()
    take_dialog(studio, "renewal-certified", page.findChildren(CertifiedDialog))


def take_last_step(studio: "Studio", portfolio_view: PortfolioView, session: Session) -> None:
    """Take the overview when every set is achieved, and the message to the office."""
    before, today = session.portfolio, session.today
    for work in before.sets:
        decision = Decision(Outcome.ACHIEVED, today)
        session.apply(partial(decide, set_id=work.set_id, decision=decision, today=today))
    portfolio_view.go_to(Overview())
    studio.settle()
    page = portfolio_view.page
    assert isinstance(page, OverviewPage)
    studio.take("overview-achieved")
    page.steps.rows[0].click()
    take_dialog(studio, "overview-last-step", page.findChildren(LastStepDialog))
    while session.portfolio != before:
        session.undo()


def write_renewed(root: Path) -> None:
    """Write the portfolio of the same person in 2030, certified."""
    write_sample(root, ignore_progress)
    loaded = folder.load(root)
    program = read_program(folder.program_text(root), "program.toml")
    folder.save(root, renewed.renewed(program, loaded.portfolio), loaded.stamp)


def take_renewal(studio: "Studio", portfolio_view: PortfolioView) -> None:
    """Take the overview and the page of renewal in 2030, with its dialogs."""
    portfolio_view.go_to(Overview())
    studio.take("overview-certified")
    portfolio_view.go_to(RenewalPlace("activity-4"))
    page = portfolio_view.page
    assert isinstance(page, RenewalPage)
    page.form_button.setFocus()
    studio.take("renewal")
    page.change_activity()
    assert page.dialog is not None
    take_dialog(studio, "renewal-activity", [page.dialog])
    page.prepare_form()
    take_dialog(studio, "renewal-form", page.findChildren(RenewalFormDialog))
    page.renewed.trigger()
    take_dialog(studio, "renewal-renewed", page.findChildren(RenewedDialog))


def take_dialog(studio: "Studio", name: str, dialogs: list[QDialog]) -> None:
    """Take the dialog that is open, and close it."""
    (dialog,) = (each for each in dialogs if each.isVisible())
    studio.take(name, dialog)
    dialog.reject()
    studio.settle()
