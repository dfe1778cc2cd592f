"""The words of a program stand in every sentence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.program.program import Program
from lssc_desktop.formats.dates import long_day, near_day, short_day
from lssc_desktop.languages import gettext, ngettext
from lssc_desktop.messages.message import speak_of
from lssc_desktop.store.programs import read_program, shipped_program

GUILD = Path(__file__).parents[1] / "programs" / "guild.toml"


@pytest.fixture
def guild() -> Iterator[Program]:
    program = read_program(GUILD.read_bytes(), GUILD.name)
    speak_of(program)
    yield program
    speak_of(None)


def test_sentences_use_the_words_of_the_program_that_is_followed(guild: Program) -> None:
    assert gettext("Previous {competency}") == "Previous criterion"
    assert ngettext("{count} {competency}", "{count} {competencies}", 3) == "{count} criteria"
    speak_of(shipped_program().program)
    assert gettext("Previous {competency}") == "Previous competency"
    speak_of(guild)
    assert gettext("Previous {competency}") == "Previous criterion"
    speak_of(replace(guild, version="4"))
    assert gettext("Your {renewal}") == "Your revalidation"


@pytest.mark.usefixtures("guild")
def test_days_are_written_as_in_the_country_of_the_program() -> None:
    day = date(2026, 1, 10)
    assert long_day(day) == "10 January 2026"
    assert short_day(day) == "10 Jan 2026"
    assert near_day(day, date(2026, 2, 1)) == "10 Jan"
    speak_of(None)
    assert long_day(day) == "January 10, 2026"
