"""Evidence dragged by the mouse: onto a set, a competency, and what is shown of one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.portfolio.edits import uses_at
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import EvidencePlace, SetPlace
from lssc_desktop.ui.evidence.page import EvidencePage, Group
from lssc_desktop.ui.shared.use_dialog import UseDialog
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.dragging import Hand

SIGN = "Evidence/Holiday hours sign.pdf"


@pytest.fixture
def view(sample: Path, open_window: Callable[[Path], MainWindow]) -> PortfolioView:
    window = open_window(sample)
    window.resize(1366, 768)
    view = window.findChild(PortfolioView)
    assert view is not None
    return view


def unused_row(view: PortfolioView, name: str) -> tuple[QWidget, QPoint]:
    """Show the evidence that is not used yet; return where to press to drag one of it."""
    view.go_to(EvidencePlace())
    page = view.page
    assert isinstance(page, EvidencePage)
    page.browser.choose(Group.UNUSED)
    page.table.choose(name)
    row = page.table.currentIndex()
    return page.table.viewport(), page.table.visualRect(row).center()


def set_row(view: PortfolioView, words: str) -> tuple[QWidget, QPoint]:
    places = view.sidebar.places
    rows = [places.model().index(at, 0) for at in range(places.model().rowCount())]
    [row] = [row for row in rows if row.data() == words]
    return places.viewport(), places.visualRect(row).center()


def shown(view: PortfolioView, number: int) -> list[str]:
    portfolio = view.uses.session.portfolio
    return [use.path for use in uses_at(portfolio, TextPlace("foundations", number))]


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    return Hand(monkeypatch)


def test_a_file_that_is_dropped_on_a_set_is_asked_about(view: PortfolioView, hand: Hand) -> None:
    hand.drag(*unused_row(view, SIGN), set_row(view, "Technology"))
    [dialog] = view.window().findChildren(UseDialog)
    assert dialog.tree.currentIndex().parent().data() == "Technology"
    dialog.reject()


def test_nothing_but_a_set_takes_evidence_in_the_sidebar(view: PortfolioView, hand: Hand) -> None:
    hand.drag(*unused_row(view, SIGN), set_row(view, "Courses"))
    assert hand.refused


def test_a_drag_that_stays_over_a_set_shows_it_and_can_go_on_to_a_competency(
    view: PortfolioView, hand: Hand, notices: Notices
) -> None:
    view.go_to(SetPlace("foundations", 2))
    page = view.page
    assert isinstance(page, WorkspacePage)
    row = page.competencies.tree.competency_index("foundations", 4)
    target = page.competencies.list.viewport(), page.competencies.list.visualRect(row).center()
    over = set_row(view, "Foundations of Library Services")
    hand.wait = 1200

    hand.drag(*unused_row(view, SIGN), over, target)

    assert view.page is page
    assert SIGN in shown(view, 4)
    assert [notice.message.happened for notice in notices.waiting] == [
        "“Holiday hours sign.pdf” added to competency 4."
    ]


def test_a_card_can_be_dragged_to_another_competency_and_stays_where_it_is(
    view: PortfolioView, hand: Hand
) -> None:
    view.go_to(SetPlace("foundations", 11))
    page = view.page
    assert isinstance(page, WorkspacePage)
    card = page.tray.cards[0]
    path, before = card.shown.path, shown(view, 11)
    row = page.competencies.tree.competency_index("foundations", 4)
    target = page.competencies.list.viewport(), page.competencies.list.visualRect(row).center()

    hand.drag(card, card.rect().center(), target)

    assert path in shown(view, 4)
    assert shown(view, 11) == before
