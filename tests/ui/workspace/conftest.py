"""The workspace at competency 11 of Foundations, as in the picture."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.conftest import RememberingDesktop
from tests.ui.workspace.acting import go


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


class PageAlone(TabInOrder, WorkspacePage):
    """The page as a window of its own."""


@pytest.fixture
def make_page(
    qtbot: QtBot, session: Session, services: Services
) -> Callable[[SetPlace], WorkspacePage]:
    def make(place: SetPlace) -> WorkspacePage:
        page = PageAlone(session, services)
        qtbot.addWidget(page)
        page.place_requested.connect(page.go_to)
        page.resize(1130, 682)
        page.show()
        qtbot.waitExposed(page)
        go(qtbot, page, place)
        return page

    return make


@pytest.fixture
def page(make_page: Callable[[SetPlace], WorkspacePage]) -> WorkspacePage:
    """The workspace at competency 11 of Foundations, as in the picture."""
    return make_page(SetPlace("foundations", 11))


def word_document(*, protected: bool) -> bytes:
    """A Word file with a table, which may be protected against changes."""
    document = docx.Document()
    document.add_paragraph("Before the table")
    document.add_table(2, 2)
    document.add_paragraph("Behind the table")
    if protected:
        protection = OxmlElement("w:documentProtection")
        protection.set(qn("w:edit"), "readOnly")
        protection.set(qn("w:enforcement"), "1")
        document.settings.element.append(protection)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def table_document() -> bytes:
    """A Word file with a table, which is kept as it is."""
    return word_document(protected=False)


@pytest.fixture
def protected_document() -> bytes:
    """A Word file that is only shown here."""
    return word_document(protected=True)
