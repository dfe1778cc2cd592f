from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage
from tests.ui.conftest import RememberingDesktop

TODAY = date(2026, 11, 24)
GUIDE = "Evidence/Desk guide.docx"


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def page(qtbot: QtBot, session: Session, services: Services) -> EvidencePage:
    page = EvidencePage(session, services)
    qtbot.addWidget(page)
    page.resize(1130, 683)
    page.show()
    return page


def names(page: EvidencePage) -> list[str]:
    return [file.name for file in page.table.records.shown]


def choose_kind(page: EvidencePage, kind: AboutKind) -> None:
    """Choose, as the user does, what a file about the candidate is."""
    field = page.details.kind_field
    field.setCurrentIndex(field.findData(kind))
    field.activated.emit(field.currentIndex())


def look(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()


def told(qtbot: QtBot, notices: Notices, happened: str) -> None:
    """Wait until a notice says it: looks at the folder come and go before that."""
    said = [happened]
    qtbot.waitUntil(lambda: [each.message.happened for each in notices.waiting] == said)


# What is shown ----------------------------------------------------------------------------------


@pytest.fixture
def typed_name(qtbot: QtBot, page: EvidencePage) -> Callable[[str], None]:
    """Press F2 on the desk guide and type another name."""

    def type_it(name: str) -> None:
        page.table.choose(GUIDE)
        page.table.setFocus()
        qtbot.keyClick(page.table, Qt.Key.Key_F2)
        page.details.name_field.setText(name)
        qtbot.keyClick(page.details.name_field, Qt.Key.Key_Return)

    return type_it
