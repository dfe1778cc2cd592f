"""What the pages of portfolios of five programs say, filled in with what people entered."""

import re
import tomllib
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
from tests.messages.test_program_words import IN_SPANISH, LEFTOVERS, WRONG_ARTICLE
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


def texts_in(value: object) -> Iterator[str]:
    """Every text of a program file: it stands on the pages as it is."""
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from texts_in(each)
        case list():
            for each in value:
                yield from texts_in(each)


def ours_of(said: set[str], program_text: str) -> set[str]:
    """What is said, without what the program file says in it."""
    texts = sorted(texts_in(tomllib.loads(program_text)), key=len, reverse=True)
    either = "|".join(map(re.escape, filter(None, texts)))
    theirs = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    return {theirs.sub("…", each) for each in said}


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
    of_language = {"the wrong article": WRONG_ARTICLE} if language == "en" else IN_SPANISH
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
    of_us = ours_of(said, session.program_text)
    assert [
        (fault, each)
        for wrong, texts in ((LEFTOVERS, said), (of_language, of_us))
        for each in texts
        for fault, found in wrong.items()
        if found.search(each)
    ] == []
