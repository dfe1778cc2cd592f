from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate
from lssc_desktop.store.programs import read_program, shipped_program_text
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.workspace.competency_pane import CompetencyPane
from lssc_desktop.ui.workspace.menus import SetMenu

TODAY = date(2026, 11, 24)
ELECTIVES = ("access-services", "collection-management", "reference-information")


def test_the_chosen_row_stays_in_sight_when_the_list_gets_lower(qtbot: QtBot, icons: Icons) -> None:
    program = read_program(shipped_program_text(), "lssc.toml")
    owner = QWidget()
    qtbot.addWidget(owner)
    pane = CompetencyPane(icons, SetMenu(owner))
    qtbot.addWidget(pane)
    pane.set_portfolio(
        program, start_portfolio(program, Candidate("A. Rivera"), TODAY, ELECTIVES, TODAY, "1")
    )
    pane.resize(260, 700)
    pane.show()
    qtbot.waitExposed(pane)
    pane.go_to("foundations", 11)

    pane.resize(260, 300)

    chosen = pane.list.visualRect(pane.list.currentIndex())
    qtbot.waitUntil(lambda: pane.list.height() < 300)
    assert pane.list.viewport().rect().contains(chosen)
