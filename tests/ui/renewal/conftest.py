"""The page of renewal of the sample's person in 2030, and what it says."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.disk.holders import this_holder
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.renewal.activities import ActivityTable
from lssc_desktop.ui.renewal.page import RenewalPage
from tests.ui.conftest import DOCUMENTS
from tests.ui.renewed import NOW, renewed

type MakePage = Callable[[Session], RenewalPage]


class PageAlone(TabInOrder, RenewalPage):
    """The page as a window of its own."""


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def make_page(qtbot: QtBot, services: Services, jobs: Jobs, notices: Notices) -> MakePage:
    def make(session: Session) -> RenewalPage:
        page = PageAlone(session, replace(services, jobs=jobs, notices=notices))
        qtbot.addWidget(page)
        page.resize(1130, 720)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


@pytest.fixture
def later(qtbot: QtBot, jobs: Jobs, sample: Path) -> Session:
    """The sample's person in 2030, as in picture 07."""
    folder = open_folder(sample, this_holder(NOW))
    session = Session(folder, jobs, lambda: NOW, memory=DOCUMENTS)
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    session.apply(partial(renewed, session.program))
    return session


@pytest.fixture
def page(make_page: MakePage, later: Session, qtbot: QtBot) -> Iterator[RenewalPage]:
    page = make_page(later)
    yield page
    with qtbot.waitSignal(later.closed):
        later.close_anyway()


def visible_words(page: RenewalPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def shown_titles(table: ActivityTable) -> list[str]:
    return [item.activity.title for item in table.records.shown]


def cell_text(table: ActivityTable, row: int, column: int) -> str:
    return str(table.records.index(row, column).data())
