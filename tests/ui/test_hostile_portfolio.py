"""A portfolio of a stranger with markup in every name and text, opened in the window."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.store.folder import folder
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace, EvidencePlace, HelpPlace, Overview, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.tables import Column, RecordModel
from tests.package.hostile import markup
from tests.ui.trap import markup_of, set_trap

NAME = (
    "Evidence/&lt;img src=x&gt; & 'script'.pdf"  # what of markup Windows takes in a name
    if sys.platform == "win32"
    else "Evidence/<img src=x onerror=alert(1)> & <script>.pdf"
)
ALIVE = ("<script", "<img", '<a href="javascript')


def spoil(root: Path, trap: str) -> None:
    """Put markup into everything in a portfolio that is text."""
    bad = markup(trap)
    loaded = folder.load(root)
    portfolio = loaded.portfolio
    old = portfolio.evidence[0].path
    (root / old).rename(root / NAME)
    sets = tuple(
        replace(
            work,
            competencies=tuple(
                replace(
                    item,
                    official_text=bad,
                    evidence=tuple(
                        replace(
                            use,
                            path=NAME if use.path == old else use.path,
                            caption=bad,
                            own_role=bad,
                            team_work=True,
                        )
                        for use in item.evidence
                    ),
                )
                for item in work.competencies
            ),
        )
        for work in portfolio.sets
    )
    evidence = (replace(portfolio.evidence[0], path=NAME), *portfolio.evidence[1:])
    candidate = replace(portfolio.candidate, name=bad[:200])
    spoiled = replace(portfolio, candidate=candidate, sets=sets, evidence=evidence)
    folder.save(root, spoiled, loaded.stamp)
    program = root / "program.toml"
    text = program.read_text(encoding="utf-8")
    title = 'title = "Foundations of Library Services"'
    assert title in text
    program.write_text(text.replace(title, f"title = '''F {bad}'''", 1), encoding="utf-8")


def test_markup_in_a_portfolio_is_words_in_the_window(
    qtbot: QtBot, sample: Path, services: Services, open_window: Callable[[Path], MainWindow]
) -> None:
    with set_trap() as trap:
        spoil(sample, trap.address)
        window = open_window(sample)
        bench = window.controller.portfolio_view
        assert bench is not None
        for place in (
            Overview(),
            SetPlace("foundations", 11),
            SetPlace("foundations", 11, tab=Tab.EVIDENCE),
            SetPlace("foundations", 11, tab=Tab.PLAN),
            EvidencePlace(NAME),
            CheckPlace("foundations"),
            HelpPlace(),
        ):
            bench.go_to(place)
            qtbot.waitUntil(lambda: not services.jobs.running())
        taken = [text for text in markup_of(window) if any(word in text for word in ALIVE)]
        assert not taken
        assert not trap.visits


def test_the_hint_of_a_file_in_the_table_shows_its_name_as_it_stands() -> None:
    table = RecordModel((Column[str]("Name", str, str),))
    table.set_records(("<b>bold</b>.pdf", "plain.pdf"))
    hints = [table.data(table.index(row, 0), Qt.ItemDataRole.ToolTipRole) for row in (0, 1)]
    assert hints == ["<qt>&lt;b&gt;bold&lt;/b&gt;.pdf</qt>", "plain.pdf"]
