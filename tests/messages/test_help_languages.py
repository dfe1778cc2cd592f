"""The pages of Help in each language: the same pages, built alike, with the window's own words."""

import re
from pathlib import Path

import pytest

from lssc_desktop.languages import ENGLISH, LANGUAGES, catalog, speaking
from lssc_desktop.messages.help_pages import help_file, help_source
from lssc_desktop.paths import resources
from lssc_desktop.store.programs import read_program, shipped_program_text

FOLDER = resources() / "help"
TOPICS = sorted(path.stem for path in FOLDER.glob("*.md"))
LSSC = read_program(shipped_program_text(), "lssc.toml")
TRANSLATED = sorted(LANGUAGES.keys() - {ENGLISH})


def built(path: Path) -> list[str]:
    """What a page is built of: its headings, links, places to be filled in, lists and keys."""
    found = re.findall(
        r"^#+ |\]\([^)]*\)|\[\[[^\]]*\]\]|^ *(?:-|\d+\.) |^\|",
        path.read_text("utf-8"),
        re.MULTILINE,
    )
    return [each.strip() for each in found]


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_language_has_every_page_and_no_other(language: str) -> None:
    assert sorted(path.stem for path in (FOLDER / language).glob("*.md")) == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_page_is_built_as_in_english(language: str, topic: str) -> None:
    assert built(help_file(topic, language)) == built(help_file(topic, ENGLISH))


@pytest.mark.parametrize("language", TRANSLATED)
def test_help_is_read_in_the_language_that_is_spoken(language: str) -> None:
    with speaking(catalog(language)):
        said = help_source("search", LSSC)
    assert said == help_file("search", language).read_text("utf-8")
    assert said != help_source("search", LSSC)
