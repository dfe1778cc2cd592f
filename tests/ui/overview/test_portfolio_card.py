"""The card of a program with one statement: each of its links leads on, none in a circle."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.package.sample.write import write_sample
from lssc_desktop.store.folder.opening import read_folder
from lssc_desktop.store.folder.scan import read_all_facts
from lssc_desktop.ui.base.place import AboutYou, AboutYouField, CheckPlace
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.overview.portfolio_card import PortfolioCard

TODAY = date(2026, 11, 24)


def test_the_date_of_enrollment_is_entered_where_it_is_missing(
    qtbot: QtBot, icons: Icons, tmp_path: Path
) -> None:
    write_sample(tmp_path / "Whitlock", ignore_progress, "cilip-certification")
    at = read_folder(tmp_path / "Whitlock")
    card = PortfolioCard(icons, "portfolio")
    qtbot.addWidget(card)
    places: list[object] = []
    card.place_requested.connect(places.append)

    nobody = replace(at.portfolio, admitted=None, enrolled=None)
    card.show_standing(at.program, nobody, FolderFacts(), TODAY)
    assert "You haven’t entered the date you enrolled." in card.time.why.text()
    card.time_link.click()
    assert places == [AboutYou(AboutYouField.START)]

    enrolled = replace(nobody, enrolled=date(2026, 2, 2))
    card.show_standing(at.program, enrolled, FolderFacts(), TODAY)
    assert "You enrolled on February 2, 2026." in card.time.why.text()
    card.time_link.click()
    assert places[-1] == CheckPlace("portfolio")


def test_before_the_folder_is_looked_at_nothing_is_said_of_what_is_in_it(
    qtbot: QtBot, icons: Icons, tmp_path: Path
) -> None:
    write_sample(tmp_path / "Whitlock", ignore_progress, "cilip-certification")
    at = read_folder(tmp_path / "Whitlock")
    card = PortfolioCard(icons, "portfolio")
    qtbot.addWidget(card)
    card.show_standing(at.program, at.portfolio, None, TODAY)
    assert card.words.text() == "Checking your folder…"
    parts = (card.evidence, card.documents)
    said = " ".join(f"{part.what.text()} {part.why.text()}" for part in parts)
    assert not said.strip()
    assert card.criteria.what.text()
    assert card.time.what.text()

    facts = read_all_facts(tmp_path / "Whitlock", at.portfolio, ignore_progress)
    card.show_standing(at.program, at.portfolio, facts, TODAY)
    assert "words" in card.words.text()
    assert all(part.what.text().strip() for part in parts)
