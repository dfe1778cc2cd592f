"""Draws every page for a program of one statement: called by `tests.ui.pictures`."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import (
    put_activity,
    set_certified,
    set_renewal_statement,
    start_portfolio,
)
from lssc_desktop.core.portfolio.portfolio import Candidate, RenewalActivity
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import shipped_program
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.base.place import (
    CheckPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.portfolio.dialogs import AboutYouDialog
from lssc_desktop.ui.shared.self_assessment import SelfAssessmentDialog

if TYPE_CHECKING:
    from tests.ui.pictures import Studio

CILIP = "cilip-certification"
_ACTIVITIES = (
    (date(2026, 5, 7), "Copyright in the classroom, webinar", "training", "1"),
    (date(2026, 9, 22), "Spent a day with a health library", "visit", "7"),
)
_STATEMENT = (
    "I learned how a health library answers questions from staff who have minutes, not hours. "
    "Our branch now keeps a sheet of the ten sources that answer most of what we are asked."
)


def take_statement_program(studio: "Studio", scratch: Path) -> None:
    """Take every page of the sample for CILIP Certification, and those of a first day."""
    sample, empty = scratch / "Whitlock", scratch / "New Whitlock"
    certified = scratch / "Certified Whitlock"
    write_sample(sample, ignore_progress, CILIP)
    write_first_day(studio, empty)
    take_pages(studio, "cilip", studio.open(sample))
    take_pages(studio, "cilip-empty", studio.open(empty))
    write_certified(certified)
    take_revalidation(studio, studio.open(certified))


def write_first_day(studio: "Studio", root: Path) -> None:
    """Write a portfolio on the day of enrollment."""
    loaded, today = shipped_program(CILIP), studio.now.date()
    portfolio = start_portfolio(loaded.program, Candidate("H. Whitlock"), today, (), today, "first")
    folder.create(root, portfolio, loaded.text, read_me("H. Whitlock", loaded.program.name))


def write_certified(root: Path) -> None:
    """Write the sample, certified in spring, with two activities and a statement for them."""
    write_sample(root, ignore_progress, CILIP)
    loaded, certified = folder.load(root), date(2026, 3, 16)
    portfolio = set_certified(loaded.portfolio, certified, certified)
    for number, (day, title, kind, hours) in enumerate(_ACTIVITIES, start=1):
        activity = RenewalActivity(f"activity-{number}", day, title, kind, Decimal(hours))
        portfolio = put_activity(shipped_program(CILIP).program, portfolio, activity, day)
    portfolio = set_renewal_statement(portfolio, _STATEMENT, _ACTIVITIES[-1][0])
    folder.save(root, portfolio, loaded.stamp)


def take_revalidation(studio: "Studio", portfolio_view: PortfolioView) -> None:
    """Take a voluntary renewal with its statement: the overview and the page."""
    portfolio_view.go_to(Overview())
    studio.take("cilip-certified-overview")
    portfolio_view.go_to(RenewalPlace())
    studio.take("cilip-certified-renewal")


def take_pages(studio: "Studio", state: str, portfolio_view: PortfolioView) -> None:
    """Take each page that a program of one statement has."""
    for name, place in (
        ("overview", Overview()),
        ("workspace", SetPlace("portfolio", statement=True)),
        ("workspace-criterion", SetPlace("portfolio", 2)),
        ("evidence", EvidencePlace()),
        ("check", CheckPlace("portfolio")),
        ("submissions", SubmissionsPlace()),
        ("renewal", RenewalPlace()),
        ("about", HelpPlace("program")),
    ):
        portfolio_view.go_to(place)
        studio.take(f"{state}-{name}")
    portfolio_view.go_to(SetPlace("portfolio", statement=True, tab=Tab.EVIDENCE))
    studio.take(f"{state}-workspace-evidence")
    studio.window.menu_actions.about_you.trigger()
    (dialog,) = studio.window.findChildren(AboutYouDialog)
    studio.take(f"{state}-about-you", dialog)
    dialog.reject()
    studio.settle()
    studio.window.menu_actions.self_assessment.trigger()
    (form,) = studio.window.findChildren(SelfAssessmentDialog)
    studio.take(f"{state}-self-assessment", form)
    form.reject()
    studio.settle()
    portfolio_view.go_to(CheckPlace("portfolio"))
    page = portfolio_view.page
    assert isinstance(page, CheckPage)
    studio.settle()
    page.panel.build.click()
    studio.until(lambda: page.panel.result.text)
    studio.take(f"{state}-check-built")
    portfolio_view.go_to(SubmissionsPlace())
    studio.take(f"{state}-submissions-packaged")
