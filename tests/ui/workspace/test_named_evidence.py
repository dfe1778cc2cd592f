"""Beside a statement: which files its text names, as soon as they are there."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import put_evidence, use_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, EvidenceUse, Portfolio
from lssc_desktop.package.sample import write_sample
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.conftest import held

NEW = "Evidence/ILL guide.txt"


def said(page: WorkspacePage) -> list[str]:
    """What is said of each file, nothing of one that was not looked for yet."""
    return ["" if card.named.isHidden() else card.named.text() for card in page.tray.cards]


def test_nothing_is_said_of_a_file_before_the_text_is_there(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], services: Services, tmp_path: Path
) -> None:
    root = tmp_path / "Whitlock"
    write_sample(root, ignore_progress, "cilip-certification")
    window = open_window(root)
    with held(services.jobs, Lane.SAVING):
        window.go_to(SetPlace("portfolio", statement=True, tab=Tab.RESPONSE))
        (page,) = window.findChildren(WorkspacePage)
        with qtbot.waitSignal(page.panel.response.box.counted):
            page.panel.response.box.count_next()
        assert set(said(page)) == {""}
    qtbot.waitUntil(lambda: said(page)[:2] == ["In the text"] * 2)


def test_a_file_that_just_came_is_not_called_named(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    root = tmp_path / "Whitlock"
    write_sample(root, ignore_progress, "cilip-certification")
    (root / NEW).write_text("How to ask for a loan.\n", "utf-8")
    window = open_window(root)
    session = window.session
    assert session is not None
    window.go_to(SetPlace("portfolio", statement=True, tab=Tab.RESPONSE))
    (page,) = window.findChildren(WorkspacePage)
    qtbot.waitUntil(lambda: said(page)[:2] == ["In the text"] * 2)

    def with_file(portfolio: Portfolio) -> Portfolio:
        data = (root / NEW).read_bytes()
        file = EvidenceFile(NEW, hashlib.sha256(data).hexdigest(), len(data), session.today)
        portfolio = put_evidence(portfolio, file, session.today)
        return use_evidence(portfolio, "portfolio", None, EvidenceUse(NEW), session.today)

    session.apply(with_file)
    qtbot.waitUntil(lambda: NEW in {card.shown.path for card in page.tray.cards})
    assert said(page)[-1] == "E14 isn’t in the text"
