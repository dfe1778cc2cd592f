"""Draws every page for a program of one statement: called by `tests.ui.pictures`."""

from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate
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
from lssc_desktop.ui.portfolio.menu import AboutYouDialog

if TYPE_CHECKING:
    from tests.ui.pictures import Studio

CILIP = "cilip-certification"


def take_statement_program(studio: "Studio", scratch: Path) -> None:
    """Take every page of the sample for CILIP Certification, and those of a first day."""
    sample, empty = scratch / "Whitlock", scratch / "New Whitlock"
    write_sample(sample, ignore_progress, CILIP)
    write_first_day(studio, empty)
    take_pages(studio, "cilip", studio.open(sample))
    take_pages(studio, "cilip-empty", studio.open(empty))


def write_first_day(studio: "Studio", root: Path) -> None:
    """Write a portfolio on the day of enrollment."""
    loaded, today = shipped_program(CILIP), studio.now.date()
    portfolio = start_portfolio(loaded.program, Candidate("H. Whitlock"), today, (), today, "first")
    folder.create(root, portfolio, loaded.text, read_me("H. Whitlock", loaded.program.name))


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
    portfolio_view.go_to(CheckPlace("portfolio"))
    page = portfolio_view.page
    assert isinstance(page, CheckPage)
    studio.settle()
    page.panel.build.click()
    studio.until(lambda: page.panel.result.text)
    studio.take(f"{state}-check-built")
    portfolio_view.go_to(SubmissionsPlace())
    studio.take(f"{state}-submissions-packaged")
