"""What the pages of portfolios of five programs say, filled in with what people entered."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.languages import LANGUAGES, catalog, speaking
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.base.services import Services
from tests.kept.answers import copy_of
from tests.messages.test_program_words import LEFTOVERS, WRONG_ARTICLE
from tests.ui.controls import shown, spoken_name

PROGRAMS = ("written", "cilip", "harbor", "guild", "silent")


def pages(set_id: str) -> Iterator[Place]:
    yield from (Overview(), EvidencePlace(), CheckPlace(set_id), CoursesPlace(set_id))
    yield from (SubmissionsPlace(set_id), RenewalPlace(), HelpPlace("program"))
    for tab in Tab:
        yield SetPlace(set_id, 1, tab=tab)
    yield SetPlace(set_id, statement=True)


def words(window: QWidget) -> Iterator[str]:
    for each in shown(window):
        yield spoken_name(each)
        yield each.toolTip()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROGRAMS)
def test_no_page_shows_what_is_left_of_a_text(
    qtbot: QtBot,
    open_window: Callable[[Path], MainWindow],
    services: Services,
    tmp_path: Path,
    name: str,
    language: str,
) -> None:
    wrong = {**LEFTOVERS, "the wrong article": WRONG_ARTICLE} if language == "en" else LEFTOVERS
    with speaking(catalog(language)):
        window = open_window(copy_of(f"portfolios/{name}", tmp_path))
        session = window.session
        assert session is not None
        said: set[str] = set()
        for each in pages(session.portfolio.sets[0].set_id):
            window.go_to(each)
            qtbot.waitUntil(lambda: not services.jobs.running())
            said.update(words(window))
    assert len(said) > 150
    assert [
        (fault, each) for each in said for fault, found in wrong.items() if found.search(each)
    ] == []
