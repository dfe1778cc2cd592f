from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.edits import mark_ready, set_document, set_route
from lssc_desktop.core.portfolio.portfolio import Candidate, Document, Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import CompetencyState
from lssc_desktop.ui.shared.competency_rows import CompetencyTree, Role

_TODAY = date(2026, 11, 24)
_DOCUMENT = Document("Foundations of Library Services/1.docx", "0" * 64)


@pytest.fixture(scope="module")
def portfolio(program: Program) -> Portfolio:
    electives = ("access-services", "collection-management", "reference-information")
    return start_portfolio(program, Candidate("A. Rivera"), _TODAY, electives, _TODAY, "1")


@pytest.fixture
def tree(qtbot: QtBot, program: Program, portfolio: Portfolio) -> CompetencyTree:  # noqa: ARG001  Qt has to be there
    tree = CompetencyTree()
    tester = QAbstractItemModelTester(
        tree, QAbstractItemModelTester.FailureReportingMode.Fatal, tree
    )
    assert tester.model() is tree
    tree.set_portfolio(program, portfolio)
    return tree


def row(tree: CompetencyTree, set_id: str, number: int | None) -> QModelIndex:
    index = tree.competency_index(set_id, number)
    assert index.isValid()
    return index


def test_every_set_by_portfolio_has_its_competencies_and_last_its_statement(
    tree: CompetencyTree, program: Program
) -> None:
    assert tree.rowCount() == 6
    foundations = tree.set_index("foundations")
    known = program.competency_set("foundations")
    assert known is not None
    titles = [
        tree.index(place, 0, foundations).data() for place in range(tree.rowCount(foundations))
    ]

    assert titles[:-1] == [item.title for item in known.competencies]
    assert titles[-1] == "Learning statement"


def test_a_row_says_number_title_and_state_to_a_screen_reader(tree: CompetencyTree) -> None:
    index = row(tree, "foundations", 11)

    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"11, {index.data()}, Not started"
    assert index.data(Role.NUMBER) == 11
    assert index.data(Role.STATE) == CompetencyState.NOT_STARTED


def test_an_edit_draws_only_the_row_it_changes(
    tree: CompetencyTree, program: Program, portfolio: Portfolio, qtbot: QtBot
) -> None:
    written = set_document(portfolio, TextPlace("foundations", 2), _DOCUMENT, _TODAY)

    with (
        qtbot.assertNotEmitted(tree.modelReset),
        qtbot.waitSignal(tree.dataChanged) as changed,
    ):
        tree.set_portfolio(program, written)

    assert changed.args is not None
    assert changed.args[0] == changed.args[1] == row(tree, "foundations", 2)
    assert row(tree, "foundations", 2).data(Role.STATE) == CompetencyState.IN_PROGRESS


def test_ready_needs_a_response_and_the_persons_word(
    tree: CompetencyTree, program: Program, portfolio: Portfolio
) -> None:
    marked = mark_ready(portfolio, TextPlace("foundations", 1), ready=True, today=_TODAY)
    tree.set_portfolio(program, marked)
    before = row(tree, "foundations", 1).data(Role.STATE)
    tree.set_portfolio(
        program, set_document(marked, TextPlace("foundations", 1), _DOCUMENT, _TODAY)
    )

    assert before == CompetencyState.NOT_STARTED
    assert row(tree, "foundations", 1).data(Role.STATE) == CompetencyState.UNSHOWN


def test_a_statement_has_a_state_too(
    tree: CompetencyTree, program: Program, portfolio: Portfolio
) -> None:
    tree.set_portfolio(
        program, set_document(portfolio, TextPlace("foundations"), _DOCUMENT, _TODAY)
    )

    assert row(tree, "foundations", None).data(Role.STATE) == CompetencyState.IN_PROGRESS


def test_a_set_by_a_course_has_no_competencies_to_answer(
    tree: CompetencyTree, program: Program, portfolio: Portfolio
) -> None:
    tree.set_portfolio(program, set_route(portfolio, "access-services", Route.COURSE, _TODAY))

    assert tree.rowCount() == 5
    assert not tree.set_index("access-services").isValid()
    assert not tree.competency_index("access-services", 1).isValid()


def test_a_set_that_is_given_up_goes_and_comes_back(
    tree: CompetencyTree, program: Program, portfolio: Portfolio
) -> None:
    without = replace(
        portfolio,
        sets=tuple(replace(work, chosen=work.set_id != "technology") for work in portfolio.sets),
    )
    tree.set_portfolio(program, without)
    gone = tree.set_index("technology").isValid()
    tree.set_portfolio(program, portfolio)

    assert not gone
    assert tree.set_index("technology").isValid()
