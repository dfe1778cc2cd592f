"""The Submissions page of the sample, with its sending and everything it speaks through."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.disk.holders import this_holder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.submissions.page import SubmissionsPage
from lssc_desktop.ui.submissions.sending import Sending, SendingWatch
from tests.ui.conftest import NOW, RememberingDesktop
from tests.ui.on_their_way import pack, write_on_their_way

DAY = date(2026, 11, 24)


class OpenedPage:
    """A portfolio that is open, and its Submissions page."""

    def __init__(self, qtbot: QtBot, services: Services, root: Path) -> None:
        self.qtbot = qtbot
        self.services = services
        folder = open_folder(root, this_holder(NOW))
        self.session = Session(folder, services.jobs, services.now, memory=services.documents)
        self.sending = Sending(self.session, services.jobs, self.session)
        self.page = SubmissionsPage(self.session, self.sending, services)
        self.watch = SendingWatch(
            self.session, self.sending, services.notices, services.icons, self.page
        )
        qtbot.addWidget(self.page)
        self.page.resize(1130, 690)
        self.page.show()
        qtbot.waitActive(self.page)
        self.session.refresh()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        self.qtbot.waitUntil(lambda: not self.services.jobs.running())

    def close(self) -> None:
        with self.qtbot.waitSignal(self.session.closed):
            self.session.close_anyway()
        self.settle()

    def words(self) -> str:
        """Everything that is written on the page."""
        labels = self.page.findChildren(Label)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def names(self) -> list[str]:
        """What a screen reader says of each row."""
        return [row.head.accessibleName() for row in self.page.rows.rows]

    def said(self) -> str:
        """Every notice."""
        return "\n".join(each.message.text for each in self.services.notices.waiting)


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def open_place(
    qtbot: QtBot, services: Services, desktop: RememberingDesktop
) -> Iterator[Callable[[Path], OpenedPage]]:
    """Open a portfolio folder on its Submissions page."""
    places: list[OpenedPage] = []
    tools = replace(services, desktop=desktop)

    def open_it(root: Path) -> OpenedPage:
        place = OpenedPage(qtbot, tools, root)
        places.append(place)
        return place

    yield open_it
    for place in places:
        place.close()


@pytest.fixture
def packaged(sample: Path) -> Path:
    """The sample with the set Technology packaged today."""

    loaded = folder.load(sample)
    portfolio, _target, _note = pack(sample, loaded.portfolio, "technology", DAY)
    folder.save(sample, portfolio, loaded.stamp)
    return sample


@pytest.fixture
def on_their_way(sample: Path) -> Path:
    """The sample with packages in every state."""
    write_on_their_way(sample)
    return sample
